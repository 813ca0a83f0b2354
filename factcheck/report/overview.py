"""The pages over many claims: the overview, lists, topics, speakers and sources, and what the search goes through."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.knowledge.profiles import Condition
from factcheck.model.claim import State
from factcheck.model.finding import Finding, Level
from factcheck.report.addresses import Addresses, page_name
from factcheck.report.records import (
    AskedOf,
    Card,
    Finder,
    IndexPage,
    Link,
    ListPart,
    Share,
    SourcePage,
    SpeakerPage,
    Tally,
    TopicPage,
)  # fmt: skip
from factcheck.report.view import DISCLOSURES, STANDINGS, Views, followable, script_data, state_of, weight

LIST = 500  # claims of a list on one page
_ON_OVERVIEW = 100  # claims of the list on the overview
_CARDS = 12
_TALLIES = 15
_WAIVED = 50
_REASONS = 200
_SILENT_CLAIMS = 5
_SPOKEN = ("status", "part", "relationship")


class Overview:
    """Makes the pages over many claims from the views of the single ones."""

    def __init__(self, views: Views) -> None:
        self.views, self.words, self.review = views, views.words, views.review
        self.by_gravity = sorted(views.assessments, key=views.gravity)
        self.speaker_names = {
            key: self._speaker_name(ids[0]) for key, ids in sorted(views.by_speaker.items(), key=lambda item: -len(item[1]))
        }

    def _speaker_name(self, id_: str) -> str:
        speaker = self.views.assessments[id_].claim.speaker
        return self.views.name_of(speaker) if speaker is not None else ""

    # ---- the overview ------------------------------------------------------------------------------------------------

    def index(self, to: Addresses) -> IndexPage:
        """The overview of the whole review."""
        review, views = self.review, self.views
        ranked = sorted(review.findings, key=weight)
        live = [finding for finding in ranked if finding.waived is None]
        waived = [finding for finding in ranked if finding.waived is not None]
        matter = [f for f in live if f.level is not Level.NOTE and not views.is_disclosure(f)]
        levels = Counter(finding.level for finding in live)
        cards = self._cards(matter)
        unchecked = [(id_, why) for id_, why in review.unchecked]
        topics, speakers, sources = self.topics(to), self.speakers(to), self.sources(to)
        return IndexPage(
            read=len(review.assessments),
            checked=review.checked,
            unchecked=tuple((views.link(id_, to), views.reason(why, to)) for id_, why in unchecked[:_REASONS]),
            unchecked_count=len(unchecked),
            topics=topics[:_TALLIES],
            speakers=speakers[:_TALLIES],
            sources=sources[:_TALLIES],
            more_topics=max(0, len(topics) - _TALLIES),
            more_speakers=max(0, len(speakers) - _TALLIES),
            more_sources=max(0, len(sources) - _TALLIES),
            standing=self._shares(STANDINGS, Counter(a.standing for a in review.assessments)),
            disclosure=self._shares(DISCLOSURES, Counter(a.disclosure.standing for a in review.assessments)),
            levels=tuple((level.value, levels[level]) for level in Level),
            waived=views.finding_views(waived[:_WAIVED], to, None, "waived"),
            waived_count=len(waived),
            cards=tuple(self._card(finding, more, to, f"card-{number}") for number, (finding, more) in enumerate(cards[:_CARDS])),
            more=max(0, len(cards) - _CARDS),
            undisclosed=sum(a.disclosure.standing != "complete" for a in review.assessments),
            questions=len(self.words_asked()),
            claims=self._part(self.by_gravity[:_ON_OVERVIEW], to, len(self.by_gravity)),
            finder=self.finder(),
        )

    def words_asked(self) -> set[str]:
        """The conditions that some claim leaves unknown."""
        return {
            asked.condition.name
            for assessment in self.review.assessments[:2000]
            for asked in self.views.asked(assessment.claim)
            if asked.condition.required and state_of(asked) in (State.NOT_STATED, State.ABSENT)
        }

    def _cards(self, findings: Iterable[Finding]) -> list[tuple[Finding, int]]:
        """Each claim once, with its gravest finding and how many more it has; faults of files stand for themselves."""
        gravest: dict[str, Finding] = {}
        further: Counter[str] = Counter()
        order: list[tuple[Finding, str | None]] = []
        for finding in findings:
            claim = finding.claims[0] if finding.claims else None
            if claim is None:
                order.append((finding, None))
            elif claim in gravest:
                further[claim] += 1
            else:
                gravest[claim] = finding
                order.append((finding, claim))
        return [(finding, further[claim] if claim is not None else 0) for finding, claim in order]

    def _card(self, finding: Finding, more: int, to: Addresses, anchor: str) -> Card:
        about = finding.claims[0] if finding.claims else None
        view = self.views.finding(finding, to, about, anchor, pictured=True)
        return Card(self.views.link(about, to) if about is not None else None, view, more)

    def _shares(self, names: Sequence[str], counts: Mapping[str, int]) -> tuple[Share, ...]:
        whole = sum(counts[name] for name in names) or 1
        shares, start = [], 0.0
        for name in names:
            width = counts[name] * 100 / whole
            shares.append(Share(name, counts[name], f"{start:.2f}%", f"{width:.2f}%"))
            start += width
        return tuple(shares)

    # ---- by topic, speaker and source --------------------------------------------------------------------------------

    def topics(self, to: Addresses) -> tuple[Tally, ...]:
        """All dossiers at a glance, the worst first."""
        titles = self.views.titles
        return self._tallies((Link(titles.get(file, file), to.page("topics", file), len(ids)), ids) for file, ids in self.views.by_topic.items())

    def speakers(self, to: Addresses) -> tuple[Tally, ...]:
        """All speakers at a glance, the worst first."""
        names = self.speaker_names
        return self._tallies((Link(names[key], to.page("speakers", key), len(ids)), ids) for key, ids in self.views.by_speaker.items())

    def sources(self, to: Addresses) -> tuple[Tally, ...]:
        """All sources at a glance, the worst first."""
        return self._tallies((self.views.source_link(id_, to), ids) for id_, ids in self.views.by_source.items())

    def _tallies(self, groups: Iterable[tuple[Link, Sequence[str]]]) -> tuple[Tally, ...]:
        tallies = [self.tally(link, ids) for link, ids in groups]
        return tuple(sorted(tallies, key=lambda tally: (*(-share.count for share in tally.standing), tally.link.title)))

    def tally(self, link: Link, ids: Sequence[str]) -> Tally:
        """The claims `ids` by standing and disclosure."""
        found = [self.views.assessments[id_] for id_ in ids]
        return Tally(
            link,
            self._shares(STANDINGS, Counter(assessment.standing for assessment in found)),
            self._shares(DISCLOSURES, Counter(assessment.disclosure.standing for assessment in found)),
            sum(assessment.disclosure.stated for assessment in found),
            sum(assessment.disclosure.asked for assessment in found),
        )

    # ---- lists -------------------------------------------------------------------------------------------------------

    def _part(self, ids: Sequence[str], to: Addresses, whole: int) -> ListPart:
        return ListPart(tuple(self.views.link(id_, to) for id_ in ids), 1, whole, 1, ())

    def parts(self, ids: Sequence[str], to: Addresses, hrefs: Sequence[str]) -> Iterator[ListPart]:
        """A list of claims in stretches of one page each; `hrefs` are the addresses of these pages."""
        for number in range(1, pages_for(len(ids)) + 1):
            start = (number - 1) * LIST
            rows = tuple(self.views.link(id_, to) for id_ in ids[start : start + LIST])
            yield ListPart(rows, start + 1, len(ids), number, tuple(hrefs))

    def whole(self, ids: Sequence[str], to: Addresses) -> ListPart:
        """A list in one piece, for a report that is one document."""
        return self._part(ids, to, len(ids))

    # ---- topics, speakers, sources -----------------------------------------------------------------------------------

    def topic(self, file: str, part: ListPart, to: Addresses) -> TopicPage:
        """The page of a dossier."""
        title = self.views.titles.get(file, file)
        tally = self.tally(Link(title, to.page("topics", file), len(self.views.by_topic[file])), self.views.by_topic[file])
        return TopicPage(file, f"topics-{page_name(file)}", title, file, tally, part)

    def speaker(self, key: str, part: ListPart, to: Addresses) -> SpeakerPage:
        """The page of a speaker: what they claim, and what they leave out; the further pages of a list are list alone."""
        ids = self.views.by_speaker[key]
        link = Link(self.speaker_names[key], to.page("speakers", key), len(ids))
        if part.number > 1:
            return SpeakerPage(key, f"speakers-{page_name(key)}", link.title, self.tally(link, ids), (), (), part)
        live = [f for id_ in ids[:LIST] for f in self._gravest(id_)]
        cards = self._cards(sorted(live, key=weight))[:5]
        anchor = f"speakers-{page_name(key)}"
        worst = tuple(self._card(finding, more, to, f"{anchor}-card-{number}") for number, (finding, more) in enumerate(cards))
        return SpeakerPage(key, anchor, link.title, self.tally(link, ids), worst, self.asked_of(ids, to), part)

    def _gravest(self, id_: str) -> Iterator[Finding]:
        for number in self.views.assessments[id_].findings:
            finding = self.review.findings[number]
            if finding.waived is None and finding.level is not Level.NOTE and finding.claims[:1] == (id_,) and not self.views.is_disclosure(finding):
                yield finding

    def source(self, id_: str, part: ListPart, to: Addresses) -> SourcePage:
        """The page of one source."""
        card = self.review.knowledge.sources.get(id_)
        ids = self.views.by_source[id_]
        url = followable(card.url) if card is not None else None
        tally = self.tally(self.views.source_link(id_, to), ids)
        return SourcePage(id_, f"sources-{page_name(id_)}", card, url, tally, tuple(self._skipped(id_)), part)

    def _skipped(self, id_: str) -> Iterator[tuple[str, str, str]]:
        """The figures of a source that the analyst says are no claims: those of dossiers about this source alone."""
        for dossier in self.review.dossiers:
            if dossier.skips and {claim.source for claim in dossier.claims} == {id_}:
                for skip in dossier.skips:
                    yield skip.quote, skip.at or "", skip.reason or ""

    def asked_of(self, ids: Sequence[str], to: Addresses) -> tuple[AskedOf, ...]:
        """Each required condition over claims: how many state it; what most of them leave out first."""
        tables: dict[str, _Asked] = {}
        states: dict[int, list[tuple[Condition, State]]] = {}  # of the answers that claims share
        for id_ in ids:
            answers = self.views.asked(self.views.assessments[id_].claim)
            known = states.get(id(answers))
            if known is None:
                known = states[id(answers)] = [(row.condition, state_of(row)) for row in answers if row.condition.required]
            for condition, state in known:
                row = tables.get(condition.name)
                if row is None:
                    row = tables[condition.name] = _Asked(condition, Counter(), [])
                row.states[state] += 1
                if state in (State.NOT_STATED, State.ABSENT):
                    row.silent.append(id_)
        rows = sorted(tables.values(), key=lambda row: (-len(row.silent), row.condition.name))
        return tuple(self._asked_row(row, to) for row in rows)

    def _asked_row(self, row: "_Asked", to: Addresses) -> AskedOf:
        condition = row.condition
        return AskedOf(
            self.views.condition_label(condition.name), condition.why_ko if self.views.is_korean else condition.why,
            self.views.question(condition), condition.required, row.states[State.STATED] + row.states[State.NOT_APPLICABLE],
            row.states[State.NOT_STATED], row.states[State.ABSENT],
            tuple(self.views.link(id_, to) for id_ in row.silent[:_SILENT_CLAIMS]), max(0, len(row.silent) - _SILENT_CLAIMS),
        )  # fmt: skip

    # ---- the search --------------------------------------------------------------------------------------------------

    def finder(self) -> Finder:
        """What one may choose from; the claims themselves are in `finder_data`."""
        words, views = self.words, self.views
        kinds = sorted({a.claim.kind for a in self.review.assessments})
        choices = [
            ("standing", words("Standing"), tuple((name, words.named("standing", name)) for name in STANDINGS)),
            ("disclosure", words("Disclosure"), tuple((name, words.named("disclosure", name)) for name in DISCLOSURES)),
            ("kind", words("Kind"), tuple((kind, views.kind_of(kind)) for kind in kinds)),
            ("speaker", words("Speaker"), tuple(self.speaker_names.items())),
            ("source", words("Source"), tuple((id_, views.source_link(id_, Addresses("")).title) for id_ in sorted(views.by_source))),
            ("topic", words("Topic"), tuple(sorted(views.titles.items(), key=lambda item: item[1]))),
        ]  # fmt: skip
        return Finder("", tuple(choice for choice in choices if len(choice[2]) > 1))

    def finder_data(self, to: Addresses) -> str:
        """All claims for the search, the gravest first, as JSON: a row each, and the words that rows refer to."""
        rows = []
        for id_ in self.by_gravity:
            assessment, link = self.views.assessments[id_], self.views.link(id_, to)
            claim = assessment.claim
            rows.append([
                link.href, link.statement, link.value, assessment.standing, assessment.disclosure.standing, claim.kind,
                claim.speaker.key if claim.speaker is not None and claim.speaker.is_stated else "", claim.source or "",
                claim.file, link.errors, link.warnings, self.views.name_of(claim.subject), link.speaker, id_, claim.quote or "",
            ])  # fmt: skip
        words = {
            **{f"standing:{name}": self.words.named("standing", name) for name in STANDINGS},
            **{f"disclosure:{name}": self.words.named("disclosure", name) for name in DISCLOSURES},
            "error": self.words.named("level", "error"), "warning": self.words.named("level", "warning"),
            "none": self.words("No claim fits."), "more": self.words("Show more"),
            "found": self.words("{count} of {whole} claims"),
        }  # fmt: skip
        return script_data({"rows": rows, "words": words})


@dataclass(slots=True)
class _Asked:
    """One condition over many claims."""

    condition: Condition
    states: Counter[State]
    silent: list[str]


def pages_for(claims: int) -> int:
    """How many pages a list of so many claims takes."""
    return max(1, -(-claims // LIST))


def grouped(items: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    """The second of each pair by its first."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in items:
        found[key].append(value)
    return found
