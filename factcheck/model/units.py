"""Units: what a figure is counted in.

The definitions stand in `units.txt`. Unit texts are taken apart here: factcheck's grammar has Korean words, prefixes
that apply only where they make sense, and counted things that are no units at all ("per prompt"). A unit keeps the words
it was written with, so that `t CO2e / (t CO2e/person/year)` leaves `person*year`; two units are of one dimension when
their base exponents agree.

The gas of a mass (CO2, CO2e, C) and the point in percentage points are no dimensions: they are marks beside them, so
that a rule can tell "1 t, gas not said" from "1 t of CO2".
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from factcheck.model.definitions import Dimensions, definitions
from factcheck.model.names import Vocabulary

# Symbols that take an SI prefix (`kWh`, `Mtoken`). The rest do not: `pt` is no picoton, `cd` no centiday.
_PREFIXED = frozenset(
    ["g", "m", "s", "A", "K", "b", "bit", "B", "byte", "Hz", "N", "Pa", "J", "W", "V", "Wh", "VA", "cal", "toe", "L", "l", "bar", "token", "tok", "FLOP", "FLOPs", "OP", "OPs", "parameter", "param"]
)
_BINARY = frozenset(["b", "bit", "B", "byte"])
_LARGE_ONLY = frozenset(["t"])  # kt, Mt and Gt are written; mt and pt are slips
_PREFIXED_NAMES = frozenset(
    ["gram", "tonne", "ton", "meter", "metre", "second", "ampere", "bit", "byte", "hertz", "joule", "watt", "watt_hour", "volt", "calorie", "liter", "litre", "token", "parameter", "그램", "미터", "와트", "와트시", "바이트", "비트", "헤르츠", "줄", "칼로리", "리터", "토큰"]
)
_KOREAN_PREFIXES = {"킬로": "kilo", "메가": "mega", "기가": "giga", "테라": "tera", "페타": "peta", "밀리": "milli",
                    "센티": "centi", "나노": "nano", "마이크로": "micro"}  # fmt: skip
_GASES = {"CO2": "CO2", "CO2e": "CO2e", "C": "C"}
_CURRENCIES = ("USD", "KRW", "CNY", "EUR", "JPY", "GBP", "TWD", "INR", "CHF")
_CALENDAR = frozenset(["year", "month", "week", "day"])
# What two sides of a claim may differ by and still be the same kind of thing counted per something else.
BASES = frozenset(["person", "household", "accelerator", "server", "run"])
# Things that work is counted in: one of them per second is a throughput.
WORK = ("token", "request", "inference", "sample", "image", "query", "FLOP", "OP")

_COUNTERS = frozenset(["개", "곳", "대", "명", "건", "편", "count", "counts", "가지", "종", "차례", "번", "회", "개사", "개국", "개소", "개교", "units", "unit"])
_ALIASES = {
    "%": "%", "％": "%", "percent": "%", "퍼센트": "%", "프로": "%", "pct": "%",
    "%p": "%p", "pp": "%p", "ppt": "%p", "%포인트": "%p", "퍼센트포인트": "%p", "%pt": "%p", "p.p.": "%p",
    "%point": "%p", "%points": "%p", "percentagepoint": "%p", "percentagepoints": "%p", "포인트": "%p",
    "x": "x", "×": "x", "배": "x", "X": "x", "times": "x", "fold": "x",
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "¥": "JPY",
    "bps": "bit/s", "FLOPS": "FLOP/s", "OPS": "OP/s", "TOPS": "TOP/s", "rpm": "1/minute",
    "인당": "person", "℃": "degC", "°C": "degC",
    "제곱미터": "m^2", "세제곱미터": "m^3",
}  # fmt: skip
_RATES = {"bps": "b", "FLOPS": "FLOP", "OPS": "OP", "ops": "OP"}
_RATE_SUFFIX = re.compile(r"^([kKMGTPEZ])(bps|FLOPS|OPS|ops)$")
_WORD = re.compile(r"[^\W\d_][\w.]*|[%$€£₩¥×][^\W\d_]*|°C", re.UNICODE)
_POWER = re.compile(r"\s*(?:\^|\*\*)\s*(-?[0-9]{1,2})")
_MAX_UNIT_LENGTH = 200


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """One unit word: how it is printed, its size in base units (exact), its base exponents. One object for each."""

    name: str
    factor: Fraction
    dims: Dimensions
    offset: Fraction = Fraction(0)
    own: bool = False  # a counted thing that the definitions do not know

    @property
    def is_gas(self) -> bool:
        return self.name in _GASES


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A product of unit words; units of the same words are one object.

    `factor` base units make one of it (exact); `dims` are its base exponents, sorted by name, without the gas, which
    stands in `gas`; `points` marks percentage points. `offset` is that of a temperature scale standing alone, in K.
    """

    atoms: tuple[tuple[Atom, int], ...]
    factor: Fraction
    dims: Dimensions
    gas: str | None
    points: bool
    offset: Fraction
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def is_ratio(self) -> bool:
        return self.text == "x"

    @property
    def is_percent(self) -> bool:
        return self.text == "%"

    @property
    def is_count(self) -> bool:
        return self.text == "count"

    @property
    def is_plain(self) -> bool:
        """A number without dimension: a ratio, a percentage, a count."""
        return not self.dims and self.gas is None

    @property
    def currency(self) -> str | None:
        """The one currency in it, of whatever exponent; None without one or with several."""
        found = [name for name, _ in self.dims if name in _CURRENCIES]
        return found[0] if len(found) == 1 else None

    @property
    def is_currency(self) -> bool:
        return len(self.dims) == 1 and self.dims[0][0] in _CURRENCIES and self.dims[0][1] == 1

    @property
    def is_counted(self) -> bool:
        """A count of something: every base is a counted thing, none below the line."""
        if self.is_ratio or self.is_percent or self.points or self.gas:
            return False
        # A household-year is counted too: so many households for so long.
        bases = [(name, own) for name, own in self._bases() if name != "s"]
        counted = all(name in _counted_bases() or own for name, own in bases) and bool(bases or not self.dims)
        return counted and all(power > 0 for _, power in self.dims)

    def _bases(self) -> list[tuple[str, bool]]:
        own = {atom.name for atom, _ in self.atoms if atom.own}
        return [(name, name in own) for name, _ in self.dims]

    def has(self, base: str) -> bool:
        return any(name == base for name, _ in self.dims)

    @property
    def has_denominator(self) -> bool:
        return any(power < 0 for _, power in self.atoms)

    @property
    def has_calendar_time(self) -> bool:
        """Whether it is counted by the year, month, week or day: the mark of a rate over calendar time."""
        return any(atom.name in _CALENDAR for atom, _ in self.atoms)

    @property
    def base_text(self) -> str:
        """The base unit as JSON names it: `kg*m^2*s^-2`, the gas among them; `1` for a plain number."""
        dims = dict(self.dims)
        for atom, power in self.atoms:
            if atom.is_gas:
                dims[atom.name] = dims.get(atom.name, 0) + power
        return "*".join(n if p == 1 else f"{n}^{p}" for n, p in sorted(dims.items()) if p) or "1"

    def numerator(self) -> "Unit":
        return _unit(tuple((atom, power) for atom, power in self.atoms if power > 0))

    def __mul__(self, other: "Unit") -> "Unit":
        return _combine(self, other, 1)

    def __truediv__(self, other: "Unit") -> "Unit":
        return _combine(self, other, -1)

    def natural(self) -> "Unit":
        """The unit of the same words whose size is what the words say: merging words may have changed it."""
        return _unit(self.atoms)

    def dimension_difference(self, other: "Unit") -> dict[str, int]:
        """Base exponents of self/other that do not cancel."""
        left = dict(self.dims)
        for name, power in other.dims:
            left[name] = left.get(name, 0) - power
        return {name: power for name, power in left.items() if power}


