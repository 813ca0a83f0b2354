"""equation-fails"""

from collections.abc import Iterator

from factcheck.model.claim import Claim
from factcheck.model.message import message
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.reasoning.ties import Equality, Equated
from factcheck.rules.failure import failure, value


@rule("equation-fails", over=(Equality, Equated), group="Consistency", weighs=True)
def equation_fails(tie: Equality | Equated) -> Iterator[Outcome]:
    """A claim must follow from the claims that it is reckoned from.

    A printed figure stands for every value that prints so. The rule takes all such values of the operands, works out
    all results, and speaks only when none of them is a value that the claim can stand for. What only truncation or
    loose rounding can join is doubtful, not contradicted.

    Reference: statcheck (Nuijten et al. 2016) and GRIM (Brown and Heathers 2017) recompute reported results from the
    rounding interval of what is printed; IFCN code of principles, commitment 4, asks fact-checkers to show the arithmetic.

    Bad:
        factcheck: 1
        claims:
          bloom: {statement: Training emitted about 25 t., kind: emissions, subject: bloom, value: about 25 t CO2e}
          person: {statement: A person emits 4 to 5 t., kind: emissions, subject: world, value: 4..5 t CO2e}
          tenfold: {statement: Ten times as much., kind: emissions, subject: bloom, baseline: world, value: 10 x,
                    equals: bloom / person}

    Good:
        factcheck: 1
        claims:
          bloom: {statement: Training emitted about 25 t., kind: emissions, subject: bloom, value: about 25 t CO2e}
          person: {statement: A person emits 4 to 5 t., kind: emissions, subject: world, value: 4..5 t CO2e}
          sixfold: {statement: Six times as much., kind: emissions, subject: bloom, baseline: world, value: 6 x,
                    equals: bloom / person}
    """
    judged = tie.judged
    if judged.weighed is None:
        yield Skip(judged.reason or f"{judged.stated_unit} cannot be weighed against {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    blamed: tuple[Claim, ...]
    if isinstance(tie, Equality):
        text = message("states {stated}, but {expression} gives {implied}", stated=value(tie.claim), expression=tie.expression.text)
        claims = (tie.claim, *tie.operands)
        place, blamed, arithmetic = tie.claim.location("equals"), (tie.claim,), tie.expression.text
    else:
        left, right = tie.relation.sides or ("", "")
        text = message("{left} is {rounded}, but {right} is {implied}", left=str(left), right=str(right))
        blamed = (tie.alone,) if tie.alone is not None else tie.claims
        claims = (*blamed, *(claim for claim in tie.claims if claim not in blamed))
        place, arithmetic = tie.relation.location(), f"{left} = {right}"
    yield failure("equation-fails", place, judged, text, claims=claims, blamed=blamed, arithmetic=arithmetic)
