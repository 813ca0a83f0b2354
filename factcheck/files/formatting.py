"""The one form of a claim file: what `factcheck fmt` writes.

Keys of the file, of claims, of reviews and of waivers stand in the order of the format; claims, relations, conditions
and lists keep theirs. A nested block is two columns further in, a flow collection is spaced as `{a: b, c: [d, e]}`, the
unit of a value is in symbols where that is certain, no line ends in spaces, no two blank lines follow each other.
Comments move with what they stand above or behind. Digits, quoting, block scalars, and the space before a comment at
the end of a line stay as the analyst wrote them; so do a byte order mark and line ends.

It works on the text, part by part. What is laid out in a way that this does not know stays as it is, and the result is
read again and compared before anybody writes it: formatting never changes what a file says.
"""

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from factcheck.files.layout import NoLayout, Part, column, layout, line_end, newline
from factcheck.files.schema import DEFAULT_KEYS, RELATION_FORMS, REVIEW_KEYS, SKIP_KEYS, STATED_KEYS, WAIVER_KEYS
from factcheck.model.names import visible
from factcheck.model.nodes import compose, plain
from factcheck.model.spelling import spelled

_STEP = 2
_WIDTH = 120
_BEHIND = re.compile(r"[ \t]*(#.*)?")  # what may follow a value on its line

Order = tuple[str, ...]
# Behind the quote and the speaker the expression, then what the source says of conditions, then what the desk says.
CLAIM_ORDER: Order = (
    "statement", "kind", "measure", "subject", "baseline", "value", "also", "of", "digits", "span", "period", "baseline_period",
    "source", "quote", "at", "part", "speaker", "via", "relationship", "status", "equals", "conditions", "baseline_conditions",
    "notes", "review",
)  # fmt: skip
FILE_ORDER: Order = (
    "factcheck", "title", *(key for key in CLAIM_ORDER if key in DEFAULT_KEYS), "claims", "relations", "waivers", "skip",
)  # fmt: skip
_ANY: Order = ()


class CannotFormat(Exception):
    """The text is left as it is; the message says why."""


def formatted(text: str) -> str:
    """`text`, a claim file without byte order mark, in its one form.

    Raises CannotFormat for what is no YAML document, or laid out in a way that cannot be formatted safely.
    """
    end = newline(text)
    lines = text.replace("\r\n", "\n")
    try:
        root = layout(lines)
    except NoLayout as problem:
        raise CannotFormat(str(problem)) from problem
    if root is None or root.kind != "mapping" or not root.is_block:
        return text  # an empty file, or one in JSON: that is its own form
    new = _Formatter(lines).file(root)
    if not _says_the_same(lines, new):
        raise CannotFormat("it is laid out in a way that cannot be formatted safely")
    return new.replace("\n", end)


def difference(before: str, after: str, name: str) -> str:
    """What formatting changes, as a unified diff."""
    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} (formatted)")
    return "".join(visible(line.rstrip("\r\n")) + "\n" for line in lines)


def _says_the_same(before: str, after: str) -> bool:
    old, new = compose(before, ""), compose(after, "")
    faults = Counter(fault.rule for fault in old.faults) == Counter(fault.rule for fault in new.faults)
    return faults and before.count("#") == after.count("#") and _spelled(plain(old.root)) == _spelled(plain(new.root))


def _spelled(data: object) -> object:
    """The data of a file with the values of its claims in their one spelling."""
    claims = data.get("claims") if isinstance(data, dict) else None
    if isinstance(data, dict) and isinstance(claims, dict):
        return data | {"claims": {id_: _with_spelled_values(claim) for id_, claim in claims.items()}}
    return data


def _with_spelled_values(claim: object) -> object:
    if not isinstance(claim, dict):
        return claim
    return {key: _respelled(value) if key in ("value", "also") else value for key, value in claim.items()}


def _respelled(value: object) -> object:
    if isinstance(value, list):
        return [_respelled(part) for part in value]
    return spelled(value) if isinstance(value, str) else value