class UnknownUnit(ValueError):
    """A unit text that the grammar cannot read; `word` is the part that nobody knows, `near` the closest known one."""

    def __init__(self, text: str, word: str, near: str | None = None) -> None:
        super().__init__(text, word, near)
        self.text, self.word, self.near = text, word, near


def _names() -> dict[str, str]:
    """Every spelling that the definitions know -> the symbol that factcheck prints."""
    return definitions().names


@cache
def _prefixes() -> tuple[dict[str, str], dict[str, str]]:
    """Prefix symbols and prefix names -> the symbol printed."""
    names = definitions().prefix_names
    symbols = {"µ": "u", "μ": "u"} | definitions().prefix_symbols
    return symbols, names | {korean: names[english] for korean, english in _KOREAN_PREFIXES.items()}


@cache
def _counted_bases() -> frozenset[str]:
    return frozenset([*WORK, *BASES, "frame", "rack", "transistor", "parameter", "rank", "bit"]) - {"bit"}


@cache
def vocabulary() -> Vocabulary:
    """All unit words, for suggestions."""
    return Vocabulary([*_names(), *_ALIASES, *(p + u for p in "kMGT" for u in ("Wh", "W", "B", "token", "FLOP", "J", "t"))])


@cache
def _atom(symbol: str, prefix: str) -> Atom:
    if symbol in _GASES:
        return Atom(symbol, Fraction(1), ())
    size = definitions().sizes[symbol]
    scale = definitions().prefix_factors[prefix] if prefix else Fraction(1)
    return Atom(prefix + symbol, size.factor * scale, size.dims, size.offset)


