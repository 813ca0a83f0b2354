"""order-fails"""

from collections.abc import Iterator

from factcheck.model.message import message
from factcheck.reasoning.rule import Outcome, Skip, rule
from factcheck.reasoning.ties import Ordered
from factcheck.rules.failure import failure, value


@rule("order-fails", over=Ordered, group="Consistency", weighs=True)
def order_fails(order: Ordered) -> Iterator[Outcome]:
    """Claims that are said to fall in an order must be able to.

    Each claim must be able to reach the ones behind it; ties are allowed. The order is one that the analyst declared
    under `relations`, because the source ranks what it counts.

    Reference: HELM and the Every Eval Ever schema ask for the direction of a metric before results are ranked.

    Bad:
        factcheck: 1
        claims:
          best: {statement: It scores 76.3 %., kind: score, subject: a, value: 76.3 %}
          next: {statement: It scores 77.1 %., kind: score, subject: b, value: 77.1 %}
        relations:
          ranking: {order: [best, next]}

    Good:
        factcheck: 1
        claims:
          best: {statement: It scores 77.1 %., kind: score, subject: a, value: 77.1 %}
          next: {statement: It scores 76.3 %., kind: score, subject: b, value: 76.3 %}
        relations:
          ranking: {order: [best, next]}
    """
    judged = order.judged
    if judged.weighed is None:
        yield Skip(f"{judged.stated_unit} cannot be ordered against {judged.implied_unit}")
        return
    if judged.weighed.verdict.holds:
        return
    upper, lower = order.upper, order.lower
    text = message(
        "{relation} puts {upper} ({one}) before {lower} ({two}), which is larger",
        relation=order.relation.id, upper=upper.id, one=value(upper), lower=lower.id, two=value(lower),
    )  # fmt: skip
    pair = (upper, lower)
    yield failure("order-fails", order.relation.location(), judged, text, claims=pair, blamed=pair)
