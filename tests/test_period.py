"""Periods: years, halves, quarters, months, days, two joined, or open at one end."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.period import BadPeriod, parse_period


def days(text):
    period = parse_period(text)
    return tuple(datetime.date.fromordinal(day).isoformat() if day is not None else None for day in (period.start, period.end))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-Q3", "2024-07-01", "2024-09-30"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-03-01", "2024-03-01", "2024-03-01"),
        ("2022..2024", "2022-01-01", "2024-12-31"),
        ("2024-Q1..2024-Q3", "2024-01-01", "2024-09-30"),
        ("..2028", None, "2028-12-31"),
        ("2024..", "2024-01-01", None),
        ("9999", "9999-01-01", "9999-12-31"),
        (" 2022 ", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_period_has_its_days(text, first, last):
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "..", "22", "2024-Q5", "2024-H3", "2024-13", "2024-00", "2024-02-30", "0000", "2024..2022", "2024-3", "2024/03", "last year",
     "2024..2025..2026", "2024-Q1-Q2", "20245", "２０２４年"],
)  # fmt: skip
def test_what_names_no_stretch_of_time_is_no_period(text):
    with pytest.raises(BadPeriod):
        parse_period(text)


@pytest.mark.parametrize(("text", "is_one"), [("2022", True), ("2022-01..2022-12", True), ("2021-07..2022-06", True), ("2024-03-01..2025-02-28", True),
                                              ("2022..2023", False), ("2022-H1", False), ("2022..", False), ("2022-01-01", False)])  # fmt: skip
def test_one_year_is_told_from_other_stretches(text, is_one):
    assert parse_period(text).is_one_year is is_one


@pytest.mark.parametrize(("one", "two", "years"), [("2022", "2024", 2), ("2024-Q1", "2024-Q3", Fraction(1, 2)), ("2020-03", "2021-04", Fraction(13, 12)), ("2024", "2022", -2)])
def test_years_between_two_periods(one, two, years):
    assert parse_period(one).years_to(parse_period(two)) == years


def test_spellings_of_one_period_share_a_key():
    assert parse_period("2022").key == parse_period("2022-01-01..2022-12-31").key == parse_period("2022-H1..2022-H2").key


@given(st.text(max_size=30) | st.text("0123456789-.HQ ", max_size=24))
def test_any_text_is_a_period_or_none(text):
    try:
        period = parse_period(text)
    except BadPeriod:
        return
    assert period.start is not None or period.end is not None
    if period.start is not None and period.end is not None:
        assert period.start <= period.end
    assert period.is_one_year in (True, False)


@given(st.dates(min_value=datetime.date(1, 1, 1)), st.dates(min_value=datetime.date(1, 1, 1)))
def test_two_days_joined_hold_both(one, two):
    first, last = sorted((one, two))
    period = parse_period(f"{first.isoformat()}..{last.isoformat()}")
    assert (period.start, period.end) == (first.toordinal(), last.toordinal())
