"""Printed numbers: digits, scale words, number words, in English and Korean.

Digits are evidence: a number keeps the place of its last significant digit, because that decides which values it
stands for. `1,287` knows its units, `8,930` its tens, `1조 5,600억` its 100억.
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

MAX_DIGITS = 100
MAX_EXPONENT = 300


class BadNumber(ValueError):
    """Text that looks like a number and is none; the message says what is wrong with it."""


class TooLarge(BadNumber):
    """More digits, or a larger exponent, than a claim file may hold."""


class Printed(NamedTuple):
    """A number as printed: its value and the place of its last significant digit, both exact.

    `whole` says that it was written as a plain whole number, without scale, exponent or trailing zero beyond the
    first digit: a count of that form is exact. `span` is (low, high) for number words that name a range (`수십`);
    `scale` what its scale words multiply by, 1 without any.
    """

    value: Fraction
    place: Fraction
    whole: bool = False
    span: tuple[Fraction, Fraction] | None = None
    scale: Fraction = Fraction(1)

    def times(self, factor: Fraction) -> "Printed":
        if factor == 1:
            return self
        span = (self.span[0] * factor, self.span[1] * factor) if self.span else None
        return Printed(self.value * factor, self.place * factor, False, span, self.scale * factor)

    def negated(self) -> "Printed":
        span = (-self.span[1], -self.span[0]) if self.span else None
        return Printed(-self.value, self.place, self.whole, span, self.scale)

    def with_digits(self, digits: int) -> "Printed":
        """The same number, known to hold `digits` significant digits."""
        if not self.value:
            return self
        place = _leading_place(abs(self.value)) / Fraction(10) ** (digits - 1)
        return Printed(self.value, place, False, self.span, self.scale)


KOREAN_SCALES = {"경": 10**16, "조": 10**12, "억": 10**8, "만": 10**4}
KOREAN_STEPS = {"천": 1000, "백": 100, "십": 10}
ENGLISH_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MONEY_SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "m": 10**6, "mn": 10**6, "bn": 10**9, "B": 10**9, "b": 10**9,
                "tn": 10**12, "T": 10**12}  # fmt: skip

NUMBER_WORDS = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "아홉": 9, "열": 10, "스무": 20, "서른": 30,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "fifty": 50,
}  # fmt: skip

_DIGITS = re.compile(r"(?:[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![0-9])")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_ENGLISH = re.compile(r"\s*(hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
_KOREAN = re.compile(r"\s*([천백십]?)\s*([경조억만])|\s*([천백십])(?![가-힣]?당)")
_WORDS = re.compile(
    r"(?:(?P<several>수|몇|several\s+|a\s+few\s+)(?P<scale>hundred|thousand|million|billion|trillion|[십백천]?[만억조경]?)"
    r"|(?P<word>" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")(?![a-z]))",
    re.IGNORECASE,
)
_BARE_SCALE = re.compile(r"[천백십만억조경]")


def read_number(text: str, start: int = 0) -> tuple[Printed, int] | None:
    """The number at `start` and where it ends, scale words included; None where there is none.

    Raises BadNumber for digits grouped wrongly, TooLarge for those over the limits.
    """
    match = _DIGITS.match(text, start)
    if match is not None:
        return _scaled(text, match)
    match = _WORDS.match(text, start)
    if match is not None:
        return _word(text, match)
    if _BARE_SCALE.match(text, start):
        return _korean_run(text, start, None)
    return None


def plain_number(digits: str) -> Printed:
    """Read digits alone, such as `1,287`, `2.50` or `1e6`."""
    mantissa, _, exponent_text = digits.replace("E", "e").partition("e")
    if len(mantissa) > MAX_DIGITS + 40:
        raise TooLarge(f"more than {MAX_DIGITS} digits")
    exponent = 0
    if exponent_text:
        if len(exponent_text) > 5 or abs(int(exponent_text)) > MAX_EXPONENT:
            raise TooLarge(f"an exponent beyond ±{MAX_EXPONENT}")
        exponent = int(exponent_text)
    whole, point, decimals = mantissa.partition(".")
    if "," in whole:
        if not _GROUPED.fullmatch(whole):
            raise BadNumber(f"the commas in {mantissa!r} do not group thousands")
        whole = whole.replace(",", "")
    if len(whole) + len(decimals) > MAX_DIGITS:
        raise TooLarge(f"more than {MAX_DIGITS} digits")
    figures = int((whole + decimals) or "0")
    exponent -= len(decimals)
    place = exponent if point else exponent + _idle_zeros(whole)
    exact_form = not point and not exponent_text and (whole[-1] != "0" or whole == "0")
    return Printed(_power_of_ten(figures, exponent), _place(place), exact_form)


@lru_cache(maxsize=4096)
def _place(exponent: int) -> Fraction:
    return _power_of_ten(1, exponent)


def _power_of_ten(figures: int, exponent: int) -> Fraction:
    return Fraction(figures * 10**exponent) if exponent >= 0 else Fraction(figures, 10**-exponent)


def _idle_zeros(whole: str) -> int:
    """How many trailing zeros of a whole number carry no information: all beyond its first two digits."""
    digits = whole.lstrip("0")
    zeros = len(digits) - len(digits.rstrip("0"))
    return max(min(zeros, len(digits) - 2), 0)


def _leading_place(value: Fraction) -> Fraction:
    """The power of ten of the first digit of `value` (> 0)."""
    exponent = len(str(value.numerator)) - len(str(value.denominator))
    while _power_of_ten(1, exponent) > value:
        exponent -= 1
    while _power_of_ten(1, exponent + 1) <= value:
        exponent += 1
    return _power_of_ten(1, exponent)


def _scaled(text: str, match: re.Match[str]) -> tuple[Printed, int]:
    number, end = plain_number(match[0]), match.end()
    if end == len(text) or text[end] in "%/.xWkGT":
        return number, end  # no scale word begins so
    english = _ENGLISH.match(text, end)
    while english is not None:
        number, end = number.times(Fraction(ENGLISH_SCALES[english[1].lower()])), english.end()
        english = _ENGLISH.match(text, end)
    if end == match.end() and _KOREAN.match(text, end):
        return _korean_run(text, match.start(), match)
    return number, end


def _korean_run(text: str, start: int, first: re.Match[str] | None) -> tuple[Printed, int]:
    """A run of Korean scales such as `3천4백억`, `1조 5,600억`, `2만5000`, `9천`.

    With one scale the digits before it keep their meaning (`50억` knows its 1억); with several, the whole is written
    out and its last digit that is no idle zero decides.
    """
    total = Fraction(0)
    group = Fraction(0)  # what stands before the next 만, 억, 조 or 경
    limit = Fraction(10**20)
    scales = 0
    lone: Printed | None = None
    position = start
    end = start
    while True:
        digits = first if first is not None and position == start else _DIGITS.match(text, position)
        number = plain_number(digits[0]) if digits else None
        after = digits.end() if digits else position
        scale = _KOREAN.match(text, after)
        if scale is None:
            if number is not None and scales and number.value < limit and digits and _joins(end, digits):
                total, end, scales = total + group + number.value, after, scales + 1
                group = Fraction(0)
            break
        step, big = scale[1] or scale[3], scale[2]
        amount = (number.value if number else Fraction(1)) * KOREAN_STEPS.get(step, 1)
        size = Fraction(KOREAN_SCALES[big]) if big else Fraction(KOREAN_STEPS[step])
        if size >= limit or (number is None and scales and not step):
            break
        scales += bool(step) + bool(big)
        if big:
            total += (group + amount) * size
            group, limit = Fraction(0), size
        else:
            group += amount
        if number is not None and scales == 1:
            lone = number.times(size)
        end = scale.end()
        position = end + 1 if text[end : end + 1] == " " and _DIGITS.match(text, end + 1) else end
    total += group
    if scales == 1:
        return lone or Printed(total, total, scale=total), end
    zeros = _idle_zeros(str(total.numerator)) if total.denominator == 1 else 0
    place = _power_of_ten(1, zeros) if total.denominator == 1 else Fraction(1, total.denominator)
    return Printed(total, place, scale=limit), end


def _joins(end: int, digits: re.Match[str]) -> bool:
    """Whether digits without a scale continue the run before them: `2만5000`, `2만 5000`, but no second figure."""
    return digits.start() - end <= 1 and "." not in digits[0] and "e" not in digits[0].lower()


def _word(text: str, match: re.Match[str]) -> tuple[Printed, int] | None:
    if match["word"]:
        value = Fraction(NUMBER_WORDS[match["word"].lower()])
        number, end = Printed(value, Fraction(1), value % 10 != 0), match.end()
        scale = _ENGLISH.match(text, end)
        return (number.times(Fraction(ENGLISH_SCALES[scale[1].lower()])), scale.end()) if scale else (number, end)
    name = match["scale"].lower()
    if match["several"] == "수" and not name and not text[match.end() :].lstrip().startswith("배"):
        return None
    size = Fraction(ENGLISH_SCALES.get(name, 1))
    for char in name if name not in ENGLISH_SCALES else "":
        size *= KOREAN_SCALES.get(char) or KOREAN_STEPS[char]
    return Printed(2 * size, size, span=(2 * size, Fraction(999, 100) * size), scale=size), match.end()
