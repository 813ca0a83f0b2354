"""Other readings: known factors and slips that would reconcile the figures of a failed check, and when none is named."""

from fractions import Fraction

import pytest
from support import check, found, knowledge, the

from factcheck.knowledge.knowledge import load_knowledge
from factcheck.knowledge.ladders import FORMS, WIDEST, BadLadder, read_ladder
from factcheck.model.expression import parse_expression
from factcheck.model.nodes import compose
from factcheck.reasoning.trials import powers_of
from factcheck.report.manual import manual
from factcheck.rules import RULES

GPT3 = """
factcheck: 1
source: one
kind: emissions
measure: training emissions
subject: gpt3
claims:
"""


def readings(claims, rule="conflicting-values", claim=None):
    """The readings of the one finding of `rule` (about `claim`)."""
    finding = the(check(claims), rule, claim)
    for reading in finding["evidence"]["readings"]:
        assert reading in finding["message"], "the message names every reading"
    return finding["evidence"]["readings"]


def pair(kind, one, two, head=""):
    """Two claims on one quantity: `one` and `two` are their values, with what else they state."""
    return f"""
        factcheck: 1
        source: one
        kind: {kind}
        subject: {head or 'some model'}
        claims:
          a: {{statement: One says so., value: {one}}}
          b: {{statement: Another says so., value: {two}}}
    """


# ---- PUE -------------------------------------------------------------------------------------------------------------


def test_the_published_figures_of_gpt3_are_joined_by_the_pue_that_one_of_them_states_and_the_third_is_not():
    text = GPT3 + """
  without: {statement: 502 t., value: 502 t CO2e}
  with_pue: {statement: 552 t., value: 552 t CO2e, conditions: {pue: 1.10}}
  third: {statement: 588 t., value: 588 t CO2e}
"""
    data = check(text)
    by_pair = {tuple(sorted(f["claims"])): f["evidence"]["readings"] for f in found(data, "conflicting-values")}
    assert by_pair["with_pue", "without"] == [
        "with_pue counts in the PUE that without leaves out (552 t CO2e / 1.10 = 501.8 t CO2e)"
    ]
    assert by_pair["third", "without"] == []


@pytest.mark.parametrize(("one", "two"), [("502 t CO2e", "588 t CO2e"), ("552 t CO2e", "588 t CO2e")])
def test_588_t_is_not_joined_by_the_pue_of_gpt3(one, two):
    for stated in ("", ", conditions: {pue: 1.10}"):
        assert readings(GPT3 + f"  a: {{statement: One., value: {one}}}\n  b: {{statement: Two., value: {two}{stated}}}\n") == []


def test_a_pue_that_a_reference_row_of_the_subject_states_is_used_exactly():
    found_ = readings(GPT3 + "  a: {statement: One., value: 502 t CO2e}\n  b: {statement: Two., value: 552 t CO2e}\n")
    assert found_ == [
        "a leaves out the PUE that b counts in (502 t CO2e x 1.10 = 552.2 t CO2e), the PUE that the reference row gpt3_energy states"
    ]


def test_a_pue_that_another_claim_of_the_subject_states_is_used_exactly():
    text = pair("energy", "1000.0 MWh, measure: training", "1200.0 MWh, measure: training") + """
          c: {statement: The site., kind: power, value: 3.0 MW, conditions: {pue: 1.2}}
    """
    assert readings(text) == ["a leaves out the PUE that b counts in (1000.0 MWh x 1.2 = 1,200 MWh), the PUE that c states"]


