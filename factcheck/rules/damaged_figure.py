"""damaged-figure"""

from collections.abc import Iterator

from factcheck.extraction.figures import damage
from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("damaged-figure", over=ClaimInContext, level=Level.WARNING, group="Units")
def damaged_figure(subject: ClaimInContext) -> Iterator[Outcome]:
    """The quoted text must show the figure whole.

    Texts lose signs on their way: `4 5t` was `4~5t`, `5 500` was `5,500`. The claim states what was meant; the reader
    should know that the stored text does not, and that the reading is the analyst's.

    Reference: scrutiny (Jung 2023): digits and signs as printed are the evidence.

    Bad:
        factcheck: 1
        claims:
          person: {statement: 4 to 5 t a year., kind: emissions_per_person, subject: world,
                   value: 4..5 t CO2e/person/year, quote: 4 5t}

    Good:
        factcheck: 1
        claims:
          person: {statement: 4 to 5 t a year., kind: emissions_per_person, subject: world,
                   value: 4..5 t CO2e/person/year, quote: 4~5t}
    """
    claim = subject.claim
    if claim.quote is None:
        return
    lost = damage(claim.quote, claim.value.text, claim.value.is_negative)
    if lost is not None:
        text = message(
            "the quote “{quote}” lost {lost} of {value}; check the figure in the original",
            quote=claim.quote, lost=lost, value=claim.value.text.strip(),
        )  # fmt: skip
        yield Finding("damaged-figure", Level.WARNING, claim.location("quote"), text, (claim.id,))
