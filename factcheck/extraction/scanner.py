"""Every figure of a text, in one pass over it.

The scan stops at digits and at the first letters of number words; everything else of a text is passed over by one
compiled pattern. What stands there is read by `digits` and `number_words`. No layer looks beyond its line, so that a
text gives the same mentions whole and line by line, and each looks only a few characters back and forth, so that the
time is linear in the length.
"""

import re
import unicodedata
from collections.abc import Callable

from factcheck.extraction.dates import LINE_ENDS
from factcheck.extraction.digits import read_digits
from factcheck.extraction.mention import Mention
from factcheck.extraction.number_words import (
    FOLDS,
    MULTIPLES,
    NATIVE_COUNTERS,
    read_days,
    read_english_words,
    read_half,
    read_native,
    read_one,
    read_part,
    read_sino,
    read_vague,
    read_vulgar,
)
from factcheck.extraction.numerals import ENGLISH, ENGLISH_EXPONENTS, NATIVE, NATIVE_DAYS, NATIVE_SPANS, SPACE
from factcheck.extraction.reading import Reading
from factcheck.extraction.vocabulary import any_of

_S = SPACE + "?"
_NUMBER_SYLLABLES = "일이삼사오육칠팔구십백천만억조"
_ENGLISH_WORDS = [w for word in (*ENGLISH, *ENGLISH_EXPONENTS, "dozen", "half", *MULTIPLES, *FOLDS) for w in (word, word.capitalize())]
_LATIN_START = "[" + "".join(sorted({w[0] for w in _ENGLISH_WORDS})) + "w]"
_HANGUL_START = "[" + "".join(sorted({w[0] for w in (*NATIVE, *NATIVE_SPANS, *NATIVE_DAYS)})) + _NUMBER_SYLLABLES + "절갑곱하수몇]"
_WORD = (
    rf"(?:(?={_LATIN_START})(?:(?P<english>{any_of(_ENGLISH_WORDS)})(?![A-Za-z])|www\.[!#-&*-;=?-Z\\_a-z|~]+)"
    rf"|(?={_HANGUL_START})(?:(?P<native>{any_of([*NATIVE, *NATIVE_SPANS])}{_S}{any_of(NATIVE_COUNTERS.split('|'))})"
    rf"|(?P<half>절반|갑절|곱절)|(?P<days>{any_of(NATIVE_DAYS)})|(?P<one>하나(?=로|에|당|만큼|면))"
    rf"|(?P<vague>[수몇](?={_S}(?:배|[십백천만억조])))"
    r"|(?P<part>[이삼사오육칠팔구십백]{1,3}분의[ ]?[일이삼사오육칠팔구십]{1,3})(?![가-힣]{2})"
    rf"|(?P<sino>[{_NUMBER_SYLLABLES}](?=[{_NUMBER_SYLLABLES}]*(?:(?<=[십백천만억조])|[십백천만억조])여?{_S}(?:원|달러|명|개|건|년|배|톤|대|권|가구|[^가-힣])|[{_NUMBER_SYLLABLES}]{{2}}|[일이삼사오육칠팔구십]{_S}(?:퍼센트|프로|킬로|미터)))))"
)
# Number words stand at the beginning of a word: what may come before it leads the pattern, with the digits and the
# signs that markup begins with; every other character is passed over at the speed of C.
_BEFORE_WORDS = " \t\u00a0\"'()\\[\\]{}<>‘’“”「」『』《》〈〉,.:;!?…·•‧/|~∼〜–—=+*&%→▲△▶◆■" + LINE_ENDS + "-"
_SCAN = re.compile(
    rf"[0-9½⅓⅔¼¾⅛⅜⅝⅞{_BEFORE_WORDS}](?:(?<=[0-9<&:>½⅓⅔¼¾⅛⅜⅝⅞])(?:(?P<digit>(?<=[0-9]))"
    rf"|(?P<tag>(?<=<)(?:/?[A-Za-z][A-Za-z0-9:-]*(?:[ \t]+[^<>={LINE_ENDS}]*=[^<>{LINE_ENDS}]*)?[ \t]*/?|!--[^<>{LINE_ENDS}]*--)>)"
    r"|(?P<entity>(?<=&)(?:amp;)*#?[A-Za-z0-9]{1,8};)"
    r"|(?P<url>(?<=:)//[!#-&*-;=?-Z\\_a-z|~]+)"
    rf"|(?P<header>(?<=>)[ \t]*(?:Date|Published|Updated|Modified)[ \t]*:)"
    r"|(?P<vulgar>(?<=[½⅓⅔¼¾⅛⅜⅝⅞])))"
    rf"|{_WORD})"
)
_REST_OF_LINE = re.compile(f"[^{LINE_ENDS}]*")
_FIRST_WORD = re.compile(_WORD)
_UNUSUAL = re.compile("[\u1100-\u11ff０-９％．，＋－]")
_NARROW = str.maketrans("０１２３４５６７８９％．，＋－", "0123456789%.,+-")
_JAMO_RUN = re.compile("[가-힣]?[\u1100-\u11ff]+")


def extract(text: str) -> list[Mention]:
    """Every figure of `text`, from left to right; mentions do not overlap."""
    source, places = text, None
    if _UNUSUAL.search(text):  # one look for both, as hardly any text has either
        if _JAMO_RUN.search(text):
            text, places = _composed(text)
        text = text.translate(_NARROW)
    found = _mentions(Reading(text, text if places else source))
    if places is None:
        return found
    return [
        mention._replace(
            start=places[mention.start], end=places[mention.end], text=source[places[mention.start] : places[mention.end]],
            converts=None if mention.converts is None else places[mention.converts],
        )
        for mention in found
    ]  # fmt: skip


def _composed(source: str) -> tuple[str, list[int]]:
    """The text with decomposed Hangul composed, and for each of its offsets the one in `source`."""
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for run in _JAMO_RUN.finditer(source):
        pieces.append(source[position : run.start()])
        places.extend(range(position, run.start()))
        position = run.start()
        for char in unicodedata.normalize("NFC", run[0]):
            pieces.append(char)
            places.append(position)
            position += len(unicodedata.normalize("NFD", char)) if char != source[position] else 1
        position = run.end()
    pieces.append(source[position:])
    places.extend(range(position, len(source) + 1))
    return "".join(pieces), places


_WORD_READERS: dict[str | None, Callable[[Reading, int, re.Match[str]], int]] = {
    "english": read_english_words, "native": read_native, "half": read_half, "days": read_days, "one": read_one,
    "vague": read_vague, "sino": read_sino, "part": read_part,
}  # fmt: skip


def _mentions(reading: Reading) -> list[Mention]:
    search = _SCAN.search
    text = reading.text
    position = 0
    first = _FIRST_WORD.match(text)
    if first is not None and first.lastgroup is not None:
        position = _WORD_READERS[first.lastgroup](reading, 0, first)
    while (match := search(text, position)) is not None:
        found = match.lastgroup
        if found == "digit":
            position = read_digits(reading, match.start())
        elif found in _WORD_READERS:
            position = _WORD_READERS[found](reading, match.start(found or 0), match)
        elif found == "vulgar":
            position = read_vulgar(reading, match)
        elif found == "header":
            position = _header(reading, match)
        else:
            position = match.end()
    return reading.found


def _header(reading: Reading, match: re.Match[str]) -> int:
    """The line `> Date : …` of a file's header is no sentence of its text; elsewhere `>` is a sign."""
    start = match.start()
    if start == 0 or reading.text[start - 1] in LINE_ENDS:
        return _REST_OF_LINE.match(reading.text, match.end()).end()  # type: ignore[union-attr]
    return start + 1
