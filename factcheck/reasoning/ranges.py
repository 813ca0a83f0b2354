"""The true range of an arithmetic formula over intervals.

Plain interval arithmetic is exact while every variable occurs once. Where one occurs twice (`(b - a) / a`, `x * (1 -
x)`) it overstates the range, so the extrema are searched: where the partial derivative keeps its sign they lie at the
ends, and are exact; inner ones are enclosed by branch and bound with the mean-value form (Moore, Kearfott and Cloud,
Introduction to Interval Analysis, 2009, ch. 6), outward, to one part in 10^12. What cannot be settled within 100,000
evaluations is reported as undecided, never guessed.
"""

import heapq
import itertools
import math
from collections import Counter
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from factcheck.model.interval import INFINITY, DivisionByZero, Interval, Number, nearest_float, plus
from factcheck.reasoning.polynomials import evaluate, slopes
from factcheck.reasoning.terms import Exact, Formula, Term, Variable

MAX_EVALUATIONS = 100_000
TOLERANCE = Fraction(1, 10**12)
_ROOT_DIGITS = Context(prec=60)
_NOT_ENCLOSED = f"its extremes cannot be enclosed within {MAX_EVALUATIONS:,} evaluations"
_LONGEST_LIFTED = 100  # steps of a formula whose inner min or max is brought outward
_MOST_CORNERS = 8  # variables whose corners are tried
_ZERO = Interval.exactly(0)
_ONE = Interval.exactly(1)


class Undecided(ArithmeticError):
    """The range could not be found; the message says why."""


def true_range(term: Term, box: Sequence[Interval]) -> Interval:
    """All values of `term` while each variable runs over its interval of `box`.

    Raises Undecided, or DivisionByZero where a divisor holds zero inside.
    """
    program = _postfix(term)
    variables = [step.index for step in program if isinstance(step, Variable)]
    if len(variables) == len(set(variables)):
        return _evaluate(program, box)  # nearly every expression: each claim occurs once
    if any(isinstance(step, Formula) and step.name in ("min", "max") for step in program):
        program = _postfix(_without_idle_parts(program, box))
    counts = Counter(step.index for step in program if isinstance(step, Variable))
    lifted = _lifted(program, box)
    settled = _range_of_extreme(lifted, box) if lifted is not None else None
    if settled is not None:
        return settled
    free = [index for index, count in counts.items() if count > 1 and not box[index].is_exact]
    whole = _evaluate(program, box)
    if not free:
        return whole
    ends = [abs(Fraction(end)) for end in (whole.lo, whole.hi) if isinstance(end, Fraction)]
    search = _Search(program, list(box), free, TOLERANCE**2 * max(ends, default=Fraction(0)))
    try:
        return Interval(-search.highest(negated=True), search.highest(negated=False))
    except DivisionByZero:
        return whole  # an end of the box divides by zero: the plain enclosure is safe, if wide


def _postfix(term: Term) -> list[Term]:
    """The term as a program for a stack: long chains must not cost recursion."""
    order: list[Term] = []
    waiting = [term]
    while waiting:
        found = waiting.pop()
        order.append(found)
        if isinstance(found, Formula):
            waiting.extend(found.parts)
    order.reverse()
    return order


def _without_idle_parts(program: list[Term], box: Sequence[Interval]) -> Term:
    """The term without the parts of `min` and `max` that others beat everywhere in the box."""
    stack: list[tuple[Term, Interval]] = []
    for step in program:
        if not isinstance(step, Formula):
            stack.append((step, box[step.index] if isinstance(step, Variable) else Interval.exactly(step.value)))
            continue
        size = len(step.parts)
        parts = stack[-size:]
        del stack[-size:]
        if step.name in ("min", "max"):
            parts = _contenders(step.name, parts)
        value = _apply(step.name, [value for _, value in parts])
        terms = tuple(term for term, _ in parts)
        stack.append((terms[0] if step.name in ("min", "max") and len(terms) == 1 else Formula(step.name, terms), value))
    return stack[0][0]