_PERCENT = Atom("%", Fraction(1, 100), ())
_POINTS = Atom("%p", Fraction(1, 100), ())
_TIMES = Atom("x", Fraction(1), ())
_COUNT = Atom("count", Fraction(1), ())
_PLAIN = {"%": _PERCENT, "%p": _POINTS, "x": _TIMES, "count": _COUNT}


@lru_cache(maxsize=4096)
def _word(word: str) -> tuple[tuple[Atom, int], ...] | None:
    """The atoms that one unit word stands for; None where it is none."""
    if word in _COUNTERS:
        return ((_COUNT, 1),)
    alias = _ALIASES.get(word)
    if alias is not None:
        return ((_PLAIN[alias], 1),) if alias in _PLAIN else parse_unit(alias).atoms
    if match := _RATE_SUFFIX.match(word):
        prefix = match[1].lower() if match[1] in "kK" else match[1]
        return parse_unit(f"{prefix}{_RATES[match[2]]}/s").atoms
    known = _known_atom(word)
    if known is not None:
        return ((known, 1),)
    gas = re.match(r"^([kMG]?[gt])(CO2e|CO2eq|CO2|C)$", word)
    if gas:
        return parse_unit(f"{gas[1]} {gas[2]}").atoms
    return None


def _known_atom(word: str) -> Atom | None:
    names = _names()
    if word in names:
        return _atom(names[word], "")
    symbols, long = _prefixes()
    for table, units in ((symbols, _PREFIXED), (long, _PREFIXED_NAMES)):
        for prefix, printed in table.items():
            rest = word[len(prefix) :]
            if word.startswith(prefix) and rest in names:
                binary = printed.endswith("i")
                allowed = _BINARY if binary and table is symbols else units
                if rest in allowed or (rest in _LARGE_ONLY and printed in ("k", "M", "G")):
                    return _atom(names[rest], printed)
    lowered = word.lower()
    if lowered != word and len(word) > 3 and (lowered in names or lowered.removesuffix("s") in names):
        return _known_atom(lowered)
    for plural, singular in (("ies", "y"), ("ses", "s"), ("es", ""), ("s", "")):
        if len(word) > 3 and word.endswith(plural) and word.isascii():
            found = _known_atom(word[: -len(plural)] + singular)
            if found is not None and len(found.name) > 2:
                return found
            if found is not None and word[: -len(plural)] in _names():
                return found
    return None


def _combine(left: Unit, right: Unit, sign: int) -> Unit:
    """Left x right^sign, cancelling word by word; where both hold a word of one dimension the left one stays."""
    powers: dict[Atom, int] = dict(left.atoms)
    factor = Fraction(1)
    for atom, power in right.atoms:
        power *= sign
        if atom not in powers and atom.dims:
            twin = next((a for a in powers if a.dims == atom.dims and not a.own), None)
            if twin is not None:
                factor *= (atom.factor / twin.factor) ** power
                atom = twin
        powers[atom] = powers.get(atom, 0) + power
    unit = _unit(tuple((atom, power) for atom, power in powers.items() if power))
    if factor == 1:
        return unit
    return Unit(unit.atoms, unit.factor * factor, unit.dims, unit.gas, unit.points, unit.offset, unit.text)


