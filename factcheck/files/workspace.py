"""Workspaces: the folder that holds `claims/`, and everything that is read from it."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from factcheck.files.reader import FileReading, read_dossier
from factcheck.knowledge.knowledge import Knowledge, load_knowledge
from factcheck.model.claim import Claim, Dossier, Relation
from factcheck.model.finding import Fault, Fix
from factcheck.model.location import Location, at
from factcheck.model.message import message
from factcheck.model.names import Vocabulary, visible

MAX_BYTES = 64 * 1024 * 1024
_SUFFIXES = (".yml", ".yaml")
CLAIMS = "claims"


class NothingToRead(Exception):
    """There is no such path, or no claim file under it; the message is for the user."""


@dataclass(frozen=True, eq=False)
class Workspace:
    """All dossiers of a workspace with what they rest on.

    `reported` holds the files (as shown) that the paths given by the user select; the rest is read all the same. `narrowed` says that
    there is a rest.
    """

    root: Path
    knowledge: Knowledge
    dossiers: tuple[Dossier, ...]
    faults: tuple[Fault, ...]
    claims: dict[str, Claim]
    reported: frozenset[str]
    narrowed: bool = False

    def relations(self) -> Iterator[Relation]:
        for dossier in self.dossiers:
            yield from dossier.relations


def read_workspace(
    paths: Iterable[Path], rules: frozenset[str], progress: Callable[[int, int], None] | None = None
) -> Workspace:
    """Read the workspace that `paths` lie in; none means `claims/` of the current folder.

    `progress` is called with the number of files read and of all. Raises NothingToRead.
    """
    wanted, root = _wanted(paths)
    knowledge = load_knowledge(root)
    loader = _Loader(root, knowledge, rules)
    files = list(_files(root, wanted))
    if not files:
        raise NothingToRead(f"there is no claim file (*.yml, *.yaml) under {visible(str(wanted[0]))}")
    for number, path in enumerate(files):
        loader.read(path)
        if progress is not None:
            progress(number + 1, len(files))
    if not loader.opened:
        raise NothingToRead("no claim file can be opened: " + visible("; ".join(loader.unopened)))
    reported = _reported(root, wanted, files)
    return replace(loader.workspace(reported), narrowed=len(reported) < len(files))


def claim_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The claim files that `paths` select (none: `claims/` of the current folder), each with its path as shown, in order.

    Files that are not read as claims - links out of the workspace, no regular files, too large - are left out.
    Raises NothingToRead.
    """
    wanted, root = _wanted(paths)
    files = list(_files(root, wanted))
    reported = _reported(root, wanted, files)
    inside = root.resolve()
    return [
        (path, _shown(path, root)) for path in files
        if _shown(path, root) in reported and path.is_file() and path.resolve().is_relative_to(inside) and path.stat().st_size <= MAX_BYTES
    ]  # fmt: skip


def _wanted(paths: Iterable[Path]) -> tuple[list[Path], Path]:
    """The paths that are asked for, and their workspace. Raises NothingToRead."""
    given = list(paths)
    wanted = given or [Path(CLAIMS)]
    for path in wanted:
        if not path.exists() and not path.is_symlink():
            raise NothingToRead(
                "there is no folder claims/ here; name a claim file or a folder"
                if not given
                else f"there is no {visible(str(path))}"
            )
    root = _root(wanted[0])
    if any(_root(path) != root for path in wanted[1:]):
        raise NothingToRead("the paths lie in different workspaces; check them one by one")
    return wanted, root


def root_of(paths: Iterable[Path]) -> Path:
    """The workspace that `paths` lie in, as `read_workspace` finds it; nothing is read."""
    return _root(next(iter(paths), Path(CLAIMS)))


def _root(path: Path) -> Path:
    """The workspace of a path: the folder that holds the nearest `claims/` around or directly in it."""
    full = Path(os.path.abspath(path))  # not resolve(): a link is shown where it stands
    for folder in (full, *full.parents):
        if folder.name == CLAIMS and folder.is_dir():
            return folder.parent
    if full.is_dir():
        return full
    return full.parent


def _files(root: Path, wanted: list[Path]) -> Iterator[Path]:
    """Every claim file of the workspace, in the order of its path as shown."""
    claims = root / CLAIMS
    if claims.is_dir():
        yield from sorted(_walk(claims), key=lambda path: _shown(path, root))
        return
    folders = {Path(os.path.abspath(path)) for path in wanted if path.is_dir()}
    files = {Path(os.path.abspath(path)) for path in wanted if not path.is_dir()}
    for folder in folders:
        files.update(_walk(folder))
    if not folders:  # a file under no claims/: what lies beside it belongs to it if it says so
        files.update(path for path in _walk(root, deep=False) if path not in files and _announces_itself(path))
    yield from sorted(files, key=lambda path: _shown(path, root))


def _walk(folder: Path, deep: bool = True) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".")) if deep else []
        for name in names:
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                yield Path(where) / name
        for name in folders:
            link = Path(where) / name
            if link.is_symlink():
                yield link


