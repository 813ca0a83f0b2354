"""Signing off: what `factcheck review` writes, what makes it out of date, and where reviewer and program disagree."""

import difflib
import json
import re
from pathlib import Path

import pytest
from support import RULE_NAMES, check, found, knowledge, standing, the, whole
from test_cli import run

from factcheck.files.reader import read_dossier
from factcheck.model.claim import VERDICTS
from factcheck.model.signature import RATINGS, digest

HERE = Path(__file__).parent
TEXT = """\
# a comment at the top
factcheck: 1
source: x   # defaults
conditions: {rest: not stated, batch_size: 8}

claims:
  use:
    statement:   Training took  433 MWh.   # spaces as the analyst likes them
    kind: energy
    subject: 'bloom'
    value: "433.0 MWh"
    notes: read twice
    conditions:
      pue: 1.1
      # location: to be looked up

  # the other one
  more: {statement: s., kind: energy, subject: gpt3, value: 866 MWh, equals: use * 2}
"""


def claims_of(text):
    return {one.id: one for one in read_dossier(text, "x", knowledge(), RULE_NAMES).dossier.claims}


def digest_of(text, id_="use"):
    return digest(claims_of(text)[id_])


@pytest.fixture
def signed(tmp_path):
    """Sign claims of a file one after the other and return what it then holds."""

    def sign(text, *signatures, ends="\n"):
        path = tmp_path / "claims" / "x.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.replace("\n", ends).encode())
        for id_, *options in signatures:
            done = run("review", id_, "--on", "2026-11-21", *options, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
        return path.read_bytes().decode()

    return sign


def added(before, after):
    return [line[2:] for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:1] == "+"]


def removed(before, after):
    return [line[2:] for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:1] == "-"]


# ---- what is written -------------------------------------------------------------------------------------------------


def test_a_block_gets_lines_of_its_own_and_keeps_all_others(signed):
    text = signed(TEXT, ("use", "--verdict", "supported", "--by", "desk", "--note", "Page 3: table 2"))
    assert removed(TEXT, text) == []
    assert added(TEXT, text) == [
        "    review:", "      verdict: supported", "      by: desk", "      on: 2026-11-21", "      note: 'Page 3: table 2'",
        f"      digest: {digest_of(TEXT)}",
    ]  # fmt: skip


def test_a_flow_mapping_gets_it_inside_its_braces(signed):
    text = signed(TEXT, ("more", "--verdict", "wrong", "--by", "김 데스크"))
    review = f"{{verdict: wrong, by: 김 데스크, on: 2026-11-21, digest: {digest_of(TEXT, 'more')}}}"
    assert text == TEXT.replace("equals: use * 2}", f"equals: use * 2, review: {review}}}")


def test_a_second_review_edits_the_first_where_it_stands(signed):
    first = signed(TEXT, ("use", "--verdict", "supported", "--by", "desk", "--note", "first"))
    first = first.replace("      by: desk\n", "      by: desk          # the night shift\n")
    second = signed(first, ("use", "--verdict", "misleading", "--by", "other"))
    assert removed(first, second) == ["      verdict: supported", "      by: desk          # the night shift"]
    assert added(first, second) == ["      verdict: misleading", "      by: other          # the night shift"]
    assert "note" not in signed(second, ("use", "--verdict", "wrong", "--by", "o", "--note", "")).replace("notes:", "")


def test_json_stays_json(signed):
    text = (HERE / "valid/json_is_yaml.yml").read_text()
    after = signed(text, ("a", "--verdict", "supported", "--by", 'the "desk"'))
    assert json.loads(after)["claims"]["a"]["review"]["by"] == 'the "desk"'


@pytest.mark.parametrize("note", ["a: b", "# no comment", "it's", "- x", "{", "한국어 ~ 3배", "tab\there", "\u202e", "null", "x " * 150, "'", '"', "a\nb", "- ", "?"])
def test_any_note_is_read_back(signed, note):
    for id_ in ("use", "more"):
        text = signed(TEXT, (id_, "--verdict", "unclear", "--by", "desk", "--note", note))
        assert claims_of(text)[id_].review.note == note.strip()
        assert all(len(line) <= 120 for line in text.splitlines()) or id_ == "more"


def test_line_ends_stay(signed):
    text = signed(TEXT, ("use", "--verdict", "supported", "--by", "desk"), ends="\r\n")
    assert text.count("\r\n") == text.count("\n") == TEXT.count("\n") + 5


