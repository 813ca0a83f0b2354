"""Through the whole pipeline: true figures raise no alarm however they are printed, and planted errors are found."""

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import CONSISTENCY_RULES, check, found, quantity

HEAD = "factcheck: 1\nsource: nocut-2025-08-02\nspeaker: nocut\nperiod: 2020\nclaims:\n"
UNITS = {
    "energy": {"kWh": 3_600_000, "MWh": 3_600_000_000, "GWh": 3_600_000_000_000, "GJ": 1_000_000_000},
    "market_size": {"원": 1, "만 원": 10**4, "억 원": 10**8, "조 원": 10**12, "billion KRW": 10**9, "million KRW": 10**6},
    "emissions": {"t": 10**3, "kg": 1, "kt": 10**6},
}


def place(value, digits):
    """The exponent of the last of `digits` significant digits."""
    size = abs(value)
    exponent = 0
    while Fraction(10) ** exponent > size:
        exponent -= 1
    while Fraction(10) ** (exponent + 1) <= size:
        exponent += 1
    return exponent + 1 - digits


def written(value, digits, cut):
    """`value` to so many significant digits, rounded half to even or cut off, as newspapers write it."""
    if not value:
        return "0"
    exponent = place(value, digits)
    steps = abs(value) / Fraction(10) ** exponent
    figures = int(steps) if cut else round(steps)
    sign = "-" if value < 0 else ""
    if exponent >= 0:
        return f"{sign}{figures * 10**exponent:,}"
    whole, decimals = divmod(figures, 10**-exponent)
    return f"{sign}{whole:,}.{decimals:0{-exponent}d}"


class Printer:
    """Prints true values the way a writer does: any digits, any prefix, rounded or cut off."""

    def __init__(self, seed, cut):
        self.chance, self.cut = random.Random(seed), cut

    def number(self, value, fewest=2):
        return written(value, self.chance.randint(fewest, 6), self.cut)

    def quantity(self, value, kind):
        """`value` in base units, in some unit of its kind."""
        unit, size = self.chance.choice(list(UNITS[kind].items()))
        return f"{self.number(value / size)} {unit}"


def line(name, kind, subject, value, more=""):
    return f'  {name}: {{statement: s., kind: {kind}, subject: {subject}, value: "{value}"{more}}}\n'


