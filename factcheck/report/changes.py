"""What differs between two reviews of a workspace: claims by what they say, not by their lines.

Claims are the same where their ids are, and where one is gone and another came that says just the same: then it was
renamed. A value in another spelling, a subject by another of its names, a claim in another place are no changes; one
more digit is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.model.claim import NOT_STATED, Claim, Name, State, Stated
from factcheck.model.finding import Finding
from factcheck.model.location import Location
from factcheck.model.message import say_interval
from factcheck.model.names import fold
from factcheck.model.quantity import Quantity
from factcheck.reasoning.engine import Assessment, Review

_ID = re.compile(r'"[^"]*"|[a-z][a-z0-9_]*')
_WORD = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that a claim says, before and after; None where it does not say it."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A finding as it is told: for what is said of conditions, the names alone."""

    level: str
    rule: str
    text: str
    waived: bool = False


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is in both reviews and not the same in them.

    `was` is its old id where it was renamed, `came_from` its old file where it moved alone; a pair is (old, new).
    """

    assessment: Assessment
    was: str | None
    came_from: str | None
    fields: tuple[FieldChange, ...]
    standing: tuple[str, str] | None
    disclosure: tuple[str, str] | None
    appeared: tuple[Spoken, ...]
    went: tuple[Spoken, ...]

    @property
    def is_edited(self) -> bool:
        """Whether the claim itself is another, and not only what is found about it."""
        return bool(self.fields or self.was or self.came_from)


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What is found about a file and no claim of the report."""

    file: str
    appeared: tuple[Spoken, ...]
    went: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class OtherChange:
    """A relation or waiver: how it changed (added, removed, changed), where, and what it says."""

    how: str
    sort: str
    name: str
    text: str
    place: Location


@dataclass(frozen=True, eq=False)
class Changes:
    """All differences, in the order of files and lines."""

    added: tuple[tuple[Assessment, tuple[Spoken, ...]], ...]
    removed: tuple[tuple[Assessment, tuple[Spoken, ...]], ...]
    changed: tuple[ClaimChange, ...]
    files: tuple[tuple[str, str], ...]  # renamed: (old, new)
    file_findings: tuple[FileFindings, ...]
    others: tuple[OtherChange, ...]
    same: int

    @property
    def appeared(self) -> int:
        """How many findings are new; what is said of the conditions of a claim counts once a rule and level."""
        parts = [*(spoken for _, spoken in self.added), *(change.appeared for change in self.changed)]
        return sum(map(len, [*parts, *(part.appeared for part in self.file_findings)]))

    @property
    def went(self) -> int:
        """How many findings are gone."""
        parts = [*(spoken for _, spoken in self.removed), *(change.went for change in self.changed)]
        return sum(map(len, [*parts, *(part.went for part in self.file_findings)]))


def changes(old: Review, new: Review) -> Changes:
    """What differs between two reviews of one workspace."""
    return _Comparison(old, new).changes()