@cache
def _unit(atoms: tuple[tuple[Atom, int], ...]) -> Unit:
    dims: dict[str, int] = {}
    factor = Fraction(1)
    gas, points = None, False
    for atom, power in atoms:
        factor *= atom.factor**power
        points = points or atom is _POINTS
        if atom.is_gas and power > 0:
            gas = atom.name
        for name, exponent in atom.dims:
            dims[name] = dims.get(name, 0) + exponent * power
    offset = atoms[0][0].offset if len(atoms) == 1 and atoms[0][1] == 1 else Fraction(0)
    kept = tuple(sorted((name, power) for name, power in dims.items() if power))
    return Unit(atoms, factor, kept, gas, points, offset, _text(atoms))


def _text(atoms: tuple[tuple[Atom, int], ...]) -> str:
    above, below = "", ""
    plain = [(a, p) for a, p in atoms if a is _TIMES or a is _COUNT]
    rest = [(a, p) for a, p in atoms if (a, p) not in plain]
    for atom, power in rest or plain[:1]:
        word = atom.name if abs(power) == 1 else f"{atom.name}^{abs(power)}"
        if power > 0:
            above += word if not above else (" " if atom.is_gas else "*") + word
        else:
            below += " " + word if atom.is_gas and below else "/" + word
    return (above or ("1" if below else "x")) + below


RATIO = _unit(((_TIMES, 1),))
PERCENT = _unit(((_PERCENT, 1),))
POINTS = _unit(((_POINTS, 1),))
COUNT = _unit(((_COUNT, 1),))


@lru_cache(maxsize=16384)
def without_gas(unit: Unit) -> Unit:
    """The unit with the gas left out: `t CO2e/person` as `t/person`."""
    return _unit(tuple((a, p) for a, p in unit.atoms if not a.is_gas)) if unit.gas else unit


@lru_cache(maxsize=16384)
def with_gas(unit: Unit, gas: str | None) -> Unit:
    """The unit with the gas named behind its mass, for showing."""
    if gas is None or unit.gas or not unit.atoms:
        return unit
    return _unit((unit.atoms[0], (_atom(gas, ""), 1), *unit.atoms[1:]))


@lru_cache(maxsize=65536)
def parse_unit(text: str, counted: bool = False) -> Unit:
    """Read a unit text such as `t CO2e/person/year`, `tokens per second`, `GPU-hours`, `원`.

    An empty text counts the subject. With `counted`, a single unknown word is a counted thing of its own, as it is
    behind `/` in any case.

    Raises UnknownUnit with the word that nobody knows and the nearest known one.
    """
    clean = _clean(text)
    if not clean:
        return COUNT
    if len(clean) > _MAX_UNIT_LENGTH:
        raise UnknownUnit(text, text[:40] + "…")
    atoms: dict[Atom, int] = {}
    for word, power in _factors(clean, text):
        found = _word(word)
        if found is None:
            if power > 0 and not (counted and clean == word):
                raise UnknownUnit(text, word, suggestion(word))
            found = ((_own(_own_name(word, text)), 1),)
        for atom, exponent in found:
            atoms[atom] = atoms.get(atom, 0) + exponent * power
    kept = tuple((atom, power) for atom, power in atoms.items() if power)
    if not kept:
        return RATIO
    if any(abs(power) > 12 for _, power in kept) or len(kept) > 12:
        raise UnknownUnit(text, text)
    return _unit(kept)


def _own_name(word: str, text: str) -> str:
    """The name of a counted thing of its own: in small letters and in the singular."""
    if not word[0].isalpha():
        raise UnknownUnit(text, word)
    name = word.lower() if word.isascii() else word
    if len(name) > 3 and name.isascii() and name.endswith("s") and not name.endswith("ss"):
        name = name[:-3] + "y" if name.endswith("ies") else name[:-1]
    return name


@cache
def _own(name: str) -> Atom:
    return Atom(name, Fraction(1), ((name, 1),), own=True)


def suggestion(word: str) -> str | None:
    """The known unit word nearest to `word`: first by case alone, then by one edit."""
    for spelling in (*_names(), *_ALIASES):
        if spelling.casefold() == word.casefold() and spelling != word:
            return spelling
    for candidate in (word.upper(), word.lower(), word[:1].lower() + word[1:], word[:1].upper() + word[1:]):
        if candidate != word and _known_atom(candidate) is not None:
            return candidate
    near = vocabulary().suggest(word)
    return near if near != word else None