@pytest.mark.parametrize("path", sorted([*HERE.glob("valid/*.yml"), *HERE.parent.glob("claims/*.yml")]), ids=lambda path: path.stem)
def test_every_claim_of_the_suite_can_be_signed_and_nothing_else_changes(signed, path):
    before = path.read_text("utf-8-sig")
    claims = claims_of(before)
    text = signed(before, *((id_, "--verdict", "supported", "--by", "somebody") for id_ in claims if f"{id_}: *" not in before))
    after = claims_of(text)
    assert after.keys() == claims.keys()
    for id_, one in after.items():
        assert one.review.digest == digest(one) == digest(claims[id_])
        assert one.review.by == "somebody"
    assert re.findall("#.*", text) == re.findall("#.*", before)


def test_a_claim_behind_an_alias_is_refused(tmp_path):
    text = "factcheck: 1\nclaims:\n  a: &a {statement: s., kind: energy, subject: bloom, value: 25 MWh}\n  b: *a\n"
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/x.yml").write_text(text)
    done = run("review", "b", "--verdict", "wrong", "--by", "x", cwd=tmp_path)
    assert done.returncode == 2 and "without an alias" in done.stderr
    assert run("review", "a", "--verdict", "wrong", "--by", "x", cwd=tmp_path).returncode == 2, "b would be signed with it"
    assert (tmp_path / "claims/x.yml").read_text() == text


@pytest.mark.parametrize(
    "options", [("nobody", "--verdict", "wrong", "--by", "x"), ("use", "--verdict", "true", "--by", "x"), ("use", "--verdict", "wrong"),
                ("use", "--verdict", "wrong", "--by", " "), ("use", "--verdict", "wrong", "--by", "x", "--on", "soon")]
)  # fmt: skip
def test_what_cannot_be_signed_is_told_and_nothing_is_written(tmp_path, options):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/x.yml").write_text(TEXT)
    done = run("review", *options, cwd=tmp_path)
    assert done.returncode == 2 and not done.stdout and "Traceback" not in done.stderr
    assert (tmp_path / "claims/x.yml").read_text() == TEXT


# ---- the digest ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("433.0", "433"), ("433.0 MWh", "about 433.0 MWh"), ('MWh"', 'GWh"'), ("took", "used"), ("'bloom'", "gpt3"), ("pue: 1.1", "pue: 1.2"),
        ("kind: energy\n    subject: 'bloom'", "kind: energy\n    measure: training energy\n    subject: bloom"),
        ("source: x", "source: y"), ("rest: not stated, ", ""), ("pue: 1.1", "pue: {value: 1.1, at: 3}"), ("claims:", "speaker: me\nclaims:"),
        ("notes: read twice", "at: 3"), ("notes: read twice", "baseline: gpt3"), ("pue: 1.1", "pue: n/a"),
    ],
)  # fmt: skip
def test_what_a_claim_says_changes_it(old, new):
    assert old in TEXT
    assert digest_of(TEXT.replace(old, new, 1)) != digest_of(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("notes: read twice", "notes: another"), ("    notes: read twice\n", ""), ("  # the other", "# the other"), ('"433.0 MWh"', "433.0   MWh"),
        ("took  433", "took 433"), ("'bloom'", "bloom"), ("use:\n", "used:\n"), ("equals: use", "equals: 3 * use"), ("batch_size: 8", "batch_size: 9"),
        ("    kind: energy\n    subject: 'bloom'\n", "    subject: bloom\n    kind: energy\n"), ("pue: 1.1", "power usage effectiveness: 1.1"),
        ("source: x   # defaults\n", "title: t\nsource: x\n"),
    ],
)  # fmt: skip
def test_how_it_is_written_does_not(old, new):
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    assert digest_of(text, "used" if "used:" in text else "use") == digest_of(TEXT)


def test_a_unit_in_words_or_symbols_is_one():
    assert digest_of(TEXT.replace('"433.0 MWh"', "433.0 t CO2e")) == digest_of(TEXT.replace('"433.0 MWh"', "433.0 tonnes CO2e"))


def test_digests_of_earlier_versions_hold():
    """Whoever signed a claim has done so for good: a change of this digest makes every review out of date."""
    text = whole("use: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}")
    assert digest_of(text) == "0196b3955bf4a79dbfc5e604b5e9cb33"


# ---- findings and status ---------------------------------------------------------------------------------------------


def test_a_claim_without_a_review_is_a_note():
    assert the(check(TEXT), "unreviewed", "use")["level"] == "note"


def test_a_signed_claim_is_silent_until_it_is_edited(signed):
    text = signed(TEXT, ("use", "--verdict", "supported", "--by", "desk"))
    assert not [f for f in check(text)["findings"] if f["claims"] == ["use"] and "review" in f["rule"]]
    assert not found(check(text.replace("read twice", "read again")), "review-outdated")
    finding = the(check(text.replace("433.0", "434.0")), "review-outdated", "use")
    assert finding["level"] == "warning" and "desk" in finding["message"]
    assert finding["line"] == text[: text.index("      verdict")].count("\n") + 1
    assert not found(check(text.replace("433.0", "434.0")), "unreviewed", "use")


