"""law-fails"""

from collections.abc import Iterator

from factcheck.model.message import message
from factcheck.reasoning.laws import LawTie, product_of
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.rules.failure import failure, value


@rule("law-fails", over=LawTie, group="Consistency", weighs=True)
def law_fails(tie: LawTie) -> Iterator[Outcome]:
    """A figure must agree with what a law makes of the others.

    Energy is power times time, emissions are energy times the emission factor, efficiency is throughput over power, a
    speed-up is the inverse of a time. The program finds the figures of one subject, or the ratios of one pair, and
    follows the law; several laws may follow one another. Where a data sheet's power stands for a measured one, or a
    condition is not stated, the finding is a warning. `seeds/laws.yml` holds the laws, each with its source.

    Reference: the source of each law, among them the SI Brochure, ISO/IEC 21031 and the MLCommons power rules.

    Bad:
        factcheck: 1
        source: one-study
        period: 2024
        claims:
          draw: {statement: The machine draws 400 kW., kind: power, subject: bloom, value: 400 kW}
          time: {statement: Training took 100 hours., kind: training_time, subject: bloom, value: 100 hour}
          used: {statement: It used 61 MWh., kind: energy, subject: bloom, value: 61 MWh}

    Good:
        factcheck: 1
        source: one-study
        period: 2024
        claims:
          draw: {statement: The machine draws 400 kW., kind: power, subject: bloom, value: 400 kW}
          time: {statement: Training took 100 hours., kind: training_time, subject: bloom, value: 100 hour}
          used: {statement: It used 40 MWh., kind: energy, subject: bloom, value: 40 MWh}
    """
    judged = tie.judged
    if judged.weighed is None:
        yield Skip(judged.reason or f"{judged.stated_unit} cannot be weighed against {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    text = message(
        "states {stated}, but by {laws}, {arithmetic} gives {implied}" + ("; the power is a rated one" if tie.rated else ""),
        stated=value(tie.claim), laws=" and ".join(law.says for law in tie.laws), arithmetic=product_of(tie.parts, valued=True),
    )  # fmt: skip
    yield failure(
        "law-fails", tie.claim.location("value"), judged, text, claims=tie.claims, blamed=(tie.claim,),
        unstated=tie.unstated, arithmetic=product_of(tie.parts),
    )  # fmt: skip