class _Comparison:
    def __init__(self, old: Review, new: Review) -> None:
        self.old, self.new = old, new
        self.before = {assessment.claim.id: assessment for assessment in old.assessments}
        self.after = {assessment.claim.id: assessment for assessment in new.assessments}
        self.renamed = self._renamed()  # old id -> new id
        self.pairs = [
            (self.before[id_], self.after[self.renamed.get(id_, id_)])
            for id_ in self.before
            if self.renamed.get(id_, id_) in self.after
        ]
        self.files = self._files()

    def changes(self) -> Changes:
        new_ids = {after.claim.id for _, after in self.pairs}
        old_ids = {before.claim.id for before, _ in self.pairs}
        spoken_before = _by_claim(self.old, self.before, self.renamed)
        spoken_after = _by_claim(self.new, self.after, {})
        found = [self._change(before, after, spoken_before, spoken_after) for before, after in self.pairs]
        changed = [change for change in found if change is not None]
        changed.sort(key=lambda change: _place(change.assessment))
        return Changes(
            tuple((a, tuple(_grouped(spoken_after[a.claim.id]))) for a in self.new.assessments if a.claim.id not in new_ids),
            tuple((a, tuple(_grouped(spoken_before[a.claim.id]))) for a in self.old.assessments if a.claim.id not in old_ids),
            tuple(changed),
            tuple(sorted(self.files.items())),
            tuple(self._file_findings(spoken_before, spoken_after)),
            tuple(self._others()),
            len(self.pairs) - len(changed),
        )

    # ---- who is who --------------------------------------------------------------------------------------------------

    def _renamed(self) -> dict[str, str]:
        """Old id -> new id of claims that say just the same under another name, `equals` under the new names."""
        gone = [a.claim for id_, a in self.before.items() if id_ not in self.after]
        came = [a.claim for id_, a in self.after.items() if id_ not in self.before]
        by_content: dict[object, list[Claim]] = defaultdict(list)
        for claim in came:
            by_content[_content(claim)].append(claim)
        found: dict[str, str] = {}
        alike = [(claim, by_content.get(_content(claim), [])) for claim in gone]
        taken: set[str] = set()
        looked_at = -1
        while looked_at != len(found):  # an expression may name claims that were found to be renamed the last time
            looked_at = len(found)
            for claim, candidates in alike:
                if claim.id in found:
                    continue
                wanted = _expression(claim, found)
                match = next((c.id for c in candidates if c.id not in taken and _expression(c, {}) == wanted), None)
                if match is not None:
                    found[claim.id] = match
                    taken.add(match)
        return found

    def _files(self) -> dict[str, str]:
        """Old file -> new file, where one is gone and another has all of its claims that are left."""
        files_before = {dossier.file for dossier in self.old.dossiers}
        files_after = {dossier.file for dossier in self.new.dossiers}
        went: dict[str, set[str]] = defaultdict(set)
        for before, after in self.pairs:
            went[before.claim.file].add(after.claim.file)
        found: dict[str, str] = {}
        for file, targets in went.items():
            if file not in files_after and len(targets) == 1:
                (target,) = targets
                if target not in files_before and target not in found.values():
                    found[file] = target
        return found

    # ---- one claim ---------------------------------------------------------------------------------------------------

    def _change(
        self, before: Assessment, after: Assessment, spoken_before: "_SpokenOf", spoken_after: "_SpokenOf"
    ) -> ClaimChange | None:
        one, two = before.claim, after.claim
        appeared, went = _difference(spoken_before[one.id], spoken_after[two.id])
        change = ClaimChange(
            after,
            one.id if one.id != two.id else None,
            one.file if one.file != two.file and self.files.get(one.file) != two.file else None,
            tuple(self._fields(one, two)),
            (before.standing, after.standing) if before.standing != after.standing else None,
            _pair(before.disclosure.standing, after.disclosure.standing),
            appeared, went,
        )  # fmt: skip
        told = change.is_edited or change.standing or change.disclosure or appeared or went
        return change if told else None

    def _fields(self, one: Claim, two: Claim) -> Iterator[FieldChange]:
        value = _value_change(one.value, two.value)
        if value is not None:
            yield value
        before, after = _said(one), _said(two)
        before["equals"], after["equals"] = _expression(one, self.renamed), _expression(two, {})
        for field in dict.fromkeys((*before, *after)):
            old, new = before.get(field), after.get(field)
            if old != new and not (old is not None and new is not None and _is_same(field, old, new, one, two)):
                yield FieldChange(field, old, new)

    # ---- the rest of a file ------------------------------------------------------------------------------------------

    def _file_findings(self, spoken_before: "_SpokenOf", spoken_after: "_SpokenOf") -> Iterator[FileFindings]:
        files = {self.files.get(file, file): file for file in spoken_before.files}
        files |= {file: next((old for old, new in self.files.items() if new == file), file) for file in spoken_after.files}
        for file in sorted(files):
            appeared, went = _difference(spoken_before.of_file(files[file]), spoken_after.of_file(file))
            if appeared or went:
                yield FileFindings(file, appeared, went)

    def _others(self) -> Iterator[OtherChange]:
        for sort, told in (("relation", _relations), ("waiver", _waivers)):
            before = {name: (text, place) for name, text, place in told(self.old, self.renamed)}
            after = {name: (text, place) for name, text, place in told(self.new, {})}
            for name in sorted(before.keys() | after.keys()):
                if name not in after:
                    yield OtherChange("removed", sort, name, *before[name])
                elif name not in before:
                    yield OtherChange("added", sort, name, *after[name])
                elif before[name][0] != after[name][0]:
                    text, place = after[name]
                    yield OtherChange("changed", sort, name, f"{before[name][0]} -> {text}", place)


