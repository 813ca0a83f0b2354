"""Source cards: the documents that claims come from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What is known of a document. Documents themselves are not kept; `digest` says in our own words what it claims."""

    id: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None
    sha256: str | None = None
    characters: str | None = None
    lines: str | None = None
    file: str | None = None
    digest: str | None = None
