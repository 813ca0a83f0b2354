"""The HTML report: what it says, that hostile text stays text, and that nothing is written where it must not be."""

import datetime
import os
import re
import sys
from collections.abc import Mapping
from fractions import Fraction as F
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from factcheck.cli.main import app
from factcheck.files.workspace import read_workspace
from factcheck.files.writer import CannotWrite
from factcheck.knowledge.seeds import shipped
from factcheck.model.finding import Evidence
from factcheck.model.interval import INFINITY, Interval
from factcheck.reasoning.engine import Review, review
from factcheck.report import site
from factcheck.report.addresses import PAGE, page_name, path_of
from factcheck.report.charts import interval_chart
from factcheck.report.figures import say_number
from factcheck.report.language import LANGUAGES, language
from factcheck.report.site import MANIFEST, write_single_file, write_site
from factcheck.report.view import followable
from factcheck.rules import RULE_NAMES, RULES

SAMPLE = """
factcheck: 1
title: Training emissions against a person's year
source: nocut-2025-08-02
speaker: nocut
conditions: {rest: not stated}
claims:
  bloom: {statement: Training BLOOM emitted about 25 t., kind: emissions, subject: bloom, value: about 25 t CO2e,
          quote: BLOOM 약 25t, at: 212}
  person: {statement: The world average is 4 to 5 t a person a year., kind: emissions_per_person, subject: world,
           value: 4..5 t CO2e/person/year, quote: 4∼5t, at: 213}
  tenfold: {statement: Training an AI emits ten times what a person does., kind: emissions, subject: bloom,
            baseline: world, value: 10 x, part: headline, equals: bloom / person,
            baseline_conditions: {location: all countries},
            review: {verdict: misleading, by: Kim, on: 2026-11-01, note: the basis differs}}
waivers:
  - {claim: tenfold, rule: basis-mismatch, reason: the article explains it, by: reviewer, until: 2027-01-01}
"""

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\\\"'></title></style></bdi><img src=x onerror=alert(1)>"
HOSTILE = f"""
factcheck: 1
title: "{SCRIPT} {BREAKOUT} ../../x"
source: "../../../etc/passwd"
speaker: "{SCRIPT}"
claims:
  hostile:
    statement: "{SCRIPT} {BREAKOUT} {{{{ 7*7 }}}} {{% raw %}} \\u202Egnp.exe"
    kind: throughput
    subject: "{BREAKOUT}"
    baseline: "{SCRIPT}"
    measure: "{SCRIPT}"
    value: 1287 token/s
    quote: "{BREAKOUT} 1,287"
    at: "javascript:alert(1)"
    via: ["{SCRIPT}", "\\u2066"]
    notes: "{BREAKOUT}"
    conditions: {{batch_size: "{SCRIPT}", precision: {{value: "{BREAKOUT}"}}}}
    baseline_conditions: {{batch_size: "{BREAKOUT}"}}
    review: {{verdict: unclear, by: "{SCRIPT}", on: 2026-01-01, note: "{BREAKOUT}"}}
  con: {{statement: A device on Windows, kind: energy, subject: gpt3, value: 1287 MWh, source: "javascript:alert(1)"}}
  figure: {{statement: Another figure, kind: energy, subject: gpt3, value: 1300 MWh, source: CON}}
  small: {{statement: Of another, kind: energy, subject: gpt3, value: 1200 MWh, source: con}}
  none: {{statement: Cannot be read, kind: energy, subject: gpt3, value: "{SCRIPT}"}}
waivers:
  - {{claim: con, rule: conflicting-values, reason: "{SCRIPT}", by: "{BREAKOUT}", until: 2027-01-01}}
"""
CARD = f"""
id: "javascript:alert(1)"
title: "{SCRIPT}"
url: "javascript:alert(1)"
publisher: "{BREAKOUT}"
language: "{BREAKOUT}"
digest: "{SCRIPT} \\u202E"
"""


