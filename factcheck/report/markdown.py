"""The review as Markdown: a table for a pull request or the summary of a workflow run.

Everything that people wrote is shown as text: no markup, no link, nobody is pinged by an `@`.
"""

import re
from typing import TextIO

from factcheck.model.finding import Finding
from factcheck.model.names import visible
from factcheck.reasoning.engine import Review
from factcheck.report.lines import findings

LENGTH = 60_000  # characters: a comment on GitHub takes 65,536
SIGNS = {"error": "🔴 error", "warning": "🟡 warning", "note": "🔵 note"}
_MARKUP = re.compile(r"[\\`*{}\[\]<>|~&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
# What becomes a link, a call or a picture even where it is escaped: @user, #12, http://, www., :smile:
_LIVE = re.compile(r"([@#]|www(?=\.)|:(?=//|[\w+-]+:))", re.IGNORECASE)
_TICKS = re.compile("`+")


class Pieces:
    """Writes rows as long as there is room; what closes what was opened always has some."""

    def __init__(self, out: TextIO) -> None:
        self.out, self.left = out, LENGTH

    def add(self, text: str) -> None:
        self.out.write(text)
        self.left -= len(text)

    def rows(self, rows: list[str], rest: str) -> None:
        for number, row in enumerate(rows):
            if len(row) > self.left - 500:
                self.add(rest.format(len(rows) - number))
                return
            self.add(row)

    def close(self, text: str) -> None:
        self.add(text)


def write_markdown(review: Review, out: TextIO) -> None:
    """Write what was found and what was not checked, at most LENGTH characters, the gravest first.

    What is left out is counted.
    """
    counting = [finding for finding in review.findings if finding.counts]
    aside = {
        "Waived": [finding for finding in review.findings if finding.waived is not None],
        "Known": [finding for finding in review.findings if finding.known and finding.waived is None],
    }
    pieces = Pieces(out)
    pieces.add(f"### factcheck\n\n{_summary(review, counting, aside)}\n")
    _table(pieces, "", counting)
    for name, chosen in aside.items():
        if chosen:
            pieces.add(f"\n<details><summary>{name}</summary>\n\n")
            _table(pieces, f"{name}: ", chosen)
            pieces.close("\n</details>\n")
    unchecked = list(review.unchecked)
    if unchecked:
        pieces.add(f"\n<details><summary>Not checkable: {_many(len(unchecked), 'claim')}</summary>\n\n")
        pieces.rows([f"- {code(claim)}: {literal(why)}\n" for claim, why in unchecked], "- and {} more\n")
        pieces.close("\n</details>\n")


def _summary(review: Review, counting: list[Finding], aside: dict[str, list[Finding]]) -> str:
    levels = [(level, sum(finding.level.value == level for finding in counting)) for level in SIGNS]
    found = ", ".join(_many(number, level) for level, number in levels)
    read, checked = len(review.assessments), review.checked
    apart = "".join(f", {len(chosen)} {name.lower()}" for name, chosen in aside.items() if chosen)
    return f"**{found}**{apart} · {_many(read, 'claim')} read, {checked} checked, {read - checked} not checkable"


def _table(pieces: Pieces, label: str, chosen: list[Finding]) -> None:
    lines = list(findings(chosen))
    if not lines:
        pieces.add("\nNothing was found. That does not mean that the claims are true.\n")
        return
    ranks = list(SIGNS)
    lines.sort(key=lambda line: ranks.index(line[1]))
    pieces.add("\n| level | rule | place | finding |\n|---|---|---|---|\n")
    rows = [
        f"| {SIGNS[level]} | {code(rule)} | {code(place)} | {literal(message)} |\n"
        for place, level, rule, message in lines
    ]
    pieces.rows(rows, f"\n{label}{{}} more are not shown here; `factcheck check` lists them.\n")


def literal(text: str) -> str:
    """`text` as Markdown that shows just these characters, on one line and inside a table."""
    return _LIVE.sub(r"\1<!-- -->", _MARKUP.sub(lambda sign: "\\" + sign[0], visible(text)))


def code(text: str) -> str:
    """`text` as a code span, on one line and inside a table."""
    plain = visible(text)
    fence = "`" * (max((len(run) for run in _TICKS.findall(plain)), default=0) + 1)
    space = " " if len(fence) > 1 or not plain.strip() else ""
    return fence + space + plain.replace("|", "\\|") + space + fence


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
