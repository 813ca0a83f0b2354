"""The unit behind a number: Korean counters and units, Latin symbols and names, what it is counted per, currencies."""

import re
from functools import cache

from factcheck.extraction.dates import LINE_ENDS
from factcheck.extraction.names import BOUND, NAME_BEFORE, is_name
from factcheck.extraction.numerals import SPACE, Amount, shifted
from factcheck.extraction.vocabulary import (
    AGE,
    CELSIUS,
    COUNT,
    DAY,
    ORDINAL,
    PERCENT,
    POINTS,
    RANK,
    UnitWord,
    any_of,
    vocabulary,
)

_S = SPACE + "?"
WORDS = vocabulary()
# What a short counter must not be the beginning of, where it stands right behind the digits.
_NOT = {
    "배": "터|경|달|송|치|우|열|합|정|급", "분": "야|류|할|석|열|량|배|포|의", "건": "물|설|강|조|축", "개": "발|념|혁|선|방|최|봉", "명": "동|칭|령",
    "점": "유|심|검|령", "도": "시|전|달|움|서|입", "평": "균", "차": "량|트|관|익|별|액", "위": "원|험|치|해|반|성|협|한|주|법",
    "사": "람|업|건|고|회|용|실|상|장|진|항|전|태|이(?!며|고|다|의)", "인": "용|공|간|재|터|텔|력|프|기(?!준)|구|상|정|식|지|하", "주": "택|민|식|자|장|문|제|부|변|최|력|거|목|요",
    "초": "과|기|반|등|고|보|순|점|안|급|월", "원": "유|자|래|인|칙|격|본|활|어|주", "대": "기업|학|통령|표|책|형|한민|중", "강": "력|화|조|연|남|북", "세": "계|금|력|트",
    "회": "사|원|장|의|복", "표": "현|시|준|면", "동": "안", "번": "역|호", "칸": "막", "줄": "이|어|었|고", "등": "급|장|록", "살": "리|아|펴|해", "석": "유|탄|사",
    "골": "프|목|드", "팀": "장|원", "장": "비|치|소|관|기|애|점|르", "기": "업|술", "재": "고", "권": "리|한|력", "잔": "액|고", "정": "도|부|책", "종": "료|합|교|업|사",
    "층": "위", "심": "각|의|장|리|사|지", "해": "당|외|결|석|상|소|양", "달": "성|라|리|했", "바": "이|람", "메가": "시티|폰", "기가": "지니", "프로": "그|젝|야|세|토|모|덕|선|골|게|바|농|축|배|듀", "포인트": "로", "비트": "코",
    "년": "대|도", "살린": "", "순위": "", "가지": "치", "종류": "", "군": "대|사|인", "호": "텔|주|황|응|남|흡", "시": "", "월": "", "일": "본|반|상|요|부(?!터)", "도시": "가스", "기관": "지|총",
    "밀리": "", "노트": "북", "나노": "봇", "점포": "", "리터": "", "몰": "", "매": "출|년|달|우|각|입|매|니|체", "코어": "", "사례": "", "유로": "파|존", "동.": "", "채": "널|용|권|굴|소", "척": "추|수", "통": "신|합|해|계|화|제|일", "병": "원|력|행|사", "단": "체|지|순|일|독|기|위|어", "편": "의|집|성|차|향", "명분": "", "자": "동|료|체|신|본|산|금|리|율|사|회|녀|연", "수": "",
}  # fmt: skip
_NOT |= dict.fromkeys("€£¥₩", "[0-9]")  # a sign before the next number
HANGUL_UNIT = re.compile(rf"(여|몇)?({SPACE})?({any_of(w for w in WORDS.hangul)})")
_LATIN_UNIT = re.compile(r"([ \u00a0-])?(%|°[CF]?|[A-Za-zµμΩ]+[²³23]?)((?:[ -][A-Za-z]+){0,2})")
# The first words of units of several: the words behind any other unit are none of it.
_LONG_UNITS = frozenset(re.split("[ -]", word)[0].lower() for word in (*WORDS.names, *WORDS.symbols) if " " in word or "-" in word)
_WORD_ENDS = re.compile(r"(?![A-Za-z0-9²³])")
_PER = re.compile(
    rf"{_S}(?:/|per{SPACE}|a(?={SPACE}(?:second|minute|hour|day|week|month|year|person|token)\b){SPACE}|each{SPACE})(?:square[ ](?:met(?:er|re)s?|feet|foot)|[A-Za-z][A-Za-z0-9]*[²³]?(?:\^[0-9])?)",
)
_PER_WORD = re.compile(rf"(?:/|per{SPACE}|a{SPACE}|each{SPACE})\s*(.+)\Z")
_COUNTED = {  # counted things that make a unit when they are counted per something
    "token": "token", "request": "request", "inference": "inference", "sample": "sample", "image": "image", "query": "query", "querie": "query",
    "frame": "frame", "parameter": "parameter", "gpu": "accelerator", "chip": "accelerator", "server": "server", "person": "person", "people": "person",
    "household": "household", "image.": "image", "transistor": "transistor", "capita": "person", "user": "user", "core": "core",
}  # fmt: skip
_GAS = re.compile(r"([kMGµ]?[gt]|kg)[ \u00a0]?(CO2e?q?|CO₂e?q?)(?![A-Za-z0-9])")
_GAS_STARTS = frozenset("kMGµgt")
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "KRW", "￦": "KRW", "元": "CNY", "₹": "INR", "₽": "RUB", "฿": "THB", "₫": "VND", "₿": "BTC"}
_DOLLARS = {"US": "USD", "U.S.": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NT": "TWD", "S": "SGD", "R": "BRL", "NZ": "NZD"}
_MONEY_SCALE = re.compile(r"[ \u00a0]?(bn|mn|mln|tn|trn|million|billion|trillion|[kKmMbBT])(?![A-Za-z0-9])")
MONEY_EXPONENTS = {"k": 3, "K": 3, "m": 6, "M": 6, "mn": 6, "mln": 6, "b": 9, "B": 9, "bn": 9, "T": 12, "tn": 12, "trn": 12}
_DECADE = re.compile(
    rf"[1-9]0대(?=[와과는은의가도]|[~·,]{_S}[1-9]0대|{SPACE}(?:남|여|젊|청|후|초|중|이상|이하|미만|직장|자녀|소비|인구|연령|경우|부부|고객|이용자|[1-9]0)|[)]|(?:에서|부터|까지|초반|중반|후반|남성|여성))"
)
_PERCENT_SIGN = re.compile(rf"{_S}%({_S}포인트|{_S}[pP](?![A-Za-z])|{_S}[pP](?:oints?|ts?|ps?)(?![A-Za-z])|-points?)?")
_CELSIUS_BEFORE = re.compile(rf"(?:영하|영상|섭씨|기온|체온|온도|수온|최저|최고|낮|아침)[은는이가의]?{_S}(?:약{_S})?\Z")
_GRADED = re.compile(r"(?:(?<![가-힣])[가-힣]{3}|태권도|바둑|유도|검도|프로|합기도) ?\Z")
_WARMTH = re.compile(rf"(?:기온|온도|체온|수온|섭씨|영상|영하)[^{LINE_ENDS}]*\Z")
_ANGLES = re.compile(r"(?:북위|남위|동경|서경|각도|경사|위도|경도|기울기|방위|회전|약)\Z")
DIGIT_RUN = re.compile("[0-9]+")
_PER_STARTS = frozenset("/ ae")
_PER_MILLION = re.compile(rf"(?:{SPACE}per{SPACE}|/)([A-Za-z][A-Za-z ]{{0,30}}?)(?=[^A-Za-z ]|\Z|{SPACE}(?:and|for|to|in|or|while|is|was)\b)")
# Words that stand between a number and its unit: `5 business days`, `two full years`.
_BETWEEN_UNITS = frozenset(["business", "working", "calendar", "full", "more", "additional", "consecutive", "straight", "whole", "extra", "other", "solid", "successive", "long", "short"])
_DECADES = re.compile(r"(?:[Tt]he|[Ee]arly|[Ll]ate|[Mm]id|his|her|their)[ -][0-9]+\Z")
_BY_NUMBER = re.compile(r"[ ]?[0-9]")
_TIMES_A = re.compile(rf"{SPACE}(?:an?{SPACE}(?:day|week|month|year|hour|minute)|per|each|daily|in{SPACE}a)\b")
_CURRENCY_AFTER = re.compile(r"[ ]?(USD|US dollars?|dollars?|AUD|CAD|HKD|SGD|euros?|pounds?(?! per)|won|yen|yuan|EUR|GBP)(?![A-Za-z])")
_DAYS_LONG = re.compile(rf"(?:간|째|치|짜리)|{_S}(?:동안|연속|만[에의이]|이상|이내|가량|정도|내내)")
_SMALL_SYMBOLS = frozenset(["C", "F", "in", "a", "A", "b", "l", "B", "N", "d", "X"])


def unit_behind(text: str, at: int, amount: Amount, *, glued: bool) -> tuple[UnitWord, int, str | None] | None:
    """The unit word at `at`, where it ends, and what it is counted per."""
    char = text[at : at + 1]
    if not char:
        return None
    lead = char
    if char in " \u00a0-":
        if glued and char != "-":
            return None
        lead = text[at + 1 : at + 2]
    if lead == "%":
        sign = _PERCENT_SIGN.match(text, at)
        if sign is not None:
            return (POINTS if sign[1] else PERCENT), sign.end(), None
        return None
    if lead == "$" and not text[at + 1 + (lead != char) : at + 2 + (lead != char)].isdigit():
        return UnitWord("USD", "money"), text.index("$", at) + 1, None
    if lead.isascii():
        return _latin_unit(text, at, amount) if lead.isalpha() else None
    if lead in "µμΩ°":
        return _latin_unit(text, at, amount)
    match = HANGUL_UNIT.match(text, at)
    if match is None:
        return None
    return hangul_unit(text, match, amount)


@cache
def _guard(surface: str) -> re.Pattern[str] | None:
    """What a counter must not be followed by, compiled when a text first holds that counter."""
    after = _NOT.get(surface)
    return re.compile(f"(?:{after})") if after else None


def hangul_unit(text: str, match: re.Match[str], amount: Amount) -> tuple[UnitWord, int, str | None] | None:
    surface = match[3]
    end = match.end()
    word = WORDS.hangul.get(surface) or WORDS.hangul[_unspaced(surface)]
    while True:
        guard = _guard(surface)
        spaced = match[2] is not None and surface[0] >= "가"
        if (guard is None or guard.match(text, end) is None) and (not spaced or BOUND.match(text, end) is not None or (word.kind == "money" and text[end] == "대")):
            break
        shorter = _shorter(surface)
        if shorter is None:
            return None
        end -= len(surface) - len(shorter)
        surface, word = shorter, WORDS.hangul[shorter]
    if word.kind == "date":
        if surface == "일":
            return (DAY, end, None) if match[1] or amount.value > 31 or _DAYS_LONG.match(text, end) or not spaced else None
        if surface in ("시", "월", "분기", "시대"):
            return None
        return UnitWord(None, "date"), end, None
    if surface == "위 안" and not amount.scale:
        return RANK, match.start(3) + 1, None
    if surface == "세대":
        return (ORDINAL if amount.value < 20 and not match[1] else COUNT), end, None
    if surface == "대" and 10 <= amount.value <= 90 and not amount.scale and _DECADE.match(text, end - 3):
        return AGE, end, None
    if surface == "단" and (amount.value > 9 or not _GRADED.search(text, max(0, match.start() - 8), match.start() - len(amount.digits))):
        return COUNT, end, None
    if surface == "도":
        start = max(0, match.start() - 24)
        number = DIGIT_RUN.search(text, max(0, match.start() - len(amount.digits)), match.start())
        at = number.start() if number is not None else match.start()
        if text[max(0, at - 3) : at].startswith("화씨"):
            return UnitWord("degF", "quantity"), end, None
        if _CELSIUS_BEFORE.search(text, max(0, at - 8), at) or _WARMTH.search(text, max(0, at - 18), at):
            return CELSIUS, end, None
        name = NAME_BEFORE.search(text, start, at)
        if name is not None and is_name(text, name[1], amount.digits, end) and not _ANGLES.search(name[1]):
            return None
    if surface == "파운드" and not amount.scale and "무게" in text[max(0, match.start() - 16) : match.start()]:
        return UnitWord("lb", "quantity"), end, None
    if surface == "킬로" and "시속" in text[max(0, match.start() - len(amount.digits) - 4) : match.start()]:
        return UnitWord("km", "quantity"), end, None
    if surface == "년도" and not 1000 < amount.value < 2200:
        return UnitWord("year", "duration"), end - 1, None
    if surface == "주" and (amount.scale or amount.value > 60):
        return COUNT, end, None
    if surface in ("프로", "기가", "메가") and match[2]:
        return None
    if surface == "차" and match[2]:
        return None
    if surface == "년" and spaced and amount.value > 1000 and not amount.scale and "," not in amount.digits:
        return UnitWord("year", "date"), end, None
    return word, end, None


def _latin_unit(text: str, at: int, amount: Amount) -> tuple[UnitWord, int, str | None] | None:
    gas_at = at + (text[at] in " \u00a0")
    if text[gas_at] in _GAS_STARTS and (gas := _GAS.match(text, gas_at)) is not None:
        name = "CO2e" if "e" in gas[2] else "CO2"
        return _per(text, UnitWord(f"{gas[1]} {name}", "quantity"), gas.end(), gas[2])
    match = _LATIN_UNIT.match(text, at)
    if match is None:
        return None
    joint = match[1]
    phrase, more = match[2], match[3]
    begin = match.start(2)
    if more[:1] == " " and phrase in _BETWEEN_UNITS:
        noun = more[1:].split(" ")[0]
        word = WORDS.names.get(noun.lower())
        measured = word is not None and word.kind in ("duration", "quantity")
        return (word, begin + len(phrase) + 1 + len(noun), None) if word is not None and measured else None
    if more and phrase.lower() in _LONG_UNITS:
        phrase += more
    while True:
        found = _latin(phrase, joint, amount)
        if found is not None and _WORD_ENDS.match(text, begin + len(phrase)):
            break
        cut = max(phrase.rfind(" "), phrase.rfind("-"))
        if cut <= 0:
            return None
        phrase = phrase[:cut]
    end = begin + len(phrase)
    if phrase in ("C", "F") and amount.value < 10:
        return None
    if found.kind == "ratio" and phrase in "xX×" and _BY_NUMBER.match(text, end):
        return None  # `5 x 10 m`
    if phrase == "s" and joint is None and amount.value >= 10 and amount.value % 10 == 0 and (_DECADES.search(text, max(0, begin - 16), begin) or text[end : end + 3] == " of"):
        return None  # `the 80s`, `1,000s of`
    if phrase == "K" and joint is None and amount.value <= 16:
        return None  # `a 4K screen`
    if phrase == "B" and joint is None and text[end : end + 1] != "/" and amount.value < 2000:
        return None  # `a 70B model`: the B of a size is no byte
    if found.kind == "money" and found.unit == "GBP" and phrase.lower() in ("pound", "pounds") and not amount.scale:
        found = UnitWord("lb", "quantity")
    if found.kind == "ratio" and phrase == "times" and _TIMES_A.match(text, end):
        return COUNT, end, None
    if found.kind == "quantity" and found.unit == "lb" and amount.scale >= 6:
        found = UnitWord("GBP", "money")
    return _per(text, found, end, phrase)


def _per(text: str, word: UnitWord, end: int, phrase: str) -> tuple[UnitWord, int, str | None] | None:
    """The unit with what it is counted per: `tokens/s/W`, `km per hour`, `$5 a month`."""
    if text[end : end + 1] not in _PER_STARTS:
        return word, end, None
    below: list[str] = []
    position = end
    while len(below) < 4 and (match := _PER.match(text, position)) is not None:
        name = _below(_PER_WORD.search(match[0])[1].strip())  # type: ignore[index]
        if name is None:
            break
        below.append(name)
        position = match.end()
    if not below:
        return word, end, None
    if word.kind in ("money", "percent", "percent_point", "ratio", "duration", "identifier"):
        return word, end, "/".join(below)
    head = word.unit
    if word.kind == "count":
        head = _COUNTED.get(phrase.lower().removesuffix("s"))
        if head is None:
            return word, end, "/".join(below)
    if head == "mile" and below == ["hour"]:
        return UnitWord("mile/hour", "quantity"), position, None
    return UnitWord("/".join([head or "", *below]), "quantity", word.exponent), position, None


def money_unit(text: str, at: int, money: str) -> tuple[UnitWord, int, str | None]:
    """The currency of a sign before the number; a currency word behind it belongs to the mention."""
    again = _CURRENCY_AFTER.match(text, at)
    end = at
    if again is not None:
        end = again.end()
        money = again[1] if again[1].isupper() and money == "USD" and again[1] in WORDS.symbols else money
    per = _PER_MILLION.match(text, end)
    return UnitWord(money, "money"), end, per[1] if per is not None else None


@cache
def _unspaced(surface: str) -> str:
    """The spelling in the vocabulary of a unit word whose optional space was not written."""
    bare = surface.replace(" ", "").replace("\u00a0", "")
    return next(word for word in WORDS.hangul if word.replace(" ", "") == bare)


@cache
def _shorter(surface: str) -> str | None:
    """The longest unit word that `surface` begins with, apart from itself."""
    return next((surface[:size] for size in range(len(surface) - 1, 0, -1) if surface[:size] in WORDS.hangul), None)


def _latin(phrase: str, joint: str | None, amount: Amount) -> UnitWord | None:
    """The unit that a Latin phrase spells; single letters only right behind the number, or where they are unmistakable."""
    if joint in (" ", "-", "\u00a0") and phrase in _SMALL_SYMBOLS and not (phrase in ("A", "N", "B") and joint == " " and "." in amount.digits):
        return None
    if joint == "-" and len(phrase) == 1 and phrase not in "%m":
        return None
    found = WORDS.symbols.get(phrase)
    if found is not None:
        return found
    name = phrase.lower()
    return WORDS.names.get(name) or (WORDS.names.get(name.replace("-", " ")) if "-" in name else None)


@cache
def _below(word: str) -> str | None:
    """How a unit below the line is spelled: `second` as `s`, `person`, `token`; None for what makes no unit."""
    if "^" in word:
        base = _below(word[:-2])
        return f"{base}{word[-2:]}" if base is not None else None
    symbol = WORDS.symbols.get(word)
    if symbol is not None and symbol.unit and symbol.kind != "money":
        return symbol.unit
    lowered = word.lower()
    counted = _COUNTED.get(lowered) or _COUNTED.get(lowered.removesuffix("s"))
    if counted is not None:
        return counted
    found = WORDS.names.get(lowered) or WORDS.names.get(lowered.removesuffix("s"))
    return found.unit if found is not None and found.unit and found.kind in ("quantity", "duration") else None


def with_money_scale(text: str, amount: Amount) -> Amount:
    scale = _MONEY_SCALE.match(text, amount.end) if not amount.scale else None
    if scale is None or scale[1] not in MONEY_EXPONENTS:
        return amount
    exponent = MONEY_EXPONENTS[scale[1]]
    return amount._replace(value=shifted(amount.digits, exponent), end=scale.end(), scale=exponent)


def currency_of(match: re.Match[str]) -> str:
    if match["code"]:
        return {"RMB": "CNY", "Rs": "INR", "Rs.": "INR"}.get(match["code"], match["code"])
    sign = match["sign"]
    return _CURRENCIES.get(sign) or _DOLLARS[sign[:-1]]


_AND_HALF = re.compile(r"[ ]?반")


def with_half(text: str, end: int, value: float, word: UnitWord) -> tuple[int, float]:
    """The end and the value of a duration with the half that may stand behind it: `한 시간 반`."""
    half = _AND_HALF.match(text, end) if word.kind == "duration" and text[end] in " 반" else None
    return (half.end(), value + 0.5) if half is not None and BOUND.match(text, half.end()) else (end, value)
