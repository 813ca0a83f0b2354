"""The keys of a claim file, and the closed lists of their words."""

CLAIM_KEYS = (
    "statement", "kind", "measure", "subject", "baseline", "value", "also", "equals", "of", "digits", "span",
    "period", "baseline_period", "part", "quote", "at", "source", "speaker", "via", "relationship", "status",
    "conditions", "baseline_conditions", "notes", "review",
)  # fmt: skip
REQUIRED_KEYS = ("statement", "kind", "subject", "value")
NO_DEFAULT = frozenset(["statement", "value", "quote", "also", "equals", "of", "at", "digits", "review"])
DEFAULT_KEYS = tuple(key for key in CLAIM_KEYS if key not in NO_DEFAULT)
FILE_KEYS = ("factcheck", "title", "claims", "relations", "waivers", "skip")
RELATION_FORMS = ("order", "same", "sum", "share", "equation")
WAIVER_KEYS = ("claim", "rule", "reason", "by", "until")
SKIP_KEYS = ("quote", "at", "reason", "source")
REVIEW_KEYS = ("verdict", "by", "on", "note", "digest")
STATED_KEYS = ("value", "quote", "at")

CLOSED = {
    "span": ("total", "per_year"),
    "part": ("headline", "subhead", "lead", "body", "caption", "table"),
    "relationship": ("first_party", "third_party", "collaborative", "other"),
    "status": ("measured", "estimated", "projected", "target", "assumed", "rumoured", "draft"),
}
MAY_BE_NOT_STATED = frozenset(["baseline", "subject", "speaker", "relationship", "status", "period"])
