"""Claims held against the texts of their sources: quotes, digests, coverage."""

import hashlib
import json
import subprocess
import sys

import pytest
from support import check, found, held_text, knowledge, the

from factcheck.extraction.coverage import coverage
from factcheck.extraction.texts import read_texts
from factcheck.files.workspace import NothingToRead, read_workspace
from factcheck.model.source import SourceCard
from factcheck.rules import RULE_NAMES

CARD = "factpl-2023-10-26"
TEXT = "머리말\n학습에 전력 1,287MWh를 썼다.\n사람은 1년에 4 5t을 낸다. 지난해 502t, 배치 크기 1에서 두 배였다.\n"


def claim(**keys):
    keys = {"statement": "s.", "kind": "energy", "subject": "gpt3", "value": '"1,287 MWh"', "source": CARD} | keys
    return "use: {" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}\n"


def spoken(text, **keys):
    return [f["rule"] for f in check(claim(**keys), texts={CARD: text})["findings"] if f["rule"] in ("quote-missing", "source-changed")]


def test_a_quote_that_is_in_the_text_passes():
    assert "quote-missing" not in spoken(TEXT, quote='"전력 1,287MWh"', at=2)


@pytest.mark.parametrize("quote", ["전력 1,278MWh", "전기 1,287MWh", "머리말 학습"])
def test_a_quote_that_is_not_is_an_error_at_the_quote(quote):
    finding = the(check(claim(quote=f'"{quote}"', at=2), texts={CARD: TEXT}), "quote-missing")
    assert finding["level"] == "error" and "neither on line 2 nor elsewhere" in finding["message"]
    assert finding["claims"] == ["use"] and finding["column"] > 60


def test_a_quote_with_other_spaces_is_missing_and_its_line_is_told():
    finding = the(check(claim(quote='"전력  1,287 MWh"'), texts={CARD: TEXT}), "quote-missing")
    assert "with other spaces it is on line 2" in finding["message"]


def test_a_quote_on_another_line_than_at_is_there_all_the_same():
    assert "quote-missing" not in spoken(TEXT, quote='"1,287MWh"', at=3)


def test_quotes_are_compared_composed():
    import unicodedata

    assert "quote-missing" not in spoken(unicodedata.normalize("NFD", TEXT), quote='"전력 1,287MWh"')


def test_the_quote_of_a_condition_is_looked_for_too():
    given = "use: {statement: s., kind: throughput, subject: gpt3, value: 5 token/s, source: " + CARD + ", conditions: {batch_size: {value: 1, quote: %s}}}\n"
    assert found(check(given % "배치 사이즈 1", texts={CARD: TEXT}), "quote-missing")
    assert not found(check(given % "배치 크기 1", texts={CARD: TEXT}), "quote-missing")


def test_without_a_text_nothing_is_said():
    assert not found(check(claim(quote="nothing like it 1,287")), "quote-missing")


def test_a_text_with_another_digest_is_told_once_a_file():
    data = check(claim() + claim().replace("use:", "more:"), texts={CARD: TEXT})
    assert the(data, "source-changed")["claims"] == ["use"]
    assert hashlib.sha256(TEXT.encode()).hexdigest() in the(data, "source-changed")["message"]


def test_a_text_with_the_digest_of_its_card_is_not():
    card = knowledge().sources[CARD]
    text = held_text(SourceCard(id=card.id, sha256=hashlib.sha256(TEXT.encode()).hexdigest().upper()), TEXT)
    assert not text.is_changed and not held_text(SourceCard(id="x"), TEXT).is_changed


def test_only_the_lines_of_the_card_are_the_source():
    text = held_text(SourceCard(id="x", lines="2..2"), TEXT)
    assert text.place("1,287MWh", None) is not None and text.place("502t", None) is None


