"""`factcheck compare`: two claims side by side, whether they may be compared, whether a ratio may be formed, and why not."""

import json

import pytest
from support import check, knowledge, read
from test_cli import run

from factcheck.knowledge.fair_use import BadFairUse, fair_use
from factcheck.reasoning.side_by_side import side_by_side
from factcheck.report.compared import comparison_data

CARDS = {
    f"seeds/sources/{name}.yml": f"id: {name}\ntitle: T\nurl: https://example.org/{name}\ndate: 2025-0{n}-01\nretrieved: 2025-06-02\n"
    for n, name in enumerate(("one", "two"), 1)
}
WHOLE = (
    "model: Llama 3.1 8B, benchmark: 'MLPerf Inference v5.0; closed; Offline', result_id: x, accelerator_count: 8, precision: FP8, "
    "quantisation: none, speculative_decoding: none, batch_size: 64, arrival_process: offline, input_tokens: 1024, output_tokens: 128, "
    "token_kind: output, tokenizer: t, counted_per: system, latency_limit: none, accuracy_target: 99 %, software: s, dataset: d, "
    "availability_status: available, verification: verified"
)
EFFICIENT = WHOLE + (
    ", metric: tokens/J, power_source: measured_wall, same_run: 'yes', operating_point: batch 64, power_mode: max, official_status: derived, "
    "power_boundary: wall, power_statistic: average, measurement_window: the run, machine_fraction: 100 %, instrument: i, power_settings: p"
)


def speed(id_, value="900 token/s", conditions=WHOLE, source="one", more="", kind="throughput", subject="h100"):
    rest = f", {more}" if more else ""
    return (
        f"  {id_}: {{statement: s., kind: {kind}, subject: {subject}, value: '{value}', source: {source}, period: 2025, status: measured, "
        f"relationship: first_party, speaker: nvidia, conditions: {{{conditions}}}{rest}}}\n"
    )


def changed(**conditions):
    """All conditions, some of them otherwise (None: left out)."""
    parts = dict(part.split(": ", 1) for part in WHOLE.split(", "))
    parts |= conditions
    return ", ".join(f"{name}: {text}" for name, text in parts.items() if text is not None)


def compared(*claims, ids=("a", "b")):
    workspace = read({"claims/x.yml": "factcheck: 1\nclaims:\n" + "".join(claims)} | CARDS)
    two = workspace.claims[ids[1]] if len(ids) == 2 else None
    return comparison_data(side_by_side(workspace.claims[ids[0]], two, workspace.knowledge, workspace.claims))


def outcome(data, rule):
    return next(row["outcome"] for row in data["rules"] if row["rule"] == rule)


def relation(data, condition):
    return next(row["relation"] for row in data["conditions"] if row["condition"] == condition)


# ---- the three answers -----------------------------------------------------------------------------------------------


def test_two_complete_and_equal_claims_may_be_compared_and_divided():
    data = compared(speed("a", "900 token/s"), speed("b", "300 token/s", subject="a100", source="two"))
    assert (data["comparable"], data["ratio_allowed"]) == ("yes", "yes")
    low, high = data["ratio"]["rounded"]
    assert low < 3 < high
    assert data["to_be_fair"] == []
    assert all(row["outcome"] == "holds" for row in data["rules"])


def test_a_condition_that_differs_forbids_the_comparison_and_the_way_out_is_said():
    data = compared(speed("a"), speed("b", conditions=changed(batch_size="1")))
    assert (data["comparable"], data["ratio_allowed"], data["ratio"]) == ("no", "no", None)
    assert relation(data, "batch_size") == "different" and relation(data, "precision") == "equal"
    assert outcome(data, "same_conditions") == "broken"
    assert data["to_be_fair"][0].startswith("batch_size: one value for both, not 64 and 1")
    assert "10x" in data["to_be_fair"][0]


def test_a_condition_that_one_side_does_not_state_leaves_it_open():
    data = compared(speed("a"), speed("b", conditions=changed(batch_size="not stated")))
    assert (data["comparable"], data["ratio_allowed"]) == ("unknown", "unknown")
    assert relation(data, "batch_size") == "unknown"
    assert data["ratio"] is not None
    assert data["to_be_fair"][0].startswith("batch_size, ask for B: At which batch size")


@pytest.mark.parametrize(
    ("text", "state"), [("not stated", "not stated"), ("n/a", "n/a"), (None, "nobody has looked"), ("64", "stated")]
)
def test_the_four_states_are_kept_apart(text, state):
    data = compared(speed("a"), speed("b", conditions=changed(batch_size=text)))
    row = next(row for row in data["conditions"] if row["condition"] == "batch_size")
    assert row["states"] == ["stated", state]


def test_spellings_languages_and_units_do_not_make_a_difference():
    other = changed(batch_size="64 requests", precision="fp-8", token_kind="출력", input_tokens="1,024 토큰".replace(",", ""), counted_per="시스템")
    data = compared(speed("a"), speed("b", conditions=other))
    assert [relation(data, name) for name in ("batch_size", "precision", "token_kind", "input_tokens", "counted_per")] == ["equal"] * 5


