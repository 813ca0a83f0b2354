"""What must be stated: stated, not stated, not applicable and absent are four things, on both sides of a comparison."""

import json

import pytest
from support import check, claim, found, knowledge

WARNED = ("missing-condition", "unrecorded-condition", "baseline-undisclosed")


def speed(more="", value="900 token/s"):
    return f"a: {{statement: s., kind: throughput, subject: a100, value: {value}{', ' + more if more else ''}}}"


def faster(more=""):
    return speed(f"baseline: rngd{', ' + more if more else ''}", "2.3 x")


def conditions(data, rule, claim="a", level="warning"):
    """The conditions that a rule names for a claim, all in its one finding; none where it is silent."""
    findings = found(data, rule, claim, level)
    assert len(findings) <= 1, f"{rule} speaks {len(findings)} times"
    return findings[0]["evidence"]["conditions"] if findings else []


# ---- one side --------------------------------------------------------------------------------------------------------


def test_what_nobody_looked_for_is_unrecorded():
    data = check(speed())
    assert "batch_size" in conditions(data, "unrecorded-condition")
    assert not found(data, "missing-condition")
    assert claim(data, "a")["disclosure"] == "unrecorded"
    assert "batch_size" in claim(data, "a")["unrecorded"]


def test_what_the_source_does_not_state_is_missing():
    data = check(speed("conditions: {batch_size: not stated}"))
    assert conditions(data, "missing-condition") == ["batch_size"] == claim(data, "a")["missing"]
    assert "batch_size" not in conditions(data, "unrecorded-condition")


@pytest.mark.parametrize("stated", ["8", "n/a", "{value: 8, quote: batch 8, at: 3}"])
def test_what_is_stated_or_does_not_apply_is_neither(stated):
    data = check(speed(f"conditions: {{batch_size: {stated}}}"))
    assert all("batch_size" not in conditions(data, rule) for rule in WARNED)


def test_rest_says_not_stated_of_all_that_are_absent():
    data = check(speed("conditions: {batch_size: 8, rest: not stated}"))
    assert not found(data, "unrecorded-condition")
    missing = conditions(data, "missing-condition")
    assert "precision" in missing and "batch_size" not in missing
    assert claim(data, "a")["disclosure"] == "incomplete"


def test_a_list_states_a_condition():
    data = check(speed("conditions: {software: [vllm, cuda]}"))
    assert "software" not in conditions(data, "unrecorded-condition")


def test_recommended_conditions_get_a_note():
    data = check(speed())
    assert "host" in conditions(data, "unrecorded-condition", level="note")
    assert "host" not in conditions(data, "unrecorded-condition")
    assert "host" not in claim(data, "a")["unrecorded"]


def test_there_is_one_finding_for_each_claim_rule_and_level():
    data = check(faster("conditions: {batch_size: 8, precision: not stated, host: not stated, cooling: air}"))
    seen = [(f["rule"], f["level"]) for f in data["findings"] if f["rule"] in WARNED]
    assert len(seen) == len(set(seen)) >= 5


def test_condition_findings_stand_at_the_id_of_the_claim():
    finding = found(check("\n" + speed()), "unrecorded-condition", level="warning")[0]
    assert (finding["line"], finding["column"], finding["claims"]) == (3, 3, ["a"])


def test_synonyms_and_spellings_lead_to_the_canonical_name():
    data = check(speed("conditions: {Batch-Size: not stated}"))
    assert conditions(data, "missing-condition") == ["batch_size"]


def test_a_known_condition_may_stand_on_any_claim():
    data = check(speed("conditions: {population: everyone}"))
    assert not found(data, "unknown-condition")


# ---- what needs no second line ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [("claimant", "speaker: nvidia"), ("relationship", "relationship: first_party"), ("verification", "status: measured"),
     ("exact_quote", "quote: 900"), ("source_url", "source: nocut-2025-08-02"), ("claim_date", "source: nocut-2025-08-02"),
     ("retrieved_on", "source: nocut-2025-08-02"), ("comparison_operator", "notes: x")],
)  # fmt: skip
def test_a_key_or_the_source_card_states_a_condition(name, key):
    data = check(speed(key))
    assert name not in conditions(data, "unrecorded-condition")


def test_the_subject_states_the_accelerator():
    assert "accelerator" not in conditions(check(speed()), "unrecorded-condition")