def triple(form, number, printer):
    """Claims (and a relation) of one form, with figures that are true before they are printed."""
    chance = printer.chance
    kind = chance.choice(list(UNITS))
    one, two = f"one{number}", f"two{number}"
    a = Fraction(chance.randint(10**6, 10**9), chance.randint(1, 999)) * 10**6
    b = a * Fraction(chance.randint(1100, 30000), 1000)
    names = f"a{number}", f"b{number}", f"r{number}"
    claims = line(names[0], kind, one, printer.quantity(a, kind)) + line(names[1], kind, two, printer.quantity(b, kind))
    relation = ""
    compared = f", baseline: {one}"
    if form == "ratio":
        claims += line(names[2], kind, two, f"{printer.number(b / a)} x", compared)
    elif form == "more":
        claims += line(names[2], kind, two, f"{printer.number((b / a - 1) * 100)} % more", compared)
    elif form == "less":
        claims += line(names[2], kind, one, f"{printer.number((1 - a / b) * 100)} % less", f", baseline: {two}")
    elif form == "difference":
        claims += line(names[2], kind, two, printer.quantity(b - a, kind), compared)
    elif form == "equals":
        claims += line(names[2], kind, two, f"{printer.number(b / a)} x", f"{compared}, equals: {names[1]} / {names[0]}")
    elif form == "sum":
        claims += line(names[2], kind, f"all{number}", printer.quantity(a + b, kind))
        relation = f"  rel{number}: {{sum: {{parts: [{names[0]}, {names[1]}], total: {names[2]}}}}}\n"
    elif form == "share":
        claims += line(names[2], "share", one, f"{printer.number(a / b * 100)} %")
        relation = f"  rel{number}: {{share: {{part: {names[0]}, whole: {names[1]}, share: {names[2]}}}}}\n"
    elif form == "growth":
        years = chance.randint(1, 12)
        rate = float(b / a) ** (1 / years) - 1
        claims += line(names[2], "growth_rate", f"g{number}", f"{printer.number(Fraction(rate) * 100)} %", f', equals: "growth({names[0]}, {names[1]}, {years})"')
    elif form == "change":
        claims += line(names[2], "growth_rate", f"g{number}", f"{printer.number((b / a - 1) * 100)} %", f', span: total, equals: "change({names[0]}, {names[1]})"')
    elif form == "fall":
        claims += line(names[2], "growth_rate", f"g{number}", f"{printer.number((a / b - 1) * 100)} %", f', span: total, equals: "{names[0]} / {names[1]} - 1"')
    elif form == "points":
        p, q = Fraction(chance.randint(1000, 50000), 1000), Fraction(chance.randint(50100, 99000), 1000)
        claims = line(names[0], "share", one, f"{printer.number(p)} %") + line(names[1], "share", two, f"{printer.number(q)} %")
        claims += line(names[2], "share", f"g{number}", f"{printer.number(q - p)} %p", f', equals: "points({names[0]}, {names[1]})"')
    elif form == "order":
        relation = f"  rel{number}: {{order: [{names[1]}, {names[0]}]}}\n"
    elif form == "same":
        claims = line(names[0], kind, one, printer.quantity(a, kind)) + line(names[1], kind, one, printer.quantity(a, kind))
        relation = f"  rel{number}: {{same: [{names[0]}, {names[1]}]}}\n"
    elif form == "equation":
        claims += line(names[2], kind, f"all{number}", printer.quantity(b * 3 - a, kind))
        relation = f'  rel{number}: {{equation: "{names[2]} + {names[0]} = 3 * {names[1]}"}}\n'
    else:  # one quantity, stated twice in one source
        claims = line(names[0], kind, one, printer.quantity(a, kind)) + line(names[1], kind, one, printer.quantity(a, kind))
    return claims, relation


FORMS = ("ratio", "more", "less", "difference", "equals", "sum", "share", "growth", "change", "fall", "points", "order", "same", "equation", "twice")


def dossier(form, seed, cut, many=8):
    printer = Printer(seed, cut)
    made = [triple(form, number, printer) for number in range(many)]
    relations = "".join(relation for _, relation in made)
    return HEAD + "".join(claims for claims, _ in made) + (f"relations:\n{relations}" if relations else "")


def lines_of(text, finding):
    ids = {f"{name}:" for name in finding["claims"]}
    return [row for row in text.splitlines() if row.split(maxsplit=1)[:1] and row.split(maxsplit=1)[0] in ids] + [finding["message"]]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12)
@given(seed=st.integers(0, 10**9))
def test_true_figures_rounded_to_any_digits_raise_no_alarm(form, seed):
    text = dossier(form, seed, cut=False)
    data = check(text)
    assert not [lines_of(text, f) for f in data["findings"] if f["rule"] in CONSISTENCY_RULES or f["level"] == "error"]
    assert data["coverage"]["checked"] >= 8


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=12)
@given(seed=st.integers(0, 10**9))
def test_true_figures_cut_off_are_never_an_error(form, seed):
    text = dossier(form, seed, cut=True)
    assert not [lines_of(text, f) for f in check(text)["findings"] if f["level"] == "error"]


@pytest.mark.parametrize("form", ["ratio", "sum", "growth"])
def test_the_digits_of_a_written_number_may_be_given(form):
    text = dossier(form, 7, cut=False)
    assert not found(check(text.replace("value:", "digits: 9, value:", 1)), "bad-value")


# ---- planted errors --------------------------------------------------------------------------------------------------


