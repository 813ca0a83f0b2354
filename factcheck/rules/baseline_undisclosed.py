"""baseline-undisclosed"""

from collections.abc import Iterator

from factcheck.model.finding import Level
from factcheck.model.message import message
from factcheck.reasoning.engine import ComparisonInContext
from factcheck.reasoning.rule import Outcome, rule
from factcheck.rules.conditions import by_level, condition_finding


@rule("baseline-undisclosed", over=ComparisonInContext, level=Level.WARNING, group="Conditions")
def baseline_undisclosed(subject: ComparisonInContext) -> Iterator[Outcome]:
    """What is stated for the subject of a comparison must be stated for its baseline too.

    A ratio has two sides, and the one that nobody describes is where comparisons go wrong: eight chips in a server
    against how many? Write the baseline's under `baseline_conditions`; `same` copies the subject's.

    Reference: SPEC fair use rules, section 4: the basis for comparison must be disclosed; MLCommons messaging
    guidelines, s. 5.

    Bad:
        factcheck: 1
        claims:
          better: {statement: Eight are 2.3 times as efficient., kind: efficiency, subject: rngd, baseline: a100,
                   value: 2.3 x, conditions: {accelerator_count: 8}}

    Good:
        factcheck: 1
        claims:
          better: {statement: Eight are 2.3 times as efficient., kind: efficiency, subject: rngd, baseline: a100,
                   value: 2.3 x, conditions: {accelerator_count: 8}, baseline_conditions: {accelerator_count: 8}}
    """
    for level, found in by_level(subject.disclosure):
        if found.undisclosed:
            text = message(
                "{names}: stated for {subject}, not for the baseline {baseline}; look it up, and write it under "
                "`baseline_conditions`",
                names=found.undisclosed, subject=str(subject.claim.subject), baseline=str(subject.claim.baseline),
            )  # fmt: skip
            yield condition_finding("baseline-undisclosed", level, subject.claim, found.undisclosed, text)
