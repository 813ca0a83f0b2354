"""`factcheck calc`"""

import sys
from typing import Annotated

import typer


def calc(
    expression: Annotated[str, typer.Argument(help='Figures and operators: "about 25 t CO2e / 4..5 t CO2e/person/year".')],
    to: Annotated[str | None, typer.Option(help="The unit of the result.")] = None,
) -> None:
    """Reckon with figures as printed: every result in both readings, with its unit.

    A figure stands for every value that prints so (rounded), and for those that only truncation or loose wording
    explains (loose). A bare number is exact. Quote the expression for the shell.
    """
    from factcheck.reasoning.calculator import BadCalculation, calculate
    from factcheck.report.calculation import calculation_lines

    try:
        for line in calculation_lines(calculate(expression), to):
            print(line)
    except BadCalculation as problem:
        print(f"factcheck: {problem}", file=sys.stderr)
        raise typer.Exit(2) from problem
