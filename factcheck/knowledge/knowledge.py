"""All that is read from `seeds/`: what ships with factcheck, and what a workspace adds or overrides."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from factcheck.knowledge.entities import Entities, Entity
from factcheck.knowledge.fair_use import BadFairUse, FairUse, fair_use
from factcheck.knowledge.ladders import BadLadder, Ladder, read_ladder
from factcheck.knowledge.laws import BadLaw, Law, read_law
from factcheck.knowledge.limits import BadLimit, Limits, read_limits
from factcheck.knowledge.measures import Measure
from factcheck.knowledge.profile_faults import CLOSED, profile_faults
from factcheck.knowledge.profiles import Condition, Kind, Profile, factor_of, is_unit, trigger_of, with_conditions
from factcheck.knowledge.reference import BadRow, ReferenceRow, read_row, read_sources
from factcheck.knowledge.seeds import shipped
from factcheck.model.finding import Fault
from factcheck.model.location import Location, at
from factcheck.model.message import message
from factcheck.model.names import Vocabulary, fold, visible
from factcheck.model.nodes import Items, Keys, Node, Scalar, compose, plain
from factcheck.model.numbers import plain_number
from factcheck.model.source import SourceCard

_SPACES = re.compile(r"[\s_-]+")


@dataclass(eq=False)
class Knowledge:
    """Kinds with their conditions, entities, measures, ladders, source cards, and the faults of a workspace's own seeds."""

    kinds: Mapping[str, Kind]
    profiles: Mapping[str, Profile]
    entities: Entities
    measures: Mapping[str, Measure]
    sources: Mapping[str, SourceCard]
    reference: Mapping[str, ReferenceRow] = field(default_factory=dict)
    rates: Mapping[tuple[str, str], Mapping[int, Fraction]] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)
    ladders: Mapping[str, Ladder] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    fair_use: Mapping[str, FairUse] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    _conditions: dict[str, str] = field(default_factory=dict)  # folded name or synonym -> canonical name
    _measures: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for profile in self.profiles.values():
            for condition in profile.conditions:
                self._conditions[condition.name] = self._conditions[fold(condition.name)] = condition.name
        for profile in self.profiles.values():
            for condition in profile.conditions:
                for synonym in condition.synonyms:
                    self._conditions.setdefault(fold(synonym), condition.name)
        for measure in self.measures.values():
            for name in (measure.name, measure.ko, *measure.aliases):
                if name:
                    self._measures.setdefault(fold(name), measure.name)
        self._condition_words: Vocabulary | None = None
        self._kind_words: Vocabulary | None = None

    @cached_property
    def forbidding(self) -> Mapping[str, tuple[tuple[FairUse, str, tuple[str, ...]], ...]]:
        """Kind -> the rules of fair use that forbid a ratio, each with a condition and the values that it forbids."""
        found: dict[str, list[tuple[FairUse, str, tuple[str, ...]]]] = {}
        for rule in self.fair_use.values():
            for kind in rule.kinds if rule.breaks == "ratio" else ():
                found.setdefault(kind, []).extend((rule, name, forbidden) for name, forbidden in rule.never)
        return {kind: tuple(rules) for kind, rules in found.items()}

    def condition_name(self, name: str) -> str | None:
        """The canonical name of a condition that is written under one of its names; None for an unknown one."""
        return self._conditions.get(name) or self._conditions.get(fold(name))

    def near_condition(self, name: str) -> str | None:
        if self._condition_words is None:
            self._condition_words = Vocabulary(self._conditions)
        near = self._condition_words.suggest(name)
        return self._conditions[near] if near is not None else None

    def near_kind(self, name: str) -> str | None:
        if self._kind_words is None:
            self._kind_words = Vocabulary(self.kinds)
        return self._kind_words.suggest(name)

    def measure_name(self, name: str) -> str:
        """The canonical name of a measure, or the name itself in small letters where it is not known."""
        return self._measures.get(fold(name)) or " ".join(_SPACES.split(name.strip().casefold()))

    def condition(self, name: str) -> Iterator[tuple[Profile, Condition]]:
        """Every definition of a condition, with the profile that holds it."""
        for profile in self.profiles.values():
            for condition in profile.conditions:
                if condition.name == name:
                    yield profile, condition


