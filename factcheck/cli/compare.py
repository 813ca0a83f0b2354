"""`factcheck compare`"""

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import named, wide_console, workspace_of


class Format(enum.StrEnum):
    text = "text"
    json = "json"


def compare(
    one: Annotated[str, typer.Argument(metavar="A", help="The id of a claim.")],
    two: Annotated[
        str | None, typer.Argument(metavar="[B]", help="The id of another; left out: the two sides of the comparison A.")
    ] = None,
    paths: Annotated[list[Path] | None, typer.Argument(help="Where they are (default: claims/).")] = None,
    output: Annotated[Format, typer.Option("--format", help="How the comparison is written.")] = Format.text,
) -> None:
    """Lay two claims side by side: what is equal, different, unknown, and whether they may be compared at all.

    Says whether a ratio may be formed, by which rule of which rule book, and what would make the comparison fair.
    Exit code 0: laid out, whatever the answer; 2: there is no such claim.
    """
    from factcheck.reasoning.side_by_side import side_by_side
    from factcheck.report.compared import comparison_data, comparison_view

    workspace = workspace_of(list(paths or []))
    claims = workspace.claims
    first = named(one, claims)
    second = named(two, claims) if two is not None else None
    if second is None and first.baseline is None:
        print(f"factcheck: {one} compares nothing; name a second claim: factcheck compare {one} OTHER", file=sys.stderr)
        raise typer.Exit(2)
    table = side_by_side(first, second, workspace.knowledge, claims)
    if output is Format.json:
        import json

        print(json.dumps(comparison_data(table), ensure_ascii=False, indent=1))
        return
    console = wide_console()
    for part in comparison_view(table):
        console.print(part)
