"""What a claim says of the conditions of its figure, and what it leaves out.

Four things are kept apart everywhere: a condition is stated, or the source does not state it, or it does not apply, or
nobody has looked. Claims of one form share one answer: it is found once for each pattern of what is given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Condition, Kind, Trigger
from factcheck.model.claim import Claim, State, Stated
from factcheck.model.units import RATIO, Unit, UnknownUnit, parse_unit

_CARD_FIELDS = {"source_url": "url", "retrieved_on": "retrieved", "claim_date": "date"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition of a claim with what is known of it, on the subject's side and (in comparisons) the baseline's."""

    condition: Condition
    subject: State
    baseline: State | None
    by: str | None  # what states it without a line of its own


    @property
    def state(self) -> State:
        """The two sides in one word: what a finding says of them, so that each condition counts once."""
        subject, baseline = self.subject, self.baseline
        if subject is State.STATED and baseline in (State.ABSENT, State.NOT_STATED):
            return baseline
        if subject is State.NOT_APPLICABLE and baseline in (State.STATED, State.NOT_STATED):
            return baseline
        return subject


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conditions are stated, not stated by the source, not looked for, and not applicable."""

    stated: int = 0
    not_stated: int = 0
    not_looked_at: int = 0
    not_applicable: int = 0

    @property
    def asked(self) -> int:
        return self.stated + self.not_stated + self.not_looked_at + self.not_applicable

    @property
    def applicable(self) -> int:
        """How many must be stated: a share of what is stated has this for its base."""
        return self.asked - self.not_applicable

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.stated + other.stated, self.not_stated + other.not_stated,
            self.not_looked_at + other.not_looked_at, self.not_applicable + other.not_applicable,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """The conditions of one level, required or recommended, that are not known, by name."""

    missing: tuple[str, ...] = ()  # the source does not state them
    missing_baseline: tuple[str, ...] = ()  # ... for the baseline, though for the subject
    missing_both: tuple[str, ...] = ()  # those of `missing` that it does not state for the baseline either
    unrecorded: tuple[str, ...] = ()  # nobody has looked
    undisclosed: tuple[str, ...] = ()  # stated for the subject, not looked for at the baseline

    missing_own: tuple[str, ...] = ()  # those of `missing` that are not of both
    all_missing: tuple[str, ...] = ()  # the first two together


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How much of what must be stated is stated: `stated` of `asked` required conditions, and the rest by name."""

    required: Level
    recommended: Level
    asked: int
    stated: int
    counts: Counts = Counts()  # of the required conditions, each once
    by_speaker: Counts = Counts()  # of those among them that a speaker can state: no matter of the record
    not_applicable: tuple[str, ...] = ()  # required conditions that do not apply, by name

    @property
    def standing(self) -> str:
        """unrecorded, incomplete or complete."""
        if self.required.unrecorded or self.required.undisclosed:
            return "unrecorded"
        return "incomplete" if self.required.all_missing else "complete"

    @property
    def missing(self) -> tuple[str, ...]:
        return self.required.all_missing

    @property
    def unrecorded(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.required.unrecorded, *self.required.undisclosed)))


