"""Measures: what is finer than a kind, such as decode throughput or operating profit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A known measure with its kind, usual unit, and the metrics of reference rows that it stands for."""

    name: str
    ko: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    unit: str | None = None
    metrics: tuple[str, ...] = ()