class _Formatter:
    def __init__(self, text: str) -> None:
        self.text = text

    def file(self, root: Part) -> str:
        first = self._line_start(root.entries[0][0].start)
        head = _collapsed(self.text[:first].split("\n")[:-1])
        remainder = self.text[self._after(root.end) :]
        behind = remainder.split("\n") if remainder else []
        comments, rest = behind, []
        for number, line in enumerate(behind):
            if line.startswith(("...", "---", "%")):
                comments, rest = behind[:number], behind[number:]
                break
        lines = self._mapping(root, 0, ("file",), comments)
        while head and not head[0]:
            head.pop(0)
        made = [*head, *lines, *(line.rstrip() for line in rest)]
        if not self._keeps_blank_lines(root):
            while made and not made[-1]:
                made.pop()
        return "\n".join(made) + "\n"

    def _keeps_blank_lines(self, root: Part) -> bool:
        """Whether the file ends in a block scalar whose blank lines count."""
        return self.text[: root.end].endswith("\n")

    # ---- blocks ------------------------------------------------------------------------------------------------------

    def _mapping(
        self, part: Part, indent: int, path: tuple[str, ...], behind: list[str], above: Sequence[str] = ()
    ) -> list[str]:
        """The lines of a block mapping.

        `behind` are the comments that follow it and stand at its depth or deeper, `above` those right above its first
        key.
        """
        own = column(self.text, part.entries[0][0].start)
        chunks: list[tuple[str, list[str]]] = []
        tails: list[list[str]] = []
        leads: list[list[str]] = []
        for number, (key, _) in enumerate(part.entries):
            start = self._after(part.entries[number - 1][1].end) if number else self._line_start(key.start)
            gap = self.text[start : self._line_start(key.start)].split("\n")[:-1] if number else list(above)
            tail, lead = _parted(gap, own) if number else ([], gap)
            if number:
                tails.append(tail)
            leads.append(lead)
            if self.text[self._line_start(key.start) : key.start].strip(" -"):
                raise CannotFormat(f"line {self.text.count(chr(10), 0, key.start) + 1} has a key that is laid out in an unusual way")
        tail, rest = _parted(behind, own)
        tails.append(tail)
        for (key, value), lead, tail in zip(part.entries, leads, tails, strict=True):
            lines = self._entry(key, value, indent, own, (*path, key.value), tail)
            chunks.append((key.value, [*_comments(lead, indent), *lines]))
        ordered = _ordered(chunks, _order(path))
        ordered[0][1][:] = _without_leading_blanks(ordered[0][1])
        return [line for _, lines in ordered for line in lines] + _comments(rest, indent)

    def _entry(self, key: Part, value: Part, indent: int, own: int, path: tuple[str, ...], tail: list[str]) -> list[str]:
        text = self.text
        margin = " " * indent
        between = text[key.end : value.start]
        name = text[key.start : key.end]
        if value.is_block:
            properties = text[value.start : value.inner].strip() if value.inner > value.start else ""
            stop = value.inner if properties else key.end + between.index(":") + 1
            comment = self._behind(stop)
            head = f"{margin}{name}:{' ' + properties if properties else ''}{comment}"
            first = value.entries[0][0] if value.entries else value.items[0]
            gap = text[self._after(stop) : self._line_start(first.start)].split("\n")[:-1]
            inner = indent + _STEP
            gap, near = _split_at_last_blank(gap)
            lead = _without_leading_blanks(_comments(gap, inner))
            if value.kind == "mapping":
                lines = self._mapping(value, inner, path, tail, near)
            else:
                lines = [*_comments(near, inner), *self._sequence(value, inner, path, tail)]
            return [head, *lead, *lines]
        empty = value.kind == "scalar" and value.start == value.end
        if "#" in between and not empty:  # a remark between a key and its value: both stay where they are
            return [*self._as_it_is(key.start, value.end, indent - own), *_comments(tail, indent)]
        space = "" if empty else " "
        lines = self._value(value, indent, own, len(name) + 2 + indent, path)
        last = "" if value.style in ("|", ">") else self._behind(value.end)
        lines[-1] += last
        return [f"{margin}{name}:{space}{lines[0]}".rstrip(), *lines[1:], *_comments(tail, indent)]

    def _sequence(self, part: Part, indent: int, path: tuple[str, ...], behind: list[str]) -> list[str]:
        text = self.text
        own = column(text, max(part.start, part.inner))
        if part.inner > part.start or text[part.start] != "-":
            own = self._dash(part.start, part.items[0])
        lines: list[str] = []
        for number, item in enumerate(part.items):
            start = self._after(part.items[number - 1].end) if number else self._line_start(item.start)
            gap = text[start : self._line_start(item.start)].split("\n")[:-1] if number else []
            before = text[self._line_start(item.start) : item.start]
            if before.strip() != "-" or (item.kind == "sequence" and item.is_block):
                raise CannotFormat(f"line {text.count(chr(10), 0, item.start) + 1} has a list that is laid out in an unusual way")
            lead = _comments(gap, indent)
            last = number == len(part.items) - 1
            tail, rest = _parted(behind, own) if last else ([], [])
            if item.is_block:
                made = self._mapping(item, indent + _STEP, (*path, "-"), tail)
                if made[0].lstrip().startswith("#"):
                    raise CannotFormat("a comment stands between a dash and its keys")
                made[0] = f"{' ' * indent}- {made[0].lstrip()}"
            else:
                made = self._value(item, indent, own, indent + _STEP, (*path, "-"))
                made[-1] += "" if item.style in ("|", ">") else self._behind(item.end)
                made = [f"{' ' * indent}- {made[0]}".rstrip(), *made[1:], *_comments(tail, indent)]
            lines += [*lead, *made, *_comments(rest, indent)]
        return _without_leading_blanks(lines)

    def _dash(self, start: int, item: Part) -> int:
        line = self._line_start(item.start)
        found = self.text.find("-", max(line, start), item.start)
        if found < 0:
            raise CannotFormat("a list is laid out in an unusual way")
        return column(self.text, found)

    # ---- values ------------------------------------------------------------------------------------------------------

    def _value(self, value: Part, indent: int, own: int, at: int, path: tuple[str, ...]) -> list[str]:
        """A scalar, alias or flow collection as the lines that follow its key; the first without indentation."""
        text = self.text[value.start : value.end]
        if value.style in ("{", "["):
            return self._flow_lines(value, indent, own, at, path)
        if value.style in ("|", ">"):
            return self._block_scalar(value, indent, own)
        if "\n" not in text:
            return [self._scalar(value, path)]
        first, *others = text.split("\n")
        inner = " " * (indent + _STEP)
        return [first.rstrip(), *((inner + line.strip() if not line.rstrip().endswith("\\") else inner + line.lstrip()) if line.strip() else "" for line in others)]

    def _scalar(self, value: Part, path: tuple[str, ...]) -> str:
        text = self.text[value.start : value.end]
        is_value = len(path) >= 4 and path[:2] == ("file", "claims") and path[3] in ("value", "also")
        if not is_value or value.kind != "scalar" or value.value not in text:
            return text
        return text.replace(value.value, spelled(value.value)) if value.value.strip() else text

    def _block_scalar(self, value: Part, indent: int, own: int) -> list[str]:
        header, *content = self.text[value.start : value.end].split("\n")
        if self.text[: value.end].endswith("\n"):
            content.pop()
        depths = [len(line) - len(line.lstrip(" ")) for line in content if line.strip()]
        explicit = re.search("[0-9]", header.split("#")[0])
        shift = indent - own if explicit or not depths else indent + _STEP - min(depths)
        return [header.rstrip(), *(_shifted(line, shift) for line in content)]

    def _as_it_is(self, start: int, end: int, shift: int) -> list[str]:
        """A stretch of text, from a key to its value, moved to another depth."""
        end = line_end(self.text, end)
        lines = self.text[self._line_start(start) : end].split("\n")
        return [_shifted(line, shift).rstrip() for line in lines]

    # ---- flow collections --------------------------------------------------------------------------------------------

    def _flow_lines(self, value: Part, indent: int, own: int, at: int, path: tuple[str, ...]) -> list[str]:
        text = self.text[value.start : value.end]
        made = None if self._has_comments(value) else self._flow(value, path)
        if made is None:
            first, *others = text.split("\n")
            return [first.rstrip(), *(_shifted(line, indent - own).rstrip() for line in others)]
        one = "".join(made)
        if "\n" not in text or at + len(one) <= _WIDTH:
            return [one]
        lines, margin = [""], " " * (at + 1)
        for piece in made:
            width = len(lines[-1]) + (at if len(lines) == 1 else 0)
            if lines[-1].strip() and width + len(piece.rstrip()) > _WIDTH:
                lines[-1] = lines[-1].rstrip()
                lines.append(margin)
            lines[-1] += piece
        return lines

    def _flow(self, part: Part, path: tuple[str, ...]) -> list[str] | None:
        """A flow collection in pieces between which a line may end; None for one that stays as it is."""
        text = self.text
        if part.kind in ("scalar", "alias"):
            return None if "\n" in text[part.start : part.end] else [self._scalar(part, path)]
        if part.style not in ("{", "["):
            return None
        properties = text[part.start : part.inner].strip()
        opening = (properties + " " if properties else "") + part.style
        children: list[tuple[str, list[str]]] = []
        if part.kind == "mapping":
            for key, value in part.entries:
                if ":" not in text[key.end : value.end + 1] or key.kind != "scalar" or "\n" in text[key.start : key.end] or text[key.start] == "?":
                    return None
                inner = self._flow(value, (*path, key.value))
                if inner is None:
                    return None
                space = " " if any(inner) else ""
                children.append((key.value, [f"{text[key.start : key.end]}:{space}{inner[0]}", *inner[1:]]))
            children = _ordered(children, _order(path))
        else:
            for item in part.items:
                inner = self._flow(item, (*path, "-"))
                if inner is None:
                    return None
                children.append(("", inner))
        pieces = [opening]
        for number, (_, inner) in enumerate(children):
            if number:
                pieces[-1] += ", "
                pieces += inner
            else:
                pieces = [pieces[0] + inner[0], *inner[1:]]
        pieces[-1] += "}" if part.style == "{" else "]"
        return pieces

    def _has_comments(self, part: Part) -> bool:
        position, loose = part.start, []
        for leaf in sorted((p for p in part.walk() if p.kind in ("scalar", "alias")), key=lambda p: p.start):
            loose.append(self.text[position : leaf.start])
            position = max(position, leaf.end)
        return any("#" in piece for piece in [*loose, self.text[position : part.end]])

    # ---- places ------------------------------------------------------------------------------------------------------

    def _line_start(self, position: int) -> int:
        return self.text.rfind("\n", 0, position) + 1

    def _after(self, position: int) -> int:
        """Where the line behind a value begins; a value that keeps its blank lines ends there already."""
        if self.text[:position].endswith("\n"):
            return position
        return min(line_end(self.text, position) + 1, len(self.text))

    def _behind(self, position: int) -> str:
        """The comment at the end of a line, with the space before it."""
        found = self.text[position : line_end(self.text, position)]
        if not _BEHIND.fullmatch(found):
            raise CannotFormat(f"line {self.text.count(chr(10), 0, position) + 1} goes on behind a value")
        return found.rstrip()


