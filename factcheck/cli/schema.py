"""`factcheck schema`"""

import json
from pathlib import Path

import typer


def schema() -> None:
    """Print the JSON Schema of claim files, for completion and explanations in an editor.

    It knows the kinds and conditions of the workspace in the current folder, with what its own seeds/ add. In an editor
    with yaml-language-server, a file that begins with `# yaml-language-server: $schema=PATH` uses it.
    """
    from factcheck.files.editor_schema import editor_schema
    from factcheck.knowledge.knowledge import load_knowledge
    from factcheck.rules import RULES

    made = editor_schema(load_knowledge(Path()), {rule.name: rule.summary for rule in RULES})
    typer.echo(json.dumps(made, ensure_ascii=False, indent=1))
