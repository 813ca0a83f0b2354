"""What a printed value stands for: its rounded and its loose reading, and its unit."""

import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support import quantity

from factcheck.model.interval import INFINITY, Interval
from factcheck.model.quantity import BadValue, parse_figure
from factcheck.model.units import UnknownUnit

# value | kind (with ` to` where it has a baseline) | rounded | loose | unit
VALUES = """
# the place of the last significant digit
2.3 MWh                | energy             | 2.25 .. 2.35           | 2.2 .. 2.4             | MWh
25 t                   | emissions          | 24.5 .. 25.5           | 24 .. 26               | t
8,930 MWh              | energy             | 8925 .. 8935           | 8920 .. 8940           | MWh
10 MWh                 | energy             | 9.5 .. 10.5            | 9 .. 11                | MWh
120 MWh                | energy             | 115 .. 125             | 110 .. 130             | MWh
1,000 MWh              | energy             | 950 .. 1050            | 900 .. 1100            | MWh
1000 MWh               | energy             | 950 .. 1050            | 900 .. 1100            | MWh
100.0 MWh              | energy             | 99.95 .. 100.05        | 99.9 .. 100.1          | MWh
6 MWh                  | energy             | 5.5 .. 6.5             | 5 .. 7                 | MWh
1e6 MWh                | energy             | 500000 .. 1500000      | 0 .. 2000000           | MWh
1.0e6 MWh              | energy             | 950000 .. 1050000      | 900000 .. 1100000      | MWh
1,287 MWh              | energy             | 1286.5 .. 1287.5       | 1286 .. 1288           | MWh
2.50 MWh               | energy             | 2.495 .. 2.505         | 2.49 .. 2.51           | MWh
0.5 MWh                | energy             | 0.45 .. 0.55           | 0.4 .. 0.6             | MWh

# scales
50억 원                | financial_result   | 4950000000 .. 5050000000 | 4900000000 .. 5100000000 | KRW
50억원                 | financial_result   | 4950000000 .. 5050000000 | 4900000000 .. 5100000000 | KRW
9천 원                 | price              | 8500 .. 9500           | 8000 .. 10000          | KRW
1조 5,600억 원         | market_size        | 1555000000000 .. 1565000000000 | 1550000000000 .. 1570000000000 | KRW
3천4백억 원            | market_size        | 335000000000 .. 345000000000 | 330000000000 .. 350000000000 | KRW
188억7500만원          | financial_result   | 18874500000 .. 18875500000 | 18874000000 .. 18876000000 | KRW
6 trillion KRW         | market_size        | 5500000000000 .. 6500000000000 | 5000000000000 .. 7000000000000 | KRW
1.5 million t          | emissions          | 1450000 .. 1550000     | 1400000 .. 1600000     | t
20 thousand MWh        | energy             | 19500 .. 20500         | 19000 .. 21000         | MWh
2 hundred MWh          | energy             | 150 .. 250             | 100 .. 300             | MWh
$5 bn                  | market_size        | 4500000000 .. 5500000000 | 4000000000 .. 6000000000 | USD
$5bn                   | market_size        | 4500000000 .. 5500000000 | 4000000000 .. 6000000000 | USD
5 bn USD               | market_size        | 4500000000 .. 5500000000 | 4000000000 .. 6000000000 | USD
5 tn KRW               | market_size        | 4500000000000 .. 5500000000000 | 4000000000000 .. 6000000000000 | KRW
30 k USD               | price              | 29500 .. 30500         | 29000 .. 31000         | USD
2.5 M EUR              | price              | 2450000 .. 2550000     | 2400000 .. 2600000     | EUR

# currencies
5,130원                | price              | 5125 .. 5135           | 5120 .. 5140           | KRW
10억 달러              | investment         | 950000000 .. 1050000000 | 900000000 .. 1100000000 | USD
$2.50/Mtoken           | price              | 2.495 .. 2.505         | 2.49 .. 2.51           | USD/Mtoken
2.50 USD/Mtoken        | price              | 2.495 .. 2.505         | 2.49 .. 2.51           | USD/Mtoken
€30                    | price              | 29.5 .. 30.5           | 29 .. 31               | EUR
₩25                    | price              | 24.5 .. 25.5           | 24 .. 26               | KRW
41 CNY                 | price              | 40.5 .. 41.5           | 40 .. 42               | CNY
41 JPY                 | price              | 40.5 .. 41.5           | 40 .. 42               | JPY

# about and its like: loose is two places each way
about 25 t CO2e        | emissions          | 24.5 .. 25.5           | 23 .. 27               | t CO2e
~25 t CO2e             | emissions          | 24.5 .. 25.5           | 23 .. 27               | t CO2e
~ 25 t CO2e            | emissions          | 24.5 .. 25.5           | 23 .. 27               | t CO2e
nearly 25 t            | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
약 25t                 | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
25t 가량               | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
25t가량                | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
25톤 정도              | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
25톤 안팎              | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
25톤 남짓              | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
25톤 수준              | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
25톤 육박              | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
약 25톤 수준           | emissions          | 24.5 .. 25.5           | 23 .. 27               | t
about 1,300 MWh        | energy             | 1250 .. 1350           | 1100 .. 1500           | MWh

# at least and its like: from the figure upward, loose from half a place below
at least 30 kWh        | energy             | 30 .. inf              | 29.5 .. inf            | kWh
more than 30 kWh       | energy             | 30 .. inf              | 29.5 .. inf            | kWh
over 30 kWh            | energy             | 30 .. inf              | 29.5 .. inf            | kWh
최소 30 kWh            | energy             | 30 .. inf              | 29.5 .. inf            | kWh
30 kWh 이상            | energy             | 30 .. inf              | 29.5 .. inf            | kWh
30kWh 초과             | energy             | 30 .. inf              | 29.5 .. inf            | kWh
30kWh 넘는             | energy             | 30 .. inf              | 29.5 .. inf            | kWh
30kWh 돌파             | energy             | 30 .. inf              | 29.5 .. inf            | kWh
100여 명               | count              | 100 .. inf             | 95 .. inf              | count
100여명                | count              | 100 .. inf             | 95 .. inf              | count
500여 kWh              | energy             | 500 .. inf             | 495 .. inf             | kWh

# up to and its like: to the figure, loose to half a place above
up to 30 kWh           | energy             | 0 .. 30                | 0 .. 30.5              | kWh
at most 30 kWh         | energy             | 0 .. 30                | 0 .. 30.5              | kWh
less than 30 kWh       | energy             | 0 .. 30                | 0 .. 30.5              | kWh
under 30 kWh           | energy             | 0 .. 30                | 0 .. 30.5              | kWh
최대 30 kWh            | energy             | 0 .. 30                | 0 .. 30.5              | kWh
30 kWh 이하            | energy             | 0 .. 30                | 0 .. 30.5              | kWh
30kWh 미만             | energy             | 0 .. 30                | 0 .. 30.5              | kWh
30kWh까지              | energy             | 0 .. 30                | 0 .. 30.5              | kWh
up to 30 %             | financial_result   | -inf .. 30             | -inf .. 30.5           | %

# ranges: loose is half a place wider at each end, a whole one with about
4..5 t CO2e/person/year | emissions_per_person | 4 .. 5             | 3.5 .. 5.5             | t CO2e/person/year
4~5 t                  | emissions          | 4 .. 5                 | 3.5 .. 5.5             | t
4∼5 t                  | emissions          | 4 .. 5                 | 3.5 .. 5.5             | t
4–5 t                  | emissions          | 4 .. 5                 | 3.5 .. 5.5             | t
about 4..5 t           | emissions          | 4 .. 5                 | 3 .. 6                 | t
4..5.5 t               | emissions          | 4 .. 5.5               | 3.5 .. 6               | t
4.25..5.5 t            | emissions          | 4.25 .. 5.5            | 4.2 .. 5.55            | t
at least 4..5 t        | emissions          | 4 .. inf               | 3.5 .. inf             | t
up to 4..5 t           | emissions          | 0 .. 5                 | 0 .. 5.5               | t
0..1 t                 | emissions          | 0 .. 1                 | 0 .. 1.5               | t
-2..1 %                | growth_rate        | -2 .. 1                | -2.5 .. 1.5            | %

# a scale or unit after the second number holds for the first if that has none
4~5억 원               | market_size        | 400000000 .. 500000000 | 350000000 .. 550000000 | KRW
2..3 million USD       | market_size        | 2000000 .. 3000000     | 1500000 .. 3500000     | USD
$2..3 million          | market_size        | 2000000 .. 3000000     | 1500000 .. 3500000     | USD
4 t..5 t               | emissions          | 4 .. 5                 | 3.5 .. 5.5             | t
9천만~1억 원           | market_size        | 90000000 .. 100000000  | 40000000 .. 150000000  | KRW

# a +- b: loose is half the finer place wider
25 +- 2 t              | emissions          | 23 .. 27               | 22.5 .. 27.5           | t
2.5 +- 0.25 MWh        | energy             | 2.25 .. 2.75           | 2.245 .. 2.755         | MWh
25 ± 2 t               | emissions          | 23 .. 27               | 22.5 .. 27.5           | t
5 +- 1 million t       | emissions          | 4000000 .. 6000000     | 3500000 .. 6500000     | t

# vague words are ranges
수십 톤                | emissions          | 20 .. 99.9             | ..                     | t
수천만 원              | price              | 20000000 .. 99900000   | ..                     | KRW
several thousand MWh   | energy             | 2000 .. 9990           | ..                     | MWh
수백 명                | count              | 200 .. 999             | ..                     | count
수억 원                | price              | 200000000 .. 999000000 | ..                     | KRW

# ratios
2.3 x                  | efficiency to      | 2.25 .. 2.35           | 2.2 .. 2.4             | x
2.3배                  | efficiency to      | 2.25 .. 2.35           | 2.2 .. 2.4             | x
2.3 배                 | efficiency to      | 2.25 .. 2.35           | 2.2 .. 2.4             | x
10 x                   | emissions to       | 9.5 .. 10.5            | 9 .. 11                | x
두 배                  | energy to          | 1.5 .. 2.5             | 1 .. 3                 | x
double                 | energy to          | 1.5 .. 2.5             | 1 .. 3                 | x
half                   | energy to          | 0.45 .. 0.55           | 0.4 .. 0.6             | x
절반                   | energy to          | 0.45 .. 0.55           | 0.4 .. 0.6             | x
threefold              | energy to          | 2.5 .. 3.5             | 2 .. 4                 | x
230 %                  | energy to          | 2.25 .. 2.35           | 2.2 .. 2.4             | x
50 % less              | energy to          | 0.495 .. 0.505         | 0.49 .. 0.51           | x
40 % more              | energy to          | 1.395 .. 1.405         | 1.39 .. 1.41           | x
at least 40 % less     | energy to          | 0 .. 0.6               | 0 .. 0.605             | x
up to 50 % more        | energy to          | 1 .. 1.5               | 1 .. 1.505             | x
up to 40 % less        | energy to          | 0.6 .. 1               | 0.595 .. 1             | x
at least 50 % more     | energy to          | 1.5 .. inf             | 1.495 .. inf           | x
about 40 % more        | energy to          | 1.395 .. 1.405         | 1.38 .. 1.42           | x
40..50 % less          | energy to          | 0.5 .. 0.6             | 0.495 .. 0.605         | x
more than double       | energy to          | 2 .. inf               | 1.5 .. inf             | x
4.5 times faster       | throughput to      | 4.45 .. 4.55           | 4.4 .. 4.6             | x
2.25 times less        | energy to          | 200/451 .. 200/449     | 50/113 .. 50/112       | x
similar                | energy to          | 0.9 .. 1.1             | 0.7 .. 1.3             | x
same level             | energy to          | 0.9 .. 1.1             | 0.7 .. 1.3             | x
비슷                   | energy to          | 0.9 .. 1.1             | 0.7 .. 1.3             | x
같은 수준              | energy to          | 0.9 .. 1.1             | 0.7 .. 1.3             | x
최대 30배              | throughput to      | 0 .. 30                | 0 .. 30.5              | x
10배 이상              | throughput to      | 10 .. inf              | 9.5 .. inf             | x

# a difference is in the kind's own unit, and may be negative
50.0 MWh               | energy to          | 49.95 .. 50.05         | 49.9 .. 50.1           | MWh
about 1 MWh            | energy to          | 0.5 .. 1.5             | -1 .. 3                | MWh
-20 MWh                | energy to          | -20.5 .. -19.5         | -21 .. -19             | MWh
3 %p                   | share to           | 2.5 .. 3.5             | 2 .. 4                 | %p

# shares, changes and points
45.57 %                | share              | 45.565 .. 45.575       | 45.56 .. 45.58         | %
45.57%                 | share              | 45.565 .. 45.575       | 45.56 .. 45.58         | %
half                   | share              | 45 .. 55               | 40 .. 60               | %
절반                   | share              | 45 .. 55               | 40 .. 60               | %
7 of 10                | share              | 65 .. 75               | 60 .. 80               | %
10명 중 7명            | share              | 65 .. 75               | 60 .. 80               | %
-9.7 %                 | growth_rate        | -9.75 .. -9.65         | -9.8 .. -9.6           | %
9.7 % less             | financial_result   | -9.75 .. -9.65         | -9.8 .. -9.6           | %
9.7 % more             | financial_result   | 9.65 .. 9.75           | 9.6 .. 9.8             | %
9.26 %p                | share              | 9.255 .. 9.265         | 9.25 .. 9.27           | %p
9.26 pp                | share              | 9.255 .. 9.265         | 9.25 .. 9.27           | %p
9.26%포인트            | share              | 9.255 .. 9.265         | 9.25 .. 9.27           | %p
-0.4 %p                | share              | -0.45 .. -0.35         | -0.5 .. -0.3           | %p
-50억 원               | financial_result   | -5050000000 .. -4950000000 | -5100000000 .. -4900000000 | KRW

# counts and ranks: a whole number to its last unit was counted
302 people             | count              | 302 .. 302             | 302 .. 302             | person
302명                  | count              | 302 .. 302             | 302 .. 302             | count
302                    | count              | 302 .. 302             | 302 .. 302             | count
1,287 students         | count              | 1287 .. 1287           | 1287 .. 1287           | student
3위                    | rank               | 3 .. 3                 | 3 .. 3                 | rank
300 people             | count              | 295 .. 305             | 290 .. 310             | person
about 302 people       | count              | 301.5 .. 302.5         | 300 .. 304             | person
3천 명                 | count              | 2500 .. 3500           | 2000 .. 4000           | count
302..305 people        | count              | 302 .. 305             | 301.5 .. 305.5         | person
302 people             | quantity           | 301.5 .. 302.5         | 301 .. 303             | person
2.5 people             | count              | 2.45 .. 2.55           | 2.4 .. 2.6             | person
10 people              | count              | 9.5 .. 10.5            | 9 .. 11                | person

# what cannot be negative stops at 0
0 MWh                  | energy             | 0 .. 0.5               | 0 .. 1                 | MWh
1 MWh                  | energy             | 0.5 .. 1.5             | 0 .. 2                 | MWh
about 1 MWh            | energy             | 0.5 .. 1.5             | 0 .. 3                 | MWh
0 %                    | growth_rate        | -0.5 .. 0.5            | -1 .. 1                | %
0 %p                   | share              | -0.5 .. 0.5            | -1 .. 1                | %p
0.3                    | score              | 0.25 .. 0.35           | 0.2 .. 0.4             | count
1                      | score              | 0.5 .. 1.5             | 0 .. 2                 | count
0                      | quantity           | -0.5 .. 0.5            | -1 .. 1                | count
"""


