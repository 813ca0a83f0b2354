"""Writing what others may rely on: whole files or none, and nothing touched that factcheck did not make.

A folder carries a list of what was written there; new files are made beside it and moved in.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.files.writer import CannotWrite
from factcheck.model.names import visible


class Folder:
    """A folder of files that factcheck makes, with the list of what it wrote there.

    `manifest` is the name of the list and `first_line` what it begins with; `pattern` is every path that may stand in
    it, relative to the folder, and `inner` the folders inside. Raises CannotWrite for a folder of somebody else.
    """

    def __init__(self, out: Path, manifest: str, first_line: str, pattern: re.Pattern[str], inner: tuple[str, ...]) -> None:
        self.path = Path(os.path.realpath(out))
        self._manifest, self._first_line, self._pattern, self._inner = manifest, first_line, pattern, inner
        self._check(out)

    def _check(self, out: Path) -> None:
        if not self.path.exists():
            return
        if not self.path.is_dir():
            raise CannotWrite(f"{visible(str(out))} is a file; what is written here is a folder")
        if not (self.path / self._manifest).is_file() and any(self.path.iterdir()):
            raise CannotWrite(f"{visible(str(out))} is not empty and was not made by factcheck; choose another folder")
        for name in self._inner:
            inner = self.path / name
            if inner.is_symlink() or (inner.exists() and not inner.is_dir()):
                raise CannotWrite(f"{visible(str(out / name))} is no folder of factcheck's own")

    def take(self, fresh: Path) -> None:
        """Move the pages in `fresh` here, and remove what an earlier report left behind.

        A folder that is new here moves in one step, other pages one by one, `index.html` last. The list names old and
        new pages before the first one moves, so that nothing is ever ours and unlisted.
        """
        pages = sorted(_files(fresh))
        before = self._listed()
        new = {name for name in self._inner if not os.path.lexists(self.path / name)}
        for page in pages:
            if page not in before and page.partition("/")[0] not in new and os.path.lexists(f"{self.path}/{page}"):
                raise CannotWrite(f"{visible(str(self.path / page))} was not made by factcheck, and is left as it is")
        self.path.mkdir(parents=True, exist_ok=True)
        self._list(fresh, before | set(pages))
        whole = {name for name in sorted({page.partition("/")[0] for page in pages} & new) if _moved(fresh / name, self.path / name)}
        single = [page for page in pages if page.partition("/")[0] not in whole]
        for name in {page.rpartition("/")[0] for page in single}:
            (self.path / name).mkdir(exist_ok=True)
        for page in sorted(single, key=lambda page: (page == "index.html", page)):
            (fresh / page).replace(self.path / page)
        stale = before - set(pages)
        for page in sorted(stale):
            (self.path / page).unlink(missing_ok=True)
        self._list(fresh, (self._listed() | set(pages)) - stale)  # read again: another run may have added to it

    def _listed(self) -> set[str]:
        """The files that the list names; lines that no report can have written are ignored."""
        try:
            lines = (self.path / self._manifest).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return set()
        except UnicodeDecodeError:
            return set()
        return {line for line in lines[1:] if self._pattern.fullmatch(line)} if lines[:1] == [self._first_line] else set()

    def _list(self, fresh: Path, pages: set[str]) -> None:
        made = fresh / self._manifest
        made.write_bytes(("\n".join([self._first_line, *sorted(pages)]) + "\n").encode())
        made.replace(self.path / self._manifest)


def _files(folder: Path) -> Iterator[str]:
    """The paths of all files under `folder`, relative to it, with `/`."""
    for place, _, names in os.walk(folder):
        inner = Path(place).relative_to(folder).as_posix()
        yield from names if inner == "." else (f"{inner}/{name}" for name in names)


def _moved(folder: Path, target: Path) -> bool:
    """Whether `folder` is now `target`; not where another run has made that in the meantime."""
    try:
        folder.rename(target)
    except OSError:
        return False
    return True


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new folder next to `target`, so that moving files there is one step; gone afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".factcheck-", dir=target.parent))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def told(out: Path) -> Iterator[None]:
    """What the system refuses, as a sentence to the user."""
    try:
        yield
    except OSError as problem:
        where = problem.filename if problem.filename is not None else out
        raise CannotWrite(f"cannot write {visible(str(where))}: {problem.strerror or problem}") from problem
