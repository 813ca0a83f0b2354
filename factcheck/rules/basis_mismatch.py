"""basis-mismatch"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level
from factcheck.model.message import message
from factcheck.reasoning.rule import Outcome, rule
from factcheck.reasoning.ties import Equality, Equated, Ordered, SameQuantity, Shared, Totalled
from factcheck.reasoning.weighing import Mismatch
from factcheck.rules.places import place, tied


@rule("basis-mismatch", over=(Equality, Equated, Ordered, SameQuantity, Shared, Totalled), level=Level.WARNING, group="Units")
def basis_mismatch(tie: Equality | Equated | Ordered | SameQuantity | Shared | Totalled) -> Iterator[Outcome]:
    """Two figures that are set against each other must be counted per the same thing.

    A total is not a yearly rate, and neither is a figure per person: `5 times a person` may be five person-years. The
    arithmetic goes on in the unit that follows. A total whose period is one year is the rate per year. CO2 and CO2e
    count as different too: one never becomes the other by itself.

    Reference: SCI (ISO/IEC 21031), functional unit R; Our World in Data, on CO2 against all greenhouse gases.

    Bad:
        factcheck: 1
        claims:
          run: {statement: Training emitted 25 t., kind: emissions, subject: bloom, value: 25 t CO2e}
          person: {statement: A person emits 5 t a year., kind: emissions_per_person, subject: world,
                   value: 5 t CO2e/person/year}
          ratio: {statement: Five times as much., kind: emissions, subject: bloom, baseline: world, value: 5 x,
                  equals: run / person}

    Good:
        factcheck: 1
        claims:
          run: {statement: Training emitted 25 t., kind: emissions, subject: bloom, value: 25 t CO2e}
          other: {statement: The other emitted 5 t., kind: emissions, subject: world, value: 5 t CO2e}
          ratio: {statement: Five times as much., kind: emissions, subject: bloom, baseline: world, value: 5 x,
                  equals: run / other}
    """
    judged = tie.judged
    if judged is None or judged.mismatch not in (Mismatch.BASIS, Mismatch.GAS):
        return
    if judged.mismatch == Mismatch.GAS:
        text = message("{gases} are set against each other as if they were one gas; say which is meant", gases=judged.by)
    else:
        stated = "a plain multiple" if judged.stated_unit.is_ratio else judged.stated_unit.text
        text = message(
            "{stated} is stated, but what follows is in {implied}: the figures are counted per different things ({by}); "
            "say in what the comparison is meant, or waive this with the reason",
            stated=stated, implied=str(judged.implied_unit), by=judged.by,
        )  # fmt: skip
    evidence = judged.weighed.evidence() if judged.weighed is not None else None
    yield Finding("basis-mismatch", Level.WARNING, place(tie), text, tied(tie), evidence)
