"""Figures that begin with a digit, in layers that exclude each other: names, dates, list numbers, amounts with all that belongs to them."""

import re

from factcheck.extraction.dates import LINE_ENDS, TILDE, read_date
from factcheck.extraction.names import (
    FUNCTION_WORDS,
    MEASURED,
    NAME_BEFORE,
    PARTICLE_END,
    PEOPLE,
    is_name,
    person_before,
)
from factcheck.extraction.numerals import DIGITS, SPACE, Amount, mixed, read_amount, shifted, tidy
from factcheck.extraction.ranges import BARE_YEAR, HYPHENED, RANGE_STARTS, SHORT_SCALE, SHORT_SCALE_STARTS, read_range
from factcheck.extraction.reading import QUALIFIER_BEFORE, Reading
from factcheck.extraction.unit_words import (
    DIGIT_RUN,
    MONEY_EXPONENTS,
    currency_of,
    money_unit,
    unit_behind,
    with_half,
    with_money_scale,
)
from factcheck.extraction.vocabulary import (
    AGE,
    COUNT,
    DATE_WORD,
    DAY,
    INDEX,
    ORDINAL,
    RANK,
    RATIO,
    WON,
    YEAR_DATE,
    UnitWord,
)

_S = SPACE + "?"
_CURRENCY_BEFORE = re.compile(
    rf"(?P<sign>(?<![A-Za-z])(?:U\.S\.|US|AU|CA|HK|NT|NZ|A|C|S|R)?[$]|[€£¥￥₩￦₹₽฿₫₿])(?P<minus>{_S}[-−])?{_S}\Z|(?<![A-Za-z])(?P<code>USD|EUR|GBP|KRW|JPY|CNY|RMB|CHF|AUD|CAD|HKD|SGD|INR|TWD|Rs\.?){_S}\Z"
)
_AFTER_SPACE = frozenset(TILDE + "ta0123456789")  # a range sign, `to`, `and`, or the number of a range that lost its sign
_SAME_LINE = re.compile(rf"[^{LINE_ENDS}]*\Z")
_TOLERANCE = re.compile(rf"{_S}(?:±|\+/-|\+-){_S}[0-9]+(?:\.[0-9]+)?")
_AGED = re.compile(r"(?:[Aa]ged?|[Aa]ge of|만)[ \u00a0]\Z")
_JOINTS = frozenset("-‑–.")
_TOKEN_RIGHT = re.compile(r"[0-9A-Za-z_]*(?:[-.·‑][0-9A-Za-z_]+)*")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+){2,}(?:[-.][0-9A-Za-z]+)*")
_PHONE = re.compile(r"(?:0[0-9]{1,2}|[0-9]{3,4})[-.)][0-9]{3,4}(?:[-.][0-9]{4})?(?![0-9-])|[0-9]+(?:[-‑][0-9]+){2,}(?![0-9])")
_LISTED = re.compile(r"[0-9]{1,2}[.)](?=[ \t]+[^0-9\s])")
_GLUED_LETTERS = re.compile(r"[0-9]+(?:\.[0-9]+)?[A-Za-z][0-9A-Za-z]*(?:-[0-9A-Za-z]+)*")
_ORDINAL_EN = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:st|nd|rd|th)(?![A-Za-z0-9])")
_ON_THE = re.compile(r"(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom|[Tt]hrough)[ ]the[ ]\Z")
_PLACED = re.compile(r"[ -](?:place|largest|biggest|highest|lowest|rank|best|most|smallest|fastest)")
_FRACTION = re.compile(rf"([0-9]{{1,3}}){_S}분의{_S}([0-9]{{1,3}}(?:\.[0-9]+)?)(?![0-9])")
_SLASHED = re.compile(r"([0-9]{1,3})[/⁄]([0-9]{1,3})(?![0-9/])")
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}
_ORDINAL_STARTS = frozenset("snrt")
_TURNS = frozenset(["대", ":", *"0123456789", *VULGAR])  # what may turn a number from behind a space
_MIXED = re.compile(rf"{SPACE}?([½⅓⅔¼¾⅛⅜⅝⅞])|{SPACE}([0-9])/([0-9])(?![0-9/])")
_AGAINST = re.compile(rf"{_S}(?:대|:){_S}([0-9]{{1,3}}(?:\.[0-9]+)?)(?![0-9:%]|[.,][0-9]|{_S}(?:명|개|곳|위|번|월|일|시|분|년|대|만|천|억|건|회|차|세|층|인|호|km|시간|GB|TB|[A-Za-z0-9]))")
_STAY = re.compile(rf"박{_S}([0-9]{{1,2}})일")
_YEARS_MONTHS = re.compile(rf"{_S}([0-9]{{1,2}}){_S}(개{_S}월|분(?!기|의)|시간|초(?!등|과|반)|months?)")
_PRICED_DAYS = re.compile(rf"[0-9]{{1,2}}일{_S}기준{_S}[0-9,만천]+{_S}원")
_INDEX_BASE = re.compile(rf"{_S}(?:으로|이라고|이라|을 기준|으로 놓|로){_S}(?:볼|봤|보았|보면|가정|했을|하면|할|놓|잡|두|환산|기준)")
_SENTENCE_END = re.compile(rf"[.!?](?=[ \"'”’]|[가-힣]|$)|[{LINE_ENDS}]")
_CROWD = re.compile(rf"{_S}(?:인구|사용자|이용자|가입자|회원|시민|국민|구독자|주민|관객|팔로워|소비자|고객|다운로드|뷰|조회)")
_LINE_LEAD = re.compile(rf"(?:^|[{LINE_ENDS}])[ \t*•>#-]*\Z")
_COORDINATED = re.compile(rf"{_S}(?:혹은|또는|및|와|과|나|이나|[·,/]|or|and){_S}\Z")
_MEMORIAL = re.compile(r"(?:1[0-2]|[1-9])·(?:3[01]|[12][0-9]|[1-9])(?![0-9.,%·]|[ \u00a0]?(?:[가-힣]?위|분기|[개명곳건대번차호월일년회시층세]|단계|학년|세대|급|등급|kg|GB|[%A-Za-z]))")
_SHORT_YEAR = re.compile(r"년(?!간|차|만|[ ]?후|[ ]?전|[ ]?동안|[ ]?뒤)")
_YEAR_AFTER = re.compile(r",?[ \u00a0](?:19|20)[0-9]{2}(?![0-9A-Za-z])")
_QUARTER = re.compile(r"Q[1-4](?:[-’'])?(?:[0-9]{2})?|H[12]|FY[’']?[0-9]{2,4}")
_LOWER_BEFORE = re.compile(r"(?<![A-Za-z0-9])[a-z]{2,}[-‑–]\Z")
_FULL_NAME = re.compile(r"(?<![가-힣])[가-힣]{3}\Z")
_MONEY_ENDS = frozenset("$€£¥￥₩￦₹₽฿₫₿ \u00a0-−DRPWKYBFsS.")
_BEFORE_SPECIAL = frozenset("제(·'’‘")
_AFTER_SPECIAL = frozenset(".)-‑분·년박")
_MINUS_WORD = re.compile(rf"(?:영하|마이너스|minus|Minus){SPACE}\Z")
_HANGUL_LEFT = re.compile(r"[A-Za-z가-힣]+\Z")
_GLUED_RIGHT = re.compile(r"[0-9]+(?:\.[0-9]+)?[A-Za-z]*(?:[·‧][0-9]+|-[0-9A-Za-z]+)*")
_TWO_DECADES = re.compile(rf"([1-6])0([2-7])0(?={_S}(?:세대|남|여|직장)|[은는이가을를의과와])")
_MONTHLIKE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter|Copyright|Q[1-4]|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)")
_NAME_ENDS = re.compile(r"[ ]?(?:['’\"”]|에(?:서)?(?![가-힣])|을(?![가-힣])|를(?![가-힣])|행사|포럼|전시|컨퍼런스)")
_NAME_ENDS_QUOTE = re.compile(r"['’\"”]")
_IN_YEAR = re.compile(r"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|of|from|to|about|around|circa|c\.) \Z")
_PLURAL = re.compile(r"[ -][a-z]+s\b")


