"""The JSON Schema of claim files: valid itself, refuses what it can see, never refuses what `check` accepts."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from support import RULES, knowledge
from test_cli import run
from written_files import generated

from factcheck.files.editor_schema import editor_schema
from factcheck.files.schema import CLAIM_KEYS, CLOSED, FILE_KEYS
from factcheck.knowledge.seeds import shipped
from factcheck.model.claim import VERDICTS
from factcheck.rules import RULE_NAMES

HERE = Path(__file__).parent
SCHEMA = editor_schema(knowledge(), {rule.name: rule.summary for rule in RULES})
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
CLAIM = "{statement: s., kind: energy, subject: bloom, value: 25 MWh}"
# The invalid files whose fault is in the YAML, in the text of a value, or between claims: no schema can see those.
UNSEEN = {
    "second_document", "tab_indent", "unclosed_flow", "unknown_alias", "yaml_syntax", "custom_tag",
    "duplicate_claim", "duplicate_head_key", "duplicate_key", "condition_twice", "bad_expression", "circular", "dangling_equals",
    "dangling_relations", "division_by_literal_zero", "exponent_301", "negative_value", "unknown_unit", "digits_over_100",
}  # fmt: skip


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: no dates, no yes and no."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789")
)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def problems(text):
    data = yaml.load(text, Core)
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in VALIDATOR.iter_errors(data)]


def test_it_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted([*HERE.glob("valid/*.yml"), *HERE.parent.glob("claims/*.yml")]), ids=lambda path: path.stem)
def test_it_accepts_every_valid_file(path):
    assert problems(path.read_text("utf-8")) == []


def test_it_accepts_a_thousand_files_of_every_layout():
    for seed in range(0, 1000, 5):
        assert problems(generated(seed).removeprefix("\ufeff")) == [], seed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_it_accepts_the_good_example_of_every_rule(rule):
    assert problems(rule.good) == []


@pytest.mark.parametrize("path", sorted(HERE.glob("invalid/*.yml")), ids=lambda path: path.stem)
def test_it_refuses_what_a_schema_can_see(path):
    try:
        found = problems(path.read_text("utf-8"))
    except yaml.YAMLError:
        assert path.stem in UNSEEN
        return
    assert bool(found) == (path.stem not in UNSEEN), found


@pytest.mark.parametrize("condition", ["pue: 1.1", "PUE: 1.1", "power usage effectiveness: 1.1", "그리드: x", "batch size: 8", "Batch-Size: 8", "batchsize: 8", "rest: not stated"])
def test_it_accepts_the_synonyms_of_conditions(condition):
    assert problems(f"factcheck: 1\nclaims:\n  a: {{statement: s., kind: energy, subject: bloom, value: 25 MWh, conditions: {{{condition}}}}}") == []


@pytest.mark.parametrize(
    "change", [("kind: energy", "kind: enregy"), ("value", "vaule"), ("statement: s., ", ""), ("MWh}", "MWh, conditions: {locaton: x}}"),
               ("MWh}", "MWh, part: foot}"), ("MWh}", "MWh, review: {verdict: true, by: x, on: 2026-01-01}}"), ("MWh}", "MWh, conditions: {rest: x}}"),
               ("a:", "A:"), ("factcheck: 1", "factcheck: 2"), ("claims:", "statement: s.\nclaims:"), ("kind: energy, ", "")]
)  # fmt: skip
def test_it_refuses_a_slip(change):
    text = f"factcheck: 1\nclaims:\n  a: {CLAIM}\n"
    assert change[0] in text and problems(text) == []
    assert problems(text.replace(*change)) != []


def test_what_stands_at_the_head_need_not_stand_in_a_claim():
    assert problems("factcheck: 1\nkind: energy\nclaims:\n  a: {statement: s., subject: bloom, value: 25 MWh}\n") == []


def test_every_key_and_word_is_explained_in_both_languages():
    claim = SCHEMA["definitions"]["claim"]["properties"]
    for key, told in [*claim.items(), *SCHEMA["properties"].items()]:
        english, korean = told["description"].split("\n\n")
        assert english.isascii() and re.search("[가-힣]", korean), key
    for name, told in SCHEMA["definitions"].items():
        if name.startswith("condition_"):
            assert re.search("[가-힣]", told["description"]) and re.search("[a-z]{4}", told["description"]), name
    assert set(claim) == set(CLAIM_KEYS) and set(FILE_KEYS) <= set(SCHEMA["properties"])


def offered(kind):
    then = next(part["then"] for part in SCHEMA["definitions"]["claim"]["allOf"] if part["if"]["properties"]["kind"]["const"] == kind)
    return then["properties"]


def test_it_offers_kinds_conditions_by_kind_units_and_verdicts():
    claim = SCHEMA["definitions"]["claim"]["properties"]
    assert claim["kind"]["enum"] == list(knowledge().kinds)
    assert len(claim["kind"]["markdownEnumDescriptions"]) == len(claim["kind"]["enum"])
    for kind in knowledge().kinds.values():
        assert set(offered(kind.id)["conditions"]["properties"]) == set(kind.by_name)
    assert "1.0 token/s" in offered("throughput")["value"]["examples"]
    assert "decode throughput" in offered("throughput")["measure"]["examples"]
    assert tuple(SCHEMA["definitions"]["review"]["properties"]["verdict"]["enum"]) == VERDICTS
    assert set(SCHEMA["definitions"]["waiver"]["properties"]["rule"]["enum"]) == RULE_NAMES
    assert claim["part"]["enum"] == list(CLOSED["part"])


def test_the_shipped_schema_is_the_one_that_the_program_prints(tmp_path):
    printed = run("schema", cwd=tmp_path)
    assert printed.returncode == 0 and json.loads(printed.stdout) == SCHEMA
    assert (shipped("seeds") / "claim-file.schema.json").read_text("utf-8") == printed.stdout


def test_a_kind_of_the_workspace_is_in_its_schema(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/kinds.yml").write_text("kinds:\n  weight: {name: Weight, ko: 무게, means: m., profiles: [], units: [kg]}\n")
    data = json.loads(run("schema", cwd=tmp_path).stdout)
    assert "weight" in data["definitions"]["claim"]["properties"]["kind"]["enum"]
