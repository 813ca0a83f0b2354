"""The review as annotations of a GitHub workflow: a line a finding that the runner shows beside the claim.

The runner shows ten annotations a level and step, so the gravest come first and what is said of one claim's conditions
is one line. Everything after the last annotation is plain text.
"""

from typing import TextIO

from factcheck.reasoning.engine import Review
from factcheck.report.lines import endings, findings

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def write_github(review: Review, out: TextIO, folder: str = "") -> None:
    """Write a workflow command for each finding that counts, then coverage as the text form has it.

    `folder` is the workspace as seen from the root of the checkout, which annotations name files from.
    """
    inside = f"{folder.strip('/')}/" if folder.strip("/") else ""
    counting = [finding for finding in review.findings if finding.counts]
    lines = list(findings(counting))
    for level, command in _COMMANDS.items():
        for place, found, rule, message in lines:
            if found == level:
                file, line, column = place.rsplit(":", 2)
                where = f"file={_property(inside + file)},line={line},col={column},title={_property(rule)}"
                out.write(f"::{command} {where}::{_data(message)}\n")
    for line in endings(review):
        out.write(f"{line}\n")


def _data(text: str) -> str:
    """Text for behind the second `::`."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text for a property: a comma would end it, a colon the properties."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