def _announces_itself(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            head = file.read(65536)
    except OSError:
        return False
    return any(line.startswith(b"factcheck:") for line in head.splitlines())


def _shown(path: Path, root: Path) -> str:
    try:
        relative = path.relative_to(root)
    except ValueError:
        relative = path
    return visible(relative.as_posix())


def _reported(root: Path, wanted: list[Path], files: list[Path]) -> frozenset[str]:
    selected = set()
    for path in wanted:
        full = Path(os.path.abspath(path))
        everything = full == root
        selected |= {_shown(f, root) for f in files if everything or f == full or full in f.parents}
    return frozenset(selected)


class _Loader:
    """Reads file after file, then settles what only the whole can settle: ids held twice, ids that nobody has."""

    def __init__(self, root: Path, knowledge: Knowledge, rules: frozenset[str]) -> None:
        self.root, self.knowledge, self.rules = root, knowledge, rules
        self.readings: list[FileReading] = []
        self.faults: list[Fault] = list(knowledge.faults)
        self.opened = 0
        self.unopened: list[str] = []

    def read(self, path: Path) -> None:
        file = _shown(path, self.root)
        text = self._text(path, file)
        if text is None:
            return
        reading = read_dossier(text, file, self.knowledge, self.rules)
        self.faults.extend(reading.faults)
        self.readings.append(reading)

    def _fault(self, rule: str, place: Location, template: str, /, **values: object) -> None:
        self.faults.append(Fault(rule, place, message(template, **values)))

    def _text(self, path: Path, file: str) -> str | None:
        """The text of a file; None with a fault for one that is refused, unreadable or in another encoding."""
        try:
            status = path.stat()
            if path.is_symlink() and not path.resolve().is_relative_to(self.root.resolve()):
                self.opened += 1
                self._fault("file-limit", Location(file), "a symbolic link out of the workspace is not followed")
                return None
            if stat.S_ISDIR(status.st_mode):
                return None  # a linked folder inside the workspace is read where it stands
            if not stat.S_ISREG(status.st_mode):
                self.opened += 1
                self._fault("file-limit", Location(file), "this is no regular file")
                return None
            if status.st_size > MAX_BYTES:
                self.opened += 1
                self._fault("file-limit", Location(file), "the file is larger than {limit} MB", limit=MAX_BYTES >> 20)
                return None
            data = path.read_bytes()
        except OSError as problem:
            self.unopened.append(f"{path} ({problem.strerror})")
            self._fault("file-syntax", Location(file), "cannot be opened: {why}", why=problem.strerror or str(problem))
            return None
        self.opened += 1
        return self._decoded(data, file)

    def _decoded(self, data: bytes, file: str) -> str | None:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            self._fault("file-syntax", Location(file), "this is UTF-16; save the file as UTF-8")
            return None
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            before = data[: problem.start]
            line_start = before.rfind(b"\n") + 1
            column = len(before[line_start:].decode("utf-8", "replace")) + 1
            place = Location(file, before.count(b"\n") + 1, column)
            self._fault("file-syntax", place, "not UTF-8: byte {byte}; save the file as UTF-8", byte=f"0x{data[problem.start]:02x}")
            return None

    def workspace(self, reported: frozenset[str]) -> Workspace:
        seen: dict[str, Location] = {}
        relations: dict[str, Location] = {}
        claims: dict[str, Claim] = {}
        dossiers = []
        for reading in self.readings:
            file = reading.dossier.file
            repeated = set()
            for id_, place in reading.ids.items():
                if id_ in seen:
                    repeated.add(id_)
                    text = "the id {id} is taken: {first}; the first one is kept"
                    self._fault("duplicate-id", at(file, place), text, id=id_, first=str(seen[id_]))
                else:
                    seen[id_] = at(file, place)
            for id_, place in reading.relation_ids.items():
                if id_ in relations:
                    text = "the relation {id} stands already at {first}"
                    self._fault("duplicate-id", at(file, place), text, id=id_, first=str(relations[id_]))
                relations.setdefault(id_, at(file, place))
            dossier = reading.dossier
            if repeated:
                kept = tuple(claim for claim in dossier.claims if claim.id not in repeated)
                dossier = Dossier(file, dossier.title, kept, dossier.relations, dossier.waivers, dossier.skips)
            dossiers.append(dossier)
            claims.update((claim.id, claim) for claim in dossier.claims)
        self._dangling(seen)
        return Workspace(self.root, self.knowledge, tuple(dossiers), tuple(self.faults), claims, reported)

    def _dangling(self, seen: dict[str, Location]) -> None:
        words: Vocabulary | None = None
        told = set()
        unread = frozenset().union(*(reading.unread for reading in self.readings))
        for reading in self.readings:
            for mention in reading.mentions:
                if mention.claim in seen or mention.claim in unread or (mention.claim, mention.file, mention.mark) in told:
                    continue
                told.add((mention.claim, mention.file, mention.mark))
                words = words or Vocabulary(seen)
                near = words.nearest(mention.claim)
                text = "{by} names {id}, which no claim has" + ("; did you mean {near}?" if near else "")
                place = at(mention.file, mention.mark)
                said = message(text, by=mention.by, id=mention.claim, near=near or "")
                fix = Fix(place, mention.claim, near) if near else None
                self.faults.append(Fault("dangling-reference", place, said, fix=fix))
