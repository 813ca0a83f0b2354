"""What differs between two reviews, as lines of text."""

from collections.abc import Iterator
from typing import TextIO

from factcheck.model.names import visible
from factcheck.reasoning.engine import Assessment
from factcheck.report.changes import Changes, ClaimChange, Spoken


def write_change_lines(found: Changes, out: TextIO) -> None:
    """Write a block for each claim that differs, and one line that counts."""
    out.writelines(f"{visible(line)}\n" for line in _lines(found))


def summary(found: Changes) -> str:
    """What differs, in numbers."""
    edited = sum(change.is_edited for change in found.changed)
    claims = (
        f"{_many(len(found.added), 'claim')} added, {len(found.removed)} removed, {edited} changed, "
        f"{len(found.changed) - edited} affected, {found.same} as before"
    )
    return f"{claims}; {_many(found.appeared, 'finding')} new, {found.went} gone"


def change_word(change: ClaimChange) -> str:
    """What happened to a claim, in one word."""
    if change.fields:
        return "changed"
    if change.was:
        return "renamed"
    return "moved" if change.came_from else "affected"


def headline(assessment: Assessment) -> str:
    """The claim in one line."""
    claim = assessment.claim
    baseline = f" against {claim.baseline}" if claim.baseline is not None else ""
    return f"{claim.value.text} ({claim.kind} of {claim.subject}{baseline}), {assessment.standing}"


def spoken_words(spoken: Spoken) -> str:
    """A finding in one line."""
    return f"{spoken.level} {spoken.rule}: {spoken.text}" + (" [waived]" if spoken.waived else "")


def details(change: ClaimChange) -> Iterator[tuple[str, str]]:
    """What differs in one claim besides its findings: (what, how)."""
    if change.was:
        yield "id", f"{change.was} -> {change.assessment.claim.id}"
    if change.came_from:
        yield "file", f"{change.came_from} -> {change.assessment.claim.file}"
    for field in change.fields:
        if field.old is None:
            yield field.field, f"now {field.new}"
        elif field.new is None:
            yield field.field, f"no longer {field.old}"
        else:
            yield field.field, f"{field.old} -> {field.new}"
    for name, pair in (("standing", change.standing), ("disclosure", change.disclosure)):
        if pair is not None:
            yield name, f"{pair[0]} -> {pair[1]}"


def _lines(found: Changes) -> Iterator[str]:
    for old, new in found.files:
        yield f"file     {old} -> {new}"
    for assessment, spoken in found.added:
        yield f"added    {assessment.claim.id} ({assessment.claim.location()}): {headline(assessment)}"
        yield from (f"  + {spoken_words(one)}" for one in spoken)
    for assessment, spoken in found.removed:
        yield f"removed  {assessment.claim.id} ({assessment.claim.file}): {headline(assessment)}"
        yield from (f"  - {spoken_words(one)}" for one in spoken)
    for change in found.changed:
        yield f"{change_word(change):<8} {change.assessment.claim.id} ({change.assessment.claim.location()})"
        yield from (f"    {what}: {how}" for what, how in details(change))
        yield from (f"  + {spoken_words(one)}" for one in change.appeared)
        yield from (f"  - {spoken_words(one)}" for one in change.went)
    for other in found.others:
        yield f"{other.how:<8} {other.sort} {other.name} ({other.place}): {other.text}"
    for part in found.file_findings:
        yield f"file     {part.file}"
        yield from (f"  + {spoken_words(one)}" for one in part.appeared)
        yield from (f"  - {spoken_words(one)}" for one in part.went)
    yield summary(found)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
