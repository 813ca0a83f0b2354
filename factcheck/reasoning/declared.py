"""Ties that a claim file declares: `equals`, `relations`, and what stands inside one claim."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from factcheck.model.claim import Claim, Relation
from factcheck.model.expression import Expression
from factcheck.model.interval import Interval
from factcheck.model.units import RATIO, parse_unit, without_gas
from factcheck.reasoning.arithmetic import Implied, Reckoning, UnitsClash, Unreckonable, add, convert
from factcheck.reasoning.ties import (
    Equality,
    Equated,
    Judged,
    Ordered,
    Repeated,
    SameQuantity,
    Shared,
    ShareOfCount,
    Tie,
    Totalled,
    alone,
    divided,
    expressed,
    judge,
    summed,
)  # fmt: skip
from factcheck.reasoning.weighing import Mismatch, mismatch, weigh

_MOST_SHARES = 20  # percentages of one count that are tried together
_MOST_COUNTS = 3000  # counts on either side that they are tried with


def declared_ties(claim: Claim, claims: Mapping[str, Claim], shares: "Shares | None" = None) -> Iterator[Tie]:
    """The ties that a claim itself declares."""
    if claim.equals is not None and all(name in claims for name in claim.equals.names):
        operands = tuple(claims[name] for name in claim.equals.names)
        yield Equality(claim, claim.equals, operands, judge(claim, expressed(claim.equals), claims, operands))
    if claim.of is not None and claim.value.unit.is_percent and not claim.value.is_change:
        yield _share_of_count(claim, int(claim.of), (shares or {}).get((claim.source, int(claim.of)), ()))
    for number, other in enumerate(claim.also):
        if other.unit.currency is None or other.unit.currency == claim.value.unit.currency:
            yield Repeated(claim, number, _repeated(claim, number))


Shares = Mapping[tuple[str | None, int], Sequence[Claim]]
"""The percentages of one source and one count."""


def shares_of_counts(claims: Iterable[Claim]) -> Shares:
    """The percentages with a count behind them, by source and count."""
    found: dict[tuple[str | None, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.of is not None and claim.value.unit.is_percent and not claim.value.is_change:
            found[claim.source, int(claim.of)].append(claim)
    return found


def _share_of_count(claim: Claim, of: int, together: Sequence[Claim]) -> ShareOfCount:
    """Whether some whole number out of `of` prints as the claim's percentage; `together` are all shares of that count."""
    value = claim.value
    middle = value.rounded.middle or Fraction(0)
    below = math.floor(middle * of / 100)
    multiples = tuple(n for n in range(2, 5) if _some_whole(value.rounded, of * n))
    fits = _some_whole(value.rounded, of)
    common = _nearest_count(together, of) if not fits and len(together) > 1 else None
    return ShareOfCount(
        claim, of, below, below + 1, fits, _some_whole(value.loose, of), multiples, len(together), common
    )


def _nearest_count(together: Sequence[Claim], of: int) -> int | None:
    """The count nearest to `of`, up to four times as many, that all shares fit; None where there is none."""
    percents = [claim.value.rounded for claim in together[:_MOST_SHARES]]
    farthest = min(3 * of, _MOST_COUNTS)
    for step in range(1, farthest + 1):
        for count in (of - step, of + step):
            if count > 0 and all(_some_whole(percent, count) for percent in percents):
                return count
    return None


def _some_whole(percent: Interval, of: int) -> bool:
    """Whether k / of, for a whole k, lies in an interval of percentages; always where it has no end."""
    if not isinstance(percent.lo, Fraction) or not isinstance(percent.hi, Fraction):
        return True
    return math.ceil(percent.lo * of / 100) <= math.floor(percent.hi * of / 100)


def _repeated(claim: Claim, number: int) -> Judged:
    """A converter starts from the printed figure: the value counts as exact, only the conversion was rounded."""
    other, value = claim.also[number], claim.value.exactly()
    kind, by = mismatch(other.unit, value.unit, frozenset(gas for gas in (value.unit.gas, other.unit.gas) if gas))
    if kind != Mismatch.NONE:
        return Judged(None, other.unit, value.unit, Mismatch.DIMENSION if kind != Mismatch.POINTS else kind, by)
    implied = Implied(without_gas(value.unit), value.rounded, value.loose)
    return Judged(weigh(other.unit, other.rounded, other.loose, implied), other.unit, value.unit)


def relation_ties(relation: Relation, claims: Mapping[str, Claim]) -> Iterator[Tie]:
    """The ties of one relation; none where it names a claim that could not be read."""
    if any(name not in claims for name in relation.claims):
        return
    members = tuple(claims[name] for name in relation.claims)
    if relation.form == "order":
        yield from _orders(relation, members)
    elif relation.form == "same":
        yield from _sames(relation, members)
    elif relation.form == "sum":
        parts, result = members[:-1], members[-1]
        judged = judge(result, summed(relation.claims[:-1]), claims, parts)
        yield Totalled(relation, result, parts, judged)
    elif relation.form == "share":
        part, whole, result = members
        yield Shared(relation, result, (part, whole), judge(result, divided(part.id, whole.id), claims, (part, whole)))
    else:
        yield _equated(relation, members, claims)


def _orders(relation: Relation, members: tuple[Claim, ...]) -> Iterator[Tie]:
    """Every neighbouring pair, and each member against the smallest of those before its neighbour."""
    lowest = members[0]
    for before, after in itertools.pairwise(members):
        yield Ordered(relation, before, after, _ordered(before, after))
        if lowest is not before:
            judged = _ordered(lowest, after)
            if judged.weighed is not None and not judged.weighed.verdict.holds:
                yield Ordered(relation, lowest, after, judged)
        if after.value.base(after.value.rounded).hi < lowest.value.base(lowest.value.rounded).hi:
            lowest = after


