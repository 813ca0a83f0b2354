"""YAML text as a tree of nodes that know where they stand.

Scalars stay text: `2.50` keeps its zero, `no` and `1:30` are what was written. The tree is built from libyaml's event
stream, because a loader that makes values loses the digits, and one that keeps comments takes thirty times as long.

Everything that could cost time or memory is bounded while reading: depth, alias expansions, nodes behind aliases.
Merge keys and custom tags are refused. Faults are data; what stands before a syntax error is still read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Never

import yaml

from factcheck.model.finding import Fault
from factcheck.model.location import COLUMNS, Location, Mark, at, mark
from factcheck.model.message import message
from factcheck.model.names import shown

MAX_DEPTH = 100
MAX_ALIASES = 1000
MAX_ALIASED_NODES = 200_000

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(["!", *(_CORE + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))])


@dataclass(slots=True, eq=False)
class Scalar:
    """A text as written. `plain` says that it stood without quotes."""

    value: str
    mark: Mark
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        return not self.value and self.plain


@dataclass(slots=True, eq=False)
class Items:
    """A sequence."""

    mark: Mark
    items: list["Node"] = field(default_factory=list)
    flow: bool = False
    aliases: int = 0
    nodes: int = 1


@dataclass(slots=True, eq=False)
class Keys:
    """A mapping; every key stands once. `marks` are the places of the keys."""

    mark: Mark
    entries: dict[str, "Node"] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    flow: bool = False
    aliases: int = 0
    nodes: int = 1

    def __iter__(self) -> Iterator[tuple[str, "Node"]]:
        return iter(self.entries.items())

    def get(self, key: str) -> "Node | None":
        return self.entries.get(key)


Node = Scalar | Items | Keys
_Key = tuple[str, Mark, bool]  # a key, its place, and whether it stood without quotes


class _Refused(Exception):
    """The file asks for more than is read; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


@dataclass(slots=True, eq=False)
class Document:
    """The one document of a text, and what is wrong with it.

    `cut` says that reading stopped early: then the tree holds what was complete before, down to the second level.
    """

    root: Node | None
    faults: list[Fault]
    cut: bool = False


def compose(text: str, file: str) -> Document:
    """Read the document of `text`; `file` is its path as shown."""
    composer = _Composer(file)
    cut = False
    try:
        composer.read(text)
    except yaml.YAMLError as problem:
        composer.faults.append(_syntax_fault(problem, text, file))
        cut = True
    except _Refused as refused:
        composer.faults.append(refused.fault)
        cut = True
    if cut:
        composer.salvage()
    return Document(composer.root, composer.faults, cut)


