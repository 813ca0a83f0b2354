"""Values: `[qualifier] number [scale] [unit]`, ranges, `a +- b`, ratios, in English and Korean.

Reading has two steps. `parse_figure` takes a value text apart and knows nothing of the claim. `Figure.quantity` says
what the figure stands for there: under the rounded reading every value that prints so, under the loose one also those
that were cut off, rounded either way, or named roughly.
"""

import enum
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factcheck.model.interval import INFINITY, Interval, Number
from factcheck.model.numbers import MONEY_SCALES, NUMBER_WORDS, BadNumber, Printed, read_number
from factcheck.model.units import PERCENT, RATIO, Unit, UnknownUnit, parse_unit

HALF = Fraction(1, 2)
ONE = Fraction(1)
HUNDRED = Fraction(100)


class BadValue(ValueError):
    """A value text that the grammar cannot read; the message says what is wrong and what was meant perhaps."""


class Qualifier(enum.StrEnum):
    """What stands around a number and changes which values it names."""

    NONE = ""
    ABOUT = "about"
    AT_LEAST = "at least"
    UP_TO = "up to"


class Form(enum.Enum):
    """How the number of a value is meant."""

    PLAIN = "plain"
    RANGE = "range"
    TOLERANCE = "tolerance"  # a +- b
    SIMILAR = "similar"  # "the same level": 1.0 x, ten percent either way


class Turn(enum.Enum):
    """What words behind the number make of it, before it is a ratio."""

    NONE = "none"
    MORE = "more"  # 40 % more: 1.4 of the baseline
    LESS = "less"  # 50 % less: 0.5 of the baseline
    TIMES_MORE = "times more"  # 4.5 times faster: read as 4.5 x
    TIMES_LESS = "times less"  # 2.25 times less: read as 1/2.25


class Quantity(NamedTuple):
    """What a value stands for: two readings in `unit`, scale words multiplied in.

    `rounded` holds every value that prints so; `loose` also those that only truncation or loose wording explains.
    `text` is as written, `best_case` says that the wording is "up to", `ambiguous` names a wording with two readings.
    """

    text: str
    unit: Unit
    rounded: Interval
    loose: Interval
    qualifier: Qualifier = Qualifier.NONE
    best_case: bool = False
    ambiguous: str | None = None
    is_change: bool = False  # a percentage more or less than what no baseline names
    printed: tuple[Fraction, ...] = ()
    figures: tuple[Fraction, ...] = ()  # the numbers as they stand in the text, before any turn

    @property
    def is_negative(self) -> bool:
        """Whether the figure itself was written below zero."""
        return any(number.numerator < 0 for number in self.figures)

    @property
    def is_exact(self) -> bool:
        return self.rounded.is_exact

    def base(self, reading: Interval) -> Interval:
        """`reading` of this quantity in base units: kg, m, s, A, K, bit and the counted units."""
        scaled = reading.scaled(self.unit.factor)
        return scaled.shifted(self.unit.offset) if self.unit.offset else scaled

    def exactly(self) -> "Quantity":
        """The printed figure taken at its word, as a converter takes it: no rounding, the qualifier's bounds kept."""
        if len(self.printed) != 1 or self.qualifier in (Qualifier.AT_LEAST, Qualifier.UP_TO):
            ends = self.rounded if len(self.printed) != 2 else Interval(self.printed[0], self.printed[1])
            return self._replace(rounded=ends, loose=ends)
        point = Interval.exactly(self.printed[0])
        return self._replace(rounded=point, loose=point)


