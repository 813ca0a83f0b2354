"""Other readings of a failed check: known factors and known slips that would reconcile its figures.

A reading is a possibility that the finding names. It changes no figure, no verdict and no level. It is named only where

- the figures fit under it as printed (or, where nothing fits so, under the loose reading, which is then said; a slip
  must always fit as printed);
- it is specific. The figures must be known to a fourth of their size together, or any factor would fit them. A factor
  that is only known within bounds is tried where a claim of the tie says on which side of the step it stands, or where
  the tie itself took the factor as 1; two figures of which nobody says anything are not joined by "some PUE". What is
  known of the subject (a claim's or a reference row's `pue`) takes the place of the bounds;
- it lies between two figures of the tie, and no condition that is stated rules it out: figures that stand at the same end
  of a step, or beside it, do not differ by it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.ladders import Ladder
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Verdict
from factcheck.model.interval import INFINITY, Interval, nearest_float
from factcheck.model.message import say_interval, say_number
from factcheck.model.numbers import plain_number
from factcheck.model.quantity import BadValue, read_quantity
from factcheck.model.units import Unit, UnknownUnit
from factcheck.reasoning.conflicts import ConflictSet
from factcheck.reasoning.cycles import RatioCycle
from factcheck.reasoning.disclosure import says
from factcheck.reasoning.laws import LawTie
from factcheck.reasoning.limits import Limited
from factcheck.reasoning.rates import Rates
from factcheck.reasoning.reference import Referenced
from factcheck.reasoning.ties import Tie
from factcheck.reasoning.trials import Party, Trial, raised, trial_of
from factcheck.reasoning.weighing import Weighed

MOST = 3  # readings that a finding names
_LOOSEST = 0.25  # how far the two sides together may be from known before any factor would fit them
_HIGHEST_PUE = 3
_MOST_PUES = 4  # of one subject; where more are known, one of them would fit anything
_MOST_MEASURES = 12  # comparisons of one pair that are looked at for another measure
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_UP, _DOWN = 1, -1
_HUNDRED = Fraction(100)
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence that a finding names; `rank` orders the sentences of one finding, the most plausible first."""

    rank: tuple[bool, int, int]
    text: str

    def __str__(self) -> str:
        return self.text


class _Factor(NamedTuple):
    """A factor to try: `evidence` is 0 where a claim of the tie states it, 1 where it is known, 2 where it is only usual."""

    size: Interval
    text: str
    evidence: int
    origin: str = ""


class _Step(NamedTuple):
    """A ladder that is for figures of some kind and unit: its place in the file, and whether it multiplies (1) or divides (-1).

    `bounds` are those of its factor in doubles, for a quick look; without end where what is stated decides.
    """

    number: int
    ladder: Ladder
    sign: int
    bounds: tuple[float, float]


