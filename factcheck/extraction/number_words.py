"""Figures in number words: `두 배`, `삼백오십만 원`, `수십억 원`, `절반`, `twenty-five percent`, `half a million`."""

import re

from factcheck.extraction.dates import TILDE
from factcheck.extraction.digits import VULGAR
from factcheck.extraction.names import BOUND
from factcheck.extraction.numerals import (
    ENGLISH,
    ENGLISH_EXPONENTS,
    NATIVE,
    NATIVE_DAYS,
    NATIVE_SPANS,
    SPACE,
    Amount,
    read_english,
    sino,
    tidy,
)
from factcheck.extraction.ranges import BETWEEN
from factcheck.extraction.reading import Reading
from factcheck.extraction.unit_words import HANGUL_UNIT, WORDS, hangul_unit, unit_behind, with_half
from factcheck.extraction.vocabulary import AGE, COUNT, DATE_WORD, DAY, ORDINAL, RATIO, UnitWord, any_of

_S = SPACE + "?"
NATIVE_COUNTERS = (
    "배|곳|명|개월|개|건|가지|종류|종|사람|마리|달|해|시간|주|주일|장|권|병|잔|대|채|척|그루|켤레|쌍|팀|번째|번|차례|군데|살|자루|송이|벌|통|편|줄|가구|세트|경기|골|표|석|조각|칸|단계|시|갈래|방울|모금|그릇|컵|박자|끼|판|바퀴|마디|묶음|상자"
)
_NATIVE = re.compile(
    rf"({any_of([*NATIVE, *NATIVE_SPANS])})({SPACE})?({any_of(NATIVE_COUNTERS.split('|'))})"
)
_NATIVE_UNITS = {"배": RATIO, "달": UnitWord("month", "duration"), "개월": UnitWord("month", "duration"), "해": UnitWord("year", "duration"), "시간": UnitWord("hour", "duration"),
                 "주": UnitWord("week", "duration"), "주일": UnitWord("week", "duration"), "살": AGE, "번째": ORDINAL, "시": DATE_WORD, "단계": COUNT}  # fmt: skip
# Written together, one native syllable and a counter make many other words (`한편`, `세대`, `한번`): only these are numbers.
_JOINED = frozenset(["명", "배", "번째", "가지", "달", "시간", "사람", "개", "마리", "곳", "개월", "차례", "살"])
_NEVER_JOINED = frozenset([("세", "배"), ("한", "번째"), ("한", "곳"), ("한", "배"), ("한", "차례"), ("네", "살"), ("한", "살"), ("세", "살")])
_NEVER = frozenset([("한", "번"), ("한", "편"), ("한", "판"), ("한", "배"), ("한", "줄"), ("한", "끼"), ("한", "단계"), ("한", "쌍"), ("한", "장"), ("열", "살"), ("세", "권")]) - {("열", "살"), ("세", "권"), ("한", "쌍"), ("한", "장")}
_VAGUE = re.compile(rf"(수|몇)({_S}[십백천만억조]+(?:{_S}[{TILDE}]{_S}수?[십백천만억조]+)?)?")
_SINO_RUN = re.compile(r"[일이삼사오육칠팔구십백천만억조]+")
MULTIPLES = {"double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3, "tripling": 3, "twice": 2, "thrice": 3, "quadruple": 4, "quadrupled": 4}
FOLDS = {word + "fold": value for word, value in (*ENGLISH.items(), ("hundred", 100), ("thousand", 1000), ("million", 10**6)) if value > 1}
_FOLD = re.compile(r"[ -]?fold(?![A-Za-z])", re.IGNORECASE)
_HALF_OF = re.compile(r"[ -](?:an?[ -])(hour|mile|second|minute|day|year|century|dozen|million|billion|trillion|thousand|percent|point|percentage point|kilometer|kilometre|pound|gallon|inch|degree)(?![A-Za-z])")
_HALF_BEFORE = re.compile(r"(?:[Ff]irst|[Ss]econd|[Ll]atter|[Oo]ther|[Bb]etter)[ -]\Z")
_FRACTION_EN = re.compile(r"[ -](thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|halves)(?![A-Za-z])", re.IGNORECASE)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "halve": 2}
_ONE_OF_N = re.compile(r"[ ](?:in|out of)[ ](?=[0-9a-z])")
_NOUN_BEFORE = re.compile(r"([A-Za-z가-힣]+) \Z")
_NO_NOUN = re.compile(r"(?:중|또|그|다른|또다른|무엇|뭐|어느|은|는|을|를|의|에|며|고|서|중에|가운데|이|가|다)\Z")
_DAY_IDIOMS = re.compile(r"(?:빨리|아침|하루|살이|속|바삐|가 다르)")
_AFTER_ONE_SCALE = frozenset(["원", "달러", "명", "개", "년", "배", "톤", "가구", "건", "위안", "유로", "엔"])
_NO_MULTIPLE = re.compile(r"[- ](?:check|click|blind|standard|room|bed|agent|digit|down|dip|bogey|play|jump|threat|crown|A|B|sided|edged|team|decker)", re.IGNORECASE)
_MINUS = re.compile(r"[Mm]inus \Z")
_SEVERAL = re.compile(r"(?:[Ss]everal|[Mm]any|[Aa] few|[Ff]ew|[Ss]ome)[ -]\Z")
_TO_WORD = re.compile(rf" (to|and|or) ({any_of([*ENGLISH])})(?![A-Za-z])", re.IGNORECASE)
_ENGLISH_ONE = re.compile(r"[ -](?:person|people|another|item|piece|unit)\b")


