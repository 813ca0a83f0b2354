"""Two claims side by side: which conditions are equal, different or unknown, and what may be made of the two figures.

The gate is `comparability`, the one that guards every comparison that the program makes by itself; around it stand the
rules of fair use, which are data (`seeds/fair_use.yml`) and are executed here. A fact is a condition, or one of kind,
measure, unit, baseline, period, outlook, wording, sign, source_url and claim_date.
"""

import enum
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from factcheck.knowledge.fair_use import CONDITIONS, FairUse
from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Condition, Kind
from factcheck.model.claim import FORWARD_LOOKING, Claim, State
from factcheck.model.names import fold
from factcheck.model.units import parse_unit
from factcheck.reasoning.arithmetic import Implied, Reckoning, UnitsClash, Unreckonable
from factcheck.reasoning.comparability import NOT_APPLICABLE, Comparability, Gate, Side
from factcheck.reasoning.disclosure import Asked, Disclosures
from factcheck.reasoning.ties import divided, is_total_of_one_year, reckoned

_YEAR = parse_unit("year")


class Relation(enum.StrEnum):
    """How the two sides stand to one another in a condition."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNKNOWN = "unknown"
    ITSELF = "names the two things compared"  # an identity condition: that they differ is the point of the comparison


class Answer(enum.StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # something that decides it is not stated


class Outcome(enum.StrEnum):
    HOLDS = "holds"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Row:
    """One condition on both sides: what each states (None where it does not), and how the two stand to one another.

    `weighed` says whether it must agree before figures of the kind are compared; `of_baselines`, that it is about the
    baselines of two comparisons, not about their subjects.
    """

    condition: Condition
    left: str | None
    right: str | None
    left_state: State
    right_state: State
    relation: Relation
    weighed: bool
    of_baselines: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A rule of fair use with its outcome: the facts that break it (both texts), and those that are not known."""

    rule: FairUse
    outcome: Outcome
    different: tuple[tuple[str, str, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class SideBySide:
    """Two figures laid next to one another. `ratio` is the first / the second; None where it may not be formed."""

    one: Side
    two: Side
    rows: tuple[Row, ...]
    rules: tuple[Weighed, ...]
    comparable: Answer
    ratio_allowed: Answer
    ratio: Implied | None

    def failing(self, breaks: str) -> tuple[Weighed, ...]:
        """The rules of a sort (comparison, ratio, silence) that are broken or cannot be decided, the broken ones first."""
        found = [weighed for weighed in self.rules if weighed.rule.breaks == breaks and weighed.outcome is not Outcome.HOLDS]
        return tuple(sorted(found, key=lambda weighed: weighed.outcome is not Outcome.BROKEN))


def side_by_side(one: Claim, two: Claim | None, knowledge: Knowledge, claims: Mapping[str, Claim]) -> SideBySide:
    """Lay two claims side by side, or the two sides of one comparison where `two` is None.

    Raises ValueError where `two` is None and `one` has no baseline.
    """
    if two is None and one.baseline is None:
        raise ValueError(f"{one.id} compares nothing: name a second claim")
    return _Table(one, two, knowledge, claims).laid()


class _Table:
    def __init__(self, one: Claim, two: Claim | None, knowledge: Knowledge, claims: Mapping[str, Claim]) -> None:
        self.knowledge = knowledge
        self.disclosures = Disclosures(knowledge, claims)
        self.gate = Comparability(knowledge, self.disclosures)
        self.one, self.two = Side(one), Side(one, baseline=True) if two is None else Side(two)
        self.pairs = [(self.one, self.two)]
        if two is not None and one.baseline is not None and two.baseline is not None:
            self.pairs.append((Side(one, baseline=True), Side(two, baseline=True)))
        self.kind = knowledge.kinds[one.kind]
        self.one_kind = two is None or one.kind == two.kind
        self.of_claims = {condition.name for condition in self.kind.common} - set(_PUBLISHED)
        self.gates: list[Gate] = []
        if self.one_kind:
            self.gates = [self.gate.between(left, right, self.kind) for left, right in self.pairs]

    def laid(self) -> SideBySide:
        rules = tuple(self._weighed(rule) for rule in self.knowledge.fair_use.values() if self._applies(rule))
        comparable = _answer(rules, "comparison")
        allowed = _answer(rules, "ratio")
        if comparable is Answer.NO or allowed is Answer.NO:
            allowed = Answer.NO
        elif Answer.UNKNOWN in (comparable, allowed):
            allowed = Answer.UNKNOWN
        ratio = self._ratio() if allowed is not Answer.NO else None
        return SideBySide(self.one, self.two, tuple(self._rows()), rules, comparable, allowed, ratio)

    def _ratio(self) -> Implied | None:
        top, bottom = self.one.claim, self.two.claim
        if top is bottom:
            return None
        try:
            return reckoned(divided(top.id, bottom.id), Reckoning({top.id: top, bottom.id: bottom}))
        except (UnitsClash, Unreckonable):
            return None

    # ---- conditions --------------------------------------------------------------------------------------------------

    def _rows(self) -> Iterator[Row]:
        for number, (left, right) in enumerate(self.pairs):
            asked_left, asked_right = self._asked(left), self._asked(right)
            gate = self.gates[number] if self.gates else None
            for condition in self._conditions(left, right):
                row = self._row(condition, left, right, asked_left, asked_right, gate)
                if row is not None:
                    yield row

    def _conditions(self, left: Side, right: Side) -> list[Condition]:
        """The conditions that both kinds have, those that must agree first, then by consequence.

        What is asked of every claim has two sides only where there are two claims.
        """
        kinds = [self.knowledge.kinds[side.claim.kind] for side in (left, right)]
        shared = [] if right.baseline else [c for c in self.kind.common if not c.by_analyst]
        held = {condition.name for condition in kinds[1].own}
        found = {c.name: c for c in (*kinds[0].own, *shared) if c.name in held or c in shared}
        return sorted(found.values(), key=lambda condition: (not condition.compare, *condition.weight))

    def _asked(self, side: Side) -> Mapping[str, Asked]:
        return {row.condition.name: row for row in self.disclosures.rows(side.claim)}

    def _row(
        self, condition: Condition, left: Side, right: Side, asked_left: Mapping[str, Asked],
        asked_right: Mapping[str, Asked], gate: Gate | None,
    ) -> Row | None:  # fmt: skip
        texts = self._text(condition, left), self._text(condition, right)
        states = _state(asked_left, condition.name, left, texts[0]), _state(asked_right, condition.name, right, texts[1])
        if condition.name not in asked_left and condition.name not in asked_right and texts == (None, None):
            return None
        weighed = condition.compare and gate is not None
        if gate is not None and condition.name in gate.unknown:
            relation = Relation.UNKNOWN
        elif gate is not None and any(name == condition.name for name, _, _ in gate.different):
            relation = Relation.DIFFERENT
        else:
            relation = self._relation(condition, texts, left, right)
        return Row(condition, *texts, *states, relation, weighed, left.baseline and right.baseline)

    def _relation(self, condition: Condition, texts: tuple[str | None, str | None], left: Side, right: Side) -> Relation:
        one, two = texts
        if one is None or two is None:
            return Relation.UNKNOWN
        if self.gate.agree(condition, one, two):
            return Relation.EQUAL
        named = self.gate.names_itself(condition, one, left) and self.gate.names_itself(condition, two, right)
        return Relation.ITSELF if named else Relation.DIFFERENT

    def _text(self, condition: Condition, side: Side) -> str | None:
        """What a side states of a condition: in so many words, or through the key of the claim that stands for it."""
        text = self.gate.text(condition, side)
        if text is not None or side.baseline or condition.by not in ("status", "relationship", "speaker"):
            return text
        given = getattr(side.claim, condition.by)
        return str(given) if given is not None and condition.by not in side.claim.not_stated else None

    # ---- fair use ----------------------------------------------------------------------------------------------------

    def _applies(self, rule: FairUse) -> bool:
        sides = (self.one, self.two)
        if rule.kinds and any(side.claim.kind not in rule.kinds for side in sides):
            return False
        return all(any(_has(self._fact(name, side)[0], word) for side in sides) for name, word in rule.mentions)

    def _weighed(self, rule: FairUse) -> Weighed:
        different: list[tuple[str, str, str]] = []
        unknown: list[str] = []
        for number, (left, right) in enumerate(self.pairs):
            if CONDITIONS in rule.agree:
                gate = self.gates[number] if self.gates else Gate((), ())
                different.extend(gate.different)
                unknown.extend(gate.unknown)
            self._weigh(rule, left, right, different, unknown)
        outcome = Outcome.BROKEN if different else Outcome.UNKNOWN if unknown else Outcome.HOLDS
        return Weighed(rule, outcome, tuple(dict.fromkeys(different)), tuple(dict.fromkeys(unknown)))

    def _weigh(
        self, rule: FairUse, left: Side, right: Side, different: list[tuple[str, str, str]], unknown: list[str]
    ) -> None:
        for name in (*rule.agree, *rule.known):
            if name == CONDITIONS or (left.baseline and name in self.of_claims):
                continue  # of two baselines only the conditions of the kind are stated
            (one, one_key), (two, two_key) = self._fact(name, left), self._fact(name, right)
            if name == "period" and one is two is None and left.claim.source == right.claim.source is not None:
                continue  # one source, silent about both: it speaks of one time
            if one is None or two is None:
                unknown.append(name)
            elif name in rule.agree and one_key != two_key and not self._agrees(name, one, two):
                different.append((name, one, two))
        for name, forbidden in rule.never:
            (one, one_key), (two, two_key) = self._fact(name, left), self._fact(name, right)
            if {one_key, two_key} & {fold(word) for word in forbidden}:
                different.append((name, one or "", two or ""))
            elif one is None or two is None:
                unknown.append(name)
        for name, pattern in rule.parts:
            self._both(name, left, right, different, unknown, partial(_part, pattern))
        for name, word in rule.both:
            self._both(name, left, right, different, unknown, partial(_mentioned, word))

    def _both(
        self, name: str, left: Side, right: Side, different: list[tuple[str, str, str]], unknown: list[str],
        part: Callable[[str], str | None],
    ) -> None:  # fmt: skip
        one, two = self._fact(name, left)[0], self._fact(name, right)[0]
        parts = (part(one) if one is not None else None, part(two) if two is not None else None)
        if None in parts:
            unknown.append(name)
        elif parts[0] != parts[1]:
            different.append((name, one or "", two or ""))

    def _agrees(self, name: str, one: str, two: str) -> bool:
        if name == "unit":
            return self._one_unit()
        condition = self._condition(name)
        return condition is not None and self.gate.agree(condition, one, two)

    def _one_unit(self) -> bool:
        """A total of one year is the rate per year, as everywhere."""
        for one, two in ((self.one.claim, self.two.claim), (self.two.claim, self.one.claim)):
            if is_total_of_one_year(one) and (one.value.unit / _YEAR).dims == two.value.unit.dims:
                return True
        return False

    def _condition(self, name: str) -> Condition | None:
        kind: Kind = self.kind
        return kind.by_name.get(name) or next((condition for _, condition in self.knowledge.condition(name)), None)

    def _fact(self, name: str, side: Side) -> tuple[str | None, object]:
        """A fact of a side in words (None where it is not known), and the key that equal facts share."""
        if name == "baseline" and self.one.claim is self.two.claim:
            return "none", "none"
        read = _FACTS.get(name)
        if read is not None:
            return read(side)
        if name in _PUBLISHED:
            text = self._published(name, side)
            return text, text
        condition = self._condition(name)
        text = self._text(condition, side) if condition is not None else None
        return text, fold(condition.canonical(text)) if condition is not None and text is not None else None


    def _published(self, name: str, side: Side) -> str | None:
        """Where or when a figure was published: by the source card, or by a condition of the comparison for a baseline."""
        field, of_baseline = _PUBLISHED[name]
        given = side.claim.conditions.get(of_baseline if side.baseline else name)
        if given is not None and given.state is State.STATED:
            return given.text
        card = self.knowledge.sources.get(side.claim.source or "") if not side.baseline else None
        return getattr(card, field, None)


_PUBLISHED = {"source_url": ("url", "baseline_source"), "claim_date": ("date", "baseline_date")}


def _answer(rules: tuple[Weighed, ...], breaks: str) -> Answer:
    outcomes = {weighed.outcome for weighed in rules if weighed.rule.breaks == breaks}
    if Outcome.BROKEN in outcomes:
        return Answer.NO
    return Answer.UNKNOWN if Outcome.UNKNOWN in outcomes else Answer.YES


def _state(asked: Mapping[str, Asked], name: str, side: Side, text: str | None) -> State:
    """What is known of a condition on one side; one that nothing asks for has only what it states."""
    row = asked.get(name)
    if text is not None:
        return State.NOT_APPLICABLE if text == NOT_APPLICABLE else State.STATED
    if row is None:
        return State.ABSENT
    if side.baseline:
        return row.baseline if row.baseline is not None else row.subject
    return row.subject


def _kind(side: Side) -> tuple[str, str]:
    return side.claim.kind, side.claim.kind


def _measure(side: Side) -> tuple[str, str]:
    text = side.claim.measure or "none named"
    return text, text


def _unit(side: Side) -> tuple[str, object]:
    unit = side.claim.value.unit
    return unit.text, (unit.dims, unit.points, unit.is_percent and not unit.points)


def _baseline(side: Side) -> tuple[str | None, object]:
    baseline = side.claim.baseline
    if baseline is None or side.baseline:
        return "none", "none"
    return (str(baseline), baseline.key) if baseline.is_stated else (None, None)


def _period(side: Side) -> tuple[str | None, object]:
    claim = side.claim
    period = (claim.baseline_period or claim.period) if side.baseline else claim.period
    return (period.text, period.key) if period is not None else (None, None)


def _outlook(side: Side) -> tuple[str, object]:
    status = side.claim.status
    return (status, "ahead") if status in FORWARD_LOOKING and status is not None else ("actual", "actual")


def _wording(side: Side) -> tuple[str, str]:
    text = "up to" if side.claim.value.best_case else "plain"
    return text, fold(text)


def _sign(side: Side) -> tuple[str, str]:
    value = side.claim.value
    low, high = value.rounded.lo, value.rounded.hi
    text = "may be zero or negative" if low < 0 or high <= 0 or (low == 0 and not value.best_case) else "positive"
    return text, fold(text)


_FACTS: Mapping[str, Callable[[Side], tuple[str | None, object]]] = {
    "kind": _kind, "measure": _measure, "unit": _unit, "baseline": _baseline, "period": _period, "outlook": _outlook,
    "wording": _wording, "sign": _sign,
}  # fmt: skip


def _has(text: str | None, word: str) -> bool:
    return text is not None and word.casefold() in text.casefold()


def _mentioned(word: str, text: str) -> str:
    return "yes" if _has(text, word) else "no"


def _part(pattern: str, text: str) -> str | None:
    """The part of a text that a rule weighs, such as the version of a benchmark; None where it has none."""
    found = re.search(pattern, text, re.IGNORECASE)
    return fold(found[0]).removeprefix("v") if found is not None else None
