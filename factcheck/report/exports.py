"""Tables as files for other programs: CSV, XLSX, Parquet, SQLite. Texts stay texts: no cell is ever a formula."""

import csv
import io
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from factcheck.files.writer import CannotWrite
from factcheck.model.names import visible
from factcheck.report.output import Folder, beside, told
from factcheck.report.spreadsheet import harmless, shown_lines
from factcheck.report.tables import TABLES, Cell, Table

FORMATS = ("csv", "xlsx", "parquet", "sqlite")
MANIFEST = ".factcheck-export"
_FIRST_LINE = "factcheck export 1"
_FOLDERS = ("csv", "parquet")
_FILES = re.compile(rf"(?:{'|'.join(TABLES)})\.(?:csv|parquet)")
_MADE_BY = "factcheck"
_APPLICATION = 0x66616374  # "fact" in the header of the SQLite file says who made it
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_LETTERS = 32_767  # a cell of a sheet holds no more
_SQL = {str: "TEXT", int: "INTEGER", float: "REAL"}


class MissingLibrary(CannotWrite):
    """A format needs a library that is not installed."""


def csv_text(table: Table) -> str:
    """A table as CSV that spreadsheets open as it is meant: with a byte order mark, so that Korean stays Korean, and
    with an apostrophe before what a spreadsheet would take for a formula.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(name for name, _ in table.columns)
    known = _Harmless()
    writer.writerows([known[cell] if type(cell) is str else cell for cell in row] for row in table.rows)
    return out.getvalue()


class _Harmless(dict[str, str]):
    """Each text with its harmless form, made once: rows repeat most of theirs."""

    def __missing__(self, text: str) -> str:
        made = self[text] = harmless(text, figures=True)
        return made


def write_export(tables: tuple[Table, ...], kind: str, out: Path, as_of: date) -> None:
    """Write `tables` to `out`: one file for `xlsx` and `sqlite`, a file each in the folder `out` for `csv`, `parquet`.

    Raises CannotWrite where something stands there that factcheck did not make, and MissingLibrary.
    """
    with told(out):
        if kind in _FOLDERS:
            folder = Folder(out, MANIFEST, _FIRST_LINE, _FILES, ())
            with beside(folder.path) as fresh:
                _WRITERS[kind](tables, fresh, as_of)
                folder.take(fresh)
            return
        target = Path(os.path.realpath(out))
        if target.is_dir():
            raise CannotWrite(f"{visible(str(out))} is a folder; {kind} is one file, such as claims.{kind}")
        if target.exists() and not _is_ours(target, kind):
            raise CannotWrite(f"{visible(str(out))} was not made by factcheck, and is left as it is")
        with beside(target) as fresh:
            _WRITERS[kind](tables, fresh / "made", as_of)
            (fresh / "made").replace(target)


def _is_ours(path: Path, kind: str) -> bool:
    """Whether an XLSX or SQLite file was made by factcheck."""
    try:
        if kind == "sqlite":
            with path.open("rb") as file:
                return file.read(72)[68:72] == _APPLICATION.to_bytes(4, "big")
        with zipfile.ZipFile(path) as archive:
            return f">{_MADE_BY}<".encode() in archive.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


def _write_csv(tables: tuple[Table, ...], out: Path, _as_of: date) -> None:
    for table in tables:
        (out / f"{table.name}.csv").write_bytes(csv_text(table).encode())


def _write_xlsx(tables: tuple[Table, ...], out: Path, as_of: date) -> None:
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError as problem:
        raise MissingLibrary("XLSX needs openpyxl; install it with: pip install 'factcheck[export]'") from problem
    book = Workbook(write_only=True)
    made = datetime.combine(as_of, time())
    book.properties.creator, book.properties.created, book.properties.modified = _MADE_BY, made, made
    for table in tables:
        sheet: Any = book.create_sheet(table.name)
        sheet.freeze_panes = "B2"
        sheet.append([name for name, _ in table.columns])
        for row in table.rows:
            sheet.append([_cell(WriteOnlyCell, sheet, value) if isinstance(value, str) else value for value in row])
    unsorted = io.BytesIO()
    book.save(unsorted)
    # The library stamps its files with the time of day; the same review gives the same bytes.
    with zipfile.ZipFile(unsorted) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + made.isoformat().encode() + b"Z", content)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)


def _cell(make: Callable[..., Any], sheet: Any, text: str) -> Any:
    """A cell that holds a text, also where the text looks like a formula."""
    cell = make(sheet, value=shown_lines(text)[:_MOST_LETTERS])
    cell.data_type = "s"
    return cell


def _write_parquet(tables: tuple[Table, ...], out: Path, _as_of: date) -> None:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as problem:
        raise MissingLibrary("Parquet needs pyarrow; install it with: pip install 'factcheck[export]'") from problem
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    for table in tables:
        schema = arrow.schema([(name, types[kind]) for name, kind in table.columns])
        columns = [[_without_surrogates(row[place]) for row in table.rows] for place in range(len(table.columns))]
        arrays = [arrow.array(column, types[kind]) for column, (_, kind) in zip(columns, table.columns, strict=True)]
        parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), out / f"{table.name}.parquet")


def _without_surrogates(cell: Cell) -> Cell:
    """A text that is valid Unicode; anything else as it is."""
    return shown_lines(cell) if isinstance(cell, str) else cell


def _write_sqlite(tables: tuple[Table, ...], out: Path, _as_of: date) -> None:
    connection = sqlite3.connect(out)
    try:
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        for table in tables:
            columns = ", ".join(f'"{name}" {_SQL[kind]}' for name, kind in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            places = ", ".join("?" * len(table.columns))
            rows = ([_without_surrogates(cell) for cell in row] for row in table.rows)
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows)  # noqa: S608 (names are ours)
        connection.execute('CREATE INDEX "conditions_of" ON "conditions" ("claim")')
        connection.execute('CREATE INDEX "findings_of" ON "findings" ("claim")')
        connection.commit()
    finally:
        connection.close()


_WRITERS: dict[str, Callable[[tuple[Table, ...], Path, date], None]] = {
    "csv": _write_csv, "xlsx": _write_xlsx, "parquet": _write_parquet, "sqlite": _write_sqlite,
}  # fmt: skip
