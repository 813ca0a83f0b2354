"""`factcheck highlights`"""

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import date_or_today, reviewed


def highlights(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders to look at (default: claims/).")] = None,
    most: Annotated[int, typer.Option(min=1, help="How many findings.")] = 10,
    markdown: Annotated[bool, typer.Option("--markdown", help="Write a Markdown table, as the README has it.")] = False,
    as_of: Annotated[str | None, typer.Option(help="The date that waivers are held against (default: today).")] = None,
) -> None:
    """Show the most telling findings, each with the first sentence of the reviewer's note."""
    from factcheck.report.highlights import highlight_lines, highlight_table
    from factcheck.report.highlights import highlights as chosen
    from factcheck.rules import RULES

    rows = chosen(reviewed(list(paths or []), date_or_today(as_of)), RULES, most)
    if markdown:
        print(highlight_table(rows))
        return
    for line in highlight_lines(rows):
        print(line)
