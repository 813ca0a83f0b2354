"""The figures of texts: sentence in, mentions out."""

import collections
import json
from pathlib import Path

import pytest
from extraction_support import sentences

from factcheck.extraction.mention import KINDS
from factcheck.extraction.scanner import extract
from factcheck.extraction.vocabulary import vocabulary
from factcheck.model.units import UnknownUnit, parse_unit

SHARED = Path(__file__).parent.parent.parent / "shared"
DOCUMENTS = ("000", "001", "004")
CASES = [pytest.param(sentence, id=f"{language}-{sentence.line}") for language in ("ko", "en") for sentence in sentences(language)]
needs_documents = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the annotated documents are not beside the repository")


@pytest.mark.parametrize("sentence", CASES)
def test_a_sentence_gives_its_figures_and_no_others(sentence):
    found = [(m.value, m.value_hi, m.unit, m.kind) for m in extract(sentence.text)]
    assert found == [figure[1:] for figure in sentence.figures]
    for mention, figure in zip(extract(sentence.text), sentence.figures, strict=True):
        assert figure.text in mention.text or mention.text in figure.text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_sentences_are_many(language):
    assert len(sentences(language)) >= 300
    assert {figure.kind for sentence in sentences(language) for figure in sentence.figures} == set(KINDS)


def qualifiers(text):
    return [(m.text, m.qualifier) for m in extract(text) if m.kind not in ("date", "identifier")]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("약 5t을 줄였다", "about"), ("5t가량 줄였다", "about"), ("5t 안팎이다", "about"), ("5t 정도다", "about"), ("5t 수준이다", "about"),
        ("최대 5t까지 줄인다", "up_to"), ("5t까지 줄였다", "up_to"), ("5t 육박한다", "up_to"), ("최소 5t이다", "at_least"), ("5t 이상이다", "at_least"),
        ("5t을 넘었다", "more_than"), ("5t을 돌파했다", "more_than"), ("5t 초과", "more_than"), ("5t 이하다", "at_most"), ("5t 미만이다", "less_than"),
        ("5t보다 적다", "less_than"), ("5t이다", None), ("about 5 t were saved", "about"), ("roughly 5 t", "about"), ("nearly 5 t", "about"),
        ("up to 5 t", "up_to"), ("as much as 5 t", "up_to"), ("at least 5 t", "at_least"), ("5 t or more", "at_least"), ("more than 5 t", "more_than"),
        ("over 5 t", "more_than"), ("less than 5 t", "less_than"), ("under 5 t", "less_than"), ("5 t or less", "at_most"), ("it was 5 t", None),
    ],
)  # fmt: skip
def test_a_qualifier_before_or_after_the_figure(text, qualifier):
    assert [found for _, found in qualifiers(text)] == [qualifier]


def test_a_range_with_about_is_about_a_range():
    assert qualifiers("4∼5t 수준") == [("4∼5t", "approx_range")]


@pytest.mark.parametrize(("text", "damaged"), [("4 5t", True), ("5 500건", True), ("2만2 000건", True), ("3 4일", True), ("4∼5t", False), ("5,500건", False)])
def test_a_figure_that_lost_a_sign_is_flagged(text, damaged):
    assert [m.damaged for m in extract(text)] == [damaged]


def test_a_conversion_is_tied_to_the_figure_that_it_converts():
    head, conversion = extract("50억 달러(약 6조 원)")
    assert (head.converts, conversion.converts) == (None, head.start)


def test_two_prices_are_no_conversion():
    assert [m.converts for m in extract("50억 달러를 들여 6조 원을 벌었다")] == [None, None]


def test_what_a_price_is_for():
    assert [m.per for m in extract("It costs $0.55 per million input tokens.")][0] == "million input tokens"


def test_mentions_know_their_line_and_place():
    text = "첫 줄\r\n매출 5억 원\r\n\r\n이익 10%"
    money, share = extract(text)
    assert (money.line, share.line) == (2, 4)
    assert [text[m.start : m.end] for m in (money, share)] == ["5억 원", "10%"]


def test_decomposed_hangul_keeps_its_offsets():
    import unicodedata

    composed = "매출은 약 3조 2천억 원, 두 배로 늘었다"
    decomposed = unicodedata.normalize("NFD", composed)
    found = extract(decomposed)
    assert [(m.value, m.unit, m.kind, m.qualifier) for m in found] == [(m.value, m.unit, m.kind, m.qualifier) for m in extract(composed)]
    assert [decomposed[m.start : m.end] for m in found] == [m.text for m in found]
    assert unicodedata.normalize("NFC", found[0].text) == "3조 2천억 원"


