"""What a review says of each claim: its standing, what blames it, what was not compared and why."""

import pytest
from support import CONSISTENCY_RULES, check, claim, found, rules_of, standing, the

EXAMPLE = """\
factcheck: 1                         # format version, required
title: Training emissions against a person's year
source: nocut-2025-08-02             # defaults for the claims below
speaker: nocut
conditions: {rest: not stated}       # someone read the source: what is not written here is not in it
claims:
  bloom_training_emissions:          # id: [a-z][a-z0-9_]*, at most 80 characters, unique in the workspace
    statement: Training BLOOM emitted about 25 t of CO2 equivalent.     # the analyst's own words, required
    kind: emissions                  # required
    subject: bloom                   # required: an entity id or alias, or any other name, taken as written
    value: about 25 t CO2e           # required
    quote: BLOOM 약 25t              # the few characters of the source that carry the figure, verbatim
    at: 212                          # line in the source text (page for a PDF)
  person_year_emissions:
    statement: The world average is 4 to 5 t a person a year.
    kind: emissions_per_person
    subject: world
    value: 4..5 t CO2e/person/year
    quote: 4 5t
    at: 213
  ai_ten_times_a_person:
    statement: Training an AI emits ten times what a person does.
    kind: emissions
    subject: bloom
    baseline: world
    value: 10 x
    part: headline
    equals: bloom_training_emissions / person_year_emissions
"""
WAIVER = """\
waivers:
  - {claim: ai_ten_times_a_person, rule: basis-mismatch, reason: the article explains it, by: reviewer, until: 2027-01-01}
"""


def energy(name, value, more=""):
    return f"{name}: {{statement: s., kind: energy, subject: bloom, value: {value}{', ' + more if more else ''}}}\n"


# ---- the example of the contract, number by number -------------------------------------------------------------------


def test_the_example_gives_the_evidence_that_the_contract_prints():
    finding = the(check({"claims/a.yml": EXAMPLE}), "equation-fails")
    evidence = finding["evidence"]
    assert evidence["stated"] == [9.5, 10.5]
    assert evidence["implied"] == [4.9, 6.375]
    assert evidence["loose_stated"] == [9.0, 11.0]
    assert evidence["loose_implied"] == [4.181818181818182, 7.714285714285714]
    assert evidence["unit"] == "person*year"
    assert round(evidence["notices_error_of"], 3) == 0.465
    assert evidence["readings"] == []
    assert (finding["level"], finding["waived"]) == ("error", None)
    assert (finding["file"], finding["line"], finding["column"]) == ("claims/a.yml", 28, 13)
    assert finding["claims"] == ["ai_ten_times_a_person", "bloom_training_emissions", "person_year_emissions"]


def test_the_example_gives_the_claim_that_the_contract_prints():
    data = check({"claims/a.yml": EXAMPLE})
    found_ = claim(data, "ai_ten_times_a_person")
    assert {key: found_[key] for key in ("file", "line", "column", "kind", "subject", "baseline")} == {
        "file": "claims/a.yml", "line": 21, "column": 3, "kind": "emissions", "subject": "bloom", "baseline": "world",
    }  # fmt: skip
    assert found_["value"] == {
        "text": "10 x", "rounded": [9.5, 10.5], "loose": [9.0, 11.0], "unit": "x", "base": [9.5, 10.5], "base_unit": "1",
    }  # fmt: skip
    assert (found_["standing"], found_["disclosure"]) == ("contradicted", "incomplete")
    assert "scope" in found_["missing"] and found_["unrecorded"] == []
    assert [data["findings"][number]["claims"][0] for number in found_["findings"]] == ["ai_ten_times_a_person"] * len(found_["findings"])


def test_the_example_has_the_coverage_that_the_contract_prints():
    data = check({"claims/a.yml": EXAMPLE}, as_of="2026-11-21")
    assert (data["schema"], data["as_of"]) == ("factcheck-findings/1", "2026-11-21")
    assert (data["coverage"]["claims"], data["coverage"]["checked"]) == (3, 1)
    used = "only used to check ai_ten_times_a_person"
    assert data["coverage"]["unchecked"] == [
        {"claim": "bloom_training_emissions", "why": used}, {"claim": "person_year_emissions", "why": used},
    ]  # fmt: skip