def test_an_identity_condition_may_name_the_two_things():
    data = compared(speed("a"), speed("b", subject="a100"))
    assert relation(data, "accelerator") == "itself" and data["comparable"] == "yes"


def test_two_comparisons_are_weighed_on_both_sides():
    both = "baseline: a100, baseline_conditions: {batch_size: %s}"
    data = compared(speed("a", "2 x", more=both % "1"), speed("b", "3 x", more=both % "8"))
    rows = {(row["condition"], row["of"]): row["relation"] for row in data["conditions"]}
    assert rows["batch_size", "baselines"] == "different" and rows["batch_size", "subjects"] == "equal"
    assert data["comparable"] == "no" and outcome(data, "verification_said") == "holds"
    assert not [row for row in data["conditions"] if row["of"] == "baselines" and row["condition"] in ("claimant", "verification")]


# ---- rules of fair use -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "breaks", "claims"),
    [
        ("one_kind", "comparison", (speed("a"), speed("b", "3 token/J", kind="efficiency"))),
        ("one_unit", "comparison", (speed("a"), speed("b", "900 request/s"))),
        ("one_measure", "comparison", (speed("a", more="measure: decode throughput"), speed("b"))),
        ("one_outlook", "comparison", (speed("a"), speed("b").replace("status: measured", "status: projected"))),
        ("one_period", "comparison", (speed("a"), speed("b").replace("period: 2025", "period: 2023"))),
        ("one_baseline", "comparison", (speed("a", "2 x", more="baseline: a100"), speed("b", "3 x", more="baseline: l40s"))),
        ("mlperf_with_mlperf", "comparison", (speed("a"), speed("b", conditions=changed(benchmark="vllm bench")))),
        ("mlperf_version", "comparison", (speed("a"), speed("b", conditions=changed(benchmark="'MLPerf Inference v4.1; closed; Offline'")))),
        ("mlperf_scenario", "comparison", (speed("a"), speed("b", conditions=changed(benchmark="'MLPerf Inference v5.0; closed; Server'")))),
        ("mlperf_division", "silence", (speed("a"), speed("b", conditions=changed(benchmark="'MLPerf Inference v5.0; open; Offline'")))),
        ("verification_said", "silence", (speed("a"), speed("b", conditions=changed(verification="unverified")))),
        ("availability_said", "silence", (speed("a"), speed("b", conditions=changed(availability_status="preview")))),
        ("chip_count_said", "silence", (speed("a"), speed("b", conditions=changed(accelerator_count="16")))),
        ("usual_case", "ratio", (speed("a", "up to 900 token/s"), speed("b"))),
        ("measured_power", "ratio", (
            speed("a", "3 token/J", EFFICIENT.replace("power_source: measured_wall", "power_source: TDP"), kind="efficiency"),
            speed("b", "1 token/J", EFFICIENT.replace("power_source: measured_wall", "power_source: TDP"), kind="efficiency"))),
        ("one_run", "ratio", (
            speed("a", "3 token/J", EFFICIENT.replace("same_run: 'yes'", "same_run: 'no'"), kind="efficiency"),
            speed("b", "1 token/J", EFFICIENT, kind="efficiency"))),
        ("ratio_scale", "ratio", (speed("a", "1 rank", kind="rank"), speed("b", "3 rank", kind="rank"))),
        ("positive_figures", "ratio", (
            speed("a", "3 billion USD", kind="financial_result"), speed("b", "-1 billion USD", kind="financial_result"))),
        ("drawn_power", "ratio", (
            speed("a", "700 W", "power_statistic: TDP, power_boundary: board", kind="power"),
            speed("b", "400 W", "power_statistic: 열설계전력, power_boundary: card", kind="power"))),
    ],
)  # fmt: skip
def test_each_rule_of_fair_use_forbids_what_it_should(rule, breaks, claims):
    data = compared(*claims)
    assert outcome(data, rule) == "broken"
    found = next(row for row in data["rules"] if row["rule"] == rule)
    assert found["breaks"] == breaks and found["source"] and found["different"]
    if breaks == "comparison":
        assert data["comparable"] == "no"
    if breaks != "silence":
        assert data["ratio_allowed"] == "no" and data["ratio"] is None
    assert data["to_be_fair"]


def test_measured_power_of_one_run_may_be_divided():
    data = compared(speed("a", "3 token/J", EFFICIENT, kind="efficiency"), speed("b", "1 token/J", EFFICIENT, kind="efficiency", subject="a100"))
    assert (data["comparable"], data["ratio_allowed"]) == ("yes", "yes"), data["to_be_fair"]


def test_a_figure_without_source_card_is_no_public_basis():
    data = compared(speed("a"), speed("b", source="nowhere"))
    assert outcome(data, "public_basis") == "unknown" and data["comparable"] == "yes"


def test_every_rule_of_fair_use_is_tried_by_a_test():
    tried = {mark.args[1][n][0] for mark in test_each_rule_of_fair_use_forbids_what_it_should.pytestmark for n in range(len(mark.args[1]))}
    assert set(knowledge().fair_use) - tried == {"same_conditions", "derived_metric_said", "public_basis"}  # tested by name above and below


