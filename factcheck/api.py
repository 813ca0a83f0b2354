"""factcheck from Python: load a workspace, check it, and have the outcome as data frames.

    import factcheck

    checked = factcheck.load("claims").check()
    claims = checked.to_frame()
    claims[claims.standing == "contradicted"][["id", "value", "unit", "base_low", "base_high", "base_unit"]]
    checked.to_frame("findings").groupby("rule").size()
    checked.to_frame("conditions").query("state == 'not stated' and required")

Frames have plain dtypes: text is `object` (None where there is none), ends and counts are float64 and int64, yes and no
are bool. No cell holds a unit and a number at once: units stand in columns of their own, open ends are infinite.

Nothing here prints, writes or uses the network.
"""

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from factcheck.files.configuration import Configuration, read_configuration
from factcheck.files.workspace import NothingToRead, read_workspace
from factcheck.files.workspace import Workspace as _Workspace
from factcheck.model.claim import Claim
from factcheck.model.finding import Fault, Finding
from factcheck.reasoning.engine import Review, review
from factcheck.report.frames import claims_table, conditions_table, findings_table
from factcheck.rules import RULE_NAMES, RULES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Checked", "Loaded", "NothingToRead", "load"]

Table = Literal["claims", "findings", "conditions"]
_TABLES = {"claims": claims_table, "findings": findings_table, "conditions": conditions_table}


def load(*paths: str | os.PathLike[str]) -> "Loaded":
    """Read the workspace that `paths` lie in; none means those of the configuration, else `claims/` of this folder.

    As at the command line the whole workspace is read, `paths` say of which files it is reported, and the configuration
    at or above them gives rules their levels. What is wrong with a file is no exception but a finding. Raises
    NothingToRead where there is no such path or no claim file, BadConfiguration for a configuration that is no good.
    """
    wanted = [Path(path) for path in paths]
    place = wanted[0] if wanted else Path()
    settings = read_configuration(place if place.is_dir() else place.parent, {rule.name: rule.level for rule in RULES})
    return Loaded(read_workspace(wanted or settings.paths, RULE_NAMES), settings)


@dataclass(frozen=True, eq=False, repr=False)
class Loaded:
    """A workspace as read."""

    workspace: _Workspace
    settings: Configuration

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim that could be read, by id."""
        return self.workspace.claims

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the files themselves."""
        return self.workspace.faults

    def check(self, as_of: datetime.date | str | None = None) -> "Checked":
        """Check all claims with all rules.

        `as_of` is the date that waivers are held against, a date or `2026-01-31`; None is today. Raises ValueError for
        a text that is no date.
        """
        if as_of is None:
            as_of = datetime.datetime.now(tz=datetime.UTC).astimezone().date()
        elif isinstance(as_of, str):
            as_of = datetime.date.fromisoformat(as_of)
        read = self.workspace
        return Checked(
            review(
                read.dossiers, read.claims, read.faults, read.knowledge, RULES, as_of, read.reported,
                levels=self.settings.levels,
            )
        )  # fmt: skip

    def to_frame(self, of: Table = "claims") -> "pd.DataFrame":
        """`check().to_frame(of)`."""
        return self.check().to_frame(of)

    def __repr__(self) -> str:
        return f"<factcheck: {_many(len(self.claims), 'claim')} in {_many(len(self.workspace.dossiers), 'file')}>"


@dataclass(frozen=True, eq=False, repr=False)
class Checked:
    """A workspace with the outcome of all checks; `review` holds everything that there is to know."""

    review: Review

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order of files and lines; those that a waiver meets have `waived` set."""
        return self.review.findings

    @cached_property
    def standings(self) -> Mapping[str, str]:
        """Claim id -> contradicted, doubtful, unchecked or consistent. Consistent does not mean true."""
        return {assessment.claim.id: assessment.standing for assessment in self.review.assessments}

    def to_frame(self, of: Table = "claims") -> "pd.DataFrame":
        """A table as a data frame: a row for each claim, each finding, or each condition of each side of a claim.

        Columns are described in `factcheck.report.frames`. Raises ValueError for another table.
        """
        if of not in _TABLES:
            raise ValueError(f"there is no table {of!r}; there are {', '.join(_TABLES)}")
        columns, rows = _TABLES[of](self.review)
        return _frame(columns, rows)

    def __repr__(self) -> str:
        counts: dict[str, int] = {}
        for standing in self.standings.values():
            counts[standing] = counts.get(standing, 0) + 1
        said = ", ".join(f"{number} {standing}" for standing, number in sorted(counts.items()))
        return f"<factcheck: {_many(len(self.standings), 'claim')} ({said}), {_many(len(self.findings), 'finding')}>"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _frame(columns: Mapping[str, str], rows: Iterable[tuple[object, ...]]) -> "pd.DataFrame":
    """A data frame of `rows` in the order of `columns`, each of its dtype, also where there is no row."""
    import pandas as pd

    by_column: Iterator[tuple[object, ...]] = zip(*rows, strict=True)
    values = list(by_column) or [()] * len(columns)
    return pd.DataFrame(
        {name: pd.Series(list(cells), dtype=dtype) for (name, dtype), cells in zip(columns.items(), values, strict=True)}
    )
