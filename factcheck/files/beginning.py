"""A new workspace: one example that checks clean, its source, its settings and the schema for the editor."""

import json
from collections.abc import Mapping
from pathlib import Path

from factcheck.files.editor_schema import editor_schema
from factcheck.files.workspace import CLAIMS
from factcheck.files.writer import CannotWrite, create
from factcheck.knowledge.knowledge import load_knowledge
from factcheck.knowledge.seeds import shipped
from factcheck.model.names import visible

SCHEMA = "claim-file.schema.json"


def begin(folder: Path, rules: Mapping[str, str]) -> list[Path]:
    """Make a workspace in `folder`, which may be there already; returns the files that were written.

    A file that is there with the same text - an earlier run may have been stopped - is left alone.
    Raises CannotWrite, before anything is written, where any other is there.
    """
    pattern = shipped("templates") / "workspace"
    files = {path.relative_to(pattern): path.read_text(encoding="utf-8") for path in sorted(pattern.rglob("*")) if path.is_file()}
    knowledge = load_knowledge(pattern)  # with what the seeds of the example add
    files[Path(SCHEMA)] = json.dumps(editor_schema(knowledge, rules), ensure_ascii=False, indent=1) + "\n"
    claims = folder / CLAIMS
    if claims.is_dir() and any(path.name != "example.yml" and not path.name.startswith(".") for path in claims.iterdir()):
        raise CannotWrite(f"{visible(str(claims))} holds claims already; this is a workspace")
    missing = []
    for name, text in files.items():
        path = folder / name
        if path.is_symlink() or path.exists():
            if not _holds(path, text):
                raise CannotWrite(f"{visible(str(path))} is there already, and is left as it is; nothing was written")
        else:
            missing.append(name)
    if not missing:
        raise CannotWrite(f"{visible(str(folder))} is such a workspace already")
    for name in missing:
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise CannotWrite(f"{visible(str(folder / name))} cannot be written: {problem.strerror or problem}") from problem
        create(folder / name, files[name])
    return [folder / name for name in missing]


def _holds(path: Path, text: str) -> bool:
    try:
        return path.is_file() and path.read_bytes() == text.encode("utf-8")
    except OSError:
        return False
