"""The manual: what a rule, a kind, a condition or a unit is, as lines of text."""

import textwrap
from collections.abc import Iterable, Iterator

from factcheck.knowledge.fair_use import FairUse
from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.ladders import Ladder
from factcheck.knowledge.profiles import Condition, Kind, Profile, Trigger
from factcheck.model.message import say_number
from factcheck.model.names import Vocabulary, fold, shown
from factcheck.model.units import Unit, UnknownUnit, known_units, parse_unit
from factcheck.reasoning.rule import Rule

_WIDTH = 100
_ABOUT_READINGS = """\
Readings: for every failed check, factcheck tries the known steps below and names those that would reconcile the figures, at
most three, at the end of the message (`it would hold if ...`) and under `readings` in the JSON. A reading is a possibility
to ask about: it changes no figure, no level and no standing.

It is named only where the figures fit under it as printed, or else by the loose reading, which is then said; where they are
known well enough for a factor to say anything; and where no stated condition rules it out. A factor that is only known
within bounds is tried where a claim says on which side of the step it stands. A slip must fit as printed. Orders, and
equations with `min` or `max`, get no readings: any large factor would mend an inequality.

The steps are data, in `seeds/ladders.yml`; a workspace's own file adds to them and wins."""


_ABOUT_LAWS = """\
Laws tie figures that nobody tied: those of one subject and period, and the ratios of one subject to one baseline, where a
ratio may also be that of two absolute figures, stated or in a reference row, or follow from another law. The claim on the
left side is what a failed law blames. They are data, in `seeds/laws.yml`; a workspace's own file adds to them."""


class NotKnown(ValueError):
    """There is no such topic; the message names the nearest one."""


def manual(topic: str, rules: tuple[Rule, ...], knowledge: Knowledge) -> Iterator[str]:
    """The lines about `topic`.

    Raises NotKnown.
    """
    name = topic.strip()
    if not name:
        raise NotKnown("name a rule, a kind, a condition, a unit, `laws` or `readings`; `explain kinds` lists the kinds")
    rule = next((rule for rule in rules if rule.name == name), None)
    if rule is not None:
        return _rule(rule)
    if name.removesuffix("s") in ("kind", "condition", "unit", "rule"):
        return _list(name.removesuffix("s") + "s", rules, knowledge)
    if name.removesuffix("s") == "reading":
        return _readings(knowledge)
    if name.removesuffix("s") == "law":
        return _laws(knowledge)
    canonical = knowledge.condition_name(name)
    kind = knowledge.kinds.get(name)
    if kind is not None:
        return _kind(kind, list(knowledge.condition(canonical)) if canonical == name else [])
    if canonical is not None:
        return _condition(canonical, list(knowledge.condition(canonical)))
    if name in knowledge.profiles:
        return _profile(knowledge.profiles[name])
    if name in knowledge.fair_use:
        return _fair_use(knowledge.fair_use[name])
    try:
        return _unit(name, parse_unit(name))
    except UnknownUnit as problem:
        known = (*(rule.name for rule in rules), *knowledge.kinds, *knowledge.profiles, *knowledge.fair_use)
        words = Vocabulary([*known, *_conditions(knowledge)])
        near = words.suggest(name) or problem.near
        hint = f"; did you mean {near}?" if near else "; try `factcheck rules`, `explain kinds`, `explain conditions`"
        raise NotKnown(f"there is no rule, kind, condition or unit {shown(name)!r}{hint}") from problem


def rule_table(rules: tuple[Rule, ...]) -> str:
    """The rules as a Markdown table."""
    rows = [f"| `{rule.name}` | {rule.group} | {rule.level.value} | {rule.summary} |" for rule in rules]
    return "\n".join(["| rule | group | level | what it asks |", "|---|---|---|---|", *rows])


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    yield from textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]


def _rule(rule: Rule) -> Iterator[str]:
    yield f"{rule.name} ({rule.group}, {rule.level.value})"
    yield ""
    for paragraph in (rule.summary, *rule.explanation.split("\n\n")):
        yield from _wrapped(paragraph)
        yield ""
    yield from _wrapped(f"Reference: {rule.reference}")
    if rule.source_text:
        yield from _wrapped(f"Source text: {rule.source_text}")
    for heading, example in (("Bad", rule.bad), ("Good", rule.good)):
        yield ""
        yield f"{heading}:"
        yield from (f"    {line}" for line in example.splitlines())


