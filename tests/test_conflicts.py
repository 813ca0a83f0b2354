"""Conflict sets: claims whose ties all hold and that still cannot all be true; the fewest are named."""

import itertools
import math
import random
from fractions import Fraction

import pytest
from support import check, found, standing, the

from factcheck.model.interval import Interval
from factcheck.reasoning.conflicts import least_conflict, smallest_conflicts
from factcheck.reasoning.system import Equation, NothingFits, System
from factcheck.reasoning.terms import Exact, Formula, Variable

HEAD = "factcheck: 1\nsource: one-study\nkind: financial_result\nperiod: 2024\nclaims:\n"


def results(**claims: str) -> dict:
    """A review of claims of one company, each `value` or `value; equals`, and each a measure of its own."""
    lines = []
    for name, text in claims.items():
        value, _, equals = text.partition("; ")
        tail = f", equals: '{equals}'" if equals else ""
        lines.append(f"  {name}: {{statement: s., subject: meta, measure: item {name}, value: '{value}'{tail}}}\n")
    return check(HEAD + "".join(lines))


# ---- what is found ---------------------------------------------------------------------------------------------------


def test_ties_that_hold_one_by_one_may_not_hold_together():
    """1.2 is up to 1.25 for the sum, and down to 1.193 for the product: not both."""
    data = results(a="1.2 billion USD", b="1.3 billion USD", c="2.6 billion USD; a + b", d="2.51 billion USD; a * 2.1")
    finding = the(data, "conflict-set")
    assert finding["claims"] == ["c", "b", "d"]  # the 1.2 itself is not needed: 2.51 says what it must have been
    assert "c = a + b; d = a * 2.1" in finding["message"]
    assert finding["level"] == "warning"
    assert [standing(data, name) for name in "cbd"] == ["doubtful"] * 3


def test_beyond_the_loose_reading_it_is_an_error():
    data = results(a="100 USD", b="208 USD; a * 2", c="288 USD; a * 3")
    finding = the(data, "conflict-set")
    assert finding["claims"] == ["b", "c"]
    assert finding["level"] == "error"
    assert [standing(data, name) for name in "bc"] == ["contradicted"] * 2


def test_what_another_finding_names_is_not_told_again():
    data = results(a="10 USD", b="30 USD; a * 2", c="31 USD; a * 3", d="10 USD; a")
    assert the(data, "equation-fails", "b")
    assert not found(data, "conflict-set")


def test_true_figures_conflict_with_nothing():
    data = results(a="1.2 billion USD", b="1.3 billion USD", c="2.5 billion USD; a + b", d="2.52 billion USD; a * 2.1")
    assert not found(data, "conflict-set")


def test_ratios_to_one_thing_that_nobody_measured_go_together():
    """Two against one baseline give the two against each other, though the baseline's own figure stands nowhere."""
    text = """\
factcheck: 1
source: one-study
period: 2024
claims:
  one: {{statement: s., kind: training_time, subject: a100, value: 100.0 hour}}
  two: {{statement: s., kind: training_time, subject: h100, value: {hours} hour}}
  first: {{statement: s., kind: training_time, subject: a100, baseline: rngd, value: 4.00 x}}
  second: {{statement: s., kind: training_time, subject: h100, baseline: rngd, value: 2.00 x}}
"""
    assert not found(check(text.format(hours="50.0")), "conflict-set")
    finding = the(check(text.format(hours="80.0")), "conflict-set")
    assert sorted(finding["claims"]) == ["first", "one", "second", "two"]


def test_growths_of_neighbouring_years_make_the_growth_of_both():
    text = """\
factcheck: 1
source: one-study
kind: growth_rate
subject: meta
measure: revenue
claims:
  first: {{statement: s., value: 10.0 %, period: 2021..2022}}
  second: {{statement: s., value: 20.0 %, period: 2022..2023}}
  both: {{statement: s., value: {both} %, period: 2021..2023, span: total}}
"""
    assert not found(check(text.format(both="32.0")), "conflict-set")
    assert sorted(the(check(text.format(both="30.0")), "conflict-set")["claims"]) == ["both", "first", "second"]


def test_across_sources_it_stays_open():
    text = """\
factcheck: 1
kind: throughput
claims:
  one: {statement: s., subject: a100, value: 100.0 token/s}
  two: {statement: s., subject: h100, value: 900.0 token/s}
  first: {statement: s., subject: a100, baseline: rngd, value: 4.00 x}
  second: {statement: s., subject: h100, baseline: rngd, value: 2.00 x}
"""
    finding = the(check(text), "conflict-set")
    assert finding["level"] == "warning"
    assert "batch_size" in finding["message"]


# ---- smallest, against brute force -----------------------------------------------------------------------------------


def _linear(chance: random.Random, count: int) -> tuple[list[Equation], list[Interval], list[tuple[list[int], int]]]:
    """A random system of sums x_i = sum of others, its boxes, and its rows for elimination: coefficients, constant."""
    equations, rows = [], []
    for number in range(chance.randint(2, 4)):
        left, *right = chance.sample(range(count), 3)
        sign = chance.choice(("add", "sub"))
        equations.append(Equation(Variable(left), Formula(sign, (Variable(right[0]), Variable(right[1]))), number))
        row = [0] * count
        row[left] += 1
        row[right[0]] -= 1
        row[right[1]] += -1 if sign == "add" else 1
        rows.append((row, 0))
    boxes = []
    for _ in range(count):
        low = Fraction(chance.randint(-20, 20))
        boxes.append(Interval(low, low + chance.randint(0, 8)))
    return equations, boxes, rows


