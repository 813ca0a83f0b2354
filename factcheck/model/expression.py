"""Expressions of `equals`: parsed to a safe tree, never evaluated by Python.

    expression  := term (("+" | "-") term)*
    term        := factor (("*" | "/") factor)*
    factor      := "-" factor | number | "quoted quantity" | claim id | function "(" arguments ")" | "(" expression ")"

Length and depth are bounded before anything is built, so that no text can cost time or stack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Never

from factcheck.model.numbers import BadNumber, TooLarge, plain_number
from factcheck.model.quantity import BadValue, Form, Qualifier, Turn, parse_figure
from factcheck.model.units import RATIO, Unit, UnknownUnit

MAX_LENGTH = 1000
MAX_DEPTH = 50

# Function -> (fewest arguments, most arguments; None for any number).
FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "growth": (2, 3), "change": (2, 2), "points": (2, 2), "share": (2, 2), "sum": (1, None),
    "min": (1, None), "max": (1, None),
}  # fmt: skip


class BadExpression(ValueError):
    """An expression that the grammar cannot read; `position` counts characters from 0."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class ExpressionTooLarge(BadExpression):
    """Over 1,000 characters, 50 levels, 100 digits or an exponent of 300."""


@dataclass(frozen=True, slots=True)
class Constant:
    """An exact number or quoted quantity: `0.5`, `"12 month"`."""

    value: Fraction
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A claim named in an expression; `position` is where, in characters from 0."""

    claim: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """`+ - * /`, unary minus (`neg`), or a function, over its operands."""

    name: str
    operands: tuple["Node", ...]


Node = Constant | Reference | Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression with its text, and the claims it names, each once, in order of appearance."""

    text: str
    root: Node
    names: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, left to right."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, Operation):
            waiting.extend(reversed(found.operands))


_TOKEN = re.compile(
    r"""\s*(?:(?P<number>(?:(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![A-Za-z_0-9]))
        |(?P<name>[A-Za-z_][A-Za-z0-9_]*)|"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<sign>[-+*/(),×÷−·]))""",
    re.VERBOSE,
)
_SIGNS = {"×": "*", "·": "*", "÷": "/", "−": "-"}
_ID = re.compile(r"[a-z][a-z0-9_]*")


def parse_expression(text: str) -> Expression:
    """Read an expression.

    Raises BadExpression, and ExpressionTooLarge for one over the limits.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionTooLarge(f"an expression of {len(text)} characters; at most {MAX_LENGTH} are read")
    root = _Parser(text).parse()
    names = dict.fromkeys(node.claim for node in walk(root) if isinstance(node, Reference))
    return Expression(text.strip(), root, tuple(names))


def parse_equation(text: str) -> tuple[Expression, Expression]:
    """Read `expression = expression`.

    Raises BadExpression.
    """
    left, sign, right = text.partition("=")
    if not sign or "=" in right:
        raise BadExpression("an equation has one = between two expressions")
    return parse_expression(left), parse_expression(right)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.depth = 0
        self.kind, self.token, self.at = "", "", 0
        self._next()

    def parse(self) -> Node:
        if not self.kind:
            self._fail("there is no expression")
        node = self._sum()
        if self.kind:
            self._fail(f"cannot read {self.text[self.at :][:30].strip()!r}")
        return node

    def _fail(self, message: str) -> Never:
        raise BadExpression(message, self.at)

    def _next(self) -> None:
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            rest = self.text[self.position :].strip()
            self.at = self.position
            if rest:
                self._fail(f"cannot read {rest[:30]!r}")
            self.kind = self.token = ""
            return
        self.kind = match.lastgroup or ""
        self.token, self.at, self.position = match[self.kind], match.start(self.kind), match.end()
        self.token = _SIGNS.get(self.token, self.token)

    def _sign(self, signs: str) -> str | None:
        if self.kind == "sign" and self.token in signs:
            found = self.token
            self._next()
            return found
        return None

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionTooLarge(f"more than {MAX_DEPTH} levels in an expression", self.at)

    def _sum(self) -> Node:
        self._deeper()
        node = self._product()
        while sign := self._sign("+-"):
            node = Operation(sign, (node, self._product()))
        self.depth -= 1
        return node

    def _product(self) -> Node:
        node = self._factor()
        while sign := self._sign("*/"):
            divisor = self._factor()
            if sign == "/" and isinstance(divisor, Constant) and divisor.value == 0:
                self._fail("division by a literal zero")
            node = Operation(sign, (node, divisor))
        return node

    def _factor(self) -> Node:
        if self._sign("-"):
            self._deeper()
            operand = self._factor()
            self.depth -= 1
            return Operation("neg", (operand,))
        if self._sign("("):
            node = self._sum()
            self._close()
            return node
        kind, token, at = self.kind, self.token, self.at
        if not kind or kind == "sign":
            self._fail("a claim, a number or a quoted quantity is missing here")
        self._next()
        if kind == "number":
            return self._number(token, at)
        if kind in ("double", "single"):
            return quoted_quantity(token, at)
        if self._sign("("):
            return self._call(token, at)
        if not _ID.fullmatch(token):
            raise BadExpression(f"{token!r} is no claim id (small letters, digits and _)", at)
        return Reference(token, at)

    def _number(self, token: str, at: int) -> Constant:
        try:
            return Constant(plain_number(token).value, RATIO, token)
        except TooLarge as problem:
            raise ExpressionTooLarge(str(problem), at) from problem
        except BadNumber as problem:
            raise BadExpression(str(problem), at) from problem

    def _call(self, name: str, at: int) -> Node:
        if name not in FUNCTIONS:
            raise BadExpression(f"unknown function {name!r}; there are {', '.join(sorted(FUNCTIONS))}", at)
        operands = [self._sum()]
        while self._sign(","):
            operands.append(self._sum())
        self._close()
        fewest, most = FUNCTIONS[name]
        if len(operands) < fewest or (most is not None and len(operands) > most):
            wanted = str(fewest) if fewest == most else f"{fewest} to {most}" if most else f"at least {fewest}"
            raise BadExpression(f"{name} takes {wanted} operands, not {len(operands)}", at)
        return Operation(name, tuple(operands))

    def _close(self) -> None:
        if not self._sign(")"):
            self._fail("a closing parenthesis is missing")


def quoted_quantity(text: str, at: int) -> Constant:
    """An exact quantity such as `"12 month"`.

    Raises BadExpression for text that is none, or that is no single exact figure.
    """
    try:
        figure = parse_figure(text)
        quantity = figure.quantity(comparison=False, kind="quantity", signed=True, counted=False)
    except BadValue as problem:
        raise BadExpression(f"{text!r} in quotes: {problem}", at) from problem
    except UnknownUnit as problem:
        near = f"; {problem.near!r} is near" if problem.near else ""
        raise BadExpression(f"{text!r} in quotes has an unknown unit {problem.word!r}{near}", at) from problem
    if figure.form is not Form.PLAIN or figure.turn is not Turn.NONE or quantity.qualifier is not Qualifier.NONE:
        raise BadExpression(f"{text!r} in quotes is not one exact quantity", at)
    unit = RATIO if quantity.unit.is_count else quantity.unit
    return Constant(quantity.printed[0], unit, text)