def test_a_subject_of_which_many_pues_are_known_gets_none_of_them():
    text = pair("energy", "1000.0 MWh, measure: training", "1200.0 MWh, measure: training").rstrip()
    for number in range(5):
        text += f"\n          c{number}: {{statement: A site., kind: power, value: 3 MW, measure: m{number}, conditions: {{pue: 1.{number + 1}}}}}"
        assert len(readings(text)) == (1 <= number < 4), "1.2 is the second"


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        (("", "pue: 1.2"), True),
        (("pue: '1.2, not included'", ""), True),  # the lower figure states it and leaves it out
        (("pue: 1.2", ""), False),  # the lower figure has it already
        (("", "pue: 1.3"), False),  # another PUE than the one that would fit
        (("", "pue: n/a"), False),
        (("", "power_boundary: facility"), True),  # the usual PUE, since one of the two says where it stands
        (("", ""), False),  # nobody says anything: a factor of 1.1 to 1.6 would explain too much
    ],
)
def test_a_pue_is_named_where_what_is_stated_allows_it(conditions, fits):
    one, two = (f", conditions: {{{text}}}" if text else "" for text in conditions)
    found_ = readings(pair("energy", f"1000.0 MWh{one}", f"1200.0 MWh{two}"))
    assert bool(found_) is fits
    assert all("PUE" in reading for reading in found_)


def test_a_pue_within_bounds_is_named_with_the_part_of_them_that_fits():
    (reading,) = readings(pair("energy", "1000 MWh, digits: 4", "1200 MWh, digits: 4, conditions: {power_boundary: facility}"))
    assert reading == "a leaves out the PUE that b counts in (1000 MWh x 1.1989 to 1.2011)"


def test_where_each_of_two_says_that_it_stands_at_another_end_the_step_between_them_is_named():
    text = pair("energy", "1000.0 MWh, conditions: {pue: not included}", "1200.0 MWh, conditions: {pue: 1.2}")
    assert not found(check(text), "conflicting-values"), "known to differ: not compared unless the analyst says so"
    declared = text.rstrip() + "\n        relations:\n          one: {same: [a, b]}\n"
    assert readings(declared) == ["a leaves out the PUE that b counts in (1000.0 MWh x 1.2 = 1,200 MWh)"]


def test_claims_that_state_one_boundary_do_not_differ_by_it():
    boundary = "conditions: {power_boundary: wall, pue: 1.2}"
    assert readings(pair("power", f"1000 W, {boundary}", f"1200 W, {boundary}")) == []


# ---- the other scopes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "one", "two", "reading"),
    [
        ("specification", "989 TFLOP/s", "1978 TFLOP/s", "a is for dense, b for 2:4 sparse operands (989 TFLOP/s x 2 = 1978 TFLOP/s)"),
        ("throughput", "250.0 token/s", "2000.0 token/s", "a is per accelerator, b for all together (250.0 token/s x 8 = 2000 token/s)"),
        ("throughput", "250.0 token/s", "1000.0 token/s, conditions: {accelerator_count: 4}",
         "a is per accelerator, b for all together (250.0 token/s x 4 = 1000 token/s)"),
        ("throughput", "100.0 token/s, conditions: {input_tokens: 900, output_tokens: 100}", "1000.0 token/s",
         "a counts output tokens, b input and output together (100.0 token/s x 1000/100 = 1000 token/s)"),
        ("specification", "900.0 GB/s", "900.0 Gbit/s", "a is printed in bytes, but is in bits (900.0 GB/s / 8 = 112.5 GB/s)"),
        ("specification", "80.00 GB", "85.90 GB",
         "a is printed with a decimal prefix, but counts in powers of 1,024 (80.00 GB x 1073741824/1000000000 = 85.9 GB)"),
        ("emissions", "100.0 t", "366.7 t CO2", "a is in tons of carbon, b in tons of CO2 (100.0 t x 44/12 = 366.7 t)"),
        ("emissions", "1000.0 t CO2e", "907.2 t CO2e", "a is in short tons (907 kg) (1000.0 t CO2e x 0.90718474 = 907.2 t CO2e)"),
        ("energy", "3.125 MWh", "3.125 GWh",
         "a is too small, or b too large, by a factor of 1,000 (3.125 MWh x 1000 = 3125 MWh)"),
        ("investment", "15.0억 원", "15.0조 원",
         "a is too small, or b too large, by a factor of 10,000 (만, 억, 조) (15.0억 원 x 10000 = 15000000000000 KRW)"),
    ],
)  # fmt: skip
def test_a_known_step_is_named_with_its_arithmetic(kind, one, two, reading):
    def plain(text):
        return text.replace(",", "")

    assert plain(reading) in [plain(text) for text in readings(pair(kind, one, two))]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("dense", "dense"), ("sparse_2_4", ""), ("", "dense"),  # the lower figure cannot be the dense one, or both are
    ],
)  # fmt: skip
def test_a_stated_sparsity_rules_the_step_out(one, two):
    conditions = [f", conditions: {{sparsity: {text}}}" if text else "" for text in (one, two)]
    assert readings(pair("specification", f"989 TFLOP/s{conditions[0]}", f"1978 TFLOP/s{conditions[1]}")) == []


