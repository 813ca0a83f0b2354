"""The review as tables of plain values: for data frames, and for whatever else takes columns and rows.

Each table is (columns, rows): column name -> dtype (`object` for text, `float64`, `int64`, `bool`), and rows in the
order of the columns. A missing text is None, a missing number NaN, an open end of an interval infinite.
"""

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from factcheck.model.claim import Claim, Stated
from factcheck.model.finding import Evidence, Finding, Level
from factcheck.model.interval import Interval, nearest_float
from factcheck.model.units import RATIO
from factcheck.reasoning.disclosure import Asked
from factcheck.reasoning.engine import Assessment, Review
from factcheck.report.fingerprints import fingerprint

Row = tuple[object, ...]
Columns = Mapping[str, str]

CLAIMS: Columns = {
    # what it is
    "id": "object", "statement": "object", "kind": "object", "measure": "object", "subject": "object", "baseline": "object",
    # the figure as printed; both readings in `unit`; the same in base units
    "value": "object", "qualifier": "object",
    "rounded_low": "float64", "rounded_high": "float64", "loose_low": "float64", "loose_high": "float64", "unit": "object",
    "base_low": "float64", "base_high": "float64", "base_loose_low": "float64", "base_loose_high": "float64",
    "base_unit": "object", "gas": "object",
    # the rest that the claim states; `of` counts
    "equals": "object", "of": "float64", "span": "object", "period": "object", "baseline_period": "object",
    "status": "object", "part": "object", "source": "object", "speaker": "object", "relationship": "object",
    "quote": "object", "at": "object",
    # what the checks say: names joined by ", "; levels count the findings about the claim that are not waived
    "standing": "object", "why": "object", "disclosure": "object", "missing": "object", "unrecorded": "object",
    "errors": "int64", "warnings": "int64", "notes": "int64", "waived": "int64",
    "verdict": "object", "reviewed_by": "object", "reviewed_on": "object",
    "file": "object", "line": "int64", "column": "int64",
}  # fmt: skip

FINDINGS: Columns = {
    "rule": "object", "level": "object", "claim": "object", "claims": "object", "message": "object",
    # both sides of what was weighed, in `unit`; the relative error that the check would notice
    "stated_low": "float64", "stated_high": "float64", "implied_low": "float64", "implied_high": "float64",
    "loose_stated_low": "float64", "loose_stated_high": "float64", "loose_implied_low": "float64",
    "loose_implied_high": "float64", "unit": "object", "notices_error_of": "float64",
    "conditions": "object", "readings": "object", "arithmetic": "object",
    "waived": "bool", "waived_reason": "object", "waived_by": "object", "waived_until": "object",
    "file": "object", "line": "int64", "column": "int64", "fingerprint": "object",
}  # fmt: skip

CONDITIONS: Columns = {
    "id": "object", "side": "object", "condition": "object", "required": "bool", "must_agree": "bool",
    # stated, not stated, n/a, absent; what states it where it has no line of its own; what is stated
    "state": "object", "stated_by": "object", "text": "object", "quote": "object", "at": "object",
}  # fmt: skip


def claims_table(review: Review) -> tuple[Columns, Iterator[Row]]:
    """A row for each claim that is reported."""
    return CLAIMS, (_claim(assessment, review) for assessment in review.assessments)


def findings_table(review: Review) -> tuple[Columns, Iterator[Row]]:
    """A row for each finding."""
    return FINDINGS, (_finding(finding) for finding in review.findings)


def conditions_table(review: Review) -> tuple[Columns, Iterator[Row]]:
    """A row for each condition that is asked for, or given, of each side of a claim."""
    return CONDITIONS, _conditions(review)


def _claim(assessment: Assessment, review: Review) -> Row:
    claim = assessment.claim
    value, place = claim.value, claim.location()
    about = [review.findings[number] for number in assessment.findings if claim.id in review.findings[number].claims[:1]]
    counting = [finding.level for finding in about if finding.waived is None]
    return (
        claim.id, claim.statement or None, claim.kind, claim.measure, str(claim.subject), _text(claim.baseline),
        value.text, value.qualifier.value or None,
        *_ends(value.rounded), *_ends(value.loose), value.unit.text,
        *_ends(value.base(value.rounded)), *_ends(value.base(value.loose)),
        value.unit.base_text if value.unit is not RATIO else "1", value.unit.gas,
        claim.equals.text if claim.equals is not None else None, _number(claim.of), claim.span,
        _text(claim.period), _text(claim.baseline_period),
        claim.status, claim.part, claim.source, _text(claim.speaker), claim.relationship, claim.quote, claim.at,
        assessment.standing, assessment.why, assessment.disclosure.standing,
        ", ".join(assessment.disclosure.missing), ", ".join(assessment.disclosure.unrecorded),
        counting.count(Level.ERROR), counting.count(Level.WARNING), counting.count(Level.NOTE), len(about) - len(counting),
        *_verdict(claim), place.file, place.line, place.column,
    )  # fmt: skip


def _verdict(claim: Claim) -> Row:
    review = claim.review
    return (review.verdict, review.by, review.on) if review is not None else (None, None, None)


def _finding(finding: Finding) -> Row:
    evidence = finding.evidence or Evidence()
    waived, place = finding.waived, finding.location
    return (
        finding.rule, finding.level.value, finding.claims[0] if finding.claims else None, ", ".join(finding.claims),
        str(finding.message),
        *_ends(evidence.stated), *_ends(evidence.implied), *_ends(evidence.loose_stated or evidence.stated),
        *_ends(evidence.loose_implied or evidence.implied), evidence.unit,
        math.nan if evidence.notices_error_of is None else evidence.notices_error_of,
        ", ".join(evidence.conditions) or None, "; ".join(evidence.readings) or None, evidence.arithmetic,
        waived is not None, waived and waived.reason, waived and waived.by, waived and waived.until,
        place.file, place.line, place.column, fingerprint(finding),
    )  # fmt: skip


def _conditions(review: Review) -> Iterator[Row]:
    for assessment in review.assessments:
        claim = assessment.claim
        for asked in review.disclosures.rows(claim):
            yield _condition(claim, asked, "subject", asked.subject, claim.conditions)
            if asked.baseline is not None:
                yield _condition(claim, asked, "baseline", asked.baseline, claim.baseline_conditions)


def _condition(claim: Claim, asked: Asked, side: str, state: str, given: Mapping[str, Stated]) -> Row:
    condition = asked.condition
    line = given.get(condition.name)
    if side == "baseline" and (line.same if line is not None else claim.baseline_same):
        line = claim.conditions.get(condition.name)
    states = line if line is not None and line.state.value == "stated" else None
    return (
        claim.id, side, condition.name, condition.required, condition.compare, str(state),
        asked.by if side == "subject" else None,
        states and states.text, states and states.quote, states and states.at,
    )  # fmt: skip


def _ends(interval: Interval | None) -> tuple[float, float]:
    if interval is None:
        return math.nan, math.nan
    return nearest_float(interval.lo), nearest_float(interval.hi)


def _number(value: Fraction | None) -> float:
    return math.nan if value is None else nearest_float(value)


def _text(thing: object) -> str | None:
    return None if thing is None else str(thing)
