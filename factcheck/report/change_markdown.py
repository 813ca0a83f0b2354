"""What differs between two reviews, as Markdown for a pull request; what people wrote stays text."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from factcheck.reasoning.engine import Assessment
from factcheck.report.change_lines import change_word, details, headline, summary
from factcheck.report.changes import Changes, Spoken
from factcheck.report.markdown import SIGNS, Pieces, code, literal


def write_change_markdown(found: Changes, out: TextIO, old: str, new: str) -> None:
    """Write a list of the claims that differ between `old` and `new`, as long as a comment may be; the rest is counted."""
    pieces = Pieces(out)
    pieces.add(f"### Claims: {code(old)} → {code(new)}\n\n**{summary(found)}**\n\n")
    pieces.rows(list(_blocks(found)), "\n{} more are not shown here; `factcheck diff` lists them.\n")


def _blocks(found: Changes) -> Iterator[str]:
    for before, after in found.files:
        yield f"- **file renamed** {code(before)} → {code(after)}\n"
    for assessment, spoken in found.added:
        yield _block("added", assessment, [("", headline(assessment))], appeared=spoken)
    for assessment, spoken in found.removed:
        yield _block("removed", assessment, [("", headline(assessment))], went=spoken)
    for change in found.changed:
        yield _block(change_word(change), change.assessment, details(change), change.appeared, change.went)
    for other in found.others:
        yield f"- **{other.how}** {other.sort} {code(other.name)}: {literal(other.text)}\n"
    for part in found.file_findings:
        yield f"- **file** {code(part.file)}\n" + "".join(_findings(part.appeared, part.went))


def _block(
    word: str, assessment: Assessment, told: Iterable[tuple[str, str]], appeared: tuple[Spoken, ...] = (), went: tuple[Spoken, ...] = ()
) -> str:  # fmt: skip
    claim = assessment.claim
    place = str(claim.location()) if word != "removed" else claim.file
    lines = [f"- **{word}** {code(claim.id)} ({code(place)})\n"]
    lines += [f"  - {literal(what)}{': ' if what else ''}{literal(how)}\n" for what, how in told]
    return "".join([*lines, *_findings(appeared, went)])


def _findings(appeared: tuple[Spoken, ...], went: tuple[Spoken, ...]) -> Iterator[str]:
    for word, part in (("new", appeared), ("gone", went)):
        for spoken in part:
            waived = " (waived)" if spoken.waived else ""
            yield f"  - {word}: {SIGNS[spoken.level]} {code(spoken.rule)} {literal(spoken.text)}{waived}\n"
