"""The report's own words, in the languages that it speaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.knowledge.seeds import MissingData, shipped
from factcheck.model.nodes import compose, plain

LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: `words[key]` for plain ones, `words(key, ...)` for those with places to fill in."""

    language: str
    table: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """The word under `key`.

        Raises KeyError for one that is not in the table: a page never shows a key.
        """
        return self.table[key]

    def __call__(self, key: str, **values: object) -> str:
        """The word under `key` with its places filled in. Raises KeyError."""
        return self.table[key].format(**values)

    def named(self, group: str, name: str) -> str:
        """The word for one of a closed list, such as the status `measured`; the name itself where there is none."""
        return self.table.get(f"{group}_{name}", name.replace("_", " "))


@cache
def words(language: str) -> Words:
    """The words of `language`, one of LANGUAGES.

    Raises MissingData where the table is broken.
    """
    return Words(language, {key: forms[language] for key, forms in word_table().items()})


@cache
def word_table() -> Mapping[str, Mapping[str, str]]:
    """Key -> language -> word, as `templates/words.yml` has it.

    Raises MissingData where the table cannot be read.
    """
    path = shipped("templates") / "words.yml"
    document = compose(path.read_text(encoding="utf-8"), path.name)
    table = plain(document.root)
    if document.faults or not isinstance(table, dict):
        raise MissingData("templates/words.yml is broken; install factcheck again")
    return table
