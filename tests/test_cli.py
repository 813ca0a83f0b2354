"""The program from the outside: exit codes, streams, and the same bytes for the same input."""

import gc
import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest
from support import knowledge

from factcheck.cli.main import main
from factcheck.rules import RULES

GOOD = "factcheck: 1\nclaims:\n  use: {statement: s., kind: energy, subject: bloom, value: 433 MWh}\n"
NOTED = GOOD + "  more: {statement: s., kind: energy, subject: gpt3, value: 866 MWh, equals: use * 2}\n"
WRONG = GOOD + "  more: {statement: s., kind: energy, subject: gpt3, value: 999 MWh, equals: use * 2}\n"
DAY = ("--as-of", "2026-01-01")


def program(*arguments, cwd, env=None):
    """The program as a process of its own: slow, so only where that matters."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "factcheck", *map(str, arguments)], cwd=cwd, capture_output=True, text=True,
        stdin=subprocess.DEVNULL, timeout=60, env=os.environ | (env or {}),
    )  # fmt: skip


def run(*arguments, cwd, env=None):
    """The program inside this process, with its own streams."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["factcheck", *map(str, arguments)])
        patch.setattr(os, "_exit", sys.exit)  # the program may leave without tidying up; the tests go on
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        try:
            main()
        except SystemExit as left:
            code = left.code or 0
        finally:
            gc.enable()
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


@pytest.fixture
def workspace(tmp_path):
    def made(**files):
        for name, text in files.items():
            path = tmp_path / "claims" / f"{name}.yml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return made


# ---- check -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("check", "claims/good.yml"), 0), (("check",), 1), (("check", "nowhere"), 2), (("explain", "nonsense"), 2), ((), 2)],
)
def test_the_installed_program_does_the_same(workspace, arguments, code):
    done = program(*arguments, cwd=workspace(good=GOOD, wrong=WRONG.replace("use:", "used:").replace("use *", "used *")))
    assert done.returncode == code
    assert bool(done.stdout) == (code != 2 or not arguments) or not arguments
    assert "Traceback" not in done.stderr and "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (NOTED, (), 0), (WRONG, (), 1), ("factcheck: 1\nclaims: [\n", (), 1), (NOTED, ("--fail-on", "warning"), 1), (NOTED, ("--fail-on", "note"), 1),
        (WRONG, ("--fail-on", "never"), 0), (WRONG, ("--fail-on", "error", "--format", "json"), 1),
        (NOTED, ("--fail-on", "sometimes"), 2), (NOTED, ("--format", "xls"), 2), (NOTED, ("--as-of", "tomorrow"), 2), (NOTED, ("nowhere.yml",), 2),
        (NOTED, ("--nonsense",), 2),
    ],
)  # fmt: skip
def test_the_exit_code_says_how_it_went(workspace, text, options, code):
    done = run("check", *options, cwd=workspace(a=text))
    assert done.returncode == code, done.stderr
    if code == 2:
        assert not done.stdout and done.stderr.strip()
        assert "Traceback" not in done.stderr
    else:
        assert done.stdout and not done.stderr


def test_a_file_refused_by_a_limit_counts_as_opened(workspace):
    folder = workspace()
    (folder / "claims").mkdir()
    os.mkfifo(folder / "claims/x.yml")
    assert run("check", cwd=folder).returncode == 1


def test_nothing_to_read_is_exit_2(tmp_path):
    (tmp_path / "claims").mkdir()
    for folder in (tmp_path, tmp_path / "claims"):
        done = run("check", cwd=folder)
        assert (done.returncode, done.stdout) == (2, "") and "Traceback" not in done.stderr


def test_a_waived_error_does_not_fail_the_run(workspace):
    waiver = "waivers:\n  - {claim: more, rule: equation-fails, reason: known, until: 2026-01-31}\n"
    folder = workspace(a=WRONG + waiver)
    assert run("check", *DAY, cwd=folder).returncode == 0
    assert run("check", "--as-of", "2026-02-01", cwd=folder).returncode == 1


def test_the_text_ends_with_one_coverage_line(workspace):
    lines = run("check", *DAY, cwd=workspace(a=WRONG)).stdout.splitlines()
    assert lines[-1] == "coverage: 2 claims read, 1 checked, 1 not checkable"
    assert any(line.startswith("claims/a.yml:4:") and "error equation-fails:" in line for line in lines)


