"""Systems of equations over figures that are known within intervals: can all of them hold at once?

Forward-backward contraction (HC4; Benhamou, Goualard, Granvilliers and Puget, Revising hull and box consistency, 1999)
narrows every figure to what the others leave of it, exactly, until nothing changes. An empty interval proves that no
values fit. Where no figure can be reached twice from another, what is left does fit. Else a system of sums, or one of
products and compound growths of positive figures, is settled by an exact simplex, the latter under the logarithm; in
what mixes the two, boxes are split a bounded number of times, and what stays open is never called a conflict. An SMT
solver would settle those as well, at the price of a binary far larger than the rest of the program.
"""

import contextlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from factcheck.model.interval import INFINITY, DivisionByZero, Interval, Number, plus
from factcheck.reasoning.ranges import Undecided, true_range
from factcheck.reasoning.simplex import can_hold, logarithm
from factcheck.reasoning.terms import Exact, Formula, Term, Variable

_EVERYTHING = Interval(-INFINITY, INFINITY)
_MOST_BOXES = 24  # boxes that one question about a system is split into
MOST_SPLITS = 32  # boxes over all questions about one system
MOST_REVISIONS = 20_000  # times that an equation of one system is held against its figures
_NOTICEABLE = Fraction(1, 1000)  # how much of its width a figure must lose for others to be looked at again, in circles
_NARROW = Fraction(1, 10**9)  # a box this narrow, relative to its figures, is taken for a point that fits
_BITS = 96  # beyond these, ends are rounded outward: fractions grow with every product
_GROWTH = Formula("growth", (Variable(0), Variable(1), Variable(2)))


class Exhausted(ArithmeticError):
    """The system was held against more boxes than it is worth."""


class NothingFits(ArithmeticError):
    """No value is left for some figure."""


@dataclass(frozen=True, slots=True)
class Equation:
    """`left` and `right` have one value. Variables are numbers of figures; `name` tells the equation from others."""

    left: Term
    right: Term
    name: int

    def variables(self) -> frozenset[int]:
        return frozenset(step[2] for step in (*_postfix(self.left), *_postfix(self.right)) if step[0] == "variable")


