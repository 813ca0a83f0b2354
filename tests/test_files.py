"""Claim files: `valid/` holds files without a fault, `invalid/` files with the faults that their first lines name.

`# expect: RULE LINE:COLUMN` says what the File rules must find in an invalid file: that, and nothing else.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import FILE_RULES, check, check_folder, found, rules_of, the

HERE = Path(__file__).parent
EXPECT = re.compile(r"^# expect: (\S+) (\d+):(\d+)$", re.MULTILINE)
CLAIM = "{statement: s., kind: energy, subject: bloom, value: 25 MWh}"


def faults(data):
    """The findings of File rules; `unknown-entity` only speaks of names."""
    return sorted(
        (f["rule"], f["line"], f["column"])
        for f in data["findings"]
        if f["rule"] in FILE_RULES - {"unknown-entity"} and f["level"] == "error"
    )


@pytest.mark.parametrize("path", sorted(HERE.glob("valid/*.yml")), ids=lambda path: path.stem)
def test_a_valid_file_has_no_fault(path):
    data = check({"claims/x.yml": path.read_bytes()})
    assert not faults(data), [f["message"] for f in data["findings"] if f["rule"] in FILE_RULES]


@pytest.mark.parametrize("path", sorted(HERE.glob("invalid/*.yml")), ids=lambda path: path.stem)
def test_an_invalid_file_has_the_faults_that_it_announces(path):
    expected = sorted((rule, int(line), int(column)) for rule, line, column in EXPECT.findall(path.read_text("utf-8")))
    assert expected
    assert faults(check({"claims/x.yml": path.read_bytes()})) == expected


def test_every_file_rule_about_bad_input_has_an_invalid_file():
    shown = {rule for path in HERE.glob("invalid/*.yml") for rule, _, _ in EXPECT.findall(path.read_text("utf-8"))}
    assert shown == FILE_RULES - {"unknown-entity"}


# ---- what a message must say -----------------------------------------------------------------------------------------


def said(text, rule):
    return the(check(text), rule)["message"]


@pytest.mark.parametrize(
    ("rule", "text", "near"),
    [
        ("unknown-key", "a: {statement: s., kind: energy, subject: bloom, value: 25 MWh, perod: 2020}", "period"),
        ("unknown-kind", "a: {statement: s., kind: enregy, subject: bloom, value: 25 MWh}", "energy"),
        ("unknown-unit", "a: {statement: s., kind: energy, subject: bloom, value: 25 MWH}", "MWh"),
        ("unknown-condition", "a: {statement: s., kind: energy, subject: bloom, value: 25 MWh, conditions: {locaton: x}}", "location"),
        ("dangling-reference", "bloom_use: {statement: s., kind: energy, subject: bloom, value: 25 MWh, equals: blom_use * 1}", "bloom_use"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_was_meant(rule, text, near):
    assert near in said(text, rule)


def test_a_figure_cut_by_a_flow_mapping_says_to_quote_it():
    assert "quote the figure" in said("a: {statement: s., kind: energy, subject: bloom, value: 1,287 MWh}", "bad-value")


def test_a_cut_figure_of_a_condition_says_to_quote_it():
    text = "a: {statement: s., kind: energy, subject: bloom, value: 25 MWh, conditions: {total_compute: 1,287 FLOP}}"
    assert "quote the figure" in said(text, "bad-value")


def test_what_is_faulty_in_one_claim_costs_only_that():
    data = check(f"a: {{statement: s., kind: energy, subject: bloom, value: 25 MWh, period: soon}}\nb: {CLAIM}")
    assert [claim["id"] for claim in data["claims"]] == ["a", "b"]
    data = check(f"a: {{statement: s., kind: energy, subject: bloom, value: what}}\nb: {CLAIM}")
    assert [claim["id"] for claim in data["claims"]] == ["b"]


def test_what_stands_before_a_syntax_error_is_read():
    data = check(f"factcheck: 1\nclaims:\n  a: {CLAIM}\n  b: {{statement: [\n")
    assert [claim["id"] for claim in data["claims"]] == ["a"]
    assert len(found(data, "file-syntax")) == 1


def test_an_id_of_two_files_is_told_at_the_second():
    data = check({"claims/a.yml": f"use: {CLAIM}", "claims/b.yml": f"use: {CLAIM}"})
    finding = the(data, "duplicate-id")
    assert (finding["file"], finding["line"], finding["column"]) == ("claims/b.yml", 3, 3)
    assert "claims/a.yml" in finding["message"]


def test_an_id_may_come_from_any_file_of_the_workspace():
    data = check({"claims/a.yml": f"one: {CLAIM}", "claims/deep/b.yaml": "two: {statement: s., kind: energy, subject: gpt3, value: 50 MWh, equals: one * 2}"})
    assert not faults(data)
    assert [c["standing"] for c in data["claims"] if c["id"] == "two"] == ["consistent"]


# ---- files that are no plain text ------------------------------------------------------------------------------------


def one(data, rule, line=1, column=1):
    assert faults(data) == [(rule, line, column)]
    return the(data, rule)


def test_a_byte_order_mark_and_windows_line_ends_are_fine():
    text = f"factcheck: 1\r\nclaims:\r\n  a: {CLAIM}\r\n"
    data = check({"claims/x.yml": b"\xef\xbb\xbf" + text.encode()})
    assert not faults(data)
    assert (data["claims"][0]["line"], data["claims"][0]["column"]) == (3, 3)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_refused_as_a_whole(codec):
    data = check({"claims/x.yml": f"factcheck: 1\nclaims:\n  a: {CLAIM}\n".encode(codec)})
    assert {(rule, line) for rule, line, _ in faults(data)} == {("file-syntax", 1)}


def test_utf16_stands_at_1_1():
    one(check({"claims/x.yml": f"factcheck: 1\nclaims:\n  a: {CLAIM}\n".encode("utf-16")}), "file-syntax")


def test_a_byte_that_is_no_utf8_has_its_place():
    one(check({"claims/x.yml": b"factcheck: 1\ntitle: caf\xe9\nclaims:\n"}), "file-syntax", 2, 11)


def test_a_nul_byte_has_its_place():
    one(check({"claims/x.yml": b"factcheck: 1\ntitle: a\0b\nclaims:\n"}), "file-syntax", 2, 9)


def test_an_empty_file_holds_no_document():
    one(check({"claims/x.yml": b""}), "file-syntax")


def test_a_file_over_64_mb_is_refused_unread(tmp_path):
    (tmp_path / "claims").mkdir()
    with (tmp_path / "claims/x.yml").open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    one(check_folder(tmp_path), "file-limit")


def test_a_link_out_of_the_workspace_is_not_followed(tmp_path):
    (tmp_path / "outside.yml").write_text(f"factcheck: 1\nclaims:\n  a: {CLAIM}\n")
    (tmp_path / "w/claims").mkdir(parents=True)
    (tmp_path / "w/claims/x.yml").symlink_to(tmp_path / "outside.yml")
    data = check_folder(tmp_path / "w")
    one(data, "file-limit")
    assert not data["claims"]


def test_a_linked_folder_out_of_the_workspace_is_not_followed(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.yml").write_text(f"factcheck: 1\nclaims:\n  a: {CLAIM}\n")
    (tmp_path / "w/claims").mkdir(parents=True)
    (tmp_path / "w/claims/b.yml").write_text(f"factcheck: 1\nclaims:\n  b: {CLAIM}\n")
    (tmp_path / "w/claims/deep").symlink_to(tmp_path / "outside")
    data = check_folder(tmp_path / "w")
    assert [claim["id"] for claim in data["claims"]] == ["b"]
    one(data, "file-limit")


def test_a_link_inside_the_workspace_is_read_where_it_stands(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "kept.txt").write_text(f"factcheck: 1\nclaims:\n  a: {CLAIM}\n")
    (tmp_path / "claims/x.yml").symlink_to(tmp_path / "kept.txt")
    data = check_folder(tmp_path)
    assert not faults(data) and [claim["file"] for claim in data["claims"]] == ["claims/x.yml"]


def test_a_special_file_is_refused_unopened(tmp_path):
    (tmp_path / "claims").mkdir()
    os.mkfifo(tmp_path / "claims/x.yml")
    one(check_folder(tmp_path), "file-limit")


def test_a_link_to_nothing_is_a_fault_beside_the_rest(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/a.yml").write_text(f"factcheck: 1\nclaims:\n  a: {CLAIM}\n")
    (tmp_path / "claims/x.yml").symlink_to(tmp_path / "claims/gone.yml")
    data = check_folder(tmp_path)
    assert len(data["claims"]) == 1 and len(faults(data)) == 1
    assert faults(data)[0][0] in ("file-syntax", "file-limit")


# ---- limits ----------------------------------------------------------------------------------------------------------


def nested(depth):
    return "factcheck: 1\nclaims:\n  a: {notes: " + "[" * depth + "]" * depth + "}\n"


@pytest.mark.parametrize("depth", [98, 5000, 200_000])
def test_more_than_100_levels_are_refused(depth):
    data = check(nested(depth))
    assert [rule for rule, line, _ in faults(data) if line == 3] == ["file-limit"] * len(faults(data)) != []


def test_100_levels_are_read():
    assert "file-limit" not in rules_of(check(nested(97)))


def test_an_alias_bomb_is_refused():
    lines = ["factcheck: 1", "notes: x", "skip:", "  - &a0 {quote: x}"]
    lines += [f"  - &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 12)]
    data = check("\n".join(lines) + "\n")
    assert "file-limit" in rules_of(data)


def test_a_thousand_aliases_are_read_and_one_more_is_refused():
    for many in (1000, 1001):
        text = "factcheck: 1\nclaims:\n  a: {statement: &s s., kind: energy, subject: bloom, value: 25 MWh, via: [" + ", ".join(["*s"] * many) + "]}\n"
        assert ("file-limit" in rules_of(check(text))) == (many > 1000)


def test_an_alias_inside_what_it_names_is_refused():
    data = check("factcheck: 1\nclaims: &c\n  a: *c\n")
    assert faults(data)[0][:2] in [("file-limit", 3), ("file-syntax", 3)]


@pytest.mark.parametrize("open_, close", [("(", ")"), ("sum(", ")"), ("-", "")])
def test_51_levels_of_an_expression_are_over_the_limit(open_, close):
    for levels, rule in ((51, "file-limit"),):
        data = check(f"a: {CLAIM}\nb: {{statement: s., kind: energy, subject: gpt3, value: 25 MWh, equals: '{open_ * levels}a{close * levels}'}}")
        assert [f[0] for f in faults(data)] == [rule]


def test_an_expression_of_1001_characters_is_over_the_limit():
    fits = "a" + " + a" * 249 + "   "
    for text, expected in ((fits, []), (fits.strip() + " + a", ["file-limit"])):
        data = check(f"a: {CLAIM}\nb: {{statement: s., kind: energy, subject: gpt3, value: 6250 MWh, equals: '{text}'}}")
        assert [f[0] for f in faults(data)] == expected


@pytest.mark.parametrize("where", ["value: 1e999999999 MWh", "value: 25 MWh, equals: 1e999999999 * a", "value: 25 MWh, also: 1e301 kWh", "value: 25 MWh, of: 1e301"])
def test_a_huge_exponent_is_over_the_limit_wherever_it_stands(where):
    data = check(f"a: {CLAIM}\nb: {{statement: s., kind: energy, subject: gpt3, {where}}}")
    assert [f[0] for f in faults(data)] == ["file-limit"]


@pytest.mark.parametrize("where", ["value: {} MWh", "value: 25 MWh, of: {}", "value: 25 MWh, equals: a * {}"])
def test_101_digits_are_over_the_limit_wherever_they_stand(where):
    text = where.format("1" * 101)
    data = check(f"a: {CLAIM}\nb: {{statement: s., kind: energy, subject: gpt3, {text}}}")
    assert [f[0] for f in faults(data)] == ["file-limit"]


# ---- anything else ---------------------------------------------------------------------------------------------------


def test_control_and_bidirectional_characters_are_shown_escaped():
    data = check('a: {statement: s., kind: "ener\\u202egy\\e[31m", subject: bloom, value: 25 MWh}')
    message = the(data, "unknown-kind")["message"]
    assert "\u202e" not in message and "\x1b" not in message


PARTS = ["factcheck: 1\n", "claims:\n", f"  a: {CLAIM}\n", "  b:\n    value: ", "    kind: ", "{", "}", "[", "]", "&a ", "*a ", "- ", "? ", ": ",
         "!!str ", "\t", "'", '"', "|\n", ">\n", "relations:\n", "  r: {order: [a, b]}\n", "waivers:\n", "conditions: ", "not stated", "n/a",
         "25 MWh", "\n", "# x\n", "---\n", "...\n", "%YAML 9.9\n", "equals: a/", "\u202e", "\x85", "same", "review: {verdict: "]  # fmt: skip


@settings(max_examples=200)
@given(st.binary(max_size=200) | st.lists(st.sampled_from(PARTS), max_size=16).map(lambda parts: "".join(parts).encode()))
@example(b"factcheck: 1\nclaims: {a: {? [x]: y}}\n")
@example(b"? [a]\n: b\n")
@example(b"factcheck: 1\nclaims: {a: {value: !<x> 1}}")
def test_any_file_is_a_review(content):
    data = check({"claims/x.yml": content, "claims/ok.yml": f"sound: {CLAIM}"})
    assert "sound" in [claim["id"] for claim in data["claims"]]
    assert all(f["line"] >= 1 and f["column"] >= 1 for f in data["findings"])