def test_the_example_mixes_a_total_with_a_yearly_rate_per_person():
    finding = the(check({"claims/a.yml": EXAMPLE}), "basis-mismatch")
    assert (finding["level"], finding["line"], finding["column"]) == ("warning", 28, 13)


def test_the_range_sign_that_the_quote_lost_is_damage_and_no_wrong_quote():
    data = check({"claims/a.yml": EXAMPLE})
    assert the(data, "damaged-figure")["claims"][0] == "person_year_emissions"
    assert not found(data, "quote-value")


def test_the_waiver_of_the_example_keeps_the_finding_in_sight():
    data = check({"claims/a.yml": EXAMPLE + WAIVER})
    assert the(data, "basis-mismatch")["waived"] == {"reason": "the article explains it", "by": "reviewer", "until": "2027-01-01"}
    assert not found(data, "waiver-unused") + found(data, "waiver-expired")


# ---- values in JSON --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rounded", "unit", "base", "base_unit"),
    [
        ("kind: financial_result, value: 50억 원", [4.95e9, 5.05e9], "KRW", [4.95e9, 5.05e9], "KRW"),
        ("kind: share, value: 45.57 %", [45.565, 45.575], "%", [0.45565, 0.45575], "1"),
        ("kind: energy, baseline: gpt3, value: 40 % more", [1.395, 1.405], "x", [1.395, 1.405], "1"),
        ("kind: energy, value: at least 3.0 kWh", [3.0, None], "kWh", [1.08e7, None], "kg*m^2*s^-2"),
        ("kind: financial_result, value: at most 3 USD", [None, 3.0], "USD", [None, 3.0], "USD"),
        ("kind: throughput, value: 900 token/s", [895.0, 905.0], "token/s", [895.0, 905.0], "s^-1*token"),
        ("kind: specification, value: 2.0 TB/s", [1.95, 2.05], "TB/s", [1.56e13, 1.64e13], "bit*s^-1"),
    ],
)  # fmt: skip
def test_a_value_is_shown_in_its_unit_and_in_base_units(text, rounded, unit, base, base_unit):
    value = check(f"a: {{statement: s., subject: bloom, {text}}}")["claims"][0]["value"]
    assert (value["rounded"], value["unit"], value["base"], value["base_unit"]) == (rounded, unit, base, base_unit)


# ---- standings -------------------------------------------------------------------------------------------------------


def test_a_claim_that_follows_is_consistent_and_its_operands_are_only_used():
    data = check(energy("a", "25 MWh") + energy("b", "50 MWh", "equals: a * 2, subject: gpt3".replace(", subject: gpt3", "")))
    assert standing(data, "b") == "consistent"


OPERANDS = """
part: {statement: s., kind: energy, subject: bloom, value: 24.0 MWh}
rest: {statement: s., kind: energy, subject: gpt3, value: 12.0 MWh}
"""


@pytest.mark.parametrize(
    ("value", "word", "level"),
    [("36.0 MWh", "consistent", None), ("36.1 MWh", "consistent", None), ("36.2 MWh", "doubtful", "warning"),
     ("36.3 MWh", "doubtful", "warning"), ("36.4 MWh", "contradicted", "error"), ("35.6 MWh", "contradicted", "error"),
     ("36 MWh", "consistent", None), ("about 36.5 MWh", "contradicted", "error"), ("about 36.4 MWh", "doubtful", "warning")],
)  # fmt: skip
def test_a_stated_value_holds_or_is_doubtful_or_contradicted(value, word, level):
    """24.0 + 12.0 is 35.9 to 36.1 rounded, 35.8 to 36.2 loose."""
    data = check(OPERANDS + f"all: {{statement: s., kind: energy, subject: llama, value: {value}, equals: part + rest}}")
    assert standing(data, "all") == word
    assert [f["level"] for f in found(data, "equation-fails")] == ([level] if level else [])
    assert standing(data, "part") == standing(data, "rest") == "unchecked: only used to check all"


