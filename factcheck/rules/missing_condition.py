"""missing-condition"""

from collections.abc import Iterator

from factcheck.model.finding import Level
from factcheck.model.message import Message, message
from factcheck.reasoning import disclosure
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule
from factcheck.rules.conditions import by_level, condition_finding


@rule("missing-condition", over=ClaimInContext, level=Level.WARNING, group="Conditions")
def missing_condition(subject: ClaimInContext) -> Iterator[Outcome]:
    """What the figure depends on must be stated, and the source does not state it.

    Someone read the source: the condition is not in it. A figure without it cannot be judged, whatever the arithmetic
    says. Required conditions give a warning, recommended ones a note.

    Reference: the rule books named with each condition (`factcheck explain CONDITION`), among them MLCommons messaging
    guidelines s. 3.1, SPEC fair use rules and ISO/IEC 21031.

    Bad:
        factcheck: 1
        claims:
          speed: {statement: It makes 900 tokens a second., kind: throughput, subject: a100, value: 900 token/s,
                  conditions: {batch_size: not stated}}

    Good:
        factcheck: 1
        claims:
          speed: {statement: It makes 900 tokens a second., kind: throughput, subject: a100, value: 900 token/s,
                  conditions: {batch_size: 1}}
    """

    def words(level: disclosure.Level) -> tuple[tuple[str, ...], Message]:
        names = level.all_missing
        if not level.missing_baseline:
            return names, message("the source does not state {names}; ask {speaker}", names=names, speaker=_speaker(subject))
        if not level.missing:
            return names, message(
                "the source does not state {names} of the baseline {baseline}; ask {speaker}",
                names=names, baseline=str(subject.claim.baseline), speaker=_speaker(subject),
            )  # fmt: skip
        return names, message(
            "the source does not state {own}, nor {theirs} of the baseline {baseline}; ask {speaker}",
            own=level.missing, theirs=level.missing_baseline, baseline=str(subject.claim.baseline),
            speaker=_speaker(subject),
        )  # fmt: skip

    for level, found in by_level(subject.disclosure):
        names, text = words(found)
        if names:
            yield condition_finding("missing-condition", level, subject.claim, names, text)


def _speaker(subject: ClaimInContext) -> str:
    speaker = subject.claim.speaker
    return speaker.text if speaker is not None and speaker.is_stated and speaker.text != "unnamed" else "the speaker"
