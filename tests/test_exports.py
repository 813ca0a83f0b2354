"""Tables for other programs: what they hold, that texts stay texts, and that nothing of somebody else is overwritten."""

import csv
import datetime
import io
import sqlite3
import zipfile

import pytest
from test_report import HOSTILE, SAMPLE, reviewed

from factcheck.files.writer import CannotWrite
from factcheck.report.exports import FORMATS, MissingLibrary, csv_text, write_export
from factcheck.report.tables import TABLES, Table, tables

DAY = datetime.date(2026, 11, 21)
FORMULAS = ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1")
HARMLESS = ("-9.7 %", "+3", "-5 degC", "약 25t", "5..6 x")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return tables(reviewed(tmp_path_factory.mktemp("sample"), {"claims/a.yml": SAMPLE}))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    formulas = "".join(
        f"  f{number}: {{statement: {text!r}, kind: energy, subject: {text!r}, value: 5 MWh, quote: {text!r}, notes: {text!r}}}\n"
        for number, text in enumerate(FORMULAS) if "'" not in text and "\t" not in text
    )  # fmt: skip
    files = {"claims/a.yml": HOSTILE, "claims/b.yml": f"factcheck: 1\nclaims:\n{formulas}"}
    return tables(reviewed(tmp_path_factory.mktemp("hostile"), files))


def by_name(found, name):
    return next(table for table in found if table.name == name)


def rows_of(table):
    names = [name for name, _ in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_tables_hold_one_row_a_claim_with_units_of_their_own(sample):
    assert tuple(table.name for table in sample) == TABLES
    claims = {row["id"]: row for row in rows_of(by_name(sample, "claims"))}
    assert list(claims) == ["bloom", "person", "tenfold"]
    bloom = claims["bloom"]
    assert (bloom["rounded_low"], bloom["rounded_high"], bloom["unit"]) == (24.5, 25.5, "t CO2e")
    assert (bloom["base_low"], bloom["base_unit"]) == (24500.0, "CO2e*kg")
    assert claims["tenfold"]["standing"] == "contradicted"
    assert claims["tenfold"]["verdict"] == "misleading"
    assert claims["bloom"]["why_unchecked"] == "only used to check tenfold"


def test_conditions_are_told_by_side(sample):
    rows = rows_of(by_name(sample, "conditions"))
    location = [row for row in rows if row["claim"] == "tenfold" and row["condition"] == "location"]
    assert [(row["side"], row["state"], row["stated"]) for row in location] == [
        ("subject", "not stated", None), ("baseline", "stated", "all countries"),
    ]  # fmt: skip


def test_findings_have_their_evidence(sample):
    finding = next(row for row in rows_of(by_name(sample, "findings")) if row["rule"] == "equation-fails")
    assert (finding["claim"], finding["implied_low"], finding["implied_high"]) == ("tenfold", 4.9, 6.375)
    assert finding["unit"] == "person*year"
    assert finding["other_claims"] == "bloom; person"


def test_csv_opens_with_korean_intact(sample):
    text = csv_text(by_name(sample, "claims"))
    assert text.encode().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0]["quote"] == "BLOOM 약 25t"


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_has_no_formula(text):
    table = Table("t", (("x", str),), [(text,), (f"a {text}",)])
    cells = [row[0] for row in csv.reader(io.StringIO(csv_text(table).removeprefix("\ufeff")))][1:]
    assert cells[0][0] in "'\\"
    assert cells[1].startswith("a ")


@pytest.mark.parametrize("text", HARMLESS)
def test_csv_leaves_figures_as_they_are(text):
    assert csv_text(Table("t", (("x", str),), [(text,)])).splitlines()[1].strip('"') == text


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_written_twice_alike(sample, hostile, tmp_path, kind):
    for found in (sample, hostile):
        one, two = tmp_path / f"one.{kind}", tmp_path / f"two.{kind}"
        for out in (one, two, two):  # the second time over its own
            write_export(found, kind, out, DAY)
        files = [sorted(path.rglob("*")) if path.is_dir() else [path] for path in (one, two)]
        assert len(files[0]) == len(files[1]) > 0
        assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


def test_sqlite_can_be_asked(sample, tmp_path):
    write_export(sample, "sqlite", tmp_path / "x.sqlite", DAY)
    with sqlite3.connect(tmp_path / "x.sqlite") as data:
        found = data.execute(
            "SELECT c.id, f.rule FROM claims c JOIN findings f ON f.claim = c.id WHERE f.level = 'error'"
        ).fetchall()
    data.close()
    assert found == [("tenfold", "equation-fails")]


def test_xlsx_holds_texts_and_no_formula(hostile, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    write_export(hostile, "xlsx", tmp_path / "x.xlsx", DAY)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == list(TABLES)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type in "sn" for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())


def test_parquet_keeps_types(sample, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write_export(sample, "parquet", tmp_path / "x", DAY)
    table = parquet.read_table(tmp_path / "x" / "claims.parquet")
    assert table.column("rounded_low").to_pylist()[0] == 24.5
    assert str(table.schema.field("line").type) == "int64"


@pytest.mark.parametrize("kind", FORMATS)
def test_what_somebody_else_made_is_left_alone(sample, tmp_path, kind):
    out = tmp_path / f"x.{kind}"
    if kind in ("csv", "parquet"):
        out.mkdir()
        (out / "thesis.txt").write_text("mine")
        kept = out / "thesis.txt"
    else:
        out.write_text("mine")
        kept = out
    with pytest.raises(CannotWrite, match="not made by factcheck"):
        write_export(sample, kind, out, DAY)
    assert kept.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(("kind", "library"), [("xlsx", "openpyxl"), ("parquet", "pyarrow")])
def test_missing_library_is_told(sample, tmp_path, kind, library, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(MissingLibrary, match=rf"needs {library}; install it with: pip install"):
        write_export(sample, kind, tmp_path / f"x.{kind}", DAY)
    assert not list(tmp_path.iterdir())
