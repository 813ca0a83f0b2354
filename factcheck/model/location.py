"""Where something stands in a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the workspace: path relative to it with `/`, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


Mark = int
"""Line and column packed into one number: 20,000 claims carry half a million of them."""

_COLUMNS = 1 << 24


def mark(line: int, column: int) -> Mark:
    """Pack a line and a column, both counted from 1."""
    return line * _COLUMNS + (column if column < _COLUMNS else _COLUMNS - 1)


def at(file: str, place: Mark) -> Location:
    """Unpack a mark of `file`."""
    return Location(file, place // _COLUMNS, place % _COLUMNS)
