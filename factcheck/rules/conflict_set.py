"""conflict-set"""

from collections.abc import Iterator

from factcheck.model.message import message
from factcheck.reasoning.conflicts import ConflictSet
from factcheck.reasoning.rule import Outcome, rule
from factcheck.rules.failure import failure, value


@rule("conflict-set", over=ConflictSet, group="Consistency", weighs=True)
def conflict_set(conflict: ConflictSet) -> Iterator[Outcome]:
    """Claims that all checks of their own pass must also be able to be true together.

    Each tie may hold, given how the figures were rounded, and yet no values fit all of them at once. The finding names
    the fewest claims that conflict, and the equations that lead from one to the next; at least one of them is wrong.

    Reference: Ignatiev et al. 2015, Smallest MUS extraction with minimal hitting set dualization.

    Bad:
        factcheck: 1
        source: one-study
        kind: financial_result
        claims:
          half: {statement: The first half., subject: meta, value: 1.2 billion USD, measure: revenue, period: 2024-H1}
          rest: {statement: The second., subject: meta, value: 1.3 billion USD, measure: revenue, period: 2024-H2}
          year: {statement: The year., subject: meta, value: 2.6 billion USD, measure: revenue, period: 2024,
                 equals: half + rest}
          more: {statement: Twice and a tenth., subject: meta, value: 2.51 billion USD, measure: twice the first half,
                 equals: half * 2.1}

    Good:
        factcheck: 1
        source: one-study
        kind: financial_result
        claims:
          half: {statement: The first half., subject: meta, value: 1.2 billion USD, measure: revenue, period: 2024-H1}
          rest: {statement: The second., subject: meta, value: 1.3 billion USD, measure: revenue, period: 2024-H2}
          year: {statement: The year., subject: meta, value: 2.5 billion USD, measure: revenue, period: 2024,
                 equals: half + rest}
          more: {statement: Twice and a tenth., subject: meta, value: 2.51 billion USD, measure: twice the first half,
                 equals: half * 2.1}
    """
    others = tuple(f"{claim.id} ({value(claim)})" for claim in conflict.claims[1:])
    text = message(
        "{about} states {stated}, but with {others} it would be {implied}: these {n} claims cannot all be true, though "
        "any fewer can ({chain})" if conflict.smallest else
        "{about} states {stated}, but with {others} it would be {implied}: these {n} claims cannot all be true, and no "
        "part of them conflicts ({chain})",
        about=conflict.claim.id, stated=value(conflict.claim), others=others, n=len(conflict.claims),
        chain="; ".join(conflict.equations),
    )  # fmt: skip
    yield failure(
        "conflict-set", conflict.claim.location("value"), conflict.judged, text, claims=conflict.claims,
        blamed=conflict.claims, unstated=conflict.unstated, arithmetic="; ".join(conflict.equations),
    )  # fmt: skip