def reviewed(folder: Path, files: Mapping[str, str]) -> Review:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    read = read_workspace([folder], RULE_NAMES)
    day = datetime.date(2026, 11, 21)
    return review(read.dossiers, read.claims, read.faults, read.knowledge, RULES, day, read.reported)


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Review:
    return reviewed(tmp_path_factory.mktemp("sample"), {"claims/a.yml": SAMPLE})


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Review:
    files = {"claims/<b>x'.yml": HOSTILE, "seeds/sources/evil.yml": CARD}
    return reviewed(tmp_path_factory.mktemp("hostile"), files)


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, its text, and the nesting that does not close."""

    VOID = frozenset(["meta", "link", "br", "img", "input", "hr"])

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.pieces).split())

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    @property
    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.elements if tag in ("a", "link") and "href" in attrs]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages_of(folder: Path) -> dict[str, Page]:
    return {name: Page(data.decode()) for name, data in files_of(folder).items() if name.endswith(".html")}


# ---- what it says ----------------------------------------------------------------------------------------------------


def test_claim_page_tells_the_argument(sample, tmp_path):
    write_site(sample, RULES, tmp_path / "out", "en")
    text = pages_of(tmp_path / "out")["claims/tenfold.html"].text
    for fact in (
        "Training an AI emits ten times what a person does.", "10 x", "contradicted", "incomplete", "equation-fails",
        "states 10 x, but about 25 t CO₂e / 4–5 t CO₂e/person/year gives 4.9 to 6.375 person·year",
        "stated 9.5 to 10.5 person·year 9 to 11 person·year", "implied 4.9 to 6.375 person·year 4.182 to 7.714 person·year",
        "This check would notice an error of 47 % or more.", "Stated against implied, in person·year", "linear axis",
        "Waived: the article explains it · by reviewer · until 2027-01-01",
        "Fact check: carbon emitted by AI training against a person", "headline", "misleading", "the basis differs",
        "The same kilowatt-hour emits many times more in one grid than in another.", "The source does not state",
        "Questions for Nocut News", "Other claims about BLOOM", "claims/a.yml:11:3",
        "Training an AI emits ten times what a person does. [10 x] Nocut News, Fact check: carbon emitted",
    ):  # fmt: skip
        assert fact in text, fact


def test_overview_counts_and_explains(sample, tmp_path):
    write_site(sample, RULES, tmp_path / "out", "en")
    text = pages_of(tmp_path / "out")["index.html"].text
    for fact in (
        "As of 2026-11-21", "3 claims read , 1 checked, 2 not checkable", "only used to check “ Training an AI emits ten times",
        "It never means “true”", "contradicted 1 doubtful 0 unchecked 2 consistent 0",
        "Training emissions against a person's year", "Waived findings", "All claims",
    ):  # fmt: skip
        assert " ".join(fact.split()) in text.replace("read,", "read ,"), fact


def test_conditions_of_the_subject_and_of_the_baseline_stand_apart(sample, tmp_path):
    write_site(sample, RULES, tmp_path / "out", "en")
    html = (tmp_path / "out/claims/tenfold.html").read_text(encoding="utf-8")
    row = re.search(r'<tr>\s*<th scope="row"><span class="condition">location</span>.*?</tr>', html, re.DOTALL)
    assert row is not None
    subject, baseline = re.findall(r"<td[^>]*>(.*?)</td>", row[0], re.DOTALL)[:2]
    assert Page(subject).text == "not stated"
    assert Page(baseline).text == "all countries"


def test_korean_report_speaks_korean(sample, tmp_path):
    write_site(sample, RULES, tmp_path / "out", "ko")
    page = pages_of(tmp_path / "out")["claims/tenfold.html"]
    assert dict(page.elements)["html"] == {"lang": "ko"}
    for fact in (
        "정합성",
        "모순",
        "4.9~6.375명·년",
        "전력 배출계수",
        "같은 1kWh라도 전력망에 따라",
        "출처가 밝히지 않음",
    ):
        assert fact in page.text, fact
    assert "Conditions" not in page.text


def test_every_rule_has_its_page_with_its_examples(sample, tmp_path):
    write_site(sample, RULES, tmp_path / "out", "en")
    pages = pages_of(tmp_path / "out")
    for rule in RULES:
        text = pages[f"rules/{rule.name}.html"].text
        assert " ".join(rule.bad.split()) in text
        assert rule.name in pages["rules.html"].text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_links_lead_somewhere_and_pages_are_well_formed(which, lang, request, tmp_path):
    found = request.getfixturevalue(which)
    out = tmp_path / "out"
    write_site(found, RULES, out, lang)
    pages = pages_of(out)
    for name, page in pages.items():
        assert not page.open, f"{name} leaves {page.open} open"
        assert len(page.ids) == len(set(page.ids)), f"{name} has an id twice"
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), f"{name}: {levels}"
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https"):
                continue
            assert not parts.scheme, f"{name} links to {link}"
            target = Path(os.path.normpath(out / name / ".." / parts.path)) if parts.path else out / name
            assert target.is_relative_to(out)
            assert target.is_file(), f"{name} links to {link}"


def test_single_file_holds_everything(sample, tmp_path):
    out = write_single_file(sample, RULES, tmp_path / "report.html", "en")
    page = Page(out.read_text(encoding="utf-8"))
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith(("#", "https://", "http://")) for link in page.links)
    assert "Training an AI emits ten times" in page.text
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


# ---- hostile text ----------------------------------------------------------------------------------------------------

ALLOWED = frozenset(
    "html head meta title link style body a header nav ul ol li main section article footer h1 h2 h3 h4 p span strong bdi "
    "code pre div dl dt dd table caption thead tbody tr th td details summary blockquote figure figcaption svg desc g line "
    "rect text path circle script label input select option".split()
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_stays_text(hostile, tmp_path, lang):
    write_site(hostile, RULES, tmp_path / "out", lang)
    single = write_single_file(hostile, RULES, tmp_path / "single.html", lang)
    pages = pages_of(tmp_path / "out") | {"single.html": Page(single.read_text(encoding="utf-8"))}
    for name, page in pages.items():
        for tag, attributes in page.elements:
            assert tag in ALLOWED, f"{name} has a <{tag}>"
            for attribute, value in attributes.items():
                assert not attribute.startswith("on"), f"{name}: {attribute}"
                assert attribute not in ("style", "srcset", "action", "formaction"), f"{name}: {attribute}"
                assert attribute != "src" or value in ("claims.js", "finder.js"), f"{name}: {value}"
                if attribute == "href":
                    assert not (value or "").lower().startswith(("javascript:", "data:")), f"{name}: {value}"
    assert SCRIPT in pages["claims/hostile.html"].text
    assert "{{ 7*7 }}" in pages["claims/hostile.html"].text
    assert "\\u202egnp.exe" in pages["claims/hostile.html"].text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_control_or_bidirectional_character_reaches_a_page(hostile, tmp_path, lang):
    write_site(hostile, RULES, tmp_path / "out", lang)
    for name, data in files_of(tmp_path / "out").items():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", data.decode().replace("\r\n", "\n")), name


def test_every_page_has_a_strict_policy(hostile, tmp_path):
    write_site(hostile, RULES, tmp_path / "out", "en")
    single = write_single_file(hostile, RULES, tmp_path / "single.html", "en")
    for name, page in (pages_of(tmp_path / "out") | {"single.html": Page(single.read_text(encoding="utf-8"))}).items():
        policies = [a["content"] or "" for tag, a in page.elements if tag == "meta" and "http-equiv" in a]
        assert len(policies) == 1, name
        assert policies[0].startswith("default-src 'none'; style-src "), name
        assert "unsafe" not in policies[0], name


def test_templates_never_trust_and_load_only_their_own():
    for path in shipped("templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        scripts = re.findall(r"<script[^>]*>", text)
        own = {'<script src="{{ to.to_root }}claims.js" defer>', '<script src="{{ to.to_root }}finder.js" defer>',
               '<script src="/~live.js" defer>', '<script type="application/ld+json">', "<script>",
               '<script type="application/json" id="claims-data">'}  # fmt: skip
        assert set(scripts) <= own, path.name
        for forbidden in ("|safe", "| safe", "autoescape", "style=", " on", "http://", "https://"):
            found = re.search(rf"{re.escape(forbidden)}\w*=" if forbidden == " on" else re.escape(forbidden), text)
            assert found is None, f"{path.name} has {forbidden}"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//host/x", "https://", "http://[", "ftp://x/y",
            "https://a.b/\u202ec", "java\nscript:x", "file:///etc/passwd"],
)  # fmt: skip
def test_only_web_addresses_are_links(url):
    assert followable(url) is None


def test_web_address_is_a_link():
    assert followable("https://n.news.naver.com/mnews/article/015/1?sid=105") is not None


# ---- names of pages --------------------------------------------------------------------------------------------------


def test_page_names_are_safe_and_differ():
    ids = ["a", "A", "a.", "a ", "../a", "..", ".", "", "con", "CON", "nul", "com1", "a/b", "a\\b", "a:b", "가", "나", "\x00",
           "\ud800", "x" * 80, "x" * 81, "x" * 500, "index", "a~b", "-a", "_a", "a\u0301", "\u00e1"]  # fmt: skip
    names = [page_name(id_) for id_ in ids]
    assert len({name.lower() for name in names}) == len(ids)
    for name in names:
        assert PAGE.fullmatch(path_of("sources", "") and f"sources/{name}.html"), name
        assert len(name) <= 80
        assert name.split(".")[0] not in ("con", "nul", "com1")


def test_hostile_ids_stay_inside(hostile, tmp_path):
    out = tmp_path / "deep" / "down" / "out"
    write_site(hostile, RULES, out, "en")
    everything = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert all(path.is_relative_to(out) for path in everything)
    assert all(PAGE.fullmatch(name) or name == MANIFEST for name in files_of(out))


# ---- writing ---------------------------------------------------------------------------------------------------------


def test_same_input_same_bytes(hostile, tmp_path):
    write_site(hostile, RULES, tmp_path / "one", "en")
    write_site(hostile, RULES, tmp_path / "two", "en")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_writing_again_removes_only_what_it_wrote(sample, hostile, tmp_path):
    out = tmp_path / "out"
    write_site(sample, RULES, out, "en")
    kept = out / "claims" / "mine.txt"
    kept.write_text("mine")
    index = write_site(hostile, RULES, out, "en")
    assert index == out / "index.html"
    assert not (out / "claims/tenfold.html").exists()
    assert kept.read_text() == "mine"
    listed = (out / MANIFEST).read_text().splitlines()[1:]
    assert sorted([*listed, MANIFEST, "claims/mine.txt"]) == sorted(files_of(out))


def test_folder_of_somebody_else_is_refused(sample, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(CannotWrite, match="not made by factcheck"):
        write_site(sample, RULES, tmp_path, "en")
    assert files_of(tmp_path) == {"thesis.txt": b"mine"}


def test_empty_folder_is_taken(sample, tmp_path):
    write_site(sample, RULES, tmp_path, "en")
    assert (tmp_path / "index.html").is_file()


def test_page_of_somebody_else_is_not_overwritten(sample, hostile, tmp_path):
    out = tmp_path / "out"
    write_site(sample, RULES, out, "en")
    (out / "claims/hostile.html").write_text("mine")
    before = files_of(out)
    with pytest.raises(CannotWrite, match=r"hostile\.html was not made by factcheck"):
        write_site(hostile, RULES, out, "en")
    assert files_of(out) == before


def test_forged_list_removes_nothing_outside(sample, tmp_path):
    out = tmp_path / "out"
    write_site(sample, RULES, out, "en")
    precious = tmp_path / "precious.html"
    precious.write_text("mine")
    (out / "notes.html").write_text("mine")
    forged = ["../precious.html", "claims/../../precious.html", "notes.html", str(precious), ".", "claims"]
    (out / MANIFEST).write_text("\n".join([*(out / MANIFEST).read_text().splitlines(), *forged]))
    write_site(sample, RULES, out, "en")
    assert precious.read_text() == "mine"
    assert (out / "notes.html").read_text() == "mine"


def test_linked_folder_inside_is_refused(sample, tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    write_site(sample, RULES, out, "en")
    elsewhere.mkdir()
    for page in (out / "sources").iterdir():
        page.unlink()
    (out / "sources").rmdir()
    (out / "sources").symlink_to(elsewhere)
    with pytest.raises(CannotWrite, match="no folder of factcheck's own"):
        write_site(sample, RULES, out, "en")
    assert not list(elsewhere.iterdir())


def test_failing_half_way_leaves_the_old_report(sample, hostile, tmp_path):
    out = tmp_path / "out"
    write_site(sample, RULES, out, "en")
    before = files_of(out)

    def stop(number: int) -> None:
        if number == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_site(hostile, RULES, out, "en", progress=stop)
    assert files_of(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the second process")
@pytest.mark.parametrize("second_fails", [False, True])
def test_two_processes_write_what_one_writes(sample, tmp_path, monkeypatch, second_fails):
    write_site(sample, RULES, tmp_path / "one", "en")
    monkeypatch.setattr(site, "_MANY", 1)
    monkeypatch.setattr(site, "_SHARE", 1)
    monkeypatch.setattr(site, "_can_fork", lambda: True)
    if second_fails:
        first, write = os.getpid(), site._write

        def stop(fresh: Path, path: str, text: str) -> None:
            if os.getpid() != first:
                raise OSError
            write(fresh, path, text)

        monkeypatch.setattr(site, "_write", stop)
    write_site(sample, RULES, tmp_path / "two", "en")
    assert files_of(tmp_path / "two") == files_of(tmp_path / "one")


def test_stopped_while_moving_can_be_written_again(sample, hostile, tmp_path, monkeypatch):
    out = tmp_path / "out"
    write_site(sample, RULES, out, "en")
    replace, moved = Path.replace, []

    def stop(self: Path, target: Path) -> Path:
        moved.append(target)
        if len(moved) == 5:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_site(hostile, RULES, out, "en")
    monkeypatch.undo()
    write_site(hostile, RULES, out, "en")
    write_site(hostile, RULES, tmp_path / "fresh", "en")
    assert files_of(out) == files_of(tmp_path / "fresh")


def test_single_file_spares_what_it_did_not_make(sample, tmp_path):
    out = tmp_path / "page.html"
    out.write_text("<h1>mine</h1>")
    with pytest.raises(CannotWrite, match="not made by factcheck"):
        write_single_file(sample, RULES, out, "en")
    assert out.read_text() == "<h1>mine</h1>"
    with pytest.raises(CannotWrite, match="is a folder"):
        write_single_file(sample, RULES, tmp_path, "en")
    out.unlink()
    write_single_file(sample, RULES, out, "en")
    write_single_file(sample, RULES, out, "ko")
    assert '<html lang="ko">' in out.read_text(encoding="utf-8")


def test_file_in_the_way_is_told(sample, tmp_path):
    (tmp_path / "report").write_text("mine")
    with pytest.raises(CannotWrite, match="is a file"):
        write_site(sample, RULES, tmp_path / "report", "en")
    with pytest.raises(CannotWrite, match="cannot write"):
        write_site(sample, RULES, tmp_path / "report" / "inner", "en")


# ---- numbers and pictures --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [(F("1286.5"), 6, "1,286.5"), (F(0), 4, "0"), (F(39, 100), 4, "0.39"), (F(10) ** 20, 4, "1e20"), (INFINITY, 4, "∞"),
     (F(-5), 4, "−5"), (F(1, 10**6), 4, "1e−6"), (F(54, 7), 4, "7.714")],
)  # fmt: skip
def test_numbers(number, digits, text):
    assert say_number(number, digits) == text


@pytest.mark.parametrize(
    ("interval", "en", "ko"),
    [(Interval(F(4), F(5)), "4 to 5 t", "4~5 t"), (Interval(F(4), INFINITY), "at least 4 t", "4 t 이상"),
     (Interval(-INFINITY, F(4)), "at most 4 t", "4 t 이하"), (Interval(F(4), F(4)), "exactly 4 t", "정확히 4 t"),
     (Interval(-INFINITY, INFINITY), "any value", "모든 값"), (Interval(F("99.995"), F("100.005")), "99.995 to 100.005 t", "99.995~100.005 t")],
)  # fmt: skip
def test_intervals(interval, en, ko):
    assert language("en").interval(interval, "t") == en
    assert language("ko").interval(interval, "t") == ko


def picture(stated: tuple, implied: tuple):
    return interval_chart(Evidence(Interval(*stated), Interval(*implied), Interval(*stated), Interval(*implied)))


def test_picture_lays_bars_in_proportion():
    chart = picture((F(0), F(10)), (F(5), F(10)))
    first, second = chart.bars
    assert not chart.is_log
    assert float(first.width.rstrip("%")) == pytest.approx(2 * float(second.width.rstrip("%")), abs=0.02)


def test_picture_is_logarithmic_where_the_ends_lie_far_apart():
    assert picture((F(1), F(2)), (F(1000), F(2000))).is_log
    assert not picture((F(0), F(2)), (F(1000), F(2000))).is_log


def test_picture_shows_open_ends_and_numbers_beyond_the_doubles():
    chart = picture((F(1), INFINITY), (F(10) ** 400, F(10) ** 401))
    assert chart.has_arrows
    assert chart.bars[0].open_high
    assert chart.bars[1].low == "1e400"
    for bar in chart.bars:
        assert 20 <= float(bar.x.rstrip("%")) <= float(bar.end.rstrip("%")) <= 80


@pytest.mark.parametrize("point", [F(0), F(7), F(-3), F(1, 10**30)])
def test_picture_of_one_point(point):
    chart = picture((point, point), (point, point))
    assert all(bar.is_point for bar in chart.bars)
    assert 2 <= len(chart.ticks) <= 7


def test_no_picture_without_two_sides():
    assert interval_chart(Evidence(stated=Interval(F(1), F(2)))) is None
    assert picture((-INFINITY, INFINITY), (-INFINITY, INFINITY)) is None


def test_what_follows_for_a_quantity_that_nobody_stated_stands_on_the_pages_of_both_figures(tmp_path):
    text = """\
factcheck: 1
source: one-study
period: 2024
claims:
  used: {statement: It used 1287 MWh., kind: energy, subject: gpt3, value: "1,287 MWh"}
  gave: {statement: It gave 502 t., kind: emissions, subject: gpt3, value: 502 t CO2e}
"""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "x.yml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["report", str(tmp_path / "claims"), "-o", str(tmp_path / "out"), "--lang", "en"])
    assert done.exit_code == 0, done.output
    for name in ("used", "gave"):
        page = (tmp_path / "out" / "claims" / f"{name}.html").read_text(encoding="utf-8")
        assert "Emission factor, GPT-3: 0.38951 to 0.39059 t CO₂e/MWh" in page
        assert "Emissions are energy times the emission factor times PUE" in page
