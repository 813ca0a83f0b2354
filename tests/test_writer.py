"""Writing: the old file or the new one whatever happens, and no edit lost when two write at once."""

import os
import stat
import subprocess
import sys
import types

import pytest

from factcheck.files import writer
from factcheck.files.writer import CannotWrite, create, overwrite, rewrite

OLD, NEW = "old: 1\n" * 3000, "new: 2\n" * 2000
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")


class Dying(types.ModuleType):
    """`os`, but the process dies at the call of a given number: before it, or right after it, or half way through a write."""

    def __init__(self, number, when):
        super().__init__("os")
        self.left, self.when = number, when

    def __getattr__(self, name):
        found = getattr(os, name)
        if not isinstance(found, types.BuiltinFunctionType | types.FunctionType):
            return found

        def call(*arguments, **options):
            self.left -= 1
            if self.left == 0 and self.when == "before":
                os._exit(99)
            if self.left == 0 and self.when == "half" and name == "write":
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os._exit(99)
            done = found(*arguments, **options)
            if self.left == 0:
                os._exit(99)
            return done

        return call


def killed(number, when, action):
    """Do `action` in a process that dies at the system call of that number; whether it lived to the end."""
    child = os.fork()
    if not child:
        writer.os = Dying(number, when)
        try:
            action()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def until_it_lives(when, action, look):
    for number in range(1, 200):
        if killed(number, when, action):
            return number
        look()
    raise AssertionError("it never came to an end")


@pytest.mark.parametrize("when", ["before", "half", "after"])
def test_killed_anywhere_a_rewrite_leaves_the_old_file_or_the_new_one(tmp_path, when):
    path = tmp_path / "x.yml"
    path.write_text(OLD)
    seen = set()

    def look():
        text = path.read_text()
        assert text in (OLD, NEW)
        seen.add(text)
        path.write_text(OLD)

    calls = until_it_lives(when, lambda: rewrite(path, lambda _text: NEW), look)
    assert calls > 12 and seen == {OLD, NEW}
    assert path.read_text() == NEW
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.yml"], "what a killed run left is taken away by the next"


@pytest.mark.parametrize("when", ["before", "half", "after"])
def test_killed_anywhere_a_new_file_is_whole_or_not_there(tmp_path, when):
    path = tmp_path / "x.yml"

    def look():
        assert not path.exists() or path.read_text() == NEW
        path.unlink(missing_ok=True)

    until_it_lives(when, lambda: create(path, NEW), look)
    assert path.read_text() == NEW


def test_two_at_once_lose_no_edit(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("")
    code = (
        "import sys; from pathlib import Path; from factcheck.files.writer import rewrite\n"
        "for n in range(40): rewrite(Path(sys.argv[1]), lambda text: text + f'{sys.argv[2]} {n}\\n')"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "abc"]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    assert sorted(path.read_text().splitlines()) == sorted(f"{name} {n}" for name in "abc" for n in range(40))


def test_a_file_that_an_editor_saves_meanwhile_is_left_alone(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text(OLD)

    def change(_text):
        path.write_text("saved by an editor\n")
        return NEW

    with pytest.raises(CannotWrite, match="changed by somebody else"):
        rewrite(path, change)
    assert path.read_text() == "saved by an editor\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_permissions_byte_order_mark_and_line_ends_stay(tmp_path):
    path = tmp_path / "x.yml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    path.chmod(0o640)
    seen = []
    assert rewrite(path, lambda text: seen.append(text) or text.replace("2", "3"))
    assert seen == ["a: 1\r\nb: 2\r\n"]
    assert path.read_bytes() == b"\xef\xbb\xbfa: 1\r\nb: 3\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_nothing_is_written_where_nothing_changes(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text(OLD)
    before = path.stat()
    assert not rewrite(path, lambda text: text)
    assert path.stat().st_ino == before.st_ino and path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.yml").write_text(OLD)
    (tmp_path / "x.yml").symlink_to("real.yml")
    rewrite(tmp_path / "x.yml", lambda _text: NEW)
    assert (tmp_path / "x.yml").is_symlink() and (tmp_path / "real.yml").read_text() == NEW


def test_what_is_there_is_never_overwritten_by_a_new_file(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text(OLD)
    with pytest.raises(CannotWrite, match="is there already"):
        create(path, NEW)
    assert path.read_text() == OLD and len(list(tmp_path.iterdir())) == 1


def test_a_file_of_our_own_is_replaced(tmp_path):
    path = tmp_path / "baseline.json"
    overwrite(path, "one")
    overwrite(path, "two")
    assert path.read_text() == "two" and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["missing.yml", "", "no/where.yml"])
def test_what_cannot_be_read_is_told(tmp_path, name):
    with pytest.raises(CannotWrite):
        rewrite(tmp_path / name, lambda text: text + "x")


def test_another_encoding_is_told(tmp_path):
    (tmp_path / "x.yml").write_bytes("a: é".encode("latin-1"))
    with pytest.raises(CannotWrite, match="UTF-8"):
        rewrite(tmp_path / "x.yml", lambda text: text + "x")
