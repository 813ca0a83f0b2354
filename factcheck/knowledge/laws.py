"""Laws: how quantities of one subject go together. Each is a product of quantities to the power of 1 or -1."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from factcheck.model.definitions import Dimensions
from factcheck.model.nodes import Keys, plain
from factcheck.model.units import WORK, Unit, UnknownUnit, parse_unit

VALUES, COMPARISONS = "values", "comparisons"
_TERM = re.compile(r"\s*([*/])?\s*([a-z_]+|1)")


class BadLaw(ValueError):
    """A law that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Role:
    """One quantity of a law: the kinds, measures and units of the claims that may stand for it.

    `measures` is empty where any will do; `dims` are the dimensions that its unit may have, empty for any. `same` takes
    kind and measure of the left side. `condition` names a condition that may state the quantity, `default` what it is
    where nothing does; `rated` is the (kind, measure) of a data sheet's figure that may stand for it; `measured` says
    that a claim must name one of the measures. `contained_in` is a (condition, words): a figure that states one of the
    words there holds this quantity already, as energy measured for the whole facility holds the PUE.
    `counted` is the one counted thing that it is in, for claims that count their subject by a counter word.
    """

    name: str
    kinds: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    dims: frozenset[Dimensions] = frozenset()
    same: bool = False
    condition: str | None = None
    default: Fraction | None = None
    rated: tuple[str, str] | None = None
    measured: bool = False
    contained_in: tuple[str, tuple[str, ...]] | None = None
    counted: Unit | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """`left` is the product of `factors`, each to its power (1 or -1); `holds` says between what: values, comparisons."""

    id: str
    name: str
    ko: str
    says: str
    source: str
    holds: frozenset[str]
    left: Role
    factors: tuple[tuple[Role, int], ...]


def read_law(id_: str, node: Keys, kinds: Mapping[str, object]) -> Law:
    """One law of `laws.yml`.

    Raises BadLaw.
    """
    fields = plain(node)
    if not isinstance(fields, dict) or not isinstance(fields.get("where"), dict):
        raise BadLaw("a law is a mapping with `where`")
    lacking = [key for key in ("name", "ko", "says", "holds", "source") if not fields.get(key)]
    if lacking:
        raise BadLaw(f"the law lacks {', '.join(lacking)}")
    roles = {name: _role(name, entry, kinds) for name, entry in fields["where"].items()}
    holds = frozenset(fields["holds"] if isinstance(fields["holds"], list) else [fields["holds"]])
    if not holds <= {VALUES, COMPARISONS}:
        raise BadLaw("a law holds between values, comparisons or both")
    left, sign, right = fields["says"].partition("=")
    factors = tuple(_factors(right, roles))
    if not sign or left.strip() not in roles or not factors:
        raise BadLaw(f"{fields['says']!r} does not say one quantity as a product of others")
    return Law(id_, fields["name"], fields["ko"], fields["says"], fields["source"], holds, roles[left.strip()], factors)


def _factors(text: str, roles: Mapping[str, Role]) -> Iterator[tuple[Role, int]]:
    position = 0
    while position < len(text.rstrip()):
        match = _TERM.match(text, position)
        if match is None or (match[2] != "1" and match[2] not in roles):
            raise BadLaw(f"cannot read {text[position:].strip()!r}: no quantity under `where`")
        if match[2] != "1":
            yield roles[match[2]], -1 if match[1] == "/" else 1
        position = match.end()


def _role(name: str, entry: object, kinds: Mapping[str, object]) -> Role:
    if not isinstance(entry, dict):
        raise BadLaw(f"{name} is a mapping")
    named = _several(entry.get("kind"))
    same = named == ("same",)
    unknown = [kind for kind in named if kind not in kinds and not same]
    if unknown or not (named or entry.get("condition")):
        raise BadLaw(f"{name} needs a known kind or a condition")
    default = entry.get("default")
    rated, inside = entry.get("rated"), entry.get("contained_in")
    try:
        dims = frozenset(dims for unit in _several(entry.get("unit")) for dims in _dims(unit))
    except UnknownUnit as problem:
        raise BadLaw(f"{name}: nobody knows the unit {problem.word}") from problem
    return Role(
        name, () if same else named, _several(entry.get("measures")), dims, same, entry.get("condition"),
        Fraction(default) if default is not None else None,
        (rated["kind"], rated["measure"]) if isinstance(rated, dict) else None,
        "measure" in _several(entry.get("given")),
        (inside["condition"], _several(inside["says"])) if isinstance(inside, dict) else None,
        _counted(_several(entry.get("unit"))),
    )  # fmt: skip


def _counted(units: tuple[str, ...]) -> Unit | None:
    """The unit, where it is one counted thing."""
    unit = parse_unit(units[0]) if len(units) == 1 and "work" not in units[0] else None
    return unit if unit is not None and unit.is_counted and not unit.is_count else None


def _several(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value is not None else ()


def _dims(unit: str) -> Iterator[Dimensions]:
    for work in WORK if "work" in unit else ("",):
        yield parse_unit(unit.replace("work", work)).dims
