"""`co2_eq_emissions` in the metadata of a Hugging Face model card (README.md, or the YAML alone).

The names come from the Hub documentation, "Displaying carbon emissions for your model": emissions (in grams), source,
training_type, geographical_location, hardware_used; a bare number is the older form. The name of the model is that of
`model-index` or `model_name`.
"""

from collections.abc import Iterator

from factcheck.files.importers.draft import Draft, DraftClaim
from factcheck.files.importers.reading import BadImport, Object, figure, words
from factcheck.model.message import say
from factcheck.model.names import shown
from factcheck.model.nodes import compose, plain

TOOL = "Hugging Face model card"
_KEY = "co2_eq_emissions"
_FIELDS = frozenset(["emissions", "source", "training_type", "geographical_location", "hardware_used"])


def recognises(text: str) -> bool:
    """Whether a text looks like a card with emissions."""
    return f"\n{_KEY}:" in f"\n{text}"


def read(text: str) -> Draft:
    """Read a model card. Raises BadImport."""
    card = _metadata(text)
    if _KEY not in card:
        raise BadImport(f"the metadata of the card has no {_KEY}")
    stated = card[_KEY]
    given: Object = stated if isinstance(stated, dict) else {"emissions": stated}
    strange = [key for key in given if key not in _FIELDS]
    if strange:
        raise BadImport(f"{_KEY} has {shown(', '.join(strange))}, which the Hub does not document: {', '.join(sorted(_FIELDS))}")
    number = figure(given, "emissions")
    if number is None:
        raise BadImport(f"{_KEY} gives no emissions (a number, in grams)")
    name = _name(card)
    conditions = {
        key: said
        for key, said in (
            ("method", words(given, "source")), ("training_type", words(given, "training_type")),
            ("location", words(given, "geographical_location")), ("accelerator", words(given, "hardware_used")),
        )
        if said
    }  # fmt: skip
    claim = DraftClaim(
        "training_emissions", f"Training {name or 'the model'} emitted {number} g of CO2 equivalent.", "emissions",
        f"{number} g CO2e", "training emissions", name, quote=number, at=_line(text, number),
    )  # fmt: skip
    remarks = ("The Hub asks for grams; cards that mean kilograms are common, so compare with the hardware and its hours.",)
    return Draft(TOOL, f"Emissions on the card of {name or 'a model'}", (claim,), {"status": "estimated"}, conditions, remarks)


def _metadata(text: str) -> Object:
    """The YAML between the two lines `---` that a card begins with, or the whole text. Raises BadImport."""
    lines = text.splitlines()
    if lines and lines[0].strip() == "---":
        ends = [number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"]
        if not ends:
            raise BadImport("the metadata of the card has no end (a second line ---)")
        lines = ["", *lines[1 : ends[0]]]
    document = compose("\n".join(lines) + "\n", "card")
    if document.faults:
        fault = document.faults[0]
        raise BadImport(f"line {fault.location.line}: {say(str(fault.message))}")
    data = plain(document.root)
    if not isinstance(data, dict):
        raise BadImport("this is no model card: its metadata is no mapping")
    return data


def _name(card: Object) -> str | None:
    index = card.get("model-index")
    names: Iterator[object] = (item.get("name") for item in index if isinstance(item, dict)) if isinstance(index, list) else iter(())
    named = next((name for name in names if isinstance(name, str) and name.strip()), None)
    return " ".join(named.split()) if named is not None else words(card, "model_name")


def _line(text: str, number: str) -> str | None:
    """The line under co2_eq_emissions in which the figure stands."""
    inside = False
    for line, content in enumerate(text.splitlines(), 1):
        inside = inside or content.startswith(f"{_KEY}:")
        if inside and number in content:
            return str(line)
    return None
