"""Ratios that close a circle must multiply to one, whichever way they are written."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import check, found, standing, the

HEAD = "factcheck: 1\nsource: one-study\nperiod: 2024\nkind: training_time\nclaims:\n"


def ratios(*stated: tuple[str, str, str], head: str = HEAD) -> dict:
    """A review of claims r0, r1 ... each (subject, baseline, value)."""
    return check(head + "".join(
        f"  r{number}: {{statement: A ratio., subject: {subject}, baseline: {baseline}, value: {value}}}\n"
        for number, (subject, baseline, value) in enumerate(stated)
    ))  # fmt: skip


def test_two_ratios_multiply_to_the_third():
    data = ratios(("a100", "h100", "2.0 x"), ("h100", "h200", "3.0 x"), ("a100", "h200", "6.0 x"))
    assert not found(data, "ratio-cycle")
    assert [standing(data, name) for name in ("r0", "r1", "r2")] == ["consistent"] * 3


def test_a_circle_that_does_not_close_blames_all_and_shows_the_product():
    data = ratios(("a100", "h100", "2.0 x"), ("h100", "h200", "3.0 x"), ("a100", "h200", "8.0 x"))
    finding = the(data, "ratio-cycle")
    assert finding["level"] == "error"
    assert finding["claims"] == ["r2", "r0", "r1"]
    assert "r0 (2.0 x) * r1 (3.0 x) gives 5.753 to 6.253 x" in finding["message"]
    assert [standing(data, name) for name in ("r0", "r1", "r2")] == ["contradicted"] * 3


@pytest.mark.parametrize("turned", list(itertools.product((False, True), repeat=3)))
def test_every_way_to_write_the_three_ratios_is_understood(turned):
    true = [("a100", "h100", Fraction(2)), ("h100", "h200", Fraction(4)), ("a100", "h200", Fraction(8))]
    written = [(b, a, 1 / value) if turn else (a, b, value) for (a, b, value), turn in zip(true, turned, strict=True)]
    right = [(a, b, f"{float(value):.3f} x") for a, b, value in written]
    assert not found(ratios(*right), "ratio-cycle")
    wrong = [*right[:2], (right[2][0], right[2][1], f"{float(written[2][2]) * 1.5:.3f} x")]
    assert the(ratios(*wrong), "ratio-cycle")


def test_there_and_back_is_a_circle_too():
    assert standing(ratios(("a100", "h100", "2.0 x"), ("h100", "a100", "0.50 x")), "r1") == "consistent"
    assert the(ratios(("a100", "h100", "2.0 x"), ("h100", "a100", "0.70 x")), "ratio-cycle")


def test_of_several_claims_on_one_pair_the_one_that_fits_is_taken():
    data = ratios(
        ("a100", "h100", "2.0 x"), ("h100", "h200", "3.0 x"), ("a100", "h200", "6.0 x"), ("h100", "h200", "4.0 x")
    )
    assert not found(data, "ratio-cycle")
    assert the(data, "conflicting-values")


def test_a_circle_that_shares_a_ratio_with_a_sound_one_is_told():
    data = ratios(
        ("a100", "h100", "2.0 x"), ("h100", "h200", "3.0 x"), ("a100", "h200", "6.0 x"),
        ("h200", "rngd", "2.0 x"), ("h100", "rngd", "9.0 x"),
    )  # fmt: skip
    assert sorted(the(data, "ratio-cycle")["claims"]) == ["r1", "r3", "r4"]
    assert [standing(data, name) for name in ("r0", "r2")] == ["consistent"] * 2


def test_a_circle_says_nothing_where_its_own_figures_contradict_one_ratio():
    data = check(HEAD + """\
  large: {statement: s., subject: a100, value: 92.0 hour}
  small: {statement: s., subject: h100, value: 29.0 hour}
  gap: {statement: s., subject: a100, baseline: h100, value: 3.17 x}
  wrong: {statement: s., subject: h100, baseline: a100, value: 0.50 x}
""")
    assert the(data, "ratio-fails", "wrong")["level"] == "error"
    assert not found(data, "ratio-cycle")
    assert standing(data, "gap") == "consistent"


def test_ratios_of_other_years_or_worlds_close_no_circle():
    three = ("a100", "h100", "2.0 x"), ("h100", "h200", "3.0 x"), ("a100", "h200", "8.0 x")
    text = HEAD.replace("period: 2024\n", "") + "".join(
        f"  r{n}: {{statement: R., subject: {a}, baseline: {b}, value: {v}, {extra}}}\n"
        for n, ((a, b, v), extra) in enumerate(zip(three, ("period: 2023", "period: 2024", "period: 2024"), strict=True))
    )
    assert not found(check(text), "ratio-cycle")
    assert not found(check(text.replace("period: 2023", "period: 2024, status: target")), "ratio-cycle")
    assert found(check(text.replace("period: 2023", "period: 2024")), "ratio-cycle")


def test_across_sources_what_is_unstated_keeps_it_open():
    three = ratios(("a100", "h100", "2.0 x"), ("h100", "h200", "3.0 x"), ("a100", "h200", "8.0 x"),
                   head="factcheck: 1\nkind: throughput\nclaims:\n")  # fmt: skip
    finding = the(three, "ratio-cycle")
    assert finding["level"] == "warning"
    assert "batch_size" in finding["message"]
    assert standing(three, "r0") == "doubtful"


@given(st.integers(11, 9999), st.integers(11, 9999), st.tuples(*[st.integers(0, 2)] * 3))
def test_true_ratios_as_printed_are_never_called_wrong(one, two, places):
    values = Fraction(one, 100), Fraction(two, 100), Fraction(one * two, 10000)
    printed = [f"{Decimal(value.numerator) / value.denominator:.{place}f}" for value, place in zip(values, places, strict=True)]
    if any(float(text) == 0 for text in printed):
        return
    data = ratios(*((a, b, f'"{text} x"') for (a, b), text in
                    zip((("a100", "h100"), ("h100", "h200"), ("a100", "h200")), printed, strict=True)))  # fmt: skip
    assert not found(data, "ratio-cycle")
