"""The review as SARIF 2.1.0 (OASIS, errata 01), for code scanning and editors.

Claim files are the artifacts, findings the results, rules with their manual the reporting descriptors, waivers the
suppressions. Section numbers below are those of the standard.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TextIO
from urllib.parse import quote

from factcheck import __version__
from factcheck.model.finding import Finding, Level
from factcheck.model.location import Location
from factcheck.model.names import visible
from factcheck.reasoning.engine import Review
from factcheck.reasoning.rule import Rule
from factcheck.report.fingerprints import fingerprint
from factcheck.report.machine import evidence_data

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
FINGERPRINT = "factcheckFinding/v1"
_LINE_HASH = "primaryLocationLineHash"  # the one that GitHub code scanning follows an alert by
_NEWLINES = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"]  # what YAML counts lines by
_LINK = re.compile(r"[\[\]](?=[^\[\]]*\]\()|\](?=\()")  # 3.11.6: [text](target) would be shown as a link
_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")  # 3.11.5: {0} would be filled in


def write_sarif(review: Review, rules: tuple[Rule, ...], out: TextIO, folder: str = "") -> None:
    """Write one run with all rules and all findings of `review`; the same input gives the same bytes.

    `folder` is the workspace as seen from the root of the checkout, with `/` (empty where they are one); every URI is
    relative to that root, which is `%SRCROOT%`. Results are written one by one: there may be a hundred thousand.
    """
    numbers = {rule.name: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": _NEWLINES,
        "originalUriBaseIds": {BASE: {"description": {"text": "The root of the checkout."}}},
        "invocations": [{"executionSuccessful": True}],
        "properties": {"as_of": review.as_of.isoformat(), "coverage": _coverage(review)},
    }
    out.write(_encoded({"$schema": SCHEMA, "version": "2.1.0"})[:-1] + ',\n "runs": [\n  ')
    out.write(json.dumps(run, allow_nan=False)[:-1] + ',\n "results": [')
    results = _Results(review, numbers, folder)
    out.writelines((",\n  " if number else "\n  ") + _encoded(result) for number, result in enumerate(results.all()))
    out.write("]}]}\n")


_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _driver(rules: tuple[Rule, ...]) -> dict[str, Any]:
    return {
        "name": "factcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "en",
        "rules": [_descriptor(rule) for rule in rules],
    }


def _descriptor(rule: Rule) -> dict[str, Any]:
    """A rule with its manual (3.49)."""
    examples = [(title, text) for title, text in (("Bad", rule.bad), ("Good", rule.good)) if text]
    reference = f"Reference: {rule.reference}" if rule.reference else ""
    plain = [rule.summary, rule.explanation, *(f"{title}:\n{text}" for title, text in examples), reference]
    marked = [rule.summary, rule.explanation, *(f"{title}:\n\n```yaml\n{text}\n```" for title, text in examples), reference]
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation or rule.summary},
        "help": {"text": "\n\n".join(filter(None, plain)), "markdown": "\n\n".join(filter(None, marked))},
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {"tags": [rule.group]},
    }


def _coverage(review: Review) -> dict[str, Any]:
    return {
        "claims": len(review.assessments),
        "checked": review.checked,
        "unchecked": [{"claim": claim, "why": why} for claim, why in review.unchecked],
    }


class _Results:
    def __init__(self, review: Review, numbers: Mapping[str, int], folder: str) -> None:
        self.review, self.numbers = review, numbers
        self.folder = f"{folder.strip('/')}/" if folder.strip("/") else ""
        self.places = {assessment.claim.id: assessment.claim.location() for assessment in review.assessments}
        # 3.27.23: where one result has suppressions, all have them, most an empty list
        self.has_waived = any(finding.waived is not None for finding in review.findings)
        self.seen: Counter[str] = Counter()

    def all(self) -> Iterator[dict[str, Any]]:
        for finding in self.review.findings:
            yield self.result(finding)

    def result(self, finding: Finding) -> dict[str, Any]:
        print_ = fingerprint(finding)
        self.seen[print_] += 1
        found: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": _LEVELS[finding.level],
            "message": {"text": message_text(str(finding.message))},
            "locations": [self._location(finding)],
            "partialFingerprints": {FINGERPRINT: print_, _LINE_HASH: f"{print_[:16]}:{self.seen[print_]}"},
        }
        if finding.rule in self.numbers:
            found["ruleIndex"] = self.numbers[finding.rule]
        others = [name for name in dict.fromkeys(finding.claims[1:]) if name in self.places]
        if others:
            found["relatedLocations"] = [
                {"id": number, "physicalLocation": self._physical(self.places[name]), "message": {"text": message_text(name)}}
                for number, name in enumerate(others, 1)
            ]
        if self.has_waived:
            found["suppressions"] = _suppressions(finding)
        if finding.known is not None:
            found["baselineState"] = "unchanged" if finding.known else "new"
        if finding.evidence is not None:
            found["properties"] = {"evidence": evidence_data(finding.evidence)}
        return found

    def _location(self, finding: Finding) -> dict[str, Any]:
        place: dict[str, Any] = {"physicalLocation": self._physical(finding.location)}
        if finding.claims:
            place["logicalLocations"] = [{"name": visible(finding.claims[0]), "kind": "object"}]
        return place

    def _physical(self, place: Location) -> dict[str, Any]:
        artifact = {"uri": f"file://{quote(place.file)}"}
        if not place.file.startswith("/"):
            artifact = {"uri": quote(self.folder + place.file), "uriBaseId": BASE}
        return {"artifactLocation": artifact, "region": {"startLine": place.line, "startColumn": place.column}}


_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    """A waiver (3.35): it stands in a claim file, hence `inSource`."""
    waived = finding.waived
    if waived is None:
        return []
    who = {"by": visible(waived.by) if waived.by else None, "until": waived.until}
    return [{"kind": "inSource", "status": "accepted", "justification": visible(waived.reason), "properties": who}]


def message_text(text: str) -> str:
    """`text` as a plain-text message that nobody takes for a link or a place to fill in; never empty."""
    text = _LINK.sub(lambda bracket: "\\" + bracket[0], visible(text))
    return _PLACEHOLDER.sub(r"{{\1}}", text) or "(no text)"