def read_native(reading: Reading, start: int, match: re.Match[str]) -> int:
    text = reading.text
    found = _NATIVE.match(text, start)
    if found is None:
        return match.end()
    number, space, counter = found[1], found[2], found[3]
    pair = (number, counter)
    joined = space is None and len(number) == 1
    if (joined and (counter not in _JOINED or pair in _NEVER_JOINED)) or pair in _NEVER or BOUND.match(text, found.end()) is None:
        return start + 1
    word = _NATIVE_UNITS.get(counter, COUNT)
    span = NATIVE_SPANS.get(number)
    if span is not None:
        return reading.add(found.start(), found.end(), span[0], word, high=span[1])
    return reading.add(found.start(), *with_half(text, found.end(), NATIVE[number], word), word)


def read_half(reading: Reading, start: int, match: re.Match[str]) -> int:
    return reading.add(start, match.end(), 0.5 if match["half"] == "절반" else 2, RATIO)


def read_days(reading: Reading, start: int, match: re.Match[str]) -> int:
    if BOUND.match(reading.text, match.end()) is None or _DAY_IDIOMS.match(reading.text, match.end()):
        return match.end()
    return reading.add(start, match.end(), NATIVE_DAYS[match["days"]], DAY)


def read_one(reading: Reading, start: int, match: re.Match[str]) -> int:
    """`칩 하나로` counts the noun before it; `중 하나로`, `또 하나` do not."""
    before = _NOUN_BEFORE.search(reading.text, max(0, start - 12), start)
    if before is None or _NO_NOUN.search(before[1]):
        return match.end()
    return reading.add(start, match.end(), 1, COUNT)


def read_vague(reading: Reading, start: int, match: re.Match[str]) -> int:
    """`수십억 원`, `몇 배`, `수백~수만 개`: figures without a number."""
    text = reading.text
    found = _VAGUE.match(text, start)
    assert found is not None
    if found[2] is None:
        unit = HANGUL_UNIT.match(text, found.end())
        if unit is None or unit[3] != "배" or unit[1] or BOUND.match(text, unit.end()) is None:
            return match.end()
        return reading.add(start, unit.end(), None, RATIO)
    if found[1] == "수" and found[2][0] in " \u00a0":
        return match.end()
    unit = HANGUL_UNIT.match(text, found.end())
    if unit is None:
        return match.end()
    read = hangul_unit(text, unit, Amount(10**9, found.end(), 9, ""))
    if read is None or read[0].kind in ("identifier", "ordinal", "rank", "date") or not (BOUND.match(text, read[1]) or (read[0].kind == "money" and text[read[1]] == "대")):
        return match.end()
    return reading.add(start, read[1], None, read[0], per=read[2])


def read_sino(reading: Reading, start: int, match: re.Match[str]) -> int:
    """`백만 명`, `삼백오십만 원`; without a unit only a run of three syllables or more that is a number."""
    text = reading.text
    run = _SINO_RUN.match(text, start)
    assert run is not None
    value = sino(run[0])
    if value is None or value < 10:
        return match.end()
    amount = Amount(value, run.end(), 4 if value >= 10000 else 3, run[0])
    unit = HANGUL_UNIT.match(text, run.end())
    if unit is not None and (len(run[0]) > 1 or (unit[2] and unit[3] in _AFTER_ONE_SCALE)):
        read = hangul_unit(text, unit, amount)
        known = read is not None and read[0].kind in ("count", "money", "ratio", "duration", "quantity", "percent")
        if read is not None and known and (len(run[0]) > 1 or read[0].kind != "quantity") and BOUND.match(text, read[1]) and (len(run[0]) > 2 or len(unit[3]) > 1 or unit[3] in _AFTER_ONE_SCALE):
            return reading.add(start, read[1], value, read[0])
    if len(run[0]) >= 3 and any(char in "십백천만억조" for char in run[0]) and BOUND.match(text, run.end()) and run[0][0] not in "만조" and run[0][-1] not in "이일":
        return reading.add(start, run.end(), value, COUNT)
    return run.end()


def read_part(reading: Reading, start: int, match: re.Match[str]) -> int:
    """`삼분의 일`, `십분의 칠`."""
    whole_word, _, part_word = match["part"].partition("분의")
    whole, end = sino(whole_word), match.end()
    part_word = part_word.strip()
    while part_word:  # `삼이` may be a three with its particle
        part = sino(part_word)
        if whole and part and part < whole and BOUND.match(reading.text, end) is not None:
            return reading.add(start, end, tidy(part / whole), RATIO)
        part_word, end = part_word[:-1], end - 1
    return match.end()