@dataclass(slots=True)
class System:
    """Equations, ready to be held against boxes of intervals, one interval a figure."""

    equations: Sequence[Equation]
    _programs: list[tuple["_Program", "_Program"]] = field(init=False)
    _of_variable: dict[int, list[int]] = field(init=False)
    _variables: list[frozenset[int]] = field(init=False)
    _shifts: dict[int, Fraction] = field(init=False)
    _constants: list[Interval] = field(init=False)
    _sums: list[dict[int, Fraction]] | None = field(init=False)
    _products: list[dict[int, Fraction]] | None = field(init=False)
    circular: bool = field(init=False)
    revisions: int = field(init=False, default=0)
    splits: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._programs = [(_postfix(equation.left), _postfix(equation.right)) for equation in self.equations]
        self._variables = [equation.variables() for equation in self.equations]
        self._of_variable = defaultdict(list)
        for number, variables in enumerate(self._variables):
            for variable in variables:
                self._of_variable[variable].append(number)
        self.circular = self._is_circular()
        self._shifts = {}
        self._constants = []
        self._sums = self._linear() if self.circular else None
        if self._sums is None:
            self._constants.clear()
        self._products = self._logarithmic() if self.circular and self._sums is None else None

    def _is_circular(self) -> bool:
        """Whether a figure can be reached twice: through two equations, or within one."""
        root: dict[object, object] = {}

        def find(node: object) -> object:
            while root.setdefault(node, node) != node:
                node = root[node]
            return node

        for number, (left, right) in enumerate(self._programs):
            occurrences = [step[2] for step in (*left, *right) if step[0] == "variable"]
            for variable in occurrences:
                one, two = find(("equation", number)), find(variable)
                if one == two:
                    return True
                root[one] = two
        return False

    def has_no_solution(self, box: Sequence[Interval]) -> bool:
        """Whether no values in `box` satisfy all equations; False also where that could not be settled.

        Raises Exhausted after MOST_REVISIONS or MOST_SPLITS.
        """
        try:
            whole = self.narrowed(box)
        except NothingFits:
            return True
        if not self.circular:
            return False
        if self._sums is not None:
            return not self._can_hold(self._sums, list(box))
        positive = all(whole[number].lo >= 0 for number in self._of_variable if number not in self._shifts)
        if self._products is not None and positive:
            bounds = [logarithm(self._shifted(number, interval)) for number, interval in enumerate(whole)]
            return not self._can_hold(self._products, bounds)
        if self._has_a_point(whole):
            return False
        waiting = [whole]
        for _ in range(_MOST_BOXES):
            if not waiting:
                return True
            found = waiting.pop()
            self.splits += 1
            if self.splits > MOST_SPLITS:
                raise Exhausted
            widest = self._widest(found)
            if widest is None:
                return False
            for half in _halves(found[widest]):
                parts = list(found)
                parts[widest] = half
                with contextlib.suppress(NothingFits):
                    waiting.append(self.narrowed(parts, self._of_variable[widest]))
        return not waiting

    def _linear(self) -> list[dict[int, Fraction]] | None:
        """The equations as rows of coefficients whose sum is zero; None where one is no sum."""
        rows = []
        for equation in self.equations:
            sides = _sum_of(equation.left), _sum_of(equation.right)
            if sides[0] is None or sides[1] is None:
                return None
            row = _joined(sides[0], sides[1], Fraction(-1))
            constant = row.pop(_CONSTANT, Fraction(0))
            if constant:
                row[self._constant(Interval.exactly(constant))] = Fraction(1)
            rows.append(row)
        return rows

    def _constant(self, interval: Interval) -> int:
        """The number, below zero, of a variable that stands for a constant."""
        self._constants.append(interval)
        return -len(self._constants)

    def _can_hold(self, rows: list[dict[int, Fraction]], bounds: list[Interval]) -> bool:
        count = len(bounds)
        numbered = [{v if v >= 0 else count - v - 1: factor for v, factor in row.items()} for row in rows]
        return can_hold(numbered, [*bounds, *self._constants])

    def _logarithmic(self) -> list[dict[int, Fraction]] | None:
        """The equations as rows over the logarithms of the figures; None where one is no product or growth.

        A change stands for one more than itself: `_shifts` holds by what each figure is divided before one is added.
        """
        rows = []
        plain: set[int] = set()
        for equation in self.equations:
            if not isinstance(equation.left, Variable):
                return None
            grown = _growth_of(equation.right)
            product = grown[0] if grown is not None else _product_of(equation.right)
            if product is None:
                return None
            number = equation.left.index
            if grown is not None:
                if self._shifts.setdefault(number, grown[1]) != grown[1]:
                    return None
            else:
                plain.add(number)
            factor = product.pop(_CONSTANT, Fraction(1))
            plain |= product.keys()
            row = _joined(product, {number: Fraction(1)}, Fraction(-1))
            if factor <= 0:
                return None
            if factor != 1:
                row[self._constant(logarithm(Interval.exactly(factor)))] = Fraction(1)
            rows.append(row)
        return rows if not plain & self._shifts.keys() else None

    def _shifted(self, number: int, interval: Interval) -> Interval:
        by = self._shifts.get(number)
        return interval if by is None else interval.scaled(1 / by).shifted(Fraction(1))

    def _has_a_point(self, box: Sequence[Interval]) -> bool:
        """Whether setting one figure after the other to the middle of what is left ends in values that fit."""
        point = list(box)
        try:
            for variable in sorted(self._of_variable, key=lambda variable: (-len(self._of_variable[variable]), variable)):
                if _relative_width(point[variable]) > _NARROW:
                    middle, _ = _halves(point[variable])
                    point[variable] = Interval(middle.hi, middle.hi)
                    point = self.narrowed(point, self._of_variable[variable])
        except NothingFits:
            return False
        return True

    def _widest(self, box: Sequence[Interval]) -> int | None:
        """The figure to split: the widest, relative to its size, of those in several equations; None where all are narrow."""
        best, width = None, _NARROW
        for variable, numbers in self._of_variable.items():
            if len(numbers) > 1 or self.circular:
                relative = _relative_width(box[variable])
                if relative > width:
                    best, width = variable, relative
        return best

    def narrowed(self, box: Sequence[Interval], start: Collection[int] | None = None) -> list[Interval]:
        """The box without what the equations rule out.

        Raises NothingFits where nothing is left of a figure.
        """
        boxes = list(box)
        queue = list(range(len(self._programs))) if start is None else list(start)
        waiting = set(queue)
        for turn in range(24 * len(self._programs) + 40):
            if turn >= len(queue):
                break
            number = queue[turn]
            waiting.discard(number)
            for variable in self._revise(number, boxes):
                for other in self._of_variable[variable]:
                    if other != number and other not in waiting:
                        waiting.add(other)
                        queue.append(other)
        return boxes

    def _revise(self, number: int, boxes: list[Interval]) -> list[int]:
        """Narrow the figures of one equation; those that lost something worth telling the others."""
        self.revisions += 1
        if self.revisions > MOST_REVISIONS:
            raise Exhausted
        left, right = self._programs[number]
        values = _forward(left, boxes), _forward(right, boxes)
        both = _meet(values[0][-1], values[1][-1])
        found: dict[int, Interval] = {}
        for program, held in ((left, values[0]), (right, values[1])):
            held[-1] = both
            _backward(program, held, found)
        changed = []
        for variable, interval in found.items():
            before = boxes[variable]
            after = _rounded_outward(_meet(before, interval))
            after = _meet(before, after)
            if after != before:
                boxes[variable] = after
                if not self.circular or _lost(before, after):
                    changed.append(variable)
        return changed


