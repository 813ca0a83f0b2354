"""Exchange rates that claims imply: a value in one currency and, under `also`, in another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from factcheck.knowledge.knowledge import Knowledge
from factcheck.model.claim import Claim
from factcheck.model.interval import DivisionByZero, Interval
from factcheck.model.quantity import Quantity
from factcheck.model.units import is_currency_code

BAND = Fraction(1, 10)  # how far a day's rate may lie from the mean of its year
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class ImpliedRate:
    """The rate behind one conversion: units of pair[0] for one of pair[1]; the figure converted counts as exact.

    `year` is that of the claim's period, else of its source; `mean` the reference mean of that year.
    """

    claim: Claim
    also: Quantity
    pair: Pair
    rounded: Interval
    loose: Interval
    year: int | None
    mean: Fraction | None

    @property
    def band(self) -> Interval | None:
        """What a rate of its year may be."""
        return Interval(self.mean * (1 - BAND), self.mean * (1 + BAND)) if self.mean is not None else None


@dataclass(frozen=True, slots=True, eq=False)
class RateOfYear:
    """An implied rate against the reference mean of its year."""

    rate: ImpliedRate

    @property
    def counts_for(self) -> tuple[str, ...]:
        return (self.rate.claim.id,)

    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RatesOfSource:
    """The lowest and the highest rate that one source implies for one pair of currencies and one period.

    `claims` are all whose conversions were held against one another.
    """

    low: ImpliedRate
    high: ImpliedRate
    claims: tuple[str, ...]

    @property
    def counts_for(self) -> tuple[str, ...]:
        return self.claims

    uses: tuple[str, ...] = ()


Rates = RateOfYear | RatesOfSource


def rate_ties(claims: Mapping[str, Claim], knowledge: Knowledge) -> Iterator[Rates]:
    """Every implied rate against its year, and those of one source against one another."""
    by_source: dict[object, list[ImpliedRate]] = defaultdict(list)
    for claim in claims.values():
        for also in claim.also:
            rate = _implied(claim, also, knowledge)
            if rate is None:
                continue
            if rate.mean is not None:
                yield RateOfYear(rate)
            if claim.source is not None:
                period = claim.period.key if claim.period is not None else None
                by_source[claim.source, rate.pair, period].append(rate)
    for rates in by_source.values():
        names = tuple(dict.fromkeys(rate.claim.id for rate in rates))
        if len(names) > 1:
            low = min(rates, key=lambda rate: rate.rounded.hi)
            high = max(rates, key=lambda rate: rate.rounded.lo)
            yield RatesOfSource(low, high, names)


def _implied(claim: Claim, also: Quantity, knowledge: Knowledge) -> ImpliedRate | None:
    value = claim.value
    dims = (also.unit / value.unit).dims
    if len(dims) != 2 or {power for _, power in dims} != {1, -1} or not all(is_currency_code(name) for name, _ in dims):
        return None
    above = next(name for name, power in dims if power == 1)
    below = next(name for name, power in dims if power == -1)
    exact = value.exactly().rounded
    factor = also.unit.factor / value.unit.factor
    try:
        readings = [part.scaled(factor) / exact for part in (also.rounded, also.loose)]
        if (above, below) not in knowledge.rates and (below, above) in knowledge.rates:
            above, below = below, above
            readings = [part.inverse() for part in readings]
    except DivisionByZero:
        return None
    year = claim.period.year if claim.period is not None else _year_of_source(claim, knowledge)
    mean = knowledge.rates.get((above, below), {}).get(year) if year is not None else None
    return ImpliedRate(claim, also, (above, below), readings[0], readings[1], year, mean)


def _year_of_source(claim: Claim, knowledge: Knowledge) -> int | None:
    card = knowledge.sources.get(claim.source or "")
    year = (card.date or "")[:4] if card is not None else ""
    return int(year) if year.isascii() and year.isdigit() else None
