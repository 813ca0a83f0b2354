"""unreviewed"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("unreviewed", over=ClaimInContext, level=Level.NOTE, group="Review")
def unreviewed(subject: ClaimInContext) -> Iterator[Outcome]:
    """A claim should be signed off by a reviewer.

    What the program finds is arithmetic and gaps; whether a claim is supported is for a person to say. `factcheck
    review` writes the verdict with the digest of what it was given for.

    Reference: the four-eyes principle of newsrooms: the code of principles of the International Fact-Checking Network
    asks that fact-checks be reviewed before they are published.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh,
                review: {verdict: supported, by: desk, on: 2026-11-21, digest: 0196b3955bf4a79dbfc5e604b5e9cb33}}
    """
    if subject.claim.review is None:
        yield Finding("unreviewed", Level.NOTE, subject.claim.location(), _TEXT, (subject.claim.id,))


_TEXT = message("nobody has signed this claim off; `factcheck review` does")