class Readings:
    """Finds the readings of failed checks among all claims of a workspace; what it needs of them is gathered once."""

    def __init__(self, knowledge: Knowledge, claims: Mapping[str, Claim]) -> None:
        self.knowledge, self.claims = knowledge, claims
        self._ladders = tuple(enumerate(knowledge.ladders.values()))
        self._steps: dict[tuple[str, Unit], tuple[_Step, ...]] = {}
        self._known: dict[str, dict[str, str]] | None = None
        self._pairs: dict[object, list[Claim]] | None = None

    def named(self, finding: Finding, tie: Tie | LawTie | RatioCycle | ConflictSet | Rates | Referenced | Limited) -> Finding:
        """The finding of a failed check with its readings, in the evidence and at the end of the message."""
        if finding.verdict is None or finding.verdict.holds or finding.evidence is None or finding.evidence.readings:
            return finding
        trial = trial_of(tie)
        found = self.of(trial) if trial is not None else ()
        if not found:
            return finding
        places = {f"reading_{number}": reading for number, reading in enumerate(found)}
        template = finding.message.template + "; it would hold if " + ", or if ".join(f"{{{place}}}" for place in places)
        text = finding.message._replace(template=template, values={**finding.message.values, **places})
        readings = tuple(reading.text for reading in found)
        return finding._replace(message=text, evidence=finding.evidence.with_readings(readings))

    def of(self, trial: Trial) -> tuple[Reading, ...]:
        """The readings that reconcile a failed check, most plausible first, at most MOST of them."""
        need = _need(trial.weighed)
        if need is None or not _is_specific(trial.weighed):
            return ()
        found = [*self._by_factor(trial, need)]
        for number, ladder in self._ladders:
            if ladder.form != "factor":
                found += self._in_other_words(number, ladder, trial)
        found.sort(key=lambda reading: reading.rank)
        fitting = [reading for reading in found if not reading.rank[0]] or found
        return tuple(fitting[:MOST])

    # ---- factors -----------------------------------------------------------------------------------------------------

    def _by_factor(self, trial: Trial, need: tuple[float, float]) -> Iterator[Reading]:
        """The readings by a factor; moving either of two figures of a product is one reading, not two."""
        told: set[object] = set()
        for party in trial.parties:
            for step in self._steps_of(party) if party.power != 0 else ():
                for way in (_UP, _DOWN):
                    power = way * step.sign
                    effect = power * party.power if party.power is not None else None
                    key = step.number, effect or (party.name, way)
                    if key not in told and _may_move(step.ladder, trial, party, way):
                        for reading in self._moved(step, trial, party, way, effect, need):
                            told.add(key)
                            yield reading
                            break

    def _moved(
        self, step: _Step, trial: Trial, party: Party, way: int, effect: int | None, need: tuple[float, float]
    ) -> Iterator[Reading]:
        """The readings by one step up or down of one figure."""
        ladder, power = step.ladder, way * step.sign
        if not _reaches(step.bounds, effect, need):
            return
        other: str | None = None
        for factor in self._factors(ladder, trial):
            if not _reaches(_doubles(factor.size), effect, need):
                continue
            other = other or self._other(ladder, trial, party, way)
            if other is None:
                return
            verdict = trial.scaled(party, raised(factor.size, power))
            loose = verdict is Verdict.DOUBTFUL
            if verdict is Verdict.CONTRADICTED or (loose and not _may_be_loose(ladder, trial, factor)):
                continue
            sentence = _words(ladder, trial, way).format(claim=party.name, other=other)
            sentence += f" ({_arithmetic(trial, party, factor, power)})" + factor.origin
            yield Reading((loose, factor.evidence, step.number), sentence + ", by the loose reading only" * loose)

    def _steps_of(self, party: Party) -> tuple[_Step, ...]:
        """The ladders that are for a figure; those for its kind and unit are found once."""
        key = party.kind, party.value.unit
        steps = self._steps.get(key)
        if steps is None:
            steps = self._steps[key] = tuple(
                _Step(number, ladder, sign, _bounds(ladder))
                for number, ladder in self._ladders
                if ladder.form == "factor" and (sign := _sign(ladder, *key))
            )
        return tuple(step for step in steps if not step.ladder.subjects or self._is_about(step.ladder, party))

    def _is_about(self, ladder: Ladder, party: Party) -> bool:
        return not ladder.subjects.isdisjoint(self.knowledge.entities.general(party.subject))

    def _is_for(self, ladder: Ladder, party: Party) -> bool:
        return any(step.ladder is ladder for step in self._steps_of(party))

    def _other(self, ladder: Ladder, trial: Trial, party: Party, way: int) -> str | None:
        """The figures at the other end of the step, by name; None where what is stated rules the step out."""
        if ladder.wording and not any(_is_worded(ladder, one) for one in trial.parties):
            return None
        if ladder.taken_from in trial.used:
            is_operand = party.power is not None and party.power > 0
            return party.name if way == _DOWN and ladder.twice and is_operand and _standing(ladder, party) != "low" else None
        others = [one for one in trial.parties if one is not party and one.power != 0 and self._is_for(ladder, one)]
        if ladder.ends:
            others = [one for one in others if one.claim is None or one.claim is not party.claim]
            own, opposite = ("low", "high") if way == _UP else ("high", "low")
            if _standing(ladder, party) not in ("", own) or any(_standing(ladder, one) not in ("", opposite) for one in others):
                return None
            if not others:
                return None
        names = [one.name for one in others]
        return " and ".join(names) if 0 < len(names) < 3 else "what it is held against"

    def _factors(self, ladder: Ladder, trial: Trial) -> list[_Factor]:
        """The factors to try: as stated by the claims of the tie, else as known of the subject, else the ladder's own."""
        if ladder.taken_from is not None:
            stated = [text for party in trial.parties for text in _stated_factor(ladder, party)]
            if stated:
                return [_Factor(Interval.exactly(size), text, 0) for text, size in dict(stated).items()]
            if ladder.taken_from == "pue":
                known: dict[str, str] = {}
                for key in self._subjects(trial):
                    known = {**self._known_pue().get(key, {}), **known}
                if len(known) > _MOST_PUES:
                    return []
                if known:
                    return [
                        _Factor(Interval.exactly(_number(text) or _ONE), text, 1, f", the PUE that {where} states")
                        for text, where in known.items()
                    ]  # fmt: skip
        if ladder.factor is None:
            return []
        if ladder.factor.is_exact:
            return [_Factor(ladder.factor, ladder.factor_text, 1 if ladder.taken_from is None else 2)]
        if ladder.taken_from in trial.assumed or any(_standing(ladder, party) in ("low", "high") for party in trial.parties):
            return [_Factor(ladder.factor, ladder.factor_text, 2)]
        return []

    def _subjects(self, trial: Trial) -> list[str]:
        return list(dict.fromkeys(key for party in trial.parties for key in self.knowledge.entities.general(party.subject)))

    def _known_pue(self) -> Mapping[str, Mapping[str, str]]:
        """Subject -> PUE as printed -> who states it first, of all claims and reference rows."""
        if self._known is None:
            self._known = defaultdict(dict)
            for claim in self.claims.values():
                if "pue" in claim.conditions:
                    party = Party(claim.id, claim.value, claim.kind, claim.subject.key, claim=claim)
                    self._learn(party, claim.id)
            for row in self.knowledge.reference.values():
                if "pue" in row.conditions:
                    self._learn(Party(row.id, row.value, row.kind, row.subject, row=row), f"the reference row {row.id}")
        return self._known

    def _learn(self, party: Party, where: str) -> None:
        known = self._known[party.subject] if self._known is not None else {}
        for text in _pues(party):
            if len(known) <= _MOST_PUES:
                known.setdefault(text, where)

    # ---- other words -------------------------------------------------------------------------------------------------

    def _in_other_words(self, number: int, ladder: Ladder, trial: Trial) -> Iterator[Reading]:
        """The readings that are no factor; they must fit as printed."""
        rank = (False, 1, number)
        stated = trial.parties[0]
        if ladder.form == "other measure":
            for party in trial.parties if trial.two_figures else trial.parties[:1]:
                for other in self._other_measures(party):
                    text = ladder.up.format(claim=party.name, other=other.id)
                    yield Reading(rank, f"{text} ({other.measure or other.kind}: {other.value.text.strip()})")
                    break
        elif ladder.form == "points":
            means_points = _means_points(stated, trial)
            if means_points is not None:
                yield Reading(rank, (ladder.up if means_points else ladder.down).format(claim=stated.name))
        elif _is_worded(ladder, stated) and (not ladder.kinds or stated.kind in ladder.kinds):
            read = _faster(stated) if ladder.form == "faster" else _by_or_to(stated, trial)
            if read is not None and trial.replaced(stated, read, read).holds:
                unit = stated.value.unit.text
                yield Reading(rank, f"{ladder.up.format(claim=stated.name)} ({say_interval(read)} {unit})")

    def _other_measures(self, party: Party) -> Iterator[Claim]:
        """Comparisons of the same pair in the same source, in another measure, that state the party's figure."""
        claim = party.claim
        if claim is None or claim.baseline is None or claim.source is None:
            return
        if self._pairs is None:
            self._pairs = defaultdict(list)
            for one in self.claims.values():
                if one.baseline is not None and one.source is not None and one.baseline.is_stated:
                    self._pairs[one.subject.key, one.baseline.key, one.source].append(one)
        value = party.value
        for other in self._pairs.get((claim.subject.key, claim.baseline.key, claim.source), [])[:_MOST_MEASURES]:
            if (other.kind, other.measure) == (claim.kind, claim.measure) or other.value.unit.dims != value.unit.dims:
                continue
            if value.base(value.rounded).overlaps(other.value.base(other.value.rounded)):
                yield other


