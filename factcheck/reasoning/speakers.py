"""Who states how much of what must be stated: counts by speaker and by kind, never a score without them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from factcheck.model.claim import Claim
from factcheck.reasoning.disclosure import Counts, Disclosure, Disclosures
from factcheck.reasoning.questions import NOBODY

_LISTED = 3  # conditions that a line names

Weights = dict[str, tuple[float, bool, bool]]


@dataclass(frozen=True, slots=True)
class Disclosed:
    """How much some claims state of what must be stated.

    `counts` are conditions, each once a claim, without those that are the analyst's own to record; `lacking` are those
    that the sources leave out most often, with the number of claims.
    """

    claims: int
    counts: Counts
    lacking: tuple[tuple[str, int], ...] = ()

    @property
    def share(self) -> Fraction | None:
        """What is stated of what applies; None where nothing does. It means nothing without its base, `counts`."""
        base = self.counts.applicable
        return Fraction(self.counts.stated, base) if base else None


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One speaker (an entity's id, or the name as written; `unnamed` for nobody), in all and kind by kind."""

    speaker: str
    disclosed: Disclosed
    kinds: tuple[tuple[str, Disclosed], ...]


@dataclass(frozen=True, slots=True)
class SpeakerTable:
    """Speakers, the one that states most of what must be stated first; the same by kind of claim; all together."""

    speakers: tuple[SpeakerLine, ...]
    kinds: tuple[tuple[str, Disclosed], ...]
    total: Disclosed


def speaker_table(claims: Iterable[Claim], disclosures: Disclosures) -> SpeakerTable:
    """The disclosure of `claims` by speaker and by kind."""
    tally: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    known: dict[int, Disclosure] = {}
    names: dict[str, str] = {}
    for claim in claims:
        key, name = _speaker(claim)
        names.setdefault(key, name)
        disclosure = disclosures.of(claim)  # claims that give the same things share one
        known[id(disclosure)] = disclosure
        tally[key, claim.kind][id(disclosure)] += 1
    by_speaker: dict[str, dict[str, Counter[int]]] = defaultdict(dict)
    by_kind: dict[str, Counter[int]] = defaultdict(Counter)
    for (speaker, kind), counter in tally.items():
        by_speaker[speaker][kind] = counter
        by_kind[kind].update(counter)
    weights: Weights = {}  # of what a speaker can be asked for
    for profile in disclosures.knowledge.profiles.values():
        for condition in profile.conditions:
            if not condition.by_analyst:
                weights[condition.name] = min(condition.weight, weights.get(condition.name, condition.weight))

    def disclosed(counters: Iterable[Counter[int]]) -> Disclosed:
        return _disclosed(counters, known, weights)

    lines = [
        SpeakerLine(
            names[speaker], disclosed(kinds.values()),
            tuple(sorted(((kind, disclosed([counter])) for kind, counter in kinds.items()), key=_order)),
        )
        for speaker, kinds in by_speaker.items()
    ]  # fmt: skip
    return SpeakerTable(
        tuple(sorted(lines, key=lambda line: _order((line.speaker, line.disclosed)))),
        tuple(sorted(((kind, disclosed([counter])) for kind, counter in by_kind.items()), key=_order)),
        disclosed(by_kind.values()),
    )


def _speaker(claim: Claim) -> tuple[str, str]:
    """The key that all spellings of a speaker share, and the name to show."""
    speaker = claim.speaker
    return (speaker.key, str(speaker)) if speaker is not None and speaker.is_stated else (NOBODY, NOBODY)


def _disclosed(counters: Iterable[Counter[int]], known: dict[int, Disclosure], weights: Weights) -> Disclosed:
    claims = 0
    parts = [0, 0, 0, 0]
    lacking: Counter[str] = Counter()
    for counter in counters:
        for number, times in counter.items():
            counts = known[number].by_speaker
            claims += times
            for index, part in enumerate((counts.stated, counts.not_stated, counts.not_looked_at, counts.not_applicable)):
                parts[index] += part * times
            for name in known[number].missing:
                if name in weights:
                    lacking[name] += times
    most = sorted(lacking.items(), key=lambda item: (-item[1], weights[item[0]], item[0]))[:_LISTED]
    return Disclosed(claims, Counts(*parts), tuple(most))


def _order(item: tuple[str, Disclosed]) -> tuple[bool, Fraction, int, str]:
    name, disclosed = item
    share = disclosed.share
    return share is None, -(share or Fraction(0)), -disclosed.claims, name
