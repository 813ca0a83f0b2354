"""unknown-key"""

from factcheck.reasoning.rule import of_fault


@of_fault("unknown-key")
def unknown_key() -> None:
    """Every key of a claim file must be one that factcheck knows.

    A misspelt key is not read, and a check that rests on it would be left out without a word: `equal` for `equals`
    means that the arithmetic is never done. Use the key that is suggested; free remarks belong under `notes`. The same
    is reported for a key that belongs to a single claim, such as `value` or `quote`, and stands as a default at the
    head of the file.

    Reference: MLPerf inference submission checker, "field ... is unknown"; JSON Schema, `additionalProperties: false`.

    Bad:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, perod: 2020}

    Good:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh, period: 2020}
    """
