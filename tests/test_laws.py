"""Laws tie figures that nobody tied: of one subject, and between comparisons of one pair."""

import pytest
from support import check, claim, found, knowledge, standing, the
from typer.testing import CliRunner

from factcheck.cli.main import app

STUDY = "factcheck: 1\nsource: one-study\nperiod: 2024\nclaims:\n"


def in_one_study(claims: str) -> dict:
    return check(STUDY + claims)


MACHINE = """\
  draw: {statement: It draws 400 kW., kind: power, subject: bloom, value: 400 kW}
  time: {statement: It took 100 hours., kind: training_time, subject: bloom, value: 100 hour}
"""


def test_energy_is_power_times_time():
    data = in_one_study(MACHINE + "  used: {statement: It used 40 MWh., kind: energy, subject: bloom, value: 40 MWh}\n")
    assert not found(data, "law-fails")
    assert standing(data, "used") == "consistent"
    assert standing(data, "draw") == "unchecked: only used to check used"


def test_a_figure_that_breaks_a_law_is_blamed_and_the_arithmetic_is_shown():
    data = in_one_study(MACHINE + "  used: {statement: It used 61 MWh., kind: energy, subject: bloom, value: 61 MWh}\n")
    finding = the(data, "law-fails", "used")
    assert finding["level"] == "error"
    assert finding["claims"] == ["used", "draw", "time"]
    assert "draw (400 kW) * time (100 hour) gives 37.52 to 42.52 MWh" in finding["message"]
    assert finding["evidence"]["stated"] == [60.5, 61.5]
    assert finding["evidence"]["implied"] == [37.525, 42.525]
    assert standing(data, "used") == "contradicted"


def test_the_power_of_each_accelerator_goes_with_accelerator_hours():
    each = """\
  draw: {statement: Each draws 400 W., kind: power, subject: bloom, value: 400 W/accelerator}
  hours: {statement: It took 1.08 million hours., kind: training_time, subject: bloom, value: 1.08 million accelerator*hour}
  used: {statement: It used 433 MWh., kind: energy, subject: bloom, value: 433 MWh}
"""
    assert standing(in_one_study(each), "used") == "consistent"
    assert the(in_one_study(each.replace("433", "812")), "law-fails", "used")


EMISSIONS = """\
  used: {{statement: It used 1287 MWh., kind: energy, subject: gpt3, value: "1,287 MWh", conditions: {{{energy}}}}}
  gave: {{statement: It gave {value}., kind: emissions, subject: gpt3, value: {value}, conditions: {{{emissions}}}}}
"""


@pytest.mark.parametrize(
    ("value", "emissions", "energy", "fits"),
    [
        ("502 t CO2e", "grid_factor: 390 gCO2e/kWh", "", True),
        ("502 t CO2e", "grid_factor: 429 gCO2e/kWh", "", False),
        ("552 t CO2e", "grid_factor: 390 gCO2e/kWh, pue: 1.10", "", True),
        ("502 t CO2e", "grid_factor: 390 gCO2e/kWh, pue: 1.10", "", False),
        ("552 t CO2e", "grid_factor: 429 gCO2e/kWh", "", True),
        # The claim's own factor counts, else that of the energy.
        ("552 t CO2e", "", "grid_factor: 429 gCO2e/kWh", True),
        ("552 t CO2e", "grid_factor: 429 gCO2e/kWh", "grid_factor: 390 gCO2e/kWh", True),
        # A bare number is in the unit of the condition.
        ("552 t CO2e", "grid_factor: 429", "", True),
        # What was measured for the whole site holds the PUE already.
        ("502 t CO2e", "grid_factor: 390 gCO2e/kWh, pue: 1.10", "power_boundary: facility", True),
    ],
)
def test_emissions_are_energy_times_factor_times_pue(value, emissions, energy, fits):
    data = in_one_study(EMISSIONS.format(value=value, emissions=emissions, energy=energy))
    assert bool(found(data, "law-fails", "gave")) is not fits
    assert (standing(data, "gave") == "consistent") is fits


