"""Physical limits: what no figure can exceed, and when the rule keeps silent."""

import pytest
from support import check, claim, found, knowledge, standing, the

FIXED = "batch_size: 1, accelerator_count: 1, model: llama_3_1_70b, precision: fp8, speculative_decoding: none"


def speed(value, conditions=FIXED, subject="h100_sxm", measure="decode throughput", kind="throughput", more=""):
    return (
        f"c: {{statement: s., kind: {kind}, measure: {measure}, subject: {subject}, value: {value}, "
        f"conditions: {{{conditions}}}}}\n{more}"
    )


def without(name, conditions=FIXED):
    return ", ".join(part for part in conditions.split(", ") if not part.startswith(name))


def limits(text, level=None):
    return found(check(text), "physical-limit", level=level)


# ---- memory bandwidth: 3.345..3.355 TB/s over 69.5..70.5 GB is 47.4 to 48.3 readings a second -------------------------


def test_what_memory_can_deliver_is_consistent():
    data = check(speed("48 token/s"))
    assert standing(data, "c") == "consistent" and not found(data, "physical-limit")


def test_faster_than_the_weights_can_be_read_is_an_error_that_says_what_follows_from_what():
    data = check(speed("60.0 token/s"))
    finding = the(data, "physical-limit")
    assert finding["level"] == "error" and finding["claims"] == ["c"] and standing(data, "c") == "contradicted"
    evidence = finding["evidence"]
    assert evidence["unit"] == "token/s" and evidence["stated"] == [59.95, 60.05]
    assert evidence["implied"][0] == 0 and evidence["implied"][1] == pytest.approx(3.355e12 / 69.5e9)
    assert evidence["loose_implied"][1] == pytest.approx(3.36e12 / 69e9)
    assert evidence["notices_error_of"] == pytest.approx((0.1 + evidence["loose_implied"][1] / 2) / (evidence["loose_implied"][1] / 2))
    for words in ("memory bandwidth", "48.27", "mixture of experts", "batch", "accelerators", "check the figures"):
        assert words in finding["message"], words


def test_what_only_the_loose_reading_allows_is_doubtful():
    data = check(speed("48.5 token/s"))
    assert the(data, "physical-limit")["level"] == "warning" and standing(data, "c") == "doubtful"


@pytest.mark.parametrize("name", ["batch_size", "accelerator_count", "model", "precision"])
def test_nothing_is_said_where_what_it_needs_is_not_stated(name):
    data = check(speed("6000 token/s", without(name)))  # within peak compute, which needs no batch size
    assert not found(data, "physical-limit")
    assert (standing(data, "c") == "consistent") is (name == "batch_size")


def test_where_one_thing_lacks_the_reason_names_it():
    assert "precision" in standing(check(speed("60 token/s", without("precision"))), "c")


@pytest.mark.parametrize(
    ("value", "conditions", "level"),
    [
        ("90 token/s", FIXED.replace("accelerator_count: 1", "accelerator_count: 2"), None),
        ("200 token/s", FIXED.replace("accelerator_count: 1", "accelerator_count: 2"), "error"),
        ("380 token/s", FIXED.replace("batch_size: 1", "batch_size: 8"), None),
        ("480 token/s", FIXED.replace("batch_size: 1", "batch_size: 8"), "error"),
        ("60 token/s", FIXED.replace("precision: fp8", "precision: int4"), None),
        ("60 token/s", FIXED + ", quantisation: W4A16", None),
        ("60 token/s", FIXED + ", quantisation: none", "error"),
        ("60 token/s", FIXED + ", counted_per: per_user", "error"),
        ("90 token/s/accelerator", FIXED.replace("accelerator_count: 1", "accelerator_count: 4"), "error"),
        ("60 token/s", FIXED.replace("batch_size: 1", "batch_size: 64") + ", counted_per: per_user", "error"),
        ("60 token/s", FIXED.replace("batch_size: 1", "concurrency: 1"), "error"),
    ],
)
def test_count_batch_and_precision_enter_as_they_are_stated(value, conditions, level):
    assert [finding["level"] for finding in limits(speed(value, conditions))] == ([level] if level else [])


def test_a_quantisation_that_says_no_bits_is_no_ground():
    assert not limits(speed("60 token/s", FIXED + ", quantisation: AWQ"))


@pytest.mark.parametrize("kind", ["input", "total"])
def test_tokens_that_are_read_are_not_decoded(kind):
    assert not limits(speed("6000 token/s", f"{FIXED}, token_kind: {kind}"))


