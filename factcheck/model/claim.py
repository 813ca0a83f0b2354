"""Claims, and what a claim file holds beside them."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from factcheck.model.expression import Expression
from factcheck.model.location import Location, Mark, Marks, at
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity


class State(enum.StrEnum):
    """What is known of a condition."""

    STATED = "stated"
    NOT_STATED = "not stated"  # someone read the source, and it does not say
    NOT_APPLICABLE = "n/a"
    ABSENT = "absent"  # nobody has looked


class Stated(NamedTuple):
    """One condition as a claim file gives it: what it says, and where it stands."""

    state: State
    text: str
    mark: Mark
    quote: str | None = None
    at: str | None = None
    same: bool = False  # on the baseline's side: whatever the subject's is


NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Name:
    """A subject, baseline or speaker: the text as written, and the key under which all its spellings are one.

    `key` is the entity's id where the name is known, `entity_kind` its kind; an unknown name is its own key.
    """

    text: str
    key: str
    known: bool = False
    entity_kind: str | None = None

    @property
    def is_stated(self) -> bool:
        return self.text != NOT_STATED

    def __str__(self) -> str:
        return self.key if self.known else self.text


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's verdict, and the digest of the claim that it was given for."""

    verdict: str
    by: str
    on: str
    note: str = ""
    digest: str = ""


FORWARD_LOOKING = frozenset(["projected", "target", "assumed", "rumoured"])  # statuses of what is no measurement
_NO_CONDITIONS: Mapping[str, Stated] = MappingProxyType({})
VERDICTS = ("supported", "mostly_supported", "unclear", "misleading", "wrong", "not_checkable")


class Claim(NamedTuple):
    """One figure that somebody stated. The keys are those of the claim file; absent ones are None or empty.

    A claim is itself and no other: two that state the same are not equal.
    """

    id: str
    file: str
    statement: str
    kind: str
    subject: Name
    value: Quantity
    marks: Marks
    measure: str | None = None
    baseline: Name | None = None
    also: tuple[Quantity, ...] = ()
    equals: Expression | None = None
    of: Fraction | None = None
    digits: int | None = None
    span: str | None = None
    period: Period | None = None
    baseline_period: Period | None = None
    source: str | None = None
    quote: str | None = None
    at: str | None = None
    part: str | None = None
    speaker: Name | None = None
    via: tuple[str, ...] = ()
    relationship: str | None = None
    status: str | None = None
    conditions: Mapping[str, Stated] = _NO_CONDITIONS
    baseline_conditions: Mapping[str, Stated] = _NO_CONDITIONS
    rest: State = State.ABSENT
    baseline_rest: State = State.ABSENT
    baseline_same: bool = False
    notes: str | None = None
    review: Review | None = None
    not_stated: frozenset[str] = frozenset()  # keys given as `not stated`

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return object.__hash__(self)

    def location(self, key: str = "id") -> Location:
        """Where `key` has its value; where the claim's id stands for a key that is absent."""
        return at(self.file, self.marks.get(key) or self.marks["id"])

    @property
    def looks_forward(self) -> bool:
        """Whether it is projected, aimed at, assumed or rumoured: such a figure is no measurement."""
        return self.status in FORWARD_LOOKING

    @property
    def is_ratio(self) -> bool:
        """A comparison whose value is subject / baseline."""
        return self.baseline is not None and self.value.unit.is_ratio

    @property
    def is_self_comparison(self) -> bool:
        """A comparison of one subject at two times."""
        return self.baseline is not None and self.baseline.is_stated and self.baseline.key == self.subject.key


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """A tie between claims that no claim states.

    `form` is order, same, sum, share or equation; `claims` its members in the form's own order (sum: parts, then the
    total; share: part, whole, share); `sides` the two expressions of an equation.
    """

    id: str
    file: str
    form: str
    claims: tuple[str, ...]
    mark: Mark
    sides: tuple[Expression, Expression] | None = None

    def location(self) -> Location:
        return at(self.file, self.mark)


@dataclass(frozen=True, slots=True, eq=False)
class Waiver:
    """A finding that the team accepts, with the reason, who says so, and until when (ISO date)."""

    claim: str
    rule: str
    reason: str
    file: str
    mark: Mark
    by: str | None = None
    until: str | None = None

    def location(self) -> Location:
        return at(self.file, self.mark)


@dataclass(frozen=True, slots=True)
class Skip:
    """A figure of a source that is no claim; without a `source`, of those that the claims of the file name."""

    quote: str
    at: str | None
    reason: str | None
    source: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """One claim file as read. What could not be read is in the workspace's faults."""

    file: str
    title: str | None
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    skips: tuple[Skip, ...] = ()
