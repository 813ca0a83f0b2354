"""`factcheck fmt`: one form, and nothing that a file says or remarks is lost on the way there."""

import re
from pathlib import Path

import pytest
from support import RULE_NAMES, knowledge
from test_cli import run
from written_files import generated

from factcheck.files.formatting import CLAIM_ORDER, FILE_ORDER, CannotFormat, formatted
from factcheck.files.reader import read_dossier
from factcheck.files.schema import CLAIM_KEYS, DEFAULT_KEYS, FILE_KEYS
from factcheck.model.signature import digest, same_content
from factcheck.model.spelling import spelled

HERE = Path(__file__).parent
FILES = sorted([*HERE.glob("valid/*.yml"), *HERE.glob("invalid/*.yml"), *HERE.parent.glob("claims/*.yml")])


def loaded(text):
    """All that a file says, but for places."""
    reading = read_dossier(text, "x", knowledge(), RULE_NAMES)
    dossier = reading.dossier
    return (
        {claim.id: claim for claim in dossier.claims}, dossier.title,
        [(r.id, r.form, r.claims, r.sides and [side.text for side in r.sides]) for r in dossier.relations],
        [(w.claim, w.rule, w.reason, w.by, w.until) for w in dossier.waivers], dossier.skips,
        sorted((fault.rule, fault.claim or "") for fault in reading.faults),
    )  # fmt: skip


def assert_the_same_dossier(before, after):
    (old, *old_rest), (new, *new_rest) = loaded(before), loaded(after)
    assert list(old) == list(new)
    assert old_rest == new_rest
    for id_, claim in old.items():
        other = new[id_]
        assert same_content(claim, other) and digest(claim) == digest(other) and claim.review == other.review
        assert (claim.value.rounded, claim.value.loose, claim.value.figures) == (other.value.rounded, other.value.loose, other.value.figures)


def remarks(text):
    """Each comment with the key that it stands at, behind it or above it; `apart` with a blank line between."""
    found, above = [], []
    for line in text.splitlines():
        comments = re.findall(r"# c\d{4}", line)
        key = re.match(r"\s*(?:-\s+)?([\w]+):|\s*(-)", line.split("#")[0])
        if line.strip().startswith("#"):
            above += comments
        elif not line.strip():
            found += [(comment, "apart") for comment in above]
            above = []
        else:
            place = key[1] or key[2] if key else "apart"
            found += [(comment, place) for comment in comments]
            found += [(comment, "-" if line.strip().startswith("-") else place) for comment in above]
            above = []
    return sorted(found), sorted(above)


# ---- round trips -----------------------------------------------------------------------------------------------------


def test_a_thousand_files_say_the_same_in_the_one_form():
    changed = 0
    for seed in range(1000):
        text = generated(seed).removeprefix("\ufeff")
        new = formatted(text)
        assert formatted(new) == new, seed
        assert_the_same_dossier(text, new)
        assert sorted(re.findall(r"# c\d{4}", text)) == sorted(re.findall(r"# c\d{4}", new)), seed
        assert text.count("\r\n") * new.count("\n") == new.count("\r\n") * text.count("\n"), seed
        changed += new != text
    assert changed > 900


def test_comments_stay_at_their_keys():
    kept = 0
    for seed in range(300):
        text = generated(seed).removeprefix("\ufeff").replace("\r\n", "\n")
        (before, _), (after, _) = remarks(text), remarks(formatted(text))
        head = text[: re.search("^[a-z]", text, re.MULTILINE).start()]  # stays at the head, whichever key comes first
        before, after = ({pair for pair in pairs if pair[0] not in head} for pairs in (before, after))
        before = {pair for pair in before if pair[1] != "apart"}
        kept += len(before)
        assert before - after == set(), seed
    assert kept > 2000


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_every_file_of_the_suite_says_the_same(path, end):
    text = path.read_text("utf-8-sig").replace("\n", end)
    try:
        new = formatted(text)
    except CannotFormat:
        assert path.stem in ("second_document", "tab_indent", "unclosed_flow", "yaml_syntax")
        return
    assert formatted(new) == new
    assert_the_same_dossier(text, new)
    assert sorted(re.findall(r"#.*", text.replace("\r", ""))) == sorted(re.findall(r"#.*", new.replace("\r", "")))


