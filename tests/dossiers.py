"""Generated dossiers of every relation type: hidden true figures first, printed ones derived from them.

Each dossier is a handful of claims tied in one way. Its true figures are drawn first; what the claims print is derived
from them, rounded or cut off, in varying digits, units, scale words and qualifiers. An error is planted by printing
one figure outside of all that the others leave it under the loose reading, by a margin of the reach of that reading.
What a printed figure stands for is reckoned here from the contract and not by the engine, so that the two check each
other; the corners of a box are its extremes, since every formula here is monotone in each of its figures.

    python tests/dossiers.py [DOSSIERS] [SEED]

prints the table: for each relation type the errors found at each margin, and the false alarms on true figures.
"""

import datetime
import itertools
import math
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from support import knowledge

from factcheck.files import workspace as workspaces
from factcheck.model.finding import Finding, Level
from factcheck.reasoning.engine import review
from factcheck.rules import RULE_NAMES, RULES

MARGINS = (Fraction("1.05"), Fraction("1.2"), Fraction(2), Fraction(5))
TRUE = ("rounded", "truncated")
WEIGHED = frozenset(rule.name for rule in RULES if rule.group in ("Consistency", "Plausibility"))
UNITS = frozenset(["dimension-mismatch", "percent-or-points", "basis-mismatch"])
FILES = frozenset(rule.name for rule in RULES if rule.group == "File" and rule.level is Level.ERROR)
_A_FILE, _A_WORKSPACE = 40, 4000  # dossiers


# ---- printing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unit:
    """A unit with what its numbers mean: base value = offset + factor x number. `styles`: how its numbers may be written."""

    text: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    styles: tuple[str, ...] = ("plain", "plain", "comma")


@dataclass(frozen=True)
class Printed:
    """A printed figure: its text, and what it stands for in base units under both readings, by the contract."""

    text: str
    rounded: tuple[Fraction, Fraction]
    loose: tuple[Fraction, Fraction]
    number: Fraction  # what it says, taken at its word


Family = tuple[Unit, ...]
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}
_WORDED = ("plain", "comma", "million", "thousand")
_MONEY = ("million", "billion")
_KOREAN = ("만", "억", "조", "runs", "comma")


def units(*rows: tuple[str, str], styles: tuple[str, ...] = ("plain", "plain", "comma")) -> Family:
    return tuple(Unit(text, Fraction(factor), styles=styles) for text, factor in rows)


ENERGY = units(("kWh", "3600000"), ("MWh", "3600000000"), ("GWh", "3600000000000"), ("GJ", "1000000000"), ("TJ", "1000000000000"), styles=_WORDED)
POWER = units(("W", "1"), ("kW", "1000"), ("MW", "1000000"))
TIME = units(("hour", "3600"), ("day", "86400"), ("min", "60"))
MASS = units(("t CO2e", "1000"), ("kg CO2e", "1"), ("kt CO2e", "1000000"), ("톤 CO2e", "1000"), styles=_WORDED)
FACTOR = units(("gCO2e/kWh", "1/3600000000"), ("kg CO2e/kWh", "1/3600000"), ("t CO2e/MWh", "1/3600000"))
TOKENS = units(("token/s", "1"), ("ktoken/s", "1000"), styles=("plain", "comma"))
QUERIES = units(("query/s", "1"))
PER_QUERY = units(("Wh/query", "3600"), ("J/query", "1"), ("kWh/query", "3600000"))
PER_WATT = units(("token/s/W", "1"), ("token/J", "1"), ("token/s/kW", "1/1000"))
DOLLARS = (*units(("USD", "1"), styles=_MONEY), *units(("달러", "1"), styles=("만", "억", "runs")))
WON = units(("원", "1"), styles=_KOREAN)
PRICE_EACH = (*units(("USD/accelerator", "1")), *units(("달러/accelerator", "1"), styles=("만", "comma", "plain")))
PERCENT = units(("%", "1/100"), styles=("plain",))
YEARLY = units(("%/year", "1/100"), ("%", "1/100"), styles=("plain",))
POINTS = units(("%p", "1/100"), ("%포인트", "1/100"), styles=("plain",))
RATIO = (*units(("x", "1"), ("배", "1"), styles=("plain",)), Unit("% more", Fraction(1, 100), Fraction(1), ("plain",)), Unit("% less", Fraction(-1, 100), Fraction(1), ("plain",)))
CARDS = units(("accelerator", "1"), styles=("exact", "comma", "plain"))


def place_of(whole: int) -> Fraction:
    """The place of the last significant digit of a whole number: zeros beyond its first two digits count for nothing."""
    digits = str(whole)
    zeros = len(digits) - len(digits.rstrip("0"))
    return Fraction(10 ** min(zeros, max(len(digits) - 2, 0)))


def write(number: Fraction, exponent: int, style: str) -> tuple[str, Fraction]:
    """A number that is a multiple of 10^exponent as text, and the place of its last significant digit."""
    if exponent < 0:
        decimals = -exponent
        scaled = int(number * 10**decimals)
        whole, rest = divmod(scaled, 10**decimals)
        head = f"{whole:,}" if style == "comma" else str(whole)
        return f"{head}.{rest:0{decimals}}", Fraction(1, 10**decimals)
    whole = int(number)
    return (f"{whole:,}" if style == "comma" else str(whole)), place_of(whole)