class _Composer:
    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.stack: list[Items | Keys] = []
        self.keys: list[_Key | None] = []  # the key of each open mapping that waits for its value
        self.anchors: dict[str, Node] = {}
        self.aliases = self.aliased = self.documents = 0

    def read(self, text: str) -> None:
        loader = _Loader(text)
        next_event, scalar_event = loader.get_event, yaml.ScalarEvent
        mapping_start, mapping_end = yaml.MappingStartEvent, yaml.MappingEndEvent
        keys, stack = self.keys, self.stack
        # The innermost mapping, or None inside a list: nearly all events are a key of it or a value, and half of all
        # the time goes by here. `entries` and `marks` are those of it.
        parent: Keys | None = None
        entries: dict[str, Node] = {}
        marks: dict[str, Mark] = {}
        try:
            while True:
                event = next_event()
                kind = event.__class__
                if kind is scalar_event:
                    start = event.start_mark
                    place = (start.line + 1) * COLUMNS + start.column + 1
                    if event.tag is not None:
                        self._check_tag(event.tag, place)
                    if parent is None or event.anchor is not None:
                        self._add(Scalar(event.value, place, not event.style), event.anchor)
                        continue
                    key = keys[-1]
                    if key is None:
                        keys[-1] = (event.value, place, not event.style)
                        continue
                    name, key_place, _ = key
                    if name in entries or name == "<<":
                        self._add(Scalar(event.value, place, not event.style), None)
                    else:
                        keys[-1] = None
                        parent.nodes += 2
                        entries[name] = Scalar(event.value, place, not event.style)
                        marks[name] = key_place
                elif kind is mapping_start or kind is yaml.SequenceStartEvent:
                    node = self._open(event, kind is mapping_start)
                    parent = node if isinstance(node, Keys) else None
                    if parent is not None:
                        entries, marks = parent.entries, parent.marks
                elif kind is mapping_end or kind is yaml.SequenceEndEvent:
                    self._close()
                    last = stack[-1] if stack else None
                    parent = last if isinstance(last, Keys) else None
                    if parent is not None:
                        entries, marks = parent.entries, parent.marks
                elif self._ends(event):
                    return
        finally:
            loader.dispose()

    def _ends(self, event: yaml.Event) -> bool:
        """Whether the reading ends here; what is neither a scalar nor a collection is read here."""
        if isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._fault("file-syntax", _mark(event), "a second document begins here; a claim file holds one")
                return True
        elif isinstance(event, yaml.StreamEndEvent):
            if not self.documents:
                self._fault("file-syntax", mark(1, 1), "the file holds no document")
            return True
        return False

    def salvage(self) -> None:
        """Close what is open: the two outermost levels keep what is complete in them."""
        if self.root is None and self.stack:
            self.root = self.stack[0]
            if len(self.stack) > 1 and isinstance(self.root, Keys) and self.keys[0] is not None:
                name, place, _ = self.keys[0]
                self.root.entries[name], self.root.marks[name] = self.stack[1], place

    def _fault(self, rule: str, place: Mark, template: str, /, **values: object) -> None:
        self.faults.append(Fault(rule, at(self.file, place), message(template, **values)))

    def _refuse(self, place: Mark, template: str, /, **values: object) -> Never:
        raise _Refused(Fault("file-limit", at(self.file, place), message(template, **values)))

    def _check_tag(self, tag: str, place: Mark) -> None:
        if tag not in _CORE_TAGS:
            self._refuse(place, "the tag {tag} is not read; a claim file holds text, lists and mappings", tag=tag)

    def _open(self, event: yaml.CollectionStartEvent, is_mapping: bool) -> Items | Keys:
        place = _mark(event)
        if event.tag is not None:
            self._check_tag(event.tag, place)
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(place, "more than {limit} levels deep", limit=MAX_DEPTH)
        node: Items | Keys = Keys(place) if is_mapping else Items(place)
        node.flow = bool(event.flow_style)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        self.stack.append(node)
        self.keys.append(None)
        return node

    def _close(self) -> None:
        node = self.stack.pop()
        self.keys.pop()
        if self.stack:
            self.stack[-1].aliases += node.aliases
        self._add(node, None)

    def _alias(self, event: yaml.AliasEvent) -> None:
        place = _mark(event)
        node = self.anchors.get(event.anchor or "")
        if node is None:
            text = message("the alias *{name} names nothing that stands before it", name=event.anchor)
            raise _Refused(Fault("file-syntax", at(self.file, place), text))
        if any(node is open_node for open_node in self.stack):
            self._refuse(place, "the alias *{name} stands inside what it names", name=event.anchor)
        inner, size = (node.aliases, node.nodes) if not isinstance(node, Scalar) else (0, 1)
        self.aliases += 1 + inner
        self.aliased += size
        if self.aliases > MAX_ALIASES or self.aliased > MAX_ALIASED_NODES:
            self._refuse(place, "more than {limit} alias expansions", limit=MAX_ALIASES)
        if self.stack:
            self.stack[-1].aliases += 1 + inner
        self._add(Scalar(node.value, place, node.plain) if isinstance(node, Scalar) else node, None)

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        parent.nodes += 1 if isinstance(node, Scalar) else node.nodes
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self._as_key(node)
            return
        self.keys[-1] = None
        name, place, plain_key = key
        if name in parent.entries:
            self._fault("duplicate-id", place, "the key {key} stands here a second time; the first one is kept", key=name)
        elif name == "<<" and plain_key:
            self._refuse(place, "merge keys (<<) are not read; write the keys out, or as defaults at the head")
        else:
            parent.entries[name] = node
            parent.marks[name] = place

    def _as_key(self, node: Node) -> _Key:
        if isinstance(node, Scalar):
            return node.value, node.mark, node.plain
        self._fault("bad-value", node.mark, "a key is a text, not a list or a mapping")
        return f"\0{node.mark}", node.mark, False


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return mark(start.line + 1, start.column + 1) if start is not None else mark(1, 1)


def _syntax_fault(problem: yaml.YAMLError, text: str, file: str) -> Fault:
    """A YAML error in words, where it was noticed."""
    what = getattr(problem, "problem", None) or getattr(problem, "reason", None) or "this is not YAML"
    context = getattr(problem, "context", None)
    place = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    if place is not None:
        location = Location(file, place.line + 1, place.column + 1)
    else:
        location = _first_unreadable(text, file)
    template = "YAML: {context}, {what}" if context else "YAML: {what}"
    hint = _syntax_hint(text, location.line, what)
    if hint:
        template += "; {hint}"
    return Fault("file-syntax", location, message(template, what=shown(what, 120), context=shown(context or "", 120), hint=hint))


_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _first_unreadable(text: str, file: str) -> Location:
    """The first character that YAML does not allow, which the reader names only by its position."""
    found = _UNREADABLE.search(text)
    if found is None:
        return Location(file)
    before = text[: found.start()]
    return Location(file, before.count("\n") + 1, found.start() - before.rfind("\n"))


def _syntax_hint(text: str, line: int, what: str) -> str:
    """What usually is behind such a syntax error on this line; empty where that is a guess."""
    lines = text.split("\n", line)
    here = lines[line - 1] if line <= len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return "indent with spaces, not with a tab"
    if "mapping values are not allowed" in what:
        return "quote a text that holds a colon"
    if "cannot start any token" in what and re.match(r"\s*[\w-]+:\s*[%@`]", here):
        return "quote a text that begins with a sign"
    return ""


def plain(node: Node | None) -> object:
    """The node as Python text, lists and dicts; None for an empty scalar."""
    if isinstance(node, Scalar):
        return None if node.is_empty else node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    if isinstance(node, Keys):
        return {key: plain(value) for key, value in node}
    return None
