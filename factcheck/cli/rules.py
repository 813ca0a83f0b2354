"""`factcheck rules`"""


def rules() -> None:
    """List the rules by group, with their levels."""
    from rich.console import Console
    from rich.table import Table

    from factcheck.rules import RULES

    table = Table(box=None, pad_edge=False, show_edge=False)
    for heading in ("rule", "group", "level", "what it asks"):
        table.add_column(heading, no_wrap=heading != "what it asks")
    for rule in RULES:
        table.add_row(rule.name, rule.group, rule.level.value, rule.summary)
    Console(soft_wrap=False).print(table)