# ---- one side of an equation -----------------------------------------------------------------------------------------

_Step = tuple[str, tuple[int, ...], int, Interval | None]
"""Operation, places of its operands, number of the variable, interval of a constant."""
_Program = list[_Step]


def _postfix(term: Term) -> _Program:
    """The steps of a term, operands before what uses them; no recursion, so that long sums are no danger."""
    program: _Program = []
    places: list[int] = []
    waiting: list[tuple[Term, bool]] = [(term, False)]
    while waiting:
        node, ready = waiting.pop()
        if isinstance(node, Variable):
            program.append(("variable", (), node.index, None))
        elif isinstance(node, Exact):
            program.append(("exact", (), -1, Interval.exactly(node.value)))
        elif not ready:
            waiting.append((node, True))
            waiting.extend((part, False) for part in reversed(node.parts))
            continue
        else:
            size = len(node.parts)
            operands = tuple(places[-size:])
            del places[-size:]
            program.append((node.name, operands, -1, None))
        places.append(len(program) - 1)
    return program


def _forward(program: _Program, boxes: Sequence[Interval]) -> list[Interval]:
    values: list[Interval] = []
    for name, operands, variable, constant in program:
        if name == "variable":
            values.append(boxes[variable])
        elif constant is not None:
            values.append(constant)
        else:
            values.append(_result(name, [values[place] for place in operands]))
    return values


def _result(name: str, parts: list[Interval]) -> Interval:
    if name == "growth":
        try:
            return true_range(_GROWTH, parts)
        except (Undecided, DivisionByZero):
            return _EVERYTHING
    if name == "neg":
        return -parts[0]
    if name in ("min", "max"):
        pick = min if name == "min" else max
        return Interval(pick(part.lo for part in parts), pick(part.hi for part in parts))
    one, two = parts
    if name == "add":
        return one + two
    if name == "sub":
        return one - two
    if name == "mul":
        return one * two
    return _divided(one, two)


def _backward(program: _Program, values: list[Interval], found: dict[int, Interval]) -> None:
    """What each variable may be, given what the result may be: `values` is narrowed from the result down."""
    for place in range(len(program) - 1, -1, -1):
        name, operands, variable, constant = program[place]
        result = values[place]
        if name == "variable":
            found[variable] = _meet(found[variable], result) if variable in found else result
        elif constant is None:
            parts = [values[operand] for operand in operands]
            for operand, narrowed in zip(operands, _operands(name, result, parts), strict=True):
                values[operand] = _meet(values[operand], narrowed)


