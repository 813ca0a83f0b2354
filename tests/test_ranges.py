"""The true range of a formula: it holds every value, and no more, however often a claim occurs in it."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factcheck.model.interval import INFINITY, DivisionByZero, Interval
from factcheck.reasoning import ranges
from factcheck.reasoning.ranges import Undecided, true_range
from factcheck.reasoning.terms import Exact, Formula, Variable

# Enough for what is tested here, and few enough that a formula which cannot be settled fails soon.
ENOUGH = 600


@pytest.fixture(autouse=True, scope="module")
def _enough_evaluations():
    before, ranges.MAX_EVALUATIONS = ranges.MAX_EVALUATIONS, ENOUGH
    yield
    ranges.MAX_EVALUATIONS = before


A, B, C = (Variable(index) for index in range(3))


def add(*parts): return Formula("add", parts)
def sub(*parts): return Formula("sub", parts)
def mul(*parts): return Formula("mul", parts)
def div(*parts): return Formula("div", parts)
def one(value=1): return Exact(Fraction(value))



def box(*ends):
    return [Interval(Fraction(str(lo)), Fraction(str(hi))) for lo, hi in ends]


def value(term, point):
    """The value of a term at one point; None where it divides by zero."""
    if isinstance(term, Variable):
        return point[term.index]
    if isinstance(term, Exact):
        return term.value
    parts = [value(part, point) for part in term.parts]
    if None in parts:
        return None
    if term.name == "div":
        return parts[0] / parts[1] if parts[1] else None
    return {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b, "neg": lambda a: -a,
            "min": min, "max": max}[term.name](*parts)  # fmt: skip


@pytest.mark.parametrize(
    ("term", "ends", "lo", "hi"),
    [
        (div(sub(B, A), A), [("24.5", "25.5"), ("29.5", "30.5")], Fraction("29.5") / Fraction("25.5") - 1, Fraction("30.5") / Fraction("24.5") - 1),
        (sub(div(B, A), one()), [("24.5", "25.5"), ("29.5", "30.5")], Fraction("29.5") / Fraction("25.5") - 1, Fraction("30.5") / Fraction("24.5") - 1),
        (div(A, add(A, B)), [(2, 3), (4, 6)], Fraction(2, 8), Fraction(3, 7)),
        (div(sub(A, B), add(A, B)), [(2, 3), (4, 6)], Fraction(-4, 8), Fraction(-1, 7)),
        (sub(A, A), [(2, 3)], 0, 0),
        (mul(A, A), [(2, 3)], 4, 9),
        (add(A, A), [(2, 3)], 4, 6),
        (Formula("max", (A, B)), [(2, 5), (3, 4)], 3, 5),
        (Formula("min", (A, B, one(3))), [(2, 5), (3, 4)], 2, 3),
        (mul(A, B), [(-1, 2), (-3, 1)], -6, 3),
    ],
)  # fmt: skip
def test_monotone_ranges_are_exact(term, ends, lo, hi):
    assert true_range(term, box(*ends)) == Interval(Fraction(lo), Fraction(hi))


@pytest.mark.parametrize(
    "term",
    [div(A, A), div(add(A, B), add(A, B)), add(div(A, add(A, B)), div(B, add(A, B))), mul(div(A, B), div(B, A)), sub(div(A, A), one(0))],
    ids=["a/a", "(a+b)/(a+b)", "a/(a+b) + b/(a+b)", "a/b * b/a", "a/a - 0"],
)  # fmt: skip
def test_what_cancels_is_one(term):
    found = true_range(term, box(("24.5", "25.5"), ("4.5", "5.5")))
    assert 1 in found and found.width <= Fraction(4, 10**12)


@pytest.mark.parametrize(
    ("name", "ends", "lo", "hi"),
    [("max", [(24, 26), (4, 6)], 1, 1), ("min", [(4, 6), (24, 26)], 1, 1), ("max", [(4, 5), ("4.5", 6)], 1, Fraction(3, 2))],
    ids=["max(a, b) / a, a larger", "min(a, b) / a, a smaller", "max(a, b) / a, either"],
)
def test_the_larger_or_smaller_of_two_against_one_of_them_is_settled(name, ends, lo, hi):
    found = true_range(div(Formula(name, (A, B)), A), box(*ends))
    assert abs(found.lo - lo) <= Fraction(2, 10**12) and abs(found.hi - hi) <= Fraction(4, 10**12)


@pytest.mark.parametrize(
    ("term", "ends", "lo", "hi"),
    [
        (mul(A, sub(one(), A)), [(0, 1)], 0, Fraction(1, 4)),
        (mul(A, sub(one(), A)), [("0.2", "0.9")], Fraction("0.09"), Fraction(1, 4)),
        (mul(A, A), [(-1, 2)], 0, 4),
        (add(A, div(one(), A)), [("0.5", 3)], 2, Fraction(10, 3)),
        (sub(mul(A, mul(A, A)), A), [(-1, 1)], None, None),
    ],
)
def test_inner_extremes_are_enclosed_outward_to_one_part_in_10_12(term, ends, lo, hi):
    found = true_range(term, box(*ends))
    if lo is None:  # x^3 - x has its extremes at 1/sqrt(3)
        hi = Fraction(2) / 3 * Fraction(10**30) / Fraction(1732050807568877293527446341505)
        lo = -hi
    scale = max(abs(lo), abs(hi))
    for end, true in ((found.lo, lo), (found.hi, hi)):
        assert abs(end - true) <= scale * Fraction(2, 10**12)
    assert found.lo <= lo + scale / 10**25 and found.hi >= hi - scale / 10**25


def test_a_divisor_that_touches_zero_is_unbounded_and_one_with_zero_inside_is_refused():
    assert true_range(div(one(), A), box((0, 2))) == Interval(Fraction(1, 2), INFINITY)
    with pytest.raises(DivisionByZero):
        true_range(div(one(), A), box((-1, 2)))
    with pytest.raises(DivisionByZero):
        true_range(div(A, sub(A, B)), box((1, 2), (1, 2)))


def test_unbounded_figures_stay_unbounded():
    upward = Interval(Fraction(5), INFINITY)
    assert true_range(div(A, B), [upward, Interval.exactly(2)]) == Interval(Fraction(5, 2), INFINITY)
    assert true_range(div(B, A), [upward, Interval.exactly(2)]) == Interval(Fraction(0), Fraction(2, 5))
    assert true_range(sub(div(A, B), one()), [upward, Interval.exactly(2)]).lo == Fraction(3, 2)


def test_growth_is_compound_and_enclosed():
    found = true_range(Formula("growth", (A, B, one(2))), box((100, 100), (121, 121)))
    assert found.lo <= Fraction(1, 10) <= found.hi and found.width < Fraction(1, 10**12)
    assert true_range(Formula("growth", (A, B, one(1))), box((100, 110), (121, 132))) == Interval(Fraction(11, 110), Fraction(32, 100))


def test_growth_of_what_may_be_negative_or_over_no_time_is_undecided():
    with pytest.raises(Undecided):
        true_range(Formula("growth", (A, B, one(0))), box((1, 2), (1, 2)))
    with pytest.raises(Undecided):
        true_range(Formula("growth", (A, B, one(2))), box((-1, 2), (1, 2)))


# ---- random formulas -------------------------------------------------------------------------------------------------

ends = st.tuples(st.integers(1, 60), st.integers(0, 30)).map(lambda p: Interval(Fraction(p[0], 4), Fraction(p[0] + p[1], 4)))
mixed = st.tuples(st.integers(-40, 40), st.integers(0, 30)).map(lambda p: Interval(Fraction(p[0], 4), Fraction(p[0] + p[1], 4)))
leaves = st.sampled_from([A, B, C]) | st.integers(1, 5).map(lambda n: Exact(Fraction(n)))


def formulas(signs, size):
    def wider(inner):
        return st.tuples(st.sampled_from(signs), inner, inner).map(lambda p: Formula(p[0], p[1:])) | inner.map(
            lambda part: Formula("neg", (part,))
        )

    return st.recursive(leaves, wider, max_leaves=size)


def points(intervals, steps):
    """A grid over the box, its corners among it."""
    return itertools.product(*([i.lo + (i.hi - i.lo) * Fraction(k, steps) for k in range(steps + 1)] for i in intervals))


def climbed(term, intervals, sign):
    """The highest value of sign x term that a search from the corners and the middle reaches, in floats."""
    limits = [(float(i.lo), float(i.hi)) for i in intervals]
    seeds = [*itertools.product(*limits), tuple((lo + hi) / 2 for lo, hi in limits)]
    best_of_all = -INFINITY
    for seed in seeds:
        here, best = list(seed), sign * value(term, seed)
        steps = [(hi - lo) / 4 for lo, hi in limits]
        for _ in range(40):
            moved = False
            for axis, step in enumerate(steps):
                for shift in (step, -step):
                    there = list(here)
                    there[axis] = min(max(here[axis] + shift, limits[axis][0]), limits[axis][1])
                    reached = sign * value(term, there)
                    if reached > best:
                        here, best, moved = there, reached, True
            if not moved:
                steps = [step / 2 for step in steps]
        best_of_all = max(best_of_all, best)
    return best_of_all


@given(formulas(["add", "sub", "mul", "div", "min", "max"], 7), st.lists(ends, min_size=3, max_size=3))
def test_every_value_lies_in_the_range(term, intervals):
    try:
        found = true_range(term, intervals)
    except (DivisionByZero, Undecided):
        return
    for point in points(intervals, 3):
        at = value(term, point)
        assert at is None or at in found


@settings(max_examples=30)
@given(formulas(["add", "sub", "mul"], 5), st.lists(mixed, min_size=3, max_size=3))
def test_the_ends_of_a_polynomial_are_reached(term, intervals):
    found = true_range(term, intervals)
    size = max(abs(float(found.lo)), abs(float(found.hi)), 1e-9)
    assert climbed(term, intervals, 1) >= float(found.hi) - 1e-6 * size
    assert -climbed(term, intervals, -1) <= float(found.lo) + 1e-6 * size


@settings(max_examples=30)
@given(formulas(["add", "mul", "div"], 5), st.lists(ends, min_size=3, max_size=3))
def test_the_ends_of_a_quotient_of_positive_figures_are_reached(term, intervals):
    try:
        found = true_range(term, intervals)
    except (DivisionByZero, Undecided):
        assume(False)  # a sum with a negative may be zero
    assume(found.is_finite)
    try:
        high, low = climbed(term, intervals, 1), -climbed(term, intervals, -1)
    except TypeError:
        assume(False)
    size = max(abs(float(found.lo)), abs(float(found.hi)), 1e-9)
    assert high >= float(found.hi) - 1e-6 * size
    assert low <= float(found.lo) + 1e-6 * size


@given(st.lists(ends, min_size=2, max_size=2))
def test_a_change_is_exact(intervals):
    a, b = intervals
    expected = Interval(b.lo / a.hi - 1, b.hi / a.lo - 1)
    for term in (sub(div(B, A), one()), div(sub(B, A), A)):
        assert true_range(term, intervals) == expected


def test_long_chains_need_no_recursion():
    term = A
    for _ in range(2000):
        term = add(term, B)
    assert true_range(term, box((1, 2), (0, 1))) == Interval(Fraction(1), Fraction(2002))
