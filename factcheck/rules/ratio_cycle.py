"""ratio-cycle"""

from collections.abc import Iterator

from factcheck.model.message import message
from factcheck.reasoning.cycles import RatioCycle
from factcheck.reasoning.laws import product_of
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.rules.failure import failure, value


@rule("ratio-cycle", over=RatioCycle, group="Consistency", weighs=True)
def ratio_cycle(cycle: RatioCycle) -> Iterator[Outcome]:
    """Ratios that close a circle must multiply to one.

    If A is twice B and B three times C, A is six times C. No absolute figure is needed to see that three ratios do not
    go together; which of them is wrong the rule cannot say, so all of them are blamed.

    Reference: the triangular arbitrage of exchange rates; Saaty 1977, A scaling method for priorities in hierarchical
    structures, on the consistency of ratios.

    Bad:
        factcheck: 1
        source: one-study
        kind: training_time
        period: 2024
        claims:
          one: {statement: Twice., subject: h200, baseline: h100, value: 2.0 x}
          two: {statement: Three times., subject: h100, baseline: a100, value: 3.0 x}
          three: {statement: Eight times., subject: h200, baseline: a100, value: 8.0 x}

    Good:
        factcheck: 1
        source: one-study
        kind: training_time
        period: 2024
        claims:
          one: {statement: Twice., subject: h200, baseline: h100, value: 2.0 x}
          two: {statement: Three times., subject: h100, baseline: a100, value: 3.0 x}
          three: {statement: Six times., subject: h200, baseline: a100, value: 6.0 x}
    """
    judged = cycle.judged
    if judged.weighed is None:
        yield Skip(judged.reason or f"{judged.stated_unit} cannot be weighed against {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    text = message(
        "states {stated}, but {arithmetic} gives {implied}, so these ratios cannot all be true",
        stated=value(cycle.claim), arithmetic=product_of(cycle.parts, valued=True),
    )  # fmt: skip
    yield failure(
        "ratio-cycle", cycle.claim.location("value"), judged, text, claims=cycle.claims, blamed=cycle.claims,
        unstated=cycle.unstated, arithmetic=product_of(cycle.parts),
    )  # fmt: skip