RELATIONS = """\
factcheck: 1
claims:
  a: {statement: s., kind: energy, subject: bloom, value: 24.0 MWh}
  b: {statement: s., kind: energy, subject: gpt3, value: 12.0 MWh}
  all: {statement: s., kind: energy, subject: llama, value: 40.0 MWh}
  half: {statement: s., kind: share, subject: bloom, value: 70.0 %}
relations:
"""


@pytest.mark.parametrize(
    ("relation", "rule", "blamed", "used"),
    [
        ("{sum: {parts: [a, b], total: all}}", "sum-fails", ["all"], ["a", "b"]),
        ("{share: {part: b, whole: a, share: half}}", "share-fails", ["half"], ["a", "b"]),
        ("{order: [b, a]}", "order-fails", ["a", "b"], []),
        ("{same: [a, b]}", "conflicting-values", ["a", "b"], []),
        ("{same: [a, b, all]}", "conflicting-values", ["a", "all", "b"], []),
        ("{equation: all = a + b}", "equation-fails", ["all"], ["a", "b"]),
        ("{equation: a + b = all}", "equation-fails", ["all"], ["a", "b"]),
        ("{equation: all - a = b * 2}", "equation-fails", ["a", "all", "b"], []),
        ("{equation: a = b}", "equation-fails", ["a", "b"], []),
    ],
)  # fmt: skip
def test_a_failed_relation_blames_the_claims_that_it_is_about(relation, rule, blamed, used):
    data = check(RELATIONS + f"  tie: {relation}\n")
    findings = found(data, rule)
    assert {f["level"] for f in findings} == {"error"}
    assert (findings[0]["line"], findings[0]["file"]) == (8, "claims/x.yml")
    assert sorted(c["id"] for c in data["claims"] if c["standing"] == "contradicted") == blamed
    assert all(standing(data, name).startswith("unchecked: only used to check") for name in used)


@pytest.mark.parametrize(
    ("relation", "checked"),
    [("{order: [a, b]}", ["a", "b"]), ("{equation: a = b * 2}", ["a"]), ("{same: [a, a]}", ["a"]), ("{equation: a / 2 = b * 1}", ["a", "b"])],
)
def test_a_relation_that_holds_checks_the_same_claims(relation, checked):
    data = check(RELATIONS + f"  tie: {relation}\n")
    assert not rules_of(data, CONSISTENCY_RULES)
    assert [c["id"] for c in data["claims"] if c["standing"] == "consistent"] == checked


def test_ties_are_allowed_in_an_order():
    data = check(RELATIONS + "  tie: {order: [a, a, b, b]}\n")
    assert not found(data, "order-fails")


def test_an_order_holds_between_members_that_are_no_neighbours():
    text = RELATIONS.replace("24.0", "24.0..25.0").replace("12.0", "10.0..30.0")
    data = check(text + "  tie: {order: [a, b, all]}\n")
    assert found(data, "order-fails")


@pytest.mark.parametrize("also", ["25.0 GWh", "26000 kWh", "24,900 kWh"])
def test_what_a_claim_states_again_must_be_the_same(also):
    data = check(energy("a", "25 MWh", f'also: "{also}"'))
    assert the(data, "conflicting-values")["level"] in ("error", "warning")
    assert standing(data, "a") in ("contradicted", "doubtful")


@pytest.mark.parametrize("also", ["25,000 kWh", "0.025 GWh", "90 GJ", "90.0 GJ"])
def test_a_converter_starts_from_the_printed_figure(also):
    data = check(energy("a", "25 MWh", f'also: "{also}"'))
    assert not found(data, "conflicting-values")
    assert standing(data, "a") == "consistent"


@pytest.mark.parametrize(
    ("equals", "why"),
    [("a / (b - b)", "zero"), ("a / (b - c)", "zero"), ("growth(a, b)", "period")],
)
def test_a_check_that_cannot_be_made_says_why(equals, why):
    text = energy("a", "25 MWh") + energy("b", "12.0 MWh", "measure: m") + energy("c", "12.0 MWh", "measure: n")
    data = check(text + f"r: {{statement: s., kind: energy, subject: bloom, baseline: gpt3, value: 2 x, equals: '{equals}'}}")
    assert standing(data, "r").startswith("unchecked") and why in standing(data, "r")
    assert not found(data, "equation-fails")