def read_digits(reading: Reading, start: int) -> int:
    text = reading.text
    before = text[start - 1] if start else "\n"
    glued = False
    if before.isalpha() or before in "_#":
        if before >= "가":
            glued = before <= "힣"
        elif before == "#" or before.isascii():
            if before.isascii() and before.isupper() and _CURRENCY_BEFORE.search(text, max(0, start - 4), start):
                return _amount(reading, start, glued=False)
            return _led_by_letters(reading, start)
    elif before in "-‑–" and start > 1 and text[start - 2].isalpha():
        return _hyphenated(reading, start)
    dated = read_date(text, start)
    if dated is not None:
        return _dated(reading, start, dated.start, dated.end, dated.year, damaged=dated.damaged)
    after = DIGIT_RUN.match(text, start).end()  # type: ignore[union-attr]
    following = text[after]
    if before in _BEFORE_SPECIAL or following in _AFTER_SPECIAL or after - start == 4 or (following in " \u00a0" and text[after + 1] == "분"):
        special = _special(reading, start, after, before)
        if special:
            return special
    return _amount(reading, start, glued=glued)


def _led_by_letters(reading: Reading, start: int) -> int:
    """`A100`, `GPT4`, `#55`, `CO2eq`: letters lead into the digits."""
    text = reading.text
    begin = start
    while start - begin < 24 and begin and ((char := text[begin - 1]).isalnum() or char == "_" or (char in _JOINTS and begin > 1 and text[begin - 2].isalnum())):
        begin -= 1
    if text[start - 1] == "#":
        begin = start - 1
    end = _TOKEN_RIGHT.match(text, start).end()  # type: ignore[union-attr]
    token = text[begin:end]
    if _QUARTER.fullmatch(token):
        year = _YEAR_AFTER.match(text, end)
        return reading.add(begin, year.end() if year is not None else end, None, DATE_WORD)
    if begin == start - 1 and text[begin] in "x×X" and DIGITS.match(text, start):
        return reading.name(begin, end)
    if token.isascii() and text[end : end + 1] in "만억조천" and token[: start - begin].isupper() and start - begin >= 3:
        return _amount(reading, start, glued=True)
    return reading.name(begin, end)