def _lifted(program: list[Term], box: Sequence[Interval]) -> Formula | None:
    """The formula as the `min` or `max` of formulas, where it rises or falls with the one `min` or `max` in it.

    `max(a, b) / a` rises with its `max`, so it is the larger of `a / a` and `b / a`, and each of these is settled by
    itself. None where there is no such place, or several, or where the formula neither rises nor falls with it.
    """
    places = [number for number, step in enumerate(program) if isinstance(step, Formula) and step.name in ("min", "max")]
    if len(places) != 1 or places[0] == len(program) - 1 or len(program) > _LONGEST_LIFTED:
        return None
    inner = program[places[0]]
    if not isinstance(inner, Formula):
        return None
    whole = Variable(len(box))
    outer = _replaced(program[-1], inner, whole)
    found = slopes(_postfix(outer), [whole.index])
    if found is None:
        return None
    slope = evaluate(found[0], [*box, _evaluate(_postfix(inner), box)])
    if slope.lo < 0 < slope.hi:
        return None
    falls = slope.hi <= 0
    name = inner.name if not falls else "min" if inner.name == "max" else "max"
    return Formula(name, tuple(_replaced(outer, whole, part) for part in inner.parts))


def _replaced(term: Term, old: Term, new: Term) -> Term:
    if term == old:
        return new
    if isinstance(term, Formula):
        return Formula(term.name, tuple(_replaced(part, old, new) for part in term.parts))
    return term


def _range_of_extreme(extreme: Formula, box: Sequence[Interval]) -> Interval | None:
    """The range of a `min` or `max` of formulas that share variables.

    One end is that of the parts. The other lies no farther than theirs, and is exact where some corner of the box
    reaches it; None where no corner does.
    """
    parts = [true_range(part, box) for part in extreme.parts]
    highest, lowest = max(part.hi for part in parts), min(part.lo for part in parts)
    inner = max(part.lo for part in parts) if extreme.name == "max" else min(part.hi for part in parts)
    program = _postfix(extreme)
    variables = sorted({step.index for step in program if isinstance(step, Variable)})
    if len(variables) > _MOST_CORNERS:
        return None
    for ends in itertools.product(*((box[index].lo, box[index].hi) for index in variables)):
        corner = list(box)
        for index, end in zip(variables, ends, strict=True):
            corner[index] = Interval(end, end)
        try:
            reached = _evaluate(program, corner)
        except DivisionByZero:
            continue
        if reached.is_exact and reached.lo == inner:
            return Interval(inner, highest) if extreme.name == "max" else Interval(lowest, inner)
    return None


def _contenders(name: str, parts: list[tuple[Term, Interval]]) -> list[tuple[Term, Interval]]:
    if name == "max":
        bar = max(value.lo for _, value in parts)
        kept = [part for part in parts if part[1].hi > bar or part[1].lo == bar]
    else:
        bar = min(value.hi for _, value in parts)
        kept = [part for part in parts if part[1].lo < bar or part[1].hi == bar]
    return list({part[0]: part for part in kept}.values())


def _evaluate(program: list[Term], box: Sequence[Interval]) -> Interval:
    stack: list[Interval] = []
    for step in program:
        if isinstance(step, Variable):
            stack.append(box[step.index])
        elif isinstance(step, Exact):
            stack.append(Interval.exactly(step.value))
        else:
            size = len(step.parts)
            parts = stack[-size:]
            del stack[-size:]
            stack.append(_apply(step.name, parts))
    return stack[0]


def _apply(name: str, parts: list[Interval]) -> Interval:
    first = parts[0]
    if name == "add":
        return first + parts[1]
    if name == "sub":
        return first - parts[1]
    if name == "mul":
        return first * parts[1]
    if name == "div":
        return first / parts[1]
    if name == "neg":
        return -first
    if name == "growth":
        return _growth(*parts)
    pick = min if name == "min" else max
    return Interval(pick(part.lo for part in parts), pick(part.hi for part in parts))


