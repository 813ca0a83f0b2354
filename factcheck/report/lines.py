"""The review as lines: `file:line:column: level rule: message`, and a coverage line at the end."""

import os
from collections.abc import Iterable, Iterator
from typing import TextIO

from factcheck.model.finding import Finding
from factcheck.model.names import visible
from factcheck.reasoning.engine import Review

_FOLDED = ("missing-condition", "unrecorded-condition", "baseline-undisclosed")
_WORDS = {
    "missing-condition": "the source does not state",
    "unrecorded-condition": "nobody has looked for",
    "baseline-undisclosed": "the baseline lacks",
}
_UNSIGNED = "unreviewed"
_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_NAMED = 6
_LISTED = 20


def write_lines(review: Review, out: TextIO) -> None:
    """Write the review to `out`; in colour on a terminal, unless NO_COLOR is set."""
    if out.isatty() and not os.environ.get("NO_COLOR"):
        from rich.console import Console
        from rich.text import Text

        console = Console(file=out, soft_wrap=True, highlight=False)
        for place, level, rule, message in findings(review.findings):
            line = Text(f"{place}: ")
            line.append(level, _STYLES.get(level, ""))
            line.append(f" {rule}", "bold").append(f": {message}")
            console.print(line)
    else:
        out.writelines(f"{place}: {level} {rule}: {message}\n" for place, level, rule, message in findings(review.findings))
    out.writelines(f"{line}\n" for line in endings(review))


def findings(found: Iterable[Finding]) -> Iterator[tuple[str, str, str, str]]:
    """(place, level, rule, message) of each line; what is said of one claim's conditions is one line.

    So are the claims of one file that nobody has signed off: before the first review that would be all of them.
    """
    folded: dict[str, list[Finding]] = {}
    unsigned: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.rule in _FOLDED and _folds(finding):
            folded.setdefault(finding.claims[0], []).append(finding)
        elif finding.rule == _UNSIGNED and _folds(finding):
            unsigned.setdefault(finding.location.file, []).append(finding)
    for finding in found:
        if finding.rule == _UNSIGNED and _folds(finding) and len(unsigned[finding.location.file]) > 1:
            group = unsigned[finding.location.file]
            if finding is group[0]:
                names = _listed(tuple(one.claims[0] for one in group))
                text = f"nobody has signed off {len(group)} claims ({names}); `factcheck review` does"
                yield str(finding.location), finding.level.value, finding.rule, text
            continue
        if finding.rule not in _FOLDED or not _folds(finding):
            said = str(finding.message) + marks(finding)
            yield str(finding.location), finding.level.value, finding.rule, said
            continue
        conditions = folded.pop(finding.claims[0], None)
        if conditions is not None:
            yield _conditions(conditions)


def _folds(finding: Finding) -> bool:
    """Whether a finding may stand in one line with others: not if it is marked."""
    return finding.waived is None and not finding.known


def _conditions(group: list[Finding]) -> tuple[str, str, str, str]:
    first = min(group, key=lambda finding: finding.level.rank)
    rules = dict.fromkeys(f.rule for f in group if f.level is first.level)
    parts = []
    recommended = 0
    for finding in group:
        names = finding.evidence.conditions if finding.evidence is not None else ()
        if finding.level is not first.level:
            recommended += len(names)
            continue
        parts.append(f"{_WORDS[finding.rule]} {_listed(names)}")
    more = f" (and {recommended} recommended)" if recommended else ""
    text = "; ".join(parts) + f"{more}; see `factcheck show {first.claims[0]}`"
    return str(first.location), first.level.value, "+".join(rules), text


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def marks(finding: Finding) -> str:
    """Why a finding does not count, in brackets; empty where it counts."""
    return _waived(finding) + (" [known]" if finding.known else "")


def _waived(finding: Finding) -> str:
    waived = finding.waived
    if waived is None:
        return ""
    who = f", {visible(waived.by)}" if waived.by else ""
    until = f", until {waived.until}" if waived.until else ""
    return f" [waived: {visible(waived.reason)}{who}{until}]"


def endings(review: Review) -> Iterator[str]:
    """What was not checked, with the reasons, the counts, and the coverage line."""
    unchecked = list(review.unchecked)
    for claim, why in unchecked[:_LISTED]:
        yield f"unchecked {visible(claim)}: {visible(why)}"
    if len(unchecked) > _LISTED:
        yield f"unchecked: {len(unchecked) - _LISTED} more; `--format json` names every one with its reason"
    counts = dict.fromkeys(_STYLES, 0)
    waived = known = 0
    for finding in review.findings:
        if finding.waived is not None:
            waived += 1
        elif finding.known:
            known += 1
        else:
            counts[finding.level.value] += 1
    tail = (f", {known} known" if known else "") + (f", {waived} waived" if waived else "")
    safe = sum(f.fix is not None and f.fix.safe and f.waived is None for f in review.findings)
    if safe:
        yield f"{safe} can be mended by `factcheck check --fix`"
    yield ", ".join(_many(number, level) for level, number in counts.items()) + tail
    read, checked = len(review.assessments), review.checked
    yield f"coverage: {_many(read, 'claim')} read, {checked} checked, {read - checked} not checkable"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
