"""Reference rows: sourced figures that claims are held against."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factcheck.knowledge.profiles import Kind
from factcheck.model.nodes import Keys, plain
from factcheck.model.quantity import BadValue, Quantity, parse_figure
from factcheck.model.units import UnknownUnit


@dataclass(frozen=True, slots=True)
class ReferenceSource:
    """Where a reference figure stands. Tier A: maker, authority, paper; B: named expert or press; C: aggregator."""

    id: str
    tier: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceRow:
    """One figure of a subject (of subject / baseline, for a ratio), with the conditions that it holds under.

    A condition with several texts holds under any of them.
    """

    id: str
    subject: str
    baseline: str | None
    kind: str
    measure: str
    value: Quantity
    year: int | None
    conditions: Mapping[str, tuple[str, ...]]
    sources: tuple[ReferenceSource, ...]
    note: str | None

    @property
    def is_weighty(self) -> bool:
        """Whether a claim that no row fits is an error: the row is of tier A, or two sources agree on it."""
        return len(self.sources) > 1 or any(source.tier == "A" for source in self.sources)


class BadRow(ValueError):
    """A reference row that cannot be read; the message says why."""


def read_sources(node: Keys) -> Iterator[ReferenceSource]:
    """The sources of a reference file."""
    for name, entry in node:
        fields = plain(entry)
        if isinstance(fields, dict):
            yield ReferenceSource(name, str(fields.get("tier", "C")), str(fields.get("title", name)), fields.get("url"))


def read_row(
    name: str, node: Keys, sources: Mapping[str, ReferenceSource], kinds: Mapping[str, Kind]
) -> ReferenceRow:
    """One row.

    Raises BadRow.
    """
    fields = plain(node)
    if not isinstance(fields, dict):
        raise BadRow("a row is a mapping")
    lacking = [key for key in ("subject", "kind", "measure", "value", "source") if not fields.get(key)]
    if lacking:
        raise BadRow(f"the row lacks {', '.join(lacking)}")
    kind = kinds.get(fields["kind"])
    if kind is None:
        raise BadRow(f"there is no kind {fields['kind']}")
    named = [fields["source"], *(fields.get("also") or ())]
    unknown = [source for source in named if source not in sources]
    if unknown:
        raise BadRow(f"no source {', '.join(unknown)} is given in the file")
    try:
        value = parse_figure(fields["value"]).quantity(
            comparison=bool(fields.get("baseline")), kind=kind.id, signed=kind.signed, counted=kind.counts_things
        )
    except (BadValue, UnknownUnit) as problem:
        raise BadRow(f"{fields['value']}: {problem}") from problem
    year = str(fields.get("year", ""))
    conditions = {
        condition: tuple(map(str, stated)) if isinstance(stated, list) else (str(stated),)
        for condition, stated in (fields.get("conditions") or {}).items()
    }
    return ReferenceRow(
        name, fields["subject"], fields.get("baseline"), kind.id, fields["measure"], value,
        int(year) if year.isdigit() else None, conditions, tuple(sources[source] for source in named), fields.get("note"),
    )  # fmt: skip
