"""The rules, in the order of the report. One rule a file; its docstring is its manual."""

from factcheck.reasoning.rule import Rule
from factcheck.rules.ambiguous_multiple import ambiguous_multiple
from factcheck.rules.bad_expression import bad_expression
from factcheck.rules.bad_value import bad_value
from factcheck.rules.baseline_undisclosed import baseline_undisclosed
from factcheck.rules.basis_mismatch import basis_mismatch
from factcheck.rules.best_case import best_case
from factcheck.rules.circular_equation import circular_equation
from factcheck.rules.conflict_set import conflict_set
from factcheck.rules.conflicting_values import conflicting_values
from factcheck.rules.damaged_figure import damaged_figure
from factcheck.rules.dangling_reference import dangling_reference
from factcheck.rules.difference_fails import difference_fails
from factcheck.rules.dimension_mismatch import dimension_mismatch
from factcheck.rules.duplicate_id import duplicate_id
from factcheck.rules.equation_fails import equation_fails
from factcheck.rules.file_limit import file_limit
from factcheck.rules.file_syntax import file_syntax
from factcheck.rules.growth_fails import growth_fails
from factcheck.rules.headline_differs import headline_differs
from factcheck.rules.impossible_share import impossible_share
from factcheck.rules.law_fails import law_fails
from factcheck.rules.missing_condition import missing_condition
from factcheck.rules.order_fails import order_fails
from factcheck.rules.percent_or_points import percent_or_points
from factcheck.rules.physical_limit import physical_limit
from factcheck.rules.quote_missing import quote_missing
from factcheck.rules.quote_value import quote_value
from factcheck.rules.rate_conflict import rate_conflict
from factcheck.rules.ratio_cycle import ratio_cycle
from factcheck.rules.ratio_fails import ratio_fails
from factcheck.rules.reference_conflict import reference_conflict
from factcheck.rules.review_outdated import review_outdated
from factcheck.rules.share_fails import share_fails
from factcheck.rules.source_changed import source_changed
from factcheck.rules.source_unknown import source_unknown
from factcheck.rules.sum_fails import sum_fails
from factcheck.rules.unequal_conditions import unequal_conditions
from factcheck.rules.unfair_ratio import unfair_ratio
from factcheck.rules.unknown_condition import unknown_condition
from factcheck.rules.unknown_entity import unknown_entity
from factcheck.rules.unknown_key import unknown_key
from factcheck.rules.unknown_kind import unknown_kind
from factcheck.rules.unknown_unit import unknown_unit
from factcheck.rules.unrecorded_condition import unrecorded_condition
from factcheck.rules.unreviewed import unreviewed
from factcheck.rules.verdict_disputed import verdict_disputed
from factcheck.rules.waiver_expired import waiver_expired
from factcheck.rules.waiver_unused import waiver_unused

RULES: tuple[Rule, ...] = (
    # File
    file_syntax, unknown_key, unknown_kind, unknown_unit, unknown_condition, bad_value, bad_expression, duplicate_id,
    dangling_reference, circular_equation, file_limit, unknown_entity,
    # Units
    dimension_mismatch, basis_mismatch, percent_or_points, ambiguous_multiple, damaged_figure,
    # Conditions
    missing_condition, unrecorded_condition, baseline_undisclosed, unequal_conditions, unfair_ratio, best_case,
    # Consistency
    equation_fails, conflicting_values, ratio_fails, difference_fails, growth_fails, sum_fails, share_fails, order_fails,
    headline_differs, impossible_share, rate_conflict, law_fails, ratio_cycle, conflict_set,
    # Plausibility
    physical_limit, reference_conflict,
    # Source
    quote_missing, quote_value, source_unknown, source_changed,
    # Review
    unreviewed, review_outdated, verdict_disputed, waiver_expired, waiver_unused,
)  # fmt: skip

RULE_NAMES = frozenset(rule.name for rule in RULES)
