"""A review as the pages show it: joined once by claim, subject, source and rule, so that no page searches."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Protocol
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from factcheck import __version__
from factcheck.knowledge.profiles import Condition
from factcheck.model.claim import Claim, Name, State, Stated
from factcheck.model.finding import Evidence, Finding, Level
from factcheck.model.interval import Interval
from factcheck.model.names import visible
from factcheck.model.quantity import Quantity
from factcheck.model.units import RATIO, with_gas, without_gas
from factcheck.reasoning.disclosure import Asked
from factcheck.reasoning.engine import Assessment, Checked, Review
from factcheck.reasoning.laws import ImpliedQuantity, product_of
from factcheck.reasoning.rates import RateOfYear, RatesOfSource
from factcheck.reasoning.reference import Referenced
from factcheck.reasoning.rule import Rule
from factcheck.reasoning.ties import Growth, ShareOfCount
from factcheck.reasoning.weighing import notices_error_of
from factcheck.report.addresses import Addresses, page_name
from factcheck.report.charts import Scale, Strip, Tick, growth_chart, interval_chart, strip
from factcheck.report.claimreview import claim_review
from factcheck.report.figures import digits_for, say_percent
from factcheck.report.language import Language, pattern_of
from factcheck.report.records import (
    Capped,
    CheckView,
    Citation,
    ClaimLink,
    ClaimPage,
    ConditionRow,
    EvidenceView,
    FindingView,
    GrowthView,
    ImpliedView,
    Link,
    Question,
    ReadingRow,
    RulePage,
    Silence,
    StripRow,
    Strips,
)  # fmt: skip

STANDINGS = ("contradicted", "doubtful", "unchecked", "consistent")
DISCLOSURES = ("unrecorded", "incomplete", "complete")
_GRAVITY = {standing: rank for rank, standing in enumerate(STANDINGS)}
_UNKNOWN_STATES = (State.NOT_STATED, State.ABSENT, State.NOT_APPLICABLE)
_SHOWN_FINDINGS = 200  # on the page of a rule; the rest is counted, and stands with the claims
_SHOWN_LINKS = 8
_SHOWN_ON_A_CLAIM = 12  # findings and checks: one figure may be the rival of thousands
_PICTURED = 3
_SHOWN_STRIPS, _SHOWN_REFERENCES = 12, 4
_STRIP_LEFT, _STRIP_RIGHT = 3.0, 97.0
_UNIT = re.compile(r"a plain multiple|[A-Za-z%]+(?:[*/^ ][A-Za-z0-9%]+)*")
_CLAIM_IN_REASON = re.compile(r"(?<=used to check )[a-z]\w*|(?<=comparable with )[a-z]\w*|\b[a-z][a-z0-9]*_\w+")
_NAME_IN_REASON = re.compile(r"[a-z]+(?:_[a-z0-9]+)*(?= \()")
_CLAIM_IN_EXPRESSION = re.compile(r"\"[^\"]*\"|[a-z][a-z0-9_]*")
_EXPRESSIONS = frozenset(["expression", "left", "right", "arithmetic"])  # places of messages that hold one
_UNITS = frozenset(["stated", "implied", "unit", "by"])  # ... that hold a unit where they hold no figure
_NAMES = frozenset(["subject", "baseline", "speaker"])  # ... that hold an entity's key


class Fragments(Protocol):
    """Pieces of pages, rendered by templates and kept: what thousands of pages share is rendered once."""

    def of_claim(self, link: ClaimLink) -> tuple[Markup, Markup]: ...
    def claim_in_text(self, href: str, label: str, quoted: bool) -> Markup: ...
    def rule_link(self, name: str, href: str | None) -> Markup: ...
    def code(self, text: str) -> Markup: ...
    def condition_row(self, row: ConditionRow, two_sides: bool) -> Markup: ...
    def condition_group(self, state: str, rows: Sequence[Markup], two_sides: bool) -> Markup: ...
    def questions(self, questions: Sequence[Question]) -> Markup: ...
    def strip_row(self, row: StripRow, current: bool) -> Markup: ...


@dataclass(frozen=True, slots=True)
class _Axis:
    """The axis that the claims on one quantity share, with those that stand on every page of it."""

    title: str
    unit: str
    factor: Fraction
    scale: Scale
    ticks: tuple[Tick, ...]
    claims: tuple[Claim, ...]
    references: Markup
    more: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What claims that give the same things share: their conditions, the rows of the unknown ones, what to ask."""

    rows: tuple[Asked, ...]
    stated: tuple[Asked, ...]
    unknown: Markup
    questions: Markup
    two_sides: bool


