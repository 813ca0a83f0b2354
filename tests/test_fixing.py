"""Fixes that findings offer: safe ones with `--fix`, guesses by the name of their rule, nothing else touched."""

import json

import pytest
from test_cli import DAY, run

HEAD = "factcheck: 1\nclaims:\n"
CLAIM = "statement: s., kind: energy, subject: bloom, value: 25 MWh"


@pytest.fixture
def fix(tmp_path):
    (tmp_path / "claims").mkdir()

    def fixed(text, *options):
        path = tmp_path / "claims" / "x.yml"
        path.write_bytes(text.encode())
        done = run("check", *DAY, *options, cwd=tmp_path)
        return done, path.read_bytes().decode()

    return fixed


SAFE = [
    (HEAD + "  a: {statement: s., kind: energy, subject: bloom, value: 1,287 MWh}\n", ("1,287 MWh", '"1,287 MWh"')),
    (HEAD + "  a: {value: 1,287,000 MWh, statement: s., kind: energy, subject: bloom} # 1,287 MWh\n", ("1,287,000 MWh", '"1,287,000 MWh"')),
    (HEAD + f"  a: {{{CLAIM}, conditions: {{total_compute: 1,287 FLOP}}}}\n", ("1,287 FLOP", '"1,287 FLOP"')),
    ("# a remark\n" + HEAD.replace("factcheck: 1\n", "") + f"  a: {{{CLAIM}}}\n", ("# a remark\n", "factcheck: 1\n# a remark\n")),
]
UNSAFE = [
    ("unknown-key", f"  a: {{{CLAIM}, perod: 2020}}\n", ("perod", "period")),
    ("unknown-key", f"  a: {{{CLAIM}, 'perod': 2020}}\n", ("perod", "period")),
    ("unknown-kind", "  a: {statement: about enregy, kind: enregy, subject: bloom, value: 25 MWh}\n", ("kind: enregy", "kind: energy")),
    ("unknown-unit", "  a: {statement: 25 MWH, kind: energy, subject: bloom, value: '25MWH' }\n", ("'25MWH'", "'25MWh'")),
    ("unknown-condition", f"  a:\n    {CLAIM.replace(', ', chr(10) + '    ')}\n    conditions:\n      locaton: x # locaton\n", ("locaton: x", "location: x")),
    ("bad-value", f"  a: {{{CLAIM}, part: headlin}}\n", ("headlin", "headline")),
    ("bad-value", f"  a: {{{CLAIM}}}\nwaivers:\n  - {{claim: a, rule: unreviewd, reason: r}}\n", ("unreviewd", "unreviewed")),
    ("dangling-reference", f"  bloom_use: {{{CLAIM}}}\n  b: {{{CLAIM}, equals: 2 * blom_use / blom_used}}\n", ("blom_use /", "bloom_use /")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "change"), SAFE)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_safe_fix_changes_what_is_wrong_and_nothing_else(fix, text, change, end):
    done, after = fix(text.replace("\n", end), "--fix")
    assert after.replace("\r\n", "\n") == text.replace(*change, 1)
    assert done.returncode == 0 and "fixed bad-value" in done.stderr and "bad-value" not in done.stdout


@pytest.mark.parametrize(("text", "change"), SAFE)
def test_without_asking_nothing_is_changed_and_the_offer_is_told(fix, text, change):
    done, after = fix(text)
    assert after == text and done.returncode == 1
    assert "1 can be mended by `factcheck check --fix`" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("coverage:")


@pytest.mark.parametrize(("rule", "claims", "change"), UNSAFE)
def test_a_guess_is_made_only_for_its_rule(fix, rule, claims, change):
    text = HEAD + claims
    assert fix(text, "--fix")[1] == text
    assert fix(text, "--fix-unsafe", "circular-equation")[1] == text
    done, after = fix(text, "--fix-unsafe", rule)
    assert after == text.replace(*change, 1)
    assert f"fixed {rule}" in done.stderr


def test_a_finding_carries_its_fix_as_data(fix):
    data = json.loads(fix(SAFE[0][0], "--format", "json")[0].stdout)
    offered = [f["fix"] for f in data["findings"] if "fix" in f]
    assert offered == [{"line": 3, "column": 59, "old": "1,287 MWh", "new": '"1,287 MWh"', "safe": True}]


def test_several_at_once(fix):
    text = HEAD + "  a: {statement: s., kind: enregy, subject: bloom, value: 1,287 MWh, perod: 2020}\n"
    _, after = fix(text, "--fix", "--fix-unsafe", "unknown-key", "--fix-unsafe", "unknown-kind")
    assert after == HEAD + '  a: {statement: s., kind: energy, subject: bloom, value: "1,287 MWh", period: 2020}\n'


def test_a_waived_finding_is_left_alone(fix):
    text = HEAD + f"  a: {{{CLAIM}, perod: 2020}}\nwaivers:\n  - {{claim: a, rule: unknown-key, reason: r}}\n"
    assert fix(text, "--fix-unsafe", "unknown-key")[1] == text


@pytest.mark.parametrize("text", ["%YAML 1.2\n---\nclaims: {}\n", '{"claims": {}}\n'])
def test_a_fix_that_would_break_the_file_is_not_made(fix, text):
    done, after = fix(text, "--fix")
    assert after == text and done.returncode == 1


def test_a_key_that_is_there_already_is_not_made_a_second_time(fix):
    text = HEAD + f"  a: {{{CLAIM}, period: 2020, perod: 2021}}\n"
    assert fix(text, "--fix-unsafe", "unknown-key")[1] == text


def test_no_such_rule(fix):
    assert fix(SAFE[0][0], "--fix-unsafe", "nonsense")[0].returncode == 2
