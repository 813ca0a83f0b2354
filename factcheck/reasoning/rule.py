"""What a rule is: a documented function of one subject.

    @rule("ratio-fails", over=Comparison, weighs=True)
    def ratio_fails(comparison: Comparison) -> Iterator[Outcome]:
        '''One sentence: what the rule asks.

        More words on what it means and why it matters.

        Reference: what it rests on.

        Bad:
            a short claim file

        Good:
            a short claim file
        '''

A rule yields findings, or one `Skip` with the reason why it could not look; yielding nothing is a pass. The engine
pairs rules with subjects, so a rule has no loop, no registry and no I/O.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from factcheck.model.finding import Fault, Finding, Level


@dataclass(frozen=True, slots=True)
class Skip:
    """A check that could not be made, and why."""

    reason: str


Outcome = Finding | Skip
Check = Callable[[Any], Iterator[Outcome]]


@dataclass(frozen=True)
class Rule:
    """A rule with its name, the subjects it looks at, and its manual.

    `level` is the gravest it reports. `weighs` says that passing it is a check of the claims that its subject counts
    for. The manual is the docstring of the function.
    """

    name: str
    over: tuple[type, ...]
    check: Check
    level: Level
    group: str
    weighs: bool
    manual: str

    @cached_property
    def _parts(self) -> dict[str, str]:
        pieces = re.split(r"^(Reference|Source text|Bad|Good):[ \t]*", self.manual, flags=re.MULTILINE)
        parts = {"Text": pieces[0].strip()}
        parts.update(zip(pieces[1::2], (inspect.cleandoc("\n" + text) for text in pieces[2::2]), strict=True))
        return parts

    @property
    def summary(self) -> str:
        """What the rule asks, in one sentence."""
        return " ".join(self._parts["Text"].split("\n\n")[0].split())

    @property
    def explanation(self) -> str:
        """What it means and why it matters."""
        return "\n\n".join(" ".join(part.split()) for part in self._parts["Text"].split("\n\n")[1:])

    @property
    def reference(self) -> str:
        return " ".join(self._parts.get("Reference", "").split())

    @property
    def source_text(self) -> str:
        """The text of a source that the examples are held against; empty for rules that need none."""
        return self._parts.get("Source text", "")

    @property
    def bad(self) -> str:
        """A claim file that the rule speaks about."""
        return self._parts.get("Bad", "")

    @property
    def good(self) -> str:
        """The same, mended."""
        return self._parts.get("Good", "")


def rule(
    name: str, *, over: type | tuple[type, ...], level: Level = Level.ERROR, group: str, weighs: bool = False
) -> Callable[[Check], Rule]:
    """Make a rule of a function."""

    def made(check: Check) -> Rule:
        subjects = over if isinstance(over, tuple) else (over,)
        return Rule(name, subjects, check, level, group, weighs, inspect.cleandoc(check.__doc__ or ""))

    return made


def of_fault(name: str, level: Level = Level.ERROR) -> Callable[[Callable[[], None]], Rule]:
    """A rule of the files: the reader finds the fault, the rule says what it means. The function holds the manual."""

    def check(fault: Fault) -> Iterator[Outcome]:
        if fault.rule == name:
            claims = (fault.claim,) if fault.claim is not None else ()
            yield Finding(name, fault.level, fault.location, fault.message, claims, fix=fault.fix)

    def made(manual: Callable[[], None]) -> Rule:
        return Rule(name, (Fault,), check, level, "File", False, inspect.cleandoc(manual.__doc__ or ""))

    return made