class Printer:
    """Prints figures, rounded or truncated (`mode`); `bounds` says whether some are only `at least` or `up to` so much."""

    def __init__(self, chance: random.Random, mode: str, *, bounds: bool) -> None:
        self.chance, self.mode, self.bounds = chance, mode, bounds

    def prints(self, true: Fraction, family: Family, *, least: int = 2, qualified: bool = True, signed: bool = False) -> Printed:
        """A hidden figure as a source would print it."""
        chance = self.chance
        unit = self._unit(true, family)
        number = (true - unit.offset) / unit.factor
        digits = chance.choice([d for d in (2, 3, 3, 4, 5) if d >= least])
        form = chance.random()
        if qualified and form < 0.09 and true > 0 and not unit.offset and not signed:
            return self._spread(number, unit, chance.choice([s for s in unit.styles if s not in ("runs", "exact")]), digits, form < 0.03)
        qualifier = "" if form < 0.75 or not qualified else "about"
        if qualified and self.bounds and form > 0.94:
            qualifier = "at least" if form > 0.97 else "up to"
        return self.figure(number, unit, chance.choice(unit.styles), digits, qualifier, signed=signed)

    def _unit(self, true: Fraction, family: Family) -> Unit:
        """A unit that makes a number a reader would print."""
        fitting = [u for u in family if Fraction(1, 2) <= abs(true - u.offset) / abs(u.factor) < 10**5 and (true - u.offset) / u.factor * (1 if true >= 0 else -1) > 0]
        if fitting:
            return self.chance.choice(fitting)
        return min((u for u in family if not u.offset), key=lambda u: abs(math.log10(float(abs(true) / u.factor)) - 1.5))

    def figure(self, number: Fraction, unit: Unit, style: str, digits: int, qualifier: str = "", *, signed: bool = False) -> Printed:
        """A number in a unit, in a style, with so many significant digits."""
        sign, size = (-1, -number) if number < 0 else (1, number)
        scale = Fraction(_SCALES.get(style, 1))
        if size / scale < Fraction(1, 10):
            scale, style = Fraction(1), "plain"
        size = size / scale
        if style == "exact":
            if digits < 5 and size > 10**digits or size != int(size):
                style = "plain"
            else:
                whole = int(size)
                exact = whole % 10 != 0 and not qualifier
                return self._made(f"{whole}", Fraction(whole), Fraction(0) if exact else place_of(whole), unit, sign, qualifier, signed)
        exponent = math.floor(math.log10(size)) - digits + 1 if size else 0
        if style == "runs":
            return self._in_runs(size, exponent, unit, sign, qualifier, signed)
        kept = self._kept(size / Fraction(10) ** exponent, qualifier, sign * (1 if unit.factor > 0 else -1)) * Fraction(10) ** exponent
        text, place = write(kept, exponent, style)
        word = f" {style}" if style in ("million", "thousand", "billion") else style if style in _SCALES else ""
        return self._made(text + word, kept * scale, place * scale, unit, sign, qualifier, signed)

    def _spread(self, size: Fraction, unit: Unit, style: str, digits: int, tolerance: bool) -> Printed:
        """`12.1..12.9 MWh` or `12.5 +- 0.4 MWh`, with the hidden figure inside."""
        chance, scale = self.chance, Fraction(_SCALES.get(style, 1))
        if size / scale < Fraction(1, 10):
            scale, style = Fraction(1), "plain"
        exponent = math.floor(math.log10(size / scale)) - digits + 1
        step = Fraction(10) ** exponent
        near = size / scale / step
        word = f" {style}" if style in ("million", "thousand", "billion") else style if style in _SCALES else ""
        if tolerance:
            middle, spread = math.floor(near + Fraction(1, 2)), chance.randint(1, 9)
            (text, fine), (more, finer) = write(middle * step, exponent, style), write(spread * step, exponent, style)
            low, high, widen = middle - spread, middle + spread, min(fine, finer) / 2
            text = f"{text}{chance.choice((' +- ', ' ± '))}{more}"
        else:
            low, high = max(math.floor(near) - chance.randint(0, 3), 1), math.ceil(near) + chance.randint(0, 3)
            (text, coarse), (more, coarser) = write(low * step, exponent, style), write(high * step, exponent, style)
            widen = max(coarse, coarser) / 2
            text = f"{text}{chance.choice(('..', '~', ' to ', '–'))}{more}"
        ends = [(max(low * step * scale, Fraction(0)), high * step * scale)]
        ends.append((max((low * step - widen) * scale, Fraction(0)), (high * step + widen) * scale))
        inner, outer = (tuple(unit.factor * end for end in part) for part in ends)
        return Printed(f"{text}{word} {unit.text}", inner, outer, unit.factor * size)  # type: ignore[arg-type]

    def _kept(self, units_of_place: Fraction, qualifier: str, sign: int) -> int:
        if qualifier == "at least":  # what is printed is a bound, whichever way figures are rounded
            return math.floor(units_of_place) if sign > 0 else math.ceil(units_of_place)
        if qualifier == "up to":
            return math.ceil(units_of_place) if sign > 0 else math.floor(units_of_place)
        return math.floor(units_of_place) if self.mode == "truncated" else math.floor(units_of_place + Fraction(1, 2))

    def _in_runs(self, size: Fraction, exponent: int, unit: Unit, sign: int, qualifier: str, signed: bool) -> Printed:
        """`1조 5,600억`: the whole is written out first, then its last significant digit counts."""
        step = Fraction(10) ** max(exponent, 4)
        whole = int(self._kept(size / step, qualifier, sign) * step)
        parts = [(whole // 10**12, "조"), (whole // 10**8 % 10**4, "억"), (whole // 10**4 % 10**4, "만")]
        named = [(n, word) for n, word in parts if n]
        if not named:
            return self.figure(size * sign, unit, "plain", 3, qualifier, signed=signed)
        place = place_of(named[0][0]) * _SCALES[named[0][1]] if len(named) == 1 else place_of(whole)
        return self._made(" ".join(f"{n:,}{word}" for n, word in named), Fraction(whole), place, unit, sign, qualifier, signed)

    def _made(self, text: str, size: Fraction, place: Fraction, unit: Unit, sign: int, qualifier: str, signed: bool) -> Printed:
        inner, outer = place / 2, place * (2 if qualifier == "about" else 1)
        if qualifier == "about" and place == 0:
            raise ValueError("an exact figure has no qualifier")
        rounded, loose = (size - inner, size + inner), (size - outer, size + outer)
        far = Fraction(10) ** 40
        if qualifier == "at least":
            rounded, loose = (size, far), (size - inner, far)
        if qualifier == "up to":
            rounded, loose = (-far, size), (-far, size + inner)
        ends = [tuple(sorted(unit.offset + unit.factor * sign * end for end in part)) for part in (rounded, loose)]
        if not signed and not (unit.offset and unit.factor < 0):
            ends = [(max(lo, Fraction(0)), hi) for lo, hi in ends]
        written = f"{'-' if sign < 0 else ''}{text}"
        close = unit.text[:1] in ("배", "원", "달", "톤", "%") and not written[-1].isascii() or unit.text in ("배", "%")
        written = f"{written}{'' if close else ' '}{unit.text}"
        words = {"about": self.chance.choice(("about ", "약 ", "~")), "at least": "at least ", "up to": "up to ", "": ""}[qualifier]
        if qualifier == "about" and self.chance.random() < 0.3 and unit.text in ("원", "kWh", "MWh", "배", "달러"):
            words, written = "", written + " 가량"
        return Printed(words + written, ends[0], ends[1], unit.offset + unit.factor * sign * size)

    def outside(
        self, low: Fraction, high: Fraction, margin: Fraction, family: Family, *, ways: tuple[int, ...] = (1, -1), signed: bool = False, least: int = 2
    ) -> Printed | None:
        """A figure that lies outside `low`..`high` under its loose reading, by `margin` of the reach; None: there is none.

        The reach is half of the one interval and half of the other: where the two only just miss each other.
        """
        chance, middle, half = self.chance, (low + high) / 2, (high - low) / 2
        for attempt in range(60):
            way = chance.choice(ways)
            digits = chance.choice([d for d in (2, 3, 3, 4, 5) if d >= least]) + attempt // 12
            qualifier = "about" if chance.random() < 0.15 else ""
            target = middle + way * margin * half
            if target == 0 or (target < 0 and not signed):
                continue
            unit = self._unit(target, family)
            if unit.offset and (target - unit.offset) / unit.factor <= 0:
                continue
            style = chance.choice(unit.styles)
            for _ in range(12):  # further out until what it stands for, wider as it is printed, is far enough
                if target <= 0 and not signed:
                    break
                number = (target - unit.offset) / unit.factor
                if number == 0 or (unit.offset and number < 0):
                    break
                printed = self.figure(number, unit, style, digits, qualifier if style != "exact" else "", signed=signed)
                reach = (printed.loose[1] - printed.loose[0]) / 2
                beyond = printed.loose[0] > high if way > 0 else printed.loose[1] < low
                if beyond and abs(printed.number - middle) >= margin * (half + reach):
                    return printed
                target = middle + way * margin * (half + reach) * Fraction(1001, 1000) + way * reach * Fraction(_, 4)
        return None


# ---- relation types --------------------------------------------------------------------------------------------------


@dataclass
class Draw:
    """One dossier in the making: `print_(true, family)` gives figures, `stated` the one in which an error is planted."""

    chance: random.Random
    tag: str
    printer: Printer
    margin: Fraction | None
    figures: list[Printed] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    blamed: str = ""
    open: bool = False  # the tie is open, or doubtful by contract: a warning is what is asked for
    failed: bool = False

    def id(self, letter: str) -> str:
        return f"{self.tag}_{letter}"

    def print_(self, true: Fraction, family: Family, **how: object) -> Printed:
        """Print a hidden figure that the stated one follows from."""
        printed = self.printer.prints(true, family, **how)  # type: ignore[arg-type]
        self.figures.append(printed)
        return printed

    def stated(self, true: Fraction, formula: Callable[..., Fraction], family: Family, **how: object) -> Printed:
        """The figure that follows from those before it: printed from the hidden truth, or planted outside of all it may be."""
        if self.margin is None:
            return self.printer.prints(true, family, **how)  # type: ignore[arg-type]
        try:
            low, high = extremes(formula, [figure.loose for figure in self.figures])
        except ZeroDivisionError:  # `about 2조` reaches down to nothing, so what is divided by it has no upper end
            low = high = Fraction(0)
        return self.planted(low, high, family, **how)

    def planted(self, low: Fraction, high: Fraction, family: Family, **how: object) -> Printed:
        how.pop("qualified", None)
        assert self.margin is not None
        printed = None
        if low or high:
            printed = self.printer.outside(low, high, self.margin, family, **how)  # type: ignore[arg-type]
        if printed is None:
            self.failed = True
            return Printed("1", (low, high), (low, high), low)
        return printed

    def beyond(self, most: Fraction, family: Family) -> Printed:
        """A planted figure that lies beyond the margin times the most that it may be."""
        assert self.margin is not None
        printed = self.printer.outside(most, most * self.margin, Fraction(1), family, ways=(1,))
        self.failed = printed is None
        return printed or Printed("1", (most, most), (most, most), most)

    def claim(self, letter: str, kind: str, subject: str, value: Printed | str, more: str = "") -> None:
        text = value.text if isinstance(value, Printed) else value
        name = subject if subject.startswith("=") else f"{self.tag} {subject}"
        self.lines.append(f'  {self.id(letter)}: {{statement: s., kind: {kind}, subject: {name.lstrip("=")}, value: "{text}"{more}}}')

    def baseline(self, subject: str) -> str:
        return f", baseline: {self.tag} {subject}"

    def between(self, low: float, high: float) -> Fraction:
        """A hidden figure, evenly spread over the orders of magnitude."""
        return Fraction(math.exp(self.chance.uniform(math.log(low), math.log(high)))).limit_denominator(10**9) + Fraction(1, 10**7 + 19)


def extremes(formula: Callable[..., Fraction], boxes: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """The least and the most that a formula gives over a box, when it is monotone in each variable."""
    found = [formula(*corner) for corner in itertools.product(*boxes)]
    return min(found), max(found)


@dataclass(frozen=True)
class Relation:
    """A relation type: what it is called, the rule that finds its errors, and how a dossier of it is made."""

    name: str
    rule: str
    make: Callable[[Draw], None]


RELATIONS: list[Relation] = []


def relation(name: str, rule: str) -> Callable[[Callable[[Draw], None]], Callable[[Draw], None]]:
    def made(make: Callable[[Draw], None]) -> Callable[[Draw], None]:
        RELATIONS.append(Relation(name, rule, make))
        return make

    return made


def _energies(draw: Draw, count: int) -> list[Fraction]:
    first = draw.between(1e10, 1e14)
    return [first * draw.between(0.2, 5) if number else first for number in range(count)]


def _declared(name: str, expression: str, formula: Callable[..., Fraction], count: int) -> None:
    @relation(f"equals {name}", "equation-fails")
    def make(draw: Draw) -> None:
        trues = _energies(draw, count)
        if name == "-":
            trues[0] = trues[1] * draw.between(1.5, 6)
        for letter, true in zip("abcd", trues, strict=False):
            draw.claim(letter, "energy", letter, draw.print_(true, ENERGY))
        stated = draw.stated(formula(*trues), formula, ENERGY)
        named = expression.format(*(draw.id(letter) for letter in "abcd"))
        draw.claim("z", "energy", "z", stated, f", equals: '{named}'")
        draw.blamed = draw.id("z")


def _minus(a: Fraction, b: Fraction) -> Fraction:
    return a - b


def _sum(*parts: Fraction) -> Fraction:
    return sum(parts, Fraction(0))


_declared("+", "{0} + {1}", _sum, 2)
_declared("-", "{0} - {1}", _minus, 2)
_declared("sum", "sum({0}, {1}, {2}, {3})", _sum, 4)
_declared("min", "min({0}, {1}, {2})", min, 3)
_declared("max", "max({0}, {1}, {2})", max, 3)


@relation("equals *", "equation-fails")
def _product_of_two(draw: Draw) -> None:
    power, time = draw.between(1e4, 1e7), draw.between(4e4, 4e6)
    draw.claim("a", "power", "a", draw.print_(power, POWER))
    draw.claim("b", "training_time", "b", draw.print_(time, TIME))
    stated = draw.stated(power * time, lambda a, b: a * b, ENERGY)
    draw.claim("z", "energy", "z", stated, f", equals: {draw.id('a')} * {draw.id('b')}")
    draw.blamed = draw.id("z")


@relation("equals /", "equation-fails")
def _quotient_of_two(draw: Draw) -> None:
    power, time = draw.between(1e4, 1e7), draw.between(4e4, 4e6)
    draw.claim("a", "energy", "a", draw.print_(power * time, ENERGY))
    draw.claim("b", "training_time", "b", draw.print_(time, TIME))
    stated = draw.stated(power, lambda a, b: a / b, POWER)
    draw.claim("z", "power", "z", stated, f", equals: {draw.id('a')} / {draw.id('b')}")
    draw.blamed = draw.id("z")


def _grown(years: int) -> Callable[[Fraction, Fraction], Fraction]:
    return lambda start, end: Fraction((float(end) / float(start)) ** (1 / years) - 1)


def _market(draw: Draw) -> tuple[int, Fraction, Fraction, Fraction]:
    """Years, compound growth, start and end; the growth is drawn first."""
    years, rate = draw.chance.randint(1, 6), draw.between(0.03, 0.6) * draw.chance.choice((1, 1, 1, Fraction(-1, 2)))
    start = draw.between(2e8, 5e11)
    return years, rate, start, start * (1 + rate) ** years


@relation("equals growth", "equation-fails")
def _growth_by_name(draw: Draw) -> None:
    years, rate, start, end = _market(draw)
    draw.claim("a", "market_size", "a", draw.print_(start, DOLLARS, least=3))
    draw.claim("b", "market_size", "b", draw.print_(end, DOLLARS, least=3))
    stated = draw.stated(rate, _grown(years), YEARLY[:1], signed=True)
    draw.claim("z", "growth_rate", "z", stated, f", equals: 'growth({draw.id('a')}, {draw.id('b')}, {years})'")
    draw.blamed = draw.id("z")


def _changed(start: Fraction, end: Fraction) -> Fraction:
    return end / start - 1


@relation("equals change", "equation-fails")
def _change_by_name(draw: Draw) -> None:
    _, rate, start, _ = _market(draw)
    draw.claim("a", "market_size", "a", draw.print_(start, WON, least=3))
    draw.claim("b", "market_size", "b", draw.print_(start * (1 + rate), WON, least=3))
    stated = draw.stated(rate, _changed, PERCENT, signed=True)
    draw.claim("z", "growth_rate", "z", stated, f", equals: 'change({draw.id('a')}, {draw.id('b')})'")
    draw.blamed = draw.id("z")


def _two_shares(draw: Draw) -> tuple[Fraction, Fraction]:
    one = draw.between(0.05, 0.8)
    other = one * draw.between(0.3, 0.9)
    return (one, other) if draw.chance.random() < 0.4 else (other, one)


@relation("equals points", "equation-fails")
def _points_by_name(draw: Draw) -> None:
    start, end = _two_shares(draw)
    draw.claim("a", "share", "a", draw.print_(start, PERCENT, least=3))
    draw.claim("b", "share", "b", draw.print_(end, PERCENT, least=3))
    stated = draw.stated(end - start, lambda a, b: b - a, POINTS, signed=True)
    draw.claim("z", "share", "z", stated, f", equals: 'points({draw.id('a')}, {draw.id('b')})'")
    draw.blamed = draw.id("z")


@relation("equals share", "equation-fails")
def _share_by_name(draw: Draw) -> None:
    whole = draw.between(1e10, 1e14)
    part = whole * draw.between(0.02, 0.9)
    draw.claim("a", "energy", "a", draw.print_(part, ENERGY))
    draw.claim("b", "energy", "b", draw.print_(whole, ENERGY))
    stated = draw.stated(part / whole, lambda a, b: a / b, PERCENT)
    draw.claim("z", "share", "z", stated, f", equals: 'share({draw.id('a')}, {draw.id('b')})'")
    draw.blamed = draw.id("z")


# ---- relations of a file ---------------------------------------------------------------------------------------------


@relation("order", "order-fails")
def _ordered(draw: Draw) -> None:
    """Three falling figures; the error: the first, which should be the greatest, lies below the second."""
    third, second = sorted(_energies(draw, 2))
    first = second * draw.between(1.0001, 3)
    below = draw.print_(second, ENERGY)
    draw.claim("b", "energy", "b", below)
    draw.claim("a", "energy", "a", draw.stated(first, lambda x: x, ENERGY, **({"ways": (-1,)} if draw.margin else {})))
    draw.claim("c", "energy", "c", draw.printer.prints(third, ENERGY))
    draw.relations.append(f"  {draw.id('r')}: {{order: [{draw.id('a')}, {draw.id('b')}, {draw.id('c')}]}}")
    draw.blamed = draw.id("a")


@relation("same", "conflicting-values")
def _same(draw: Draw) -> None:
    true = draw.between(1e10, 1e14)
    draw.claim("a", "energy", "a", draw.print_(true, ENERGY))
    draw.claim("z", "energy", "z", draw.stated(true, lambda x: x, ENERGY))
    draw.relations.append(f"  {draw.id('r')}: {{same: [{draw.id('a')}, {draw.id('z')}]}}")
    draw.blamed = draw.id("z")


@relation("sum", "sum-fails")
def _summed(draw: Draw) -> None:
    trues = [draw.between(1e5, 1e9) for _ in range(draw.chance.randint(2, 5))]
    letters = "abcde"[: len(trues)]
    for letter, true in zip(letters, trues, strict=True):
        draw.claim(letter, "emissions", letter, draw.print_(true, MASS))
    draw.claim("z", "emissions", "z", draw.stated(_sum(*trues), _sum, MASS))
    draw.relations.append(f"  {draw.id('r')}: {{sum: {{parts: [{', '.join(map(draw.id, letters))}], total: {draw.id('z')}}}}}")
    draw.blamed = draw.id("z")


@relation("share", "share-fails")
def _shared(draw: Draw) -> None:
    whole = draw.between(1e10, 1e14)
    part = whole * draw.between(0.02, 0.9)
    draw.claim("a", "market_size", "a", draw.print_(part, WON))
    draw.claim("b", "market_size", "b", draw.print_(whole, WON))
    draw.claim("z", "share", "z", draw.stated(part / whole, lambda a, b: a / b, PERCENT))
    draw.relations.append(f"  {draw.id('r')}: {{share: {{part: {draw.id('a')}, whole: {draw.id('b')}, share: {draw.id('z')}}}}}")
    draw.blamed = draw.id("z")


@relation("equation, one side alone", "equation-fails")
def _equated(draw: Draw) -> None:
    power, time, more = draw.between(1e4, 1e7), draw.between(4e4, 4e6), draw.between(1e9, 1e12)
    draw.claim("a", "power", "a", draw.print_(power, POWER))
    draw.claim("b", "training_time", "b", draw.print_(time, TIME))
    draw.claim("c", "energy", "c", draw.print_(more, ENERGY))
    draw.claim("z", "energy", "z", draw.stated(power * time + more, lambda a, b, c: a * b + c, ENERGY))
    draw.relations.append(f'  {draw.id("r")}: {{equation: "{draw.id("a")} * {draw.id("b")} + {draw.id("c")} = {draw.id("z")}"}}')
    draw.blamed = draw.id("z")


@relation("equation, two sides", "equation-fails")
def _equated_sides(draw: Draw) -> None:
    one, two, three = sorted(_energies(draw, 3))
    for letter, true in zip("abc", (one, three, two), strict=True):
        draw.claim(letter, "energy", letter, draw.print_(true, ENERGY))
    draw.claim("z", "energy", "z", draw.stated(one + three - two, lambda a, b, c: a + b - c, ENERGY))
    draw.relations.append(f'  {draw.id("r")}: {{equation: "{draw.id("a")} + {draw.id("b")} = {draw.id("c")} + {draw.id("z")}"}}')
    draw.blamed = draw.id("z")


# ---- ties that the program finds -------------------------------------------------------------------------------------


@relation("found ratio", "ratio-fails")
def _ratio(draw: Draw) -> None:
    bottom = draw.between(1e10, 1e14)
    top = bottom * draw.between(0.1, 9)
    draw.claim("a", "energy", "top", draw.print_(top, ENERGY))
    draw.claim("b", "energy", "bottom", draw.print_(bottom, ENERGY))
    stated = draw.stated(top / bottom, lambda a, b: a / b, RATIO)
    draw.claim("z", "energy", "top", stated, draw.baseline("bottom"))
    draw.blamed = draw.id("z")


@relation("found difference", "difference-fails")
def _difference(draw: Draw) -> None:
    bottom = draw.between(1e10, 1e14)
    top = bottom * draw.between(1.3, 6)
    if draw.chance.random() < 0.3:
        top, bottom = bottom, top
    draw.claim("a", "energy", "top", draw.print_(top, ENERGY))
    draw.claim("b", "energy", "bottom", draw.print_(bottom, ENERGY))
    stated = draw.stated(top - bottom, _minus, ENERGY, signed=True)
    draw.claim("z", "energy", "top", stated, draw.baseline("bottom"))
    draw.blamed = draw.id("z")


@relation("found growth", "growth-fails")
def _growth_found(draw: Draw) -> None:
    years, rate, start, end = _market(draw)
    draw.claim("a", "market_size", "m", draw.print_(start, DOLLARS, least=3), ", period: 2015")
    draw.claim("b", "market_size", "m", draw.print_(end, DOLLARS, least=3), f", period: {2015 + years}")
    stated = draw.stated(rate, _grown(years), YEARLY, signed=True)
    draw.claim("z", "growth_rate", "m", stated, f", period: 2015..{2015 + years}")
    draw.blamed = draw.id("z")


@relation("found total change", "growth-fails")
def _change_found(draw: Draw) -> None:
    _, rate, start, _ = _market(draw)
    draw.claim("a", "market_size", "m", draw.print_(start, WON, least=3), ", period: 2019")
    draw.claim("b", "market_size", "m", draw.print_(start * (1 + rate), WON, least=3), ", period: 2023")
    stated = draw.stated(rate, _changed, PERCENT, signed=True)
    draw.claim("z", "growth_rate", "m", stated, ", period: 2019..2023, span: total")
    draw.blamed = draw.id("z")


@relation("found points", "growth-fails")
def _points_found(draw: Draw) -> None:
    start, end = _two_shares(draw)
    draw.claim("a", "share", "m", draw.print_(start, PERCENT, least=3), ", period: 2019")
    draw.claim("b", "share", "m", draw.print_(end, PERCENT, least=3), ", period: 2023")
    stated = draw.stated(end - start, lambda a, b: b - a, POINTS, signed=True)
    draw.claim("z", "share", "m", stated, ", period: 2019..2023")
    draw.blamed = draw.id("z")


@relation("headline", "headline-differs")
def _headline(draw: Draw) -> None:
    true = draw.between(1e10, 1e14)
    draw.claim("a", "energy", "m", draw.print_(true, ENERGY), ", part: body")
    draw.claim("z", "energy", "m", draw.stated(true, lambda x: x, ENERGY), ", part: headline")
    draw.blamed, draw.open = draw.id("z"), True  # the rule is a warning by its level


@relation("one quantity", "conflicting-values")
def _one_quantity(draw: Draw) -> None:
    true = draw.between(1e10, 1e14)
    for letter in "abc"[: draw.chance.randint(1, 3)]:
        draw.claim(letter, "energy", "m", draw.printer.prints(true, ENERGY) if letter != "a" else draw.print_(true, ENERGY))
    draw.claim("z", "energy", "m", draw.stated(true, lambda x: x, ENERGY))
    draw.blamed = draw.id("z")


@relation("one quantity, another source", "conflicting-values")
def _one_quantity_open(draw: Draw) -> None:
    """Two sources, neither stating conditions: the tie is open, the finding a warning."""
    true = draw.between(1e10, 1e14)
    draw.claim("a", "energy", "m", draw.print_(true, ENERGY))
    draw.claim("z", "energy", "m", draw.stated(true, lambda x: x, ENERGY), ", source: another-study")
    draw.blamed, draw.open = draw.id("z"), True


@relation("share of a count", "impossible-share")
def _share_of_count(draw: Draw) -> None:
    """k of n cases; the error: a percentage between those that some whole k gives."""
    chance = draw.chance
    decimals = chance.choice((1, 1, 2))
    place = Fraction(1, 10**decimals)
    of = chance.randint(7, 60)
    if draw.margin is None:
        exact = Fraction(100 * chance.randint(1, of - 1), of)
        steps = exact / place
        percent = (math.floor(steps) if draw.printer.mode == "truncated" else math.floor(steps + Fraction(1, 2))) * place
    else:
        below = chance.randint(1, of - 2)
        step = Fraction(100, of)
        room = step - 2 * draw.margin * place
        if room <= place:
            draw.failed = True
            return
        percent = (below * step + draw.margin * place) + room * Fraction(chance.random())
        percent = math.floor(percent / place) * place
        if percent - below * step < draw.margin * place or (below + 1) * step - percent < draw.margin * place:
            draw.failed = True
            return
        inside = (percent - place / 2, percent + place / 2)
        draw.open = any(math.ceil(inside[0] * of * n / 100) <= math.floor(inside[1] * of * n / 100) for n in (2, 3, 4))
    text = f"{float(percent):.{decimals}f} %"
    draw.claim("z", "share", "z", text, f", of: {of}")
    draw.blamed = draw.id("z")


@relation("also in another unit", "conflicting-values")
def _converted(draw: Draw) -> None:
    """A converter starts from the printed figure, which counts as exact."""
    true = draw.between(1e10, 1e14)
    value = draw.printer.prints(true, ENERGY, qualified=False)
    draw.figures.append(Printed(value.text, (value.number, value.number), (value.number, value.number), value.number))
    also = draw.stated(value.number, lambda x: x, ENERGY, qualified=False)
    draw.claim("z", "energy", "z", value, f', also: "{also.text}"')
    draw.blamed = draw.id("z")


_MEANS = dict(knowledge().rates["KRW", "USD"])


@relation("exchange rate", "rate-conflict")
def _rates(draw: Draw) -> None:
    """One source converts twice at one hidden rate; the error: the second conversion was made at another."""
    year = draw.chance.choice(sorted(_MEANS))
    rate = _MEANS[year] * draw.between(0.94, 1.06)
    first, second = (draw.printer.prints(draw.between(3e8, 9e11), DOLLARS, qualified=False) for _ in range(2))
    converted = draw.printer.prints(first.number * rate, WON, qualified=False)
    implied = converted.loose[0] / first.number, converted.loose[1] / first.number
    if draw.margin is None:
        again = draw.printer.prints(second.number * rate, WON, qualified=False)
    else:
        again = draw.planted(implied[0] * second.number, implied[1] * second.number, WON)
    more = f", period: {year}, source: {draw.tag.replace('_', '-')}"
    draw.claim("a", "investment", "a", first, f', also: "{converted.text}"{more}')
    draw.claim("z", "investment", "z", second, f', also: "{again.text}"{more}')
    draw.blamed = draw.id("z")


def _rows() -> list[tuple[str, str, str, Fraction, Fraction, Fraction, bool]]:
    """Reference rows of data sheets that stand alone on their subject and measure: with both readings in base units."""
    known, count = knowledge(), Counter[tuple[str, str]]()
    for row in known.reference.values():
        for subject in known.entities.general(row.subject):
            count[subject, row.measure] += 1
    found = []
    for row in known.reference.values():
        value = row.value
        alone = count[row.subject, row.measure] == 1 and row.baseline is None and not row.conditions
        alone = alone and not value.unit.has("die")  # a figure for each of its dies speaks of no whole chip
        if alone and row.measure in ("memory_bandwidth", "memory_capacity", "tdp") and value.rounded.is_finite:
            ends = value.base(value.rounded), value.base(value.loose)
            found.append((row.subject, row.measure, *(Fraction(end) for part in ends for end in (part.lo, part.hi)), row.is_weighty))
    return found  # type: ignore[return-value]


_ROWS = _rows()
_ROW_UNITS = {
    "memory_bandwidth": units(("GB/s", "8e9"), ("TB/s", "8e12")), "memory_capacity": units(("GB", "8e9"), ("TB", "8e12")),
    "tdp": units(("W", "1"), ("kW", "1000")),
}  # fmt: skip


@relation("reference row", "reference-conflict")
def _row(draw: Draw) -> None:
    """The hidden figure lies anywhere in what the row stands for."""
    subject, measure, low, high, loose_low, loose_high, weighty = draw.chance.choice(_ROWS)
    true = low + (high - low) * Fraction(draw.chance.random()).limit_denominator(10**6)
    draw.figures.append(Printed("", (low, high), (loose_low, loose_high), true))
    stated = draw.stated(true, lambda x: x, _ROW_UNITS[measure])
    lot = f", measure: {measure}, conditions: {{sku: lot {draw.tag}}}"  # apart from the other dossiers on this subject
    draw.claim("z", "specification", f"={subject}", stated, lot)
    draw.blamed, draw.open = draw.id("z"), not weighty


@relation("physical limit", "physical-limit")
def _limit(draw: Draw) -> None:
    """Decoding on a chip of its own: hidden bandwidth and size, and a hidden share of the bound that is reached."""
    bandwidth, size = draw.between(2e11, 8e12) * 8, draw.between(1e9, 4e11)
    chips, batch = draw.chance.choice((1, 2, 4, 8)), draw.chance.choice((1, 1, 4, 16))
    bits, precision = draw.chance.choice(((16, "bf16"), (8, "fp8"), (4, "int4")))
    draw.claim("a", "specification", "chip", draw.print_(bandwidth, _ROW_UNITS["memory_bandwidth"]), ", measure: memory bandwidth")
    parameters = (Unit("parameter", styles=("billion", "million", "억", "만")),)
    draw.claim("b", "model_size", "model", draw.print_(size, parameters), ", conditions: {parameters_counted: active}")

    def bound(read: Fraction, weights: Fraction) -> Fraction:
        return read * chips * batch / (weights * bits)

    settings = f"model: {draw.tag} model, precision: {precision}, accelerator_count: {chips}, batch_size: {batch}, speculative_decoding: none"
    if draw.margin is None:
        stated = draw.printer.prints(bound(bandwidth, size) * draw.between(0.02, 0.99), TOKENS)
    else:
        _, high = extremes(bound, [figure.loose for figure in draw.figures])
        stated = draw.beyond(high, TOKENS)
    draw.claim("z", "throughput", "chip", stated, f", measure: decode throughput, conditions: {{{settings}}}")
    draw.blamed = draw.id("z")


# ---- laws and cycles -------------------------------------------------------------------------------------------------


@relation("law: energy = power * time", "law-fails")
def _law_energy(draw: Draw) -> None:
    power, time = draw.between(1e4, 1e7), draw.between(4e4, 4e6)
    draw.claim("a", "power", "m", draw.print_(power, POWER))
    draw.claim("b", "training_time", "m", draw.print_(time, TIME))
    draw.claim("z", "energy", "m", draw.stated(power * time, lambda a, b: a * b, ENERGY))
    draw.blamed = draw.id("z")


@relation("law: energy of a query", "law-fails")
def _law_query(draw: Draw) -> None:
    power, rate = draw.between(300, 1e6), draw.between(0.6, 2e4)
    draw.claim("a", "power", "m", draw.print_(power, POWER))
    draw.claim("b", "throughput", "m", draw.print_(rate, QUERIES))
    draw.claim("z", "energy", "m", draw.stated(power / rate, lambda a, b: a / b, PER_QUERY))
    draw.blamed = draw.id("z")


@relation("law: emissions = energy * factor", "law-fails")
def _law_emissions(draw: Draw) -> None:
    energy, factor = draw.between(1e10, 1e14), draw.between(2e-8, 3e-7)
    draw.claim("a", "energy", "m", draw.print_(energy, ENERGY))
    draw.claim("b", "emission_factor", "m", draw.print_(factor, FACTOR))
    draw.claim("z", "emissions", "m", draw.stated(energy * factor, lambda a, b: a * b, MASS))
    draw.blamed = draw.id("z")


@relation("law: emissions with PUE", "law-fails")
def _law_pue(draw: Draw) -> None:
    """The grid's factor and the PUE stand as conditions of the emissions."""
    energy, factor, pue = draw.between(1e10, 1e14), draw.between(2e-8, 3e-7), draw.between(1.05, 1.9)
    draw.claim("a", "energy", "m", draw.print_(energy, ENERGY))
    grid, overhead = draw.print_(factor, FACTOR, qualified=False), draw.print_(pue, (Unit("", styles=("plain",)),), least=3, qualified=False)
    stated = draw.stated(energy * factor * pue, lambda a, b, c: a * b * c, MASS)
    draw.claim("z", "emissions", "m", stated, f', conditions: {{grid_factor: "{grid.text}", pue: "{overhead.text.strip()}"}}')
    draw.blamed = draw.id("z")


@relation("law: efficiency = throughput / power", "law-fails")
def _law_efficiency(draw: Draw) -> None:
    rate, power = draw.between(50, 9e5), draw.between(100, 1e5)
    draw.claim("a", "throughput", "m", draw.print_(rate, TOKENS))
    draw.claim("b", "power", "m", draw.print_(power, POWER))
    draw.claim("z", "efficiency", "m", draw.stated(rate / power, lambda a, b: a / b, PER_WATT))
    draw.blamed = draw.id("z")


@relation("law: total = count * each", "law-fails")
def _law_total(draw: Draw) -> None:
    count, each = Fraction(draw.chance.randint(11, 90_000)), draw.between(600, 60_000)
    draw.claim("a", "count", "m", draw.print_(count, CARDS, qualified=False))
    draw.claim("b", "price", "m", draw.print_(each, PRICE_EACH))
    draw.claim("z", "price", "m", draw.stated(count * each, lambda a, b: a * b, DOLLARS))
    draw.blamed = draw.id("z")


_TIMES = RATIO[:2]


@relation("law between comparisons", "law-fails")
def _law_of_ratios(draw: Draw) -> None:
    """Efficiency, throughput and power of one thing against another."""
    rate, power = draw.between(0.2, 8), draw.between(0.3, 4)
    draw.claim("a", "throughput", "one", draw.print_(rate, _TIMES), draw.baseline("two"))
    draw.claim("b", "power", "one", draw.print_(power, _TIMES), draw.baseline("two"))
    draw.claim("z", "efficiency", "one", draw.stated(rate / power, lambda a, b: a / b, _TIMES), draw.baseline("two"))
    draw.blamed = draw.id("z")


@relation("law: speed-up and time", "law-fails")
def _law_speed_up(draw: Draw) -> None:
    rate = draw.between(0.1, 9)
    draw.claim("a", "training_time", "one", draw.print_(1 / rate, _TIMES), draw.baseline("two"))
    stated = draw.stated(rate, lambda a: 1 / a, _TIMES)
    draw.claim("z", "throughput", "one", stated, draw.baseline("two") + ", measure: training speed")
    draw.blamed = draw.id("z")


@relation("ratio cycle", "ratio-cycle")
def _cycle(draw: Draw) -> None:
    one, two = draw.between(0.2, 6), draw.between(0.2, 6)
    draw.claim("a", "training_time", "one", draw.print_(one, _TIMES), draw.baseline("two"))
    draw.claim("b", "training_time", "two", draw.print_(two, _TIMES), draw.baseline("three"))
    draw.claim("z", "training_time", "one", draw.stated(one * two, lambda a, b: a * b, _TIMES), draw.baseline("three"))
    draw.blamed = draw.id("z")


@relation("law: emissions of persons", "law-fails")
def _law_persons(draw: Draw) -> None:
    people, each = Fraction(draw.chance.randint(11, 90_000_000)), draw.between(1e-4, 5e-4)
    draw.claim("a", "count", "m", draw.print_(people, units(("person", "1"), styles=("comma", "만", "exact")), qualified=False))
    draw.claim("b", "emissions_per_person", "m", draw.print_(each, units(("t CO2e/person/year", "1000/31557600"), ("kg CO2e/person/year", "1/31557600"))))
    stated = draw.stated(people * each, lambda a, b: a * b, units(("t CO2e/year", "1000/31557600"), ("Mt CO2e/year", "1000000000/31557600"), styles=("plain", "comma")))
    draw.claim("z", "emissions", "m", stated)
    draw.blamed = draw.id("z")


@relation("ratio cycle, there and back", "ratio-cycle")
def _cycle_of_two(draw: Draw) -> None:
    rate = draw.between(0.2, 6)
    draw.claim("a", "training_time", "one", draw.print_(rate, _TIMES), draw.baseline("two"))
    draw.claim("z", "training_time", "two", draw.stated(1 / rate, lambda a: 1 / a, _TIMES), draw.baseline("one"))
    draw.blamed = draw.id("z")


@relation("many ties at once", "law-fails")
def _many(draw: Draw) -> None:
    """Two machines with power, time, energy, factor and emissions, and the comparisons of them: all from one hidden state."""
    subjects, state = ("one", "two"), {}
    for number, subject in enumerate(subjects):
        power, time, factor = draw.between(1e4, 1e7), draw.between(4e4, 4e6), draw.between(2e-8, 3e-7)
        state[subject] = power, time, power * time, factor, power * time * factor
        rows = zip("abcde", ("power", "training_time", "energy", "emission_factor", "emissions"), (POWER, TIME, ENERGY, FACTOR, MASS), state[subject], strict=True)
        for letter, kind, family, true in rows:
            if (subject, letter) == ("two", "e"):
                break
            known = subject == "two" and letter in "cd"
            closed = letter != "c"  # a share of a sum is not reckoned where its part has no upper end
            draw.claim(f"{letter}{number}", kind, subject, draw.print_(true, family, qualified=closed) if known else draw.printer.prints(true, family, qualified=closed))
    for letter, kind, place in (("x", "power", 0), ("y", "training_time", 1), ("w", "energy", 2)):
        draw.claim(letter, kind, "one", draw.printer.prints(state["one"][place] / state["two"][place], _TIMES), draw.baseline("two"))
    total = state["one"][2] + state["two"][2]
    draw.claim("s", "share", "part", draw.printer.prints(state["one"][2] / total, PERCENT), f", equals: 'share({draw.id('c0')}, sum({draw.id('c0')}, {draw.id('c1')}))'")
    draw.claim("z", "emissions", "two", draw.stated(state["two"][4], lambda a, b: a * b, MASS))
    draw.blamed = draw.id("z")


# ---- dossiers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Dossier:
    """One generated dossier: its lines of claims and relations, and the claim in which an error was planted, if any."""

    relation: Relation
    tag: str
    mode: str
    margin: Fraction | None
    claims: tuple[str, ...]
    relations: tuple[str, ...]
    blamed: str
    open: bool

    @property
    def text(self) -> str:
        """It alone as a claim file."""
        return _file([self])


def dossiers(kind: Relation, count: int, seed: int, mode: str, margin: Fraction | None = None) -> Iterator[Dossier]:
    """`count` dossiers of one relation type; the same for the same seed."""
    name = "".join(word[0] for word in kind.name.split())
    number = RELATIONS.index(kind)
    chance = random.Random(f"{seed} {kind.name} {mode} {margin}")
    made = 0
    while made < count:
        tag = f"{name if name.isalpha() else 'e'}{number}_{mode[0]}{MARGINS.index(margin) if margin is not None else ''}_{made}"
        printer = Printer(chance, mode if margin is None else "rounded", bounds=margin is None)
        draw = Draw(chance, tag.casefold(), printer, margin)
        kind.make(draw)
        if not draw.failed:
            made += 1
            yield Dossier(kind, draw.tag, mode, margin, tuple(draw.lines), tuple(draw.relations), draw.blamed, draw.open)


def _file(members: Sequence[Dossier]) -> str:
    lines = ["factcheck: 1", "source: one-study", "period: 2024", "status: measured", "claims:"]
    lines += [line for dossier in members for line in dossier.claims]
    relations = [line for dossier in members for line in dossier.relations]
    return "\n".join([*lines, *(["relations:", *relations] if relations else [])]) + "\n"


def checked(given: Sequence[Dossier]) -> dict[str, list[Finding]]:
    """The findings of many dossiers that have nothing to do with one another, by the tag of the dossier."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for start in range(0, len(given), _A_WORKSPACE):
        part = given[start : start + _A_WORKSPACE]
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "claims").mkdir()
            for number in range(0, len(part), _A_FILE):
                Path(folder, "claims", f"d{number}.yml").write_text(_file(part[number : number + _A_FILE]), encoding="utf-8")
            before = workspaces.load_knowledge
            workspaces.load_knowledge = lambda _root: knowledge()
            try:
                read = workspaces.read_workspace([Path(folder) / "claims"], RULE_NAMES)
            finally:
                workspaces.load_knowledge = before
            day = datetime.date(2026, 1, 1)
            outcome = review(read.dossiers, read.claims, read.faults, read.knowledge, RULES, day, read.reported, keep_ties=False)
        assert len(read.claims) == sum(len(dossier.claims) for dossier in part), [str(f.message) for f in read.faults][:3]
        for finding in outcome.findings:
            if finding.rule in WEIGHED | UNITS | FILES and finding.claims:
                found[finding.claims[0].rpartition("_")[0]].append(finding)
    return found


def is_found(dossier: Dossier, findings: Sequence[Finding]) -> bool:
    """Whether the planted error was found: by the right rule, naming the claim, as an error where the tie is not open."""
    return any(
        finding.rule == dossier.relation.rule
        and dossier.blamed in finding.claims
        and (finding.level is Level.ERROR or dossier.open)
        for finding in findings
    )


def is_false_alarm(dossier: Dossier, findings: Sequence[Finding]) -> bool:
    """Whether true figures met a finding that they should not: any where they were rounded, an error where cut off."""
    return any(
        finding.level is Level.ERROR or (dossier.mode == "rounded" and finding.rule in WEIGHED) or finding.rule in UNITS
        for finding in findings
    )


@dataclass
class Tally:
    """The outcome for one relation type: of how many, and what went wrong."""

    relation: Relation
    of: int = 0
    alarms: dict[str, list[Dossier]] = field(default_factory=lambda: defaultdict(list))
    missed: dict[Fraction, list[Dossier]] = field(default_factory=lambda: defaultdict(list))

    def found(self, margin: Fraction | None = None) -> float:
        """The share of planted errors that was found, at one margin or at all."""
        if margin is not None:
            return 1 - len(self.missed[margin]) / self.of
        return 1 - sum(map(len, self.missed.values())) / (self.of * len(MARGINS))


def tally(kind: Relation, count: int, seed: int = 1) -> Tally:
    """Generate `count` dossiers of each sort of one relation type, check them, and count."""
    outcome = Tally(kind, count)
    for mode in TRUE:
        given = list(dossiers(kind, count, seed, mode))
        found = checked(given)
        outcome.alarms[mode] = [dossier for dossier in given if is_false_alarm(dossier, found.get(dossier.tag, ()))]
    planted = [dossier for margin in MARGINS for dossier in dossiers(kind, count, seed, "planted", margin)]
    found = checked(planted)
    for dossier in planted:
        if not is_found(dossier, found.get(dossier.tag, ())):
            outcome.missed[dossier.margin or MARGINS[0]].append(dossier)
    return outcome


def table(count: int, seed: int) -> Iterator[str]:
    """The table of the module's description, a line at a time."""
    heads = "  ".join(f"{float(margin):>5g}x" for margin in MARGINS)
    yield f"{count} dossiers a cell, seed {seed}: errors found by margin (%), findings on true figures"
    yield f"{'relation type':38} {heads}   rounded  cut off"
    for kind in RELATIONS:
        outcome = tally(kind, count, seed)
        cells = "  ".join(f"{100 * outcome.found(margin):6.2f}" for margin in MARGINS)
        yield f"{kind.name:38} {cells}  {len(outcome.alarms['rounded']):>7}  {len(outcome.alarms['truncated']):>7}"
        for what, given in (*outcome.alarms.items(), *outcome.missed.items()):
            if given and "-v" in sys.argv:
                yield f"--- {what}:\n{given[0].text}"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    for line in table(numbers[0] if numbers else 1000, numbers[1] if len(numbers) > 1 else 1):
        print(line, flush=True)