def _hyphenated(reading: Reading, start: int) -> int:
    """`GPT-4`, `마하-1` are names; `sub-10nm`, `mid-2024`, `a near-30% fall` hold figures."""
    text = reading.text
    left = _LOWER_BEFORE.search(text, max(0, start - 16), start)
    if left is not None:
        dated = read_date(text, start)
        if dated is not None:
            return _dated(reading, start, dated.start, dated.end, dated.year)
        year = BARE_YEAR.match(text, start)
        if year is not None:
            return reading.add(start, year.end(), int(year[0]), YEAR_DATE)
        amount = read_amount(text, start)
        if amount is not None and (amount.scale or unit_behind(text, amount.end, amount, glued=False) is not None):
            return _amount(reading, start, glued=False)
    return _led_by_letters(reading, start)


def _dated(reading: Reading, at: int, start: int, end: int, year: int | None, *, damaged: bool = False) -> int:
    text = reading.text
    if text[end - 1] == "일" and "기준" in text[end : end + 3] and _PRICED_DAYS.match(text, at):
        amount = read_amount(text, at)
        assert amount is not None
        return reading.add(at, amount.end + 1, amount.value, DAY)
    if year is not None:
        return reading.add(start, end, year, YEAR_DATE)
    return reading.add(start, end, None, DATE_WORD, damaged=damaged)


def _special(reading: Reading, start: int, after: int, before: str) -> int:
    """What is read before any amount: list numbers, versions, telephone numbers, fractions, ages in brackets."""
    text = reading.text
    following = text[after : after + 1]
    if following in ".)" and following:
        listed = _LISTED.match(text, start)
        if listed is not None and _LINE_LEAD.search(text, max(0, start - 8), start):
            return reading.name(start, listed.end() - 1)
    if following == ".":
        dotted = _DOTTED.match(text, start)
        if dotted is not None:
            return reading.name(start, dotted.end())
    if following in "-.‑)" and after - start >= 2:
        phone = _PHONE.match(text, start)
        if phone is not None and (text[start] == "0" or phone[0].count("-") > 1):
            return reading.name(start, phone.end())
    if following in "분 \u00a0":
        fraction = _FRACTION.match(text, start)
        if fraction is not None and int(fraction[1]):
            return reading.add(start, fraction.end(), tidy(float(fraction[2]) / int(fraction[1])), RATIO)
    if following == "·":
        day = _MEMORIAL.match(text, start)
        if day is not None and before != "·" and not "가" <= before <= "힣":
            return reading.add(start, day.end(), None, DATE_WORD)
    if following == "년" and before in "'’‘" and after - start == 2 and _SHORT_YEAR.match(text, after):
        return reading.add(start, after + 1, None, DATE_WORD)
    if after - start == 4 and _TWO_DECADES.match(text, start):
        return reading.name(start, after)
    if before == "제" and not (start > 1 and "가" <= text[start - 2] <= "힣"):
        return reading.add(start - 1, after, int(text[start:after][:30]), ORDINAL)
    if before == "(" and following == ")":
        return _bracketed(reading, start, after)
    if before == "·" and following == ")" and after - start == 2:
        return reading.add(start, after, int(text[start:after]), AGE)
    if after - start == 2 and following == "·" and (before == "(" or person_before(text, start)):
        return reading.add(start, after, int(text[start:after]), AGE)
    if following == "박":
        stay = _STAY.match(text, after)
        if stay is not None:
            return reading.add(start, stay.end(), int(stay[1]), DAY)
    return 0


