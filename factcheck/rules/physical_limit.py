"""physical-limit"""

from collections.abc import Iterator

from factcheck.model.interval import INFINITY, Interval
from factcheck.model.message import InUnit, message
from factcheck.reasoning.limits import Limited
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.rules.failure import failure


@rule("physical-limit", over=Limited, group="Plausibility", weighs=True)
def physical_limit(tie: Limited) -> Iterator[Outcome]:
    """A figure must lie within what its hardware, or its own definition, allows.

    Decoding reads every active weight once for each step, so a batch cannot come out faster than the memory is read; a
    token takes two operations for every active parameter; a chip draws no more than its rated power on average; weights
    must fit into memory; no share of a peak exceeds 100 %, no PUE lies below 1. A limit speaks only where all that it
    needs is stated: model, precision, number of accelerators, batch, what is counted. A mixture of experts counts with
    its active parameters, and only where they are stated. Where speculative decoding is neither stated nor excluded, the
    limit is raised by the most that it gained in print; where it is used, memory bandwidth is no limit.

    Reference: the roofline model (Williams, Waterman and Patterson 2009) and its form for decoding; the source of each
    limit stands in `seeds/limits.yml`.

    Bad:
        factcheck: 1
        claims:
          speed: {statement: It writes 500 tokens a second., kind: throughput, measure: decode throughput, subject: h100_sxm,
                  value: 500 token/s, conditions: {model: llama_3_1_70b, precision: fp16, accelerator_count: 1, batch_size: 1}}

    Good:
        factcheck: 1
        claims:
          speed: {statement: It writes 20 tokens a second., kind: throughput, measure: decode throughput, subject: h100_sxm,
                  value: 20 token/s, conditions: {model: llama_3_1_70b, precision: fp8, accelerator_count: 1, batch_size: 1}}
    """
    judged, limit = tie.judged, tie.limit
    if judged.weighed is None:
        yield Skip(judged.reason or f"the limit of {limit.name} cannot be reckoned")
        return
    if judged.weighed.verdict.holds:
        return
    reach = judged.weighed.implied
    bound = reach if reach.hi == INFINITY else Interval(-INFINITY, reach.hi)
    text = message(
        "states {stated}, but the limit of {limit} is {bound}: " + tie.because.template + "; {explains} might explain it",
        **tie.because.values, stated=tie.stated, limit=limit.name, bound=InUnit(bound, judged.weighed.unit.text),
        explains=limit.explains,
    )  # fmt: skip
    operands = tuple(operand for operand in tie.operands if operand is not tie.claim)
    yield failure(
        "physical-limit", tie.place, judged, text, claims=(tie.claim, *operands), blamed=(tie.claim,),
        arithmetic=f"{limit.name}: {limit.sources[0].title}",
    )  # fmt: skip
