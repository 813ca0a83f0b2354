"""Fixes: changes that findings offer, made in the files through the one writer."""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from factcheck.files.layout import Edits, NoLayout, Part, layout
from factcheck.files.writer import rewrite
from factcheck.model.finding import Finding, Fix
from factcheck.model.location import Location
from factcheck.model.nodes import compose

_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # those that YAML counts
_WORD = re.compile(r"\w")


def apply_fixes(root: Path, findings: Iterable[Finding], by_name: frozenset[str]) -> list[Finding]:
    """Make the safe fixes that unwaived findings offer, and the unsafe ones of the rules in `by_name`.

    A fix is made only where the text is still what the finding saw, and a file is written only if it has fewer faults
    of form afterwards than before, and no new ones. Returns the findings whose fix was made, in their order.

    Raises writer.CannotWrite.
    """
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.fix is not None and finding.waived is None and (finding.fix.safe or finding.rule in by_name):
            by_file[finding.fix.location.file].append(finding)
    made: list[Finding] = []
    for file, offered in by_file.items():
        done: list[Finding] = []

        def change(text: str, offered: list[Finding] = offered, done: list[Finding] = done) -> str:
            return _fixed(text, offered, done)

        if rewrite(root / file, change):
            made += done
    return made


def _fixed(text: str, offered: list[Finding], done: list[Finding]) -> str:
    """The text with as many of the fixes as can be made, one after the other from the end; `done` takes those."""
    done.clear()
    spans: list[tuple[int, int, Finding]] = []
    for finding in offered:
        span = _span(text, finding.fix) if finding.fix is not None else None
        if span is not None and not any(span[0] < end and start < span[1] for start, end, _ in spans):
            spans.append((*span, finding))
    faults = len(compose(text, "").faults)
    for start, end, finding in sorted(spans, key=lambda span: span[0], reverse=True):
        edits = Edits(text)
        edits.replace(start, end, finding.fix.new if finding.fix is not None else "")
        new = edits.result()
        if len(compose(new, "").faults) <= faults:
            text = new
            done.append(finding)
    done.reverse()
    return text


def _span(text: str, fix: Fix) -> tuple[int, int] | None:
    """Where the old text of a fix stands; None where it no longer does, or more than once."""
    position = _position(text, fix.location)
    if position is None:
        return None
    if text.startswith(fix.old, position):
        return position, position + len(fix.old)
    part = _part(text, position)
    if part is None:
        return None
    inside = text[part.start : part.end]
    if fix.old == part.value and part.style in ("'", '"') and inside[1:-1] == fix.old:
        return part.start + 1, part.end - 1
    found = [
        match.start() for match in re.finditer(re.escape(fix.old), inside)
        if not _touches_a_word(inside, match.start(), match.end())
    ]  # fmt: skip
    return (part.start + found[0], part.start + found[0] + len(fix.old)) if len(found) == 1 else None


def _touches_a_word(text: str, start: int, end: int) -> bool:
    """Whether what stands at a place is only a piece of a longer word; digits may touch a unit."""
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    return bool((_WORD.match(before) and not before.isdigit()) or _WORD.match(behind))


def _part(text: str, position: int) -> Part | None:
    try:
        root = layout(text)
    except NoLayout:
        return None
    if root is None:
        return None
    return next((part for part in root.walk() if part.start == position and part.kind == "scalar"), None)


def _position(text: str, place: Location) -> int | None:
    starts = [0, *(match.end() for match in _LINE_ENDS.finditer(text))]
    if place.line > len(starts):
        return None
    position = starts[place.line - 1] + place.column - 1
    inside = bisect.bisect_right(starts, position) == place.line
    return position if inside and position <= len(text) else None