def test_the_text_folds_condition_findings_to_one_line_a_claim(workspace):
    text = GOOD.replace("433 MWh}", "433 MWh, conditions: {pue: not stated}}")
    lines = run("check", *DAY, cwd=workspace(a=text)).stdout.splitlines()
    assert sum("condition" in line for line in lines) == 1


def test_json_is_the_same_bytes_every_time(workspace):
    folder = workspace(a=WRONG, b=GOOD.replace("use", "again"), c="factcheck: 1\nclaims: [\n")
    once, twice = (program("check", "--format", "json", *DAY, cwd=folder, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert once.stdout == twice.stdout
    data = json.loads(once.stdout)
    assert list(data)[:6] == ["schema", "version", "as_of", "coverage", "claims", "findings"]  # more may follow
    assert data["as_of"] == "2026-01-01"


def test_findings_come_in_the_order_of_files_and_lines(workspace):
    data = json.loads(run("check", "--format", "json", *DAY, cwd=workspace(b=WRONG, a=WRONG.replace("use", "u").replace("more", "m"))).stdout)
    places = [(f["file"], f["line"], f["column"]) for f in data["findings"]]
    assert places == sorted(places) and len(set(places)) > 3
    for claim in data["claims"]:
        assert all(claim["id"] in data["findings"][number]["claims"] for number in claim["findings"])


def test_paths_narrow_what_is_reported_and_the_whole_workspace_is_read(workspace):
    folder = workspace(a=GOOD, b="factcheck: 1\nclaims:\n  more: {statement: s., kind: energy, subject: gpt3, value: 999 MWh, equals: use * 2}\n")
    both = json.loads(run("check", "--format", "json", cwd=folder).stdout)
    one = json.loads(run("check", "claims/b.yml", "--format", "json", cwd=folder).stdout)
    assert [c["id"] for c in both["claims"]] == ["use", "more"]
    assert [c["id"] for c in one["claims"]] == ["more"] and one["coverage"]["claims"] == 1
    assert {f["file"] for f in one["findings"]} == {"claims/b.yml"}
    assert "equation-fails" in [f["rule"] for f in one["findings"]] and "dangling-reference" not in [f["rule"] for f in one["findings"]]
    assert run("check", "claims/a.yml", cwd=folder).returncode == 0


def test_paths_are_shown_relative_to_the_workspace_from_any_folder(workspace, tmp_path):
    folder = workspace(a=WRONG)
    (tmp_path / "elsewhere").mkdir()
    here = run("check", *DAY, cwd=folder).stdout
    there = run("check", "../claims", *DAY, cwd=tmp_path / "elsewhere").stdout
    whole = run("check", str(folder), *DAY, cwd="/").stdout
    assert here == there == whole


def test_a_file_under_no_claims_has_its_own_folder_as_workspace(tmp_path):
    (tmp_path / "x.yml").write_text(WRONG)
    done = run("check", tmp_path / "x.yml", *DAY, cwd="/")
    assert done.returncode == 1 and "x.yml:4:" in done.stdout and str(tmp_path) not in done.stdout


def test_the_current_date_is_the_default(workspace):
    data = json.loads(run("check", "--format", "json", cwd=workspace(a=GOOD)).stdout)
    assert data["as_of"] >= "2026-01-01"


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "", "TERM": "xterm-256color"}])
@pytest.mark.parametrize("arguments", [("check",), ("show", "use"), ("rules",), ("explain", "equation-fails"), ("calc", "1 kWh * 2")])
def test_a_pipe_gets_no_escape_codes(workspace, env, arguments):
    done = run(*arguments, cwd=workspace(a=WRONG), env=env)
    assert done.stdout and "\x1b" not in done.stdout + done.stderr


def test_two_runs_at_once_do_not_disturb_each_other(workspace):
    folder = workspace(a=WRONG)
    command = [sys.executable, "-W", "ignore", "-m", "factcheck", "check", "--format", "json", *DAY]
    both = [subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    outputs = [process.communicate(timeout=60) for process in both]
    assert outputs[0] == outputs[1] and outputs[0][0] and not outputs[0][1]
    assert sorted(path.name for path in folder.iterdir()) == ["claims"]


def test_hostile_names_are_shown_escaped(workspace):
    text = WRONG.replace("subject: gpt3", 'subject: "gpt3\\u202e\\e[31m"')
    done = run("check", cwd=workspace(a=text))
    assert "\u202e" not in done.stdout and "\x1b" not in done.stdout


def test_a_reader_that_leaves_early_is_no_fault(workspace):
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "factcheck", "check"], cwd=workspace(a=WRONG), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) in (0, 1, 141)