def test_the_shipped_claims_and_the_example_of_the_readme_stand_in_the_one_form():
    readme = (HERE.parent / "README.md").read_text("utf-8")
    for text in (*(path.read_text("utf-8") for path in HERE.parent.glob("claims/*.yml")), re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)[1]):
        assert formatted(text) == text


# ---- the form --------------------------------------------------------------------------------------------------------

UGLY = """

# About this file


title: t
factcheck:   1
claims:
     b:    # the second
           value:   4~5 tonnes CO2e per year     # as printed
           # of the subject
           subject: bloom
           kind: emissions


           statement: s.
           conditions: { pue : 1.10 ,rest: not stated }
           review: {digest: d, verdict: unclear,
               by: me, on: 2026-01-01}
           notes: |
               two

                lines
           # a remark at the end of b
     a: {value: 25 tonnes,   kind: emissions, subject: bloom, statement: s.}
waivers:
- reason: r
  claim: b
  rule: unreviewed
"""
FAIR = """\
# About this file

factcheck: 1
title: t
claims:
  b:    # the second
    statement: s.
    kind: emissions
    # of the subject
    subject: bloom
    value: 4~5 t CO2e/year     # as printed
    conditions: {pue: 1.10, rest: not stated}
    notes: |
      two

       lines
    review: {verdict: unclear, by: me, on: 2026-01-01, digest: d}
    # a remark at the end of b
  a: {statement: s., kind: emissions, subject: bloom, value: 25 t}
waivers:
  - claim: b
    rule: unreviewed
    reason: r
"""


def test_the_one_form():
    assert formatted(UGLY) == FAIR


def test_every_key_has_its_place():
    assert set(CLAIM_ORDER) == set(CLAIM_KEYS)
    assert set(FILE_ORDER) == set(DEFAULT_KEYS) | set(FILE_KEYS)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("25 tonnes", "25 t"), ("25t CO2e", "25 t CO2e"), ("about  1,287   MWh", "about 1,287 MWh"), ("900 tokens per second", "900 token/s"),
        ("4~5 tCO2eq per person per year", "4~5 t CO2e/person/year"), ("2.50 kWh", "2.50 kWh"), ("10 TFLOPS", "10 TFLOP/s"),
        # what stays: ratios, percentages, Korean, words that say more than the symbol, what cannot be read
        ("2.3배", "2.3배"), ("2.3 x", "2.3 x"), ("50 % less", "50 % less"), ("9.7 percent", "9.7 percent"), ("1조 5,600억 원", "1조 5,600억 원"),
        ("8 GPUs", "8 GPUs"), ("7 of 10", "7 of 10"), ("433 MWH", "433 MWH"), ("soon", "soon"), ("1287 megawatt hours", "1287 megawatt hours"),
        ("$5 billion", "$5 billion"), ("10 kWh or more", "10 kWh or more"),
    ],
)  # fmt: skip
def test_a_unit_is_respelled_only_where_that_is_certain(written, canonical):
    assert spelled(written) == canonical
    assert spelled(canonical) == canonical


def test_a_wide_flow_mapping_is_broken_between_entries():
    entries = ", ".join(f"by_{number}: {{order: [a_long_claim_id_{number}, b]}}" for number in range(6))
    text = "factcheck: 1\nclaims: {}\nrelations: {\n  " + entries.replace("}, ", "},\n  ") + "}\n"
    new = formatted(text)
    assert formatted(new) == new and max(map(len, new.splitlines())) <= 120 and len(new.splitlines()) > 3


@pytest.mark.parametrize("text", ["", "# only a remark\n", '{"factcheck": 1, "claims": {}}', "- a\n- b\n", "text"])
def test_what_is_no_block_mapping_stays_as_it_is(text):
    assert formatted(text) == text


