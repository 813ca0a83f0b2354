"""The configuration of a workspace: `factcheck.toml`, or `[tool.factcheck]` in `pyproject.toml`.

The nearest one at or above the place that is looked at counts, and it alone: files do not add up. In one folder
`factcheck.toml` goes before `pyproject.toml`. What is given on the command line goes before what stands in the file.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.model.finding import Level
from factcheck.model.names import Vocabulary, shown, visible

NAME = "factcheck.toml"
_SHARED = "pyproject.toml"
_TABLE = "tool.factcheck"
KEYS = ("paths", "levels", "lang", "fail-on")
LANGUAGES = ("en", "ko")
FAIL_ON = ("error", "warning", "note", "never")
OFF = "off"


class BadConfiguration(Exception):
    """The configuration cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration file sets. `paths` are as seen from here; `levels` has None for a rule that is off."""

    file: Path | None = None
    paths: tuple[Path, ...] = ()
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    lang: str | None = None
    fail_on: str | None = None


def read_configuration(place: Path, rules: Mapping[str, Level]) -> Configuration:
    """The nearest configuration at or above `place`; an empty one where there is none.

    `rules` gives the gravest level of each rule. Raises BadConfiguration.
    """
    start = Path(os.path.abspath(place))
    for folder in (start, *start.parents):
        for name in (NAME, _SHARED):
            path = folder / name
            if path.is_file():
                table = _table(path)
                if table is not None:
                    return _Reader(path, table, rules).read()
    return Configuration()


def _table(path: Path) -> Mapping[str, Any] | None:
    """The settings of a file; None for a pyproject.toml that has none."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise BadConfiguration(f"{_near(path)} cannot be read: {problem.strerror or problem}") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
        if path.name == _SHARED:
            _unread(path, problem)
            return None
        raise BadConfiguration(f"{_near(path)} is no TOML: {shown(str(problem), 200)}") from problem
    if path.name == NAME:
        return data
    tool = data.get("tool")
    table = tool.get("factcheck") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise BadConfiguration(f"{_near(path)}: {_TABLE} is a table")
    return table


def _unread(path: Path, problem: ValueError | RecursionError) -> None:
    """A pyproject.toml that is broken is told by its other readers, unless it speaks of factcheck."""
    if b"tool.factcheck" in path.read_bytes():
        raise BadConfiguration(f"{_near(path)} is no TOML: {shown(str(problem), 200)}") from problem


def _near(path: Path) -> str:
    """A path as short as it can be said from here."""
    relative = os.path.relpath(path)
    return visible(relative if Path(relative).parts[:3] != ("..",) * 3 else str(path))


class _Reader:
    def __init__(self, path: Path, table: Mapping[str, Any], rules: Mapping[str, Level]) -> None:
        self.path, self.table, self.rules = path, table, rules
        self.prefix = "" if path.name == NAME else f"{_TABLE}."

    def read(self) -> Configuration:
        for key in self.table:
            if key not in KEYS:
                self._bad(key, "nobody knows this key" + _hint(key, KEYS))
        return Configuration(
            self.path, self._paths(), self._levels(), self._choice("lang", LANGUAGES), self._choice("fail-on", FAIL_ON)
        )

    def _bad(self, key: str, why: str) -> None:
        raise BadConfiguration(f"{_near(self.path)}: {self.prefix}{shown(key)}: {why}")

    def _paths(self) -> tuple[Path, ...]:
        given = self.table.get("paths", [])
        if not isinstance(given, list) or not all(isinstance(path, str) and path for path in given):
            self._bad("paths", 'a list of files and folders such as ["claims"]')
        found = []
        for path in given:
            whole = self.path.parent / path
            if not whole.exists():
                self._bad("paths", f"there is no {visible(path)} beside this file")
            found.append(Path(os.path.relpath(whole)))
        return tuple(found)

    def _levels(self) -> Mapping[str, Level | None]:
        given = self.table.get("levels", {})
        if not isinstance(given, dict):
            self._bad("levels", 'a table from rules to levels, such as unreviewed = "warning"')
        found: dict[str, Level | None] = {}
        for rule, level in given.items():
            if rule not in self.rules:
                self._bad(f"levels.{rule}", "there is no rule of this name" + _hint(rule, self.rules))
            elif level == OFF:
                if self.rules[rule] is Level.ERROR:
                    self._bad(f"levels.{rule}", "a rule that finds errors cannot be off; make it a note, or waive its findings")
                found[rule] = None
            elif isinstance(level, str) and level in tuple(Level):
                found[rule] = Level(level)
            else:
                self._bad(f"levels.{rule}", f"a level is error, warning, note or off, not {shown(str(level))}")
        return found

    def _choice(self, key: str, choices: tuple[str, ...]) -> str | None:
        given = self.table.get(key)
        if given is not None and given not in choices:
            self._bad(key, f"one of {', '.join(choices)}, not {shown(str(given))}" + _hint(str(given), choices))
        return given


def _hint(word: str, words: Mapping[str, object] | tuple[str, ...]) -> str:
    near = Vocabulary(words).suggest(word)
    return f"; did you mean {near}?" if near else ""
