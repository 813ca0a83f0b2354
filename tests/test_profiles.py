"""The profiles as data: complete, cited, in two languages; and what a workspace adds or overrides."""

import math
from pathlib import Path

import pytest
from support import check, check_folder, knowledge, read
from yaml import safe_load

from factcheck.knowledge.knowledge import load_knowledge
from factcheck.knowledge.profile_faults import profile_faults
from factcheck.knowledge.seeds import shipped
from factcheck.model.nodes import compose
from factcheck.report.manual import manual
from factcheck.rules import RULES

PROFILES = sorted((shipped("seeds") / "profiles").glob("*.yml"))
CONDITIONS = [(profile.name, condition) for profile in knowledge().profiles.values() for condition in profile.conditions]


@pytest.mark.parametrize(("profile", "condition"), CONDITIONS, ids=[f"{name}-{condition.name}" for name, condition in CONDITIONS])
def test_every_condition_says_why_asks_and_cites_in_both_languages(profile, condition):
    assert condition.why and condition.why_ko and condition.ask.endswith("?") and condition.ask_ko and condition.source, profile
    assert condition.ko and any("가" <= letter <= "힣" for letter in condition.ko + condition.ask_ko)
    assert condition.synonyms


@pytest.mark.parametrize("path", PROFILES, ids=[path.stem for path in PROFILES])
def test_the_shipped_profiles_are_without_fault(path):
    root = compose(path.read_text(encoding="utf-8"), path.name).root
    assert list(profile_faults(root, path.name, knowledge().kinds)) == []
    assert load_knowledge().faults == ()


def test_every_known_effect_has_its_source_in_both_languages():
    told = [condition for _, condition in CONDITIONS if condition.sensitivity]
    assert len(told) >= 25
    for condition in told:
        assert condition.sensitivity_ko and condition.sensitivity_source
    assert all(condition.sensitivity for _, condition in CONDITIONS if condition.factor != 1)
    assert any(math.isinf(condition.factor) for condition in told)


def test_batch_size_is_known_to_change_tokens_per_second_by_an_order_of_magnitude():
    own = knowledge().kinds["throughput"].own
    weightiest = min(own, key=lambda condition: condition.weight)
    assert (weightiest.name, weightiest.factor) == ("batch_size", 10)


def test_a_spelling_stands_for_one_value_and_one_condition():
    for name, condition in CONDITIONS:
        seen = [spelling for others in condition.values.values() for spelling in others]
        assert len(seen) == len(set(seen)), (name, condition.name)
    known = knowledge()
    for name, condition in CONDITIONS:
        assert known.condition_name(condition.name) == condition.name, name


@pytest.mark.parametrize(
    ("written", "name"),
    [("배치 사이즈", "batch_size"), ("batch", "batch_size"), ("BS", "batch_size"), ("배치사이즈", "batch_size"), ("Batch-Size", "batch_size"),
     ("정밀도", "precision"), ("dtype", "precision"), ("입력 길이", "input_tokens"), ("ISL", "input_tokens"), ("전력 경계", "power_boundary"),
     ("칩 수", "accelerator_count"), ("GPU 수", "accelerator_count"), ("연결 여부", None), ("배출계수", "grid_factor")],
)  # fmt: skip
def test_names_in_two_languages_lead_to_one_condition(written, name):
    assert knowledge().condition_name(written) == name


@pytest.mark.parametrize(
    ("condition", "left", "right", "equal"),
    [
        ("power_boundary", "wall", "system_ac_wall", True), ("power_boundary", "벽 콘센트", "at the wall", True), ("power_boundary", "wall", "board", False),
        ("precision", "bfloat16", "BF16", True), ("precision", "bf16", "fp16", False),
        ("batch_size", "1", "1 request", True), ("batch_size", "8", "8개", True), ("batch_size", "8", "16", False), ("batch_size", "64 concurrent", "64", True),
        ("input_tokens", "128 token", "128", True), ("input_tokens", "1,024 토큰", "1024", True), ("input_tokens", "1k", "1,024", True), ("input_tokens", "1k", "2k", False),
        ("latency_limit", "200 ms", "0.2 s", True), ("latency_limit", "200", "2 s", False),
        ("accelerator_count", "8 H100", "8", True), ("accelerator_count", "8 servers", "8", False),
        ("token_kind", "출력 토큰", "output", True), ("token_kind", "output", "total", False),
        ("consolidation", "연결 기준", "consolidated", True), ("factor_type", "위치 기반", "location_average", True),
        ("pue", "1.2", "1.20", True), ("grid_factor", "57", "57 gCO2e/kWh", True), ("grid_factor", "57", "0.429 kgCO2e/kWh", False),
    ],
)  # fmt: skip
def test_conditions_are_compared_as_what_they_mean(condition, left, right, equal):
    kind = next(kind for kind in knowledge().kinds.values() if condition in {c.name for c in kind.compared})
    value = {"throughput": "2 x", "power": "2 x", "financial_result": "2 x", "emissions": "2 x", "energy": "2 x"}.get(kind.id, "2 x")
    data = check(
        f"a: {{statement: s., kind: {kind.id}, subject: h100, baseline: a100, value: {value}, "
        f"conditions: {{{condition}: '{left}'}}, baseline_conditions: {{{condition}: '{right}'}}}}"
    )
    assert bool([f for f in data["findings"] if f["rule"] == "unequal-conditions"]) is not equal


