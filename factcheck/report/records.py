"""What the pages show, as plain records: everything joined, worded and linked, nothing left to look up.

Texts of people are kept as they are; the templates escape them. What is `Markup` was rendered by a template before.
`href` is None where there is no page to go to.
"""

from dataclasses import dataclass

from markupsafe import Markup

from factcheck.model.claim import Claim
from factcheck.model.finding import Waived
from factcheck.model.source import SourceCard
from factcheck.reasoning.disclosure import Disclosure
from factcheck.reasoning.rule import Rule
from factcheck.report.charts import Chart, GrowthChart, Strip, Tick

_EMPTY = Markup()


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
    speaker: str = ""
    anchor: Markup = _EMPTY  # as a link
    item: Markup = _EMPTY  # as an item of a short list


@dataclass(frozen=True, slots=True)
class Link:
    """A page by its title; `count` claims stand there."""

    title: str
    href: str | None
    count: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a finding rests on, in words."""

    arithmetic: Markup | None
    stated: str | None
    loose_stated: str | None
    implied: str | None
    loose_implied: str | None
    notices: str | None
    unit: str | None
    readings: tuple[Markup, ...]
    conditions: tuple[str, ...]
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding: about which claim, by which rule, on what evidence. `anchor` is unique on its page."""

    anchor: str
    level: str
    rule: Markup
    summary: str
    message: Markup
    place: str
    about: ClaimLink | None
    others: tuple[ClaimLink, ...]
    evidence: EvidenceView | None
    waived: Waived | None


@dataclass(frozen=True, slots=True)
class CheckView:
    """One thing that was held against a figure: its outcome, and the error that it would notice."""

    rule: Markup
    others: tuple[ClaimLink, ...]
    other: str  # what stands there that is no claim, such as a reference row
    outcome: str
    reason: Markup | None
    notices: str | None
    implied: str | None


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition of a claim with what each side says of it; `baseline` is None where there is no such side."""

    label: str
    why: str
    book: str
    required: bool
    subject: str  # a name of State
    subject_text: str | None
    baseline: str | None
    baseline_text: str | None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of a value, in its own unit and, where that is another, in base units."""

    reading: str
    stated: str
    base: str | None


@dataclass(frozen=True, slots=True)
class Capped:
    """The first of many links, and how many more there are."""

    links: tuple[ClaimLink, ...]
    more: int


@dataclass(frozen=True, slots=True)
class StripRow:
    """One value among others on one quantity."""

    link: ClaimLink | None  # None for a reference row
    label: str
    by: str
    period: str
    value: str
    strip: Strip


@dataclass(frozen=True, slots=True)
class Strips:
    """Many values of one quantity on one axis."""

    title: str
    unit: str
    ticks: tuple[Tick, ...]
    is_log: bool
    rows: Markup
    more: int


@dataclass(frozen=True, slots=True)
class GrowthView:
    """A growth path with the figures that it joins."""

    chart: GrowthChart
    title: str
    unit: str
    start: ClaimLink
    end: ClaimLink
    start_value: str
    end_value: str
    stated: str
    grown: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask a speaker: a condition, the question, and how many claims it is about."""

    condition: str
    text: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Silence:
    """A finding that only names conditions: how many."""

    level: str
    rule: Markup
    summary: str
    count: int
    waived: Waived | None


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a claim of the report, and how to cite the source behind it."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all that the review says of it."""

    claim: Claim
    value: str
    anchor: str
    topic: Link
    kind: str
    measure: str | None
    subject: str
    baseline: str | None
    speaker: Link | None
    standing: str
    why: Markup | None
    disclosure: Disclosure
    findings: tuple[FindingView, ...]
    silent: tuple["Silence", ...]
    more_findings: int
    readings: tuple[ReadingRow, ...]
    source: Link | None
    card: SourceCard | None
    conditions: Markup
    has_baseline_side: bool
    questions: Markup
    checks: tuple[CheckView, ...]
    more_checks: int
    used_by: Capped
    not_compared: tuple[tuple[ClaimLink, Markup], ...]
    more_not_compared: int
    implied: tuple["ImpliedView", ...]
    strips: Strips | None
    growths: tuple[GrowthView, ...]
    same_subject: Capped
    citation: Citation
    claim_review: Markup | None


