"""What an importer makes of a result file, and how it becomes a claim file.

Conditions that the file holds are written down; the required ones that it does not hold are listed as `not stated`,
so that whoever completes the file sees the gaps.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from factcheck.knowledge.knowledge import Knowledge
from factcheck.model.claim import NOT_STATED
from factcheck.model.names import shown, visible

_MAX_ID = 80


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim to be: `name` becomes the end of its id, `quote` and `at` say where in the file the figure stands."""

    name: str
    statement: str
    kind: str
    value: str
    measure: str
    subject: str | None = None
    period: str | None = None
    conditions: Mapping[str, str] = field(default_factory=dict)
    quote: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a result file gives: claims, what holds for all of them, and remarks for the analyst."""

    tool: str
    title: str
    claims: tuple[DraftClaim, ...]
    defaults: Mapping[str, str]
    conditions: Mapping[str, str]
    remarks: tuple[str, ...] = ()


def claim_file(draft: Draft, knowledge: Knowledge, *, name: str, digest: str, prefix: str, subject: str | None) -> str:
    """The text of a claim file; `name` and `digest` (sha256) are those of the result file, `prefix` begins every id.

    `subject` is what the analyst says the figures are about, where the file does not.
    """
    claims: dict[str, dict[str, Any]] = {}
    for claim in draft.claims:
        claims[_unused(f"{prefix}_{claim.name}", claims)] = _claim(claim)
    head: dict[str, Any] = {"factcheck": 1, "title": draft.title, **_said(draft.defaults)}
    head["subject"] = subject or NOT_STATED
    stated = _said(draft.conditions)
    gaps = dict.fromkeys(_gaps(draft, knowledge), NOT_STATED)
    head["conditions"] = {"rest": NOT_STATED, **stated, **gaps}
    text = yaml.dump(head | {"claims": claims}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return _comment(draft, name, digest, bool(subject)) + text.replace("\nfactcheck: '1'", "\nfactcheck: 1")


def id_prefix(text: str) -> str:
    """`text` as the beginning of ids: small letters, digits and `_`, a letter first."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[: _MAX_ID // 2].strip("_")
    return slug if slug[:1].isalpha() else f"run_{slug}".rstrip("_")


def _claim(claim: DraftClaim) -> dict[str, Any]:
    body = {
        "statement": claim.statement, "kind": claim.kind, "measure": claim.measure, "subject": claim.subject,
        "value": claim.value, "period": claim.period, "quote": claim.quote, "at": claim.at,
        "conditions": _said(claim.conditions) or None,
    }  # fmt: skip
    return {key: value for key, value in body.items() if value is not None}


def _said(given: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in given.items() if text}


def _gaps(draft: Draft, knowledge: Knowledge) -> Iterable[str]:
    """The required conditions of the kinds in use that some claim of the kind lacks.

    Those that are asked for only sometimes are left to `rest`, and those that another key states to that key.
    """
    for kind in dict.fromkeys(claim.kind for claim in draft.claims):
        of_kind = [claim for claim in draft.claims if claim.kind == kind]
        for condition in knowledge.kinds[kind].own:
            if not condition.required or condition.trigger is not None or condition.by is not None:
                continue
            if condition.name not in draft.conditions and any(condition.name not in claim.conditions for claim in of_kind):
                yield condition.name


def _unused(id_: str, taken: Mapping[str, object]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", id_.lower()).strip("_")
    number, short = 1, slug[:_MAX_ID].strip("_")
    while short in taken:
        number += 1
        tail = f"_{number}"
        short = slug[: _MAX_ID - len(tail)].strip("_") + tail
    return short


def _comment(draft: Draft, name: str, digest: str, has_subject: bool) -> str:
    lines = [
        f"Made by factcheck import from {shown(name, 80)} ({draft.tool}), sha256 {digest}.",
        "What the file does not say is `not stated`: fill in what you know, and give `source` once the file has a card.",
    ]
    if not has_subject and any(claim.subject is None for claim in draft.claims):
        lines.append("It does not say what was measured (which accelerator): give `subject` before anything is compared.")
    return "".join(f"# {line}\n" for line in (*lines, *(shown(remark, 400) for remark in draft.remarks)))


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


# What a terminal or an editor would not show stands there as it is shown elsewhere: escaped.
_Dumper.add_representer(str, lambda dumper, value: dumper.represent_str(visible(value)))
_Dumper.add_representer(int, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:int", str(value)))
