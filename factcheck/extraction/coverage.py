"""Which figures of a source have a claim, like the coverage of tests.

A figure is covered by the claim whose quote holds it, by one on the same line that states it under `also` (a conversion
in parentheses), by a condition whose quote holds it, or by an entry under `skip` that says why it is no claim. Dates, names and ordinals are no figures to cover.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from factcheck.extraction.mention import CHECKABLE, Mention
from factcheck.extraction.scanner import extract
from factcheck.extraction.texts import HeldText
from factcheck.model.claim import Claim, Dossier


@dataclass(frozen=True, slots=True)
class CoveredFigure:
    """A figure of a source: `by` is claim, condition or skip, None where nothing covers it; `claims` are the ids."""

    mention: Mention
    by: str | None = None
    claims: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """The figures of one source, in the order of its text."""

    text: HeldText
    figures: tuple[CoveredFigure, ...]

    @property
    def covered(self) -> int:
        return sum(figure.by is not None for figure in self.figures)


@dataclass(frozen=True, slots=True)
class _Quote:
    text: str
    at: str | None
    by: str
    claim: str | None = None
    values: tuple[Fraction, ...] = ()
    also: tuple[Fraction, ...] = ()
    reason: str | None = None


_ORDER = ("claim", "condition", "skip")


def coverage(text: HeldText, dossiers: Iterable[Dossier]) -> SourceCoverage:
    """What the claims and `skip` entries of `dossiers` cover of the figures of a source."""
    mentions = [m for m in extract(text.text) if m.kind in CHECKABLE and text.holds(text.line_of(m.start))]
    reached: dict[int, list[_Quote]] = {}
    for quote in _quotes(text.card.id, dossiers):
        start = text.place(quote.text, quote.at)
        if start is not None:
            line = text.line_of(start)
            inside = _inside(text, quote.text, line, mentions)
            for number, mention in enumerate(mentions):
                if quote.also and text.line_of(mention.start) == line and _is_value(mention, quote.also):
                    reached.setdefault(number, []).append(quote)
            own = [n for n in inside if _is_value(mentions[n], quote.values)]
            for number in own or inside:
                reached.setdefault(number, []).append(quote)
    return SourceCoverage(text, tuple(_figure(mention, reached.get(number, [])) for number, mention in enumerate(mentions)))


def _inside(text: HeldText, quote: str, line: int, mentions: list[Mention]) -> list[int]:
    """The figures that a quote holds at the first of its places on a line that holds any.

    A caption may stand on its line twice: its first place is then the alternative text of the picture, which is no prose.
    """
    for start in text.places(quote):
        if text.line_of(start) == line:
            inside = [n for n, m in enumerate(mentions) if m.start < start + len(quote) and start < m.end]
            if inside:
                return inside
    return []


def _figure(mention: Mention, quotes: list[_Quote]) -> CoveredFigure:
    if not quotes:
        return CoveredFigure(mention)
    by = min((quote.by for quote in quotes), key=_ORDER.index)
    ids = dict.fromkeys(quote.claim for quote in quotes if quote.by == by and quote.claim is not None)
    return CoveredFigure(mention, by, tuple(ids), next((q.reason for q in quotes if q.reason), None))


def _is_value(mention: Mention, values: tuple[Fraction, ...]) -> bool:
    """Whether a mention is one of the figures of a claim, in some scale of its own (`9천` for 9 kt)."""
    if mention.value is None or not values:
        return False
    numbers = {abs(Fraction(str(end))) for end in (mention.value, mention.value_hi) if end is not None}
    return bool(numbers & {abs(value) for value in values})


def _quotes(source: str, dossiers: Iterable[Dossier]) -> Iterator[_Quote]:
    """The quotes of a source; an empty id stands for claims that name none."""
    for dossier in dossiers:
        owners = {claim.source or "" for claim in dossier.claims}
        for claim in dossier.claims:
            if (claim.source or "") == source:
                yield from _quotes_of(claim)
        for skip in dossier.skips:
            if skip.source == source or (skip.source is None and (source in owners or not dossier.claims)):
                yield _Quote(skip.quote, skip.at, "skip", reason=skip.reason)


def _quotes_of(claim: Claim) -> Iterator[_Quote]:
    if claim.quote is not None:
        yield _Quote(claim.quote, claim.at, "claim", claim.id, tuple(claim.value.figures), _also(claim))
    for side in (claim.conditions, claim.baseline_conditions):
        for stated in side.values():
            if stated.quote is not None:
                yield _Quote(stated.quote, stated.at, "condition", claim.id)


def _also(claim: Claim) -> tuple[Fraction, ...]:
    return tuple(number for quantity in claim.also for number in quantity.figures)