def test_an_efficiency_falls_where_power_rises():
    (reading,) = readings(pair("efficiency", "1.00 token/J, conditions: {pue: 1.2}", "1.20 token/J"))
    assert reading.startswith("a counts in the PUE that b leaves out (1.00 token/J x 1.2")


def test_the_scopes_of_bloom_are_those_of_its_paper_and_of_no_other_model():
    claims = ("24.7 t CO2e", "50.5 t CO2e")
    assert readings(pair("emissions", *claims, head="bloom"))[0].startswith(
        "a counts the running alone, b idle time and the making of the hardware too (24.7 t CO2e x 50.5/24.7"
    )
    assert readings(pair("emissions", *claims, head="another model")) == []


def test_a_step_between_two_operands_of_a_ratio_is_named_once():
    text = """
        factcheck: 1
        source: one
        kind: specification
        claims:
          top: {statement: The one., subject: h100, value: 1978.0 TFLOP/s}
          bottom: {statement: The other., subject: a100, value: 312.0 TFLOP/s}
          ratio: {statement: Three times., subject: h100, baseline: a100, value: 3.17 x}
    """
    declared = text.replace("3.17 x", "3.17 x, equals: top / bottom")
    assert readings(text, "ratio-fails") == readings(declared, "equation-fails") == [
        "top is for 2:4 sparse, bottom for dense operands (1978.0 TFLOP/s / 2 = 989 TFLOP/s)"
    ]


def test_parts_and_their_total_are_reckoned_again():
    text = """
        one: {statement: The first part., kind: energy, subject: a, value: 1.50 MWh}
        two: {statement: The second part., kind: energy, subject: b, value: 2.50 kWh}
        all: {statement: In all., kind: energy, subject: c, value: 4.00 MWh}
    """
    text = "factcheck: 1\nclaims:\n" + "".join("  " + line.strip() + "\n" for line in text.strip().splitlines())
    text += "relations:\n  whole: {sum: {parts: [one, two], total: all}}\n"
    assert readings(text, "sum-fails") == [
        "two is too small, or all and one too large, by a factor of 1,000 (2.50 kWh x 1000 = 2,500 kWh)"
    ]


# ---- laws ------------------------------------------------------------------------------------------------------------


def emitted(value, emissions="", energy="", subject="some model"):
    return f"""
        factcheck: 1
        source: one
        subject: {subject}
        period: 2024
        claims:
          used: {{statement: It used so much., kind: energy, value: 1000.0 MWh, conditions: {{{energy}}}}}
          gave: {{statement: It emitted so much., kind: emissions, value: {value}, conditions: {{grid_factor: 400.0 gCO2e/kWh{emissions}}}}}
    """


def test_a_law_that_found_no_pue_is_tried_with_a_usual_one():
    (reading,) = readings(emitted("480.0 t CO2e"), "law-fails")
    assert reading.startswith("gave counts in the PUE that used leaves out (480.0 t CO2e / 1.19")
    assert readings(emitted("420.0 t CO2e"), "law-fails") == [], "no usual PUE is as low as 1.05"