def rows():
    for line in VALUES.splitlines():
        if line.strip() and not line.startswith("#"):
            text, kind, rounded, loose, unit = (part.strip() for part in line.split(" | "))
            name, _, baseline = kind.partition(" to")
            yield pytest.param(text, name, " to" in kind, rounded, loose, unit, id=f"{text} ({kind})")


def ends(text):
    lo, hi = text.split(" .. ")
    return Interval(*(INFINITY * (-1 if end[0] == "-" else 1) if "inf" in end else Fraction(end) for end in (lo, hi)))


@pytest.mark.parametrize(("text", "kind", "baseline", "rounded", "loose", "unit"), list(rows()))
def test_a_value_stands_for(text, kind, baseline, rounded, loose, unit):
    found = quantity(text, kind, baseline=baseline)
    assert (found.rounded, found.unit.text) == (ends(rounded), unit)
    if loose == "..":
        assert found.loose.hull(found.rounded) == found.loose
    else:
        assert found.loose == ends(loose)


@pytest.mark.parametrize(
    ("text", "digits", "rounded", "loose"),
    [("1,000 MWh", 4, "999.5 .. 1000.5", "999 .. 1001"), ("1,000 MWh", 1, "500 .. 1500", "0 .. 2000"),
     ("8,930 MWh", 4, "8929.5 .. 8930.5", "8929 .. 8931"), ("1.0 MWh", 1, "0.5 .. 1.5", "0 .. 2"),
     ("50억 원", 1, "4500000000 .. 5500000000", "4000000000 .. 6000000000"), ("1e6 MWh", 3, "995000 .. 1005000", "990000 .. 1010000")],
)  # fmt: skip
def test_digits_set_the_place(text, digits, rounded, loose):
    found = quantity(text, "market_size" if "원" in text else "energy", digits=digits)
    assert (found.rounded, found.loose) == (ends(rounded), ends(loose))


