"""What commands share: reading and checking a workspace, with progress on stderr when it takes long."""

import datetime
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from factcheck.extraction.texts import HeldText
    from factcheck.files.configuration import Configuration
    from factcheck.files.workspace import Workspace
    from factcheck.model.claim import Claim
    from factcheck.model.source import SourceCard
    from factcheck.reasoning.engine import Review

_PATIENCE = 2.0  # seconds before progress is shown
_held: list[object] = []  # what a command has read, kept to the end of the process: freeing it takes a fifth of a run


def date_or_today(text: str | None, option: str = "--as-of") -> datetime.date:
    """The date that an option gives, or today; the only clock of the program."""
    if text is None:
        return datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as problem:
        raise typer.BadParameter(f"{text!r} is no date; write 2026-01-31", param_hint=option) from problem


def reviewed(
    paths: list[Path], as_of: datetime.date, *, keep_ties: bool = False, texts: Path | None = None, once: bool = True
) -> "Review":
    """Read the workspace of `paths` and check it; `keep_ties` for pages, which show every check; `texts` is a folder with texts of sources.

    `once` says that the process ends with this review, so that its memory need not be freed. Raises
    workspace.NothingToRead.
    """
    found = read_and_reviewed(paths, as_of, keep_ties=keep_ties, texts=texts)[1]
    if not once:
        _held.clear()
        gc.enable()
    return found


def read_and_reviewed(
    paths: list[Path], as_of: datetime.date, *, keep_ties: bool = False, texts: Path | None = None
) -> "tuple[Workspace, Review]":
    """The workspace of `paths` with its review. Raises workspace.NothingToRead."""
    workspace = workspace_of(paths, tell_faults=False)
    return workspace, checked(workspace, paths, as_of, keep_ties=keep_ties, texts=texts)


def checked(
    workspace: "Workspace", paths: list[Path], as_of: datetime.date, *, keep_ties: bool = False, texts: Path | None = None
) -> "Review":
    """The review of a workspace that is read, with the levels that the configuration at `paths` gives rules."""
    from factcheck.reasoning.engine import review
    from factcheck.rules import RULES

    held = texts_of(texts, workspace.knowledge.sources) if texts is not None else None
    result = review(
        workspace.dossiers, workspace.claims, workspace.faults, workspace.knowledge, RULES, as_of, workspace.reported,
        keep_ties=keep_ties, levels=settings(paths).levels, texts=held,
    )  # fmt: skip
    _held.append((workspace, result))
    return result


def settings(paths: list[Path]) -> "Configuration":
    """The configuration at or above the first of `paths`, or the current folder. Raises configuration.BadConfiguration."""
    from factcheck.files.configuration import read_configuration
    from factcheck.rules import RULES

    place = paths[0] if paths else Path()
    return read_configuration(place if place.is_dir() else place.parent, {rule.name: rule.level for rule in RULES})


def fixed(workspace: "Workspace", review: "Review", by_name: list[str]) -> int:
    """Make the fixes that are safe or asked for by their rule, say which on stderr, and return how many.

    Raises writer.CannotWrite.
    """
    from factcheck.files.fixing import apply_fixes
    from factcheck.model.names import visible
    from factcheck.rules import RULE_NAMES

    for name in by_name:
        if name not in RULE_NAMES:
            raise typer.BadParameter(f"there is no rule {name}", param_hint="--fix-unsafe")
    made = apply_fixes(workspace.root, review.findings, frozenset(by_name))
    for finding in made:
        if finding.fix is not None:
            old, new = (visible(text.strip()) for text in (finding.fix.old, finding.fix.new))
            print(f"{finding.fix.location}: fixed {finding.rule}: {old + ' -> ' if old else ''}{new}", file=sys.stderr)
    return len(made)


def against_baseline(review: "Review", path: Path | None, update: bool, narrowed: bool) -> "Review":
    """The review with the findings marked that a baseline has; `update` writes them there first.

    Raises baseline.BadBaseline and writer.CannotWrite.
    """
    if path is None:
        if update:
            raise typer.BadParameter("name the file with --baseline", param_hint="--update-baseline")
        return review
    from factcheck.report.baseline import marked, write_baseline

    if update:
        if narrowed:
            raise typer.BadParameter("a baseline is of the whole workspace; leave the paths out", param_hint="--update-baseline")
        number = write_baseline(review, path)
        print(f"{path}: {number} known findings written", file=sys.stderr)
    review, gone = marked(review, path)
    if gone and not narrowed:
        print(f"{path}: {gone} known findings are gone; --update-baseline forgets them", file=sys.stderr)
    return review


