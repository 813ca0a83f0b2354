"""Messages to people: a template and its values, put together only when shown.

A message is kept apart from its language, so that a report can say it in another one, and from its numbers, so that
each language writes them its own way.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.model.interval import INFINITY, Interval, Number, nearest_float
from factcheck.model.names import shown


class Message(NamedTuple):
    """`template` with `{name}` places, and the values that go there: text, numbers, intervals, tuples of names."""

    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.template.format_map(_Said(self.values))


class _Said(dict[str, object]):
    """The values of a message, each put into words when its place is reached: many have no place in the end."""

    def __getitem__(self, name: str) -> str:
        return say(super().__getitem__(name))


@dataclass(frozen=True, slots=True)
class InUnit:
    """An interval with its unit, for a place in a message."""

    interval: Interval
    unit: str

    def __str__(self) -> str:
        words = say_interval(self.interval)
        return words if self.unit == "count" else f"{words} {self.unit}"


def message(template: str, /, **values: object) -> Message:
    """A message with its values."""
    return Message(template, values)


def say(value: object) -> str:
    """A value as it stands in a message."""
    if isinstance(value, str):
        return shown(value, 200)
    if isinstance(value, Interval):
        return say_interval(value)
    if isinstance(value, tuple | list):
        return ", ".join(say(part) for part in value)
    return shown(str(value), 400)


def say_number(number: Number, digits: int = 4) -> str:
    """A number to `digits` significant digits: `1,287`, `0.39`, `8.5e+21`; whole numbers keep all of theirs to a million."""
    value = nearest_float(number)
    if value in (INFINITY, -INFINITY):
        return "∞" if value > 0 else "-∞"
    if value != 0 and not 1e-4 <= abs(value) < 1e16:
        return f"{value:.{digits - 1}e}"
    if abs(value) >= 1000:
        decimals = max(digits - len(str(int(abs(value)))), 0)
        if value == int(value) and abs(value) < 1e6:
            return f"{int(value):,}"
        kept = float(f"{value:.{digits}g}")
        text = f"{kept:,.{decimals}f}"
        return text.rstrip("0").rstrip(".") if decimals else text
    return f"{value:.{digits}g}"


def say_interval(interval: Interval) -> str:
    """`4.9 to 6.375`, `at least 5`, `at most 0.6`, or the one number of an exact interval.

    Ends are given to four significant digits, or to as many more as it takes to tell them apart.
    """
    if interval.is_exact:
        full = say_number(interval.lo, 15)
        return full if len(full) <= 12 or interval.lo == int(interval.lo) else say_number(interval.lo, 6)
    if interval.hi == INFINITY:
        return "anything" if interval.lo == -INFINITY else f"at least {say_number(interval.lo)}"
    if interval.lo == -INFINITY:
        return f"at most {say_number(interval.hi)}"
    low, high = nearest_float(interval.lo), nearest_float(interval.hi)
    digits = 4
    if 0 < high - low < INFINITY:
        digits = min(max(math.ceil(math.log10(max(abs(low), abs(high)) / (high - low))) + 2, 4), 15)
    return f"{say_number(interval.lo, digits)} to {say_number(interval.hi, digits)}"
