"""Mentions for machines and for people."""

import json
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from factcheck.extraction.mention import Mention
from factcheck.extraction.source_text import SourceText
from factcheck.model.names import visible

_text: Callable[[str], str] = json.encoder.encode_basestring


def mention_record(mention: Mention, source: SourceText) -> dict[str, Any]:
    """A mention as JSON; what was not found of the optional keys is left out."""
    record: dict[str, Any] = {
        "file": source.file, "line": mention.line, "start": mention.start, "end": mention.end, "text": mention.text,
        "value": mention.value, "value_hi": mention.value_hi, "unit": mention.unit, "kind": mention.kind,
        "qualifier": mention.qualifier,
    }  # fmt: skip
    page = source.page(mention.start)
    extra = {"page": page, "damaged": mention.damaged or None, "noun": mention.noun, "per": mention.per, "converts": mention.converts}
    return record | {key: value for key, value in extra.items() if value is not None}


def write_mentions(mentions: Iterable[Mention], source: SourceText, out: TextIO) -> None:
    """One JSON object a line, as `mention_record` has it; written piece by piece, because there may be a million."""
    name = _text(source.file)
    words: dict[str | None, str] = {None: "null"}
    for mention in mentions:
        start, end, line, text, value, high, unit, kind, qualifier, damaged, noun, per, converts = mention
        for word in (unit, kind, qualifier):
            if word not in words:
                words[word] = _text(word or "")
        written = (
            f'{{"file": {name}, "line": {line}, "start": {start}, "end": {end}, "text": {_text(text)}, '
            f'"value": {"null" if value is None else repr(value)}, "value_hi": {"null" if high is None else repr(high)}, '
            f'"unit": {words[unit]}, "kind": {words[kind]}, "qualifier": {words[qualifier]}'
        )
        if damaged or noun is not None or per is not None or converts is not None or source.is_pages:
            written = json.dumps(mention_record(mention, source), ensure_ascii=False, allow_nan=False)[:-1]
        out.write(written + "}\n")


def write_mention_table(mentions: Iterable[Mention], source: SourceText, out: TextIO) -> None:
    """A table for people: place, kind, value with unit, qualifier, text."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading, justify in (("place", "left"), ("kind", "left"), ("value", "right"), ("unit", "left"), ("qualifier", "left"), ("text", "left")):
        table.add_column(heading, justify="right" if justify == "right" else "left", no_wrap=heading != "text")
    for mention in mentions:
        page = source.page(mention.start)
        place = f"{source.file}:{mention.line}" if page is None else f"{source.file}:page {page}"
        value = "" if mention.value is None else f"{mention.value:,}"
        if mention.value_hi is not None:
            value += f"..{mention.value_hi:,}"
        notes = mention.text + (" (damaged)" if mention.damaged else "")
        table.add_row(*(Text(visible(cell)) for cell in (place, mention.kind, value, mention.unit or "", mention.qualifier or "", notes)))
    Console(file=out, width=None if out.isatty() else 160).print(table)

