"""The report in a browser, offline: no request, no complaint, nothing wider than the screen.

Needs Chromium: FACTCHECK_CHROMIUM names it, else the system's. Without one the tests are skipped, but never in CI.
"""

import datetime
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_report import CARD, HOSTILE, SAMPLE, reviewed

from factcheck.files.workspace import read_workspace
from factcheck.reasoning.engine import review
from factcheck.report.site import write_single_file, write_site
from factcheck.rules import RULE_NAMES, RULES

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
LONG = "초" * 120 + "x" * 200
WIDE = f"""
factcheck: 1
title: "{LONG}"
speaker: "{LONG}"
source: "{LONG}"
claims:
  {"w" * 80}: {{statement: "{LONG}", kind: throughput, subject: "{LONG}", baseline: "{LONG} 2", value: 12345678901234567890 token/s,
    quote: "{LONG}", conditions: {{batch_size: "{LONG}"}}, equals: "{"v" * 80} * 123456789012345678901234567890"}}
  {"v" * 80}: {{statement: "{LONG}", kind: throughput, subject: "{LONG}", value: about 1e-30 token/s}}
"""


def unavailable(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"CI must run the browser tests: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = os.environ.get("FACTCHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        unavailable("there is no Chromium; FACTCHECK_CHROMIUM may name one")
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        unavailable("playwright is not installed")
    with sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        except Error as problem:
            unavailable(f"{program} does not start: {problem.message.splitlines()[0]}")
        yield running
        running.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """A folder with the report in both forms, of plain, hostile and very wide claims."""
    folder = tmp_path_factory.mktemp("browser")
    texts = {"claims/a.yml": SAMPLE, "claims/b.yml": HOSTILE, "claims/c.yml": WIDE, "seeds/sources/evil.yml": CARD}
    for name, text in texts.items():
        path = folder / "work" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    read = read_workspace([folder / "work"], RULE_NAMES)
    day = datetime.date(2026, 11, 21)
    found = review(read.dossiers, read.claims, read.faults, read.knowledge, RULES, day, read.reported)
    for lang in ("en", "ko"):
        write_site(found, RULES, folder / lang, lang)
        write_single_file(found, RULES, folder / f"{lang}.html", lang)
    return folder


class Visit:
    """Opens pages and remembers what they asked for and complained about."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(8000)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def open(self, path: Path) -> Any:
        self.page.goto(path.as_uri())
        return self.page

    def style(self, selector: str, name: str) -> str:
        return self.page.eval_on_selector(selector, f"element => getComputedStyle(element).{name}")


@pytest.fixture
def visit(browser) -> Iterator[Any]:
    visits = []

    def begin(**options: Any) -> Visit:
        visits.append(Visit(browser, **options))
        return visits[-1]

    yield begin
    for one in visits:
        one.context.close()


def some_pages(report: Path, lang: str) -> list[Path]:
    site = report / lang
    return [*sorted(site.glob("*.html")), site / "rules/equation-fails.html", *sorted(site.glob("claims/*.html")),
            *sorted(site.glob("sources/*.html")), *sorted(site.glob("speakers/*.html")), *sorted(site.glob("topics/*.html")),
            report / f"{lang}.html"]  # fmt: skip


def page_of_each_kind(report: Path, lang: str) -> list[Path]:
    site = report / lang
    names = ("index", "claims", "comparisons", "conditions", "speakers", "reference", "rules", "rules/equation-fails",
             "claims/tenfold", "claims/figure", "sources/nocut-2025-08-02", "speakers/nocut")  # fmt: skip
    return [*(site / f"{name}.html" for name in names), next(site.glob("topics/*.html"))]


def test_pages_ask_for_nothing_and_complain_of_nothing(report, visit):
    session = visit()
    for path in some_pages(report, "en"):
        session.open(path)
    assert not session.complaints
    assert len(session.requests) > 10
    assert [url for url in session.requests if not url.startswith(report.as_uri())] == []


def test_style_is_applied_under_the_policy(report, visit):
    session = visit()
    for path in (report / "en/index.html", report / "en/claims/tenfold.html", report / "en.html"):
        session.open(path)
        assert session.style(".mark", "borderTopStyle") != "none", path.name


def test_policy_stops_what_a_page_must_not_do(report, visit):
    """The policy itself is at work: a style of one's own is refused, and the browser says so."""
    session = visit()
    page = session.open(report / "en/index.html")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=late style=\"color: red\">x</p>')")
    assert session.style("#late", "color") != "rgb(255, 0, 0)"
    assert session.complaints


