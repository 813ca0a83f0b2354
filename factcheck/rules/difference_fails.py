"""difference-fails"""

from collections.abc import Iterator

from factcheck.reasoning.rule import Outcome, rule
from factcheck.reasoning.ties import DifferenceComparison
from factcheck.rules.failure import compared


@rule("difference-fails", over=DifferenceComparison, group="Consistency", weighs=True)
def difference_fails(comparison: DifferenceComparison) -> Iterator[Outcome]:
    """A stated difference must follow from the two figures that it lies between.

    A comparison in the unit of its kind is subject minus baseline; of two percentages it is in percentage points.

    Reference: SPEC fair use rules, section 4a: a comparison must rest on figures that can be looked up.

    Bad:
        factcheck: 1
        source: one-study
        kind: energy
        period: 2024
        claims:
          one: {statement: It took 150 MWh., subject: bloom, value: 150.0 MWh}
          two: {statement: It took 100 MWh., subject: gpt3, value: 100.0 MWh}
          more: {statement: It took 60 MWh more., subject: bloom, baseline: gpt3, value: 60.0 MWh}

    Good:
        factcheck: 1
        source: one-study
        kind: energy
        period: 2024
        claims:
          one: {statement: It took 150 MWh., subject: bloom, value: 150.0 MWh}
          two: {statement: It took 100 MWh., subject: gpt3, value: 100.0 MWh}
          more: {statement: It took 50 MWh more., subject: bloom, baseline: gpt3, value: 50.0 MWh}
    """
    yield from compared("difference-fails", comparison, "-")
