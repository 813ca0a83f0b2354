"""What the condition rules have in common."""

from functools import lru_cache

from factcheck.model.claim import Claim
from factcheck.model.finding import Evidence, Finding, Level
from factcheck.model.message import Message
from factcheck.reasoning import disclosure


def by_level(found: disclosure.Disclosure) -> tuple[tuple[Level, disclosure.Level], ...]:
    """What is not known, with the level of the finding about it: required conditions weigh more."""
    return (Level.WARNING, found.required), (Level.NOTE, found.recommended)


def condition_finding(rule: str, level: Level, claim: Claim, names: tuple[str, ...], text: Message) -> Finding:
    """One finding about several conditions of a claim: it stands at the claim, for what it names stands nowhere."""
    return Finding(rule, level, claim.location(), text, (claim.id,), _evidence(names))


@lru_cache(maxsize=4096)
def _evidence(names: tuple[str, ...]) -> Evidence:
    return Evidence(conditions=names)
