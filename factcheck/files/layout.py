"""Where everything in a claim file stands, from the first character of each part to the last.

Reading (`model.nodes`) keeps only where a part begins, because half a million places are costly. Editing one file needs
both ends, the style and the aliases as they stand. From them a change is made on the text itself: what no edit names
stays byte for byte. A library that keeps comments (ruamel.yaml) reads a file into its own objects and writes all of it
anew: that changes quoting, line breaks and indentation which nobody asked to change, thirty times as slowly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoLayout(Exception):
    """The text is no single YAML document; the message says why."""


@dataclass(slots=True, eq=False)
class Part:
    """One node of a file: `text[start:end]`, from its anchor or tag to its last character.

    `kind` is scalar, mapping, sequence or alias; `style` that of a scalar (`''` plain, `'`, `"`, `|`, `>`) or, of a
    collection, `{` or `[` in flow style and `''` in block style. `inner` is where the node begins behind its anchor and tag.
    Comments and blank lines behind a node belong to none.
    """

    kind: str
    start: int
    end: int
    style: str = ""
    value: str = ""
    inner: int = 0
    entries: list[tuple["Part", "Part"]] = field(default_factory=list)
    items: list["Part"] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """A mapping or a sequence in block style."""
        return self.kind in ("mapping", "sequence") and not self.style

    def entry(self, key: str) -> tuple["Part", "Part"] | None:
        """The key and the value of an entry."""
        return next(((name, value) for name, value in self.entries if name.value == key), None)

    def get(self, key: str) -> "Part | None":
        found = self.entry(key)
        return found[1] if found is not None else None

    def walk(self) -> Iterator["Part"]:
        """This part and all within it."""
        yield self
        for key, value in self.entries:
            yield from key.walk()
            yield from value.walk()
        for item in self.items:
            yield from item.walk()


def layout(text: str) -> Part | None:
    """The parts of the one document of `text`; None where it is empty.

    Raises NoLayout for text that is no YAML, or more than one document.
    """
    loader = _Loader(text)
    try:
        return _Layout(text, loader).root()
    except yaml.YAMLError as problem:
        raise NoLayout(str(getattr(problem, "problem", None) or "this is not YAML")) from problem
    except RecursionError as problem:
        raise NoLayout("it is nested too deeply") from problem
    finally:
        loader.dispose()


class _Layout:
    def __init__(self, text: str, loader: yaml.CSafeLoader) -> None:
        self.text, self.loader = text, loader

    def next(self) -> yaml.Event:
        event = self.loader.get_event()
        if event is None:
            raise NoLayout("it ends too early")
        return event

    def root(self) -> Part | None:
        found = None
        documents = 0
        while True:
            event = self.next()
            if isinstance(event, yaml.StreamEndEvent):
                return found
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise NoLayout("it holds more than one document")
                found = self._part(self.next())
                if found.kind == "scalar" and not found.value and found.start == found.end:
                    found = None

    def _part(self, event: yaml.Event) -> Part:
        start, end = _index(event.start_mark), _index(event.end_mark)
        if isinstance(event, yaml.AliasEvent):
            return Part("alias", start, end, value=event.anchor or "", inner=start)
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            if style in ("|", ">"):
                end = self._block_end(start, end)
            return Part("scalar", start, end, style, event.value, self._inner(event, start))
        if not isinstance(event, yaml.CollectionStartEvent):
            raise NoLayout("it ends too early")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        inner = self._inner(event, start)
        style = self.text[inner] if event.flow_style else ""
        part = Part("mapping" if is_mapping else "sequence", start, end, style, inner=inner)
        closing = yaml.MappingEndEvent if is_mapping else yaml.SequenceEndEvent
        while not isinstance(inside := self.next(), closing):
            child = self._part(inside)
            if is_mapping:
                part.entries.append((child, self._part(self.next())))
            else:
                part.items.append(child)
        last = part.entries[-1][1] if part.entries else part.items[-1] if part.items else None
        part.end = _index(inside.end_mark) if style or last is None else max(last.end, part.start)
        return part

    def _inner(self, event: yaml.Event, start: int) -> int:
        """Where the node itself begins, behind its anchor and its tag."""
        if getattr(event, "anchor", None) is None and not self.text.startswith("!", start):
            return start
        position = start
        while self.text[position : position + 1] in ("&", "!"):
            while position < len(self.text) and not self.text[position].isspace():
                position += 1
            behind = position
            while self.text[behind : behind + 1] in (" ", "\t"):
                behind += 1
            if self.text[behind : behind + 1] in ("", "\n", "\r", "#"):
                break
            position = behind
        return position

    def _block_end(self, start: int, end: int) -> int:
        """A literal or folded scalar ends with its last line; blank lines behind it count only with `+`."""
        header = self.text[start : self.text.find("\n", start)].split("#")[0]
        return end if "+" in header else start + len(self.text[start:end].rstrip())


def _index(mark: Any) -> int:
    """The character that a mark of libyaml points at; it has one wherever an event has a place."""
    return int(mark.index)


class Edits:
    """Replacements of pieces of a text; what none of them names stays as it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._made: list[tuple[int, int, str]] = []

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` in the place of `text[start:end]`."""
        self._made.append((start, end, new))

    def insert(self, position: int, new: str) -> None:
        self.replace(position, position, new)

    def result(self) -> str:
        """The text with all replacements made; those at one place in the order in which they were asked for.

        Raises ValueError where two of them overlap.
        """
        parts, position = [], 0
        for start, end, new in sorted(self._made, key=lambda edit: (edit[0], edit[1])):
            if start < position:
                raise ValueError("two edits overlap")
            parts += [self.text[position:start], new]
            position = end
        return "".join([*parts, self.text[position:]])


def newline(text: str) -> str:
    """The line end that most lines of a text have."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def line_end(text: str, position: int) -> int:
    """Where the line of `position` ends, before its line end."""
    found = text.find("\n", position)
    if found < 0:
        return len(text)
    return found - 1 if found > position and text[found - 1] == "\r" else found


def column(text: str, position: int) -> int:
    """How many characters stand before `position` on its line."""
    return position - (text.rfind("\n", 0, position) + 1)