def _bracketed(reading: Reading, start: int, end: int) -> int:
    """A bare number in brackets: a list number before a space, a person's age, else a count."""
    text = reading.text
    value = shifted(text[start:end])
    lead = text[start - 2 : start - 1]
    if (not lead or lead in " \u00a0" + LINE_ENDS) and text[end + 1 : end + 2] == " " and value < 30 and "|" not in text[end : end + 3]:
        return reading.name(start, end)
    year = BARE_YEAR.match(text, start)
    if year is not None and year.end() == end:
        return reading.add(start, end, int(year[0]), YEAR_DATE)
    if end - start == 2 and _FULL_NAME.search(text, max(0, start - 6), start - 1):
        return reading.add(start, end, value, AGE)
    return reading.add(start, end, value, COUNT)


def _amount(reading: Reading, start: int, *, glued: bool) -> int:
    """A number with what belongs to it: sign and currency before it, scale, range, unit behind it."""
    text = reading.text
    amount = read_amount(text, start)
    if amount is None:
        return reading.name(start, DIGIT_RUN.match(text, start).end())  # type: ignore[union-attr]
    begin, sign = start, 1
    before = text[start - 1] if start else "\n"
    if before == "." and not (start > 1 and text[start - 2].isalnum()) and amount.digits.isdigit():
        begin -= 1
        amount = amount._replace(value=shifted("0." + amount.digits, amount.scale), digits="0." + amount.digits)
        before = text[begin - 1] if begin else "\n"
    money: str | None = None
    if before in _MONEY_ENDS and (before not in " \u00a0" or text[begin - 2 : begin - 1] in _MONEY_ENDS):
        currency = _CURRENCY_BEFORE.search(text, max(0, begin - 7), begin)
        if currency is not None:
            money, begin = currency_of(currency), currency.start()
            sign = -1 if currency["minus"] else 1
            before = text[begin - 1] if begin else "\n"
    if before in "-−+" and not (begin > 1 and (text[begin - 2].isalnum() or text[begin - 2] in ")%\"'")):
        sign = -1 if before in "-−" else sign
        begin -= 1
    elif before == " " and text[begin - 2 : begin - 1] in "하스s" and text[begin - 3] in "영너u" and (minus := _MINUS_WORD.search(text, max(0, begin - 6), begin)):
        begin, sign = minus.start(), -1
    if money is None and not glued:
        turned = _turned(reading, start, begin, amount)
        if turned:
            return turned
    return _measured(reading, start, begin, sign, amount, money, glued=glued)


