"""`factcheck init`"""

from pathlib import Path
from typing import Annotated

import typer


def init(folder: Annotated[Path, typer.Argument(help="Where the workspace is to be.")] = Path()) -> None:
    """Make a workspace with one example to learn from: claims, its source, settings, a schema for the editor.

    Nothing that is there is overwritten.
    """
    from factcheck.files.beginning import begin
    from factcheck.model.names import visible
    from factcheck.rules import RULES

    for path in begin(folder, {rule.name: rule.summary for rule in RULES}):
        print(visible(str(path)))
    where = "" if folder == Path() else f"cd {visible(str(folder))} && "
    print(f"Next: {where}factcheck check")
