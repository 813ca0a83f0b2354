"""`factcheck rules`"""

from typing import Annotated

import typer


def rules(
    markdown: Annotated[bool, typer.Option("--markdown", help="Write a Markdown table, as the README has it.")] = False,
) -> None:
    """List the rules by group, with their levels."""
    from factcheck.report.manual import rule_table
    from factcheck.rules import RULES

    if markdown:
        print(rule_table(RULES))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_edge=False)
    for heading in ("rule", "group", "level", "what it asks"):
        table.add_column(heading, no_wrap=heading != "what it asks")
    for rule in RULES:
        table.add_row(rule.name, rule.group, rule.level.value, rule.summary)
    Console().print(table)
