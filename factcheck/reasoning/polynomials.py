"""Formulas as quotients of polynomials, so that the sign of a slope can be told exactly.

Interval arithmetic sees no slope of zero in `a / a`, and many a sign that is plain once terms have cancelled. Written
out as polynomials they do cancel. Only formulas of `+ - * /` with few terms are written out.
"""

from collections.abc import Sequence
from fractions import Fraction

from factcheck.model.interval import Interval
from factcheck.reasoning.terms import Exact, Formula, Term, Variable

Monomial = tuple[tuple[int, int], ...]  # (variable, power), by variable
Polynomial = dict[Monomial, Fraction]

MAX_TERMS = 120
_CONSTANT: Monomial = ()


class TooLong(ArithmeticError):
    """Too many terms, or an operation that gives no polynomials."""


def slopes(program: Sequence[Term], variables: Sequence[int]) -> list[Polynomial] | None:
    """For each variable a polynomial with the sign of the formula's partial derivative; None where it gets too long.

    `program` is the formula in postfix order.
    """
    try:
        above, below = _quotient(program)
        found = []
        for variable in variables:
            left = _times(_derivative(above, variable), below)
            right = _times(above, _derivative(below, variable))
            found.append(_plus(left, right, Fraction(-1)))
    except TooLong:
        return None
    return found


def evaluate(polynomial: Polynomial, box: Sequence[Interval]) -> Interval:
    """An enclosure of the polynomial over a box."""
    total = Interval.exactly(0)
    for monomial, coefficient in polynomial.items():
        term = Interval.exactly(coefficient)
        for variable, power in monomial:
            term = term * _power(box[variable], power)
        total = total + term
    return total


def _power(interval: Interval, power: int) -> Interval:
    product = interval
    for _ in range(power - 1):
        product = product * interval
    return product.at_least_zero() if power % 2 == 0 else product


def _quotient(program: Sequence[Term]) -> tuple[Polynomial, Polynomial]:
    stack: list[tuple[Polynomial, Polynomial]] = []
    one: Polynomial = {_CONSTANT: Fraction(1)}
    for step in program:
        if isinstance(step, Variable):
            stack.append(({((step.index, 1),): Fraction(1)}, one))
        elif isinstance(step, Exact):
            stack.append(({_CONSTANT: step.value} if step.value else {}, one))
        else:
            size = len(step.parts)
            parts = stack[-size:]
            del stack[-size:]
            stack.append(_applied(step, parts))
    return stack[0]


def _applied(step: Formula, parts: list[tuple[Polynomial, Polynomial]]) -> tuple[Polynomial, Polynomial]:
    above, below = parts[0]
    if step.name == "neg":
        return _plus({}, above, Fraction(-1)), below
    if step.name not in ("add", "sub", "mul", "div"):
        raise TooLong
    other_above, other_below = parts[1]
    if step.name == "mul":
        return _times(above, other_above), _times(below, other_below)
    if step.name == "div":
        return _times(above, other_below), _times(below, other_above)
    sign = Fraction(1 if step.name == "add" else -1)
    if below == other_below:
        return _plus(above, other_above, sign), below
    return _plus(_times(above, other_below), _times(other_above, below), sign), _times(below, other_below)


def _plus(left: Polynomial, right: Polynomial, sign: Fraction) -> Polynomial:
    total = dict(left)
    for monomial, coefficient in right.items():
        value = total.get(monomial, Fraction(0)) + sign * coefficient
        if value:
            total[monomial] = value
        else:
            total.pop(monomial, None)
    return total


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > MAX_TERMS * MAX_TERMS:
        raise TooLong
    product: Polynomial = {}
    for one, first in left.items():
        for two, second in right.items():
            powers = dict(one)
            for variable, power in two:
                powers[variable] = powers.get(variable, 0) + power
            monomial = tuple(sorted(powers.items()))
            value = product.get(monomial, Fraction(0)) + first * second
            if value:
                product[monomial] = value
            else:
                product.pop(monomial, None)
    if len(product) > MAX_TERMS:
        raise TooLong
    return product


def _derivative(polynomial: Polynomial, variable: int) -> Polynomial:
    found: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        powers = dict(monomial)
        power = powers.pop(variable, 0)
        if power:
            if power > 1:
                powers[variable] = power - 1
            found[tuple(sorted(powers.items()))] = coefficient * power
    return found
