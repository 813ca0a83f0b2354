"""From the nodes of a claim file to a dossier.

Every fault is reported with its place, and the rest is still read: a claim lacks only what could not be read of it,
unless that is its kind, its subject or its value, without which there is no claim.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from factcheck.files.schema import (
    CLAIM_KEYS,
    CLOSED,
    DEFAULT_KEYS,
    FILE_KEYS,
    MAY_BE_NOT_STATED,
    NO_DEFAULT,
    RELATION_FORMS,
    REQUIRED_KEYS,
    REVIEW_KEYS,
    SKIP_KEYS,
    STATED_KEYS,
    WAIVER_KEYS,
)  # fmt: skip
from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Kind
from factcheck.model.claim import (
    NOT_STATED,
    VERDICTS,
    Claim,
    Dossier,
    Name,
    Relation,
    Review,
    Skip,
    State,
    Stated,
    Waiver,
)  # fmt: skip
from factcheck.model.expression import (
    BadExpression,
    Expression,
    ExpressionTooLarge,
    parse_equation,
    parse_expression,
)  # fmt: skip
from factcheck.model.finding import Fault, Fix, Level
from factcheck.model.location import Mark, Marks, at, mark
from factcheck.model.message import message
from factcheck.model.names import Vocabulary
from factcheck.model.nodes import Items, Keys, Node, Scalar, compose
from factcheck.model.numbers import BadNumber, TooLarge, read_number
from factcheck.model.period import BadPeriod, parse_period
from factcheck.model.quantity import BadValue, Quantity, read_quantity
from factcheck.model.units import UnknownUnit, near_miss

FORMAT_VERSION = "1"
_ID = re.compile(r"[a-z][a-z0-9_]{0,79}")
_START = mark(1, 1)
_CLAIM_WORDS = Vocabulary(CLAIM_KEYS)
_FILE_WORDS = Vocabulary([*FILE_KEYS, *DEFAULT_KEYS])
_STATES = {"not stated": State.NOT_STATED, "n/a": State.NOT_APPLICABLE, "na": State.NOT_APPLICABLE}
_MAX_OF = 10**18


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim named somewhere in a file, to be found once all files are read."""

    claim: str
    file: str
    mark: Mark
    by: str  # what names it: a claim id, a relation id, "a waiver"


@dataclass(slots=True)
class FileReading:
    """What one file gave: its dossier, the ids of all its claims with their places, what it names, its faults.

    `unread` are the keys of a file whose reading stopped early: they may be claims that others name.
    """

    dossier: Dossier
    faults: list[Fault]
    ids: dict[str, Mark] = field(default_factory=dict)
    relation_ids: dict[str, Mark] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    unread: frozenset[str] = frozenset()


def read_dossier(text: str, file: str, knowledge: Knowledge, rules: frozenset[str]) -> FileReading:
    """Read the claim file `text`; `file` is its path as shown, `rules` the names a waiver may use."""
    document = compose(text, file)
    root = document.root
    reader = _Reader(file, knowledge, rules, document.faults)
    if root is not None and not isinstance(root, Keys) and not document.faults:
        reader.fault("bad-value", _START, "a claim file is a mapping that begins with `factcheck: 1`")
    if document.cut:
        reader.reading.unread = frozenset(_LIKE_IDS.findall(text))
    whole = isinstance(root, Keys) and not document.cut
    return reader.read(root if isinstance(root, Keys) else Keys(_START), whole)


_LIKE_IDS = re.compile(r"(?m)^[ \t]+([a-z][a-z0-9_]{0,79}):")


class _Faulty(Exception):
    """A value that cannot be read; the fault is already noted."""