def test_what_the_law_uses_as_a_factor_does_not_open_it():
    data = in_one_study(EMISSIONS.format(value="700 t CO2e", emissions="grid_factor: 390, pue: 1.1", energy=""))
    finding = the(data, "law-fails", "gave")
    assert not {"pue", "grid_factor"} & set(finding["evidence"].get("conditions", []))


def test_without_a_factor_nothing_is_checked():
    data = in_one_study(EMISSIONS.format(value="700 t CO2e", emissions="", energy=""))
    assert not found(data, "law-fails")
    assert standing(data, "gave").startswith("unchecked")


def test_efficiency_is_throughput_over_power_in_either_direction():
    figures = """\
  speed: {statement: It makes 1000 tokens a second., kind: throughput, subject: rngd, value: 1010 token/s}
  draw: {statement: It draws 202 W., kind: power, subject: rngd, value: 202 W}
"""
    right = "  good: {statement: Efficient., kind: efficiency, subject: rngd, value: 5.0 token/s/W}\n"
    turned = "  good: {statement: Efficient., kind: efficiency, subject: rngd, value: 0.200 J/token}\n"
    wrong = "  good: {statement: Efficient., kind: efficiency, subject: rngd, value: 0.500 J/token}\n"
    assert standing(in_one_study(figures + right), "good") == "consistent"
    assert standing(in_one_study(figures + turned), "good") == "consistent"
    assert the(in_one_study(figures + wrong), "law-fails", "good")


def test_a_total_is_count_times_each():
    parts = """\
  count: {statement: There are 1024., kind: count, subject: meta, value: 1024 accelerator}
  each: {statement: Each draws 705 W., kind: power, subject: meta, value: 705 W/accelerator}
"""
    assert standing(in_one_study(parts + "  all: {statement: All., kind: power, subject: meta, value: 722 kW}\n"), "all") == "consistent"
    assert the(in_one_study(parts + "  all: {statement: All., kind: power, subject: meta, value: 900 kW}\n"), "law-fails", "all")


def test_another_measure_is_another_quantity():
    parts = """\
  count: {statement: Many homes., kind: count, subject: us, value: 131 million household}
  each: {statement: Of each., kind: energy, subject: us, measure: household electricity, value: 10.5 MWh/household/year}
  all: {statement: Of all., kind: energy, subject: us, measure: electricity consumption, value: 4050 TWh}
"""
    assert not found(in_one_study(parts), "law-fails")


def test_a_measure_of_the_analysts_own_is_one_for_all_quantities_of_a_law():
    run = MACHINE.replace("subject: bloom,", "subject: bloom, measure: the second run,")
    used = "  used: {statement: It used 61 MWh., kind: energy, subject: bloom, measure: the second run, value: 61 MWh}\n"
    assert the(in_one_study(run + used), "law-fails", "used")
    assert not found(in_one_study(run + used.replace("second", "third")), "law-fails")


def test_figures_of_different_periods_are_not_tied():
    data = check(
        "factcheck: 1\nsource: one-study\nclaims:\n" + MACHINE.replace("value: 400 kW", "value: 400 kW, period: 2023")
        + "  used: {statement: It used 61 MWh., kind: energy, subject: bloom, value: 61 MWh, period: 2024}\n"
    )
    assert not found(data, "law-fails")


def test_known_different_conditions_keep_figures_apart_and_the_reason_is_said():
    figures = """\
  speed: {statement: Fast., kind: throughput, subject: rngd, value: 1010 token/s, conditions: {batch_size: 1}}
  draw: {statement: It draws 202 W., kind: power, subject: rngd, value: 202 W, conditions: {power_boundary: chip}}
  good: {statement: Efficient., kind: efficiency, subject: rngd, value: 9 token/s/W,
         conditions: {batch_size: 64, power_boundary: chip}}
"""
    data = in_one_study(figures)
    assert not found(data, "law-fails")
    assert {"claim": "speed", "why": "different conditions: batch_size (64 and 1)"} in claim(data, "good")["not_compared"]


