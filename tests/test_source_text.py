"""Texts as they come: encodings, line ends, HTML, standard input; and `factcheck extract` from the outside."""

import json
import subprocess
import sys

import pytest

from factcheck.cli.extract import Format
from factcheck.extraction.scanner import extract
from factcheck.extraction.source_text import decode, read_source, visible_html
from factcheck.files.workspace import NothingToRead

SENTENCE = "매출 1,287억 원, 이익 두 배"


def run(*arguments, stdin=b"", cwd=None):
    return subprocess.run([sys.executable, "-W", "ignore", "-m", "factcheck", "extract", *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, timeout=60)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [(SENTENCE.encode(), "UTF-8"), (b"\xef\xbb\xbf" + SENTENCE.encode(), "UTF-8"), (SENTENCE.encode("cp949"), "CP949"),
     (b"\xff\xfe" + SENTENCE.encode("utf-16-le"), "UTF-16-LE"), (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "UTF-16-BE")],
)  # fmt: skip
def test_encodings_are_told_by_their_bytes(raw, encoding):
    assert decode(raw) == (SENTENCE, encoding)


def test_western_texts_without_utf_8():
    assert decode("caf\xe9 \xa3 5".encode("cp1252")) == ("café £ 5", "CP1252")


def test_offsets_are_those_of_the_file_with_its_line_ends(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes("하나\r\n매출 5억 원\r\n10%".encode())
    source = read_source(str(file))
    assert [(m.line, source.text[m.start : m.end]) for m in extract(source.visible)] == [(2, "5억 원"), (3, "10%")]


def test_what_html_does_not_show_is_blanked_out_and_offsets_stay():
    text = '<html><head><title>9 t</title><script>var a = 5;</script></head>\n<body class="c7">매출 <b>3조</b> 원<!-- 4 t --><p>값 &#8212; 2배</body></html>'
    visible = visible_html(text)
    assert len(visible) == len(text)
    assert [text[m.start : m.end] for m in extract(visible)] == ["3조", "2배"]


def test_html_is_known_by_its_name_or_its_beginning(tmp_path):
    for name in ("a.html", "a.htm", "a"):
        (tmp_path / name).write_text("<!doctype html><title>5 t</title><p>6 t", encoding="utf-8")
        assert [m.text for m in extract(read_source(str(tmp_path / name)).visible)] == ["6 t"]
    (tmp_path / "a.md").write_text("5 < 6 t", encoding="utf-8")
    assert read_source(str(tmp_path / "a.md")).visible == "5 < 6 t"


@pytest.mark.parametrize(("name", "raw", "told"), [("a.bin", b"\x00\x01\x02", "no text"), ("a.pdf", b"%PDF-1.7 nothing", "PDF")])
def test_what_is_no_text_is_refused(tmp_path, name, raw, told):
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(NothingToRead, match=told):
        read_source(str(tmp_path / name))


def test_a_pdf_is_read_page_by_page(tmp_path):
    pypdf = pytest.importorskip("pypdf", reason="the pdf extra is not installed")
    writer = pypdf.PdfWriter()
    for _ in range(2):
        writer.add_blank_page(width=72, height=72)
    writer.write(tmp_path / "a.pdf")
    source = read_source(str(tmp_path / "a.pdf"))
    assert source.is_pages
    assert [source.page(offset) for offset in (0, len(source.text))] == [1, 2]


def test_extract_writes_one_mention_a_line(tmp_path):
    (tmp_path / "a.txt").write_text("전력 4 5t, A100보다 2.3배\n", encoding="utf-8")
    done = run("a.txt", cwd=tmp_path)
    damaged, chip, ratio = map(json.loads, done.stdout.decode().splitlines())
    assert damaged == {"file": "a.txt", "line": 1, "start": 3, "end": 7, "text": "4 5t", "value": 4, "value_hi": 5, "unit": "t", "kind": "range", "qualifier": None, "damaged": True}
    assert (chip["kind"], chip["value"]) == ("identifier", None)
    assert (ratio["value"], ratio["unit"], ratio["start"]) == (2.3, "x", 16)
    assert (done.returncode, done.stderr) == (0, b"")


def test_extract_reads_standard_input_and_says_what_it_read_it_as():
    done = run("-", stdin=SENTENCE.encode("cp949"))
    assert [json.loads(line)["value"] for line in done.stdout.decode().splitlines()] == [128_700_000_000, 2]
    assert "read as CP949" in done.stderr.decode()


def test_extract_as_a_table(tmp_path):
    (tmp_path / "a.txt").write_text("전력 4 5t\n", encoding="utf-8")
    lines = run("--format", Format.table.value, "a.txt", cwd=tmp_path).stdout.decode().splitlines()
    assert lines[0].split() == ["place", "kind", "value", "unit", "qualifier", "text"]
    assert lines[1].split() == ["a.txt:1", "range", "4..5", "t", "4", "5t", "(damaged)"]


def test_extract_without_its_file_is_exit_2(tmp_path):
    done = run("none.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "none.txt" in done.stderr.decode()
