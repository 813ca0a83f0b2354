"""waiver-expired"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import WaiverInUse
from factcheck.reasoning.rule import Outcome, rule


@rule("waiver-expired", over=WaiverInUse, level=Level.WARNING, group="Review")
def waiver_expired(subject: WaiverInUse) -> Iterator[Outcome]:
    """A waiver ends on its date; then the finding counts again.

    Reference: the practice of expiring suppressions in linters and security scanners, so that no exception is for ever.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MW., kind: energy, subject: gpt3, value: 1287 MW}
        waivers:
          - {claim: use, rule: dimension-mismatch, reason: the source says MW, until: 2020-01-01}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MW., kind: energy, subject: gpt3, value: 1287 MW}
        waivers:
          - {claim: use, rule: dimension-mismatch, reason: the source says MW, until: 2999-01-01}
    """
    if subject.expired:
        waiver = subject.waiver
        text = message("the waiver of {rule} ended on {until}; renew it or mend the claim", rule=waiver.rule, until=waiver.until)
        yield Finding("waiver-expired", Level.WARNING, waiver.location(), text, (waiver.claim,))
