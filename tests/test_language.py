"""The languages of the report: nothing it can say is missing from a catalogue, and every translation fits its English."""

import datetime
import re
from fractions import Fraction as F

import polib
import pytest
from support import check_folder, knowledge, whole
from translatable import everything, missing

from factcheck.knowledge.seeds import shipped
from factcheck.model.interval import Interval
from factcheck.model.message import InUnit, message
from factcheck.report.language import LANGUAGES, clauses, language
from factcheck.rules import RULES

OTHERS = tuple(code for code in LANGUAGES if code != "en")


def places(text: str) -> list[str]:
    return sorted(re.findall(r"(?<!\{)\{(\w+)\}", text))


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_untranslated(code):
    assert missing(code) == {}, f"python tests/translatable.py {code} prints what templates/{code}.po lacks"


@pytest.mark.parametrize("code", OTHERS)
def test_translations_have_the_places_of_their_english(code):
    for entry in polib.pofile(str(shipped("templates") / f"{code}.po")):
        for said in (entry.msgstr_plural or {0: entry.msgstr}).values():
            assert said.strip(), entry.msgid
            assert places(said) == places(entry.msgid), entry.msgid
        assert not entry.fuzzy, entry.msgid


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_of_something_that_nobody_says(code):
    said = {(context, text) for context, text, _ in everything()}
    joined = ("states {stated}, but the limit", "the source does not state", "nor {", "{more} more", "a plain multiple", "the case or the year", "states {stated}, but {source}")
    for context, text in language(code).catalogue:
        assert (context, text) in said or context in ("unit", "qualifier") or text.startswith(joined), text


def messages_of(folder, files):
    """The messages of a workspace, before they are put into words."""
    from factcheck.files import workspace as workspaces
    from factcheck.reasoning.engine import review
    from factcheck.rules import RULE_NAMES

    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    read = workspaces.read_workspace([folder / "claims"], RULE_NAMES)
    found = review(read.dossiers, read.claims, read.faults, read.knowledge, RULES, datetime.date(2026, 1, 1), read.reported)
    return [finding.message for finding in found.findings]


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_the_example_of_a_rule_says_is_translated(rule, code, tmp_path):
    """As the messages stand at run time, when their clauses have been put together."""
    if not rule.bad:
        pytest.skip("the rule has no example")
    words = language(code)
    for one in messages_of(tmp_path, {"claims/x.yml": whole(rule.bad)}):
        for clause in list(clauses(one.template.partition("; it would hold if ")[0]))[::2]:
            known = words.catalogue.get(("", one.template)) or words.clause(clause) != clause
            assert known or not re.search("[a-z]{3}", re.sub(r"\{\w+\}", "", clause)), f"{clause!r} of {one.template!r}"


@pytest.mark.parametrize("code", OTHERS)
def test_reasons_of_unchecked_claims_are_translated(code, tmp_path):
    texts = {
        "alone": "alone: {statement: x, kind: energy, subject: bloom, value: 5 MWh}",
        "operand": "a: {statement: x, kind: energy, subject: bloom, value: 5 MWh}\nb: {statement: y, kind: energy, subject: gpt3, value: 10 MWh, equals: a * 2}",
        "apart": "a: {statement: x, kind: energy, subject: bloom, period: 2020, value: 5 MWh}\nb: {statement: y, kind: energy, subject: bloom, period: 2021, value: 9 MWh}",
        "nobody": "a: {statement: x, kind: energy, subject: not stated, value: 5 MWh}",
        "ratio": "a: {statement: x, kind: energy, subject: bloom, baseline: gpt3, value: 2 x}",
    }
    for name, text in texts.items():
        folder = tmp_path / name
        (folder / "claims").mkdir(parents=True)
        (folder / "claims/x.yml").write_text(whole(text), encoding="utf-8")
        for line in check_folder(folder)["coverage"]["unchecked"]:
            said = language(code).reason(line["why"])
            assert said != line["why"], line["why"]
            assert re.search("[가-힣]", said), said


@pytest.mark.parametrize("code", OTHERS)
def test_profiles_have_all_their_texts_in_every_language(code):
    for kind in knowledge().kinds.values():
        assert re.search("[가-힣]", kind.ko), kind.id
        for condition in (*kind.common, *kind.comparing, *kind.own):
            for text in (condition.ko, condition.why_ko, condition.ask_ko):
                assert re.search("[가-힣]", text), f"{kind.id}.{condition.name}"


def test_message_is_said_clause_by_clause():
    said = language("ko").message(
        message("states {stated}, but {expression} gives {implied}; no rounding joins them: check the figures against the source",
                stated="10 x", expression="<b>", implied=InUnit(Interval(F(4), F(5)), "person*year")),
        lambda _key, value: value,
    )  # fmt: skip
    assert said == "10 x라고 했으나, &lt;b&gt; = 4~5명·년; 어떻게 반올림해도 맞지 않음: 출처에서 수치를 확인할 것"


def test_reason_inside_a_reason_is_said_too():
    assert language("ko").reason("not comparable with a: different periods: 2020 and 2021") == "a: 비교할 수 없음(기간이 다름: 2020, 2021)"


def test_numbers_of_things_have_their_plural():
    english, korean = language("en"), language("ko")
    assert english.count("{count} error", "{count} errors", 1) == "1 error"
    assert english.count("{count} error", "{count} errors", 1200) == "1,200 errors"
    assert korean.count("{count} error", "{count} errors", 2) == "오류 2건"


@pytest.mark.parametrize(
    ("unit", "en", "ko"),
    [("person*year", "5 to 6 person·year", "5~6명·년"), ("t CO2e/person/year", "5 to 6 t CO₂e/person/year", "5~6 t CO₂e/명/년"),
     ("x", "5 to 6 x", "5~6배"), ("%p", "5 to 6 %p", "5~6 %p"), ("KRW", "5 to 6 KRW", "5~6원"), ("m^2", "5 to 6 m²", "5~6 m²")],
)  # fmt: skip
def test_units_read_well(unit, en, ko):
    assert language("en").interval(Interval(F(5), F(6)), unit) == en
    assert language("ko").interval(Interval(F(5), F(6)), unit) == ko
