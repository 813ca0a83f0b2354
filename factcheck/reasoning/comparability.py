"""May two figures be compared: which conditions agree, which differ, which nobody knows.

Conditions are equal as entities, else as quantities that overlap, else as folded text. A condition that may name the
very subject or baseline (`identity`) is not weighed where it does.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Condition, Kind
from factcheck.model.claim import Claim, Name, State
from factcheck.model.interval import Interval
from factcheck.model.names import fold
from factcheck.model.numbers import plain_number
from factcheck.model.quantity import BadValue, Form, Qualifier, parse_figure
from factcheck.model.units import Unit, UnknownUnit, parse_unit
from factcheck.reasoning.disclosure import Asked, Disclosures

NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a claim: its subject's, or its baseline's."""

    claim: Claim
    baseline: bool = False

    @property
    def name(self) -> Name:
        return self.claim.baseline if self.baseline and self.claim.baseline is not None else self.claim.subject


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands between two figures: the conditions known to differ (with both texts), and those not known."""

    different: tuple[tuple[str, str, str], ...]
    unknown: tuple[str, ...]

    @property
    def comparable(self) -> bool:
        return not self.different


class Comparability:
    """Compares the conditions of claims."""

    def __init__(self, knowledge: Knowledge, disclosures: Disclosures) -> None:
        self.knowledge, self.disclosures = knowledge, disclosures
        self._active: dict[object, frozenset[str]] = {}

    def text(self, condition: Condition, side: Side) -> str | None:
        """What a side states of a condition, in its own words or through a key or unit; None where it does not."""
        claim = side.claim
        given = (claim.baseline_conditions if side.baseline else claim.conditions).get(condition.name)
        if side.baseline and ((given is not None and given.same) or (given is None and claim.baseline_same)):
            given = claim.conditions.get(condition.name)
        if given is not None and given.state is State.STATED:
            return given.text
        if given is not None and given.state is State.NOT_APPLICABLE:
            return NOT_APPLICABLE
        if condition.by == "subject" and side.name.is_stated:
            return str(side.name)
        if condition.by == "unit":
            return claim.value.unit.gas
        if condition.by == "period":
            period = (claim.baseline_period or claim.period) if side.baseline else claim.period
            return period.text if period is not None else None
        if condition.identity and side.name.entity_kind == condition.name:
            return str(side.name)
        return None

    def asked(self, claim: Claim) -> frozenset[str]:
        """The names of the conditions that are asked for, their triggers decided."""
        key = self.disclosures.pattern(claim)
        found = self._active.get(key)
        if found is None:
            rows: Iterator[Asked] = self.disclosures.rows(claim)
            found = self._active[key] = frozenset(row.condition.name for row in rows)
        return found

    def names_itself(self, condition: Condition, text: str, side: Side) -> bool:
        """Whether an identity condition names the side's own subject or baseline."""
        if not condition.identity:
            return False
        name, own = self.knowledge.entities.name(text), side.name
        return name.key == own.key or (len(own.key) > 2 and own.key in name.key)

    def agree(self, condition: Condition, left: str, right: str) -> bool:
        """Whether two texts state the same of a condition."""
        if left == right or NOT_APPLICABLE in (left, right):
            return True
        if condition.spellings and condition.canonical(left) == condition.canonical(right):
            return True
        entities = self.knowledge.entities
        one, two = entities.find(left), entities.find(right)
        if one is not None and two is not None:
            return one.id in entities.general(two.id) or two.id in entities.general(one.id)
        return texts_agree(left, right, condition.unit)

    def within(self, claim: Claim, kind: Kind) -> Gate:
        """The two sides of one comparison against each other: only what both state in so many words is weighed."""
        top, bottom = Side(claim), Side(claim, baseline=True)
        different = []
        for condition in kind.compared:
            if condition.name not in claim.conditions or condition.name not in claim.baseline_conditions:
                continue
            left, right = self.text(condition, top), self.text(condition, bottom)
            if left is None or right is None or self.agree(condition, left, right):
                continue
            if not self.names_itself(condition, left, top) and not self.names_itself(condition, right, bottom):
                different.append((condition.name, left, right))
        return Gate(tuple(different), ())

    def between(self, one: Side, two: Side, kind: Kind) -> Gate:
        """Two sides of two claims of one kind."""
        different, unknown = [], []
        asked: frozenset[str] | None = None
        for condition in kind.compared:
            left, right = self.text(condition, one), self.text(condition, two)
            if left is not None and right is not None:
                if not self.agree(condition, left, right) and not (
                    self.names_itself(condition, left, one) and self.names_itself(condition, right, two)
                ):
                    different.append((condition.name, left, right))
                continue
            if (left is None and right is None) or condition.trigger is not None:
                asked = asked if asked is not None else self.asked(one.claim) | self.asked(two.claim)
                if condition.name not in asked:
                    continue
            unknown.append(condition.name)
        return Gate(tuple(different), tuple(unknown))

    def across(self, one: Side, two: Side, leaving_out: Collection[str] = ()) -> tuple[tuple[str, str, str], ...]:
        """The conditions that the kinds of both sides must agree in and that are known to differ: (name, text, text)."""
        theirs = {condition.name: condition for condition in self.knowledge.kinds[two.claim.kind].compared}
        different = []
        for condition in self.knowledge.kinds[one.claim.kind].compared:
            if condition.name not in theirs or condition.name in leaving_out:
                continue
            left, right = self.text(condition, one), self.text(theirs[condition.name], two)
            if left is None or right is None or self.agree(condition, left, right):
                continue
            if not (self.names_itself(condition, left, one) and self.names_itself(condition, right, two)):
                different.append((condition.name, left, right))
        return tuple(different)

    def open_conditions(self, *sides: Side, elsewhere: bool = False) -> tuple[str, ...]:
        """The conditions whose silence keeps a tie between these sides open.

        A condition that at least two of the sides have, and that one of them leaves unstated, counts, unless all sides
        have one source and none of them states it. So does an unstated period; and between kinds that have no such
        conditions, another source. `elsewhere` says that a figure of another source goes in besides.
        """
        sources = {side.claim.source for side in sides}
        one_source = len(sources) == 1 and None not in sources and not elsewhere
        held: dict[str, tuple[Condition, list[Side]]] = {}
        for side in sides:
            for condition in self.knowledge.kinds[side.claim.kind].compared:
                if not _has_no_unit(condition, side):
                    held.setdefault(condition.name, (condition, []))[1].append(side)
        found = []
        for name, (condition, holders) in held.items():
            silent = sum(self.text(condition, side) is None for side in holders)
            if len(holders) < 2 or not silent or (one_source and silent == len(holders)):
                continue
            if condition.trigger is None or any(name in self.asked(side.claim) for side in holders):
                found.append(condition)
        found.sort(key=lambda condition: condition.weight)
        names = [condition.name for condition in found]
        silent = sum(side.claim.period is None for side in sides)
        if silent and not (one_source and silent == len(sides)):
            names.append("period")
        if not held and not one_source:
            names.append("source")
        return tuple(names)


