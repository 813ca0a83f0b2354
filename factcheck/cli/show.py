"""`factcheck show`"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import date_or_today, reviewed


def show(
    claim: Annotated[str, typer.Argument(help="The id of a claim.")],
    paths: Annotated[list[Path] | None, typer.Argument(help="Where it is (default: claims/).")] = None,
    as_of: Annotated[str | None, typer.Option(help="The date that waivers are held against (default: today).")] = None,
) -> None:
    """Show one claim: both readings, conditions, findings, and what it was not compared with."""
    from rich.console import Console

    from factcheck.model.names import Vocabulary, shown
    from factcheck.report.portrait import portrait

    review = reviewed(list(paths or []), date_or_today(as_of), keep_ties=True)
    found = next((a for a in review.assessments if a.claim.id == claim), None)
    if found is None:
        near = Vocabulary(a.claim.id for a in review.assessments).suggest(claim)
        hint = f"; did you mean {near}?" if near else ""
        print(f"factcheck: there is no claim {shown(claim)}{hint}", file=sys.stderr)
        raise typer.Exit(2)
    console = Console(highlight=False)
    for part in portrait(found, review):
        console.print(part)
