"""The texts that mentions are read from: plain text, Markdown, HTML, PDF, standard input.

Offsets are code points of the file as read: line ends stay as they are, a byte-order mark is no part of the text, and
what is no text in HTML (tags, scripts, comments) is blanked out and not cut out. Only a PDF has no text of its own:
its pages are laid one behind the other, a form feed between them.
"""

import html.parser
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MAX_BYTES = 256 * 1024 * 1024
PAGE_END = "\f"
_HIDDEN = frozenset(["script", "style", "head", "title", "template", "noscript", "svg"])


@dataclass(frozen=True)
class SourceText:
    """A text as read: `file` as it was named, `raw` bytes, `encoding` as detected; `pages` for a PDF."""

    file: str
    raw: bytes
    text: str
    encoding: str
    is_pages: bool = False
    is_html: bool = False

    @cached_property
    def visible(self) -> str:
        """The text with what a reader does not see blanked out, of the same length."""
        return visible_html(self.text) if self.is_html else self.text

    def page(self, offset: int) -> int | None:
        """The page of a PDF that an offset lies on, from 1."""
        return self.text.count(PAGE_END, 0, offset) + 1 if self.is_pages else None


def _refused(why: str) -> Exception:
    from factcheck.files.workspace import NothingToRead  # late: it brings the claim files along

    return NothingToRead(why)


def read_source(path: str) -> SourceText:
    """Read a text file, or standard input for `-`.

    Raises NothingToRead where there is no such file, or it is no text.
    """
    if path == "-":
        return _decoded("-", sys.stdin.buffer.read(MAX_BYTES + 1), "")
    file = Path(path)
    if not file.is_file():
        raise _refused(f"{path} is no file" if file.exists() else f"there is no file {path}")
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise _refused(f"{path} cannot be read: {problem.strerror}") from problem
    return _decoded(path, raw, file.suffix.lower())


def _decoded(path: str, raw: bytes, suffix: str) -> SourceText:
    if len(raw) > MAX_BYTES:
        raise _refused(f"{path} is larger than {MAX_BYTES // 1024 // 1024} MB")
    if raw.startswith(b"%PDF-"):
        return SourceText(path, raw, _pdf_text(path, raw), "PDF", is_pages=True)
    text, encoding = decode(raw)
    if "\0" in text:
        raise _refused(f"{path} is no text: it holds NUL characters")
    looks = suffix in (".html", ".htm", ".xhtml") or (suffix in ("", ".txt") and _HTML_START.match(text) is not None)
    return SourceText(path, raw, text, encoding, is_html=looks)


_HTML_START = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def decode(raw: bytes) -> tuple[str, str]:
    """The text of some bytes and the name of their encoding: by byte-order mark, else UTF-8, else CP949, else Latin-1."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace"), encoding.upper()
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding), encoding.upper()
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", errors="replace"), "CP1252"


def _pdf_text(path: str, raw: bytes) -> str:
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise _refused(f"{path} is a PDF: install the extra that reads them, factcheck[pdf]") from None
    import io
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return PAGE_END.join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as problem:
        raise _refused(f"{path} is no PDF that can be read: {problem}") from problem


class _Visible(html.parser.HTMLParser):
    """Notes which stretches of an HTML text a reader sees."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.spans: list[tuple[int, int]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self._hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = 0 if tag == "body" else self._hidden + (tag in _HIDDEN)  # `</head>` may be left out

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            line, column = self.getpos()
            start = self._lines[line - 1] + column
            self.spans.append((start, start + len(data)))


def visible_html(source: str) -> str:
    """`source` with everything but its visible text as spaces, line ends kept: offsets stay."""
    parser = _Visible(source)
    parser.feed(source)
    parser.close()
    pieces: list[str] = []
    position = 0
    for start, end in parser.spans:
        pieces += [_NOT_LINE_END.sub(" ", source[position:start]), source[start:end]]
        position = end
    pieces.append(_NOT_LINE_END.sub(" ", source[position:]))
    return "".join(pieces)


_NOT_LINE_END = re.compile(r"[^\r\n]")