def workspace_of(paths: list[Path], *, tell_faults: bool = True) -> "Workspace":
    """Read the workspace of `paths`, or of those that the configuration names, without checking it.

    `tell_faults` says on stderr that files have faults, for commands that do not list them. Raises
    workspace.NothingToRead.
    """
    from factcheck.files.workspace import read_workspace
    from factcheck.model.finding import Level
    from factcheck.rules import RULE_NAMES

    gc.disable()  # records are made by the hundred thousand and none is a cycle: looking for some doubles the time
    with progress("reading claim files") as show:
        workspace = read_workspace(
            paths or list(settings(paths).paths), RULE_NAMES, lambda done, whole: show(f"{done} of {whole}")
        )
    _held.append(workspace)
    broken = sum(fault.level is Level.ERROR for fault in workspace.faults)
    if broken and tell_faults:
        what = "1 fault" if broken == 1 else f"{broken} faults"
        print(f"factcheck: {what} in the files: what could not be read is left out; `factcheck check` says where", file=sys.stderr)
    return workspace


def reported_claims(workspace: "Workspace") -> "list[Claim]":
    """The claims of the files that the paths of a command select, in the order of files and lines."""
    return [claim for dossier in workspace.dossiers if dossier.file in workspace.reported for claim in dossier.claims]


def wide_console() -> "Console":
    """A console for tables: as wide as the terminal, and in a pipe, which has no width, wide enough for them."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 140)


def system_language() -> str:
    """`ko` where the locale says so, else `en`; the first variable that is set decides, as POSIX has it."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "ko" if value.lower().startswith("ko") else "en"
    return "en"


def named(id_: str, claims: "Mapping[str, Claim]") -> "Claim":
    """The claim of an id; a message with the nearest one, and exit code 2, where there is none."""
    from factcheck.model.names import Vocabulary, shown

    found = claims.get(id_)
    if found is None:
        near = Vocabulary(claims).suggest(id_)
        hint = f"; did you mean {near}?" if near else ""
        print(f"factcheck: there is no claim {shown(id_)}{hint}", file=sys.stderr)
        raise typer.Exit(2)
    return found


def folder_in_checkout(root: Path) -> str:
    """The workspace at `root` as seen from the checkout (GITHUB_WORKSPACE, else the current folder), with `/`.

    Empty where they are one, or where the workspace lies elsewhere.
    """
    checkout = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or ".")
    seen = os.path.relpath(os.path.realpath(root), checkout)
    return "" if seen == "." or Path(seen).parts[0] == ".." else Path(seen).as_posix()


@contextmanager
def job_summary() -> Iterator[TextIO | None]:
    """The file that GitHub shows as the summary of a job, opened to be added to; None outside a workflow.

    Raises CannotWrite.
    """
    from factcheck.files.writer import CannotWrite

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        yield None
        return
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as problem:
        raise CannotWrite(f"cannot write the job summary: {problem.strerror or problem}") from problem


def texts_of(folder: Path, cards: "Mapping[str, SourceCard]") -> "dict[str, HeldText]":
    """The texts of sources under a folder; says on stderr how many of the sources it holds.

    Raises workspace.NothingToRead.
    """
    from factcheck.extraction.texts import read_texts

    with progress("reading texts"):
        held = read_texts(folder, cards)
    print(f"texts: {len(held)} of {len(cards)} sources are under {folder}", file=sys.stderr)
    return held


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A line on stderr that says how far `what` is, on a terminal and after two seconds; elsewhere nothing."""
    start = time.monotonic()
    shown = False
    on_terminal = sys.stderr.isatty()

    def show(how_far: str) -> None:
        nonlocal shown
        if on_terminal and time.monotonic() - start > _PATIENCE:
            shown = True
            print(f"\r{what}: {how_far}", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if shown:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)
