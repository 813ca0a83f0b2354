"""What a review is signed for: the digest of a claim's content, and the ratings that verdicts stand for."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.model.claim import Claim, Name, Stated
from factcheck.model.spelling import spelled

_SPACES = re.compile(r"\s+")
_DIGITS = 32  # hexadecimal digits of a digest: 128 bits, against slips rather than forgers


@dataclass(frozen=True, slots=True)
class Rating:
    """A verdict as schema.org's ClaimReview rates it: `value` from 1 (worst) to 5 (best), and the words (English, Korean).

    `value` is None where a number would say something that the reviewer did not.
    """

    value: int | None
    name: str
    ko: str


# The five steps that fact-checkers publish as ClaimReview (https://schema.org/ClaimReview, reviewRating): 1 false to
# 5 true. What cannot be checked has no place on that scale: it is published by its words alone.
RATINGS: Mapping[str, Rating] = {
    "supported": Rating(5, "Supported", "뒷받침됨"),
    "mostly_supported": Rating(4, "Mostly supported", "대체로 뒷받침됨"),
    "unclear": Rating(3, "Unclear", "불분명"),
    "misleading": Rating(2, "Misleading", "오해를 부름"),
    "wrong": Rating(1, "Wrong", "틀림"),
    "not_checkable": Rating(None, "Not checkable", "확인 불가"),
}


def digest(claim: Claim) -> str:
    """The digest of everything that a claim says: every key but `notes` and `review`, defaults of the head included.

    It changes with the content and not with its form. So these do not count: the id, the file and the order of keys;
    comments, quoting, line breaks and runs of spaces; a unit in words or in symbols (as `factcheck fmt` writes it);
    whether a key stands in the claim or at the head, and a condition under its name or a synonym. A default of the
    head that does not apply to the claim does not count either. Printed digits do: 2.50 is not 2.5.
    """
    text = json.dumps([[key, said] for key, said in _content(claim) if said], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def same_content(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same, their notes included."""
    return _content(one) == _content(other) and one.notes == other.notes


def _content(claim: Claim) -> list[tuple[str, object]]:
    named = {name: _name(getattr(claim, name), name in claim.not_stated) for name in ("subject", "baseline", "speaker")}
    return [
        ("statement", _text(claim.statement)), ("kind", claim.kind), ("measure", claim.measure),
        ("subject", named["subject"]), ("baseline", named["baseline"]), ("value", spelled(claim.value.text)),
        ("also", sorted(spelled(quantity.text) for quantity in claim.also)),
        ("equals", _text(claim.equals.text) if claim.equals is not None else None),
        ("of", str(claim.of) if claim.of is not None else None), ("digits", claim.digits), ("span", claim.span),
        ("period", _text(claim.period.text) if claim.period is not None else None),
        ("baseline_period", _text(claim.baseline_period.text) if claim.baseline_period is not None else None),
        ("source", claim.source), ("quote", _text(claim.quote)), ("at", claim.at), ("part", claim.part),
        ("speaker", named["speaker"]), ("via", [_text(name) for name in claim.via]),
        ("relationship", claim.relationship), ("status", claim.status),
        ("conditions", [claim.rest.value, _side(claim.conditions)]),
        ("baseline_conditions", [claim.baseline_rest.value, claim.baseline_same, _side(claim.baseline_conditions)])
        if claim.baseline is not None else ("baseline_conditions", None),
        ("not stated", sorted(claim.not_stated)),
    ]  # fmt: skip


def _name(name: Name | None, not_stated: bool) -> str | None:
    return None if name is None or not_stated else _text(name.text)


def _side(conditions: Mapping[str, Stated]) -> list[list[str | None]]:
    return [
        [name, stated.state.value, _text(stated.text), _text(stated.quote), stated.at]
        for name, stated in sorted(conditions.items())
    ]


def _text(text: str | None) -> str | None:
    return _SPACES.sub(" ", text.strip()) if text is not None else None
