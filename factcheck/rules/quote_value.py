"""quote-value"""

from collections.abc import Iterator

from factcheck.extraction.figures import damage, states
from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("quote-value", over=ClaimInContext, group="Source")
def quote_value(subject: ClaimInContext) -> Iterator[Outcome]:
    """The quote of a claim must hold its figure.

    The few characters quoted carry the figure as printed, in its own digits, words or unit. Where none of their
    numbers is the value, one of the two was copied wrongly.

    Reference: ClaimReview and IFCN practice: the claim as it was made; scrutiny (Jung 2023) keeps numbers as the text
    that was printed.

    Bad:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: "1,287 MWh", quote: 1278MWh}

    Good:
        factcheck: 1
        claims:
          use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: "1,287 MWh", quote: 1287MWh}
    """
    claim = subject.claim
    value = claim.value
    if claim.quote is None or not value.figures:
        return
    if states(claim.quote, value.text, value.figures, value.unit) or damage(claim.quote, value.text, value.is_negative):
        return
    text = message(
        "no figure in the quote “{quote}” is {value}; correct the one that was copied wrongly",
        quote=claim.quote, value=value.text.strip(),
    )  # fmt: skip
    yield Finding("quote-value", Level.ERROR, claim.location("quote"), text, (claim.id,))