def _ordered(upper: Claim, lower: Claim) -> Judged:
    """All that counts is whether `upper` can reach `lower`."""
    reach = upper.value
    kind, by = mismatch(reach.unit, lower.value.unit, _gases(upper, lower))
    if kind in (Mismatch.DIMENSION, Mismatch.POINTS):
        return Judged(None, reach.unit, lower.value.unit, kind, by)
    from_below = Implied(without_gas(lower.value.unit), lower.value.rounded, lower.value.loose)
    basis = kind == Mismatch.BASIS
    weighed = weigh(reach.unit, reach.rounded, reach.loose, from_below, in_implied_unit=basis)
    rounded = weighed.stated.hi >= weighed.implied.lo
    loose = weighed.loose_stated.hi >= weighed.loose_implied.lo
    return Judged(weighed.decided_by(rounded, loose), reach.unit, lower.value.unit, kind, by)


def _gases(*claims: Claim) -> frozenset[str]:
    return frozenset(claim.value.unit.gas for claim in claims if claim.value.unit.gas)


def _sames(relation: Relation, members: tuple[Claim, ...]) -> Iterator[Tie]:
    """Each member against the one farthest from it that it conflicts with; a pair is told once."""
    told = set()
    for claim in members:
        rivals = []
        failed: Judged | None = None
        for other in members:
            if other is claim:
                continue
            judged = same_figures(claim, other)
            if judged.weighed is None:
                failed = failed or judged
                if frozenset((claim.id, other.id)) not in told:
                    told.add(frozenset((claim.id, other.id)))
                    yield SameQuantity(claim, other, 0, judged, relation=relation)
            elif judged.weighed.verdict.holds:
                if judged.mismatch != Mismatch.NONE and frozenset((claim.id, other.id)) not in told:
                    told.add(frozenset((claim.id, other.id)))
                    yield SameQuantity(claim, other, 0, judged, relation=relation)
            else:
                rivals.append((judged.weighed.stated.gap(judged.weighed.implied), other, judged))
        if not rivals:
            if failed is None:
                yield SameQuantity(claim, None, 0, None, relation=relation)
            continue
        _, rival, judged = max(rivals, key=lambda found: found[0])
        if frozenset((claim.id, rival.id)) not in told:
            told.add(frozenset((claim.id, rival.id)))
            yield SameQuantity(claim, rival, len(rivals) - 1, judged, relation=relation)


def same_figures(claim: Claim, other: Claim) -> Judged:
    """Two stated figures of one quantity against each other."""
    one, two = claim.value, other.value
    kind, by = mismatch(one.unit, two.unit, _gases(claim, other))
    implied = Implied(without_gas(two.unit), two.rounded, two.loose)
    if kind == Mismatch.BASIS and by == ("year",) and any(c.period and c.period.is_one_year for c in (claim, other)):
        # A total of one year is the rate per year: the numbers are compared as they stand.
        factor = _yearly_factor(claim, other)
        same_scale = Implied(without_gas(one.unit), two.rounded.scaled(factor), two.loose.scaled(factor))
        return Judged(weigh(one.unit, one.rounded, one.loose, same_scale, two_figures=True), one.unit, two.unit)
    if kind in (Mismatch.DIMENSION, Mismatch.POINTS):
        return Judged(None, one.unit, two.unit, kind, by)
    weighed = weigh(
        one.unit, one.rounded, one.loose, implied, in_implied_unit=kind == Mismatch.BASIS, two_figures=True
    )
    return Judged(weighed, one.unit, two.unit, kind, by)


def _yearly_factor(claim: Claim, other: Claim) -> Fraction:
    """What turns the number of `other` into the scale of `claim`, where one is a yearly rate and one a year's total."""
    year = parse_unit("year").factor
    factor = without_gas(other.value.unit).factor / without_gas(claim.value.unit).factor
    return factor * year if other.value.unit.has_calendar_time else factor / year


def _equated(relation: Relation, members: tuple[Claim, ...], claims: Mapping[str, Claim]) -> Equated:
    left, right = relation.sides  # type: ignore[misc]
    first, second = alone(left, claims), alone(right, claims)
    about = first if first is not None and second is None else second if first is None else None
    return Equated(relation, members, about, equation(left, right, claims))


def equation(left: Expression, right: Expression, claims: Mapping[str, Claim]) -> Judged:
    """Both sides at once: a claim that stands on both must have one value, so their difference decides."""
    try:
        one, two = Reckoning(claims).implied(left), Reckoning(claims).implied(right)
        kind, by = mismatch(one.unit, two.unit, one.gases | two.gases)
        if kind == Mismatch.DIMENSION:
            return Judged(None, one.unit, two.unit, kind, by)
        basis = kind == Mismatch.BASIS
        weighed = weigh(one.unit, one.rounded, one.loose, two, in_implied_unit=basis)
        if not basis and set(left.names) & set(right.names):
            joint = Reckoning(claims)
            sides = joint.typed(left.root), joint.typed(right.root)
            difference = joint.result(add(sides[0], convert(sides[1], sides[0]), minus=True))
            weighed = weighed.decided_by(_holds_zero(difference.rounded), _holds_zero(difference.loose))
    except UnitsClash as clash:
        return Judged(None, clash.left, clash.right, Mismatch.DIMENSION)
    except Unreckonable as problem:
        return Judged(None, RATIO, None, reason=str(problem))
    return Judged(weighed, one.unit, two.unit, kind, by)


def _holds_zero(interval: Interval) -> bool:
    return Fraction(0) in interval
