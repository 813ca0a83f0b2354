"""Who signed which claim off, what has changed since, and where reviewer and program disagree."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from factcheck import __version__
from factcheck.model.claim import Claim
from factcheck.model.names import visible
from factcheck.model.signature import RATINGS, digest
from factcheck.reasoning.engine import Review

SCHEMA = "factcheck-status/1"
_DISPUTED = "verdict-disputed"
_SAID = {
    "signed": "", "changed": ", but the claim has changed since", "no digest": ", without a digest",
    "unreviewed": "nobody has signed this claim off",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class SignedOff:
    """One claim: how its review stands (signed, changed, no digest, unreviewed), its standing, why they disagree."""

    claim: Claim
    state: str
    standing: str
    dispute: str | None


def signoffs(review: Review) -> Iterator[SignedOff]:
    """Every claim of the review, in the order of files and lines."""
    for assessment in review.assessments:
        disputes = (review.findings[number] for number in assessment.findings)
        dispute = next((str(f.message) for f in disputes if f.rule == _DISPUTED and f.waived is None), None)
        yield SignedOff(assessment.claim, _state(assessment.claim), assessment.standing, dispute)


def _state(claim: Claim) -> str:
    if claim.review is None:
        return "unreviewed"
    if not claim.review.digest:
        return "no digest"
    return "signed" if claim.review.digest.lower() == digest(claim) else "changed"


def write_status(review: Review, out: TextIO) -> None:
    """One line a claim, and the counts at the end."""
    counts = dict.fromkeys(_SAID, 0)
    disputed = 0
    for row in signoffs(review):
        counts[row.state] += 1
        disputed += row.dispute is not None
        signed = row.claim.review
        by = f"{signed.verdict} by {visible(signed.by)} on {signed.on}" if signed is not None else ""
        out.write(f"{row.claim.location()}: {row.claim.id}: {by}{_SAID[row.state]}; {row.standing}\n")
        if row.dispute is not None:
            out.write(f"  {row.dispute}\n")
    total = sum(counts.values())
    out.write(
        f"{total} {'claim' if total == 1 else 'claims'}: {counts['signed']} signed off, {counts['changed']} changed since, "
        f"{counts['no digest']} without a digest, {counts['unreviewed']} not reviewed; {disputed} disputed\n"
    )


def write_status_json(review: Review, out: TextIO) -> None:
    """The same as JSON, with the rating of each verdict as schema.org's ClaimReview has it."""
    data = {
        "schema": SCHEMA, "version": __version__, "as_of": review.as_of.isoformat(), "claims": [_row(row) for row in signoffs(review)],
    }  # fmt: skip
    json.dump(data, out, ensure_ascii=False, allow_nan=False, indent=1)
    out.write("\n")


def _row(row: SignedOff) -> dict[str, Any]:
    place, signed = row.claim.location(), row.claim.review
    written = None
    if signed is not None:
        written = {"verdict": signed.verdict, "by": signed.by, "on": signed.on, "note": signed.note, "digest": signed.digest}
    return {
        "id": row.claim.id, "file": place.file, "line": place.line, "column": place.column, "state": row.state,
        "review": written, "rating": _rating(signed.verdict) if signed is not None else None,
        "standing": row.standing, "dispute": row.dispute, "digest": digest(row.claim),
    }  # fmt: skip


def _rating(verdict: str) -> dict[str, Any]:
    """`reviewRating` of a ClaimReview; a verdict without a place on the scale has only its words."""
    rating = RATINGS[verdict]
    found: dict[str, Any] = {"@type": "Rating", "alternateName": rating.name}
    if rating.value is not None:
        found |= {"ratingValue": rating.value, "bestRating": 5, "worstRating": 1}
    return found
