"""Dates, times of day and years, Korean and English, at the place of a digit."""

import re
from typing import NamedTuple

from factcheck.extraction.numerals import SPACE

TILDE = "~∼〜～˜–—‑-"  # ends in the hyphen, so that it can stand in a class
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_S = SPACE + "?"
_PARTICLE = r"(?=[^가-힣]|\Z|[에부까께경쯤이로의은는를을]|인|기준|현재)"
_PART_OF_MONTH = rf"(?:{_S}(?:초순|초|중순|중반|말|하순|상순){_PARTICLE})?"
_DAYS = rf"[0-3]?[0-9](?:(?:{_S}[,·{TILDE}]{_S}|{SPACE})[0-3]?[0-9])?일(?!본|간|째|치|짜리|{_S}동안|{_S}연속|{_S}만[에의이])"
_MONTH_NAME = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_YEAR = "(?:1[0-9]|20)[0-9]{2}"
_CLOCK = r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"

_DATE = re.compile(
    rf"(?P<full>{_YEAR}(?:[-/][01]?[0-9][-/][0-3]?[0-9]|\.{_S}[01]?[0-9]\.{_S}[0-3]?[0-9])(?![0-9])(?:[ T,]{{1,2}}{_CLOCK})?)"
    rf"|(?P<years>{_YEAR}(?:{_S}년)?{_S}[{TILDE}]{_S}(?:{_YEAR}|[0-9]{{2}}){_S}(?:년(?!간|째|차)|(?=시즌|학년도|회계)|(?![0-9A-Za-z%,.가-힣-])))"
    rf"|(?P<year>{_YEAR}){_S}년(?!간|차|산|째|여|{_S}동안|{_S}만에)(?P<span>대)?(?P<more>{_S}[01]?[0-9]{_S}월(?:{_S}{_DAYS})?{_PART_OF_MONTH}|{_S}[1-4]{_S}분기)?"
    rf"|(?P<month>[01]?[0-9](?:{_S}[,·{TILDE}]{_S}[01]?[0-9])?월(?!드|트)(?:{_S}{_DAYS})?{_PART_OF_MONTH})"
    rf"|(?P<day>{_DAYS})"
    rf"|(?P<quarter>[1-4](?:{_S}[,·{TILDE}]{_S}[1-4])?{_S}분기(?!{_S}연속|{_S}만에))"
    rf"|(?P<clock>{_CLOCK})(?![0-9])(?:{_S}[AaPp]\.?[Mm]\.?(?![A-Za-z]))?"
    rf"|(?P<hour>[0-2]?[0-9](?:{_S}[{TILDE}]{_S}[0-2]?[0-9])?시(?:{_S}[0-5]?[0-9]분|{_S}반(?![가-힣]))?(?=[^가-힣]|\Z|에|부터|까지|쯤|경|께|이후|이전|전|의|를|로|정각))"
    rf"|(?P<meridiem>[01]?[0-9]{_S}[AaPp]\.?[Mm](?:\.|(?![A-Za-z])))"
    rf"|(?P<english>[0-3]?[0-9](?:st|nd|rd|th)?(?:{_S}[{TILDE}]{_S}[0-3]?[0-9](?:st|nd|rd|th)?)?{SPACE}(?:of{SPACE})?{_MONTH_NAME}(?![A-Za-z])(?:,?{SPACE}{_YEAR}(?![0-9]))?)"
    rf"|(?P<decade>{_YEAR[:-5]}[0-9]0['’]?s(?![A-Za-z]))"
    r"|(?P<shortquarter>[1-4][QH](?:[0-9]{2})?(?![0-9A-Za-z]))"
)
_MONTH_BEFORE = re.compile(rf"(?<![A-Za-z])({_MONTH_NAME}){SPACE}\Z")
_AFTER_MONTH = re.compile(
    rf"{_YEAR}(?![0-9])|[0-3]?[0-9](?:st|nd|rd|th)?(?:{_S}[{TILDE}]{_S}[0-3]?[0-9](?:st|nd|rd|th)?)?(?![0-9A-Za-z%,.][0-9]?)(?:,?{SPACE}{_YEAR}(?![0-9]))?"
    rf"|[0-3]?[0-9](?:st|nd|rd|th)?,{SPACE}{_YEAR}(?![0-9])|[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9A-Za-z%]|[,.][0-9])"
)
_LIMITS = {"월": 12, "일": 31, "시": 24}


class Dated(NamedTuple):
    """A date or time of day: where it begins and ends, its year where it is a year alone, whether it lost a sign."""

    start: int
    end: int
    year: int | None
    damaged: bool = False


_LOST_SIGN = re.compile(rf"[0-9]{SPACE}[0-9]{{1,2}}일\Z")
_FIELD = re.compile(r"([0-9]+) ?([월일시])")
_CLUE = re.compile(r"[0-9]{1,4}(?: ?(?:년|월|분기)|[일시:QH]|[-~∼〜～–/,·]|\.|[ \u00a0][0-3]?[0-9 ]|['’]?s|th|st|nd|rd|[ \u00a0](?:[ADFJMNOSaop]))")


def read_date(text: str, start: int) -> Dated | None:
    """The date whose first digit stands at `start`."""
    before = text[start - 1 : start]
    if before in (" ", "\u00a0") and text[start - 2] in _MONTH_ENDS:
        word = text[max(0, start - 11) : start - 1]
        led = word[word.rfind(" ") + 1 :][-9:]
        month = _MONTH_BEFORE.search(text, max(0, start - 11), start) if _MONTH_STARTS.search(led) else None
        if month is not None and (day := _AFTER_MONTH.match(text, start)) is not None:
            return Dated(month.start(), day.end(), None)
    if _CLUE.match(text, start) is None:
        return None
    match = _DATE.match(text, start)
    if match is None:
        return None
    form = match.lastgroup
    if match["year"]:
        return Dated(start, match.end(), None if match["more"] or match["span"] else int(match["year"]))
    written = match[0]
    if form in ("month", "day", "hour"):
        for number, unit in _FIELD.findall(written):
            if not 0 < int(number) <= _LIMITS[unit] and not (unit == "시" and int(number) == 0):
                return None
        return Dated(start, match.end(), None, _LOST_SIGN.search(written) is not None)
    if form == "years" and not _rises(written):
        return None
    return Dated(start, match.end(), None)


_MONTH_ENDS = frozenset("nybrhletgpcv.")
_MONTH_STARTS = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_YEARS = re.compile(r"[0-9]+")


def _rises(written: str) -> bool:
    first, last = (int(year) for year in _YEARS.findall(written)[:2])
    return last > (first if last > 99 else first % 100)
