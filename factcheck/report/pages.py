"""Rendering: the records of a review through the templates, page by page. Nothing is written here."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from factcheck import __version__
from factcheck.knowledge.seeds import shipped
from factcheck.model.names import visible
from factcheck.reasoning.engine import Review
from factcheck.reasoning.rule import Rule
from factcheck.report.addresses import Addresses, path_of
from factcheck.report.language import Language, filled, language
from factcheck.report.matrices import comparisons_page, conditions_page, reference_page
from factcheck.report.overview import Overview, pages_for
from factcheck.report.records import ClaimLink, ConditionRow, ListPart, Question, StripRow
from factcheck.report.view import DISCLOSURES, STANDINGS, Views, joined

STYLE, SCRIPT, DATA = "style.css", "finder.js", "claims.js"
_INNER, _TOP = Addresses("../"), Addresses("")
_HOLE = "\ue000"  # where the frame of a page is filled in: of a private area, which the templates never use
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
_HEAT_SIGNS = {"s": "●", "n": "○", "a": "?", "x": "–", " ": ""}


class Pages:
    """All pages of one report in one language.

    `live` pages reload themselves when they are made anew; in a `single` document pages are sections of the overview's.
    """

    def __init__(self, review: Review, rules: tuple[Rule, ...], lang: str, *, live: bool = False, single: bool = False) -> None:
        self.rules = rules
        self.words = language(lang)
        self._templates = _environment(self.words, 1 if single else 0)
        fragments = _Fragments(self._templates)
        self.views = Views(review, rules, self.words, fragments)
        self.overview = Overview(self.views)
        self._templates.globals.update(
            lang=lang, live=live, as_of=review.as_of.isoformat(), version=__version__, standings=STANDINGS,
            disclosures=DISCLOSURES, claim_row=fragments.claim_row,
            places=self._places(), here="", script_source="", claim_review=None,
            heat={letter: fragments.heat_cell(letter) for letter in _HEAT_SIGNS},
        )  # fmt: skip

    def _places(self) -> tuple[tuple[str, str], ...]:
        words = self.words
        return (
            ("index", words("Overview")), ("claims", words("Claims")), ("comparisons", words("Comparisons")),
            ("conditions", words("Conditions")), ("speakers", words("Speakers")), ("sources", words("Sources")),
            ("reference", words("Reference")), ("rules", words("Rules")),
        )  # fmt: skip

    # ---- the folder form ---------------------------------------------------------------------------------------------

    def site(self) -> Iterator[tuple[str, str]]:
        """(path relative to the report's folder, text) of each file; the overview last, for it refers to all others."""
        yield from self.claim_pages(list(self.views.claims()))
        yield from self.other_pages()

    def claim_pages(self, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The pages of single claims: each stands for itself, so that they may be made in any order."""
        render = self._renderer("claim", _INNER)
        for id_ in ids:
            page = self.views.claim(id_, _INNER)
            yield path_of("claims", id_), render(page=page, title=page.claim.statement, claim_review=page.claim_review)

    def other_pages(self) -> Iterator[tuple[str, str]]:
        """Every other file of the folder form, the overview last."""
        yield STYLE, self._source(STYLE)
        yield SCRIPT, self._source(SCRIPT)
        yield DATA, _shown(f"window.factcheckClaims = {self.overview.finder_data(_TOP)};\n")
        views, overview = self.views, self.overview
        for body, groups, make in self._groups():
            yield from self._lists(f"{body}s", body, groups, make)
        rule_page = self._renderer("rule", _INNER)
        for rule in self.rules:
            yield path_of("rules", rule.name), rule_page(page=views.rule(rule, _INNER), title=rule.name)
        for name, body, title, page in self._tables(_TOP):
            yield f"{name}.html", self._renderer(body, _TOP)(page=page, title=title, here=name)
        yield from self._all_claims()
        title = self.words("As of {date}", date=views.review.as_of.isoformat())
        page = overview.index(_TOP)
        yield "index.html", self._renderer("index", _TOP)(page=page, title=title, here="index", script_source="'self'")

    def _lists(
        self, folder: str, body: str, groups: dict[str, list[str]], make: Callable[[str, ListPart, Addresses], Any]
    ) -> Iterator[tuple[str, str]]:
        """The pages of topics, speakers or sources; a long list of claims goes on on further pages."""
        render = self._renderer(body, _INNER)
        for key in sorted(groups):
            ids = groups[key]
            hrefs = [_INNER.page(folder, key, number) for number in range(1, pages_for(len(ids)) + 1)]
            for part in self.overview.parts(ids, _INNER, hrefs):
                page = make(key, part, _INNER)
                yield path_of(folder, key, part.number), render(page=page, title=key, here="")

    def _all_claims(self) -> Iterator[tuple[str, str]]:
        overview, render = self.overview, self._renderer("claims", _TOP)
        ids, finder = overview.by_gravity, overview.finder()
        names = [f"claims{f'~{number}' if number > 1 else ''}.html" for number in range(1, pages_for(len(ids)) + 1)]
        for name, part in zip(names, overview.parts(ids, _TOP, names), strict=True):
            page = {"claims": part, "finder": finder}
            yield name, render(page=page, title=self.words("Claims"), here="claims", script_source="'self'")

    def _tables(self, to: Addresses) -> Iterator[tuple[str, str, str, object]]:
        """(name, body, title, page) of the pages over everything."""
        words, overview = self.words, self.overview
        yield "comparisons", "comparisons", words("Comparisons"), comparisons_page(overview, to)
        yield "conditions", "conditions", words("Conditions"), conditions_page(overview, to)
        yield "speakers", "tallies", words("Speakers"), {
            "title": words("Speakers"), "heading": words("Speaker"), "tallies": overview.speakers(to),
            "line": words("Who says it, how well it holds, and how much they leave out."),
            "caption": words("Speakers, the worst first"),
        }  # fmt: skip
        yield "sources", "tallies", words("Sources"), {
            "title": words("Sources"), "heading": words("Source"), "tallies": overview.sources(to),
            "line": words("Where the claims stand, each with its card and its claims."),
            "caption": words("Sources, the worst first"),
        }  # fmt: skip
        yield "reference", "reference", words("Reference figures"), reference_page(overview, to)
        yield "rules", "rules", words("Rules"), self.views.rule_index(to)

    def _renderer(self, body: str, to: Addresses) -> Callable[..., str]:
        """Renders pages of one kind. `title` is text; `page` the record."""
        frame, inner = self._templates.get_template("page.html"), self._templates.get_template(f"body/{body}.html")
        for template in (frame, inner, self._templates.get_template("parts.html")):
            # A chain of mappings, which they are at first, is gone through name by name for each page.
            template.globals = dict(template.globals)
        always = {"to": to, "style_source": "'self'"}
        frames: dict[tuple[tuple[str, object], ...], list[str]] = {}

        def render(*, page: object, title: str, claim_review: Markup | None = None, **values: object) -> str:
            # The body is rendered on its own: inside the frame each of its pieces would pass through three generators.
            # The frame is the same for all pages of a kind but for three places, and is rendered once.
            has_review = claim_review is not None
            key = ("claim_review", has_review), *values.items()
            pieces = frames.get(key)
            if pieces is None:
                holes = {"title": _HOLE, "body": Markup(_HOLE), "claim_review": Markup(_HOLE) if has_review else None}  # noqa: S704
                pieces = frames[key] = frame.render({**always, **values, **holes}).split(_HOLE)
            filling = [escape(title), *([claim_review] if claim_review is not None else []), inner.render({**always, "page": page})]
            text = [piece for pair in zip(pieces, [*filling, "\n"], strict=True) for piece in pair]
            return _shown("".join(text))

        return render

    def _source(self, name: str) -> str:
        return self._templates.get_template(name).render() + "\n"

    # ---- the single file ---------------------------------------------------------------------------------------------

    def single(self) -> Iterator[str]:
        """The whole report as one document, in pieces."""
        style, script = self._source(STYLE), self._source(SCRIPT)
        to = Addresses(None)
        pieces = self._templates.get_template("single.html").generate(
            style_source=_hash_of(style), script_source=_hash_of(script), style=Markup(style), script=Markup(script),  # noqa: S704
            sections=self._sections(to), to=to, finder_data=self.overview.finder_data(to), title="",
        )  # fmt: skip
        return map(_shown, pieces)

    def _sections(self, to: Addresses) -> Iterator[tuple[str, str, Any]]:
        views, overview = self.views, self.overview
        yield "body/index.html", "overview", overview.index(to)
        for id_ in views.claims():
            claim = views.claim(id_, to)
            yield "body/claim.html", claim.anchor, claim
        for name, body, _, table in self._tables(to):
            yield f"body/{body}.html", name, table
        for body, groups, make in self._groups():
            for key in sorted(groups):
                page = make(key, overview.whole(groups[key], to), to)
                yield f"body/{body}.html", page.anchor, page
        for rule in self.rules:
            manual = views.rule(rule, to)
            yield "body/rule.html", manual.anchor, manual

    def _groups(self) -> tuple[tuple[str, dict[str, list[str]], Callable[[str, ListPart, Addresses], Any]], ...]:
        views, overview = self.views, self.overview
        return (
            ("source", views.by_source, overview.source), ("speaker", views.by_speaker, overview.speaker),
            ("topic", views.by_topic, overview.topic),
        )  # fmt: skip


class _Fragments:
    """Pieces that many pages share, rendered once for what they show."""

    def __init__(self, templates: Environment) -> None:
        marks: dict[str, Markup] = {}
        templates.globals["marks"] = marks
        macros: Any = templates.get_template("fragments.html").make_module()
        self._macros = macros
        for group, names in (
            ("standing", STANDINGS), ("disclosure", DISCLOSURES), ("level", ("error", "warning", "note")), ("waived", ("label",)),
        ):  # fmt: skip
            marks.update({name: macros.mark(group, name) for name in names})
        marks["waived"] = marks.pop("label")
        for outcome in ("holds", "doubtful", "contradicted", "impossible"):
            marks[f"outcome-{outcome}"] = macros.mark("outcome", outcome)
        templates.filters["code"] = self.code
        self._rows: dict[tuple[str, str | None], Markup] = {}
        self._kept: dict[object, Markup] = {}

    def of_claim(self, link: ClaimLink) -> tuple[Markup, Markup]:
        """A claim as a link, and as an item of a short list."""
        return self._macros.claim_link(link), self._macros.claim_item(link)

    def claim_row(self, link: ClaimLink) -> Markup:
        """A claim in a table of claims."""
        key = link.id, link.href
        known = self._rows.get(key)
        if known is None:
            known = self._rows[key] = self._macros.claim_row(link)
        return known

    def claim_in_text(self, href: str, label: str, quoted: bool) -> Markup:
        """A claim inside a sentence."""
        return self._once(self._macros.claim_in_text, href, label, quoted)

    def rule_link(self, name: str, href: str | None) -> Markup:
        return self._once(self._macros.rule_link, name, href)

    def code(self, text: str) -> Markup:
        """A sentence with what stands between backticks as code."""
        return self._once(self._macros.code, text) if "`" in text else escape(text)

    def condition_row(self, row: ConditionRow, two_sides: bool) -> Markup:
        """A condition with what each side says of it."""
        return self._once(self._macros.condition_row, row, two_sides)

    def condition_group(self, state: str, rows: Sequence[Markup], two_sides: bool) -> Markup:
        """The conditions of one state."""
        head = self._once(self._macros.condition_head, state, len(rows), two_sides)
        return joined([head, *rows, self._once(self._macros.condition_foot)])

    def questions(self, questions: Sequence[Question]) -> Markup:
        """What to ask, as a list."""
        items: Markup = self._macros.questions(questions)
        return items

    def strip_row(self, row: StripRow, current: bool) -> Markup:
        """One value among others on one quantity."""
        cells: Markup = self._macros.strip_row(row, current)
        return cells

    def _once(self, macro: Callable[..., Markup], *values: object) -> Markup:
        key = macro, values
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = macro(*values)
        return known

    def heat_cell(self, letter: str) -> Markup:
        """A cell of the heat map."""
        cell: Markup = self._macros.heat_cell(letter, _HEAT_SIGNS[letter])
        return cell


def _environment(words: Language, deeper: int) -> Environment:
    """The templates in one language, their headings `deeper` by so many levels.

    Words without places, and levels, are put in when a template is compiled: pages get them for nothing.
    """
    templates = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters.update(
        t=words.__call__, n=lambda forms, number: words.count(forms[0], forms[1], number), fill=lambda text, /, **values: filled(text, values),
        named=lambda name, context: words.named(context, name), level=lambda level: level + deeper,
    )
    return templates


def _hash_of(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _shown(page: str) -> str:
    """A page with the control and bidirectional characters of texts escaped, whatever put them there."""
    doubtful = page.encode("utf-8", "surrogatepass").translate(None, _PLAIN)  # far faster than asking each letter
    if doubtful.decode("utf-8", "surrogatepass").isprintable():
        return page
    return "\n".join("\t".join(visible(part) for part in line.split("\t")) for line in page.split("\n"))