class Disclosures:
    """Finds the disclosure of claims."""

    def __init__(self, knowledge: Knowledge, claims: Mapping[str, Claim]) -> None:
        self.knowledge = knowledge
        self.claims = claims
        self._answers: dict[object, Disclosure] = {}
        self._known: dict[str, Disclosure] = {}
        self._triggering = frozenset(
            condition.trigger.condition
            for kind in knowledge.kinds.values()
            for condition in (*kind.common, *kind.comparing, *kind.own)
            if condition.trigger is not None and condition.trigger.condition is not None
        )
        self._in_money_kinds = frozenset(
            kind.id
            for kind in knowledge.kinds.values()
            if any(c.trigger and c.trigger.tied_currency for c in (*kind.common, *kind.comparing, *kind.own))
        )
        self._cards = {
            id_: tuple(getattr(card, field) is not None for field in _CARD_FIELDS.values())
            for id_, card in knowledge.sources.items()
        }

    def of(self, claim: Claim) -> Disclosure:
        """The disclosure of a claim; claims that give the same things share one."""
        known = self._known.get(claim.id)
        if known is not None:
            return known
        key = self.pattern(claim)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = summed(self.rows(claim))
        self._known[claim.id] = found
        return found

    def pattern(self, claim: Claim) -> object:
        """What decides the disclosure of a claim: claims of one pattern have the same."""
        baseline = claim.baseline
        return (
            claim.kind, claim.subject.entity_kind, baseline and (baseline.entity_kind, baseline.is_stated),
            claim.value.unit.text, claim.measure if claim.measure in self.knowledge.measures else None,
            claim.speaker is not None, claim.relationship is not None, claim.status is not None,
            claim.quote is not None, claim.equals is not None, claim.period is not None, claim.of is not None,
            claim.subject.is_stated, claim.not_stated,
            self._cards.get(claim.source or ""), claim.kind in self._in_money_kinds and self.in_money(claim),
            claim.rest, claim.baseline_rest, claim.baseline_same, claim.baseline_period is not None,
            self._pattern_of(claim.conditions), self._pattern_of(claim.baseline_conditions),
        )  # fmt: skip

    def _pattern_of(self, side: Mapping[str, Stated]) -> tuple[object, ...]:
        if not side:
            return ()
        return tuple(
            (name, given.state, given.same, given.text if name in self._triggering else None)
            for name, given in side.items()
        )

    def rows(self, claim: Claim) -> Iterator[Asked]:
        """Every condition that is asked for, or given, with its state on both sides."""
        kind = self.knowledge.kinds[claim.kind]
        facts = _Facts(self, claim, kind)
        # What changes the figure most comes first: the kind's own conditions, those of a known effect before the rest.
        own = sorted(kind.own, key=_weight)
        groups = [(own, claim.baseline is not None)]
        if claim.baseline is not None:
            groups.append((list(kind.comparing), False))
        groups.append((list(kind.common), False))
        for conditions, two_sides in groups:
            for condition in conditions:
                if condition.trigger is not None and not facts.triggers(condition.trigger, condition.name):
                    continue
                subject, by = facts.subject_side(condition)
                baseline = facts.baseline_side(condition, subject) if two_sides else None
                yield Asked(condition, subject, baseline, by)

    def in_money(self, claim: Claim) -> bool:
        """Whether the claim, what it also states, or a claim it is reckoned from, is in money."""
        kind = self.knowledge.kinds[claim.kind]
        if claim.value.unit.currency or ("currency" in kind.units and len(kind.units) == 1):
            return True
        if any(quantity.unit.currency for quantity in claim.also):
            return True
        if claim.equals is None:
            return False
        named = (self.claims.get(name) for name in claim.equals.names)
        return any(other is not None and other.value.unit.currency is not None for other in named)


def summed(rows: Iterator[Asked]) -> Disclosure:
    """The rows of a claim as counts and lists of names."""
    found: dict[bool, dict[str, list[str]]] = {level: {} for level in (True, False)}
    asked = stated = 0
    tally: list[State] = []
    by_speaker: list[State] = []
    not_applicable: list[str] = []
    for row in rows:
        condition = row.condition
        lists = found[condition.required]
        subject, baseline = row.subject, row.baseline
        if condition.required:
            asked += 1
            stated += subject in _SETTLED and baseline in _BASELINE_SETTLED
            tally.append(row.state)
            if not condition.by_analyst:
                by_speaker.append(row.state)
            if row.state is State.NOT_APPLICABLE:
                not_applicable.append(condition.name)
        if subject is State.NOT_STATED:
            lists.setdefault("missing", []).append(condition.name)
            if baseline is State.NOT_STATED:
                lists.setdefault("missing_both", []).append(condition.name)
        elif subject is State.ABSENT:
            lists.setdefault("unrecorded", []).append(condition.name)
        if baseline is State.NOT_STATED and subject is not State.NOT_STATED:
            lists.setdefault("missing_baseline", []).append(condition.name)
        elif baseline is State.ABSENT and subject is State.STATED:
            lists.setdefault("undisclosed", []).append(condition.name)
    required, recommended = (_level(found[level]) for level in (True, False))
    return Disclosure(required, recommended, asked, stated, _counts(tally), _counts(by_speaker), tuple(not_applicable))


