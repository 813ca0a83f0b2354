"""What the articles complain is not said, the profiles ask for: eleven complaints, each on the claim concerned.

Eight stand in a column on makers of AI chips and a fact check of training emissions, three figures in a report on a
launch. The claims are in our own words; every one of their sources was read whole.
"""

import pytest
from support import check

READ = "conditions: {rest: not stated}, baseline_conditions: {rest: not stated}"

COMPLAINTS = {
    "a test at batch size 1 says nothing of a service": (
        "kind: throughput, subject: rngd, value: 900 token/s, conditions: {batch_size: 1, accelerator_count: 4, rest: not stated}",
        ["arrival_process", "latency_limit", "input_tokens", "output_tokens"],
    ),
    "the talk leaves the batch size out": (
        f"kind: throughput, subject: rngd, value: 900 token/s, {READ}",
        ["batch_size"],
    ),
    "whether more than one request at once works is only rumoured": (
        f"kind: throughput, subject: rngd, value: 900 token/s, status: rumoured, {READ}",
        ["batch_size", "model", "precision"],
    ),
    "what was applied to the A100": (
        "kind: efficiency, subject: rngd, baseline: a100, value: about 2.3 x, "
        "conditions: {accelerator_count: 8, rest: not stated}, baseline_conditions: {rest: not stated}",
        ["accelerator_count", "batch_size", "precision", "model", "power_boundary", "baseline_source"],
    ),
    "whether the conditions were fair and equal": (
        f"kind: throughput, subject: rngd, baseline: h100, value: 1.5 x, {READ}",
        ["same_benchmark", "differences", "versions", "per_unit_basis"],
    ),
    "how the comparison with the L40S was made": (
        f"kind: efficiency, subject: atom_max, baseline: l40s, value: 2 x, {READ}",
        ["batch_size", "precision", "power_source", "same_run", "operating_point", "baseline_source", "baseline_date"],
    ),
    "whether the L40S is the right one to compare with": (
        f"kind: efficiency, subject: atom_max, baseline: l40s, value: 2 x, {READ}",
        ["differences", "metric_definition", "model"],
    ),
    "firms do not publish the power that they use": (
        f"kind: energy, subject: gpt3, value: 1300 MWh, {READ}",
        ["energy_basis", "power_figure", "device_hours", "pue"],
    ),
    "half the training time of an H100": (
        f"kind: training_time, subject: gaudi3, baseline: h100, value: 50 % less, {READ}",
        ["quality_target", "accelerator_count", "dataset_version", "includes", "runs", "baseline_source"],
    ),
    "half as much again in inference": (
        f"kind: throughput, subject: gaudi3, baseline: h100, value: 50 % more, {READ}",
        ["model", "batch_size", "precision", "input_tokens", "output_tokens", "software", "baseline_source"],
    ),
    "40 % better power efficiency": (
        f"kind: efficiency, subject: gaudi3, baseline: h100, value: 40 % more, {READ}",
        ["power_source", "power_boundary", "power_statistic", "same_run", "batch_size", "metric"],
    ),
}  # fmt: skip


def test_there_are_eleven():
    assert len(COMPLAINTS) == 11


@pytest.mark.parametrize("complaint", COMPLAINTS)
def test_the_profiles_ask_for_what_the_articles_miss(complaint):
    claim, wanted = COMPLAINTS[complaint]
    data = check(f"a: {{statement: s., {claim}}}")
    named = [f["evidence"]["conditions"] for f in data["findings"] if f["rule"] == "missing-condition" and f["level"] == "warning"]
    assert len(named) == 1 and set(wanted) <= set(named[0])
    assert data["claims"][0]["disclosure"] == "incomplete"


def test_the_message_says_whose_conditions_are_missing():
    claim, _ = COMPLAINTS["what was applied to the A100"]
    data = check(f"a: {{statement: s., speaker: furiosa, {claim}}}")
    message = next(f["message"] for f in data["findings"] if f["rule"] == "missing-condition" and f["level"] == "warning")
    assert "accelerator_count of the baseline a100" in message and "ask furiosa" in message


@pytest.mark.parametrize(
    ("claim", "senseless"),
    [
        ("kind: market_size, subject: ai_chip_market, value: 90 billion USD, status: projected", ["batch_size", "pue", "precision", "model"]),
        ("kind: growth_rate, subject: ai_chip_market, value: 22 %", ["batch_size", "nominal_or_real"]),
        ("kind: price, subject: o3_mini, value: 0.55 USD/Mtoken", ["pue", "power_boundary", "grid_factor", "sku"]),
        ("kind: price, subject: nvidia, value: 30000 USD", ["direction", "blend_ratio", "provider_tier"]),
        ("kind: rank, subject: naver, value: 3 rank", ["prompting", "harness", "judge", "batch_size"]),
        ("kind: score, subject: h100, value: 85.2", ["prompting", "harness"]),
        ("kind: emissions_per_person, subject: world, value: 4.7 t CO2/person/year", ["pue", "accelerator", "training_type"]),
        ("kind: energy, subject: korea, value: 550 TWh", ["pue", "device_hours", "nodes_covered", "total_compute"]),
        ("kind: count, subject: samsung, value: 4", ["batch_size", "sample_size"]),
        ("kind: share, subject: world, value: 31 %", ["precision", "accounting"]),
        ("kind: specification, subject: h100, value: 80 GB", ["sparsity", "precision", "batch_size", "peak_or_achieved"]),
        ("kind: power, subject: h100, value: 700 W, conditions: {power_statistic: tdp}", ["measurement_window", "instrument", "machine_fraction"]),
        ("kind: power, subject: h100, value: 700 W, conditions: {power_statistic: 열설계전력}", ["measurement_window", "instrument"]),
        ("kind: throughput, subject: a100, value: 36139 image/s", ["token_kind", "tokenizer", "input_tokens", "output_tokens"]),
        ("kind: training_time, subject: gpt3, value: 34 day", ["latency_limit", "pue"]),
        ("kind: financial_result, subject: genians, value: 207.8억 원", ["gaap_measure", "reconciliation", "market_definition"]),
        ("kind: investment, subject: meta, value: 2억 달러", ["batch_size", "market_definition"]),
    ],
)  # fmt: skip
def test_nothing_is_asked_that_makes_no_sense_for_the_claim(claim, senseless):
    data = check(f"a: {{statement: s., {claim}}}")
    asked = {name for f in data["findings"] for name in (f["evidence"] or {}).get("conditions", ())}
    assert asked and not asked & set(senseless)


def test_a_comparison_of_two_chips_does_not_ask_which_chips():
    data = check(f"a: {{statement: s., kind: throughput, subject: rngd, baseline: a100, value: 2 x, {READ}}}")
    named = next(f["evidence"]["conditions"] for f in data["findings"] if f["rule"] == "missing-condition" and f["level"] == "warning")
    assert "accelerator" not in named and "baseline_identity" not in named