def _turned(reading: Reading, start: int, begin: int, amount: Amount) -> int:
    """Numbers that letters or signs behind them turn into something else than an amount."""
    text = reading.text
    end = amount.end
    following = text[end : end + 1]
    if following in _ORDINAL_STARTS and not amount.scale:
        ordinal = _ORDINAL_EN.match(text, start)
        if ordinal is not None:
            if _ON_THE.search(text, max(0, start - 12), start) and not _PLACED.match(text, ordinal.end()) and len(amount.digits) <= 2:
                return reading.add(start, ordinal.end(), None, DATE_WORD)
            placed = text[ordinal.end() : ordinal.end() + 6].lower().startswith((" place", "-place"))
            return reading.add(start, ordinal.end(), amount.value, RANK if placed else ORDINAL)
    elif following in "/⁄":
        slashed = _SLASHED.match(text, start)
        if slashed is not None and int(slashed[2]):
            part, whole = int(slashed[1]), int(slashed[2])
            unit = unit_behind(text, slashed.end(), amount._replace(end=slashed.end()), glued=False)
            if unit is not None and part < whole and unit[0].kind in ("quantity", "duration"):
                return reading.add(start, unit[1], tidy(part / whole), unit[0], per=unit[2])
            if part < whole <= 100 and (whole <= 16 or whole == 100) and (part, whole) not in ((9, 11), (24, 7)):
                return reading.add(start, slashed.end(), tidy(part / whole), RATIO)
            return reading.name(start, slashed.end())
    elif following in ":대" or (following in " \u00a0" and text[end + 1] in _TURNS):
        against = _AGAINST.match(text, end)
        if against is not None and float(against[1]) > 0:
            return reading.add(start, against.end(), tidy(amount.value / float(against[1])), RATIO)
        part_behind = _MIXED.match(text, end) if amount.digits.isdigit() else None
        if part_behind is not None:
            part, whole = VULGAR[part_behind[1]] if part_behind[1] else (int(part_behind[2]), int(part_behind[3]))
            if whole:
                return _measured(reading, start, begin, 1, mixed(text, amount, part / whole, part_behind.end()), None, glued=False)
    elif following in VULGAR:
        part, whole = VULGAR[following]
        return _measured(reading, start, begin, 1, mixed(text, amount, part / whole, end + 1), None, glued=False)
    return 0


def _measured(reading: Reading, start: int, begin: int, sign: int, amount: Amount, money: str | None, *, glued: bool) -> int:
    text = reading.text
    if money is not None:
        amount = with_money_scale(text, amount)
    elif not amount.scale and text[amount.end] in SHORT_SCALE_STARTS:
        short = SHORT_SCALE.match(text, amount.end)
        if short is not None:
            exponent = MONEY_EXPONENTS[short[1] or short[2] or short[3]]
            amount = amount._replace(value=shifted(amount.digits, exponent), end=short.end(), scale=exponent)
    if (text[amount.end + 1] if text[amount.end] == " " else text[amount.end]) in "±+" and (give := _TOLERANCE.match(text, amount.end)) is not None:
        measured = unit_behind(text, give.end(), amount, glued=glued)
        if measured is not None and money is None:
            return reading.add(begin, measured[1], sign * amount.value, measured[0], per=measured[2])
    unit = unit_behind(text, amount.end, amount, glued=glued) if money is None else money_unit(text, amount.end, money)
    if unit is None and text[amount.end : amount.end + 1].isascii() and text[amount.end : amount.end + 1].isalpha():
        letters = _GLUED_LETTERS.match(text, start)
        if letters is not None:
            return reading.name(start, letters.end())
    behind = unit[1] if unit is not None else amount.end
    if text[behind] in RANGE_STARTS and (text[behind] not in " \u00a0" or text[behind + 1] in _AFTER_SPACE):
        ranged = read_range(reading, start, begin, sign, amount, unit, money, glued=glued)
        if ranged:
            return ranged
    if unit is not None:
        word, end, per = unit
        value: float = sign * amount.value
        if word.kind == "duration" and word.unit in ("year", "hour", "minute") and (more := _YEARS_MONTHS.match(text, end)):
            joined = _joined(word.unit, value, more)
            if joined is not None:
                return reading.add(begin, more.end(), joined[0], joined[1])
        if text[end] in " 반" and word.unit in ("hour", "month", "year"):
            end, value = with_half(text, end, value, word)
        return reading.add(begin, end, value, word, per=per, damaged=amount.damaged)
    if amount.damaged:
        return reading.add(begin, amount.end, amount.value, COUNT, damaged=True)
    if glued:
        return _glued_name(reading, start)
    return _bare(reading, start, begin, sign, amount)


def _glued_name(reading: Reading, start: int) -> int:
    """`뉴스1`, `마이아100`, `시즌1·2`: a name that ends in digits."""
    text = reading.text
    left = _HANGUL_LEFT.search(text, max(0, start - 12), start)
    begin = left.start() if left is not None else start
    end = _GLUED_RIGHT.match(text, start).end()  # type: ignore[union-attr]
    return reading.name(begin, end)


