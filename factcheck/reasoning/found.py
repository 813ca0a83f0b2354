"""Ties that the program finds: claims on one quantity, and comparisons with the figures that they compare.

Claims are filed under what must be equal (subject, kind, measure, baseline, status) and, within a file, under what
they state of the conditions that must not differ. Each claim then meets the extremes of every group that it may be
compared with, so that a hundred thousand claims on one subject cost no more than so many looks.
"""

import bisect
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Kind
from factcheck.model.claim import Claim
from factcheck.model.definitions import Dimensions
from factcheck.model.interval import Interval, Number, nearest_float
from factcheck.model.period import Period
from factcheck.model.units import Unit, parse_unit
from factcheck.reasoning.comparability import Comparability, Side
from factcheck.reasoning.declared import same_figures
from factcheck.reasoning.reference import RowClaims, is_row
from factcheck.reasoning.ties import (
    Comparison,
    DifferenceComparison,
    Growth,
    Headline,
    Pairs,
    RatioComparison,
    Reckon,
    SameQuantity,
    changed,
    divided,
    fit,
    grown,
    is_total_of_one_year,
    judge,
    subtracted,
)  # fmt: skip
from factcheck.reasoning.weighing import Mismatch

_MOST_GROUPS = 256  # groups of one quantity that are compared with one another pair by pair
_MOST_ABSOLUTES = 12  # figures of one subject that one comparison is tried against
_NEAR = 4  # candidates for the two extremes of a group
_MOST_LINES = 5  # lines of `not_compared` a claim

_YEAR = parse_unit("year")

Signature = tuple[Dimensions, object, object, object, bool]
"""What a claim states of all that must agree, its dimensions first: claims of one signature are comparable."""



@dataclass(slots=True)
class Apart:
    """What was not compared: claim -> (the other claim, why)."""

    lines: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: str, two: str, why: str) -> None:
        for claim, other in ((one, two), (two, one)):
            if len(self.lines[claim]) < _MOST_LINES and all(name != other for name, _ in self.lines[claim]):
                self.lines[claim].append((other, why))

    def note(self, claim: str, other: str, why: str) -> None:
        line = (other, why)
        if len(self.lines[claim]) < _MOST_LINES and line not in self.lines[claim]:
            self.lines[claim].append(line)


@dataclass(slots=True)
class _Group:
    """Claims of one quantity that state the same conditions; the extremes are those of the rounded reading."""

    dims: Dimensions
    claims: list[Claim]
    readings: list[Interval]
    highest: list[int] = field(default_factory=list)  # the two claims with the greatest lower ends
    lowest: list[int] = field(default_factory=list)  # the two with the smallest upper ends
    _ends: tuple[list[float], list[float]] | None = None

    def settle(self) -> None:
        """Find the extremes: a few by doubles, which are quick, and the two among them exactly."""
        readings = self.readings
        indices = range(len(readings))
        near_top = heapq.nlargest(_NEAR, indices, key=lambda i: nearest_float(readings[i].lo))
        near_bottom = heapq.nsmallest(_NEAR, indices, key=lambda i: nearest_float(readings[i].hi))
        self.highest = sorted(near_top, key=lambda i: (-readings[i].lo, i))[:2]
        self.lowest = sorted(near_bottom, key=lambda i: (readings[i].hi, i))[:2]


    def extremes(self) -> Iterator[tuple[Claim, Interval]]:
        """The claims at either end, with their readings."""
        for index in dict.fromkeys((*self.highest, *self.lowest)):
            yield self.claims[index], self.readings[index]

    def beyond(self, reading: Interval) -> int:
        """How many of its figures lie wholly above or wholly below `reading`; by doubles, for a message."""
        if self._ends is None:
            self._ends = (
                sorted(nearest_float(part.lo) for part in self.readings),
                sorted(nearest_float(part.hi) for part in self.readings),
            )
        los, his = self._ends
        above = len(los) - bisect.bisect_right(los, nearest_float(reading.hi))
        return above + bisect.bisect_left(his, nearest_float(reading.lo))


