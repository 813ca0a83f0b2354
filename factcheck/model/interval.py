"""Closed intervals with exact ends.

An end is a `Fraction`, or `±inf`. Nothing is ever rounded here: what a printed figure stands for is decided once, in
`quantity`, and from there on `+ - * /` are exact. Division by an interval that touches zero is unbounded on that side;
one that holds zero inside is refused.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | float  # a float only ever as ±inf
INFINITY = math.inf


class DivisionByZero(ArithmeticError):
    """The divisor may be zero, so the quotient can be anything."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `lo` to `hi`, both ends included."""

    lo: Number
    hi: Number

    @classmethod
    def exactly(cls, value: Fraction | int) -> "Interval":
        number = Fraction(value)
        return cls(number, number)

    @property
    def is_exact(self) -> bool:
        return self.lo == self.hi

    @property
    def is_finite(self) -> bool:
        return isinstance(self.lo, Fraction) and isinstance(self.hi, Fraction)

    @property
    def width(self) -> Number:
        return plus(self.hi, -self.lo)

    @property
    def middle(self) -> Fraction | None:
        """The midpoint; None where an end is infinite."""
        if isinstance(self.lo, Fraction) and isinstance(self.hi, Fraction):
            return (self.lo + self.hi) / 2
        return None

    def __contains__(self, value: Number) -> bool:
        return self.lo <= value <= self.hi

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two share a number; touching counts."""
        return self.lo <= other.hi and other.lo <= self.hi

    def meets_only_at_an_end(self, other: "Interval") -> bool:
        """Whether all they share is the upper end of one and the lower end of the other, neither being exact alone."""
        if self.is_exact and other.is_exact:
            return False
        return self.hi == other.lo or other.hi == self.lo

    def gap(self, other: "Interval") -> Number:
        """How far apart the two are; zero or less where they touch or overlap."""
        return max(plus(other.lo, -self.hi), plus(self.lo, -other.hi))

    def hull(self, other: "Interval") -> "Interval":
        return Interval(min(self.lo, other.lo), max(self.hi, other.hi))

    def meet(self, other: "Interval") -> "Interval | None":
        lo, hi = max(self.lo, other.lo), min(self.hi, other.hi)
        return Interval(lo, hi) if lo <= hi else None

    def at_least_zero(self) -> "Interval":
        """What is left of it when the quantity cannot be negative."""
        lo = self.lo
        if isinstance(lo, Fraction) and lo.numerator >= 0:  # a comparison of fractions costs ten times as much
            return self
        return Interval(Fraction(0), max(self.hi, Fraction(0)))

    def scaled(self, factor: Fraction) -> "Interval":
        """`factor` times every number of it."""
        if factor == 1:
            return self
        lo, hi = times(self.lo, factor), times(self.hi, factor)
        return Interval(lo, hi) if factor >= 0 else Interval(hi, lo)

    def shifted(self, by: Fraction) -> "Interval":
        return Interval(plus(self.lo, by), plus(self.hi, by))

    def __neg__(self) -> "Interval":
        return Interval(-self.hi, -self.lo)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(plus(self.lo, other.lo), plus(self.hi, other.hi))

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(plus(self.lo, -other.hi), plus(self.hi, -other.lo))

    def __mul__(self, other: "Interval") -> "Interval":
        if self.lo >= 0 and other.lo >= 0:  # most figures are positive; the general case costs four products
            return Interval(times(self.lo, other.lo), times(self.hi, other.hi))
        ends = [times(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: "Interval") -> "Interval":
        if _is_positive(self) and _is_positive(other):  # nearly every quotient of two figures
            return Interval(_quotient(self.lo, other.hi), _quotient(self.hi, other.lo))
        return self * other.inverse()

    def inverse(self) -> "Interval":
        """1/x for every x of it.

        Raises DivisionByZero where zero lies inside, or where it is the whole interval.
        """
        if self.lo < 0 < self.hi or self.lo == self.hi == 0:
            raise DivisionByZero
        lo = -INFINITY if self.hi == 0 else _reciprocal(self.hi)
        hi = INFINITY if self.lo == 0 else _reciprocal(self.lo)
        return Interval(lo, hi)


def times(left: Number, right: Number) -> Number:
    """Left x right, where nothing times infinity is nothing: an end that cannot be reached adds no value."""
    if left == 0 or right == 0:
        return Fraction(0)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    return INFINITY if (left > 0) == (right > 0) else -INFINITY  # never through a float: 10^600 is none


def plus(left: Number, right: Number) -> Number:
    """Left + right; an infinite end stays what it is."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    return left if isinstance(left, float) else right


def nearest_float(value: Number) -> float:
    """The double nearest to `value`; infinite beyond the doubles."""
    try:
        # What float() does with a fraction, without the three calls that it takes to get there.
        return value if isinstance(value, float) else value.numerator / value.denominator
    except OverflowError:
        return INFINITY if value > 0 else -INFINITY


def _is_positive(interval: Interval) -> bool:
    lo, hi = interval.lo, interval.hi
    return isinstance(lo, Fraction) and isinstance(hi, Fraction) and lo.numerator > 0


def _quotient(above: Number, below: Number) -> Fraction:
    """Above / below for two fractions, with one reduction where the operator makes several."""
    return Fraction(above.numerator * below.denominator, above.denominator * below.numerator)  # type: ignore[union-attr]


def _reciprocal(value: Number) -> Fraction:
    return 1 / value if isinstance(value, Fraction) else Fraction(0)
