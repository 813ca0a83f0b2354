"""`factcheck report`"""

import enum
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import date_or_today, progress, reviewed, settings, system_language


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
    open_: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
) -> None:
    """Write the report as HTML pages that work offline, and print where they are.

    Exit code 0: written, whatever the findings; 2: not written.
    """
    from factcheck.report.site import write_single_file, write_site
    from factcheck.rules import RULES

    review = reviewed(list(paths or []), date_or_today(as_of), keep_ties=True)
    language = lang.value if lang is not None else settings(list(paths or [])).lang or system_language()
    if single_file:
        written = write_single_file(review, RULES, output or Path("report.html"), language)
    else:
        with progress("writing pages") as show:
            written = write_site(review, RULES, output or Path("report"), language, lambda done: show(str(done)))
    typer.echo(str(written))
    if open_:
        typer.launch(written.resolve().as_uri())
