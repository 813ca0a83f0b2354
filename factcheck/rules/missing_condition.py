"""missing-condition"""

from collections.abc import Iterator
from functools import lru_cache

from factcheck.model.finding import Level
from factcheck.model.message import Message, message
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
    baseline = subject.claim.baseline
    sides = (str(subject.claim.subject), str(baseline)) if baseline is not None else ("", "")
    for level, found in by_level(subject.disclosure):
        names = found.all_missing
        if names:
            text = _words(found.missing_own, found.missing_both, found.missing_baseline, sides, _speaker(subject))
            yield condition_finding("missing-condition", level, subject.claim, names, text)


@lru_cache(maxsize=4096)
def _words(
    own: tuple[str, ...], both: tuple[str, ...], theirs: tuple[str, ...], sides: tuple[str, str], speaker: str
) -> Message:
    """What the source does not state, and of which side; shared by all claims that lack the same."""
    parts = []
    if both:
        parts.append("{both}, neither of {subject} nor of the baseline {baseline}")
    if theirs:
        parts.append("{theirs} of the baseline {baseline}")
    if own:
        parts.append("{own}")
    template = "the source does not state " + "; nor ".join(parts) + "; ask {speaker}"
    return message(template, own=own, both=both, theirs=theirs, subject=sides[0], baseline=sides[1], speaker=speaker)


def _speaker(subject: ClaimInContext) -> str:
    speaker = subject.claim.speaker
    return speaker.text if speaker is not None and speaker.is_stated and speaker.text != "unnamed" else "the speaker"
