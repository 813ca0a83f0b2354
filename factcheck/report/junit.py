"""The review as JUnit XML, the form that build servers read: a suite for each claim file, a case for each claim.

A claim fails where a finding of the level asked for stands against it, and is skipped where nothing checked it. What
weighs less, and what is waived or known, stands in its output. The first case of a suite is the file itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TextIO
from xml.etree import ElementTree as ET

from factcheck.model.finding import Finding
from factcheck.model.location import Location
from factcheck.model.names import visible
from factcheck.reasoning.engine import Assessment, Review
from factcheck.report.lines import marks

FILE_CASE = "the file itself"


def write_junit(review: Review, out: TextIO, fails: int) -> None:
    """Write all claims of `review`; a finding fails its case if its rank is at most `fails` (`Level.rank`; -1: none).

    The same input gives the same bytes. One element per case holds all its failures: several are read by few tools.
    """
    suites = list(_suites(review, fails))
    whole = ET.Element("testsuites", {"name": "factcheck", **_counts(case for suite in suites for case in suite), "time": "0"})
    whole.extend(suites)
    ET.indent(whole)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(ET.tostring(whole, encoding="unicode"))
    out.write("\n")


def _suites(review: Review, fails: int) -> Iterator[ET.Element]:
    claims: dict[str, list[Assessment]] = {dossier.file: [] for dossier in review.dossiers}
    for assessment in review.assessments:
        claims.setdefault(assessment.claim.file, []).append(assessment)
    known = {assessment.claim.id for assessment in review.assessments}
    of_claims: dict[str, list[Finding]] = defaultdict(list)
    of_files: dict[str, list[Finding]] = defaultdict(list)
    for finding in review.findings:
        if finding.claims and finding.claims[0] in known:
            of_claims[finding.claims[0]].append(finding)
        else:
            of_files[finding.location.file].append(finding)
            claims.setdefault(finding.location.file, [])
    for file in sorted(claims):
        cases = [_case(FILE_CASE, file, Location(file), of_files[file], fails, None)]
        for assessment in claims[file]:
            claim = assessment.claim
            why = (assessment.why or "nothing checked it") if assessment.standing == "unchecked" else None
            cases.append(_case(claim.id, file, claim.location(), of_claims[claim.id], fails, why))
        suite = ET.Element("testsuite", {"name": visible(file), **_counts(cases), "time": "0"})
        suite.extend(cases)
        yield suite


def _case(name: str, file: str, place: Location, findings: list[Finding], fails: int, unchecked: str | None) -> ET.Element:
    case = ET.Element(
        "testcase",
        {"name": visible(name), "classname": visible(file), "file": visible(file), "line": str(place.line), "time": "0"},
    )
    failing: list[Finding] = []
    rest: list[Finding] = []
    for finding in findings:
        (failing if finding.counts and finding.level.rank <= fails else rest).append(finding)
    if failing:
        first = min(failing, key=lambda finding: finding.level.rank)
        failure = ET.SubElement(case, "failure", {"type": first.rule, "message": visible(str(first.message))})
        failure.text = _listed(failing)
    elif unchecked is not None:
        ET.SubElement(case, "skipped", {"message": visible(f"not checked: {unchecked}")})
    if rest:
        ET.SubElement(case, "system-out").text = _listed(rest)
    return case


def _listed(findings: list[Finding]) -> str:
    return "\n".join(
        visible(f"{finding.location}: {finding.level.value} {finding.rule}: {finding.message}{marks(finding)}")
        for finding in findings
    )


def _counts(cases: Iterable[ET.Element]) -> dict[str, str]:
    counted = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for case in cases:
        counted["tests"] += 1
        counted["failures"] += case.find("failure") is not None
        counted["skipped"] += case.find("skipped") is not None
    return {name: str(number) for name, number in counted.items()}
