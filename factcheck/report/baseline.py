"""Baselines: the findings that a team knows and lives with, so that only new ones fail.

A baseline is a JSON file, one finding a line, made to be kept beside the claims and read in a pull request. Known
findings stay visible and marked. A finding is known if the file has its fingerprint (`report.fingerprints`) at the
same level or a graver one; of conditions, if all that it names were missing then. What occurs more often than the file
has it is new as often as that.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from factcheck.files.writer import CannotWrite, overwrite
from factcheck.model.finding import Finding, Level
from factcheck.model.names import visible
from factcheck.reasoning.engine import Review
from factcheck.report.fingerprints import fingerprint

SCHEMA = "factcheck-baseline/1"


class BadBaseline(Exception):
    """The baseline cannot be read; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as a baseline has it; `conditions` are those that it named."""

    fingerprint: str
    level: Level
    conditions: frozenset[str]


def marked(review: Review, path: Path) -> tuple[Review, int]:
    """The review with its known findings marked, and how many of the baseline were not met.

    Raises BadBaseline.
    """
    left: dict[str, list[Known]] = defaultdict(list)
    for known in _read(path):
        left[known.fingerprint].append(known)
    findings = list(review.findings)
    for number in sorted(range(len(findings)), key=lambda number: findings[number].level.rank):
        finding = findings[number]
        held = left.get(fingerprint(finding), [])
        match = next((known for known in held if _covers(known, finding)), None)
        if match is not None:
            held.remove(match)
        findings[number] = finding._replace(known=match is not None)
    return replace(review, findings=tuple(findings)), sum(map(len, left.values()))


def _covers(known: Known, finding: Finding) -> bool:
    return known.level.rank <= finding.level.rank and _conditions(finding) <= known.conditions


def _conditions(finding: Finding) -> frozenset[str]:
    return frozenset(finding.evidence.conditions) if finding.evidence is not None else frozenset()


def write_baseline(review: Review, path: Path) -> int:
    """Write the findings of a review that no waiver covers as the new baseline; returns how many.

    Raises CannotWrite, also where the file is there and no baseline.
    """
    if path.exists():
        try:
            _read(path)
        except BadBaseline as problem:
            raise CannotWrite(f"{problem}; it is left as it is") from problem
    findings = [finding for finding in review.findings if finding.waived is None]
    rows = sorted(json.dumps(_row(finding), ensure_ascii=False) for finding in findings)
    body = ",\n  ".join(rows)
    overwrite(path, f'{{"schema": "{SCHEMA}", "findings": [\n  {body}\n]}}\n' if rows else f'{{"schema": "{SCHEMA}", "findings": []}}\n')
    return len(findings)


def _row(finding: Finding) -> dict[str, Any]:
    """What a reader needs to know the finding by; of it only fingerprint, level and conditions are read again."""
    row: dict[str, Any] = {
        "file": finding.location.file, "claims": list(finding.claims), "rule": finding.rule, "level": finding.level.value,
    }  # fmt: skip
    if _conditions(finding):
        row["conditions"] = sorted(_conditions(finding))
    else:
        row["message"] = str(finding.message)
    return row | {"fingerprint": fingerprint(finding)}


def _read(path: Path) -> Iterator[Known]:
    shown = visible(str(path))
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise BadBaseline(f"the baseline {shown} cannot be read: {problem.strerror or problem}; --update-baseline writes one") from problem
    except (ValueError, RecursionError) as problem:
        raise BadBaseline(f"{shown} is no baseline: {problem}") from problem
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("findings"), list):
        raise BadBaseline(f"{shown} is no baseline: it does not begin with {SCHEMA!r}")
    return iter([_known(row, shown) for row in data["findings"]])


def _known(row: object, shown: str) -> Known:
    if isinstance(row, dict):
        print_, level, conditions = row.get("fingerprint"), row.get("level"), row.get("conditions", [])
        if isinstance(print_, str) and level in {level.value for level in Level} and isinstance(conditions, list):
            return Known(print_, Level(level), frozenset(map(str, conditions)))
    raise BadBaseline(f"{shown} is no baseline: a finding in it lacks its fingerprint or its level")
