"""What commands share: reading and checking a workspace, with progress on stderr when it takes long."""

import datetime
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from factcheck.files.workspace import Workspace
    from factcheck.model.claim import Claim
    from factcheck.reasoning.engine import Review

_PATIENCE = 2.0  # seconds before progress is shown
_held: list[object] = []  # what a command has read, kept to the end of the process: freeing it takes a fifth of a run


def date_or_today(text: str | None) -> datetime.date:
    """The date of `--as-of`, or today; the only clock of the program."""
    if text is None:
        return datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as problem:
        raise typer.BadParameter(f"{text!r} is no date; write 2026-01-31", param_hint="--as-of") from problem


def reviewed(paths: list[Path], as_of: datetime.date, *, keep_ties: bool = False) -> "Review":
    """Read the workspace of `paths` and check it; `keep_ties` for pages, which show every check.

    Raises workspace.NothingToRead.
    """
    from factcheck.files.workspace import read_workspace
    from factcheck.reasoning.engine import review
    from factcheck.rules import RULE_NAMES, RULES

    gc.disable()  # records are made by the hundred thousand and none is a cycle: looking for some doubles the time
    with progress("reading claim files") as show:
        workspace = read_workspace(paths, RULE_NAMES, lambda done, whole: show(f"{done} of {whole}"))
    result = review(
        workspace.dossiers, workspace.claims, workspace.faults, workspace.knowledge, RULES, as_of, workspace.reported,
        keep_ties=keep_ties,
    )  # fmt: skip
    _held.append((workspace, result))
    return result


def workspace_of(paths: list[Path]) -> "Workspace":
    """The workspace of `paths`, read and not checked. Raises workspace.NothingToRead."""
    from factcheck.files.workspace import read_workspace
    from factcheck.model.finding import Level
    from factcheck.rules import RULE_NAMES

    gc.disable()
    with progress("reading claim files") as show:
        workspace = read_workspace(paths, RULE_NAMES, lambda done, whole: show(f"{done} of {whole}"))
    _held.append(workspace)
    broken = sum(fault.level is Level.ERROR for fault in workspace.faults)
    if broken:
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
