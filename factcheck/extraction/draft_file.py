"""Drafts as the text of a claim file: a new one, or more at the end of the claims of one that exists."""

import json
import re
from collections.abc import Iterable

from factcheck.extraction.drafts import Draft, Drafted
from factcheck.extraction.mention import Mention

_PLAIN = re.compile(r"[A-Za-z가-힣][A-Za-z0-9가-힣_ .%/+()-]*|[0-9][0-9.,]*(?: ?[A-Za-z가-힣%/^*0-9 .]+)?")
_WORDS = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"])


def scalar(text: str) -> str:
    """A text as a YAML scalar, quoted where it could be read as something else."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS and " #" not in text and ": " not in text and not text.endswith(":"):
        return text
    return json.dumps(text, ensure_ascii=False)


def new_file(drafted: Drafted, name: str, source: str | None, digest: str, characters: int) -> str:
    """A claim file with all drafts, and the figures that cannot be drafted under `skip`."""
    lines = [
        f"# Drafted by factcheck from {_comment(name)} ({characters} characters, sha256 {digest}).",
        "# Every claim is a proposal: write its statement, settle what a remark asks, then change `status`.",
        "factcheck: 1",
        f"title: {scalar('Draft from ' + name)}",
    ]
    if source is not None:
        lines.append(f"source: {scalar(source)}")
    lines += ["", "claims:" if drafted.drafts else "claims: {}", *claim_lines(drafted.drafts, "  ")]
    lines += _skip_lines(drafted.skipped)
    return "\n".join(lines) + "\n"


def claim_lines(drafts: Iterable[Draft], indent: str) -> list[str]:
    """The lines of drafts under `claims:`, an empty line between two."""
    lines: list[str] = []
    for draft in drafts:
        if lines:
            lines.append("")
        lines.append(f"{indent}{draft.id}:")
        for key, value in draft.keys.items():
            remark = draft.remarks.get(key)
            lines.append(f"{indent * 2}{key}: {scalar(value)}" + (f"  # {'proposed: ' if key != 'status' else ''}{_comment(remark)}" if remark else ""))
        if draft.conditions:
            lines.append(f"{indent * 2}conditions:")
            for name, (value, quote, line) in draft.conditions.items():
                lines.append(f"{indent * 3}{name}: {{value: {json.dumps(value, ensure_ascii=False)}, quote: {json.dumps(quote, ensure_ascii=False)}, at: {line}}}  # proposed")
    return lines


def _skip_lines(skipped: Iterable[tuple[Mention, str]]) -> list[str]:
    entries = [f"  - {{quote: {json.dumps(m.text, ensure_ascii=False)}, at: {m.line}, reason: {json.dumps(why, ensure_ascii=False)}}}" for m, why in skipped]
    return ["", "skip:", *entries] if entries else []


def _comment(text: str) -> str:
    """What may stand in a comment: one line of printable characters."""
    return "".join(char if char.isprintable() else " " for char in text)


class CannotAppend(ValueError):
    """The file has no block of claims that lines can be added to; the message says why."""


_TOP = re.compile(r"^(?=[^\s#])", re.MULTILINE)
_CLAIMS = re.compile(r"^claims:[ \t]*(?:#[^\r\n]*)?(?:\r?\n|\Z)", re.MULTILINE)
_FIRST_CHILD = re.compile(r"^([ ]+)[^\s#]", re.MULTILINE)


def appended(existing: str, drafts: tuple[Draft, ...]) -> str:
    """The text of a claim file with drafts added behind its last claim; every character that was there stays.

    Raises CannotAppend.
    """
    newline = "\r\n" if "\r\n" in existing else "\n"
    head = _CLAIMS.search(existing)
    if head is None:
        if re.search(r"^claims:", existing, re.MULTILINE):
            raise CannotAppend("its claims are written in one line; give them a line each first")
        raise CannotAppend("it has no `claims:`")
    following = next((match.start() for match in _TOP.finditer(existing, head.end()) if match.start() >= head.end()), len(existing))
    block = existing[head.end() : following]
    child = _FIRST_CHILD.search(block)
    indent = child[1] if child is not None else "  "
    kept = len(block.rstrip())
    # Comments at the left margin behind the last claim belong to what follows.
    while kept and (line := block[:kept].rsplit("\n", 1)[-1]).startswith("#"):
        kept = len(block[: kept - len(line)].rstrip())
    place = head.end() + kept
    text = newline.join(["", *([""] if kept else []), *claim_lines(drafts, indent)])
    if not kept and existing[: head.end()].endswith("\n"):
        text = text.removeprefix(newline)
        return existing[: head.end()] + text + newline + existing[head.end() :]
    rest = existing[place:]
    return existing[:place] + text + (rest or newline)
