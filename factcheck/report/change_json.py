"""What differs between two reviews, as JSON: `factcheck-diff/1`."""

import datetime
import json
from typing import Any, TextIO

from factcheck import __version__
from factcheck.files.revisions import Revision
from factcheck.reasoning.engine import Assessment
from factcheck.report.changes import Changes, ClaimChange, Spoken
from factcheck.report.machine import claim_data

SCHEMA = "factcheck-diff/1"


def write_change_json(
    found: Changes, out: TextIO, old: Revision, new: Revision | None, as_of: datetime.date
) -> None:
    """Write all differences between `old` and `new` (None: the files as they are). The same input gives the same bytes."""
    edited = sum(change.is_edited for change in found.changed)
    data = {
        "schema": SCHEMA,
        "version": __version__,
        "as_of": as_of.isoformat(),
        "old": {"revision": old.text, "commit": old.commit},
        "new": {"revision": new.text, "commit": new.commit} if new is not None else None,
        "summary": {
            "added": len(found.added), "removed": len(found.removed), "changed": edited,
            "affected": len(found.changed) - edited, "same": found.same,
            "findings": {"new": found.appeared, "gone": found.went},
        },
        "files": [{"old": before, "new": after} for before, after in found.files],
        "added": [_whole(assessment, spoken) for assessment, spoken in found.added],
        "removed": [_whole(assessment, spoken) for assessment, spoken in found.removed],
        "changed": [_changed(change) for change in found.changed],
        "relations_and_waivers": [
            {"how": other.how, "sort": other.sort, "name": other.name, "text": other.text, "file": other.place.file}
            for other in found.others
        ],
        "file_findings": [
            {"file": part.file, "findings": _both(part.appeared, part.went)} for part in found.file_findings
        ],
    }  # fmt: skip
    json.dump(data, out, ensure_ascii=False, allow_nan=False, indent=1)
    out.write("\n")


def _whole(assessment: Assessment, spoken: tuple[Spoken, ...]) -> dict[str, Any]:
    data = claim_data(assessment)
    del data["findings"], data["not_compared"]  # numbers and lines of a review that is not here
    return data | {"statement": assessment.claim.statement, "findings": [_spoken(one) for one in spoken]}


def _changed(change: ClaimChange) -> dict[str, Any]:
    claim = change.assessment.claim
    place = claim.location()
    return {
        "id": claim.id,
        "was": change.was,
        "file": place.file,
        "came_from": change.came_from,
        "line": place.line,
        "column": place.column,
        "fields": [{"field": field.field, "old": field.old, "new": field.new} for field in change.fields],
        "standing": _pair(change.standing),
        "disclosure": _pair(change.disclosure),
        "findings": _both(change.appeared, change.went),
    }


def _pair(pair: tuple[str, str] | None) -> dict[str, str] | None:
    return {"old": pair[0], "new": pair[1]} if pair is not None else None


def _both(appeared: tuple[Spoken, ...], went: tuple[Spoken, ...]) -> dict[str, Any]:
    return {"new": [_spoken(one) for one in appeared], "gone": [_spoken(one) for one in went]}


def _spoken(spoken: Spoken) -> dict[str, Any]:
    return {"rule": spoken.rule, "level": spoken.level, "message": spoken.text, "waived": spoken.waived}
