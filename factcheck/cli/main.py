"""The `factcheck` program."""

import os
import sys
from typing import Annotated

import typer

from factcheck import __version__
from factcheck.cli.calc import calc
from factcheck.cli.check import check
from factcheck.cli.compare import compare
from factcheck.cli.coverage import coverage
from factcheck.cli.diff import diff
from factcheck.cli.draft import draft
from factcheck.cli.explain import explain
from factcheck.cli.export import export
from factcheck.cli.extract import extract
from factcheck.cli.fmt import fmt
from factcheck.cli.highlights import highlights
from factcheck.cli.importing import import_
from factcheck.cli.init import init
from factcheck.cli.questions import questions
from factcheck.cli.report import report
from factcheck.cli.review import review
from factcheck.cli.rules import rules
from factcheck.cli.schema import schema
from factcheck.cli.serve import serve
from factcheck.cli.show import show
from factcheck.cli.speakers import speakers
from factcheck.cli.status import status

app = typer.Typer(
    name="factcheck",
    help="Check numeric claims: units, test conditions, consistency, and what the source does not say.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


for command in (
    init, draft, check, coverage, extract, show, highlights, compare, questions, speakers, diff, fmt, review, status, schema, explain, rules, calc,
    report, export, serve,
):  # fmt: skip
    app.command()(command)
app.command("import")(import_)


def main() -> None:
    """Run the program; whatever goes wrong ends in one line on stderr and exit code 2, never in a traceback."""
    try:
        app()
    except SystemExit as leaving:
        sys.stdout.flush()
        sys.stderr.flush()
        # Half a million records need not be freed one by one when the process ends anyway.
        os._exit(leaving.code if isinstance(leaving.code, int) else 1 if leaving.code else 0)
    except BrokenPipeError:
        # The reader of the pipe has left (`factcheck check | head`): what it wanted it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as problem:
        if os.environ.get("FACTCHECK_DEBUG"):
            raise
        name = type(problem).__name__
        expected = name in ("NothingToRead", "MissingData", "CannotWrite", "MissingLibrary", "BadBaseline", "BadConfiguration")
        text = str(problem) if expected else f"internal error ({name}: {problem}); FACTCHECK_DEBUG=1 shows where"
        print(f"factcheck: {text}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
