"""What the tests share: claim text in, the data of `check --format json` out."""

import datetime
import hashlib
import io
import json
import tempfile
import textwrap
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.extraction.source_text import SourceText
from factcheck.extraction.texts import HeldText
from factcheck.files import workspace as workspaces
from factcheck.knowledge.knowledge import Knowledge, load_knowledge
from factcheck.model.quantity import Quantity, parse_figure
from factcheck.model.source import SourceCard
from factcheck.reasoning.engine import review
from factcheck.report.machine import write_json
from factcheck.rules import RULE_NAMES, RULES

Data = dict[str, Any]
FILE_RULES = frozenset(rule.name for rule in RULES if rule.group == "File")
CONSISTENCY_RULES = frozenset(rule.name for rule in RULES if rule.group == "Consistency")


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge, read once."""
    return load_knowledge()


def check(files: str | Mapping[str, str | bytes], as_of: str = "2026-01-01", paths: Iterable[str] = (), texts: Mapping[str, str] | None = None) -> Data:
    """Check claim files and return the parsed JSON.

    `files` is the text of `claims/x.yml`, or texts by path inside the workspace. A text that does not begin with
    `factcheck:` holds claims only and gets the two lines before them. `paths` narrow what is reported; `texts` are
    those of sources, by source id.
    """
    given = {"claims/x.yml": files} if isinstance(files, str) else files
    with tempfile.TemporaryDirectory() as folder:
        for name, content in given.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, bytes) or name.startswith("seeds/") else whole(content)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return check_folder(Path(folder), as_of, paths, texts)


def read(files: Mapping[str, str]) -> workspaces.Workspace:
    """The workspace of some files, read with its own seeds and not checked."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return workspaces.read_workspace([Path(folder) / "claims"], RULE_NAMES)


def check_folder(folder: Path, as_of: str = "2026-01-01", paths: Iterable[str] = (), texts: Mapping[str, str] | None = None) -> Data:
    """Check the workspace in `folder`; the shipped seeds are read only once for all tests."""
    wanted = [folder / path for path in paths] or [folder / "claims"]
    before = workspaces.load_knowledge
    if not (folder / "seeds").is_dir():
        workspaces.load_knowledge = lambda _root: knowledge()
    try:
        read = workspaces.read_workspace(wanted, RULE_NAMES)
    finally:
        workspaces.load_knowledge = before
    day = datetime.date.fromisoformat(as_of)
    out = io.StringIO()
    held = {id_: held_text(read.knowledge.sources[id_], text) for id_, text in (texts or {}).items()}
    write_json(review(read.dossiers, read.claims, read.faults, read.knowledge, RULES, day, read.reported, texts=held), out)
    return json.loads(out.getvalue())


def held_text(card: SourceCard, text: str) -> HeldText:
    """The text of a source as if a reader had it."""
    source = SourceText("text.txt", text.encode(), text, "UTF-8")
    return HeldText(card, source, hashlib.sha256(text.encode()).hexdigest())


def whole(text: str) -> str:
    """A claim file: `text` as it is, or with the head that it lacks."""
    text = textwrap.dedent(text).lstrip("\n")
    if text.startswith(("factcheck:", "#", "{")) or "\nfactcheck:" in text:
        return text
    return "factcheck: 1\nclaims:\n" + textwrap.indent(text, "  ")


def found(data: Data, rule: str | None = None, claim: str | None = None, level: str | None = None) -> list[Data]:
    """The findings of a rule, about a claim, of a level."""
    return [
        finding
        for finding in data["findings"]
        if rule in (None, finding["rule"])
        and claim in (None, *finding["claims"][:1])
        and level in (None, finding["level"])
    ]


def the(data: Data, rule: str, claim: str | None = None) -> Data:
    """The one finding of a rule."""
    findings = found(data, rule, claim)
    assert len(findings) == 1, f"{len(findings)} findings of {rule}: {[f['message'] for f in findings]}"
    return findings[0]


def rules_of(data: Data, group: Iterable[str] | None = None) -> list[str]:
    """The names of the rules that spoke, each finding once; of `group` where one is given."""
    return sorted(finding["rule"] for finding in data["findings"] if group is None or finding["rule"] in group)


def claim(data: Data, id_: str) -> Data:
    """One claim of the review."""
    return next(claim for claim in data["claims"] if claim["id"] == id_)


def standing(data: Data, id_: str) -> str:
    """The standing of a claim, with the reason for one that nothing checked."""
    word = claim(data, id_)["standing"]
    if word != "unchecked":
        return word
    return "unchecked: " + next(line["why"] for line in data["coverage"]["unchecked"] if line["claim"] == id_)


def quantity(text: str, kind: str = "energy", *, baseline: bool = False, digits: int | None = None) -> Quantity:
    """What a value text stands for in a claim of `kind`."""
    known = knowledge().kinds[kind]
    return parse_figure(text).quantity(
        comparison=baseline, kind=kind, signed=known.signed, counted=known.counts_things, digits=digits
    )
