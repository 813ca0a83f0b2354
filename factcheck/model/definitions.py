"""The unit definitions of `units.txt`: every spelling, prefix and size, exact.

pint reads them, into a closed registry of their own. Importing pint and reading the definitions takes longer than
checking a thousand claims, so what pint made of them is kept beside them in `units.json`, with the digest of the
definitions that it was made from. Other definitions have another digest: then pint reads them again.

    python -m factcheck.model.definitions        writes units.json anew
"""

import hashlib
import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

Dimensions = tuple[tuple[str, int], ...]

DEFINITIONS = Path(__file__).with_name("units.txt")
TABLE = Path(__file__).with_name("units.json")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a unit is: `factor` base units make one; `dims` are its base exponents; `offset` is in base units."""

    factor: Fraction
    dims: Dimensions
    offset: Fraction


@dataclass(frozen=True, slots=True)
class Definitions:
    """What `units.txt` defines.

    `names` maps every spelling of a unit to the symbol that is printed, `sizes` each symbol to its size. A prefix has a
    symbol (`k`), a name (`kilo`), both mapped to the symbol printed, and a factor by that symbol.
    """

    names: dict[str, str]
    sizes: dict[str, Size]
    prefix_symbols: dict[str, str]
    prefix_names: dict[str, str]
    prefix_factors: dict[str, Fraction]


@cache
def definitions() -> Definitions:
    """The definitions, from the table where it is of this `units.txt`, else read by pint."""
    text = DEFINITIONS.read_bytes()
    try:
        table = json.loads(TABLE.read_bytes())
    except (OSError, ValueError):
        return read_by_pint()
    return _of_table(table) if table.get("digest") == _digest(text) else read_by_pint()


def read_by_pint() -> Definitions:
    """What pint makes of the definitions.

    pint offers no public view of them; the attributes used here are those that its own formatter reads.
    """
    import pint

    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(
        DEFINITIONS, non_int_type=Fraction, autoconvert_offset_to_baseunit=False, cache_folder=None
    )
    units, prefixes = registry._units, registry._prefixes  # noqa: SLF001
    sizes = {}
    for symbol in dict.fromkeys(unit.symbol for unit in units.values()):
        factor, root = registry.get_root_units(symbol)
        dims = sorted((units[base].symbol, int(str(power))) for base, power in root._units.items())  # noqa: SLF001
        offset = getattr(units[symbol].converter, "offset", 0)
        sizes[symbol] = Size(Fraction(str(factor)), tuple(dims), Fraction(offset))
    given = {spelling: prefix for spelling, prefix in prefixes.items() if spelling}
    return Definitions(
        {spelling: unit.symbol for spelling, unit in units.items()},
        sizes,
        {spelling: prefix.symbol for spelling, prefix in given.items() if spelling != prefix.name},
        {spelling: prefix.symbol for spelling, prefix in given.items() if spelling == prefix.name},
        {prefix.symbol: Fraction(str(prefix.value)) for prefix in given.values()},
    )


def _digest(text: bytes) -> str:
    return hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()


def _of_table(table: dict[str, dict[str, str]]) -> Definitions:
    sizes = {}
    for symbol, text in table["sizes"].items():
        factor, offset, *dims = text.split()
        bases = ((base, int(power)) for base, _, power in (part.rpartition("^") for part in dims))
        sizes[symbol] = Size(Fraction(factor), tuple(bases), Fraction(offset))
    factors = {symbol: Fraction(factor) for symbol, factor in table["prefix_factors"].items()}
    return Definitions(table["names"], sizes, table["prefix_symbols"], table["prefix_names"], factors)


def write_table() -> None:
    """Write what pint reads into the table."""
    read = read_by_pint()
    sizes = {
        symbol: " ".join([str(size.factor), str(size.offset), *(f"{base}^{power}" for base, power in size.dims)])
        for symbol, size in read.sizes.items()
    }
    factors = {symbol: str(factor) for symbol, factor in read.prefix_factors.items()}
    table = {
        "digest": _digest(DEFINITIONS.read_bytes()), "names": read.names, "sizes": sizes,
        "prefix_symbols": read.prefix_symbols, "prefix_names": read.prefix_names, "prefix_factors": factors,
    }  # fmt: skip
    TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_table()