def test_a_review_without_a_digest_is_a_note():
    text = "a: {statement: s., kind: energy, subject: bloom, value: 25 MWh, review: {verdict: wrong, by: x, on: 2026-01-01}}"
    assert the(check(text), "review-outdated")["level"] == "note"


@pytest.mark.parametrize(
    ("value", "verdict", "level"),
    [
        ("999 MWh", "supported", "warning"), ("999 MWh", "mostly_supported", "warning"), ("999 MWh", "not_checkable", "warning"),
        ("999 MWh", "wrong", None), ("999 MWh", "misleading", None), ("999 MWh", "unclear", None), ("866 MWh", "wrong", "note"),
        ("866 MWh", "supported", None), ("866 MWh", "misleading", None), ("866.2 MWh", "supported", None),
    ],
)  # fmt: skip
def test_where_reviewer_and_program_disagree(value, verdict, level):
    text = TEXT.replace("866 MWh, equals: use * 2", f"{value}, equals: use * 2, review: {{verdict: {verdict}, by: desk, on: 2026-01-01}}")
    data = check(text)
    assert [f["level"] for f in found(data, "verdict-disputed", "more")] == ([level] if level else [])
    assert verdict in VERDICTS


def test_a_waived_contradiction_is_no_dispute_and_a_dispute_can_be_waived():
    text = TEXT.replace("866 MWh, equals: use * 2", "999 MWh, equals: use * 2, review: {verdict: supported, by: desk, on: 2026-01-01}")
    waiver = "waivers:\n  - {claim: more, rule: %s, reason: explained}\n"
    assert not found(check(text + waiver % "equation-fails"), "verdict-disputed")
    waived = check(text + waiver % "verdict-disputed")
    assert the(waived, "verdict-disputed")["waived"]["reason"] == "explained"
    assert standing(waived, "more") == "contradicted" and not found(waived, "waiver-unused")


def test_a_dispute_names_what_is_left_when_one_of_two_findings_is_waived():
    text = TEXT.replace("866 MWh, equals: use * 2", "999 MWh, equals: use * 2, review: {verdict: supported, by: desk, on: 2026-01-01}")
    text += "relations:\n  whole: {sum: {parts: [use], total: more}}\n"
    assert "(equation-fails, sum-fails)" in the(check(text), "verdict-disputed", "more")["message"]
    waived = check(text + "waivers:\n  - {claim: more, rule: equation-fails, reason: explained}\n")
    assert "(sum-fails)" in the(waived, "verdict-disputed", "more")["message"]


def test_blank_lines_that_a_text_keeps_stay_before_a_review(signed):
    text = "factcheck: 1\nclaims:\n  a:\n    statement: s.\n    kind: energy\n    subject: bloom\n    value: 25 MWh\n    notes: |+\n      kept\n\n\n"
    after = signed(text, ("a", "--verdict", "wrong", "--by", "x"))
    assert after.startswith(text) and claims_of(after)["a"].review.by == "x"


def test_status_says_who_signed_what_and_what_changed_since(signed, tmp_path):
    text = signed(TEXT, ("use", "--verdict", "supported", "--by", "desk"), ("more", "--verdict", "not_checkable", "--by", "desk"))
    (tmp_path / "claims/x.yml").write_text(text.replace("866 MWh", "999 MWh"))
    done = run("status", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("claims/x.yml:7:3: use: supported by desk on 2026-11-21; unchecked")
    assert "the claim has changed since" in lines[1] and "contradicted" in lines[2]
    assert lines[-1] == "2 claims: 1 signed off, 1 changed since, 0 without a digest, 0 not reviewed; 1 disputed"
    rows = json.loads(run("status", "--format", "json", cwd=tmp_path).stdout)["claims"]
    assert [(row["id"], row["state"], row["rating"].get("ratingValue")) for row in rows] == [("use", "signed", 5), ("more", "changed", None)]
    assert rows[1]["dispute"]


def test_every_verdict_has_its_rating():
    assert tuple(RATINGS) == VERDICTS
    assert [rating.value for rating in RATINGS.values()] == [5, 4, 3, 2, 1, None]


def test_the_shipped_claims_are_signed_as_they_stand():
    for path in HERE.parent.glob("claims/*.yml"):
        for one in claims_of(path.read_text("utf-8")).values():
            assert one.review is not None and one.review.digest == digest(one), one.id
