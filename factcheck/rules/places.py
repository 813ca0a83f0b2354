"""Where a finding about a tie stands, and which claims it names."""

from factcheck.model.claim import Claim
from factcheck.model.location import Location
from factcheck.reasoning.ties import Equality, Equated, Ordered, Repeated, SameQuantity, Shared, Totalled

Declared = Equality | Equated | Ordered | Repeated | SameQuantity | Shared | Totalled


def place(tie: Declared) -> Location:
    """At `equals` or `also` of the claim, or at the relation."""
    if isinstance(tie, Equality):
        return tie.claim.location("equals")
    if isinstance(tie, Repeated):
        return tie.claim.location("also")
    if isinstance(tie, SameQuantity):
        return tie.relation.location() if tie.relation is not None else tie.claim.location("value")
    return tie.relation.location()


def tied(tie: Declared) -> tuple[str, ...]:
    """The claims of a tie, the one it is about first."""
    claims: tuple[Claim, ...]
    if isinstance(tie, Equality):
        claims = (tie.claim, *tie.operands)
    elif isinstance(tie, Repeated):
        claims = (tie.claim,)
    elif isinstance(tie, Ordered):
        claims = (tie.upper, tie.lower)
    elif isinstance(tie, Totalled):
        claims = (tie.result, *tie.operands)
    elif isinstance(tie, Equated):
        claims = (tie.alone, *tie.claims) if tie.alone is not None else tie.claims
    else:
        claims = (tie.claim, tie.rival) if tie.rival is not None else (tie.claim,)
    return tuple(dict.fromkeys(claim.id for claim in claims))


def about(tie: Declared) -> tuple[str, ...]:
    """The claims that the finding is counted for."""
    return tie.counts_for
