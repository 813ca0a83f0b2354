"""Writing the report: a folder of pages, or one file."""

import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from factcheck.files.writer import CannotWrite
from factcheck.model.names import visible
from factcheck.reasoning.engine import Review
from factcheck.reasoning.rule import Rule
from factcheck.report.addresses import FOLDERS, PAGE
from factcheck.report.exports import csv_text
from factcheck.report.output import Folder, beside, told
from factcheck.report.pages import Pages
from factcheck.report.tables import tables

MANIFEST = ".factcheck-report"
_FIRST_LINE = "factcheck report 1"
_MADE_BY = re.compile(rb'<meta name="generator" content="factcheck ')
_MANY = 2000  # claims from which a second process is worth its while
_SHARE = 20  # claims whose pages a process makes before it asks for more
_HEAD = 2048  # bytes of a single file in which it says who made it


def write_site(
    review: Review, rules: tuple[Rule, ...], out: Path, lang: str, progress: Callable[[int], None] | None = None
) -> Path:
    """Write the report as a folder of pages, and return its `index.html`.

    All pages are made beside `out` first, then moved into it, a folder that is new there as a whole and the others page
    by page; pages of an earlier report that are gone from this one are removed. `progress` is called with the number of files made.

    Raises CannotWrite where `out` is no folder, or holds something and was not made by factcheck.
    """
    pages = Pages(review, rules, lang)
    with told(out):
        folder = Folder(out, MANIFEST, _FIRST_LINE, PAGE, FOLDERS)
        with beside(folder.path) as fresh:
            _make(pages, review, fresh, progress)
            folder.take(fresh)
    return out / "index.html"


def write_single_file(review: Review, rules: tuple[Rule, ...], out: Path, lang: str) -> Path:
    """Write the report as one HTML file, and return `out`.

    Raises CannotWrite where `out` is a folder, or a file that factcheck did not make.
    """
    pages = Pages(review, rules, lang, single=True)
    with told(out):
        target = Path(os.path.realpath(out))
        if target.is_dir():
            raise CannotWrite(f"{visible(str(out))} is a folder; --single-file writes one file, such as report.html")
        if target.exists() and not _is_ours(target):
            raise CannotWrite(f"{visible(str(out))} was not made by factcheck, and is left as it is")
        with beside(target) as fresh:
            made = fresh / "report.html"
            made.write_bytes("".join(pages.single()).encode())
            made.replace(target)
    return out


def _make(pages: Pages, review: Review, fresh: Path, progress: Callable[[int], None] | None) -> None:
    """Make all pages in `fresh`; of many claims, some in a second process where that is to be had."""
    for folder in FOLDERS:
        (fresh / folder).mkdir()
    ids = list(pages.views.claims())
    each = max(_SHARE, len(ids) // 1000)
    shares = [ids[start : start + each] for start in range(0, len(ids), each)]
    many = len(ids) >= _MANY and _can_fork()
    second: int | None = None
    queue = _Queue(len(shares)) if many else None
    try:
        second = _second_process(pages, shares, queue, fresh) if queue is not None else None
        data = ((f"data/{table.name}.csv", csv_text(table)) for table in tables(review))
        for done, (path, text) in enumerate(chain(pages.other_pages(), data), 1):
            _write(fresh, path, text)
            if progress is not None:
                progress(done)
        made: set[int] = set()
        for number in range(len(shares)) if queue is None else queue:
            for path, text in pages.claim_pages(shares[number]):
                _write(fresh, path, text)
            made.add(number)
            if progress is not None:
                progress(done + min((number + 1) * each, len(ids)))
        if second is not None and not _ended_well(second):
            for number in sorted(set(range(len(shares))) - made):
                for path, text in pages.claim_pages(shares[number]):
                    _write(fresh, path, text)
        second = None
    finally:
        if second is not None:
            os.kill(second, signal.SIGKILL)
            os.waitpid(second, 0)
        if queue is not None:
            queue.close()


class _Queue:
    """Numbers from 0 that two processes take from one pipe, so that neither waits while the other has work left."""

    _SIZE = 2  # bytes of a number; all of them are far fewer than the 4 KiB that any pipe takes at once

    def __init__(self, count: int) -> None:
        self._end, start = os.pipe()
        os.write(start, b"".join(number.to_bytes(self._SIZE) for number in range(count)))
        os.close(start)

    def __iter__(self) -> Iterator[int]:
        while taken := os.read(self._end, self._SIZE):
            yield int.from_bytes(taken)

    def close(self) -> None:
        os.close(self._end)


def _can_fork() -> bool:
    """Whether a copy of this process may work beside it: elsewhere than on Linux libraries do not stand being copied."""
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


def _second_process(pages: Pages, shares: Sequence[Sequence[str]], queue: "_Queue", fresh: Path) -> int:
    """A copy of this process that makes the pages of claims beside it, and its number."""
    sys.stdout.flush()
    sys.stderr.flush()
    number = os.fork()
    if number:
        return number
    status = 1
    try:
        for share in queue:
            for path, text in pages.claim_pages(shares[share]):
                _write(fresh, path, text)
        status = 0
    finally:
        os._exit(status)  # whatever went wrong, the first process makes these pages again, and says what it is


def _ended_well(process: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


def _write(fresh: Path, path: str, text: str) -> None:
    """Write a file that is new, in as few calls of the system as it takes: there are tens of thousands."""
    data = memoryview(text.encode())
    file = os.open(f"{fresh}/{path}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
    finally:
        os.close(file)


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return _MADE_BY.search(file.read(_HEAD)) is not None
