"""A review as the pages show it: joined once by claim, subject, source and rule, so that no page searches."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from factcheck.model.claim import Claim, Name, State, Stated
from factcheck.model.finding import Evidence, Finding, Level
from factcheck.model.interval import Interval
from factcheck.model.units import RATIO
from factcheck.reasoning.disclosure import Asked
from factcheck.reasoning.engine import Assessment, Checked, Review
from factcheck.reasoning.rates import RateOfYear, RatesOfSource
from factcheck.reasoning.rule import Rule
from factcheck.reasoning.ties import ShareOfCount
from factcheck.reasoning.weighing import notices_error_of
from factcheck.report.addresses import Addresses, page_name
from factcheck.report.charts import interval_chart
from factcheck.report.figures import digits_for, say_interval, say_percent
from factcheck.report.records import (
    Capped,
    CheckView,
    ClaimLink,
    ClaimPage,
    ConditionGroup,
    ConditionRow,
    DossierView,
    EvidenceView,
    FindingView,
    IndexPage,
    ReadingRow,
    RulePage,
    SourceLink,
    SourcePage,
)  # fmt: skip
from factcheck.report.words import Words

STANDINGS = ("contradicted", "doubtful", "unchecked", "consistent")
DISCLOSURES = ("unrecorded", "incomplete", "complete")
_GROUPS = (
    (State.NOT_STATED, "group_not_stated"), (State.ABSENT, "group_absent"), (State.STATED, "group_stated"),
    (State.NOT_APPLICABLE, "group_not_applicable"),
)  # fmt: skip
_SHOWN_FINDINGS = 200  # on the overview and on the page of a rule; the rest is counted, and stands with the claims
_SHOWN_LINKS = 20
_SHOWN_ON_A_CLAIM = 40  # findings, checks, claims not compared: one figure may be the rival of thousands


class Views:
    """Makes the record of each page. One object serves a whole report; pages are made when asked for."""

    def __init__(self, review: Review, rules: tuple[Rule, ...], words: Words) -> None:
        self.review, self.rules, self.words = review, rules, words
        self.assessments = {assessment.claim.id: assessment for assessment in review.assessments}
        self._rules = {rule.name: rule for rule in rules}
        self._weighing = {subject: rule for rule in reversed(rules) if rule.weighs for subject in rule.over}
        self._counts = {id_: self._findings_of(assessment) for id_, assessment in self.assessments.items()}
        self._links: dict[tuple[str, Addresses], ClaimLink] = {}
        self._by_subject: dict[str, list[Claim]] = defaultdict(list)
        self._by_source: dict[str, list[Claim]] = defaultdict(list)
        self._titles: dict[str, str] = {dossier.file: dossier.title or dossier.file for dossier in review.dossiers}
        for assessment in review.assessments:
            claim = assessment.claim
            if claim.subject.is_stated:
                self._by_subject[claim.subject.key].append(claim)
            if claim.source is not None:
                self._by_source[claim.source].append(claim)
        self._place: dict[str, int] = {}
        for claims in self._by_subject.values():
            claims.sort(key=lambda claim: claim.kind)
            self._place.update((claim.id, place) for place, claim in enumerate(claims))
        self._checks: dict[str, list[Checked]] = defaultdict(list)
        self._uses: dict[str, list[str]] = defaultdict(list)
        for tie in review.ties:
            for id_ in tie.counts_for:
                self._checks[id_].append(tie)
            for id_ in tie.uses:
                self._uses[id_].append(tie.counts_for[0])
        self._by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in review.findings:
            self._by_rule[finding.rule].append(finding)

    # ---- the overview ------------------------------------------------------------------------------------------------

    def index(self, to: Addresses) -> IndexPage:
        """The overview of the whole review."""
        review = self.review
        ranked = sorted(review.findings, key=_weight)
        live = [finding for finding in ranked if finding.waived is None]
        matter = [f for f in live if f.level is not Level.NOTE and not self._is_disclosure(f)]
        notes = [f for f in live if f.level is Level.NOTE and not self._is_disclosure(f)]
        levels = Counter(finding.level for finding in live)
        unchecked = tuple((self._link(id_, to), why) for id_, why in review.unchecked)
        return IndexPage(
            read=len(review.assessments),
            checked=review.checked,
            unchecked=unchecked,
            counts=tuple(self._crossed()),
            levels=tuple((level.value, levels[level]) for level in Level),
            waived=self._finding_views((f for f in ranked if f.waived is not None), to),
            matter=self._finding_views(matter[:_SHOWN_FINDINGS], to),
            more=max(0, len(matter) - _SHOWN_FINDINGS),
            undisclosed=sum(a.disclosure.standing != "complete" for a in review.assessments),
            notes=self._finding_views(notes[:_SHOWN_FINDINGS], to),
            more_notes=max(0, len(notes) - _SHOWN_FINDINGS),
            notes_count=len(notes),
            dossiers=tuple(
                DossierView(d.file, d.title or d.file, tuple(self._link(claim.id, to) for claim in d.claims))
                for d in review.dossiers
                if d.claims
            ),
            sources=tuple(self._source_link(id_, to) for id_ in sorted(self._by_source)),
        )

    def _crossed(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Each standing with its claims by disclosure and in all."""
        pairs = Counter((a.standing, a.disclosure.standing) for a in self.review.assessments)
        for standing in STANDINGS:
            row = [pairs[standing, disclosure] for disclosure in DISCLOSURES]
            yield standing, (*row, sum(row))

    def _is_disclosure(self, finding: Finding) -> bool:
        rule = self._rules.get(finding.rule)
        return rule is not None and rule.group == "Conditions" and finding.verdict is None and bool(
            finding.evidence and finding.evidence.conditions
        )  # fmt: skip

    # ---- claims ------------------------------------------------------------------------------------------------------

    def claims(self) -> Iterator[str]:
        """The ids of all claims of the report, in order."""
        yield from self.assessments

    def claim(self, id_: str, to: Addresses) -> ClaimPage:
        """The page of one claim."""
        assessment = self.assessments[id_]
        claim = assessment.claim
        kind = self.review.knowledge.kinds[claim.kind]
        anchor = f"claims-{page_name(id_)}"
        findings = sorted((self.review.findings[number] for number in assessment.findings), key=_weight)
        groups = tuple(self._condition_groups(claim))
        return ClaimPage(
            claim=claim,
            anchor=anchor,
            dossier=self._titles.get(claim.file, claim.file),
            kind=kind.ko if self._is_korean else kind.name,
            subject=self.name_of(claim.subject),
            baseline=self.name_of(claim.baseline) if claim.baseline is not None else None,
            standing=assessment.standing,
            why=assessment.why,
            disclosure=assessment.disclosure,
            findings=self._finding_views(findings[:_SHOWN_ON_A_CLAIM], to, claim.id, anchor),
            more_findings=max(0, len(findings) - _SHOWN_ON_A_CLAIM),
            readings=tuple(self._readings(claim)),
            source=self._source_link(claim.source, to) if claim.source is not None else None,
            card=self.review.knowledge.sources.get(claim.source) if claim.source is not None else None,
            conditions=groups,
            has_baseline_side=any(row.baseline is not None for group in groups for row in group.rows),
            checks=tuple(islice(self._check_views(claim.id, to), _SHOWN_ON_A_CLAIM)),
            more_checks=max(0, len(self._checks.get(id_, ())) - _SHOWN_ON_A_CLAIM),
            used_by=self._capped(dict.fromkeys(self._uses.get(id_, ())), to),
            not_compared=tuple(
                (self._link(other, to), why) for other, why in assessment.not_compared[:_SHOWN_ON_A_CLAIM]
            ),
            more_not_compared=max(0, len(assessment.not_compared) - _SHOWN_ON_A_CLAIM),
            same_subject=self._neighbours(claim, to),
        )

    def _neighbours(self, claim: Claim, to: Addresses) -> Capped:
        """The claims on the same subject that are nearest in kind; a subject may have thousands."""
        same = self._by_subject.get(claim.subject.key, []) if claim.subject.is_stated else []
        if len(same) < 2:
            return Capped((), 0)
        start = max(0, min(self._place[claim.id] - _SHOWN_LINKS // 2, len(same) - _SHOWN_LINKS - 1))
        near = [other.id for other in same[start : start + _SHOWN_LINKS + 1] if other is not claim]
        return Capped(tuple(self._link(id_, to) for id_ in near), len(same) - 1 - len(near))

    def _capped(self, ids: Iterable[str], to: Addresses) -> Capped:
        every = list(ids)
        return Capped(tuple(self._link(id_, to) for id_ in every[:_SHOWN_LINKS]), max(0, len(every) - _SHOWN_LINKS))

    def _readings(self, claim: Claim) -> Iterator[ReadingRow]:
        value = claim.value
        unit = value.unit.text
        base_unit = value.unit.base_text if value.unit is not RATIO else None
        digits = digits_for([value.rounded, value.loose])
        for name, reading in (("rounded", value.rounded), ("loose", value.loose)):
            base = say_interval(value.base(reading), self.words, base_unit, digits)
            yield ReadingRow(name, say_interval(reading, self.words, unit, digits), base)

    def _check_views(self, id_: str, to: Addresses) -> Iterator[CheckView]:
        for tie in self._checks.get(id_, ()):
            rule = self._weighing.get(type(tie))
            if rule is None:
                continue
            if isinstance(tie, ShareOfCount):
                cases = f"{tie.below}/{tie.of}, {tie.above}/{tie.of}"
                yield CheckView(rule.name, to.rule(rule.name), (), self._outcome(rule.name, id_), None, None, cases)
                continue
            if isinstance(tie, RateOfYear | RatesOfSource):
                continue
            judged = tie.judged
            if judged is None:
                continue
            others = [other for other in dict.fromkeys((*tie.counts_for, *tie.uses)) if other != id_]
            links = tuple(self._link(other, to) for other in others[:_SHOWN_LINKS])
            weighed = judged.weighed
            if weighed is None:
                reason = judged.reason or f"{judged.stated_unit} ≠ {judged.implied_unit}"
                yield CheckView(rule.name, to.rule(rule.name), links, "impossible", reason, None, None)
                continue
            notices = notices_error_of(weighed.loose_stated, weighed.loose_implied)
            yield CheckView(
                rule.name, to.rule(rule.name), links, weighed.verdict.value, None,
                self._power(notices),
                say_interval(weighed.implied, self.words, weighed.unit.text),
            )  # fmt: skip

    def _outcome(self, rule: str, id_: str) -> str:
        """How a check came out that weighs no two intervals: as its finding says, if there is one."""
        for number in self.assessments[id_].findings:
            finding = self.review.findings[number]
            if finding.rule == rule and finding.verdict is not None:
                return finding.verdict.value
        return "holds"

    # ---- conditions --------------------------------------------------------------------------------------------------

    def _condition_groups(self, claim: Claim) -> Iterator[ConditionGroup]:
        """What is not known first; in each group what is required first."""
        groups: dict[State, list[ConditionRow]] = defaultdict(list)
        for asked in self.review.disclosures.rows(claim):
            groups[_state_of(asked)].append(self._condition_row(asked, claim))
        for state, word in _GROUPS:
            rows = groups.get(state)
            if rows:
                yield ConditionGroup(word, tuple(sorted(rows, key=lambda row: not row.required)))

    def _condition_row(self, asked: Asked, claim: Claim) -> ConditionRow:
        condition = asked.condition
        given = claim.conditions.get(condition.name)
        beside = claim.baseline_conditions.get(condition.name)
        text = _text_of(given) or self._stated_by(asked, claim)
        other = None
        if asked.baseline is State.STATED:
            same = claim.baseline_same or (beside is not None and beside.same)
            other = self.words["same_as_subject"] if same else _text_of(beside)
        return ConditionRow(
            condition.name,
            condition.ko if self._is_korean else condition.label,
            condition.why_ko if self._is_korean else condition.why,
            condition.source, condition.required, asked.subject, text if asked.subject is State.STATED else None,
            asked.baseline, other,
        )  # fmt: skip

    def _stated_by(self, asked: Asked, claim: Claim) -> str | None:
        """What states a condition without a line of its own."""
        by = asked.by
        if by is None:
            return None
        if by == "unit":
            return claim.value.unit.text
        if by == "source card":
            return self.words["source_card"]
        found = getattr(claim, by, None)
        if by == "value":
            return claim.value.text
        if isinstance(found, Name):
            return self.name_of(found)
        return self.words.named(by, found) if isinstance(found, str) else str(found) if found is not None else by

    # ---- findings ----------------------------------------------------------------------------------------------------

    def _finding_views(
        self, findings: Iterable[Finding], to: Addresses, on_page_of: str | None = None, anchor: str = "overview"
    ) -> tuple[FindingView, ...]:
        """Findings as shown; two that rest on the same intervals show them once, with the graver one."""
        views, shown = [], set()
        for number, finding in enumerate(findings, 1):
            found = finding.evidence
            intervals = (found.stated, found.implied) if found is not None else None
            repeated = found is not None and found.stated is not None and intervals in shown
            shown.add(intervals)
            views.append(self._finding(finding, to, on_page_of, f"{anchor}-f{number}", repeated=repeated))
        return tuple(views)

    def _finding(
        self, finding: Finding, to: Addresses, on_page_of: str | None, anchor: str, *, repeated: bool
    ) -> FindingView:
        """A finding; its evidence only on the page of a claim, and there without that claim among the others."""
        rule = self._rules.get(finding.rule)
        evidence = None
        if on_page_of is not None and finding.evidence is not None and not repeated:
            evidence = self._evidence(finding.evidence)
        others = [id_ for id_ in finding.claims[:_SHOWN_LINKS] if id_ != on_page_of] if on_page_of is not None else []
        return FindingView(
            anchor, finding.level.value, finding.rule, to.rule(finding.rule) if rule is not None else None,
            rule.summary if rule is not None else "", str(finding.message), str(finding.location),
            self._link(finding.claims[0], to) if finding.claims else None,
            tuple(self._link(id_, to) for id_ in others), evidence, finding.waived,
        )  # fmt: skip

    def _evidence(self, evidence: Evidence) -> EvidenceView:
        unit = evidence.unit
        shown = [part for part in (evidence.stated, evidence.implied) if part is not None]
        digits = digits_for(shown)

        def text(part: Interval | None) -> str | None:
            return say_interval(part, self.words, unit, digits) if part is not None else None

        return EvidenceView(
            arithmetic=evidence.arithmetic,
            stated=text(evidence.stated),
            loose_stated=text(evidence.loose_stated),
            implied=text(evidence.implied),
            loose_implied=text(evidence.loose_implied),
            notices=self._power(evidence.notices_error_of),
            unit=unit,
            readings=evidence.readings,
            conditions=tuple(self._condition_label(name) for name in evidence.conditions),
            chart=interval_chart(evidence),
        )

    def _power(self, notices: float | None) -> str | None:
        """What error a check would notice; None where it has no bound."""
        if notices is None:
            return None
        return self.words("notices_error_of", percent=say_percent(notices)) if notices else self.words["notices_any"]

    def _condition_label(self, name: str) -> str:
        if self._is_korean:
            for _, condition in self.review.knowledge.condition(name):
                return condition.ko
        return name.replace("_", " ")

    # ---- sources and rules -------------------------------------------------------------------------------------------

    def sources(self) -> Iterator[str]:
        """The ids of all sources that claims name, in order."""
        yield from sorted(self._by_source)

    def source(self, id_: str, to: Addresses) -> SourcePage:
        """The page of one source."""
        card = self.review.knowledge.sources.get(id_)
        links = tuple(self._link(claim.id, to) for claim in self._by_source[id_])
        return SourcePage(
            id_, f"sources-{page_name(id_)}", card, followable(card.url) if card is not None else None, links
        )

    def rule(self, rule: Rule, to: Addresses) -> RulePage:
        """The page of one rule."""
        found = self._by_rule.get(rule.name, [])
        anchor = f"rules-{page_name(rule.name)}"
        shown = self._finding_views(found[:_SHOWN_FINDINGS], to, None, anchor)
        return RulePage(rule, anchor, shown, max(0, len(found) - len(shown)), len(found), to.rule(rule.name))

    def rule_index(self, to: Addresses) -> tuple[tuple[str, tuple[RulePage, ...]], ...]:
        """All rules by group, in the order of the report."""
        groups: dict[str, list[RulePage]] = {}
        for rule in self.rules:
            count = len(self._by_rule.get(rule.name, ()))
            page = RulePage(rule, f"rules-{page_name(rule.name)}", (), count, count, to.rule(rule.name))
            groups.setdefault(rule.group, []).append(page)
        return tuple((group, tuple(pages)) for group, pages in groups.items())

    def _source_link(self, id_: str, to: Addresses) -> SourceLink:
        card = self.review.knowledge.sources.get(id_)
        title = card.title if card is not None and card.title else id_
        return SourceLink(id_, to.source(id_), title, len(self._by_source.get(id_, ())))

    # ---- links and names ---------------------------------------------------------------------------------------------

    def _link(self, id_: str, to: Addresses) -> ClaimLink:
        known = self._links.get((id_, to))
        if known is None:
            known = self._links[id_, to] = self._new_link(id_, to)
        return known

    def _new_link(self, id_: str, to: Addresses) -> ClaimLink:
        assessment = self.assessments.get(id_)
        if assessment is None:
            return ClaimLink(id_)
        claim = assessment.claim
        errors, warnings = self._counts[id_]
        return ClaimLink(
            id_, to.claim(id_), claim.statement, claim.value.text, assessment.standing,
            assessment.disclosure.standing, errors, warnings,
        )  # fmt: skip

    def _findings_of(self, assessment: Assessment) -> tuple[int, int]:
        """How many errors and warnings of a claim count."""
        levels = [f.level for f in (self.review.findings[n] for n in assessment.findings) if f.waived is None]
        return levels.count(Level.ERROR), levels.count(Level.WARNING)

    def name_of(self, name: Name) -> str:
        """A subject, baseline or speaker in the language of the report."""
        if not name.is_stated:
            return self.words["state_not_stated"]
        entity = self.review.knowledge.entities.by_id.get(name.key) if name.known else None
        if entity is None:
            return name.text
        return entity.ko or entity.name if self._is_korean else entity.name

    @property
    def _is_korean(self) -> bool:
        return self.words.language == "ko"


def followable(url: str | None) -> str | None:
    """A web address that a page may link to; None for anything else, such as `javascript:`."""
    if url is None or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _weight(finding: Finding) -> tuple[object, ...]:
    """What counts before what does not, the gravest first, a verdict on a figure before anything else."""
    return finding.waived is not None, finding.level.rank, finding.verdict is None, finding.order


def _state_of(asked: Asked) -> State:
    """The group that a condition stands in: what the subject's side lacks, else what the baseline's lacks."""
    for state in (asked.subject, asked.baseline):
        if state in (State.ABSENT, State.NOT_STATED):
            return state
    return State.STATED if State.STATED in (asked.subject, asked.baseline) else State.NOT_APPLICABLE


def _text_of(given: Stated | None) -> str | None:
    return given.text if given is not None and given.state is State.STATED else None
