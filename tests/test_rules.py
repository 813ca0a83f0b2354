"""Every rule has a manual, and its manual is true: the bad example is spoken about, the good one is not."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from support import FILE_RULES, check, found

from factcheck import rules
from factcheck.reasoning.rule import Rule
from factcheck.rules import RULE_NAMES, RULES

GROUPS = ("File", "Units", "Conditions", "Consistency", "Plausibility", "Source", "Review")
# The names that the checks are known by; a shipped name is never reused.
NAMES = ["file-syntax", "unknown-key", "unknown-kind", "unknown-unit", "unknown-condition", "bad-value", "bad-expression", "duplicate-id", "dangling-reference", "circular-equation", "file-limit", "unknown-entity", "dimension-mismatch", "basis-mismatch", "percent-or-points", "ambiguous-multiple", "damaged-figure", "missing-condition", "unrecorded-condition", "baseline-undisclosed", "unequal-conditions", "unfair-ratio", "best-case", "equation-fails", "conflicting-values", "ratio-fails", "difference-fails", "growth-fails", "sum-fails", "share-fails", "order-fails", "headline-differs", "rate-conflict", "impossible-share", "law-fails", "ratio-cycle", "conflict-set", "physical-limit", "reference-conflict", "quote-missing", "quote-value", "source-unknown", "source-changed", "single-source", "stale-source", "unreviewed", "review-outdated", "verdict-disputed", "waiver-expired", "waiver-unused"]
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def texts(rule):
    """The text that the examples of a rule about texts are held against, as that of the source that they name."""
    return {"factpl-2023-10-26": rule.source_text} if rule.source_text else {}


@every_rule
def test_the_bad_example_is_spoken_about(rule):
    data = check(rule.bad, texts=texts(rule))
    assert found(data, rule.name), [(f["rule"], f["message"]) for f in data["findings"]]


@every_rule
def test_the_good_example_is_not(rule):
    assert not found(check(rule.good, texts=texts(rule)), rule.name)


@every_rule
def test_the_examples_are_sound_files_but_for_the_rule_itself(rule):
    for example in (rule.bad, rule.good):
        errors = {f["rule"] for f in check(example, texts=texts(rule))["findings"] if f["rule"] in FILE_RULES and f["level"] == "error"}
        assert errors <= {rule.name}


@every_rule
def test_no_finding_is_graver_than_the_rule_announces(rule):
    ranks = ["error", "warning", "note"]
    gravest = min(ranks.index(finding["level"]) for finding in found(check(rule.bad, texts=texts(rule)), rule.name))
    assert gravest >= ranks.index(rule.level.value) or rule.name in ("source-unknown", "unknown-entity")


@every_rule
def test_a_rule_has_one_file_of_its_name_with_one_function(rule):
    name = rule.name.replace("-", "_")
    module = import_module(f"factcheck.rules.{name}")
    assert (module.__doc__ or "").split("\n")[0] == rule.name
    assert getattr(module, name) is rule
    assert [value for value in vars(module).values() if isinstance(value, Rule)] == [rule]


@every_rule
def test_a_rule_says_what_it_asks_and_what_it_rests_on(rule):
    assert rule.summary.endswith(".") and 20 < len(rule.summary) < 200
    assert len(rule.reference) > 10
    assert "factcheck: 1" in rule.bad and "factcheck: 1" in rule.good and rule.bad != rule.good


@every_rule
def test_a_rule_has_a_name_in_small_words_and_a_known_group(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.group in GROUPS


def test_the_rules_are_one_tuple_in_the_order_of_the_groups():
    assert isinstance(RULES, tuple) and len(RULE_NAMES) == len(RULES)
    groups = [GROUPS.index(rule.group) for rule in RULES]
    assert groups == sorted(groups)


def test_rules_have_the_names_that_the_checks_fix():
    assert RULE_NAMES - set(NAMES) == set()


def test_no_rule_file_is_left_out_of_the_tuple():
    folder = Path(inspect.getfile(rules)).parent
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    made = {stem.replace("_", "-") for stem in modules if "@rule(" in (folder / f"{stem}.py").read_text() or "@of_fault(" in (folder / f"{stem}.py").read_text()}
    assert made == RULE_NAMES
