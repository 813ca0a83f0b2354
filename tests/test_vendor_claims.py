"""Throughput figures as vendors publish them: what is missing is found, and nothing else is asked for.

The claims are laid out as such sources lay figures out (a benchmark's log, a results table, slides, data sheets); the
labels were made by hand (`tests/vendor/labels.yml`).
"""

import json
from pathlib import Path

import pytest
from support import check_folder
from yaml import safe_load

VENDOR = Path(__file__).parent / "vendor"
LABELS = safe_load((VENDOR / "labels.yml").read_text(encoding="utf-8"))
CONDITION_RULES = {"missing-condition", "unrecorded-condition", "baseline-undisclosed"}


@pytest.fixture(scope="module")
def data():
    return check_folder(VENDOR)


@pytest.fixture(scope="module")
def said(data):
    """claim -> (state, condition) of all required conditions that the findings name."""
    pairs = {claim["id"]: set() for claim in data["claims"]}
    for finding in data["findings"]:
        if finding["rule"] in CONDITION_RULES and finding["level"] == "warning":
            state = "missing" if finding["rule"] == "missing-condition" else "unrecorded"
            pairs[finding["claims"][0]].update((state, name) for name in finding["evidence"]["conditions"])
    return pairs


def labelled(claim):
    label = LABELS[claim]
    return {(state, name) for state in ("missing", "unrecorded") for name in label.get(state, ())}


def test_there_are_enough_claims_of_every_sort(data):
    assert {claim["id"] for claim in data["claims"]} == set(LABELS)
    complete = [id_ for id_, label in LABELS.items() if not label["missing"]]
    wrong = [id_ for id_, label in LABELS.items() if label.get("rules")]
    assert len(LABELS) >= 20 and len(complete) >= 5 and len(wrong) >= 4
    assert all(claim["kind"] == "throughput" for claim in data["claims"])


def test_missing_conditions_are_found_with_precision_and_recall_of_95_percent(said, capsys):
    right = sum(len(said[claim] & labelled(claim)) for claim in LABELS)
    named = sum(len(said[claim]) for claim in LABELS)
    wanted = sum(len(labelled(claim)) for claim in LABELS)
    precision, recall = right / named, right / wanted
    with capsys.disabled():
        print(f"\nmissing conditions of {len(LABELS)} vendor claims: precision {precision:.3f} ({right} of {named}), "
              f"recall {recall:.3f} ({right} of {wanted})")  # fmt: skip
    off = {claim: sorted(said[claim] ^ labelled(claim)) for claim in LABELS if said[claim] != labelled(claim)}
    assert precision >= 0.95, off
    assert recall >= 0.95, off


@pytest.mark.parametrize("claim", [id_ for id_, label in LABELS.items() if label.get("rules")])
def test_what_is_wrong_besides_is_said(data, claim):
    rules = {finding["rule"] for finding in data["findings"] if finding["claims"][:1] == [claim]}
    assert set(LABELS[claim]["rules"]) <= rules


@pytest.mark.parametrize("claim", [id_ for id_, label in LABELS.items() if not label["missing"] and not label.get("rules")])
def test_a_complete_claim_is_complete_and_nothing_is_wrong_with_it(data, claim):
    found = next(c for c in data["claims"] if c["id"] == claim)
    assert found["disclosure"] == "complete", json.dumps(found)
    assert not [f for f in data["findings"] if f["claims"][:1] == [claim] and f["level"] != "note"]
