"""The JSON Schema of a claim file, for editors: completion, explanations in English and Korean, validation.

It is made from what the checks themselves read - the keys of the format, the kinds with their conditions and units, the
closed lists - so that it cannot say anything else. It is draft-07, the version that yaml-language-server, and with it
VS Code, supports in full. What no schema can see (units, expressions, ids of other files) is left to `factcheck check`;
and it never refuses what `check` accepts.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.files.schema import (
    CLAIM_KEYS,
    CLOSED,
    DEFAULT_KEYS,
    FILE_KEYS,
    MAY_BE_NOT_STATED,
    RELATION_FORMS,
    REVIEW_KEYS,
    SKIP_KEYS,
    WAIVER_KEYS,
)  # fmt: skip
from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Condition, Kind
from factcheck.knowledge.seeds import shipped
from factcheck.model.claim import NOT_STATED, VERDICTS
from factcheck.model.names import fold
from factcheck.model.nodes import compose, plain
from factcheck.model.signature import RATINGS
from factcheck.model.units import WORK

Schema = dict[str, Any]
_DATE = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"
_ID = "^[a-z][a-z0-9_]{0,79}$"
_TYPES = ["string", "number", "boolean"]  # what YAML makes of a text; the digits as written are read by `check`
_WORDS_FOR = {"any": "", "currency": "USD", "counted": "person"}


def editor_schema(knowledge: Knowledge, rules: Mapping[str, str]) -> Schema:
    """The schema for a workspace with this knowledge; `rules` gives the summary of each rule that a waiver may name."""
    return _Maker(knowledge, rules).schema()


def _explanations() -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, Mapping[str, str]]]:
    data: Any = plain(compose((shipped("seeds") / "format.yml").read_text(encoding="utf-8"), "seeds/format.yml").root)
    return data["keys"], data["words"]


class _Maker:
    def __init__(self, knowledge: Knowledge, rules: Mapping[str, str]) -> None:
        self.knowledge, self.rules = knowledge, rules
        self.keys, self.words = _explanations()
        self.conditions: dict[str, tuple[Condition, ...]] = {}  # canonical name -> its different definitions

    def schema(self) -> Schema:
        kinds = [self._kind(kind) for kind in self.knowledge.kinds.values()]
        needed: list[Schema] = [
            {"if": {"not": {"required": [key]}}, "then": {"properties": {"claims": {"additionalProperties": {"required": [key]}}}}}
            for key in ("kind", "subject")
        ]
        defaults = {key: self._key(key) for key in DEFAULT_KEYS}
        root = {
            "factcheck": self._told("factcheck", {"enum": [1, "1"], "default": 1}), "title": self._told("title", {"type": [*_TYPES, "null"]}),
            "claims": self._told("claims", {
                "type": ["object", "null"], "propertyNames": {"pattern": _ID}, "additionalProperties": {"$ref": "#/definitions/claim"},
            }),
            "relations": self._told("relations", {
                "type": ["object", "null"], "propertyNames": {"pattern": _ID}, "additionalProperties": {"$ref": "#/definitions/relation"},
            }),
            "waivers": self._told("waivers", {"type": ["array", "null"], "items": {"$ref": "#/definitions/waiver"}}),
            "skip": self._told("skip", {"type": ["array", "null"], "items": {"$ref": "#/definitions/skip"}}),
        }  # fmt: skip
        claim: Schema = {
            "type": "object", "properties": {key: self._key(key) for key in CLAIM_KEYS}, "additionalProperties": False,
            "required": ["statement", "value"], "allOf": kinds,
        }  # fmt: skip
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "factcheck claim file, version 1",
            "description": "Numeric claims with their units, test conditions and sources.\n\n수치 주장과 그 단위, 시험 조건, 출처.",
            "type": "object",
            "properties": {key: root[key] for key in FILE_KEYS} | defaults,
            "additionalProperties": False,
            "required": ["factcheck"],
            "anyOf": [{"required": [key]} for key in ("claims", "relations", "waivers", "skip")],
            "allOf": needed,
            "definitions": {
                "text": {"type": _TYPES, "pattern": r"\S"}, "ids": {"type": "array", "items": {"$ref": "#/definitions/text"}, "minItems": 2},
                "claim": claim, "relation": self._relation(), "waiver": self._waiver(), "skip": self._skip(), "review": self._review(),
                "stated": self._stated(), "conditions": self._any_conditions(), **self._definitions(),
            },
        }  # fmt: skip

    # ---- keys --------------------------------------------------------------------------------------------------------

    def _told(self, key: str, schema: Schema) -> Schema:
        """A schema with the explanation of its key."""
        texts = self.keys[key]
        return {"description": f"{texts['en']}\n\n{texts['ko']}", **schema}

    def _key(self, key: str) -> Schema:
        """The schema of a claim's key."""
        text: Schema = {"$ref": "#/definitions/text"}
        if key == "kind":
            return self._told(key, self._listed({kind.id: f"{kind.name} ({kind.ko}): {kind.means}" for kind in self.knowledge.kinds.values()}))
        if key in CLOSED:
            words = [*CLOSED[key], *([NOT_STATED] if key in MAY_BE_NOT_STATED else [])]
            listed = self._listed({word: self._word(word) for word in words})
            if key not in MAY_BE_NOT_STATED:
                return self._told(key, listed)
            # However it is written: check reads it without regard to case.
            return self._told(key, {"anyOf": [listed, {"type": "string", "pattern": "^[Nn][Oo][Tt] [Ss][Tt][Aa][Tt][Ee][Dd]$"}]})
        if key in ("conditions", "baseline_conditions"):
            side: Schema = {"$ref": "#/definitions/conditions"}
            return self._told(key, {"allOf": [side]} if key == "conditions" else {"anyOf": [{"const": "same"}, side]})
        if key == "review":
            return self._told(key, {"allOf": [{"$ref": "#/definitions/review"}]})
        if key in ("also", "via"):
            return self._told(key, {"anyOf": [text, {"type": "array", "items": text}]})
        if key == "digits":
            return self._told(key, {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 100}, {"type": "string", "pattern": "^[0-9]+$"}]})
        if key == "measure":
            return self._told(key, {"allOf": [text], "examples": [measure.name.replace("_", " ") for measure in self.knowledge.measures.values()]})
        if key == "subject":
            return self._told(key, {"allOf": [text], "examples": sorted(self.knowledge.entities.by_id)})
        return self._told(key, {"allOf": [text]})

    def _listed(self, words: Mapping[str, str]) -> Schema:
        """One of several words, each with its explanation as editors show it."""
        return {"enum": list(words), "markdownEnumDescriptions": list(words.values())}

    def _word(self, word: str) -> str:
        texts = self.words[word]
        return f"{texts['en']} / {texts['ko']}"

    def _small(self, keys: Iterable[str], needed: Iterable[str], **own: Schema) -> Schema:
        """A small mapping of texts."""
        properties = {key: self._told(key, own.get(key, {"type": [*_TYPES, "null"]})) for key in keys}
        return {"type": "object", "properties": properties, "additionalProperties": False, "required": list(needed)}

    def _waiver(self) -> Schema:
        rule = self._listed(self.rules)
        text: Schema = {"$ref": "#/definitions/text"}
        return self._small(
            WAIVER_KEYS, ("claim", "rule", "reason"), claim={"allOf": [text]}, rule=rule, reason={"allOf": [text]},
            until={"type": ["string", "null"], "pattern": _DATE},
        )  # fmt: skip

    def _skip(self) -> Schema:
        return self._small(SKIP_KEYS, ("quote",), quote={"allOf": [{"$ref": "#/definitions/text"}]})

    def _review(self) -> Schema:
        verdicts = {verdict: f"{RATINGS[verdict].name} / {RATINGS[verdict].ko}" for verdict in VERDICTS}
        return self._small(
            REVIEW_KEYS, ("verdict", "by", "on"), verdict=self._listed(verdicts), by={"allOf": [{"$ref": "#/definitions/text"}]},
            on={"type": "string", "pattern": _DATE},
        )  # fmt: skip

    def _relation(self) -> Schema:
        ids: Schema = {"$ref": "#/definitions/ids"}
        text: Schema = {"$ref": "#/definitions/text"}
        forms: dict[str, Schema] = {
            "order": {"allOf": [ids]}, "same": {"allOf": [ids]}, "equation": {"allOf": [text]},
            "sum": {
                "type": "object", "required": ["parts", "total"], "additionalProperties": False,
                "properties": {"parts": {"type": "array", "items": text, "minItems": 1}, "total": text},
            },
            "share": {
                "type": "object", "required": ["part", "whole", "share"], "additionalProperties": False,
                "properties": {"part": text, "whole": text, "share": text},
            },
        }  # fmt: skip
        properties = {form: self._told(form, forms[form]) for form in RELATION_FORMS}
        return {
            "type": "object", "properties": properties, "additionalProperties": False,
            "oneOf": [{"required": [form]} for form in RELATION_FORMS],
        }  # fmt: skip

    # ---- kinds and their conditions ----------------------------------------------------------------------------------

    def _kind(self, kind: Kind) -> Schema:
        """What is offered in a claim of a kind: its conditions, values in its units, its measures."""
        conditions = {"properties": self._of(*kind.common, *kind.comparing, *kind.own)}
        baseline = {"properties": self._of(*kind.own)}
        measures = [measure for measure in self.knowledge.measures.values() if measure.kind == kind.id]
        offered: Schema = {
            "conditions": conditions, "baseline_conditions": {"anyOf": [{"const": "same"}, baseline]},
            "value": {"examples": self._values(kind, [measure.unit for measure in measures if measure.unit])},
        }  # fmt: skip
        if measures:
            offered["measure"] = {"examples": [measure.name.replace("_", " ") for measure in measures]}
        return {"if": {"properties": {"kind": {"const": kind.id}}, "required": ["kind"]}, "then": {"properties": offered}}

    def _values(self, kind: Kind, usual: Iterable[str]) -> list[str]:
        """A value in each unit that fits, to begin from."""
        units: dict[str, None] = {}
        for unit in (*usual, *kind.units):
            text = _WORDS_FOR.get(unit, unit)
            for work in WORK[:3] if "work" in text else ("",):
                units.setdefault(text.replace("work", work).replace("currency", "USD"))
        return [f"1.0 {unit}".strip() for unit in units]

    def _of(self, *conditions: Condition) -> Schema:
        found: Schema = {}
        for condition in conditions:
            known = self.conditions.setdefault(condition.name, ())
            if condition not in known:
                known = self.conditions[condition.name] = (*known, condition)
            number = known.index(condition)
            found[condition.name] = {"$ref": f"#/definitions/{_definition(condition.name, number)}"}
        return found

    def _definitions(self) -> Schema:
        return {
            _definition(name, number): self._condition(condition)
            for name, known in sorted(self.conditions.items())
            for number, condition in enumerate(known)
        }

    def _condition(self, condition: Condition) -> Schema:
        """One condition; the explanation says why it matters, what to ask, and which rule book wants it."""
        level, level_ko = ("required", "필수") if condition.required else ("recommended", "권장")
        lines = [f"**{condition.label}** ({level}): {condition.why} {condition.ask}".strip()]
        if condition.allowed:
            lines.append(f"One of / 가능한 값: {condition.allowed}")
        if condition.unit:
            lines.append(f"Unit / 단위: {condition.unit}")
        lines.append(f"**{condition.ko}** ({level_ko}): {condition.why_ko} {condition.ask_ko}".strip())
        if condition.source:
            lines.append(f"_{condition.source}_")
        plain_text = "\n\n".join(lines)
        return {
            "description": plain_text.replace("**", "").replace("_" + condition.source + "_", condition.source),
            "markdownDescription": plain_text, "allOf": [{"$ref": "#/definitions/stated"}],
        }  # fmt: skip

    def _stated(self) -> Schema:
        """What may stand at a condition."""
        text: Schema = {"$ref": "#/definitions/text"}
        return {
            "anyOf": [
                text, {"type": "array", "items": text, "minItems": 1},
                {
                    "type": "object", "required": ["value"], "additionalProperties": False,
                    "properties": {"value": text, "quote": self._told("quote", {"type": [*_TYPES, "null"]}), "at": self._told("at", {"type": [*_TYPES, "null"]})},
                },
            ],
            "examples": [NOT_STATED, "n/a"],
        }  # fmt: skip

    def _any_conditions(self) -> Schema:
        """The conditions of any kind: a known one may stand on any claim, under any of its names."""
        names = set()
        for profile in self.knowledge.profiles.values():
            for condition in profile.conditions:
                for name in (condition.name, *condition.synonyms):
                    if name.isascii() and name == name.lower():
                        names |= {fold(name), re.sub(r"[\s-]+", "_", name)}
        known = "|".join(re.escape(name) for name in sorted(names) if re.fullmatch("[a-z0-9_]+", name))
        rest = {"type": "string", "pattern": "^\\s*[Nn][Oo][Tt] [Ss][Tt][Aa][Tt][Ee][Dd]\\s*$"}
        return {
            "type": "object", "properties": {"rest": self._told("rest", {**rest, "default": NOT_STATED})},
            # Names in capitals, in several words or in Korean are synonyms perhaps: that is for check to say.
            "patternProperties": {f"^(?!rest$)({known})$": {"$ref": "#/definitions/stated"}, "[^a-z0-9_]": {"$ref": "#/definitions/stated"}},
            "additionalProperties": False,
        }  # fmt: skip


def _definition(name: str, number: int) -> str:
    return f"condition_{name}" + (f"_{number + 1}" if number else "")
