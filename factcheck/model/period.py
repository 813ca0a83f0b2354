"""Periods: a year, a half, a quarter, a month, a day, two of them joined by `..`, or open at one end."""

import calendar
import datetime
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache


class BadPeriod(ValueError):
    """A period text that names no stretch of time."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included, as ordinals; None where it is open.

    `first` and `last` are the two stretches that `A..B` joins: for a growth they are its two ends.
    """

    text: str
    start: int | None
    end: int | None
    first: "Period | None" = None
    last: "Period | None" = None

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> tuple[int | None, int | None]:
        """What two spellings of one period share."""
        return self.start, self.end

    @property
    def is_one_year(self) -> bool:
        if self.start is None or self.end is None:
            return False
        start = datetime.date.fromordinal(self.start)
        end = datetime.date.fromordinal(self.end + 1) if self.end < datetime.date.max.toordinal() else start
        return (end.year, end.month, end.day) == (start.year + 1, start.month, start.day)

    @property
    def year(self) -> int | None:
        """The calendar year that it lies in; None where it spans several or is open."""
        if self.start is None or self.end is None:
            return None
        start, end = datetime.date.fromordinal(self.start), datetime.date.fromordinal(self.end)
        return start.year if start.year == end.year else None

    def years_to(self, later: "Period") -> Fraction | None:
        """Years from this period to `later`, month by month where both start months are whole; None where open."""
        if self.start is None or later.start is None:
            return None
        one, two = datetime.date.fromordinal(self.start), datetime.date.fromordinal(later.start)
        if one.day == two.day:
            return Fraction((two.year - one.year) * 12 + two.month - one.month, 12)
        return Fraction((later.start - self.start) * 4, 1461)


_PART = re.compile(r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?")


@lru_cache(maxsize=16384)
def parse_period(text: str) -> Period:
    """Read `2022`, `2024-H1`, `2024-Q3`, `2024-03`, `2024-03-01`, `2022..2024`, `..2028`, `2024..`.

    Raises BadPeriod.
    """
    clean = text.strip()
    if ".." not in clean:
        return _part(clean, text)
    left, _, right = clean.partition("..")
    first = _part(left.strip(), text) if left.strip() else None
    last = _part(right.strip(), text) if right.strip() else None
    if first is None and last is None:
        raise BadPeriod("a period that is open at both ends says nothing")
    start, end = (part.start if part is not None else None for part in (first, last))
    if start is not None and end is not None and start > end:
        raise BadPeriod(f"the period {clean!r} runs backwards")
    return Period(clean, first.start if first else None, last.end if last else None, first, last)


def _part(part: str, text: str) -> Period:
    match = _PART.fullmatch(part)
    if match is None:
        raise BadPeriod(f"{text.strip()[:40]!r} is no period; write 2024, 2024-H1, 2024-Q3, 2024-03, 2024-03-01 or A..B")
    year = int(match["year"])
    if match["half"]:
        from_month, months = 6 * int(match["half"]) - 5, 6
    elif match["quarter"]:
        from_month, months = 3 * int(match["quarter"]) - 2, 3
    elif match["month"]:
        from_month, months = int(match["month"]), 1
    else:
        from_month, months = 1, 12
    try:
        if match["day"]:
            day = datetime.date(year, from_month, int(match["day"])).toordinal()
            return Period(part, day, day)
        start = datetime.date(year, from_month, 1)
        last_month = from_month + months - 1
        end = datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])
    except (ValueError, calendar.IllegalMonthError) as problem:
        raise BadPeriod(f"{part!r} is no date of the calendar") from problem
    return Period(part, start.toordinal(), end.toordinal())