class _Reader:
    def __init__(self, file: str, knowledge: Knowledge, rules: frozenset[str], faults: list[Fault]) -> None:
        self.file = file
        self.knowledge = knowledge
        self.rules = rules
        self.reading = FileReading(Dossier(file, None, ()), faults)
        self.claim: str | None = None  # the claim being read, for its faults

    def fault(
        self, rule: str, place: Mark, template: str, /, *, mend: tuple[str, str, bool] | None = None, **values: object
    ) -> None:
        """Note a fault; `mend` is what would put it right: the old text there, the new one, and whether that is certain."""
        location = at(self.file, place)
        fix = Fix(location, *mend) if mend is not None else None
        self.reading.faults.append(Fault(rule, location, message(template, **values), claim=self.claim, fix=fix))

    # ---- the file ----------------------------------------------------------------------------------------------------

    def read(self, root: Keys, whole: bool) -> FileReading:
        if whole:
            self._version(root)
        defaults = self._defaults(root)
        claims = self._claims(root.get("claims"), root, defaults, whole)
        reading = self.reading
        reading.dossier = Dossier(
            self.file,
            self._text(root.get("title"), "title") if whole else None,
            claims,
            tuple(self._relations(root.get("relations"))),
            tuple(self._waivers(root.get("waivers"))),
            tuple(self._skips(root.get("skip"))),
        )
        return reading

    def _version(self, root: Keys) -> None:
        node = root.get("factcheck")
        if node is None:
            text = "`factcheck: 1`, the version of the format, is missing at the head"
            self.fault("bad-value", _START, text, mend=("", "factcheck: 1\n", True) if not root.flow else None)
        elif not isinstance(node, Scalar) or node.value.strip() != FORMAT_VERSION:
            self.fault("bad-value", node.mark, "this version of the format is not known; write `factcheck: 1`")

    def _defaults(self, root: Keys) -> dict[str, tuple[Node, Mark]]:
        found = {}
        for key, node in root:
            if key in FILE_KEYS:
                continue
            if key in NO_DEFAULT:
                self.fault("unknown-key", root.marks[key], "{key} belongs to a claim and cannot stand as a default", key=key)
            elif key in DEFAULT_KEYS:
                found[key] = (node, root.marks[key])
            else:
                self.unknown_key(key, root, _FILE_WORDS)
        return found

    def unknown_key(self, key: str, node: Keys, words: Vocabulary) -> None:
        near = words.suggest(key)
        self.fault(
            "unknown-key",
            node.marks[key],
            "nobody knows the key {key}" + ("; did you mean {near}?" if near else ""),
            mend=_guess(key, near),
            key=key,
            near=near or "",
        )

    def _claims(
        self, node: Node | None, root: Keys, defaults: dict[str, tuple[Node, Mark]], whole: bool
    ) -> tuple[Claim, ...]:
        if node is None or (isinstance(node, Scalar) and node.is_empty):
            if whole and "claims" not in root.entries and not {"relations", "waivers", "skip"} & root.entries.keys():
                self.fault("bad-value", _START, "there are no `claims:` in this file")
            return ()
        if not isinstance(node, Keys):
            self.fault("bad-value", node.mark, "`claims:` is a mapping from claim ids to claims")
            return ()
        maker = _Defaults(self, defaults)
        found = []
        for id_, body in node:
            place = node.marks[id_]
            if not _ID.fullmatch(id_):
                self.fault("bad-value", place, "{id} is no claim id: small letters, digits and _, at most 80", id=id_)
                if not isinstance(body, Keys):
                    continue
            self.claim = id_
            self.reading.ids[id_] = place
            if isinstance(body, Keys):
                claim = _ClaimReader(self, id_, place, body, maker).read()
                if claim is not None:
                    found.append(claim)
            else:
                self.fault("bad-value", body.mark, "the claim {id} is a mapping of keys", id=id_)
            self.claim = None
        return tuple(found)

    def mention(self, claim: str, place: Mark, by: str) -> None:
        self.reading.mentions.append(Mention(claim, self.file, place, by))

    # ---- relations, waivers, skips -----------------------------------------------------------------------------------

    def _relations(self, node: Node | None) -> Iterable[Relation]:
        for id_, body, place in self._table(node, "relations"):
            if not _ID.fullmatch(id_):
                self.fault("bad-value", place, "{id} is no relation id: small letters, digits and _", id=id_)
            self.reading.relation_ids[id_] = place
            if not isinstance(body, Keys):
                self.fault("bad-value", body.mark, "a relation is a mapping such as {{order: [a, b]}}")
                continue
            forms = [key for key in body.entries if key in RELATION_FORMS]
            for key in body.entries:
                if key not in RELATION_FORMS:
                    self.unknown_key(key, body, Vocabulary(RELATION_FORMS))
            if len(forms) != 1:
                self.fault("bad-value", body.mark, "a relation has one of the forms {forms}", forms=RELATION_FORMS)
                continue
            try:
                yield self._relation(id_, forms[0], body.entries[forms[0]])
            except _Faulty:
                continue

    def _relation(self, id_: str, form: str, node: Node) -> Relation:
        if form in ("order", "same"):
            claims = tuple(self._claim_ids(node, id_, 2))
            return Relation(id_, self.file, form, claims, node.mark)
        if form == "equation":
            sides = self._equation(node, id_)
            names = dict.fromkeys((*sides[0].names, *sides[1].names))
            return Relation(id_, self.file, form, tuple(names), node.mark, sides)
        keys = ("parts", "total") if form == "sum" else ("part", "whole", "share")
        if not isinstance(node, Keys) or any(key not in node.entries for key in keys):
            self.fault("bad-value", node.mark, "{form} names {keys}", form=form, keys=keys)
            raise _Faulty
        for key in node.entries:
            if key not in keys:
                self.unknown_key(key, node, Vocabulary(keys))
        named: list[str] = []
        for key in keys:
            part = node.entries[key]
            named += self._claim_ids(part, id_, 1) if key == "parts" else [self._claim_id(part, id_)]
        return Relation(id_, self.file, form, tuple(named), node.mark)

    def _equation(self, node: Node, by: str) -> tuple[Expression, Expression]:
        if not isinstance(node, Scalar):
            self.fault("bad-value", node.mark, "an equation is a text such as `a + b = c`")
            raise _Faulty
        try:
            sides = parse_equation(node.value)
        except BadExpression as problem:
            self.expression_fault(node, problem)
            raise _Faulty from problem
        for side in sides:
            for name in side.names:
                self.mention(name, node.mark, by)
        return sides

    def expression_fault(self, node: Scalar, problem: BadExpression) -> None:
        rule = "file-limit" if isinstance(problem, ExpressionTooLarge) else "bad-expression"
        self.fault(rule, node.mark, "{text}: {why}", text=node.value, why=str(problem))

    def _claim_ids(self, node: Node, by: str, fewest: int) -> Iterable[str]:
        if not isinstance(node, Items) or len(node.items) < fewest:
            self.fault("bad-value", node.mark, "a list of at least {n} claim ids is needed here", n=fewest)
            raise _Faulty
        return [self._claim_id(item, by) for item in node.items]

    def _claim_id(self, node: Node, by: str) -> str:
        if not isinstance(node, Scalar) or not node.value.strip():
            self.fault("bad-value", node.mark, "a claim id is needed here")
            raise _Faulty
        self.mention(node.value.strip(), node.mark, by)
        return node.value.strip()

    def _waivers(self, node: Node | None) -> Iterable[Waiver]:
        for item in self._list(node, "waivers"):
            texts = self.texts(item, WAIVER_KEYS, ("claim", "rule", "reason"), "a waiver")
            if texts is None:
                continue
            body = item if isinstance(item, Keys) else Keys(item.mark)
            if texts["rule"] not in self.rules:
                near = Vocabulary(self.rules).suggest(texts["rule"])
                hint = "; did you mean {near}?" if near else ""
                place = body.entries["rule"].mark
                self.fault("bad-value", place, "there is no rule {rule}" + hint, mend=_guess(texts["rule"], near),
                           rule=texts["rule"], near=near or "")  # fmt: skip
                continue
            until = texts.get("until")
            if until is not None and not _is_date(until):
                self.fault("bad-value", body.entries["until"].mark, "{date} is no date; write 2027-01-31", date=until)
                continue
            self.mention(texts["claim"], body.entries["claim"].mark, "a waiver")
            yield Waiver(texts["claim"], texts["rule"], texts["reason"], self.file, item.mark, texts.get("by"), until)

    def _skips(self, node: Node | None) -> Iterable[Skip]:
        for item in self._list(node, "skip"):
            texts = self.texts(item, SKIP_KEYS, ("quote",), "a skipped figure")
            if texts is not None:
                yield Skip(texts["quote"], texts.get("at"), texts.get("reason"), texts.get("source"))

    def _table(self, node: Node | None, name: str) -> Iterable[tuple[str, Node, Mark]]:
        if isinstance(node, Keys):
            return [(key, value, node.marks[key]) for key, value in node]
        if node is not None and not (isinstance(node, Scalar) and node.is_empty):
            self.fault("bad-value", node.mark, "`{name}:` is a mapping", name=name)
        return []

    def _list(self, node: Node | None, name: str) -> Iterable[Node]:
        if isinstance(node, Items):
            return node.items
        if node is not None and not (isinstance(node, Scalar) and node.is_empty):
            self.fault("bad-value", node.mark, "`{name}:` is a list", name=name)
        return []

    def texts(self, node: Node, keys: tuple[str, ...], needed: tuple[str, ...], what: str) -> dict[str, str] | None:
        """The texts of a small mapping; None where one that is needed is missing."""
        if not isinstance(node, Keys):
            self.fault("bad-value", node.mark, "{what} is a mapping with {keys}", what=what, keys=keys)
            return None
        found = {}
        for key, value in node:
            if key not in keys:
                self.unknown_key(key, node, Vocabulary(keys))
            elif isinstance(value, Scalar):
                if not value.is_empty:
                    found[key] = value.value.strip()
            else:
                self.fault("bad-value", value.mark, "{key} of {what} is a text", key=key, what=what)
        lacking = tuple(key for key in needed if not found.get(key))
        if lacking:
            self.fault("bad-value", node.mark, "{what} needs {lacking}", what=what, lacking=lacking)
            return None
        return found

    def _text(self, node: Node | None, key: str) -> str | None:
        if node is None or (isinstance(node, Scalar) and node.is_empty):
            return None
        if isinstance(node, Scalar):
            return node.value.strip()
        self.fault("bad-value", node.mark, "{key} is a text", key=key)
        return None