def test_a_law_that_found_no_pue_is_tried_with_that_of_the_subject():
    (reading,) = readings(emitted("440.0 t CO2e", subject="gpt3"), "law-fails")
    assert "(440.0 t CO2e / 1.10 = 400 t CO2e), the PUE that the reference row gpt3_" in reading
    assert readings(emitted("480.0 t CO2e", subject="gpt3"), "law-fails") == []


def test_a_pue_that_the_energy_had_already_is_counted_twice():
    (reading,) = readings(emitted("400.0 t CO2e", emissions=", pue: 1.2"), "law-fails")
    assert reading == "used counts in the PUE already, so that it is counted twice (1000.0 MWh / 1.2 = 833.3 MWh)"
    without = emitted("400.0 t CO2e", emissions=", pue: 1.2", energy="pue: '1.2, not included'")
    assert readings(without, "law-fails") == []


def test_a_slip_of_a_law_names_the_figures_that_may_have_it():
    (reading,) = readings(emitted("480.0 kg CO2e", emissions=", pue: 1.2"), "law-fails")
    assert reading.startswith("gave is too small, or used and grid_factor of gave too large, by a factor of 1,000")


def test_energy_and_power_of_another_unit_are_a_slip_of_the_law():
    text = """
        factcheck: 1
        source: one
        subject: some model
        period: 2024
        claims:
          draw: {statement: It draws so much., kind: power, value: 412 W}
          time: {statement: It took so long., kind: training_time, value: 111 hour}
          used: {statement: It used so much., kind: energy, value: 45.7 MWh}
    """
    assert readings(text, "law-fails") == [
        "used is too large, or draw and time too small, by a factor of 1,000 (45.7 MWh / 1000 = 0.0457 MWh)"
    ]


# ---- the same figure in other words ----------------------------------------------------------------------------------


def times(value, one="3.00 hour", two="2.00 hour"):
    return f"""
        factcheck: 1
        source: one
        kind: training_time
        claims:
          before: {{statement: It took so long., subject: a100, value: {one}}}
          after: {{statement: It takes so long., subject: h100, value: {two}}}
          change: {{statement: It is faster., subject: h100, baseline: a100, value: {value}}}
    """


def test_so_much_faster_is_not_so_much_less_time():
    assert any("1/(1 + p) of the time" in reading for reading in readings(times("50.0 % less"), "ratio-fails"))
    assert readings(times("45.0 % less"), "ratio-fails") == []


def test_by_and_to_are_told_apart():
    assert any("by how much" in text for text in readings(times("200.0 % more", "2.00 hour", "4.00 hour"), "ratio-fails"))
    assert not any("by how much" in text for text in readings(times("200.0 % more", "2.00 hour", "5.00 hour"), "ratio-fails"))


@pytest.mark.parametrize(("value", "end"), [("5.0 %", "points"), ("25.0 %p", "a change in percent")])
def test_percent_and_points_are_told_apart(value, end):
    text = f"""
        factcheck: 1
        source: one
        subject: survey
        measure: approval
        claims:
          first: {{statement: At first., kind: share, value: 20.0 %, period: 2023}}
          last: {{statement: At last., kind: share, value: 25.0 %, period: 2024}}
          more: {{statement: The change., kind: growth_rate, value: {value}, span: total, period: 2023..2024}}
    """
    assert readings(text, "growth-fails") == [f"more means {'percentage points' if end == 'points' else end}"]


@pytest.mark.parametrize("value", ["6.0 %", "26.0 %p"])
def test_a_change_that_fits_neither_way_gets_no_reading(value):
    text = f"""
        factcheck: 1
        source: one
        subject: survey
        measure: approval
        claims:
          first: {{statement: At first., kind: share, value: 20.0 %, period: 2023}}
          last: {{statement: At last., kind: share, value: 25.0 %, period: 2024}}
          more: {{statement: The change., kind: growth_rate, value: {value}, span: total, period: 2023..2024}}
    """
    assert readings(text, "growth-fails") == []


