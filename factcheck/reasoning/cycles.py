"""Ratios that close a circle: A to B, B to C and A to C; or A to B and B to A."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck.knowledge.knowledge import Knowledge
from factcheck.model.claim import Claim
from factcheck.reasoning.comparability import Comparability, Side
from factcheck.reasoning.found import Apart, differing
from factcheck.reasoning.laws import Part, multiplied
from factcheck.reasoning.ties import Judged, Pairs, fit, judge

_MOST_NEIGHBOURS = 256  # of one thing, in which a third one is looked for
_MOST_PARALLEL = 4  # claims on one pair that are tried


@dataclass(frozen=True, slots=True, eq=False)
class RatioCycle:
    """A ratio (`claim`) against the product of those that lead from its subject to its baseline another way."""

    claim: Claim
    parts: tuple[Part, ...]
    judged: Judged
    unstated: tuple[str, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (self.claim, *(part.claim for part in self.parts if part.claim is not None))

    @property
    def counts_for(self) -> tuple[str, ...]:
        return tuple(claim.id for claim in self.claims)

    uses: tuple[str, ...] = ()


_Neighbours = dict[str, dict[str, list[Claim]]]


class CycleFinder:
    """Finds the circles among the ratios of a workspace, those of one kind, measure and world."""

    def __init__(
        self, claims: Mapping[str, Claim], knowledge: Knowledge, gate: Comparability, declared: Pairs
    ) -> None:
        self.knowledge, self.gate, self.declared = knowledge, gate, declared
        self._graphs: dict[tuple[str, str | None, bool], _Neighbours] = defaultdict(lambda: defaultdict(dict))
        for claim in claims.values():
            baseline = claim.baseline
            if baseline is None or not claim.is_ratio or claim.is_self_comparison:
                continue
            if baseline.is_stated and claim.subject.is_stated:
                graph = self._graphs[claim.kind, claim.measure, claim.looks_forward]
                for one, two in ((claim.subject.key, baseline.key), (baseline.key, claim.subject.key)):
                    graph[one].setdefault(two, []).append(claim)

    def ties(self, apart: Apart) -> Iterator[RatioCycle]:
        """Every circle of two or three things, each once, with the claims that fit best; `apart` takes what differs."""
        for graph in self._graphs.values():
            for one, neighbours in graph.items():
                for two, claims in neighbours.items():
                    if one >= two:
                        continue
                    turned = [claim for claim in claims if claim.subject.key == two]
                    straight = [claim for claim in claims if claim.subject.key == one]
                    yield from self._best([straight, turned], apart)
                    yield from self._triangles(graph, one, two, apart)

    def _triangles(self, graph: _Neighbours, one: str, two: str, apart: Apart) -> Iterator[RatioCycle]:
        fewer, more = sorted((graph[one], graph[two]), key=len)
        for three in itertools.islice(fewer, _MOST_NEIGHBOURS):
            if three > two and three in more:
                yield from self._best([graph[one][two], graph[two][three], graph[one][three]], apart)

    def _best(self, sides: list[list[Claim]], apart: Apart) -> Iterator[RatioCycle]:
        best: RatioCycle | None = None
        for members in itertools.product(*(side[:_MOST_PARALLEL] for side in sides)):
            found = self._cycle(members, apart)
            if found is not None and (best is None or _rank(found) < _rank(best)):
                best = found
        if best is not None:
            yield best

    def _cycle(self, members: tuple[Claim, ...], apart: Apart) -> RatioCycle | None:
        if frozenset(member.id for member in members) in self.declared:
            return None
        periods = {member.period.key for member in members if member.period is not None}
        if len(periods) > 1:
            return None
        closing = _closing(members)
        others = [member for member in members if member is not closing]
        if self._differ(members, apart):
            return None
        start = closing.subject.key
        parts = []
        for member in sorted(others, key=lambda member: start not in (member.subject.key, _below(member))):
            forward = member.subject.key == start
            parts.append(Part(member.id, member.value, member.period, 1 if forward else -1, member))
            start = _below(member) if forward else member.subject.key
        judged = judge(closing, multiplied(parts), {part.name: part for part in parts}, ())
        if judged.weighed is None:
            return None
        sides = [Side(member, baseline) for member in members for baseline in (False, True)]
        return RatioCycle(closing, tuple(parts), judged, self.gate.open_conditions(*sides))

    def _differ(self, members: tuple[Claim, ...], apart: Apart) -> bool:
        """Whether two of the claims state different conditions of one thing."""
        sides: dict[str, list[Side]] = defaultdict(list)
        for member in members:
            for baseline in (False, True):
                sides[Side(member, baseline).name.key].append(Side(member, baseline))
        for held in sides.values():
            for one, two in itertools.combinations(held, 2):
                different = self.gate.across(one, two)
                if different:
                    apart.note(one.claim.id, two.claim.id, differing(different))
                    return True
        return False


def _below(claim: Claim) -> str:
    return claim.baseline.key if claim.baseline is not None else ""


def _closing(members: tuple[Claim, ...]) -> Claim:
    """The ratio that the others multiply to: A to C beside A to B and B to C. In a true circle, the first one."""
    subjects = [member.subject.key for member in members]
    baselines = [_below(member) for member in members]
    for member in members:
        if subjects.count(member.subject.key) == 2 and baselines.count(_below(member)) == 2:
            return member
    return members[0]


def _rank(cycle: RatioCycle) -> tuple[int, int, tuple[str, ...]]:
    return fit(cycle.judged), len(cycle.unstated), cycle.counts_for