class Figure(NamedTuple):
    """A value text taken apart, before it is known what kind of claim it stands in.

    `first` and `second` are the numbers as printed (`second` for ranges and tolerances); the unit is `unit_text`.
    """

    text: str
    form: Form
    first: Printed
    second: Printed | None
    unit_text: str
    about: bool
    bound: Qualifier  # AT_LEAST, UP_TO or NONE
    best_case: bool
    turn: Turn
    out_of: Printed | None = None  # the 10 of "7 of 10"
    word: str = ""  # the wording of a turn, for messages

    def quantity(
        self, *, comparison: bool, kind: str, signed: bool, counted: bool, digits: int | None = None
    ) -> Quantity:
        """What the figure stands for in a claim of `kind`, with a baseline or without.

        Raises BadValue where the wording makes no sense there, UnknownUnit for a unit that nobody knows.
        """
        return _Reader(self, comparison, kind, signed, counted, digits).read()


# ---- the grammar -----------------------------------------------------------------------------------------------------

_ABOUT = "about|approximately|approx\\.?|around|roughly|circa|ca\\.|nearly|almost|some|~|≈|∼|약|대략|거의|어림잡아"
_AT_LEAST = "at\\s+least|more\\s+than|over|above|no\\s+less\\s+than|minimum(?:\\s+of)?|>=|≥|>|최소한?|적어도"
_UP_TO_BEST = "up\\s+to|as\\s+much\\s+as|as\\s+many\\s+as|maximum(?:\\s+of)?|최대"
_UP_TO = "at\\s+most|less\\s+than|fewer\\s+than|under|below|no\\s+more\\s+than|<=|≤|<"
_BEFORE = re.compile(
    rf"\s*(?:(?P<about>{_ABOUT})|(?P<least>{_AT_LEAST})|(?P<best>{_UP_TO_BEST})|(?P<most>{_UP_TO}))(?![a-z])\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:(?P<about>가량|정도|안팎|내외|남짓|수준|육박|전후|쯤)|(?P<least>이상|초과|넘는|넘게|넘어|웃도는|돌파|상회|or\s+more|\+)"
    r"|(?P<best>까지)|(?P<most>이하|미만|밑도는|이내|or\s+less|or\s+fewer))(?:의|으로|한|하는)?\s*$"
)
_OR_MORE = re.compile(r"\s*여\s*(?=[^\W\d]|$)|\+(?!\s*/?\s*-)")
_CURRENCY = re.compile(r"US[$]|[$€£₩¥]")
_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "¥": "JPY"}
_RANGE = re.compile(r"\s*(?:\.\.\.?|[~∼〜～–—―→]|-|\bto\b|\band\b|에서)\s*(?=[+\-−]?\s*(?:[$€£₩¥]|[0-9.]))")
_TOLERANCE = re.compile(r"\s*(?:\+\s*/?\s*-|±)\s*(?=[0-9.])")
_JOINT = re.compile(f"{_TOLERANCE.pattern}|{_RANGE.pattern}")
_BETWEEN = re.compile(r"\s*(?:between|from)\s+", re.IGNORECASE)
_OUT_OF = re.compile(r"^(?P<n>.+?)\s*(?:명|개|곳|건|가지|대|가구|人|people)?\s*중\s*(?:에서?\s*)?(?P<k>.+?)\s*(?:명|개|곳|건|가지|대|가구)?$"
                     r"|^(?P<k2>.+?)\s+(?:out\s+of|of|in)\s+(?P<n2>[0-9a-z,]+)(?:\s+[a-z]+)?$", re.IGNORECASE)  # fmt: skip
