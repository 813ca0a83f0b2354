"""Claims against reference rows: which rows speak of a claim's quantity, and whether one of them fits."""

import enum
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.reference import ReferenceRow
from factcheck.model.claim import Claim, State, Stated
from factcheck.model.finding import Verdict
from factcheck.model.location import Marks, mark
from factcheck.model.units import without_gas
from factcheck.reasoning.arithmetic import Implied
from factcheck.reasoning.comparability import Comparability, Side
from factcheck.reasoning.ties import AboutClaim, Judged
from factcheck.reasoning.weighing import weigh


class Fit(enum.Enum):
    """How a claim stands against the rows on its quantity."""

    SETTLED = "settled"  # a row fits, under conditions that the claim does not exclude
    ELSEWHERE = "elsewhere"  # only a row under other conditions than the claim states fits
    NONE = "none"  # no row fits


@dataclass(frozen=True, slots=True, eq=False)
class Referenced(AboutClaim):
    """A claim with the reference row that decides: the one that fits, or else the nearest.

    `differing` names the conditions in which that row is another case; `same_year` says that its year is the claim's,
    or that the years of such figures do not matter.
    """

    row: ReferenceRow
    fit: Fit
    judged: Judged
    differing: tuple[tuple[str, str, str], ...]
    same_year: bool


class References:
    """The reference rows, filed by what they are about; a row on a variant speaks of the general thing too."""

    def __init__(self, knowledge: Knowledge, gate: Comparability) -> None:
        self.knowledge, self.gate = knowledge, gate
        self._rows: dict[tuple[str, str, str, str | None], list[ReferenceRow]] = defaultdict(list)
        for row in knowledge.reference.values():
            for subject in knowledge.entities.general(row.subject):
                for baseline in knowledge.entities.general(row.baseline) if row.baseline else (None,):
                    self._rows[row.kind, row.measure, subject, baseline].append(row)

    def ties(self, claims: Mapping[str, Claim]) -> Iterator[Referenced]:
        """Every claim that rows speak of, with the row that decides."""
        for claim in claims.values():
            if claim.measure is None or claim.looks_forward or claim.value.is_change:
                continue
            baseline = claim.baseline.key if claim.baseline is not None else None
            rows = self._rows.get((claim.kind, claim.measure, claim.subject.key, baseline))
            found = self._decided(claim, rows) if rows else None
            if found is not None:
                yield found

    def _decided(self, claim: Claim, rows: list[ReferenceRow]) -> Referenced | None:
        """The row that settles the claim; else one that fits under other conditions; else the nearest comparable one."""
        found = [tie for row in rows if (tie := self._against(claim, row)) is not None]
        if not found:
            return None
        best = min(found, key=_order)
        if best.fit is Fit.NONE and best.differing:
            return None  # rows under other conditions only, and none of them fits: nothing is known of this case
        return best

    def _against(self, claim: Claim, row: ReferenceRow) -> Referenced | None:
        stated, known = claim.value, row.value
        if stated.unit.dims != known.unit.dims or stated.unit.points != known.unit.points:
            return None
        if stated.unit.gas and known.unit.gas and stated.unit.gas != known.unit.gas:
            return None
        implied = Implied(without_gas(known.unit), known.rounded, known.loose)
        weighed = weigh(stated.unit, stated.rounded, stated.loose, implied)
        differing = tuple(self._differing(claim, row))
        fit = Fit.NONE if not weighed.verdict.holds else Fit.ELSEWHERE if differing else Fit.SETTLED
        judged = Judged(weighed, stated.unit, known.unit)
        return Referenced(claim, row, fit, judged, differing, self._same_year(claim, row))

    def _differing(self, claim: Claim, row: ReferenceRow) -> Iterator[tuple[str, str, str]]:
        kind = self.knowledge.kinds[claim.kind]
        for condition in kind.own:
            texts = row.conditions.get(condition.name)
            stated = self.gate.text(condition, Side(claim)) if texts else None
            if texts and stated is not None and not any(self.gate.agree(condition, stated, text) for text in texts):
                yield condition.name, stated, " or ".join(texts)

    def _same_year(self, claim: Claim, row: ReferenceRow) -> bool:
        if claim.kind == "specification":
            return True
        return claim.period is not None and row.year is not None and claim.period.year == row.year


class RowClaims:
    """Reference rows in the place of claims, for ties that rest on figures which nobody in the workspace stated."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._rows: dict[tuple[str, str, str], list[ReferenceRow]] = defaultdict(list)
        for row in knowledge.reference.values():
            if row.baseline is None:
                for subject in knowledge.entities.general(row.subject):
                    self._rows[subject, row.kind, row.measure].append(row)
        self._claims: dict[str, Claim] = {}
        self.known = frozenset((kind, measure) for _, kind, measure in self._rows)

    def of(self, subject: str, kind: str, measure: str | None) -> list[Claim]:
        """The absolute figures that rows give of a subject or its variants, final and well sourced ones first."""
        rows = self._rows.get((subject, kind, measure), []) if measure is not None else []
        return [self._claim(row) for row in sorted(rows, key=_trust)]

    def of_kind(self, kind: str) -> list[Claim]:
        """The absolute figures that rows give of a kind, of whatever subject."""
        rows = [row for row in self.knowledge.reference.values() if row.kind == kind and row.baseline is None]
        return [self._claim(row) for row in rows]

    def _claim(self, row: ReferenceRow) -> Claim:
        made = self._claims.get(row.id)
        if made is None:
            stated = {
                name: Stated(State.STATED, texts[0], _NOWHERE) for name, texts in row.conditions.items() if len(texts) == 1
            }
            made = self._claims[row.id] = Claim(
                id=f"{_ROW}{row.id}", file=_ROW, statement=row.note or row.id, kind=row.kind,
                subject=self.knowledge.entities.name(row.subject), value=row.value, marks=Marks({"id": _NOWHERE}),
                measure=row.measure, source=row.sources[0].id, conditions=stated,
            )  # fmt: skip
        return made


_ROW = "reference:"  # no claim id holds a colon
_NOWHERE = mark(1, 1)


def is_row(claim: Claim) -> bool:
    """Whether a claim is a reference row in the place of one."""
    return claim.id.startswith(_ROW)


def label(claim: Claim) -> str:
    """What a message calls a claim, or a reference row in the place of one."""
    return claim.id.replace(":", " ")


def _trust(row: ReferenceRow) -> tuple[bool, bool, int, str]:
    preliminary = row.conditions.get("spec_status") == ("preliminary",)
    return preliminary, not row.is_weighty, -(row.year or 0), row.id


def _order(tie: Referenced) -> tuple[int, int, int, object, str]:
    weighed = tie.judged.weighed
    fit = {Fit.SETTLED: 0, Fit.ELSEWHERE: 1, Fit.NONE: 2}[tie.fit]
    verdict = 0 if weighed is not None and weighed.verdict is not Verdict.CONTRADICTED else 1
    gap = weighed.stated.gap(weighed.implied) if weighed is not None else 0
    return fit, len(tie.differing), verdict, gap, tie.row.id