def test_a_headline_that_took_another_row_is_told_so():
    text = """
        factcheck: 1
        source: one
        subject: rngd
        baseline: a100
        claims:
          title: {statement: Three times., kind: efficiency, measure: performance per watt, value: 3.1 x, part: headline}
          efficiency: {statement: Twice., kind: efficiency, measure: performance per watt, value: 2.3 x, part: body}
          draw: {statement: It draws more., kind: power, value: 3.1 W, part: body}
          speed: {statement: Thrice., kind: throughput, measure: decode throughput, value: 3.1 x, part: body}
          latency: {statement: Less., kind: throughput, measure: speed, value: 0.9 x, part: body}
    """
    assert readings(text, "headline-differs") == [
        "title took the figure of speed, which is another measure of the same pair (decode_throughput: 3.1 x)"
    ]


# ---- other rules -----------------------------------------------------------------------------------------------------


def test_a_multiple_of_the_count_is_a_reading_of_an_impossible_share():
    finding = the(check("a: {statement: A share., kind: share, subject: cases, value: 59.1 %, of: 302}"), "impossible-share")
    assert finding["evidence"]["readings"] == [f"{n * 302} cases were counted ({n} x 302)" for n in (2, 3, 4)]
    assert "it would fit 604, 906, 1208 cases" in finding["message"]


def test_a_conversion_that_slipped_by_ten_is_told_so():
    text = 'a: {statement: So much., kind: investment, subject: meta, value: 2.0 billion USD, also: "2,800억 원", period: 2024}'
    assert readings(text, "rate-conflict") == [
        "the `also` of a is too small, or the value of a too large, by a factor of 10 (10억 is a billion) (2,800억 원 x 10 = 2,800,000,000,000 KRW)"
    ]


def test_a_reference_figure_for_sparse_operands_is_told_from_a_dense_claim():
    text = "a: {statement: Peak., kind: specification, measure: memory bandwidth, subject: rngd, value: 12.0 Tbit/s}"
    assert not found(check(text), "reference-conflict")
    text = text.replace("12.0 Tbit/s", "1.5 Tbit/s")
    assert the(check(text), "reference-conflict")["evidence"]["readings"][0].startswith("a is printed in bits, but is in bytes")


# ---- no false comfort ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("energy", "3.125 MWh", "3.300 GWh"),  # nearly a thousand times
        ("energy", "1..5 MWh", "1000..5000 MWh, digits: 4"),  # known too roughly to say anything
        ("energy", "at least 5.0 MWh", "4.0 MWh"),
        ("count", "21.0", "23.5"),
        ("score", "50.0", "55.0"),
        ("energy", "3.125 MWh", "3.127 GWh"),  # a slip by the loose reading alone
        ("energy", "1000.0 MWh", "1099.8 MWh, conditions: {power_boundary: facility}"),  # a usual PUE by it alone
        ("energy", "10 MWh, conditions: {pue: 1.05}", "12 MWh"),  # doubtful as they stand, and by that PUE too
        ("emissions", "11 t CO2e", "10 t CO2e"),  # rounding may join them; nobody needs short tons
        ("energy", "1.00 J/token", "8.00 J/token"),  # nothing is per accelerator in a quotient of what is
        ("specification", "989 TFLOP/s, conditions: {sparsity: block}", "1978 TFLOP/s"),  # neither dense nor 2:4
        ("energy", "1000.0 MWh", "1200.0 MWh, conditions: {pue: not included, power_boundary: facility}"),  # with PUE and without
        ("energy", "15.0 MWh", "150.0 GWh"),  # 10,000 is a step of Korean figures only
    ],
)
def test_nothing_is_offered_where_no_step_fits_or_any_would(kind, one, two):
    assert readings(pair(kind, one, two)) == []