def _need(weighed: Weighed) -> tuple[float, float] | None:
    """Stated / implied under the loose reading, in doubles a little widened; None where a side has no end.

    It only rules factors out quickly; sums and differences, whose sides may be zero or less, get no bounds.
    """
    stated, implied = weighed.loose_stated, weighed.loose_implied
    if not (weighed.stated.is_finite and weighed.implied.is_finite):
        return None
    if stated.lo <= 0 or implied.lo <= 0 or not (stated.is_finite and implied.is_finite):
        return 0.0, INFINITY
    low, high = nearest_float(stated.lo) / nearest_float(implied.hi), nearest_float(stated.hi) / nearest_float(implied.lo)
    return low * (1 - 1e-9), high * (1 + 1e-9)


def _is_specific(weighed: Weighed) -> bool:
    """Whether the two sides are known well enough for a factor to say anything."""
    slack = 0.0
    for side in (weighed.stated, weighed.implied):
        low, high = nearest_float(side.lo), nearest_float(side.hi)
        if low + high == 0:
            return False
        slack += (high - low) / abs(low + high)
    return slack <= _LOOSEST


def _sign(ladder: Ladder, kind: str, unit: Unit) -> int:
    """1 where the ladder's factor multiplies a figure of that kind and unit, -1 where it divides it, 0 where it is not for it."""
    if (ladder.kinds and kind not in ladder.kinds) or unit.is_ratio or unit.is_percent or unit.points or unit.offset:
        return 0
    if not ladder.follows:
        return 1
    signs = {1 if power > 0 else -1 for base, power in unit.dims if base in ladder.follows}
    return signs.pop() if len(signs) == 1 else 0


