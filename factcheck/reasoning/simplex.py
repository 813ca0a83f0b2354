"""Can linear equations hold while every variable keeps to its bounds? Exact, in fractions.

The general simplex of Dutertre and de Moura (A fast linear-arithmetic solver for DPLL(T), 2006): each equation is a row
whose sum is bound to zero; a row out of its bounds is pivoted with a variable that has room left, smallest first
(Bland's rule, so that it ends), until all are within theirs or one has no room, which proves that nothing fits.
Products become sums under the logarithm: `logarithm` encloses it outward, so that what is called impossible is.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

from factcheck.model.interval import INFINITY, Interval, Number

Row = Mapping[int, Fraction]
"""Coefficients by variable; the row says that their sum is zero."""

_DIGITS = 50


def can_hold(rows: Sequence[Row], bounds: Sequence[Interval]) -> bool:
    """Whether some values within `bounds` (one interval a variable) make every row zero."""
    count = len(bounds)
    limits = [*bounds, *(Interval.exactly(0) for _ in rows)]
    value: list[Fraction] = [_start(interval) for interval in bounds]
    table: dict[int, dict[int, Fraction]] = {}
    for number, row in enumerate(rows):
        table[count + number] = {variable: factor for variable, factor in row.items() if factor}
        value.append(sum((factor * value[variable] for variable, factor in row.items()), Fraction(0)))
    while True:
        basic = min((row for row in table if not limits[row].lo <= value[row] <= limits[row].hi), default=None)
        if basic is None:
            return True
        below = value[basic] < limits[basic].lo
        target = limits[basic].lo if below else limits[basic].hi
        entering = _room(table[basic], value, limits, up=below)
        if entering is None or not isinstance(target, Fraction):
            return False
        _pivot(table, value, basic, entering, target)


def _start(interval: Interval) -> Fraction:
    for end in (interval.lo, interval.hi):
        if isinstance(end, Fraction):
            return end
    return Fraction(0)


def _room(row: dict[int, Fraction], value: Sequence[Fraction], limits: Sequence[Interval], *, up: bool) -> int | None:
    """The smallest variable of a row that can still move the way that the row's sum must go."""
    for variable in sorted(row):
        rising = (row[variable] > 0) == up
        if (rising and value[variable] < limits[variable].hi) or (not rising and value[variable] > limits[variable].lo):
            return variable
    return None


def _pivot(
    table: dict[int, dict[int, Fraction]], value: list[Fraction], basic: int, entering: int, target: Fraction
) -> None:
    """Set `basic` to `target` by moving `entering`, which takes its place among the rows."""
    row = table.pop(basic)
    factor = row.pop(entering)
    moved = (target - value[basic]) / factor
    value[basic] = target
    value[entering] += moved
    solved = {variable: -other / factor for variable, other in row.items()}
    solved[basic] = 1 / factor
    for number, other in table.items():
        share = other.pop(entering, None)
        if share is None:
            continue
        value[number] += share * moved
        for variable, part in solved.items():
            total = other.get(variable, Fraction(0)) + share * part
            if total:
                other[variable] = total
            else:
                other.pop(variable, None)
    table[entering] = solved


def logarithm(interval: Interval) -> Interval:
    """The logarithms of the positive numbers of an interval, enclosed outward."""
    return Interval(_logarithm(interval.lo, ROUND_FLOOR), _logarithm(interval.hi, ROUND_CEILING))


def _logarithm(value: Number, rounding: str) -> Number:
    if not isinstance(value, Fraction):
        return value if value > 0 else -INFINITY
    if value <= 0:
        return -INFINITY
    if value == 1:
        return Fraction(0)
    context = Context(prec=_DIGITS, rounding=rounding)
    # The quotient is rounded the same way, and decimal's logarithm is right to the last digit, which one more step covers.
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    found = Fraction(context.ln(quotient))
    slack = Fraction(1, 10 ** (_DIGITS - 3)) * max(abs(found), Fraction(1))
    return found - slack if rounding == ROUND_FLOOR else found + slack
