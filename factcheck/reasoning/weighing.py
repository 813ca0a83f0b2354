"""A stated figure against an implied one."""

from dataclasses import dataclass, replace
from fractions import Fraction

from factcheck.model.finding import Evidence, Verdict
from factcheck.model.interval import Interval, nearest_float
from factcheck.model.units import BASES, PERCENT, Unit, with_gas, without_gas
from factcheck.reasoning.arithmetic import Implied


@dataclass(frozen=True, slots=True)
class Weighed:
    """The two sides in one unit, and how they stand. `unit` carries the gas, for showing."""

    verdict: Verdict
    stated: Interval
    implied: Interval
    loose_stated: Interval
    loose_implied: Interval
    unit: Unit

    def decided_by(self, rounded: bool, loose: bool) -> "Weighed":
        """The same two sides with the verdict given: whether they agree under the rounded and under the loose reading."""
        verdict = Verdict.HOLDS if rounded else Verdict.DOUBTFUL if loose else Verdict.CONTRADICTED
        return replace(self, verdict=verdict)

    def evidence(self, arithmetic: str | None = None, **more: tuple[str, ...]) -> Evidence:
        """What a finding shows of it."""
        return Evidence(
            self.stated, self.implied, self.loose_stated, self.loose_implied, self.unit.text,
            notices_error_of(self.loose_stated, self.loose_implied), arithmetic=arithmetic, **more,
        )  # fmt: skip


class Mismatch:
    """How the units of two sides differ."""

    NONE = "none"
    BASIS = "basis"  # only by what they are counted per
    GAS = "gas"
    POINTS = "points"  # percent against percentage points
    DIMENSION = "dimension"


def mismatch(stated: Unit, implied: Unit, gases: frozenset[str] = frozenset()) -> tuple[str, tuple[str, ...]]:
    """How two units differ, and for a difference of basis the words that they differ by."""
    if stated.points != implied.points:
        plain = implied if stated.points else stated
        return (Mismatch.POINTS if plain.is_plain else Mismatch.DIMENSION), ()
    if is_growth_percent(stated, implied):
        return Mismatch.NONE, ()
    difference = stated.dimension_difference(implied)
    if not difference:
        met = gases | ({stated.gas} if stated.gas else set())
        return (Mismatch.GAS, tuple(sorted(met))) if len(met) > 1 else (Mismatch.NONE, ())
    words = []
    for base, power in difference.items():
        calendar = base == "s" and abs(power) == 1 and (stated.has_calendar_time or implied.has_calendar_time)
        if base not in BASES and not calendar:
            return Mismatch.DIMENSION, ()
        words.append("year" if base == "s" else base)
    return Mismatch.BASIS, tuple(sorted(words))


def is_growth_percent(stated: Unit, implied: Unit) -> bool:
    """A growth stated in % against one reckoned in %/year: a rate of growth is one per year anyhow."""
    return stated.is_percent and implied.text == "%/year"


def weigh(
    stated_unit: Unit, rounded: Interval, loose: Interval, implied: Implied, *, in_implied_unit: bool = False,
    two_figures: bool = False,
) -> Weighed:  # fmt: skip
    """Weigh a stated figure against an implied one whose unit has the same dimension.

    `in_implied_unit` takes the stated number as if it were in the implied unit, where the two differ in basis;
    `two_figures` says that both sides are stated figures of one quantity, which must share more than an end point.
    """
    if in_implied_unit:
        unit = with_gas(implied.unit, implied.gas)
        sides = (rounded, implied.rounded, loose, implied.loose)
    elif is_growth_percent(stated_unit, implied.unit):
        unit, sides = PERCENT, (rounded, implied.rounded, loose, implied.loose)
    else:
        unit = stated_unit
        factor = implied.unit.factor / without_gas(stated_unit).factor
        shift = -stated_unit.offset
        parts = [part.scaled(factor) for part in (implied.rounded, implied.loose)]
        if shift:
            parts = [part.shifted(shift) for part in parts]
        sides = (rounded, parts[0], loose, parts[1])
    return Weighed(verdict_of(sides, two_figures), *sides, unit)


def verdict_of(sides: tuple[Interval, Interval, Interval, Interval], two_figures: bool) -> Verdict:
    """How two sides in one unit stand: (stated, implied, loosely stated, loosely implied)."""
    stated, implied, loose_stated, loose_implied = sides
    if stated.overlaps(implied) and not (two_figures and stated.meets_only_at_an_end(implied)):
        return Verdict.HOLDS
    return Verdict.DOUBTFUL if loose_stated.overlaps(loose_implied) else Verdict.CONTRADICTED


def notices_error_of(stated: Interval, implied: Interval) -> float | None:
    """The smallest relative error that a check of these two loose readings would notice; None where one is unbounded."""
    middle = implied.middle
    if middle is None or not stated.is_finite or middle == 0:
        return None
    return nearest_float((Fraction(stated.width) + Fraction(implied.width)) / 2 / abs(middle))
