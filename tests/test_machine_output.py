"""`check --format sarif|junit|github|markdown`: what other programs read, and text that stays text in all of them."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft4Validator
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from support import whole
from test_cli import run

from factcheck.report.markdown import LENGTH, code, literal
from factcheck.report.sarif import message_text
from factcheck.rules import RULES

ROOT = Path(__file__).parents[1]
SCHEMA = Draft4Validator(json.loads((ROOT / "tests/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")))
DAY = ("--as-of", "2026-01-01")
WRONG = """
    use: {statement: s., kind: energy, subject: bloom, value: 433 MWh}
    more: {statement: s., kind: energy, subject: gpt3, value: 999 MWh, equals: use * 2}
"""
WAIVED = "waivers:\n  - {claim: more, rule: equation-fails, reason: 'known, [see](x)', by: desk, until: 2027-01-01}\n"
HOSTILE = "a%0A::error::x|<script>alert(1)</script>[c](javascript:d)`{0}@everyone https://e.example :100: ]]>&amp;*b*"


@pytest.fixture
def folder(tmp_path):
    def made(text=WRONG, tail="", name="claims/a.yml", **more):
        for path, content in {name: whole(text) + tail, **more}.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        return tmp_path

    return made


def sarif(cwd, *arguments, env=None):
    done = run("check", "--format", "sarif", *DAY, *arguments, cwd=cwd, env=env)
    log = json.loads(done.stdout)
    assert [problem.message for problem in SCHEMA.iter_errors(log)] == []
    (only,) = log["runs"]
    return only


def findings_of(cwd, *arguments):
    return json.loads(run("check", "--format", "json", *DAY, *arguments, cwd=cwd).stdout)["findings"]


def of_rule(results, rule):
    (found,) = [result for result in results if result["ruleId"] == rule]
    return found


# ---- SARIF -----------------------------------------------------------------------------------------------------------


def test_sarif_holds_every_finding_and_every_rule_with_its_manual(folder):
    here = folder()
    only, findings = sarif(here), findings_of(here)
    assert len(only["results"]) == len(findings) > 3
    for result, finding in zip(only["results"], findings, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (result["ruleId"], result["level"]) == (finding["rule"], finding["level"])
        assert (region["startLine"], region["startColumn"]) == (finding["line"], finding["column"])
        assert only["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == finding["rule"]
    rules = only["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.name for rule in RULES]
    assert all("Reference" in rule["help"]["text"] and "```yaml" in rule["help"]["markdown"] for rule in rules)


def test_sarif_names_places_by_code_points_from_the_root_of_the_checkout(folder):
    here = folder("한글: {statement: s., kind: energy, subject: bloom, value: 3 MWh}", name="데이터 1/claims/가 b.yml")
    only = sarif(here, "데이터 1/claims")
    assert only["columnKind"] == "unicodeCodePoints" and "%SRCROOT%" in only["originalUriBaseIds"]
    place = only["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uriBaseId"] == "%SRCROOT%"
    assert place["uri"] == "%EB%8D%B0%EC%9D%B4%ED%84%B0%201/claims/%EA%B0%80%20b.yml"
    inner = sarif(here / "데이터 1", env={"GITHUB_WORKSPACE": str(here)})
    assert inner["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == place


def test_sarif_names_the_claim_and_the_other_claims_of_a_finding(folder):
    found = of_rule(sarif(folder())["results"], "equation-fails")
    assert found["locations"][0]["logicalLocations"][0]["name"] == "more"
    (other,) = found["relatedLocations"]
    assert other["message"]["text"] == "use" and other["physicalLocation"]["region"]["startLine"] == 3
    assert found["properties"]["evidence"]["stated"] == [998.5, 999.5]


def prints(only):
    return {result["partialFingerprints"]["factcheckFinding/v1"] for result in only["results"]}


def test_fingerprints_stay_when_lines_move_and_go_when_the_figure_changes(folder):
    before = sarif(folder())
    moved = sarif(folder("\n# a comment\n" + whole(WRONG).replace("claims:\n", "title: t\nclaims:\n")))
    assert prints(before) == prints(moved)
    places = [[r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in o["results"]] for o in (before, moved)]
    assert places[0] != places[1]
    changed = sarif(folder(WRONG.replace("999", "998")))
    kept = of_rule(before["results"], "equation-fails")["partialFingerprints"]
    assert of_rule(changed["results"], "equation-fails")["partialFingerprints"] != kept
    assert len(prints(before) - prints(changed)) == 1


def test_a_fault_keeps_its_fingerprint_when_what_stands_before_it_grows(folder):
    twice = "a: {statement: s., kind: energy, subject: bloom, value: 3 MWh}\na: {statement: s., kind: energy, subject: x, value: 3 MWh}"
    before = of_rule(sarif(folder(twice))["results"], "duplicate-id")
    after = of_rule(sarif(folder("#\n\n" + whole(twice)))["results"], "duplicate-id")
    assert before["partialFingerprints"] == after["partialFingerprints"]


def test_every_result_has_a_line_hash_of_its_own(folder):
    same = "a: {statement: , kind: energy, subject: , value: 3 MWh, quote: [], at: []}"
    hashes = [r["partialFingerprints"]["primaryLocationLineHash"] for r in sarif(folder(same))["results"]]
    assert len(set(hashes)) == len(hashes) > 3


def test_a_waived_finding_is_a_suppressed_result_and_the_others_say_that_they_are_not(folder):
    results = sarif(folder(tail=WAIVED))["results"]
    (suppression,) = of_rule(results, "equation-fails")["suppressions"]
    assert suppression["status"] == "accepted" and suppression["justification"] == "known, [see](x)"
    assert suppression["properties"] == {"by": "desk", "until": "2027-01-01"}
    assert all(r["suppressions"] == [] for r in results if r["ruleId"] != "equation-fails")
    assert not any("suppressions" in r for r in sarif(folder())["results"])


def test_sarif_says_what_nothing_checked(folder):
    coverage = sarif(folder())["properties"]["coverage"]
    assert coverage == {"claims": 2, "checked": 1, "unchecked": [{"claim": "use", "why": "only used to check more"}]}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain [a, b] {order: x}", "plain [a, b] {order: x}"), ("[c](javascript:d)", r"\[c\](javascript:d)"),
        ("a[0](b)", r"a\[0\](b)"), ("{0} and {12}", "{{0}} and {{12}}"), ("a\nb", "a\\u000ab"), ("", "(no text)"),
    ],
)  # fmt: skip
def test_no_text_of_a_message_is_taken_for_a_link_or_a_place_to_fill_in(text, written):
    assert message_text(text) == written


# ---- JUnit -----------------------------------------------------------------------------------------------------------


def junit(cwd, *arguments):
    done = run("check", "--format", "junit", *DAY, *arguments, cwd=cwd)
    return {case.name: case for suite in JUnitXml.fromstring(done.stdout.encode()) for case in suite}, done


def test_junit_has_a_case_for_each_claim_and_one_for_the_file(folder):
    cases, done = junit(folder())
    assert list(cases) == ["the file itself", "use", "more"]
    (failure,) = cases["more"].result
    assert failure.type == "equation-fails" and "states 999 MWh" in failure.message
    assert "claims/a.yml:4:78: error equation-fails: states 999 MWh" in failure.text
    (skipped,) = cases["use"].result
    assert skipped.message == "not checked: only used to check more"
    assert 'tests="3" failures="1" errors="0" skipped="1"' in done.stdout and done.returncode == 1


@pytest.mark.parametrize(("level", "failed"), [("never", []), ("error", ["more"]), ("warning", ["use", "more"])])
def test_what_fails_a_case_is_what_fails_the_run(folder, level, failed):
    cases, done = junit(folder(), "--fail-on", level)
    assert [name for name, case in cases.items() if any(r._tag == "failure" for r in case.result)] == failed
    assert done.returncode == bool(failed)
    assert "missing-condition" in done.stdout or "unrecorded-condition" in done.stdout


def test_faults_of_a_file_fail_the_case_of_the_file(folder):
    cases, _ = junit(folder("factcheck: 1\ntitle: t\n claims: x\n"))
    assert cases["the file itself"].result[0].type == "file-syntax"


def test_a_waived_finding_stands_in_the_output_of_its_case(folder):
    cases, done = junit(folder(tail=WAIVED))
    assert done.returncode == 0 and not cases["more"].result
    assert "[waived: known, [see](x), desk, until 2027-01-01]" in cases["more"].system_out


# ---- GitHub ----------------------------------------------------------------------------------------------------------


def annotations(text):
    """The workflow commands of an output, read as the runner reads them."""
    found = []
    for line in text.splitlines():
        if line.lstrip().startswith("::"):
            command, properties, data = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()
            pairs = dict(pair.split("=", 1) for pair in properties.split(","))
            found.append((command, {key: unescaped(value) for key, value in pairs.items()}, unescaped(data)))
        assert not line.startswith("##[")
    return found


def unescaped(text):
    for code_, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code_, sign)
    return text


def test_annotations_name_file_line_and_rule_the_gravest_first(folder):
    here = folder(name="sub/claims/a, 1%.yml")
    done = run("check", "sub/claims", "--format", "github", *DAY, cwd=here)
    first, *rest = annotations(done.stdout)
    assert first[0] == "error" and first[2].startswith("states 999 MWh, but use * 2 gives")
    assert first[1] == {"file": "sub/claims/a, 1%.yml", "line": "4", "col": "78", "title": "equation-fails"}
    assert [command for command, *_ in rest] == sorted((command for command, *_ in rest), key=["warning", "notice"].index)
    assert done.stdout.splitlines()[-1].startswith("coverage: 2 claims read") and done.returncode == 1


def test_a_waived_finding_is_no_annotation_and_is_counted(folder):
    done = run("check", "--format", "github", *DAY, cwd=folder(tail=WAIVED))
    assert not [a for a in annotations(done.stdout) if a[0] == "error"] and "1 waived" in done.stdout


def test_the_job_summary_is_added_to_what_other_steps_wrote(folder, tmp_path):
    here, summary = folder(), tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    run("check", "--format", "github", *DAY, cwd=here, env={"GITHUB_STEP_SUMMARY": str(summary)})
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n### factcheck\n") and "equation-fails" in text
    done = run("check", "--format", "github", *DAY, cwd=here, env={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert done.returncode == 2 and "cannot write the job summary" in done.stderr


# ---- Markdown --------------------------------------------------------------------------------------------------------

RENDER = MarkdownIt("commonmark", {"html": True}).enable("table")


def test_markdown_is_a_table_of_findings_with_the_coverage(folder):
    text = run("check", "--format", "markdown", *DAY, cwd=folder(tail=WAIVED)).stdout
    assert "0 errors" in text and "1 waived" in text and "2 claims read, 1 checked, 1 not checkable" in text
    page = RENDER.render(text)
    assert page.count("<table>") == 2 and "only used to check more" in page
    assert [len(row) for row in re.findall(r"<tr>\n(.*?)</tr>", page, re.DOTALL)]
    assert "<code>claims/a.yml:4:78</code>" in page


def test_markdown_says_that_nothing_found_is_not_true(folder):
    text = run("check", "claims/b.yml", "--format", "markdown", cwd=folder(**{"claims/b.yml": "factcheck: 1\nclaims: {}\n"})).stdout
    assert "Nothing was found. That does not mean" in text


@pytest.mark.parametrize(
    "text",
    [HOSTILE, "a|b", "www.e.example", "`", "``a`` `b`", "|", "\\", "~~x~~ $x$ _a_ a_b_c __d__", "#12 GH-3", "&lt;", "<!-- x -->", "- a", "한글 *강조*"],
)  # fmt: skip
def test_literal_text_shows_just_its_characters(text):
    page = RENDER.render(f"| a |\n|---|\n| {literal(text)} |\n| {code(text)} |\n")
    plain, coded = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    unmarked = plain.replace("<!-- -->", "")
    assert not re.search(r"<[^>]*>", unmarked)
    for shown in (unmarked, re.sub(r"^<code>|</code>$", "", coded)):
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
            shown = shown.replace(entity, sign)
        assert shown == text
    assert not re.search(r"[@#]\w|www\.|://|:\w+:", plain)


def test_long_markdown_is_cut_and_says_how_much_is_left_out(folder):
    many = "".join(f"c{n}: {{statement: s., kind: energy, subject: s{n}, value: 3 MWh}}\n" for n in range(900))
    text = run("check", "--format", "markdown", *DAY, cwd=folder(many)).stdout
    assert len(text) < LENGTH + 100
    more = int(re.search(r"\n(\d+) more are not shown here", text)[1])
    total = sum(int(number) for number in re.findall(r"(\d+) (?:warning|note)s", text))
    assert more + len(re.findall(r"(?m)^\| .. (?:warning|note) \|", text)) <= total and more > 0
    assert text.count("<details>") == text.count("</details>")


# ---- Known findings --------------------------------------------------------------------------------------------------


def test_what_a_baseline_knows_is_marked_and_fails_nothing(folder):
    here = folder()
    run("check", "--baseline", "known.json", "--update-baseline", *DAY, cwd=here)
    folder(WRONG.replace("999 MWh", "999 MWh, also: 5 GWh"))
    baseline = ("--baseline", "known.json")
    results = sarif(here, *baseline)["results"]
    assert {r["ruleId"]: r["baselineState"] for r in results if r["level"] == "error"} == {
        "equation-fails": "unchanged", "conflicting-values": "new",
    }  # fmt: skip
    assert not any("baselineState" in result for result in sarif(here)["results"])
    cases, done = junit(here, *baseline)
    (failure,) = cases["more"].result
    assert failure.type == "conflicting-values" and "equation-fails: states 999 MWh" in cases["more"].system_out
    assert "[known]" in cases["more"].system_out and done.returncode == 1
    told = annotations(run("check", "--format", "github", *baseline, *DAY, cwd=here).stdout)
    assert {properties["title"] for _, properties, _ in told} == {"conflicting-values"}
    text = run("check", "--format", "markdown", *baseline, *DAY, cwd=here).stdout
    assert "**1 error, 0 warnings, 0 notes**" in text and " known ·" in text and "<summary>Known</summary>" in text


# ---- Text stays text -------------------------------------------------------------------------------------------------

BAD = json.dumps(HOSTILE + "\x01\u202e\ufffe")
FIELDS = f"""
{BAD}: {{statement: {BAD}, kind: {BAD}, subject: {BAD}, value: {BAD}}}
a: {{statement: {BAD}, kind: energy, subject: {BAD}, value: 3 MWh, equals: {BAD}, quote: {BAD}, source: {BAD}, {BAD}: {BAD},
    speaker: {BAD}, conditions: {{rest: not stated, scope: {BAD}, {BAD}: 1}}, period: {BAD}, notes: {BAD}}}
