"""Figures in words: both readings with their units, for the terminal."""

from collections.abc import Iterator

from factcheck.model.interval import Interval
from factcheck.model.message import say_interval
from factcheck.model.quantity import Quantity
from factcheck.model.units import Unit, UnknownUnit, parse_unit, with_gas, without_gas
from factcheck.reasoning.calculator import BadCalculation, Calculation

_WIDTH = 9


def calculation_lines(calculation: Calculation, to: str | None) -> Iterator[str]:
    """A result, in its own unit or in `to`; a lone figure also in base units.

    Raises BadCalculation for a unit that nobody knows or that the result cannot take.
    """
    result = calculation.result
    unit = with_gas(result.unit, result.gas)
    rounded, loose = result.rounded, result.loose
    if calculation.lone is not None:
        unit, rounded, loose = calculation.lone.unit, calculation.lone.rounded, calculation.lone.loose
    if to is not None:
        target = _target(to)
        rounded, loose = (_converted(part, unit, target) for part in (rounded, loose))
        unit = target
    yield labelled("rounded", in_unit(rounded, unit))
    yield labelled("loose", in_unit(loose, unit))
    if calculation.lone is not None:
        yield from normalised(calculation.lone)
    elif len(result.gases) > 1:
        yield f"note: {' and '.join(sorted(result.gases))} met as if they were one gas"


def normalised(value: Quantity) -> Iterator[str]:
    """What a lone figure is in base units, and how it was read."""
    base = value.base(value.rounded)
    if value.unit.base_text != "1":
        yield labelled("base", f"{say_interval(base)} {value.unit.base_text}")
    if value.qualifier:
        yield labelled("read as", value.qualifier.value)
    if value.ambiguous:
        yield labelled("note", f"{value.ambiguous} has two readings")


def labelled(label: str, text: str) -> str:
    return f"{label:<{_WIDTH}}{text}"


def in_unit(reading: Interval, unit: Unit) -> str:
    """An interval with its unit behind it."""
    words = say_interval(reading)
    return words if unit.is_count else f"{words} {unit.text}"


def _target(text: str) -> Unit:
    try:
        return parse_unit(text)
    except UnknownUnit as problem:
        near = f"; did you mean {problem.near}?" if problem.near else ""
        raise BadCalculation(f"nobody knows the unit {problem.word!r}{near}") from problem


def _converted(reading: Interval, unit: Unit, target: Unit) -> Interval:
    if unit.dims != target.dims or unit.points != target.points:
        raise BadCalculation(f"{unit} cannot be said in {target}")
    if unit.gas and target.gas and unit.gas != target.gas:
        raise BadCalculation(f"{unit.gas} never becomes {target.gas} by itself")
    scaled = reading.scaled(without_gas(unit).factor / without_gas(target).factor)
    offset = (unit.offset - target.offset) / target.factor
    return scaled.shifted(offset) if offset else scaled
