"""Expressions over claims: which unit the result has, and which values it can take under either reading.

Units decide first. Percentages differ in percentage points; counts are plain numbers; the gas of a mass is followed
beside its unit, so that a CO2 figure and a CO2e figure that meet are noticed and an unnamed gas is not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from factcheck.model.expression import Constant, Expression, Node, Operation, Reference
from factcheck.model.interval import DivisionByZero, Interval
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.units import COUNT, PERCENT, POINTS, RATIO, Unit, parse_unit, without_gas
from factcheck.reasoning.ranges import Undecided, true_range
from factcheck.reasoning.terms import Exact, Formula, Term, Variable, scaled

PERCENT_PER_YEAR = parse_unit("%/year")
_HUNDRED = Fraction(100)


class UnitsClash(ValueError):
    """Two parts of an expression cannot be added or compared; the two units."""

    def __init__(self, left: Unit, right: Unit) -> None:
        super().__init__(str(left), str(right))
        self.left, self.right = left, right


class Unreckonable(ValueError):
    """The result cannot be reckoned; the message says why, for the reader."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A part of an expression: its formula, its unit without the gas, and the gases that have met in it."""

    term: Term
    unit: Unit
    gases: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Implied:
    """What an expression gives: both readings in `unit`, and the gases that met in it."""

    unit: Unit
    rounded: Interval
    loose: Interval
    gases: frozenset[str] = frozenset()

    @property
    def gas(self) -> str | None:
        """The gas of the result, where it is a mass, per whatever, and one gas is known."""
        has_mass = any(atom.dims == (("kg", 1),) and power > 0 for atom, power in self.unit.atoms)
        return next(iter(self.gases)) if has_mass and len(self.gases) == 1 else None


class Operand(Protocol):
    """What an expression may name: a claim, or a figure in its place."""

    @property
    def value(self) -> Quantity: ...

    @property
    def period(self) -> Period | None: ...


@dataclass(slots=True)
class Reckoning:
    """Turns expressions into formulas over the claims that they name.

    `one_year` holds claims that are totals of one year and are taken as rates per year.
    """

    claims: Mapping[str, Operand]
    one_year: frozenset[str] = frozenset()
    order: list[str] = field(default_factory=list)

    def implied(self, expression: Expression) -> Implied:
        """What the expression gives.

        Raises UnitsClash, or Unreckonable with the reason.
        """
        return self.result(self.typed(expression.root))

    def result(self, part: Typed) -> Implied:
        """Both readings of a part; extrema are true ones."""
        rounded = [self._value(name, loose=False) for name in self.order]
        loose = [self._value(name, loose=True) for name in self.order]
        return Implied(part.unit, self._range(part.term, rounded), self._range(part.term, loose), part.gases)

    def _range(self, term: Term, box: list[Interval]) -> Interval:
        try:
            return true_range(term, box)
        except DivisionByZero as problem:
            raise Unreckonable("a divisor may be zero") from problem
        except Undecided as problem:
            raise Unreckonable(str(problem)) from problem

    def _value(self, name: str, loose: bool) -> Interval:
        quantity = self.claims[name].value
        reading = quantity.loose if loose else quantity.rounded
        return quantity.base(reading) if quantity.unit.offset else reading

    def typed(self, root: Node) -> Typed:
        """Formula and unit of an expression tree; no recursion, so that long sums are no danger."""
        done: list[Typed] = []
        waiting: list[tuple[Node, bool]] = [(root, False)]
        while waiting:
            node, ready = waiting.pop()
            if isinstance(node, Constant):
                done.append(Typed(Exact(node.value), without_gas(node.unit), _gases(node.unit)))
            elif isinstance(node, Reference):
                done.append(self.reference(node.claim))
            elif not ready:
                waiting.append((node, True))
                waiting.extend((operand, False) for operand in reversed(node.operands))
            else:
                size = len(node.operands)
                parts = done[-size:]
                del done[-size:]
                done.append(self._operation(node, parts))
        return done[0]

    def reference(self, name: str) -> Typed:
        """A claim as a part of a formula."""
        if name not in self.order:
            self.order.append(name)
        unit = self.claims[name].value.unit
        gases = _gases(unit)
        unit = parse_unit("K") if unit.offset else without_gas(unit)
        if name in self.one_year:
            unit = unit / parse_unit("year")
        return Typed(Variable(self.order.index(name)), unit, gases)

    def _operation(self, node: Operation, parts: list[Typed]) -> Typed:
        name = node.name
        if name == "growth":
            return self._growth(node, parts)
        if name in ("+", "-"):
            hundred = isinstance(node.operands[0], Constant) and parts[0].unit.is_percent
            return add(parts[0], parts[1], name == "-", complement=hundred and node.operands[0] == _WHOLE)
        return _OPERATIONS[name](parts)

    def _growth(self, node: Operation, parts: list[Typed]) -> Typed:
        start, end = parts[0], convert(parts[1], parts[0])
        if len(parts) == 3:
            years = parts[2]
            if years.unit.dims == (("s", 1),):
                years = Typed(scaled(years.term, years.unit.factor / parse_unit("year").factor), RATIO)
            elif years.unit.dims:
                raise UnitsClash(years.unit, parse_unit("year"))
            term = years.term
        else:
            term = Exact(self._years(node))
        growth = Formula("growth", (start.term, end.term, term))
        return Typed(Formula("mul", (Exact(_HUNDRED), growth)), PERCENT_PER_YEAR)

    def _years(self, node: Operation) -> Fraction:
        """Years between the periods of the two claims of a growth that names none."""
        periods = []
        for operand in node.operands[:2]:
            claim = self.claims[operand.claim] if isinstance(operand, Reference) else None
            if claim is None or claim.period is None:
                raise Unreckonable("growth(a, b) without years needs the periods of both claims")
            periods.append(claim.period)
        years = periods[0].years_to(periods[1])
        if not years:
            raise Unreckonable("the two periods of growth(a, b) do not lie apart")
        return years


