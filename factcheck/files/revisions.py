"""Workspaces as they were: any revision that git has, read without a checkout and without the network.

Only the claim files and the seeds of the workspace are taken out of git's store, blob by blob, into a temporary folder;
neither the working tree nor the index is touched, and attributes that rewrite files do not apply.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from factcheck.files.workspace import CLAIMS, NothingToRead, Workspace, read_workspace, root_of
from factcheck.knowledge.knowledge import load_knowledge
from factcheck.model.names import visible

_SUFFIXES = (".yml", ".yaml")
_LINK = "120000"


class NoRevision(Exception):
    """There is no git, no repository or no such revision; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What a user called a commit, and its full name."""

    text: str
    commit: str


@dataclass(frozen=True, slots=True)
class _Blob:
    path: str
    name: str  # of the object
    mode: str


class Repository:
    """The git repository that a workspace lies in."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Find the repository of the workspace of `paths`. Raises NoRevision."""
        self.root = Path(os.path.abspath(root_of(list(paths))))
        if not self.root.is_dir():
            raise NoRevision(f"there is no folder {visible(str(self.root))}")
        try:
            self.prefix = os.fsdecode(self._git("rev-parse", "--show-prefix").rstrip(b"\n"))
        except NoRevision as problem:
            raise NoRevision(f"{visible(str(self.root))} is in no git repository that can be read ({problem})") from problem

    def two(self, text: str) -> tuple[Revision, Revision | None]:
        """The two sides that `text` names: `A` is A against the files as they are, `A..B` is A against B.

        `A...B` begins where B left A, as git has it; an empty side is HEAD. Raises NoRevision.
        """
        dots = "..." if "..." in text else ".." if ".." in text else None
        if dots is None:
            return self.revision(text), None
        left, _, right = text.partition(dots)
        old, new = self.revision(left or "HEAD"), self.revision(right or "HEAD")
        if dots == "...":
            try:
                base = self._git("merge-base", old.commit, new.commit).decode().split()[0]
            except NoRevision as problem:
                raise NoRevision(f"{visible(left)} and {visible(right)} have no commit in common") from problem
            old = Revision(old.text, base)
        return old, new

    def revision(self, text: str) -> Revision:
        """The commit that `text` names. Raises NoRevision."""
        if not text or text.startswith("-") or "\0" in text:
            raise NoRevision(f"{visible(text)!r} is no name of a revision")
        try:
            found = self._git("rev-parse", "--verify", "--quiet", f"{text}^{{commit}}")
        except NoRevision as problem:
            hint = "; paths stand behind a revision, such as HEAD" if Path(text).exists() else ""
            raise NoRevision(f"git knows no revision {visible(text)}{hint}; where a clone is shallow, fetch it first") from problem
        return Revision(text, found.decode().strip())

    def read(self, revision: Revision, paths: Iterable[Path], rules: frozenset[str]) -> Workspace:
        """The workspace as it was at `revision`, narrowed to `paths` as `read_workspace` does; empty where there was none.

        Raises NoRevision where git cannot give it.
        """
        inside = [Path(os.path.relpath(os.path.abspath(path), self.root)) for path in paths]
        with self._taken_out(revision) as folder:
            wanted = [folder / path for path in inside or [Path(CLAIMS)]]
            wanted = [path for path in wanted if os.path.lexists(path)]
            try:
                if wanted:
                    return read_workspace(wanted, rules)
            except NothingToRead:
                pass
            knowledge = load_knowledge(folder)
            return Workspace(folder, knowledge, (), (), {}, frozenset())

    @contextmanager
    def _taken_out(self, revision: Revision) -> Iterator[Path]:
        blobs = list(self._blobs(revision))
        with tempfile.TemporaryDirectory(prefix="factcheck-") as name:
            folder = Path(name)
            links = []
            for blob, data in zip(blobs, self._contents(blobs), strict=True):
                target = folder / blob.path
                if blob.mode == _LINK:
                    links.append((target, data))
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            for target, data in links:  # last, so that nothing is ever written through one
                target.parent.mkdir(parents=True, exist_ok=True)
                if not os.path.lexists(target) and b"\0" not in data:
                    target.symlink_to(os.fsdecode(data))
            yield folder

    def _blobs(self, revision: Revision) -> Iterator[_Blob]:
        """The claim files and seeds of the workspace, by their path inside it."""
        under = [f"{self.prefix}{name}/" for name in (CLAIMS, "seeds")]
        listed = list(self._tree(revision, under))
        if not any(blob.path.startswith(f"{CLAIMS}/") for blob in listed) and not (self.root / CLAIMS).is_dir():
            listed = list(self._tree(revision, [self.prefix] if self.prefix else []))
        yield from listed

    def _tree(self, revision: Revision, under: list[str]) -> Iterator[_Blob]:
        for entry in self._git("ls-tree", "-r", "-z", "--full-tree", revision.commit, "--", *under).split(b"\0"):
            if not entry:
                continue
            head, _, raw = entry.partition(b"\t")
            mode, kind, name = head.decode().split()
            path = os.fsdecode(raw).removeprefix(self.prefix)
            safe = all(part not in ("", ".", "..") for part in path.split("/"))
            if kind == "blob" and safe and (path.endswith(_SUFFIXES) or mode == _LINK):
                yield _Blob(path, name, mode)

    def _contents(self, blobs: list[_Blob]) -> Iterator[bytes]:
        """The content of each blob, all asked for at once."""
        if not blobs:
            return
        answer = self._git("cat-file", "--batch", given="".join(f"{blob.name}\n" for blob in blobs).encode())
        start = 0
        for blob in blobs:
            end = answer.index(b"\n", start)
            words = answer[start:end].split()
            if len(words) != 3:
                raise NoRevision(f"git has no content of {visible(blob.path)} at that revision")
            size = int(words[2])
            yield answer[end + 1 : end + 1 + size]
            start = end + size + 2

    def _git(self, *arguments: str, given: bytes = b"") -> bytes:
        """What git prints. Raises NoRevision with what it complains of."""
        quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
        try:
            done = subprocess.run(
                ["git", "-C", str(self.root), *arguments], input=given, capture_output=True, env=os.environ | quiet, check=False
            )
        except OSError as problem:
            raise NoRevision(f"git cannot be run ({problem.strerror}); diff needs it") from problem
        if done.returncode:
            complaint = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NoRevision(visible(complaint[0]) if complaint else f"git {arguments[0]} failed")
        return done.stdout