def _operands(name: str, result: Interval, parts: list[Interval]) -> list[Interval]:
    """What the operands of an operation may be, given its result and each other."""
    if name == "neg":
        return [-result]
    if name == "growth":
        return _grown(result, parts)
    if name in ("min", "max"):
        return [_extreme(result, parts[:place] + parts[place + 1 :], lower=name == "min") for place in range(len(parts))]
    one, two = parts
    if name == "add":
        return [result - two, result - one]
    if name == "sub":
        return [result + two, one - result]
    if name == "mul":
        return [_divided(result, two), _divided(result, one)]
    return [result * two, _divided(one, result)]


def _extreme(result: Interval, others: list[Interval], *, lower: bool) -> Interval:
    """What one operand of min or max may be: not beyond the result, and the result itself where no other can be."""
    if lower:
        return result if all(other.lo > result.hi for other in others) else Interval(result.lo, INFINITY)
    return result if all(other.hi < result.lo for other in others) else Interval(-INFINITY, result.hi)


def _grown(growth: Interval, parts: list[Interval]) -> list[Interval]:
    """The ends of a compound growth over a whole number of years: to = from x (1 + growth)^years."""
    start, end, years = parts
    number = years.lo
    whole = years.is_exact and isinstance(number, Fraction) and number.denominator == 1 and 0 < number <= 200
    if not whole or growth.lo < -1 or not isinstance(number, Fraction):
        return [_EVERYTHING] * 3
    factor = Interval(_power(plus(growth.lo, Fraction(1)), int(number)), _power(plus(growth.hi, Fraction(1)), int(number)))
    return [_divided(end, factor), start * factor, _EVERYTHING]


def _power(base: Number, exponent: int) -> Number:
    return base**exponent if isinstance(base, Fraction) else base


def _divided(one: Interval, two: Interval) -> Interval:
    """The hull of all quotients; everything where the divisor holds zero inside."""
    try:
        return one / two
    except DivisionByZero:
        return _EVERYTHING


def _meet(one: Interval, two: Interval) -> Interval:
    both = one.meet(two)
    if both is None:
        raise NothingFits
    return both


# ---- sums and products -----------------------------------------------------------------------------------------------

_CONSTANT = -1


def _sum_of(term: Term) -> dict[int, Fraction] | None:
    """A term as coefficients by variable, its constant under _CONSTANT; None where it is no sum."""
    results: list[dict[int, Fraction] | None] = []
    for name, operands, variable, constant in _postfix(term):
        parts = [results[place] for place in operands]
        results.append(_linear_step(name, variable, constant, parts))
    return results[-1]


def _linear_step(
    name: str, variable: int, constant: Interval | None, parts: list[dict[int, Fraction] | None]
) -> dict[int, Fraction] | None:
    if name == "variable":
        return {variable: Fraction(1)}
    if constant is not None:
        return {_CONSTANT: Fraction(constant.lo)}
    if any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    if name == "neg":
        return _joined({}, known[0], Fraction(-1))
    if name in ("add", "sub"):
        return _joined(known[0], known[1], Fraction(1 if name == "add" else -1))
    if name == "mul":
        for one, two in (known, known[::-1]):
            if one.keys() <= {_CONSTANT}:
                return _joined({}, two, one.get(_CONSTANT, Fraction(0)))
    if name == "div" and known[1].keys() == {_CONSTANT} and known[1][_CONSTANT]:
        return _joined({}, known[0], 1 / known[1][_CONSTANT])
    return None


def _joined(one: dict[int, Fraction], two: dict[int, Fraction], factor: Fraction) -> dict[int, Fraction]:
    """One + factor x two; coefficients of zero are left out."""
    total = dict(one)
    for variable, part in two.items():
        total[variable] = total.get(variable, Fraction(0)) + factor * part
    return {variable: part for variable, part in total.items() if part}


