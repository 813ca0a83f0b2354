"""`factcheck questions` and `factcheck speakers`: what to ask whom, and who states how much."""

import csv
import io
import json
import subprocess
import sys
from fractions import Fraction

import pytest
from support import check, read
from test_cli import run

from factcheck.reasoning.disclosure import Counts, Disclosures
from factcheck.reasoning.questions import letters
from factcheck.reasoning.speakers import speaker_table
from factcheck.report.asking import Post
from factcheck.report.spreadsheet import csv_bytes, harmless

FILE = """\
factcheck: 1
source: hankyung-2025-08-02
conditions: {rest: not stated}
baseline_conditions: {rest: not stated}
claims:
  efficiency:
    {statement: Eight RNGD are 2.3 times as efficient., kind: efficiency, subject: rngd, baseline: a100, value: about 2.3 x,
     speaker: furiosa, relationship: first_party, status: measured, quote: 2.3배 정도, at: 30, conditions: {accelerator_count: 8}}
  speed:
    {statement: RNGD makes 900 tokens a second., kind: throughput, subject: rngd, value: 900 token/s, speaker: FuriosaAI,
     relationship: first_party, status: measured, quote: '900', at: 31}
  chips:
    {statement: The server holds eight chips., kind: count, subject: rngd, value: 8 accelerator, speaker: lg_ai_research,
     relationship: third_party, status: measured, quote: 8개, at: 30, period: 2025, conditions: {definition: chips in one server}}
  footprint:
    {statement: Training BLOOM emits as much as six people., kind: emissions, subject: bloom, baseline: world, value: 6 x,
     speaker: unnamed, quote: 6배, at: 33}
  half_read:
    {statement: RNGD makes 700 tokens a second., kind: throughput, subject: rngd, value: 700 token/s, speaker: intel, quote: '700'}
"""


@pytest.fixture(scope="module")
def workspace():
    return read({"claims/x.yml": FILE})


def written(workspace, **options):
    return letters(workspace.claims.values(), Disclosures(workspace.knowledge, workspace.claims), **options)


@pytest.fixture(scope="module")
def by_speaker(workspace):
    return {letter.key: letter for letter in written(workspace)}


# ---- what is asked of whom -------------------------------------------------------------------------------------------


def test_there_is_one_letter_a_speaker_whatever_the_spelling(by_speaker):
    assert [claim.id for claim in by_speaker["furiosa"].claims] == ["efficiency", "speed"]


def test_what_a_speaker_stated_is_not_asked(by_speaker):
    assert "lg_ai_research" not in by_speaker  # `scope` alone is not stated there, and that is only recommended
    assert {q.condition.name for q in by_speaker["furiosa"].questions}.isdisjoint({"relationship", "verification", "claimant"})


def test_recommended_conditions_are_asked_on_request(workspace, by_speaker):
    more = {letter.key: letter for letter in written(workspace, recommended=True)}
    assert {q.condition.name for q in more["lg_ai_research"].questions} == {"scope", "availability_status"}
    assert "cooling" in {q.condition.name for q in more["furiosa"].questions}
    assert "cooling" not in {q.condition.name for q in by_speaker["furiosa"].questions}


def test_what_changes_the_figure_most_is_asked_first(by_speaker):
    names = [q.condition.name for q in by_speaker["furiosa"].questions]
    factors = [q.condition.factor for q in by_speaker["furiosa"].questions]
    assert names[0] == "batch_size" and factors == sorted(factors, reverse=True)
    assert names.index("precision") < names.index("software")


def test_each_condition_is_asked_once_with_the_sides_that_lack_it(by_speaker):
    questions = {q.condition.name: q for q in by_speaker["furiosa"].questions}
    assert [(g.claim.id, g.sides) for g in questions["batch_size"].gaps] == [("efficiency", ("rngd", "a100")), ("speed", ())]
    assert [(g.claim.id, g.sides) for g in questions["accelerator_count"].gaps] == [("efficiency", ("a100",)), ("speed", ())]
    assert [g.sides for g in questions["baseline_source"].gaps] == [()]


def test_nobody_is_asked_for_the_analysts_own_record():
    bare = FILE.replace("source: hankyung-2025-08-02\n", "").replace(", quote: '900', at: 31", "")
    workspace = read({"claims/x.yml": bare})
    assert "source_url" in Disclosures(workspace.knowledge, workspace.claims).of(workspace.claims["speed"]).missing
    asked = {q.condition.name for letter in written(workspace, recommended=True, unrecorded=True) for q in letter.questions}
    assert asked and not asked & {"exact_quote", "retrieved_on", "source_url", "claim_date", "comparison_operator"}


def test_what_nobody_has_looked_for_is_not_asked_unless_wanted():
    workspace = read({"claims/x.yml": FILE.replace("conditions: {rest: not stated}\nbaseline", "baseline", 1)})
    found = {letter.key: letter for letter in written(workspace)}
    assert "intel" not in found
    assert "intel" in {letter.key for letter in written(workspace, unrecorded=True)}


