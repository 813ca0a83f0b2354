"""From a text file to a claim file with drafts, new or added to."""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from factcheck.extraction.coverage import coverage
from factcheck.extraction.draft_file import CannotAppend, appended, new_file
from factcheck.extraction.drafts import Drafter
from factcheck.extraction.mention import CHECKABLE, Mention
from factcheck.extraction.scanner import extract
from factcheck.extraction.source_text import read_source
from factcheck.extraction.texts import HeldText
from factcheck.files.reader import read_dossier
from factcheck.files.workspace import CLAIMS
from factcheck.files.writer import CannotWrite, create, rewrite
from factcheck.knowledge.knowledge import Knowledge, load_knowledge
from factcheck.model.names import visible
from factcheck.model.source import SourceCard


@dataclass(frozen=True, slots=True)
class Made:
    """How many figures were drafted, set aside as no claims, and covered already."""

    drafts: int
    skipped: int
    covered: int


def write_drafts(file: str, out: Path | None, source: str | None, stream: TextIO) -> Made:
    """Draft the figures of `file` into the claim file `out`, or onto `stream`.

    Raises NothingToRead for a text that cannot be read, CannotWrite for an `out` that cannot be written or added to.
    """
    text = read_source(file)
    digest = hashlib.sha256(text.raw).hexdigest()
    name = Path(file).name if file != "-" else "standard input"
    knowledge = load_knowledge(_root(out))
    card = knowledge.sources.get(source) if source is not None else None
    held = HeldText(card if card is not None else SourceCard(id=source or ""), text, digest)
    prefix = _prefix(source or (out.stem if out is not None else Path(name).stem))
    mentions = [m._replace(line=held.line_of(m.start)) for m in extract(held.text) if held.holds(held.line_of(m.start))]
    if out is not None and os.path.lexists(out):
        return _Addition(out, held, mentions, knowledge, prefix, source).made()
    drafted = Drafter(held.text, knowledge, prefix).drafted(mentions)
    written = new_file(drafted, name, source, digest, len(text.text))
    if out is None:
        stream.write(written)
    else:
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise CannotWrite(f"the folder of {visible(str(out))} cannot be made: {problem.strerror}") from problem
        create(out, written)
    return Made(len(drafted.drafts), len(drafted.skipped), 0)


@dataclass
class _Addition:
    """Drafts for a claim file that exists: only of figures that nothing in it covers yet."""

    out: Path
    held: HeldText
    mentions: list[Mention]
    knowledge: Knowledge
    prefix: str
    source: str | None
    counts: Made = Made(0, 0, 0)

    def made(self) -> Made:
        if self.out.is_dir():
            raise CannotWrite(f"{visible(str(self.out))} is a folder")
        rewrite(self.out, self._with_drafts)
        return self.counts

    def _with_drafts(self, existing: str) -> str:
        """The text of the file with the drafts behind its last claim; every character that was there stays."""
        shown = visible(str(self.out))
        if not re.search(r"^factcheck:", existing, re.MULTILINE):
            raise CannotWrite(f"{shown} is no claim file, and is left as it is")
        reading = read_dossier(existing, shown, self.knowledge, frozenset())
        claims = reading.dossier.claims
        named = self.source if self.source is not None else next((c.source for c in claims if c.source is not None), "")
        known = HeldText(SourceCard(id=named or "", lines=self.held.card.lines), self.held.source, self.held.sha256)
        covered = {figure.mention.start for figure in coverage(known, [reading.dossier]).figures if figure.by is not None}
        drafted = Drafter(self.held.text, self.knowledge, self.prefix, frozenset(reading.ids)).drafted(self.mentions, frozenset(covered))
        if self.source is not None and not all(claim.source == self.source for claim in claims):
            for draft in drafted.drafts:
                draft.keys["source"] = self.source
        standing = sum(m.kind in CHECKABLE and m.start in covered for m in self.mentions)
        self.counts = Made(len(drafted.drafts), len(drafted.skipped), standing)
        if not drafted.drafts:
            return existing
        try:
            written = appended(existing, drafted.drafts)
        except CannotAppend as problem:
            raise CannotWrite(f"{shown} cannot be added to: {problem}") from problem
        again = read_dossier(written, shown, self.knowledge, frozenset())
        if set(again.ids) != set(reading.ids) | {draft.id for draft in drafted.drafts}:
            raise CannotWrite(f"{shown} cannot be added to: its layout is not one that factcheck can extend")
        return written


def _root(out: Path | None) -> Path:
    """The workspace of the file to be written: the folder that holds its `claims/`, else its own or the current one."""
    full = Path(os.path.abspath(out)) if out is not None else Path.cwd() / CLAIMS / "x"
    for folder in full.parents:
        if folder.name == CLAIMS:
            return folder.parent
    return full.parent


def _prefix(stem: str) -> str:
    """The beginning of ids: small letters, digits and underscores, a letter first."""
    plain = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
    if not plain or not plain[0].isalpha():
        plain = f"draft_{plain}".strip("_")
    return plain[:40].strip("_")
