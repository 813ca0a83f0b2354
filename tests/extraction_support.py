"""Sentences with the figures that a reader marks in them: `sentence => text = value unit kind; ...`."""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "extraction"


class Figure(NamedTuple):
    text: str
    value: float | None
    value_hi: float | None
    unit: str | None
    kind: str


class Sentence(NamedTuple):
    line: int
    text: str
    figures: list[Figure]


def sentences(language: str) -> list[Sentence]:
    """All sentences of `tests/extraction/LANGUAGE.txt`."""
    found = []
    for number, line in enumerate((FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("# "):
            text, _, marked = line.partition(" => ")
            found.append(Sentence(number, text, [_figure(part) for part in marked.split("; ") if part]))
    return found


def _figure(part: str) -> Figure:
    text, _, specification = part.rpartition(" = ")
    words = specification.split()
    if len(words) == 1:
        return Figure(text, None, None, None, words[0])
    low, _, high = words[0].partition("..")
    unit = " ".join(words[1:-1])
    return Figure(text, _number(low), _number(high), None if unit == "-" else unit, words[-1])


def _number(text: str) -> float | None:
    if text in ("", "?"):
        return None
    return int(text) if text.lstrip("-").isdigit() else float(text)