def _bounds(ladder: Ladder) -> tuple[float, float]:
    return _doubles(ladder.factor) if ladder.factor is not None and ladder.taken_from is None else (1.0, INFINITY)


def _doubles(factor: Interval) -> tuple[float, float]:
    return nearest_float(factor.lo), nearest_float(factor.hi)


def _reaches(bounds: tuple[float, float], effect: int | None, need: tuple[float, float]) -> bool:
    """Whether a factor can be what is needed at all: a quick look for products, so that most ladders cost nothing."""
    if effect is None or abs(effect) > 1:
        return True
    low, high = bounds if effect > 0 else (1 / bounds[1], 1 / bounds[0])
    return low <= need[1] and need[0] <= high


def _may_move(ladder: Ladder, trial: Trial, party: Party, way: int) -> bool:
    """Whether the figure may be moved that way: the ladder has words for it, and the unit is one of those it needs.

    What says that a figure is mistaken, not that it is of another scope, is said neither of a reference row nor where the
    loose reading joins the figures already.
    """
    if way == _DOWN and not ladder.down:
        return False
    if not ladder.ends and (party.is_reference or trial.weighed.verdict is Verdict.DOUBTFUL):
        return False
    units = ladder.up_units if way == _UP else ladder.down_units
    return not units or any(atom.name in units for atom, _ in party.value.unit.atoms)


def _words(ladder: Ladder, trial: Trial, way: int) -> str:
    """The sentence of a ladder for a figure that is moved up or down."""
    if ladder.taken_from in trial.used:
        return ladder.twice
    return ladder.up if way == _UP else ladder.down


def _is_worded(ladder: Ladder, party: Party) -> bool:
    return not ladder.wording or any(word in party.value.text for word in ladder.wording)


def _may_be_loose(ladder: Ladder, trial: Trial, factor: _Factor) -> bool:
    """Whether a fit under the loose reading says anything: not of a slip, a factor in bounds, or what fits so anyhow."""
    return not ladder.slip and factor.size.is_exact and trial.weighed.verdict is Verdict.CONTRADICTED


def _standing(ladder: Ladder, party: Party) -> str:
    """At which end a figure stands by what is stated of it: `low`, `high`, `beside`, or empty where nothing is stated."""
    found = ""
    for condition, ends in ladder.ends.items():
        texts = party.states(condition)
        if not texts:
            continue
        low, high = (any(_matches(text, word) for text in texts for word in words) for words in (ends.low, ends.high))
        stands = "low" if low else "high" if high else "beside" if ends.low and ends.high else ""
        if stands and found and stands != found:
            return "beside"
        found = stands or found
    return found


@lru_cache(maxsize=65536)
def _matches(text: str, word: str) -> bool:
    """Whether a condition states `word`: a number by its size, `above 1` by any greater one, else the word itself."""
    above = word.removeprefix("above ")
    if _NUMBER.fullmatch(above):
        number = _number(text)
        if number is None:
            return False
        bound = plain_number(above).value
        return number > bound if above != word else number == bound
    return says(text, word)


@lru_cache(maxsize=65536)
def _number(text: str) -> Fraction | None:
    """The first number in a text."""
    found = _NUMBER.search(text)
    return plain_number(found[0].replace(",", "")).value if found else None


