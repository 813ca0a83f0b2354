"""Units: what is written is what is meant, converts exactly, and prints so that it reads back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import check, found, quantity, the

from factcheck.model import definitions
from factcheck.model.units import UnknownUnit, parse_unit, without_gas

YEAR = Fraction(36525, 100) * 86400

# text: size in base units, base unit
UNITS = {
    "kWh": (3_600_000, "kg*m^2*s^-2"), "MWh": (3_600_000_000, "kg*m^2*s^-2"), "GJ": (10**9, "kg*m^2*s^-2"),
    "mWh": (Fraction(36, 10), "kg*m^2*s^-2"), "Wh": (3600, "kg*m^2*s^-2"), "W": (1, "kg*m^2*s^-3"), "kW": (1000, "kg*m^2*s^-3"),
    "token/s": (1, "s^-1*token"), "token/s/W": (1, "kg^-1*m^-2*s^2*token"), "TB/s": (8 * 10**12, "bit*s^-1"),
    "Gbit/s": (10**9, "bit*s^-1"), "Gb/s": (10**9, "bit*s^-1"), "GB/s": (8 * 10**9, "bit*s^-1"), "GiB": (8 * 2**30, "bit"),
    "GB": (8 * 10**9, "bit"), "TFLOP/s": (10**12, "FLOP*s^-1"), "TFLOPS": (10**12, "FLOP*s^-1"), "FLOP": (1, "FLOP"),
    "GPU*hour": (3600, "accelerator*s"), "GPU hour": (3600, "accelerator*s"), "accelerator": (1, "accelerator"),
    "GPU": (1, "accelerator"), "NPU": (1, "accelerator"), "chip": (1, "accelerator"), "server": (1, "server"),
    "household*year": (YEAR, "household*s"), "household·year": (YEAR, "household*s"), "person": (1, "person"),
    "USD/Mtoken": (Fraction(1, 10**6), "USD*token^-1"), "KRW": (1, "KRW"), "원": (1, "KRW"), "달러": (1, "USD"),
    "CNY": (1, "CNY"), "EUR": (1, "EUR"), "JPY": (1, "JPY"), "transistor": (1, "transistor"), "parameter": (1, "parameter"),
    "nm": (Fraction(1, 10**9), "m"), "degC": (1, "K"), "m^2": (1, "m^2"), "m²": (1, "m^2"), "rank": (1, "rank"),
    "month": (YEAR / 12, "s"), "t": (1000, "kg"), "kg": (1, "kg"), "g": (Fraction(1, 1000), "kg"), "x": (1, "1"),
    "%": (Fraction(1, 100), "1"), "%p": (Fraction(1, 100), "1"), "pp": (Fraction(1, 100), "1"), "%포인트": (Fraction(1, 100), "1"),
    "ms": (Fraction(1, 1000), "s"), "kWh/person/year": (3_600_000 / YEAR, "kg*m^2*person^-1*s^-3"), "": (1, "1"),
    "개": (1, "1"), "곳": (1, "1"), "대": (1, "1"), "명": (1, "1"), "건": (1, "1"), "편": (1, "1"),
}  # fmt: skip


@pytest.mark.parametrize("text", UNITS)
def test_a_unit_has_its_size_and_its_base(text):
    unit = parse_unit(text)
    assert (unit.factor, unit.base_text) == UNITS[text]


@pytest.mark.parametrize(("text", "gas"), [("t CO2e/person/year", "CO2e"), ("gCO2e/kWh", "CO2e"), ("t CO2", "CO2"), ("tCO2e", "CO2e"), ("t", None)])
def test_the_gas_of_a_mass_stands_beside_its_unit(text, gas):
    unit = parse_unit(text)
    assert unit.gas == gas
    assert without_gas(unit).gas is None and without_gas(unit).dims == unit.dims


SAME = [
    "token/s | tokens/s | tokens per second | 토큰/초 | 초당 토큰", "kWh | kilowatt-hour | kilowatt hours | 킬로와트시",
    "t CO2e | tCO2e | tons CO2e | t CO2eq", "GPU*hour | GPU-hours | GPU hours | GPU·hour", "TFLOP/s | TFLOPS", "USD | dollars | 달러 | $",
    "KRW | won | 원 | ₩", "household*year | household-years | 가구*년", "year | years | 년", "hour | h | hours | 시간",
    "Gbit/s | Gb/s | Gbps", "accelerator | GPU | NPU | chip | chips | GPUs", "t | ton | tons | tonne | 톤", "m^2 | m² | m**2",
    "x | × | 배 | times", "% | percent | 퍼센트", "%p | pp | %포인트", "USD/Mtoken | $/Mtoken | USD/million tokens",
    "kWh/person/year | kWh / person / year | kWh per person per year",
]  # fmt: skip


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_unit_are_one(spellings):
    units = [parse_unit(text) for text in spellings.split(" | ")]
    assert {(u.factor, u.dims, u.gas, u.points) for u in units} == {(units[0].factor, units[0].dims, units[0].gas, units[0].points)}


@pytest.mark.parametrize(
    ("one", "two"),
    [("MWh", "mWh"), ("Gb", "GB"), ("GB", "GiB"), ("t", "short_ton"), ("m", "month"), ("W", "Wh")],
)
def test_case_and_letters_count(one, two):
    left, right = parse_unit(one), parse_unit(two)
    assert (left.factor, left.dims) != (right.factor, right.dims)


@pytest.mark.parametrize(
    ("one", "two"),
    [("USD", "KRW"), ("token/s", "request/s"), ("kWh", "kW"), ("t CO2e/person", "t CO2e/household"), ("accelerator", "server"),
     ("kWh/person", "kWh"), ("bit", "token"), ("FLOP/s", "OP/s")],
)  # fmt: skip
def test_what_cannot_convert_has_another_dimension(one, two):
    assert parse_unit(one, counted=True).dims != parse_unit(two).dims


@pytest.mark.parametrize("text", ["kwH", "MWhh", "token/", "/", "t^", "(t", "t)", "1 Gb x 3", "t CO2e;", "foo", "MWh^99", "*", "^2"])
def test_what_is_no_unit_is_unknown(text):
    with pytest.raises(UnknownUnit):
        parse_unit(text)


@pytest.mark.parametrize("word", ["mwh", "KWH", "tokne", "sever"])
def test_an_unknown_unit_names_a_near_one(word):
    with pytest.raises(UnknownUnit) as problem:
        parse_unit(word)
    assert problem.value.near


def test_a_counted_thing_of_its_own_is_known_where_things_are_counted():
    assert parse_unit("students", counted=True).base_text == "student"
    assert parse_unit("kWh/prompt").base_text == "kg*m^2*prompt^-1*s^-2"
    with pytest.raises(UnknownUnit):
        parse_unit("students")


@pytest.mark.parametrize("kind", ["count", "share", "investment", "quantity"])
def test_these_kinds_count_any_single_thing(kind):
    data = check(f"a: {{statement: s., kind: {kind}, subject: bloom, value: 31 zebras}}")
    assert not found(data, "unknown-unit")


def test_other_kinds_do_not_count_any_thing():
    data = check("a: {statement: s., kind: energy, subject: bloom, value: 31 zebras}")
    assert the(data, "unknown-unit")["level"] == "error"


def test_a_counted_thing_near_a_known_unit_gets_a_note():
    data = check("a: {statement: s., kind: count, subject: bloom, value: 31 tokenn}")
    assert the(data, "unknown-unit")["level"] == "note"
    assert "token" in the(data, "unknown-unit")["message"]


def test_an_unknown_unit_stands_at_the_value_and_names_the_nearest():
    data = check("a: {statement: s., kind: energy, subject: bloom, value: 5 MWhh}")
    finding = the(data, "unknown-unit")
    assert (finding["line"], finding["level"]) == (3, "error")
    assert "MWh" in finding["message"].replace("MWhh", "")


def test_base_units_of_a_claim_are_exact():
    data = check("a: {statement: s., kind: energy, subject: bloom, value: 2 kWh}")
    value = data["claims"][0]["value"]
    assert (value["base"], value["base_unit"]) == ([5_400_000.0, 9_000_000.0], "kg*m^2*s^-2")


def test_degrees_become_kelvin():
    found_ = quantity("20.0 degC", "specification")
    assert found_.base(found_.rounded).lo == Fraction("293.10")


# ---- properties ------------------------------------------------------------------------------------------------------

WORDS = ["kWh", "MWh", "GWh", "J", "W", "t", "kg", "g", "token", "Mtoken", "request", "FLOP", "TFLOP", "s", "hour", "year", "month",
         "person", "household", "accelerator", "server", "run", "USD", "KRW", "GB", "GiB", "bit", "nm", "m", "parameter", "rank",
         "transistor", "%", "prompt", "K", "A", "V", "min", "day", "image", "toe", "L", "Hz"]  # fmt: skip
factors = st.tuples(st.sampled_from(WORDS), st.integers(1, 3))


@st.composite
def unit_texts(draw):
    above = draw(st.lists(st.sampled_from(WORDS[:-15]), min_size=1, max_size=3))
    below = draw(st.lists(factors, max_size=3))
    return "*".join(above) + "".join(f"/{word}^{power}" if power > 1 else f"/{word}" for word, power in below)


def same(one, two):
    return (one.factor, one.dims, one.gas, one.points) == (two.factor, two.dims, two.gas, two.points)


@given(unit_texts())
def test_a_unit_reads_back_as_printed(text):
    unit = parse_unit(text)
    again = parse_unit(unit.text)
    assert same(unit, again) and again.text == unit.text


@given(unit_texts(), unit_texts())
def test_products_and_quotients_have_the_dimensions_they_should_and_read_back(one, two):
    left, right = parse_unit(one), parse_unit(two)
    for unit, sign in ((left * right, 1), (left / right, -1)):
        assert unit.factor == left.factor * right.factor**sign
        dims = dict(left.dims)
        for name, power in right.dims:
            dims[name] = dims.get(name, 0) + sign * power
        assert dict(unit.dims) == {name: power for name, power in dims.items() if power}
        natural = unit.natural()
        if "prompt" in natural.text or len(natural.atoms) > 12 or any(abs(power) > 12 for _, power in natural.atoms):
            continue  # a counted thing of its own is read below the line only, and powers go to 12
        assert parse_unit(natural.text).dims == natural.dims
        assert parse_unit(natural.text).factor == natural.factor


@pytest.mark.parametrize("unit", ["t CO2e", "t CO2e/person/year", "gCO2e/kWh", "t CO2", "%p", "%", "x", "%/year", "USD/Mtoken", "token/s/W",
                                  "1/year", "degC", "person*year", "원/kWh", "배", "개", "t CO2e/Mtoken", "kg C"])  # fmt: skip
def test_named_units_read_back_as_printed(unit):
    first = parse_unit(unit)
    assert same(first, parse_unit(first.text)), first.text


PREFIXED = [("Wh", ["kWh", "MWh", "GWh", "TWh", "J", "GJ"]), ("g", ["kg", "t", "kt", "Mt"]), ("B", ["kB", "MB", "GiB", "Gbit", "TB"]),
            ("FLOP/s", ["TFLOPS", "PFLOP/s"]), ("s", ["ms", "hour", "year", "month"]), ("token/s", ["Mtoken/hour", "ktoken/s"])]  # fmt: skip


@given(st.sampled_from(PREFIXED), st.data(), st.fractions(min_value=0, max_value=10**9))
def test_another_prefix_and_back_is_exact(family, data, value):
    one, others = family
    two = data.draw(st.sampled_from(others))
    there = parse_unit(one).factor / parse_unit(two).factor
    back = parse_unit(two).factor / parse_unit(one).factor
    assert value * there * back == value
    assert value * parse_unit(one).factor == value * there * parse_unit(two).factor


@given(st.text(max_size=60) | st.lists(st.sampled_from([*WORDS, "/", "*", "^", " ", "(", ")", "-", "2", "per ", "·", "CO2e", "%p", "당", "x"]), max_size=10).map("".join),
       st.booleans())  # fmt: skip
def test_any_text_is_a_unit_or_unknown(text, counted):
    try:
        unit = parse_unit(text, counted)
    except UnknownUnit as problem:
        assert problem.word is not None
        return
    assert unit.factor > 0


class TestTheTableOfDefinitions:
    def test_holds_what_pint_reads(self):
        assert definitions.definitions() == definitions.read_by_pint()

    def test_of_other_definitions_is_left_aside(self, tmp_path, monkeypatch):
        other = tmp_path / "units.txt"
        text = definitions.DEFINITIONS.read_text(encoding="utf-8")
        other.write_text(text + "\nbarn = 1e-28 * meter ** 2 = barn\n", encoding="utf-8")
        monkeypatch.setattr(definitions, "DEFINITIONS", other)
        read = definitions.definitions.__wrapped__()
        assert read.sizes["barn"].factor == Fraction(1, 10**28)
        assert read.sizes["barn"].dims == (("m", 2),)

    def test_is_not_needed(self, tmp_path, monkeypatch):
        monkeypatch.setattr(definitions, "TABLE", tmp_path / "none.json")
        assert definitions.definitions.__wrapped__() == definitions.definitions()