def vertices(formula, *readings):
    values = [formula(*corner) for corner in itertools.product(*((r.lo, r.hi) for r in readings))]
    return min(values), max(values)


PLANTED = {
    # form: (formula of a and b, what is stated, its unit, the claim or relation that ties them, the rule)
    "equals": (lambda a, b: b / a, "x", "kind: energy, subject: two, baseline: one, equals: b / a", None, "equation-fails"),
    "found ratio": (lambda a, b: b / a, "x", "kind: energy, subject: two, baseline: one", None, "ratio-fails"),
    "found difference": (lambda a, b: b - a, "MWh", "kind: energy, subject: two, baseline: one", None, "difference-fails"),
    "sum": (lambda a, b: a + b, "MWh", "kind: energy, subject: three", "{sum: {parts: [a, b], total: r}}", "sum-fails"),
    "share": (lambda a, b: a / b * 100, "%", "kind: share, subject: one", "{share: {part: a, whole: b, share: r}}", "share-fails"),
    "change": (lambda a, b: (b / a - 1) * 100, "%", 'kind: growth_rate, subject: g, span: total, equals: "change(a, b)"', None, "equation-fails"),
    "repeated": (lambda a, b: (b - a) / a * 100, "%", "kind: growth_rate, subject: g, span: total, equals: (b - a) / a", None, "equation-fails"),
    "part of a whole": (lambda a, b: a / (a + b) * 100, "%", "kind: share, subject: g, equals: a / (a + b)", None, "equation-fails"),
    "equation": (lambda a, b: b * 3 - a, "MWh", "kind: energy, subject: three", '{equation: "r = 3 * b - a"}', "equation-fails"),
    "same": (lambda a, b: b, "MWh", "kind: energy, subject: three", "{same: [b, r]}", "conflicting-values"),
}  # fmt: skip


def exactly(value):
    """A number printed to twelve digits, and its place."""
    exponent = place(value, 12)
    return written(value, 12, cut=False), Fraction(10) ** exponent


@pytest.mark.parametrize("form", PLANTED)
@settings(max_examples=12)
@given(a=st.integers(100, 9999), b=st.integers(100, 9999), decimals=st.integers(0, 3), up=st.booleans())
def test_a_figure_moved_out_of_the_loose_interval_is_an_error_and_one_inside_is_none(form, a, b, decimals, up):
    formula, unit, keys, relation, rule = PLANTED[form]
    b += a + 10  # so that nothing is clipped at zero
    texts = [f"{Fraction(n, 10**decimals).numerator / Fraction(n, 10**decimals).denominator:.{decimals}f} MWh" for n in (a, b)]
    first, second = (quantity(text) for text in texts)
    rounded, loose = (vertices(formula, getattr(first, r), getattr(second, r)) for r in ("rounded", "loose"))
    assert loose[0] > 0
    end, inner = (loose[1], rounded[1]) if up else (loose[0], rounded[0])
    sign = 1 if up else -1
    step = exactly(end)[1]
    cases = {"error": end + sign * 3 * step, "warning": (end + inner) / 2, None: inner - sign * 3 * step}
    for level, stated in cases.items():
        text = "factcheck: 1\nsource: nocut-2025-08-02\nperiod: 2020\nclaims:\n"
        text += line("a", "energy", "one", texts[0]) + line("b", "energy", "two", texts[1])
        text += f'  r: {{statement: s., {keys}, value: "{exactly(stated)[0]} {unit}"}}\n'
        text += f"relations:\n  tie: {relation}\n" if relation else ""
        said = [(f["rule"], f["level"]) for f in check(text)["findings"] if f["rule"] in CONSISTENCY_RULES]
        assert said == ([(rule, level)] if level else []), text