class Finder:
    """Finds ties among the claims of a workspace; pairs in `declared` are settled by the analyst's own ties."""

    def __init__(
        self, claims: Mapping[str, Claim], knowledge: Knowledge, comparability: Comparability, declared: Pairs,
        rows: RowClaims,
    ) -> None:  # fmt: skip
        self.claims, self.knowledge, self.gate, self.declared = claims, knowledge, comparability, declared
        self.rows = rows
        self.apart = Apart()
        self.equal: list[list[Claim]] = []  # claims of one quantity that state the same conditions
        self.by_law: set[frozenset[str]] = set()  # pairs of comparisons that a law ties

    def ties(self) -> Iterator[SameQuantity | Comparison | Headline | Growth]:
        yield from self._same_quantities()
        yield from self._comparisons()
        yield from self._growths()
        self._other_comparisons()

    # ---- one quantity ------------------------------------------------------------------------------------------------

    def _same_quantities(self) -> Iterator[SameQuantity | Headline]:
        quantities: dict[object, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            key = _quantity_key(claim)
            if key is not None:
                quantities[key].append(claim)
        for members in quantities.values():
            if len(members) > 1:
                yield from self._quantity(members)

    def _quantity(self, members: list[Claim]) -> Iterator[SameQuantity | Headline]:
        kind = self.knowledge.kinds[members[0].kind]
        filed: dict[Signature, tuple[list[Claim], list[Interval]]] = defaultdict(lambda: ([], []))
        rates = any(claim.value.unit.has_calendar_time for claim in members)
        for claim in members:
            unit, reading = claim.value.unit, claim.value.base(claim.value.rounded)
            self._file(filed, self._signature(claim, kind, unit), claim, reading)
            if rates and is_total_of_one_year(claim):
                # The total of one year is the rate per year: it stands among the totals and among the rates.
                yearly = unit / _YEAR
                self._file(filed, self._signature(claim, kind, yearly), claim, reading.scaled(1 / _YEAR.factor))
        groups = [_Group(key[0], claims, readings) for key, (claims, readings) in filed.items()]
        for group in groups:
            group.settle()
            if len(group.claims) > 1:
                self.equal.append(group.claims)
        partners = self._partners(groups, kind)
        told: set[frozenset[str]] = set()
        yield from self._headlines(members, kind)
        for number, group in enumerate(groups):
            near = [groups[other] for other in partners[number]]
            if len(group.claims) > 1:
                near.append(group)
            if near:
                rivals = _farthest(near)
                for index, claim in enumerate(group.claims):
                    yield from self._against(claim, group.readings[index], near, rivals, told)

    def _file(
        self, filed: dict[Signature, tuple[list[Claim], list[Interval]]], key: Signature, claim: Claim, reading: Interval
    ) -> None:
        claims, readings = filed[key]
        claims.append(claim)
        readings.append(reading)

    def _signature(self, claim: Claim, kind: Kind, unit: Unit) -> Signature:
        side = Side(claim)
        period = claim.period.key if claim.period is not None else None
        texts = tuple(self.gate.text(condition, side) for condition in kind.compared)
        below = tuple(self.gate.text(c, Side(claim, True)) for c in kind.compared) if claim.baseline is not None else ()
        return unit.dims, period, texts, below, claim.part == "headline"

    def _partners(self, groups: list[_Group], kind: Kind) -> list[list[int]]:
        """For each group the others that it may be compared with; why not is noted for the claims of the rest."""
        partners: list[list[int]] = [[] for _ in groups]
        if len(groups) > _MOST_GROUPS:
            self._too_many(groups)
            return partners
        for one in range(len(groups)):
            for two in range(one + 1, len(groups)):
                left, right = groups[one].claims[0], groups[two].claims[0]
                why = None if left is right else self._kept_apart(left, right, kind)
                if groups[one].dims != groups[two].dims:
                    why = "" if left is right else f"different units: {left.value.unit} and {right.value.unit}"
                if why is None:
                    partners[one].append(two)
                    partners[two].append(one)
                elif why:
                    for claim in groups[one].claims[:_MOST_LINES]:
                        self.apart.add(claim.id, right.id, why)
                    for claim in groups[two].claims[:_MOST_LINES]:
                        self.apart.add(claim.id, left.id, why)
        return partners

    def _too_many(self, groups: list[_Group]) -> None:
        why = f"more than {_MOST_GROUPS} sets of conditions are stated for this quantity; only equal ones are compared"
        for group in groups:
            for claim in group.claims:
                self.apart.note(claim.id, claim.id, why)

    def _kept_apart(self, one: Claim, two: Claim, kind: Kind) -> str | None:
        """Why two claims of one quantity are not compared; None where they are, empty where it goes without saying."""
        if one.period is not None and two.period is not None and one.period.key != two.period.key:
            return f"different periods: {one.period} and {two.period}"
        if one.part != two.part and "headline" in (one.part, two.part) and one.source == two.source:
            return ""
        for baseline in (False, True) if one.baseline is not None else (False,):
            gate = self.gate.between(Side(one, baseline), Side(two, baseline), kind)
            if gate.different:
                return differing(gate.different)
        return None

    def _against(
        self, claim: Claim, reading: Interval, groups: list[_Group], rivals: list[tuple[Claim, Interval]],
        told: set[frozenset[str]],
    ) -> Iterator[SameQuantity]:  # fmt: skip
        """A claim against the extremes of the groups that it may be compared with: `rivals`, the farthest of all."""
        rival: Claim | None = None
        widest: Number | None = None
        met = False
        if self.declared and any(frozenset((claim.id, other.id)) in self.declared for other, _ in rivals):
            rivals = [extreme for group in groups for extreme in group.extremes()]
        for other, known in rivals:
            if other is claim or (self.declared and frozenset((claim.id, other.id)) in self.declared):
                continue
            met = True
            if known.lo < reading.hi and reading.lo < known.hi:
                continue
            gap = reading.gap(known)
            exact = reading.is_exact and known.is_exact
            apart = gap > 0 or (gap == 0 and not exact and reading.meets_only_at_an_end(known))
            if apart and (widest is None or gap > widest):
                rival, widest = other, gap
        if not met:
            return
        if rival is None:
            yield SameQuantity(claim, None, 0, None)
            return
        pair = frozenset((claim.id, rival.id))
        if pair in told:
            return
        told.add(pair)
        sides = [Side(claim), Side(rival)]
        if claim.baseline is not None:
            sides += [Side(claim, True), Side(rival, True)]
        unstated = self.gate.open_conditions(*sides)
        others = max(sum(group.beyond(reading) for group in groups) - 1, 0)
        yield SameQuantity(claim, rival, others, same_figures(claim, rival), unstated)

    def _headlines(self, members: list[Claim], kind: Kind) -> Iterator[Headline]:
        """Each claim of a headline against what the body of its source says of the same quantity."""
        headlines = [claim for claim in members if claim.part == "headline" and claim.source is not None]
        if not headlines:
            return
        bodies: dict[str, list[Claim]] = defaultdict(list)
        for claim in members:
            if claim.part != "headline" and claim.source is not None:
                bodies[claim.source].append(claim)
        for claim in headlines:
            best: Headline | None = None
            for body in bodies.get(claim.source or "", [])[:_MOST_ABSOLUTES]:
                if frozenset((claim.id, body.id)) in self.declared or self._kept_apart(claim, body, kind):
                    continue
                if claim.value.unit.dims == body.value.unit.dims:
                    unstated = self.gate.open_conditions(Side(claim), Side(body))
                    found = Headline(claim, body, same_figures(claim, body), unstated)
                    best = found if best is None or _fit(found) < _fit(best) else best
            if best is not None:
                yield best

    # ---- growth ------------------------------------------------------------------------------------------------------

    def _growths(self) -> Iterator[Growth]:
        """Growths and changes against the figures at their two ends."""
        levels: dict[object, list[Claim]] = defaultdict(list)
        growths = []
        for claim in self.claims.values():
            if claim.baseline is not None or claim.period is None or not claim.subject.is_stated:
                continue
            if _is_change(claim):
                growths.append(claim)
            else:
                levels[claim.subject.key, claim.measure, claim.period.key].append(claim)
        for claim in growths:
            last, first = _ends(claim)
            if claim.baseline_period is None and claim.period is not None:
                first, last = claim.period.first, claim.period.last
            if first is None or last is None:
                continue
            starts = levels.get((claim.subject.key, claim.measure, first.key), [])[:_MOST_ABSOLUTES]
            ends = levels.get((claim.subject.key, claim.measure, last.key), [])[:_MOST_ABSOLUTES]
            yield from self._growth(claim, starts, ends, first, last)

    def _growth(
        self, claim: Claim, starts: list[Claim], ends: list[Claim], first: Period, last: Period
    ) -> Iterator[Growth]:
        """The growth against the pair of figures that it fits best."""
        best: Growth | None = None
        for start in starts:
            for end in ends:
                if start.kind != end.kind or start.value.unit.dims != end.value.unit.dims:
                    continue
                if frozenset((claim.id, start.id, end.id)) in self.declared:
                    continue
                kind = self.knowledge.kinds[start.kind]
                gate = self.gate.between(Side(start), Side(end), kind)
                if gate.different:
                    self.apart.note(claim.id, start.id, differing(gate.different))
                    continue
                judged = judge(claim, self._growth_reckon(claim, start, end, first, last), self.claims, (start, end))
                unstated = self.gate.open_conditions(Side(claim), Side(start), Side(end))
                found = Growth(claim, start, end, judged, unstated)
                best = found if best is None or _fit(found) < _fit(best) else best
        if best is not None:
            yield best

    def _growth_reckon(self, claim: Claim, start: Claim, end: Claim, first: Period, last: Period) -> Reckon:
        years = first.years_to(last)
        if claim.value.unit.points:
            return subtracted(end.id, start.id)
        compound = claim.kind == "growth_rate" and claim.span != "total" and years is not None and years.denominator == 1
        if compound and years is not None and years >= 1:
            return grown(start.id, end.id, years)
        return changed(start.id, end.id)

    # ---- comparisons -------------------------------------------------------------------------------------------------

    def _comparisons(self) -> Iterator[Comparison]:
        absolutes: dict[tuple[str, str, str | None], list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.baseline is None and claim.subject.is_stated and not _is_change(claim):
                absolutes[claim.subject.key, claim.kind, claim.measure].append(claim)
        for claim in self.claims.values():
            baseline = claim.baseline
            if baseline is None or not baseline.is_stated or not claim.subject.is_stated:
                continue
            tops = absolutes.get((claim.subject.key, claim.kind, claim.measure), [])
            bottoms = absolutes.get((baseline.key, claim.kind, claim.measure), [])
            # What nobody stated may stand in a reference row; a thing is not compared with another variant of itself.
            if not claim.is_self_comparison and (claim.kind, claim.measure) in self.rows.known:
                tops = tops or self.rows.of(claim.subject.key, claim.kind, claim.measure)
                bottoms = bottoms or self.rows.of(baseline.key, claim.kind, claim.measure)
            if tops and bottoms:
                yield from self._comparison(claim, tops, bottoms)

    def _comparison(self, claim: Claim, tops: list[Claim], bottoms: list[Claim]) -> Iterator[Comparison]:
        top_period, bottom_period = _ends(claim)
        uppers = self._figures(claim, tops, top_period, baseline=False)
        lowers = self._figures(claim, bottoms, bottom_period, baseline=True)
        best: Comparison | None = None
        for top in uppers:
            for bottom in lowers:
                if top is bottom or frozenset((claim.id, top.id, bottom.id)) in self.declared:
                    continue
                found = self._compared(claim, top, bottom)
                if found is not None and (best is None or _rank(found) < _rank(best)):
                    best = found
        if best is not None:
            yield best

    def _figures(self, claim: Claim, absolutes: list[Claim], period: Period | None, baseline: bool) -> list[Claim]:
        """The absolute figures that one side of a comparison may be held against, of its own source first."""
        kind = self.knowledge.kinds[claim.kind]
        self_comparison = claim.is_self_comparison
        found = []
        ordered = sorted(absolutes, key=lambda other: other.source != claim.source) if len(absolutes) > 1 else absolutes
        for other in ordered:
            if period is not None and other.period is not None and other.period.key != period.key:
                continue
            if self_comparison and (period is None or other.period is None):
                continue  # without periods nobody knows which of the two times a figure is for
            if other.looks_forward != claim.looks_forward and not (baseline and claim.looks_forward):
                continue  # but a forecast may be compared with what is measured
            gate = self.gate.between(Side(claim, baseline), Side(other), kind)
            if gate.different:
                self.apart.note(claim.id, other.id, differing(gate.different))
                continue
            found.append(other)
            if len(found) == _MOST_ABSOLUTES:
                break
        return found

    def _compared(self, claim: Claim, top: Claim, bottom: Claim) -> Comparison | None:
        kind = self.knowledge.kinds[claim.kind]
        ratio = claim.value.unit.is_ratio
        if top.value.unit.dims != bottom.value.unit.dims:
            self.apart.note(claim.id, top.id, f"different units: {top.value.unit} and {bottom.value.unit}")
            return None
        gate = self.gate.between(Side(top), Side(bottom), kind)
        apart = tuple(row for row in gate.different if not self._says_so(claim, row[0], kind))
        if apart:
            self.apart.note(claim.id, top.id, f"{top.id} and {bottom.id} have {differing(apart)}")
            return None
        reckon = divided(top.id, bottom.id) if ratio else subtracted(top.id, bottom.id)
        judged = judge(claim, reckon, {top.id: top, bottom.id: bottom}, (top, bottom))
        if judged.mismatch in (Mismatch.DIMENSION, Mismatch.BASIS, Mismatch.GAS):
            self.apart.note(claim.id, top.id, f"different units: {claim.value.unit} and {judged.implied_unit}")
            return None
        stated = [Side(side) for side in (top, bottom) if not is_row(side)]
        unstated = self.gate.open_conditions(Side(claim), Side(claim, True), *stated, elsewhere=len(stated) < 2)
        made = RatioComparison if ratio else DifferenceComparison
        return made(claim, top, bottom, judged, unstated)

    def _says_so(self, claim: Claim, name: str, kind: Kind) -> bool:
        """Whether a comparison states a condition for both of its sides: then its two figures may differ in it."""
        condition = kind.by_name[name]
        return all(self.gate.text(condition, side) is not None for side in (Side(claim), Side(claim, baseline=True)))

    def _other_comparisons(self) -> None:
        """Comparisons of one pair in different kinds: noted as not compared, since no law ties the kinds."""
        pairs: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.baseline is not None and claim.subject.is_stated:
                pairs[claim.subject.key].append(claim)
        for members in pairs.values():
            for one in members[:_MOST_LINES]:
                for two in members[:_MOST_LINES]:
                    if one.id < two.id and one.kind != two.kind and _may_share_baseline(one, two):
                        if frozenset((one.id, two.id)) in self.by_law:
                            continue
                        why = f"different kinds: {one.kind} and {two.kind}, and no law or declared tie says how they go together"
                        nameless = [claim.id for claim in (one, two) if claim.baseline and not claim.baseline.is_stated]
                        if nameless:
                            why += f"; the baseline of {' and of '.join(nameless)} is not named"
                        self.apart.add(one.id, two.id, why)


def _farthest(groups: list[_Group]) -> list[tuple[Claim, Interval]]:
    """The two claims with the greatest lower ends and the two with the smallest upper ends, of all in `groups`.

    Two, because a claim is not its own rival.
    """
    extremes = [extreme for group in groups for extreme in group.extremes()]
    highest = sorted(extremes, key=lambda extreme: extreme[1].lo, reverse=True)[:2]
    lowest = sorted(extremes, key=lambda extreme: extreme[1].hi)[:2]
    return list(dict.fromkeys((*highest, *lowest)))


def differing(different: Iterable[tuple[str, str, str]]) -> str:
    """`batch_size (1 and 8), precision (fp8 and bf16) differ`, for people."""
    return "different conditions: " + ", ".join(f"{name} ({left} and {right})" for name, left, right in different)


def _quantity_key(claim: Claim) -> object | None:
    """What two claims on one quantity share; None for a claim about nobody knows what."""
    baseline = claim.baseline
    if not claim.subject.is_stated or (baseline is not None and not baseline.is_stated):
        return None
    below = None
    if baseline is not None:
        lower = claim.baseline_period.key if claim.baseline_period is not None else None
        below = (baseline.key, claim.value.unit.is_ratio, lower)
    change = _is_change(claim)
    return claim.subject.key, claim.kind, claim.measure, below, change, claim.span if change else None, claim.looks_forward


def _is_change(claim: Claim) -> bool:
    """A change without a baseline (`9.7 % less`, `+3 %p`) is no level of the same quantity."""
    value = claim.value
    return value.unit.points or (claim.kind == "growth_rate") or (value.unit.is_percent and value.is_change)


def _ends(claim: Claim) -> tuple[Period | None, Period | None]:
    """The periods of the subject's and the baseline's figure."""
    period = claim.period
    if claim.baseline_period is not None:
        return period, claim.baseline_period
    if claim.is_self_comparison and period is not None and period.first is not None and period.last is not None:
        return period.last, period.first
    if claim.is_self_comparison:
        return period, None
    return period, period


def _may_share_baseline(one: Claim, two: Claim) -> bool:
    left, right = one.baseline, two.baseline
    if left is None or right is None:
        return False
    return not left.is_stated or not right.is_stated or left.key == right.key


def _fit(tie: Headline | Growth) -> tuple[int, int, str]:
    """How well a tie fits, best first."""
    return fit(tie.judged), len(tie.unstated), tie.uses[0]


def _rank(comparison: Comparison) -> tuple[int, int, int, str, str]:
    """Which pair of figures a comparison is held against: one that it fits, then one that nothing keeps open."""
    same = (comparison.top.source == comparison.claim.source) + (comparison.bottom.source == comparison.claim.source)
    return fit(comparison.judged), len(comparison.unstated), -same, comparison.top.id, comparison.bottom.id
