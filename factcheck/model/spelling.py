"""One spelling for a value: what `factcheck fmt` writes, and what the digest of a review covers."""

import re
from functools import lru_cache

from factcheck.model.quantity import BadValue, Figure, Form, Turn, parse_figure
from factcheck.model.units import Atom, UnknownUnit, parse_unit

_SPACES = re.compile(r"\s+")
_TIMES = re.compile(r"[*·⋅∙]")


@lru_cache(maxsize=16384)
def spelled(text: str) -> str:
    """A value text with single spaces and, where that is certain, its unit in symbols: `25 tonnes` as `25 t`.

    Digits, scales and qualifiers stay as printed. A unit is respelled only where it stands at the end in ASCII, is made
    of known units alone, and the new text is read as the same figure; ratios, percentages and Korean units stay, and so
    do words that say more than the symbol, as GPU does beside accelerator.
    """
    text = _SPACES.sub(" ", text.strip())
    figure = _figure(text)
    if figure is None or figure.turn is not Turn.NONE or figure.out_of is not None or figure.form is Form.SIMILAR:
        return text
    written = figure.unit_text
    if not written or not written.isascii() or not text.endswith(written):
        return text
    try:
        unit = parse_unit(written)
    except UnknownUnit:
        return text
    if unit.is_plain or unit.is_percent or unit.points or any(atom.own for atom, _ in unit.atoms) or not unit.text.isascii():
        return text
    if "*" in unit.text and not _TIMES.search(written):
        return text  # megawatt hours are better left than made MW*hour
    if any(atom.name.lower() not in written.lower() for atom, _ in unit.atoms if _is_thing(atom)):
        return text  # GPU and chip are both read as accelerator; what was printed says more
    before = text[: len(text) - len(written)].rstrip()
    if not before[-1:].isalnum():
        return text
    new = f"{before} {unit.text}"
    again = _figure(new)
    if again is None or _sense(again) != _sense(figure):
        return text
    return new


def _is_thing(atom: Atom) -> bool:
    return all(name.islower() and len(name) > 3 for name, _ in atom.dims)


def _figure(text: str) -> Figure | None:
    try:
        return parse_figure(text)
    except BadValue:
        return None


def _sense(figure: Figure) -> tuple[object, ...]:
    """All that a figure says, whatever its spelling."""
    unit = parse_unit(figure.unit_text)
    return (
        figure.form, figure.first, figure.second, figure.about, figure.bound, figure.best_case, figure.turn, figure.out_of,
        frozenset(unit.atoms), unit.factor, unit.dims, unit.gas, unit.offset,
    )  # fmt: skip
