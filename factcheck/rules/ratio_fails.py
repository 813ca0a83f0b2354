"""ratio-fails"""

from collections.abc import Iterator

from factcheck.reasoning.rule import Outcome, rule
from factcheck.reasoning.ties import RatioComparison
from factcheck.rules.failure import compared


@rule("ratio-fails", over=RatioComparison, group="Consistency", weighs=True)
def ratio_fails(comparison: RatioComparison) -> Iterator[Outcome]:
    """A stated ratio must follow from the two figures that it compares.

    The figures are found by the program: those of the subject and of the baseline, of the same kind, measure and
    period. The rule speaks only when no values that print as these three do fit together.

    Reference: SPEC fair use rules, section 4a: a comparison must rest on figures that can be looked up.

    Bad:
        factcheck: 1
        source: one-study
        kind: energy
        period: 2024
        claims:
          one: {statement: It took 100.0 MWh., subject: bloom, value: 100.0 MWh}
          two: {statement: It took 400.0 MWh., subject: gpt3, value: 400.0 MWh}
          third: {statement: A third as much., subject: bloom, baseline: gpt3, value: 0.333 x}

    Good:
        factcheck: 1
        source: one-study
        kind: energy
        period: 2024
        claims:
          one: {statement: It took 100.0 MWh., subject: bloom, value: 100.0 MWh}
          two: {statement: It took 400.0 MWh., subject: gpt3, value: 400.0 MWh}
          fourth: {statement: A fourth as much., subject: bloom, baseline: gpt3, value: 0.25 x}
    """
    yield from compared("ratio-fails", comparison, "/")
