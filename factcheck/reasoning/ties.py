"""What ties claims together: the subjects that consistency rules look at.

A tie knows which claims a check of it counts for (`counts_for`) and which it only uses. Those that the analyst wrote
down are declared; the others are found here, by key, never by comparing all with all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from factcheck.model.claim import Claim, Relation
from factcheck.model.expression import Constant, Expression, Operation, Reference
from factcheck.model.units import RATIO, Unit, parse_unit
from factcheck.reasoning.arithmetic import (
    Implied,
    Operand,
    Reckoning,
    Typed,
    UnitsClash,
    Unreckonable,
    add,
    quotient,
    total,
)
from factcheck.reasoning.weighing import Mismatch, Weighed, mismatch, weigh

Reckon = Callable[[Reckoning], Typed]
"""A way to an implied value as a formula, which can be tried with different readings of its operands."""

Pairs = frozenset[frozenset[str]]
"""Sets of claims that the analyst's own ties settle."""

_YEAR = "year"


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome of reckoning a tie: the two sides weighed, or why they could not be.

    `mismatch` tells how the units differ (`by` the words they differ by); with a difference of dimension, or a
    `reason`, nothing was weighed.
    """

    weighed: Weighed | None
    stated_unit: Unit
    implied_unit: Unit | None
    mismatch: str = Mismatch.NONE
    by: tuple[str, ...] = ()
    reason: str | None = None
    reckon: Reckon | None = None  # how the implied side was reckoned, where the two sides are of one dimension

    @property
    def holds(self) -> bool:
        """Whether the two sides, in one unit and basis, agree under the rounded reading."""
        return self.weighed is not None and self.weighed.verdict.holds and self.mismatch == Mismatch.NONE


@dataclass(frozen=True, slots=True, eq=False)
class AboutClaim:
    """A tie whose check counts for the one claim that states it; `uses` are the claims that it only rests on."""

    claim: Claim

    @property
    def counts_for(self) -> tuple[str, ...]:
        return (self.claim.id,)

    @property
    def uses(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True, eq=False)
class Equality(AboutClaim):
    """`equals`: what a claim states against what its expression gives."""

    expression: Expression
    operands: tuple[Claim, ...]
    judged: Judged

    @property
    def uses(self) -> tuple[str, ...]:
        return tuple(operand.id for operand in self.operands)


@dataclass(frozen=True, slots=True, eq=False)
class Repeated(AboutClaim):
    """What a claim also states in other units, against its value."""

    also: int
    judged: Judged


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """Two members of an `order`: `upper` must not lie below `lower`."""

    relation: Relation
    upper: Claim
    lower: Claim
    judged: Judged

    @property
    def counts_for(self) -> tuple[str, ...]:
        return (self.upper.id, self.lower.id)

    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Totalled:
    """A `sum`: parts against their total."""

    relation: Relation
    result: Claim
    operands: tuple[Claim, ...]
    judged: Judged

    @property
    def counts_for(self) -> tuple[str, ...]:
        return (self.result.id,)

    @property
    def uses(self) -> tuple[str, ...]:
        return tuple(operand.id for operand in self.operands)


@dataclass(frozen=True, slots=True, eq=False)
class Shared(Totalled):
    """A `share`: part / whole (`operands`) against the share."""


@dataclass(frozen=True, slots=True, eq=False)
class Equated:
    """An `equation`: its left side against its right."""

    relation: Relation
    claims: tuple[Claim, ...]
    alone: Claim | None  # the claim that stands alone on a side, which the check is about
    judged: Judged

    @property
    def counts_for(self) -> tuple[str, ...]:
        return (self.alone.id,) if self.alone is not None else tuple(claim.id for claim in self.claims)

    @property
    def uses(self) -> tuple[str, ...]:
        return tuple(claim.id for claim in self.claims if claim is not self.alone)


@dataclass(frozen=True, slots=True, eq=False)
class SameQuantity:
    """A claim among others on one quantity, with the comparable one farthest from it, where any conflicts.

    `others` counts further claims that conflict; `unstated` names what keeps the tie open; `relation` declared it.
    """

    claim: Claim
    rival: Claim | None
    others: int
    judged: Judged | None
    unstated: tuple[str, ...] = ()
    relation: Relation | None = None

    @property
    def counts_for(self) -> tuple[str, ...]:
        return (self.claim.id, self.rival.id) if self.rival is not None else (self.claim.id,)

    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Comparison(AboutClaim):
    """A comparison against the absolute values of its subject (`top`) and its baseline (`bottom`)."""

    top: Claim
    bottom: Claim
    judged: Judged
    unstated: tuple[str, ...] = ()

    @property
    def uses(self) -> tuple[str, ...]:
        return (self.top.id, self.bottom.id)


@dataclass(frozen=True, slots=True, eq=False)
class RatioComparison(Comparison):
    """One whose value is subject / baseline."""


@dataclass(frozen=True, slots=True, eq=False)
class DifferenceComparison(Comparison):
    """One whose value is subject - baseline."""


@dataclass(frozen=True, slots=True, eq=False)
class ShareOfCount(AboutClaim):
    """A percentage with the exact count `of` which it is a share.

    `below` and `above` are the whole numbers of cases next to it; `fits` and `fits_loosely` say whether some whole
    number gives the figure under either reading, `multiples` which small multiples of the count would. `together` is
    how many shares of the count the source gives, `common` the count nearest to it that all of them fit.
    """

    of: int
    below: int
    above: int
    fits: bool
    fits_loosely: bool
    multiples: tuple[int, ...]
    together: int = 1
    common: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Growth(AboutClaim):
    """A growth or change (`claim`) against the figures at its two ends, `start` and `end`."""

    start: Claim
    end: Claim
    judged: Judged
    unstated: tuple[str, ...] = ()

    @property
    def uses(self) -> tuple[str, ...]:
        return (self.start.id, self.end.id)


@dataclass(frozen=True, slots=True, eq=False)
class Headline(AboutClaim):
    """A claim of a headline against a claim of the body of its source (`body`): the one it fits, or the farthest."""

    body: Claim
    judged: Judged
    unstated: tuple[str, ...] = ()

    @property
    def uses(self) -> tuple[str, ...]:
        return (self.body.id,)


Tie = ShareOfCount | Growth | Headline | Equality | Repeated | Ordered | Totalled | Equated | SameQuantity | Comparison


def fit(judged: Judged) -> int:
    """How well a tie fits: 0 holds, 1 doubtful, 2 contradicted, 3 could not be weighed."""
    return 3 if judged.weighed is None else {"holds": 0, "doubtful": 1, "contradicted": 2}[judged.weighed.verdict.value]


# ---- reckoning -------------------------------------------------------------------------------------------------------


def judge(claim: Claim, reckon: Reckon, claims: Mapping[str, Operand], operands: tuple[Claim, ...]) -> Judged:
    """Weigh the value of `claim` against what `reckon` gives, in whatever units make sense of both."""
    stated = claim.value
    try:
        implied = reckoned(reckon, Reckoning(claims))
    except UnitsClash as clash:
        return Judged(None, clash.left, clash.right, Mismatch.DIMENSION)
    except Unreckonable as problem:
        return Judged(None, stated.unit, None, reason=str(problem))
    kind, by = mismatch(stated.unit, implied.unit, implied.gases)
    if kind == Mismatch.BASIS and by == (_YEAR,):
        joined = _as_yearly(claim, reckon, claims, operands)
        if joined is not None:
            return joined
    if kind == Mismatch.DIMENSION:
        return Judged(None, stated.unit, implied.unit, kind, by)
    basis = kind == Mismatch.BASIS
    weighed = weigh(stated.unit, stated.rounded, stated.loose, implied, in_implied_unit=basis)
    return Judged(weighed, stated.unit, implied.unit, kind, by, reckon=None if basis else reckon)


def _as_yearly(claim: Claim, reckon: Reckon, claims: Mapping[str, Operand], operands: tuple[Claim, ...]) -> Judged | None:
    """The same with totals of one year taken as rates per year, where that makes the units agree."""
    yearly = frozenset(operand.id for operand in operands if is_total_of_one_year(operand))
    year = parse_unit(_YEAR)
    for own in (False, True):
        for taken in (frozenset[str](), yearly):
            if (not own and not taken) or (own and not is_total_of_one_year(claim)):
                continue
            unit = claim.value.unit / year if own else claim.value.unit
            try:
                implied = reckoned(reckon, Reckoning(claims, taken))
            except (UnitsClash, Unreckonable):
                continue
            if mismatch(unit, implied.unit, implied.gases)[0] == Mismatch.NONE:
                weighed = weigh(unit, claim.value.rounded, claim.value.loose, implied)
                return Judged(weighed, unit, implied.unit)
    return None


def is_total_of_one_year(claim: Claim) -> bool:
    """Whether it is a total over exactly one year, which is the same as a rate per year."""
    return claim.period is not None and claim.period.is_one_year and not claim.value.unit.has_calendar_time


def reckoned(reckon: Reckon, reckoning: Reckoning) -> Implied:
    """What a way to an implied value gives.

    Raises UnitsClash, or Unreckonable with the reason.
    """
    return reckoning.result(reckon(reckoning))


def expressed(expression: Expression) -> Reckon:
    """Reckon by an expression."""
    return lambda reckoning: reckoning.typed(expression.root)


def summed(parts: Sequence[str]) -> Reckon:
    """Reckon the sum of claims."""
    return lambda reckoning: total([reckoning.reference(name) for name in parts])


def divided(top: str, bottom: str) -> Reckon:
    """Reckon one claim / another."""
    return lambda reckoning: quotient([reckoning.reference(top), reckoning.reference(bottom)])


def subtracted(top: str, bottom: str) -> Reckon:
    """Reckon one claim - another; of two percentages in percentage points."""
    return lambda reckoning: add(reckoning.reference(top), reckoning.reference(bottom), minus=True)


def grown(start: str, end: str, years: Fraction) -> Reckon:
    """Reckon the compound growth a year from one claim to another."""
    operands = (Reference(start), Reference(end), Constant(years, RATIO, str(years)))
    return expressed(Expression("growth", Operation("growth", operands), (start, end)))


def changed(start: str, end: str) -> Reckon:
    """Reckon end / start - 1."""
    return expressed(Expression("change", Operation("change", (Reference(start), Reference(end))), (start, end)))


def alone(expression: Expression, claims: Mapping[str, Claim]) -> Claim | None:
    """The one claim that an expression consists of; None for anything more."""
    root = expression.root
    return claims.get(root.claim) if isinstance(root, Reference) else None

