"""waiver-unused"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import WaiverInUse
from factcheck.reasoning.rule import Outcome, rule


@rule("waiver-unused", over=WaiverInUse, level=Level.WARNING, group="Review")
def waiver_unused(subject: WaiverInUse) -> Iterator[Outcome]:
    """A waiver must waive something.

    One that meets no finding was written for a claim that has changed since, and would hide the next finding unseen.

    Reference: ruff RUF100 and mypy's warn_unused_ignores, for the same reason.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
        waivers:
          - {claim: use, rule: dimension-mismatch, reason: the source says MW}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MW., kind: energy, subject: gpt3, value: 1287 MW}
        waivers:
          - {claim: use, rule: dimension-mismatch, reason: the source says MW}
    """
    if not subject.used:
        waiver = subject.waiver
        text = message("no finding of {rule} is left to waive; remove the waiver", rule=waiver.rule)
        yield Finding("waiver-unused", Level.WARNING, waiver.location(), text, (waiver.claim,))
