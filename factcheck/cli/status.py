"""`factcheck status`"""

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import date_or_today, reviewed


class StatusFormat(enum.StrEnum):
    text = "text"
    json = "json"


def status(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders to report on (default: claims/).")] = None,
    output: Annotated[StatusFormat, typer.Option("--format", help="How it is written.")] = StatusFormat.text,
    as_of: Annotated[str | None, typer.Option(help="The date that waivers are held against (default: today).")] = None,
) -> None:
    """Show who signed which claim off, what has changed since, and where reviewer and program disagree."""
    from factcheck.report.signoffs import write_status, write_status_json

    write = write_status_json if output is StatusFormat.json else write_status
    write(reviewed(list(paths or []), date_or_today(as_of)), sys.stdout)
