"""review-outdated"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.model.signature import digest
from factcheck.reasoning.engine import ReviewedClaim
from factcheck.reasoning.rule import Outcome, rule


@rule("review-outdated", over=ReviewedClaim, level=Level.WARNING, group="Review")
def review_outdated(subject: ReviewedClaim) -> Iterator[Outcome]:
    """A verdict holds for the claim that was read; a claim edited since needs a new one.

    The digest in `review` covers all that the claim says but its `notes`: what stands in it, and the defaults of the head
    that apply to it. Order, comments, spacing and the spelling of units do not count. A review without a digest was not
    written by `factcheck review`; then nobody can tell whether the claim has changed, and that is a note.

    Reference: the digest that signed commits and code reviews are bound to, for the same reason.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1286 MWh., kind: energy, subject: gpt3, value: 1286 MWh,
                review: {verdict: supported, by: desk, on: 2026-11-21, digest: 0196b3955bf4a79dbfc5e604b5e9cb33}}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh,
                review: {verdict: supported, by: desk, on: 2026-11-21, digest: 0196b3955bf4a79dbfc5e604b5e9cb33}}
    """
    claim, review = subject.claim, subject.review
    if not review.digest:
        text = message(
            "the review by {by} has no digest, so an edit after it goes unseen; `factcheck review` signs the claim as it stands",
            by=review.by,
        )
        yield Finding("review-outdated", Level.NOTE, claim.location("review"), text, (claim.id,))
    elif review.digest.lower() != digest(claim):
        text = message(
            "the claim has changed since {by} found it {verdict} on {on}; read it again and sign it with `factcheck review`",
            by=review.by, verdict=review.verdict, on=review.on,
        )  # fmt: skip
        yield Finding("review-outdated", Level.WARNING, claim.location("review"), text, (claim.id,))
