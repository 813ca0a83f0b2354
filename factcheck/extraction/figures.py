"""The figures of a short quote: numbers with their scale words, and the unit word behind each.

This is no reader of whole articles: it answers which numbers stand in the few characters that a claim quotes.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from factcheck.extraction.mention import Mention
from factcheck.model.numbers import NUMBER_WORDS, BadNumber, read_number
from factcheck.model.units import Unit, UnknownUnit, parse_unit

_KOREAN_WORDS = "|".join(sorted((w for w in NUMBER_WORDS if not w.isascii()), key=len, reverse=True))
_ENGLISH_WORDS = "|".join(sorted((w for w in NUMBER_WORDS if w.isascii()), key=len, reverse=True))
_START = re.compile(
    rf"(?<![A-Za-z0-9_.,])[0-9]|(?<=[가-힣∼~(])[0-9]|(?<![0-9])\.[0-9]|(?:수|몇)\s*[십백천만억조]|몇(?=\s*(?:배|개|곳|명|건|대|년|달|시간))|[천백만억조](?=\s*(?:배|명|개|건|원|달러))"
    rf"|(?<![가-힣])(?:{_KOREAN_WORDS})(?=\s*(?:배|곳|개|명|가지|번|달|시간|해|대|건|차례|장|분|사람|나라))"
    rf"|\b(?:{_ENGLISH_WORDS})\b|\bseveral\s|수(?=\s*배)",
    re.IGNORECASE,
)
_WORDS = {
    "절반": Fraction(1, 2), "half": Fraction(1, 2), "double": Fraction(2), "twice": Fraction(2), "twofold": Fraction(2),
    "triple": Fraction(3), "threefold": Fraction(3), "fourfold": Fraction(4), "fivefold": Fraction(5),
    "tenfold": Fraction(10), "갑절": Fraction(2), "곱절": Fraction(2), "첫": Fraction(1), "first": Fraction(1),
    "second": Fraction(2), "third": Fraction(3), "quarter": Fraction(1, 4),
}  # fmt: skip
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)), re.IGNORECASE)
_UNIT = re.compile(r"\s*((?:[%$€£₩]|[^\W\d_])[\w%/·*²³^]*)")
_FRACTION = re.compile(r"(?P<n>[0-9]+)\s*분의\s*(?P<k>[0-9]+)|(?P<k2>[0-9]+)\s*/\s*(?P<n2>[0-9]+)")


@dataclass(frozen=True, slots=True)
class QuotedFigure:
    """A number of a quote (scale words multiplied in), and its unit where one can be read behind it."""

    value: Fraction
    unit: Unit | None


def quoted_figures(quote: str) -> Iterator[QuotedFigure]:
    """Every figure of a quote, from left to right."""
    text = unicodedata.normalize("NFKC", quote)
    position = 0
    while match := _START.search(text, position):
        try:
            found = read_number(text, match.start())
        except BadNumber:
            found = None
        if found is None:
            position = match.end()
            continue
        number, position = found
        yield QuotedFigure(number.value, _unit_behind(text, position))
    for match in _WORD.finditer(text):
        yield QuotedFigure(_WORDS[match[0].lower()], None)
    for match in _FRACTION.finditer(text):
        whole, part = int(match["n"] or match["n2"]), int(match["k"] or match["k2"])
        if whole:
            yield QuotedFigure(Fraction(part, whole), None)


def _unit_behind(text: str, position: int) -> Unit | None:
    """The longest unit that begins right behind a number: Korean writes particles onto it (`25t를`)."""
    match = _UNIT.match(text, position)
    if match is None:
        return None
    word = match[1]
    for end in range(min(len(word), 24), 0, -1):
        try:
            return parse_unit(word[:end])
        except UnknownUnit:
            continue
    return None


_DIGITS = re.compile(r"[0-9][0-9,.]*")
_SCALED = re.compile(r"[십백천만억조경수몇]|[0-9]\s*(?:[kKMmbBT](?![A-Za-z])|bn|mn|tn|thousand|million|billion|trillion)")


def states(quote: str, written: str, numbers: tuple[Fraction, ...], unit: Unit) -> bool:
    """Whether a figure of the quote is one of `numbers` (in `unit`), in that unit, another one, or as a percentage.

    `written` is the value's own text: where the digits are the same and nothing scales them, nothing need be read.
    """
    if not _SCALED.search(written) and not _SCALED.search(quote):
        copied = {digits.replace(",", "") for digits in _DIGITS.findall(quote)}
        if any(digits.replace(",", "") in copied for digits in _DIGITS.findall(written)):
            return True
    figures = list(quoted_figures(quote))
    wanted = {abs(number) for number in numbers}
    for figure in figures:
        forms = {figure.value}
        if figure.unit is not None and figure.unit.dims == unit.dims:
            forms.add(figure.value * figure.unit.factor / unit.factor)
        if unit.is_plain:
            forms.update((figure.value / 100, figure.value * 100))
        if forms & wanted:
            return True
    if _is_said_in_words(quote, wanted, unit) or _is_mentioned(quote, wanted, unit):
        return True
    values = [figure.value for figure in figures if figure.value]
    shares = {Fraction(100) * part / whole for part in values for whole in values}
    if unit.is_plain and shares & wanted:
        return True
    from factcheck.extraction.scanner import (
        extract,  # late: few quotes need the whole grammar, and it takes a while to load
    )

    return any(_mentioned(mention) & wanted for mention in extract(quote))


def _mentioned(mention: Mention) -> set[Fraction]:
    """The numbers of a mention: what the grammar of texts reads in a quote, such as `칩 하나로`, `5 500건`."""
    return {abs(Fraction(str(end))) for end in (mention.value, mention.value_hi) if end is not None}


_NONE = re.compile(r"없|전무|\b(?:no|none|not\s+one|nobody|zero)\b", re.IGNORECASE)
_FIRST = re.compile(
    r"가장|최고|최대|최초|으뜸|선두|\b(?:first|top|most|best|highest|largest|greatest|leading|no\.?\s*1)\b", re.IGNORECASE
)


def _is_said_in_words(quote: str, wanted: set[Fraction], unit: Unit) -> bool:
    """Nothing at all (`not one`), and the first rank (`the highest`), which words say without a number."""
    if wanted == {Fraction(0)}:
        return _NONE.search(quote) is not None
    return wanted == {Fraction(1)} and unit.text == "rank" and _FIRST.search(quote) is not None


def _is_mentioned(quote: str, wanted: set[Fraction], unit: Unit) -> bool:
    """Whether the grammar of whole texts reads one of `wanted` there: `하루`, `2년 8개월`, `영하 30도`."""
    from factcheck.extraction.scanner import extract  # a second's worth of grammar, which few checks need

    whole = "".join(quote.split())  # a line break may have cut a word: `8개 월`
    for mention in itertools.chain(extract(quote), extract(whole)):
        number = mention.value
        if number is None:
            continue
        value = abs(Fraction(str(number)))
        try:
            read = parse_unit(mention.unit, counted=True) if mention.unit else None
        except UnknownUnit:
            read = None
        if value in wanted and (read is None or read.is_plain or read.dims == unit.dims):
            return True
        if read is not None and read.dims == unit.dims and value * read.factor / unit.factor in wanted:
            return True
    return False


_SEPARATORS = re.compile(r"\s*(?:\.\.\.?|[~∼〜～–—]|-)\s*|[.,]")
_FALL = re.compile(r"[-−▼↓]|영하|below\s+zero|감소|하락|줄|낮|적|빠|떨어|손실|적자|less|fewer|lower|down|fell|fall|drop|decreas|declin|minus|loss|마이너스", re.IGNORECASE)


def damage(quote: str, written: str, negative: bool) -> str | None:
    """What the quote lost of the figure `written` in the claim: a range sign, a comma, a point, a sign; else None.

    `4 5t` for 4..5 t, `5 500` for 5,500, `2 3배` for 2.3.
    """
    if " " in quote.strip() and (number := _COMPOUND.search(written)):
        lost = " ".join(_SEPARATORS.split(number[0]))
        text = " ".join(unicodedata.normalize("NFKC", quote).split())
        start = text.find(lost)
        if start >= 0 and not text[:start][-1:].isdigit() and not text[start + len(lost) :][:1].isdigit():
            sign = _SEPARATORS.findall(number[0])[0].strip()
            return "a comma" if sign == "," else "a point" if sign == "." else "a range sign"
    if negative and not _FALL.search(quote) and any(char.isdigit() for char in quote):
        return "a sign"
    return None


_COMPOUND = re.compile(r"[0-9]+(?:(?:\s*(?:\.\.\.?|[~∼〜～–—]|-)\s*|[.,])[0-9]+)+")
