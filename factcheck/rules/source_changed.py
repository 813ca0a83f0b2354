"""source-changed"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import SourceInUse
from factcheck.reasoning.rule import Outcome, rule


@rule("source-changed", over=SourceInUse, group="Source")
def source_changed(subject: SourceInUse) -> Iterator[Outcome]:
    """The text of a source must be the one that its card was written for.

    A card holds the digest (SHA-256) of the text as it was read. Where the text at hand (`--texts`) has another one, the
    publisher or somebody else changed it: every quote and every line number has to be looked at again.

    Reference: IFCN code of principles, commitment 5 (open corrections); RFC 6920: a digest names the very bytes.

    Source text: Another text than the one that was read.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, source: factpl-2023-10-26}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
    """
    text, claim = subject.text, subject.claim
    if text.is_changed:
        said = message(
            "the text of {source} has changed since its card was written: check the quotes again, then set `sha256: {digest}` in the card",
            source=text.card.id, digest=text.sha256,
        )  # fmt: skip
        yield Finding("source-changed", Level.ERROR, claim.location("source"), said, (claim.id,))
