"""Baselines: known findings stay visible and marked, and only new ones fail."""

import json

import pytest
from test_cli import DAY, run

TEXT = """factcheck: 1
claims:
  use: {statement: s., kind: energy, subject: bloom, value: 433 MWh}
  more: {statement: s., kind: energy, subject: gpt3, value: 999 MWh, equals: use * 2}
"""


@pytest.fixture
def check(tmp_path):
    (tmp_path / "claims").mkdir()

    def checked(text, *options):
        (tmp_path / "claims" / "x.yml").write_text(text)
        return run("check", *DAY, *options, cwd=tmp_path)

    checked.folder = tmp_path
    return checked


@pytest.fixture
def known(check):
    """A baseline of TEXT, and a check against it."""
    written = check(TEXT, "--baseline", "known.json", "--update-baseline", "--fail-on", "note")
    assert written.returncode == 0 and "known findings written" in written.stderr
    return lambda text, *options: check(text, "--baseline", "known.json", *options)


def new(done):
    return sorted((f["rule"], *f["claims"][:1]) for f in json.loads(done.stdout)["findings"] if not f["known"])


def test_known_findings_are_shown_marked_and_do_not_fail(check, known):
    done = known(TEXT, "--fail-on", "note")
    assert done.returncode == 0 and not done.stderr
    line = next(line for line in done.stdout.splitlines() if "equation-fails" in line)
    assert line.endswith(" [known]")
    data = json.loads(known(TEXT, "--format", "json").stdout)
    assert data["findings"] and all(finding["known"] for finding in data["findings"])
    assert "known" not in json.loads(check(TEXT, "--format", "json").stdout)["findings"][0]
    assert next(claim for claim in data["claims"] if claim["id"] == "more")["standing"] == "contradicted"


def test_moved_lines_and_a_renamed_file_leave_them_known(check, known):
    (check.folder / "claims" / "sub").mkdir()
    assert known("# c\n\n" + TEXT, "--fail-on", "note").returncode == 0
    (check.folder / "claims" / "x.yml").rename(check.folder / "claims" / "sub" / "y.yml")
    done = run("check", *DAY, "--baseline", "known.json", "--fail-on", "note", cwd=check.folder)
    assert done.returncode == 0


def test_a_new_finding_fails(known):
    text = TEXT + "  third: {statement: s., kind: energy, subject: llama, value: 5 MWh, equals: use * 3}\n"
    done = known(text, "--format", "json")
    assert done.returncode == 1 and ("equation-fails", "third") in new(done)
    assert not [one for one in new(done) if "third" not in one]


def test_another_figure_makes_it_new(known):
    done = known(TEXT.replace("999", "998"), "--format", "json")
    assert done.returncode == 1 and ("equation-fails", "more") in new(done)


def test_a_condition_filled_in_makes_nothing_new_and_one_taken_away_does(check):
    filled = TEXT.replace("433 MWh}", "433 MWh, conditions: {pue: 1.1}}")
    assert check(filled, "--baseline", "b.json", "--update-baseline").returncode == 0
    more = filled.replace("{pue: 1.1}", "{pue: 1.1, location: France}")
    assert new(check(more, "--baseline", "b.json", "--format", "json")) == []
    assert new(check(TEXT, "--baseline", "b.json", "--format", "json")) == [("unrecorded-condition", "use")]


def test_a_finding_that_became_graver_is_new(check, known):
    path = check.folder / "known.json"
    path.write_text(path.read_text().replace('"rule": "equation-fails", "level": "error"', '"rule": "equation-fails", "level": "warning"'))
    assert new(known(TEXT, "--format", "json")) == [("equation-fails", "more")]


def test_what_occurs_more_often_is_new_as_often(check):
    double = TEXT + "  use: {statement: s.}\n"
    assert check(double, "--baseline", "b.json", "--update-baseline").returncode == 0
    assert new(check(double + "  use: {statement: s.}\n", "--baseline", "b.json", "--format", "json")) == [("duplicate-id",)]


def test_findings_that_are_gone_are_told_and_forgotten(known):
    mended = TEXT.replace("999", "866")
    assert "known findings are gone" in known(mended).stderr
    assert known(mended, "--update-baseline").returncode == 0
    assert not known(mended).stderr
    assert known(TEXT).returncode == 1


def test_a_waived_finding_is_not_put_into_it(check):
    waived = TEXT + "waivers:\n  - {claim: more, rule: equation-fails, reason: told}\n"
    assert check(waived, "--baseline", "b.json", "--update-baseline").returncode == 0
    assert "equation-fails" not in (check.folder / "b.json").read_text()


def test_the_same_findings_give_the_same_bytes(check, known):
    before = (check.folder / "known.json").read_bytes()
    known("# moved\n" + TEXT, "--update-baseline")
    assert (check.folder / "known.json").read_bytes() == before


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"schema": "other"}', '{"schema": "factcheck-baseline/1", "findings": [1]}', "[" * 100_000, "\xff"])
def test_a_file_that_is_no_baseline_is_told_and_never_overwritten(check, content):
    path = check.folder / "b.json"
    if content is not None:
        path.write_bytes(content.encode("latin-1"))
    done = check(TEXT, "--baseline", "b.json")
    assert done.returncode == 2 and "b.json" in done.stderr and not done.stdout
    if content is not None:
        assert check(TEXT, "--baseline", "b.json", "--update-baseline").returncode == 2
        assert path.read_bytes() == content.encode("latin-1")


def test_it_is_written_for_the_whole_workspace_only(check, known):
    (check.folder / "claims" / "y.yml").write_text("factcheck: 1\nclaims: {}\n")
    done = known(TEXT, "claims/x.yml", "--update-baseline")
    assert done.returncode == 2 and "whole workspace" in done.stderr
    assert known(TEXT, "claims/x.yml", "--fail-on", "note").returncode == 0
    assert check(TEXT, "--update-baseline").returncode == 2