@pytest.mark.parametrize(("subject", "missing"), [("a100", False), ("bloom", True), ("some new chip", False)])
def test_a_model_does_not_state_its_accelerator_against_the_analysts_word(subject, missing):
    data = check(f"a: {{statement: s., kind: throughput, subject: {subject}, value: 9 token/s, conditions: {{accelerator: not stated}}}}")
    assert ("accelerator" in conditions(data, "missing-condition")) is missing


@pytest.mark.parametrize(("value", "asked"), [("25 t CO2e", False), ("25 t CO2", False), ("25 t", True)])
def test_the_unit_states_the_gas(value, asked):
    data = check(f"a: {{statement: s., kind: emissions, subject: bloom, value: {value}}}")
    assert ("gas" in conditions(data, "unrecorded-condition")) is asked


@pytest.mark.parametrize("key", ["speaker", "relationship", "status"])
def test_a_key_may_say_that_the_source_does_not_state_it(key):
    name = {"speaker": "claimant", "status": "verification"}.get(key, key)
    assert name in conditions(check(speed(f"{key}: not stated")), "missing-condition")


def test_a_period_may_be_not_stated():
    data = check("a: {statement: s., kind: count, subject: bloom, value: 31, period: not stated}")
    assert "as_of" in conditions(data, "missing-condition")


def test_of_states_the_sample_size():
    text = "a: {{statement: s., kind: share, subject: world, value: 31 %{}}}"
    assert "sample_size" in conditions(check(text.format("")), "unrecorded-condition")
    assert "sample_size" not in conditions(check(text.format(", of: 302")), "unrecorded-condition")


def test_an_entity_of_the_conditions_own_kind_states_it():
    data = check("a: {statement: s., kind: throughput, subject: bloom, value: 900 token/s}")
    assert "model" not in conditions(data, "unrecorded-condition")
    assert "model" in conditions(check(speed()), "unrecorded-condition")


# ---- triggers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "asked"),
    [
        ("kind: price, subject: bloom, value: 2 USD/Mtoken", "direction", True),
        ("kind: price, subject: bloom, value: 2 USD", "direction", False),
        ("kind: price, subject: bloom, value: 2 USD/Mtoken, conditions: {direction: blended}", "blend_ratio", True),
        ("kind: price, subject: bloom, value: 2 USD/Mtoken, conditions: {direction: input}", "blend_ratio", False),
        ("kind: price, subject: bloom, value: 2 USD/Mtoken", "blend_ratio", False),
        ("kind: price, subject: a100, value: 2 USD", "availability_date", True),
        ("kind: price, subject: bloom, value: 2 USD", "availability_date", False),
        ("kind: score, subject: bloom, value: 7", "harness", True),
        ("kind: score, subject: a100, value: 7", "harness", False),
        ("kind: rank, subject: bloom, value: 3 rank", "ranking_date", True),
        ("kind: score, subject: bloom, value: 3", "ranking_date", False),
        ("kind: specification, subject: a100, value: 312 TFLOPS", "sparsity", True),
        ("kind: specification, subject: a100, value: 2 TB/s", "sparsity", False),
        ("kind: specification, subject: a100, value: 2 TB/s", "counted_per", True),
        ("kind: specification, subject: a100, value: 400 W", "counted_per", False),
        ("kind: power, subject: a100, value: 400 W, conditions: {power_statistic: tdp}", "instrument", False),
        ("kind: power, subject: a100, value: 400 W, conditions: {power_statistic: peak}", "instrument", True),
        ("kind: power, subject: a100, value: 400 W", "instrument", False),
        ("kind: growth_rate, subject: nvidia, value: 12 %", "market_definition", False),
        ("kind: market_size, subject: nvidia, value: 12 USD", "market_definition", True),
        ("kind: energy, subject: bloom, baseline: gpt3, value: 2 x", "same_benchmark", True),
        ("kind: price, subject: bloom, baseline: gpt3, value: 2 x", "same_benchmark", False),
        ("kind: throughput, subject: a100, value: 2 token/s, conditions: {benchmark: MLPerf v5}", "result_id", True),
        ("kind: throughput, subject: a100, value: 2 token/s, conditions: {benchmark: vllm bench}", "result_id", False),
        ("kind: financial_result, subject: nvidia, value: 2 USD, conditions: {accounting_standard: non_gaap}", "reconciliation", True),
        ("kind: financial_result, subject: nvidia, value: 2 USD, conditions: {accounting_standard: gaap}", "reconciliation", False),
    ],
)  # fmt: skip
def test_a_trigger_decides_what_is_asked(text, name, asked):
    data = check(f"a: {{statement: s., {text}}}")
    assert (name in conditions(data, "unrecorded-condition")) is asked