@pytest.mark.parametrize("text", ["4.5 times faster", "2.25 times less", "3 times more", "4.5배 더 빠른"])
def test_times_more_and_times_less_are_marked_ambiguous(text):
    assert quantity(text, "throughput", baseline=True).ambiguous


@pytest.mark.parametrize("text", ["4.5 x", "40 % more", "double", "50 % less"])
def test_plain_ratios_are_not_marked_ambiguous(text):
    assert quantity(text, "throughput", baseline=True).ambiguous is None


@pytest.mark.parametrize("text", ["up to 30 x", "최대 30배", "30배까지"])
def test_up_to_is_the_best_case(text):
    assert quantity(text, "throughput", baseline=True).best_case


def test_at_most_is_no_best_case():
    assert not quantity("at most 30 x", "throughput", baseline=True).best_case


@pytest.mark.parametrize(
    "text",
    ["", "nan", "inf", "-inf MWh", "NaN t", "a lot", "MWh", "about", "25 t 30 t", "5..4 t", "1,28 MWh", "25 +- t", "4.. t",
     "-25 MWh", "9.7 % less", "null", "~", "true"],
)  # fmt: skip
def test_what_is_no_energy_is_a_bad_value(text):
    with pytest.raises(BadValue):
        quantity(text, "energy")