def _order(path: tuple[str, ...]) -> Order:
    """The order of the keys of the mapping at `path`; an empty one where they keep theirs."""
    match path:
        case ("file",):
            return FILE_ORDER
        case ("file", "claims", _):
            return CLAIM_ORDER
        case ("file", "claims", _, "review"):
            return REVIEW_KEYS
        case ("file", "claims", _, "conditions" | "baseline_conditions", _) | ("file", "conditions" | "baseline_conditions", _):
            return STATED_KEYS
        case ("file", "relations", _):
            return RELATION_FORMS
        case ("file", "relations", _, "sum"):
            return ("parts", "total")
        case ("file", "relations", _, "share"):
            return ("part", "whole", "share")
        case ("file", "waivers", "-"):
            return WAIVER_KEYS
        case ("file", "skip", "-"):
            return SKIP_KEYS
    return _ANY


def _ordered(chunks: list[tuple[str, list[str]]], order: Order) -> list[tuple[str, list[str]]]:
    """Entries in the order of the format; a key that it does not have stays behind the one before it."""
    if not order:
        return chunks
    ranks: Mapping[str, int] = {key: rank for rank, key in enumerate(order)}
    ranked, rank = [], -1
    for chunk in chunks:
        rank = ranks.get(chunk[0], rank)
        ranked.append((rank, chunk))
    return [chunk for _, chunk in sorted(ranked, key=lambda pair: pair[0])]


