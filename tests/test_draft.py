"""Drafts: text in, a claim file out that reads without a fault and says what is still to be confirmed."""

import subprocess
import sys
from pathlib import Path

import pytest
from support import check_folder, knowledge

from factcheck.extraction.draft_file import CannotAppend, appended, scalar
from factcheck.extraction.drafts import Drafter

SHARED = Path(__file__).parent.parent.parent / "shared"


def drafts(text, prefix="x"):
    return Drafter(text, knowledge(), prefix).drafted()


def one(text):
    (draft,) = drafts(text).drafts
    return draft


def keys(text, *names):
    return [tuple(draft.keys.get(name) for name in names) for draft in drafts(text).drafts]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("올해 매출은 1,200억 원이다.", "financial_result", "1,200억 원"), ("매출 200억을 넘었다.", "financial_result", "more than 200억 KRW"),
        ("정부는 3조 원을 투자한다.", "investment", "3조 원"), ("구독료는 2만9,000원이다.", "price", "2만9,000원"), ("시장 규모는 50억 달러다.", "market_size", "50억 달러"),
        ("학습에 1,287MWh를 썼다.", "energy", "1287MWh"), ("최대 700W를 쓴다.", "power", "up to 700W"), ("탄소 502t을 배출했다.", "emissions", "502t"),
        ("점유율은 20%다.", "share", "20%"), ("매출이 12% 늘었다.", "growth_rate", "12%"), ("이익이 22.6% 줄었다.", "growth_rate", "-22.6%"),
        ("직원은 240명이다.", "count", "240명"), ("세계 3위다.", "rank", "3위"), ("약 4∼5t을 낸다.", "quantity", "about 4..5 t"),
        ("It reaches 1,500 tokens per second.", "throughput", "1,500 tokens per second"), ("Revenue was $1.2bn.", "financial_result", "$1.2bn"),
    ],
)  # fmt: skip
def test_a_figure_gives_its_kind_and_value(text, kind, value):
    draft = one(text)
    assert draft.keys["kind"] == kind
    assert draft.keys["value"].replace(",", "") == value.replace(",", "")
    assert draft.remarks["kind"]


def test_a_draft_has_quote_line_and_status_and_no_statement_of_the_source():
    draft = drafts("첫 줄.\n둘째 줄에서 점유율은 20%로 나왔다.").drafts[0]
    assert (draft.keys["quote"], draft.keys["at"], draft.keys["status"]) == ("점유율은 20%로", "2", "draft")
    assert draft.keys["statement"].startswith("To be written")


def test_the_subject_is_the_thing_named_before_the_figure():
    assert keys("엔비디아의 H100은 700W를 쓴다.", "subject") == [("h100",)]
    assert keys("이것은 700W를 쓴다.", "subject") == [("not stated",)]


def test_who_says_it_is_not_what_it_is_about():
    assert keys("엔비디아에 따르면 점유율은 20%다.", "subject", "speaker") == [("not stated", "엔비디아")]
    assert keys("According to Nvidia, the share is 20%.", "subject") == [("not stated",)]


def test_a_multiple_has_its_baseline():
    assert keys("H100은 A100보다 2.3배 빠르다.", "subject", "baseline", "value") == [("h100", "a100", "2.3배")]
    assert keys("The H100 is 2.3x faster than the A100.", "subject", "baseline", "value") == [("h100", "a100", "2.3x")]
    assert keys("속도가 2.3배 빠르다.", "baseline") == [("not stated",)]


def test_a_conversion_stands_as_also_of_its_head():
    assert keys("50억 달러(약 6조 원)를 들였다.", "value", "also", "quote") == [("50억 달러", "about 6조 원", "50억 달러(약 6조 원)를")]


def test_points_are_tied_to_the_two_percentages():
    (now, then, points) = drafts("비중은 45.57%로 지난해(36.31%)보다 9.26%포인트 늘었다.").drafts
    assert points.keys["equals"] == f"points({then.id}, {now.id})"
    assert "equals" not in now.keys and "equals" not in then.keys


def test_points_that_do_not_follow_are_not_tied():
    assert all("equals" not in draft.keys for draft in drafts("비중은 45.57%로 지난해(36.31%)보다 8.11%포인트 늘었다.").drafts)


def test_growth_is_tied_to_start_and_end():
    (start, growth, end) = drafts("매출은 100억 원에서 20% 늘어 120억 원이 됐다.").drafts
    assert growth.keys["equals"] == f"change({start.id}, {end.id})" and growth.keys["span"] == "total"
    assert "per_year" in growth.remarks["span"]


def test_the_year_named_before_a_figure_is_its_period():
    assert keys("시장은 2022년 50억 달러에서 2032년 700억 달러로 큰다.", "period") == [("2022",), ("2032",)]


def test_conditions_near_a_multiple_are_proposed_with_their_quotes():
    (_, ratio) = drafts("배치 크기 1에서 H100은 A100보다 FP8로 2.3배 빠르다.").drafts
    assert ratio.conditions["batch_size"] == ("1", "배치 크기 1", 1) or ratio.conditions["batch_size"][0] == "1"
    assert ratio.conditions["precision"][0] == "FP8"