_SIMILAR = re.compile(r"(?:similar|(?:the\s+)?same(?:\s+level)?|비슷(?:한|하다)?(?:\s*수준)?|같은\s*수준|동일\s*수준)", re.IGNORECASE)
_WORD_RATIOS = {
    "half": (HALF, Fraction(1, 10)), "절반": (HALF, Fraction(1, 10)), "반": (HALF, Fraction(1, 10)),
    "double": (Fraction(2), ONE), "twice": (Fraction(2), ONE), "triple": (Fraction(3), ONE),
    "quadruple": (Fraction(4), ONE), "갑절": (Fraction(2), ONE), "곱절": (Fraction(2), ONE),
}  # fmt: skip
_ORDINALS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_FEW = {"two": 2, "three": 3, "four": 4}
_FRACTION = re.compile(
    rf"(?P<n>[0-9]{{1,4}})\s*분의\s*(?P<k>[0-9]{{1,4}})|(?:a\s+|(?P<few>one|two|three|four)[\s-]+)(?P<ordinal>{'|'.join(_ORDINALS)})s?"
)
_MORE_THAN_SCALE = re.compile(r"(?<=[0-9])\s*여(?=\s*[십백천만억조경])")
_FOLD = re.compile(r"(?P<word>[a-z]+|[0-9.]+)[\s-]*fold$", re.IGNORECASE)
_MORE = "more|higher|greater|larger|bigger|faster|better|longer|up|increase|increased|growth|gain|rise|증가|상승|향상|성장|늘어난?|많은?|많다|높은|높다|빠른|빠르다|(?<!토)큰|크다|더"
_LESS = "less|lower|fewer|smaller|slower|shorter|cheaper|down|decrease|decreased|reduction|drop|fall|decline|감소|하락|절감|축소|단축|줄어든?|적은|적다|낮은|낮다|느린|작은"
_TURN = re.compile(rf"\s*(?:더\s*)?(?P<more>{_MORE})$|\s*(?:더\s*)?(?P<less>{_LESS})$", re.IGNORECASE)
_AS_MUCH = re.compile(r"\s*(?:as\s+(?:much|many|high|fast|large)(?:\s+as)?|the|of)$", re.IGNORECASE)
_TIMES_UNITS = frozenset(["x", "X", "×", "배", "times", "fold"])
_PERCENT_UNITS = frozenset(["%", "％", "percent", "퍼센트", "프로", "pct"])
_MONEY_SCALE = re.compile(r"\s*(k|K|M|mn|bn|tn|m|b|B|T)(?![A-Za-z/])")
_MONEY_CODE = re.compile(r"\s*(?:USD|KRW|CNY|EUR|JPY|GBP|RMB|TWD|INR|CHF|dollars?|won|euros?|yen|yuan|원|달러|유로|위안|엔)")
_NO_UNIT = re.compile(r"^[^\w%$€£₩¥°×/(]|(?:^|\s)[0-9](?![^\W\d]*/)")
_MAX_LENGTH = 400


def parse_figure(text: str) -> Figure:
    """Take a value text apart.

    Raises BadValue (with numbers.TooLarge as its cause where a limit is the reason).
    """
    if len(text) > _MAX_LENGTH:
        raise BadValue(f"a value of {len(text)} characters is no figure")
    return _Parser(text).parse()


@lru_cache(maxsize=65536)
def read_quantity(
    text: str, *, comparison: bool, kind: str, signed: bool, counted: bool, digits: int | None = None
) -> Quantity:
    """What a value text stands for in a claim of `kind`: `parse_figure` and `Figure.quantity` in one.

    Figures recur in a workspace, and a quantity never changes: equal texts share one. Raises as the two do.
    """
    return parse_figure(text).quantity(
        comparison=comparison, kind=kind, signed=signed, counted=counted, digits=digits
    )


