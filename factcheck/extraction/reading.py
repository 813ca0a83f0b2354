"""One pass over a text: the text, and what was found in it so far."""

import re

from factcheck.extraction.dates import LINE_ENDS
from factcheck.extraction.mention import Mention
from factcheck.extraction.numerals import shifted
from factcheck.extraction.vocabulary import NAME, UnitWord

QUALIFIER_BEFORE = re.compile(
    r"(?:(?P<about>약|대략|거의|대체로|얼추|근|어림잡아|[Aa]bout|[Aa]round|[Aa]pproximately|[Aa]pprox\.?|[Rr]oughly|[Nn]early|[Aa]lmost|circa|[Ss]ome|estimated|[~∼≈])"
    r"|(?P<up_to>최대|많게는|최고|기껏해야|[Uu]p to|[Aa]s (?:much|many|high) as|[Aa]t most|[Nn]o more than|[Mm]aximum(?: of)?|≤)"
    r"|(?P<at_least>최소|적어도|최저|못해도|[Aa]t least|[Nn]o (?:less|fewer) than|[Mm]inimum(?: of)?|≥)"
    r"|(?P<more_than>[Mm]ore than|[Oo]ver|[Aa]bove|[Ee]xceed(?:s|ed|ing)?|[Gg]reater than|[Bb]eyond|>)"
    r"|(?P<less_than>[Ll]ess than|[Uu]nder|[Bb]elow|[Ff]ewer than|<))[ \u00a0]?\Z"
)
_QUALIFIER_AFTER = re.compile(
    r"[을를이가에도]?[ \u00a0]?(?:에[ \u00a0]?)?(?:(?P<at_least>이상|or more|or higher|or above|\+(?![0-9])|plus\b)|(?P<more_than>넘|초과|돌파|웃돌|상회)|(?P<less_than>미만|보다[ ]?(?:작|적|낮|짧)|밑돌|하회|채[ ]안|이전)"
    r"|(?P<at_most>이하|이내|내(?=[ \u00a0에의]|$)|or less|or fewer|or below)|(?P<about>가량|안팎|정도|남짓|내외|쯤|께|수준|or so|전후)|(?P<up_to>까지|육박))"
)
# The characters that a qualifier may begin with behind a figure, and end with before one: most figures have none.
_AFTER_STARTS = frozenset("을를이가에도 \u00a0넘초돌웃상미보밑하채내안정남쯤께수전까육o+p")
_BEFORE_ENDS = frozenset("약략의체추근아대게고야소도저해tdyxanhemorsfw.~∼≈≤≥><")

_LAST_WORDS = frozenset(
    ["about", "around", "approximately", "approx", "roughly", "nearly", "almost", "circa", "some", "estimated", "to", "as", "most", "than", "maximum", "of", "least", "minimum", "over", "above", "exceed", "exceeds", "exceeded", "exceeding", "beyond", "under", "below"]
)


def _last_word(text: str, start: int) -> str:
    """The word before `start`, in small letters."""
    before = text[max(0, start - 14) : start].rstrip(" \u00a0")
    return before[before.rfind(" ") + 1 :].lstrip("([\"'“‘").lower()


class Reading:
    """The text under the scan with a line end behind it, and the mentions found, from left to right."""

    __slots__ = ("found", "index_until", "line", "line_at", "source", "text")

    def __init__(self, text: str, source: str) -> None:
        # The line end behind the text spares every look ahead the question whether there is a character at all.
        self.text, self.source = text + "\n\n", source
        self.found: list[Mention] = []
        self.line, self.line_at = 1, 0
        self.index_until = -1

    def add(self, start: int, end: int, value: float | None, word: UnitWord, *, high: float | None = None,
             damaged: bool = False, qualifier: str | None = None, per: str | None = None) -> int:  # fmt: skip
        """Note a mention and return its end; `word` says unit and kind."""
        text = self.text
        if self.found and start < self.found[-1].end:
            start = self.found[-1].end  # what stands before a number may belong to the mention before it
            while start < end and text[start] in " \u00a0":
                start += 1
        if passed := text.count("\n", self.line_at, start):
            self.line += passed  # the mentions of a line share its number
        self.line_at = start
        if word.kind == "identifier" or (word.kind == "date" and word.unit is None):
            value = None
        kind = "range" if high is not None and word.kind not in ("date", "identifier") else word.kind
        if word.exponent and value is not None:
            value = shifted(repr(value), word.exponent) if isinstance(value, int) or "e" not in repr(value) else value * 10**word.exponent
            if high is not None:
                high = high * 10**word.exponent
        if kind not in ("date", "identifier") and qualifier is None:
            qualifier = self.qualifier(start, end)
            if kind == "range" and qualifier == "about":
                qualifier = "approx_range"
        converts = None
        if kind == "money" and self.found and (last := self.found[-1]).kind == "money" and last.unit != word.unit and last.end + 8 >= start:
            gap = text[last.end : start]
            if ("(" in gap or "약" in gap) and not any(end in gap for end in LINE_ENDS):
                converts = last.start
        self.found.append(Mention(start, end, self.line, self.source[start:end], value, high, word.unit, kind, qualifier, damaged, None, per, converts))
        return end

    def name(self, start: int, end: int) -> int:
        """Note the name of something and return its end."""
        return self.add(start, end, None, NAME)

    def qualifier(self, start: int, end: int) -> str | None:
        """The qualifier behind a figure, else the one before it."""
        text = self.text
        after = _QUALIFIER_AFTER.match(text, end) if (first := text[end]) in _AFTER_STARTS and (first not in " \u00a0" or text[end + 1] in _AFTER_STARTS) else None
        if after is not None and after.lastgroup != "up_to":
            return after.lastgroup
        last = text[start - 2 : start - 1] if text[start - 1 : start] in " \u00a0" else text[start - 1 : start]
        if last in _BEFORE_ENDS and (not last.isalpha() or not last.isascii() or _last_word(text, start) in _LAST_WORDS):
            before = QUALIFIER_BEFORE.search(text, max(0, start - 14), start)
            if before is not None:
                return before.lastgroup
        return after.lastgroup if after is not None else None