def test_growth_of_money_asks_for_what_money_needs():
    data = check("""
        size: {statement: s., kind: market_size, subject: nvidia, value: 12 USD}
        a: {statement: s., kind: growth_rate, subject: nvidia, value: 12 %, equals: size / size}
    """)
    assert "market_definition" in conditions(data, "unrecorded-condition")


def test_in_a_comparison_the_unit_of_the_absolute_values_decides():
    data = check("a: {statement: s., kind: specification, measure: zzz, subject: a100, baseline: h100, value: 300 TFLOPS}")
    assert "sparsity" in conditions(data, "unrecorded-condition")


# ---- the two sides of a comparison -----------------------------------------------------------------------------------


def test_stated_for_the_subject_alone_is_undisclosed_for_the_baseline():
    data = check(faster("conditions: {batch_size: 8}"))
    assert conditions(data, "baseline-undisclosed") == ["batch_size"]
    assert "batch_size" not in conditions(data, "unrecorded-condition")
    assert "batch_size" in claim(data, "a")["unrecorded"]


def test_not_stated_for_the_baseline_is_missing():
    data = check(faster("conditions: {batch_size: 8}, baseline_conditions: {batch_size: not stated}"))
    assert conditions(data, "missing-condition") == ["batch_size"]
    assert not conditions(data, "baseline-undisclosed")


def test_absent_from_both_is_unrecorded_once():
    data = check(faster())
    assert conditions(data, "unrecorded-condition").count("batch_size") == 1
    assert not found(data, "baseline-undisclosed")


def test_not_stated_on_both_sides_is_missing_once():
    data = check(faster("conditions: {batch_size: not stated}, baseline_conditions: {batch_size: not stated}"))
    assert conditions(data, "missing-condition") == ["batch_size"]


@pytest.mark.parametrize("same", ["{batch_size: same}", "same"])
def test_same_copies_the_subjects(same):
    data = check(faster(f"conditions: {{batch_size: 8, precision: not stated}}, baseline_conditions: {same}"))
    assert "batch_size" not in conditions(data, "baseline-undisclosed") + conditions(data, "missing-condition")
    assert conditions(data, "missing-condition") == ["precision"]


def test_only_the_kinds_own_conditions_have_a_baseline_side():
    data = check(faster("conditions: {claimant: nvidia, baseline_source: mlperf, availability_status: available}"))
    assert not found(data, "baseline-undisclosed")


def test_baseline_rest_says_not_stated_of_the_baseline():
    data = check(faster("conditions: {batch_size: 8}, baseline_conditions: {rest: not stated}"))
    assert "batch_size" in conditions(data, "missing-condition")


def test_a_baseline_that_nobody_names_is_a_missing_condition():
    data = check(speed("baseline: not stated", "2.3 x"))
    assert "baseline_identity" in conditions(data, "missing-condition")


def test_comparison_conditions_are_asked_for_with_a_baseline_only():
    assert "baseline_source" in conditions(check(faster()), "unrecorded-condition")
    assert "baseline_source" not in conditions(check(speed()), "unrecorded-condition")


# ---- unequal conditions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "unequal"),
    [
        ("batch_size: 8", "batch_size: 1", True),
        ("batch_size: 8", "batch_size: 8", False),
        ("batch_size: 8", "batch_size: same", False),
        ("batch_size: 8", "batch_size: not stated", False),
        ("batch_size: 8", "batch_size: n/a", False),
        ("batch_size: 8", "precision: fp8", False),
        ("precision: FP8", "precision: fp-8", False),
        ("precision: fp8", "precision: bf16", True),
        ("latency_limit: 200 ms", "latency_limit: 0.2 s", False),
        ("latency_limit: 200", "latency_limit: 200 ms", False),
        ("latency_limit: 200 ms", "latency_limit: 2 s", True),
        ("model: bloom", "model: BLOOM 176B", False),
        ("model: bloom", "model: gpt3", True),
        ("accelerator: a100", "accelerator: rngd", False),  # they name the very subject and baseline
        ("software: vllm 1", "software: vllm 2", False),  # not among those that must agree
    ],
)
def test_conditions_that_must_agree_are_weighed(one, two, unequal):
    data = check(faster(f"conditions: {{{one}}}, baseline_conditions: {{{two}}}"))
    name = one.partition(":")[0]
    assert conditions(data, "unequal-conditions") == ([name] if unequal else [])


