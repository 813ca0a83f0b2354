"""Kinds of claims, and the conditions that each must state.

A kind says which profiles of conditions it brings along and which units fit it. A condition says when it is asked for
(`if`), what states it already (`by`), and why a figure cannot be judged without it.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factcheck.model.definitions import Dimensions
from factcheck.model.names import fold
from factcheck.model.units import WORK, Unit, UnknownUnit, parse_unit

_UNIT_WORDS = frozenset(["any", "currency", "counted", "%", "%p"])


@dataclass(frozen=True, slots=True)
class Trigger:
    """When a condition is asked for; every part that is set must hold.

    `kinds`: the claim's kind; `units`: the unit is one of these; `unit_has`: `token` or `per`; `unit_lacks`: no known
    unit with one of these (tokens do not come into images a second); `tied_currency`: the
    claim or one it is tied to is in money; `subjects`: the entity kind of the subject; `condition` with `wanted`
    (is, contains), `unwanted` (is_not) or `differs`: what another condition states; `only_stated`: weighed where the
    analyst states it, never asked for.
    """

    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    unit_has: str | None = None
    unit_lacks: tuple[str, ...] = ()
    tied_currency: bool = False
    subjects: tuple[str, ...] = ()
    condition: str | None = None
    wanted: tuple[str, ...] = ()
    contains: str | None = None
    unwanted: tuple[str, ...] = ()
    differs: bool = False
    only_stated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One condition of a profile. `required` decides the level of its findings; texts are (English, Korean)."""

    name: str
    ko: str
    required: bool
    why: str
    why_ko: str
    ask: str
    ask_ko: str
    source: str
    compare: bool = False
    identity: bool = False
    by: str | None = None
    trigger: Trigger | None = None
    unit: str | None = None
    allowed: str = ""
    synonyms: tuple[str, ...] = ()
    sensitivity: str | None = None
    sensitivity_ko: str | None = None
    sensitivity_source: str | None = None
    factor: float = 1.0  # by how much the figure may change; infinite where it may vanish, 1 where nobody has measured it
    asked_of: tuple[str, ...] = ()  # entity kinds of the subjects that the question makes sense for; empty: of any
    by_analyst: bool = False  # a matter of the record, such as the day of reading: no speaker can be asked for it
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a value -> other spellings of it
    spellings: Mapping[str, str] = field(default_factory=dict)  # the same folded, spelling -> value

    @property
    def label(self) -> str:
        return self.name.replace("_", " ")

    @property
    def weight(self) -> tuple[float, bool, bool]:
        """Sorts conditions by consequence: what is known to change the figure most comes first."""
        return -self.factor, not self.required, self.sensitivity is None

    def canonical(self, text: str) -> str:
        """The value that `text` is another spelling of (`wall` of `system_ac_wall`), or `text` itself."""
        return self.spellings.get(fold(text), text) if self.spellings else text


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A named list of conditions; `inherits` names the profiles whose conditions it takes over."""

    name: str
    title: str
    ko: str
    inherits: tuple[str, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, eq=False)
class Kind:
    """A sort of claim: its name, its profiles, its units.

    `common`, `comparing` and `own` are its conditions: those of every claim, those of every comparison, and those of
    its own profiles; only the last have a baseline's side.
    """

    id: str
    name: str
    ko: str
    means: str
    profiles: tuple[str, ...]
    units: tuple[str, ...]
    per: tuple[str, ...]
    signed: bool
    common: tuple[Condition, ...] = ()
    comparing: tuple[Condition, ...] = ()
    own: tuple[Condition, ...] = ()

    @cached_property
    def compared(self) -> tuple[Condition, ...]:
        """The conditions that must agree before two figures of the kind may be compared."""
        return tuple(condition for condition in self.own if condition.compare)

    @cached_property
    def by_name(self) -> Mapping[str, Condition]:
        return {condition.name: condition for condition in (*self.common, *self.comparing, *self.own)}

    @cached_property
    def counts_things(self) -> bool:
        """Whether any unknown word may be its unit, as a counted thing of its own."""
        return "counted" in self.units or self.id == "quantity"

    @cached_property
    def _dims(self) -> frozenset[Dimensions]:
        found = set()
        for text in self.units:
            if text not in _UNIT_WORDS:
                for work in WORK if "work" in text else ("",):
                    found.add(parse_unit(text.replace("work", work)).dims)
        return frozenset(found)

    @cached_property
    def base_unit(self) -> Unit | None:
        """The unit of its absolute values, where all its units are of one dimension."""
        return parse_unit(self.units[0]) if len(self._dims) == 1 and len(self.units) == 1 else None

    def fits(self, unit: Unit) -> bool:
        """Whether a value without a baseline may be in `unit`."""
        if "any" in self.units:
            return True
        if unit.is_percent or unit.is_ratio or unit.points or (unit.text == "%/year"):
            return "%" in self.units and (unit.text != "%/year" or "%/year" in self.units)
        if unit.is_count:
            return "counted" in self.units or self.id == "rank"
        if unit.dims in self._dims:
            return True
        if "currency" in self.units and unit.is_currency:
            return True
        if "counted" in self.units and unit.is_counted:
            return True
        return bool(self.per) and unit.has_denominator and self._fits_per(unit)

    def _fits_per(self, unit: Unit) -> bool:
        above = unit.numerator()
        if above.dims not in self._dims and not ("currency" in self.units and above.is_currency):
            return self._whole_rate_fits(unit)
        if self.per == ("any",):
            return True
        return all(atom.name in self.per for atom, power in unit.atoms if power < 0)

    def _whole_rate_fits(self, unit: Unit) -> bool:
        """Rates such as token/s/accelerator: what is left without the counted things below the line fits."""
        left = tuple((name, power) for name, power in unit.dims if power > 0 or name in ("s", "kg", "m", "K", "A"))
        return self.per == ("any",) and left in self._dims

    def unit_text(self) -> str:
        """Its units in words, for messages."""
        words = {"any": "any unit", "currency": "money", "counted": "a counted thing"}
        text = ", ".join(words.get(unit, unit) for unit in self.units)
        return text + (" (per anything)" if self.per == ("any",) else f" (per {', '.join(self.per)})" if self.per else "")


def with_conditions(kind: Kind, profiles: Mapping[str, Profile]) -> Kind:
    """`kind` with the conditions of its profiles filled in; a profile's own condition wins over an inherited one."""
    own: dict[str, Condition] = {}
    for name in kind.profiles:
        _gather(name, profiles, own, ())
    common = profiles["common"].conditions if "common" in profiles else ()
    comparing = profiles["comparison"].conditions if "comparison" in profiles else ()
    return Kind(
        kind.id, kind.name, kind.ko, kind.means, kind.profiles, kind.units, kind.per, kind.signed,
        common, comparing, tuple(own.values()),
    )  # fmt: skip


