"""Numbers as texts write them: digits with commas, Korean scale words, number words in both languages.

Amounts are exact: a run of digits and a power of ten become an int where they can, else the nearest double.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from factcheck.extraction.vocabulary import any_of
from factcheck.model.numbers import ENGLISH_SCALES, KOREAN_SCALES, KOREAN_STEPS, MAX_DIGITS, MAX_EXPONENT

SPACE = "[ \u00a0]"
DIGITS = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{2}){0,6}(?:,[0-9]{3}){1,33}(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?![0-9])")
_STEPS = {step: len(str(size)) - 1 for step, size in KOREAN_STEPS.items()}
_BIGS = {big: len(str(size)) - 1 for big, size in KOREAN_SCALES.items()}
# A scale syllable that begins another word is none: `5경기`, `3조각`, `2천막`.
_NO_SCALE = "경(?=기|주|쟁|험|력|로|찰|제|우|사)|조(?=각|직|합|건|사|카|립|항|치|율|별|선)|만(?=족|남|화|료|찬)|천(?=막|연|문|국|장|체|재|하|사|안)|백(?=신|화|미|업|일|서)|십(?=자|계|대)"
_SCALE = re.compile(
    rf"(?!{_NO_SCALE})([천백십])?{SPACE}?(?!{_NO_SCALE})([경조억만])|(?!{_NO_SCALE})([천백십])"
)  # fmt: skip
_SPACED = re.compile(rf"{SPACE}(?=[만억조천](?:{SPACE}?(?:원|달러|위|유로|엔|개|명|건|대|곳|톤|t|여|년|평|가구|배|쪽|권|장)|[^가-힣]|$))")
_NEXT = re.compile(rf"{SPACE}?([0-9]{{1,3}}(?:,[0-9]{{3}})|[0-9]+)(?![0-9.])")
_BROKEN = re.compile(rf"{SPACE}?([0-9]{{1,3}}){SPACE}([0-9]{{3}})(?={SPACE}?(?:건|명|개|원|달러|대|곳|t|톤|가구|[0-9]))")
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,3})(?![0-9A-Za-z])| ?[x×*·] ?10(?:(?:\^|\*\*)\(?([-−+]?[0-9]{1,3})\)?|([-−][0-9]{1,3}))(?![0-9])| ?[x×] ?10([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_POWER = re.compile(r"\^\(?([-−]?[0-9]{1,2})\)?(?![0-9])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_WORD_SCALE = re.compile(r"[ \u00a0-](hundred|thousand|million|billion|trillion|hundreds|thousands|millions|billions|crore|lakh)(?![A-Za-z])", re.IGNORECASE)
_SPACED_GROUPS = re.compile(rf"(?:{SPACE}[0-9]{{3}}){{2,10}}(?![0-9.,-])")
_DOZEN = re.compile(r"[ -]dozen(?![A-Za-z])")
# What the patterns above begin with behind the space: most numbers are followed by another word.
_DIGIT = frozenset("0123456789")
_SPACED_SCALE = frozenset("만억조천")
_WORD_SCALE_STARTS = frozenset("hmtbclHMTBCL")
_EXTRA_SCALES = {"crore": 7, "lakh": 5}
ENGLISH_EXPONENTS = {word: len(str(size)) - 1 for word, size in ENGLISH_SCALES.items()} | _EXTRA_SCALES


class Amount(NamedTuple):
    """A number in a text: its value, where it ends, the power of ten of its last scale word (0 without), its digits."""

    value: int | float
    end: int
    scale: int
    digits: str
    damaged: bool = False


def shifted(digits: str, exponent: int = 0) -> int | float:
    """The number that `digits` (commas allowed) times ten to the `exponent` is, exact where a double is."""
    if not exponent and digits.isdecimal():
        return int(digits)
    whole, _, decimals = digits.replace(",", "").partition(".")
    number = int((whole + decimals) or "0")
    exponent -= len(decimals)
    if exponent >= 0:
        return int(number * 10**exponent)
    size: int = 10**-exponent
    return number // size if number % size == 0 else float(f"{number}e{exponent}")


def tidy(value: float) -> int | float:
    """A quotient as its nearest double, whole numbers as such."""
    return int(value) if value == int(value) else value


def read_amount(text: str, start: int) -> Amount | None:
    """The number whose digits begin at `start`; None for a run too long to be a number."""
    match = DIGITS.match(text, start)
    if match is None or match.end() - start > MAX_DIGITS:
        return None
    digits, end = match[0], match.end()
    after, ahead = text[end : end + 1], text[end + 1 : end + 2]
    if after in " \u00a0" and end - start < 4 and ahead in _DIGIT and (groups := _SPACED_GROUPS.match(text, end)) is not None and "." not in digits:
        digits, end = digits + groups[0].replace(" ", "").replace("\u00a0", ""), groups.end()
        return Amount(shifted(digits), end, 0, digits)
    if not after or after in "%.,)":
        return Amount(shifted(digits), end, 0, digits)
    if after in "경조억만천백십" or (after in " \u00a0" and ahead in _SPACED_SCALE and (spaced := _SPACED.match(text, end)) is not None):
        begin = end if after in "경조억만천백십" else spaced.end()  # type: ignore[union-attr]
        return _korean(text, digits, begin) or Amount(shifted(digits), end, 0, digits)
    if after == "^" and digits == "10" and (power_of_ten := _POWER.match(text, end)) is not None:
        return Amount(shifted("1", int(power_of_ten[1].replace("−", "-"))), power_of_ten.end(), 0, digits)
    if after in "eExX×*·" or (after == " " and text[end + 1 : end + 2] in "x×*"):
        exponent = _EXPONENT.match(text, end)
        if exponent is not None:
            power = int((exponent[1] or exponent[2] or exponent[3] or exponent[4].translate(_RAISED)).replace("−", "-"))
            if abs(power) + len(digits) <= MAX_EXPONENT:
                return Amount(shifted(digits, power), exponent.end(), power, digits)
    if after in " -\u00a0":
        exponents = 0
        while text[end + 1 : end + 2] in _WORD_SCALE_STARTS and (word := _WORD_SCALE.match(text, end)) is not None and exponents < 24:
            exponents += ENGLISH_EXPONENTS[word[1].lower().removesuffix("s")]
            end = word.end()
        if text[end + 1 : end + 2] == "d" and (dozen := _DOZEN.match(text, end)) is not None and "." not in digits:
            return Amount(12 * shifted(digits), dozen.end(), 1, digits)
        return Amount(shifted(digits, exponents), end, exponents, digits)
    return Amount(shifted(digits), end, 0, digits)


def mixed(text: str, amount: Amount, part: float, end: int) -> Amount:
    """A whole number with a fraction behind it, which ends at `end`, and the scale word behind that: `2½ million`."""
    value = amount.value + part
    digits, exponents = f"{value:.12f}".rstrip("0").rstrip("."), 0
    while (word := _WORD_SCALE.match(text, end)) is not None and exponents < 24:
        exponents += ENGLISH_EXPONENTS[word[1].lower().removesuffix("s")]
        end = word.end()
    return amount._replace(value=shifted(digits, exponents) if exponents else value, end=end, scale=exponents, digits=digits)


def _korean(text: str, digits: str, position: int) -> Amount | None:
    """A run of Korean scales behind digits: `1조 5,600억`, `2만5000`, `3천4백억`."""
    first = _SCALE.match(text, position)
    if first is None:
        return None
    exponent = _scale_of(first)
    value = shifted(digits, exponent)
    end, low, damaged = first.end(), exponent, False
    # A step without a big scale (`3천`) waits for the big scale behind the next digits: `3천4백억`.
    while text[end : end + 1].isdigit() or text[end : end + 1] in " \u00a0":
        more = _NEXT.match(text, end)
        if more is None:
            break
        broken = _BROKEN.match(text, end) if low >= 4 else None
        scale = _SCALE.match(text, more.end()) or ((spaced := _SPACED.match(text, more.end())) and _SCALE.match(text, spaced.end()))
        part = more[1].replace(",", "")
        if len(part) > 12:
            break
        if scale:
            size = _scale_of(scale)
            if size >= low and not (scale[2] and low < 4 and len(part) < low + 1):
                break
            if size >= low:  # `3천4백억`: the big scale holds for both
                value = (value + shifted(part, _STEPS.get(scale[1] or "", 0))) * 10 ** _BIGS[scale[2]]
                low = _BIGS[scale[2]]
            else:
                value += shifted(part, size)
                low = size
            end = scale.end()
            continue
        if broken is not None:
            value, end, damaged = value + int(broken[1] + broken[2]), broken.end(), True
        elif len(part) <= low and (text[end] not in " \u00a0" or len(part) == min(low, 4)):
            value, end = value + int(part), more.end()
        break
    return Amount(value, end, low, digits, damaged)


def _scale_of(match: re.Match[str]) -> int:
    return _STEPS[match[3]] if match[3] else _STEPS.get(match[1] or "", 0) + _BIGS[match[2]]


# ---- number words

NATIVE = {"한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
          "열한": 11, "열두": 12, "열세": 13, "열네": 14, "열다섯": 15, "열여섯": 16, "열일곱": 17, "열여덟": 18,
          "열아홉": 19, "스무": 20, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
          "아흔": 90}  # fmt: skip
_TENS = {"스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
NATIVE |= {tens + gap + ones: value + NATIVE[ones] for tens, value in _TENS.items() for gap in ("", " ") for ones in ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")}
NATIVE_SPANS = {"한두": (1, 2), "두세": (2, 3), "서너": (3, 4), "두서너": (2, 4), "너덧": (4, 5), "네댓": (4, 5), "네다섯": (4, 5),
                "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8)}  # fmt: skip
NATIVE_DAYS = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15}
_SINO = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}


@lru_cache(maxsize=1024)
def sino(word: str) -> int | None:
    """What a Sino-Korean number word such as `삼백오십만` says; None where it is none."""
    total = group = digit = 0
    limit, step = 20, 5
    for char in word:
        if char in _SINO:
            if digit:
                return None
            digit = _SINO[char]
        elif char in _STEPS:
            if _STEPS[char] >= step:
                return None
            step = _STEPS[char]
            group, digit = group + (digit or 1) * 10**step, 0
        elif char in _BIGS:
            if _BIGS[char] >= limit:
                return None
            limit, step = _BIGS[char], 5
            total, group, digit = total + ((group + digit) or 1) * 10**limit, 0, 0
        else:
            return None
    return total + group + digit


ENGLISH = {word: value for value, word in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"])} | {word: 10 * tens for tens, word in enumerate(
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}  # fmt: skip
_ENGLISH_WORD = any_of([*ENGLISH, *ENGLISH_EXPONENTS, "dozen", "half", "quarter", "point"])
_MORE = re.compile(rf"(?:[ \u00a0]|-)(?:(and)[ -])?(a[ -])?({_ENGLISH_WORD})(?![A-Za-z])", re.IGNORECASE)


def read_english(text: str, first: str, end: int) -> tuple[int | float, int, int]:
    """A number in English words whose first word is `first` and ends at `end`: (value, its end, its last scale).

    `two hundred and fifty thousand`, `twenty-five`, `two and a half`, `one point five million`, `half a million`.
    """
    total: float = 0
    group: float = 0
    scale = 0
    word = first.lower()
    decimals = ""
    in_decimals = False
    while True:
        if in_decimals and word in ENGLISH and ENGLISH[word] < 10:
            decimals += str(ENGLISH[word])
        elif word in ENGLISH:
            group += ENGLISH[word]
        elif word == "half":
            group += 0.5
        elif word == "quarter":
            group += 0.25
        elif word == "dozen":
            group = (group or 1) * 12
        elif word == "point":
            in_decimals = True
        else:
            if decimals:
                group, decimals, in_decimals = float(f"{int(group)}.{decimals}"), "", False
            size = ENGLISH_EXPONENTS[word]
            scale = size
            if size == 2:
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * 10**size, 0
        more = _MORE.match(text, end)
        spelled_decimals = in_decimals and more is not None and ENGLISH.get(more[3].lower(), 10) < 10 and not more[1]
        if more is None or not (spelled_decimals or _continues(word, more, group)):
            break
        if more[3].lower() == "point" and not _POINT.match(text, more.end()):
            break
        word, end = more[3].lower(), more.end()
    if decimals:
        group = float(f"{int(group)}.{decimals}")
    value = total + group
    return (int(value) if value == int(value) else value), end, scale


_POINT = re.compile(r"[ -](?:zero|one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)


def _continues(word: str, more: re.Match[str], group: float) -> bool:
    """Whether the next number word belongs to the same number: `twenty five` does, `five twenty` does not."""
    following = more[3].lower()
    if following in ("half", "quarter"):
        return bool(more[1] and more[2])
    if more[2]:
        return following in ENGLISH_EXPONENTS and word == "half"
    if following in ENGLISH_EXPONENTS or following in ("dozen", "point"):
        return not more[1]
    if word == "point" or (word in ENGLISH and ENGLISH[word] < 10 and group != int(group)):
        return True
    if word in ENGLISH_EXPONENTS:
        return bool(more[1]) or word == "hundred" or ENGLISH_EXPONENTS[word] >= 3
    if more[1]:
        return False
    return word in ENGLISH and 20 <= ENGLISH[word] < 100 and 0 < ENGLISH[following] < 10
