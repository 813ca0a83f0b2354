"""Configuration: the nearest file counts, the command line goes before it, and an error names the file and the key."""

import json

import pytest
from test_cli import DAY, GOOD, NOTED, WRONG, run


@pytest.fixture
def place(tmp_path):
    def made(text=NOTED, name="factcheck.toml", content=""):
        (tmp_path / "claims" / "deep").mkdir(parents=True, exist_ok=True)
        (tmp_path / "claims" / "x.yml").write_text(text)
        (tmp_path / name).write_text(content)
        return tmp_path

    return made


def levels(done, rule):
    return sorted(f["level"] for f in json.loads(done.stdout)["findings"] if f["rule"] == rule)


def test_fail_on_is_read_and_the_command_line_goes_before_it(place):
    folder = place(content='fail-on = "warning"\n')
    assert run("check", *DAY, cwd=folder).returncode == 1
    assert run("check", *DAY, "--fail-on", "error", cwd=folder).returncode == 0


def test_it_may_stand_in_pyproject(place):
    folder = place(name="pyproject.toml", content='[tool.other]\nx = 1\n[tool.factcheck]\nfail-on = "warning"\n')
    assert run("check", *DAY, cwd=folder).returncode == 1


def test_the_nearest_one_counts_and_it_alone(place):
    folder = place(content='fail-on = "note"\n[levels]\nunreviewed = "off"\n')
    (folder / "claims" / "pyproject.toml").write_text("[project]\nname = 'no table of ours'\n")
    assert run("check", *DAY, "x.yml", cwd=folder / "claims").returncode == 1
    (folder / "claims" / "factcheck.toml").write_text("")
    done = run("check", *DAY, "x.yml", "--format", "json", cwd=folder / "claims")
    assert done.returncode == 0 and levels(done, "unreviewed") == ["note", "note"]


def test_it_is_looked_for_at_the_path_that_is_checked(place, tmp_path_factory):
    folder = place(content='fail-on = "note"\n')
    assert run("check", *DAY, folder / "claims" / "x.yml", cwd=tmp_path_factory.mktemp("elsewhere")).returncode == 1


def test_paths_are_those_beside_the_file(place):
    folder = place(content='paths = ["claims/deep"]\n')
    (folder / "claims" / "deep" / "y.yml").write_text(GOOD.replace("use:", "other:"))
    for cwd in (folder, folder / "claims"):
        assert [c["id"] for c in json.loads(run("check", "--format", "json", cwd=cwd).stdout)["claims"]] == ["other"]
    data = json.loads(run("check", "claims/x.yml", "--format", "json", cwd=folder).stdout)
    assert [c["id"] for c in data["claims"]] == ["use", "more"]


def test_a_level_is_set_for_the_gravest_of_a_rule(place):
    folder = place(content='[levels]\nunrecorded-condition = "error"\nunreviewed = "warning"\n')
    done = run("check", *DAY, "--format", "json", cwd=folder)
    assert done.returncode == 1
    assert levels(done, "unrecorded-condition") == ["error", "error", "note", "note"]
    assert levels(done, "unreviewed") == ["warning", "warning"]


def test_a_milder_level_makes_all_of_a_rule_as_mild_and_leaves_the_standing(place):
    done = run("check", *DAY, "--format", "json", cwd=place(WRONG, content='[levels]\nequation-fails = "note"\n'))
    assert done.returncode == 0 and levels(done, "equation-fails") == ["note"]
    assert [c["standing"] for c in json.loads(done.stdout)["claims"]] == ["unchecked", "contradicted"]


def test_a_rule_that_is_off_is_not_heard_and_numbers_stay_right(place):
    content = '[levels]\nunrecorded-condition = "off"\n'
    data = json.loads(run("check", *DAY, "--format", "json", cwd=place(WRONG, content=content)).stdout)
    assert "unrecorded-condition" not in [f["rule"] for f in data["findings"]]
    for claim in data["claims"]:
        assert all(claim["id"] in data["findings"][number]["claims"] for number in claim["findings"])


def test_a_waiver_of_a_rule_that_is_off_is_not_unused(place):
    text = NOTED + "waivers:\n  - {claim: use, rule: unreviewed, reason: r}\n"
    done = run("check", *DAY, cwd=place(text, content='[levels]\nunreviewed = "off"\n'))
    assert "waiver-unused" not in done.stdout


def test_lang_is_that_of_the_report(place):
    folder = place(content='lang = "ko"\n')
    assert run("report", "--single-file", cwd=folder, env={"LC_ALL": "C"}).returncode == 0
    assert '<html lang="ko"' in (folder / "report.html").read_text("utf-8")
    assert run("report", "--single-file", "--lang", "en", cwd=folder).returncode == 0
    assert '<html lang="en"' in (folder / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("fail_on = 'note'", ["fail_on", "did you mean fail-on"]), ("fail-on = 'sometimes'", ["fail-on", "sometimes"]), ("lang = 'fr'", ["lang"]),
        ("paths = 'claims'", ["paths"]), ("paths = ['nowhere']", ["paths", "nowhere"]), ("levels = 1", ["levels"]),
        ("[levels]\nunreviewd = 'note'", ["levels.unreviewd", "did you mean unreviewed"]), ("[levels]\nunreviewed = 'loud'", ["levels.unreviewed", "loud"]),
        ("[levels]\nequation-fails = 'off'", ["levels.equation-fails", "waive"]), ("[levels]\nunreviewed = 3", ["levels.unreviewed"]),
        ("fail-on = ", ["no TOML"]), ("a = 1\na = 2", ["no TOML"]), ('"\\u001b[31m" = 1', ["\\u001b"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["factcheck.toml", "pyproject.toml"])
def test_an_error_in_it_names_the_file_and_the_key(place, name, content, words):
    if name == "pyproject.toml":
        content = content.replace("[levels]", "[tool.factcheck.levels]") if "[levels]" in content else f"[tool.factcheck]\n{content}"
    done = run("check", cwd=place(name=name, content=content))
    assert done.returncode == 2 and not done.stdout
    assert done.stderr.startswith(f"factcheck: {name}") and "internal" not in done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def test_a_broken_pyproject_without_a_word_of_factcheck_is_not_our_business(place):
    assert run("check", *DAY, cwd=place(name="pyproject.toml", content="[project\n")).returncode == 0
