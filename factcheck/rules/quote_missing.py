"""quote-missing"""

from collections.abc import Iterator

from factcheck.extraction.texts import HeldText
from factcheck.model.finding import Finding, Level
from factcheck.model.location import Location, at
from factcheck.model.message import message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("quote-missing", over=ClaimInContext, group="Source")
def quote_missing(subject: ClaimInContext) -> Iterator[Outcome]:
    """The quote of a claim must stand in the text of its source.

    Where the reader has the text (`--texts`), the few characters quoted are looked for in it, verbatim, and so are the
    quotes of conditions. A quote that is not there was copied wrongly, or belongs to another source; what rests on it
    cannot be looked up.

    Reference: IFCN code of principles, commitment 2: sources in enough detail that readers can replicate the work; W3C
    Web Annotation, text quote selector: the exact text ties a statement to its place.

    Source text: Training took 1287 MWh of electricity.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, source: factpl-2023-10-26,
                quote: some 1287 MWh}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, source: factpl-2023-10-26,
                quote: 1287 MWh}
    """
    text, claim = subject.text, subject.claim
    if text is None:
        return
    if claim.quote is not None and text.place(claim.quote, None) is None:
        yield _missing(text, claim.quote, claim.at, claim.location("quote"), claim.id)
    for side in (claim.conditions, claim.baseline_conditions):
        for stated in side.values():
            if stated.quote is not None and text.place(stated.quote, None) is None:
                yield _missing(text, stated.quote, stated.at, at(claim.file, stated.mark), claim.id)


def _missing(text: HeldText, quote: str, line: str | None, place: Location, claim: str) -> Finding:
    near = text.nearly(quote)
    template = "the quote “{quote}” is not in the text of {source}"
    if near is not None:
        template += "; with other spaces it is on line {near}: copy it from there"
    elif line is not None:
        template += ", neither on line {line} nor elsewhere; copy it from there, or correct the source"
    else:
        template += "; copy it from there, or correct the source"
    said = message(template, quote=quote, source=text.card.id, near=near or 0, line=line or "")
    return Finding("quote-missing", Level.ERROR, place, said, (claim,))
