"""Writing the report: a folder of pages, or one file.

Whatever happens, each file is the old one or the new one, and nothing is touched that factcheck did not make: a folder
carries a list of what was written there, and a single file says who made it.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.model.names import visible
from factcheck.reasoning.engine import Review
from factcheck.reasoning.rule import Rule
from factcheck.report.addresses import PAGE
from factcheck.report.pages import Pages

MANIFEST = ".factcheck-report"
_FIRST_LINE = "factcheck report 1"
_MADE_BY = re.compile(rb'<meta name="generator" content="factcheck ')
_HEAD = 2048  # bytes of a single file in which it says who made it


class CannotWrite(Exception):
    """The report cannot be written where it was asked for; the message is for the user."""


def write_site(
    review: Review, rules: tuple[Rule, ...], out: Path, lang: str, progress: Callable[[int], None] | None = None
) -> Path:
    """Write the report as a folder of pages, and return its `index.html`.

    All pages are made beside `out` first, then moved into it one by one; pages of an earlier report that are gone from
    this one are removed. `progress` is called with the number of files made.

    Raises CannotWrite where `out` is no folder, or holds something and was not made by factcheck.
    """
    pages = Pages(review, rules, lang)
    with _told(out):
        folder = _Folder(out)
        with _beside(folder.path) as fresh:
            for number, (path, text) in enumerate(pages.site(), 1):
                _write(fresh / path, [text])
                if progress is not None:
                    progress(number)
            folder.take(fresh)
    return out / "index.html"


def write_single_file(review: Review, rules: tuple[Rule, ...], out: Path, lang: str) -> Path:
    """Write the report as one HTML file, and return `out`.

    Raises CannotWrite where `out` is a folder, or a file that factcheck did not make.
    """
    pages = Pages(review, rules, lang)
    with _told(out):
        target = Path(os.path.realpath(out))
        if target.is_dir():
            raise CannotWrite(f"{visible(str(out))} is a folder; --single-file writes one file, such as report.html")
        if target.exists() and not _is_ours(target):
            raise CannotWrite(f"{visible(str(out))} was not made by factcheck, and is left as it is")
        with _beside(target) as fresh:
            made = fresh / "report.html"
            _write(made, pages.single())
            made.replace(target)
    return out


class _Folder:
    """The folder of a report, with the list of what factcheck wrote there."""

    def __init__(self, out: Path) -> None:
        self.path = Path(os.path.realpath(out))
        self._check(out)

    def _check(self, out: Path) -> None:
        if not self.path.exists():
            return
        if not self.path.is_dir():
            raise CannotWrite(f"{visible(str(out))} is a file; the report is a folder, or use --single-file")
        if not (self.path / MANIFEST).is_file() and any(self.path.iterdir()):
            raise CannotWrite(f"{visible(str(out))} is not empty and was not made by factcheck; choose another folder")
        for name in ("claims", "sources", "rules"):
            inner = self.path / name
            if inner.is_symlink() or (inner.exists() and not inner.is_dir()):
                raise CannotWrite(f"{visible(str(out / name))} is no folder of the report's own")

    def take(self, fresh: Path) -> None:
        """Move the pages in `fresh` here, and remove what an earlier report left behind.

        The list names old and new pages before the first one moves, so that nothing is ever ours and unlisted.
        """
        pages = sorted(path.relative_to(fresh).as_posix() for path in fresh.rglob("*") if path.is_file())
        before = self._listed()
        for page in pages:
            if page not in before and os.path.lexists(self.path / page):
                raise CannotWrite(f"{visible(str(self.path / page))} was not made by factcheck, and is left as it is")
        self.path.mkdir(parents=True, exist_ok=True)
        self._list(fresh, before | set(pages))
        for page in sorted(pages, key=lambda page: (page == "index.html", page)):
            target = self.path / page
            target.parent.mkdir(exist_ok=True)
            (fresh / page).replace(target)
        stale = before - set(pages)
        for page in sorted(stale):
            (self.path / page).unlink(missing_ok=True)
        self._list(fresh, (self._listed() | set(pages)) - stale)  # read again: another run may have added to it

    def _listed(self) -> set[str]:
        """The files that the list names; lines that no report can have written are ignored."""
        try:
            lines = (self.path / MANIFEST).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return set()
        except UnicodeDecodeError:
            return set()
        return {line for line in lines[1:] if PAGE.fullmatch(line)} if lines[:1] == [_FIRST_LINE] else set()

    def _list(self, fresh: Path, pages: set[str]) -> None:
        made = fresh / MANIFEST
        _write(made, ["\n".join([_FIRST_LINE, *sorted(pages)]) + "\n"])
        made.replace(self.path / MANIFEST)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new folder next to `target`, so that moving files there is one step; gone afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".factcheck-", dir=target.parent))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def _told(out: Path) -> Iterator[None]:
    """What the system refuses, as a sentence to the user."""
    try:
        yield
    except OSError as problem:
        where = problem.filename if problem.filename is not None else out
        raise CannotWrite(f"cannot write {visible(str(where))}: {problem.strerror or problem}") from problem


def _write(path: Path, pieces: Iterable[str]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return _MADE_BY.search(file.read(_HEAD)) is not None