def test_a_divisor_that_touches_zero_leaves_one_side_open():
    data = check(energy("a", "25 MWh") + energy("b", "0 MWh") + "r: {statement: s., kind: energy, subject: bloom, baseline: gpt3, value: 2 x, equals: a / b}")
    assert found(data, "equation-fails")[0]["evidence"]["implied"] == [49.0, None]
    assert found(data, "equation-fails")[0]["evidence"]["notices_error_of"] is None


def test_every_claim_is_checked_or_listed_with_a_reason():
    data = check({"claims/a.yml": EXAMPLE, "claims/b.yml": energy("lonely", "3 MWh") + energy("compared", "2 x", "baseline: gpt3")
                  + energy("nobody", "2 x", "baseline: not stated")})  # fmt: skip
    unchecked = {line["claim"]: line["why"] for line in data["coverage"]["unchecked"]}
    assert set(unchecked) == {c["id"] for c in data["claims"] if c["standing"] == "unchecked"}
    assert all(unchecked.values())
    assert data["coverage"]["checked"] + len(unchecked) == data["coverage"]["claims"] == 6


# ---- waivers ---------------------------------------------------------------------------------------------------------

WRONG = OPERANDS + "all: {statement: s., kind: energy, subject: llama, value: 40.0 MWh, equals: part + rest}\n"


def waived(more="", rule="equation-fails", claim_="all"):
    body = "".join(f"  {line}\n" for line in WRONG.strip().splitlines())
    return f"factcheck: 1\nclaims:\n{body}waivers:\n  - {{claim: {claim_}, rule: {rule}, reason: known{more}}}\n"


def test_a_waived_finding_counts_as_absent_and_stays_visible():
    data = check(waived(", by: me"))
    assert the(data, "equation-fails")["waived"] == {"reason": "known", "by": "me", "until": None}
    assert standing(data, "all") == "consistent"


def test_a_waiver_holds_through_its_last_day_and_then_expires():
    text = waived(", until: 2026-01-31")
    on, after = check(text, as_of="2026-01-31"), check(text, as_of="2026-02-01")
    assert the(on, "equation-fails")["waived"] and not found(on, "waiver-expired")
    assert the(after, "equation-fails")["waived"] is None and standing(after, "all") == "contradicted"
    assert (the(after, "waiver-expired")["level"], the(after, "waiver-expired")["line"]) == ("warning", 7)


def test_a_waiver_that_meets_nothing_is_unused():
    data = check(waived(rule="sum-fails"))
    assert (the(data, "waiver-unused")["level"], the(data, "waiver-unused")["line"]) == ("warning", 7)
    assert standing(data, "all") == "contradicted"


def test_a_waiver_of_an_operand_is_no_waiver_of_the_claim():
    data = check(waived(claim_="part"))
    assert the(data, "equation-fails")["waived"] is None and found(data, "waiver-unused")


# ---- one quantity, open and closed -----------------------------------------------------------------------------------


def two(one="", other="", first="502 t", second="433 t", head=""):
    return f"""\
factcheck: 1
{head}kind: emissions
subject: gpt3
claims:
  a: {{statement: s., value: {first}{one and ', ' + one}}}
  b: {{statement: s., value: {second}{other and ', ' + other}}}
"""


CARD, OTHER = "source: nocut-2025-08-02, period: 2020", "source: hankyung-2025-08-02, period: 2020"


def test_two_figures_of_one_source_and_period_contradict_each_other():
    data = check(two(CARD, CARD))
    assert the(data, "conflicting-values")["level"] == "error"
    assert standing(data, "a") == standing(data, "b") == "contradicted"


def test_between_two_sources_unstated_conditions_leave_the_tie_open():
    data = check(two(CARD, OTHER))
    finding = the(data, "conflicting-values")
    assert finding["level"] == "warning" and standing(data, "a") == "doubtful"
    assert "location" in finding["message"] or "scope" in finding["message"]


def test_claims_without_a_source_never_share_one():
    assert the(check(two("period: 2020", "period: 2020")), "conflicting-values")["level"] == "warning"