def _place(assessment: Assessment) -> tuple[str, int, int]:
    place = assessment.claim.location()
    return place.file, place.line, place.column


def _pair(old: str, new: str) -> tuple[str, str] | None:
    return (old, new) if old != new else None


# ---- what a claim says -----------------------------------------------------------------------------------------------


def _said(claim: Claim) -> dict[str, str | None]:
    """Everything that a claim says but its value and `equals`, field by field, as text."""
    said: dict[str, str | None] = {
        "statement": claim.statement, "kind": claim.kind, "measure": claim.measure, "subject": _name(claim.subject),
        "baseline": _name(claim.baseline), "also": "; ".join(quantity.text for quantity in claim.also) or None,
        "of": str(claim.of) if claim.of is not None else None, "span": claim.span,
        "period": claim.period.text if claim.period is not None else None,
        "baseline_period": claim.baseline_period.text if claim.baseline_period is not None else None,
        "part": claim.part, "source": claim.source, "quote": claim.quote, "at": claim.at, "speaker": _name(claim.speaker),
        "via": ", ".join(claim.via) or None, "relationship": claim.relationship, "status": claim.status,
    }  # fmt: skip
    said |= dict.fromkeys(claim.not_stated, NOT_STATED)
    sides = (("conditions", claim.conditions, claim.rest), ("baseline_conditions", claim.baseline_conditions, claim.baseline_rest))
    for key, side, rest in sides:
        for name, stated in sorted(side.items()):
            said[f"{key}.{name}"] = _stated(stated)
        if rest is not State.ABSENT:
            said[f"{key}.rest"] = rest.value
    if claim.baseline_same:
        said["baseline_conditions"] = "same"
    said["notes"] = claim.notes
    review = claim.review
    if review is not None:
        said["verdict"] = review.verdict
        said["review"] = f"by {review.by} on {review.on}" + (f": {review.note}" if review.note else "")
    return said


def _name(name: Name | None) -> str | None:
    return str(name) if name is not None else None


def _stated(stated: Stated) -> str:
    text = "same" if stated.same else stated.text if stated.state is State.STATED else stated.state.value
    quote = f" (quote {stated.quote})" if stated.quote else ""
    return text + quote + (f" (at {stated.at})" if stated.at else "")


def _is_same(field: str, old: str, new: str, one: Claim, two: Claim) -> bool:
    """Whether two texts of a field say the same: spaces never count, and where names stand, nor do case and hyphens."""
    if " ".join(old.split()) == " ".join(new.split()):
        return True
    if field.startswith(("conditions.", "baseline_conditions.")):
        return fold(old) == fold(new)
    if field == "also":
        return len(one.also) == len(two.also) and all(map(_same_meaning, one.also, two.also))
    if field in ("period", "baseline_period"):
        first, second = getattr(one, field), getattr(two, field)
        return first is not None and second is not None and first.key == second.key and bool(first.last) == bool(second.last)
    return False


def _content(claim: Claim) -> tuple[object, ...]:
    """What a claim says under whatever name, but for `equals`: that names others, who may be renamed too."""
    return claim.value.text, claim.digits, claim.equals is None, tuple(sorted((k, v or "") for k, v in _said(claim).items()))


def _expression(claim: Claim, renamed: Mapping[str, str]) -> str | None:
    """`equals` with claims under their new names, single-spaced."""
    if claim.equals is None:
        return None
    return _ID.sub(lambda token: renamed.get(token[0], token[0]), " ".join(claim.equals.text.split()))


def _value_change(old: Quantity, new: Quantity) -> FieldChange | None:
    """How a value changed: another number, unit or qualifier is `value`; only more or fewer digits are `digits`."""
    if old.text == new.text and old.rounded == new.rounded and old.loose == new.loose:
        return None
    if _same_meaning(old, new):
        return None
    if _printed(old) == _printed(new) and old.qualifier == new.qualifier and old.unit.dims == new.unit.dims and old.printed:
        return FieldChange("digits", *(f"{q.text} ({say_interval(q.rounded)} {q.unit.text})" for q in (old, new)))
    return FieldChange("value", old.text, new.text)


