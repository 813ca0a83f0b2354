"""The review as JSON, `factcheck-findings/1`."""

import json
import math
from collections.abc import Iterator
from typing import Any, TextIO

from factcheck import __version__
from factcheck.model.claim import Claim
from factcheck.model.finding import Evidence, Finding, Fix
from factcheck.model.interval import Interval, Number, nearest_float
from factcheck.model.units import RATIO
from factcheck.reasoning.disclosure import Counts
from factcheck.reasoning.engine import Assessment, Review
from factcheck.reasoning.speakers import speaker_table
from factcheck.report.speakers import disclosure_data

SCHEMA = "factcheck-findings/1"


def write_json(review: Review, out: TextIO) -> None:
    """Write the whole review, an item a line; the same input gives the same bytes.

    Item by item, because the data of a hundred thousand claims at once would take more room than the claims.
    """
    coverage = {
        "claims": len(review.assessments),
        "checked": review.checked,
        "unchecked": [{"claim": claim, "why": why} for claim, why in review.unchecked],
    }
    head = {"schema": SCHEMA, "version": __version__, "as_of": review.as_of.isoformat(), "coverage": coverage}
    out.write(_encoded(head)[:-1])
    for name, items in (("claims", map(claim_data, review.assessments)), ("findings", map(_finding, review.findings))):
        out.write(f',\n "{name}": [')
        out.writelines((",\n  " if number else "\n  ") + _encoded(item) for number, item in enumerate(items))
        out.write("]")
    table = speaker_table((assessment.claim for assessment in review.assessments), review.disclosures)
    out.write(',\n "disclosure": ' + _encoded(disclosure_data(table)))
    out.write(',\n "conditions": ' + _encoded(dict(_lacking(review))))
    out.write("}\n")


def _lacking(review: Review) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each required condition that some claim lacks: its names, why it is asked for, and how much it is known to change."""
    disclosures = {id(assessment.disclosure): assessment.disclosure for assessment in review.assessments}.values()
    names = {name for disclosure in disclosures for name in (*disclosure.missing, *disclosure.unrecorded)}
    for name in sorted(names):
        _, condition = min(review.knowledge.condition(name), key=lambda found: found[1].weight)
        known = condition.sensitivity is not None
        yield name, {
            "ko": condition.ko, "why": condition.why, "why_ko": condition.why_ko, "rule_book": condition.source,
            "known_effect": {
                "says": condition.sensitivity, "says_ko": condition.sensitivity_ko,
                "factor": condition.factor if math.isfinite(condition.factor) else None,
                "source": condition.sensitivity_source,
            } if known else None,
        }  # fmt: skip


_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def claim_data(assessment: Assessment) -> dict[str, Any]:
    """A claim with its standing and disclosure, as plain data."""
    claim = assessment.claim
    place = claim.location()
    return {
        "id": claim.id,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "kind": claim.kind,
        "subject": str(claim.subject),
        "baseline": str(claim.baseline) if claim.baseline is not None else None,
        "value": _value(claim),
        "standing": assessment.standing,
        "disclosure": assessment.disclosure.standing,
        "missing": list(assessment.disclosure.missing),
        "unrecorded": list(assessment.disclosure.unrecorded),
        "not_applicable": list(assessment.disclosure.not_applicable),
        "required": _counts(assessment.disclosure.counts),
        "findings": list(assessment.findings),
        "not_compared": [{"claim": other, "why": why} for other, why in assessment.not_compared],
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "stated": counts.stated, "not_stated": counts.not_stated, "not_looked_at": counts.not_looked_at,
        "not_applicable": counts.not_applicable,
    }  # fmt: skip


def _value(claim: Claim) -> dict[str, Any]:
    value = claim.value
    return {
        "text": value.text,
        "rounded": ends(value.rounded),
        "loose": ends(value.loose),
        "unit": value.unit.text,
        "base": ends(value.base(value.rounded)),
        "base_unit": value.unit.base_text if value.unit is not RATIO else "1",
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place, waived = finding.location, finding.waived
    known = {"known": finding.known} if finding.known is not None else {}
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "claims": list(finding.claims),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": str(finding.message),
        "evidence": evidence_data(finding.evidence) if finding.evidence is not None else None,
        "waived": {"reason": waived.reason, "by": waived.by, "until": waived.until} if waived is not None else None,
        **known,
        **({"fix": _fix(finding.fix)} if finding.fix is not None else {}),
    }


def evidence_data(evidence: Evidence) -> dict[str, Any]:
    """What a finding rests on, as plain data."""
    found: dict[str, Any] = {}
    if evidence.stated is not None and evidence.implied is not None:
        found["stated"] = ends(evidence.stated)
        found["implied"] = ends(evidence.implied)
        found["loose_stated"] = ends(evidence.loose_stated or evidence.stated)
        found["loose_implied"] = ends(evidence.loose_implied or evidence.implied)
    if evidence.unit is not None:
        found["unit"] = evidence.unit
    if evidence.implied is not None:
        found["notices_error_of"] = evidence.notices_error_of
        found["readings"] = list(evidence.readings)
    if evidence.conditions:
        found["conditions"] = list(evidence.conditions)
    if evidence.arithmetic is not None:
        found["arithmetic"] = evidence.arithmetic
    return found


def _fix(fix: Fix) -> dict[str, Any]:
    place = fix.location
    return {"line": place.line, "column": place.column, "old": fix.old, "new": fix.new, "safe": fix.safe}


def ends(interval: Interval) -> list[float | None]:
    """The two ends as the nearest doubles; an infinite one is null."""
    return [_double(interval.lo), _double(interval.hi)]


def _double(number: Number) -> float | None:
    value = nearest_float(number)
    return value if abs(value) != float("inf") else None
