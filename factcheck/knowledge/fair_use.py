"""Rules of fair use: when two figures may be compared, and when one may be divided by the other.

They are data (`seeds/fair_use.yml`), each with the rule book that it comes from; `reasoning.side_by_side` executes them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

BREAKS = ("comparison", "ratio", "silence")
CONDITIONS = "conditions"  # in `agree`: all conditions that must agree before figures of the kind are compared


class BadFairUse(ValueError):
    """A rule of fair use that cannot be executed."""


@dataclass(frozen=True, slots=True, eq=False)
class FairUse:
    """One rule: when it holds, what it asks, what a breach forbids (`breaks`), and what would mend it.

    `agree`, `known`, `never`, `parts` and `both` are what it weighs, of which one is set; names are those of facts.
    """

    id: str
    asks: str
    ko: str
    mend: str
    mend_ko: str
    breaks: str
    source: str
    kinds: tuple[str, ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()
    agree: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    never: tuple[tuple[str, tuple[str, ...]], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    both: tuple[tuple[str, str], ...] = ()


_TEXTS = ("asks", "ko", "mend", "mend_ko", "source")
_WEIGHED = ("agree", "known", "never", "parts", "both")


def fair_use(id_: str, data: Mapping[str, object]) -> FairUse:
    """A rule from its mapping in the seeds.

    Raises BadFairUse.
    """
    unknown = set(data) - {*_TEXTS, *_WEIGHED, "when", "breaks"}
    if unknown:
        raise BadFairUse(f"nobody knows {', '.join(sorted(unknown))}")
    lacking = [key for key in (*_TEXTS, "breaks") if not isinstance(data.get(key), str)]
    if lacking:
        raise BadFairUse(f"{', '.join(lacking)} must be given")
    if data["breaks"] not in BREAKS:
        raise BadFairUse(f"`breaks` is one of {', '.join(BREAKS)}")
    if sum(key in data for key in _WEIGHED) != 1:
        raise BadFairUse(f"it needs exactly one of {', '.join(_WEIGHED)}")
    when = data.get("when", {})
    if not isinstance(when, Mapping) or set(when) - {"kinds", "mentions"}:
        raise BadFairUse("`when` is a mapping of kinds and mentions")
    parts = _pairs(data.get("parts"))
    for _, pattern in parts:
        try:
            re.compile(pattern)
        except re.error as problem:
            raise BadFairUse(f"{pattern!r} is no expression: {problem}") from problem
    asks, ko, mend, mend_ko, source = (str(data[key]) for key in _TEXTS)
    return FairUse(
        id_, asks, ko, mend, mend_ko, str(data["breaks"]), source,
        _names(when.get("kinds")), _pairs(when.get("mentions")), _names(data.get("agree")), _names(data.get("known")),
        tuple((name, _names(values)) for name, values in _mapping(data.get("never")).items()), parts,
        _pairs(data.get("both")),
    )  # fmt: skip


def _names(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadFairUse(f"{value!r} should be a list")
    return tuple(str(part) for part in value)


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(text)) for name, text in _mapping(value).items())


def _mapping(value: object) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise BadFairUse(f"{value!r} should be a mapping")
    return value
