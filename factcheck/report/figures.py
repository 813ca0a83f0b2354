"""Numbers and intervals as the pages of the report write them."""

import math
from collections.abc import Iterable
from fractions import Fraction

from factcheck.model.interval import Interval, Number, nearest_float

_LEAST_DIGITS, _MOST_DIGITS = 4, 15
_MYRIADS = ((10**16, "경"), (10**12, "조"), (10**8, "억"), (10**4, "만"), (1, ""))


def digits_for(intervals: Iterable[Interval]) -> int:
    """Significant digits that tell the ends of each interval apart, to two digits of its width."""
    most = _LEAST_DIGITS
    for interval in intervals:
        low, high = nearest_float(interval.lo), nearest_float(interval.hi)  # doubles will do to count digits
        if high > low and math.isfinite(low) and math.isfinite(high):
            most = max(most, math.ceil(math.log10(max(abs(low), abs(high)) / (high - low))) + 2)
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


def say_myriads(number: Number, digits: int = _LEAST_DIGITS) -> str:
    """A number as Korean writes large ones, by 만, 억, 조 and 경: `1조 5,600억`; below 억 as everywhere."""
    value = nearest_float(number)
    if not 1e8 <= abs(value) < 1e20:
        return say_number(number, digits)
    rest = int(Fraction(f"{abs(value):.{digits - 1}e}"))
    words = []
    for size, word in _MYRIADS:
        part, rest = divmod(rest, size)
        if part:
            words.append(f"{part:,}{word}")
    return ("−" if value < 0 else "") + " ".join(words)


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
