"""Fingerprints: the same finding has the same one after lines, files and words have moved, another has another."""

import datetime

from support import RULES, knowledge

from factcheck.files.workspace import read_workspace
from factcheck.model.finding import Level
from factcheck.model.message import Message
from factcheck.reasoning.engine import review
from factcheck.report.fingerprints import fingerprint
from factcheck.rules import RULE_NAMES

TEXT = """factcheck: 1
claims:
  use: {statement: s., kind: energy, subject: bloom, value: 433 MWh}
  more: {statement: s., kind: energy, subject: gpt3, value: 999 MWh, equals: use * 2}
"""


def findings(tmp_path, text, name="x"):
    path = tmp_path / "claims" / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    for old in path.parent.iterdir():
        old.unlink()
    path.write_text(text, encoding="utf-8")
    read = read_workspace([tmp_path / "claims"], RULE_NAMES)
    done = review(read.dossiers, read.claims, read.faults, knowledge(), RULES, datetime.date(2026, 1, 1), read.reported)
    return {(finding.rule, finding.level, finding.claims[:1]): finding for finding in done.findings}


def prints(tmp_path, text, name="x"):
    return {key: fingerprint(finding) for key, finding in findings(tmp_path, text, name).items()}


def test_they_survive_moved_lines_and_renamed_files(tmp_path):
    before = prints(tmp_path, TEXT)
    assert len(set(before.values())) == len(before) > 3
    assert prints(tmp_path, "# a comment\n\n" + TEXT, "renamed") == before


def test_another_figure_is_another_finding(tmp_path):
    key = ("equation-fails", Level.ERROR, ("more",))
    assert prints(tmp_path, TEXT)[key] != prints(tmp_path, TEXT.replace("999", "998"))[key]


def test_a_condition_filled_in_leaves_the_others_known(tmp_path):
    key = ("unrecorded-condition", Level.WARNING, ("use",))
    filled = TEXT.replace("433 MWh}", "433 MWh, conditions: {pue: 1.1}}")
    before, after = findings(tmp_path, TEXT)[key], findings(tmp_path, filled)[key]
    assert before.evidence.conditions != after.evidence.conditions
    assert fingerprint(before) == fingerprint(after)


def test_required_and_recommended_conditions_are_two_findings(tmp_path):
    before = prints(tmp_path, TEXT)
    assert before["unrecorded-condition", Level.WARNING, ("use",)] != before["unrecorded-condition", Level.NOTE, ("use",)]


def test_better_words_leave_it_as_it_was(tmp_path):
    finding = findings(tmp_path, TEXT)["equation-fails", Level.ERROR, ("more",)]
    said = finding.message
    assert fingerprint(finding._replace(message=Message("In short: " + said.template, said.values))) == fingerprint(finding)


def test_places_inside_a_message_do_not_count(tmp_path):
    finding = findings(tmp_path, TEXT)["equation-fails", Level.ERROR, ("more",)]
    told = [finding._replace(message=Message("taken at {first}", {"first": place})) for place in ("a.yml:3:5", "a.yml:9:5", "b.yml:3:5")]
    first, moved, elsewhere = map(fingerprint, told)
    assert first == moved != elsewhere


def test_how_many_others_and_what_leaves_a_tie_open_do_not_count(tmp_path):
    finding = findings(tmp_path, TEXT)["equation-fails", Level.ERROR, ("more",)]
    said = [Message("states {stated}, {others} more, without {unstated}", {"stated": "a", "others": n, "unstated": ("pue",) * n}) for n in (1, 2)]
    assert len({fingerprint(finding._replace(message=one)) for one in said}) == 1
