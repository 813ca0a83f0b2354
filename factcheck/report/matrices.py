"""The tables over many claims: conditions as a heat map, comparisons with the gate's verdict, reference rows."""

from collections import Counter, defaultdict
from itertools import islice

from markupsafe import Markup

from factcheck.knowledge.profiles import Condition
from factcheck.knowledge.reference import ReferenceRow
from factcheck.model.claim import State
from factcheck.reasoning.reference import Referenced
from factcheck.report.addresses import Addresses
from factcheck.report.overview import Overview
from factcheck.report.records import (
    ClaimLink,
    Compared,
    ComparisonsPage,
    ConditionsPage,
    HeatMap,
    HeatRow,
    ReferenceView,
)  # fmt: skip
from factcheck.report.view import Views, followable, state_of

HEAT = {State.STATED: "s", State.NOT_STATED: "n", State.ABSENT: "a", State.NOT_APPLICABLE: "x"}
"""State -> letter of a cell of the heat map; a blank where the condition is not asked for."""

_OUTCOMES = ("contradicted", "doubtful", "impossible", "holds")
_MAP_ROWS = 200
_COMPARED = 200  # of each outcome
_APART = 200
_CLAIMS_OF_ROW = 5


def conditions_page(overview: Overview, to: Addresses) -> ConditionsPage:
    """Which conditions are known of which claims: over all claims first, then kind by kind."""
    views = overview.views
    by_kind: dict[str, list[str]] = defaultdict(list)
    for id_ in overview.by_gravity:
        by_kind[views.assessments[id_].claim.kind].append(id_)
    maps = tuple(_heat_map(views, kind, ids, to) for kind, ids in sorted(by_kind.items(), key=lambda item: -len(item[1])))
    return ConditionsPage(overview.asked_of(overview.by_gravity, to), maps)


def _heat_map(views: Views, kind: str, ids: list[str], to: Addresses) -> HeatMap:
    """The claims of one kind over the conditions that are asked of any of them; the kind's own come first."""
    columns: dict[str, Condition] = {}
    letters: list[dict[str, str]] = []
    for id_ in ids[:_MAP_ROWS]:
        row = {}
        for asked in views.asked(views.assessments[id_].claim):
            columns.setdefault(asked.condition.name, asked.condition)
            row[asked.condition.name] = HEAT[state_of(asked)]
        letters.append(row)
    own = views.review.knowledge.kinds[kind].own
    order = sorted(columns.values(), key=lambda condition: (not condition.required, condition not in own))
    rows = tuple(
        HeatRow(views.link(id_, to), "".join(row.get(condition.name, " ") for condition in order))
        for id_, row in zip(ids, letters, strict=False)
    )
    return HeatMap(
        views.kind_of(kind), f"conditions-{kind}",
        tuple((views.condition_label(condition.name), condition.required) for condition in order), rows,
        max(0, len(ids) - _MAP_ROWS),
    )  # fmt: skip


def comparisons_page(overview: Overview, to: Addresses) -> ComparisonsPage:
    """Everything that was held against something else, the failures first, and what was kept apart."""
    views, counts = overview.views, Counter[str]()
    groups: dict[str, list[Compared]] = {outcome: [] for outcome in _OUTCOMES}
    for tie in views.review.ties:
        id_ = tie.counts_for[0]
        if id_ not in views.assessments:
            continue
        check = views.check_view(tie, id_, to)
        if check is None or not (check.others or check.other):
            continue
        counts[check.outcome] += 1
        found = groups[check.outcome]
        if len(found) < _COMPARED:
            unstated = tuple(views.condition_label(name) for name in getattr(tie, "unstated", ()))
            found.append(Compared(
                check.rule, views.link(id_, to), check.others, check.other, check.outcome, check.implied,
                unstated, check.reason,
            ))  # fmt: skip
    apart: list[tuple[ClaimLink, ClaimLink, Markup]] = []
    told: set[frozenset[str]] = set()
    whole = 0
    for assessment in views.review.assessments:
        for other, why in assessment.not_compared:
            pair = frozenset((assessment.claim.id, other))
            if pair in told:
                continue
            told.add(pair)
            whole += 1
            if len(apart) < _APART:
                apart.append((views.link(assessment.claim.id, to), views.link(other, to), views.reason(why, to)))
    return ComparisonsPage(tuple((name, tuple(found), counts[name]) for name, found in groups.items() if found), tuple(apart), whole)


def reference_page(overview: Overview, to: Addresses) -> tuple[tuple[str, tuple[ReferenceView, ...]], ...]:
    """The reference rows by kind, those that claims were held against first."""
    views = overview.views
    held: dict[str, list[tuple[ClaimLink, str]]] = defaultdict(list)
    for tie in views.review.ties:
        if isinstance(tie, Referenced) and tie.claim.id in views.assessments:
            check = views.check_view(tie, tie.claim.id, to)
            if check is not None:
                held[tie.row.id].append((views.link(tie.claim.id, to), check.outcome))
    kinds: dict[str, list[ReferenceRow]] = defaultdict(list)
    for row in views.review.knowledge.reference.values():
        kinds[row.kind].append(row)
    pages = []
    for kind, rows in kinds.items():
        rows.sort(key=lambda row: (row.id not in held, row.subject, row.measure, row.id))
        pages.append((views.kind_of(kind), tuple(_reference(views, row, held.get(row.id, [])) for row in rows)))
    return tuple(sorted(pages, key=lambda page: (not any(row.claims for row in page[1]), page[0])))


def _reference(views: Views, row: ReferenceRow, held: list[tuple[ClaimLink, str]]) -> ReferenceView:
    entities = views.review.knowledge.entities
    names = [views.name_of(entities.name(name)) for name in (row.subject, row.baseline) if name]
    conditions = "; ".join(f"{views.condition_label(name)}: {', '.join(texts)}" for name, texts in row.conditions.items())
    return ReferenceView(
        row.id, " / ".join(names), views.measure_of(row.measure) or "", views.words.value(row.value.text), str(row.year or ""), conditions,
        tuple((source.title, source.tier, followable(source.url)) for source in row.sources),
        tuple(islice(held, _CLAIMS_OF_ROW)), max(0, len(held) - _CLAIMS_OF_ROW),
    )  # fmt: skip
