"""`factcheck report`"""

import enum
import os
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import date_or_today, progress, reviewed, settings


class Language(enum.StrEnum):
    en = "en"
    ko = "ko"


def report(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders to report on (default: claims/).")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where to write (default: report/, or report.html).")
    ] = None,
    lang: Annotated[Language | None, typer.Option(help="Language of the report (default: that of the configuration or the system).")] = None,
    single_file: Annotated[
        bool, typer.Option("--single-file", help="Write one HTML file instead of a folder.")
    ] = False,
    as_of: Annotated[str | None, typer.Option(help="The date that waivers are held against (default: today).")] = None,
) -> None:
    """Write the report as HTML pages that work offline, and print where they are.

    Exit code 0: written, whatever the findings; 2: not written.
    """
    from factcheck.report.site import write_single_file, write_site
    from factcheck.rules import RULES

    review = reviewed(list(paths or []), date_or_today(as_of), keep_ties=True)
    configured = settings(list(paths or [])).lang
    language = (lang or (Language(configured) if configured else _system_language())).value
    if single_file:
        written = write_single_file(review, RULES, output or Path("report.html"), language)
    else:
        with progress("writing pages") as show:
            written = write_site(review, RULES, output or Path("report"), language, lambda done: show(str(done)))
    typer.echo(str(written))


def _system_language() -> Language:
    """Korean where the locale says so; the first variable that is set decides, as POSIX has it."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return Language.ko if value.lower().startswith("ko") else Language.en
    return Language.en
