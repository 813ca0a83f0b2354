"""dimension-mismatch"""

from collections.abc import Iterator

from factcheck.model.finding import Evidence, Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule
from factcheck.reasoning.ties import Equality, Equated, Ordered, Repeated, SameQuantity, Shared, Totalled
from factcheck.reasoning.weighing import Mismatch
from factcheck.rules.places import about, place, tied

_TIES = (Equality, Equated, Ordered, Repeated, SameQuantity, Shared, Totalled)


@rule("dimension-mismatch", over=(ClaimInContext, *_TIES), group="Units")
def dimension_mismatch(
    subject: ClaimInContext | Equality | Equated | Ordered | Repeated | SameQuantity | Shared | Totalled,
) -> Iterator[Outcome]:
    """A figure must be in a unit of its kind, and what it is reckoned from must give that unit.

    Energy is no power, tonnes of steel are no tonnes of CO2, tokens are no requests: units that mean different things
    never cancel by accident. With a baseline a ratio or a difference fits too.

    Reference: SI Brochure (BIPM 2019), section 2; ISO 80000-1, on quantities of the same kind.

    Bad:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MW., kind: energy, subject: gpt3, value: 1287 MW}

    Good:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
    """
    if isinstance(subject, ClaimInContext):
        claim, kind, unit = subject.claim, subject.kind, subject.claim.value.unit
        compared = claim.baseline is not None and (unit.is_ratio or (unit.points and "%" in kind.units))
        if not compared and not kind.fits(unit):
            text = message(
                "{unit} is no unit of the kind {kind}, which takes {units}; mend the unit or the kind",
                unit="a number without a unit" if unit.is_count else unit.text, kind=kind.id, units=kind.unit_text(),
            )  # fmt: skip
            yield Finding("dimension-mismatch", Level.ERROR, claim.location("value"), text, (claim.id,), Evidence(unit=unit.text))
        return
    judged = subject.judged
    if judged is not None and judged.mismatch == Mismatch.DIMENSION:
        text = message(
            "{stated} and {implied} are different kinds of things and cannot be set against each other; check the units",
            stated=judged.stated_unit.text, implied=str(judged.implied_unit),
        )  # fmt: skip
        yield Finding("dimension-mismatch", Level.ERROR, place(subject), text, tied(subject), None, None, about(subject))
