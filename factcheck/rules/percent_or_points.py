"""percent-or-points"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.model.units import Unit
from factcheck.reasoning.rule import Outcome, rule
from factcheck.reasoning.ties import Equality, Equated, Ordered, Repeated, SameQuantity, Shared, Totalled
from factcheck.reasoning.weighing import Mismatch
from factcheck.rules.places import place, tied

_TIES = (Equality, Equated, Ordered, Repeated, SameQuantity, Shared, Totalled)


@rule("percent-or-points", over=_TIES, group="Units")
def percent_or_points(tie: Equality | Equated | Ordered | Repeated | SameQuantity | Shared | Totalled) -> Iterator[Outcome]:
    """A difference of two percentages is in percentage points, a relative change in percent.

    From 36.31 % to 45.57 % is 9.26 percentage points, and 25.5 % more.

    Reference: SEC Regulation G practice and every style book: per cent and percentage points are different quantities.

    Bad:
        factcheck: 1
        kind: share
        subject: nvidia
        claims:
          before: {statement: It held 36.31 %., value: 36.31 %}
          after: {statement: It holds 45.57 %., value: 45.57 %}
          gain: {statement: 9.26 % more., value: 9.26 %, equals: "points(before, after)"}

    Good:
        factcheck: 1
        kind: share
        subject: nvidia
        claims:
          before: {statement: It held 36.31 %., value: 36.31 %}
          after: {statement: It holds 45.57 %., value: 45.57 %}
          gain: {statement: 9.26 points more., value: 9.26 %p, equals: "points(before, after)"}
    """
    judged = tie.judged
    if judged is None or judged.mismatch != Mismatch.POINTS:
        return
    stated, implied = _words(judged.stated_unit), _words(judged.implied_unit)
    text = message("states {stated}, but what follows is {implied}; write %p for points, % for a change", stated=stated, implied=implied)
    evidence = judged.weighed.evidence() if judged.weighed is not None else None
    yield Finding("percent-or-points", Level.ERROR, place(tie), text, tied(tie), evidence)


def _words(unit: Unit | None) -> str:
    if unit is not None and unit.points:
        return "percentage points"
    return "a percentage" if unit is not None and unit.is_percent else "a ratio"
