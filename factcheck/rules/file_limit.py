"""file-limit"""

from factcheck.reasoning.rule import of_fault


@of_fault("file-limit")
def file_limit() -> None:
    """A claim file must keep to the limits of what factcheck reads.

    Claim files may come from anybody, and none may cost much time or memory, run code or reach outside the workspace.
    Hence 64 MB a file, 100 levels, 100 digits, exponents to 300, expressions of 1,000 characters and 50 levels, 1,000
    alias expansions; no merge keys (`<<`), no custom tags, no links out of the workspace, no special files. Reading
    stops at a merge key or tag, and what follows is not checked: write the keys out, or put them at the head as
    defaults. Split a file that is too large.

    Reference: RFC 8259, section 9: a parser may limit size, depth and numbers; CWE-776, entity expansion in alias
    bombs; CWE-502, code run by the tags of untrusted data.

    Bad:
        factcheck: 1
        claims:
          gpt3_use: &use {statement: Training GPT-3 used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
          bloom_use:
            <<: *use
            subject: bloom
            value: 433 MWh

    Good:
        factcheck: 1
        kind: energy
        claims:
          gpt3_use: {statement: Training GPT-3 used 1287 MWh., subject: gpt3, value: 1287 MWh}
          bloom_use: {statement: Training BLOOM used 433 MWh., subject: bloom, value: 433 MWh}
    """