def test_a_derived_metric_that_nobody_defines_must_be_said():
    left_out = EFFICIENT.replace("metric: tokens/J, ", "")
    data = compared(speed("a", "3 token/J", left_out, kind="efficiency"), speed("b", "1 token/J", left_out, kind="efficiency"))
    assert outcome(data, "derived_metric_said") == "unknown"


@pytest.mark.parametrize(
    "data",
    [{}, {"breaks": "everything"}, {"agree": ["kind"], "known": ["kind"]}, {"parts": {"benchmark": "("}}, {"agree": "kind"}, {"agrees": ["kind"]},
     {"agree": ["kind"], "when": {"kind": ["score"]}}],
)  # fmt: skip
def test_a_rule_that_cannot_be_executed_is_refused(data):
    whole = {"asks": "a", "ko": "가", "mend": "m", "mend_ko": "마", "source": "s", "breaks": "ratio"} | data
    with pytest.raises(BadFairUse):
        fair_use("x", whole)


def test_a_workspace_adds_rules_of_its_own_and_hears_of_a_bad_one():
    rule = "rules:\n  house: {asks: One data set., ko: 가, mend: m, mend_ko: 마, source: our desk, breaks: comparison, agree: [dataset]}\n"
    workspace = read({"claims/x.yml": "factcheck: 1\nclaims:\n" + speed("a") + speed("b", conditions=changed(dataset="other")),
                      "seeds/fair_use.yml": rule} | CARDS)  # fmt: skip
    claims = workspace.claims
    data = comparison_data(side_by_side(claims["a"], claims["b"], workspace.knowledge, claims))
    assert outcome(data, "house") == "broken" and data["comparable"] == "no"
    bad = check({"claims/x.yml": "factcheck: 1\nclaims: {}\n", "seeds/fair_use.yml": rule.replace("breaks: comparison", "breaks: all")})
    assert [(f["rule"], f["file"]) for f in bad["findings"]] == [("bad-value", "seeds/fair_use.yml")]


# ---- one gate --------------------------------------------------------------------------------------------------------


def test_the_gate_of_compare_is_the_gate_of_the_checks():
    """Pairs that `check` keeps apart are not comparable here, and pairs that it ties are never refused here."""
    variants = {
        "same": WHOLE, "batch": changed(batch_size="1"), "silent": changed(batch_size="not stated"), "spelt": changed(precision="fp-8"),
        "wall": changed(latency_limit="200 ms"), "second": changed(latency_limit="0.2 s"), "half": changed(quantisation=None),
    }  # fmt: skip
    claims = [speed(name, f"{900 + 100 * n} token/s", conditions) for n, (name, conditions) in enumerate(variants.items())]
    text = "factcheck: 1\nclaims:\n" + "".join(claims)
    checked = check({"claims/x.yml": text} | CARDS)
    workspace = read({"claims/x.yml": text} | CARDS)
    apart = {frozenset((c["id"], line["claim"])) for c in checked["claims"] for line in c["not_compared"]}
    tied = {frozenset(f["claims"]) for f in checked["findings"] if f["rule"] == "conflicting-values"}
    assert apart and tied
    for one in variants:
        for two in variants:
            if one < two:
                table = side_by_side(workspace.claims[one], workspace.claims[two], workspace.knowledge, workspace.claims)
                pair = frozenset((one, two))
                assert pair not in apart or table.comparable == "no", pair
                assert pair not in tied or table.comparable != "no", pair


# ---- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "claims").mkdir()
    text = "factcheck: 1\nclaims:\n" + speed("fast") + speed("slow", "300 token/s", changed(batch_size="1"), subject="a100")
    text += speed("multiple", "2 x", more="baseline: a100, baseline_conditions: {batch_size: 1}")
    (tmp_path / "claims" / "x.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_lays_two_claims_out(workspace):
    done = run("compare", "fast", "slow", cwd=workspace)
    out = done.stdout
    assert (done.returncode, done.stderr) == (0, "")
    assert "batch_size" in out and "different" in out and "May they be compared? no" in out and "MLCommons messaging guidelines" in out


def test_the_command_lays_the_two_sides_of_one_comparison_out(workspace):
    done = run("compare", "multiple", cwd=workspace)
    out = done.stdout
    assert done.returncode == 0 and "the baseline of multiple" in out and "May they be compared? no" in out


def test_the_command_writes_json(workspace):
    done = run("compare", "fast", "slow", "--format", "json", cwd=workspace)
    data = json.loads(done.stdout)
    assert done.returncode == 0 and data["schema"] == "factcheck-compare/1" and data["comparable"] == "no"
    assert run("compare", "fast", "slow", "--format", "json", cwd=workspace).stdout == done.stdout


@pytest.mark.parametrize(("ids", "says"), [(["fest"], "did you mean fast?"), (["fast", "slaw"], "did you mean slow?"), (["fast"], "compares nothing")])
def test_a_claim_that_is_not_there_is_told(workspace, ids, says):
    done = run("compare", *ids, cwd=workspace)
    assert (done.returncode, done.stdout) == (2, "") and says in done.stderr and "Traceback" not in done.stderr