@pytest.mark.parametrize(("text", "near"), [("5 mWH", "mWh"), ("5 KWH", "kWh"), ("5 tokns/s", "token"), ("5 MWhh", "MWh")])
def test_an_unknown_unit_comes_with_the_nearest_known_one(text, near):
    with pytest.raises(UnknownUnit) as problem:
        quantity(text, "energy")
    assert problem.value.near is not None
    assert problem.value.near.lower().rstrip("s") == near.lower().rstrip("s")


def test_a_limit_of_numbers_is_told_from_a_bad_value():
    for text in ("9" * 101 + " MWh", "1e301 MWh"):
        with pytest.raises(BadValue) as problem:
            quantity(text, "energy")
        assert type(problem.value.__cause__).__name__ == "TooLarge"


# ---- properties ------------------------------------------------------------------------------------------------------

SCALES = ("", " thousand", " million", " billion", " trillion", "천", "만", "억", "조")
FACTORS = dict(zip(SCALES, (1, 10**3, 10**6, 10**9, 10**12, 10**3, 10**4, 10**8, 10**12), strict=True))


def place_of(value, digits):
    """The power of ten of the last of `digits` significant digits."""
    exponent = len(str(int(value))) if value >= 1 else 0
    while Fraction(10) ** exponent > value:
        exponent -= 1
    while Fraction(10) ** (exponent + 1) <= value:
        exponent += 1
    return exponent + 1 - digits


