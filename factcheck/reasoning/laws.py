"""Ties through laws: energy is power times time, efficiency is throughput over power, and what follows from them.

A law ties the figures of one subject, and the ratios of one subject to one baseline. Between ratios a quantity may
stand for itself, be the quotient of two absolute figures, stated or from a reference row, or follow from another law:
"five of these do the work of one of those" gives the throughput of each, and the rated powers the ratio of power.
"""

import itertools
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.laws import COMPARISONS, VALUES, Law, Role
from factcheck.model.claim import Claim
from factcheck.model.period import Period
from factcheck.model.quantity import BadValue, Quantity, parse_figure
from factcheck.model.units import UnknownUnit, parse_unit
from factcheck.reasoning.arithmetic import Implied, Reckoning, UnitsClash, Unreckonable, product
from factcheck.reasoning.comparability import Comparability, Side
from factcheck.reasoning.disclosure import says
from factcheck.reasoning.found import Apart
from factcheck.reasoning.reference import RowClaims, is_row
from factcheck.reasoning.ties import AboutClaim, Judged, Pairs, Reckon, fit, judge, reckoned
from factcheck.reasoning.weighing import Mismatch

_MOST = 6  # figures that may stand for one quantity of a law, those of the claim's own source first
_MOST_BESIDE = 3  # reference rows that are named beside an implied quantity
_MOST_WAYS = 48  # ways to fill a law that are tried


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One figure that goes into a law, to the power of `power`: a claim's, a reference row's, or a stated condition's."""

    name: str
    value: Quantity
    period: Period | None
    power: int
    claim: Claim | None = None  # None for a condition
    condition: str | None = None

    def said(self) -> str:
        """`power_of_training (400 kW)`."""
        return f"{self.name.replace(':', ' ')} ({self.value.text.strip()})"


