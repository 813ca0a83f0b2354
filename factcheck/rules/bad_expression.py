"""bad-expression"""

from factcheck.reasoning.rule import of_fault


@of_fault("bad-expression")
def bad_expression() -> None:
    """An expression in `equals` or in an `equation` must follow the grammar of expressions.

    It may hold claim ids, numbers, quantities in quotes such as `"12 month"`, `+ - * /`, parentheses, and the functions
    `growth change points share sum min max`. Nothing is guessed: an expression that cannot be read is left out, and
    the arithmetic of the claim is then not checked. Typical slips are an operator without its right side, `^`, a
    unit without quotes, and a division by a literal zero.

    Reference: OASIS OpenDocument 1.3, part 4 (OpenFormula): the grammar of formulas; division by zero is an error.

    Bad:
        factcheck: 1
        claims:
          year: {statement: Training used 1200 MWh in a year., kind: energy, subject: gpt3, value: 1200 MWh}
          month: {statement: That is 100 MWh a month., kind: energy, subject: gpt3, value: 100 MWh/month,
                  equals: year / 12 month}

    Good:
        factcheck: 1
        claims:
          year: {statement: Training used 1200 MWh in a year., kind: energy, subject: gpt3, value: 1200 MWh}
          month: {statement: That is 100 MWh a month., kind: energy, subject: gpt3, value: 100 MWh/month,
                  equals: year / "12 month"}
    """
