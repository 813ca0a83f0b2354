"""`factcheck diff`"""

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import checked, date_or_today, reviewed, settings


class Format(enum.StrEnum):
    text = "text"
    markdown = "markdown"
    json = "json"


def diff(
    revision: Annotated[
        str, typer.Argument(help="Any git revision: a branch, tag or commit; A..B compares two, A...B from where B left A.")
    ] = "HEAD",
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders to compare (default: claims/).")] = None,
    output: Annotated[Format, typer.Option("--format", help="How differences are written.")] = Format.text,
    as_of: Annotated[str | None, typer.Option(help="The date that waivers are held against (default: today).")] = None,
) -> None:
    """Show which claims differ from those of a git revision: added, removed, changed by meaning, findings new and gone.

    Nothing is checked out. Claims and files that were only renamed are followed. Exit code 0: done, whatever differs;
    2: there is no git, no such revision, or nothing to read.
    """
    from factcheck.files.revisions import NoRevision, Repository
    from factcheck.report.changes import changes
    from factcheck.rules import RULE_NAMES

    wanted, date = list(paths or settings([]).paths), date_or_today(as_of)
    try:
        repository = Repository(wanted)
        old, new = repository.two(revision)
        before = checked(repository.read(old, wanted, RULE_NAMES), wanted, date)
        after = checked(repository.read(new, wanted, RULE_NAMES), wanted, date) if new is not None else reviewed(wanted, date)
    except NoRevision as problem:
        print(f"factcheck: {problem}", file=sys.stderr)
        raise typer.Exit(2) from problem
    found = changes(before, after)
    if output is Format.json:
        from factcheck.report.change_json import write_change_json

        write_change_json(found, sys.stdout, old, new, date)
    elif output is Format.markdown:
        from factcheck.report.change_markdown import write_change_markdown

        write_change_markdown(found, sys.stdout, old.text, new.text if new is not None else "files")
    else:
        from factcheck.report.change_lines import write_change_lines

        write_change_lines(found, sys.stdout)
