"""unknown-unit"""

from factcheck.reasoning.rule import of_fault


@of_fault("unknown-unit")
def unknown_unit() -> None:
    """The unit of a value must be one that factcheck knows.

    A figure in an unknown unit cannot be converted, so the claim is not checked. Case counts: `MWh` is a billion times
    `mWh`, and `B` is eight times `b`. Use the unit that is suggested, or one of `factcheck explain units`.

    Where the kind counts things (`count`, `share`, `investment`, `quantity`), and behind `/`, any single word may be
    counted. If such a word is one slip away from a known unit, this is only a note, and the word is taken as written:
    mend it if it is a slip, else let it stand.

    Reference: SI Brochure (BIPM 2019), section 5.2: unit symbols are fixed, and no other abbreviations are allowed.

    Bad:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 megawat-hours., kind: energy, subject: gpt3, value: 1287 MWhr}

    Good:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 megawatt-hours., kind: energy, subject: gpt3, value: 1287 MWh}
    """
