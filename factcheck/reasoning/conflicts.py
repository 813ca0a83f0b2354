"""Conflict sets: claims that cannot all be true, though every check of its own holds.

All ties that hold, and the ratios and growths whose ends nobody stated, make one system of equations; it falls apart
into groups of claims that have to do with one another. A group without a solution holds a set of claims that conflict.
The smallest is found by implicit hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva, Smallest MUS extraction
with minimal hitting set dualization, 2015): what must be given up so that the rest fits tells what every conflict
shares. In groups too large for that, deletion gives a set of which no part conflicts, and the finding says so.
"""

import contextlib
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.knowledge.knowledge import Knowledge
from factcheck.model.claim import Claim
from factcheck.model.interval import INFINITY, Interval
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.units import RATIO, Unit, without_gas
from factcheck.reasoning.arithmetic import Implied, Operand, Reckoning, UnitsClash, Unreckonable
from factcheck.reasoning.comparability import Comparability, Side
from factcheck.reasoning.cycles import RatioCycle
from factcheck.reasoning.declared import same_figures
from factcheck.reasoning.laws import LawTie, Part, product_of
from factcheck.reasoning.reference import is_row
from factcheck.reasoning.system import Equation, Exhausted, NothingFits, System
from factcheck.reasoning.terms import Variable, scaled
from factcheck.reasoning.ties import (
    Comparison,
    Equality,
    Growth,
    Judged,
    Pairs,
    RatioComparison,
    Reckon,
    Shared,
    Totalled,
    changed,
    divided,
    grown,
)  # fmt: skip
from factcheck.reasoning.weighing import is_growth_percent, weigh

_MOST_CLAIMS = 400  # in a group; a larger one is not searched
_MOST_FOR_SMALLEST = 24  # claims in a group in which the smallest conflict is looked for
_MOST_ABSOLUTES = 4  # figures of one thing that the end of a ratio is looked for among
_MOST_SETS = 3  # smallest sets of one group that are told

_NEGATIVE_OR_NOT = Interval(-INFINITY, INFINITY)
_NOT_NEGATIVE = Interval.exactly(0).hull(Interval(INFINITY, INFINITY))


@dataclass(frozen=True, slots=True, eq=False)
class Tied:
    """An equation between claims: `claim` is what `reckon` gives of `others` and `given`; `says` writes it down."""

    claim: Claim
    others: tuple[str, ...]
    reckon: Reckon
    says: str
    unstated: tuple[str, ...] = ()
    given: tuple[Part, ...] = ()  # what is no claim and may not be given up: reference rows, stated conditions


def tied(tie: object) -> Tied | None:
    """The equation of a tie that holds; None for one that does not, or that is none between several claims."""
    judged = getattr(tie, "judged", None)
    if not isinstance(judged, Judged) or judged.reckon is None or not judged.holds:
        return None
    if isinstance(tie, Equality):
        return Tied(tie.claim, tie.uses, judged.reckon, f"{tie.claim.id} = {tie.expression.text}")
    if isinstance(tie, Totalled):
        sign = " / " if isinstance(tie, Shared) else " + "
        return Tied(tie.result, tie.uses, judged.reckon, f"{tie.result.id} = {sign.join(tie.uses)}")
    if isinstance(tie, LawTie | RatioCycle):
        given = tuple(part for part in tie.parts if part.claim is None or is_row(part.claim))
        others = tuple(part.name for part in tie.parts if part not in given)
        says = f"{tie.claim.id} = {product_of(tie.parts)}"
        return Tied(tie.claim, others, judged.reckon, says, tie.unstated, given)
    if isinstance(tie, Comparison) and not any(is_row(side) for side in (tie.top, tie.bottom)):
        sign = "/" if isinstance(tie, RatioComparison) else "-"
        return Tied(tie.claim, tie.uses, judged.reckon, f"{tie.claim.id} = {tie.top.id} {sign} {tie.bottom.id}", tie.unstated)
    if isinstance(tie, Growth):
        return Tied(tie.claim, tie.uses, judged.reckon, f"{tie.claim.id} leads from {tie.start.id} to {tie.end.id}", tie.unstated)
    return None


@dataclass(frozen=True, slots=True, eq=False)
class ConflictSet:
    """Claims that cannot all be true, and the equations that show it. `judged` weighs the first claim against the rest.

    `smallest` says that no smaller set of the group conflicts; else no part of this one does.
    """

    claims: tuple[Claim, ...]
    equations: tuple[str, ...]
    judged: Judged
    unstated: tuple[str, ...]
    smallest: bool

    @property
    def claim(self) -> Claim:
        return self.claims[0]

    @property
    def counts_for(self) -> tuple[str, ...]:
        return tuple(claim.id for claim in self.claims)

    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Unstated:
    """A figure that nobody stated, in the place of a claim."""

    value: Quantity
    period: Period | None = None


