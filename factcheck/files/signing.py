"""Signing a claim off: `review` written into its file, with the digest of what it was given for."""

from collections.abc import Mapping
from pathlib import Path

from factcheck.files.layout import Edits, NoLayout, Part, column, layout, line_end, newline
from factcheck.files.reader import read_dossier
from factcheck.files.scalars import folded, scalar
from factcheck.files.schema import CLAIM_KEYS, REVIEW_KEYS
from factcheck.files.writer import CannotWrite, rewrite
from factcheck.knowledge.knowledge import Knowledge
from factcheck.model.claim import Claim, Review
from factcheck.model.names import visible
from factcheck.model.signature import digest, same_content

_STEP = 2  # columns that a nested mapping is further in
_WIDTH = 120


def sign(
    path: Path, id_: str, verdict: str, by: str, on: str, note: str | None, knowledge: Knowledge, rules: frozenset[str]
) -> Review:
    """Write a verdict into the claim `id_` of a file, with the digest of the claim as it stands there; return both.

    Keys of an earlier review are edited where they stand. Its note stays where `note` is None; an empty one takes it
    away. Nothing else of the file changes, byte for byte.

    Raises CannotWrite where the file holds no such claim, or one that cannot be edited in place.
    """
    signed: Review | None = None

    def change(text: str) -> str:
        nonlocal signed
        claims = _claims(text, path, knowledge, rules)
        claim = claims.get(id_)
        if claim is None:
            raise CannotWrite(f"{visible(str(path))} holds no claim {visible(id_)} that can be read; `factcheck check` says why")
        kept = claim.review.note if claim.review is not None and note is None else note or ""
        signed = Review(verdict, by, on, kept, digest(claim))
        new = with_review(text, id_, signed)
        again = _claims(new, path, knowledge, rules)
        others = (
            again[name].review == (signed if name == id_ else old.review) and same_content(again[name], old)
            for name, old in claims.items()
            if name in again
        )
        if again.keys() != claims.keys() or not all(others):
            raise CannotWrite(f"{visible(str(path))}: the claim {id_} is laid out in a way that cannot be edited; sign it by hand")
        return new

    rewrite(path, change)
    if signed is None:
        raise CannotWrite(f"{visible(str(path))} was not read")
    return signed


def _claims(text: str, path: Path, knowledge: Knowledge, rules: frozenset[str]) -> dict[str, Claim]:
    return {claim.id: claim for claim in read_dossier(text, str(path), knowledge, rules).dossier.claims}


def with_review(text: str, id_: str, review: Review) -> str:
    """The text of a claim file with `review` in the claim `id_`.

    Raises CannotWrite where the claim stands behind an alias, which other claims may share.
    """
    try:
        root = layout(text)
    except NoLayout as problem:
        raise CannotWrite(f"the file cannot be edited: {problem}") from problem
    claims = root.get("claims") if root is not None else None
    body = claims.get(id_) if claims is not None else None
    if body is None or body.kind != "mapping":
        raise CannotWrite(f"the claim {visible(id_)} cannot be edited in place; write it out without an alias")
    given = {"verdict": review.verdict, "by": review.by, "on": review.on, "note": review.note, "digest": review.digest}
    edits = Edits(text)
    entry = body.entry("review")
    if entry is None:
        _add(edits, body, "review", {key: value for key, value in given.items() if value})
    elif entry[1].kind == "mapping":
        for key in REVIEW_KEYS:
            _set(edits, entry[1], key, given[key])
    else:  # empty, an alias, or something that is no review: it makes room
        edits.replace(entry[1].start, entry[1].end, _space(text, entry[1].start) + _flow(given, json_style=_is_json(body)))
    return edits.result()


def _set(edits: Edits, mapping: Part, key: str, value: str) -> None:
    """Give `key` of a mapping of texts another value; an empty one takes the key away."""
    entry = mapping.entry(key)
    if entry is None:
        if value:
            _add(edits, mapping, key, value)
    elif not value:
        _remove(edits, mapping, entry)
    elif entry[1].kind != "scalar" or entry[1].value.strip() != value:
        start, end = entry[1].start, entry[1].end
        new = _lines(edits.text, mapping, key, value) if mapping.is_block else scalar(value, flow=True, json_style=_is_json(mapping))
        edits.replace(start, end, _space(edits.text, start) + new)


