"""Two claims side by side, as a table for the terminal and as data."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.model.claim import State
from factcheck.model.message import say_interval
from factcheck.model.names import visible
from factcheck.reasoning.comparability import Side
from factcheck.reasoning.side_by_side import Answer, Outcome, Relation, Row, SideBySide, Weighed
from factcheck.report.machine import ends

SCHEMA = "factcheck-compare/1"
STATES = {
    State.STATED: "stated", State.NOT_STATED: "not stated", State.ABSENT: "nobody has looked", State.NOT_APPLICABLE: "n/a",
}  # fmt: skip
_STYLES = {
    Relation.EQUAL: "green", Relation.DIFFERENT: "bold red", Relation.UNKNOWN: "yellow", Relation.ITSELF: "dim",
    Answer.YES: "green", Answer.NO: "bold red", Answer.UNKNOWN: "yellow",
}  # fmt: skip
_ORDER = (Relation.DIFFERENT, Relation.UNKNOWN, Relation.EQUAL, Relation.ITSELF)
_ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "nobody can tell"}


def comparison_data(table: SideBySide) -> dict[str, Any]:
    """The comparison as JSON data: both claims, every condition, every rule of fair use, and the two answers."""
    ratio = table.ratio
    return {
        "schema": SCHEMA,
        "claims": [_side(table.one), _side(table.two)],
        "comparable": table.comparable.value,
        "ratio_allowed": table.ratio_allowed.value,
        "ratio": {"rounded": ends(ratio.rounded), "loose": ends(ratio.loose), "unit": ratio.unit.text} if ratio else None,
        "conditions": [_row(row) for row in table.rows],
        "rules": [_rule(weighed) for weighed in table.rules],
        "to_be_fair": list(to_be_fair(table)),
    }


def _side(side: Side) -> dict[str, Any]:
    claim = side.claim
    return {
        "id": claim.id, "side": "baseline" if side.baseline else "subject", "subject": str(side.name), "kind": claim.kind,
        "measure": claim.measure, "value": claim.value.text.strip(), "source": claim.source,
        "baseline": str(claim.baseline) if claim.baseline is not None and not side.baseline else None,
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    return {
        "condition": row.condition.name, "must_agree": row.weighed, "of": "baselines" if row.of_baselines else "subjects",
        "states": [STATES[row.left_state], STATES[row.right_state]], "texts": [row.left, row.right],
        "relation": "itself" if row.relation is Relation.ITSELF else row.relation.value,
    }  # fmt: skip


def _rule(weighed: Weighed) -> dict[str, Any]:
    rule = weighed.rule
    return {
        "rule": rule.id, "asks": rule.asks, "asks_ko": rule.ko, "outcome": weighed.outcome.value, "breaks": rule.breaks,
        "different": [{"fact": name, "texts": [left, right]} for name, left, right in weighed.different],
        "unknown": list(weighed.unknown), "source": rule.source,
    }  # fmt: skip


def to_be_fair(table: SideBySide) -> Iterator[str]:
    """What would make the comparison fair, the weightiest first; nothing where it is. A and B are the two figures."""
    rows = [row for row in table.rows if row.weighed]
    for row in rows:
        if row.relation is Relation.DIFFERENT:
            yield f"{_name(row)}: one value for both, not {row.left} and {row.right}{_effect(row)}"
    for row in rows:
        if row.relation is Relation.UNKNOWN:
            lacking = " and ".join(mark for mark, text in zip("AB", (row.left, row.right), strict=True) if text is None)
            yield f"{_name(row)}, ask for {lacking}: {row.condition.ask}{_effect(row)}"
    for breaks in ("comparison", "ratio", "silence"):
        for weighed in table.failing(breaks):
            if weighed.rule.id != "same_conditions":
                unknown = "" if weighed.outcome is Outcome.BROKEN else f" (not known: {', '.join(weighed.unknown)})"
                yield f"{weighed.rule.mend}{unknown}"


def _name(row: Row) -> str:
    return f"{row.condition.name} of the baselines" if row.of_baselines else row.condition.name


def _effect(row: Row) -> str:
    condition = row.condition
    if condition.sensitivity is None:
        return ""
    return f" It changes the figure: {condition.sensitivity} ({condition.sensitivity_source})"


def comparison_view(table: SideBySide) -> Iterator[RenderableType]:
    """The comparison for the terminal: both figures, the conditions, the rules that speak, the answers, the way out."""
    yield _figures(table)
    yield Text()
    yield from _conditions(table.rows)
    yield Text()
    for label, answer, breaks in (
        ("May they be compared?", table.comparable, "comparison"),
        ("May a ratio be formed?", table.ratio_allowed, "ratio"),
    ):
        line = Text(f"{label} ", "bold")
        line.append(_ANSWERS[answer], _STYLES[answer])
        if breaks == "ratio" and answer is not Answer.YES and not table.failing("ratio"):
            line.append(": they may not be compared" if table.comparable is Answer.NO else ": it rests on what is not known")
        yield line
        yield from (_reason(weighed) for weighed in table.failing(breaks))
    if table.ratio is not None:
        only = "" if table.ratio_allowed is Answer.YES else ", if what is not known is equal"
        words = f"A / B is {say_interval(table.ratio.rounded)}"
        yield Padding(Text(f"{words} (loosely {say_interval(table.ratio.loose)}){only}"), (0, 0, 0, 2))
    said = table.failing("silence")
    if said:
        yield Text("To be said with it:", "bold")
        yield from (_reason(weighed) for weighed in said)
    fair = list(to_be_fair(table))
    yield Text("What would make it fair:" if fair else "Nothing more is needed to make it fair.", "bold")
    for line_ in fair:
        yield Padding(Text(f"- {visible(line_)}"), (0, 0, 0, 2))


def _figures(table: SideBySide) -> Text:
    lines = []
    for mark, side in zip("AB", (table.one, table.two), strict=True):
        claim = side.claim
        against = f" against {claim.baseline}" if claim.baseline is not None and not side.baseline else ""
        value = f"the baseline of {claim.id}" if side.baseline else f"{claim.id}: {claim.value.text.strip()}"
        about = f"{side.name}{against}, {claim.kind}" + (f", {claim.measure}" if claim.measure else "")
        where = (claim.source or "no source") + (f", line {claim.at}" if claim.at else "")
        lines.append(f"{mark}  {value} ({about}; {where})")
    return Text("\n".join(map(visible, lines)))


def _conditions(rows: Iterable[Row]) -> Iterator[RenderableType]:
    for title, weighed in (("Conditions that must agree", True), ("Other conditions", False)):
        chosen = [row for row in rows if row.weighed is weighed]
        told = [row for row in chosen if weighed or row.left is not None or row.right is not None]
        if told:
            yield _condition_table(title, told)
        for what, of_baselines in (("Neither side states", False), ("Of neither baseline is stated", True)):
            silent = [row.condition.name for row in chosen if row not in told and row.of_baselines is of_baselines]
            if silent:
                yield Padding(Text(f"{what}: {', '.join(silent)}.", "dim"), (0, 0, 1, 0))


def _condition_table(title: str, rows: list[Row]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (title, "A", "B", ""):
        table.add_column(heading)
    for row in sorted(rows, key=lambda row: (row.of_baselines, _ORDER.index(row.relation))):
        left = row.left if row.left is not None else STATES[row.left_state]
        right = row.right if row.right is not None else STATES[row.right_state]
        relation = Text(row.relation.value, _STYLES[row.relation])
        table.add_row(Text(_name(row)), Text(visible(left)), Text(visible(right)), relation)
    return table


def _reason(weighed: Weighed) -> RenderableType:
    """A broken or undecided rule in one line, with the rule book."""
    parts = [f"{name}: {left} and {right}" for name, left, right in weighed.different]
    if weighed.unknown:
        parts.append(f"not known: {', '.join(weighed.unknown)}")
    text = f"{weighed.rule.id}: {weighed.rule.asks} {'; '.join(parts)} [{weighed.rule.source}]"
    return Padding(Text(visible(text), "red" if weighed.outcome is Outcome.BROKEN else "yellow"), (0, 0, 0, 2))