def _gather(name: str, profiles: Mapping[str, Profile], found: dict[str, Condition], path: tuple[str, ...]) -> None:
    profile = profiles.get(name)
    if profile is None or name in path:
        return
    for parent in profile.inherits:
        _gather(parent, profiles, found, (*path, name))
    for condition in profile.conditions:
        found[condition.name] = condition


def trigger_of(data: Mapping[str, object]) -> Trigger:
    """A trigger from its `if:` mapping."""

    def texts(key: str) -> tuple[str, ...]:
        value = data.get(key)
        if value is None:
            return ()
        return tuple(str(part) for part in value) if isinstance(value, Iterable) and not isinstance(value, str) else (str(value),)

    def text(key: str) -> str | None:
        return str(data[key]) if key in data else None

    return Trigger(
        kinds=texts("kind"), units=tuple(filter(is_unit, texts("unit"))), unit_has=text("unit_has"), unit_lacks=texts("unit_lacks"),
        tied_currency=data.get("unit_or_tied_unit") == "currency", subjects=texts("subject"),
        condition=text("condition"), wanted=texts("is"), contains=text("contains"), unwanted=texts("is_not"),
        differs="differs" in data, only_stated="claim_says" in data,
    )  # fmt: skip


def factor_of(text: str | None) -> float | None:
    """The number that `sensitivity_factor` gives: at least 1, infinite for `unbounded`; None for anything else."""
    if text == "unbounded":
        return math.inf
    if text is None or not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text.strip()):
        return None
    return float(text) if float(text) >= 1 else None


def is_unit(text: str) -> bool:
    """Whether a unit of the seeds can be read: an expression of known units, or one of the words of kinds."""
    if text in _UNIT_WORDS:
        return True
    try:
        parse_unit(text.replace("work", "token"))
    except UnknownUnit:
        return False
    return True