def _remove(edits: Edits, mapping: Part, entry: tuple[Part, Part]) -> None:
    key, value = entry
    text = edits.text
    if mapping.is_block:
        start = text.rfind("\n", 0, key.start) + 1
        edits.replace(start, min(text.find("\n", value.end) % (len(text) + 1) + 1, len(text)), "")
        return
    number = next(number for number, (name, _) in enumerate(mapping.entries) if name is key)
    if number:
        edits.replace(mapping.entries[number - 1][1].end, value.end, "")
    elif len(mapping.entries) > 1:
        edits.replace(key.start, mapping.entries[1][0].start, "")
    else:
        edits.replace(key.start, value.end, "")


def _add(edits: Edits, mapping: Part, key: str, value: str | Mapping[str, str]) -> None:
    """Add an entry at the end of a mapping, or before the keys that come behind it in the format."""
    text = edits.text
    if not mapping.is_block:
        new = value if isinstance(value, str) else None
        style = _is_json(mapping)
        written = scalar(new, flow=True, json_style=style) if new is not None else _flow(value, json_style=style)  # type: ignore[arg-type]
        name = scalar(key, flow=True, json_style=style)
        last = mapping.entries[-1][1].end if mapping.entries else mapping.inner + 1
        edits.insert(last, (", " if mapping.entries else "") + f"{name}: {written}")
        return
    behind = _before(mapping, key)
    indent = column(text, mapping.entries[0][0].start)
    lines = [f"{key}: {_lines(text, mapping, key, value)}"] if isinstance(value, str) else _block(value, key, indent)
    end = newline(text)
    written = end.join(lines).rstrip()
    at = line_end(text, behind.end) if not text[: behind.end].endswith("\n") else behind.end
    if text[: behind.end].endswith("\n"):  # a scalar that keeps its blank lines
        edits.insert(at, " " * indent + written + end)
    else:
        edits.insert(at, end + " " * indent + written)


def _before(mapping: Part, key: str) -> Part:
    """The value behind which a new key stands: that of the last key which comes before it in the format."""
    order = REVIEW_KEYS if key in REVIEW_KEYS else CLAIM_KEYS
    rank = order.index(key)
    earlier = [value for name, value in mapping.entries if name.value not in order or order.index(name.value) < rank]
    return earlier[-1] if earlier else mapping.entries[-1][1]


def _block(values: Mapping[str, str], key: str, indent: int) -> list[str]:
    """A mapping of texts in block style under `key`."""
    lines = [f"{key}:"]
    inner = " " * (indent + _STEP)
    for name, value in values.items():
        one = f"{inner}{name}: {scalar(value)}"
        if len(one) > _WIDTH and (many := folded(value, indent + 2 * _STEP)) is not None:
            lines += [f"{inner}{name}: {many[0]}", *many[1:]]
        else:
            lines.append(one)
    return lines


def _lines(text: str, mapping: Part, key: str, value: str) -> str:
    """A text as the value of a key in block style, folded where it is long."""
    indent = column(text, mapping.entries[0][0].start)
    one = scalar(value)
    if indent + len(key) + 2 + len(one) <= _WIDTH:
        return one
    many = folded(value, indent + _STEP)
    return newline(text).join(many) if many is not None else one


def _flow(values: Mapping[str, str], *, json_style: bool) -> str:
    pairs = (
        f"{scalar(name, flow=True, json_style=json_style)}: {scalar(value, flow=True, json_style=json_style)}"
        for name, value in values.items()
        if value
    )
    return "{" + ", ".join(pairs) + "}"


def _is_json(mapping: Part) -> bool:
    """Whether the keys of a flow mapping are in double quotes, as JSON has them."""
    return bool(mapping.style) and bool(mapping.entries) and all(key.style == '"' for key, _ in mapping.entries)


def _space(text: str, position: int) -> str:
    """The space that an empty value lacks behind its colon."""
    return " " if text[position - 1 : position] == ":" else ""