def _guess(old: str, near: str | None) -> tuple[str, str, bool] | None:
    """The known word that was meant perhaps, as a change that somebody must ask for."""
    return (old, near, False) if near and old else None


def _whole(body: Keys, key: str, cut: Mapping[str, str]) -> tuple[str, str, bool] | None:
    """A figure that a comma cut, in quotes: certain where nothing but one comma stands between its parts."""
    figure = body.get(key)
    tails = [tail for tail, head in cut.items() if head == key]
    if not isinstance(figure, Scalar):
        return None
    position = figure.mark + len(figure.value)
    for tail in tails:
        if body.marks[tail] != position + 1:
            return None
        position = body.marks[tail] + len(tail)
    old = ",".join([figure.value, *tails])
    return old, f'"{old}"', True


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class _Defaults:
    """What the head of a file states for all its claims, read once and not again for each of them."""

    def __init__(self, reader: _Reader, nodes: Mapping[str, tuple[Node, Mark]]) -> None:
        scratch = _ClaimReader(reader, "", _START, Keys(_START), None)
        self.values: dict[str, object] = {}
        self.marks: dict[str, Mark] = {}
        self.not_stated: set[str] = set()
        for key, (node, _) in nodes.items():
            self.marks[key] = node.mark
            if _TAKERS[key] is not _later:
                scratch.take(key, node)
        self.values = scratch.values
        self.not_stated = scratch.not_stated
        self.sides = scratch.sides