def test_a_reading_changes_neither_level_nor_standing_nor_what_else_is_said():
    with_one, without = (check(pair("throughput", "250.0 token/s", f"{n} token/s")) for n in ("2000.0", "2100.0"))
    one, two = the(with_one, "conflicting-values"), the(without, "conflicting-values")
    assert (one["level"], one["claims"]) == (two["level"], two["claims"]) == ("error", ["a", "b"])
    assert [c["standing"] for c in with_one["claims"]] == [c["standing"] for c in without["claims"]] == ["contradicted"] * 2
    assert "; it would hold if a is per accelerator" in one["message"]
    assert "would hold" not in two["message"]


def test_at_most_three_readings_are_named_those_as_printed_before_those_by_the_loose_reading():
    data = check(pair("specification", "15 Gbit/s", "120 Gbit/s"))
    texts = the(data, "conflicting-values")["evidence"]["readings"]
    assert 1 <= len(texts) <= 3
    assert not any("loose" in text for text in texts)


def test_a_fit_by_the_loose_reading_alone_says_so():
    (text,) = readings(pair("specification", "100.0 TFLOP/s", "200.2 TFLOP/s"))
    assert text.endswith(", by the loose reading only")


def test_one_claim_does_not_differ_from_itself_in_scope():
    text = "a: {statement: So fast., kind: throughput, subject: rngd, value: 250.0 token/s, also: 2000.0 token/s}"
    assert readings(text) == []


def test_a_reference_figure_is_not_said_to_be_in_another_unit():
    value = "a: {{statement: It emitted so much., kind: emissions, measure: training emissions, subject: bloom, value: {} t CO2e, period: 2022}}"
    assert readings(value.format("22.4"), "reference-conflict") == []
    assert readings(value.format("27.2"), "reference-conflict") == ["a is in short tons (907 kg) (27.2 t CO2e x 0.90718474 = 24.68 t CO2e)"]


def test_of_many_readings_three_are_named_in_the_order_of_the_file():
    step = "  s{0}: {{name: step, ko: 가, up: '{{claim}} is step {0}', up_ko: '{{claim}}', factor: 12, source: calendar}}\n"
    files = {
        "claims/x.yml": "a: {statement: One., kind: energy, subject: s, value: 1.00 MWh}\nb: {statement: Two., kind: energy, subject: s, value: 12.0 MWh}",
        "seeds/ladders.yml": "# Steps\nladders:\n" + "".join(step.format(number) for number in range(5)),
    }
    texts = the(check(files), "conflicting-values")["evidence"]["readings"]
    assert [text.split(" (")[0] for text in texts] == ["a is step 0", "a is step 1", "a is step 2"]


def test_an_equation_that_is_an_inequality_is_not_mended_by_a_factor():
    text = """
        factcheck: 1
        claims:
          most: {statement: At most that., kind: energy, subject: a, value: 5.0 MWh}
          used: {statement: It used so much., kind: energy, subject: a, measure: training, value: 5.0 GWh}
        relations:
          bound: {equation: "used = min(used, most)"}
    """
    assert readings(text, "equation-fails") == []


def test_an_inequality_is_not_mended_by_a_factor():
    text = """
        factcheck: 1
        claims:
          best: {statement: The first., kind: energy, subject: a, value: 1.0 MWh}
          next: {statement: The second., kind: energy, subject: b, value: 1.0 GWh}
        relations:
          ranking: {order: [best, next]}
    """
    assert readings(text, "order-fails", None) == []


def test_only_what_multiplies_and_divides_is_a_product_of_powers():
    def powers(text):
        return powers_of(parse_expression(text).root)

    assert powers("a / b * c / (d * 2)") == {"a": 1, "b": -1, "c": 1, "d": -1}
    assert powers("share(a, b) * b") == {"a": 1, "b": 0}
    assert powers("a + b") is powers("a * (b - 1)") is powers("-a") is None


# ---- the ladders -----------------------------------------------------------------------------------------------------


