"""`factcheck draft`"""

import sys
from pathlib import Path
from typing import Annotated

import typer


def draft(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text: plain, Markdown, HTML, PDF (with the extra), or - for standard input.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The claim file to write, or to add to (default: standard output).")] = None,
    source: Annotated[str | None, typer.Option(metavar="ID", help="The source card of the text.")] = None,
) -> None:
    """Draft a claim for every checkable figure of a text.

    Value, quote and line are taken from the text; kind, subject, conditions and ties are proposals, marked as such. Into
    a claim file that exists only figures that no claim of it quotes yet are added, behind its last claim.
    """
    from factcheck.extraction.drafting import write_drafts

    made = write_drafts(file, out, source, sys.stdout)
    print(f"{made.drafts} claims drafted, {made.skipped} figures set aside, {made.covered} covered already", file=sys.stderr)
