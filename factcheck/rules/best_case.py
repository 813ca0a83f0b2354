"""best-case"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("best-case", over=ClaimInContext, level=Level.WARNING, group="Conditions")
def best_case(subject: ClaimInContext) -> Iterator[Outcome]:
    """A comparison or conclusion that rests on `up to` speaks of the best case only.

    `Up to 30 x` is true when one run reached it. What is usual may be far less, and the reader should be told.

    Reference: FTC, 16 CFR 255 and its 2009 study of "up to" claims; MLCommons messaging guidelines, s. 8.

    Bad:
        factcheck: 1
        claims:
          speed: {statement: Up to 30 times as fast., kind: throughput, subject: gb200, baseline: h100, value: up to 30 x}

    Good:
        factcheck: 1
        claims:
          speed: {statement: 30 times as fast., kind: throughput, subject: gb200, baseline: h100, value: 30 x}
    """
    claim = subject.claim
    rests_on = tuple(operand.id for operand in subject.operands if operand.value.best_case)
    if claim.baseline is not None and claim.value.best_case:
        text = message("{value} is the best case; ask what is usual, and say so", value=claim.value.text.strip())
    elif rests_on:
        text = message("rests on the best case of {claims}; what is usual may be far less", claims=rests_on)
    else:
        return
    yield Finding("best-case", Level.WARNING, claim.location("value"), text, (claim.id, *rests_on))
