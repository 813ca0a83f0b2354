"""Letters to speakers: as text ready to send, as Markdown, and as a table."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.seeds import MissingData, shipped
from factcheck.model.claim import NOT_STATED, Claim
from factcheck.model.names import visible
from factcheck.model.nodes import compose, plain
from factcheck.reasoning.questions import Gap, Letter, Question

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~()&])")
_COLUMNS = (
    "speaker", "number", "claim", "statement", "value", "quote", "source", "place", "condition", "of", "question", "why",
    "effect", "effect_source", "level", "rule_book",
)  # fmt: skip


@dataclass(frozen=True)
class Post:
    """Writes letters in one language, `en` or `ko`."""

    language: str
    knowledge: Knowledge

    def text(self, letters: Iterable[Letter]) -> Iterator[str]:
        """The letters as lines of plain text, one after the other."""
        for number, letter in enumerate(letters):
            if number:
                yield ""
                yield "-" * 72
                yield ""
            yield from map(visible, self._letter(letter))

    def markdown(self, letters: Iterable[Letter]) -> Iterator[str]:
        """The letters as lines of Markdown; what claims say is escaped, so that none of it is markup."""
        for number, letter in enumerate(letters):
            if number:
                yield ""
                yield "---"
                yield ""
            yield f"## {_plain(self.name(letter))}"
            yield ""
            yield from (_plain(line) for line in self._opening(letter))
            yield ""
            yield f"### {self._say('figures')}"
            yield ""
            for place, claim in enumerate(letter.claims, 1):
                yield f"{place}. {_plain(claim.statement)}"
                yield from (f"   {_plain(line)}  " for line in self._about(claim))
            yield ""
            yield f"### {self._say('questions')}"
            yield ""
            for place, question in enumerate(letter.questions, 1):
                yield f"{place}. **{_plain(self._ask(question))}** {_plain(self._asked_for(question, letter))}  "
                yield from (f"   {_plain(line)}  " for line in self._reasons(question))
            yield ""
            yield self._say("closing")

    def rows(self, letters: Iterable[Letter]) -> Iterator[list[str]]:
        """The questions as a table with a heading: a row for each condition of each claim."""
        yield [self._say(f"column_{column}") for column in _COLUMNS]
        for letter in letters:
            for number, question in enumerate(letter.questions, 1):
                for gap in question.gaps:
                    yield self._row(letter, number, question, gap)

    def name(self, letter: Letter) -> str:
        """How an addressee is called: in the reader's language where there is a name in it."""
        if letter.speaker is not None:
            return self._called(str(letter.speaker))
        source = letter.source
        if source is None:
            return self._say("nobody")
        return ", ".join(_known(source.author, source.publisher)) or source.id

    # ---- parts -------------------------------------------------------------------------------------------------------

    def _letter(self, letter: Letter) -> Iterator[str]:
        count = len(letter.claims)
        yield f"{self._say('to')}: {self.name(letter)}"
        matter = self._say("matter_line_one") if count == 1 else self._say("matter_line", count=count)
        yield f"{self._say('matter')}: {matter}"
        yield ""
        yield from self._opening(letter)
        yield ""
        yield self._say("figures")
        for number, claim in enumerate(letter.claims, 1):
            yield f"{number:>2}. {claim.statement}"
            yield from (f"    {line}" for line in self._about(claim))
        yield ""
        yield self._say("questions")
        for number, question in enumerate(letter.questions, 1):
            yield f"{number:>2}. {self._ask(question)} {self._asked_for(question, letter)}"
            yield from (f"    {line}" for line in self._reasons(question))
        yield ""
        yield self._say("closing")

    def _opening(self, letter: Letter) -> Iterator[str]:
        yield self._say("greeting", name=self.name(letter))
        yield ""
        yield self._say("opening_speaker" if letter.speaker is not None else "opening_source")

    def _about(self, claim: Claim) -> Iterator[str]:
        """Value, wording, source and reference of a claim, in one line."""
        parts = [self._say("value", value=claim.value.text.strip())]
        if claim.quote:
            parts.append(self._say("quoted", quote=claim.quote))
        parts.append(self._say("source", source=self._source(claim)))
        parts.append(self._say("our_reference", claim=claim.id))
        yield "; ".join(parts)

    def _source(self, claim: Claim) -> str:
        if claim.source is None:
            return self._say("no_source")
        card = self.knowledge.sources.get(claim.source)
        known = _known(card.publisher, card.date) if card is not None else []
        named = known if card is not None and _known(card.publisher) else [claim.source, *known]
        return ", ".join([*named, self._place(claim)] if claim.at else named)

    def _place(self, claim: Claim) -> str:
        return self._say("line", at=claim.at) if claim.at else ""

    def _ask(self, question: Question) -> str:
        condition = question.condition
        return (condition.ask_ko if self.language == "ko" else condition.ask) or condition.label

    def _reasons(self, question: Question) -> Iterator[str]:
        condition = question.condition
        why = (condition.why_ko if self.language == "ko" else condition.why) or condition.why
        if why:
            yield self._say("why", why=why)
        effect = self._effect(question)
        if effect:
            yield self._say("effect", effect=effect, source=condition.sensitivity_source)

    def _effect(self, question: Question) -> str:
        condition = question.condition
        own = condition.sensitivity_ko if self.language == "ko" else condition.sensitivity
        return own or condition.sensitivity or ""

    def _asked_for(self, question: Question, letter: Letter) -> str:
        """`(figures 1, 3: of RNGD)`: the figures that a question is about, with the side of a comparison."""
        numbers = {claim.id: number for number, claim in enumerate(letter.claims, 1)}
        by_sides: dict[str, list[int]] = {}
        for gap in question.gaps:
            by_sides.setdefault(self._of(gap), []).append(numbers[gap.claim.id])
        if len(by_sides) == 1 and len(question.gaps) == len(letter.claims):
            only = next(iter(by_sides))
            return f"({only})" if only else f"({self._say('all_figures')})" if len(letter.claims) > 1 else ""
        parts = []
        for sides, figures in by_sides.items():
            key = "figure" if len(figures) == 1 else "figures_numbered"
            parts.append(self._say(key, numbers=", ".join(map(str, figures))) + (f": {sides}" if sides else ""))
        return f"({'; '.join(parts)})"

    def _of(self, gap: Gap) -> str:
        sides = [self._called(name) for name in gap.sides]
        if len(sides) == 2:
            return self._say("both_of", one=sides[0], two=sides[1])
        return self._say("only_of", one=sides[0]) if sides else ""

    def _called(self, name: str) -> str:
        """A known thing by its name in the language of the letter, another as it was written."""
        entity = self.knowledge.entities.by_id.get(name)
        if entity is None:
            return name
        return (entity.ko if self.language == "ko" else None) or entity.name

    def _row(self, letter: Letter, number: int, question: Question, gap: Gap) -> list[str]:
        claim, condition = gap.claim, question.condition
        why = (condition.why_ko if self.language == "ko" else condition.why) or condition.why
        return [
            self.name(letter), str(number), claim.id, claim.statement, claim.value.text.strip(), claim.quote or "",
            claim.source or "", self._place(claim), condition.ko if self.language == "ko" else condition.name,
            self._of(gap), self._ask(question), why, self._effect(question), condition.sensitivity_source or "",
            self._say("required" if condition.required else "recommended"), condition.source,
        ]  # fmt: skip

    def _say(self, key: str, **values: object) -> str:
        return _words(self.language)[key].format(**values)


def _known(*parts: str | None) -> list[str]:
    """What a source card says; one may have `not stated` for what its document does not."""
    return [part for part in parts if part and part != NOT_STATED]


@cache
def _words(language: str) -> dict[str, str]:
    """The words of letters in one language. Raises MissingData where the table is broken."""
    path = shipped("templates") / "letters.yml"
    document = compose(path.read_text(encoding="utf-8"), path.name)
    table = plain(document.root)
    if document.faults or not isinstance(table, dict):
        raise MissingData("templates/letters.yml is broken; install factcheck again")
    return {key: forms[language] for key, forms in table.items()}


def _plain(text: str) -> str:
    """`text` as Markdown that shows just that."""
    return _MARKUP.sub(r"\\\1", visible(text))