def test_a_condition_that_does_not_apply_is_no_finding_and_is_shown():
    data = check("a: {statement: s., kind: throughput, subject: a100, value: 900 token/s, conditions: {batch_size: n/a, rest: not stated}}")
    claim = data["claims"][0]
    assert claim["not_applicable"] == ["batch_size"] and "batch_size" not in claim["missing"] + claim["unrecorded"]
    assert claim["required"]["not_applicable"] == 1
    assert sum(claim["required"].values()) == claim["required"]["not_stated"] + 1 + claim["required"]["stated"]


def test_the_manual_tells_of_effect_spellings_and_triggers():
    text = "\n".join(manual("batch size", RULES, knowledge()))
    assert "10x on tokens per second" in text and "arXiv 2601.22362" in text
    assert "system_ac_wall (wall" in "\n".join(manual("power_boundary", RULES, knowledge()))
    assert "the unit is not of image" in "\n".join(manual("token_kind", RULES, knowledge()))


def test_the_manual_knows_profiles_and_rules_of_fair_use():
    assert "*  baseline_source" in "\n".join(manual("comparison", RULES, knowledge()))
    for profile in knowledge().profiles:
        text = "\n".join(manual(profile, RULES, knowledge()))
        assert all(condition.name in text for condition in knowledge().profiles[profile].conditions), profile
    for name, rule in knowledge().fair_use.items():
        assert rule.source.split(";")[0] in " ".join(manual(name, RULES, knowledge()))


# ---- what a workspace adds -------------------------------------------------------------------------------------------

CLAIM = "factcheck: 1\nclaims:\n  a: {statement: s., kind: throughput, subject: a100, value: 900 token/s, conditions: {rest: not stated}}\n"
OWN = """\
profile: throughput
conditions:
  - {name: firmware, ko: 펌웨어, level: required, why: It changes clocks., ask: Which firmware?, source: our desk}
  - {name: batch_size, ko: 배치, level: recommended, why: We ask elsewhere., ask: Which batch?, source: our desk, compare: true, unit: request}
"""


def with_profile(text, name="seeds/profiles/throughput.yml"):
    return check({"claims/x.yml": CLAIM, name: text})


def test_a_workspace_adds_to_a_profile_condition_by_condition_and_wins():
    claim = with_profile(OWN)["claims"][0]
    assert "firmware" in claim["missing"]  # added
    assert "batch_size" not in claim["missing"]  # now only recommended
    assert "precision" in claim["missing"]  # the rest stays


def test_a_workspace_may_replace_a_profile_whole():
    claim = with_profile("replaces: true\n" + OWN)["claims"][0]
    assert "firmware" in claim["missing"] and "precision" not in claim["missing"]


def test_a_workspace_adds_a_kind_with_a_profile_of_its_own():
    files = {
        "seeds/kinds.yml": "kinds:\n  noise: {name: Noise, ko: 소음, means: Loudness., profiles: [noise], units: [any]}\n",
        "seeds/profiles/noise.yml": "profile: noise\nconditions:\n  - {name: distance, ko: 거리, level: required, why: It falls with it., ask: How far?, source: ISO 7779}\n",
        "claims/x.yml": "factcheck: 1\nclaims:\n  a: {statement: s., kind: noise, subject: fan, value: 40 W, conditions: {rest: not stated}}\n",
    }
    assert "distance" in check(files)["claims"][0]["missing"]


