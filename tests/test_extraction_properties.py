"""What holds of mentions in any text whatever."""

import string

import pytest
from extraction_support import sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extraction.mention import KINDS
from factcheck.extraction.scanner import extract

PIECES = (
    *"k m B bn users 0 7 1,287 2.3 2024 1e6 10^3 ½ ⅓ $ € ₩ US$ % %p ~ ∼ – - + 년 월 일 시 분 초 개 명 원 달러 배 대 위 도 여 약 최대 이상 만 억 조 천 수십억 몇 배 두 세 한 절반 하루 "
    '이틀 삼백오십만 half two hundred and twenty-five threefold per second /s tokens between to from GPT- A100 제 100으로 볼 때 영하 minus <b> </b> <a href="x1"> '
    "https://a.b/1 &#160; # ( ) . , : · ' ’ 1박2일 3분의 0 5대 0 1/0 박 ㎡ ℃ 999999999999999999999999 1e999 \ud800 ١ １ Ⅷ 三百 ᄀ ᅡ ᆨ".split(),
    " ", "\n", "\r\n", "\t", "\u00a0", "\u2028", "\x00", "\ufeff",
)  # fmt: skip
composed = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
anything = st.text(st.characters(), max_size=60)
sensible = st.lists(st.sampled_from([sentence.text for language in ("ko", "en") for sentence in sentences(language)]), min_size=1, max_size=4)


@given(composed | anything | sensible.map(" ".join) | st.text(string.digits + " .,~-%", max_size=40))
@settings(max_examples=600, deadline=None)
def test_mentions_lie_in_the_text_in_order_and_quote_it(text):
    end = 0
    for m in extract(text):
        assert end <= m.start < m.end <= len(text)
        assert m.text == text[m.start : m.end] == m.text.strip()
        assert m.line == text.count("\n", 0, m.start) + 1
        assert m.kind in KINDS
        assert (m.value_hi is None) or m.kind == "range"
        assert m.kind not in ("date", "identifier") or m.value is None or m.unit == "year"
        end = m.end


def shifted(mentions, offset):
    return [(m.start + offset, m.end + offset, *m[4:12], None if m.converts is None else m.converts + offset) for m in mentions]


@given(st.lists(composed | anything | st.sampled_from([s.text for s in sentences("ko")]), min_size=1, max_size=5).map("\n".join))
@settings(max_examples=400, deadline=None)
def test_a_text_gives_the_same_whole_and_line_by_line(text):
    by_line, offset = [], 0
    for line in text.splitlines(keepends=True):
        by_line += shifted(extract(line), offset)
        offset += len(line)
    assert shifted(extract(text), 0) == by_line


@given(st.integers(0, 10**15), st.sampled_from([("원", "KRW"), ("달러", "USD"), ("명", "count"), ("t", "t"), ("kWh", "kWh"), ("%", "%")]))
@settings(deadline=None)
def test_a_number_with_commas_and_a_unit_is_read_back(number, unit):
    (found,) = extract(f"모두 {number:,}{unit[0]}이다")
    assert (found.value, found.unit) == (number, unit[1])


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from([("조", "억", 10**12, 10**8), ("억", "만", 10**8, 10**4)]), st.booleans())
@settings(deadline=None)
def test_korean_scales_add_up(high, low, scales, spaced):
    first, second, large, small = scales
    (found,) = extract(f"예산 {high}{first}{' ' if spaced else ''}{low:,}{second} 원을 썼다")
    assert found.value == high * large + low * small


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from("~∼–-"), st.sampled_from([("%", "%"), ("t", "t"), ("개월", "month"), ("만 원", "KRW")]))
@settings(deadline=None)
def test_a_range_has_both_ends(low, high, sign, unit):
    low, high = sorted((low, high + low))
    (found,) = extract(f"값은 {low}{sign}{high}{unit[0]}이다")
    size = 10_000 if unit[1] == "KRW" else 1
    assert (found.value, found.value_hi, found.unit, found.kind) == (low * size, high * size, unit[1], "range")


@pytest.mark.parametrize("hostile", ["1 " * 20_000, "1,1" * 20_000, "1~" * 20_000, "<a " * 20_000, "한 " * 20_000, "수십" * 20_000, "1.1.1" * 10_000, "A-1-" * 10_000,
                                     "9" * 100_000, "1조 " * 20_000, "two and " * 10_000, "million " * 10_000, "&amp;" * 20_000, "https://" * 10_000, "$" * 50_000, "(1)" * 20_000, "/s" * 20_000 + "1 W" + "/s" * 20_000])  # fmt: skip
def test_repetition_takes_no_more_than_its_length(hostile):
    """Not timed: one that were quadratic would take minutes here."""
    for mention in extract(hostile):
        assert hostile[mention.start : mention.end] == mention.text
