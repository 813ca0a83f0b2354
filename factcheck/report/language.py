"""The languages of the report: words, sentences of the engine, units and numbers.

English is what the code and the templates say; other languages stand in gettext catalogues, `templates/LANGUAGE.po`,
which are read as they are, so that no build step stands between a translator and a page. Four kinds of text go through
here, each found in the catalogue under its English form:

- words of the pages, with or without places to fill in, and with a context where one word has several meanings;
- messages of findings: their templates are joined from clauses with `; `, and translated clause by clause;
- reasons, which the engine gives as finished sentences: the catalogue holds their patterns;
- words of units, under the context `unit`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from string import Formatter

from markupsafe import Markup, escape

from factcheck.knowledge.seeds import MissingData, shipped
from factcheck.model.interval import Interval, Number
from factcheck.model.message import InUnit, Message, say
from factcheck.report.figures import digits_for, say_myriads, say_number

LANGUAGES = ("en", "ko")
_UNIT_WORD = re.compile(r"[A-Za-z]+")
_SUBSCRIPT = (("CO2", "CO₂"), ("*", "·"), ("^2", "²"), ("^3", "³"))
_JOINTS = {"; ": "; ", ", ": ", ", ", and ": ", ", " and ": " "}  # as they stand between translated clauses
_READINGS = "; it would hold if "
_TIMES = re.compile(r"(?<=[a-z])\*(?=[a-z])")
_FIGURE = re.compile(r"(about |at least |up to |at most |nearly )?([0-9][0-9.,–]*)\s*((?!thousand|million|billion|trillion)[A-Za-z%][\w%/*^ ]*)?")
_CLAUSE = re.compile(r"; |, (?=which may explain)|, and (?=\{others\})| and (?=\{more\} more)")
_PLACE = re.compile(r"\\\{(\w+)\\\}")

ENGLISH = {
    ("standing means", "contradicted"): "No rounding makes it agree with the figures that it was held against.",
    ("standing means", "doubtful"): "It agrees only if figures were cut off or put loosely, or conditions that nobody states may explain the difference.",
    ("standing means", "consistent"): "It agrees with the figures that it was held against. That does not make it true.",
    ("reading means", "rounded"): "every value that prints so when it is rounded",
    ("reading means", "loose"): "also values that were cut off or put loosely",
    ("state", "absent"): "nobody has looked",
    ("state", "not_applicable"): "does not apply",
    ("group", "NOT_STATED"): "The source does not state",
    ("group", "ABSENT"): "Nobody has looked for",
    ("group", "STATED"): "Stated",
    ("group", "NOT_APPLICABLE"): "Does not apply",
    ("outcome", "impossible"): "could not be checked",
    ("waived", "label"): "waived",
    ("outcome heading", "contradicted"): "Contradicted",
    ("outcome heading", "doubtful"): "Doubtful",
    ("outcome heading", "impossible"): "Could not be checked",
    ("outcome heading", "holds"): "Holds",
}
"""(context, name) -> what a name of the program means in plain words, where the name itself is not the word."""

_EMPTY = Markup()
Entry = str | tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """One language: `language("As of {date}", date=...)` for a word or sentence of the pages.

    `catalogue` leads from (context, English) to the words of the language; it is empty for English.
    """

    code: str
    catalogue: Mapping[tuple[str, str], Entry]
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()  # of reasons
    _reasons: dict[str, str] = field(default_factory=dict)
    _units: dict[str, str] = field(default_factory=dict)
    _values: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str, /, **values: object) -> str:
        """`text` in this language, with its places filled in."""
        found = self.catalogue.get(("", text), text)
        said = found if isinstance(found, str) else found[0]
        return filled_plainly(said, values) if values else said

    def count(self, one: str, many: str, number: int) -> str:
        """`one` or `many` as the number wants it, with `{count}` filled in."""
        found = self.catalogue.get(("", one))
        forms = (one, many) if found is None else (found,) if isinstance(found, str) else found
        return filled_plainly(forms[0 if number == 1 else -1], {"count": f"{number:,}"})

    def named(self, context: str, name: str) -> str:
        """A word of a closed list, such as the status `measured`, or what it means, in this language."""
        english = ENGLISH.get((context, name)) or name.replace("_", " ")
        found = self.catalogue.get((context, english), english)
        return found if isinstance(found, str) else found[0]

    # ---- what the engine says ----------------------------------------------------------------------------------------

    def template(self, text: str) -> str:
        """A template of the engine, as a whole or clause by clause; English where the catalogue lacks one."""
        if not self.catalogue:
            return text
        whole = self.catalogue.get(("", text))
        if isinstance(whole, str):
            return whole
        return "".join(
            self.clause(piece) if number % 2 == 0 else _JOINTS[piece] for number, piece in enumerate(clauses(text))
        )

    def clause(self, text: str) -> str:
        """A clause as a whole, or else what stands before a colon and behind it."""
        found = self.catalogue.get(("", text))
        return found if isinstance(found, str) else ": ".join(map(self, text.split(": ")))

    def message(self, message: Message, put: Callable[[str, str], object]) -> Markup:
        """A message of the engine as markup, without the other readings at its end, which pages list by themselves.

        Every value is escaped, but for what `put` makes markup of. `put` gives a text among the values, by the name of its place, other words: a claim's id, a condition's name.
        """
        said = {key: self._value(key, value, put) for key, value in message.values.items()}
        return filled(self.template(message.template.partition(_READINGS)[0]), said)

    def _value(self, key: str, value: object, put: Callable[[str, str], object]) -> object:
        if isinstance(value, Interval):
            return self.interval(value)
        if isinstance(value, InUnit):
            return self.interval(value.interval, value.unit)
        if isinstance(value, tuple | list):
            return Markup(", ").join(escape(self._value(key, part, put)) for part in value)
        return put(key, value) if isinstance(value, str) else say(value)

    def reason(self, text: str) -> str:
        """A finished sentence of the engine, by the pattern that it follows; as it is where none fits."""
        if not self.catalogue:
            return text
        known = self._reasons.get(text)
        if known is None:
            known = self._reasons[text] = "; ".join(self._one_reason(part) for part in text.split("; "))
        return known

    def _one_reason(self, text: str) -> str:
        for pattern, said in self.patterns:
            match = pattern.fullmatch(text)
            if match is not None:
                # A reason may hold another: "not comparable with x: different periods: 2022 and 2023".
                values = {key: self._one_reason(value) if " " in value else value for key, value in match.groupdict().items()}
                return said.format(**values)
        return text

    # ---- numbers and units -------------------------------------------------------------------------------------------

    def unit(self, text: str) -> str:
        """A unit as it is printed: `person·year`, `t CO₂e`, in Korean `명·년`."""
        known = self._units.get(text)
        if known is None:
            known = _UNIT_WORD.sub(lambda match: self.named("unit", match[0]), text) if self.catalogue else text
            for plain, fine in _SUBSCRIPT:
                known = known.replace(plain, fine)
            self._units[text] = known
        return known

    def _behind(self, unit: str) -> str:
        """A unit behind a number: Korean words follow it without a space."""
        said = self.unit(unit)
        return said if "가" <= said[0] <= "힣" else f" {said}"

    def value(self, text: str) -> str:
        """A value as readers know it, from how a claim file writes it: `about 4..5 t CO2e` is `about 4–5 t CO₂e`.

        Other languages get the qualifier and the unit in their own words, where the rest is a plain figure.
        """
        known = self._values.get(text)
        if known is None:
            said = text.strip().replace("..", "–")
            match = _FIGURE.fullmatch(said) if self.catalogue else None
            if match is not None:
                qualifier = self.named("qualifier", match[1].strip()) + " " if match[1] else ""
                said = qualifier + match[2] + (self._behind(match[3]) if match[3] else "")
            else:
                said = _TIMES.sub("·", said).replace("CO2", "CO₂")
            known = self._values[text] = said
        return known

    def number(self, number: Number, digits: int) -> str:
        """A number in at most `digits` significant digits; in Korean large ones by 억 and 조."""
        return say_myriads(number, digits) if self.code == "ko" else say_number(number, digits)

    def interval(self, interval: Interval, unit: str | None = None, digits: int | None = None) -> str:
        """`4.9 to 6.375 t`, `at least 5`, or the one number of an exact interval."""
        digits = digits if digits is not None else digits_for([interval])
        tail = self._behind(unit) if unit and unit not in ("count", "1") else ""
        open_low, open_high = isinstance(interval.lo, float), isinstance(interval.hi, float)
        if interval.is_exact:
            return self("exactly {low}{unit}", low=self.number(interval.lo, digits), unit=tail)
        if open_low:
            if open_high:
                return self("any value")
            return self("at most {high}{unit}", high=self.number(interval.hi, digits), unit=tail)
        low = self.number(interval.lo, digits)
        if open_high:
            return self("at least {low}{unit}", low=low, unit=tail)
        return self("{low} to {high}{unit}", low=low, high=self.number(interval.hi, digits), unit=tail)


def filled(template: str, values: Mapping[str, object]) -> Markup:
    """A sentence with its places filled in; all of it is escaped but for values that are markup.

    What `Markup.format` does for plain `{name}` places, five times as fast: pages have many.
    """
    pieces = _pieces(template)
    return Markup("".join([escape(values[text]) if is_place else literal for text, literal, is_place in pieces]))  # noqa: S704


def filled_plainly(template: str, values: Mapping[str, object]) -> str:
    """A sentence with its places filled in, as text."""
    return "".join([str(values[text]) if is_place else text for text, _, is_place in _pieces(template)])


@lru_cache(maxsize=4096)
def _pieces(template: str) -> tuple[tuple[str, Markup, bool], ...]:
    """The pieces of a template: literal texts, also escaped, and names of places."""
    pieces: list[tuple[str, Markup, bool]] = []
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            pieces.append((literal, escape(literal), False))
        if name is not None:
            pieces.append((name, _EMPTY, True))
    return tuple(pieces)


def clauses(template: str) -> Iterator[str]:
    """The clauses of a template and what joins them, alternately."""
    end = 0
    for joint in _CLAUSE.finditer(template):
        yield template[end : joint.start()]
        yield joint[0]
        end = joint.end()
    yield template[end:]


@cache
def language(code: str) -> Language:
    """The language `code`, one of LANGUAGES.

    Raises MissingData where its catalogue is broken.
    """
    if code == "en":
        return Language(code, {})
    catalogue = dict(_entries(code))
    patterns = tuple(
        (pattern_of(text), said)
        for (context, text), said in catalogue.items()
        if context == "reason" and isinstance(said, str)
    )
    return Language(code, catalogue, patterns)


def _entries(code: str) -> Iterator[tuple[tuple[str, str], Entry]]:
    """The entries of a gettext catalogue: (context, English) and the form or forms of the language."""
    import polib  # only where a report is not in English

    path = shipped("templates") / f"{code}.po"
    try:
        entries = polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError) as problem:
        raise MissingData(f"templates/{path.name} is broken; install factcheck again") from problem
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.msgid_plural:
            yield (entry.msgctxt or "", entry.msgid), tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural))
        elif entry.msgstr:
            yield (entry.msgctxt or "", entry.msgid), entry.msgstr


def pattern_of(text: str) -> re.Pattern[str]:
    """What a sentence with places looks like once they are filled in."""
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(text)), re.DOTALL)
