"""`factcheck check`"""

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.reading import (
    against_baseline,
    date_or_today,
    fixed,
    folder_in_checkout,
    job_summary,
    read_and_reviewed,
    settings,
)  # fmt: skip

if TYPE_CHECKING:
    from factcheck.reasoning.engine import Review


class Format(enum.StrEnum):
    text = "text"
    json = "json"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    markdown = "markdown"


class FailOn(enum.StrEnum):
    error = "error"
    warning = "warning"
    note = "note"
    never = "never"


_RANKS = {FailOn.error: 0, FailOn.warning: 1, FailOn.note: 2, FailOn.never: -1}


def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders to report on (default: claims/).")] = None,
    output: Annotated[Format, typer.Option("--format", help="How findings are written.")] = Format.text,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The least level that makes the exit code 1 (default: error).")
    ] = None,
    texts: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder with the texts of sources: verify quotes and digests against them.")] = None,
    as_of: Annotated[str | None, typer.Option(help="The date that waivers are held against (default: today).")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe fixes that findings offer, then check again.")] = False,
    fix_unsafe: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Make the guesses that findings of this rule offer, too.")
    ] = None,
    baseline: Annotated[Path | None, typer.Option(help="A file of known findings: they are marked, and only new ones fail.")] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write all findings of this run to the file of --baseline.")
    ] = False,
) -> None:
    """Check claims and print what does not add up and what is not stated.

    The format github writes annotations, and the job summary where GITHUB_STEP_SUMMARY names a file.
    Exit code 0: nothing at or above --fail-on; 1: something; 2: nothing could be checked.
    """
    workspace, review = read_and_reviewed(list(paths or []), date_or_today(as_of), texts=texts)
    if (fix or fix_unsafe) and fixed(workspace, review, fix_unsafe or []):
        workspace, review = read_and_reviewed(list(paths or []), date_or_today(as_of), texts=texts)
    review = against_baseline(review, baseline, update_baseline, workspace.narrowed)
    fails = fail_on or FailOn(settings(list(paths or [])).fail_on or FailOn.error)
    _write(review, output, _RANKS[fails], workspace.root)
    worst = min((f.level.rank for f in review.findings if f.counts), default=3)
    if worst <= _RANKS[fails]:
        raise typer.Exit(1)


def _write(review: "Review", output: Format, fails: int, root: Path) -> None:
    if output is Format.text:
        from factcheck.report.lines import write_lines

        write_lines(review, sys.stdout)
    elif output is Format.json:
        from factcheck.report.machine import write_json

        write_json(review, sys.stdout)
    elif output is Format.sarif:
        from factcheck.report.sarif import write_sarif
        from factcheck.rules import RULES

        write_sarif(review, RULES, sys.stdout, folder_in_checkout(root))
    elif output is Format.junit:
        from factcheck.report.junit import write_junit

        write_junit(review, sys.stdout, fails)
    elif output is Format.markdown:
        from factcheck.report.markdown import write_markdown

        write_markdown(review, sys.stdout)
    else:
        from factcheck.report.github import write_github
        from factcheck.report.markdown import write_markdown

        write_github(review, sys.stdout, folder_in_checkout(root))
        with job_summary() as summary:
            if summary is not None:
                write_markdown(review, summary)
