"""`factcheck export`"""

import enum
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import date_or_today, reviewed


class Format(enum.StrEnum):
    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"
    sqlite = "sqlite"


_USUAL = {Format.csv: "export", Format.parquet: "export", Format.xlsx: "claims.xlsx", Format.sqlite: "claims.sqlite"}


def export(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders to export (default: claims/).")] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="The form (default: by the ending of OUT, else csv).")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A folder for csv and parquet, a file for xlsx and sqlite (default: export/)."),
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="The date that waivers are held against (default: today).")] = None,
) -> None:
    """Write claims, conditions, findings and sources as tables for other programs, and print where they are.

    Exit code 0: written, whatever the findings; 2: not written.
    """
    from factcheck.report.exports import write_export
    from factcheck.report.tables import tables

    day = date_or_today(as_of)
    chosen = form or _by_ending(output)
    out = output or Path(_USUAL[chosen])
    write_export(tables(reviewed(list(paths or []), day)), chosen.value, out, day)
    typer.echo(str(out))


def _by_ending(output: Path | None) -> Format:
    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    return Format(ending) if ending in ("xlsx", "sqlite") else Format.sqlite if ending == "db" else Format.csv
