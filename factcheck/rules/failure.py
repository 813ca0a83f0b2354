"""What the consistency rules have in common: a failed check as a finding, with its level and its words."""

from collections.abc import Iterator

from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Level, Verdict
from factcheck.model.interval import Interval
from factcheck.model.location import Location
from factcheck.model.message import InUnit, Message, message
from factcheck.reasoning.reference import is_row, label
from factcheck.reasoning.rule import Outcome, Skip
from factcheck.reasoning.ties import Comparison, Judged
from factcheck.reasoning.weighing import Weighed

_NAMED = 8  # unstated conditions that a message names


def failure(
    rule: str, location: Location, judged: Judged, says: Message, *, claims: tuple[Claim, ...], blamed: tuple[Claim, ...],
    unstated: tuple[str, ...] = (), arithmetic: str | None = None, most: Level = Level.ERROR,
) -> Finding:  # fmt: skip
    """A failed check as a finding.

    An error where the figures contradict each other; a warning where only the loose reading joins them, or where
    conditions that nobody states keep the tie open (`unstated`): then the claims are doubtful, not contradicted.
    """
    weighed = judged.weighed
    if weighed is None:
        raise ValueError("nothing was weighed, so nothing can have failed")
    contradicted = weighed.verdict is Verdict.CONTRADICTED and not unstated
    level = most if contradicted else Level.WARNING
    verdict = Verdict.CONTRADICTED if contradicted else Verdict.DOUBTFUL
    full = message(
        says.template + _ending(weighed, unstated), **says.values, unstated=unstated[:_NAMED],
        more=len(unstated) - _NAMED, rounded=_in(weighed.stated, weighed), implied=_in(weighed.implied, weighed),
        loose=_in(weighed.loose_implied, weighed),
    )  # fmt: skip
    evidence = weighed.evidence(arithmetic, conditions=unstated)
    return Finding(
        rule, level, location, full, tuple(claim.id for claim in claims if not is_row(claim)), evidence, verdict,
        tuple(claim.id for claim in blamed),
    )  # fmt: skip


def _ending(weighed: Weighed, unstated: tuple[str, ...]) -> str:
    """What might explain a failure, and what to do about it."""
    text = ""
    if weighed.verdict is Verdict.DOUBTFUL:
        text += "; only figures that were cut off or loosely rounded would agree: look up the exact figures"
    if unstated:
        more = " and {more} more" if len(unstated) > _NAMED else ""
        text += "; not stated on every side: {unstated}" + more + ", which may explain it: ask for them"
    elif weighed.verdict is not Verdict.DOUBTFUL:
        text += "; no rounding joins them: check the figures against the source"
    return text


def _in(reading: Interval, weighed: Weighed) -> InUnit:
    """An interval with its unit."""
    return InUnit(reading, weighed.unit.text)


def value(claim: Claim) -> str:
    """A claim's value as written."""
    return claim.value.text.strip()


def rounded(claim: Claim) -> InUnit:
    """All that a claim's value stands for, in its own unit."""
    return InUnit(claim.value.rounded, claim.value.unit.text)


def compared(rule: str, comparison: Comparison, sign: str) -> Iterator[Outcome]:
    """A comparison against the figures of its two sides."""
    judged = comparison.judged
    if judged.weighed is None:
        yield Skip(judged.reason or f"{judged.stated_unit} cannot be weighed against {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    claim, top, bottom = comparison.claim, comparison.top, comparison.bottom
    text = message(
        "states {stated}, but {top} ({upper}) {sign} {bottom} ({lower}) gives {implied}",
        stated=value(claim), top=label(top), upper=value(top), sign=sign, bottom=label(bottom), lower=value(bottom),
    )  # fmt: skip
    yield failure(
        rule, claim.location("value"), judged, text, claims=(claim, top, bottom), blamed=(claim,),
        unstated=comparison.unstated, arithmetic=f"{label(top)} {sign} {label(bottom)}",
    )  # fmt: skip
