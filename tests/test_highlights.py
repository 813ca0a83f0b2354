"""The most telling findings: which claims are chosen, in which order, and in which words."""

import pytest
from typer.testing import CliRunner

from factcheck.cli.main import app

DAY = ("--as-of", "2026-01-01")
HEAD = "factcheck: 1\nkind: energy\nsubject: bloom\nmeasure: energy of one run\nclaims:\n"
USE = "  use: {statement: It took 400 MWh., value: 400 MWh}\n"


def claim(name, value, note, *, verdict="wrong", keys=""):
    review = f"review: {{verdict: {verdict}, by: desk, on: 2026-01-01, note: {note}}}"
    return f"  {name}: {{statement: {name} took {value}., value: {value}, subject: {name}, equals: 2 * use, {keys}{review}}}\n"


@pytest.fixture
def highlights(tmp_path, monkeypatch):
    def made(text, *options):
        (tmp_path / "claims").mkdir(exist_ok=True)
        (tmp_path / "claims" / "x.yml").write_text(HEAD + USE + text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        outcome = CliRunner().invoke(app, ["highlights", *DAY, *options])
        assert outcome.exit_code == 0, outcome.output
        return outcome.stdout

    return made


def statements(text):
    return [line.partition(". ")[2].split()[0] for line in text.splitlines() if line[:1].isdigit()]


def test_a_finding_is_told_with_the_first_sentence_of_the_review(highlights):
    told = highlights(claim("gpt3", "999 MWh", "Twice 400 is 800. The rest is for colleagues."))
    assert told.splitlines() == [
        "1. gpt3 took 999 MWh.",
        "   claims/x.yml:7:80: error equation-fails: states 999 MWh, but 2 * use gives 790 to 810 MWh",
        "   Twice 400 is 800.",
    ]


def test_decimals_end_no_sentence(highlights):
    assert highlights(claim("gpt3", "999 MWh", "It is 0.8 GWh. And so on.")).endswith("   It is 0.8 GWh.\n")


def test_a_claim_that_holds_is_not_told(highlights):
    assert highlights(claim("gpt3", "800 MWh", "Fine.")) == ""


@pytest.mark.parametrize(
    "text",
    [
        "  gpt3: {statement: s., value: 999 MWh, subject: gpt3, equals: 2 * use}\n",
        "  gpt3: {statement: s., value: 999 MWh, subject: gpt3, equals: 2 * use, review: {verdict: wrong, by: d, on: 2026-01-01}}\n",
    ],
)
def test_a_finding_without_words_for_people_is_not_told(highlights, text):
    assert highlights(text) == ""


def test_a_waived_finding_is_not_told(highlights):
    waiver = "waivers:\n  - {claim: gpt3, rule: equation-fails, reason: explained}\n"
    assert highlights(claim("gpt3", "999 MWh", "Odd.") + waiver) == ""


def test_what_is_farther_off_comes_first(highlights):
    near, far = claim("gpt3", "999 MWh", "Off."), claim("gopher", "4000 MWh", "Far off.")
    assert statements(highlights(near + far)) == ["gopher", "gpt3"]


def test_what_the_reviewer_calls_wrong_comes_before_what_is_unclear(highlights):
    unclear = claim("gopher", "4000 MWh", "Far off.", verdict="unclear")
    assert statements(highlights(unclear + claim("gpt3", "999 MWh", "Off."))) == ["gpt3", "gopher"]


def test_a_headline_comes_before_the_body(highlights):
    headline = claim("gpt3", "999 MWh", "Off.", keys="part: headline, ")
    assert statements(highlights(claim("gopher", "4000 MWh", "Far off.") + headline)) == ["gpt3", "gopher"]


def test_two_readings_of_one_place_are_told_once(highlights):
    place = "source: nocut-2025-08-02, at: 185, "
    near, far = (claim(name, value, "Off.", keys=place) for name, value in (("gpt3", "999 MWh"), ("gopher", "4000 MWh")))
    assert statements(highlights(near + far)) == ["gopher"]


def test_one_quantity_at_two_places_is_told_once(highlights):
    lead = claim("gpt3", "999 MWh", "Off.")
    assert statements(highlights(lead + lead.replace("  gpt3:", "  again:"))) == ["gpt3"]


def test_no_more_are_told_than_asked_for(highlights):
    both = claim("gpt3", "999 MWh", "Off.") + claim("gopher", "4000 MWh", "Far off.")
    assert statements(highlights(both, "--most", "1")) == ["gopher"]


def test_the_table_is_markdown_whose_cells_stay_whole(highlights):
    table = highlights(claim("gpt3", "999 MWh", "One | two."), "--markdown")
    assert table.splitlines() == [
        "| what was said | what the check found | in plain words |",
        "|---|---|---|",
        "| gpt3 took 999 MWh. | `equation-fails`: states 999 MWh, but 2 * use gives 790 to 810 MWh | One \\| two. |",
    ]


def test_a_folder_without_claims_cannot_be_told_of(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["highlights"]).exit_code != 0


def test_of_several_findings_on_a_claim_the_gravest_is_told(highlights):
    told = highlights(claim("gpt3", "999 MWh", "Off.", keys="measure: training energy, "))
    assert "error equation-fails" in told, "not the warning that reference figures differ, which stands before it"