def _kind(kind: Kind, conditions: list[tuple[Profile, Condition]]) -> Iterator[str]:
    yield f"{kind.id} ({kind.name}, {kind.ko}): kind of claim"
    yield ""
    yield from _wrapped(kind.means)
    yield from _wrapped(f"Units: {kind.unit_text()}" + ("; may be negative" if kind.signed else ""))
    yield ""
    yield "Conditions of its own (* required, = must agree before figures are compared):"
    yield from _listed(kind.own)
    yield ""
    yield f"Besides: {len(kind.common)} conditions of every claim, {len(kind.comparing)} more of every comparison."
    for profile, condition in conditions:
        yield ""
        yield from _definition(profile, condition)


def _profile(profile: Profile) -> Iterator[str]:
    yield f"{profile.name} ({profile.title}, {profile.ko}): profile of conditions"
    if profile.inherits:
        yield from _wrapped(f"It takes over the conditions of {', '.join(profile.inherits)}.")
    yield ""
    yield "Conditions (* required, = must agree before figures are compared):"
    yield from _listed(profile.conditions)


def _listed(conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        sign = ("*" if condition.required else " ") + ("=" if condition.compare else " ")
        yield from textwrap.wrap(condition.why, _WIDTH, initial_indent=f"  {sign} {condition.name:<22} ",
                                 subsequent_indent=" " * 28)  # fmt: skip


def _fair_use(rule: FairUse) -> Iterator[str]:
    forbids = {"comparison": "the comparison", "ratio": "a ratio", "silence": "saying nothing of it"}[rule.breaks]
    yield f"{rule.id}: rule of fair use, weighed by `factcheck compare`; a breach forbids {forbids}"
    yield ""
    yield from _wrapped(rule.asks)
    yield from _wrapped(rule.ko)
    yield from _wrapped(f"What mends it: {rule.mend}")
    yield from _wrapped(f"Source: {rule.source}")


def _condition(name: str, found: list[tuple[Profile, Condition]]) -> Iterator[str]:
    yield f"{name} ({found[0][1].ko}): condition"
    for profile, condition in found:
        yield ""
        yield from _definition(profile, condition)


def _definition(profile: Profile, condition: Condition) -> Iterator[str]:
    level = "required" if condition.required else "recommended"
    yield f"In the profile {profile.name}: {level}" + (", must agree in comparisons" if condition.compare else "")
    yield from _wrapped(f"Why: {condition.why}", "  ")
    yield from _wrapped(f"Ask: {condition.ask}", "  ")
    yield from _wrapped(f"     {condition.ask_ko}", "  ")
    if condition.by:
        yield from _wrapped(f"Stated already by: {condition.by}", "  ")
    if condition.trigger is not None:
        yield from _wrapped(f"Asked for only if: {_trigger(condition.trigger)}", "  ")
    if condition.unit:
        yield f"  Unit: {condition.unit}"
    if condition.allowed:
        yield from _wrapped(f"Such as: {condition.allowed}", "  ")
    if condition.sensitivity:
        source = f" ({condition.sensitivity_source})" if condition.sensitivity_source else ""
        yield from _wrapped(f"It changes the figure: {condition.sensitivity}{source}", "  ")
    if condition.values:
        said = "; ".join(f"{value} ({', '.join(others)})" for value, others in condition.values.items())
        yield from _wrapped(f"Spellings taken for one: {said}", "  ")
    if condition.synonyms:
        yield from _wrapped(f"Also written: {', '.join(condition.synonyms)}", "  ")
    yield from _wrapped(f"Source: {condition.source}", "  ")


def _trigger(trigger: Trigger) -> str:
    parts = []
    if trigger.kinds:
        parts.append(f"the kind is {', '.join(trigger.kinds)}")
    if trigger.units:
        parts.append(f"the unit is {' or '.join(trigger.units)}")
    if trigger.unit_has:
        parts.append(f"the unit has {trigger.unit_has}")
    if trigger.unit_lacks:
        parts.append(f"the unit is not of {' or '.join(trigger.unit_lacks)}")
    if trigger.tied_currency:
        parts.append("the claim or one it is tied to is in money")
    if trigger.subjects:
        parts.append(f"the subject is a {', '.join(trigger.subjects)}")
    if trigger.only_stated:
        parts.append("the analyst states it")
    if trigger.condition:
        parts.append(f"{trigger.condition} {_of_condition(trigger)}")
    return " and ".join(parts)


def _of_condition(trigger: Trigger) -> str:
    if trigger.differs:
        return "differs between the sides"
    if trigger.contains is not None:
        return f"contains {trigger.contains}"
    if trigger.unwanted:
        return f"is not {', '.join(trigger.unwanted)}"
    return f"is {', '.join(trigger.wanted)}"


def _readings(knowledge: Knowledge) -> Iterator[str]:
    for paragraph in _ABOUT_READINGS.split("\n\n"):
        yield from _wrapped(paragraph)
        yield ""
    for ladder in knowledge.ladders.values():
        yield from _ladder(ladder)
        yield ""


def _laws(knowledge: Knowledge) -> Iterator[str]:
    yield from _wrapped(_ABOUT_LAWS)
    for law in knowledge.laws.values():
        yield ""
        yield f"{law.name} ({law.ko})"
        yield f"  {law.says}"
        for role in (law.left, *(role for role, _ in law.factors)):
            kinds = "the kind and measure of the left side" if role.same else " or ".join(role.kinds)
            measures = f", measure {', '.join(role.measures)} or none" if role.measures else ""
            condition = f"the condition {role.condition}" if role.condition is not None else ""
            yield from _wrapped(f"{role.name}: {', or '.join(filter(None, (kinds + measures if kinds else '', condition)))}", "  ")
        yield from _wrapped(f"Between: {' and '.join(sorted(law.holds, reverse=True))}. Source: {law.source}", "  ")


def _ladder(ladder: Ladder) -> Iterator[str]:
    factor = f": x {ladder.factor_text}" if ladder.factor_text else ""
    stated = f" (as `{ladder.taken_from}` states it, where it does)" if ladder.taken_from is not None else ""
    yield f"{ladder.name} ({ladder.ko}){factor}{stated}"
    for sentence in filter(None, (ladder.up, ladder.up_ko)):
        yield from _wrapped(sentence.format(claim="A", other="B"), "  ")
    if ladder.kinds:
        yield from _wrapped(f"For: {', '.join(sorted(ladder.kinds))}", "  ")
    if ladder.subjects:
        yield from _wrapped(f"Only of: {', '.join(sorted(ladder.subjects))}", "  ")
    if ladder.ends:
        yield from _wrapped(f"Ruled out, or shown to be the case, by: {', '.join(ladder.ends)}", "  ")
    yield from _wrapped(f"Source: {ladder.source}", "  ")


def _unit(name: str, unit: Unit) -> Iterator[str]:
    yield f"{name}: unit, printed as {unit.text}"
    yield ""
    yield f"One is {say_number(unit.factor, 12)} {unit.base_text}."
    if unit.gas:
        yield f"It names the gas {unit.gas}, which never becomes another by itself."
    own = [atom.name for atom, _ in unit.atoms if atom.own]
    if own:
        yield f"{', '.join(own)}: no known unit, taken as a counted thing of its own."


def _conditions(knowledge: Knowledge) -> list[str]:
    return sorted({c.name for profile in knowledge.profiles.values() for c in profile.conditions})


def _list(name: str, rules: tuple[Rule, ...], knowledge: Knowledge) -> Iterator[str]:
    if name == "kinds":
        for kind in knowledge.kinds.values():
            yield from textwrap.wrap(f"{kind.means} In {kind.unit_text()}.", _WIDTH, initial_indent=f"{kind.id:<22}",
                                     subsequent_indent=" " * 22)  # fmt: skip
    elif name == "rules":
        for rule in rules:
            yield from textwrap.wrap(rule.summary, _WIDTH, initial_indent=f"{rule.name:<22}", subsequent_indent=" " * 22)
    elif name == "conditions":
        for condition in _conditions(knowledge):
            profiles = ", ".join(profile.name for profile, _ in knowledge.condition(condition))
            yield f"{condition:<24}{profiles}"
    else:
        for symbol, spellings in known_units():
            others = [spelling for spelling in spellings if fold(spelling) != fold(symbol)]
            yield f"{symbol:<20}{', '.join(others)}".rstrip()