@pytest.mark.parametrize("text", ["? a\n: b\n", "a: {\n", "a: 1\n---\nb: 2\n", "claims:\n  - - a\n"])
def test_what_cannot_be_formatted_safely_is_told(text):
    with pytest.raises(CannotFormat):
        formatted(text)


def test_a_key_that_nobody_knows_stays_behind_the_one_before_it():
    text = "factcheck: 1\nclaims:\n  a:\n    value: 25 MWh\n    colour: red\n    kind: energy\n    statement: s.\n"
    assert re.findall(r"^    (\w+):", formatted(text), re.MULTILINE) == ["statement", "kind", "value", "colour"]


@pytest.mark.parametrize("ending", ["", "  b: {statement: s.}\n"])
def test_blank_lines_that_a_text_keeps_stay(ending):
    text = "factcheck: 1\nclaims:\n  a:\n      statement: s.\n      notes: |+\n        kept\n\n\n" + ending
    new = formatted(text)
    assert "      kept\n\n\n" in new and formatted(new) == new
    assert_the_same_dossier(text, new)


def test_an_alias_never_comes_before_its_anchor():
    text = "factcheck: 1\nclaims:\n  a: {quote: &q x, statement: *q, kind: energy, subject: bloom, value: 25 MWh}\n"
    with pytest.raises(CannotFormat, match="safely"):
        formatted(text)


def test_a_value_below_its_key_is_brought_up_unless_a_remark_stands_between():
    text = "factcheck: 1\nclaims:\n  a:\n    {statement: s.,\n     kind: energy}\n  b:\n    statement:\n      one\n      two\n    kind:  # why\n        energy\n"
    new = formatted(text)
    assert new == "factcheck: 1\nclaims:\n  a: {statement: s., kind: energy}\n  b:\n    statement: one\n      two\n    kind:  # why\n        energy\n"
    assert formatted(new) == new


# ---- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/ugly.yml").write_text(UGLY)
    (tmp_path / "claims/fair.yml").write_text("factcheck: 1\nclaims: {}\n")
    return tmp_path


def test_check_says_what_would_change_and_writes_nothing(folder):
    done = run("fmt", "--check", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "claims/ugly.yml\n")
    assert (folder / "claims/ugly.yml").read_text() == UGLY
    assert run("fmt", "--check", "claims/fair.yml", cwd=folder).returncode == 0


def test_diff_shows_it(folder):
    done = run("fmt", "--diff", cwd=folder)
    assert done.returncode == 1 and "-factcheck:   1\n" in done.stdout and "+factcheck: 1\n" in done.stdout
    assert (folder / "claims/ugly.yml").read_text() == UGLY


def test_it_writes_once_and_the_second_time_has_nothing_to_do(folder):
    assert run("fmt", cwd=folder).stdout == "claims/ugly.yml\n"
    assert (folder / "claims/ugly.yml").read_text() == FAIR
    again = run("fmt", cwd=folder)
    assert (again.returncode, again.stdout) == (0, "")
    assert run("fmt", "--check", cwd=folder).returncode == 0


def test_a_broken_file_is_told_and_the_others_are_formatted(folder):
    (folder / "claims/broken.yml").write_text("factcheck: [1\n")
    done = run("fmt", cwd=folder)
    assert done.returncode == 2 and "claims/broken.yml: left as it is" in done.stderr
    assert (folder / "claims/ugly.yml").read_text() == FAIR
    assert (folder / "claims/broken.yml").read_text() == "factcheck: [1\n"


def test_a_byte_order_mark_stays(folder):
    (folder / "claims/ugly.yml").write_bytes(b"\xef\xbb\xbf" + UGLY.encode())
    run("fmt", cwd=folder)
    assert (folder / "claims/ugly.yml").read_bytes() == b"\xef\xbb\xbf" + FAIR.encode()


def test_no_such_path(folder):
    assert run("fmt", "nowhere", cwd=folder).returncode == 2
