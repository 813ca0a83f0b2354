"""sum-fails"""

from collections.abc import Iterator

from factcheck.model.message import message
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.reasoning.ties import Totalled
from factcheck.rules.failure import failure, value


@rule("sum-fails", over=Totalled, group="Consistency", weighs=True)
def sum_fails(tie: Totalled) -> Iterator[Outcome]:
    """Parts must add up to their total.

    Each part stands for all values that print so, so that the rounding of many parts is never taken for an error.

    Reference: UN Handbook of Statistical Organization, on totals of rounded components; the relation is declared as `sum`.

    Bad:
        factcheck: 1
        kind: emissions
        subject: bloom
        claims:
          run: {statement: The run emitted 24.7 t., value: 24.7 t}
          idle: {statement: Idling emitted 14.6 t., value: 14.6 t}
          all: {statement: Together 50.5 t., value: 50.5 t}
        relations:
          whole: {sum: {parts: [run, idle], total: all}}

    Good:
        factcheck: 1
        kind: emissions
        subject: bloom
        claims:
          run: {statement: The run emitted 24.7 t., value: 24.7 t}
          idle: {statement: Idling emitted 14.6 t., value: 14.6 t}
          all: {statement: Together 39.3 t., value: 39.3 t}
        relations:
          whole: {sum: {parts: [run, idle], total: all}}
    """
    judged = tie.judged
    if judged.weighed is None:
        yield Skip(judged.reason or f"{judged.stated_unit} cannot be added up from {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    parts = tuple(part.id for part in tie.operands)
    text = message("states {stated} in all, but {parts} add up to {implied}", stated=value(tie.result), parts=parts)
    yield failure(
        "sum-fails", tie.relation.location(), judged, text, claims=(tie.result, *tie.operands), blamed=(tie.result,),
        arithmetic=" + ".join(parts),
    )  # fmt: skip