def _product_of(term: Term) -> dict[int, Fraction] | None:
    """A term as powers by variable, its factor under _CONSTANT; None where it is no product."""
    results: list[dict[int, Fraction] | None] = []
    for name, operands, variable, constant in _postfix(term):
        parts = [results[place] for place in operands]
        if name == "variable":
            results.append({variable: Fraction(1)})
        elif constant is not None:
            results.append({_CONSTANT: Fraction(constant.lo)})
        elif name in ("mul", "div") and parts[0] is not None and parts[1] is not None:
            one, two = dict(parts[0]), dict(parts[1])
            sign = Fraction(1 if name == "mul" else -1)
            factors = one.pop(_CONSTANT, Fraction(1)), two.pop(_CONSTANT, Fraction(1))
            if not factors[1] and name == "div":
                return None
            product = _joined(one, two, sign)
            product[_CONSTANT] = factors[0] * factors[1] if name == "mul" else factors[0] / factors[1]
            results.append(product)
        else:
            results.append(None)
    return results[-1]


def _growth_of(term: Term) -> tuple[dict[int, Fraction], Fraction] | None:
    """A change as (the product that it is one less than, by what the change was multiplied); None for anything else."""
    by = Fraction(1)
    while isinstance(term, Formula) and term.name == "mul" and isinstance(term.parts[0], Exact):
        by, term = by * term.parts[0].value, term.parts[1]
    if not isinstance(term, Formula) or not by:
        return None
    if term.name == "sub" and term.parts[1] == Exact(Fraction(1)):
        product = _product_of(term.parts[0])
        return (product, by) if product is not None else None
    if term.name == "growth" and isinstance(term.parts[2], Exact) and term.parts[2].value > 0:
        start, end = _product_of(term.parts[0]), _product_of(term.parts[1])
        if start is None or end is None or start.pop(_CONSTANT, Fraction(1)) != end.pop(_CONSTANT, Fraction(1)):
            return None
        ratio = _joined(end, start, Fraction(-1))
        return {variable: power / term.parts[2].value for variable, power in ratio.items()}, by
    return None


# ---- boxes -----------------------------------------------------------------------------------------------------------


def _lost(before: Interval, after: Interval) -> bool:
    if not after.is_finite or not before.is_finite:
        return True
    width = plus(before.hi, -before.lo)
    return plus(width, -plus(after.hi, -after.lo)) > width * _NOTICEABLE


def _relative_width(interval: Interval) -> Fraction:
    """Width over size; unbounded intervals come first."""
    lo, hi = interval.lo, interval.hi
    if not isinstance(lo, Fraction) or not isinstance(hi, Fraction):
        return Fraction(10**9)
    return (hi - lo) / max(abs(lo), abs(hi), Fraction(1, 10**30))


def _halves(interval: Interval) -> tuple[Interval, Interval]:
    lo, hi = interval.lo, interval.hi
    if isinstance(lo, Fraction) and isinstance(hi, Fraction):
        middle = _cut((lo + hi) / 2, up=False)
        middle = middle if lo < middle < hi else (lo + hi) / 2
    elif isinstance(lo, Fraction):
        middle = max(lo * 2, Fraction(1))
    elif isinstance(hi, Fraction):
        middle = min(hi * 2, Fraction(-1))
    else:
        middle = Fraction(0)
    return Interval(lo, middle), Interval(middle, hi)


def _rounded_outward(interval: Interval) -> Interval:
    lo, hi = interval.lo, interval.hi
    return Interval(
        _cut(lo, up=False) if isinstance(lo, Fraction) else lo, _cut(hi, up=True) if isinstance(hi, Fraction) else hi
    )


def _cut(value: Fraction, *, up: bool) -> Fraction:
    """`value` to _BITS bits, rounded up or down; unchanged where it is short enough."""
    size = value.denominator.bit_length()
    if size <= _BITS and value.numerator.bit_length() <= 4 * _BITS:
        return value
    shift = _BITS - value.numerator.bit_length() + size
    scaled = value * Fraction(2) ** shift
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return Fraction(whole) / Fraction(2) ** shift
