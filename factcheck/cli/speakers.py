"""`factcheck speakers`"""

import enum
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import reported_claims, wide_console, workspace_of


class Format(enum.StrEnum):
    text = "text"
    json = "json"


def speakers(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders whose claims count (default: claims/).")] = None,
    output: Annotated[Format, typer.Option("--format", help="How the table is written.")] = Format.text,
) -> None:
    """Show who states most of what must be stated, by speaker and by kind, with the counts that this rests on."""
    from factcheck.reasoning.disclosure import Disclosures
    from factcheck.reasoning.speakers import speaker_table
    from factcheck.report.speaker_view import speakers_view
    from factcheck.report.speakers import speakers_data

    workspace = workspace_of(list(paths or []))
    table = speaker_table(reported_claims(workspace), Disclosures(workspace.knowledge, workspace.claims))
    if output is Format.json:
        import json

        print(json.dumps(speakers_data(table), ensure_ascii=False, indent=1))
        return
    console = wide_console()
    for part in speakers_view(table):
        console.print(part)