def test_an_unstated_period_leaves_the_tie_open():
    data = check(two(CARD, "source: nocut-2025-08-02"))
    assert the(data, "conflicting-values")["level"] == "warning"
    assert "period" in the(data, "conflicting-values")["message"]


def test_a_source_that_leaves_every_period_unstated_is_not_open_for_it():
    source = "source: nocut-2025-08-02"
    assert the(check(two(source, source)), "conflicting-values")["level"] == "error"


def test_not_applicable_is_a_statement():
    base = "{gas: CO2, location: us, grid_factor: n/a, factor_type: n/a, scope: n/a, pue: n/a, lifetime: n/a, utilisation: n/a, rest: not stated}"
    data = check(two(f"{CARD}, conditions: {base}", f"{OTHER}, conditions: {base}"))
    assert "scope" not in the(data, "conflicting-values")["message"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("period: 2020", "period: 2021"), ("status: measured", "status: projected"), ("measure: a", "measure: b"), ("measure: a", "notes: x"),
     ("baseline: bloom", "notes: x")],
)  # fmt: skip
def test_another_quantity_is_not_compared(one, other):
    first = "502 t" if "baseline" not in one else "2 x"
    data = check(two(f"source: nocut-2025-08-02, {one}", f"source: nocut-2025-08-02, {other}", first))
    assert not found(data, "conflicting-values")


def test_measured_estimated_and_draft_are_one_class():
    data = check(two(f"{CARD}, status: measured", f"{CARD}, status: estimated"))
    assert the(data, "conflicting-values")["level"] == "error"


def test_conditions_known_to_differ_keep_claims_apart_and_it_is_said_why():
    data = check(two(f"{CARD}, conditions: {{location: us}}", f"{OTHER}, conditions: {{location: france}}"))
    assert not found(data, "conflicting-values")
    for one, other in (("a", "b"), ("b", "a")):
        line = claim(data, one)["not_compared"][0]
        assert line["claim"] == other and "location" in line["why"]
    assert standing(data, "a").startswith("unchecked: not comparable with b")


def test_two_figures_that_share_only_an_end_are_doubtful():
    data = check(two(CARD, CARD, "24.0 t", "24.1 t"))
    assert the(data, "conflicting-values")["level"] == "warning"
    assert standing(data, "a") == "doubtful"


def test_two_exact_and_equal_counts_agree():
    text = "\n".join(f"{n}: {{statement: s., kind: count, subject: gpt3, {CARD}, value: 302}}" for n in "ab")
    data = check(text)
    assert not found(data, "conflicting-values") and standing(data, "a") == "consistent"


def test_a_claim_is_told_of_the_farthest_and_counts_the_others():
    claims = "".join(f"{n}: {{statement: s., kind: emissions, subject: gpt3, {CARD}, value: {v} t}}\n" for n, v in zip("abcd", (502, 433, 301, 503), strict=True))
    data = check(claims)
    assert all(len(found(data, "conflicting-values", name)) <= 1 for name in "abcd")
    assert {c["standing"] for c in data["claims"]} == {"contradicted"}
    assert any("more disagree" in f["message"] for f in found(data, "conflicting-values"))


def test_a_declared_tie_silences_the_found_one_over_the_same_claims():
    data = check(two(CARD, CARD) + "relations:\n  alike: {same: [a, b]}\n")
    finding = the(data, "conflicting-values")
    assert (finding["line"], finding["level"]) == (8, "error")


def test_a_declared_tie_is_never_open():
    data = check(two() + "relations:\n  alike: {same: [a, b]}\n")
    assert the(data, "conflicting-values")["level"] == "error"


RATIO = """\
factcheck: 1
source: nocut-2025-08-02
period: 2020
kind: emissions
claims:
  top: {statement: s., subject: gpt3, value: 502 t}
  bottom: {statement: s., subject: bloom, value: 25.0 t}
"""


@pytest.mark.parametrize(("value", "rule"), [("20.1 x", None), ("10.0 x", "ratio-fails"), ("477 t", None), ("400 t", "difference-fails"), ("1900 % more", None), ("900 % more", "ratio-fails")])
def test_a_comparison_is_held_against_the_figures_of_both_sides(value, rule):
    data = check(RATIO + f"  r: {{statement: s., subject: gpt3, baseline: bloom, value: {value}}}\n")
    assert rules_of(data, CONSISTENCY_RULES) == ([rule] if rule else [])
    assert standing(data, "r") == ("contradicted" if rule else "consistent")
    assert standing(data, "top") == "unchecked: only used to check r"