def _growth(start: Interval, end: Interval, years: Interval) -> Interval:
    """(end / start) ^ (1 / years) - 1, years exact and not zero; enclosed outward."""
    if not years.is_exact or not isinstance(years.lo, Fraction) or years.lo == 0:
        raise Undecided("the number of years is not an exact number other than 0")
    if start.lo < 0 or end.lo < 0:
        raise Undecided("a compound growth between figures that may be negative is not defined")
    ratio = end / start
    power = 1 / years.lo
    lo, hi = _power(ratio.lo, power), _power(ratio.hi, power)
    if power < 0:
        lo, hi = _power(ratio.hi, power), _power(ratio.lo, power)
    return Interval(plus(lo[0], Fraction(-1)), plus(hi[1], Fraction(-1)))


def _power(value: Number, power: Fraction) -> tuple[Number, Number]:
    """Value ^ power enclosed: (below, above); exact where it can be."""
    if value in (0, INFINITY):
        grows = (value == INFINITY) == (power > 0)
        end: Number = INFINITY if grows else Fraction(0)
        return end, end
    number = Fraction(value)
    if power.denominator == 1:
        exact = number ** int(power)
        return exact, exact
    context = _ROOT_DIGITS
    base = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    exponent = context.divide(Decimal(power.numerator), Decimal(power.denominator))
    root = Fraction(context.power(base, exponent))
    slack = root / 10**50
    return root - slack, root + slack


class _Search:
    """Branch and bound over the variables that occur more than once."""

    def __init__(self, program: list[Term], box: list[Interval], free: list[int], slack: Fraction) -> None:
        self.program, self.box, self.free = program, box, free
        self.slack = slack  # for extremes at zero, where a relative bound asks for ever
        self.signs = slopes(program, free)
        self.evaluations = 0
        self.checkpoint, self.last_gap = 1000, 0.0

    def highest(self, negated: bool) -> Number:
        """An upper bound of the formula (of minus the formula, if `negated`), at most one part in 10^12 too high."""
        self.sign = -1 if negated else 1
        start = [self.box[index] for index in self.free]
        best: Number = -INFINITY
        queue: list[tuple[Number, int, list[Interval]]] = []
        count = 0
        pending = [start]
        while True:
            for region in pending:
                upper, lower, narrowed = self._bounds(region)
                best = max(best, lower)
                count += 1
                heapq.heappush(queue, (-upper, count, narrowed))
            top = -queue[0][0]
            if top <= best:
                return top
            wanted = max(TOLERANCE * abs(best) / 2, self.slack) if isinstance(best, Fraction) else self.slack
            gap = plus(top, -best)
            if gap <= wanted:
                return top
            self._expect(gap, wanted)
            _, _, region = heapq.heappop(queue)
            pending = self._halves(region)

    def _expect(self, gap: Number, wanted: Fraction) -> None:
        """Give up early where the gap, shrinking as it does, will not close within the evaluations that are allowed."""
        if self.evaluations < self.checkpoint:
            return
        left = math.log2(MAX_EVALUATIONS / self.evaluations)
        shrink = nearest_float(gap) / self.last_gap if self.last_gap else 0.0
        if shrink and nearest_float(gap) * shrink**left > 1000 * nearest_float(wanted):
            raise Undecided(_NOT_ENCLOSED)
        self.last_gap, self.checkpoint = nearest_float(gap), 2 * self.checkpoint

    def _halves(self, region: list[Interval]) -> list[list[Interval]]:
        widest = max(range(len(region)), key=lambda i: (not region[i].is_finite, region[i].width))
        part = region[widest]
        if part.middle is None or part.is_exact:
            raise Undecided("a figure without an upper or lower limit occurs more than once")
        if plus(part.width, -(TOLERANCE**4) * Fraction(self.box[self.free[widest]].width)) <= 0:
            raise Undecided("it has no bound near a point where it divides by zero")
        left, right = list(region), list(region)
        left[widest], right[widest] = Interval(part.lo, part.middle), Interval(part.middle, part.hi)
        return [left, right]

    def _bounds(self, region: list[Interval]) -> tuple[Number, Number, list[Interval]]:
        """(upper bound, a value that is reached, the region with its monotone variables put at their ends)."""
        value, steep = self._value_and_slopes(region)
        narrowed = [
            Interval(part.hi, part.hi) if slope.lo >= 0 else Interval(part.lo, part.lo) if slope.hi <= 0 else part
            for part, slope in zip(region, self._signs(region, steep), strict=True)
        ]
        if any(not part.is_finite for part in narrowed):
            return value.hi, -INFINITY, narrowed  # what a formula is at infinity, a formula does not say
        if all(part.is_exact for part in narrowed):
            reached = self._value(narrowed).hi
            return reached, reached, narrowed
        middle = [Interval.exactly(_simple(part)) for part in narrowed]
        reached = self._value(middle).hi
        around = Interval.exactly(0)
        for part, slope, point in zip(narrowed, steep, middle, strict=True):
            if not part.is_exact:
                around = around + slope * (part - point)
        return min(value.hi, plus(reached, around.hi)), reached, narrowed

    def _signs(self, region: list[Interval], steep: list[Interval]) -> list[Interval]:
        """The slopes, or where their sign is open, polynomials of the same sign, which may tell it."""
        if self.signs is None or all(slope.lo >= 0 or slope.hi <= 0 for slope in steep):
            return steep
        box = list(self.box)
        for index, part in zip(self.free, region, strict=True):
            box[index] = part
        found = []
        for slope, polynomial in zip(steep, self.signs, strict=True):
            is_open = slope.lo < 0 < slope.hi
            sign = evaluate(polynomial, box) if is_open else slope
            found.append(sign if self.sign > 0 or not is_open else -sign)
        return found

    def _spend(self) -> None:
        self.evaluations += 1
        if self.evaluations > MAX_EVALUATIONS:
            raise Undecided(_NOT_ENCLOSED)

    def _value(self, region: list[Interval]) -> Interval:
        self._spend()
        box = list(self.box)
        for index, part in zip(self.free, region, strict=True):
            box[index] = part
        value = _evaluate(self.program, box)
        return value if self.sign > 0 else -value

    def _value_and_slopes(self, region: list[Interval]) -> tuple[Interval, list[Interval]]:
        """The formula over a region and its partial derivatives there, by forward differentiation."""
        self._spend()
        box = list(self.box)
        for index, part in zip(self.free, region, strict=True):
            box[index] = part
        stack: list[tuple[Interval, list[Interval]]] = []
        for step in self.program:
            if isinstance(step, Variable):
                unit = [_ONE if index == step.index else _ZERO for index in self.free]
                stack.append((box[step.index], unit))
            elif isinstance(step, Exact):
                stack.append((Interval.exactly(step.value), [_ZERO] * len(self.free)))
            else:
                size = len(step.parts)
                parts = stack[-size:]
                del stack[-size:]
                stack.append(_differentiate(step.name, parts))
        value, found = stack[0]
        return (value, found) if self.sign > 0 else (-value, [-slope for slope in found])