def test_the_speaker_is_who_the_sentence_says():
    assert keys("통계청에 따르면 비율은 20%다.", "speaker") == [("통계청",)]
    assert keys("According to Bloomberg, the share is 20%.", "speaker") == [("Bloomberg",)]


def test_a_figure_without_a_number_is_set_aside_with_its_reason():
    made = drafts("수백만 명이 썼다.")
    assert not made.drafts and [(m.text, why) for m, why in made.skipped] == [("수백만 명", "a figure without a number")]


@pytest.mark.parametrize("text", ["a: b", "x #y", "- z", "*a", "null", "no", "1:30", '"', "{a}", "\x07", "", " a", "@b", "값: 3", "2월(36%", "it's"])
def test_scalars_are_read_back_as_they_are(text):
    import yaml

    assert str(yaml.load(f"k: {scalar(text)}\n", Loader=yaml.BaseLoader)["k"]) == text


# ---- files

def program(*arguments, cwd, stdin=""):
    return subprocess.run([sys.executable, "-W", "ignore", "-m", "factcheck", "draft", *map(str, arguments)], cwd=cwd, input=stdin, capture_output=True, text=True, encoding="utf-8", timeout=60)


TEXT = "매출은 100억 원에서 20% 늘어 120억 원이 됐다.\n수백만 명이 썼다. H100은 A100보다 2.3배 빠르다.\n"


def test_a_new_file_reads_without_a_fault(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = program("a.txt", "-o", "claims/a.yml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "4 claims drafted, 1 figures set aside, 0 covered already\n")
    data = check_folder(tmp_path)
    assert [f for f in data["findings"] if f["level"] == "error"] == []
    assert {claim["standing"] for claim in data["claims"]} == {"consistent", "unchecked"}


def test_drafting_twice_adds_nothing_and_leaves_every_byte(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    program("a.txt", "-o", "claims/a.yml", cwd=tmp_path)
    before = (tmp_path / "claims" / "a.yml").read_bytes()
    done = program("a.txt", "-o", "claims/a.yml", cwd=tmp_path)
    assert done.stderr == "0 claims drafted, 0 figures set aside, 5 covered already\n"
    assert (tmp_path / "claims" / "a.yml").read_bytes() == before


MINE = "factcheck: 1  # mine\r\nclaims:\r\n    # first\r\n    mine: {statement: s., kind: financial_result, subject: x, value: 100억 원, quote: 100억}  # keep\r\n\r\n# about waivers\r\nskip:\r\n  - {quote: 20%, reason: known}\r\n"


def test_drafts_are_added_behind_the_last_claim_and_the_rest_stays(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "m.yml").write_bytes(MINE.encode())
    done = program("a.txt", "-o", "claims/m.yml", cwd=tmp_path)
    assert done.stderr == "2 claims drafted, 1 figures set aside, 2 covered already\n"
    after = (tmp_path / "claims" / "m.yml").read_bytes().decode()
    head, tail = MINE[: MINE.index("\r\n\r\n# about")], MINE[MINE.index("\r\n\r\n# about") :]
    assert after.startswith(head) and after.endswith(tail) and "\n" not in after.replace("\r\n", "")
    data = check_folder(tmp_path)
    assert [f for f in data["findings"] if f["level"] == "error"] == [] and len(data["claims"]) == 3


@pytest.mark.parametrize("existing", ["factcheck: 1\nclaims: {}\n", "factcheck: 1\ntitle: x\n"])
def test_a_file_without_a_block_of_claims_is_left_alone(existing, tmp_path):
    with pytest.raises(CannotAppend):
        appended(existing, drafts(TEXT).drafts)
    (tmp_path / "x.yml").write_text(existing, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = program("a.txt", "-o", "x.yml", cwd=tmp_path)
    assert done.returncode == 2 and (tmp_path / "x.yml").read_text(encoding="utf-8") == existing


def test_what_is_no_claim_file_is_never_touched(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "notes.yml").write_text("my: notes\n", encoding="utf-8")
    done = program("a.txt", "-o", "notes.yml", cwd=tmp_path)
    assert done.returncode == 2 and "no claim file" in done.stderr
    assert (tmp_path / "notes.yml").read_text(encoding="utf-8") == "my: notes\n"


def test_standard_input_to_standard_output(tmp_path):
    done = program("-", cwd=tmp_path, stdin="점유율은 20%다.\n")
    assert done.returncode == 0 and done.stdout.startswith("# Drafted by factcheck") and "value: 20%" in done.stdout


def test_a_source_is_named_once_at_the_head(tmp_path):
    done = program("-", "--source", "factpl-2023-10-26", cwd=tmp_path, stdin="\n" * 37 + "점유율은 20%다.\n")
    assert done.stdout.count("source: factpl-2023-10-26") == 1 and "factpl_2023_10_26_38_1:" in done.stdout


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the documents are not beside the repository")
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_the_drafts_of_a_document_read_without_a_fault(name, tmp_path):
    path = next((SHARED / "seeds").glob(f"{name}_*.txt"))
    assert program(path, "-o", tmp_path / "claims" / "d.yml", cwd=tmp_path).returncode == 0
    data = check_folder(tmp_path)
    assert [f["message"] for f in data["findings"] if f["level"] == "error"] == []
    assert len(data["claims"]) >= 12