@pytest.mark.parametrize(
    ("slip", "rule", "says"),
    [
        (OWN.replace("level: required", "levl: required"), "unknown-key", "did you mean level?"),
        (OWN.replace("level: required", "level: needed"), "bad-value", "required, recommended"),
        (OWN.replace("unit: request", "unit: reqest"), "unknown-unit", "reqest"),
        (OWN.replace("source: our desk}", "source: our desk, if: {knd: [score]}}", 1), "unknown-key", "knd"),
        (OWN.replace("source: our desk}", "source: our desk, if: {kind: [scoer]}}", 1), "unknown-kind", "scoer"),
        (OWN.replace("source: our desk}", "source: our desk, if: {unit: zzz}}", 1), "unknown-unit", "zzz"),
        (OWN.replace("source: our desk}", "source: our desk, if: always}", 1), "bad-value", "mapping"),
        (OWN.replace("source: our desk}", "source: our desk, by: speker}", 1), "bad-value", "speker"),
        (OWN.replace("source: our desk}", "source: our desk, sensitivity_factor: huge}", 1), "bad-value", "unbounded"),
        (OWN.replace("profile: throughput\n", "profile: throughput\ninherits: [powr]\n"), "bad-value", "did you mean power?"),
        (OWN.replace("why: It changes clocks., ", ""), "bad-value", "`why`"),
    ],
)  # fmt: skip
def test_a_slip_in_a_workspaces_profile_is_told_with_its_place(slip, rule, says):
    found = [f for f in with_profile(slip)["findings"] if f["file"].startswith("seeds/")]
    assert [f["rule"] for f in found].count(rule) >= 1
    hit = next(f for f in found if f["rule"] == rule)
    assert says in hit["message"] and hit["line"] >= 1 and hit["file"] == "seeds/profiles/throughput.yml"


def test_a_kind_with_a_unit_or_profile_that_nobody_knows_is_told():
    kinds = "kinds:\n  noise: {name: Noise, ko: 소음, means: Loudness., profiles: [nose], units: [zzz]}\n"
    data = check({"seeds/kinds.yml": kinds, "claims/x.yml": "factcheck: 1\nclaims:\n  a: {statement: s., kind: noise, subject: fan, value: 40 W}\n"})
    told = " ".join(f["message"] for f in data["findings"] if f["file"] == "seeds/kinds.yml")
    assert "nobody knows the unit zzz" in told and "there is no profile nose" in told


def test_the_shipped_workspace_has_no_faults_in_its_seeds():
    assert read({"claims/x.yml": CLAIM}).knowledge.faults == ()


# ---- the burden ------------------------------------------------------------------------------------------------------


def condition_lines(text):
    """Lines of a claim file that state conditions: those under `conditions` and `baseline_conditions`, head ones too."""
    lines = text.splitlines()
    found, depth = 0, None
    for line in lines:
        bare = line.split(" #")[0].rstrip()
        indent = len(bare) - len(bare.lstrip())
        if not bare.strip():
            continue
        if depth is not None and indent > depth:
            found += 1
            continue
        depth = None
        key = bare.strip().removeprefix("- ")
        if key.startswith(("conditions:", "baseline_conditions:")):
            rest = key.split(":", 1)[1].strip()
            if rest and not rest.startswith("&"):
                found += 1
            else:
                depth = indent
    return found


def test_the_counter_of_condition_lines_counts_them():
    text = (
        "conditions: {rest: not stated}\nclaims:\n  a:\n    statement: s.\n    conditions: &x\n      batch_size: 1\n      model: m  # c\n"
        "    quote: q\n  b:\n    conditions: *x\n    baseline_conditions: {batch_size: same}\n"
    )
    assert condition_lines(text) == 5


def test_an_analyst_writes_at_most_one_condition_line_a_claim(capsys):
    claims = lines = 0
    rows = []
    for path in sorted((Path(__file__).parent.parent / "claims").rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        number = len((safe_load(text) or {}).get("claims") or {})
        claims, lines = claims + number, lines + condition_lines(text)
        rows.append(f"  {path.name}: {condition_lines(text)} lines for {number} claims")
    with capsys.disabled():
        print("\ncondition lines of the shipped claims (heads included)", *rows, sep="\n")
        print(f"  in all {lines} for {claims} claims: {lines / claims:.2f} a claim")
    assert lines <= claims


def test_the_shipped_claims_leave_nothing_unlooked_for():
    data = check_folder(Path(__file__).parent.parent, paths=["claims"])
    assert [c["id"] for c in data["claims"] if c["unrecorded"]] == []


def test_places_of_faults_are_those_of_the_slip():
    found = [f for f in with_profile(OWN.replace("level: required", "level: needed"))["findings"] if f["rule"] == "bad-value"]
    assert (found[0]["line"], found[0]["column"]) == (3, OWN.splitlines()[2].index("level: required") + len("level: ") + 1)
