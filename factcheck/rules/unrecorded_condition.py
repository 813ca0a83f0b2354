"""unrecorded-condition"""

from collections.abc import Iterator

from factcheck.model.finding import Level
from factcheck.model.message import message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule
from factcheck.rules.conditions import by_level, condition_finding


@rule("unrecorded-condition", over=ClaimInContext, level=Level.WARNING, group="Conditions")
def unrecorded_condition(subject: ClaimInContext) -> Iterator[Outcome]:
    """What the figure depends on has not been looked for.

    Nobody has written down whether the source states the condition. Look it up and write what is stated, `not stated`,
    or `n/a`; `rest: not stated` says of all that are left that they are not in the source.

    Reference: the rule books named with each condition (`factcheck explain CONDITION`).

    Bad:
        factcheck: 1
        claims:
          speed: {statement: It makes 900 tokens a second., kind: throughput, subject: a100, value: 900 token/s}

    Good:
        factcheck: 1
        claims:
          speed: {statement: It makes 900 tokens a second., kind: throughput, subject: a100, value: 900 token/s,
                  conditions: {rest: not stated}}
    """
    for level, found in by_level(subject.disclosure):
        if found.unrecorded:
            text = message(
                "nobody has looked for {names}; write what the source states, `not stated` or `n/a`", names=found.unrecorded
            )
            yield condition_finding("unrecorded-condition", level, subject.claim, found.unrecorded, text)
