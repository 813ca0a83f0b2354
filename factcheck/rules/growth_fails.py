"""growth-fails"""

from collections.abc import Iterator

from factcheck.model.message import message
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.reasoning.ties import Growth
from factcheck.rules.failure import failure, value


@rule("growth-fails", over=Growth, group="Consistency", weighs=True)
def growth_fails(growth: Growth) -> Iterator[Outcome]:
    """A growth must lead from the figure at its start to the figure at its end.

    The figures are found by the program: those of the same subject and measure, in the periods that the growth spans.
    A growth rate is compound per year; with `span: total`, or a span of no whole years, it is the change as a whole.

    Reference: Scrutinizer (Karagiannis et al. 2020), whose commonest formula is POWER(b / a, 1 / years) - 1.

    Bad:
        factcheck: 1
        source: one-study
        subject: npu market
        claims:
          before: {statement: 10.0 billion., kind: market_size, value: 10.0 billion USD, period: 2022}
          after: {statement: 13.2 billion., kind: market_size, value: 13.2 billion USD, period: 2024}
          rate: {statement: 20.0 % a year., kind: growth_rate, value: 20.0 %, period: 2022..2024}

    Good:
        factcheck: 1
        source: one-study
        subject: npu market
        claims:
          before: {statement: 10.0 billion., kind: market_size, value: 10.0 billion USD, period: 2022}
          after: {statement: 13.2 billion., kind: market_size, value: 13.2 billion USD, period: 2024}
          rate: {statement: 14.9 % a year., kind: growth_rate, value: 14.9 %, period: 2022..2024}
    """
    judged = growth.judged
    if judged.weighed is None:
        yield Skip(judged.reason or f"{judged.stated_unit} is no growth of {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    claim, start, end = growth.claim, growth.start, growth.end
    text = message(
        "states {stated}, but from {start} ({first}) to {end} ({last}) it is {implied}",
        stated=value(claim), start=start.id, first=value(start), end=end.id, last=value(end),
    )  # fmt: skip
    yield failure(
        "growth-fails", claim.location("value"), judged, text, claims=(claim, start, end), blamed=(claim,),
        unstated=growth.unstated, arithmetic=f"{start.id} to {end.id}",
    )  # fmt: skip