def _stated_factor(ladder: Ladder, party: Party) -> Iterator[tuple[str, Fraction]]:
    """The factor of a ladder as a figure's conditions state it, as printed and in number."""
    if ladder.taken_from == "tokens":
        counted = [_tokens(party, condition) for condition in ("input_tokens", "output_tokens")]
        if counted[0] and counted[1]:
            yield f"{say_number(counted[0] + counted[1])}/{say_number(counted[1])}", (counted[0] + counted[1]) / counted[1]
    elif ladder.taken_from == "pue":
        for text in _pues(party):
            yield text, _number(text) or _ONE
    elif ladder.taken_from is not None:
        for text in party.states(ladder.taken_from):
            number = _number(text)
            if number is not None and number > 1:
                yield say_number(number), number


def _pues(party: Party) -> Iterator[str]:
    """Every PUE that a figure's conditions state, as printed."""
    for text in party.states("pue"):
        number = _number(text)
        if number is not None and 1 < number <= _HIGHEST_PUE:
            yield _NUMBER.findall(text)[0]


def _tokens(party: Party, condition: str) -> Fraction | None:
    """The number of tokens that a condition states, where it is one."""
    for text in party.states(condition):
        try:
            printed = read_quantity(text, comparison=False, kind="quantity", signed=True, counted=True).printed
        except (BadValue, UnknownUnit):
            continue
        if len(printed) == 1 and printed[0] > 0:
            return printed[0]
    return None


def _arithmetic(trial: Trial, party: Party, factor: _Factor, power: int) -> str:
    """`502 t x 1.10 = 552.2 t`; for a factor in bounds the part of it that fits."""
    value, sign = party.value, "x" if power > 0 else "/"
    text = value.text.strip()
    if not factor.size.is_exact:
        return f"{text} {sign} {say_interval(_fitting(trial, party, factor.size, power))}"
    line = f"{text} {sign} {factor.text}"
    if len(value.printed) == 1 and value.rounded.is_finite:
        line += f" = {say_number(value.printed[0] * Fraction(factor.size.lo) ** power)} {_unit_text(value.unit)}".rstrip()
    return line


def _unit_text(unit: Unit) -> str:
    return "" if unit.is_count else unit.text


def _fitting(trial: Trial, party: Party, size: Interval, power: int) -> Interval:
    """The part of a factor in bounds that reconciles the two sides."""
    stated, implied = trial.weighed.stated, trial.weighed.implied
    if party.power not in (1, -1) or stated.lo <= 0 or implied.lo <= 0:
        return size
    times = raised(stated / implied, power * party.power)
    return size.meet(times) or size


def _faster(party: Party) -> Interval | None:
    """A stated ratio r = 1 - p of the time read as 1/(1 + p), and r = 1 + p of the speed as 1/(1 - p): 1/(2 - r)."""
    stated = party.value.rounded
    if not party.value.unit.is_ratio or not stated.is_finite or stated.lo <= 0 or stated.hi >= 2:
        return None
    return Interval(1 / (2 - Fraction(stated.lo)), 1 / (2 - Fraction(stated.hi)))


def _by_or_to(party: Party, trial: Trial) -> Interval | None:
    """`40 % more` read as 40 % of the baseline, `230 %` of it as 230 % more, a growth by 120 % as one to 120 %."""
    value, stated = party.value, party.value.rounded
    if not stated.is_finite or not value.figures:
        return None
    if value.unit.is_ratio:
        middle, figure = stated.middle or _ONE, value.figures[0]
        turned = value.ambiguous is None and figure != middle * (_HUNDRED if "%" in value.text else _ONE)
        if not turned:
            return stated.shifted(_ONE)
        return stated.shifted(-_ONE) if middle > 1 else (-stated).shifted(_ONE)
    if not value.unit.is_percent or trial.ends is None:
        return None
    if stated.lo >= 100:
        return stated.shifted(-_HUNDRED)
    return (-stated).shifted(-_HUNDRED) if stated.lo > -100 and stated.hi < 0 else None


def _means_points(party: Party, trial: Trial) -> bool | None:
    """Whether a change between two percentages holds in points where percent are stated (True), or the reverse (False)."""
    if trial.ends is None or not all(end.unit.is_percent for end in trial.ends):
        return None
    start, end = (quantity.rounded for quantity in trial.ends)
    value = party.value
    if value.unit.points:
        if start.lo <= 0:
            return None
        change = (end / start).shifted(-_ONE).scaled(_HUNDRED)
        return False if value.rounded.overlaps(change) else None
    if not value.unit.is_percent and not (value.unit.is_ratio and "%" in value.text):
        return None
    stated = value.rounded.shifted(-_ONE).scaled(_HUNDRED) if value.unit.is_ratio else value.rounded
    return True if stated.overlaps(end - start) else None
