"""What is wrong with a profile of conditions that a workspace brings along."""

from collections.abc import Collection, Iterator

from factcheck.knowledge.profiles import factor_of, is_unit
from factcheck.model.finding import Fault
from factcheck.model.location import Mark, at
from factcheck.model.message import message
from factcheck.model.names import Vocabulary, shown
from factcheck.model.nodes import Items, Keys, Node, Scalar

PROFILE_KEYS = ("profile", "name", "ko", "inherits", "conditions", "replaces")
CONDITION_KEYS = (
    "name", "ko", "level", "compare", "identity", "by", "if", "unit", "allowed", "why", "why_ko", "ask", "ask_ko", "source",
    "synonyms", "values", "recorded_by", "asked_of", "sensitivity", "sensitivity_ko", "sensitivity_factor", "sensitivity_source",
)  # fmt: skip
TRIGGER_KEYS = (
    "kind", "unit", "unit_has", "unit_lacks", "unit_or_tied_unit", "subject", "condition", "is", "contains", "is_not", "differs", "claim_says",
)  # fmt: skip
CLOSED = {
    "level": ("required", "recommended"),
    "compare": ("true", "false"),
    "identity": ("true", "false"),
    "recorded_by": ("analyst",),
    "by": ("speaker", "relationship", "status", "source card", "quote", "value", "baseline", "subject", "unit", "period", "equals", "of"),
}  # fmt: skip


def profile_faults(root: Keys, file: str, kinds: Collection[str]) -> Iterator[Fault]:
    """Every slip in a profile that would make factcheck ask for something else than its author meant."""
    yield from _unknown(root, PROFILE_KEYS, file)
    conditions = root.get("conditions")
    for node in conditions.items if isinstance(conditions, Items) else ():
        if isinstance(node, Keys):
            yield from _condition(node, file, kinds)


def _condition(node: Keys, file: str, kinds: Collection[str]) -> Iterator[Fault]:
    yield from _unknown(node, CONDITION_KEYS, file)
    for key, allowed in CLOSED.items():
        yield from _closed(node, key, allowed, file)
    for key in ("level", "why"):
        if node.get(key) is None:
            yield _bad(file, node.mark, "a condition needs `{key}`", key=key)
    trigger = node.get("if")
    if isinstance(trigger, Keys):
        yield from _unknown(trigger, TRIGGER_KEYS, file)
        yield from _kinds(trigger, file, kinds)
        for unit in _texts(trigger.get("unit")):
            if not is_unit(unit.value):
                yield _unknown_unit(file, unit)
    elif trigger is not None:
        yield _bad(file, trigger.mark, "`if` is a mapping such as {example}", example="{kind: [score]}")
    own = node.get("unit")
    if isinstance(own, Scalar) and not is_unit(own.value):
        yield _unknown_unit(file, own)
    factor = node.get("sensitivity_factor")
    if isinstance(factor, Scalar) and factor_of(factor.value) is None:
        yield _bad(file, factor.mark, "a factor is a number of at least 1, or `unbounded`")


def _kinds(trigger: Keys, file: str, kinds: Collection[str]) -> Iterator[Fault]:
    for kind in _texts(trigger.get("kind")):
        if kind.value not in kinds:
            yield Fault("unknown-kind", at(file, kind.mark), message("nobody knows the kind {kind}", kind=shown(kind.value)))


def _texts(node: Node | None) -> list[Scalar]:
    """The texts of a list, or the one text that stands in its place."""
    parts = node.items if isinstance(node, Items) else [] if node is None else [node]
    return [part for part in parts if isinstance(part, Scalar)]


def _unknown_unit(file: str, node: Scalar) -> Fault:
    return Fault("unknown-unit", at(file, node.mark), message("nobody knows the unit {unit}", unit=shown(node.value)))


def _unknown(node: Keys, known: tuple[str, ...], file: str) -> Iterator[Fault]:
    for key in node.entries:
        if key not in known:
            near = Vocabulary(known).suggest(key)
            template = "nobody knows the key {key}" + ("; did you mean {near}?" if near else "; it would do nothing")
            yield Fault("unknown-key", at(file, node.marks[key]), message(template, key=key, near=near or ""))


def _closed(node: Keys, key: str, allowed: tuple[str, ...], file: str) -> Iterator[Fault]:
    given: Node | None = node.get(key)
    if isinstance(given, Scalar) and given.value.strip() not in allowed:
        yield _bad(file, given.mark, "`{key}` is one of {allowed}, not {given}", key=key, allowed=allowed, given=given.value)


def _bad(file: str, place: Mark, template: str, **values: object) -> Fault:
    return Fault("bad-value", at(file, place), message(template, **values))
