"""Coverage for people and for machines."""

import json
from collections.abc import Sequence
from typing import Any, TextIO

from factcheck.extraction.coverage import CoveredFigure, SourceCoverage
from factcheck.model.names import visible

SCHEMA = "factcheck-coverage/1"


def percent(part: int, whole: int) -> float | None:
    """A share in percent with one decimal, None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def _says(figure: CoveredFigure) -> str:
    if figure.by is None:
        return "no claim"
    if figure.by == "skip":
        return "skipped: " + (figure.reason or "no reason given")
    return (("used as a condition of " if figure.by == "condition" else "") + ", ".join(figure.claims)) or figure.by


def write_coverage(found: Sequence[SourceCoverage], missing: Sequence[str], out: TextIO) -> None:
    """Source by source and line by line: `+` covered, `-` not; then the whole."""
    for source in found:
        figures, covered = len(source.figures), source.covered
        share = percent(covered, figures)
        out.write(f"{source.text.card.id}: {covered} of {figures} figures covered" + (f" ({share:g} %)" if share is not None else "") + "\n")
        for figure in source.figures:
            line = source.text.line_of(figure.mention.start)
            out.write(f"  {line:>5} {'-' if figure.by is None else '+'} {visible(figure.mention.text)}: {visible(_says(figure))}\n")
    out.writelines(f"{visible(name)}: its text is not at hand\n" for name in missing)
    whole, covered = sum(len(s.figures) for s in found), sum(s.covered for s in found)
    share = percent(covered, whole)
    out.write(f"coverage: {covered} of {whole} figures" + (f" ({share:g} %)" if share is not None else "") + f" in {len(found)} sources\n")


def write_coverage_json(found: Sequence[SourceCoverage], missing: Sequence[str], out: TextIO) -> None:
    """The same as `factcheck-coverage/1`."""
    whole, covered = sum(len(s.figures) for s in found), sum(s.covered for s in found)
    data = {
        "schema": SCHEMA, "figures": whole, "covered": covered, "percent": percent(covered, whole),
        "sources": [_source(source) for source in found], "without_text": list(missing),
    }  # fmt: skip
    json.dump(data, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _source(source: SourceCoverage) -> dict[str, Any]:
    figures = []
    for figure in source.figures:
        m = figure.mention
        figures.append({
            "line": source.text.line_of(m.start), "text": m.text, "kind": m.kind, "value": m.value, "value_hi": m.value_hi,
            "unit": m.unit, "by": figure.by, "claims": list(figure.claims), "reason": figure.reason,
        })  # fmt: skip
    return {
        "source": source.text.card.id, "figures": len(source.figures), "covered": source.covered,
        "percent": percent(source.covered, len(source.figures)), "lines": figures,
    }  # fmt: skip
