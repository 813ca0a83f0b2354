"""unknown-entity"""

from collections.abc import Iterator
from functools import lru_cache

from factcheck.model.finding import Finding, Level
from factcheck.model.message import Message, message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("unknown-entity", over=ClaimInContext, level=Level.WARNING, group="File")
def unknown_entity(subject: ClaimInContext) -> Iterator[Outcome]:
    """A subject or baseline should be a known entity, so that all its spellings are one.

    Any name may be used, and is taken as written; then only claims with that very name are compared. Where a known
    name is one slip away, the note becomes a warning. Add entities under `seeds/entities.yml` of the workspace.

    Reference: Schema.org ClaimReview, itemReviewed: what a claim is about must be identified.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: bloomm, value: 1287 MWh}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: bloom, value: 1287 MWh}
    """
    claim = subject.claim
    for key, name in (("subject", claim.subject), ("baseline", claim.baseline)):
        if name is None or name.known or not name.is_stated:
            continue
        near = subject.knowledge.entities.near(name.text)
        if near is not None:
            level, text = Level.WARNING, message("{name} is no known entity; did you mean {near}?", name=name.text, near=near)
        else:
            level, text = Level.NOTE, _taken_as_written(name.text)
        yield Finding("unknown-entity", level, claim.location(key), text, (claim.id,))


@lru_cache(maxsize=4096)
def _taken_as_written(name: str) -> Message:
    return message("{name} is no known entity and is taken as written", name=name)
