"""unfair-ratio"""

from collections.abc import Iterator, Mapping

from factcheck.model.claim import State, Stated
from factcheck.model.finding import Evidence, Finding, Level
from factcheck.model.location import at
from factcheck.model.message import message
from factcheck.reasoning.engine import ClaimInContext
from factcheck.reasoning.rule import Outcome, rule


@rule("unfair-ratio", over=ClaimInContext, level=Level.WARNING, group="Conditions")
def unfair_ratio(subject: ClaimInContext) -> Iterator[Outcome]:
    """No ratio may be formed of what a rule of fair use forbids to divide.

    A rated power or TDP is no consumption, and the best speed of one run over the lowest power of another describes
    nothing that ever ran. An efficiency is such a ratio already; of other figures a comparison is. The rules are those of
    `factcheck compare` (`seeds/fair_use.yml`).

    Reference: MLCommons messaging guidelines, s. 6: no TDP, rated power or power supply rating; MLPerf power measurement
    rules: performance and power of the same run.

    Bad:
        factcheck: 1
        claims:
          better: {statement: It is 2.3 times as efficient., kind: efficiency, subject: rngd, baseline: a100, value: 2.3 x,
                   conditions: {power_source: tdp}, baseline_conditions: {power_source: tdp}}

    Good:
        factcheck: 1
        claims:
          better: {statement: It is 2.3 times as efficient., kind: efficiency, subject: rngd, baseline: a100, value: 2.3 x,
                   conditions: {power_source: measured_wall}, baseline_conditions: {power_source: measured_wall}}
    """
    claim = subject.claim
    forbidding = subject.knowledge.forbidding.get(claim.kind, ())
    if not forbidding or (claim.baseline is None and claim.kind != "efficiency"):
        return
    for fair_use, name, forbidden in forbidding:
        condition = subject.kind.by_name.get(name)
        for side, given in (("subject", claim.conditions), ("baseline", claim.baseline_conditions)):
            stated = _stated(given, name)
            if condition is None or stated is None or condition.canonical(stated.text) not in forbidden:
                continue
            text = message(
                "{name} is {text} for the {side}: {asks} {mend} ({source})",
                name=name, text=stated.text, side=side, asks=fair_use.asks, mend=fair_use.mend, source=fair_use.source,
            )  # fmt: skip
            place = at(claim.file, stated.mark)
            yield Finding("unfair-ratio", Level.WARNING, place, text, (claim.id,), Evidence(conditions=(name,)))
            break


def _stated(given: Mapping[str, Stated], name: str) -> Stated | None:
    found = given.get(name)
    return found if found is not None and found.state is State.STATED and not found.same else None