def test_equals_silences_the_found_comparison_over_the_same_claims():
    data = check(RATIO + "  r: {statement: s., subject: gpt3, baseline: bloom, value: 10.0 x, equals: top / bottom}\n")
    assert rules_of(data, CONSISTENCY_RULES) == ["equation-fails"]


def test_a_baseline_that_nobody_names_ties_nothing():
    data = check(RATIO + "  r: {statement: s., subject: gpt3, baseline: not stated, value: 10.0 x}\n")
    assert not rules_of(data, CONSISTENCY_RULES)


@pytest.mark.parametrize("value", ["3.0 x", "200 MWh"])
def test_a_subject_is_compared_with_itself_at_two_times(value):
    for good in (True, False):
        last = "300" if good else "400"
        text = "factcheck: 1\nsource: nocut-2025-08-02\nkind: energy\nsubject: bloom\nclaims:\n"
        text += "  one: {statement: s., period: 2020, value: 100.0 MWh}\n"
        text += f"  two: {{statement: s., period: 2024, value: {last}.0 MWh}}\n"
        text += f"  r: {{statement: s., baseline: bloom, period: 2020..2024, value: {value}}}\n"
        text += f"  s: {{statement: s., baseline: bloom, period: 2024, baseline_period: 2020, value: {value}}}\n"
        data = check(text)
        assert len(rules_of(data, {"ratio-fails", "difference-fails"})) == (0 if good else 2)
        assert standing(data, "r") == standing(data, "s") == ("consistent" if good else "contradicted")


# ---- units of two sides ----------------------------------------------------------------------------------------------


def test_units_that_differ_by_what_they_are_counted_per_are_a_mismatch_of_basis():
    text = "a: {statement: s., kind: energy, subject: bloom, value: 24.0 MWh}\nb: {statement: s., kind: energy, subject: gpt3, value: 12.0 MWh/person}\n"
    data = check(text + "r: {statement: s., kind: energy, subject: bloom, baseline: gpt3, value: 2.0 x, equals: a / b}")
    finding = the(data, "basis-mismatch")
    assert (finding["level"], finding["evidence"]["unit"]) == ("warning", "person")
    assert not rules_of(data, CONSISTENCY_RULES)


def test_any_other_difference_of_units_is_a_mismatch_of_dimension():
    text = "a: {statement: s., kind: energy, subject: bloom, value: 24.0 MWh}\nb: {statement: s., kind: power, subject: gpt3, value: 12.0 MW}\n"
    data = check(text + "r: {statement: s., kind: energy, subject: bloom, baseline: gpt3, value: 2.0 x, equals: a / b}")
    assert the(data, "dimension-mismatch")["level"] == "error"
    assert standing(data, "r").startswith("unchecked") or standing(data, "r") == "contradicted"


def test_a_total_of_one_year_is_the_rate_per_year():
    text = "year: {{statement: s., kind: energy, subject: bloom, value: 1200 MWh{}}}\n"
    text += "month: {{statement: s., kind: energy, subject: gpt3, value: 100.0 MWh/month, equals: year / {}}}"
    assert not found(check(text.format(", period: 2024", "1")), "basis-mismatch")
    assert found(check(text.format("", "1")), "basis-mismatch")
    assert found(check(text.format(", period: 2023..2024", "1")), "basis-mismatch")


def test_a_quoted_quantity_brings_its_unit():
    text = 'year: {statement: s., kind: energy, subject: bloom, value: 1200 MWh}\nmonth: {statement: s., kind: energy, subject: gpt3, value: 100.0 MWh/month, equals: "year / \\"12 month\\""}'
    data = check(text)
    assert not found(data, "basis-mismatch") and standing(data, "month") == "consistent"


def gases(tie):
    return two(f"{CARD}", f"{CARD}", "502 t CO2", "502 t CO2e") + tie