class _Parser:
    """One pass over a value text: qualifiers are taken off both ends, number and unit are left in `rest`."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Superscripts first: NFKC would turn `m²` into `m2`.
        clean = text if text.isascii() else unicodedata.normalize("NFKC", text.replace("²", "^2").replace("³", "^3"))
        self.rest = clean.strip().replace("-fold", "fold")
        self.about = self.best_case = False
        self.bound = Qualifier.NONE
        self.money = ""  # a currency sign in front, which holds for both ends of a range

    def parse(self) -> Figure:
        if not self.rest:
            raise BadValue("there is no figure")
        if _SIMILAR.fullmatch(self.rest):
            return self._figure(Form.SIMILAR, Printed(ONE, Fraction(1, 10)), None, "x")
        self._strip_qualifiers()
        if "여" in self.rest:  # `1,000여억 원`: the word for "more than" inside the number
            self.rest, found = _MORE_THAN_SCALE.subn("", self.rest)
            self.bound = Qualifier.AT_LEAST if found else self.bound
        if not self.rest[:1].isdigit() or "분의" in self.rest:
            worded = self._worded()
            if worded is not None:
                return worded
        if "중" in self.rest or " of " in self.rest or " in " in self.rest:
            shared = self._out_of()
            if shared is not None:
                return shared
        return self._numbers()

    def _figure(self, form: Form, first: Printed, second: Printed | None, unit: str, *turned: str) -> Figure:
        turn, wording = (Turn(turned[0]), turned[1]) if turned else (Turn.NONE, "")
        return Figure(self.text, form, first, second, unit, self.about, self.bound, self.best_case, turn, None, wording)

    def _strip_qualifiers(self) -> None:
        position = 0
        if not self.rest[0].isdigit():
            while match := _BEFORE.match(self.rest, position):
                self._qualify(match)
                position = match.end()
            if between := _BETWEEN.match(self.rest, position):
                position = between.end()
            self.rest = self.rest[position:]
        if not self.rest.isascii() or self.rest[-1:] in "+er":
            while match := _AFTER.search(self.rest):
                self._qualify(match)
                self.rest = self.rest[: match.start()]

    def _qualify(self, match: re.Match[str]) -> None:
        if match["about"]:
            self.about = True
        elif match["least"]:
            self.bound = Qualifier.AT_LEAST  # "at most 150 mm or more": a peak of 150 or above, so the floor is said
            self.best_case = False
        elif self.bound is not Qualifier.AT_LEAST:
            self.bound = Qualifier.UP_TO
            self.best_case = self.best_case or match["best"] is not None

    def _worded(self) -> Figure | None:
        """`half`, `double`, `threefold`, `절반`."""
        words, turn, wording = _turned(_AS_MUCH.sub("", self.rest))
        words = words.lower()
        part = _FRACTION.fullmatch(words)
        if part is not None:
            whole = Fraction(part["n"]) if part["n"] else Fraction(_ORDINALS[part["ordinal"]])
            count = Fraction(part["k"]) if part["k"] else Fraction(_FEW.get(part["few"] or "", 1))
            if whole:
                return self._figure(Form.PLAIN, Printed(count / whole, Fraction(1, 10)), None, "x", turn, wording)
        known = _WORD_RATIOS.get(words)
        if known is not None:
            return self._figure(Form.PLAIN, Printed(*known), None, "x", turn, wording)
        fold = _FOLD.fullmatch(words)
        if fold and fold["word"] in NUMBER_WORDS:
            number = Printed(Fraction(NUMBER_WORDS[fold["word"]]), ONE)
            return self._figure(Form.PLAIN, number, None, "x", turn, wording)
        return None

    def _out_of(self) -> Figure | None:
        """`7 of 10`, `10명 중 7명`: the printed 7 is what was rounded."""
        match = _OUT_OF.match(self.rest)
        if match is None:
            return None
        part, whole = _lone_number(match["k"] or match["k2"]), _lone_number(match["n"] or match["n2"])
        if part is None or whole is None or whole.value <= 0:
            return None
        return self._figure(Form.PLAIN, part, None, "%")._replace(out_of=whole)

    def _numbers(self) -> Figure:
        first, unit, position = self._number(0)
        second, form = None, Form.PLAIN
        if joint := _TOLERANCE.match(self.rest, position):
            form = Form.TOLERANCE
        elif joint := _RANGE.match(self.rest, position):
            form = Form.RANGE
        if joint is not None:
            second, second_unit, position = self._number(joint.end())
            unit, first, second = _shared(unit, first, second_unit, second, self.money)
        if position < len(self.rest):
            raise BadValue(f"cannot read {self.rest[position:]!r} behind the figure")
        if unit and _NO_UNIT.search(unit):
            raise BadValue(f"cannot read {unit!r} behind the figure")
        turn, wording = Turn.NONE.value, ""
        if not unit.isalnum() or not unit.isascii():  # a unit of one plain word has no turn behind it
            unit, turn, wording = _turned(unit)
        if form is Form.RANGE and second is not None and second.value < first.value:
            raise BadValue("the range runs downwards; write the smaller end first")
        if form is Form.PLAIN and first.span is not None:
            low, high = first.span
            form, first, second = Form.RANGE, Printed(low, first.place), Printed(high, first.place)
        return self._figure(form, first, second, unit, turn, wording)

    def _number(self, start: int) -> tuple[Printed, str, int]:
        """One signed number with its scale and unit, and where it ends."""
        rest, position, negative = self.rest, _past_space(self.rest, start), False
        if rest[position : position + 1] in ("-", "−", "+"):
            negative = rest[position] != "+"
            position = _past_space(rest, position + 1)
        if currency := _CURRENCY.match(rest, position):
            self.money, position = _SIGNS[currency[0]], _past_space(rest, currency.end())
        try:
            found = read_number(rest, position)
        except BadNumber as problem:
            raise BadValue(str(problem)) from problem
        if found is None:
            raise BadValue(_no_number(self.text))
        number, position = found
        if negative:
            number = number.negated()
        if position == len(rest):
            return number, self.money, position
        behind = _behind(rest[position:], bool(self.money))
        if behind.or_more:
            self.bound = Qualifier.AT_LEAST
        unit = behind.unit
        if self.money:
            per = unit.startswith("/") or unit.lower().startswith("per ")
            unit = f"{self.money} {unit}" if per else unit or self.money
        return number.times(behind.scale), unit, position + behind.length


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind a number, up to what joins it to a second one or to the end: its length, and what it says."""

    length: int
    unit: str
    scale: Fraction  # of a letter that counts money: 3 M USD
    or_more: bool