@dataclass(frozen=True, slots=True)
class ImpliedView:
    """What follows for a quantity that nobody stated: its kind and subject, its value, the derivation, rows beside it."""

    kind: str
    subject: str
    value: str
    law: str
    arithmetic: Markup
    beside: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListPart:
    """A stretch of a long list of claims: its rows, which page it is of how many, and the addresses of all pages."""

    rows: tuple[ClaimLink, ...]
    first: int
    whole: int
    number: int
    hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a stacked bar: how many, and from where to where it runs (%)."""

    name: str
    count: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A topic, speaker or source at a glance: its claims by standing and by disclosure."""

    link: Link
    standing: tuple[Share, ...]
    disclosure: tuple[Share, ...]
    stated: int  # required conditions that are known
    asked: int


@dataclass(frozen=True, slots=True)
class AskedOf:
    """One condition over the claims of a speaker: how many state it, do not state it, and where nobody has looked."""

    label: str
    why: str
    question: str
    required: bool
    stated: int
    not_stated: int
    absent: int
    claims: tuple[ClaimLink, ...]  # those that do not state it
    more: int


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """A speaker: who it is, the claims, and what they leave out."""

    id: str
    anchor: str
    name: str
    tally: Tally
    worst: tuple["Card", ...]
    asked: tuple[AskedOf, ...]
    claims: ListPart


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A dossier: the claims of one file."""

    id: str
    anchor: str
    title: str
    file: str
    tally: Tally
    claims: ListPart


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source with its card, if it has one, and the claims from it."""

    id: str
    anchor: str
    card: SourceCard | None
    url: str | None  # only where it may be followed
    tally: Tally
    skipped: tuple[tuple[str, str, str], ...]  # quote, place, reason of figures that are no claims
    claims: ListPart


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule with its manual, and where it spoke."""

    rule: Rule
    summary: str
    anchor: str
    findings: tuple[FindingView, ...]
    more: int
    count: int
    link: Markup


@dataclass(frozen=True, slots=True)
class Card:
    """A claim on the overview with its gravest finding."""

    link: ClaimLink | None
    finding: FindingView
    more: int  # further findings of the claim


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: a claim, what it was held against, and the gate's verdict."""

    rule: Markup
    claim: ClaimLink
    others: tuple[ClaimLink, ...]
    other: str
    outcome: str
    implied: str | None
    open: tuple[str, ...]  # conditions that are not stated on every side
    reason: Markup | None


@dataclass(frozen=True, slots=True)
class ComparisonsPage:
    """All comparisons by outcome, and what was not compared."""

    groups: tuple[tuple[str, tuple[Compared, ...], int], ...]  # outcome, the first of them, how many in all
    apart: tuple[tuple[ClaimLink, ClaimLink, Markup], ...]
    apart_count: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A claim over the conditions of its kind: one letter of `HEAT` a cell, blank where it is not asked for."""

    link: ClaimLink
    cells: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The claims of one kind over its conditions."""

    kind: str
    anchor: str
    columns: tuple[tuple[str, bool], ...]  # label, required
    rows: tuple[HeatRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ConditionsPage:
    """Which conditions are known of which claims."""

    silences: tuple[AskedOf, ...]
    maps: tuple[HeatMap, ...]


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference row with the claims that were held against it."""

    id: str
    subject: str
    measure: str
    value: str
    year: str
    conditions: str
    sources: tuple[tuple[str, str, str | None], ...]  # title, tier, address
    claims: tuple[tuple[ClaimLink, str], ...]  # with the outcome
    more: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The overview."""

    read: int
    checked: int
    unchecked: tuple[tuple[ClaimLink, Markup], ...]
    unchecked_count: int
    topics: tuple[Tally, ...]
    speakers: tuple[Tally, ...]
    sources: tuple[Tally, ...]
    more_topics: int
    more_speakers: int
    more_sources: int
    standing: tuple[Share, ...]
    disclosure: tuple[Share, ...]
    levels: tuple[tuple[str, int], ...]
    waived: tuple[FindingView, ...]
    waived_count: int
    cards: tuple[Card, ...]
    more: int
    undisclosed: int
    questions: int
    claims: ListPart
    finder: "Finder"


@dataclass(frozen=True, slots=True)
class Finder:
    """What the search over all claims offers to choose from: (name, word) by field."""

    data: str  # JSON, for a script
    choices: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]  # field, label, (value, word)