@dataclass(slots=True)
class _Side:
    """The conditions of one side of a claim as written."""

    stated: dict[str, Stated] = field(default_factory=dict)
    rest: State = State.ABSENT
    same: bool = False


class _ClaimReader:
    """Reads one claim; what cannot be read is left out, with a fault."""

    def __init__(self, reader: _Reader, id_: str, place: Mark, body: Keys, defaults: _Defaults | None) -> None:
        self.reader, self.id, self.body, self.defaults = reader, id_, body, defaults
        self.knowledge = reader.knowledge
        self.values: dict[str, object] = {}
        self.not_stated: set[str] = set()
        self.marks: dict[str, Mark] = {"id": place}
        if defaults is not None:
            self.values.update(defaults.values)
            self.marks.update(defaults.marks)
            self.not_stated |= defaults.not_stated
        self.sides: dict[str, _Side] = {}

    def fault(
        self, rule: str, place: Mark, template: str, /, *, mend: tuple[str, str, bool] | None = None, **values: object
    ) -> None:
        self.reader.fault(rule, place, template, mend=mend, **values)

    def read(self) -> Claim | None:
        entries, marks, values = self.body.entries, self.marks, self.values
        cut = _cut_figures(self.body) if self.body.flow else _NO_CUTS
        for key, node in entries.items():
            taker = _TAKERS.get(key)
            if cut and (key in cut or key in cut.values()):
                self._cut(key, node, cut)
            elif taker is None:
                self.reader.unknown_key(key, self.body, _CLAIM_WORDS)
            else:
                marks[key] = node.mark
                if taker is _ClaimReader.take_text and isinstance(node, Scalar) and (text := node.value.strip()):
                    values[key] = text  # what most keys are, without the calls that a fault would need
                elif taker is not _later:
                    self.take(key, node)
        if not marks.keys() >= _REQUIRED:
            missing = tuple(key for key in REQUIRED_KEYS if key not in marks)
            self.fault("bad-value", self.marks["id"], "the claim {id} lacks {missing}", id=self.id, missing=missing)
        kind = self.values.get("kind")
        value_node = entries.get("value")
        expression = self._expression()
        if "value" in cut.values():
            return None
        last_resort = self.knowledge.kinds["quantity"]
        value = self._quantity(value_node, kind if isinstance(kind, Kind) else last_resort, self.values.get("digits"))
        if value is None or not isinstance(kind, Kind) or not isinstance(self.values.get("subject"), Name):
            return None
        return self._claim(kind, value, expression)

    def _cut(self, key: str, node: Node, cut: Mapping[str, str]) -> None:
        """A figure that a comma cut: told once, where it begins."""
        if key not in cut:
            self.fault("bad-value", node.mark, "a comma cut this figure in two; quote the figure", mend=_whole(self.body, key, cut))
            self.values.pop(key, None)
            self.marks[key] = node.mark

    def _claim(self, kind: Kind, value: Quantity, expression: Expression | None) -> Claim:
        values = self.values
        known = kind.by_name
        subject_side = self._merged("conditions", known)
        baseline = values.get("baseline")
        baseline_side = self._merged("baseline_conditions", known) if baseline is not None else _Side()
        values.setdefault("statement", "")
        values["kind"], values["equals"] = kind.id, expression
        return Claim(
            id=self.id, file=self.reader.file, value=value, marks=Marks(self.marks),
            also=self._also(kind), conditions=subject_side.stated, rest=subject_side.rest,
            baseline_conditions=baseline_side.stated, baseline_rest=baseline_side.rest, baseline_same=baseline_side.same,
            not_stated=frozenset(self.not_stated) if self.not_stated else _NOTHING,
            **values,  # type: ignore[arg-type]
        )  # fmt: skip

    def _expression(self) -> Expression | None:
        """What the claim is reckoned from, with the claims that it names noted; None where it names itself."""
        expression = self.values.get("equals")
        if not isinstance(expression, Expression):
            return None
        for name in expression.names:
            if name == self.id:
                self.fault("circular-equation", self.marks["equals"], "{id} is reckoned from itself", id=self.id)
                return None
            self.reader.mention(name, self.marks["equals"], self.id)
        return expression

    def _merged(self, key: str, known: Mapping[str, object]) -> _Side:
        """The claim's own conditions over those of the head, where these belong to the claim's profiles at all."""
        head = self.defaults.sides.get(key, _EMPTY_SIDE) if self.defaults is not None else _EMPTY_SIDE
        own = self.sides.get(key)
        if own is None:
            if not head.stated:
                return head
            own = _Side()
        if head.stated:
            stated = {name: given for name, given in head.stated.items() if name in known}
            stated.update(own.stated)
            own.stated = stated
        own.rest = own.rest if own.rest is not State.ABSENT else head.rest
        own.same = own.same or head.same
        return own

    # ---- values ------------------------------------------------------------------------------------------------------

    def _quantity(self, node: Node | None, kind: Kind, digits: object = None) -> Quantity | None:
        """The quantity of a node, or None with a fault."""
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.fault("bad-value", node.mark, "a value is a text such as `about 25 t CO2e`")
            return None
        try:
            quantity = read_quantity(
                node.value,
                comparison=self.values.get("baseline") is not None,
                kind=kind.id,
                signed=kind.signed,
                counted=kind.counts_things,
                digits=digits if isinstance(digits, int) else None,
            )
            self._counted_thing(node, quantity)
            return quantity
        except BadValue as problem:
            limit = isinstance(problem.__cause__, TooLarge)
            self.fault("file-limit" if limit else "bad-value", node.mark, "{text}: {why}", text=node.value, why=str(problem))
        except UnknownUnit as problem:
            self._unknown_unit(node, problem)
        return None

    def _unknown_unit(self, node: Scalar, problem: UnknownUnit) -> None:
        hint = "; did you mean {near}?" if problem.near else "; `factcheck explain units` lists the known ones"
        text = "nobody knows the unit {word} in {text}" + hint
        self.fault("unknown-unit", node.mark, text, mend=_guess(problem.word, problem.near), word=problem.word, text=node.value, near=problem.near or "")

    def _counted_thing(self, node: Scalar, quantity: Quantity) -> None:
        """A note where a counted thing of its own is one slip away from a known unit."""
        near = near_miss(quantity.unit)
        if near is not None:
            text = message("{word} is taken as a counted thing of its own; did you mean {near}?", word=near[0], near=near[1])
            place = at(self.reader.file, node.mark)
            self.reader.reading.faults.append(Fault("unknown-unit", place, text, Level.NOTE, self.id))

    def _also(self, kind: Kind) -> tuple[Quantity, ...]:
        node = self.body.get("also")
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Items) else [node]
        found = (self._quantity(item, kind) for item in nodes)
        return tuple(quantity for quantity in found if quantity is not None)

    # ---- one taker for each key --------------------------------------------------------------------------------------

    def take(self, key: str, node: Node) -> None:
        """Read the value of `key` into `values`."""
        taker = _TAKERS[key]
        if self.not_stated:
            self.not_stated.discard(key)
        try:
            taker(self, key, node)
        except _Faulty:
            self.values.pop(key, None)

    def text(self, key: str, node: Node) -> str:
        if isinstance(node, Scalar):
            text = node.value.strip()
            if text:
                return text
        what = "is a text" if not isinstance(node, Scalar) else "is empty"
        self.fault("bad-value", node.mark, "{key} {what}", key=key, what=what)
        raise _Faulty

    def take_text(self, key: str, node: Node) -> None:
        self.values[key] = self.text(key, node)

    def take_kind(self, key: str, node: Node) -> None:
        name = self.text(key, node)
        kind = self.knowledge.kinds.get(name)
        if kind is None:
            near = self.knowledge.near_kind(name)
            hint = "; did you mean {near}?" if near else "; `factcheck explain kinds` lists them"
            self.fault("unknown-kind", node.mark, "there is no kind {name}" + hint, mend=_guess(name, near), name=name, near=near or "")
            raise _Faulty
        self.values[key] = kind

    def take_name(self, key: str, node: Node) -> None:
        text = self.text(key, node)
        if text.casefold() == NOT_STATED:
            self.not_stated.add(key)
            text = NOT_STATED
        self.values[key] = self.knowledge.entities.name(text)

    def take_measure(self, key: str, node: Node) -> None:
        self.values[key] = self.knowledge.measure_name(self.text(key, node))

    def take_choice(self, key: str, node: Node) -> None:
        text = self.text(key, node)
        if key in MAY_BE_NOT_STATED and text.casefold() == NOT_STATED:
            self.not_stated.add(key)
            self.values.pop(key, None)
            return
        if text not in CLOSED[key]:
            near = Vocabulary(CLOSED[key]).suggest(text)
            hint = "; did you mean {near}?" if near else ""
            self.fault("bad-value", node.mark, "{key} is one of {choices}, not {text}" + hint, mend=_guess(text, near), key=key,
                       choices=CLOSED[key], text=text, near=near or "")  # fmt: skip
            raise _Faulty
        self.values[key] = text

    def take_period(self, key: str, node: Node) -> None:
        text = self.text(key, node)
        if key in MAY_BE_NOT_STATED and text.casefold() == NOT_STATED:
            self.not_stated.add(key)
            self.values.pop(key, None)
            return
        try:
            self.values[key] = parse_period(text)
        except BadPeriod as problem:
            self.fault("bad-value", node.mark, "{why}", why=str(problem))
            raise _Faulty from problem

    def take_via(self, key: str, node: Node) -> None:
        nodes = node.items if isinstance(node, Items) else [node]
        self.values[key] = tuple(self.text(key, item) for item in nodes)

    def take_equals(self, key: str, node: Node) -> None:
        text = self.text(key, node)
        try:
            self.values[key] = parse_expression(text)
        except BadExpression as problem:
            self.reader.expression_fault(Scalar(text, node.mark), problem)
            raise _Faulty from problem

    def take_of(self, key: str, node: Node) -> None:
        text = self.text(key, node)
        try:
            number = read_number(text)
        except BadNumber as problem:
            rule = "file-limit" if isinstance(problem, TooLarge) else "bad-value"
            self.fault(rule, node.mark, "{key}: {why}", key=key, why=str(problem))
            raise _Faulty from problem
        if number is None or number[0].value.denominator != 1 or not 0 < number[0].value <= _MAX_OF:
            self.fault("bad-value", node.mark, "{key} is the exact count behind the share, such as 302", key=key)
            raise _Faulty
        self.values[key] = Fraction(number[0].value)

    def take_digits(self, key: str, node: Node) -> None:
        text = self.text(key, node)
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= 100:
            self.fault("bad-value", node.mark, "digits is a whole number from 1 to 100")
            raise _Faulty
        self.values[key] = int(text)

    def take_review(self, key: str, node: Node) -> None:
        texts = self.reader.texts(node, REVIEW_KEYS, ("verdict", "by", "on"), "a review")
        if texts is None or not isinstance(node, Keys):
            raise _Faulty
        if texts["verdict"] not in VERDICTS:
            self.fault("bad-value", node.entries["verdict"].mark, "a verdict is one of {verdicts}", verdicts=VERDICTS)
            raise _Faulty
        if not _is_date(texts["on"]):
            self.fault("bad-value", node.entries["on"].mark, "{date} is no date; write 2026-01-31", date=texts["on"])
            raise _Faulty
        self.values[key] = Review(texts["verdict"], texts["by"], texts["on"], texts.get("note", ""), texts.get("digest", ""))

    # ---- conditions --------------------------------------------------------------------------------------------------

    def take_conditions(self, key: str, node: Node) -> None:
        side = self.sides.setdefault(key, _Side())
        if isinstance(node, Scalar) and key == "baseline_conditions" and node.value.strip() == "same":
            side.same = True
            return
        if not isinstance(node, Keys):
            self.fault("bad-value", node.mark, "{key} is a mapping from condition names to what is stated", key=key)
            return
        cut = _cut_figures(node) if node.flow else {}
        for name, value in node:
            if name in cut:
                continue
            if name in cut.values():
                text = "a comma cut this figure in two; quote the figure"
                self.fault("bad-value", value.mark, text, mend=_whole(node, name, cut))
                continue
            if name == "rest":
                self._rest(side, value)
                continue
            canonical = self.knowledge.condition_name(name)
            if canonical is None:
                self._unknown_condition(name, node.marks[name])
                continue
            if canonical in side.stated:
                self.fault("duplicate-id", node.marks[name], "{name} states {canonical} a second time", name=name,
                           canonical=canonical)  # fmt: skip
                continue
            stated = self._stated(canonical, value, key == "baseline_conditions")
            if stated is not None:
                side.stated[canonical] = stated

    def _rest(self, side: _Side, node: Node) -> None:
        if isinstance(node, Scalar) and node.value.strip().casefold() == NOT_STATED:
            side.rest = State.NOT_STATED
        else:
            self.fault("bad-value", node.mark, "`rest` takes only `not stated`")

    def _unknown_condition(self, name: str, place: Mark) -> None:
        near = self.knowledge.near_condition(name)
        hint = "; did you mean {near}?" if near else "; `factcheck explain conditions` lists them"
        self.fault("unknown-condition", place, "no profile knows the condition {name}" + hint, mend=_guess(name, near), name=name, near=near or "")

    def _stated(self, name: str, node: Node, baseline: bool) -> Stated | None:
        quote = place = None
        if isinstance(node, Keys):
            texts = self.reader.texts(node, STATED_KEYS, ("value",), f"the condition {name}")
            if texts is None:
                return None
            text, quote, place = texts["value"], texts.get("quote"), texts.get("at")
        elif isinstance(node, Items):
            parts = [item.value.strip() for item in node.items if isinstance(item, Scalar)]
            if len(parts) != len(node.items) or not parts:
                self.fault("bad-value", node.mark, "{name} is a text or a list of texts", name=name)
                return None
            text = ", ".join(parts)
        else:
            text = node.value.strip()
        if not text:
            self.fault("bad-value", node.mark, "{name} is empty; write what is stated, `not stated` or `n/a`", name=name)
            return None
        if baseline and text == "same":
            return Stated(State.STATED, text, node.mark, quote, place, same=True)
        return Stated(_STATES.get(text.casefold(), State.STATED), text, node.mark, quote, place)


