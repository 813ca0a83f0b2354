"""Findings: what one rule says about one claim."""

import enum
from dataclasses import dataclass, replace
from typing import NamedTuple

from factcheck.model.interval import Interval
from factcheck.model.location import Location
from factcheck.model.message import Message


class Level(enum.StrEnum):
    """How much a finding weighs. ERROR does not add up; WARNING may not, or is not said; NOTE is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        return _RANK[self]


_RANK = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


class Verdict(enum.Enum):
    """How a stated figure stands against an implied one."""

    HOLDS = "holds"
    DOUBTFUL = "doubtful"
    CONTRADICTED = "contradicted"

    @property
    def holds(self) -> bool:
        return self is Verdict.HOLDS


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on: intervals in one unit, the error that the check would notice, conditions, readings."""

    stated: Interval | None = None
    implied: Interval | None = None
    loose_stated: Interval | None = None
    loose_implied: Interval | None = None
    unit: str | None = None
    notices_error_of: float | None = None
    readings: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    arithmetic: str | None = None  # what was reckoned, in one line

    def with_readings(self, readings: tuple[str, ...]) -> "Evidence":
        """The same evidence with the other readings that would reconcile its figures."""
        return replace(self, readings=readings)


@dataclass(frozen=True, slots=True)
class Waived:
    """Why a finding does not count."""

    reason: str
    by: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a finding: `old`, which begins at `location` or stands once in the node there, becomes `new`.

    It is safe where nothing else can have been meant; else it is a guess, made only where it is asked for by the rule.
    """

    location: Location
    old: str
    new: str
    safe: bool = False


class Finding(NamedTuple):
    """One rule's statement. The claim it is about comes first in `claims`; a fault of a file names none.

    `verdict` is set by consistency rules and decides the standing of the claims that the check counts for.
    """

    rule: str
    level: Level
    location: Location
    message: Message
    claims: tuple[str, ...] = ()
    evidence: Evidence | None = None
    verdict: Verdict | None = None
    blamed: tuple[str, ...] = ()
    waived: Waived | None = None
    known: bool | None = None  # whether the baseline has it; None without a baseline
    fix: Fix | None = None

    @property
    def counts(self) -> bool:
        """Whether it makes a check fail: no waiver covers it, and it is not known."""
        return self.waived is None and not self.known

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return object.__hash__(self)

    @property
    def order(self) -> tuple[str, int, int, int, str, tuple[str, ...]]:
        """Findings are shown by place; at one place the gravest first."""
        place = self.location
        return place.file, place.line, place.column, self.level.rank, self.rule, self.claims


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file itself: the File rule that says so, where, and what to do about it."""

    rule: str
    location: Location
    message: Message
    level: Level = Level.ERROR
    claim: str | None = None
    fix: Fix | None = None
