"""headline-differs"""

from collections.abc import Iterator

from factcheck.model.finding import Level
from factcheck.model.message import message
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.reasoning.ties import Headline
from factcheck.rules.failure import failure, value


@rule("headline-differs", over=Headline, level=Level.WARNING, group="Consistency", weighs=True)
def headline_differs(tie: Headline) -> Iterator[Outcome]:
    """A headline must say what its article says.

    A claim of `part: headline` is held against those of the same quantity in the same source. Where none of them can
    be what the headline says, the headline is to blame.

    Reference: Ecker et al. 2014, The effects of subtle misinformation in news headlines, J. Exp. Psychol. Appl. 20(4).

    Bad:
        factcheck: 1
        source: one-article
        kind: energy
        subject: gpt3
        claims:
          title: {statement: 2000 MWh., value: 2000 MWh, part: headline}
          text: {statement: 1287 MWh., value: 1287 MWh, part: body}

    Good:
        factcheck: 1
        source: one-article
        kind: energy
        subject: gpt3
        claims:
          title: {statement: About 1300 MWh., value: about 1300 MWh, part: headline}
          text: {statement: 1287 MWh., value: 1287 MWh, part: body}
    """
    judged = tie.judged
    if judged.weighed is None:
        yield Skip(f"{judged.stated_unit} cannot be weighed against {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    text = message(
        "the headline says {stated}, but {body} in the same source says {other}",
        stated=value(tie.claim), body=tie.body.id, other=value(tie.body),
    )  # fmt: skip
    yield failure(
        "headline-differs", tie.claim.location("value"), judged, text, claims=(tie.claim, tie.body), blamed=(tie.claim,),
        unstated=tie.unstated, most=Level.WARNING,
    )  # fmt: skip
