"""The most telling findings of a review: what was said, what the figures say, and the reviewer's sentence on it.

What adds nothing to a reader's knowledge is left out: what a source does not state, marks on quotes, doubles. A claim
that nobody has reviewed with a note is left out too, since its finding has no words for people yet.
"""

import math
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from factcheck.model.claim import Claim
from factcheck.model.finding import Evidence, Finding, Level
from factcheck.model.interval import Interval, nearest_float
from factcheck.reasoning.engine import Review
from factcheck.reasoning.rule import Rule

MOST = 10
_GROUPS = ("Consistency", "Plausibility")
_VERDICTS = ("wrong", "misleading", "unclear", "mostly_supported", "supported", "not_checkable")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_ADVICE = re.compile(r"(?:; |: (?=check|look|ask)).*", re.DOTALL)


class Highlight(NamedTuple):
    """One row: the claim, its gravest finding, and the first sentence of the reviewer's note."""

    claim: Claim
    finding: Finding
    sentence: str


def highlights(review: Review, rules: Iterable[Rule], most: int = MOST) -> list[Highlight]:
    """The most telling findings, the most telling first; at most `most`.

    Errors come before warnings, what the reviewer calls wrong before what is misleading, headlines before bodies, and
    figures that are far apart before near ones. One row stands for all readings of one place, and for all places that
    state one quantity.
    """
    weighty = {rule.name for rule in rules if rule.group in _GROUPS}
    found: list[Highlight] = []
    for assessment in review.assessments:
        claim = assessment.claim
        if claim.review is None or not claim.review.note:
            continue
        own = [review.findings[number] for number in assessment.findings]
        told = [f for f in own if f.rule in weighty and f.waived is None and f.level is not Level.NOTE and f.claims[0] == claim.id]
        if told:
            best = min(told, key=lambda finding: (finding.level.rank, -_distance(finding.evidence), finding.order))
            found.append(Highlight(claim, best, _SENTENCE.split(claim.review.note)[0]))
    return list(_without_doubles(sorted(found, key=_weight)))[:most]


def highlight_table(rows: Iterable[Highlight]) -> str:
    """The rows as a Markdown table."""
    lines = [
        f"| {_cell(row.claim.statement)} | `{row.finding.rule}`: {_cell(_said(row.finding))} | {_cell(row.sentence)} |" for row in rows
    ]
    return "\n".join(["| what was said | what the check found | in plain words |", "|---|---|---|", *lines])


def highlight_lines(rows: Iterable[Highlight]) -> Iterator[str]:
    """The rows as numbered lines of text."""
    for number, row in enumerate(rows, 1):
        yield f"{number}. {row.claim.statement}"
        yield f"   {row.finding.location}: {row.finding.level.value} {row.finding.rule}: {_said(row.finding)}"
        yield f"   {row.sentence}"


def _weight(row: Highlight) -> tuple[int, int, bool, float, tuple[str, int, int, int, str, tuple[str, ...]]]:
    claim, finding = row.claim, row.finding
    verdict = claim.review.verdict if claim.review is not None else ""
    rank = _VERDICTS.index(verdict) if verdict in _VERDICTS else len(_VERDICTS)
    return finding.level.rank, rank, claim.part != "headline", -_distance(finding.evidence), finding.order


def _without_doubles(rows: Iterable[Highlight]) -> Iterator[Highlight]:
    """One row for a rule at one place of a source, and for one quantity."""
    seen: set[object] = set()
    for row in rows:
        claim = row.claim
        place = (row.finding.rule, claim.source, claim.at) if claim.source and claim.at else claim.id
        baseline = claim.baseline.key if claim.baseline is not None else None
        quantity = (claim.subject.key, claim.kind, claim.measure, baseline)
        if not seen & {place, quantity}:
            seen |= {place, quantity}
            yield row


def _distance(evidence: Evidence | None) -> float:
    """By how many times the stated figure misses the implied one, as a logarithm; 0 where that has no meaning."""
    if evidence is None or evidence.stated is None or evidence.implied is None:
        return 0.0
    stated, implied = _middle(evidence.stated), _middle(evidence.implied)
    return abs(math.log(stated / implied)) if stated > 0 and implied > 0 else 0.0


def _middle(interval: Interval) -> float:
    low, high = nearest_float(interval.lo), nearest_float(interval.hi)
    if math.isinf(low) or math.isinf(high):
        return high if math.isinf(low) else low
    return (low + high) / 2


def _said(finding: Finding) -> str:
    """What a message says, without what to do about it."""
    return str(finding.message._replace(template=_ADVICE.sub("", finding.message.template)))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
