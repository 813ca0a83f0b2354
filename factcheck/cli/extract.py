"""`factcheck extract`"""

import enum
import gc
import sys
from typing import Annotated

import typer

from factcheck.cli.reading import progress


class Format(enum.StrEnum):
    jsonl = "jsonl"
    table = "table"


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Texts: plain, Markdown, HTML, PDF (with the extra), or - for standard input.")],
    output: Annotated[Format, typer.Option("--format", help="One JSON object a line, or a table.")] = Format.jsonl,
) -> None:
    """Find every figure of a text, Korean or English: its place, value, unit, kind and qualifier.

    Dates and identifiers (A100, GPT-4) are reported as such, so that nobody takes them for quantities.
    """
    gc.disable()  # mentions are made by the hundred thousand and none is a cycle
    from factcheck.extraction.scanner import extract as read
    from factcheck.extraction.source_text import read_source
    from factcheck.report.mentions import write_mention_table, write_mentions

    write = write_mentions if output is Format.jsonl else write_mention_table
    sources = [read_source(file) for file in files]
    with progress("reading texts") as show:
        for done, source in enumerate(sources):
            show(f"{done} of {len(sources)}")
            if source.encoding not in ("UTF-8", "PDF"):
                print(f"{source.file}: read as {source.encoding}", file=sys.stderr)
            write(read(source.visible), source, sys.stdout)
