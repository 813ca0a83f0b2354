"""impossible-share"""

from collections.abc import Iterator
from fractions import Fraction

from factcheck.model.finding import Evidence, Finding, Level, Verdict
from factcheck.model.interval import Interval, nearest_float
from factcheck.model.message import message, say_number
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.reasoning.ties import ShareOfCount

_SURVEY = ("question", "survey_date", "mode", "sponsor", "margin_of_error")


@rule("impossible-share", over=ShareOfCount, group="Consistency", weighs=True)
def impossible_share(share: ShareOfCount) -> Iterator[Outcome]:
    """A percentage of a known count must be some whole number of cases.

    59.1 % of 302 is none: 178 are 58.9 %, 179 are 59.3 %. Where the count is a small multiple of what is stated, or a
    survey does not say whether it was weighted, the finding is doubtful; a weighted share need not be a whole number.

    Reference: GRIM (Brown and Heathers 2017) and its form for percentages in scrutiny (Jung 2023).

    Bad:
        factcheck: 1
        claims:
          agree: {statement: 30.0 % of 7 cases., kind: share, subject: cases, value: 30.0 %, of: 7}

    Good:
        factcheck: 1
        claims:
          agree: {statement: 28.6 % of 7 cases., kind: share, subject: cases, value: 28.6 %, of: 7}
    """
    claim = share.claim
    weighting = claim.conditions.get("weighting")
    stated = weighting is not None and weighting.state == "stated"
    if stated and weighting is not None and not weighting.text.casefold().startswith(("no", "un", "없")):
        yield Skip("the share is weighted, so it need not be a whole number of cases")
        return
    if share.fits:
        return
    surveyed = any(name in claim.conditions and claim.conditions[name].state == "stated" for name in _SURVEY)
    doubtful = share.fits_loosely or share.multiples or (surveyed and not stated)
    template = "{value} of {of} is no whole number of cases: {below} are {low} %, {above} are {high} %"
    if share.multiples:
        template += "; it would fit {multiples} cases, so ask what was counted"
    elif surveyed and not stated:
        template += "; weighting may explain it, and is not stated: ask for it"
    elif share.fits_loosely:
        template += "; a figure that was cut off would fit: look up the exact one"
    else:
        template += "; check the percentage and the count against the source"
    if share.common is not None:
        template += "; the count nearest to {of} that all {together} shares of it fit is {common}"
    low, high = (Interval.exactly(cases).scaled(_HUNDRED / share.of) for cases in (share.below, share.above))
    text = message(
        template, value=claim.value.text.strip(), of=share.of, below=share.below, above=share.above,
        low=say_number(low.lo), high=say_number(high.lo), multiples=tuple(str(share.of * n) for n in share.multiples),
        together=share.together, common=str(share.common),
    )  # fmt: skip
    nearest = min((low, high), key=claim.value.rounded.gap)
    middle = nearest.middle
    notices = nearest_float(_HUNDRED / 2 / share.of / middle) if middle else None
    evidence = Evidence(
        claim.value.rounded, nearest, claim.value.loose, nearest, "%", notices,
        arithmetic=f"{share.below} / {share.of} and {share.above} / {share.of}",
        readings=tuple(f"{n * share.of} cases were counted ({n} x {share.of})" for n in share.multiples),
    )  # fmt: skip
    level, verdict = (Level.WARNING, Verdict.DOUBTFUL) if doubtful else (Level.ERROR, Verdict.CONTRADICTED)
    yield Finding("impossible-share", level, claim.location("of"), text, (claim.id,), evidence, verdict, (claim.id,))


_HUNDRED = Fraction(100)
