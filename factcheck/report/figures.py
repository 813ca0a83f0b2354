"""Numbers and intervals as the pages of the report write them."""

import math
from collections.abc import Iterable

from factcheck.model.interval import INFINITY, Interval, Number, nearest_float
from factcheck.report.words import Words

_LEAST_DIGITS, _MOST_DIGITS = 4, 15


def digits_for(intervals: Iterable[Interval]) -> int:
    """Significant digits that tell the ends of each interval apart, to two digits of its width."""
    most = _LEAST_DIGITS
    for interval in intervals:
        if isinstance(interval.lo, float) or isinstance(interval.hi, float) or interval.is_exact:
            continue
        largest = max(abs(interval.lo), abs(interval.hi))
        most = max(most, math.ceil(log10(largest) - log10(interval.hi - interval.lo)) + 2)
    return min(most, _MOST_DIGITS)


def say_number(number: Number, digits: int = _LEAST_DIGITS) -> str:
    """A number in at most `digits` significant digits: `1,286.5`, `0.39`, `8.5e18`, `∞`."""
    value = nearest_float(number)
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    if not 1e-4 <= abs(value) < 1e15:
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        return f"{_trimmed(mantissa)}e{int(exponent)}".replace("-", "−")
    places = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return _trimmed(f"{value:,.{places}f}").replace("-", "−")


def say_interval(interval: Interval, words: Words, unit: str | None = None, digits: int | None = None) -> str:
    """`4.9 to 6.375 t`, `at least 5`, or the one number of an exact interval."""
    digits = digits if digits is not None else digits_for([interval])
    low, high = say_number(interval.lo, digits), say_number(interval.hi, digits)
    tail = f" {unit}" if unit and unit not in ("count", "1") else ""
    if interval.is_exact:
        return words("exactly", low=low, unit=tail)
    if interval.lo == -INFINITY:
        return words["anything"] if interval.hi == INFINITY else words("at_most", high=high, unit=tail)
    return (
        words("at_least", low=low, unit=tail)
        if interval.hi == INFINITY
        else words("between", low=low, high=high, unit=tail)
    )


def say_percent(part: float) -> str:
    """A part of one as a percentage in two significant digits: 0.465 is `47 %`."""
    percent = part * 100
    return f"{percent:,.0f} %" if percent >= 10 or percent == 0 else f"{say_number(percent, 2)} %"


def log10(number: Number) -> float:
    """The decimal logarithm of a positive number, also of one beyond the doubles."""
    if isinstance(number, float):
        return math.log10(number)
    return math.log10(number.numerator) - math.log10(number.denominator)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
