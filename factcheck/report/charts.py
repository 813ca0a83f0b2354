"""The interval picture: where its bars, ends and ticks stand. Templates draw it; nothing here knows of markup.

Places across are percentages of the picture's width, so that it fits any screen while its letters keep their size;
places down are in CSS pixels.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from factcheck.model.finding import Evidence
from factcheck.model.interval import INFINITY, Interval, Number
from factcheck.report.figures import digits_for, log10, say_number

_LEFT, _RIGHT = 20.0, 80.0  # the margins hold the numbers at the ends of the bars
_LOG_FROM = 30  # ends further apart than this many times stand on a logarithmic axis
_PAD = Fraction(4, 100)
_OPEN_PAD = Fraction(15, 100)  # of the picture, so that an open bar has a length before its arrow
_HEAD, _ROW, _GAP, _AXIS = 22, 22, 10, 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One reading of one side: where it starts and how wide it is (%), its ends as text; open ends have arrows."""

    side: str  # stated or implied
    reading: str  # rounded or loose
    x: str
    end: str
    width: str
    y: int
    low: str
    high: str
    open_low: bool
    open_high: bool
    is_point: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A number of the axis."""

    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a side, above its bars."""

    side: str
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of stated against implied."""

    bars: tuple[Bar, ...]
    headings: tuple[Heading, ...]
    ticks: tuple[Tick, ...]
    is_log: bool
    has_arrows: bool
    axis_y: int
    height: int
    left: str = f"{_LEFT:g}%"
    right: str = f"{_RIGHT:g}%"


def interval_chart(evidence: Evidence) -> Chart | None:
    """The picture of a finding's evidence; None where there are not two sides, or no finite end to scale it by."""
    stated, implied = evidence.stated, evidence.implied
    if stated is None or implied is None:
        return None
    sides = (
        ("stated", (("rounded", stated), ("loose", evidence.loose_stated or stated))),
        ("implied", (("rounded", implied), ("loose", evidence.loose_implied or implied))),
    )
    intervals = [interval for _, readings in sides for _, interval in readings]
    scale = _Scale.of(intervals)
    if scale is None:
        return None
    digits = digits_for(intervals)
    bars, headings, y = [], [], 0
    for side, readings in sides:
        headings.append(Heading(side, y + _HEAD - 7))
        y += _HEAD
        for reading, interval in readings:
            bars.append(_bar(side, reading, interval, scale, y, digits))
            y += _ROW
        y += _GAP
    arrows = any(bar.open_low or bar.open_high for bar in bars)
    return Chart(tuple(bars), tuple(headings), tuple(scale.ticks()), scale.is_log, arrows, y, y + _AXIS)


def _bar(side: str, reading: str, interval: Interval, scale: "_Scale", y: int, digits: int) -> Bar:
    low, high = scale.place(interval.lo), scale.place(interval.hi)
    return Bar(
        side, reading, _percent(low), _percent(high), _percent(high - low), y, _short(interval.lo, digits),
        _short(interval.hi, digits), interval.lo == -INFINITY, interval.hi == INFINITY, interval.is_exact,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scale:
    """A stretch of numbers laid over the picture's width."""

    low: Fraction
    high: Fraction
    is_log: bool

    @classmethod
    def of(cls, intervals: Sequence[Interval]) -> "_Scale | None":
        ends = [end for part in intervals for end in (part.lo, part.hi) if isinstance(end, Fraction)]
        if not ends:
            return None
        low, high = min(ends), max(ends)
        open_low = any(part.lo == -INFINITY for part in intervals)
        open_high = any(part.hi == INFINITY for part in intervals)
        if low > 0 and high / low > _LOG_FROM:
            spare = Fraction(10) ** math.ceil((log10(high) - log10(low)) * float(_OPEN_PAD))
            return cls(low / spare if open_low else low, high * spare if open_high else high, True)
        span = high - low or abs(low) or Fraction(1)
        start = low - span * (_OPEN_PAD if open_low else _PAD if low else 0)
        return cls(start, high + span * (_OPEN_PAD if open_high else _PAD), False)

    def place(self, number: Number) -> float:
        """Where a number stands across the picture, in percent."""
        if isinstance(number, float):
            return _RIGHT if number > 0 else _LEFT
        if self.is_log:
            bottom, top = log10(self.low), log10(self.high)
            part = (log10(number) - bottom) / (top - bottom)
        else:
            part = float((number - self.low) / (self.high - self.low))
        return _LEFT + part * (_RIGHT - _LEFT)

    def ticks(self) -> Iterator[Tick]:
        """Two to five round numbers."""
        marks = list(self._powers() if self.is_log else self._steps())
        digits = digits_for(Interval(a, b) for a, b in pairwise(marks))
        for mark in marks:
            yield Tick(_percent(self.place(mark)), _short(mark, digits))

    def _steps(self) -> Iterator[Fraction]:
        span = self.high - self.low
        step = Fraction(10) ** math.floor(log10(span))
        wide = next(wide for wide in (step / 5, step / 2, step, step * 2, step * 5) if span / wide < 5)
        number = -(-self.low // wide) * wide
        while number <= self.high:
            yield number
            number += wide

    def _powers(self) -> Iterator[Fraction]:
        first, last = math.floor(log10(self.low)), math.ceil(log10(self.high))
        every = max(1, -(-(last - first) // 4))
        marks = [Fraction(10) ** power for power in range(first, last + 1, every)]
        inside = [mark for mark in marks if self.low <= mark <= self.high]
        yield from inside if len(inside) > 1 else [self.low, self.high]


def _short(number: Number, digits: int) -> str:
    """A number that fits beside a bar: large ones in powers of ten."""
    if isinstance(number, Fraction) and abs(number) >= 10**7:
        exponent = math.floor(log10(abs(number)))
        return f"{say_number(number / Fraction(10) ** exponent, digits)}e{exponent}"
    return say_number(number, digits)


def _percent(part: float) -> str:
    return f"{part:.2f}%"
