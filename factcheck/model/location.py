"""Where something stands in a file."""

from array import array
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file of the workspace: path relative to it with `/`, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


Mark = int
"""Line and column packed into one number: 20,000 claims carry half a million of them."""

COLUMNS = 1 << 32  # more than a file has


def mark(line: int, column: int) -> Mark:
    """Pack a line and a column, both counted from 1."""
    return line * COLUMNS + column


def at(file: str, place: Mark) -> Location:
    """Unpack a mark of `file`."""
    return Location(file, place // COLUMNS, place % COLUMNS)


class Marks:
    """Where the keys of a claim have their values. Claims with the same keys share them: this takes a fifth of a dict."""

    __slots__ = ("_keys", "_places")

    def __init__(self, places: Mapping[str, Mark]) -> None:
        self._keys = _shared(tuple(places))
        self._places = array("q", places.values())

    def get(self, key: str) -> Mark | None:
        """The place of a key; None where the claim lacks it."""
        return self._places[self._keys.index(key)] if key in self._keys else None

    def __getitem__(self, key: str) -> Mark:
        return self._places[self._keys.index(key)]


@lru_cache(maxsize=4096)
def _shared(keys: tuple[str, ...]) -> tuple[str, ...]:
    return keys