def test_full_width_digits_are_digits():
    assert [(m.text, m.value) for m in extract("매출 １，２００억 원")] == [("１，２００억 원", 120_000_000_000)]


@pytest.mark.parametrize(("text", "values"), [("2½k users", [2500]), ("0½k to 4 users", [500, 4]), ("1 000 000k users", [10**9]), ("3 1/2 million tons", [3_500_000]), ("7½~9 km", [7.5])])
def test_numbers_of_two_parts_go_with_scales_and_ranges(text, values):
    assert [m.value for m in extract(text)][: len(values)] == values


def test_a_unit_that_the_model_knows_is_spelled_as_the_model_prints_it():
    differing = {}
    for table in (vocabulary().hangul, vocabulary().symbols, vocabulary().names):
        for word in table.values():
            try:
                printed = parse_unit(word.unit or "").text
            except UnknownUnit:
                continue
            if word.unit is not None and printed != word.unit:
                differing[word.unit] = printed
    assert differing == {"bps": "bit/s", "rpm": "1/minute"}  # printed in the words of the trade


# ---- the annotated documents

def document(name):
    return next((SHARED / "seeds").glob(f"{name}_*.txt")).read_bytes().decode("utf-8")


def gold(kind, name):
    return [json.loads(line) for line in (SHARED / "gold" / f"{kind}_{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def scores():
    """Per kind: (right, reported wrongly, missed); value, unit and kind must agree and the places overlap."""
    table = collections.defaultdict(lambda: [0, 0, 0])
    for name in DOCUMENTS:
        found, marked = extract(document(name)), gold("mentions", name)
        used = set()
        for mark in marked:
            same = (
                i for i, m in enumerate(found)
                if i not in used and m.start < mark["end"] and mark["start"] < m.end
                and (m.value, m.value_hi, m.unit, m.kind) == (mark["value"], mark["value_hi"], mark["unit"], mark["kind"])
            )  # fmt: skip
            at = next(same, None)
            if at is not None:
                used.add(at)
                table[mark["kind"]][0] += 1
            elif not mark.get("optional"):
                table[mark["kind"]][2] += 1
        optional = [mark for mark in marked if mark.get("optional")]
        for i, m in enumerate(found):
            if i not in used and not any(m.start < mark["end"] and mark["start"] < m.end for mark in optional):
                table[m.kind][1] += 1
    return table


@needs_documents
def test_the_annotated_documents_are_read_right():
    table = scores()
    lines = []
    for kind in [*sorted(table), "all"]:
        right, wrong, missed = table[kind] if kind != "all" else [sum(row[i] for row in table.values()) for i in range(3)]
        lines.append(f"{kind:14} right {right:3} wrong {wrong:2} missed {missed:2} F1 {2 * right / (2 * right + wrong + missed):.3f}")
    print("\n".join(lines))
    assert 2 * right / (2 * right + wrong + missed) >= 0.97


@needs_documents
@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_no_figure_is_not_reported(name):
    marked = gold("mentions", name)
    for skipped in gold("skipped", name):
        for m in extract(document(name)):
            if m.start < skipped["end"] and skipped["start"] < m.end:
                assert any(m.start < mark["end"] and mark["start"] < m.end for mark in marked), (skipped, m)


@needs_documents
@pytest.mark.parametrize("name", [*DOCUMENTS, "002", "003"])
def test_a_mention_without_a_digit_is_a_number_word_with_its_unit(name):
    words = {m.text for m in extract(document(name)) if not any(char.isdigit() for char in m.text)}
    assert words <= NUMBER_WORDS, words - NUMBER_WORDS


# Every one of these was read in its place: all are figures.
NUMBER_WORDS = {
    "하나", "한 개", "한명", "한 명", "한 곳", "한 해", "두 배", "두 달", "두 사람", "세 번째", "네 번째", "일곱 개", "하루", "절반", "몇 배", "수천배",
    "수백만 개", "수백만 명", "수백 년", "수백~수만 개", "수만 대", "수천 대", "수백 개", "million", "million input tokens", "million output tokens",
}  # fmt: skip