def test_unequal_conditions_are_weighed_though_no_trigger_asks_for_them():
    """`blend_ratio` is asked for only with `direction: blended`."""
    data = check("""
        a: {statement: s., kind: price, subject: bloom, baseline: gpt3, value: 2 x,
            conditions: {blend_ratio: "3:1", direction: input}, baseline_conditions: {blend_ratio: "1:1", direction: input}}
    """)
    assert conditions(data, "unequal-conditions") == ["blend_ratio"]


def test_all_unequal_conditions_stand_in_one_finding():
    data = check(faster("conditions: {batch_size: 8, precision: fp8}, baseline_conditions: {batch_size: 1, precision: bf16}"))
    assert conditions(data, "unequal-conditions") == ["precision", "batch_size"]


@pytest.mark.parametrize(
    ("text", "unfair"),
    [
        ("kind: efficiency, subject: rngd, baseline: a100, value: 2 x, conditions: {power_source: 열설계전력}", ["power_source"]),
        ("kind: efficiency, subject: rngd, value: 3 token/J, conditions: {power_source: TDP}", ["power_source"]),
        ("kind: efficiency, subject: rngd, value: 3 token/J, conditions: {power_source: at the wall}", []),
        ("kind: efficiency, subject: rngd, baseline: a100, value: 2 x, conditions: {same_run: 'yes'}, baseline_conditions: {same_run: 'false'}", ["same_run"]),
        ("kind: efficiency, subject: rngd, baseline: a100, value: 2 x, conditions: {power_source: tdp}, baseline_conditions: same", ["power_source"]),
        ("kind: efficiency, subject: rngd, value: 3 token/J, conditions: {power_source: not stated, same_run: n/a}", []),
        ("kind: power, subject: rngd, baseline: a100, value: 2 x, conditions: {power_statistic: tdp}", ["power_statistic"]),
        ("kind: power, subject: rngd, value: 180 W, conditions: {power_statistic: tdp}", []),  # a rating, and called one
        ("kind: throughput, subject: rngd, baseline: a100, value: 2 x, conditions: {power_source: tdp}", []),
    ],
)  # fmt: skip
def test_a_ratio_rests_on_measured_power_of_one_run(text, unfair):
    data = check(f"a: {{statement: s., {text}}}")
    said = found(data, "unfair-ratio")
    assert [name for f in said for name in f["evidence"]["conditions"]] == unfair
    assert all("MLCommons" in f["message"] or "MLPerf" in f["message"] for f in said)


# ---- defaults at the head --------------------------------------------------------------------------------------------


def headed(head, body=""):
    return f"factcheck: 1\n{head}\nclaims:\n  {speed(body)}\n"


def test_head_conditions_hold_for_every_claim():
    data = check(headed("conditions: {batch_size: 8, rest: not stated}"))
    assert "batch_size" not in conditions(data, "missing-condition")
    assert "precision" in conditions(data, "missing-condition")


def test_the_claim_wins_key_by_key():
    data = check(headed("conditions: {batch_size: 8, precision: fp8}", "conditions: {batch_size: not stated}"))
    assert conditions(data, "missing-condition") == ["batch_size"]
    assert "precision" not in conditions(data, "unrecorded-condition")


def test_what_does_not_belong_to_a_claims_profiles_is_ignored():
    data = check(headed("conditions: {population: not stated, batch_size: not stated}"))
    assert conditions(data, "missing-condition") == ["batch_size"]


def test_head_baseline_conditions_reach_comparisons_only():
    text = "factcheck: 1\nbaseline_conditions: {batch_size: 1}\nconditions: {batch_size: 8}\nclaims:\n  " + speed() + "\n  " + faster().replace("a:", "b:", 1)
    data = check(text)
    assert conditions(data, "unequal-conditions", "b") == ["batch_size"]
    assert not found(data, "unequal-conditions", "a") and not found(data, "baseline-undisclosed", "b")


