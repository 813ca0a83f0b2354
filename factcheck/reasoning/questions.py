"""What to ask each speaker: every condition that they did not state, the one that changes the figure most first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Condition
from factcheck.model.claim import Claim, Name, State
from factcheck.model.source import SourceCard
from factcheck.reasoning.disclosure import Disclosures

NOBODY = "unnamed"  # the speaker that a source does not name


@dataclass(frozen=True, slots=True)
class Gap:
    """A condition that a claim lacks, of its subject, of its baseline, or of both."""

    claim: Claim
    of_subject: bool
    of_baseline: bool
    two_sided: bool  # whether the condition has a baseline's side at all

    @property
    def sides(self) -> tuple[str, ...]:
        """The names of the sides that it is asked of; none where it is asked of the claim as a whole."""
        if not self.two_sided:
            return ()
        sides = ((self.of_subject, self.claim.subject), (self.of_baseline, self.claim.baseline))
        return tuple(str(name) for asked, name in sides if asked)


@dataclass(frozen=True, slots=True)
class Question:
    """One condition, with the claims of one speaker that it is asked for."""

    condition: Condition
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """All that is asked of one speaker, or of a source that does not name its speaker; the weightiest question first."""

    speaker: Name | None
    source: SourceCard | None
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]

    @property
    def key(self) -> str:
        """The speaker's id or name; that of the source where there is no speaker to ask."""
        if self.speaker is not None:
            return str(self.speaker)
        return self.source.id if self.source is not None else NOBODY


def letters(
    claims: Iterable[Claim], disclosures: Disclosures, *, recommended: bool = False, unrecorded: bool = False
) -> tuple[Letter, ...]:
    """A letter for each speaker whose claims lack a condition, the one with the weightiest question first.

    What the source does not state is asked for; with `unrecorded` also what nobody has looked for. Matters of the
    record (quote, address, day of reading) are the analyst's own and never asked for.
    """
    knowledge = disclosures.knowledge
    found: dict[object, dict[tuple[str, str], tuple[Condition, list[Gap]]]] = {}
    said: dict[object, list[Claim]] = defaultdict(list)
    to: dict[object, tuple[Name | None, SourceCard | None]] = {}
    for claim in claims:
        addressee = _addressee(claim, knowledge)
        key = (addressee[0].key if addressee[0] is not None else None, addressee[1].id if addressee[1] is not None else None)
        gaps = list(_gaps(claim, disclosures, recommended=recommended, unrecorded=unrecorded))
        if not gaps:
            continue
        to.setdefault(key, addressee)
        said[key].append(claim)
        asked = found.setdefault(key, {})
        for condition, gap in gaps:
            same = (condition.name, condition.ask)  # chips that train and chips that serve are two questions of one name
            known = asked.get(same)
            if known is None or condition.weight < known[0].weight:
                known = asked[same] = (condition, known[1] if known is not None else [])
            known[1].append(gap)
    made = [Letter(*to[key], tuple(said[key]), _questions(asked.values())) for key, asked in found.items()]
    return tuple(sorted(made, key=lambda letter: (_weight(letter.questions[0]), -len(letter.questions), letter.key)))


def _questions(asked: Iterable[tuple[Condition, list[Gap]]]) -> tuple[Question, ...]:
    return tuple(sorted((Question(condition, tuple(gaps)) for condition, gaps in asked), key=_weight))


def _weight(question: Question) -> tuple[object, ...]:
    condition = question.condition
    return (*condition.weight, not condition.compare, -len(question.gaps))


def _addressee(claim: Claim, knowledge: Knowledge) -> tuple[Name | None, SourceCard | None]:
    """Who can be asked about a claim: its speaker; where none is named, whoever published it."""
    speaker = claim.speaker
    if speaker is not None and speaker.is_stated and speaker.text != NOBODY:
        return speaker, None
    return None, knowledge.sources.get(claim.source or "")


def _gaps(
    claim: Claim, disclosures: Disclosures, *, recommended: bool, unrecorded: bool
) -> Iterator[tuple[Condition, Gap]]:
    silent = (State.NOT_STATED, State.ABSENT) if unrecorded else (State.NOT_STATED,)
    common = disclosures.knowledge.kinds[claim.kind].common
    for row in disclosures.rows(claim):
        condition = row.condition
        if condition.by_analyst or not (condition.required or recommended):
            continue
        nameless = condition.name == "claimant" and claim.speaker is not None and claim.speaker.text == NOBODY
        at_large = condition in common
        of_subject = (row.subject in silent or nameless) and _makes_sense(condition, claim.subject, at_large=at_large)
        of_baseline = (
            row.baseline in silent and claim.baseline is not None
            and _makes_sense(condition, claim.baseline, at_large=at_large)
        )  # fmt: skip
        if of_subject or of_baseline:
            yield condition, Gap(claim, of_subject, of_baseline, row.baseline is not None)


def _makes_sense(condition: Condition, name: Name, *, at_large: bool) -> bool:
    """Whether a question fits a thing of this kind; of an unknown thing only the conditions of its own kind are asked."""
    if not condition.asked_of:
        return True
    return not at_large if name.entity_kind is None else name.entity_kind in condition.asked_of