def _parted(gap: list[str], own: int) -> tuple[list[str], list[str]]:
    """The lines between two keys: those that still belong to what is above, being further in, and the others."""
    split = 0
    for number, line in enumerate(gap):
        bare = line.strip()
        if bare and len(line) - len(line.lstrip()) <= own:
            break
        if bare:
            split = number + 1
    return gap[:split], gap[split:]


def _split_at_last_blank(lines: list[str]) -> tuple[list[str], list[str]]:
    """What is said of a block as a whole, and what stands right above its first key."""
    last = max((number for number, line in enumerate(lines) if not line.strip()), default=-1)
    return lines[: last + 1], lines[last + 1 :]


def _comments(lines: Sequence[str], indent: int) -> list[str]:
    """Comment lines at a depth, with single blank lines."""
    return _collapsed([" " * indent + line.strip() if line.strip() else "" for line in lines])


def _collapsed(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line.strip() or not kept or kept[-1]:
            kept.append(line.rstrip())
    return kept


def _without_leading_blanks(lines: list[str]) -> list[str]:
    number = next((number for number, line in enumerate(lines) if line), len(lines))
    return lines[number:]


def _shifted(line: str, shift: int) -> str:
    if not line.strip():
        return ""
    if shift >= 0:
        return " " * shift + line
    return line[min(-shift, len(line) - len(line.lstrip(" "))) :]

