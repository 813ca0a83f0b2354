"""The measured bar, on fewer dossiers than `python tests/dossiers.py` makes: errors are found, true figures are left alone."""

import random
from fractions import Fraction

import dossiers
import pytest
from support import check, found, quantity

EACH = 20  # of each sort; six sorts a relation type
every_type = pytest.mark.parametrize(
    "kind",
    dossiers.RELATIONS,
    ids=lambda kind: kind.name,
)


@every_type
def test_planted_errors_are_found_and_true_figures_are_left_alone(kind):
    outcome = dossiers.tally(kind, EACH)
    alarms = [dossier.text for given in outcome.alarms.values() for dossier in given]
    missed = [dossier.text for given in outcome.missed.values() for dossier in given]
    assert not alarms, f"{len(alarms)} findings on true figures, such as on\n{alarms[0]}"
    assert outcome.found() >= 0.995, f"{len(missed)} planted errors missed, such as\n{missed[0]}"


def test_an_error_that_the_readings_allow_is_not_found():
    """The margins mean something: what lies within the reach of the loose readings is no error yet."""
    kind = next(kind for kind in dossiers.RELATIONS if kind.name == "same")
    true = list(dossiers.dossiers(kind, 40, 1, "rounded"))
    planted = list(dossiers.dossiers(kind, 40, 1, "planted", dossiers.MARGINS[0]))
    outcome = dossiers.checked([*true, *planted])
    assert not any(dossiers.is_found(dossier, outcome.get(dossier.tag, ())) for dossier in true)
    assert all(dossiers.is_found(dossier, outcome[dossier.tag]) for dossier in planted)


def test_the_same_seed_makes_the_same_dossiers():
    for kind in dossiers.RELATIONS[::7]:
        one, two = ([dossier.text for dossier in dossiers.dossiers(kind, 5, 3, "rounded")] for _ in range(2))
        assert one == two and len(set(one)) == 5


@pytest.mark.parametrize("mode", ["rounded", "truncated"])
def test_the_readings_of_the_generator_are_those_of_the_engine(mode):
    """Both are written from the contract; where they differ, one of them misreads it."""
    printer = dossiers.Printer(random.Random(5), mode, bounds=False)
    kinds = (("energy", dossiers.ENERGY), ("market_size", dossiers.DOLLARS), ("market_size", dossiers.WON), ("emissions", dossiers.MASS))
    for number in range(400):
        kind, family = kinds[number % len(kinds)]
        true = Fraction(printer.chance.uniform(1, 10)) * 10 ** printer.chance.randint(9, 13)
        printed = printer.prints(true, family)
        read = quantity(printed.text, kind)
        for ours, theirs in ((printed.rounded, read.rounded), (printed.loose, read.loose)):
            based = read.base(theirs)
            assert (based.lo, based.hi) == ours, printed.text
        assert printed.loose[0] <= true <= printed.loose[1]
        assert mode == "truncated" or printed.rounded[0] <= true <= printed.rounded[1]


def test_a_share_of_a_sum_whose_part_has_no_upper_end():
    text = """
        a: {statement: s., kind: energy, subject: one, value: at least 217 MWh}
        b: {statement: s., kind: energy, subject: two, value: 611 MWh}
        s: {statement: s., kind: share, subject: part, value: 26.3 %, equals: "share(a, sum(a, b))"}
    """
    assert not found(check(text), "equation-fails")


def test_people_that_a_korean_counter_counts_are_persons():
    text = """
        a: {statement: s., kind: count, subject: one, value: 68298 명}
        b: {statement: s., kind: emissions_per_person, subject: one, value: 8.2544 t CO2e/person/year}
        z: {statement: s., kind: emissions, subject: one, value: 0.7 Mt CO2e/year}
    """
    assert found(check("factcheck: 1\nsource: one-study\nperiod: 2024\nclaims:\n" + text), "law-fails")