_WHOLE = Constant(_HUNDRED, PERCENT, "100 %")


def convert(part: Typed, to: Typed) -> Typed:
    """`part` in the unit of `to`.

    Raises UnitsClash where they are of different dimensions.
    """
    if part.unit.dims != to.unit.dims:
        raise UnitsClash(to.unit, part.unit)
    return Typed(scaled(part.term, part.unit.factor / to.unit.factor), to.unit, to.gases | part.gases)


def add(left: Typed, right: Typed, minus: bool = False, complement: bool = False) -> Typed:
    """Left + right, or left - right. Two percentages differ by percentage points; 100 % less a percentage does not."""
    unit = left.unit
    if left.unit.is_percent and right.unit.is_percent and minus and not complement:
        unit = POINTS
    elif left.unit.points and right.unit.is_percent:
        unit = PERCENT
    first = Typed(left.term, _plain_points(left.unit), left.gases)
    second = convert(Typed(right.term, _plain_points(right.unit), right.gases), first)
    return Typed(Formula("sub" if minus else "add", (left.term, second.term)), unit, second.gases)


def _plain_points(unit: Unit) -> Unit:
    return PERCENT if unit.points and not unit.dims else unit


def _pure(part: Typed) -> Typed:
    """Percentages, points and counts as plain numbers, which is what they are in a product."""
    unit = part.unit
    if unit.is_percent or (unit.points and not unit.dims) or unit is COUNT:
        return Typed(scaled(part.term, unit.factor), RATIO, part.gases)
    return part


def _product(parts: list[Typed]) -> Typed:
    left, right = _pure(parts[0]), _pure(parts[1])
    unit = left.unit * right.unit
    return _settled(Formula("mul", (left.term, right.term)), unit, left.gases | right.gases)


def quotient(parts: list[Typed]) -> Typed:
    """parts[0] / parts[1]."""
    left, right = _pure(parts[0]), _pure(parts[1])
    return _settled(Formula("div", (left.term, right.term)), left.unit / right.unit, left.gases | right.gases)


def _settled(term: Term, unit: Unit, gases: frozenset[str]) -> Typed:
    """The result in a unit whose words say its size."""
    natural = unit.natural()
    return Typed(scaled(term, unit.factor / natural.factor), natural, gases)


def product(parts: list[tuple[Typed, int]]) -> Typed:
    """The product of parts, each to its power (1 or -1)."""
    above = [part for part, power in parts if power > 0]
    below = [part for part, power in parts if power < 0]
    result = above[0] if above else Typed(Exact(Fraction(1)), RATIO)
    for part in above[1:]:
        result = _product([result, part])
    for part in below:
        result = quotient([result, part])
    return result


def _gases(unit: Unit) -> frozenset[str]:
    return frozenset([unit.gas]) if unit.gas else frozenset()


def _change(parts: list[Typed]) -> Typed:
    start, end = parts
    ratio = quotient([convert(end, start), start])
    return Typed(Formula("sub", (ratio.term, Exact(Fraction(1)))), RATIO)


def points(parts: list[Typed]) -> Typed:
    """B - a of two percentages, in percentage points."""
    start, end = parts
    for part in parts:
        if part.unit.dims:
            raise UnitsClash(part.unit, PERCENT)
    first, second = (scaled(part.term, part.unit.factor * _HUNDRED) for part in (start, end))
    return Typed(Formula("sub", (second, first)), POINTS)


def total(parts: list[Typed]) -> Typed:
    """The sum of parts, in the unit of the first."""
    left = parts[0]
    for part in parts[1:]:
        left = add(left, part)
    return left


def _extreme(name: str) -> Callable[[list[Typed]], Typed]:
    def pick(parts: list[Typed]) -> Typed:
        first = parts[0]
        converted = [convert(part, first) for part in parts]
        gases = frozenset().union(*(part.gases for part in converted))
        return Typed(Formula(name, tuple(part.term for part in converted)), first.unit, gases)

    return pick


_OPERATIONS: dict[str, Callable[[list[Typed]], Typed]] = {
    "*": _product, "/": quotient, "neg": lambda parts: Typed(Formula("neg", (parts[0].term,)), parts[0].unit, parts[0].gases),
    "change": _change, "points": points, "share": quotient, "sum": total, "min": _extreme("min"), "max": _extreme("max"),
}  # fmt: skip