def load_knowledge(workspace: Path | None = None) -> Knowledge:
    """Read the shipped seeds and, where `workspace` has a `seeds/` of its own, what it adds or overrides.

    Raises seeds.MissingData for a broken installation. Faults of a workspace's seeds are returned, not raised.
    """
    reader = _SeedReader()
    reader.read(shipped("seeds"), "seeds")
    own = workspace / "seeds" if workspace is not None else None
    if own is not None and own.is_dir() and own.resolve() != shipped("seeds").resolve():
        reader.read(own, "seeds", workspace=True)
    return reader.knowledge()


class _SeedReader:
    """Reads one seeds folder after the other; what is read later wins."""

    def __init__(self) -> None:
        self.kinds: dict[str, Kind] = {}
        self.profiles: dict[str, Profile] = {}
        self.entities: dict[str, Entity] = {}
        self.measures: dict[str, Measure] = {}
        self.sources: dict[str, SourceCard] = {}
        self.rows: dict[str, ReferenceRow] = {}
        self.rates: dict[tuple[str, str], dict[int, Fraction]] = {}
        self.laws: dict[str, Law] = {}
        self.fair_use: dict[str, FairUse] = {}
        self.ladders: dict[str, Ladder] = {}
        self.faults: list[Fault] = []
        self.workspace = False  # whether a workspace's own seeds are read, whose slips are its author's to mend
        self._named: list[tuple[str, str, Node]] = []  # (file, the profile that it names, where)
        self.limits = Limits()

    def read(self, folder: Path, shown_as: str, *, workspace: bool = False) -> None:
        self.workspace = workspace
        tables: list[tuple[str, str, Callable[[str, Keys], None]]] = [
            ("kinds.yml", "kinds", self._kind),
            ("entities.yml", "entities", self._entity),
            ("measures.yml", "measures", self._measure),
            ("fair_use.yml", "rules", self._fair_use),
        ]
        for name, key, take in tables:
            for root, file in self._roots(folder, name, shown_as):
                self._each(root, key, file, take)
        for root, file in self._roots(folder, "laws.yml", shown_as):
            self._laws(root, file)
        for root, file in self._roots(folder, "ladders.yml", shown_as):
            self._ladders(root, file)
        for root, file in self._roots(folder, "profiles/*.y*ml", shown_as):
            self._profile(root, file)
            self._names_profiles(root.get("inherits"), file)
        for root, file in self._roots(folder, "sources/*.y*ml", shown_as):
            self._source(root, file)
        for root, file in self._roots(folder, "reference/*.y*ml", shown_as):
            self._reference(root, file)
        for root, file in self._roots(folder, "limits.yml", shown_as):
            try:
                self.limits = read_limits(root)
            except BadLimit as problem:
                self._bad(file, root, str(problem))

    def knowledge(self) -> Knowledge:
        for file, name, node in self._named:
            if name not in self.profiles:
                near = Vocabulary(self.profiles).suggest(name)
                self._bad(file, node, f"there is no profile {name}" + (f"; did you mean {near}?" if near else ""))
        kinds = {name: with_conditions(kind, self.profiles) for name, kind in self.kinds.items()}
        entities = Entities(self.entities.values())
        return Knowledge(
            kinds, self.profiles, entities, self.measures, self.sources, self.rows, self.rates, self.laws,
            self.ladders, tuple(self.faults), self.fair_use, self.limits,
        )  # fmt: skip

    def _roots(self, folder: Path, pattern: str, shown_as: str) -> Iterator[tuple[Keys, str]]:
        for path in sorted(folder.glob(pattern)):
            file = visible(f"{shown_as}/{path.relative_to(folder).as_posix()}")
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as problem:
                self.faults.append(Fault("file-syntax", Location(file), message("cannot be read: {why}", why=str(problem))))
                continue
            document = compose(text, file)
            self.faults.extend(document.faults)
            if isinstance(document.root, Keys):
                yield document.root, file
            elif not document.faults:
                self.faults.append(Fault("bad-value", Location(file), message("a seeds file is a mapping")))

    def _each(self, root: Keys, key: str, file: str, take: Callable[[str, Keys], None]) -> None:
        table = root.get(key)
        if not isinstance(table, Keys):
            if any(fault.location.file == file for fault in self.faults):
                return  # reading stopped before it; that is told already
            self._bad(file, table or root, f"a mapping under `{key}:` is missing")
            return
        for name, node in table:
            if isinstance(node, Keys):
                take(name, node)
                self._names_profiles(node.get("profiles"), file)
            else:
                self._bad(file, node, f"{name} is a mapping")

    def _bad(self, file: str, node: Node, template: str) -> None:
        self.faults.append(Fault("bad-value", at(file, node.mark), message("{what}", what=template)))

    def _names_profiles(self, node: Node | None, file: str) -> None:
        """Remember which profiles a kind or a profile names, to be looked up when all are read."""
        for item in node.items if isinstance(node, Items) else ():
            if self.workspace and isinstance(item, Scalar):
                self._named.append((file, item.value, item))

    def _kind(self, name: str, node: Keys) -> None:
        texts = _Texts(node)
        units = texts.many("units")
        for unit in units:
            if not is_unit(unit):
                self._bad("seeds/kinds.yml", node, f"{name}: nobody knows the unit {visible(unit)}")
        self.kinds[name] = Kind(
            name, texts.text("name") or name, texts.text("ko") or name, texts.text("means") or "",
            texts.many("profiles"), tuple(filter(is_unit, units)), texts.many("per"), texts.true("signed"),
        )  # fmt: skip

    def _entity(self, name: str, node: Keys) -> None:
        texts = _Texts(node)
        self.entities[name] = Entity(
            name, texts.text("name") or name, texts.text("ko"), texts.many("aliases"),
            texts.text("kind") or "other", texts.text("variant_of"),
        )  # fmt: skip

    def _measure(self, name: str, node: Keys) -> None:
        texts = _Texts(node)
        self.measures[name] = Measure(
            name, texts.text("ko"), (*texts.many("aliases"), texts.text("name") or name), texts.text("kind"),
            texts.text("unit"), texts.many("metrics"),
        )  # fmt: skip

    def _fair_use(self, name: str, node: Keys) -> None:
        data = plain(node)
        try:
            self.fair_use[name] = fair_use(name, data if isinstance(data, dict) else {})
        except BadFairUse as problem:
            self._bad("seeds/fair_use.yml", node, f"{name}: {problem}")

    def _profile(self, root: Keys, file: str) -> None:
        texts = _Texts(root)
        name = texts.text("profile")
        conditions = root.get("conditions")
        if name is None or not hasattr(conditions, "items"):
            self._bad(file, root, "a profile has a name under `profile:` and a list of conditions")
            return
        found = []
        for node in conditions.items:  # type: ignore[union-attr]
            if isinstance(node, Keys) and isinstance(node.get("name"), Scalar):
                found.append(_condition(node))
            else:
                self._bad(file, node, "a condition is a mapping with a name")
        before = self.profiles.get(name)
        if before is not None and not texts.true("replaces"):
            # A workspace adds to a shipped profile condition by condition; one of a name that it has takes its place.
            kept = {condition.name: condition for condition in before.conditions}
            kept.update((condition.name, condition) for condition in found)
            found = list(kept.values())
        title, ko = (before.title, before.ko) if before is not None else (name, name)
        inherits = texts.many("inherits") if before is None or root.get("inherits") is not None else before.inherits
        self.profiles[name] = Profile(
            name, texts.text("name") or title, texts.text("ko") or ko, inherits, tuple(found)
        )
        if self.workspace:
            self.faults.extend(profile_faults(root, file, self.kinds))

    def _source(self, root: Keys, file: str) -> None:
        texts = _Texts(root)
        name = texts.text("id") or file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        card = {f.name: texts.text(f.name) for f in fields(SourceCard) if f.name != "id"}
        self.sources[name] = SourceCard(id=name, **card)


    def _laws(self, root: Keys, file: str) -> None:
        def take(name: str, node: Keys) -> None:
            try:
                self.laws[name] = read_law(name, node, self.kinds)
            except BadLaw as problem:
                self._bad(file, node, f"{name}: {problem}")

        self._each(root, "laws", file, take)

    def _ladders(self, root: Keys, file: str) -> None:
        def take(name: str, node: Keys) -> None:
            try:
                self.ladders[name] = read_ladder(name, node, self.kinds)
            except BadLadder as problem:
                self._bad(file, node, f"{name}: {problem}")

        self._each(root, "ladders", file, take)

    def _reference(self, root: Keys, file: str) -> None:
        """Rows of sourced figures, and yearly means of exchange rates."""
        self._exchange_rates(root, file)
        rows, sources = root.get("rows"), root.get("sources")
        if not isinstance(rows, Keys) or not isinstance(sources, Keys):
            return
        known = {source.id: source for source in read_sources(sources)}
        for name, node in rows:
            try:
                self.rows[name] = read_row(name, node if isinstance(node, Keys) else Keys(node.mark), known, self.kinds)
            except BadRow as problem:
                self._bad(file, node, f"{name}: {problem}")


    def _exchange_rates(self, root: Keys, file: str) -> None:
        for node in getattr(root.get("rates"), "items", ()):
            texts = _Texts(node) if isinstance(node, Keys) else _Texts(Keys(node.mark))
            above, _, below = (texts.text("pair") or "").partition("/")
            year, number = texts.text("year") or "", texts.text("value") or ""
            try:
                mean = plain_number(number).value
                self.rates.setdefault((above, below), {})[int(year)] = mean
            except ValueError:
                self._bad(file, node, "a rate has a pair such as KRW/USD, a year and a value")