def test_texts_are_found_by_digest_and_by_name(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "other name.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("changed", encoding="utf-8")
    (tmp_path / "third.md").write_text("by id", encoding="utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    cards = {card.id: card for card in (SourceCard(id="first", sha256=digest), SourceCard(id="second", file="b.txt", sha256=digest[::-1]), SourceCard(id="third"), SourceCard(id="fourth"))}
    held = read_texts(tmp_path, cards)
    assert {id_: text.is_changed for id_, text in held.items()} == {"first": False, "second": True, "third": False}


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(NothingToRead, match="none"):
        read_texts(tmp_path / "none", {})


# ---- coverage

def covered(files, tmp_path, text=TEXT):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "x.yml").write_text(files, encoding="utf-8")
    workspace = read_workspace([tmp_path / "claims"], RULE_NAMES)
    found = coverage(held_text(SourceCard(id=CARD), text), workspace.dossiers)
    return [(figure.mention.text, figure.by, *figure.claims) for figure in found.figures]


FILE = f"""factcheck: 1
source: {CARD}
claims:
  use: {{statement: s., kind: energy, subject: gpt3, value: "1,287 MWh", quote: "전력 1,287MWh", at: 2}}
  carbon: {{statement: s., kind: throughput, subject: gpt3, value: 502 token/s, quote: 지난해 502t, conditions: {{batch_size: {{value: 1, quote: 배치 크기 1}}}}}}
skip:
  - {{quote: 1년에, at: 3, reason: the basis of a rate}}
"""


def test_every_figure_is_covered_by_a_claim_a_condition_or_a_skip_or_told(tmp_path):
    assert covered(FILE, tmp_path) == [
        ("1,287MWh", "claim", "use"), ("1년", "skip"), ("4 5t", None), ("502t", "claim", "carbon"), ("1", "condition", "carbon"), ("두 배", None),
    ]  # fmt: skip


def test_a_quote_that_holds_several_figures_covers_the_one_of_its_claim(tmp_path):
    files = f"factcheck: 1\nsource: {CARD}\nclaims:\n  c: {{statement: s., kind: emissions, subject: gpt3, value: 502 t, quote: '지난해 502t, 배치 크기 1'}}\n"
    assert [row for row in covered(files, tmp_path) if row[1]] == [("502t", "claim", "c")]


def test_the_quote_of_a_caption_is_found_beyond_the_alternative_text_of_its_picture(tmp_path):
    text = '첫 줄.\n<img alt="그림: 약 900만 년 전" src="a.jpg"><em>그림: 약 900만 년 전</em> 그리고 약 900만 년 전\n'
    files = f"factcheck: 1\nsource: {CARD}\nclaims:\n  age: {{statement: s., kind: quantity, subject: potato, value: about 900만 year, quote: 약 900만 년 전, at: 2}}\n"
    assert covered(files, tmp_path, text) == [("900만 년", "claim", "age"), ("900만 년", None)]


def test_a_claim_of_another_source_covers_nothing(tmp_path):
    assert not [row for row in covered(FILE.replace(CARD, "nocut-2025-08-02"), tmp_path) if row[1]]


def program(*arguments, cwd):
    return subprocess.run([sys.executable, "-W", "ignore", "-m", "factcheck", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60)


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "x.yml").write_text(FILE, encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "001_5ac610e9d63bfc4d.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_coverage_line_by_line(workspace):
    done = program("coverage", cwd=workspace)
    lines = done.stdout.splitlines()
    assert lines[0] == f"{CARD}: 4 of 6 figures covered (66.7 %)"
    assert lines[1].split() == ["2", "+", "1,287MWh:", "use"]
    assert lines[3].split() == ["3", "-", "4", "5t:", "no", "claim"]
    assert lines[-1] == "coverage: 4 of 6 figures (66.7 %) in 1 sources"
    assert done.returncode == 0 and "texts: 1 of" in done.stderr


def test_coverage_as_json(workspace):
    data = json.loads(program("coverage", "--texts", "texts", "--format", "json", cwd=workspace).stdout)
    assert (data["schema"], data["figures"], data["covered"], data["percent"]) == ("factcheck-coverage/1", 6, 4, 66.7)
    assert [line["by"] for line in data["sources"][0]["lines"]] == ["claim", "skip", None, "claim", "condition", None]


def test_check_holds_quotes_against_a_folder_of_texts(workspace):
    done = program("check", "--texts", "texts", "--format", "json", cwd=workspace)
    rules = [f["rule"] for f in json.loads(done.stdout)["findings"]]
    assert rules.count("source-changed") == 1 and "quote-missing" not in rules
    assert done.returncode == 1


def test_a_folder_of_texts_that_is_not_there_is_exit_2(workspace):
    for command in ("check", "coverage"):
        done = program(command, "--texts", "none", cwd=workspace)
        assert (done.returncode, done.stdout) == (2, "") and "none" in done.stderr


def test_a_conversion_that_a_claim_states_is_covered_too(tmp_path):
    files = f"factcheck: 1\nsource: {CARD}\nclaims:\n  use: {{statement: s., kind: energy, subject: gpt3, value: '1,287 MWh', quote: '전력 1,287MWh', at: 2, also: [4.6 TJ]}}\n"
    text = TEXT.replace("1,287MWh", "1,287MWh(4.6TJ)", 1)
    assert [row for row in covered(files, tmp_path, text) if row[1]] == [("1,287MWh", "claim", "use"), ("4.6TJ", "claim", "use")]


def test_a_skipped_figure_may_name_its_source(tmp_path):
    files = FILE.replace(f"source: {CARD}\n", "").replace("statement: s.,", f"statement: s., source: {CARD},")
    elsewhere = files.replace("reason: the basis of a rate", "reason: the basis of a rate, source: nocut-2025-08-02")
    assert ("1년", "skip") in covered(files, tmp_path)
    (tmp_path / "claims" / "x.yml").unlink()
    (tmp_path / "claims").rmdir()
    assert ("1년", None) in covered(elsewhere, tmp_path)
