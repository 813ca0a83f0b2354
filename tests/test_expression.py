"""Expressions are parsed as written, bounded, and never anything but a tree or a bad expression."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.model.expression import (
    BadExpression,
    Constant,
    ExpressionTooLarge,
    Operation,
    Reference,
    parse_equation,
    parse_expression,
)  # fmt: skip


def shape(node):
    """The tree as text with every parenthesis written."""
    if isinstance(node, Constant):
        return node.text
    if isinstance(node, Reference):
        return node.claim
    inner = [shape(part) for part in node.operands]
    return f"({inner[0]} {node.name} {inner[1]})" if node.name in "+-*/" else f"{node.name}({', '.join(inner)})"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", "a"), ("a + b * c", "(a + (b * c))"), ("a - b - c", "((a - b) - c)"), ("a / b / c", "((a / b) / c)"),
        ("(a + b) * c", "((a + b) * c)"), ("-a + b", "(neg(a) + b)"), ("a * -b", "(a * neg(b))"), ("--a", "neg(neg(a))"),
        ("b/a - 1", "((b / a) - 1)"), ("1.2e3 * a", "(1.2e3 * a)"), ("1,000 * a", "(1,000 * a)"), (".5*a", "(.5 * a)"),
        ("growth(a, b)", "growth(a, b)"), ("growth(a, b, 5)", "growth(a, b, 5)"), ("change(a, b)", "change(a, b)"),
        ("points(a,b)", "points(a, b)"), ("share(a, b)", "share(a, b)"), ("sum(a, b, c)", "sum(a, b, c)"), ("sum(a)", "sum(a)"),
        ("min(a, b)", "min(a, b)"), ("max(a, b, c, d)", "max(a, b, c, d)"), ('a / "12 month"', "(a / 12 month)"),
        ("a / '12 month'", "(a / 12 month)"), ("sum(a, b) / (c - 1)", "(sum(a, b) / (c - 1))"), ("  a  ", "a"),
        ("min(a, 1,000)", "min(a, 1,000)"), ("a*b/c", "((a * b) / c)"), ("growth", "growth"),
    ],
)  # fmt: skip
def test_an_expression_is_this_tree(text, tree):
    assert shape(parse_expression(text).root) == tree


@pytest.mark.parametrize(
    "text",
    ["", "a +", "* a", "a b", "(a", "a)", "a ^ 2", "a ** 2", "A", "a / 0", "a / 0.0", 'a / "0 t"', "f(a)", "growth(a)", "growth(a, b, c, d)",
     "change(a)", "points(a, b, c)", "sum()", 'a / "12 zorks"', 'a / "about 5 t"', 'a / "4..5 t"', 'a / "', "a = b", "a; b", "12 month",
     "__import__('os')", "a.b", "1e", "1,00 * a", "a % b", "2a", "a == b", "growth(a, b,)"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_bad_expression(text):
    with pytest.raises(BadExpression):
        parse_expression(text)


def test_numbers_and_quoted_quantities_are_exact():
    number, quoted = parse_expression('2.50 * "12 month"').root.operands
    assert number.value * 2 == 5 and number.unit.is_ratio
    assert quoted.value == 12 and quoted.unit.text == "month"


def test_references_are_named_once_in_order():
    assert parse_expression("b / a + b - sum(c, a)").names == ("b", "a", "c")


def test_an_equation_has_two_sides():
    left, right = parse_equation("a + b = c / 2")
    assert (shape(left.root), shape(right.root)) == ("(a + b)", "(c / 2)")
    for text in ("a + b", "a = b = c", "= a", "a =", "a == b"):
        with pytest.raises(BadExpression):
            parse_equation(text)


def test_a_thousand_characters_are_read_and_one_more_is_too_large():
    text = "a" + " + a" * 249 + "   "
    assert len(text) == 1000
    assert parse_expression(text).names == ("a",)
    with pytest.raises(ExpressionTooLarge):
        parse_expression(text + " ")


@pytest.mark.parametrize(("opens", "closes"), [("(", ")"), ("sum(", ")")])
def test_fifty_levels_are_read_and_fifty_one_are_too_large(opens, closes):
    assert parse_expression(opens * 49 + "a" + closes * 49).names == ("a",)
    with pytest.raises(ExpressionTooLarge):
        parse_expression(opens * 51 + "a" + closes * 51)


def test_a_number_of_101_digits_is_too_large():
    for number in ("9" * 101, "1e301"):
        with pytest.raises(ExpressionTooLarge):
            parse_expression(f"a * {number}")


def test_a_bad_expression_says_where():
    with pytest.raises(BadExpression) as problem:
        parse_expression("abc + ^")
    assert problem.value.position in (5, 6)


PIECES = ["a", "b1", "growth(", "change(", "points(", "sum(", "min(", ",", "+", "-", "*", "/", "(", ")", " ", "1", "2.5", "1e3", "1,000",
          '"12 month"', "'5 t'", '"', "'", "0", "=", "^", "×", "−", "e", "."]  # fmt: skip


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("(" * 999)
@example("-" * 999 + "a")
@example("a" + "/a" * 499)
@example("1e" + "9" * 900)
def test_any_text_is_an_expression_or_a_bad_one(text):
    for parse in (parse_expression, parse_equation):
        try:
            parsed = parse(text)
        except BadExpression as problem:
            assert 0 <= problem.position <= len(text)
            continue
        assert parsed


names = st.sampled_from(["a", "b", "c"])
trees = st.recursive(
    names | st.integers(1, 99).map(str),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
    max_leaves=12,
)


@given(trees)
def test_a_written_tree_reads_back_as_written(text):
    assert shape(parse_expression(text).root) == text


def test_operations_are_records():
    assert parse_expression("a + b").root == Operation("+", (Reference("a", 0), Reference("b", 4)))
