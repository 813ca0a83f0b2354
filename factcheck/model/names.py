"""Names as people write them: folded for comparison, searched for slips, shown without surprises."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_LOOSE = re.compile(r"[\s\-_‐‑]+")
_DIGITS = re.compile(r"[0-9]+")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form under which two spellings of a name are one: case, spaces, hyphens and underscores do not count."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", name).casefold())


def visible(text: str) -> str:
    """`text` with control and bidirectional characters escaped, so that a terminal or a page shows what is there."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shown(text: str, limit: int = 60) -> str:
    """`text` on one line, escaped, in quotes' reach: cut after `limit` characters."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return visible(short)


def _distance_at_most_one(left: str, right: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours turns `left` into `right`."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) - len(left) > 1:
        return False
    start = 0
    while start < len(left) and left[start] == right[start]:
        start += 1
    if len(left) < len(right):
        return left[start:] == right[start + 1 :]
    rest, other = left[start:], right[start:]
    return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


class Vocabulary:
    """Known names, with the ones near a slip found in time that does not grow with the vocabulary.

    Every name is filed under itself and under each form that lacks one character; a slip of one edit meets its name
    in one of these files. Names whose digits differ are never near: a GPT-4 is no slip of a GPT-3.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._spelling: dict[str, str] = {}
        self._lacking: dict[str, list[str]] = {}
        self._digits: set[tuple[str, ...]] = set()
        for name in names:
            folded = fold(name)
            if folded and self._spelling.setdefault(folded, name) == name:
                self._digits.add(tuple(_DIGITS.findall(folded)))
                for form in _lacking_one(folded):
                    self._lacking.setdefault(form, []).append(folded)

    def spelled(self, name: str) -> str | None:
        """The known name that differs from `name` by case, spaces, hyphens or underscores at most."""
        return self._spelling.get(fold(name))

    def nearest(self, name: str, shortest: int = 3) -> str | None:
        """The known name one edit away from `name`, if there is one; names under `shortest` characters never match."""
        folded = fold(name)
        if len(folded) < shortest or len(folded) > 80:
            return None
        if folded in self._spelling:
            return self._spelling[folded]
        digits = _DIGITS.findall(folded)
        if tuple(digits) not in self._digits:
            return None
        found = {
            known
            for form in _lacking_one(folded)
            for known in self._lacking.get(form, ())
            if _DIGITS.findall(known) == digits and _distance_at_most_one(folded, known)
        }
        return self._spelling[min(found)] if found else None

    def suggest(self, name: str) -> str | None:
        """The nearest known name by one edit, by containment, or by shared letters; None where nothing is close."""
        near = self.nearest(name)
        if near is not None:
            return near
        close = get_close_matches(fold(name)[:80], list(self._spelling), n=1, cutoff=0.7)
        return self._spelling[close[0]] if close else None


def _lacking_one(folded: str) -> set[str]:
    return {folded, *(folded[:i] + folded[i + 1 :] for i in range(len(folded)))}
