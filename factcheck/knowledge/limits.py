"""Physical limits: what no figure of a kind can exceed, with the numbers that they rest on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from factcheck.knowledge.reference import ReferenceSource, read_sources
from factcheck.model.nodes import Keys, plain
from factcheck.model.numbers import BadNumber, plain_number

_WORD = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_BITS = re.compile(r"(?<![0-9.])([1-9][0-9]?)[\s-]*(?:bits?|비트)(?![a-z])")
_WEIGHTS = re.compile(r"(?<![a-z0-9])w([1-9][0-9]?)a[1-9][0-9]?(?![0-9])")  # W4A16: weights of 4 bits


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. `figures`: the kinds and measures (None: no measure) that it holds for.

    `at_most` and `at_least` are the bounds of one that is fixed, `condition` a condition that it holds for besides;
    `explains` says what would lift the bound.
    """

    id: str
    name: str
    ko: str
    says: str
    figures: frozenset[tuple[str, str | None]]
    explains: tuple[str, ...]
    sources: tuple[ReferenceSource, ...]
    at_most: str | None = None
    at_least: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits by name; `bits` is the size of a weight by the folded name of its format, `names` the format's own name.

    `operations_per_parameter` is what a token costs; `speculation` the most that speculative decoding gains.
    """

    by_id: Mapping[str, Limit] = field(default_factory=dict)
    bits: Mapping[str, Fraction] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    operations_per_parameter: Fraction = Fraction(2)
    speculation: Fraction = Fraction(1)

    def formats(self, text: str) -> tuple[str, ...]:
        """The number formats that a text names: `FP8 weights, BF16 activations` -> FP8, BF16."""
        found = (self.names.get(word) for word in _WORD.findall(text.casefold()))
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def weight_bits(self, text: str) -> Fraction | None:
        """The fewest bits that a weight may take by what a text says (`fp8`, `W4A16`, `4-bit AWQ`); None: it does not say."""
        folded = text.casefold()
        told = [Fraction(bits) for bits in _WEIGHTS.findall(folded)]
        if not told:
            told = [self.bits[name] for name in self.formats(text)]
            told += [Fraction(bits) for bits in _BITS.findall(folded)]
        return min(told) if told else None


class BadLimit(ValueError):
    """A limit that cannot be read; the message says why."""


def read_limits(root: Keys) -> Limits:
    """The limits of `seeds/limits.yml`.

    Raises BadLimit.
    """
    listed = root.get("sources")
    sources = {source.id: source for source in read_sources(listed)} if isinstance(listed, Keys) else {}
    fields = plain(root)
    if not isinstance(fields, dict):
        raise BadLimit("the limits are a mapping")
    try:
        by_id = {name: _limit(name, entry, sources) for name, entry in fields["limits"].items()}
        bits: dict[str, Fraction] = {}
        names: dict[str, str] = {}
        for entry in fields["formats"]:
            bits[entry["name"]] = plain_number(entry["bits"]).value
            for spelling in (entry["name"], *entry.get("also", ())):
                names[spelling.casefold()] = entry["name"]
        factors = {name: plain_number(entry["value"]).value for name, entry in fields["factors"].items()}
        return Limits(by_id, bits, names, factors["operations_per_parameter"], factors["speculation"])
    except (KeyError, TypeError, AttributeError, BadNumber) as problem:
        raise BadLimit(f"the limits lack something: {problem}") from problem


def _limit(name: str, entry: Mapping[str, object], sources: Mapping[str, ReferenceSource]) -> Limit:
    figures = frozenset(
        (row["kind"], None if measure == "none" else measure)
        for row in entry["figures"]  # type: ignore[attr-defined]
        for measure in row["measures"]
    )

    def text(key: str) -> str | None:
        return str(entry[key]) if key in entry else None

    return Limit(
        name, str(entry["name"]), str(entry["ko"]), str(entry["says"]), figures,
        tuple(map(str, entry["explains"])),  # type: ignore[call-overload]
        tuple(sources[source] for source in entry["source"]),  # type: ignore[attr-defined]
        text("at_most"), text("at_least"), text("condition"),
    )  # fmt: skip