# ---- every kind, every condition -------------------------------------------------------------------------------------

# What triggers other conditions; everything else is stated as some text.
TEXTS = {
    "benchmark": "MLPerf v5, open division", "scope": "plus embodied", "network": "internet, Seoul", "power_statistic": "avg_over_run",
    "direction": "blended", "accounting_standard": "non_gaap", "power_boundary": "board",
}  # fmt: skip
# kind -> (value without a baseline, subject) of every sort that asks for conditions of its own
SORTS = {
    "throughput": [("900 token/s", "h100")], "latency": [("200 ms", "h100")], "efficiency": [("3 token/s/W", "h100")],
    "power": [("400 W", "h100")], "energy": [("25 MWh", "h100"), ("25 MWh/person", "world")],
    "emissions": [("25 t", "h100"), ("25 t/person", "world")], "emission_factor": [("25 g/kWh", "nvidia")],
    "emissions_per_person": [("4.0 t/person/year", "nvidia")], "training_time": [("25 GPU*hour", "h100")],
    "specification": [("900 TFLOP/s", "nvidia"), ("3 TB/s", "nvidia"), ("400 W", "nvidia")], "model_size": [("176 Gparameter", "nvidia")],
    "score": [("7.1", "bloom"), ("7.1", "nvidia")], "rank": [("3 rank", "bloom")], "price": [("2 USD/Mtoken", "h100"), ("2 USD", "nvidia")],
    "market_size": [("12 USD", "nvidia")], "growth_rate": [("12 %", "nvidia")], "financial_result": [("12 USD", "nvidia")],
    "investment": [("12 USD", "nvidia")], "share": [("12 %", "nvidia")], "count": [("12", "nvidia")], "quantity": [("12 MWh", "nvidia")],
}  # fmt: skip
BASELINES = {"h100": "a100", "bloom": "gpt3", "nvidia": "openai", "world": "korea"}  # each of the subject's own sort
CASES = [(kind, sort, baseline) for kind, sorts in SORTS.items() for sort in sorts for baseline in (False, True)]
KEYS = {"statement": "s.", "speaker": "nvidia", "relationship": "first_party", "status": "measured", "source": "nocut-2025-08-02",
        "quote": "as printed", "period": "2024", "equals": "money * 1", "of": "302"}  # fmt: skip
MONEY = {"statement": "s.", "kind": "investment", "subject": "nvidia", "value": "31 USD"}


def asked(kind, baseline):
    known = knowledge().kinds[kind]
    return [*known.common, *(known.comparing if baseline else ()), *known.own]


def complete(kind, sort, baseline):
    """A claim with every condition stated, for the subject and for the baseline."""
    value, subject = sort
    stated = {condition.name: TEXTS.get(condition.name, "as the source says") for condition in asked(kind, baseline)}
    made = KEYS | {"kind": kind, "subject": subject, "value": value, "conditions": stated}
    if baseline:
        own = {condition.name for condition in knowledge().kinds[kind].own}
        made |= {"baseline": BASELINES[subject], "value": value if value.endswith("/s") else "2.5 x"}
        made["conditions"] = stated | {"verification": "verified"}
        made["baseline_conditions"] = {name: text for name, text in stated.items() if name in own} | {"verification": "estimate"}
    return made


def mutations(whole, name, own):
    """(claim, the rule that must speak and name exactly `name`; None where none may)."""

    def put(subject, baseline=None):
        mutant = json.loads(json.dumps(whole))
        for side, state in (("conditions", subject), ("baseline_conditions", baseline)):
            if state == "gone":
                del mutant[side][name]
            elif state is not None:
                mutant[side][name] = state
        return mutant

    if own and "baseline" in whole:
        yield put("gone", "gone"), "unrecorded-condition"
        yield put(None, "gone"), "baseline-undisclosed"
        yield put(None, "not stated"), "missing-condition"
        yield put("not stated", "not stated"), "missing-condition"
        yield put("n/a", "n/a"), None
        yield put(None, "same"), None
    else:
        yield put("gone"), "unrecorded-condition"
        yield put("not stated"), "missing-condition"
        yield put("n/a"), None


