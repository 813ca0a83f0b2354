"""Runs rules over subjects and folds what they say into a review."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.extraction.texts import HeldText
from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Kind
from factcheck.model.claim import Claim, Dossier, Waiver
from factcheck.model.claim import Review as SignOff
from factcheck.model.finding import Fault, Finding, Level, Verdict, Waived
from factcheck.model.source import SourceCard
from factcheck.reasoning.comparability import Comparability
from factcheck.reasoning.conflicts import ConflictFinder, ConflictSet, Tied, tied
from factcheck.reasoning.cycles import CycleFinder, RatioCycle
from factcheck.reasoning.declared import declared_ties, relation_ties, shares_of_counts
from factcheck.reasoning.disclosure import Disclosure, Disclosures
from factcheck.reasoning.found import Finder
from factcheck.reasoning.laws import ImpliedQuantity, LawFinder, LawTie
from factcheck.reasoning.levels import at_levels
from factcheck.reasoning.limits import Limited, LimitTies
from factcheck.reasoning.rates import Rates, rate_ties
from factcheck.reasoning.readings import Readings
from factcheck.reasoning.reference import Referenced, References, RowClaims
from factcheck.reasoning.rule import Check, Rule, Skip
from factcheck.reasoning.ties import Tie

Checked = Tie | LawTie | RatioCycle | ConflictSet | Rates | Referenced | Limited
"""Whatever rules check as a tie of claims."""


class ClaimInContext(NamedTuple):
    """A claim with what the rules about single claims need: its kind, its disclosure, its source card, its operands."""

    claim: Claim
    kind: Kind
    disclosure: Disclosure
    knowledge: Knowledge
    gate: Comparability
    card: SourceCard | None
    operands: tuple[Claim, ...]
    text: HeldText | None = None


class ComparisonInContext(ClaimInContext):
    """A claim with a baseline: rules over claims look at it, and those over comparisons besides."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class SourceInUse:
    """A source whose text is at hand, and the first claim of each file that rests on it."""

    text: HeldText
    claim: Claim


@dataclass(frozen=True, slots=True, eq=False)
class WaiverInUse:
    """A waiver after the run: whether it met a finding, and whether its time is over."""

    waiver: Waiver
    used: bool
    expired: bool


@dataclass(frozen=True, slots=True, eq=False)
class ReviewedClaim:
    """A claim that somebody signed off, with what the program found: its standing, and the rules that led to it."""

    claim: Claim
    review: SignOff
    standing: str
    because: tuple[str, ...]


class Assessment(NamedTuple):
    """What the review says of one claim: standing with the reason, disclosure, findings by number, what was not compared."""

    claim: Claim
    standing: str
    why: str | None
    disclosure: Disclosure
    findings: tuple[int, ...]
    not_compared: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Review:
    """The whole outcome: every claim assessed, every finding, in the order of files and lines."""

    as_of: datetime.date
    knowledge: Knowledge
    dossiers: tuple[Dossier, ...]
    assessments: tuple[Assessment, ...]
    findings: tuple[Finding, ...]
    disclosures: Disclosures
    ties: tuple[Checked, ...]
    implied: tuple[ImpliedQuantity, ...] = ()

    @property
    def checked(self) -> int:
        return sum(assessment.standing != "unchecked" for assessment in self.assessments)

    @property
    def unchecked(self) -> Iterator[tuple[str, str]]:
        """The claims that nothing checked, with the reason for each."""
        for assessment in self.assessments:
            if assessment.standing == "unchecked":
                yield assessment.claim.id, assessment.why or ""


def review(
    dossiers: tuple[Dossier, ...], claims: Mapping[str, Claim], faults: Iterable[Fault], knowledge: Knowledge,
    rules: tuple[Rule, ...], as_of: datetime.date, reported: frozenset[str], *, keep_ties: bool = True,
    levels: Mapping[str, Level | None] | None = None,
    texts: Mapping[str, HeldText] | None = None,
) -> Review:  # fmt: skip
    """Check all claims with all rules; report on those of the files in `reported`.

    `texts` are the texts of sources, by source id, where the reader has them.

    Ties take a third of the memory and only pages show them, with what follows from them for quantities that nobody
    stated: `keep_ties` says whether the review holds them.
    `levels` are those that the team sets for rules, as `levels.at_levels` takes them.
    """
    return _Run(claims, knowledge, rules, keep_ties, texts or {}).review(dossiers, faults, as_of, reported, levels or {})


