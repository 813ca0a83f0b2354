"""Result files as text, with every number as the digits that were printed."""

import csv
import io
import json
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from factcheck.model.names import shown, visible

MAX_BYTES = 64 * 1024 * 1024
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?|[+-]?\.[0-9]+(?:[eE][+-]?[0-9]{1,3})?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_NO_NUMBER = frozenset(["", "nan", "inf", "-inf", "infinity", "-infinity", "none", "null", "n/a"])
_MAX_DIGITS = 100

Object = Mapping[str, Any]


class BadImport(Exception):
    """A file that cannot be imported; the message is for the user."""


class Digits(str):
    """A number as printed."""

    __slots__ = ()


def read_bytes(path: Path) -> bytes:
    """The content of a result file. Raises BadImport."""
    name = visible(str(path))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BadImport(f"{name} is no regular file")
        if status.st_size > MAX_BYTES:
            raise BadImport(f"{name} is larger than {MAX_BYTES >> 20} MB")
        return path.read_bytes()
    except OSError as problem:
        raise BadImport(f"cannot read {name}: {problem.strerror or problem}") from problem


def decoded(data: bytes) -> str:
    """The content as text, with or without a byte order mark. Raises BadImport."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadImport("the file is UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadImport(f"the file is not UTF-8 (byte {problem.start + 1})") from problem


def json_objects(text: str) -> list[Object]:
    """The JSON objects of a file: one, or several one after another as a tool appends them; numbers as Digits.

    Raises BadImport.
    """
    decoder = json.JSONDecoder(parse_float=Digits, parse_int=Digits, parse_constant=Digits)
    found: list[Object] = []
    start = 0
    while True:
        rest = re.compile(r"\s*").match(text, start)
        start = rest.end() if rest is not None else start
        if start == len(text) and found:
            return found
        try:
            data, start = decoder.raw_decode(text, start)
        except json.JSONDecodeError as problem:
            raise BadImport(f"line {problem.lineno}, column {problem.colno}: this is no JSON ({problem.msg})") from problem
        except RecursionError as problem:
            raise BadImport("the JSON is nested too deeply") from problem
        if not isinstance(data, dict):
            raise BadImport("the JSON is no object: no tool that is read here writes that")
        found.append(data)


def csv_rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file with their lines, empty ones left out. Raises BadImport."""
    reader = csv.reader(io.StringIO(text, newline=""))
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, [cell.strip() for cell in row]))
            line = reader.line_num + 1
    except csv.Error as problem:
        raise BadImport(f"line {reader.line_num}: this is no CSV ({problem})") from problem
    return rows


def csv_table(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The header of a CSV file, and its rows with their lines as mappings from it. Raises BadImport."""
    rows = csv_rows(text)
    if not rows:
        raise BadImport("the file is empty")
    header = rows[0][1]
    twice = next((name for name in header if header.count(name) > 1), None)
    if twice is not None:
        raise BadImport(f"the column {shown(twice)} stands twice in the header")
    found = []
    for line, row in rows[1:]:
        if len(row) != len(header):
            raise BadImport(f"line {line} has {len(row)} cells, the header {len(header)}: the file is cut or damaged")
        found.append((line, dict(zip(header, row, strict=True))))
    return header, found


def require(fields: Mapping[str, object] | list[str], needed: tuple[str, ...], tool: str) -> None:
    """Raises BadImport where a field is missing that every release of `tool` that is read here writes."""
    lacking = [name for name in needed if name not in fields]
    if lacking:
        raise BadImport(f"the file lacks {', '.join(lacking)}: it is broken, or not of {tool}")


def figure(data: Object, key: str) -> str | None:
    """The number under `key` as printed; None where there is none, or where it is not finite.

    Raises BadImport for what is no number, and for a negative one: no figure that is imported can be.
    """
    value = data.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str):
        raise BadImport(f"{shown(key)} is no number")
    text = value.strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if text.casefold() in _NO_NUMBER:
        return None
    if not _NUMBER.fullmatch(text) or len(text) > _MAX_DIGITS:
        raise BadImport(f"{shown(key)} is {shown(text)!r}, which is no number")
    if text.startswith("-") and text.strip("-0."):
        raise BadImport(f"{shown(key)} is {shown(text)}, and cannot be negative")
    return text.lstrip("+-")


def words(data: Object, key: str) -> str | None:
    """The text, number or truth under `key` on one line; None where there is none."""
    value = data.get(key)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return None
    return " ".join(value.split()) or None


def inner(data: object, *keys: str) -> Any:
    """What stands under `keys`, one inside the other; None where one of them is missing."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def leaves(data: object, name: str, depth: int = 8) -> Iterator[object]:
    """Every value under the key `name`, however deep."""
    if depth and isinstance(data, dict):
        for key, value in data.items():
            if key == name:
                yield value
            else:
                yield from leaves(value, name, depth - 1)
    elif depth and isinstance(data, list):
        for item in data:
            yield from leaves(item, name, depth - 1)