def _bare(reading: Reading, start: int, begin: int, sign: int, amount: Amount) -> int:
    """A number with no unit at all: a year, a version, the number in a name, an index, else a count."""
    text = reading.text
    end, digits, value = amount.end, amount.digits, sign * amount.value
    if not amount.scale and text[start:end] != digits:
        return reading.add(begin, end, value, COUNT)
    if amount.scale:
        if amount.scale >= 8 and any(char in "억조경" for char in text[start:end]) and not _CROWD.match(text, end):
            return reading.add(begin, end, value, WON)
        return reading.add(begin, end, value, COUNT)
    hyphened = HYPHENED.match(text, start)
    if hyphened is not None and begin == start:
        return reading.name(start, hyphened.end())
    if start < reading.index_until:
        return reading.add(begin, end, value, INDEX)
    base = _INDEX_BASE.match(text, end)
    if base is not None and value in (100, 1000):
        close = _SENTENCE_END.search(text, end)
        reading.index_until = close.start() if close is not None else len(text)
        return reading.add(begin, end, value, INDEX)
    name = NAME_BEFORE.search(text, max(0, start - 24), start) if begin == start and text[start - 1] in " \u00a0" else None
    if digits.isdigit() and len(digits) <= 2 and reading.found:
        last = reading.found[-1]
        if last.kind == "identifier" and last.end + 6 >= start and last.text[-1].isdigit() and last.text[0].isalpha() and _COORDINATED.fullmatch(text, last.end, start):
            return reading.name(start, end)
    if digits.isdigit() and len(digits) == 4 and BARE_YEAR.match(text, start):
        return _bare_year(reading, start, end, name)
    if digits.isdigit() and (len(digits) >= 9 or (digits[0] == "0" and len(digits) > 1)):
        return reading.name(start, end)
    if digits.isdigit() and len(digits) == 4 and _TWO_DECADES.match(text, start):
        return reading.name(start, end)
    if name is not None and name[1] in ("No.", "no."):
        return reading.add(name.start(1), end, value, RANK)
    if name is not None and "," not in digits and is_name(text, name[1], digits, end):
        return reading.name(name.start(1), end)
    if digits.isdigit() and len(digits) <= 3 and _AGED.search(text, max(0, start - 8), start):
        return reading.add(start, end, value, AGE)
    if len(digits) == 2 and digits.isdigit() and name is not None and PEOPLE.search(name[1]) and text[end : end + 1] in "·,)":
        return reading.add(start, end, value, AGE)
    return reading.add(begin, end, value, COUNT)


def _bare_year(reading: Reading, start: int, end: int, name: re.Match[str] | None) -> int:
    text = reading.text
    qualified = QUALIFIER_BEFORE.search(text, max(0, start - 14), start)
    if qualified is not None and _PLURAL.match(text, end):
        return reading.add(start, end, int(text[start:end]), COUNT)
    if name is not None:
        word = name[1]
        capital = word.isascii() and word[0].isupper() and word.lower() not in FUNCTION_WORDS
        event = not word.isascii() and not MEASURED.search(word) and not PARTICLE_END.search(word)
        if (capital and not _MONTHLIKE.match(word)) or (event and _NAME_ENDS.match(text, end)):
            begin = name.start(1)
            return reading.name(begin, end)
    if _NAME_ENDS_QUOTE.match(text, end) and text[start - 1 : start] == " " and text[start - 2 : start - 1] not in ",.":
        lead = _SAME_LINE.search(text, max(0, start - 20), start)[0]  # type: ignore[index]
        if any(quote in lead for quote in "'‘\"“") :
            return reading.name(start, end)
    if text[start - 1 : start] in ("'", "‘", "“") and text[end : end + 1] == " ":
        return reading.name(start, end)
    if int(text[start:end]) < 1900 and not _IN_YEAR.search(text, max(0, start - 8), start):
        return reading.add(start, end, int(text[start:end]), COUNT)
    return reading.add(start, end, int(text[start:end]), YEAR_DATE)


def _joined(unit: str, value: float, more: re.Match[str]) -> tuple[float, UnitWord] | None:
    """`2년 8개월` in months, `1시간 30분` in minutes."""
    number, word = int(more[1]), more[2]
    if unit == "year" and word.startswith(("개", "month")):
        return value * 12 + number, UnitWord("month", "duration")
    if unit == "hour" and word == "분":
        return value * 60 + number, UnitWord("minute", "duration")
    if unit == "minute" and word == "초":
        return value * 60 + number, UnitWord("s", "duration")
    return None
