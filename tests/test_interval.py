"""Intervals hold every number that their operands can give, and nothing more."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.interval import INFINITY, DivisionByZero, Interval, nearest_float

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))
shares = st.fractions(min_value=0, max_value=1, max_denominator=50)
OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def within(interval, share):
    return interval.lo + (interval.hi - interval.lo) * share


def corners(operation, left, right):
    return [operation(a, b) for a in (left.lo, left.hi) for b in (right.lo, right.hi)]


@pytest.mark.parametrize("sign", OPERATIONS)
@given(left=intervals, right=intervals, one=shares, two=shares)
def test_arithmetic_holds_every_pointwise_result_and_its_ends_are_attained(sign, left, right, one, two):
    operation = OPERATIONS[sign]
    if sign == "/" and 0 in right:
        return
    result = operation(left, right)
    assert operation(within(left, one), within(right, two)) in result
    assert (result.lo, result.hi) == (min(corners(operation, left, right)), max(corners(operation, left, right)))


@given(intervals, shares)
def test_the_negative_of_an_interval_holds_the_negatives_of_its_numbers(interval, share):
    assert -within(interval, share) in -interval
    assert -(-interval) == interval


@given(intervals, numbers, shares)
def test_scaling_and_shifting_keep_every_number(interval, by, share):
    point = within(interval, share)
    assert point * by in interval.scaled(by)
    assert point + by in interval.shifted(by)
    assert interval.scaled(by).width == interval.width * abs(by)


def test_a_divisor_that_touches_zero_is_unbounded_on_that_side():
    assert Interval(Fraction(1), Fraction(2)) / Interval(Fraction(0), Fraction(4)) == Interval(Fraction(1, 4), INFINITY)
    assert Interval(Fraction(1), Fraction(2)) / Interval(Fraction(-4), Fraction(0)) == Interval(-INFINITY, Fraction(-1, 4))


@pytest.mark.parametrize("ends", [(-1, 1), (0, 0)])
def test_a_divisor_with_zero_inside_is_refused(ends):
    with pytest.raises(DivisionByZero):
        Interval.exactly(1) / Interval(Fraction(ends[0]), Fraction(ends[1]))


def test_infinite_ends_add_and_multiply():
    upward = Interval(Fraction(2), INFINITY)
    assert upward + Interval.exactly(3) == Interval(Fraction(5), INFINITY)
    assert upward * Interval.exactly(3) == Interval(Fraction(6), INFINITY)
    assert Interval.exactly(6) / upward == Interval(Fraction(0), Fraction(3))
    assert upward * Interval.exactly(0) == Interval.exactly(0)
    assert upward.middle is None and not upward.is_finite


def test_touching_counts_as_overlapping():
    low, high = Interval(Fraction(1), Fraction(2)), Interval(Fraction(2), Fraction(3))
    assert low.overlaps(high) and high.overlaps(low)
    assert low.meets_only_at_an_end(high)
    assert not low.overlaps(high.shifted(Fraction(1, 10**9)))


def test_two_exact_and_equal_figures_share_more_than_an_end():
    assert not Interval.exactly(2).meets_only_at_an_end(Interval.exactly(2))


@given(intervals, intervals)
def test_overlap_is_a_common_number(left, right):
    common = left.meet(right)
    assert left.overlaps(right) == right.overlaps(left) == (common is not None)
    assert (left.gap(right) <= 0) == left.overlaps(right)
    hull = left.hull(right)
    assert {left.lo, left.hi, right.lo, right.hi} <= {hull.lo, hull.hi} | {left.hi, left.lo, right.lo, right.hi}
    assert hull.lo == min(left.lo, right.lo) and hull.hi == max(left.hi, right.hi)


@given(intervals)
def test_what_cannot_be_negative_stops_at_zero(interval):
    clipped = interval.at_least_zero()
    assert clipped.lo == max(interval.lo, 0) and clipped.hi == max(interval.hi, 0)


def test_the_nearest_double_of_a_huge_number_is_infinite():
    assert nearest_float(Fraction(10) ** 400) == INFINITY
    assert nearest_float(-(Fraction(10) ** 400)) == -INFINITY
    assert nearest_float(Fraction(1, 3)) == 1 / 3
