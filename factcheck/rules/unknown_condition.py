"""unknown-condition"""

from factcheck.reasoning.rule import of_fault


@of_fault("unknown-condition")
def unknown_condition() -> None:
    """Every name under `conditions` must be a condition that some profile knows.

    A condition under a name of one's own is not read: it would still be reported as unrecorded, and two figures that
    differ in it would be compared as if they did not. Use the name that is suggested, or one of
    `factcheck explain conditions`. A known condition may stand on any claim, of whatever kind; anything else worth
    keeping belongs under `notes`.

    Reference: MLPerf submission checker, SYSTEM_DESC_REQUIRED_FIELDS: a system is described in fields of fixed names.

    Bad:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh,
                conditions: {power_boundry: facility}}

    Good:
        factcheck: 1
        claims:
          use: {statement: Training used 1287 MWh., kind: energy, subject: gpt3, value: 1287 MWh,
                conditions: {power_boundary: facility}}
    """
