"""duplicate-id"""

from factcheck.reasoning.rule import of_fault


@of_fault("duplicate-id")
def duplicate_id() -> None:
    """An id may be given only once in a workspace, and a key only once in a mapping.

    Expressions, relations and waivers name claims by id; with two of one name nobody could say which is meant. The
    first one is kept and the other is not checked, so rename it, or delete it if it was copied by mistake. Claim ids
    are shared by all files under `claims/`. A condition stated twice, also under a synonym, is reported likewise.

    Reference: YAML 1.2.2, section 3.2.1.1: the keys of a mapping are unique; yamllint, rule key-duplicates.

    Bad:
        factcheck: 1
        claims:
          use: {statement: Training GPT-3 used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
          use: {statement: Training BLOOM used 433 MWh., kind: energy, subject: bloom, value: 433 MWh}

    Good:
        factcheck: 1
        claims:
          gpt3_use: {statement: Training GPT-3 used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
          bloom_use: {statement: Training BLOOM used 433 MWh., kind: energy, subject: bloom, value: 433 MWh}
    """
