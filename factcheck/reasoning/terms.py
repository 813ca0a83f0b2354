"""Formulas over numbered variables: what an expression is once its units are settled."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Variable:
    """A figure that runs over an interval."""

    index: int


@dataclass(frozen=True, slots=True)
class Exact:
    """A number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Formula:
    """An operation over formulas: add, sub, mul, div, neg, min, max, growth (from, to, years)."""

    name: str
    parts: tuple["Term", ...]


Term = Variable | Exact | Formula


def scaled(term: Term, factor: Fraction) -> Term:
    """`term` times an exact factor."""
    return term if factor == 1 else Formula("mul", (Exact(factor), term))