def test_a_source_that_names_no_speaker_is_asked_itself_and_who_spoke(by_speaker):
    letter = by_speaker["hankyung-2025-08-02"]
    assert letter.speaker is None and "claimant" in {q.condition.name for q in letter.questions}


def test_one_name_with_two_meanings_is_asked_twice():
    more = FILE + "  training: {statement: s., kind: training_time, subject: gpt3, value: 34 day, speaker: furiosa}\n"
    letter = next(letter for letter in written(read({"claims/x.yml": more})) if letter.key == "furiosa")
    asked = {q.condition.ask: [g.claim.id for g in q.gaps] for q in letter.questions if q.condition.name == "accelerator_count"}
    assert sorted(asked.values()) == [["efficiency", "speed"], ["training"]]


def test_what_a_source_card_does_not_know_is_no_name():
    card = "id: memo\ntitle: A memo\npublisher: not stated\nauthor: not stated\ndate: 2025-01-01\n"
    workspace = read({"claims/x.yml": FILE.replace("hankyung-2025-08-02", "memo"), "seeds/sources/memo.yml": card})
    text = said(workspace, "en")
    assert "To: memo" in text and "source: memo, 2025-01-01, line 30" in text and "not stated," not in text


def test_a_person_is_not_asked_for_training_hardware(by_speaker):
    questions = {q.condition.name: q for q in by_speaker["hankyung-2025-08-02"].questions}
    for name in ("accelerator", "training_type", "grid_factor", "factor_type", "pue"):
        assert [g.sides for g in questions[name].gaps] == [("bloom",)], name
    assert [g.sides for g in questions["gas"].gaps] == [("bloom", "world")]


# ---- how it is said --------------------------------------------------------------------------------------------------


def said(workspace, language, form="text", **options):
    post = Post(language, workspace.knowledge)
    return "\n".join(getattr(post, form)(written(workspace, **options)))


def test_a_letter_names_claim_and_source_and_is_polite(workspace):
    text = said(workspace, "en")
    assert "Dear FuriosaAI," in text and "Could you please tell us" in text and "Thank you very much" in text
    assert "Eight RNGD are 2.3 times as efficient." in text and "our reference: efficiency" in text
    assert "Korea Economic Daily, 2025-08-02, line 30" in text
    assert "At which batch size" in text and "(figure 1: both of FuriosaAI RNGD and of NVIDIA A100; figure 2)" in text
    assert "up to about 10x on tokens per second" in text


def test_a_letter_in_korean_is_korean(workspace):
    text = said(workspace, "ko")
    assert "퓨리오사AI 귀중" in text and "감사하겠습니다" in text and "배치 크기, 곧 동시 요청 수를" in text
    assert "Dear" not in text and "Could you" not in text and "At which batch size" not in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_place_is_left_unfilled(workspace, language):
    for form in ("text", "markdown"):
        text = said(workspace, language, form, recommended=True)
        assert "{" not in text and "None" not in text


def test_hostile_text_is_no_markup_and_no_line_of_its_own():
    hostile = FILE.replace("RNGD makes 900 tokens a second.", '"<script>alert(1)</script> [x](javascript:y)\\n# Big | bar\\u202e"')
    workspace = read({"claims/x.yml": hostile})
    text = said(workspace, "en", "markdown")
    assert "<script>" not in text and "](javascript" not in text and "\n# Big" not in text and "\u202e" not in text
    assert "\u202e" not in said(workspace, "en")


# ---- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-9.7 %", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "－1", "|cmd", '=HYPERLINK("x")'])
def test_a_cell_that_runs_is_made_text(cell):
    made = harmless(cell)
    assert made.startswith(("'", "\\u"))
    assert csv_bytes([[cell]]).decode("utf-8-sig").lstrip('"')[0] in "'\\"


@pytest.mark.parametrize("cell", ["배치 크기", "900 token/s", "", "2.3배", "a=b"])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == cell