def _cut_figures(node: Keys) -> dict[str, str]:
    """Figures that a comma cut in a flow mapping: `{value: 1,287 MWh}` gives the tail `287 MWh` as a key of its own.

    Returns the tail -> the key whose value it belongs to.
    """
    cut: dict[str, str] = {}
    before: str | None = None
    for key, value in node:
        tail = isinstance(value, Scalar) and value.is_empty and key[:3].isdigit() and not key[3:4].isdigit()
        head = node.get(before) if before is not None else None
        if tail and before is not None and isinstance(head, Scalar) and head.plain and head.value[-1:].isdigit():
            cut[key] = before
        else:
            before = key
    return cut


def _later(claim: _ClaimReader, key: str, node: Node) -> None:
    """For keys that are read once the kind is known."""


_REQUIRED = frozenset(REQUIRED_KEYS)
_NO_CUTS: dict[str, str] = {}
_NOTHING: frozenset[str] = frozenset()
_EMPTY_SIDE = _Side()
_TAKERS: dict[str, Callable[[_ClaimReader, str, Node], None]] = {
    "statement": _ClaimReader.take_text, "kind": _ClaimReader.take_kind, "measure": _ClaimReader.take_measure,
    "subject": _ClaimReader.take_name, "baseline": _ClaimReader.take_name, "value": _later, "also": _later,
    "equals": _ClaimReader.take_equals, "of": _ClaimReader.take_of, "digits": _ClaimReader.take_digits,
    "span": _ClaimReader.take_choice, "period": _ClaimReader.take_period,
    "baseline_period": _ClaimReader.take_period, "part": _ClaimReader.take_choice, "quote": _ClaimReader.take_text,
    "at": _ClaimReader.take_text, "source": _ClaimReader.take_text, "speaker": _ClaimReader.take_name,
    "via": _ClaimReader.take_via, "relationship": _ClaimReader.take_choice, "status": _ClaimReader.take_choice,
    "conditions": _ClaimReader.take_conditions, "baseline_conditions": _ClaimReader.take_conditions,
    "notes": _ClaimReader.take_text, "review": _ClaimReader.take_review,
}  # fmt: skip