@settings(max_examples=25)
@given(a=st.integers(101, 9999).filter(lambda n: n % 10), b=st.integers(1, 60))
def test_an_order_that_is_turned_round_is_an_error_outside_the_loose_interval(a, b):
    """Two whole figures of loose readings n - 1 .. n + 1 touch where they are 2 apart."""
    upper, lower = f"{a}.0 MWh", f"{a}.{b:02d} MWh"
    data = check("factcheck: 1\nclaims:\n" + line("a", "energy", "one", upper) + line("b", "energy", "two", lower) + "relations:\n  o: {order: [a, b]}\n")
    gap = Fraction(b, 100)
    level = None if gap <= Fraction(55, 1000) else "warning" if gap <= Fraction(11, 100) else "error"
    assert [f["level"] for f in found(data, "order-fails")] == ([level] if level else [])


@pytest.mark.parametrize(("years", "stated", "level"), [(5, "14.87 %", None), (5, "14.9 %", None), (5, "15.5 %", "error"), (10, "7.177 %", None), (10, "7.3 %", "error")])
def test_growth_is_compound(years, stated, level):
    text = "factcheck: 1\nclaims:\n" + line("a", "energy", "one", "100.00 MWh") + line("b", "energy", "two", "200.00 MWh")
    text += line("r", "growth_rate", "g", stated, f', equals: "growth(a, b, {years})"')
    assert [f["level"] for f in found(check(text), "equation-fails")] == ([level] if level else [])


def test_growth_takes_its_years_from_the_two_periods():
    text = "factcheck: 1\nclaims:\n" + line("a", "energy", "one", "100.00 MWh", ", period: 2020") + line("b", "energy", "one", "200.00 MWh", ", period: 2025")
    for stated, fails in (("14.87 %", False), ("20 %", True)):
        data = check(text + line("r", "growth_rate", "g", stated, ', equals: "growth(a, b)"'))
        assert bool(found(data, "equation-fails")) is fails


@pytest.mark.parametrize(
    ("expression", "value", "fails"),
    [
        ("a * 2", "24.0 MWh", False), ("a + b", "36 MWh", False), ("-a + b", "12.0 MWh", False), ("sum(a, b, b)", "60 MWh", False),
        ("min(a, b)", "12.0 MWh", False), ("max(a, b)", "24.0 MWh", False), ("max(a, b)", "12.0 MWh", True), ('a * 2 - "4 MWh"', "20.0 MWh", False),
        ('a + "1 GWh"', "1,012 MWh", False), ('a + "1 GWh"', "1,030 MWh", True), ("a * (b / a)", "24 MWh", False), ("2 * 3 * a", "72 MWh", False),
        ("b / 2", "12,000 kWh", False), ("b / 2", "1.2 MWh", True), ("a - a + b", "24.0 MWh", False), ("1e3 * a", "12.0 GWh", False),
    ],
)  # fmt: skip
def test_an_expression_is_reckoned_with_its_units(expression, value, fails):
    text = "factcheck: 1\nclaims:\n" + line("a", "energy", "one", "12.0 MWh") + line("b", "energy", "two", "24.0 MWh")
    data = check(text + line("r", "energy", "three", value, f", equals: '{expression}'"))
    assert bool(found(data, "equation-fails")) is fails
    assert [c["standing"] for c in data["claims"] if c["id"] == "r"] == ["contradicted" if fails else "consistent"]


def test_a_claim_that_occurs_twice_neither_widens_nor_narrows_the_result():
    """b/a - 1 of 10 and 12: 11.5/10.5 - 1 to 12.5/9.5 - 1."""
    text = "factcheck: 1\nclaims:\n" + line("a", "energy", "one", "10 MWh") + line("b", "energy", "two", "12 MWh")
    for expression in ("b / a - 1", "(b - a) / a", "change(a, b)"):
        data = check(text + line("r", "growth_rate", "g", "90 %", f', span: total, equals: "{expression}"'))
        implied = found(data, "equation-fails")[0]["evidence"]["implied"]
        scale = 100 if implied[1] > 1 else 1
        assert implied == [float((Fraction(23, 21) - 1) * scale), float((Fraction(25, 19) - 1) * scale)]