@lru_cache(maxsize=16384)
def near_miss(unit: Unit) -> tuple[str, str] | None:
    """A counted thing of its own that is one slip away from a known unit: (the word, the known unit)."""
    for atom, _ in unit.atoms:
        if atom.own:
            spellings = vocabulary()
            near = spellings.spelled(atom.name) or spellings.nearest(atom.name, shortest=4)
            if near is not None:
                return atom.name, near
    return None


_SCALE_PREFIX = {"thousand": "k", "million": "M", "billion": "G", "100만": "M", "백만": "M"}
_SCALE_WORD = re.compile(r"(?:\b1\s*)?(thousand|million|billion|100만|백만)\s*(?=[^\W\d])")
_TOKEN_KIND = re.compile(r"\b(?:cached\s+)?(?:input|output|prompt|completion)\s+(?=tokens?\b)")
_PER = re.compile(r"\s*\bper\b\s*", re.IGNORECASE)
_KOREAN_PER = re.compile(r"^(초|분|시간|일|월|년|연|인|명|가구|토큰|개)당\s*(.+)$")


def _clean(text: str) -> str:
    text = text.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.replace("²", "^2").replace("³", "^3").replace("·", "*"))
        text = text.replace("⋅", "*").replace("∙", "*").replace("−", "-")
        if match := _KOREAN_PER.match(text):
            text = f"{match[2]}/{match[1]}"
    if "per" in text or "Per" in text:
        text = _TOKEN_KIND.sub("", _PER.sub("/", text))
    if "ion" in text or "thousand" in text or "만" in text:
        text = _SCALE_WORD.sub(lambda match: _SCALE_PREFIX[match[1]], text)
    return text.strip()


def _factors(clean: str, text: str) -> list[tuple[str, int]]:
    """The words of a unit text with their exponents, left to right.

    `/` turns what follows it, up to the next space, `*` or `/`; juxtaposed words belong to the word before them.
    """
    found: list[tuple[str, int]] = []
    position, sign, depth = 0, 1, []
    length = len(clean)
    outer = 1
    while position < length:
        char = clean[position]
        if char.isspace():
            position += 1
        elif char in "*·":
            sign, position = 1, position + 1
        elif char == "-" and found and position + 1 < length and clean[position + 1].isalpha():
            position += 1  # `GPU-hour`: the hyphen joins, and what stood below the line stays there
        elif char == "/":
            sign, position = -1, position + 1
        elif char == "(":
            depth.append((outer, sign))
            outer, sign, position = outer * sign, 1, position + 1
        elif char == ")" and depth:
            outer, sign = depth.pop()
            position += 1
        elif char == "1" and clean[position + 1 : position + 2] in ("/", "") and not found:
            position += 1
        else:
            match = _WORD.match(clean, position)
            if match is None:
                raise UnknownUnit(text, clean[position:][:40])
            word, power, position = _powered(clean, match[0], match.end())
            found.append((word, outer * sign * power))
            if len(found) > 24:
                raise UnknownUnit(text, text[:40] + "…")
    if depth or not found or clean[-1] in "*/-·":
        raise UnknownUnit(text, clean)
    return found


def _powered(clean: str, word: str, position: int) -> tuple[str, int, int]:
    if match := _POWER.match(clean, position):
        return word, int(match[1]), match.end()
    if word[-1] in "23" and _word(word) is None and len(word) > 1 and _word(word[:-1]) is not None:
        return word[:-1], int(word[-1]), position
    return word, 1, position


def is_currency_code(name: str) -> bool:
    """Whether a base of a dimension is a currency: `USD`, `KRW`."""
    return name in _CURRENCIES


def known_units() -> list[tuple[str, tuple[str, ...]]]:
    """Every known unit as (printed symbol, its other spellings), in the order of the definitions."""
    found: dict[str, list[str]] = {}
    for spelling, symbol in (*_names().items(), *_ALIASES.items()):
        found.setdefault(symbol, [])
        if spelling != symbol:
            found[symbol].append(spelling)
    return [(symbol, tuple(spellings)) for symbol, spellings in found.items()]