def _counts(states: list[State]) -> Counts:
    order = (State.STATED, State.NOT_STATED, State.ABSENT, State.NOT_APPLICABLE)
    return Counts(*(states.count(state) for state in order))


_weight = attrgetter("weight")


def _level(lists: Mapping[str, list[str]]) -> Level:
    names = {key: tuple(found) for key, found in lists.items()}
    together = dict.fromkeys((*names.get("missing", ()), *names.get("missing_baseline", ())))
    both = names.get("missing_both", ())
    own = tuple(name for name in names.get("missing", ()) if name not in both)
    return Level(**names, missing_own=own, all_missing=tuple(together))


_SETTLED = frozenset([State.STATED, State.NOT_APPLICABLE])
_BASELINE_SETTLED = frozenset([State.STATED, State.NOT_APPLICABLE, None])


class _Facts:
    """What a claim's keys, units and source card say of a condition."""

    def __init__(self, disclosures: Disclosures, claim: Claim, kind: Kind) -> None:
        self.disclosures, self.claim, self.kind = disclosures, claim, kind
        self.unit = self._absolute_unit()

    def _absolute_unit(self) -> Unit | None:
        """The unit of the kind's absolute values: the claim's own, and for a ratio that of its measure or kind."""
        unit = self.claim.value.unit
        if self.claim.baseline is None or not (unit is RATIO or unit.points):
            return unit
        measure = self.disclosures.knowledge.measures.get(self.claim.measure or "")
        return _unit_or_none(measure.unit) if measure is not None and measure.unit else self.kind.base_unit

    def subject_side(self, condition: Condition) -> tuple[State, str | None]:
        """The state on the subject's side, and the key that states it where no line of its own does."""
        claim = self.claim
        given = claim.conditions.get(condition.name)
        by = self._by(condition)
        if by is State.STATED:
            if given is not None and given.state is State.NOT_STATED and self._is_another_thing(condition):
                return State.NOT_STATED, None
            return State.STATED, condition.by
        if given is not None:
            return given.state, None
        if by is not None:
            return by, condition.by
        if condition.identity and claim.subject.entity_kind == condition.name:
            return State.STATED, "subject"
        return claim.rest, None

    def _is_another_thing(self, condition: Condition) -> bool:
        """Whether the subject cannot state a condition: a model is no accelerator, though claims about chips name theirs."""
        return condition.by == "subject" and self.claim.subject.entity_kind not in (None, condition.name)

    def baseline_side(self, condition: Condition, subject: State) -> State:
        """The state on the baseline's side of a comparison."""
        claim = self.claim
        given = claim.baseline_conditions.get(condition.name)
        if given is not None:
            return subject if given.same else given.state
        if claim.baseline_same:
            return subject
        baseline = claim.baseline
        named = baseline is not None and baseline.is_stated
        fits = condition.trigger.subjects if condition.trigger is not None else ()
        if fits and baseline is not None and baseline.entity_kind not in (None, *fits):
            return State.NOT_APPLICABLE  # a person has no PUE, though the model that is compared with one has
        if condition.by == "subject":
            return State.STATED if named else State.NOT_STATED
        if condition.by == "period" and (claim.baseline_period is not None or claim.period is not None):
            return State.STATED
        if condition.by not in (None, "subject", "period", "of") and self._by(condition) is State.STATED:
            return State.STATED
        if condition.identity and baseline is not None and baseline.entity_kind == condition.name:
            return State.STATED
        return claim.baseline_rest

    def _by(self, condition: Condition) -> State | None:
        """What the key, unit or source card that `by` names says; None where it says nothing."""
        by, claim = condition.by, self.claim
        if by is None:
            return None
        if by == "unit":
            return State.STATED if self._unit_states(condition) else None
        if by == "value":
            return State.STATED
        if by == "source card":
            return self._card_states(condition)
        if by in claim.not_stated:
            return State.NOT_STATED
        return State.STATED if getattr(claim, by) not in (None, ()) else None

    def _unit_states(self, condition: Condition) -> bool:
        unit = self.claim.value.unit
        if condition.name in ("gas", "carbon_or_co2"):
            return unit.gas is not None
        return unit.has("token")

    def _card_states(self, condition: Condition) -> State | None:
        card = self.disclosures.knowledge.sources.get(self.claim.source or "")
        field = _CARD_FIELDS.get(condition.name)
        if card is None or field is None:
            return None
        return State.STATED if getattr(card, field) is not None else None

    # ---- triggers ----------------------------------------------------------------------------------------------------

    def triggers(self, trigger: Trigger, name: str) -> bool:
        """Whether a condition with this trigger is asked for."""
        claim, unit = self.claim, self.unit
        if trigger.kinds and claim.kind not in trigger.kinds:
            return False
        if trigger.subjects and claim.subject.entity_kind not in trigger.subjects:
            return False
        if trigger.units and not (unit is not None and any(unit.dims == parse_unit(u).dims for u in trigger.units)):
            return False
        if trigger.unit_has == "token" and not (unit is not None and unit.has("token")):
            return False
        if trigger.unit_has == "per" and not (unit is not None and unit.has_denominator):
            return False
        if trigger.unit_lacks and unit is not None and any(unit.has(word) for word in trigger.unit_lacks):
            return False
        if trigger.tied_currency and not self.disclosures.in_money(claim):
            return False
        if trigger.only_stated:
            given = claim.conditions.get(name)
            return given is not None and given.state is State.STATED
        return trigger.condition is None or self._condition_holds(trigger)

    def _condition_holds(self, trigger: Trigger) -> bool:
        """What the other condition states decides; while that is unknown, only it is asked for."""
        name = trigger.condition or ""
        text = self._stated_text(name, self.claim.conditions)
        if trigger.differs:
            other = self._stated_text(name, self.claim.baseline_conditions)
            return text is not None and other is not None and not says(text, other) and not says(other, text)
        if text is None:
            return False
        if trigger.contains is not None:
            return trigger.contains.casefold() in text.casefold()
        if trigger.unwanted:
            return not any(says(text, word) for word in trigger.unwanted)
        return any(says(text, word) for word in trigger.wanted)

    def _stated_text(self, name: str, side: Mapping[str, Stated]) -> str | None:
        given = side.get(name)
        if given is not None and given.same:
            given = self.claim.conditions.get(name)
        if given is not None:
            condition = self.kind.by_name.get(name)
            text = condition.canonical(given.text) if condition is not None else given.text
            return text if given.state is State.STATED else None
        if name == "verification" and side is self.claim.conditions:
            return self.claim.status
        return None


@lru_cache(maxsize=4096)
def says(text: str, word: str) -> bool:
    """Whether `word` stands in `text` as a word or phrase of its own: `MLPerf, open division` says `open division`."""
    pattern = r"[\s_-]+".join(re.escape(part) for part in re.split(r"[\s_-]+", word.casefold()))
    return re.search(rf"(?<![\w-]){pattern}(?![\w-])", text.casefold()) is not None


def _unit_or_none(text: str) -> Unit | None:
    try:
        return parse_unit(text)
    except UnknownUnit:
        return None