def test_co2_against_co2e_is_a_mismatch_of_basis_in_a_declared_tie():
    data = check(gases("relations:\n  alike: {same: [a, b]}\n"))
    finding = the(data, "basis-mismatch")
    assert finding["level"] == "warning" and "CO2e" in finding["message"]


@pytest.mark.parametrize(
    "relation",
    ["{same: [a, b]}", "{order: [a, b]}", "{equation: a = b}", "{equation: a = b * 1}", "{sum: {parts: [a], total: b}}"],
)
@pytest.mark.parametrize("units", [("t CO2", "t CO2e"), ("t", "t/person"), ("t", "t/year")], ids=" and ".join)
def test_every_declared_relation_tells_figures_of_another_basis(relation, units):
    data = check(two("", "", f"502 {units[0]}", f"502 {units[1]}") + f"relations:\n  tie: {relation}\n")
    assert the(data, "basis-mismatch")["level"] == "warning"
    assert not rules_of(data, {"dimension-mismatch"})


@pytest.mark.parametrize("relation", ["{same: [a, b]}", "{order: [b, a]}", "{equation: a = b}", "{equation: a = b * 1}", "{sum: {parts: [b], total: a}}"])
def test_across_a_mismatch_of_basis_the_arithmetic_goes_on(relation):
    data = check(two("", "", "502 t", "433 t/person") + f"relations:\n  tie: {relation}\n")
    assert found(data, "basis-mismatch")
    assert standing(data, "a") == "contradicted"


def test_co2_against_co2e_is_known_different_in_a_found_tie():
    data = check(gases(""))
    assert not found(data, "basis-mismatch") and not found(data, "conflicting-values")
    assert "gas" in claim(data, "a")["not_compared"][0]["why"]


def test_an_unnamed_gas_is_unstated_and_adds_no_finding_of_units():
    data = check(two(CARD, CARD, "502 t CO2", "502 t") + "relations:\n  alike: {same: [a, b]}\n")
    assert not rules_of(data, {"basis-mismatch", "dimension-mismatch", "conflicting-values"})


def test_percent_and_points_are_told_apart():
    text = "a: {statement: s., kind: share, subject: bloom, value: 36.31 %}\nb: {statement: s., kind: share, subject: gpt3, value: 45.57 %}\n"
    for value, expression, wrong in (("9.26 %", "points(a, b)", True), ("9.26 %p", "points(a, b)", False), ("9.26 %p", "b - a", False),
                                     ("25.5 %p", "change(a, b)", True), ("25.5 %", "change(a, b)", False), ("63.69 %", '"\\"100 %\\" - a"', False)):  # fmt: skip
        quoted = expression if expression.startswith('"') else f'"{expression}"'
        data = check(text + f"c: {{statement: s., kind: share, subject: llama, value: {value}, equals: {quoted}}}")
        assert bool(found(data, "percent-or-points")) is wrong, (value, expression)
        assert not found(data, "equation-fails"), (value, expression)


@pytest.mark.parametrize(
    ("value", "kind", "quote"),
    [
        ("1 day", "quantity", "4일 하루"), ("32 month", "quantity", "2년 8개월"), ("32 month", "quantity", "2년 8개 월"),
        ("90 minute", "quantity", "1시간 30분"), ("-30 degC", "quantity", "영하 30도"), ("0 model", "count", "한 곳도 없었다"),
        ("0 model", "count", "not one of them"), ("1 rank", "rank", "가장 높은 점수"), ("1 rank", "rank", "the highest score"),
    ],
)
def test_a_quote_may_say_the_figure_in_words(value, kind, quote):
    data = check(f'a: {{statement: s., kind: {kind}, subject: gpt3, value: "{value}", quote: "{quote}"}}')
    assert not found(data, "quote-value")
    assert not found(data, "damaged-figure")


@pytest.mark.parametrize(("value", "kind", "quote"), [("3 day", "quantity", "하루"), ("0 model", "count", "두 곳이 있었다"), ("2 rank", "rank", "the highest")])
def test_other_words_do_not(value, kind, quote):
    assert the(check(f'a: {{statement: s., kind: {kind}, subject: gpt3, value: "{value}", quote: "{quote}"}}'), "quote-value")