@pytest.mark.parametrize("width", [320, 375, 768, 1280, 2560])
def test_nothing_is_wider_than_the_screen(report, visit, width):
    session = visit(viewport={"width": width, "height": 800})
    for lang in ("en", "ko") if width == 375 else ("en",):
        for path in some_pages(report, lang):
            page = session.open(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


def test_dark_mode_is_dark(report, visit):
    def background(scheme: str) -> list[int]:
        session = visit(color_scheme=scheme)
        session.open(report / "en/index.html")
        return [int(part) for part in session.style("body", "backgroundColor")[4:-1].split(",")]

    assert max(background("dark")) < 60
    assert min(background("light")) > 200


def test_keyboard_reaches_the_content_first(report, visit):
    page = visit().open(report / "en/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_keyboard_walks_through_a_page_and_sees_where_it_is(report, visit):
    """Every place that can be clicked is reached by Tab, in the order of the page, and shows that it is."""
    session = visit()
    page = session.open(report / "en/claims/tenfold.html")
    places = page.locator("a[href], summary, input, select, [tabindex='0']").count()
    walked = []
    for _ in range(places):
        page.keyboard.press("Tab")
        outline, top = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle, document.activeElement.getBoundingClientRect().top + scrollY]"
        )
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        walked.append(top)
    assert len(walked) > 20
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || document.activeElement.className === 'skip'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_nothing_stands_in_the_way_of_anybody(report, visit, lang, scheme):
    """axe-core, WCAG 2.1 AA and its best practices, on every kind of page."""
    library = pytest.importorskip("axe_playwright_python.sync_playwright")
    session = visit(color_scheme=scheme)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    for path in page_of_each_kind(report, lang):
        page = session.open(path)
        found = library.Axe().run(page, options=rules).response["violations"]
        assert not found, f"{path.name}: {[(one['id'], one['nodes'][0]['html'][:200]) for one in found]}"


def test_one_document_stands_in_the_way_of_nobody_either(report, visit, tmp_path):
    library = pytest.importorskip("axe_playwright_python.sync_playwright")
    write_single_file(reviewed(tmp_path / "work", {"claims/a.yml": SAMPLE}), RULES[:5], tmp_path / "one.html", "en")
    page = visit().open(tmp_path / "one.html")
    found = library.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


# ---- the search ------------------------------------------------------------------------------------------------------


def shown_claims(page: Any) -> list[str]:
    return [text.strip() for text in page.locator(".finder-results th[scope=row]").all_inner_texts()]


@pytest.mark.parametrize("path", ["en/index.html", "en/claims.html", "en.html"])
def test_search_finds_as_one_types_and_remembers_in_the_address(report, visit, path):
    session = visit()
    page = session.open(report / path)
    search = page.get_by_label("Search all claims")
    search.fill("TEN times")
    assert shown_claims(page) == ["Training an AI emits ten times what a person does."]
    assert not page.locator(".plain").is_visible()
    assert page.get_by_role("status").inner_text().startswith("1 of ")
    assert page.url.endswith("#q=TEN+times")
    page.locator("select[name=standing]").select_option("consistent")
    assert shown_claims(page) == []
    assert page.get_by_role("status").inner_text() == "No claim fits."
    search.fill("")
    page.locator("select[name=standing]").select_option("")
    assert page.locator(".plain").is_visible()
    assert "#" not in page.url
    assert not session.complaints


@pytest.mark.parametrize("path", ["en/index.html", "en.html"])
def test_link_to_a_search_shows_what_was_found(report, visit, path):
    session = visit()
    session.page.goto((report / path).as_uri() + "#standing=contradicted&q=person")
    assert shown_claims(session.page) == ["Training an AI emits ten times what a person does."]
    session.page.locator(".finder-results a").first.click()
    assert "tenfold" in session.page.url
    assert not session.complaints


def test_search_shows_hostile_text_as_text(report, visit):
    session = visit()
    page = session.open(report / "en/index.html")
    page.get_by_label("Search all claims").fill("alert(1)")
    assert any("<script>alert(1)</script>" in text for text in shown_claims(page))
    assert not session.complaints


def test_without_scripts_the_plain_list_says_it_all(report, visit):
    session = visit(java_script_enabled=False)
    page = session.open(report / "en/index.html")
    assert page.locator(".plain").is_visible()
    assert not page.locator(".finder").is_visible()
    assert "ten times" in page.locator(".plain").inner_text()


# ---- pictures and paper ----------------------------------------------------------------------------------------------


def test_picture_is_drawn_and_named(report, visit):
    session = visit()
    page = session.open(report / "en/claims/tenfold.html")
    assert page.get_by_role("img", name="Stated against implied, in person·year").first.is_visible()
    widths = page.eval_on_selector_all(".intervals rect", "bars => bars.map(bar => bar.getBoundingClientRect().width)")
    assert len(widths) == 4
    assert all(width > 5 for width in widths)


@pytest.mark.parametrize("path", ["en/index.html", "en/claims/tenfold.html", "en/conditions.html", "en/comparisons.html", "ko.html"])
def test_nothing_is_cut_on_paper(report, visit, path):
    """As wide as a sheet of A4 between its margins, everything fits; the PDF has pages."""
    session = visit(viewport={"width": 700, "height": 1000})
    page = session.open(report / path)
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
        " && getComputedStyle(e).position !== 'absolute' && !e.closest('.hidden, .skip')).map(e => e.outerHTML.slice(0, 200))"
    )
    assert cut == []
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_print_shows_what_is_folded(report, visit):
    session = visit()
    page = session.open(report / "en/index.html")
    assert not page.locator(".reasons li").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".reasons li").first.bounding_box()["height"] > 0
    assert not page.locator("header.frame").is_visible()
