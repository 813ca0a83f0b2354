"""`factcheck questions`"""

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.reading import reported_claims, system_language, workspace_of

if TYPE_CHECKING:
    from factcheck.model.claim import Claim


class Language(enum.StrEnum):
    en = "en"
    ko = "ko"


class Format(enum.StrEnum):
    text = "text"
    markdown = "markdown"
    csv = "csv"


def questions(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders to ask about (default: claims/).")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only what to ask this speaker; `unnamed` for those without one.")] = None,
    lang: Annotated[Language | None, typer.Option(help="Language of the letters (default: that of the system).")] = None,
    output: Annotated[Format, typer.Option("--format", help="Letters as text or Markdown, or a table for a spreadsheet.")] = Format.text,
    recommended: Annotated[bool, typer.Option("--recommended", help="Ask for recommended conditions too.")] = False,
    unrecorded: Annotated[bool, typer.Option("--unrecorded", help="Ask also for what nobody has looked for.")] = False,
) -> None:
    """Write what to ask each speaker: every condition that they did not state, the weightiest first, ready to send.

    What nobody has looked for is not asked: the source may state it. Exit code 0: written, even if nothing is to ask;
    2: nobody of that name speaks.
    """
    from factcheck.reasoning.disclosure import Disclosures
    from factcheck.reasoning.questions import letters
    from factcheck.report.asking import Post

    workspace = workspace_of(list(paths or []))
    claims = reported_claims(workspace)
    if speaker is not None:
        key = workspace.knowledge.entities.name(speaker).key
        chosen = [claim for claim in claims if claim.speaker is not None and claim.speaker.key == key]
        if not chosen:
            _nobody(speaker, claims)
        claims = chosen
    disclosures = Disclosures(workspace.knowledge, workspace.claims)
    found = letters(claims, disclosures, recommended=recommended, unrecorded=unrecorded)
    post = Post((lang or Language(system_language())).value, workspace.knowledge)
    if output is Format.csv:
        from factcheck.report.spreadsheet import csv_bytes

        sys.stdout.flush()
        sys.stdout.buffer.write(csv_bytes(post.rows(found)))
        sys.stdout.buffer.flush()
    else:
        for line in post.markdown(found) if output is Format.markdown else post.text(found):
            print(line)
    left = sum(bool(disclosures.of(claim).unrecorded) for claim in claims)
    if left and not unrecorded:
        print(
            f"factcheck: {left} of {len(claims)} claims have conditions that nobody has looked for; they are not asked: "
            "read the source first (`factcheck check` names them), or add --unrecorded",
            file=sys.stderr,
        )
    elif not found:
        print("factcheck: nothing is left to ask", file=sys.stderr)


def _nobody(speaker: str, claims: "list[Claim]") -> None:
    """Say that nobody of that name speaks, and who does."""
    from factcheck.model.names import Vocabulary, shown

    names = sorted({str(claim.speaker) for claim in claims if claim.speaker is not None and claim.speaker.is_stated})
    near = Vocabulary(names).suggest(speaker)
    hint = f"; did you mean {near}?" if near else f"; speakers are {shown(', '.join(names), 200)}" if names else ""
    print(f"factcheck: no claim has the speaker {shown(speaker)}{hint}", file=sys.stderr)
    raise typer.Exit(2)