# ---- between comparisons ---------------------------------------------------------------------------------------------

PAIR = "subject: h100, baseline: a100"


def test_a_speed_up_is_the_inverse_of_the_ratio_of_times():
    faster = f"  fast: {{statement: Faster., kind: throughput, {PAIR}, value: 4.0 x}}\n"
    half = f"  time: {{statement: Less time., kind: training_time, {PAIR}, value: 0.25 x}}\n"
    much = f"  time: {{statement: Less time., kind: training_time, {PAIR}, value: 0.75 x}}\n"
    turned = "  time: {statement: More time., kind: training_time, subject: a100, baseline: h100, value: 4.0 x}\n"
    assert standing(in_one_study(faster + half), "fast") == "consistent"
    assert standing(in_one_study(faster + turned), "fast") == "consistent"
    assert the(in_one_study(faster + much), "law-fails", "fast")


def test_efficiency_follows_from_the_ratios_of_throughput_and_of_absolute_powers():
    figures = f"""\
  fast: {{statement: Faster., kind: throughput, {PAIR}, value: 3.00 x}}
  one: {{statement: Draws., kind: power, subject: h100, value: 702 W}}
  two: {{statement: Draws., kind: power, subject: a100, value: 401 W}}
"""
    right = f"  good: {{statement: Efficient., kind: efficiency, {PAIR}, value: 1.71 x}}\n"
    assert standing(in_one_study(figures + right), "good") == "consistent"
    finding = the(in_one_study(figures + right.replace("1.71", "3.00")), "law-fails", "good")
    assert "fast (3.00 x) * two (401 W) / one (702 W)" in finding["message"]


COLUMN = """\
factcheck: 1
source: hankyung-2025-08-02
conditions: {rest: not stated}
claims:
  efficient: {statement: 2.3 times as efficient., kind: efficiency, subject: rngd, baseline: a100, value: 2.3 x}
  needed: {statement: Five to six for one., kind: count, measure: accelerators needed, subject: rngd,
           baseline: an NVIDIA GPU, value: 5..6 x}
"""


def test_laws_follow_one_another_down_to_rated_powers():
    """Five to six chips of 180 W for one of 400 W: 0.37 to 0.44 of its efficiency, not 2.3 times."""
    finding = the(check(COLUMN), "law-fails", "efficient")
    assert finding["level"] == "warning"
    low, high = finding["evidence"]["implied"]
    assert low == pytest.approx(400 / 180 / 6)
    assert high == pytest.approx(400 / 180 / 5)
    assert finding["claims"] == ["efficient", "needed"]
    assert finding["evidence"]["conditions"][0] == "baseline"
    for words in ("efficiency = throughput / power", "throughput = 1 / needed", "rated", "batch_size"):
        assert words in finding["message"]
    assert standing(check(COLUMN), "efficient") == "doubtful"


def test_a_count_that_is_not_of_the_accelerators_needed_says_nothing_of_throughput():
    assert not found(check(COLUMN.replace("measure: accelerators needed, ", "")), "law-fails")


def test_a_comparison_is_held_against_what_reference_rows_say_of_its_two_sides():
    data = in_one_study("  more: {statement: More memory., kind: specification, measure: memory capacity, "
                        "subject: h200, baseline: h100, value: 3.0 x}\n")  # fmt: skip
    finding = the(data, "ratio-fails", "more")
    assert finding["level"] == "warning"
    assert finding["claims"] == ["more"]
    assert "141 GB" in finding["message"]
    data = in_one_study("  more: {statement: More memory., kind: specification, measure: memory capacity, "
                        "subject: h200, baseline: h100, value: 1.8 x}\n")  # fmt: skip
    assert standing(data, "more") == "consistent"