def printed(value, exponent, form, truncated):
    """`value` rounded (half to even) or cut off at 10^exponent, written out in one of the forms."""
    steps = value / Fraction(10) ** exponent
    figures = int(steps) if truncated else round(steps)
    if form == "e":
        return f"{figures}e{exponent}"
    if exponent >= 0:
        whole = figures * 10**exponent
        return f"{whole:,}" if form == "," else str(whole)
    whole, decimals = divmod(figures, 10**-exponent)
    text = f"{whole:,}" if form == "," else str(whole)
    return f"{text}.{decimals:0{-exponent}d}"


values = st.fractions(min_value=Fraction(1, 1000), max_value=10**9, max_denominator=10**6)


@given(values, st.integers(2, 12), st.sampled_from(["", ",", "e"]), st.sampled_from(SCALES), st.booleans())
def test_what_was_rounded_lies_in_the_rounded_reading_and_what_was_cut_off_in_the_loose_one(value, digits, form, scale, cut):
    figure = printed(value, place_of(value, digits), form, cut)
    found = quantity(f"{figure}{scale} MWh")
    assert value * FACTORS[scale] in (found.loose if cut else found.rounded)


@given(values, st.sampled_from(["", ",", "e"]), st.booleans())
def test_one_significant_digit_is_read_as_one_where_no_zero_hides_it(value, form, cut):
    exponent = place_of(value, 1)
    form = "e" if exponent > 0 else form
    found = quantity(f"{printed(value, exponent, form, cut)} MWh")
    assert value in (found.loose if cut else found.rounded)