@pytest.mark.parametrize(
    ("state", "value", "spoken"),
    [
        ("none", "60 token/s", True), ("n/a", "60 token/s", True), ("EAGLE with 5 draft tokens", "3000 token/s", False),
        ("not stated", "60 token/s", False), ("not stated", "280 token/s", False), ("not stated", "400 token/s", True),
    ],
)  # fmt: skip
def test_speculative_decoding_is_an_exception_as_far_as_it_can_explain(state, value, spoken):
    conditions = FIXED.replace("speculative_decoding: none", f"speculative_decoding: {state}")
    assert bool(limits(speed(value, conditions))) is spoken


def mixture(counted):
    size = f"  p: {{statement: s., kind: model_size, subject: mixture one, value: 40.0 billion parameters{counted}}}\n"
    text = "factcheck: 1\nclaims:\n  " + speed("300 token/s", FIXED.replace("llama_3_1_70b", "mixture one")) + size
    return check(text)


def test_a_mixture_of_experts_counts_with_its_active_parameters_only():
    assert the(mixture(", conditions: {parameters_counted: active}"), "physical-limit")["claims"] == ["c", "p"]
    for counted in ("", ", conditions: {parameters_counted: total}"):
        data = mixture(counted)
        assert not found(data, "physical-limit") and "mixture of experts" in standing(data, "c")


def test_a_bandwidth_that_a_claim_states_serves_where_no_row_does():
    spec = "  b: {statement: s., kind: specification, measure: memory bandwidth, subject: our chip, value: 1.00 TB/s}\n"
    data = check("factcheck: 1\nclaims:\n  " + speed("60 token/s", subject="our chip") + spec)
    assert the(data, "physical-limit")["claims"] == ["c", "b"]
    assert standing(data, "b") == "unchecked: only used to check c"


def test_a_general_name_stands_for_its_fastest_variant():
    one_byte = FIXED.replace("llama_3_1_70b", "llama_3_1_8b")
    assert not limits(speed("250 token/s", one_byte, subject="a100"))  # 8 GB at the 2,039 GB/s of the 80 GB variant
    assert limits(speed("320 token/s", one_byte, subject="a100"), "error")
    assert limits(speed("250 token/s", one_byte, subject="a100_sxm4_40gb"), "error")


@pytest.mark.parametrize(("value", "spoken"), [("25.0 ms", False), ("12.0 ms", True)])
def test_the_time_of_a_token_has_the_inverse_limit(value, spoken):
    text = speed(value, without("batch_size"), measure="time per output token", kind="latency")
    assert bool(limits(text)) is spoken


@pytest.mark.parametrize(
    ("value", "source", "spoken"),
    [("0.060 token/s/W", "tdp", False), ("0.200 token/s/W", "tdp", True), ("0.200 token/s/W", "measured_wall", False),
     ("4.0 J/token", "tdp", True), ("20 J/token", "tdp", False)],
)  # fmt: skip
def test_efficiency_is_limited_where_it_was_reckoned_with_the_rated_power(value, source, spoken):
    conditions = f"{FIXED}, token_kind: output, power_source: {source}"
    measure = "energy per token" if value.endswith("J/token") else "performance per watt"
    assert bool(limits(speed(value, conditions, measure=measure, kind="efficiency"))) is spoken


# ---- peak compute ----------------------------------------------------------------------------------------------------


def test_no_batch_makes_tokens_faster_than_their_operations():
    anything = without("batch_size")  # 1,978.9 TFLOP/s dense, 3,957.8 sparse; 140 GFLOP a token
    assert not limits(speed("25000 token/s", anything))
    finding = limits(speed("32000 token/s", anything), "error")[0]
    assert "peak compute" in finding["message"] and "operations" in finding["message"]


@pytest.mark.parametrize(("value", "spoken"), [("900 TFLOP/s", False), ("2500 TFLOP/s", True), ("450 TFLOP/s/accelerator", False)])
def test_achieved_operations_stay_below_the_peak_of_their_precision(value, spoken):
    assert bool(limits(speed(value, "precision: bf16, accelerator_count: 1", measure="training speed"))) is spoken


# ---- power, memory, shares, PUE --------------------------------------------------------------------------------------

DRAW = "power_statistic: avg_over_run, power_boundary: board"


