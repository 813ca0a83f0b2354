"""Ladders: known factors by which two figures of one quantity may differ, such as PUE, bits and bytes, dense and sparse.

A ladder has a lower and an upper end. It says which claims it is for, what a claim states that stands at one of the
ends, and how its factor enters their unit. Nothing is applied here: `reasoning.readings` tries them on failed checks.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from factcheck.knowledge.profiles import Kind
from factcheck.model.interval import Interval
from factcheck.model.nodes import Keys, plain
from factcheck.model.numbers import plain_number

FORMS = ("factor", "other measure", "faster", "points", "by or to")
WIDEST = 2  # how far apart the ends of a factor may lie: a wider one would explain anything
_REQUIRED = ("name", "ko", "up", "up_ko", "source")
_TEXTS = (*_REQUIRED, "down", "down_ko", "twice", "twice_ko", "factor", "from", "form", "slip")
_KEYS = frozenset((*_TEXTS, "follows", "at", "units", "wording", "kinds", "subjects"))


class BadLadder(ValueError):
    """A ladder that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What a claim may state of a condition at the lower and at the upper end of a ladder."""

    low: tuple[str, ...] = ()
    high: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Ladder:
    """One known factor, `figure at the upper end = factor x figure at the lower end`.

    `up` is said of a claim at the lower end, whose figure is to be multiplied, `down` of one at the upper end; `factor`
    is None where only what a claim states under `taken_from` gives it. Empty `kinds`, `subjects`, `follows`, `units` and
    `wording` ask for nothing. A `slip` is no other scope but a mistake. `twice` is said of a figure that holds the factor
    already where a law multiplied by it.
    """

    id: str
    name: str
    ko: str
    up: str
    up_ko: str
    source: str
    down: str = ""
    down_ko: str = ""
    form: str = "factor"
    factor: Interval | None = None
    factor_text: str = ""
    taken_from: str | None = None
    kinds: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    follows: tuple[str, ...] = ()
    ends: Mapping[str, Ends] = field(default_factory=dict)
    up_units: frozenset[str] = frozenset()
    down_units: frozenset[str] = frozenset()
    wording: tuple[str, ...] = ()
    slip: bool = False
    twice: str = ""
    twice_ko: str = ""


def read_ladder(name: str, node: Keys, kinds: Mapping[str, Kind]) -> Ladder:
    """One ladder.

    Raises BadLadder.
    """
    fields = plain(node)
    if not isinstance(fields, dict):
        raise BadLadder("a ladder is a mapping")
    unknown = sorted(set(fields) - _KEYS)
    if unknown:
        raise BadLadder(f"a ladder has no {', '.join(unknown)}")
    lacking = [key for key in _REQUIRED if not fields.get(key)]
    if lacking:
        raise BadLadder(f"the ladder lacks {', '.join(lacking)}")
    wrong = [key for key in _TEXTS if not isinstance(fields.get(key, ""), str)]
    if wrong:
        raise BadLadder(f"{wrong[0]} is a text")
    for key in ("up", "down", "twice", "up_ko", "down_ko", "twice_ko"):
        _checked_sentence(key, fields.get(key) or "{claim}")
    form = fields.get("form", "factor")
    if form not in FORMS:
        raise BadLadder(f"the form is one of {', '.join(FORMS)}")
    text = str(fields.get("factor", ""))
    if form == "factor" and not text and not fields.get("from"):
        raise BadLadder("the ladder has neither a factor nor a condition that states it")
    named = _words(fields.get("kinds"))
    if any(kind not in kinds for kind in named):
        raise BadLadder(f"there is no kind {', '.join(kind for kind in named if kind not in kinds)}")
    units = _mapping("units", fields.get("units"))
    ends = {condition: _ends(stated) for condition, stated in _mapping("at", fields.get("at")).items()}
    return Ladder(
        name, fields["name"], fields["ko"], fields["up"], fields["up_ko"], fields["source"],
        fields.get("down", ""), fields.get("down_ko", ""), form, _factor(text) if text else None, text.replace(" ", ""),
        fields.get("from"), frozenset(named), frozenset(_words(fields.get("subjects"))), _words(fields.get("follows")), ends,
        frozenset(_words(units.get("up"))), frozenset(_words(units.get("down"))), _words(fields.get("wording")),
        fields.get("slip") == "true", fields.get("twice", ""), fields.get("twice_ko", ""),
    )  # fmt: skip


def _checked_sentence(key: str, sentence: str) -> None:
    """A sentence names the claim, perhaps what it is held against, and nothing else."""
    try:
        places = {place for _, place, _, _ in string.Formatter().parse(sentence) if place is not None}
    except ValueError as problem:
        raise BadLadder(f"{key}: {problem}") from problem
    if "claim" not in places or not places <= {"claim", "other"}:
        raise BadLadder(f"{key} has a place {{claim}}, perhaps one {{other}}, and no more")


def _factor(text: str) -> Interval:
    """A number, a quotient of two numbers as printed, or an interval `a..b`."""
    low, dots, high = text.partition("..")
    factor = Interval(_number(low), _number(high) if dots else _number(low))
    if not 0 < factor.lo <= factor.hi or factor == Interval.exactly(1):
        raise BadLadder(f"{text} is no factor")
    if factor.hi > WIDEST * factor.lo:
        raise BadLadder(f"{text} is wider than a factor of {WIDEST}: it would explain anything")
    return factor


def _number(text: str) -> Fraction:
    above, _, below = text.partition("/")
    try:
        value = plain_number(above.strip()).value
        return value / plain_number(below.strip()).value if below else value
    except (ValueError, ZeroDivisionError) as problem:
        raise BadLadder(f"{text.strip()} is no number") from problem


def _mapping(key: str, value: object) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadLadder(f"{key} is a mapping")
    return value


def _ends(stated: object) -> Ends:
    words = _mapping("what stands under `at`", stated)
    if not words or set(words) - {"low", "high"}:
        raise BadLadder("a condition under `at` has `low`, `high` or both")
    return Ends(_words(words.get("low")), _words(words.get("high")))


def _words(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
