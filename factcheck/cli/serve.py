"""`factcheck serve`"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.reading import date_or_today, reviewed, settings, system_language
from factcheck.cli.report import Language

if TYPE_CHECKING:
    from factcheck.report.pages import Pages


def serve(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders to report on (default: claims/).")
    ] = None,
    lang: Annotated[Language | None, typer.Option(help="Language of the report (default: that of the system).")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8123,
    as_of: Annotated[str | None, typer.Option(help="The date that waivers are held against (default: today).")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
) -> None:
    """Show the report at an address of this machine, and show it anew whenever a claim file changes.

    Nobody else can reach it. Ends with Ctrl-C; exit code 2 if it could not begin.
    """
    from factcheck.files.workspace import root_of
    from factcheck.report.pages import Pages
    from factcheck.report.serving import serve_pages
    from factcheck.rules import RULES

    wanted = list(paths or [])
    language = lang.value if lang is not None else settings(wanted).lang or system_language()

    def build() -> "Pages":
        review = reviewed(wanted, date_or_today(as_of), keep_ties=True, once=False)
        return Pages(review, RULES, language, live=True)

    def begun(address: str) -> None:
        typer.echo(address)
        if open_:
            typer.launch(address)

    root = root_of(wanted)
    serve_pages(build, [*(wanted or [root / "claims"]), root / "claims", root / "seeds"], port, begun)
