"""factcheck from Python: what the README and the docstrings show runs, and frames say what the JSON says."""

import datetime
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype, is_object_dtype
from support import check_folder, whole

import factcheck
from factcheck.report import frames

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
CLAIMS = """
    use: {statement: s., kind: energy, subject: bloom, value: at least 433 MWh, speaker: desk, source: nocut-2025-08-02}
    more: {statement: s., kind: energy, subject: gpt3, value: 999 MWh, equals: use2 * 2, conditions: {pue: not stated}}
    use2: {statement: s., kind: energy, subject: bloom, value: 433 MWh, period: 2022}
    ratio: {statement: s., kind: throughput, subject: h100, baseline: a100, value: 40 % more, measure: throughput,
            conditions: {batch_size: {value: 1, quote: batch 1, at: 3}}, baseline_conditions: same,
            review: {verdict: unclear, by: desk, on: 2026-01-01}}
    gas: {statement: s., kind: emissions, subject: bloom, value: about 25 t CO2e}
"""
WAIVERS = "waivers:\n  - {claim: more, rule: equation-fails, reason: known, until: 2026-02-01}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/a.yml").write_text(whole(CLAIMS), encoding="utf-8")
    return tmp_path


@pytest.fixture
def checked(folder):
    return factcheck.load(folder / "claims").check("2026-01-01")


def row(frame, id_):
    (found,) = frame[frame.id == id_].to_dict("records")
    return found


def test_the_claims_frame_says_what_the_json_says(folder, checked):
    frame, data = checked.to_frame(), check_folder(folder)
    assert list(frame.id) == [claim["id"] for claim in data["claims"]]
    for claim in data["claims"]:
        found, value = row(frame, claim["id"]), claim["value"]
        for name in ("kind", "subject", "baseline", "standing", "disclosure", "file", "line", "column"):
            assert found[name] == claim[name], name
        assert found["missing"] == ", ".join(claim["missing"]) and found["unrecorded"] == ", ".join(claim["unrecorded"])
        assert (found["value"], found["unit"], found["base_unit"]) == (value["text"], value["unit"], value["base_unit"])
        for column, key in (("rounded", "rounded"), ("loose", "loose"), ("base", "base")):
            ends = [found[f"{column}_low"], found[f"{column}_high"]]
            assert [end if math.isfinite(end) else None for end in ends] == value[key]


def test_units_stand_in_columns_of_their_own_and_open_ends_are_infinite(checked):
    frame = checked.to_frame()
    open_, gas, ratio = row(frame, "use"), row(frame, "gas"), row(frame, "ratio")
    assert (open_["rounded_low"], open_["rounded_high"], open_["qualifier"]) == (433.0, math.inf, "at least")
    assert (gas["rounded_low"], gas["rounded_high"], gas["unit"], gas["gas"]) == (24.5, 25.5, "t CO2e", "CO2e")
    assert (gas["base_low"], gas["base_unit"]) == (24500.0, "CO2e*kg")
    assert ratio["rounded_low"] == 1.395 and ratio["unit"] == "x" and ratio["verdict"] == "unclear"


def test_the_findings_frame_says_what_the_json_says(folder, checked):
    frame, data = checked.to_frame("findings"), check_folder(folder)
    assert [*zip(frame.rule, frame.level, frame.message, frame.line, strict=True)] == [
        (f["rule"], f["level"], f["message"], f["line"]) for f in data["findings"]
    ]
    (fails,) = frame[frame.rule == "equation-fails"].to_dict("records")
    assert (fails["stated_low"], fails["stated_high"], fails["implied_low"], fails["unit"]) == (998.5, 999.5, 865.0, "MWh")
    assert (fails["claim"], fails["claims"], len(fails["fingerprint"])) == ("more", "more, use2", 32)
    assert row(checked.to_frame(), "more")["errors"] == 1