@dataclass(frozen=True, slots=True, eq=False)
class LawTie(AboutClaim):
    """A stated figure against what a law makes of others; `laws` are all that were used, the first one the claim's own.

    `rated` says that a data sheet's figure stands for a measured one.
    """

    laws: tuple[Law, ...]
    parts: tuple[Part, ...]
    judged: Judged
    unstated: tuple[str, ...]
    rated: bool

    @property
    def uses(self) -> tuple[str, ...]:
        return tuple(part.claim.id for part in self.parts if part.claim is not None and not is_row(part.claim))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claim and those that it was reckoned from."""
        return (self.claim, *(part.claim for part in self.parts if part.claim is not None and not is_row(part.claim)))


@dataclass(frozen=True, slots=True, eq=False)
class ImpliedQuantity:
    """A quantity that nobody stated and that follows from figures that somebody did: the `role` of a law of `subject`.

    `beside` are reference rows on such a quantity of whatever subject, those nearest to it first.
    """

    law: Law
    role: Role
    subject: str
    period: Period | None
    parts: tuple[Part, ...]
    implied: Implied
    beside: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(part.claim for part in self.parts if part.claim is not None)


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """One way to a quantity of a law: its parts, the laws used besides, whether a rated figure or another name is in it."""

    parts: tuple[Part, ...]
    laws: tuple[Law, ...] = ()
    rated: bool = False
    unnamed: bool = False  # the baseline is only a general name of the claim's

    def to_the(self, power: int) -> "_Way":
        if power == 1:
            return self
        parts = tuple(
            Part(p.name, p.value, p.period, p.power * power, p.claim, p.condition) for p in self.parts
        )
        return _Way(parts, self.laws, self.rated, self.unnamed)


class _Held:
    """Claims by subject and kind, and by source and period besides: on one subject there may be thousands."""

    def __init__(self) -> None:
        self.all: dict[tuple[str, str], list[Claim]] = {}
        self.own: dict[tuple[str, str, str | None, Period | None], list[Claim]] = {}

    def add(self, place: tuple[str, str], claim: Claim) -> None:
        self.all.setdefault(place, []).append(claim)
        self.own.setdefault((*place, claim.source, claim.period), []).append(claim)


class LawFinder:
    """Finds the ties that laws make among the claims of a workspace."""

    def __init__(
        self, claims: Mapping[str, Claim], knowledge: Knowledge, gate: Comparability, declared: Pairs, rows: RowClaims
    ) -> None:
        self.claims, self.knowledge, self.gate, self.declared, self.rows = claims, knowledge, gate, declared, rows
        self.apart = Apart()
        self._values, self._ratios, self._ratios_of_baseline = _Held(), _Held(), _Held()
        self._laws: dict[str, dict[str, list[Law]]] = {VALUES: defaultdict(list), COMPARISONS: defaultdict(list)}
        for law in knowledge.laws.values():
            for where in law.holds:
                for kind in law.left.kinds:
                    self._laws[where][kind].append(law)
        used = {kind for law in knowledge.laws.values() for role, _ in law.factors for kind in role.kinds}
        used |= {kind for law in knowledge.laws.values() for kind in law.left.kinds}
        used |= {role.rated[0] for law in knowledge.laws.values() for role, _ in law.factors if role.rated is not None}
        for claim in claims.values():
            if claim.kind not in used or not claim.subject.is_stated or claim.value.is_change or claim.value.unit.points:
                continue
            if claim.baseline is None:
                self._values.add((claim.subject.key, claim.kind), claim)
            elif claim.is_ratio and claim.baseline.is_stated and not claim.is_self_comparison:
                self._ratios.add((claim.subject.key, claim.kind), claim)
                self._ratios_of_baseline.add((claim.baseline.key, claim.kind), claim)

    def ties(self, apart: Apart) -> Iterator[LawTie]:
        """Every claim that stands on the left of a law whose other quantities are known, with the best way to them.

        What differs in a condition is noted in `apart`.
        """
        self.apart = apart
        for where, held in ((VALUES, self._values), (COMPARISONS, self._ratios)):
            for (subject, kind), claims in held.all.items():
                for law in self._laws[where].get(kind, ()):
                    for claim in claims if where == COMPARISONS or self._may_hold(law, subject, kind) else ():
                        tie = self._tie(claim, law, where)
                        if tie is not None:
                            yield tie

    def _may_hold(self, law: Law, subject: str, kind: str) -> bool:
        """Whether any figure of a subject may stand for each quantity of a law that no condition states."""
        return all(
            role.condition is not None or any((subject, other) in self._values.all for other in role.kinds or (kind,))
            for role, _ in law.factors
        )

    def implied(self) -> Iterator[ImpliedQuantity]:
        """The quantities that follow where all of a law but one is stated, of one source and one period."""
        told: set[tuple[object, ...]] = set()
        for law in self.knowledge.laws.values():
            if VALUES not in law.holds or any(role.same or not role.dims for role in (law.left, *_roles(law))):
                continue
            for kind in dict.fromkeys(kind for role in (law.left, *_roles(law)) for kind in role.kinds):
                for (subject, held), claims in self._values.all.items():
                    for claim in claims if held == kind else ():
                        found = self._unstated_role(law, claim)
                        if found is None:
                            continue
                        key = law.id, found.role.name, subject, tuple(sorted(part.name for part in found.parts))
                        if key not in told:
                            told.add(key)
                            yield found

    # ---- between the figures of one subject --------------------------------------------------------------------------

    def _tie(self, claim: Claim, law: Law, where: str) -> LawTie | None:
        """The tie of a claim by one law; where its figure is the inverse of the law's left side, so are the factors."""
        ways: list[list[_Way]] = []
        later: list[tuple[Role, int]] = []  # what only a condition can state
        turned = _fits(law.left, claim, None, self.knowledge.measures) if where == VALUES else self._ratio_power(law.left, claim)
        for role, power in law.factors:
            found = self._ways(role, claim) if where == VALUES else self._ratio_ways(role, claim, law)
            if found:
                ways.append([way.to_the(power * turned) for way in found])
            elif role.condition is not None:
                later.append((role, power * turned))
            else:
                return None
        if not ways or not turned:
            return None
        best: LawTie | None = None
        for combination in itertools.islice(itertools.product(*ways), _MOST_WAYS):
            tie = self._weighed(claim, law, combination, later)
            if tie is not None and (best is None or _rank(tie) < _rank(best)):
                best = tie
        return best

    def _ways(self, role: Role, claim: Claim) -> list[_Way]:
        """The figures of the claim's own subject that may stand for a quantity of a law."""
        found = []
        for kind in role.kinds or ((claim.kind,) if role.same else ()):
            for other in self._near(self._values, (claim.subject.key, kind), claim):
                power = _fits(role, other, claim, self.knowledge.measures)
                if power and _may_join(claim, other):
                    part = _part(other, power)
                    if other.value.unit.is_count and role.counted is not None:
                        part = Part(part.name, part.value._replace(unit=role.counted), part.period, power, other)
                    found.append(_Way((part,)))
        return found[:_MOST]

    def _near(self, held: _Held, place: tuple[str, str], claim: Claim) -> Iterator[Claim]:
        """A bounded number of the claims held at a place, those of the claim's own source and period first."""
        others: Iterable[Claim] = held.all.get(place, ())
        if len(held.all.get(place, ())) > 4 * _MOST:
            own = held.own.get((*place, claim.source, claim.period), [])
            others = dict.fromkeys((*own[: 4 * _MOST], *held.all[place][: 2 * _MOST]))
        return (other for other in others if other is not claim)

    def _weighed(
        self, claim: Claim, law: Law, combination: tuple[_Way, ...], later: list[tuple[Role, int]]
    ) -> LawTie | None:
        parts = [part for way in combination for part in way.parts]
        others = [part.claim for part in parts if part.claim is not None]
        if any(other is claim for other in others) or len(set(map(id, others))) < len(others):
            return None
        stated = [other for other in others if not is_row(other)]
        if frozenset((claim.id, *(other.id for other in stated))) in self.declared:
            return None
        used_conditions = {role.condition for role, _ in law.factors if role.condition is not None}
        if self._kept_apart(claim, stated, used_conditions):
            return None
        for role, power in later:
            part = self._by_condition(role, power, claim, stated)
            if part is not None:
                parts.append(part)
            elif role.default is None:
                return None
        judged = judge(claim, multiplied(parts), _operands(parts), tuple(stated))
        if judged.mismatch != Mismatch.NONE or judged.weighed is None:
            return None
        rated = any(way.rated for way in combination)
        unstated = self._unstated(claim, stated, used_conditions, with_row=len(stated) < len(others) or rated)
        if any(way.unnamed for way in combination):
            unstated = ("baseline", *unstated)
        laws = tuple(dict.fromkeys((law, *(other for way in combination for other in way.laws))))
        return LawTie(claim, laws, tuple(parts), judged, unstated, rated)

    def _by_condition(self, role: Role, power: int, claim: Claim, others: list[Claim]) -> Part | None:
        """A factor that is stated as a condition: the claim's own counts, else that of a figure it rests on."""
        name = role.condition or ""
        if role.contained_in is not None:
            inside, words = role.contained_in
            stated = [other.conditions[inside].text for other in others if inside in other.conditions]
            if any(says(text, word) for text in stated for word in words):
                return None
        for holder in (claim, *others):
            condition = self.knowledge.kinds[holder.kind].by_name.get(name)
            given = holder.conditions.get(name)
            if given is None or given.state != "stated":
                continue
            value = _figure_of(given.text, condition.unit if condition is not None else None)
            if value is not None:
                return Part(f"{name} of {holder.id}", value, None, power, None, name)
        return None

    def _kept_apart(self, claim: Claim, others: list[Claim], used: set[str]) -> bool:
        for other in others:
            for side, other_side in _facing(claim, other):
                different = self.gate.across(side, other_side, used)
                if different:
                    name, left, right = different[0]
                    self.apart.note(claim.id, other.id, f"different conditions: {name} ({left} and {right})")
                    return True
        return False

    def _unstated(self, claim: Claim, others: list[Claim], used: set[str], *, with_row: bool) -> tuple[str, ...]:
        sides = [Side(claim)]
        for one in (claim, *others):
            if one is not claim:
                sides.append(Side(one))
            if one.baseline is not None:
                sides.append(Side(one, baseline=True))
        return tuple(name for name in self.gate.open_conditions(*sides, elsewhere=with_row) if name not in used)

    # ---- between comparisons -----------------------------------------------------------------------------------------

    def _ratio_ways(self, role: Role, claim: Claim, law: Law | None) -> list[_Way]:
        """The ways to the ratio of a quantity between the claim's subject and baseline; `law` is the one it stands in."""
        baseline = claim.baseline
        if baseline is None:
            return []
        found = [*self._stated_ratios(role, claim), *self._quotients(role, claim)]
        if law is not None:
            found += self._through_laws(role, claim, law)
        if not found and role.rated is not None:
            found = list(self._rated(role.rated, claim))
        return found[: 2 * _MOST]

    def _stated_ratios(self, role: Role, claim: Claim) -> Iterator[_Way]:
        baseline = claim.baseline
        if baseline is None:
            return
        general = self.knowledge.entities.general
        for kind in role.kinds:
            for held, turned in ((self._ratios, 1), (self._ratios_of_baseline, -1)):
                for other in self._near(held, (claim.subject.key, kind), claim):
                    facing = other.baseline if turned == 1 else other.subject
                    if facing is None or not _may_join(claim, other):
                        continue
                    named = facing.key == baseline.key
                    if not named and facing.key not in general(baseline.key) and baseline.key not in general(facing.key):
                        continue
                    power = self._ratio_power(role, other)
                    if power:
                        yield _Way((_part(other, power * turned),), unnamed=not named)

    def _ratio_power(self, role: Role, other: Claim) -> int:
        """1 where a ratio claim speaks of the role, -1 where of its inverse (J/token for token/J), 0 where of neither."""
        if (role.measured and other.measure is None) or (role.measures and other.measure not in (None, *role.measures)):
            return 0
        measure = self.knowledge.measures.get(other.measure or "")
        if measure is not None and measure.unit and role.dims:
            dims = _dims_of(measure.unit)
            if dims is not None and dims not in role.dims and _inverse(dims) in role.dims:
                return -1
        return 1

    def _quotients(self, role: Role, claim: Claim) -> Iterator[_Way]:
        """The absolute figures of subject and baseline, one over the other."""
        baseline = claim.baseline
        if baseline is None:
            return
        for kind in role.kinds:
            tops = list(itertools.islice(self._near(self._values, (claim.subject.key, kind), claim), _MOST))
            bottoms = list(itertools.islice(self._near(self._values, (baseline.key, kind), claim), _MOST))
            for top, bottom in itertools.product(tops, bottoms):
                power = _fits(role, top, None, self.knowledge.measures)
                same = top.value.unit.dims == bottom.value.unit.dims and top.measure == bottom.measure
                if power and same and _may_join(claim, top) and _may_join(claim, bottom):
                    yield _Way((_part(top, power), _part(bottom, -power)))

    def _rated(self, rated: tuple[str, str], claim: Claim) -> Iterator[_Way]:
        """What data sheets say of subject and baseline, in claims or reference rows."""
        baseline = claim.baseline
        if baseline is None:
            return
        kind, measure = rated
        sides = []
        for name in (claim.subject, baseline):
            stated = [c for c in self._values.all.get((name.key, kind), ()) if c.measure == measure][:_MOST]
            sides.append([*stated, *self.rows.of(name.key, kind, measure)[:_MOST]])
        for top, bottom in itertools.product(*sides):
            if top.value.unit.dims == bottom.value.unit.dims:
                yield _Way((_rating(top, 1), _rating(bottom, -1)), rated=True)

    def _through_laws(self, role: Role, claim: Claim, own: Law) -> Iterator[_Way]:
        """The ways to a ratio by another law, whose quantities are stated as they are."""
        for kind in role.kinds:
            for law in self._laws[COMPARISONS].get(kind, ()):
                if law is own:
                    continue
                ways = [[w.to_the(p) for w in self._ratio_ways(factor, claim, None)] for factor, p in law.factors]
                for combination in itertools.islice(itertools.product(*ways), _MOST):
                    yield _Way(
                        tuple(part for way in combination for part in way.parts), (law,),
                        any(way.rated for way in combination), any(way.unnamed for way in combination),
                    )  # fmt: skip

    # ---- what follows ------------------------------------------------------------------------------------------------

    def _unstated_role(self, law: Law, claim: Claim) -> ImpliedQuantity | None:
        """The one quantity of a law that no claim of the subject states, where one source states all others."""
        roles = [(law.left, -1), *law.factors]
        known: list[Part] = []
        lacking: list[tuple[Role, int]] = []
        for role, power in roles:
            figures = [
                (other, fits)
                for kind in role.kinds
                for other in self._values.all.get((claim.subject.key, kind), ())[:_MOST]
                if (fits := _fits(role, other, None, self.knowledge.measures)) and other.value.unit.dims in role.dims
            ]
            own = [found for found in figures if found[0].source == claim.source and _may_join(claim, found[0])]
            if own:
                known.append(_part(own[0][0], own[0][1] * power))
            elif figures:
                return None
            elif role.kinds:
                lacking.append((role, power))
        stated = [part.claim for part in known if part.claim is not None]
        if len(lacking) != 1 or claim not in stated or len(stated) < 2 or claim.source is None:
            return None
        role, power = lacking[0]
        for other, other_power in ((role, p) for role, p in law.factors if not role.kinds):
            part = self._by_condition(other, other_power, stated[0], stated[1:])
            if part is not None:
                known.append(part)
        if role.condition is not None and any(role.condition in part.conditions for part in stated):
            return None  # a condition states it, which the law's own tie weighs
        if self._kept_apart(stated[0], stated[1:], set()):
            return None
        parts = tuple(Part(p.name, p.value, p.period, -p.power * power, p.claim, p.condition) for p in known)
        try:
            implied = reckoned(multiplied(parts), Reckoning(_operands(parts)))
        except (UnitsClash, Unreckonable):
            return None
        return ImpliedQuantity(law, role, str(claim.subject), claim.period, parts, implied, self._beside(role, implied))

    def _beside(self, role: Role, implied: Implied) -> tuple[Claim, ...]:
        """The reference rows on such a quantity, nearest first."""
        rows = [
            row for kind in role.kinds for row in self.rows.of_kind(kind)
            if row.value.unit.dims == implied.unit.dims and (not role.measures or row.measure in role.measures)
        ]  # fmt: skip
        middle = implied.rounded.scaled(implied.unit.factor).middle

        def distance(row: Claim) -> tuple[bool, object, str]:
            known = row.value.base(row.value.rounded).middle
            apart = max(known, middle) / min(known, middle) if known and middle and known > 0 < middle else None
            return apart is None, apart or 0, row.id

        return tuple(sorted(rows, key=distance)[:_MOST_BESIDE])