@lru_cache(maxsize=16384)
def _behind(rest: str, money: bool) -> _Behind:
    """What follows a number: ten thousand figures are followed by a few dozen units."""
    position, factor = 0, ONE
    scale = _MONEY_SCALE.match(rest)
    if scale is not None and (money or _MONEY_CODE.match(rest, scale.end())):
        position, factor = scale.end(), Fraction(MONEY_SCALES[scale[1]])
    more = _OR_MORE.match(rest, position)
    if more is not None:
        position = more.end()
    joint = _JOINT.search(rest, position)
    end = joint.start() if joint is not None else len(rest)
    return _Behind(end, rest[position:end].strip(), factor, more is not None)


def _past_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _lone_number(text: str) -> Printed | None:
    try:
        found = read_number(text.strip())
    except BadNumber:
        return None
    return found[0] if found is not None and found[1] == len(text.strip()) else None


@lru_cache(maxsize=4096)
def _turned(unit: str) -> tuple[str, str, str]:
    """Take `more`, `less` and their like off the end: (what is left, the turn's name, the wording)."""
    match = _TURN.search(unit)
    if match is None:
        return unit, Turn.NONE.value, ""
    left = unit[: match.start()].strip()
    more = match["more"] is not None
    if left in _PERCENT_UNITS:
        turn = Turn.MORE if more else Turn.LESS
    elif left in _TIMES_UNITS or left.lower() in _WORD_RATIOS or left.lower().endswith("fold"):
        turn = Turn.TIMES_MORE if more else Turn.TIMES_LESS
    elif not left:
        return unit, Turn.NONE.value, ""
    else:
        turn = Turn.MORE if more else Turn.LESS
    return left, turn.value, match[0].strip()


