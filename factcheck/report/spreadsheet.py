"""Tables as CSV that a spreadsheet opens as it should: Korean intact, and no cell that runs."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from factcheck.model.names import visible

_STARTS_A_FORMULA = tuple("=+-@|%\t\r＝＋－＠")  # full-width ones too: Excel reads them alike in East Asian settings
_SIGNED_FIGURE = re.compile(r"[-+][0-9][0-9,.]*\s?[%\w\s]*")


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV in UTF-8 with a byte order mark, by which Excel knows the encoding, and CRLF ends.

    A cell that a spreadsheet would take for a formula is made text by an apostrophe; control characters are escaped.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def harmless(cell: str, *, figures: bool = False) -> str:
    """`cell` as text that no spreadsheet evaluates; with `figures` a signed one, such as `-9.7 %`, is left as it is."""
    text = shown_lines(cell)
    if figures and _SIGNED_FIGURE.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \u00a0\u3000").startswith(_STARTS_A_FORMULA) else text


def shown_lines(text: str) -> str:
    """A text with control and bidirectional characters escaped, its line ends kept."""
    return text if text.isprintable() else "\n".join(visible(line) for line in text.split("\n"))