class _Run:
    def __init__(
        self, claims: Mapping[str, Claim], knowledge: Knowledge, rules: tuple[Rule, ...], keep_ties: bool,
        texts: Mapping[str, HeldText],
    ) -> None:  # fmt: skip
        self.texts = texts
        self.claims, self.knowledge, self.keep_ties = claims, knowledge, keep_ties
        self.all_rules = rules
        self.disclosures = Disclosures(knowledge, claims)
        self.gate = Comparability(knowledge, self.disclosures)
        self.readings = Readings(knowledge, claims)
        self.rules: dict[type, list[tuple[Check, bool]]] = defaultdict(list)
        for rule in rules:
            for subject in rule.over:
                self.rules[subject].append((rule.check, rule.weighs))
                if subject is ClaimInContext:
                    self.rules[ComparisonInContext].append((rule.check, rule.weighs))
        self.findings: list[Finding] = []
        self.checked: set[str] = set()
        self.skips: dict[str, list[str]] = {}
        self.used_by: dict[str, str] = {}
        self.ties: list[Checked] = []
        self.tied: list[Tied] = []

    def review(
        self, dossiers: tuple[Dossier, ...], faults: Iterable[Fault], as_of: datetime.date, reported: frozenset[str],
        levels: Mapping[str, Level | None],
    ) -> Review:  # fmt: skip
        for fault in faults:
            self._look(fault)
        for claim in self.claims.values():
            self._look(self._in_context(claim))
        for source in self._sources_in_use():
            self._look(source)
        declared, rows = self._declared(dossiers), RowClaims(self.knowledge)
        finder = Finder(self.claims, self.knowledge, self.gate, declared, rows)
        laws = LawFinder(self.claims, self.knowledge, self.gate, declared, rows)
        for law_tie in laws.ties(finder.apart):
            self._tie(law_tie)
            finder.by_law.update(frozenset((law_tie.claim.id, other)) for other in law_tie.uses)
        for tie in finder.ties():
            self._tie(tie)
        spoken = {name for finding in self.findings if finding.verdict is not None for name in finding.blamed}
        wrong = {name for name, verdict in self._verdicts().items() if verdict is Verdict.CONTRADICTED}
        for cycle in CycleFinder(self.claims, self.knowledge, self.gate, declared).ties(finder.apart):
            # Where the figures of one ratio contradict it, its circles say nothing new and would blame the right ones.
            if cycle.judged.holds or wrong.isdisjoint(cycle.counts_for):
                self._tie(cycle)
            spoken.update(cycle.counts_for)
        for rates in rate_ties(self.claims, self.knowledge):
            self._tie(rates)
        for reference in References(self.knowledge, self.gate).ties(self.claims):
            self._tie(reference)
        for limited in LimitTies(self.claims, self.knowledge).ties():
            self._tie(limited)
        conflicts = ConflictFinder(self.claims, self.knowledge, self.gate, self.tied, finder.equal, declared, frozenset(spoken))
        for conflict in conflicts.sets({frozenset(f.claims) for f in self.findings if f.verdict is not None}):
            self._tie(conflict)
        waivers = _Waivers(dossiers, as_of)
        self._waive(waivers)
        verdicts = self._verdicts()
        self._weigh_reviews(verdicts)
        self._waive(waivers)
        self._look_at_waivers(waivers)
        if levels:
            self.findings = list(at_levels(self.findings, levels, self.all_rules))
        shown = tuple(self._in_order(reported))
        assessments = tuple(self._assessments(shown, finder, dossiers, reported, verdicts))
        kept = tuple(dossier for dossier in dossiers if dossier.file in reported)
        implied = tuple(laws.implied()) if self.keep_ties else ()
        return Review(as_of, self.knowledge, kept, assessments, shown, self.disclosures, tuple(self.ties), implied)

    def _in_order(self, reported: frozenset[str]) -> Iterator[Finding]:
        """The findings that are reported, file by file: the keys of all at once would take as much room as they."""
        by_file: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            if self._is_reported(finding, reported):
                by_file[finding.location.file].append(finding)
        for file in sorted(by_file):
            yield from sorted(by_file[file], key=lambda finding: finding.order)

    def _is_reported(self, finding: Finding, reported: frozenset[str]) -> bool:
        """Findings of the files asked for, and of the workspace's own seeds."""
        file = finding.location.file
        return file in reported or file.startswith("seeds/")

    def _look(self, subject: object) -> tuple[bool, list[str]]:
        """Run every rule over a subject: (whether a weighing rule looked, the reasons of those that could not)."""
        looked, reasons = False, []
        for check, weighs in self.rules.get(type(subject), ()):
            for outcome in check(subject):
                if isinstance(outcome, Skip):
                    weighs = False
                    reasons.append(outcome.reason)
                else:
                    self.findings.append(outcome)
            looked = looked or weighs
        return looked, reasons

    def _in_context(self, claim: Claim) -> ClaimInContext:
        operands: tuple[Claim, ...] = ()
        if claim.equals is not None:
            operands = tuple(self.claims[name] for name in claim.equals.names if name in self.claims)
        card = self.knowledge.sources.get(claim.source) if claim.source is not None else None
        kind = self.knowledge.kinds[claim.kind]
        text = self.texts.get(claim.source) if claim.source is not None and self.texts else None
        made = ClaimInContext if claim.baseline is None else ComparisonInContext
        return made(claim, kind, self.disclosures.of(claim), self.knowledge, self.gate, card, operands, text)

    def _sources_in_use(self) -> Iterator[SourceInUse]:
        seen = set()
        for claim in self.claims.values() if self.texts else ():
            text = self.texts.get(claim.source) if claim.source is not None else None
            if text is not None and (claim.file, claim.source) not in seen:
                seen.add((claim.file, claim.source))
                yield SourceInUse(text, claim)

    def _declared(self, dossiers: tuple[Dossier, ...]) -> frozenset[frozenset[str]]:
        """Look at every declared tie; what they tie, so that the finder leaves it alone."""
        pairs = set()
        shares = shares_of_counts(self.claims.values())
        for claim in self.claims.values():
            if claim.equals is not None or claim.also or claim.of is not None:
                for tie in declared_ties(claim, self.claims, shares):
                    pairs.add(frozenset((*tie.counts_for, *tie.uses)))
                    self._tie(tie)
        for dossier in dossiers:
            for relation in dossier.relations:
                for tie in relation_ties(relation, self.claims):
                    pairs.add(frozenset((*tie.counts_for, *tie.uses)))
                    self._tie(tie)
        return frozenset(pairs)

    def _tie(self, tie: Checked) -> None:
        before = len(self.findings)
        looked, reasons = self._look(tie)
        self.findings[before:] = [self.readings.named(finding, tie) for finding in self.findings[before:]]
        if self.keep_ties:
            self.ties.append(tie)
        equation = tied(tie)
        if equation is not None:
            self.tied.append(equation)
        if looked:
            self.checked.update(tie.counts_for)
        else:
            for claim in tie.counts_for:
                self.skips.setdefault(claim, []).extend(reasons)
        for claim in tie.uses:
            self.used_by.setdefault(claim, tie.counts_for[0])

    # ---- waivers -----------------------------------------------------------------------------------------------------

    def _waive(self, waivers: "_Waivers") -> None:
        """Mark the findings that a waiver meets; those that are marked already keep theirs."""
        if not waivers.by_target:
            return
        for number, finding in enumerate(self.findings):
            held = waivers.by_target.get((finding.claims[0], finding.rule)) if finding.claims else None
            if held is not None and finding.waived is None:
                self.findings[number] = finding._replace(waived=Waived(held.reason, held.by, held.until))

    def _look_at_waivers(self, waivers: "_Waivers") -> None:
        if not waivers.all:
            return
        met = {(finding.claims[0], finding.rule) for finding in self.findings if finding.claims}
        for waiver in waivers.all:
            self._look(WaiverInUse(waiver, (waiver.claim, waiver.rule) in met, waiver in waivers.expired))

    # ---- reviews -----------------------------------------------------------------------------------------------------

    def _weigh_reviews(self, verdicts: Mapping[str, Verdict]) -> None:
        """Hold what reviewers signed against what was found; waived findings count as if absent."""
        because: dict[str, list[str]] = {}
        for finding in self.findings:
            if finding.verdict is Verdict.CONTRADICTED and finding.waived is None:
                for name in finding.blamed:
                    because.setdefault(name, []).append(finding.rule)
        for claim in self.claims.values():
            if claim.review is not None:
                verdict = verdicts.get(claim.id)
                standing = verdict.value if verdict else "consistent" if claim.id in self.checked else "unchecked"
                rules = tuple(dict.fromkeys(because.get(claim.id, ())))
                self._look(ReviewedClaim(claim, claim.review, standing, rules))

    # ---- standings ---------------------------------------------------------------------------------------------------

    def _verdicts(self) -> dict[str, Verdict]:
        """The worst that an unwaived finding says of each claim that it blames."""
        verdicts: dict[str, Verdict] = {}
        for finding in self.findings:
            if finding.verdict is not None and finding.waived is None:
                for name in finding.blamed:
                    if verdicts.get(name) is not Verdict.CONTRADICTED:
                        verdicts[name] = finding.verdict
        return verdicts

    def _assessments(
        self, shown: tuple[Finding, ...], finder: Finder, dossiers: tuple[Dossier, ...], reported: frozenset[str],
        verdicts: Mapping[str, Verdict],
    ) -> Iterator[Assessment]:  # fmt: skip
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, finding in enumerate(shown):
            for name in dict.fromkeys((*finding.claims[:1], *finding.blamed)):
                numbers[name].append(number)
        apart = finder.apart.lines
        for dossier in dossiers:
            if dossier.file not in reported:
                continue
            for claim in dossier.claims:
                standing, why = self._standing(claim, verdicts.get(claim.id), apart)
                yield Assessment(
                    claim, standing, why, self.disclosures.of(claim),
                    tuple(numbers.get(claim.id, ())), tuple(apart.get(claim.id, ())),
                )  # fmt: skip

    def _standing(
        self, claim: Claim, verdict: Verdict | None, apart: Mapping[str, list[tuple[str, str]]]
    ) -> tuple[str, str | None]:
        if verdict is Verdict.CONTRADICTED or verdict is Verdict.DOUBTFUL:
            return verdict.value, None
        if claim.id in self.checked:
            return "consistent", None
        return "unchecked", self._why_unchecked(claim, apart)

    def _why_unchecked(self, claim: Claim, apart: Mapping[str, list[tuple[str, str]]]) -> str:
        reasons = self.skips.get(claim.id)
        if reasons:
            return "; ".join(dict.fromkeys(reasons))
        user = self.used_by.get(claim.id)
        if user is not None:
            return f"only used to check {user}"
        if claim.equals is not None:
            return "what it is reckoned from could not be read"
        if not claim.subject.is_stated:
            return "its subject is not stated, so nothing can be compared with it"
        if claim.baseline is not None and not claim.baseline.is_stated:
            return "its baseline is not stated, so nothing can be compared with it"
        lines = apart.get(claim.id)
        if lines:
            return f"not comparable with {lines[0][0]}: {lines[0][1]}"
        if claim.baseline is not None:
            return "no claim gives the figures that it compares, and it has no `equals`"
        return "no other claim speaks of the same quantity, and it has no `equals`"


class _Waivers:
    """All waivers of a workspace: those whose time is over, and the others by the claim and rule that they are for."""

    def __init__(self, dossiers: tuple[Dossier, ...], as_of: datetime.date) -> None:
        self.all = [waiver for dossier in dossiers for waiver in dossier.waivers]
        ended = (w for w in self.all if w.until is not None and datetime.date.fromisoformat(w.until) < as_of)
        self.expired = frozenset(ended)
        self.by_target: dict[tuple[str, str], Waiver] = {}
        for waiver in self.all:
            if waiver not in self.expired:
                self.by_target.setdefault((waiver.claim, waiver.rule), waiver)
