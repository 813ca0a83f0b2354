"""`factcheck init`: a workspace that checks clean, teaches by one example, and overwrites nothing."""

import json
import os

import pytest
from test_cli import DAY, run
from test_schema import problems

FILES = {
    "claim-file.schema.json", "claims/example.yml", "factcheck.toml", "seeds/entities.yml", "seeds/sources/example.yml", "texts/example.txt",
}  # fmt: skip


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def begun(tmp_path):
    done = run("init", "desk", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "desk"


def test_it_checks_clean(begun):
    assert set(files(begun)) == FILES
    for cwd, paths in ((begun, ()), (begun / "claims", ("example.yml",)), (begun.parent, ("desk/claims",))):
        done = run("check", *DAY, *paths, "--format", "json", "--fail-on", "note", cwd=cwd)
        data = json.loads(done.stdout)
        assert [f["message"] for f in data["findings"] if f["level"] != "note"] == []
        assert {"source-unknown", "unknown-entity", "unreviewed", "review-outdated"} & {f["rule"] for f in data["findings"]} == set()
        assert {c["id"]: c["standing"] for c in data["claims"]}["growth_2024"] == "consistent"
        assert {c["disclosure"] for c in data["claims"]} == {"complete"}
    assert run("check", *DAY, cwd=begun).returncode == 0


def test_the_change_that_it_proposes_is_noticed(begun):
    path = begun / "claims/example.yml"
    path.write_text(path.read_text().replace("value: 26 %", "value: 62 %"))
    done = run("check", *DAY, cwd=begun)
    assert done.returncode == 1 and "error equation-fails" in done.stdout and "review-outdated" in done.stdout


def test_its_quotes_stand_where_it_says(begun):
    lines = (begun / "texts/example.txt").read_text().splitlines()
    for claim, line in (("10,000 in 2023", 4), ("lent 12,600 e-books in 2024", 4), ("growth of 26 %", 5), ("renewals left out", 5), ("the city's auditors", 6)):
        assert claim in lines[line - 1]


def test_it_is_in_the_one_form_and_of_its_own_schema(begun):
    assert run("fmt", "--check", cwd=begun).returncode == 0
    text = (begun / "claims/example.yml").read_text()
    assert problems(text) == []
    named = text.splitlines()[0].split("$schema=")[1]
    assert (begun / "claims" / named).resolve() == (begun / "claim-file.schema.json").resolve()
    assert (begun / "claim-file.schema.json").read_text("utf-8") == run("schema", cwd=begun).stdout


def test_here_is_the_default(tmp_path):
    assert run("init", cwd=tmp_path).returncode == 0
    assert set(files(tmp_path)) == FILES


def test_a_second_time_changes_nothing(begun):
    before = files(begun)
    done = run("init", cwd=begun)
    assert done.returncode == 2 and "already" in done.stderr and files(begun) == before


@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_that_is_there_is_overwritten(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    done = run("init", cwd=tmp_path)
    assert done.returncode == 2 and name in done.stderr.replace(os.sep, "/")
    assert files(tmp_path) == {name: b"mine"}


def test_where_claims_are_there_is_a_workspace_already(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/own.yml").write_text("factcheck: 1\nclaims: {}\n")
    assert run("init", cwd=tmp_path).returncode == 2
    assert set(files(tmp_path)) == {"claims/own.yml"}


def test_what_a_stopped_run_left_is_completed(begun):
    (begun / "claims/example.yml").unlink()
    (begun / "factcheck.toml").unlink()
    assert run("init", cwd=begun).returncode == 0
    assert set(files(begun)) == FILES


def test_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "desk").write_text("a file")
    done = run("init", "desk", cwd=tmp_path)
    assert done.returncode == 2 and "Traceback" not in done.stderr and "internal" not in done.stderr
