"""Rendering: the records of a review through the templates, page by page. Nothing is written here."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from factcheck import __version__
from factcheck.knowledge.seeds import shipped
from factcheck.model.names import visible
from factcheck.reasoning.engine import Review
from factcheck.reasoning.rule import Rule
from factcheck.report.addresses import Addresses, path_of
from factcheck.report.records import ClaimLink, ConditionGroup
from factcheck.report.view import DISCLOSURES, STANDINGS, Views
from factcheck.report.words import words

STYLE = "style.css"


class Pages:
    """All pages of one report in one language."""

    def __init__(self, review: Review, rules: tuple[Rule, ...], lang: str) -> None:
        self.rules = rules
        self.views = Views(review, rules, words(lang))
        self._templates = _environment()
        self._claim_items: dict[tuple[str, str | None], Markup] = {}
        self._shared_rows: dict[tuple[ConditionGroup, bool], Markup] = {}
        self._templates.globals.update(
            t=self.views.words,
            lang=lang,
            as_of=review.as_of.isoformat(),
            version=__version__,
            standings=STANDINGS,
            disclosures=DISCLOSURES,
            name_of=self.views.name_of,
            condition_rows=self._condition_rows,
            claim_item=self._claim_item,
        )

    def site(self) -> Iterator[tuple[str, str]]:
        """(path relative to the report's folder, text) of each file; the overview last, for it refers to all others."""
        yield STYLE, self._templates.get_template(STYLE).render() + "\n"
        inner, top = Addresses("../"), Addresses("")
        for id_ in self.views.claims():
            yield path_of("claims", id_), self._page("claim", inner, self.views.claim(id_, inner))
        for id_ in self.views.sources():
            yield path_of("sources", id_), self._page("source", inner, self.views.source(id_, inner))
        for rule in self.rules:
            yield path_of("rules", rule.name), self._page("rule", inner, self.views.rule(rule, inner))
        yield "rules.html", self._page("rules", top, self.views.rule_index(top))
        yield "index.html", self._page("index", top, self.views.index(top))

    def single(self) -> Iterator[str]:
        """The whole report as one document, in pieces."""
        style = self._templates.get_template(STYLE).render()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        yield from self._templates.get_template("single.html").generate(
            style_source=f"'sha256-{digest}'", sections=self._sections(), to=Addresses(None)
        )

    def _sections(self) -> Iterator[tuple[str, Any]]:
        to = Addresses(None)
        yield "index", self.views.index(to)
        for id_ in self.views.claims():
            yield "claim", self.views.claim(id_, to)
        for id_ in self.views.sources():
            yield "source", self.views.source(id_, to)
        yield "rules", self.views.rule_index(to)
        for rule in self.rules:
            yield "rule", self.views.rule(rule, to)

    def _condition_rows(self, group: ConditionGroup, two_sides: bool) -> Markup:
        """The rows of a group of conditions; those without words of the claim's own are rendered once for all claims."""
        key = group, two_sides
        known = self._shared_rows.get(key)
        if known is not None:
            return known
        rows = self._fragment("conditions.html", group=group, two_sides=two_sides)
        if not any(row.subject_text or row.baseline_text for row in group.rows):
            self._shared_rows[key] = rows
        return rows

    def _claim_item(self, link: ClaimLink) -> Markup:
        """A claim in a list of claims."""
        key = link.id, link.href
        item = self._claim_items.get(key)
        if item is None:
            item = self._claim_items[key] = self._fragment("claim_item.html", link=link)
        return item

    def _fragment(self, template: str, **values: object) -> Markup:
        """A rendered piece of a page; the template escaped what it was given, so it is markup already."""
        return Markup(self._templates.get_template(template).render(**values))  # noqa: S704

    def _page(self, body: str, to: Addresses, page: object) -> str:
        template = self._templates.get_template(f"{body}.html")
        return template.render(page=page, to=to, style_source="'self'", level=1) + "\n"


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_as_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _as_shown(value: object) -> object:
    """What an expression puts on a page: control and bidirectional characters of texts are shown escaped."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    return "\n".join("\t".join(visible(part) for part in line.split("\t")) for line in value.splitlines())
