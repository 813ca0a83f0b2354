"""Ranges: `10~15%`, `1~2만 명`, `between 3 and 5 km`; and figures that lost a sign, `4 5t`, `5 500건`."""

import re

from factcheck.extraction.dates import TILDE
from factcheck.extraction.names import FUNCTION_WORDS, NAME_BEFORE
from factcheck.extraction.numerals import SPACE, Amount, read_amount, shifted
from factcheck.extraction.reading import Reading
from factcheck.extraction.unit_words import MONEY_EXPONENTS, money_unit, unit_behind, with_money_scale
from factcheck.extraction.vocabulary import COUNT, INDEX, WON, UnitWord

_S = SPACE + "?"
SHORT_SCALE = re.compile(
    r"(?:(k(?=[ \u00a0-](?!and\b|or\b)[a-z]|\+)|K(?=[ \u00a0-][a-z]+s\b|\+))|(bn|mn|mln|tn|trn)|([mMBT])(?=[ \u00a0-](?:param|token|user|people|customer|compan|row|record|view|download|subscriber|unit|device|job|worker|household|home|employee|visitor|follower|image|transistor|line|vehicle|car)))(?![A-Za-z0-9])"
)
SHORT_SCALE_STARTS = frozenset("kKbmtMBT")
_TO = re.compile(rf"{_S}[{TILDE}]{_S}(?:US)?([$€£¥₩]?)(?=\.?[0-9])|{SPACE}to{SPACE}(?:US)?([$€£¥₩]?)(?=[0-9])")
_AND = re.compile(rf"{SPACE}(?:and|to){SPACE}(?:US)?([$€£¥₩]?)(?=[0-9])")
BETWEEN = re.compile(r"(?:[Bb]etween|[Ff]rom)[ \u00a0](?:about |around |US)?[$€£¥₩]?\Z")
_LOST = re.compile(rf"{SPACE}([0-9]{{1,3}})(?![0-9.,]|{SPACE}[0-9])")
BARE_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}(?![0-9A-Za-z%])")
RANGE_STARTS = frozenset(TILDE + " \u00a0")
_CHANGE = re.compile(r"(?:r[oi]se[sn]?|rising|grow(?:s|n|ing)?|grew|increas\w*|f[ae]ll(?:s|en|ing)?|dropp?\w*|declin\w*|decreas\w*|went|moved|climb\w*|jump\w*|cut|reduc\w*|rais\w*|lower\w*|up|down|chang\w*|improv\w*|shr[iua]nk|slip\w*|surg\w*|expand\w*)(?:(?: \w+){0,6} from|) [$€£¥₩]?\Z")
HYPHENED = re.compile(r"[0-9]+[-‑–][0-9]+(?:[-‑–][0-9]+)*(?![0-9])")


def read_range(reading: Reading, start: int, begin: int, sign: int, amount: Amount, unit: tuple[UnitWord, int, str | None] | None,
            money: str | None, *, glued: bool) -> int:  # fmt: skip
    """`10~15%`, `1~2만 명`, `3개월~4개월`, `$5-10 million`, `between 3 and 5 km`, and `4 5t`, which lost its sign."""
    text = reading.text
    end = unit[1] if unit is not None else amount.end
    following = text[end : end + 1]
    lost = False
    if following in RANGE_STARTS:
        sep = _TO.match(text, end)
        if sep is None and following in " \u00a0":
            if BETWEEN.search(text, max(0, begin - 16), begin) is not None:
                sep = _AND.match(text, end)
            if sep is None and unit is None and not glued and money is None and not amount.scale:
                return read_lost_sign(reading, start, begin, amount)
    else:
        return 0
    if sep is None:
        return 0
    if "to" in sep[0] and reading.found and reading.found[-1].end + 4 == begin and text[begin - 4 : begin] == " to ":
        return 0  # `400W to 700W to 1,000W` is a chain
    if "to" in sep[0] and _CHANGE.search(text, max(0, begin - 60), begin):
        return 0
    at = sep.end()
    if money is None and (sep[1] or (sep.re.groups > 1 and sep[2])) and (unit is None or unit[0].kind != "money"):
        return 0
    if text[at] == ".":
        return 0
    other = read_amount(text, at)
    if other is None:
        return 0
    second_money = money
    if money is not None:
        other = with_money_scale(text, other)
    elif not other.scale:
        short = SHORT_SCALE.match(text, other.end)
        if short is not None:
            exponent = MONEY_EXPONENTS[short[1] or short[2] or short[3]]
            other = other._replace(value=shifted(other.digits, exponent), end=short.end(), scale=exponent)
    second = unit_behind(text, other.end, other, glued=glued) if money is None else money_unit(text, other.end, second_money or "USD")
    if unit is not None and second is not None and unit[0].unit != second[0].unit:
        return 0
    if unit is not None and second is None and unit[0].kind != "money" and text[at - 1] not in "$€£":
        return 0
    low: float = amount.value
    if other.scale and not amount.scale and (unit is None or money is not None) and shifted(amount.digits) < shifted(other.digits) + 10**15 and amount.value < other.value:
        low = shifted(amount.digits, other.scale) if shifted(amount.digits, other.scale) <= other.value else low
    chosen = second or unit
    finish = second[1] if second is not None else other.end
    dashed = sep[0].strip(" \u00a0") in ("-", "–", "—", "‑")
    if chosen is None:
        tail = text[other.end : other.end + 1]
        if dashed and (other.value <= low or tail in "-‑–" or (tail.isalnum() and tail.isascii())):
            hyphened = HYPHENED.match(text, start)
            return reading.name(start, hyphened.end()) if hyphened is not None else 0
        if not dashed and sep[0].strip(" \u00a0").isalpha() and (other.value <= low or (BARE_YEAR.match(text, start) and BARE_YEAR.match(text, at))):
            return 0
        if dashed and len(amount.digits) == 3 and len(other.digits) == 4:
            return reading.name(start, other.end)
        word = INDEX if start < reading.index_until else COUNT
        if amount.scale >= 8 or other.scale >= 8:
            word = WON
        return reading.add(begin, finish, sign * low, word, high=other.value)
    if other.value < low and dashed and unit is None:
        hyphened = HYPHENED.match(text, start)
        return reading.name(start, hyphened.end()) if hyphened is not None else 0
    if other.value < low:
        return 0
    if text[at - 1 : at] in "-−" and dashed and sign < 0:
        return 0
    return reading.add(begin, finish, sign * low, chosen[0], high=other.value, damaged=lost, per=chosen[2])


def read_lost_sign(reading: Reading, start: int, begin: int, amount: Amount) -> int:
    """`4 5t` is 4~5t, `5 500건` is 5,500: two runs of digits and one unit."""
    text = reading.text
    lost = _LOST.match(text, amount.end)
    if lost is None or not amount.digits.isdigit() or len(amount.digits) > 3:
        return 0
    other = read_amount(text, lost.start(1))
    if other is None:
        return 0
    second = unit_behind(text, other.end, other, glued=len(lost[1]) != 3)
    if second is None or second[0].kind in ("identifier", "date"):
        return 0
    word, end, per = second
    if len(lost[1]) == 3 and not other.scale:
        name = NAME_BEFORE.search(text, max(0, start - 16), start)
        if name is not None and name[1].isascii() and name[1].lower() not in FUNCTION_WORDS:
            return 0
        return reading.add(begin, end, int(amount.digits + lost[1]), word, damaged=True, per=per)
    if len(lost[1]) == len(amount.digits) and other.value > amount.value and not other.scale and amount.value > 0:
        return reading.add(begin, end, amount.value, word, high=other.value, damaged=True, per=per)
    return 0
