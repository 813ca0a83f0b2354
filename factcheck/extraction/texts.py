"""The texts of sources, where a reader has them: found by digest or by file name, and searched for quotes."""

import hashlib
import os
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from factcheck.extraction.source_text import SourceText, read_source
from factcheck.files.workspace import NothingToRead
from factcheck.model.source import SourceCard

_SPACES = re.compile(r"\s+")
_LINES = re.compile(r"\s*(\d+)\s*(?:\.\.\s*(\d+))?\s*")


@dataclass(frozen=True)
class HeldText:
    """The text of a source as a reader has it, and the SHA-256 of its bytes."""

    card: SourceCard
    source: SourceText
    sha256: str

    @cached_property
    def lines(self) -> tuple[int, int] | None:
        """The lines of the file that are the source, first and last, from 1; None for all."""
        match = _LINES.fullmatch(self.card.lines or "")
        return (int(match[1]), int(match[2] or match[1])) if match is not None else None

    @property
    def is_changed(self) -> bool:
        """Whether the bytes are others than those that the card was written for."""
        return self.card.sha256 is not None and self.card.sha256.lower() != self.sha256

    @cached_property
    def text(self) -> str:
        """The text composed (NFC), as quotes are compared."""
        return unicodedata.normalize("NFC", self.source.visible)

    @cached_property
    def _starts(self) -> list[int]:
        breaks = "\f" if self.source.is_pages else "\n"
        return [0, *(match.end() for match in re.finditer(breaks, self.text))]

    def line_of(self, offset: int) -> int:
        """The line (page of a PDF) that an offset into `text` lies on, from 1."""
        return bisect_right(self._starts, offset)

    def holds(self, line: int) -> bool:
        """Whether a line belongs to the source: a file may hold several."""
        return self.lines is None or self.source.is_pages or self.lines[0] <= line <= self.lines[1]

    def places(self, quote: str) -> Iterator[int]:
        """The offsets at which a quote stands, verbatim, within the lines of the source."""
        wanted = unicodedata.normalize("NFC", quote)
        start = self.text.find(wanted) if wanted else -1
        while start >= 0:
            if self.holds(self.line_of(start)):
                yield start
            start = self.text.find(wanted, start + 1)

    def place(self, quote: str, at: str | None) -> int | None:
        """Where a quote stands: on the line `at` if it stands there, else at its first place; None where it is not."""
        first: int | None = None
        for offset in self.places(quote):
            if at is None or str(self.line_of(offset)) == at.strip():
                return offset
            first = offset if first is None else first
        return first

    def nearly(self, quote: str) -> int | None:
        """The line on which a quote stands but for its spaces."""
        wanted = _SPACES.sub("", unicodedata.normalize("NFC", quote))
        if not wanted:
            return None
        for number, start in enumerate(self._starts, 1):
            end = self._starts[number] if number < len(self._starts) else len(self.text)
            if self.holds(number) and wanted in _SPACES.sub("", self.text[start:end]):
                return number
        return None


def read_texts(folder: Path, cards: Mapping[str, SourceCard]) -> dict[str, HeldText]:
    """The texts of the cards that lie under `folder`, by source id: by digest first, then by the name of the file.

    Raises NothingToRead where there is no such folder.
    """
    if not folder.is_dir():
        raise NothingToRead(f"there is no folder {folder}")
    by_name = {_name(card): card.id for card in cards.values() if _name(card)}
    files = sorted(Path(where, name) for where, _, names in os.walk(folder) for name in names if not name.startswith("."))
    found: dict[str, HeldText] = {}
    named: dict[str, Path] = {}
    for path in files:
        owner = by_name.get(unicodedata.normalize("NFC", path.name)) or (path.stem if path.stem in cards else None)
        digest = _digest(path)
        if digest is None:
            continue
        same = [id_ for id_, card in cards.items() if card.sha256 and card.sha256.lower() == digest]
        for id_ in same:
            found[id_] = _held(cards[id_], path, digest)
        if owner is not None and owner not in same:
            named.setdefault(owner, path)
    for id_, path in named.items():
        for card in cards.values():
            if card.id not in found and (card.id == id_ or (card.file and _name(card) == _name(cards[id_]))):
                found[card.id] = _held(card, path, _digest(path) or "")
    return found


def _name(card: SourceCard) -> str:
    return unicodedata.normalize("NFC", Path(card.file).name) if card.file else ""


def _digest(path: Path) -> str | None:
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _held(card: SourceCard, path: Path, digest: str) -> HeldText:
    return HeldText(card, read_source(str(path)), digest)
