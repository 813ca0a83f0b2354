"""bad-value"""

from factcheck.reasoning.rule import of_fault


@of_fault("bad-value")
def bad_value() -> None:
    """What stands at a key must be of the form that the key asks for, and no required key may be missing.

    What cannot be read is left out; a claim without a kind, a subject or a value is not checked at all. A claim needs
    `statement`, `kind`, `subject` and `value`; a value is a figure with its unit, never `nan` or `inf`; dates, ids,
    verdicts and the like have fixed forms. A figure with a comma inside `{...}` must stand in quotes, because YAML
    ends the entry at the comma and would read 1,287 as 1.

    Reference: YAML 1.2.2, section 7.3.3: inside a flow collection a comma ends a plain text; RFC 8259, section 6: no
    Infinity and no NaN among the numbers.

    Bad:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1,287 MWh}

    Good:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: "1,287 MWh"}
    """