def _same_meaning(old: Quantity, new: Quantity) -> bool:
    """Whether two quantities stand for the same values of the same thing, whatever the spelling."""
    return (
        old.base(old.rounded) == new.base(new.rounded) and old.base(old.loose) == new.base(new.loose)
        and (old.unit.dims, old.unit.gas, old.unit.points, old.unit.is_percent)
        == (new.unit.dims, new.unit.gas, new.unit.points, new.unit.is_percent)
        and (old.best_case, old.ambiguous is None) == (new.best_case, new.ambiguous is None)
    )  # fmt: skip


def _printed(quantity: Quantity) -> tuple[object, ...]:
    return tuple(number * quantity.unit.factor for number in quantity.printed)


# ---- findings --------------------------------------------------------------------------------------------------------

Item = tuple[str, str, bool, bool, str]  # level, rule, waived, of conditions, what it says


class _SpokenOf(dict[str, "Counter[Item]"]):
    """Claim id -> what is found about it, and by file what is found about no claim of the report."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, Counter[Item]] = {}

    def __missing__(self, id_: str) -> "Counter[Item]":
        return Counter()

    def of_file(self, file: str) -> "Counter[Item]":
        return self.files.get(file, Counter())


def _by_claim(review: Review, claims: Mapping[str, Assessment], renamed: Mapping[str, str]) -> _SpokenOf:
    found = _SpokenOf()
    for finding in review.findings:
        about = finding.claims[0] if finding.claims else None
        if about is not None and about in claims:
            said = found.setdefault(about, Counter())
        else:
            said = found.files.setdefault(finding.location.file, Counter())
        said.update(_items(finding, renamed))
    return found


_CONDITIONS = frozenset(["missing-condition", "unrecorded-condition", "baseline-undisclosed"])
_PLACE = re.compile(r":[0-9]+:[0-9]+")


def _items(finding: Finding, renamed: Mapping[str, str]) -> Iterator[Item]:
    """What a finding says, condition by condition where it lists some: each may come or go by itself."""
    head = finding.level.value, finding.rule, finding.waived is not None
    if finding.rule in _CONDITIONS and finding.evidence is not None:
        for name in finding.evidence.conditions:
            yield *head, True, name
    else:
        text = _PLACE.sub("", str(finding.message))  # a place inside a message moves with the lines
        if renamed:
            text = _WORD.sub(lambda word: renamed.get(word[0], word[0]), text)
        yield *head, False, text


def _difference(old: "Counter[Item]", new: "Counter[Item]") -> tuple[tuple[Spoken, ...], tuple[Spoken, ...]]:
    return tuple(_grouped(new - old)), tuple(_grouped(old - new))


_RANKS = {"error": 0, "warning": 1, "note": 2}


def _grouped(items: "Counter[Item]") -> Iterator[Spoken]:
    """Findings as they are told, the gravest first; the conditions of one rule and level together."""
    names: dict[tuple[str, str, bool], list[str]] = {}
    told: list[Spoken] = []
    for level, rule, waived, of_conditions, text in items.elements():
        if of_conditions:
            names.setdefault((level, rule, waived), []).append(text)
        else:
            told.append(Spoken(level, rule, text, waived))
    told.extend(Spoken(level, rule, ", ".join(found), waived) for (level, rule, waived), found in names.items())
    yield from sorted(told, key=lambda spoken: (_RANKS[spoken.level], spoken.rule, spoken.text))


# ---- relations and waivers -------------------------------------------------------------------------------------------

Told = Iterable[tuple[str, str, Location]]


def _relations(review: Review, renamed: Mapping[str, str]) -> Told:
    for dossier in review.dossiers:
        for relation in dossier.relations:
            said = ", ".join(renamed.get(name, name) for name in relation.claims)
            if relation.sides is not None:
                said = " = ".join(_ID.sub(lambda t: renamed.get(t[0], t[0]), side.text.strip()) for side in relation.sides)
            yield relation.id, f"{relation.form}: {said}", relation.location()


def _waivers(review: Review, renamed: Mapping[str, str]) -> Told:
    seen: Counter[str] = Counter()
    for dossier in review.dossiers:
        for waiver in dossier.waivers:
            name = f"{renamed.get(waiver.claim, waiver.claim)} {waiver.rule}"
            seen[name] += 1
            who = f", by {waiver.by}" if waiver.by else ""
            until = f", until {waiver.until}" if waiver.until else ""
            number = f" ({seen[name]})" if seen[name] > 1 else ""
            yield name + number, waiver.reason + who + until, waiver.location()
