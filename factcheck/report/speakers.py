"""Who states how much: the disclosure table by speaker and by kind, as data."""

from typing import Any

from factcheck.reasoning.speakers import Disclosed, SpeakerTable

SCHEMA = "factcheck-speakers/1"


def speakers_data(table: SpeakerTable) -> dict[str, Any]:
    """The table as JSON data: every share stands beside the counts that it rests on."""
    return {"schema": SCHEMA, **disclosure_data(table)}


def disclosure_data(table: SpeakerTable) -> dict[str, Any]:
    """The same without a name, for the JSON of a review: speakers with their kinds, kinds, and all together."""
    return {
        "speakers": [
            {"speaker": line.speaker, **_counts(line.disclosed), "kinds": [{"kind": k, **_counts(d)} for k, d in line.kinds]}
            for line in table.speakers
        ],
        "kinds": [{"kind": kind, **_counts(disclosed)} for kind, disclosed in table.kinds],
        "total": _counts(table.total),
    }


def _counts(disclosed: Disclosed) -> dict[str, Any]:
    counts = disclosed.counts
    share = disclosed.share
    return {
        "claims": disclosed.claims,
        "conditions": {
            "required": counts.applicable, "stated": counts.stated, "not_stated": counts.not_stated,
            "not_looked_at": counts.not_looked_at, "not_applicable": counts.not_applicable,
            "share_stated": round(float(share), 4) if share is not None else None,
        },
        "most_often_not_stated": [{"condition": name, "claims": claims} for name, claims in disclosed.lacking],
    }  # fmt: skip
