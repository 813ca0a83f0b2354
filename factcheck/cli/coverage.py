"""`factcheck coverage`"""

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import texts_of


class Format(enum.StrEnum):
    text = "text"
    json = "json"


def coverage(
    paths: Annotated[list[Path] | None, typer.Argument(help="Claim files or folders (default: claims/).")] = None,
    texts: Annotated[Path, typer.Option(metavar="DIR", help="A folder with the texts of the sources (default: texts/).")] = Path("texts"),
    output: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.text,
) -> None:
    """Say which figures of the sources have a claim, and which do not.

    A figure is covered by a claim whose quote holds it, by a condition, or by an entry under `skip` with its reason.
    """
    from factcheck.extraction.coverage import coverage as covered
    from factcheck.files.workspace import read_workspace
    from factcheck.report.covered import write_coverage, write_coverage_json
    from factcheck.rules import RULE_NAMES

    workspace = read_workspace(list(paths or []), RULE_NAMES)
    dossiers = [dossier for dossier in workspace.dossiers if dossier.file in workspace.reported]
    named = dict.fromkeys(claim.source for dossier in dossiers for claim in dossier.claims if claim.source is not None)
    held = texts_of(texts, workspace.knowledge.sources)
    found = [covered(held[name], dossiers) for name in named if name in held]
    missing = [name for name in named if name not in held]
    write = write_coverage_json if output is Format.json else write_coverage
    write(found, missing, sys.stdout)
