"""The review as tables: claims, conditions, findings and sources; one row a claim, units in columns of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.model.claim import Claim, State, Stated
from factcheck.model.finding import Level
from factcheck.model.interval import Interval, nearest_float
from factcheck.model.units import RATIO
from factcheck.reasoning.disclosure import Asked
from factcheck.reasoning.engine import Assessment, Review

Cell = str | int | float | None
TABLES = ("claims", "conditions", "findings", "sources")


@dataclass(frozen=True, slots=True)
class Table:
    """A table by column: its name, and whether it holds text, whole numbers or doubles. An infinite end is empty."""

    name: str
    columns: tuple[tuple[str, type], ...]
    rows: Sequence[tuple[Cell, ...]]


def tables(review: Review) -> tuple[Table, ...]:
    """The four tables of a review, in the order of TABLES."""
    counts = [_levels(assessment, review) for assessment in review.assessments]
    return (
        Table("claims", _CLAIMS, [_claim(a, *levels) for a, levels in zip(review.assessments, counts, strict=True)]),
        Table("conditions", _CONDITIONS, list(_conditions(review))),
        Table("findings", _FINDINGS, list(_findings(review))),
        Table("sources", _SOURCES, list(_sources(review))),
    )


_CLAIMS: tuple[tuple[str, type], ...] = (
    ("id", str), ("file", str), ("line", int), ("statement", str), ("kind", str), ("measure", str), ("subject", str),
    ("baseline", str), ("value", str), ("rounded_low", float), ("rounded_high", float), ("loose_low", float),
    ("loose_high", float), ("unit", str), ("base_low", float), ("base_high", float), ("base_unit", str), ("qualifier", str),
    ("period", str), ("baseline_period", str), ("source", str), ("quote", str), ("at", str), ("part", str), ("speaker", str),
    ("via", str), ("relationship", str), ("status", str), ("standing", str), ("why_unchecked", str), ("disclosure", str),
    ("conditions_known", int), ("conditions_asked", int), ("errors", int), ("warnings", int), ("verdict", str),
    ("reviewed_by", str), ("reviewed_on", str), ("notes", str),
)  # fmt: skip


def _claim(assessment: Assessment, errors: int, warnings: int) -> tuple[Cell, ...]:
    claim, value, reviewed = assessment.claim, assessment.claim.value, assessment.claim.review
    return (
        claim.id, claim.file, claim.location().line, claim.statement.strip(), claim.kind, claim.measure, str(claim.subject),
        _text(claim.baseline), value.text.strip(), *_ends(value.rounded), *_ends(value.loose), value.unit.text,
        *_ends(value.base(value.rounded)), value.unit.base_text if value.unit is not RATIO else "1",
        value.qualifier.value if value.qualifier else None, _text(claim.period), _text(claim.baseline_period), claim.source,
        claim.quote, claim.at, claim.part, _text(claim.speaker), "; ".join(claim.via) or None, claim.relationship,
        claim.status, assessment.standing, assessment.why, assessment.disclosure.standing, assessment.disclosure.stated,
        assessment.disclosure.asked, errors, warnings, reviewed.verdict if reviewed else None,
        reviewed.by if reviewed else None, reviewed.on if reviewed else None, claim.notes,
    )  # fmt: skip


_CONDITIONS: tuple[tuple[str, type], ...] = (
    ("claim", str), ("condition", str), ("level", str), ("side", str), ("state", str), ("stated", str), ("stated_by", str),
)  # fmt: skip


def _conditions(review: Review) -> Iterator[tuple[Cell, ...]]:
    patterns: dict[object, tuple[Asked, ...]] = {}  # claims that give the same things are asked for the same
    for assessment in review.assessments:
        claim = assessment.claim
        key = review.disclosures.pattern(claim)
        rows = patterns.get(key)
        if rows is None:
            rows = patterns[key] = tuple(review.disclosures.rows(claim))
        for asked in rows:
            yield _condition(claim, asked, "subject", asked.subject, claim.conditions.get(asked.condition.name))
            if asked.baseline is not None:
                given = claim.baseline_conditions.get(asked.condition.name)
                yield _condition(claim, asked, "baseline", asked.baseline, given)


def _condition(claim: Claim, asked: Asked, side: str, state: State, given: Stated | None) -> tuple[Cell, ...]:
    stated = given.text if given is not None and given.state is State.STATED and not given.same else None
    level = "required" if asked.condition.required else "recommended"
    return claim.id, asked.condition.name, level, side, state.value, stated, asked.by if side == "subject" else None


_FINDINGS: tuple[tuple[str, type], ...] = (
    ("rule", str), ("level", str), ("claim", str), ("other_claims", str), ("file", str), ("line", int), ("column", int),
    ("message", str), ("stated_low", float), ("stated_high", float), ("implied_low", float), ("implied_high", float),
    ("loose_stated_low", float), ("loose_stated_high", float), ("loose_implied_low", float), ("loose_implied_high", float),
    ("unit", str), ("arithmetic", str), ("notices_error_of", float), ("conditions", str), ("readings", str), ("waived", str),
)  # fmt: skip


def _findings(review: Review) -> Iterator[tuple[Cell, ...]]:
    for finding in review.findings:
        place, found = finding.location, finding.evidence
        intervals: tuple[Interval | None, ...] = (None,) * 4
        if found is not None:
            intervals = found.stated, found.implied, found.loose_stated, found.loose_implied
        yield (
            finding.rule, finding.level.value, finding.claims[0] if finding.claims else None,
            "; ".join(finding.claims[1:]) or None, place.file, place.line, place.column, str(finding.message),
            *(end for interval in intervals for end in _ends(interval)), found.unit if found else None,
            found.arithmetic if found else None, found.notices_error_of if found else None,
            "; ".join(found.conditions) or None if found else None, "; ".join(found.readings) or None if found else None,
            finding.waived.reason if finding.waived else None,
        )  # fmt: skip


_SOURCES: tuple[tuple[str, type], ...] = (
    ("id", str), ("title", str), ("publisher", str), ("author", str), ("date", str), ("url", str), ("language", str),
    ("retrieved", str), ("sha256", str), ("claims", int),
)  # fmt: skip


def _sources(review: Review) -> Iterator[tuple[Cell, ...]]:
    counts: dict[str, int] = {}
    for assessment in review.assessments:
        if assessment.claim.source is not None:
            counts[assessment.claim.source] = counts.get(assessment.claim.source, 0) + 1
    for id_ in sorted(counts):
        card = review.knowledge.sources.get(id_)
        fields = [getattr(card, name) if card else None for name, _ in _SOURCES[1:-1]]
        yield (id_, *fields, counts[id_])


def _levels(assessment: Assessment, review: Review) -> tuple[int, int]:
    levels = [f.level for f in (review.findings[n] for n in assessment.findings) if f.waived is None]
    return levels.count(Level.ERROR), levels.count(Level.WARNING)


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    if interval is None:
        return None, None
    low, high = nearest_float(interval.lo), nearest_float(interval.hi)
    return (low if abs(low) != float("inf") else None), (high if abs(high) != float("inf") else None)


def _text(value: Any) -> str | None:
    return str(value) if value is not None else None
