"""source-unknown"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.model.names import Vocabulary
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("source-unknown", over=ClaimInContext, group="Source")
def source_unknown(subject: ClaimInContext) -> Iterator[Outcome]:
    """A claim must name its source, and the source must have a card.

    A claim without any source gets a note. One that names a source without a card under `seeds/sources/` is an error:
    nobody can look it up.

    Reference: IFCN code of principles, commitment 2: sources in enough detail that readers can replicate the work.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, source: no-such-card}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, source: factpl-2023-10-26}
    """
    claim = subject.claim
    if claim.source is None:
        yield Finding("source-unknown", Level.NOTE, claim.location(), _NO_SOURCE, (claim.id,))
    elif subject.card is None:
        near = Vocabulary(subject.knowledge.sources).nearest(claim.source)
        hint = "; did you mean {near}?" if near else "; write one under seeds/sources/"
        text = message("there is no source card {source}" + hint, source=claim.source, near=near or "")
        yield Finding("source-unknown", Level.ERROR, claim.location("source"), text, (claim.id,))


_NO_SOURCE = message("no source is named; add `source:` so that readers can look the figure up")
