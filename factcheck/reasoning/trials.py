"""Failed checks as something to try again: with one of their figures multiplied, or read in another way.

Where the checked value is a product of powers of the figures, multiplying one of them multiplies the implied side, and
nothing is reckoned anew; any other tie is reckoned again with the other figure in place of the claim's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.knowledge.reference import ReferenceRow
from factcheck.model.claim import Claim, State
from factcheck.model.expression import Node, Operation, Reference, walk
from factcheck.model.finding import Verdict
from factcheck.model.interval import Interval
from factcheck.model.quantity import Quantity
from factcheck.model.units import parse_unit
from factcheck.reasoning.arithmetic import Operand
from factcheck.reasoning.comparability import NOT_APPLICABLE
from factcheck.reasoning.conflicts import ConflictSet
from factcheck.reasoning.cycles import RatioCycle
from factcheck.reasoning.declared import equation, same_figures
from factcheck.reasoning.laws import LawTie, Part, multiplied
from factcheck.reasoning.limits import Limited
from factcheck.reasoning.rates import ImpliedRate, RateOfYear, Rates
from factcheck.reasoning.reference import Referenced, is_row, label
from factcheck.reasoning.ties import (
    Comparison,
    Equality,
    Equated,
    Growth,
    Headline,
    Judged,
    RatioComparison,
    Reckon,
    Repeated,
    SameQuantity,
    Shared,
    Tie,
    Totalled,
    divided,
    expressed,
    judge,
    subtracted,
    summed,
)  # fmt: skip
from factcheck.reasoning.weighing import Weighed, verdict_of

Again = Callable[[Mapping[str, Claim]], Judged]
"""Reckons a tie anew with the claims given, each under its id, in place of the tie's own."""