def _has_no_unit(condition: Condition, side: Side) -> bool:
    """Whether a condition is stated by the unit and the side has none: a ratio cannot name the gas of its tonnes."""
    return condition.by == "unit" and side.claim.value.unit.is_plain


@lru_cache(maxsize=65536)
def texts_agree(left: str, right: str, unit: str | None) -> bool:
    """Whether two texts are quantities that overlap, or the same text when folded."""
    one, two = condition_quantity(left, unit), condition_quantity(right, unit)
    if one is not None and two is not None and one[1].dims == two[1].dims:
        return one[0].overlaps(two[0]) and not one[0].meets_only_at_an_end(two[0])
    return fold(left) == fold(right)


_THOUSANDS = re.compile(r"\s*([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*[kK](?:\s*(?:tokens?|토큰))?\s*")


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    try:
        parse_unit(word)
    except UnknownUnit:
        return False
    return True


@lru_cache(maxsize=65536)
def condition_quantity(text: str, unit: str | None) -> tuple[Interval, Unit] | None:
    """The quantity that a condition states, in base units; None for words.

    A bare number takes the condition's unit, and so does one of some thing that no unit is named after (`8 H100`,
    `64 concurrent`). `8k` tokens are 8,000 or 8,192.
    """
    thousands = _THOUSANDS.fullmatch(text) if unit == "token" else None
    if thousands is not None:
        number = plain_number(thousands[1]).value
        return Interval(999 * number, 1025 * number), parse_unit("token")  # both 1,000 and 1,024 lie inside
    try:
        figure = parse_figure(text)
        quantity = figure.quantity(comparison=False, kind="quantity", signed=True, counted=True)
        found = quantity.unit
        if unit is not None and (found.is_count or (found.is_counted and not _is_known(found.text))):
            found = parse_unit(unit)
    except (BadValue, UnknownUnit):
        return None
    if quantity.unit.is_count and unit is None and not text.strip()[:1].isdigit():
        return None
    reading = quantity.rounded
    exact = figure.form is Form.PLAIN and figure.first.whole and quantity.qualifier is Qualifier.NONE
    if exact and (found.is_counted or found.is_count):
        reading = Interval.exactly(figure.first.value)  # a whole number of things was counted, not rounded
    return reading.scaled(found.factor), found
