"""conflicting-values"""

from collections.abc import Iterator

from factcheck.model.message import message
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.reasoning.ties import Repeated, SameQuantity
from factcheck.rules.failure import failure, rounded, value


@rule("conflicting-values", over=(SameQuantity, Repeated), group="Consistency", weighs=True)
def conflicting_values(tie: SameQuantity | Repeated) -> Iterator[Outcome]:
    """Figures of one quantity must agree.

    Two claims speak of one quantity when subject, kind, measure, baseline, period and status agree and no condition is
    known to differ. Where conditions are not stated on every side they may explain the difference: then the finding is
    a warning and names them. A claim's `also` is held against its own value in the same way.

    Reference: Scrutinizer (Karagiannis et al. 2020) and AggChecker (Jo et al. 2019) compare claims with data; here claims
    are compared with one another.

    Bad:
        factcheck: 1
        source: one-study
        conditions: {rest: not stated}
        claims:
          first: {statement: It took 502 t., kind: emissions, subject: gpt3, period: 2020, value: 502 t}
          second: {statement: It took 588 t., kind: emissions, subject: gpt3, period: 2020, value: 588 t}

    Good:
        factcheck: 1
        source: one-study
        claims:
          first: {statement: It took 502 t., kind: emissions, subject: gpt3, period: 2020, value: 502 t}
          second: {statement: It took some 500 t., kind: emissions, subject: gpt3, period: 2020, value: about 500 t}
    """
    judged = tie.judged
    if judged is None:
        return
    if judged.weighed is None:
        yield Skip(f"{judged.stated_unit} cannot be weighed against {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    if isinstance(tie, Repeated):
        also = tie.claim.also[tie.also].text.strip()
        text = message("states {stated}, which is {implied}, and also {also}", stated=value(tie.claim), also=also)
        yield failure("conflicting-values", tie.claim.location("also"), judged, text, claims=(tie.claim,), blamed=(tie.claim,))
        return
    if tie.rival is None:
        return
    template = "states {stated} ({own}), but {rival} states {other} ({theirs}) of the same quantity"
    if tie.others:
        template += ", and {others} more disagree"
    text = message(
        template, stated=value(tie.claim), own=rounded(tie.claim), rival=tie.rival.id, other=value(tie.rival),
        theirs=rounded(tie.rival), others=tie.others,
    )  # fmt: skip
    place = tie.relation.location() if tie.relation is not None else tie.claim.location("value")
    pair = (tie.claim, tie.rival)
    yield failure("conflicting-values", place, judged, text, claims=pair, blamed=pair, unstated=tie.unstated)
