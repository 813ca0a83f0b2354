"""A mention: one figure of a text, with the place where it stands."""

from typing import NamedTuple

KINDS = (
    "quantity", "percent", "percent_point", "ratio", "money", "count", "rank", "range", "date", "duration", "ordinal",
    "identifier",
)  # fmt: skip
CHECKABLE = frozenset(["quantity", "percent", "percent_point", "ratio", "money", "count", "range", "duration", "rank"])


class Mention(NamedTuple):
    """A figure of a text: `text == source[start:end]`, offsets in code points, the end exclusive, lines from 1.

    `value` is None for dates, identifiers and figures without a number (`수백만 개`); `value_hi` stands for ranges
    only. `unit` is spelled as the unit definitions print it. `qualifier` is one of about, at_least, at_most, up_to,
    more_than, less_than, approx_range. `damaged` marks a figure that lost a sign (`4 5t`), `noun` is what is counted,
    `converts` the start of the figure that this one restates in another currency.
    """

    start: int
    end: int
    line: int
    text: str
    value: int | float | None
    value_hi: int | float | None
    unit: str | None
    kind: str
    qualifier: str | None
    damaged: bool = False
    noun: str | None = None
    per: str | None = None
    converts: int | None = None