def test_the_table_opens_in_a_spreadsheet_with_korean_intact(tmp_path):
    (tmp_path / "claims").mkdir()
    hostile = FILE.replace("{statement: Eight RNGD are 2.3 times as efficient.,", "{statement: '=cmd|calc: 2.3 times',")
    assert hostile != FILE
    (tmp_path / "claims" / "x.yml").write_text(hostile, encoding="utf-8")
    command = [sys.executable, "-m", "factcheck", "questions", "--format", "csv", "--lang", "ko"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0 and done.stdout.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1 and b"\r\n" in done.stdout
    first = dict(zip(rows[0], rows[1], strict=True))
    assert {"발언자", "주장", "질문", "조건", "출처"} <= set(first)
    asked = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    hit = next(row for row in asked if row["주장"] == "efficiency" and row["조건"] == "배치 크기")
    assert hit["발언자"] == "퓨리오사AI" and hit["내용"].startswith("'=cmd") and hit["어느 쪽"]


# ---- the commands ----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "x.yml").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_questions_narrows_to_a_speaker_by_any_of_its_names(folder):
    one = run("questions", "--speaker", "퓨리오사AI", "--lang", "en", cwd=folder)
    assert one.returncode == 0 and "Dear FuriosaAI," in one.stdout and one.stdout.count("Dear ") == 1


def test_questions_to_nobody_known_names_the_nearest(folder):
    done = run("questions", "--speaker", "furioza", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "") and "did you mean furiosa?" in done.stderr


def test_questions_says_what_it_leaves_out(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "x.yml").write_text(FILE.replace("conditions: {rest: not stated}\nbaseline", "baseline", 1), encoding="utf-8")
    done = run("questions", cwd=tmp_path)
    assert done.returncode == 0 and "claims have conditions that nobody has looked for" in done.stderr


def test_questions_are_the_same_bytes_for_the_same_claims(folder):
    assert run("questions", "--format", "markdown", cwd=folder).stdout == run("questions", "--format", "markdown", cwd=folder).stdout


def test_the_language_is_that_of_the_system(folder):
    assert "귀중" in run("questions", cwd=folder, env={"LC_ALL": "ko_KR.UTF-8"}).stdout
    assert "Dear" in run("questions", cwd=folder, env={"LC_ALL": "C.UTF-8"}).stdout


# ---- speakers --------------------------------------------------------------------------------------------------------


def table(text):
    workspace = read({"claims/x.yml": text})
    return speaker_table(workspace.claims.values(), Disclosures(workspace.knowledge, workspace.claims))


def test_the_four_states_are_counted_apart_and_add_up():
    text = FILE.replace("conditions: {definition: chips in one server}", "conditions: {definition: n/a}")
    found = table(text)
    counts = {line.speaker: line.disclosed.counts for line in found.speakers}
    assert counts["lg_ai_research"] == Counts(stated=4, not_stated=0, not_looked_at=0, not_applicable=1)
    assert sum((line.disclosed.counts for line in found.speakers), Counts()) == found.total.counts
    assert sum((disclosed.counts for _, disclosed in found.kinds), Counts()) == found.total.counts
    assert found.total.claims == 5


def test_whoever_states_most_stands_first_and_every_share_has_its_base():
    found = table(FILE)
    shares = [line.disclosed.share for line in found.speakers]
    assert shares == sorted(shares, reverse=True) and found.speakers[0].speaker == "lg_ai_research"
    assert found.speakers[0].disclosed.share == Fraction(5, 5)
    for line in found.speakers:
        assert line.disclosed.share == Fraction(line.disclosed.counts.stated, line.disclosed.counts.applicable)


def test_what_is_most_often_left_out_is_named():
    furiosa = next(line for line in table(FILE).speakers if line.speaker == "furiosa")
    assert furiosa.disclosed.lacking[0] == ("batch_size", 2)


def test_the_command_shows_shares_with_their_counts(folder):
    done = run("speakers", cwd=folder)
    assert done.returncode == 0 and "5 of 5 (100%)" in done.stdout and "furiosa" in done.stdout
    data = json.loads(run("speakers", "--format", "json", cwd=folder).stdout)
    line = next(line for line in data["speakers"] if line["speaker"] == "lg_ai_research")
    assert line["conditions"] == {
        "required": 5, "stated": 5, "not_stated": 0, "not_looked_at": 0, "not_applicable": 0, "share_stated": 1.0
    }  # fmt: skip
    assert line["kinds"] == [{"kind": "count", **{key: line[key] for key in ("claims", "conditions", "most_often_not_stated")}}]


def test_the_json_of_a_check_has_the_table_and_the_known_effects():
    data = check({"claims/x.yml": FILE})
    assert [line["speaker"] for line in data["disclosure"]["speakers"]][0] == "lg_ai_research"
    assert data["conditions"]["batch_size"]["known_effect"]["factor"] == 10
    assert data["conditions"]["factor_type"]["known_effect"]["factor"] is None  # unbounded
    assert data["conditions"]["software"]["known_effect"] is None
    for claim in data["claims"]:
        assert set(claim["missing"]) | set(claim["unrecorded"]) <= set(data["conditions"])
        assert claim["required"]["not_stated"] >= len(set(claim["missing"]) - set(claim["unrecorded"]))


@pytest.mark.parametrize("command", [("speakers",), ("questions",), ("compare", "efficiency")])
def test_what_could_not_be_read_is_not_passed_over_in_silence(folder, command):
    (folder / "claims" / "y.yml").write_text("factcheck: 1\nclaims: [\n", encoding="utf-8")
    done = run(*command, cwd=folder)
    assert done.returncode == 0 and "in the files: what could not be read" in done.stderr and "factcheck check" in done.stderr


@pytest.mark.parametrize("command", [("speakers",), ("questions",), ("compare", "a", "b")])
def test_nothing_to_read_is_one_line_and_exit_code_2(tmp_path, command):
    done = run(*command, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.count("\n") == 1
