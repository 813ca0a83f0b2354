"""`factcheck calc`: expressions over figures written where they stand.

    about 25 t CO2e / 4..5 t CO2e/person/year
    50억 달러 * 1.2^10
    growth(188억7500만원, 207억8000만원, 1)

A figure with a unit, a qualifier or a range stands for what it would in a claim; a bare number is exact, as in `equals`.
`/` and `*` are part of a unit where a unit word follows, and operators elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from factcheck.model.expression import FUNCTIONS, BadExpression, parse_expression, quoted_quantity
from factcheck.model.interval import Interval
from factcheck.model.numbers import BadNumber, plain_number
from factcheck.model.period import Period
from factcheck.model.quantity import BadValue, Quantity, parse_figure
from factcheck.model.units import RATIO, UnknownUnit
from factcheck.reasoning.arithmetic import Implied, Reckoning, UnitsClash, Unreckonable

MAX_LENGTH = 1000
_MAX_POWER = 300
_OPERATOR = re.compile(r"[()]|,(?![0-9]{3}(?![0-9]))|(?<=\s)[-+](?=\s|$)|[*/×÷]")
_FIGURE_FOLLOWS = re.compile(
    r"\s*(?:[-+]?\s*[0-9.$€£₩¥(\"']|about|around|up to|at least|at most|more than|less than|over|under|~|≈|약|최대|최소|half|double|절반"
    rf"|(?:{'|'.join(FUNCTIONS)})\s*\()",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BARE = re.compile(r"[-+]?\s*(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_POWER = re.compile(r"(?P<base>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?:\^|\*\*)\s*(?P<power>-?[0-9]{1,3})")
_FUNCTION = re.compile(rf"(?:{'|'.join(FUNCTIONS)})$")


class BadCalculation(ValueError):
    """An expression that cannot be read or reckoned; the message says why."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A figure of the expression, in the place of a claim."""

    value: Quantity
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """The result with the figures that it was reckoned from; `lone` is the figure where there is but one."""

    result: Implied
    figures: tuple[Quantity, ...]
    lone: Quantity | None


def calculate(text: str) -> Calculation:
    """Reckon an expression over figures.

    Raises BadCalculation.
    """
    if len(text) > MAX_LENGTH:
        raise BadCalculation(f"an expression of {len(text)} characters; at most {MAX_LENGTH} are read")
    literals: dict[str, Literal] = {}
    try:
        rewritten = "".join(_rewritten(text, literals))
        expression = parse_expression(rewritten)
        result = Reckoning(literals).implied(expression)
    except BadExpression as problem:
        raise BadCalculation(_unnamed(str(problem), literals)) from problem
    except BadValue as problem:
        raise BadCalculation(str(problem)) from problem
    except UnknownUnit as problem:
        near = f"; did you mean {problem.near}?" if problem.near else ""
        raise BadCalculation(f"nobody knows the unit {problem.word!r} in {problem.text!r}{near}") from problem
    except UnitsClash as clash:
        raise BadCalculation(f"{clash.left} and {clash.right} are different kinds of things and cannot be added") from clash
    except Unreckonable as problem:
        raise BadCalculation(str(problem)) from problem
    figures = tuple(literal.value for literal in literals.values())
    lone = figures[0] if len(figures) == 1 and rewritten.strip() == "q0" else None
    return Calculation(result, figures, lone)


def _unnamed(message: str, literals: dict[str, Literal]) -> str:
    """The message of the expression parser with the figures in the place of their stand-ins."""
    return re.sub(r"\bq[0-9]+\b", lambda match: literals[match[0]].value.text if match[0] in literals else match[0], message)


def _rewritten(text: str, literals: dict[str, Literal]) -> Iterator[str]:
    """The expression with a name in the place of each figure, which is filed under it."""
    for piece in _pieces(text):
        stripped = piece.strip()
        if not stripped or _OPERATOR.fullmatch(stripped) or _FUNCTION.fullmatch(stripped) or stripped in "-+":
            yield piece
        else:
            name = f"q{len(literals)}"
            literals[name] = Literal(_figure(stripped))
            yield f" {name} "


def _pieces(text: str) -> Iterator[str]:
    """Operators, parentheses and function names apart from the figures between them."""
    start = position = 0
    while position < len(text):
        quoted = _QUOTED.match(text, position)
        if quoted is not None:
            position = quoted.end()
            continue
        operator = _OPERATOR.match(text, position)
        if operator is None or (operator[0] in "*/×÷" and not _is_operator(text, operator)):
            position += 2 if text.startswith("**", position) else 1
            continue
        yield text[start:position]
        yield operator[0]
        start = position = operator.end()
    yield text[start:]


def _is_operator(text: str, match: re.Match[str]) -> bool:
    """Whether `/` or `*` divides figures: it does where a figure, and no unit word, follows."""
    if text.startswith("**", match.start()) or text[match.start() - 1 : match.start()] == "*":
        return False
    return _FIGURE_FOLLOWS.match(text, match.end()) is not None


def _figure(text: str) -> Quantity:
    if _QUOTED.fullmatch(text):
        constant = quoted_quantity(text[1:-1], 0)
        point = Interval.exactly(constant.value)
        return Quantity(text, constant.unit, point, point, printed=(constant.value,))
    power = _POWER.fullmatch(text)
    if power is not None or _BARE.fullmatch(text):
        return _exact(text, power)
    return parse_figure(text).quantity(comparison=False, kind="quantity", signed=True, counted=False)


def _exact(text: str, power: re.Match[str] | None) -> Quantity:
    """A bare number, or a bare number to a whole power, at its word."""
    try:
        if power is None:
            sign = -1 if text.startswith("-") else 1
            value = sign * plain_number(text.lstrip("+- ")).value
        else:
            exponent = int(power["power"])
            base = plain_number(power["base"]).value
            if abs(exponent) > _MAX_POWER or (exponent < 0 and not base):
                raise BadCalculation(f"{text!r} is no number that can be reckoned with")
            value = base**exponent
    except BadNumber as problem:
        raise BadCalculation(str(problem)) from problem
    point = Interval.exactly(Fraction(value))
    return Quantity(text, RATIO, point, point, printed=(Fraction(value),))
