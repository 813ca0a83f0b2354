"""The words that stand behind numbers, read from `words.txt`, and patterns made of many words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.txt")

_SYMBOL_PREFIXES = {"k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "m": -3, "u": -6, "µ": -6, "μ": -6, "n": -9, "c": -2}
_NAME_PREFIXES = {"kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "milli": "m", "micro": "u",
                  "nano": "n", "centi": "c"}  # fmt: skip
_KOREAN_PREFIXES = {"킬로": "k", "메가": "M", "기가": "G", "테라": "T", "페타": "P", "밀리": "m", "센티": "c"}
# Bits per second are written with any case of prefix (Kbps, Mbps): they are read as so many bps.
_SCALED = {"bps": {"k": 3, "K": 3, "M": 6, "G": 9, "T": 12}}
_SMALL_ONLY_FOR = {"c": ("m", "L"), "E": ("FLOP", "FLOP/s", "J", "B", "OP/s"), "n": ("m", "s", "g", "A", "W", "V", "J", "Sv"),
                   "P": ("FLOP", "FLOP/s", "B", "bit", "J", "Wh", "W", "Bq", "OP/s")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitWord:
    """What a unit word makes of the number before it; `exponent` is a power of ten multiplied in."""

    unit: str | None
    kind: str
    exponent: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unit words by spelling: Hangul and signs as written, Latin symbols by case, Latin names in small letters."""

    hangul: dict[str, UnitWord]
    symbols: dict[str, UnitWord]
    names: dict[str, UnitWord]


@cache
def vocabulary() -> Vocabulary:
    """All unit words of `words.txt`."""
    hangul: dict[str, UnitWord] = {}
    symbols: dict[str, UnitWord] = {}
    names: dict[str, UnitWord] = {}
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("# "):
            continue
        unit, kind, *spellings = line.split()
        for spelling in spellings:
            symbol, prefixed, word = _marks(spelling)
            symbol_text, _, exponent = unit.partition("@")
            made = UnitWord(None if unit == "-" else symbol_text, kind, int(exponent or 0))
            table = hangul if not word[0].isascii() and word[0] not in "µμΩ°" else symbols if symbol else names
            table.setdefault(word, made)
            if prefixed and unit != "-":
                table.update({w: u for w, u in _prefixed(word, unit, kind, symbol=symbol) if w not in table})
    return Vocabulary(hangul, symbols, names)


def _marks(spelling: str) -> tuple[bool, bool, str]:
    symbol = spelling.startswith("=") and len(spelling) > 1
    rest = spelling[1:] if symbol else spelling
    prefixed = rest.startswith("+") and len(rest) > 1
    return symbol, prefixed, (rest[1:] if prefixed else rest).replace("_", " ")


def _prefixed(word: str, unit: str, kind: str, *, symbol: bool) -> Iterable[tuple[str, UnitWord]]:
    if unit in _SCALED:
        for prefix, exponent in _SCALED[unit].items():
            yield prefix + word, UnitWord(unit, kind, exponent)
    elif symbol:
        for prefix in _SYMBOL_PREFIXES:
            if unit in _SMALL_ONLY_FOR.get(prefix, (unit,)) and not (prefix in "mcnuµμ" and unit in ("FLOP", "bit", "B")):
                yield prefix + word, UnitWord(_printed(prefix) + unit, kind)
    else:
        for name, prefix in (_NAME_PREFIXES if word.isascii() else _KOREAN_PREFIXES).items():
            yield name + word, UnitWord(prefix + unit, kind)


def _printed(prefix: str) -> str:
    return "u" if prefix in "µμ" else prefix


# What a number may be without a unit word behind it.
COUNT = UnitWord("count", "count")
INDEX = UnitWord("index", "quantity")
RATIO = UnitWord("x", "ratio")
PERCENT = UnitWord("%", "percent")
POINTS = UnitWord("%p", "percent_point")
WON = UnitWord("KRW", "money")
AGE = UnitWord("year", "quantity")
DAY = UnitWord("day", "duration")
CELSIUS = UnitWord("degC", "quantity")
ORDINAL = UnitWord(None, "ordinal")
RANK = UnitWord(None, "rank")
NAME = UnitWord(None, "identifier")
DATE_WORD = UnitWord(None, "date")
YEAR_DATE = UnitWord("year", "date")


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches the longest of many words, branching letter by letter."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    # Letters that are followed by the same share a branch, as the two cases of a first letter are: the fewer branches,
    # the faster a pattern fails and compiles.
    alike: dict[str, str] = {}
    branches = [" ?" + _branch(node[" "])] if " " in node else []
    for char in sorted(node.keys() - {"", " "}):
        behind = _branch(node[char])
        alike[behind] = alike.get(behind, "") + char
    for behind, chars in alike.items():
        escaped = "".join(map(re.escape, chars))
        branches.append((f"[{escaped}]" if len(chars) > 1 else escaped) + behind)
    if not branches:
        return ""
    single = len(branches) == 1 and not ends
    pattern = branches[0] if single else "(?:" + "|".join(branches) + ")"
    return pattern + "?" if ends else pattern
