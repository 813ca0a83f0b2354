"""circular-equation"""

from factcheck.reasoning.rule import of_fault


@of_fault("circular-equation")
def circular_equation() -> None:
    """The `equals` of a claim must not name the claim itself.

    A figure that is reckoned from itself proves nothing: it would agree with whatever is written. The expression is
    left out and the arithmetic is not checked. Mostly the id of another claim was meant; name that one. If the figure
    has no other to rest on, drop `equals`.

    Reference: LibreOffice Calc, Err:522, circular reference: a formula that refers to itself has no result.

    Bad:
        factcheck: 1
        claims:
          gpt3_use: {statement: Training GPT-3 used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
          bloom_use: {statement: Training BLOOM used 433 MWh., kind: energy, subject: bloom, value: 433 MWh}
          ratio: {statement: GPT-3 used three times what BLOOM did., kind: energy, subject: gpt3, baseline: bloom,
                  value: 3 x, equals: ratio / bloom_use}

    Good:
        factcheck: 1
        claims:
          gpt3_use: {statement: Training GPT-3 used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
          bloom_use: {statement: Training BLOOM used 433 MWh., kind: energy, subject: bloom, value: 433 MWh}
          ratio: {statement: GPT-3 used three times what BLOOM did., kind: energy, subject: gpt3, baseline: bloom,
                  value: 3 x, equals: gpt3_use / bloom_use}
    """
