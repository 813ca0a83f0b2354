"""Levels that a team sets for rules, other than those that the rules give."""

from collections.abc import Iterable, Iterator, Mapping

from factcheck.model.finding import Finding, Level
from factcheck.reasoning.rule import Rule


def at_levels(findings: Iterable[Finding], levels: Mapping[str, Level | None], rules: Iterable[Rule]) -> Iterator[Finding]:
    """The findings at the levels set for their rules; those of a rule set to None are left out.

    A level is set for the gravest that a rule reports. What the rule itself holds to be less - a recommended condition,
    a contradiction in an open tie - stays as it is, or becomes as mild as the level that is set.
    """
    announced = {rule.name: rule.level for rule in rules}
    for finding in findings:
        if finding.rule not in levels:
            yield finding
            continue
        level = levels[finding.rule]
        if level is None:
            continue
        if finding.level is not announced[finding.rule] and finding.level.rank > level.rank:
            level = finding.level
        yield finding if level is finding.level else finding._replace(level=level)