def _feasible(rows: list[tuple[list[int], int]], boxes: list[Interval]) -> bool:
    """Fourier-Motzkin elimination, exact: each inequality is (coefficients, constant) with sum <= constant."""
    count = len(boxes)
    inequalities = []
    for row, constant in rows:
        inequalities += [([Fraction(c) for c in row], Fraction(constant)), ([Fraction(-c) for c in row], Fraction(-constant))]
    for index, box in enumerate(boxes):
        for sign, end in ((1, box.hi), (-1, box.lo)):
            if isinstance(end, Fraction):
                unit = [Fraction(0)] * count
                unit[index] = Fraction(sign)
                inequalities.append((unit, sign * end))
    for index in range(count):
        above = [i for i in inequalities if i[0][index] > 0]
        below = [i for i in inequalities if i[0][index] < 0]
        rest = [i for i in inequalities if i[0][index] == 0]
        joined = {
            (tuple(u / up[index] - l / low[index] for u, l in zip(up, low, strict=True)), a / up[index] - b / low[index])
            for up, a in above for low, b in below
        }
        tightest: dict[tuple[Fraction, ...], Fraction] = {}
        for coefficients, constant in (*((tuple(c), k) for c, k in rest), *joined):
            scale = next((abs(c) for c in coefficients if c), Fraction(1))
            key = tuple(c / scale for c in coefficients)
            tightest[key] = min(constant / scale, tightest.get(key, constant / scale))
        inequalities = [(list(key), constant) for key, constant in tightest.items()]
    return all(constant >= 0 for _, constant in inequalities)


FREE = Interval(-float("inf"), float("inf"))


@pytest.mark.parametrize("seed", range(300))
def test_the_smallest_conflict_of_a_random_system_is_that_of_brute_force(seed):
    chance = random.Random(seed)
    count = chance.randint(4, 5)
    equations, boxes, rows = _linear(chance, count)
    system = System(equations)
    names = [str(number) for number in range(count)]

    def impossible(kept):
        held = frozenset(kept)
        system.revisions = 0
        return system.has_no_solution([box if name in held else FREE for name, box in zip(names, boxes, strict=True)])

    def truly_impossible(kept):
        return not _feasible(rows, [box if name in kept else FREE for name, box in zip(names, boxes, strict=True)])

    smallest = next(
        ([set(part) for part in itertools.combinations(names, size) if truly_impossible(part)] for size in range(1, count + 1)
         if any(truly_impossible(part) for part in itertools.combinations(names, size))), [],
    )  # fmt: skip
    told = [set(core) for core in smallest_conflicts(names, impossible, 10)]
    assert sorted(map(sorted, told)) == sorted(map(sorted, smallest))
    if smallest:
        core = set(least_conflict(names, impossible))
        assert truly_impossible(core)
        assert not any(truly_impossible(core - {name}) for name in core)


def _products(chance: random.Random, count: int) -> tuple[list[Equation], list[Interval], list[tuple[list[int], int]]]:
    """A random system of products and quotients whose figures are powers of two: its logarithms are a linear one."""
    equations, boxes, rows = _linear(chance, count)
    for number, equation in enumerate(equations):
        sign = "mul" if equation.right.name == "add" else "div"
        equations[number] = Equation(equation.left, Formula(sign, equation.right.parts), number)
    return equations, [Interval(Fraction(2) ** int(box.lo), Fraction(2) ** int(box.hi)) for box in boxes], rows


@pytest.mark.parametrize("seed", range(150))
def test_the_smallest_conflict_of_random_products_is_that_of_brute_force(seed):
    chance = random.Random(seed)
    count = chance.randint(4, 5)
    equations, boxes, rows = _products(chance, count)
    exponents = [_exponents(box) for box in boxes]
    system = System(equations)
    names = [str(number) for number in range(count)]
    positive = Interval(Fraction(0), float("inf"))

    def impossible(kept):
        held = frozenset(kept)
        system.revisions = system.splits = 0
        return system.has_no_solution([box if name in held else positive for name, box in zip(names, boxes, strict=True)])

    def truly_impossible(kept):
        return not _feasible(rows, [box if name in kept else FREE for name, box in zip(names, exponents, strict=True)])

    sizes = [size for size in range(1, count + 1) if any(map(truly_impossible, itertools.combinations(names, size)))]
    smallest = [part for part in itertools.combinations(names, sizes[0]) if truly_impossible(part)] if sizes else []
    assert sorted(map(sorted, smallest_conflicts(names, impossible, 10))) == sorted(map(sorted, smallest))


def _exponents(box: Interval) -> Interval:
    low, high = (round(math.log2(end)) for end in (box.lo, box.hi))
    return Interval(Fraction(low), Fraction(high))


def test_a_product_chain_is_narrowed_exactly():
    area = Equation(Variable(2), Formula("mul", (Variable(0), Variable(1))), 0)
    half = Equation(Variable(0), Formula("div", (Variable(3), Exact(Fraction(2)))), 1)
    box = [FREE, Interval(Fraction(2), Fraction(4)), Interval(Fraction(8), Fraction(8)), FREE]
    narrowed = System([area, half]).narrowed(box)
    assert narrowed[3] == Interval(Fraction(4), Fraction(8))


def test_min_and_max_narrow_whichever_operand_must_give():
    least = Equation(Variable(3), Formula("min", (Variable(0), Variable(1), Variable(2))), 0)
    far = Interval(Fraction(10), Fraction(20))
    narrowed = System([least]).narrowed([far, Interval(Fraction(0), Fraction(9)), far, Interval(Fraction(4), Fraction(6))])
    assert narrowed[1] == Interval(Fraction(4), Fraction(6))
    assert narrowed[0] == far
    most = Equation(Variable(2), Formula("max", (Variable(0), Variable(1))), 0)
    with pytest.raises(NothingFits):
        System([most]).narrowed([far, Interval(Fraction(0), Fraction(9)), Interval(Fraction(21), Fraction(22))])
