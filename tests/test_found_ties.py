"""Ties that nobody declares: growths, headlines, shares of a count, exchange rates, reference rows."""

import pytest
from support import check, found, standing, the

HEAD = "factcheck: 1\nsource: factpl-2023-10-26\nclaims:\n"


def shares(*values: str, of: int = 302, more: str = "") -> str:
    lines = [
        f"  s{number}: {{statement: s., kind: share, subject: cases {number}, value: {value} %, of: {of}{more}}}\n"
        for number, value in enumerate(values)
    ]
    return HEAD + "".join(lines)


def test_two_of_four_shares_of_302_cases_are_impossible_and_all_fit_604():
    data = check(shares("59.1", "51.7", "44.4", "33.6"))
    impossible = found(data, "impossible-share")
    assert [finding["claims"] for finding in impossible] == [["s0"], ["s3"]]
    assert all("604" in finding["message"] for finding in impossible)
    assert all("that all 4 shares of it fit is 286" in finding["message"] for finding in impossible)
    assert not found(check(shares("59.1", "51.7", "44.4", "33.6", of=604)), "impossible-share")


@pytest.mark.parametrize(("more", "level"), [("", "error"), (", conditions: {mode: phone}", "warning")])
def test_a_survey_that_does_not_say_whether_it_was_weighted_is_only_doubtful(more, level):
    assert the(check(shares("30.0", of=7, more=more)), "impossible-share")["level"] == level


def test_a_weighted_share_need_not_be_a_whole_number_of_cases():
    data = check(shares("30.0", of=7, more=", conditions: {weighting: by age and sex}"))
    assert not found(data, "impossible-share") and standing(data, "s0").startswith("unchecked")


def test_every_share_that_some_whole_number_gives_is_possible():
    for of in (7, 302, 1000):
        for cases in range(0, of + 1, max(of // 40, 1)):
            assert not found(check(shares(f"{100 * cases / of:.1f}", of=of)), "impossible-share"), (cases, of)


def growth(rate: str, span: str = "", kind: str = "growth_rate") -> str:
    return HEAD + (
        "  a: {statement: s., kind: market_size, subject: npu market, value: 10.0 billion USD, period: 2022}\n"
        "  b: {statement: s., kind: market_size, subject: npu market, value: 13.2 billion USD, period: 2024}\n"
        f"  g: {{statement: s., kind: {kind}, subject: npu market, value: {rate}, period: 2022..2024{span}}}\n"
    )


@pytest.mark.parametrize(("rate", "span"), [("14.9 %", ""), ("15 %/year", ""), ("32 %", ", span: total"), ("32.0 % more", ", span: total")])
def test_a_growth_that_leads_from_start_to_end_is_consistent(rate, span):
    data = check(growth(rate, span))
    assert standing(data, "g") == "consistent" and not found(data, "growth-fails")


@pytest.mark.parametrize(("rate", "span"), [("32.0 %", ""), ("20.0 %/year", ""), ("14.9 %", ", span: total")])
def test_a_growth_that_does_not_is_told_with_what_it_would_be(rate, span):
    finding = the(check(growth(rate, span)), "growth-fails")
    assert finding["level"] == "error" and finding["claims"] == ["g", "a", "b"]
    assert finding["evidence"]["implied"][0] < finding["evidence"]["implied"][1]


def headline(title: str, body: str, source: str = "") -> str:
    return HEAD + (
        f"  t: {{statement: s., kind: energy, subject: gpt3, value: {title}, part: headline}}\n"
        f"  b: {{statement: s., kind: energy, subject: gpt3, value: {body}, part: body{source}}}\n"
    )


def test_a_headline_that_its_article_contradicts_is_to_blame():
    data = check(headline("2000 MWh", "1287 MWh"))
    assert the(data, "headline-differs")["level"] == "warning"
    assert not found(data, "conflicting-values")
    assert standing(data, "t") == "contradicted" and standing(data, "b").startswith("unchecked")


@pytest.mark.parametrize("title", ["1300 MWh", "more than 1000 MWh", "1.29 GWh"])
def test_a_headline_that_rounds_is_fine(title):
    data = check(headline(title, "1287 MWh"))
    assert not found(data, "headline-differs") and standing(data, "t") == "consistent"


def test_a_headline_of_another_source_is_one_more_figure():
    assert found(check(headline("2000 MWh", "1287 MWh", ", source: nocut-2025-08-02")), "conflicting-values")


def conversions(second: str, period: str = ", period: 2025") -> str:
    return HEAD + (
        f"  a: {{statement: s., kind: investment, subject: meta, value: 20.0억 달러, also: '2조 8,000억 원'{period}}}\n"
        f"  b: {{statement: s., kind: investment, subject: openai, value: 30.0억 달러, also: '{second}'{period}}}\n"
    )


def test_conversions_at_one_rate_agree():
    data = check(conversions("4조 2,000억 원"))
    assert not found(data, "rate-conflict") and standing(data, "a") == standing(data, "b") == "consistent"


def test_conversions_at_two_rates_are_told():
    assert "error" in [finding["level"] for finding in found(check(conversions("5조 1,000억 원")), "rate-conflict")]


def test_without_a_period_another_day_may_explain_it():
    levels = {finding["level"] for finding in found(check(conversions("5조 1,000억 원", "")), "rate-conflict")}
    assert levels == {"warning"}


def bandwidth(value: str, subject: str = "rngd", more: str = "") -> str:
    return HEAD + f"  c: {{statement: s., kind: specification, measure: memory bandwidth, subject: {subject}, value: {value}{more}}}\n"


def test_a_claim_that_a_reference_row_fits_is_consistent():
    data = check(bandwidth("1.5 TB/s"))
    assert standing(data, "c") == "consistent" and not found(data, "reference-conflict")


def test_a_claim_against_a_row_of_tier_a_is_an_error():
    finding = the(check(bandwidth("2.0 TB/s")), "reference-conflict")
    assert finding["level"] == "error" and "FuriosaAI" in finding["message"]


def test_a_row_on_a_variant_speaks_of_the_general_thing():
    assert standing(check(bandwidth("3.35 TB/s", subject="h100")), "c") == "consistent"


def test_a_row_that_fits_under_other_conditions_is_named():
    text = HEAD + (
        "  c: {statement: s., kind: specification, measure: peak compute, subject: a100, value: 312 TFLOP/s,\n"
        "      conditions: {precision: BF16, sparsity: sparse_2_4}}\n"
    )
    finding = the(check(text), "reference-conflict")
    assert finding["level"] == "warning" and "sparsity" in finding["evidence"]["conditions"]


def test_a_claim_without_a_measure_meets_no_row():
    text = HEAD + "  c: {statement: s., kind: specification, subject: rngd, value: 2.0 TB/s}\n"
    assert not found(check(text), "reference-conflict")


def test_a_forecast_may_be_compared_with_a_measured_figure():
    text = """\
factcheck: 1
source: one-study
kind: energy
measure: electricity consumption
period: 2026
claims:
  centres: {statement: s., subject: world_data_centres, value: 500 TWh, status: projected}
  japan: {statement: s., subject: japan, value: 939 TWh, status: measured}
  like: {statement: s., subject: world_data_centres, baseline: japan, value: same level, status: projected}
"""
    finding = the(check(text), "ratio-fails", "like")
    assert finding["claims"] == ["like", "centres", "japan"]
    measured = text.replace("value: same level, status: projected", "value: same level, status: measured")
    assert not found(check(measured), "ratio-fails")