b: {{statement: {BAD}, kind: energy, subject: {BAD}, value: 9 MWh, equals: a * 2}}
"""
TAIL = f"waivers:\n  - {{claim: b, rule: equation-fails, reason: {BAD}, by: {BAD}}}\n  - {{claim: {BAD}, rule: {BAD}, reason: x}}\n"


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "markdown"])
def test_hostile_text_in_every_field_stays_text(folder, form):
    here = folder(FIELDS, TAIL)
    done = run("check", "--format", form, *DAY, cwd=here)
    assert done.returncode == 1 and not done.stderr
    allowed = "\n" if form != "json" else "\n\x01\ufffe\u202e"
    assert not [sign for sign in done.stdout if sign not in allowed and re.match("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ufffe]", sign)]
    if form == "sarif":
        assert len(sarif(here)["results"]) > 10
    elif form == "junit":
        cases, _ = junit(here)
        assert len(cases) >= 3
    elif form == "github":
        assert all(command in ("error", "warning", "notice") for command, *_ in annotations(done.stdout))
        assert len(annotations(done.stdout)) > 8
    elif form == "markdown":
        page = RENDER.render(done.stdout).replace("<!-- -->", "")
        assert set(re.findall(r"</?(\w+)", page)) <= {"h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary", "ul", "li"}


@pytest.mark.parametrize("form", ["sarif", "junit", "github", "markdown"])
def test_the_same_input_gives_the_same_bytes(folder, form):
    here = folder(tail=WAIVED)
    assert len({run("check", "--format", form, *DAY, cwd=here).stdout for _ in range(2)}) == 1


# ---- pre-commit and the action ---------------------------------------------------------------------------------------


def program_on_path(tmp_path):
    """A folder with a program `factcheck` that runs this tree."""
    place = tmp_path / "bin"
    place.mkdir()
    (place / "factcheck").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m factcheck "$@"\n', encoding="utf-8")
    (place / "factcheck").chmod(0o755)
    return {"PATH": f"{place}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}


HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_on_the_files_of_a_commit(folder, hook, tmp_path):
    assert {"id", "name", "entry", "language"} <= hook.keys()
    here = folder(**{"claims/b.yml": "factcheck: 1\nclaims: {}\n"})
    files = ["claims/b.yml", "README.md", "seeds/entities.yml", "x/claims/c.yaml", "claims.yml"]
    chosen = [file for file in files if re.search(hook["files"], file)]
    assert "claims/b.yml" in chosen and "x/claims/c.yaml" in chosen and not {"README.md", "claims.yml"} & set(chosen)
    given = ["claims/b.yml"] if hook.get("pass_filenames", True) else []
    done = subprocess.run([*shlex.split(hook["entry"]), *given], cwd=here, env=program_on_path(tmp_path), capture_output=True, text=True)
    assert done.returncode == (0 if given else 1), done.stderr
    assert ("equation-fails" in done.stdout) == (not given)


ACTION = yaml.safe_load((ROOT / ".github/actions/factcheck/action.yml").read_text(encoding="utf-8"))


def step(name, cwd, tmp_path, **inputs):
    """Run a step of the action as a runner does, with its inputs given."""
    given = {key: value["default"] for key, value in ACTION["inputs"].items()} | inputs
    (found,) = [step for step in ACTION["runs"]["steps"] if step["name"] == name]

    def filled(text):
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], text)

    assert found["shell"] == "bash" and "${{" not in found["run"]
    output, summary = tmp_path / "output", tmp_path / "summary"
    output.touch()
    env = program_on_path(tmp_path) | {key: filled(value) for key, value in found.get("env", {}).items()}
    env |= {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_WORKSPACE": str(cwd)}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]], env=env, capture_output=True, text=True,
        cwd=cwd / filled(found.get("working-directory", ".")),
    )  # fmt: skip
    return done, output.read_text(), summary.read_text() if summary.exists() else ""


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
@pytest.mark.parametrize(("fail_on", "exit_code"), [("error", 1), ("never", 0)])
def test_the_action_annotates_summarises_and_writes_sarif(folder, tmp_path, fail_on, exit_code):
    here = folder(name="desk/claims/a.yml")
    done, output, summary = step("Check claims", here, tmp_path, sarif="out.sarif", **{"working-directory": "desk", "fail-on": fail_on})
    assert (done.returncode, output) == (exit_code, f"exit-code={exit_code}\n"), done.stderr
    assert annotations(done.stdout)[0][1]["file"] == "desk/claims/a.yml" and "### factcheck" in summary
    log = json.loads((here / "desk/out.sarif").read_text(encoding="utf-8"))
    assert SCHEMA.is_valid(log) and "desk/claims/a.yml" in json.dumps(log)


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
def test_no_input_of_the_action_is_ever_a_command(folder, tmp_path):
    here = folder()
    done, _, _ = step("Check claims", here, tmp_path, paths='claims/a.yml\n$(touch hacked)\n"; touch hacked; "')
    assert done.returncode == 2 and not (here / "hacked").exists() and "Traceback" not in done.stderr


def test_the_action_is_a_composite_whose_outputs_and_inputs_are_there():
    assert ACTION["runs"]["using"] == "composite"
    text = json.dumps(ACTION)
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    assert set(re.findall(r"steps\.([\w-]+)\.", text)) <= {step.get("id") for step in ACTION["runs"]["steps"]}
    assert all(step["shell"] == "bash" for step in ACTION["runs"]["steps"])
