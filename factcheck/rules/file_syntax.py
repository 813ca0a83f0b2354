"""file-syntax"""

from factcheck.reasoning.rule import of_fault


@of_fault("file-syntax")
def file_syntax() -> None:
    """A claim file must be one YAML document in UTF-8.

    Where the syntax breaks, factcheck cannot tell what was meant; what stands complete before that place is still
    read, and what comes after it is not checked at all. The place reported is where the reader noticed: the slip is on
    that line or just above it. Usual causes are a tab as indentation, a bracket or quote left open, a text with a
    colon that is not in quotes, a file saved as UTF-16 or CP949, and a second document after `---`.

    Reference: YAML 1.2.2, sections 5.1 (characters) and 6.1 (indentation is made of spaces, never of tabs).

    Bad:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh

    Good:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh}
    """