def _unstated(unit: Unit) -> _Unstated:
    return _Unstated(Quantity("", unit, _NOT_NEGATIVE, _NOT_NEGATIVE))


# ---- from ties to groups ---------------------------------------------------------------------------------------------


class ConflictFinder:
    """Finds the conflict sets of a workspace, given the ties that hold and the claims that other findings name."""

    def __init__(
        self, claims: Mapping[str, Claim], knowledge: Knowledge, gate: Comparability, tied: Iterable[Tied],
        equal: Iterable[Sequence[Claim]], declared: Pairs, settled: frozenset[str],
    ) -> None:  # fmt: skip
        self.declared, self.settled = declared, settled  # `settled` are claims on which another rule has spoken
        self.claims, self.knowledge, self.gate = claims, knowledge, gate
        self.hidden: dict[str, _Unstated] = {}
        self.absolutes: dict[tuple[str, str | None], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in claims.values():
            if claim.baseline is None and not claim.value.is_change and not claim.value.unit.offset:
                self.absolutes[claim.kind, claim.measure][claim.subject.key].append(claim)
        self.tied = list(tied)
        self._tie_what_nobody_stated()
        self._equate(equal)

    def sets(self, named: Iterable[frozenset[str]]) -> Iterator[ConflictSet]:
        """Every smallest conflict set; none that holds a set of `named`, which other findings tell already."""
        told = [names for names in named if len(names) > 1]
        for group in self._groups():
            with contextlib.suppress(Exhausted):  # what cannot be settled is no conflict
                for found in _Group(group, self.claims, self.hidden).conflicts():
                    if not any(names <= set(found.counts_for) for names in told):
                        yield found

    def _groups(self) -> Iterator[list[Tied]]:
        """Equations that share claims, in the order of the first of each; single ones were judged by their own rule."""
        root: dict[str, str] = {}

        def find(name: str) -> str:
            while root.setdefault(name, name) != name:
                root[name] = root[root[name]]
                name = root[name]
            return name

        for tied in self.tied:
            for other in tied.others:
                root[find(other)] = find(tied.claim.id)
        groups: dict[str, list[Tied]] = defaultdict(list)
        for tied in self.tied:
            groups[find(tied.claim.id)].append(tied)
        return (group for group in groups.values() if len(group) > 1)

    # ---- what nobody stated --------------------------------------------------------------------------------------------

    def _tie_what_nobody_stated(self) -> None:
        """Ratios and growths without figures at their ends: two that share an end have to do with each other."""
        settled = self.settled | {tied.claim.id for tied in self.tied}
        found: list[Tied] = []
        for claim in self.claims.values():
            if claim.id in settled or claim.equals is not None or not claim.subject.is_stated or claim.value.unit.offset:
                continue
            if claim.is_ratio and claim.baseline is not None and claim.baseline.is_stated and not claim.is_self_comparison:
                found.append(self._ratio(claim))
            elif claim.baseline is None and claim.kind == "growth_rate" and claim.period is not None:
                found += self._growth(claim)
        shared: dict[str, int] = defaultdict(int)
        for tied in found:
            for other in tied.others:
                shared[other] += 1
        # An end that nothing else speaks of can take any value: its equation says nothing.
        self.tied += [tied for tied in found if all(other in self.claims or shared[other] > 1 for other in tied.others)]

    def _ratio(self, claim: Claim) -> Tied:
        top, bottom = (self._end(claim, Side(claim, baseline)) for baseline in (False, True))
        open_ = self.gate.open_conditions(Side(claim), Side(claim, baseline=True))
        return Tied(claim, (top, bottom), divided(top, bottom), f"{claim.id} = {_word(top)} / {_word(bottom)}", open_)

    def _end(self, claim: Claim, side: Side) -> str:
        """The absolute figure of one side of a ratio: a claim's, where one may be meant, else one that nobody stated."""
        absolutes = self.absolutes.get((claim.kind, claim.measure), {})
        for other in absolutes.get(side.name.key, [])[:_MOST_ABSOLUTES]:
            apart = claim.period is not None and other.period is not None and claim.period.key != other.period.key
            if not apart and other.looks_forward == claim.looks_forward and not self.gate.across(side, Side(other)):
                return other.id
        kind = self.knowledge.kinds[claim.kind]
        stated = tuple(self.gate.text(condition, side) or "" for condition in kind.compared)
        period = claim.baseline_period if side.baseline and claim.baseline_period is not None else claim.period
        unit = next((held[0].value.unit for held in absolutes.values()), RATIO)
        return self._name(side.name.key, claim.kind, claim.measure, period, (*stated, str(claim.looks_forward)), unit)

    def _growth(self, claim: Claim) -> Iterator[Tied]:
        period = claim.period
        if period is None or period.first is None or period.last is None:
            return
        years = period.first.years_to(period.last)
        start, end = (
            self._name(claim.subject.key, "level", claim.measure, at, (str(claim.looks_forward),))
            for at in (period.first, period.last)
        )
        compound = claim.span != "total" and years is not None and years.denominator == 1 and years >= 1
        reckon = grown(start, end, years) if compound and years is not None else changed(start, end)
        yield Tied(claim, (start, end), reckon, f"{claim.id} leads from {_word(start)} to {_word(end)}",
                   self.gate.open_conditions(Side(claim)))  # fmt: skip

    def _name(
        self, subject: str, kind: str, measure: str | None, period: Period | None, stated: Sequence[str],
        unit: Unit = RATIO,
    ) -> str:  # fmt: skip
        """The name of a figure that nobody stated; no claim id holds its signs."""
        what = "/".join(part for part in (kind, measure, str(period) if period is not None else "") if part)
        name = f"<{subject} {what}>" + "\0".join(stated)
        self.hidden.setdefault(name, _unstated(unit))
        return name

    # ---- what is one quantity ------------------------------------------------------------------------------------------

    def _equate(self, equal: Iterable[Sequence[Claim]]) -> None:
        """Claims on one quantity that other ties use, one after the other."""
        used = {name for tied in self.tied for name in (tied.claim.id, *tied.others)}
        for claims in equal:
            members = [claim for claim in claims if claim.id in used]
            for one, two in itertools.pairwise(members):
                if frozenset((one.id, two.id)) not in self.declared and same_figures(one, two).holds:
                    open_ = self.gate.open_conditions(Side(one), Side(two))
                    self.tied.append(Tied(one, (two.id,), _same(two.id), f"{one.id} = {two.id}", open_))


def _same(name: str) -> Reckon:
    return lambda reckoning: reckoning.reference(name)


def _word(name: str) -> str:
    return name.split(">", maxsplit=1)[0] + ">" if name.startswith("<") else name


# ---- one group -------------------------------------------------------------------------------------------------------


class _Group:
    """The equations of one group as a system, and its conflicts."""

    def __init__(self, tied: list[Tied], claims: Mapping[str, Claim], hidden: Mapping[str, _Unstated]) -> None:
        self.claims = claims
        operands: dict[str, Operand] = {**hidden}
        names = dict.fromkeys(name for one in tied for name in (one.claim.id, *one.others))
        operands.update((name, claims[name]) for name in names if name in claims)
        self.given = {part.name: part for one in tied for part in one.given}
        operands.update(self.given)
        self.reckoning = Reckoning(operands)
        self.tied: list[Tied] = []
        self.equations: list[Equation] = []
        for one in tied:
            equation = self._equation(one)
            if equation is not None:
                self.tied.append(one)
                self.equations.append(equation)
        self.system = System(self.equations)
        self.members = [name for name in self.reckoning.order if name in claims]
        self.place = {name: number for number, name in enumerate(self.reckoning.order)}

    def _equation(self, tied: Tied) -> Equation | None:
        try:
            implied = tied.reckon(self.reckoning)
        except (UnitsClash, Unreckonable):
            return None
        stated = tied.claim.value.unit
        left = self.reckoning.reference(tied.claim.id)
        if isinstance(left.term, Variable) and implied.unit.dims == left.unit.dims:
            return Equation(left.term, scaled(implied.term, implied.unit.factor / left.unit.factor), len(self.equations))
        if isinstance(left.term, Variable) and is_growth_percent(stated, implied.unit):
            return Equation(left.term, implied.term, len(self.equations))
        return None

    def box(self, kept: Iterable[str], *, loose: bool) -> list[Interval]:
        """The intervals of the claims that are kept; what is given up may take any value that its kind can."""
        held = frozenset(kept)
        boxes = []
        for name in self.reckoning.order:
            quantity = self.reckoning.claims[name].value
            if name in held or name in self.given:
                reading = quantity.loose if loose else quantity.rounded
                boxes.append(quantity.base(reading) if quantity.unit.offset else reading)
            else:
                below = any(end.lo < 0 for end in (quantity.rounded, quantity.loose)) or quantity.unit.points
                signed = name in self.claims and (below or self.claims[name].kind in _SIGNED)
                boxes.append(_NEGATIVE_OR_NOT if signed else _NOT_NEGATIVE)
        return boxes

    def conflicts(self) -> Iterator[ConflictSet]:
        """The smallest conflict sets: of the loose reading, else of the rounded one."""
        if len(self.equations) < 2 or len(self.members) > _MOST_CLAIMS:
            return
        for loose in (True, False):
            def impossible(kept: Iterable[str], loose: bool = loose) -> bool:
                return self.system.has_no_solution(self.box(kept, loose=loose))

            if impossible(self.members):
                if len(self.members) <= _MOST_FOR_SMALLEST:
                    for core in smallest_conflicts(self.members, impossible, _MOST_SETS):
                        yield self._told(core, loose, smallest=True)
                else:
                    yield self._told(least_conflict(self.members, impossible), loose, smallest=False)
                return

    def _told(self, core: Sequence[str], loose: bool, *, smallest: bool) -> ConflictSet:
        used = self._equations_of(core, loose)
        lefts = [one.claim.id for one in used]
        about = next((name for name in core if name in lefts), core[0])
        claims = (self.claims[about], *(self.claims[name] for name in core if name != about))
        unstated = tuple(dict.fromkeys(name for one in used for name in one.unstated))
        return ConflictSet(claims, tuple(one.says for one in used), self._judged(core, about, used), unstated, smallest)

    def _equations_of(self, core: Sequence[str], loose: bool) -> list[Tied]:
        """The fewest equations found by deletion that still leave `core` without a solution."""
        kept = list(range(len(self.equations)))
        box = self.box(core, loose=loose)
        for number in range(len(self.equations)):
            without = [other for other in kept if other != number]
            if without and System([self.equations[other] for other in without]).has_no_solution(box):
                kept = without
        return [self.tied[number] for number in kept]

    def _judged(self, core: Sequence[str], about: str, used: list[Tied]) -> Judged:
        """The claim that the finding is about, against what the others leave of it."""
        numbers = {one.says: number for number, one in enumerate(self.tied)}
        system = System([self.equations[numbers[one.says]] for one in used])
        others = [name for name in core if name != about]
        readings: dict[bool, Interval] = {}
        for loose in (False, True):
            with contextlib.suppress(NothingFits):
                readings[loose] = system.narrowed(self.box(others, loose=loose))[self.place[about]]
        value = self.claims[about].value
        loosely = readings.get(True, value.loose)
        strictly = readings.get(False, loosely)
        weighed = weigh(value.unit, value.rounded, value.loose, Implied(without_gas(value.unit), strictly, loosely))
        agrees = value.loose.overlaps(loosely)
        return Judged(weighed.decided_by(rounded=False, loose=agrees), value.unit, value.unit)


_SIGNED = frozenset(["financial_result", "growth_rate", "quantity", "score"])


# ---- smallest sets ---------------------------------------------------------------------------------------------------

Impossible = Callable[[Iterable[str]], bool]


def least_conflict(names: Sequence[str], impossible: Impossible) -> list[str]:
    """A part of `names` that is impossible and has no smaller impossible part (deletion, halves first)."""
    kept = list(names)
    size = max(len(kept) // 2, 1)
    while True:
        start = 0
        while start < len(kept):
            without = kept[:start] + kept[start + size :]
            if without and impossible(without):
                kept = without
            else:
                start += size
        if size == 1:
            return kept
        size = max(size // 2, 1)


def smallest_conflicts(names: Sequence[str], impossible: Impossible, most: int) -> Iterator[list[str]]:
    """The smallest impossible parts of `names`, at most `most` of them, in the order of `names`."""
    if impossible(()):
        return  # the equations alone have no solution, and no claim is to blame
    corrections: list[frozenset[str]] = []
    found: list[frozenset[str]] = []
    while len(found) < most:
        core = _hitting(names, corrections, found, len(found[0]) if found else len(names))
        if core is None:
            return
        if impossible(core):
            found.append(frozenset(core))
            yield core
            continue
        grown_ = set(core)
        for name in names:
            if name not in grown_ and not impossible([*grown_, name]):
                grown_.add(name)
        corrections.append(frozenset(names) - grown_)


def _hitting(
    names: Sequence[str], corrections: Sequence[frozenset[str]], found: Sequence[frozenset[str]], most: int
) -> list[str] | None:
    """The first smallest part of `names` that meets every correction and holds no set of `found`; None beyond `most`."""
    for size in range(1, most + 1):
        chosen = _chosen(names, corrections, found, size, frozenset())
        if chosen is not None:
            return [name for name in names if name in chosen]
    return None


def _chosen(
    names: Sequence[str], corrections: Sequence[frozenset[str]], found: Sequence[frozenset[str]], size: int,
    chosen: frozenset[str],
) -> frozenset[str] | None:  # fmt: skip
    unmet = next((correction for correction in corrections if not correction & chosen), None)
    if unmet is None:
        if any(known <= chosen for known in found):
            return None
        return chosen if chosen or not corrections else None
    if len(chosen) == size:
        return None
    for name in names:
        if name in unmet:
            result = _chosen(names, corrections, found, size, chosen | {name})
            if result is not None:
                return result
    return None
