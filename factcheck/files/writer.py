"""Writing a file so that nobody loses anything.

Whatever happens, the file is the old one or the new one: the new text goes to a file beside it, is forced to the disk,
and takes the old one's place in one step. Two commands at once do not lose an edit: each reads, changes and replaces
while it holds the folder. An editor does not ask for the folder, so the file is looked at once more before it is
replaced, and left alone if it is no longer what was read.

Everything that writes goes through `os`, call by call, so that a test can stop it between any two of them.
"""
# ruff: noqa: PTH101, PTH105, PTH108, PTH116

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factcheck.model.names import visible

try:
    import fcntl
except ImportError:  # Windows has no flock; there the second look at the file has to do
    fcntl = None  # type: ignore[assignment]

_BOM = "\ufeff"
_NEW = ".factcheck-new"  # the end of the name of the file beside; it begins with a dot, so nobody reads it as claims


class CannotWrite(Exception):
    """The file cannot be written as asked; it is as it was, and the message is for the user."""


def rewrite(path: Path, change: Callable[[str], str]) -> bool:
    """Replace the text of a file by what `change` makes of it; returns whether that was anything new.

    `change` gets the text without a byte order mark and with its line ends as they are; both stay. It may be called
    before anything else is certain, so it must do nothing but reckon. Whatever it raises goes through.

    Raises CannotWrite where the file cannot be read or written, or was changed by somebody else meanwhile.
    """
    target = Path(os.path.realpath(path))  # a link stays a link: what it leads to is written
    with _told(path), _held(target.parent):
        before = _bytes(target)
        text = _decoded(before, path)
        mark, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
        after = (mark + change(body)).encode("utf-8")
        if after == before:
            return False
        status = os.stat(target)
        if not stat.S_ISREG(status.st_mode):
            raise CannotWrite(f"{visible(str(path))} is no regular file")
        if not os.access(target, os.W_OK):
            raise CannotWrite(f"{visible(str(path))} may not be written")
        _replace(target, after, status, lambda: _unchanged(target, before, path))
    return True


def look(path: Path) -> str:
    """The text that `rewrite` would hand over. Raises CannotWrite."""
    with _told(path):
        return _decoded(_bytes(path), path).removeprefix(_BOM)


def create(path: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises CannotWrite where something of that name is there, or cannot be written.
    """
    with _told(path), _held(path.parent):
        beside = _beside(path)
        try:
            _fill(beside, text.encode("utf-8"), 0o666 & ~_umask())
            os.link(beside, path)  # unlike rename it never replaces what is there
        except FileExistsError as problem:
            raise CannotWrite(f"{visible(str(path))} is there already, and is left as it is") from problem
        finally:
            if os.path.lexists(beside):
                os.unlink(beside)
        _sync_folder(path.parent)


def overwrite(path: Path, text: str) -> None:
    """Write a file of factcheck's own, new or in place of the one that is there.

    Raises CannotWrite where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    with _told(path), _held(target.parent):
        status = os.stat(target) if target.exists() else None
        _replace(target, text.encode("utf-8"), status, lambda: None)


def _replace(target: Path, data: bytes, status: os.stat_result | None, still: Callable[[], None]) -> None:
    """Put `data` in the place of `target`, with the permissions that it had; `still` has the last word before."""
    beside = _beside(target)
    try:
        _fill(beside, data, stat.S_IMODE(status.st_mode) if status is not None else 0o666 & ~_umask())
        if status is not None and hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
            with suppress(PermissionError):  # only root may give a file away; who may write here may also replace it
                os.chown(beside, status.st_uid, status.st_gid)
                os.chmod(beside, stat.S_IMODE(status.st_mode))  # a new owner may cost some bits
        still()
        os.replace(beside, target)
    finally:
        if os.path.lexists(beside):
            os.unlink(beside)
    _sync_folder(target.parent)


def _beside(target: Path) -> Path:
    """The file that is filled first: one name for each target, so that what a killed run left is found and reused."""
    return target.with_name(f".{target.name}{_NEW}")


def _fill(beside: Path, data: bytes, mode: int) -> None:
    if os.path.lexists(beside):
        os.unlink(beside)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.chmod(beside, mode)


def _unchanged(target: Path, before: bytes, path: Path) -> None:
    if _bytes(target) != before:
        raise CannotWrite(f"{visible(str(path))} was changed by somebody else just now; nothing was written, try again")


def _bytes(target: Path) -> bytes:
    return target.read_bytes()


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise CannotWrite(f"{visible(str(path))} is not UTF-8 and cannot be edited; save it as UTF-8") from problem


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder against other commands that write there; a killed command lets go of itself."""
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk, where the system can."""
    if fcntl is None:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        why = problem.strerror or str(problem)
        raise CannotWrite(f"{visible(str(path))} cannot be written: {why}") from problem
