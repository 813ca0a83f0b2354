"""ambiguous-multiple"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message, say_interval
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("ambiguous-multiple", over=ClaimInContext, level=Level.NOTE, group="Units")
def ambiguous_multiple(subject: ClaimInContext) -> Iterator[Outcome]:
    """`Times more`, `times faster` and `times less` have two readings.

    `4.5 times faster` is read as 4.5 x; some mean 5.5 x. `2.25 times less` is read as 1/2.25. `50 % faster` of a time
    is read as 1.5 x, though the time may be 1/1.5.

    Reference: Merriam-Webster's Dictionary of English Usage, "times more"; AP Stylebook, "times".

    Bad:
        factcheck: 1
        claims:
          speed: {statement: It is 4.5 times faster., kind: throughput, subject: h100, baseline: a100, value: 4.5 times faster}

    Good:
        factcheck: 1
        claims:
          speed: {statement: It is 4.5 times as fast., kind: throughput, subject: h100, baseline: a100, value: 4.5 x}
    """
    claim = subject.claim
    if claim.value.ambiguous is None:
        return
    text = message(
        "{value} is read as {reading} {unit}, but {wording} has two readings; write the ratio that is meant",
        value=claim.value.text.strip(), reading=say_interval(claim.value.rounded), unit=claim.value.unit.text,
        wording=claim.value.ambiguous,
    )  # fmt: skip
    yield Finding("ambiguous-multiple", Level.NOTE, claim.location("value"), text, (claim.id,))
