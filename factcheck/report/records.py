"""What the pages show, as plain records: everything joined, worded and linked, nothing left to look up.

Texts of people are kept as they are; the templates escape them. `href` is None where there is no page to go to.
"""

from dataclasses import dataclass

from factcheck.model.claim import Claim, State
from factcheck.model.finding import Waived
from factcheck.model.source import SourceCard
from factcheck.reasoning.disclosure import Disclosure
from factcheck.reasoning.rule import Rule
from factcheck.report.charts import Chart


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A claim as other pages name it. A claim that is not part of the report has its id and no more."""

    id: str
    href: str | None = None
    statement: str = ""
    value: str = ""
    standing: str = ""
    disclosure: str = ""
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a finding rests on, in words."""

    arithmetic: str | None
    stated: str | None
    loose_stated: str | None
    implied: str | None
    loose_implied: str | None
    notices: str | None
    unit: str | None
    readings: tuple[str, ...]
    conditions: tuple[str, ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: about which claim, by which rule, on what evidence. `anchor` is unique on its page."""

    anchor: str
    level: str
    rule: str
    rule_href: str | None
    summary: str
    message: str
    place: str
    about: ClaimLink | None
    others: tuple[ClaimLink, ...]
    evidence: EvidenceView | None
    waived: Waived | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """One thing that was held against a figure: its outcome, and the error that it would notice."""

    rule: str
    rule_href: str
    others: tuple[ClaimLink, ...]
    outcome: str
    reason: str | None
    notices: str | None
    implied: str | None


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition of a claim with what each side says of it; `baseline` is None where there is no such side."""

    name: str
    label: str
    why: str
    book: str
    required: bool
    subject: State
    subject_text: str | None
    baseline: State | None
    baseline_text: str | None


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """The conditions of one state."""

    word: str
    rows: tuple[ConditionRow, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of a value, in its own unit and in base units."""

    reading: str
    stated: str
    base: str


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A source as other pages name it."""

    id: str
    href: str
    title: str
    claims: int


@dataclass(frozen=True, slots=True)
class Capped:
    """The first of many links, and how many more there are."""

    links: tuple[ClaimLink, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all that the review says of it."""

    claim: Claim
    anchor: str
    dossier: str
    kind: str
    subject: str
    baseline: str | None
    standing: str
    why: str | None
    disclosure: Disclosure
    findings: tuple[FindingView, ...]
    more_findings: int
    readings: tuple[ReadingRow, ...]
    source: SourceLink | None
    card: SourceCard | None
    conditions: tuple[ConditionGroup, ...]
    has_baseline_side: bool
    checks: tuple[CheckView, ...]
    more_checks: int
    used_by: Capped
    not_compared: tuple[tuple[ClaimLink, str], ...]
    more_not_compared: int
    same_subject: Capped


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with its card, if it has one, and the claims from it."""

    id: str
    anchor: str
    card: SourceCard | None
    url: str | None  # only where it may be followed
    claims: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule with its manual, and where it spoke."""

    rule: Rule
    anchor: str
    findings: tuple[FindingView, ...]
    more: int
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class DossierView:
    """The claims of one file."""

    file: str
    title: str
    claims: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The overview."""

    read: int
    checked: int
    unchecked: tuple[tuple[ClaimLink, str], ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]  # standing -> by disclosure, and all
    levels: tuple[tuple[str, int], ...]
    waived: tuple[FindingView, ...]
    matter: tuple[FindingView, ...]
    more: int
    undisclosed: int
    notes: tuple[FindingView, ...]
    more_notes: int
    notes_count: int
    dossiers: tuple[DossierView, ...]
    sources: tuple[SourceLink, ...]