def test_the_conditions_frame_has_a_row_for_each_side(checked):
    frame = checked.to_frame("conditions")
    batch = frame[(frame.id == "ratio") & (frame.condition == "batch_size")]
    assert [*zip(batch.side, batch.state, batch.text, batch.quote, strict=True)] == [
        ("subject", "stated", "1", "batch 1"), ("baseline", "stated", "1", "batch 1"),
    ]  # fmt: skip
    pue = frame[(frame.id == "more") & (frame.condition == "pue")]
    assert [*pue.state] == ["not stated"] and pue.text.isna().all()
    assert set(frame[frame.id == "gas"].state) == {"stated", "absent"}
    missing = frame[(frame.id == "more") & frame.required & (frame.state == "not stated")]
    assert ", ".join(missing.condition) == row(checked.to_frame(), "more")["missing"]


@pytest.mark.parametrize("table", ["claims", "findings", "conditions"])
@pytest.mark.parametrize("text", [CLAIMS, "factcheck: 1\nclaims: {}\n"])
def test_dtypes_are_plain_and_the_same_without_rows(tmp_path, table, text):
    path = tmp_path / "a.yml"
    path.write_text(whole(text), encoding="utf-8")
    frame = factcheck.load(path).to_frame(table)
    columns = {"claims": frames.CLAIMS, "findings": frames.FINDINGS, "conditions": frames.CONDITIONS}[table]
    plain = {"object": is_object_dtype, "float64": is_float_dtype, "int64": is_integer_dtype, "bool": is_bool_dtype}
    assert list(frame.columns) == list(columns) and all(plain[dtype](frame[name]) for name, dtype in columns.items())
    assert {type(cell) for name, dtype in columns.items() if dtype == "object" for cell in frame[name]} <= {str, type(None)}


def test_waivers_are_held_against_the_date_that_is_given(folder):
    (folder / "claims/a.yml").write_text(whole(CLAIMS) + WAIVERS, encoding="utf-8")
    loaded = factcheck.load(folder / "claims/a.yml")
    assert loaded.check("2026-01-01").standings["more"] == "consistent"
    assert loaded.check(datetime.date(2026, 3, 1)).standings["more"] == "contradicted"
    waived = loaded.check("2026-01-01").to_frame("findings")
    assert waived[waived.waived].waived_reason.tolist() == ["known"]


def test_faults_are_findings_and_nothing_to_read_is_an_exception(tmp_path, folder):
    (folder / "claims/b.yml").write_text("factcheck: 1\nclaims: {x: {kind: energy}}\n", encoding="utf-8")
    loaded = factcheck.load(folder / "claims")
    assert {fault.rule for fault in loaded.faults} == {"bad-value"} and set(loaded.claims) >= {"use", "more"}
    assert "bad-value" in [finding.rule for finding in loaded.check().findings]
    with pytest.raises(factcheck.NothingToRead, match="nowhere"):
        factcheck.load(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="claims, findings, conditions"):
        loaded.check().to_frame("pages")
    with pytest.raises(ValueError, match="isoformat|date"):
        loaded.check("tomorrow")
    with pytest.raises(AttributeError, match="nonsense"):
        factcheck.nonsense


def test_what_is_shown_at_a_prompt_is_short(folder):
    loaded = factcheck.load(folder / "claims")
    assert repr(loaded) == "<factcheck: 5 claims in 1 file>"
    assert repr(loaded.check()).startswith("<factcheck: 5 claims (2 consistent, 1 contradicted, 2 unchecked), ")


def code_blocks():
    yield re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    docstring = factcheck.load.__globals__["__doc__"]
    yield "".join(line[4:] + "\n" for line in docstring.splitlines() if line.startswith("    "))


@pytest.mark.parametrize("code", list(code_blocks()), ids=["README", "docstring"])
def test_the_examples_run(folder, monkeypatch, capsys, code):
    monkeypatch.chdir(folder)
    names = {}
    exec(code, names)
    assert "import factcheck" in code and len(names["checked"].to_frame()) == 5
    if "gaps" in names:
        assert "more" in capsys.readouterr().out and len(names["gaps"]) == 1


def test_importing_the_package_imports_nothing_heavy():
    code = "import factcheck, sys, json; dir(factcheck); print(json.dumps([m for m in sys.modules if 'pandas' in m or m.startswith('factcheck.')]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