def test_every_law_names_known_kinds_measures_and_conditions():
    known = knowledge()
    for law in known.laws.values():
        assert law.source, law.id
        for role, _ in ((law.left, 1), *law.factors):
            assert set(role.measures) <= set(known.measures), (law.id, role.name)
            if role.condition is not None:
                assert known.condition_name(role.condition) == role.condition
            if role.rated is not None:
                assert known.measures[role.rated[1]].kind == role.rated[0]


@pytest.mark.parametrize(
    ("law", "why"),
    [
        ("{name: X, ko: X, says: a = b, holds: values, source: X, where: {a: {kind: energy}}}", "no quantity under `where`"),
        ("{name: X, ko: X, says: a b, holds: values, source: X, where: {a: {kind: energy}}}", "does not say one quantity"),
        ("{name: X, ko: X, says: a = a, holds: always, source: X, where: {a: {kind: energy}}}", "values, comparisons"),
        ("{name: X, ko: X, says: a = a, holds: values, source: X, where: {a: {kind: vigour}}}", "known kind"),
        ("{name: X, says: a = a, holds: values, where: {a: {kind: energy}}}", "lacks ko, source"),
    ],
)  # fmt: skip
def test_a_workspace_may_add_laws_and_is_told_what_is_wrong_with_them(law, why):
    claims = "factcheck: 1\nclaims:\n" + MACHINE
    data = check({"claims/x.yml": claims, "seeds/laws.yml": f"laws:\n  new: {law}\n".encode()})
    assert why in the(data, "bad-value")["message"]
    assert the(data, "bad-value")["file"] == "seeds/laws.yml"


def test_a_law_of_the_workspace_is_used():
    law = """\
laws:
  cooling:
    name: Cooling takes a share of the power
    ko: 냉각
    says: time = energy / power
    holds: values
    source: own
    where: {time: {kind: training_time, unit: s}, energy: {kind: energy, unit: J}, power: {kind: power, unit: W}}
"""
    claims = STUDY + MACHINE + "  used: {statement: It used 61 MWh., kind: energy, subject: bloom, value: 61 MWh}\n"
    data = check({"claims/x.yml": claims, "seeds/laws.yml": law.encode()})
    assert the(data, "law-fails", "time")


# ---- what nobody stated ----------------------------------------------------------------------------------------------


def portrait_of(text: str, id_: str, tmp_path) -> str:
    """What `factcheck show` says of a claim."""
    place = tmp_path / "claims" / "x.yml"
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8")
    shown = CliRunner().invoke(app, ["show", id_, str(place)], terminal_width=400)
    assert shown.exit_code == 0, shown.output
    return " ".join(shown.output.split())


def test_what_follows_for_a_quantity_that_nobody_stated_is_shown_with_its_derivation(tmp_path):
    text = STUDY + EMISSIONS.format(value="502 t CO2e", emissions="", energy="")
    for name in ("used", "gave"):
        said = portrait_of(text, name, tmp_path)
        assert "Implied emission factor of gpt3: 0.38951 to 0.39059 t CO2e/MWh" in said
        assert "gave (502 t CO2e) / used (1,287 MWh)" in said
        assert "grid_us_2023 of united_states: 369.473 g CO2e/kWh" in said


def test_what_a_condition_states_is_not_implied_again(tmp_path):
    text = STUDY + EMISSIONS.format(value="502 t CO2e", emissions="grid_factor: 390", energy="")
    assert "Implied" not in portrait_of(text, "used", tmp_path)


def test_figures_of_different_sources_imply_nothing(tmp_path):
    text = STUDY + EMISSIONS.format(value="502 t CO2e", emissions="", energy="").replace(
        "kind: emissions,", "kind: emissions, source: another-study,"
    )
    assert "Implied" not in portrait_of(text, "used", tmp_path)
