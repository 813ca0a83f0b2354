"""`factcheck explain`"""

import sys
from typing import Annotated

import typer


def explain(
    topic: Annotated[
        str, typer.Argument(help="A rule, kind, condition or unit; kinds, conditions, units or readings for a list.")
    ],
) -> None:
    """Explain a rule, a kind of claim, a condition, a unit or the other readings: what it means, why it matters, on what it rests."""
    from factcheck.knowledge.knowledge import load_knowledge
    from factcheck.report.manual import NotKnown, manual
    from factcheck.rules import RULES

    try:
        for line in manual(topic, RULES, load_knowledge()):
            print(line)
    except NotKnown as problem:
        print(f"factcheck: {problem}", file=sys.stderr)
        raise typer.Exit(2) from problem