def _shared(
    unit: str, first: Printed, second_unit: str, second: Printed, money: str
) -> tuple[str, Printed, Printed]:
    """A scale or unit behind the second number holds for the first if that has none but a currency sign in front."""
    if first.scale == 1 and unit in ("", money) and second.scale != 1:
        first = first.times(second.scale)
    if not second_unit or unit == second_unit:
        return unit or second_unit, first, second
    if not unit:
        return second_unit, first, second
    if second_unit in _PERCENT_UNITS:  # 25 t +- 10 %: the tolerance is a part of the figure
        return unit, first, second.times(first.value / HUNDRED)
    try:
        left, right = parse_unit(unit, counted=True), parse_unit(_turned(second_unit)[0], counted=True)
    except UnknownUnit as problem:
        raise BadValue(f"unknown unit {problem.word!r} in the range") from problem
    if left.dims != right.dims:
        raise BadValue(f"the two numbers are of different kinds, {unit} and {second_unit}")
    return second_unit, first.times(left.factor / right.factor), second


def _no_number(text: str) -> str:
    lowered = text.strip().lower()
    if lowered.lstrip("+-.") in ("nan", "inf", "infinity", "null", "~", "none", "true", "false"):
        return f"{text.strip()!r} is no figure"
    return f"no number found in {text.strip()[:60]!r}"


