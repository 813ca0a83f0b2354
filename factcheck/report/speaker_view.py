"""Who states how much, for the terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from factcheck.model.names import visible
from factcheck.reasoning.speakers import Disclosed, SpeakerTable


def speakers_view(table: SpeakerTable) -> Iterator[RenderableType]:
    """The table for the terminal."""
    if not table.speakers:
        yield Text("No claim could be read.")
        return
    speakers = [(line.speaker, line.disclosed) for line in table.speakers]
    yield _table("speaker", [*speakers, ("all", table.total)])
    yield Text()
    yield _table("kind", list(table.kinds))
    yield Text()
    yield Text(
        "Required conditions that a speaker can state, each once a claim; quote, address and day of reading are the "
        "analyst's and not counted. Not stated means: not in the source that was read. A share of few conditions says "
        "little: look at the counts."
    )


def _table(heading: str, lines: list[tuple[str, Disclosed]]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(heading, no_wrap=True)
    for column in ("claims", "stated", "not stated", "not looked at", "n/a"):
        table.add_column(column, justify="right")
    table.add_column("most often not stated (claims)")
    for name, disclosed in lines:
        counts, share = disclosed.counts, disclosed.share
        stated = f"{counts.stated} of {counts.applicable}" + (f" ({float(share):.0%})" if share is not None else "")
        lacking = ", ".join(f"{condition} ({claims})" for condition, claims in disclosed.lacking)
        cells = (str(disclosed.claims), stated, *(str(n) for n in (counts.not_stated, counts.not_looked_at, counts.not_applicable)))
        table.add_row(Text(visible(name)), *cells, Text(lacking))
    return table
