"""unequal-conditions"""

from collections.abc import Iterator

from factcheck.model.finding import Evidence, Finding, Level
from factcheck.model.location import at
from factcheck.model.message import message
from factcheck.reasoning.engine import ComparisonInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("unequal-conditions", over=ComparisonInContext, level=Level.WARNING, group="Conditions")
def unequal_conditions(subject: ComparisonInContext) -> Iterator[Outcome]:
    """The two sides of a comparison must be measured under the same conditions.

    Conditions that change the figure must agree: batch size, precision, power boundary and their like. What names the
    very subject or baseline is not weighed.

    Reference: MLCommons messaging guidelines, s. 4 and 5: compared results must use the same benchmark, and differences
    must be said in the main text.

    Bad:
        factcheck: 1
        claims:
          speed: {statement: It is 10 times as fast., kind: throughput, subject: a100, baseline: rngd, value: 10 x,
                  conditions: {batch_size: 64}, baseline_conditions: {batch_size: 1}}

    Good:
        factcheck: 1
        claims:
          speed: {statement: It is 10 times as fast., kind: throughput, subject: a100, baseline: rngd, value: 10 x,
                  conditions: {batch_size: 64}, baseline_conditions: {batch_size: same}}
    """
    claim = subject.claim
    if claim.baseline is None or not claim.baseline_conditions:
        return
    different = subject.gate.within(claim, subject.kind).different
    if not different:
        return
    names = tuple(name for name, _, _ in different)
    sides = tuple(f"{name} ({left} against {right})" for name, left, right in different)
    place = at(claim.file, claim.baseline_conditions[names[0]].mark)
    text = message(
        "{subject} and {baseline} are compared under different conditions: {sides}; the ratio shows them too, not the "
        "two alone",
        subject=str(claim.subject), baseline=str(claim.baseline), sides=sides,
    )  # fmt: skip
    yield Finding("unequal-conditions", Level.WARNING, place, text, (claim.id,), Evidence(conditions=names))
