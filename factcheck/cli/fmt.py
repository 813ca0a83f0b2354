"""`factcheck fmt`"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.reading import settings


def fmt(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders to format (default: claims/).")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit code 1 if a file is not in the one form.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change, exit code 1 if anything.")] = False,
) -> None:
    """Bring claim files into their one form: order of keys, spacing, units in symbols. Comments and digits stay.

    Exit code 0: done, or nothing to do; 1: with --check or --diff, something to do; 2: a file could not be formatted.
    """
    from factcheck.files.formatting import CannotFormat, difference, formatted
    from factcheck.files.workspace import claim_files
    from factcheck.files.writer import CannotWrite, look, rewrite
    from factcheck.model.names import visible

    changed = failed = 0
    files = claim_files(paths or settings([]).paths)
    for path, shown in files:
        try:
            if diff or check:
                before = look(path)
                after = formatted(before)
                if after != before:
                    changed += 1
                    print(difference(before, after, shown) if diff else shown, end="" if diff else "\n")
            elif rewrite(path, formatted):
                changed += 1
                print(shown)
        except (CannotFormat, CannotWrite) as problem:
            failed += 1
            print(f"factcheck: {shown}: left as it is: {visible(str(problem))}", file=sys.stderr)
    doing = "would be formatted" if diff or check else "formatted"
    print(f"{changed} of {len(files)} files {doing}", file=sys.stderr)
    if failed:
        raise typer.Exit(2)
    if changed and (diff or check):
        raise typer.Exit(1)