def is_asked_without_its_own_word(condition):
    """Whether deleting it leaves it asked for: a key, unit or card (`by`) or its own words may decide otherwise."""
    trigger = condition.trigger
    if condition.by is not None:
        return False
    return trigger is None or not (trigger.only_stated or trigger.condition == condition.name)


def may_be_asked(kind, condition):
    """Whether some claim of the kind is asked for it, by the conditions of the kind itself."""
    trigger = condition.trigger
    if trigger is None:
        return True
    names = {other.name for other in asked(kind, True)}
    return kind in (trigger.kinds or (kind,)) and (trigger.condition or condition.name) in names


def review(mutants):
    claims = {"money": MONEY} | {f"c{number}": mutant for number, mutant in enumerate(mutants)}
    return check(json.dumps({"factcheck": 1, "claims": claims}, ensure_ascii=False))


def told(data):
    """claim -> the (rule, level, names) of every finding about its conditions."""
    said = {}
    for finding in data["findings"]:
        assert finding["rule"] not in ("bad-value", "unknown-unit", "unknown-condition", "unknown-kind", "dangling-reference"), finding["message"]
        if finding["rule"] in WARNED:
            said.setdefault(finding["claims"][0], []).append((finding["rule"], finding["level"], finding["evidence"]["conditions"]))
    return said


def other_findings(data):
    """claim -> the rules that say anything else about it."""
    said = {}
    for finding in data["findings"]:
        if finding["rule"] not in WARNED and finding["claims"]:
            said.setdefault(finding["claims"][0], []).append(finding["rule"])
    return {claim: sorted(rules) for claim, rules in said.items()}


def without_conditions(whole):
    """The claim with none of its conditions, and with those alone that trigger others."""
    yield {key: value for key, value in whole.items() if not key.endswith("conditions")}
    sides = {key: {name: text for name, text in whole[key].items() if name in TEXTS or name == "verification"}
             for key in whole if key.endswith("conditions")}  # fmt: skip
    yield whole | sides


MUTATED = set()


@pytest.mark.parametrize(("kind", "sort", "baseline"), CASES, ids=[f"{k}-{s[0]}{'-compared' if b else ''}" for k, s, b in CASES])
def test_one_condition_deleted_from_a_complete_claim_is_named_and_nothing_else(kind, sort, baseline):
    whole = complete(kind, sort, baseline)
    alone = review([whole])
    assert "c0" not in told(alone)
    before = other_findings(alone).get("c0", [])
    own = {condition.name for condition in knowledge().kinds[kind].own}
    wanted = {name for mutant in without_conditions(whole) for _, _, names in told(review([mutant])).get("c0", []) for name in names}
    conditions_ = [c for c in asked(kind, baseline) if is_asked_without_its_own_word(c) and c.name in wanted]
    mutants, expected, what = [], [], []
    for condition in conditions_:
        MUTATED.add((kind, condition.name))
        level = "warning" if condition.required else "note"
        for mutant, rule in mutations(whole, condition.name, condition.name in own):
            mutants.append(mutant)
            expected.append([(rule, level, [condition.name])] if rule else None)
            what.append(f"{condition.name}: {mutant['conditions'].get(condition.name)} / {mutant.get('baseline_conditions', {}).get(condition.name)}")
    data = review(mutants)
    said, others = told(data), other_findings(data)
    wrong = {w: said.get(f"c{n}") for n, (w, e) in enumerate(zip(what, expected, strict=True)) if said.get(f"c{n}") != e}
    assert not wrong
    states = {claim["id"]: claim for claim in data["claims"]}
    for number, text in enumerate(what):
        more = others.get(f"c{number}", [])
        assert [rule for rule in more if rule not in before] == [], (text, more)
        if expected[number] is None and "n/a" in text and text.split(":")[0] in {c.name for c in conditions_ if c.required}:
            assert text.split(":")[0] in states[f"c{number}"]["not_applicable"], text


def test_the_mutations_cover_every_required_condition_of_every_kind():
    if not MUTATED:
        pytest.skip("runs behind the mutations")
    all_ = {(kind, c.name) for kind in SORTS for c in asked(kind, True) if is_asked_without_its_own_word(c) and may_be_asked(kind, c)}
    assert set(SORTS) == set(knowledge().kinds)
    assert all_ - MUTATED == set()