def read_english_words(reading: Reading, start: int, match: re.Match[str]) -> int:
    text = reading.text
    written = match["english"]
    first = written.lower()
    if first in FOLDS:
        return reading.add(start, match.end(), FOLDS[first], RATIO)
    if first in MULTIPLES:
        if first in ("double", "triple") and _NO_MULTIPLE.match(text, match.end()):
            return match.end()
        return reading.add(start, match.end(), MULTIPLES[first], RATIO)
    if first == "half":
        return _english_half(reading, start, match.end())
    fraction = _FRACTION_EN.match(text, match.end())
    if fraction is not None and first in ENGLISH and not (first in ("one", "two", "three") and fraction[1].lower() == "quarters" and False):
        part = fraction[1].lower()
        whole = _PARTS[part if part == "halves" else part.removesuffix("s")] if part != "halves" else 2
        if part.endswith("s") or first == "one":
            return reading.add(start, fraction.end(), tidy(ENGLISH[first] / whole), RATIO)
    if first in ENGLISH_EXPONENTS and _SEVERAL.search(text, max(0, start - 10), start):
        end = match.end()
        unit = unit_behind(text, end, Amount(10**6, end, 6, first), glued=False)
        return reading.add(start, unit[1] if unit is not None else end, None, unit[0] if unit is not None else COUNT)
    value, end, scale = read_english(text, written, match.end())
    if minus := _MINUS.search(text, max(0, start - 6), start):
        start, value = minus.start(), -value
    fold = _FOLD.match(text, end)
    if fold is not None:
        return reading.add(start, fold.end(), value, RATIO)
    amount = Amount(value, end, scale, first)
    unit = unit_behind(text, end, amount, glued=False)
    if first == "one" and end == match.end():
        if unit is not None and unit[0].unit == "point" and text[max(0, start - 3) : start].lower() == "at ":
            return match.end()
        if unit is not None and unit[0].kind in ("quantity", "duration", "percent", "percent_point", "money") and not (text[end] == "-" and False):
            return reading.add(start, unit[1], 1, unit[0], per=unit[2])
        if _ONE_OF_N.match(text, end) or (unit is not None and unit[0].unit == "count" and len(text[end : unit[1]]) > 3 and _ENGLISH_ONE.match(text, end) is None):
            return reading.add(start, unit[1] if unit is not None else end, 1, COUNT)
        return match.end()
    if first == "zero" and unit is None:
        return match.end()
    if unit is None and text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return end  # `two-track`, `three-dimensional`
    between = BETWEEN.search(text, max(0, start - 16), start)
    second = _TO_WORD.match(text, unit[1] if unit is not None else end)
    if second is not None and (between is not None or second[1] == "to") and second[2].lower() != "one":
        other, other_end, other_scale = read_english(text, second[2], second.end())
        other_unit = unit_behind(text, other_end, Amount(other, other_end, other_scale, second[2]), glued=False)
        if other > value and (unit is None or (other_unit is not None and unit[0].unit == other_unit[0].unit)):
            low = value * 10**other_scale if other_scale and not scale else value
            chosen = other_unit or unit
            return reading.add(start, chosen[1] if chosen else other_end, low, chosen[0] if chosen else COUNT, high=other, per=chosen[2] if chosen else None)
    if unit is not None:
        return reading.add(start, unit[1], value, unit[0], per=unit[2])
    return reading.add(start, end, value, COUNT)


def _english_half(reading: Reading, start: int, end: int) -> int:
    text = reading.text
    if _HALF_BEFORE.search(text, max(0, start - 8), start) or (text[end : end + 1] == "-" and not _HALF_OF.match(text, end)):
        return end
    of = _HALF_OF.match(text, end)
    if of is not None:
        if of[1].lower() in ENGLISH_EXPONENTS or of[1].lower() == "dozen":
            value, end, scale = read_english(text, "half", end)
            if of[1].lower() == "dozen":
                value, end = 6, of.end()
            unit = unit_behind(text, end, Amount(value, end, scale, "half"), glued=False)
            return reading.add(start, unit[1] if unit else end, value, unit[0] if unit else COUNT)
        word = WORDS.names.get(of[1].lower())
        if word is not None:
            return reading.add(start, of.end(), 0.5, word)
    if text[end : end + 5] in (" past", " time", " life") or text[end : end + 6] in (" price", " preci"):
        return end
    return reading.add(start, end, 0.5, RATIO)


def read_vulgar(reading: Reading, match: re.Match[str]) -> int:
    part, whole = VULGAR[match[0]]
    end = match.end()
    unit = unit_behind(reading.text, end, Amount(part / whole, end, 0, match[0]), glued=False)
    if unit is not None:
        return reading.add(match.start(), unit[1], tidy(part / whole), unit[0], per=unit[2])
    return reading.add(match.start(), end, tidy(part / whole), RATIO)