@pytest.mark.parametrize(
    ("value", "conditions", "spoken"),
    [
        ("690 W", DRAW, False), ("900 W", DRAW, True), ("900 W/accelerator", DRAW, True),
        ("5.0 kW", DRAW + ", accelerator_count: 8", False), ("6.0 kW", DRAW + ", accelerator_count: 8", True),
        ("900 W", DRAW.replace("avg_over_run", "peak"), False), ("900 W", DRAW.replace("board", "node_dc"), False),
        ("900 W", "power_boundary: board", False), ("900 W", "power_statistic: avg_over_run", False),
    ],
)  # fmt: skip
def test_an_average_draw_stays_below_the_rated_power(value, conditions, spoken):
    assert bool(limits(speed(value, conditions, measure="power draw", kind="power"))) is spoken


def test_weights_must_fit_into_the_memory_of_the_setting():
    fp16 = FIXED.replace("fp8", "fp16")
    finding = limits(speed("10 token/s", fp16), "error")[0]
    assert "memory capacity" in finding["message"] and finding["evidence"]["unit"] == "accelerator"
    assert not limits(speed("10 token/s", fp16.replace("accelerator_count: 1", "accelerator_count: 2")))
    assert not limits(speed("10 token/s", fp16 + ", parallelism: offloading to the host"))
    fitting = check(speed("900 ms", "model: llama_3_1_70b, precision: fp8, accelerator_count: 1", measure="time to first token", kind="latency"))
    assert standing(fitting, "c").startswith("unchecked")  # that the weights fit says nothing of the figure


@pytest.mark.parametrize(("value", "spoken"), [("2 accelerator", False), ("1 accelerator", True)])
def test_as_many_accelerators_are_needed_as_hold_the_weights(value, spoken):
    data = check(speed(value, "model: llama_3_1_70b, precision: fp16", measure="accelerators needed", kind="count"))
    assert bool(found(data, "physical-limit")) is spoken
    assert standing(data, "c") == ("contradicted" if spoken else "consistent")


def test_a_model_that_is_offloaded_needs_fewer():
    conditions = "model: llama_3_1_70b, precision: fp16, parallelism: CPU offload"
    assert not limits(speed("1 accelerator", conditions, measure="accelerators needed", kind="count"))


@pytest.mark.parametrize(("value", "spoken"), [("45 %", False), ("100 %", False), ("120 %", True)])
def test_a_share_of_the_peak_is_at_most_all_of_it(value, spoken):
    assert bool(limits(speed(value, "", measure="MFU", kind="share", subject="gpt3"))) is spoken


@pytest.mark.parametrize(("pue", "level"), [("1.10", None), ("1.0", None), ("0.85", "error"), ("'0.99'", "warning"), ("not stated", None)])
def test_a_pue_below_one_is_told_at_the_condition(pue, level):
    text = f"c: {{statement: s., kind: energy, subject: gpt3, value: 900 MWh,\n  conditions: {{pue: {pue}}}}}\n"
    data = check(text)
    assert [f["level"] for f in found(data, "physical-limit")] == ([level] if level else [])
    if level:
        assert the(data, "physical-limit")["line"] == 4
    else:
        assert standing(data, "c").startswith("unchecked")  # its figure was not weighed


@pytest.mark.parametrize("value", ["900 x", "900 W"])
def test_a_comparison_has_no_such_limit(value):
    draw = speed(value, DRAW, measure="power draw", kind="power").replace("h100_sxm,", "h100_sxm, baseline: gaudi2,")
    assert not limits(draw)


def test_up_to_leaves_the_limit_room():
    assert not limits(speed("up to 600 token/s"))


# ---- the data --------------------------------------------------------------------------------------------------------


def test_every_limit_names_its_source_and_holds_for_known_kinds_and_measures():
    known = knowledge()
    assert len(known.limits.by_id) >= 6
    for limit in known.limits.by_id.values():
        assert limit.sources and limit.explains and limit.says.endswith(".")
        for kind, measure in limit.figures:
            assert kind in known.kinds and (measure is None or known.measures[measure].kind == kind)


@pytest.mark.parametrize(
    ("text", "bits"),
    [("FP8", 8), ("bf16", 16), ("int4", 4), ("4-bit AWQ", 4), ("W4A16", 4), ("W8A8 INT8", 8), ("fp8 weights, bf16 activations", 8), ("mixed", None)],
)
def test_the_bits_of_a_weight_are_the_fewest_that_a_text_names(text, bits):
    assert knowledge().limits.weight_bits(text) == bits


def test_a_broken_file_of_limits_is_told():
    data = check({"claims/x.yml": speed("60 token/s"), "seeds/limits.yml": "limits: {a: {name: a}}\n"})
    assert the(data, "bad-value")["file"] == "seeds/limits.yml"
    assert claim(data, "c")["standing"] == "contradicted"  # the shipped limits still hold
