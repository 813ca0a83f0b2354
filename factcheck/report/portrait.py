"""One claim in full, for the terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.model.claim import State
from factcheck.model.finding import Level
from factcheck.model.names import visible
from factcheck.model.units import with_gas
from factcheck.reasoning.engine import Assessment, Review
from factcheck.reasoning.laws import ImpliedQuantity, product_of
from factcheck.reasoning.reference import label
from factcheck.report.calculation import in_unit

_STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan"}

_WEIGHTIEST = 5


def portrait(assessment: Assessment, review: Review) -> Iterator[RenderableType]:
    """The parts of a claim's portrait, from what it says to what it leaves out."""
    claim, disclosure = assessment.claim, assessment.disclosure
    yield Text(f"{claim.id}  {claim.location()}", "bold")
    yield Text(visible(claim.statement))
    yield Text()
    yield _facts(assessment)
    if assessment.findings:
        yield Text("\nFindings", "bold")
        for number in assessment.findings:
            finding = review.findings[number]
            line = Text(finding.level.value, _STYLES[finding.level])
            line.append(f" {finding.rule}: {finding.message}")
            if finding.waived is not None:
                line.append(f" [waived: {visible(finding.waived.reason)}]")
            yield Padding(line, (0, 0, 0, 2))
    yield from _implied(assessment, review)
    if assessment.not_compared:
        yield Text("\nNot compared", "bold")
        for other, why in assessment.not_compared:
            yield Padding(Text(f"{other}: {visible(why)}"), (0, 0, 0, 2))
    counts = disclosure.counts
    apart = [f"{counts.not_stated} the source does not state"] if counts.not_stated else []
    apart += [f"nobody has looked for {counts.not_looked_at}"] if counts.not_looked_at else []
    apart += [f"{counts.not_applicable} do not apply"] if counts.not_applicable else []
    stated = f"\nConditions: {counts.stated} of {counts.applicable} required ones are stated"
    yield Text("; ".join([stated, *apart]), "bold")
    yield from _weightiest(assessment, review)
    yield _conditions(assessment, review)


def _weightiest(assessment: Assessment, review: Review) -> Iterator[RenderableType]:
    """Of what is not known, that which is known to change the figure, with the source of that."""
    rows = (row for row in review.disclosures.rows(assessment.claim) if row.condition.required)
    known = [row for row in rows if row.state in (State.NOT_STATED, State.ABSENT) and row.condition.sensitivity]
    if known:
        yield Text("What changes the figure most, of what is not known:")
    for row in known[:_WEIGHTIEST]:
        condition = row.condition
        yield Padding(Text(f"{condition.name}: {condition.sensitivity} ({condition.sensitivity_source})"), (0, 0, 0, 2))


def _implied(assessment: Assessment, review: Review) -> Iterator[RenderableType]:
    """What follows from the claim and others for quantities that nobody stated."""
    follows = [quantity for quantity in review.implied if assessment.claim in quantity.claims]
    if follows:
        yield Text("\nImplied", "bold")
    for quantity in follows:
        yield Padding(Text(visible(implied_line(quantity))), (0, 0, 0, 2))


def _facts(assessment: Assessment) -> Table:
    claim, value = assessment.claim, assessment.claim.value
    table = Table.grid(padding=(0, 2))
    rows = [
        ("kind", claim.kind + (f", {claim.measure}" if claim.measure else "")),
        ("subject", str(claim.subject)),
        ("baseline", str(claim.baseline) if claim.baseline is not None else ""),
        ("value", value.text.strip()),
        ("rounded", in_unit(value.rounded, value.unit)),
        ("loose", in_unit(value.loose, value.unit)),
        ("period", " against ".join(str(period) for period in (claim.period, claim.baseline_period) if period)),
        ("source", f"{claim.source or 'none'}" + (f", line {claim.at}" if claim.at else "")),
        ("quote", claim.quote or ""),
        ("said by", " via ".join(filter(None, (str(claim.speaker or ""), *claim.via)))),
        ("status", ", ".join(filter(None, (claim.status, claim.relationship, claim.part)))),
        ("equals", str(claim.equals or "")),
        ("notes", claim.notes or ""),
        ("review", f"{claim.review.verdict} ({claim.review.by}, {claim.review.on}) {claim.review.note}" if claim.review else ""),
        ("standing", assessment.standing + (f": {assessment.why}" if assessment.why else "")),
        ("disclosure", assessment.disclosure.standing),
    ]
    for name, text in rows:
        if text:
            table.add_row(Text(name, "dim"), Text(visible(text)))
    return table


def _conditions(assessment: Assessment, review: Review) -> Table:
    claim = assessment.claim
    comparison = claim.baseline is not None
    table = Table(box=None, pad_edge=False)
    for heading in ("condition", "level", str(claim.subject), *((str(claim.baseline),) if comparison else ())):
        table.add_column(visible(heading))
    for row in review.disclosures.rows(claim):
        given = claim.conditions.get(row.condition.name)
        cells = [row.condition.name, "required" if row.condition.required else "recommended"]
        cells.append(given.text if given is not None and given.state is State.STATED else _state(row.subject, row.by))
        if comparison:
            other = claim.baseline_conditions.get(row.condition.name)
            stated = other is not None and other.state is State.STATED and not other.same
            cells.append(other.text if other is not None and stated else _state(row.baseline, None))
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table


def _state(state: State | None, by: str | None) -> str:
    if state is None:
        return ""
    if state is State.STATED:
        return f"by {by}" if by else "stated"
    return "nobody has looked" if state is State.ABSENT else state.value


def implied_line(quantity: ImpliedQuantity) -> str:
    """A quantity that nobody stated, with its derivation and the reference rows beside it, in one line."""
    implied = quantity.implied
    text = f"{quantity.role.name.replace('_', ' ')} of {quantity.subject}: {in_unit(implied.rounded, with_gas(implied.unit, implied.gas))}"
    text += f" (by {quantity.law.says}: {product_of(quantity.parts, valued=True)})"
    if quantity.beside:
        rows = ", ".join(f"{label(row)} of {row.subject}: {row.value.text.strip()}" for row in quantity.beside)
        text += f"; {rows}"
    return text