class Views:
    """Makes the record of each page. One object serves a whole report; pages are made when asked for."""

    def __init__(self, review: Review, rules: tuple[Rule, ...], words: Language, fragments: Fragments) -> None:
        self.review, self.rules, self.words, self.fragments = review, rules, words, fragments
        self.assessments = {assessment.claim.id: assessment for assessment in review.assessments}
        self.rules_by_name = {rule.name: rule for rule in rules}
        self.weighing = {subject: rule for rule in reversed(rules) if rule.weighs for subject in rule.over}
        self.titles: dict[str, str] = {dossier.file: dossier.title or dossier.file for dossier in review.dossiers}
        self.by_source: dict[str, list[str]] = defaultdict(list)
        self.by_speaker: dict[str, list[str]] = defaultdict(list)
        self.by_topic: dict[str, list[str]] = defaultdict(list)
        self._counts = {id_: self._findings_of(assessment) for id_, assessment in self.assessments.items()}
        self._links: dict[tuple[str, Addresses], ClaimLink] = {}
        self._by_subject: dict[str, list[Claim]] = defaultdict(list)
        self._quantities: dict[object, list[Claim]] = defaultdict(list)
        for id_ in sorted(self.assessments, key=self.gravity):
            claim = self.assessments[id_].claim
            self.by_topic[claim.file].append(id_)
            if claim.source is not None:
                self.by_source[claim.source].append(id_)
            if claim.speaker is not None and claim.speaker.is_stated:
                self.by_speaker[claim.speaker.key].append(id_)
        for assessment in review.assessments:
            claim = assessment.claim
            if claim.subject.is_stated:
                self._by_subject[claim.subject.key].append(claim)
                self._quantities[_quantity(claim)].append(claim)
        self._place: dict[str, int] = {}
        for claims in self._by_subject.values():
            claims.sort(key=lambda claim: claim.kind)
            self._place.update((claim.id, place) for place, claim in enumerate(claims))
        self.checks: dict[str, list[Checked]] = defaultdict(list)
        self._uses: dict[str, list[str]] = defaultdict(list)
        self._implied_by: dict[str, list[ImpliedQuantity]] = defaultdict(list)
        for quantity in review.implied:
            for claim in quantity.claims:
                self._implied_by[claim.id].append(quantity)
        for tie in review.ties:
            for id_ in tie.counts_for:
                self.checks[id_].append(tie)
            for id_ in tie.uses:
                self._uses[id_].append(tie.counts_for[0])
        self._by_rule: dict[str, list[Finding]] = defaultdict(list)
        for finding in review.findings:
            self._by_rule[finding.rule].append(finding)
        self._patterns: dict[object, _Pattern] = {}
        self._stated_rows: dict[object, Markup] = {}
        self._axes: dict[object, _Axis | None] = {}
        self._strip_rows: dict[object, Markup] = {}
        self._labels = {name: self._label_of(name) for kind in review.knowledge.kinds.values() for name in kind.by_name}

    # ---- claims ------------------------------------------------------------------------------------------------------

    def claims(self) -> Iterator[str]:
        """The ids of all claims of the report, in order."""
        yield from self.assessments

    def gravity(self, id_: str) -> tuple[int, int, int, str]:
        """The place of a claim where the gravest comes first."""
        errors, warnings = self._counts[id_]
        return _GRAVITY[self.assessments[id_].standing], -errors, -warnings, id_

    def claim(self, id_: str, to: Addresses) -> ClaimPage:
        """The page of one claim."""
        assessment = self.assessments[id_]
        claim = assessment.claim
        anchor = f"claims-{page_name(id_)}"
        findings = sorted((self.review.findings[number] for number in assessment.findings), key=weight)
        told = [finding for finding in findings if not self.is_disclosure(finding)]
        silent = [finding for finding in findings if self.is_disclosure(finding)]
        pattern = self._pattern(claim)
        source = self.source_link(claim.source, to) if claim.source is not None else None
        card = self.review.knowledge.sources.get(claim.source) if claim.source is not None else None
        checks = self.checks.get(id_, ())
        used = list(dict.fromkeys(self._uses.get(id_, ())))
        return ClaimPage(
            claim=claim,
            value=self.words.value(claim.value.text),
            anchor=anchor,
            topic=Link(self.titles.get(claim.file, claim.file), to.page("topics", claim.file)),
            kind=self.kind_of(claim.kind),
            measure=self.measure_of(claim.measure),
            subject=self.name_of(claim.subject),
            baseline=self.name_of(claim.baseline) if claim.baseline is not None else None,
            speaker=self.speaker_link(claim.speaker, to) if claim.speaker is not None else None,
            standing=assessment.standing,
            why=self.reason(assessment.why, to) if assessment.why else None,
            disclosure=assessment.disclosure,
            findings=self.finding_views(told[:_SHOWN_ON_A_CLAIM], to, claim.id, anchor),
            silent=tuple(self._silence(finding, to) for finding in silent),
            more_findings=max(0, len(told) - _SHOWN_ON_A_CLAIM),
            readings=tuple(self._readings(claim)),
            source=source,
            card=card,
            conditions=self._conditions(claim, pattern),
            has_baseline_side=pattern.two_sides,
            questions=pattern.questions,
            checks=tuple(islice(self._check_views(claim.id, to), _SHOWN_ON_A_CLAIM)),
            more_checks=max(0, len(checks) - _SHOWN_ON_A_CLAIM),
            used_by=Capped(tuple(self.link(user, to) for user in used[:_SHOWN_LINKS]), max(0, len(used) - _SHOWN_LINKS)),
            not_compared=tuple(
                (self.link(other, to), self.reason(why, to)) for other, why in assessment.not_compared[:_SHOWN_LINKS]
            ),
            more_not_compared=max(0, len(assessment.not_compared) - _SHOWN_LINKS),
            implied=tuple(self._implied(quantity, to) for quantity in self._implied_by.get(id_, ())[:_SHOWN_LINKS]),
            strips=self._strips_of(claim, to),
            growths=tuple(self._growths(claim, to, anchor)),
            same_subject=self._neighbours(claim, to),
            citation=self._citation(assessment, source),
            claim_review=self._claim_review(claim),
        )

    def _implied(self, quantity: ImpliedQuantity, to: Addresses) -> ImpliedView:
        """A quantity that nobody stated, with the law and the figures that it follows from."""
        implied = quantity.implied
        unit = with_gas(implied.unit, implied.gas)
        law = quantity.law
        return ImpliedView(
            self.kind_of(quantity.role.kinds[0]),
            self.name_of(quantity.claims[0].subject),
            self.words.interval(implied.rounded, unit.text, digits_for([implied.rounded])),
            law.ko if self.is_korean else law.name,
            self.expression(product_of(quantity.parts), [claim.id for claim in quantity.claims], to),
            tuple((self.name_of(row.subject), self.words.value(row.value.text.strip())) for row in quantity.beside),
        )

    def _neighbours(self, claim: Claim, to: Addresses) -> Capped:
        """The claims on the same subject that are nearest in kind; a subject may have thousands."""
        same = self._by_subject.get(claim.subject.key, []) if claim.subject.is_stated else []
        if len(same) < 2:
            return Capped((), 0)
        start = max(0, min(self._place[claim.id] - _SHOWN_LINKS // 2, len(same) - _SHOWN_LINKS - 1))
        near = [other.id for other in same[start : start + _SHOWN_LINKS + 1] if other is not claim]
        return Capped(tuple(self.link(id_, to) for id_ in near), len(same) - 1 - len(near))

    def _readings(self, claim: Claim) -> Iterator[ReadingRow]:
        value = claim.value
        unit = value.unit.text
        base_unit = value.unit.base_text if value.unit is not RATIO else None
        digits = digits_for([value.rounded, value.loose])
        in_base = value.unit.factor == 1 and not value.unit.offset
        for name, reading in (("rounded", value.rounded), ("loose", value.loose)):
            base = None if in_base else self.words.interval(value.base(reading), base_unit, digits)
            yield ReadingRow(name, self.words.interval(reading, unit, digits), base)

    def _citation(self, assessment: Assessment, source: Link | None) -> Citation:
        """The claim with its place in the source, and what was found, in one paragraph to copy."""
        claim, words = assessment.claim, self.words
        speaker = self.name_of(claim.speaker) if claim.speaker is not None and claim.speaker.is_stated else ""
        card = self.review.knowledge.sources.get(claim.source or "")
        where = [speaker, source.title if source is not None else "", *((card.publisher, card.date) if card else ())]
        if claim.at:
            where.append(words("line {at}", at=claim.at) if claim.at.isdecimal() else claim.at)
        text = words(
            "{statement} [{value}] {source}. Checked with factcheck {version} as of {date}: {standing}, disclosure "
            "{disclosure}. Claim {id}.",
            statement=claim.statement.strip(), value=claim.value.text.strip(), version=__version__,
            source=", ".join(filter(None, where)) or words("no source named"), id=claim.id,
            date=self.review.as_of.isoformat(), standing=words.named("standing", assessment.standing),
            disclosure=words.named("disclosure", assessment.disclosure.standing),
        )  # fmt: skip
        return Citation(text, f"claims/{page_name(claim.id)}.html")

    def _claim_review(self, claim: Claim) -> Markup | None:
        """The review as data for machines, safe inside a script element."""
        if claim.review is None:
            return None
        card = self.review.knowledge.sources.get(claim.source or "")
        speaker = self.name_of(claim.speaker) if claim.speaker is not None and claim.speaker.is_stated else None
        url = followable(card.url) if card is not None else None
        verdict = self.words.named("verdict", claim.review.verdict)
        return script_data(claim_review(claim, card, speaker, url, verdict, f"claims/{page_name(claim.id)}.html"))

    # ---- checks ------------------------------------------------------------------------------------------------------

    def _check_views(self, id_: str, to: Addresses) -> Iterator[CheckView]:
        for tie in self.checks.get(id_, ()):
            view = self.check_view(tie, id_, to)
            if view is not None:
                yield view

    def check_view(self, tie: Checked, id_: str, to: Addresses) -> CheckView | None:
        """A check of the claim `id_`; None for one that weighs nothing by itself."""
        rule = self.weighing.get(type(tie))
        if rule is None or isinstance(tie, RateOfYear | RatesOfSource):
            return None
        href = self.rule_link(rule.name, to)
        if isinstance(tie, ShareOfCount):
            cases = f"{tie.below}/{tie.of}, {tie.above}/{tie.of}"
            return CheckView(href, (), "", self._outcome(rule.name, id_), None, None, cases)
        judged = tie.judged
        if judged is None:
            return None
        others = [other for other in dict.fromkeys((*tie.counts_for, *tie.uses)) if other != id_]
        links = tuple(self.link(other, to) for other in others[:_SHOWN_LINKS])
        other = self._row_name(tie) if isinstance(tie, Referenced) else ""
        weighed = judged.weighed
        if weighed is None:
            reason = self.reason(judged.reason, to) if judged.reason else escape(self.words(
                "{one} and {other} are different units", one=self.words.unit(judged.stated_unit.text),
                other=self.words.unit(judged.implied_unit.text if judged.implied_unit is not None else "?"),
            ))  # fmt: skip
            return CheckView(href, links, other, "impossible", reason, None, None)
        outcome = weighed.verdict.value
        if outcome != "holds":
            outcome = self._outcome(rule.name, id_, outcome)
        return CheckView(
            href, links, other, outcome, None,
            self._power(notices_error_of(weighed.loose_stated, weighed.loose_implied)),
            self.words.interval(weighed.implied, weighed.unit.text),
        )  # fmt: skip

    def _outcome(self, rule: str, id_: str, otherwise: str = "holds") -> str:
        """How a check came out: as its finding says, for an open tie is doubtful at most."""
        for number in self.assessments[id_].findings if id_ in self.assessments else ():
            finding = self.review.findings[number]
            if finding.rule == rule and finding.verdict is not None:
                return finding.verdict.value
        return otherwise

    def _row_name(self, tie: Referenced) -> str:
        source = tie.row.sources[0]
        return self.words("{value} ({source}, tier {tier})", value=self.words.value(tie.row.value.text), source=source.title, tier=source.tier)

    # ---- claims on the same quantity ---------------------------------------------------------------------------------

    def _strips_of(self, claim: Claim, to: Addresses) -> Strips | None:
        """The claims on the quantity of `claim`, and the reference rows beside it, on one axis."""
        if not claim.subject.is_stated:
            return None
        quantity = _quantity(claim)
        if quantity not in self._axes:
            self._axes[quantity] = self._new_axis(self._quantities[quantity])
        axis = self._axes[quantity]
        if axis is None:
            return None
        rows = [] if any(other is claim for other in axis.claims) else [self._strip_row(claim, axis, True, to)]
        rows += [self._strip_row(other, axis, other is claim, to) for other in axis.claims]
        return Strips(axis.title, axis.unit, axis.ticks, axis.scale.is_log, joined([*rows, axis.references]), axis.more)

    def _new_axis(self, claims: list[Claim]) -> "_Axis | None":
        first = claims[0]
        rows = {
            tie.row.id: tie.row
            for claim in claims[:_SHOWN_STRIPS]
            for tie in self.checks.get(claim.id, ())
            if isinstance(tie, Referenced) and tie.row.value.unit.dims == first.value.unit.dims
        }
        if len(claims) + len(rows) < 2 or first.value.unit.offset:
            return None
        factor = without_gas(first.value.unit).factor
        placed = sorted(claims, key=lambda claim: (_middle(claim), claim.id))
        if len(placed) > _SHOWN_STRIPS:  # the lowest, the highest, and evenly between
            step = (len(placed) - 1) / (_SHOWN_STRIPS - 1)
            placed = [placed[round(number * step)] for number in range(_SHOWN_STRIPS)]
        known = list(rows.values())[:_SHOWN_REFERENCES]
        ends = [value.base(value.loose).scaled(1 / factor) for value in [*(c.value for c in placed), *(r.value for r in known)]]
        scale = Scale.of(ends, _STRIP_LEFT, _STRIP_RIGHT)
        if scale is None:
            return None
        references = Markup("").join(
            self.fragments.strip_row(
                StripRow(
                    None, row.sources[0].title, self.words("reference, tier {tier}", tier=row.sources[0].tier),
                    str(row.year or ""), self.words.value(row.value.text), _strip(row.value, factor, scale),
                ),
                False,
            )
            for row in known
        )  # fmt: skip
        names = self.name_of(first.subject), self.kind_of(first.kind), self.measure_of(first.measure)
        return _Axis(
            " · ".join(filter(None, names)), self.words.unit(first.value.unit.text), factor, scale, tuple(scale.ticks()),
            tuple(placed), references, len(claims) - len(placed),
        )  # fmt: skip

    def _strip_row(self, claim: Claim, axis: "_Axis", current: bool, to: Addresses) -> Markup:
        key = claim.id, current, to
        known = self._strip_rows.get(key)
        if known is None:
            link = self.link(claim.id, to)
            by = link.speaker or (self.source_link(claim.source, to).title if claim.source is not None else "")
            place = _strip(claim.value, axis.factor, axis.scale)
            row = StripRow(link, link.statement, by, str(claim.period or ""), link.value, place)
            known = self._strip_rows[key] = self.fragments.strip_row(row, current)
        return known

    # ---- growth ------------------------------------------------------------------------------------------------------

    def _growths(self, claim: Claim, to: Addresses, anchor: str) -> Iterator[GrowthView]:
        for number, tie in enumerate(self.checks.get(claim.id, ())):
            if isinstance(tie, Growth) and tie.claim is claim:
                view = self._growth(tie, to, f"{anchor}-g{number}")
                if view is not None:
                    yield view

    def _growth(self, tie: Growth, to: Addresses, anchor: str) -> GrowthView | None:
        """The path from start to end as stated, and where the stated growth leads from the start."""
        start, end, claim = tie.start, tie.end, tie.claim
        first, last = (side.value.base(side.value.rounded).middle for side in (start, end))
        rate = claim.value.base(claim.value.rounded)
        judged = tie.judged.implied_unit
        if first is None or last is None or first <= 0 or not rate.is_finite or start.value.unit.offset:
            return None
        years = Fraction(1)
        if judged is not None and judged.text == "%/year":
            if start.period is None or end.period is None:
                return None
            years = start.period.years_to(end.period) or years
            rate = claim.value.rounded.scaled(Fraction(1, 100))
        factors = [1 + float(part) for part in (rate.lo, rate.hi)]
        if claim.value.unit.points or min(factors) < 0 or max(factors) ** float(years) > 1e12:
            return None
        factor = without_gas(start.value.unit).factor
        grown = Interval(*(Fraction(part ** float(years)) * first / factor for part in factors))
        texts = self.words.value(start.value.text), self.words.value(end.value.text), self.words.interval(grown, start.value.unit.text, 4)
        chart = growth_chart(first / factor, last / factor, grown, texts, (str(start.period or ""), str(end.period or "")))
        if chart is None:
            return None
        title = self.words(
            "{growth} from {start} leads to {grown}; {end} is stated",
            growth=self.words.value(claim.value.text), start=texts[0], grown=texts[2], end=texts[1],
        )  # fmt: skip
        return GrowthView(
            chart, title, self.words.unit(start.value.unit.text), self.link(start.id, to), self.link(end.id, to),
            texts[0], texts[1], self.words.value(claim.value.text), texts[2], anchor,
        )  # fmt: skip

    # ---- conditions --------------------------------------------------------------------------------------------------

    def asked(self, claim: Claim) -> tuple[Asked, ...]:
        """Every condition of a claim with its state; claims that give the same things share the answer."""
        return self._pattern(claim).rows

    def _pattern(self, claim: Claim) -> "_Pattern":
        """What all claims of one pattern share: the rows of what is not known, and what to ask."""
        key = self.review.disclosures.pattern(claim)
        known = self._patterns.get(key)
        if known is None:
            rows = tuple(self.review.disclosures.rows(claim))
            two_sides = any(asked.baseline is not None for asked in rows)
            by_state = {state: tuple(row for row in rows if state_of(row) is state) for state in (*_UNKNOWN_STATES, State.STATED)}
            unknown = Markup("").join(self._group(state, by_state[state], claim, two_sides) for state in _UNKNOWN_STATES)
            questions = tuple(self._questions(rows))
            asked = self.fragments.questions(questions) if questions else Markup()
            stated = by_state[State.STATED]
            known = self._patterns[key] = _Pattern(rows, stated, unknown, asked, two_sides)
        return known

    def _conditions(self, claim: Claim, pattern: "_Pattern") -> Markup:
        """The rows of a claim's conditions, what is not known first; in each group what is required first."""
        return pattern.unknown + self._group(State.STATED, pattern.stated, claim, pattern.two_sides)

    def _group(self, state: State, rows: Sequence[Asked], claim: Claim, two_sides: bool) -> Markup:
        """The conditions `rows` of a claim, all of them in `state`."""
        if not rows:
            return Markup()
        ranked = sorted(rows, key=lambda asked: not asked.condition.required)
        return self.fragments.condition_group(state.name, [self._condition_row(asked, claim, two_sides) for asked in ranked], two_sides)

    def _condition_row(self, asked: Asked, claim: Claim, two_sides: bool) -> Markup:
        condition = asked.condition
        given = claim.conditions.get(condition.name)
        beside = claim.baseline_conditions.get(condition.name)
        text = other = None
        if asked.subject is State.STATED:
            text = _text_of(given) or self._stated_by(asked, claim)
        if asked.baseline is State.STATED:
            same = claim.baseline_same or (beside is not None and beside.same)
            other = self.words("same as the subject") if same else _text_of(beside)
        key = id(condition), asked.subject, text, asked.baseline, other, two_sides
        known = self._stated_rows.get(key)
        if known is None:
            row = ConditionRow(
                self.condition_label(condition.name),
                condition.why_ko if self.is_korean else condition.why,
                condition.source, condition.required, asked.subject.name, text,
                asked.baseline.name if asked.baseline is not None else None, other,
            )  # fmt: skip
            known = self._stated_rows[key] = self.fragments.condition_row(row, two_sides)
        return known

    def _stated_by(self, asked: Asked, claim: Claim) -> str | None:
        """What states a condition without a line of its own."""
        by = asked.by
        if by is None:
            return None
        if by == "unit":
            return claim.value.unit.text
        if by == "source card":
            return self.words("on the source card")
        found = getattr(claim, by, None)
        if by == "value":
            return claim.value.text
        if isinstance(found, Name):
            return self.name_of(found)
        return self.words.named(by, found) if isinstance(found, str) and by in _CLOSED else str(found) if found is not None else by

    def _questions(self, rows: Iterable[Asked]) -> Iterator[Question]:
        """What to ask: every required condition that is not known."""
        for asked in rows:
            condition = asked.condition
            if condition.required and state_of(asked) in (State.NOT_STATED, State.ABSENT):
                yield Question(self.condition_label(condition.name), self.question(condition))

    def question(self, condition: Condition) -> str:
        return condition.ask_ko if self.is_korean else condition.ask

    # ---- findings ----------------------------------------------------------------------------------------------------

    def is_disclosure(self, finding: Finding) -> bool:
        """Whether a finding only names conditions that are not stated."""
        rule = self.rules_by_name.get(finding.rule)
        return rule is not None and rule.group == "Conditions" and finding.verdict is None and bool(
            finding.evidence and finding.evidence.conditions
        )  # fmt: skip

    def finding_views(
        self, findings: Iterable[Finding], to: Addresses, on_page_of: str | None = None, anchor: str = "overview"
    ) -> tuple[FindingView, ...]:
        """Findings as shown; two that rest on the same intervals show them once, with the graver one."""
        views, shown = [], set()
        for number, finding in enumerate(findings, 1):
            found = finding.evidence
            intervals = (found.stated, found.implied) if found is not None else None
            repeated = found is not None and found.stated is not None and intervals in shown
            shown.add(intervals)
            pictured = not repeated and number <= _PICTURED
            views.append(self.finding(finding, to, on_page_of, f"{anchor}-f{number}", pictured=pictured))
        return tuple(views)

    def _silence(self, finding: Finding, to: Addresses) -> Silence:
        """A finding that only names conditions: the table beside it shows which."""
        rule = self.rules_by_name[finding.rule]
        count = len(finding.evidence.conditions) if finding.evidence is not None else 0
        return Silence(finding.level.value, self.rule_link(finding.rule, to), self.words(rule.summary), count, finding.waived)

    def finding(
        self, finding: Finding, to: Addresses, on_page_of: str | None, anchor: str, *, pictured: bool
    ) -> FindingView:
        """A finding; on the page of a claim without that claim among the others."""
        rule = self.rules_by_name.get(finding.rule)
        evidence = None
        if pictured and finding.evidence is not None and not self.is_disclosure(finding):
            evidence = self._evidence(finding.evidence, finding.claims, to)
        others = [id_ for id_ in finding.claims[:_SHOWN_LINKS] if id_ != on_page_of] if on_page_of is not None else []
        return FindingView(
            anchor, finding.level.value, self.rule_link(finding.rule, to),
            self.words(rule.summary) if rule is not None else "", self.message(finding, to), str(finding.location),
            self.link(finding.claims[0], to) if finding.claims else None,
            tuple(self.link(id_, to) for id_ in others), evidence, finding.waived,
        )  # fmt: skip

    def message(self, finding: Finding, to: Addresses) -> Markup:
        """What a finding says, in the language of the report, its claims as links with their own words."""
        claims = finding.claims

        def put(key: str, value: str) -> object:
            if key in _EXPRESSIONS:
                return self.expression(value, claims, to)
            if key in _NAMES:
                return self._name_in_message(value)
            if value in claims and value in self.assessments:
                link = self.link(value, to)
                return self.fragments.claim_in_text(link.href or "", link.statement, True)
            if key in _UNITS and not any(map(str.isdigit, value[:1])) and _UNIT.fullmatch(value):
                return self.words("a plain multiple") if value == "a plain multiple" else self.words.unit(value)
            return self._labels.get(value) or self.words.value(value)

        return self.words.message(finding.message, put)

    def _name_in_message(self, value: str) -> str:
        if value == "the speaker":
            return self.words("the speaker")
        entity = self.review.knowledge.entities.by_id.get(value)
        if entity is None:
            return value
        return entity.ko or entity.name if self.is_korean else entity.name

    def expression(self, text: str, claims: Sequence[str], to: Addresses) -> Markup:
        """An expression with the value of each claim in the place of its id, as a link."""
        pieces, end = [], 0
        for match in _CLAIM_IN_EXPRESSION.finditer(text):
            if match[0] in self.assessments and match[0] in claims:
                pieces.append(escape(text[end : match.start()]))
                link = self.link(match[0], to)
                pieces.append(self.fragments.claim_in_text(link.href or "", link.value, False))
                end = match.end()
                said = f" ({self.assessments[match[0]].claim.value.text.strip()})"
                end += len(said) if text.startswith(said, end) else 0  # the link says it already
        pieces.append(escape(text[end:]))
        return joined(pieces)

    def _evidence(self, evidence: Evidence, claims: Sequence[str], to: Addresses) -> EvidenceView:
        unit, words = evidence.unit, self.words
        shown = [part for part in (evidence.stated, evidence.implied) if part is not None]
        digits = digits_for(shown)

        def text(part: Interval | None) -> str | None:
            return words.interval(part, unit, digits) if part is not None else None

        return EvidenceView(
            arithmetic=self.expression(evidence.arithmetic or "", claims, to) if _is_expression(evidence.arithmetic) else None,
            stated=text(evidence.stated),
            loose_stated=text(evidence.loose_stated),
            implied=text(evidence.implied),
            loose_implied=text(evidence.loose_implied),
            notices=self._power(evidence.notices_error_of),
            unit=words.unit(unit) if unit not in (None, "count", "1") else None,
            readings=tuple(self._reading(reading, to) for reading in evidence.readings),
            conditions=tuple(self.condition_label(name) for name in evidence.conditions),
            chart=interval_chart(evidence),
        )

    def _reading(self, text: str, to: Addresses) -> Markup:
        """Another reading that would reconcile figures: its sentence by the ladder that it is on, its figures as they are."""
        if self.is_korean:
            sentence, bracket, rest = text.partition(" (")
            for ladder in self.review.knowledge.ladders.values():
                for english, korean in ((ladder.up, ladder.up_ko), (ladder.down, ladder.down_ko)):
                    match = pattern_of(english).fullmatch(sentence) if english and korean else None
                    if match is not None:
                        said = korean.format(**match.groupdict())
                        tail = rest.replace(", by the loose reading only", self.words(", by the loose reading only"))
                        return self.reason(said + bracket + tail, to)
        return self.reason(text, to)

    def _power(self, notices: float | None) -> str | None:
        """What error a check would notice; None where it has no bound."""
        if notices is None:
            return None
        if not notices:
            return self.words("would notice any error")
        return self.words("would notice an error of {percent} or more", percent=say_percent(notices))

    def rule(self, rule: Rule, to: Addresses) -> RulePage:
        """The page of one rule, with its findings, the gravest first."""
        found = sorted(self._by_rule.get(rule.name, ()), key=weight)
        anchor = f"rules-{page_name(rule.name)}"
        shown = tuple(
            self.finding(finding, to, None, f"{anchor}-f{number}", pictured=False)
            for number, finding in enumerate(found[:_SHOWN_FINDINGS], 1)
        )
        more = max(0, len(found) - len(shown))
        return RulePage(rule, self.words(rule.summary), anchor, shown, more, len(found), self.rule_link(rule.name, to))

    def rule_index(self, to: Addresses) -> tuple[tuple[str, tuple[RulePage, ...]], ...]:
        """All rules by group, in the order of the report."""
        groups: dict[str, list[RulePage]] = {}
        for rule in self.rules:
            count = len(self._by_rule.get(rule.name, ()))
            anchor = f"rules-{page_name(rule.name)}"
            page = RulePage(rule, self.words(rule.summary), anchor, (), count, count, self.rule_link(rule.name, to))
            groups.setdefault(rule.group, []).append(page)
        return tuple((group, tuple(pages)) for group, pages in groups.items())

    # ---- links and names ---------------------------------------------------------------------------------------------

    def link(self, id_: str, to: Addresses) -> ClaimLink:
        """A claim as other pages name it."""
        known = self._links.get((id_, to))
        if known is None:
            known = self._links[id_, to] = self._new_link(id_, to)
        return known

    def _new_link(self, id_: str, to: Addresses) -> ClaimLink:
        assessment = self.assessments.get(id_)
        if assessment is None:
            return self._rendered(self._row_link(id_, to))
        claim = assessment.claim
        errors, warnings = self._counts[id_]
        speaker = self.name_of(claim.speaker) if claim.speaker is not None and claim.speaker.is_stated else ""
        link = ClaimLink(
            id_, to.claim(id_), claim.statement.strip(), self.words.value(claim.value.text), assessment.standing,
            assessment.disclosure.standing, errors, warnings, speaker,
        )  # fmt: skip
        return self._rendered(link)

    def _row_link(self, id_: str, to: Addresses) -> ClaimLink:
        """What a check uses that is no claim of the report: a reference row, or a claim of a file that is not shown."""
        row = self.review.knowledge.reference.get(id_.removeprefix("reference:"))
        if row is None or not id_.startswith("reference:"):
            return ClaimLink(id_)
        names = self.name_of(self.review.knowledge.entities.name(row.subject)), self.measure_of(row.measure), row.sources[0].title
        return ClaimLink(id_, to.top("reference"), ", ".join(filter(None, names)), self.words.value(row.value.text))

    def _rendered(self, link: ClaimLink) -> ClaimLink:
        anchor, item = self.fragments.of_claim(link)
        return replace(link, anchor=anchor, item=item)

    def rule_link(self, name: str, to: Addresses) -> Markup:
        return self.fragments.rule_link(name, to.rule(name) if name in self.rules_by_name else None)

    def source_link(self, id_: str, to: Addresses) -> Link:
        card = self.review.knowledge.sources.get(id_)
        title = card.title if card is not None and card.title else id_
        return Link(title, to.source(id_), len(self.by_source.get(id_, ())))

    def speaker_link(self, speaker: Name, to: Addresses) -> Link:
        if not speaker.is_stated:
            return Link(self.name_of(speaker), None)
        return Link(self.name_of(speaker), to.page("speakers", speaker.key), len(self.by_speaker.get(speaker.key, ())))

    def _findings_of(self, assessment: Assessment) -> tuple[int, int]:
        """How many errors and warnings of a claim count."""
        levels = [f.level for f in (self.review.findings[n] for n in assessment.findings) if f.waived is None]
        return levels.count(Level.ERROR), levels.count(Level.WARNING)

    def name_of(self, name: Name) -> str:
        """A subject, baseline or speaker in the language of the report."""
        if not name.is_stated:
            return self.words.named("state", "not stated")
        if name.text == "unnamed":
            return self.words("unnamed")
        entity = self.review.knowledge.entities.by_id.get(name.key) if name.known else None
        if entity is None:
            return name.text
        return entity.ko or entity.name if self.is_korean else entity.name

    def kind_of(self, kind: str) -> str:
        found = self.review.knowledge.kinds[kind]
        return found.ko if self.is_korean else found.name

    def measure_of(self, measure: str | None) -> str | None:
        if measure is None:
            return None
        found = self.review.knowledge.measures.get(measure)
        if found is None:
            return measure.replace("_", " ")
        return found.ko or found.name if self.is_korean else found.name.replace("_", " ")

    def condition_label(self, name: str) -> str:
        return self._labels.get(name) or self._label_of(name)

    def _label_of(self, name: str) -> str:
        if self.is_korean:
            for _, condition in self.review.knowledge.condition(name):
                return condition.ko
            return self.words.named("condition", name)
        return name.replace("_", " ")

    def reason(self, text: str, to: Addresses) -> Markup:
        """A reason of the engine in the language of the report, its conditions by their names, its claims as links."""
        links: list[ClaimLink] = []

        def kept(match: re.Match[str]) -> str:
            if match[0] not in self.assessments:
                return match[0]
            links.append(self.link(match[0], to))
            return f"\ue000{len(links) - 1}\ue000"

        said = self.words.reason(_CLAIM_IN_REASON.sub(kept, text))
        said = _NAME_IN_REASON.sub(lambda match: self._labels.get(match[0], match[0]), said)
        pieces = []
        for number, piece in enumerate(said.split("\ue000")):
            if number % 2:
                link = links[int(piece)]
                pieces.append(self.fragments.claim_in_text(link.href or "", link.statement, True))
            else:
                pieces.append(self.fragments.code(piece))
        return joined(pieces)

    @property
    def is_korean(self) -> bool:
        return self.words.code == "ko"


_CLOSED = ("status", "part", "relationship")


def _quantity(claim: Claim) -> object:
    """What claims share that can stand on one axis: they may differ in period, status and conditions."""
    baseline = claim.baseline.key if claim.baseline is not None else None
    unit = claim.value.unit
    return claim.subject.key, claim.kind, claim.measure, baseline, unit.dims, unit.points, unit.is_percent, claim.value.is_change


def _strip(value: Quantity, factor: Fraction, scale: Scale) -> Strip:
    """A value on an axis whose unit is `factor` base units."""
    return strip(value.base(value.rounded).scaled(1 / factor), value.base(value.loose).scaled(1 / factor), scale)


def _is_expression(arithmetic: str | None) -> bool:
    """Whether what was reckoned is more than the id of a reference row, which the message gives in words."""
    return arithmetic is not None and not arithmetic.startswith("reference row ")


def _middle(claim: Claim) -> float:
    reading = claim.value.base(claim.value.rounded)
    middle = reading.middle
    end = middle if middle is not None else reading.lo if not isinstance(reading.lo, float) else reading.hi
    try:
        return float(end)
    except OverflowError:
        return float("inf") if end > 0 else float("-inf")


def joined(pieces: Iterable[Markup]) -> Markup:
    """One piece of markup after the other: what `Markup.join` does, which looks at each again and copies it."""
    return Markup("".join(pieces))  # noqa: S704


def followable(url: str | None) -> str | None:
    """A web address that a page may link to; None for anything else, such as `javascript:`."""
    if url is None or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def script_data(data: object) -> Markup:
    """`data` as JSON that may stand inside a script element: nothing in it can end the element or start another."""
    text = json.dumps(_shown(data), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704


def _shown(data: object) -> object:
    """The texts in `data` with control and bidirectional characters escaped."""
    if isinstance(data, str):
        return visible(data)
    if isinstance(data, Mapping):
        return {key: _shown(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_shown(value) for value in data]
    return data


def weight(finding: Finding) -> tuple[object, ...]:
    """What counts before what does not, the gravest first, a verdict on a figure before anything else."""
    return finding.waived is not None, finding.level.rank, finding.verdict is None, finding.order


def state_of(asked: Asked) -> State:
    """The group that a condition stands in: what the subject's side lacks, else what the baseline's lacks."""
    for state in (asked.subject, asked.baseline):
        if state in (State.ABSENT, State.NOT_STATED):
            return state
    return State.STATED if State.STATED in (asked.subject, asked.baseline) else State.NOT_APPLICABLE


def _text_of(given: Stated | None) -> str | None:
    return given.text if given is not None and given.state is State.STATED else None
