"""Entities: the things that claims are about, under all the names that people give them."""

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.model.claim import NOT_STATED, Name
from factcheck.model.names import Vocabulary, fold


@dataclass(frozen=True, slots=True)
class Entity:
    """A chip, a model, a company, a place ... `variant_of` is the more general entity that it is one form of."""

    id: str
    name: str
    ko: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    variant_of: str | None = None


class Entities:
    """The entity table: every spelling of every name, folded, leads to one entity."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.by_id = {entity.id: entity for entity in entities}
        self._spellings: dict[str, Entity] = {}
        for entity in self.by_id.values():
            for name in (entity.id, entity.name, entity.ko, *entity.aliases):
                if name:
                    self._spellings[fold(name)] = entity
        self._vocabulary: Vocabulary | None = None
        self._names: dict[str, Name] = {}
        self._slips: dict[str, str | None] = {}

    def __len__(self) -> int:
        return len(self.by_id)

    def find(self, text: str) -> Entity | None:
        """The entity that `text` names, by id, name or alias."""
        return self._spellings.get(fold(text))

    def name(self, text: str) -> Name:
        """`text` as a name of a claim; one object for each text, shared by all claims that use it."""
        found = self._names.get(text)
        if found is None:
            entity = self.find(text) if text != NOT_STATED else None
            if entity is None:
                found = Name(text, fold(text) if text != NOT_STATED else f"\0{NOT_STATED}")
            else:
                found = Name(text, entity.id, True, entity.kind)
            self._names[text] = found
        return found

    def near(self, text: str) -> str | None:
        """A known name so near to `text` that it is probably a slip of it."""
        if text in self._slips:
            return self._slips[text]
        if self._vocabulary is None:
            names = [n for e in self.by_id.values() for n in (e.id, e.name, e.ko, *e.aliases) if n]
            self._vocabulary = Vocabulary(names)
        near = self._slips[text] = self._vocabulary.nearest(text, shortest=4)
        return near

    def general(self, key: str) -> tuple[str, ...]:
        """The key and the keys of what it is a variant of, the nearest first."""
        chain = [key]
        entity = self.by_id.get(key)
        while entity is not None and entity.variant_of and entity.variant_of not in chain:
            chain.append(entity.variant_of)
            entity = self.by_id.get(entity.variant_of)
        return tuple(chain)