class _Texts:
    """Typed looks into a mapping of seeds: what is missing or of another type counts as not there."""

    def __init__(self, node: Keys) -> None:
        self._node = node

    def text(self, key: str) -> str | None:
        node = self._node.get(key)
        return node.value.strip() if isinstance(node, Scalar) and not node.is_empty else None

    def many(self, key: str) -> tuple[str, ...]:
        value = plain(self._node.get(key))
        if value is None:
            return ()
        return tuple(str(part) for part in value) if isinstance(value, list) else (str(value),)

    def true(self, key: str) -> bool:
        return self.text(key) == "true"


def _condition(node: Keys) -> Condition:
    texts = _Texts(node)
    trigger = plain(node.get("if"))
    values = _values(plain(node.get("values")))
    by = texts.text("by")
    return Condition(
        name=texts.text("name") or "",
        ko=texts.text("ko") or texts.text("name") or "",
        required=texts.text("level") == "required",
        why=texts.text("why") or "",
        why_ko=texts.text("why_ko") or "",
        ask=texts.text("ask") or "",
        ask_ko=texts.text("ask_ko") or "",
        source=texts.text("source") or "",
        compare=texts.true("compare"),
        identity=texts.true("identity"),
        by=by if by in CLOSED["by"] else None,
        trigger=trigger_of(trigger) if isinstance(trigger, dict) else None,
        unit=texts.text("unit"),
        allowed=_allowed(plain(node.get("allowed"))),
        synonyms=texts.many("synonyms"),
        sensitivity=texts.text("sensitivity"),
        sensitivity_ko=texts.text("sensitivity_ko"),
        sensitivity_source=texts.text("sensitivity_source"),
        factor=factor_of(texts.text("sensitivity_factor")) or 1.0,
        asked_of=texts.many("asked_of"),
        by_analyst=texts.text("recorded_by") == "analyst",
        values=values,
        spellings={fold(spelling): value for value, others in values.items() for spelling in (value, *others)},
    )


def _values(given: object) -> dict[str, tuple[str, ...]]:
    """The other spellings of each value under `values`."""
    found = given if isinstance(given, dict) else {}
    return {str(value): tuple(map(str, others)) for value, others in found.items() if isinstance(others, list)}


def _allowed(value: object) -> str:
    """What a condition may be, in one line."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_allowed(part)}" for key, part in value.items())
    return str(value) if value is not None else ""
