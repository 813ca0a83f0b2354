"""reference-conflict"""

from collections.abc import Iterator

from factcheck.model.finding import Finding, Level, Verdict
from factcheck.model.message import message, say_interval
from factcheck.reasoning.reference import Fit, Referenced
from factcheck.reasoning.rule import Outcome, rule
from factcheck.rules.failure import value


@rule("reference-conflict", over=Referenced, group="Plausibility", weighs=True)
def reference_conflict(tie: Referenced) -> Iterator[Outcome]:
    """A claim should agree with what reference sources say of the same quantity.

    The rows under `seeds/reference/` are sourced figures with tiers. A row that fits settles the claim. Where only a row
    under other conditions fits, the claim may speak of that case. Where none fits, it is an error if the row is of tier
    A or two sources agree on it, and of the claim's year; else a warning.

    Reference: IFCN code of principles, commitment 3: primary sources, named, so that readers can look them up.

    Bad:
        factcheck: 1
        claims:
          bandwidth: {statement: It reads 2.0 TB a second., kind: specification, measure: memory bandwidth, subject: rngd,
                      value: 2.0 TB/s}

    Good:
        factcheck: 1
        claims:
          bandwidth: {statement: It reads 1.5 TB a second., kind: specification, measure: memory bandwidth, subject: rngd,
                      value: 1.5 TB/s}
    """
    weighed, row, claim = tie.judged.weighed, tie.row, tie.claim
    if tie.fit is Fit.SETTLED or weighed is None:
        return
    source = row.sources[0]
    said = {
        "stated": value(claim), "row": row.value.text, "source": source.title, "tier": source.tier,
        "year": str(row.year or "no year"), "reading": f"{say_interval(weighed.implied)} {weighed.unit.text}",
    }  # fmt: skip
    if tie.fit is Fit.ELSEWHERE:
        differing = tuple(f"{name}: {theirs}, not {own}" for name, own, theirs in tie.differing)
        text = message(
            "states {stated}; the reference figure that fits, {row} ({source}, tier {tier}), holds under other conditions "
            "({differing}): check which case is meant",
            **said, differing=differing,
        )  # fmt: skip
        level, verdict = Level.WARNING, Verdict.DOUBTFUL
    else:
        contradicted = weighed.verdict is Verdict.CONTRADICTED and row.is_weighty and tie.same_year
        template = "states {stated}, but {source} (tier {tier}, {year}) has {row}"
        template += "" if contradicted else "; the case or the year may be another"
        text = message(template + ": look the figure up", **said)
        level = Level.ERROR if contradicted else Level.WARNING
        verdict = Verdict.CONTRADICTED if contradicted else Verdict.DOUBTFUL
    evidence = weighed.evidence(f"reference row {row.id}", conditions=tuple(name for name, _, _ in tie.differing))
    yield Finding("reference-conflict", level, claim.location("value"), text, (claim.id,), evidence, verdict, (claim.id,))