# ---- help, calc, show, explain, rules --------------------------------------------------------------------------------


def test_help_imports_neither_pandas_nor_pint():
    code = "import sys\nsys.argv = ['factcheck', '--help']\nfrom factcheck.cli.main import app\ntry:\n    app()\nfinally:\n    print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, timeout=60)
    modules = done.stderr.split()
    assert "typer" in modules and "check" in done.stdout
    assert not {"pandas", "pint", "numpy"} & set(modules)


@pytest.mark.parametrize("command", ["check", "show", "diff", "import", "explain", "rules", "calc"])
def test_every_command_has_help(command, tmp_path):
    done = run(command, "--help", cwd=tmp_path)
    assert done.returncode == 0 and len(done.stdout) > 80


def test_the_version_is_printed(tmp_path):
    from factcheck import __version__

    assert run("--version", cwd=tmp_path).stdout == f"factcheck {__version__}\n"


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("about 25 t CO2e / 4..5 t CO2e/person/year", ["4.9", "6.375", "4.182", "7.714", "person*year"]),
        ("2 kWh * 3", ["kWh", "4.5", "7.5"]),
        ("50억 달러 * 2", ["USD"]),
        ("change(24.0 MWh, 36.0 MWh)", ["0.49", "0.50"]),
        ("2.3", ["2.3"]),
    ],
)
def test_calc_reckons_in_both_readings(tmp_path, expression, shown):
    done = run("calc", expression, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert all(part in done.stdout for part in shown), done.stdout


def test_calc_converts(tmp_path):
    assert "kWh" in run("calc", "2.0 MWh", "--to", "kWh", cwd=tmp_path).stdout


@pytest.mark.parametrize("arguments", [("1 kWh + 1 kg",), ("1 /",), ("1 / 0",), ("5 zorks",), ("x" * 2000,), ("1 kWh", "--to", "kg"), ("1 kWh", "--to", "zork"), ("",), ("nan",)])
def test_calc_says_what_it_cannot_reckon(tmp_path, arguments):
    done = run("calc", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() and "Traceback" not in done.stderr and "internal error" not in done.stderr


def test_show_portrays_one_claim(workspace):
    done = run("show", "more", *DAY, cwd=workspace(a=WRONG))
    assert done.returncode == 0
    assert all(part in done.stdout for part in ("999 MWh", "contradicted", "equation-fails", "use"))


def test_show_of_an_unknown_claim_is_exit_2_and_names_a_near_one(workspace):
    done = run("show", "mor", cwd=workspace(a=WRONG))
    assert (done.returncode, done.stdout) == (2, "") and "more" in done.stderr


def test_rules_lists_every_rule(tmp_path):
    text = run("rules", cwd=tmp_path, env={"COLUMNS": "200"}).stdout
    assert all(rule.name in text for rule in RULES)


def test_explain_knows_every_rule_kind_and_condition():
    from factcheck.report.manual import manual

    known = knowledge()
    conditions = {condition.name for profile in known.profiles.values() for condition in profile.conditions}
    for topic in (*(rule.name for rule in RULES), *known.kinds, *conditions, "kWh", "units", "kinds", "conditions"):
        assert len("\n".join(manual(topic, RULES, known))) > 40, topic


@pytest.mark.parametrize(
    ("topic", "word"),
    [("equation-fails", "statcheck"), ("throughput", "token"), ("batch_size", "batch"), ("kWh", "kWh"), ("kinds", "throughput"),
     ("conditions", "batch_size"), ("units", "token"), ("laws", "energy = power * time")],
)  # fmt: skip
def test_explain_prints(tmp_path, topic, word):
    done = run("explain", topic, cwd=tmp_path)
    assert done.returncode == 0 and word in done.stdout and not done.stderr


@pytest.mark.parametrize("topic", ["nonsense-topic", "", "../../etc/passwd", "equation-fials"])
def test_an_unknown_topic_is_exit_2(tmp_path, topic):
    done = run("explain", topic, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.strip() and "Traceback" not in done.stderr
