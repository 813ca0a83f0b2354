"""Messages to people: a template and its values, put together only when shown.

A message is kept apart from its language, so that a report can say it in another one, and from its numbers, so that
each language writes them its own way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.model.interval import INFINITY, Interval, Number, nearest_float
from factcheck.model.names import shown


@dataclass(frozen=True, slots=True)
class Message:
    """`template` with `{name}` places, and the values that go there: text, numbers, intervals, tuples of names."""

    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.template.format_map({name: say(value) for name, value in self.values.items()})


def message(template: str, **values: object) -> Message:
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
    """A number in the fewest digits that tell it apart at a glance: `1,287`, `0.39`, `8.5e+12`."""
    value = nearest_float(number)
    if value in (INFINITY, -INFINITY):
        return "∞" if value > 0 else "-∞"
    if value != 0 and not 1e-4 <= abs(value) < 1e15:
        return f"{value:.{digits - 1}e}"
    if abs(value) >= 10 ** (digits - 1):
        return f"{value:,.0f}" if abs(value) >= 10**digits or value == int(value) else f"{value:,.1f}"
    return f"{value:.{digits}g}"


def say_interval(interval: Interval, digits: int = 4) -> str:
    """`4.9 to 6.375`, `at least 5`, `at most 0.6`, or the one number of an exact interval."""
    if interval.is_exact:
        return say_number(interval.lo, digits)
    if interval.hi == INFINITY:
        return "anything" if interval.lo == -INFINITY else f"at least {say_number(interval.lo, digits)}"
    if interval.lo == -INFINITY:
        return f"at most {say_number(interval.hi, digits)}"
    low, high = say_number(interval.lo, digits), say_number(interval.hi, digits)
    return say_interval(interval, digits + 2) if low == high and digits < 12 else f"{low} to {high}"
