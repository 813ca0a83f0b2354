"""`factcheck review`"""

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import date_or_today, workspace_of


class GivenVerdict(enum.StrEnum):
    supported = "supported"
    mostly_supported = "mostly_supported"
    unclear = "unclear"
    misleading = "misleading"
    wrong = "wrong"
    not_checkable = "not_checkable"


def review(
    claim: Annotated[str, typer.Argument(help="The id of the claim.")],
    paths: Annotated[list[Path] | None, typer.Argument(help="Where it is (default: claims/).")] = None,
    *,
    verdict: Annotated[GivenVerdict, typer.Option(help="What you found.")],
    by: Annotated[str, typer.Option(help="Who signs.")],
    note: Annotated[str | None, typer.Option(help='Why; without it an earlier note stays, "" takes it away.')] = None,
    on: Annotated[str | None, typer.Option(help="The day of the review (default: today).")] = None,
) -> None:
    """Sign a claim off: write the verdict into its file, with a digest of what it was given for.

    A claim that is edited afterwards is reported as review-outdated until it is signed again.
    """
    from factcheck.files.signing import sign
    from factcheck.model.names import Vocabulary, shown, visible
    from factcheck.rules import RULE_NAMES

    if not by.strip():
        raise typer.BadParameter("a review needs a name", param_hint="--by")
    day = date_or_today(on, "--on").isoformat()
    workspace = workspace_of(list(paths or []))
    found = workspace.claims.get(claim)
    if found is None:
        near = Vocabulary(workspace.claims).suggest(claim)
        hint = f"; did you mean {near}?" if near else ""
        print(f"factcheck: there is no claim {shown(claim)}{hint}", file=sys.stderr)
        raise typer.Exit(2)
    file = workspace.root / found.file
    signed = sign(
        file, claim, verdict.value, by.strip(), day, note.strip() if note is not None else None, workspace.knowledge, RULE_NAMES
    )
    print(f"{found.file}: {claim} signed off as {signed.verdict} by {visible(signed.by)} on {signed.on}, digest {signed.digest}")
