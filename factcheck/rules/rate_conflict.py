"""rate-conflict"""

from collections.abc import Iterator

from factcheck.model.finding import Evidence, Finding, Level, Verdict
from factcheck.model.message import message, say_interval, say_number
from factcheck.reasoning.rates import RateOfYear, RatesOfSource
from factcheck.reasoning.rule import Outcome, rule
from factcheck.reasoning.weighing import notices_error_of
from factcheck.rules.failure import value


@rule("rate-conflict", over=(RateOfYear, RatesOfSource), group="Consistency", weighs=True)
def rate_conflict(rates: RateOfYear | RatesOfSource) -> Iterator[Outcome]:
    """The conversions of a source must rest on one exchange rate, and on one of their time.

    A value in one currency and its `also` in another imply a rate; the converter starts from the printed figure, so only
    the converted one was rounded. Rates of one source, pair and period must agree. Each must lie within a tenth of the
    reference mean of its year; outside is a warning at most, for a day is not a year.

    Reference: Federal Reserve G.5A annual averages; TPC pricing specification, on the priced currency.

    Bad:
        factcheck: 1
        source: one-article
        kind: investment
        period: 2025
        claims:
          first: {statement: 2.0 billion., subject: meta, value: 20.0억 달러, also: "2조 8,000억 원"}
          second: {statement: 3.0 billion., subject: openai, value: 30.0억 달러, also: "5조 1,000억 원"}

    Good:
        factcheck: 1
        source: one-article
        kind: investment
        period: 2025
        claims:
          first: {statement: 2.0 billion., subject: meta, value: 20.0억 달러, also: "2조 8,000억 원"}
          second: {statement: 3.0 billion., subject: openai, value: 30.0억 달러, also: "4조 2,000억 원"}
    """
    if isinstance(rates, RateOfYear):
        yield from _of_year(rates)
    else:
        yield from _of_source(rates)


def _of_year(tie: RateOfYear) -> Iterator[Finding]:
    rate, band = tie.rate, tie.rate.band
    if band is None or rate.mean is None or rate.loose.overlaps(band):
        return
    unit = "/".join(rate.pair)
    text = message(
        "{value} for {also} implies {implied} {unit}, but the mean of {year} was {mean}; check the conversion and its date",
        value=value(rate.claim), also=rate.also.text.strip(), implied=say_interval(rate.rounded), unit=unit,
        year=str(rate.year), mean=say_number(rate.mean),
    )  # fmt: skip
    evidence = Evidence(rate.rounded, band, rate.loose, band, unit, notices_error_of(rate.loose, band))
    ids = (rate.claim.id,)
    yield Finding("rate-conflict", Level.WARNING, rate.claim.location("also"), text, ids, evidence, Verdict.DOUBTFUL, ids)


def _of_source(tie: RatesOfSource) -> Iterator[Finding]:
    low, high = tie.low, tie.high
    if low.rounded.overlaps(high.rounded):
        return
    unit = "/".join(low.pair)
    contradicted = not low.loose.overlaps(high.loose) and low.claim.period is not None
    text = message(
        "{value} for {also} implies {implied} {unit}, but {other} implies {theirs} in the same source"
        + ("" if contradicted else "; another day's rate may explain it")
        + ": check both conversions",
        value=value(high.claim), also=high.also.text.strip(), implied=say_interval(high.rounded), unit=unit,
        other=low.claim.id, theirs=say_interval(low.rounded),
    )  # fmt: skip
    notices = notices_error_of(high.loose, low.loose)
    evidence = Evidence(high.rounded, low.rounded, high.loose, low.loose, unit, notices)
    level, verdict = (Level.ERROR, Verdict.CONTRADICTED) if contradicted else (Level.WARNING, Verdict.DOUBTFUL)
    ids = (high.claim.id, low.claim.id)
    yield Finding("rate-conflict", level, high.claim.location("also"), text, ids, evidence, verdict, ids)