class _Reader:
    """What a figure stands for in a claim of a given kind."""

    def __init__(
        self, figure: Figure, comparison: bool, kind: str, signed: bool, counted: bool, digits: int | None
    ) -> None:
        self.figure, self.comparison, self.kind = figure, comparison, kind
        self.unit = parse_unit(figure.unit_text, counted)
        self.first, self.second = figure.first, figure.second
        if digits is not None:
            self.first = self.first.with_digits(digits)
            self.second = self.second and self.second.with_digits(digits)
        self.signed = signed
        self.ambiguous: str | None = None

    def read(self) -> Quantity:
        figure = self.figure
        if figure.form is Form.SIMILAR:
            return self._made(RATIO, _around(ONE, Fraction(1, 10)), _around(ONE, Fraction(3, 10)))
        if figure.turn is not Turn.NONE:
            return self._turned()
        unit, scale = self.unit, ONE
        if figure.out_of is not None:
            scale = HUNDRED / figure.out_of.value
        elif unit.is_ratio and self.kind == "share" and not self.comparison:
            unit, scale = PERCENT, HUNDRED  # half of a share is 50 %
        rounded, loose = self._readings()
        if self.comparison and unit.is_percent and figure.out_of is None:
            unit, scale = RATIO, Fraction(1, 100)
            if figure.first.value < 0 or figure.text.lstrip().startswith("+"):
                return self._made(RATIO, rounded.scaled(scale).shifted(ONE), loose.scaled(scale).shifted(ONE))
        if scale != 1:
            rounded, loose = rounded.scaled(scale), loose.scaled(scale)
        return self._made(unit, rounded, loose, scale)

    def _turned(self) -> Quantity:
        """`40 % more`, `50 % less`, `4.5 times faster`: the qualifier acts on the printed number, then it turns."""
        figure = self.figure
        sign = ONE if figure.turn is Turn.MORE else -ONE
        rounded, loose = (part.at_least_zero() for part in self._readings())
        if figure.turn in (Turn.TIMES_MORE, Turn.TIMES_LESS):
            self.ambiguous = f"{figure.word!r} behind a multiple"
            if figure.turn is Turn.TIMES_LESS and rounded.hi == 0:
                raise BadValue(f"{figure.text.strip()!r}: nothing can be 0 times less")
            if figure.turn is Turn.TIMES_LESS:
                rounded, loose = (_inverse(part) for part in (rounded, loose))
            return self._made(RATIO, rounded, loose)
        if not self.unit.is_percent:  # `200 W more`: a difference
            return self._made(self.unit, rounded.scaled(sign), loose.scaled(sign))
        if not self.comparison:
            if sign < 0 and not self.signed:
                raise BadValue(f"{figure.text.strip()!r} is a fall, and no baseline says of what")
            changed = self._made(PERCENT, rounded.scaled(sign), loose.scaled(sign), sign)
            return changed._replace(is_change=True)
        if figure.word in ("faster", "slower") and self.kind in ("latency", "training_time"):
            self.ambiguous = f"{figure.word!r} of a time"
        step = sign / HUNDRED
        return self._made(RATIO, rounded.scaled(step).shifted(ONE), loose.scaled(step).shifted(ONE))

    def _readings(self) -> tuple[Interval, Interval]:
        figure, first, second = self.figure, self.first, self.second
        if second is not None and figure.form is Form.TOLERANCE:
            rounded = _around(first.value, abs(second.value))
            slack = min(first.place, second.place) * (2 if figure.about else 1) / 2
        elif second is not None:
            rounded = Interval(first.value, second.value)
            slack = max(first.place, second.place) * (2 if figure.about else 1) / 2
        else:
            return self._lone()
        loose = Interval(rounded.lo - slack, rounded.hi + slack)
        if figure.bound is Qualifier.AT_LEAST:
            return Interval(rounded.lo, INFINITY), Interval(loose.lo, INFINITY)
        if figure.bound is Qualifier.UP_TO:
            return Interval(-INFINITY, rounded.hi), Interval(-INFINITY, loose.hi)
        return rounded, loose

    def _lone(self) -> tuple[Interval, Interval]:
        figure, number = self.figure, self.first
        value, half = number.value, _half(number.place)
        slack = number.place if figure.about else half
        if figure.bound is Qualifier.AT_LEAST:
            return Interval(value, INFINITY), Interval(value - slack, INFINITY)
        if figure.bound is Qualifier.UP_TO:
            return Interval(-INFINITY, value), Interval(-INFINITY, value + slack)
        if self._is_exact_count():
            point = Interval.exactly(value)
            return point, point
        return _around(value, half), _around(value, _half(number.place, 4) if figure.about else number.place)

    def _is_exact_count(self) -> bool:
        """A whole number of a count or rank, printed to its last unit, was counted and not rounded."""
        return self.kind in ("count", "rank") and self.first.whole and not self.figure.about and not self.unit.is_ratio

    def _made(self, unit: Unit, rounded: Interval, loose: Interval, scale: Fraction = ONE) -> Quantity:
        figure = self.figure
        difference = unit.points or (self.comparison and not unit.is_ratio)
        if not self.signed and not difference:
            if figure.first.value < 0 and not self.comparison:
                raise BadValue(f"{figure.text.strip()!r} is negative, which a {self.kind} cannot be")
            rounded, loose = rounded.at_least_zero(), loose.at_least_zero()
        qualifier = figure.bound or (Qualifier.ABOUT if figure.about else Qualifier.NONE)
        numbers = (figure.first.value,) if figure.second is None else (figure.first.value, figure.second.value)
        printed: tuple[Fraction, ...] = ()
        if figure.turn is Turn.NONE:
            printed = numbers if scale is ONE else tuple(number * scale for number in numbers)
        return Quantity(
            figure.text, unit, rounded, loose, qualifier, figure.best_case, self.ambiguous, False, printed,
            () if figure.form is Form.SIMILAR else numbers,
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _half(place: Fraction, times: int = 1) -> Fraction:
    return place * times / 2


def _around(value: Fraction, half: Fraction) -> Interval:
    # By whole numbers: this is half of what reading a claim file costs, and fractions add at a third of the speed.
    top, bottom = value.numerator * half.denominator, value.denominator * half.denominator
    reach = half.numerator * value.denominator
    return Interval(Fraction(top - reach, bottom), Fraction(top + reach, bottom))


def _inverse(part: Interval) -> Interval:
    """1/x of a multiple, which is never negative."""
    lo: Number = Fraction(0) if part.hi == INFINITY else 1 / part.hi if part.hi else INFINITY
    return Interval(lo, 1 / part.lo if part.lo else INFINITY)
