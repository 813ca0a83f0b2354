"""unknown-kind"""

from factcheck.reasoning.rule import of_fault


@of_fault("unknown-kind")
def unknown_kind() -> None:
    """The `kind` of a claim must be one that factcheck knows.

    The kind decides which units fit, which conditions must be stated and which other claims a figure is compared
    with. Without it the claim is not checked. `factcheck explain kinds` lists the kinds; `quantity` is for a figure
    that fits none of them, and asks for little. What is finer than a kind goes into `measure`.

    Reference: International Vocabulary of Metrology (JCGM 200:2012), 1.2, kind of quantity: only quantities of one
    kind can be compared.

    Bad:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: enrgy, subject: gpt3, value: 1287 MWh}

    Good:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
    """
