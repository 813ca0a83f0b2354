"""share-fails"""

from collections.abc import Iterator

from factcheck.model.message import message
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.reasoning.ties import Shared
from factcheck.rules.failure import failure, value


@rule("share-fails", over=Shared, group="Consistency", weighs=True)
def share_fails(tie: Shared) -> Iterator[Outcome]:
    """A share must be its part divided by its whole.

    Reference: AAPOR Transparency Initiative, disclosure elements: a percentage comes with its base.

    Bad:
        factcheck: 1
        claims:
          part: {statement: 30 of them agree., kind: count, subject: people, value: 31}
          whole: {statement: 120 were asked., kind: count, subject: people, value: 121}
          agreeing: {statement: 30 % agree., kind: share, subject: people, value: 30.0 %}
        relations:
          agreement: {share: {part: part, whole: whole, share: agreeing}}

    Good:
        factcheck: 1
        claims:
          part: {statement: 31 of them agree., kind: count, subject: people, value: 31}
          whole: {statement: 121 were asked., kind: count, subject: people, value: 121}
          agreeing: {statement: 25.6 % agree., kind: share, subject: people, value: 25.6 %}
        relations:
          agreement: {share: {part: part, whole: whole, share: agreeing}}
    """
    judged = tie.judged
    if judged.weighed is None:
        yield Skip(judged.reason or f"{judged.stated_unit} is no share of {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    part, whole = tie.operands
    text = message("states {stated}, but {part} / {whole} is {implied}", stated=value(tie.result), part=part.id, whole=whole.id)
    yield failure(
        "share-fails", tie.relation.location(), judged, text, claims=(tie.result, part, whole), blamed=(tie.result,),
        arithmetic=f"{part.id} / {whole.id}",
    )  # fmt: skip