WORDS = ["about ", "at least ", "up to ", "약 ", "최대 ", "-", "+", "4..5", "1,287", "2.50", "1e6", "수십", "두", "half", "절반", "7 of 10",
         "10명 중 7명", " t CO2e", "MWh", " %", "%p", " x", "배", " less", " more", " times faster", "여 ", "억", "조", " million",
         " 이상", " 가량", "$", "원", " +- ", "~", " ", "/", "^", "(", ")", "person", "\t", "−", "0", ".", ","]  # fmt: skip


@given(
    st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
    st.sampled_from(["energy", "share", "count", "growth_rate", "quantity", "latency", "financial_result"]),
    st.booleans(),
    st.none() | st.integers(1, 100),
)
@example("1e300.." + "9" * 100 + " t", "energy", False, None)
@example("0 times less", "energy", True, None)
@example("up to 0 times less", "energy", True, 3)
@example("7 of 0", "share", False, None)
@example("0e-300 t", "energy", False, 5)
@example("²", "energy", False, None)
@example("٣ t", "energy", False, None)
@example("½ t", "energy", False, None)
def test_any_text_is_a_quantity_or_one_of_two_documented_faults(text, kind, baseline, digits):
    try:
        found = quantity(text, kind, baseline=baseline, digits=digits)
    except (BadValue, UnknownUnit):
        return
    assert found.rounded.lo <= found.rounded.hi
    assert found.loose.lo <= found.rounded.lo and found.rounded.hi <= found.loose.hi


@given(st.text(min_size=401, max_size=2000))
def test_a_text_too_long_for_a_figure_is_refused_at_once(text):
    with pytest.raises(BadValue, match="characters"):
        parse_figure(text)


@given(st.integers(1, 10**6), st.integers(0, 6), st.sampled_from(["about ", "", "at least ", "up to "]))
def test_a_qualifier_never_narrows_a_loose_reading(figures, decimals, qualifier):
    text = f"{figures}e-{decimals} MWh"
    plain, qualified = quantity(text), quantity(qualifier + text)
    assert qualified.loose.hi >= plain.rounded.hi or qualifier == "up to "
    assert qualified.loose.lo <= plain.rounded.lo or qualifier == "at least "
    assert plain.rounded.middle in qualified.rounded


def test_the_table_names_every_qualifier_of_the_format():
    format_words = (
        ["about", "~", "nearly", "약", "가량", "정도", "안팎", "남짓", "수준", "육박", "최소", "이상", "초과", "넘는", "돌파", "여", "최대", "이하", "미만", "까지"]
        + ["at least", "more than", "over", "up to", "at most", "less than", "under"]
    )
    assert all(re.search(re.escape(word), VALUES) for word in format_words)


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [("a third", "28.3", "38.4"), ("two-thirds", "61.6", "71.7"), ("3분의 1", "28.3", "38.4"), ("three quarters", "70", "80")],
)
def test_a_fraction_in_words_is_a_share(text, lowest, highest):
    found = quantity(text, "share")
    assert found.unit.text == "%"
    assert Fraction(lowest) <= found.rounded.lo < found.rounded.hi <= Fraction(highest)


def test_more_than_inside_a_korean_number_is_a_floor():
    found = quantity("1,000여억 원", "market_size")
    assert (found.rounded.lo, found.rounded.hi, found.unit.text) == (10**11, float("inf"), "KRW")
