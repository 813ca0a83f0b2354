"""Fingerprints: which findings of two runs are the same one.

A baseline and the results of SARIF both ask that, after lines have moved, files have been renamed and messages have
been put into better words. So a fingerprint covers the rule, the claims that the finding names, and what it says of
them - the values of its message, not the words around them - and neither lines nor levels. Only where a finding names
no claim does the file stand in for them.

What a finding says of conditions is left out: it is one finding a claim and rule, and a condition that was filled in
must not make a new one of those that are left. Whether more are missing than before is for the baseline to say. There
the level tells the required from the recommended. For the same reason the conditions that leave a tie open do not
count, nor the number of other claims that are contradicted as well.
"""

import hashlib
import json
import re
from string import Formatter

from factcheck.model.finding import Finding
from factcheck.model.message import InUnit, say

_BESIDE = frozenset(["unstated", "more", "others"])  # values of messages that say what else is there
_PLACE = re.compile(r":\d+:\d+\b")  # the line and column behind a file name


def fingerprint(finding: Finding) -> str:
    """32 hexadecimal digits that are the same for the same finding of another run."""
    evidence = finding.evidence
    if evidence is not None and evidence.conditions:
        content = ["conditions", finding.level.value]
    else:
        content = [f"{name}={_said(value)}" for name, value in sorted(_told(finding).items())]
    about = list(finding.claims) or [finding.location.file]
    # The list of claims is ordered: the claim that the finding is about comes first.
    text = json.dumps(["factcheck-finding/1", finding.rule, about, content], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _told(finding: Finding) -> dict[str, object]:
    """The values that the message shows."""
    shown = {field for _, field, _, _ in Formatter().parse(finding.message.template) if field}
    return {name: value for name, value in finding.message.values.items() if name in shown - _BESIDE}


def _said(value: object) -> str:
    words = str(value) if isinstance(value, InUnit) else say(value)
    return _PLACE.sub("", words)
