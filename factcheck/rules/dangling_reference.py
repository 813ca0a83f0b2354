"""dangling-reference"""

from factcheck.reasoning.rule import of_fault


@of_fault("dangling-reference")
def dangling_reference() -> None:
    """Every claim id that an expression, a relation or a waiver names must be the id of some claim.

    A tie to a claim that does not exist checks nothing, and a waiver of one waives nothing. This comes of a
    misspelt id, or of a claim that was renamed or deleted while others still name it. Use the id that is suggested, or
    write the missing claim; it may stand in any file of the workspace.

    Reference: XML 1.0, section 3.3.1, validity constraint IDREF: each must match the value of some ID.

    Bad:
        factcheck: 1
        claims:
          gpt3_use: {statement: Training GPT-3 used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
          bloom_use: {statement: Training BLOOM used 433 MWh., kind: energy, subject: bloom, value: 433 MWh}
          ratio: {statement: GPT-3 used three times what BLOOM did., kind: energy, subject: gpt3, baseline: bloom,
                  value: 3 x, equals: gpt3_use / blom_use}

    Good:
        factcheck: 1
        claims:
          gpt3_use: {statement: Training GPT-3 used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
          bloom_use: {statement: Training BLOOM used 433 MWh., kind: energy, subject: bloom, value: 433 MWh}
          ratio: {statement: GPT-3 used three times what BLOOM did., kind: energy, subject: gpt3, baseline: bloom,
                  value: 3 x, equals: gpt3_use / bloom_use}
    """
