"""Reviewed claims as ClaimReview, the schema.org form in which fact-checkers tell machines what they found."""

from typing import Any

from factcheck.model.claim import Claim
from factcheck.model.source import SourceCard

RATINGS = {"supported": 5, "mostly_supported": 4, "unclear": 3, "misleading": 2, "wrong": 1}
"""Verdict -> rating, from 1 (worst) to 5 (best). `not_checkable` has none: nobody knows."""


def claim_review(
    claim: Claim, card: SourceCard | None, speaker: str | None, url: str | None, verdict: str, address: str
) -> dict[str, Any]:
    """The review of `claim` as JSON-LD; `url` is where the source may be read, `address` the page of the claim.

    Reference: https://schema.org/ClaimReview.
    """
    review = claim.review
    if review is None:
        raise ValueError(f"{claim.id} has no review")
    rating: dict[str, Any] = {"@type": "Rating", "bestRating": 5, "worstRating": 1, "alternateName": verdict}
    if review.verdict in RATINGS:
        rating["ratingValue"] = RATINGS[review.verdict]
    reviewed: dict[str, Any] = {"@type": "Claim"}
    if speaker:
        reviewed["author"] = {"@type": "Organization", "name": speaker}
    if card is not None:
        work = {"@type": "CreativeWork", "headline": card.title, "datePublished": card.date, "url": url}
        if card.publisher:
            work["publisher"] = card.publisher
        reviewed["appearance"] = {key: value for key, value in work.items() if value}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": address,
        "claimReviewed": claim.statement.strip(),
        "datePublished": review.on,
        "author": {"@type": "Organization", "name": review.by},
        "reviewBody": review.note,
        "reviewRating": rating,
        "itemReviewed": reviewed,
    }