class Party(NamedTuple):
    """One figure of a tie: a claim's or a reference row's.

    `power` is the exponent with which it enters implied / stated, so -1 for the stated figure itself; None where the
    tie is no product.
    """

    name: str
    value: Quantity
    kind: str
    subject: str
    power: int | None = None
    claim: Claim | None = None
    row: ReferenceRow | None = None

    @property
    def is_reference(self) -> bool:
        """Whether it is a reference row's figure, whose unit is not in doubt."""
        return self.row is not None or (self.claim is not None and is_row(self.claim))

    def states(self, condition: str) -> tuple[str, ...]:
        """What is stated of a condition; more than one text where any of them holds, none where nothing is stated."""
        if self.row is not None and condition in self.row.conditions:
            return self.row.conditions[condition]
        given = self.claim.conditions.get(condition) if self.claim is not None else None
        if given is not None and given.state is State.STATED:
            return (given.text,)
        if given is not None and given.state is State.NOT_APPLICABLE:
            return (NOT_APPLICABLE,)
        gas = self.value.unit.gas
        return (gas,) if gas is not None and condition in ("gas", "carbon_or_co2") else ()


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A failed check that may be tried again. The stated figure is the first of `parties`.

    `again` reckons it anew, `two_figures` says that both sides are stated figures of one quantity, `ends` are the first
    and the last figure of a change. `used` and `assumed` name the conditions that the tie itself multiplied by, and those
    that it took as 1 because nobody states them, as a law takes the PUE.
    """

    weighed: Weighed
    parties: tuple[Party, ...]
    again: Again | None = None
    two_figures: bool = False
    ends: tuple[Quantity, Quantity] | None = None
    used: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()

    def scaled(self, party: Party, factor: Interval) -> Verdict:
        """How the check ends with one figure multiplied by a positive factor."""
        if party.power is None:
            value = party.value
            return self.replaced(party, value.rounded * factor, value.loose * factor)
        sides, times = self.weighed, raised(factor, party.power)
        return verdict_of(
            (sides.stated, sides.implied * times, sides.loose_stated, sides.loose_implied * times), self.two_figures
        )

    def replaced(self, party: Party, rounded: Interval, loose: Interval) -> Verdict:
        """How it ends with one figure read as another; contradicted where it cannot be reckoned."""
        if self.again is None or party.claim is None:
            return Verdict.CONTRADICTED
        other = party.claim._replace(value=party.value._replace(rounded=rounded, loose=loose))
        weighed = self.again({party.claim.id: other}).weighed
        return weighed.verdict if weighed is not None else Verdict.CONTRADICTED


def raised(factor: Interval, power: int) -> Interval:
    """A positive interval to a whole power."""
    base = factor if power >= 0 else factor.inverse()
    result = Interval.exactly(1)
    for _ in range(abs(power)):
        result = result * base
    return result


def trial_of(tie: Tie | LawTie | RatioCycle | ConflictSet | Rates | Referenced | Limited) -> Trial | None:
    """What there is to try again of a tie whose check failed; None where nothing failed or nothing can be tried.

    An order is an inequality, and so is an equation with `min` or `max` (`a = min(a, b)`): any factor that is large
    enough would mend it, so none is tried.
    """
    if isinstance(tie, Rates):
        return _of_rates(tie)
    judged: Judged | None = getattr(tie, "judged", None)
    if judged is None or judged.weighed is None or judged.weighed.verdict.holds:
        return None
    weighed = judged.weighed
    match tie:
        case SameQuantity(claim=claim, rival=Claim() as rival):
            return _of_two(weighed, claim, rival)
        case Headline(claim=claim, body=body):
            return _of_two(weighed, claim, body)
        case Comparison(claim=claim, top=top, bottom=bottom):
            return _of_comparison(weighed, tie, (claim, top, bottom))
        case Equality(claim=claim, expression=expression, operands=operands):
            powers = powers_of(expression.root)
            ends = _ends_of(expression.root, {operand.id: operand for operand in operands})
            return _reckoned(weighed, claim, operands, expressed(expression), powers, ends)
        case LawTie(claim=claim, parts=parts, laws=laws):
            held = frozenset(part.condition for part in parts if part.condition is not None)
            taken = frozenset(role.condition for law in laws for role, _ in law.factors if role.default is not None and role.condition)
            return _of_parts(weighed, claim, parts, held, taken - held)
        case RatioCycle(claim=claim, parts=parts):
            return _of_parts(weighed, claim, parts)
        case Growth(claim=claim, start=start, end=end):
            ends = start.value, end.value
            return _reckoned(weighed, claim, (start, end), judged.reckon, None, ends) if judged.reckon is not None else None
        case Shared(result=result, operands=(part, whole)):
            return _reckoned(weighed, result, (part, whole), divided(part.id, whole.id), {part.id: 1, whole.id: -1})
        case Totalled(result=result, operands=parts):
            return _reckoned(weighed, result, parts, summed([part.id for part in parts]), None)
        case Equated():
            return _of_equation(weighed, tie)
        case Repeated(claim=claim, also=number):
            value = Party(f"the value of {claim.id}", claim.value, claim.kind, claim.subject.key, 1, claim)
            also = value._replace(name=f"the `also` of {claim.id}", value=claim.also[number], power=-1)
            return Trial(weighed, (also, value))
        case Referenced(claim=claim, row=row):
            known = Party("the reference figure", row.value, row.kind, row.subject, 1, row=row)
            return Trial(weighed, (_party(claim, -1), known))
    return None


def _party(claim: Claim, power: int | None = None) -> Party:
    return Party(label(claim), claim.value, claim.kind, claim.subject.key, power, claim)


def _of_two(weighed: Weighed, claim: Claim, other: Claim) -> Trial:
    """Two figures of one quantity."""

    def again(others: Mapping[str, Claim]) -> Judged:
        return same_figures(others.get(claim.id, claim), others.get(other.id, other))

    return Trial(weighed, (_party(claim, -1), _party(other, 1)), again, two_figures=True)


def _of_comparison(weighed: Weighed, tie: Comparison, members: tuple[Claim, Claim, Claim]) -> Trial:
    claim, top, bottom = members
    ends = bottom.value, top.value
    if isinstance(tie, RatioComparison):
        powers = {top.id: 1, bottom.id: -1}
        return _reckoned(weighed, claim, (top, bottom), divided(top.id, bottom.id), powers, ends)
    return _reckoned(weighed, claim, (top, bottom), subtracted(top.id, bottom.id), None, ends)


def _reckoned(
    weighed: Weighed, claim: Claim, operands: tuple[Claim, ...], reckon: Reckon, powers: Mapping[str, int] | None,
    ends: tuple[Quantity, Quantity] | None = None,
) -> Trial:  # fmt: skip
    """A claim against what follows from others, by `powers` of them where that is a product."""
    own = {operand.id: operand for operand in operands}

    def again(others: Mapping[str, Claim]) -> Judged:
        return judge(others.get(claim.id, claim), reckon, {**own, **others}, operands)

    if powers is None or any(operand.value.unit.offset for operand in operands):
        return Trial(weighed, (_party(claim), *map(_party, operands)), again, ends=ends)
    parties = (_party(claim, -1), *(_party(operand, powers.get(operand.id, 0)) for operand in operands))
    return Trial(weighed, parties, again, ends=ends)


def _of_parts(
    weighed: Weighed, claim: Claim, parts: tuple[Part, ...], used: frozenset[str] = frozenset(),
    assumed: frozenset[str] = frozenset(),
) -> Trial:  # fmt: skip
    """A claim against a product of claims, reference rows and conditions."""

    def again(others: Mapping[str, Claim]) -> Judged:
        figures: dict[str, Operand] = {part.name: others.get(part.name, part) for part in parts}
        return judge(others.get(claim.id, claim), multiplied(parts), figures, ())

    return Trial(weighed, (_party(claim, -1), *map(_of_part, parts)), again, used=used, assumed=assumed)


def _of_part(part: Part) -> Party:
    """A condition counts as a figure of no kind; a plain one, such as PUE, is moved by the claims that it belongs to."""
    if part.claim is not None:
        return _party(part.claim, part.power)
    return Party(part.name, part.value, "", "", 0 if part.value.unit.is_plain else part.power)


def _of_equation(weighed: Weighed, tie: Equated) -> Trial | None:
    if tie.relation.sides is None:
        return None
    left, right = tie.relation.sides
    if _is_bound(left.root) or _is_bound(right.root):
        return None
    own = {claim.id: claim for claim in tie.claims}
    above, below = powers_of(right.root), powers_of(left.root)

    def again(others: Mapping[str, Claim]) -> Judged:
        return equation(left, right, {**own, **others})

    if above is None or below is None:
        return Trial(weighed, tuple(map(_party, tie.claims)), again)
    parties = tuple(_party(claim, above.get(claim.id, 0) - below.get(claim.id, 0)) for claim in tie.claims)
    return Trial(weighed, parties, again)


def _of_rates(tie: Rates) -> Trial | None:
    """The figures behind implied exchange rates; only slips are other readings of them."""
    if isinstance(tie, RateOfYear):
        rate, band = tie.rate, tie.rate.band
        if band is None or rate.loose.overlaps(band):
            return None
        return Trial(_apart(rate.rounded, band, rate.loose, band, rate.pair), tuple(_of_rate(rate, -1)))
    low, high = tie.low, tie.high
    if low.rounded.overlaps(high.rounded):
        return None
    weighed = _apart(high.rounded, low.rounded, high.loose, low.loose, low.pair)
    return Trial(weighed, (*_of_rate(high, -1), *_of_rate(low, 1)))


def _apart(stated: Interval, implied: Interval, loose: Interval, loose_implied: Interval, pair: tuple[str, str]) -> Weighed:
    verdict = Verdict.DOUBTFUL if loose.overlaps(loose_implied) else Verdict.CONTRADICTED
    return Weighed(verdict, stated, implied, loose, loose_implied, parse_unit("/".join(pair)))


def _of_rate(rate: ImpliedRate, power: int) -> tuple[Party, Party]:
    """The converted figure and the one that it was converted from, as they enter implied / stated."""
    claim = rate.claim
    above = power if rate.also.unit.has(rate.pair[0]) else -power
    value = Party(f"the value of {claim.id}", claim.value, claim.kind, claim.subject.key, -above, claim)
    return value._replace(name=f"the `also` of {claim.id}", value=rate.also, power=above), value


def _is_bound(root: Node) -> bool:
    return any(isinstance(node, Operation) and node.name in ("min", "max") for node in walk(root))


def powers_of(root: Node) -> Mapping[str, int] | None:
    """The powers of the claims in an expression that only multiplies and divides; None for any other."""
    powers: dict[str, int] = {}
    waiting: list[tuple[Node, int]] = [(root, 1)]
    while waiting:
        node, power = waiting.pop()
        if isinstance(node, Reference):
            powers[node.claim] = powers.get(node.claim, 0) + power
        elif isinstance(node, Operation):
            if node.name not in ("*", "/", "share"):
                return None
            waiting.append((node.operands[0], power))
            waiting.append((node.operands[1], power if node.name == "*" else -power))
        elif node.value <= 0:
            return None
    return powers


def _ends_of(root: Node, claims: Mapping[str, Claim]) -> tuple[Quantity, Quantity] | None:
    """The first and the last figure of a `change(a, b)`, `points(a, b)` or `growth(a, b)`."""
    if isinstance(root, Operation) and root.name in ("change", "points", "growth"):
        first, last = root.operands[:2]
        if isinstance(first, Reference) and isinstance(last, Reference):
            return claims[first.claim].value, claims[last.claim].value
    return None
