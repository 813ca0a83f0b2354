"""verdict-disputed"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import ReviewedClaim
from factcheck.reasoning.rule import Outcome, rule


@rule("verdict-disputed", over=ReviewedClaim, level=Level.WARNING, group="Review")
def verdict_disputed(subject: ReviewedClaim) -> Iterator[Outcome]:
    """The reviewer and the program should not say opposite things of a claim.

    A claim that was signed as supported, mostly supported or not checkable, and that the figures contradict; or one
    signed as wrong whose figures were checked and are consistent, which is a note, since consistent does not mean true.
    Either may be right: a contradiction may rest on a figure that was written down wrongly. A waiver with the reason
    settles it.

    Reference: double reading in radiology and screening, where disagreements of two readers go to arbitration.

    Bad:
        factcheck: 1
        claims:
          half: {statement: Half was 600 MWh., kind: energy, subject: gpt3 pretraining, value: 600 MWh}
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, equals: 2 * half,
                review: {verdict: supported, by: desk, on: 2026-11-21}}

    Good:
        factcheck: 1
        claims:
          half: {statement: Half was 600 MWh., kind: energy, subject: gpt3 pretraining, value: 600 MWh}
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, equals: 2 * half,
                review: {verdict: wrong, by: desk, on: 2026-11-21}}
    """
    claim, review = subject.claim, subject.review
    level = Level.WARNING
    if subject.standing == "contradicted" and review.verdict in ("supported", "mostly_supported", "not_checkable"):
        text = message(
            "{by} found it {verdict}, but it is contradicted ({rules}); mend the figure, sign another verdict, or waive this with the reason",
            by=review.by, verdict=review.verdict, rules=subject.because,
        )  # fmt: skip
    elif subject.standing == "consistent" and review.verdict == "wrong":
        level = Level.NOTE
        text = message(
            "{by} found it wrong, but the figures are consistent; write down the figure that it conflicts with, sign another verdict, or waive this with the reason",
            by=review.by,
        )  # fmt: skip
    else:
        return
    yield Finding("verdict-disputed", level, claim.location("review"), text, (claim.id,))