def _simple(part: Interval) -> Fraction:
    """A number near the middle of a finite interval, with a small denominator so that fractions stay short."""
    middle = part.middle
    if middle is None or part.is_exact:
        return Fraction(part.lo)
    width = Fraction(part.width)
    scale = 1
    while scale * width < 64:
        scale *= 4
    return Fraction(round(middle * scale), scale)


def _differentiate(name: str, parts: list[tuple[Interval, list[Interval]]]) -> tuple[Interval, list[Interval]]:
    values = [value for value, _ in parts]
    value = _apply(name, values)
    (first, slopes), rest = parts[0], parts[1:]
    if name == "neg":
        return value, [-slope for slope in slopes]
    if name in ("min", "max"):
        hulls = list(slopes)
        for _, others in rest:
            hulls = [one.hull(other) for one, other in zip(hulls, others, strict=True)]
        return value, hulls
    second, others = rest[0]
    pairs = list(zip(slopes, others, strict=True))
    if name == "add":
        return value, [one + other for one, other in pairs]
    if name == "sub":
        return value, [one - other for one, other in pairs]
    if name == "mul":
        return value, [one * second + first * other for one, other in pairs]
    if name == "div":
        return value, [(one - value * other) / second for one, other in pairs]
    growth = (value + _ONE) / values[2]  # the derivative of r^(1/n) is r^(1/n) / (n r)
    return value, [growth * (other / second - one / first) for one, other in pairs]