def test_every_ladder_is_sourced_worded_in_both_languages_and_narrow_enough():
    ladders = knowledge().ladders
    assert len(ladders) >= 20
    assert {ladder.form for ladder in ladders.values()} == set(FORMS)
    conditions = {condition.name for profile in knowledge().profiles.values() for condition in profile.conditions}
    for ladder in ladders.values():
        assert ladder.source and ladder.ko and ladder.up_ko, ladder.id
        assert bool(ladder.down) == bool(ladder.down_ko), ladder.id
        assert set(ladder.ends) <= conditions, ladder.id
        assert ladder.kinds <= set(knowledge().kinds), ladder.id
        assert all(knowledge().entities.find(subject) is not None for subject in ladder.subjects), ladder.id
        if ladder.factor is not None:
            assert 0 < ladder.factor.lo <= ladder.factor.hi <= WIDEST * ladder.factor.lo, ladder.id
        for sentence in (ladder.up, ladder.down, ladder.up_ko, ladder.down_ko):
            assert "{" not in sentence.format(claim="a", other="b"), ladder.id


def test_the_factors_of_bloom_follow_from_the_reference_rows():
    rows, ladders = knowledge().reference, knowledge().ladders
    values = {row: rows[row].value.printed[0] for row in ("bloom_dyn", "bloom_dyn_idle", "bloom_total")}
    assert ladders["idle"].factor.lo == values["bloom_dyn_idle"] / values["bloom_dyn"]
    assert ladders["embodied"].factor.lo == values["bloom_total"] / values["bloom_dyn_idle"]
    assert ladders["whole_life"].factor.lo == values["bloom_total"] / values["bloom_dyn"]
    assert ladders["gas"].factor.lo == Fraction(44, 12)


GOOD = {"name": "a", "ko": "가", "up": "'{claim} and {other}'", "up_ko": "'{claim}'", "source": "somebody", "factor": "2"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"factor": "1.1..3"}, "anything"), ({"factor": "1"}, "no factor"), ({"factor": "-2"}, "no"), ({"factor": "two"}, "no number"),
        ({"factor": "1 / 0"}, "no number"), ({"factor": None}, "neither a factor"), ({"source": None}, "lacks source"),
        ({"up": "'{other}'"}, "place"), ({"up": "'{claim} {more}'"}, "place"), ({"up": "'{claim'"}, "up"), ({"form": "other"}, "form"),
        ({"kinds": "[speed]"}, "no kind"), ({"at": "{pue: {middle: [a]}}"}, "low"), ({"at": "[pue]"}, "mapping"),
        ({"units": "[t]"}, "mapping"), ({"word": "x"}, "no word"), ({"name": "[a, b]"}, "name is a text"), ({"factor": "2..1"}, "no factor"),
    ],
)  # fmt: skip
def test_a_ladder_that_cannot_be_right_is_refused_with_the_reason(change, why):
    fields = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    node = compose("".join(f"{key}: {value}\n" for key, value in fields.items()), "ladders.yml").root
    with pytest.raises(BadLadder, match=why):
        read_ladder("step", node, knowledge().kinds)


def test_a_workspace_adds_ladders_and_a_fault_in_one_is_told_with_its_place(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/ladders.yml").write_text(
        "ladders:\n  month:\n    name: month or year\n    ko: 월 또는 연\n    up: '{claim} is a month of {other}'\n"
        "    up_ko: '{claim}: 한 달'\n    factor: 12\n    source: calendar\n  wide: {name: a}\n", encoding="utf-8",
    )  # fmt: skip
    own = load_knowledge(tmp_path)
    assert own.ladders["month"].factor.lo == 12
    (fault,) = own.faults
    assert (fault.location.file, fault.location.line) == ("seeds/ladders.yml", 9)
    assert "wide: the ladder lacks" in str(fault.message)


def test_the_manual_lists_the_readings_with_factor_and_source():
    text = "\n".join(manual("readings", RULES, knowledge()))
    for ladder in knowledge().ladders.values():
        assert ladder.name in text
    assert "1.1..1.6" in text
    assert "Patterson" in text