def _roles(law: Law) -> Iterator[Role]:
    return (role for role, _ in law.factors if role.kinds)


def _fits(role: Role, claim: Claim, left: Claim | None, known: Container[str]) -> int:
    """1 where a claim's figure may stand for a quantity of a law, -1 where its inverse may, 0 where neither.

    `left` is the claim on the left side, for a role that takes its kind and measure from there; a measure that nobody but
    the analyst knows (`known` are the others) is one for all quantities of a law.
    """
    if role.same and left is not None:
        return int(claim.measure == left.measure and claim.value.unit.dims != left.value.unit.dims)
    if role.measured and claim.measure is None:
        return 0
    if role.measures and claim.measure is not None and claim.measure not in role.measures:
        own = claim.measure not in known and (left is None or left.measure == claim.measure)
        if not own:
            return 0
    if not role.dims or claim.baseline is not None or claim.value.unit.dims in role.dims:
        return 1
    if claim.value.unit.is_count and claim.kind == "count" and role.counted is not None:
        return 1  # a counter word counts the subject, and the law says what that is
    return -1 if _inverse(claim.value.unit.dims) in role.dims else 0


def _inverse(dims: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    return tuple((name, -power) for name, power in dims)


def _may_join(claim: Claim, other: Claim) -> bool:
    """Whether two claims may speak of one time, and of one world: what is aimed at ties with nothing measured."""
    if claim.looks_forward != other.looks_forward:
        return False
    return claim.period is None or other.period is None or claim.period.key == other.period.key


def _facing(claim: Claim, other: Claim) -> Iterator[tuple[Side, Side]]:
    """The sides of two claims that speak of one thing."""
    names = {Side(other).name.key: Side(other)}
    if other.baseline is not None:
        names[other.baseline.key] = Side(other, baseline=True)
    for side in (Side(claim), Side(claim, baseline=True)) if claim.baseline is not None else (Side(claim),):
        facing = names.get(side.name.key)
        if facing is not None:
            yield side, facing


def _part(claim: Claim, power: int) -> Part:
    return Part(claim.id, claim.value, claim.period, power, claim)


def _rating(claim: Claim, power: int) -> Part:
    """What a data sheet rates a thing at is set, not measured: the figure is exact."""
    return Part(claim.id, claim.value.exactly(), claim.period, power, claim)


def _figure_of(text: str, unit: str | None) -> Quantity | None:
    """The quantity that a condition states; a bare number takes the condition's unit."""
    for written in (text, f"{text} {unit}") if unit else (text,):
        try:
            value = parse_figure(written).quantity(comparison=False, kind="quantity", signed=False, counted=False)
        except (BadValue, UnknownUnit):
            continue
        if not (value.unit.is_count and unit):
            return value
    return None


def _dims_of(unit: str) -> tuple[tuple[str, int], ...] | None:
    try:
        return parse_unit(unit.replace("work", "token")).dims
    except UnknownUnit:
        return None


def product_of(parts: Iterable[Part], *, valued: bool = False) -> str:
    """What is reckoned from parts, in one line: `power * time`, or with their values `power (400 kW) * time (100 hour)`."""
    words = [(part.said() if valued else part.name.replace(":", " "), part.power) for part in parts]
    above = [word for word, power in words if power > 0]
    return " / ".join([" * ".join(above) or "1", *(word for word, power in words if power < 0)])


def _operands(parts: Iterable[Part]) -> dict[str, Part]:
    return {part.name: part for part in parts}


def multiplied(parts: Iterable[Part]) -> Reckon:
    """Reckon the product of parts, each to its power."""
    kept = tuple(parts)
    return lambda reckoning: product([(reckoning.reference(part.name), part.power) for part in kept])


def _rank(tie: LawTie) -> tuple[object, ...]:
    """Which way to a law's quantities counts: one that the claim fits, then the least that is open or from elsewhere."""
    rows = sum(part.claim is not None and is_row(part.claim) for part in tie.parts)
    return fit(tie.judged), len(tie.laws), rows, len(tie.unstated), [part.name for part in tie.parts if not rows]
