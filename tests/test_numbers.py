"""Printed numbers keep the place of their last significant digit."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.numbers import BadNumber, TooLarge, read_number


def read(text):
    found = read_number(text)
    assert found is not None and found[1] == len(text), f"{text!r} was not read whole: {found}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        # The last digit printed decides.
        ("2.3", "2.3", "0.1"), ("25", "25", "1"), ("6", "6", "1"), ("1,287", "1287", "1"), ("2.50", "2.5", "0.01"),
        ("0.05", "0.05", "0.01"), ("100.0", "100", "0.1"), ("0", "0", "1"), (".5", "0.5", "0.1"),
        # Trailing zeros of a whole number count for nothing beyond its first two digits.
        ("10", "10", "1"), ("20", "20", "1"), ("100", "100", "10"), ("120", "120", "10"), ("8,930", "8930", "10"),
        ("1,000", "1000", "100"), ("1000", "1000", "100"), ("10,500", "10500", "100"), ("1,234,000", "1234000", "1000"),
        ("1,001", "1001", "1"), ("200,000,000", "200000000", "10000000"),
        # Exponents.
        ("1e6", "1000000", "1000000"), ("1.0e6", "1000000", "100000"), ("1E6", "1000000", "1000000"),
        ("2.5e-3", "0.0025", "0.0001"), ("12e3", "12000", "1000"), ("1e+6", "1000000", "1000000"),
        # One scale multiplies the place of the figure.
        ("50억", "5000000000", "100000000"), ("9천", "9000", "1000"), ("1.5억", "150000000", "10000000"),
        ("6 trillion", "6000000000000", "1000000000000"), ("3.2 billion", "3200000000", "100000000"),
        ("20 thousand", "20000", "1000"), ("7 million", "7000000", "1000000"), ("3백", "300", "100"),
        ("5,600억", "560000000000", "10000000000"), ("2경", "20000000000000000", "10000000000000000"),
        # With several scales the whole is written out first.
        ("1조 5,600억", "1560000000000", "10000000000"), ("3천4백억", "340000000000", "10000000000"),
        ("188억7500만", "18875000000", "1000000"), ("1조5000억", "1500000000000", "100000000000"),
        ("2만5000", "25000", "1000"), ("2만 5천", "25000", "1000"), ("1억 2,345만", "123450000", "10000"),
        # Number words are read as their number.
        ("두", "2", "1"), ("세", "3", "1"), ("three", "3", "1"), ("two million", "2000000", "1000000"),
    ],
)  # fmt: skip
def test_a_printed_number_has_its_value_and_its_place(text, value, place):
    number = read(text)
    assert (number.value, number.place) == (Fraction(value), Fraction(place))


@pytest.mark.parametrize(
    ("text", "size"),
    [("수십", 10), ("수백", 100), ("수천", 1000), ("수만", 10**4), ("수십만", 10**5), ("수백만", 10**6), ("수천만", 10**7),
     ("수억", 10**8), ("수십억", 10**9), ("수조", 10**12), ("several thousand", 1000), ("several million", 10**6)],
)  # fmt: skip
def test_vague_words_name_2_to_9_99_of_them(text, size):
    assert read(text).span == (2 * size, Fraction("9.99") * size)


@pytest.mark.parametrize("text", ["1,28", "12,34,567", "1,2345", "1,,000"])
def test_commas_that_do_not_group_thousands_are_no_number(text):
    with pytest.raises(BadNumber):
        found = read_number(text)
        raise BadNumber if found is None or found[1] < len(text) else AssertionError(found)


def test_a_number_of_a_hundred_digits_is_read_and_one_more_is_too_large():
    assert read("9" * 100).value == 10**100 - 1
    with pytest.raises(TooLarge):
        read_number("9" * 101)


@pytest.mark.parametrize("sign", ["", "-", "+"])
def test_exponents_go_to_300(sign):
    assert read(f"1e{sign}300").value == Fraction(10) ** int(f"{sign}300")
    with pytest.raises(TooLarge):
        read_number(f"1e{sign}301")


def test_a_huge_exponent_costs_nothing():
    with pytest.raises(TooLarge):
        read_number("1e" + "9" * 50)


@pytest.mark.parametrize("text", ["", "abc", "nan", "inf", "배", "-", "."])
def test_what_is_no_number_is_none(text):
    assert read_number(text) is None


@given(st.text(max_size=60) | st.text("0123456789.,eE+-천백십만억조경수 두열한several thousand", max_size=40))
def test_any_text_is_a_number_or_none_or_a_bad_number(text):
    try:
        found = read_number(text)
    except BadNumber:
        return
    if found is not None:
        number, end = found
        assert 0 < end <= len(text)
        assert number.place > 0 or number.value == 0


@given(st.integers(min_value=0, max_value=10**30), st.integers(min_value=1, max_value=12))
def test_the_place_is_a_power_of_ten_that_divides_the_number(value, decimals):
    for text in (str(value), f"{value:,}", f"{value}e{decimals}", f"{value}.{'7' * decimals}"):
        number = read(text)
        assert (number.value / number.place).denominator == 1
        digits = str(number.place.numerator) + str(number.place.denominator)
        assert set(digits) <= {"0", "1"}
