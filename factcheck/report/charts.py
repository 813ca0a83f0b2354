"""The pictures: where their bars, ends, points and ticks stand. Templates draw them; nothing here knows of markup.

Places across are percentages of the picture's width, so that it fits any screen while its letters keep their size;
places down are in CSS pixels. The pictures are templates of our own and no charting library's: matplotlib took 30 ms
and 18 kB for one interval strip, with its letters as outlines that no screen reader reads, no dark mode turns and no
narrow screen reflows; vega and plotly need a script engine or a script on the page. Ours take 0.1 ms and 2 kB.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from factcheck.model.finding import Evidence
from factcheck.model.interval import Interval, Number, nearest_float
from factcheck.report.figures import digits_for, log10, say_number

_LEFT, _RIGHT = 20.0, 80.0  # the margins hold the numbers at the ends of the bars
_LOG_FROM = 30  # ends further apart than this many times stand on a logarithmic axis
_PAD = Fraction(4, 100)
_OPEN_PAD = Fraction(15, 100)  # of the picture, so that an open bar has a length before its arrow
_COARSE = 1e-6  # a stretch this small beside its numbers is reckoned with fractions
_HEAD, _ROW, _AXIS = 20, 22, 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One side: its rounded reading inside its loose one, the ends of the rounded as text; open ends have arrows."""

    side: str  # stated or implied
    x: str
    end: str
    width: str
    loose_x: str
    loose_end: str
    loose_width: str
    head_y: int
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
class Chart:
    """A picture of stated against implied."""

    bars: tuple[Bar, ...]
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
        ("stated", stated, evidence.loose_stated or stated),
        ("implied", implied, evidence.loose_implied or implied),
    )
    intervals = [interval for _, *readings in sides for interval in readings]
    scale = Scale.of(intervals, _LEFT, _RIGHT)
    if scale is None:
        return None
    digits = digits_for([stated, implied])
    bars, y = [], 0
    for side, rounded, loose in sides:
        bars.append(_bar(side, rounded, loose, scale, y, digits))
        y += _HEAD + _ROW
    arrows = any(bar.open_low or bar.open_high for bar in bars)
    return Chart(tuple(bars), tuple(scale.ticks()), scale.is_log, arrows, y + 4, y + 4 + _AXIS)


def _bar(side: str, rounded: Interval, loose: Interval, scale: "Scale", y: int, digits: int) -> Bar:
    low, high = scale.place(rounded.lo), scale.place(rounded.hi)
    under, over = scale.place(loose.lo), scale.place(loose.hi)
    return Bar(
        side, _percent(low), _percent(high), _percent(high - low), _percent(under), _percent(over), _percent(over - under),
        y + _HEAD - 6, y + _HEAD, _short(rounded.lo, digits), _short(rounded.hi, digits), isinstance(rounded.lo, float),
        isinstance(rounded.hi, float), rounded.is_exact,
    )  # fmt: skip


# ---- many values of one quantity -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Strip:
    """One value on the axis that it shares with others: both readings as places (%), open ends with arrows."""

    x: str
    end: str
    width: str
    loose_x: str
    loose_width: str
    open_low: bool
    open_high: bool
    is_point: bool


def strip(rounded: Interval, loose: Interval, scale: "Scale") -> Strip:
    """A value on `scale`."""
    low, high = scale.place(rounded.lo), scale.place(rounded.hi)
    under, over = scale.place(loose.lo), scale.place(loose.hi)
    return Strip(
        _percent(low), _percent(high), _percent(high - low), _percent(under), _percent(over - under),
        isinstance(rounded.lo, float), isinstance(rounded.hi, float), high - low < 1.5,
    )  # fmt: skip


# ---- growth ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GrowthChart:
    """Two figures in time, and where the stated growth would have led from the first; places in percent and pixels."""

    start_x: str
    end_x: str
    start_y: float
    end_y: float  # of the figure that is stated at the end
    low_y: float  # of what the stated growth leads to, at its lowest
    high_y: float
    grown_y: float  # of its number, clear of the other one
    start_text: str
    end_text: str
    grown_text: str
    start_period: str
    end_period: str
    height: int = 170


_GROWTH_TOP, _GROWTH_BOTTOM = 24.0, 136.0


def growth_chart(
    start: Fraction, end: Fraction, grown: Interval, texts: tuple[str, str, str], periods: tuple[str, str]
) -> GrowthChart | None:
    """A growth path: from `start` to `end` as stated, and from `start` by the stated growth to `grown`.

    None where an end is open or nothing differs, so that there is nothing to draw to scale.
    """
    if not grown.is_finite:
        return None
    marks = [float(start), float(end), float(grown.lo), float(grown.hi)]
    low, high = min(0.0, *marks), max(marks)
    if not all(map(math.isfinite, marks)) or high == low:
        return None

    def down(value: float) -> float:
        return round(_GROWTH_BOTTOM - (value - low) / (high - low) * (_GROWTH_BOTTOM - _GROWTH_TOP), 1)

    stated_y, grown_y = down(marks[1]), (down(marks[2]) + down(marks[3])) / 2
    if abs(stated_y - grown_y) < 16:
        grown_y = stated_y - 16 if grown_y <= stated_y else stated_y + 16
    return GrowthChart(
        "22%", "68%", down(marks[0]), stated_y, down(marks[2]), down(marks[3]), round(grown_y, 1), *texts, *periods
    )


# ---- axes ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of numbers laid over part of the picture's width, from `left` to `right` (%)."""

    low: Fraction
    high: Fraction
    is_log: bool
    left: float
    right: float
    bottom: float  # `low` and `high` as doubles, or their logarithms
    top: float

    @classmethod
    def of(cls, intervals: Sequence[Interval], left: float, right: float) -> "Scale | None":
        """The scale that holds all finite ends; None without one."""
        ends = [end for part in intervals for end in (part.lo, part.hi) if not isinstance(end, float)]
        if not ends:
            return None
        low, high = min(ends), max(ends)
        open_low = any(isinstance(part.lo, float) for part in intervals)
        open_high = any(isinstance(part.hi, float) for part in intervals)
        if low > 0 and high / low > _LOG_FROM:
            spare = Fraction(10) ** math.ceil((log10(high) - log10(low)) * float(_OPEN_PAD))
            low, high = low / spare if open_low else low, high * spare if open_high else high
            return cls(low, high, True, left, right, log10(low), log10(high))
        span = high - low or abs(low) or Fraction(1)
        start = low - span * (_OPEN_PAD if open_low else _PAD if low else 0)
        end = high + span * (_OPEN_PAD if open_high else _PAD)
        return cls(start, end, False, left, right, nearest_float(start), nearest_float(end))

    def place(self, number: Number) -> float:
        """Where a number stands across the picture, in percent."""
        if isinstance(number, float):
            return self.right if number > 0 else self.left
        if self.is_log:
            part = (log10(number) - self.bottom) / (self.top - self.bottom)
        elif self.top - self.bottom > _COARSE * abs(self.top):
            part = (float(number) - self.bottom) / (self.top - self.bottom)
        else:  # doubles would not tell these numbers apart, or not hold them
            part = float((number - self.low) / (self.high - self.low))
        return self.left + part * (self.right - self.left)

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
