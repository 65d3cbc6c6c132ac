"""The course site as a visitor, a listener, a keyboard user and a host meet it."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urlsplit

import browser
import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from playwright.sync_api import expect

from ketamine_course import lesson
from ketamine_course.judged_later import judged_later
from ketamine_course.publish.figures import drawings
from ketamine_course.publish.site import build as build_site
from ketamine_course.publish.site import facts as site_facts
from ketamine_course.publish.site import server as site_server
from ketamine_course.publish.site import settings as site_settings
from ketamine_course.publish.site import sources as site_sources
from ketamine_course.publish.site.finish import with_afresh
from ketamine_course.references import all_works
from ketamine_course.tables import load
from ketamine_course.widgets.catalogue import SEALED

NAME = "01_mechanism_cascade"
NOTEBOOK = f"notebooks/{NAME}.html"
WALK = "The cascade, from drug to mood"
PAGE_BUDGET = 250_000
SHIFTED = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().reduce((sum, entry) => sum + (entry.hadRecentInput ? 0 : entry.value), 0))
).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 1500))"""
KEEP = "record => localStorage.setItem(`course-answers/ketamine-course/${record.page}`, JSON.stringify({ rated: record }))"
"""Keeps an answer as a notebook's page of the same site does."""
HUGE = {"data.html", "references.html"}  # axe needs ten seconds for each: the sweep looks at them
STEMS = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


@pytest.fixture(scope="module")
def address(site):
    with site_server.served(site) as base:
        yield base


@pytest.fixture
def visit(chromium, address):
    """Open pages of the served site; afterwards nothing may have gone wrong and no request may have left the host."""
    opened = []

    def go(name, base=address, **options):
        page = chromium.new_context(**options).new_page()
        opened.append((page, watched(page, base)))
        page.goto(f"{base}/{name}")
        alive(page)
        return page

    yield go
    for page, trouble in opened:
        page.context.close()
        assert trouble == []


def watched(page, *bases):
    """A list that grows by each request to elsewhere than some servers, each error and each warning on a page."""
    trouble = []
    page.on("request", lambda request: None if request.url.startswith((*bases, "data:")) else trouble.append(request.url))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    return trouble


class Seen(NamedTuple):
    """What one visit to a page showed: how its cards are bordered, what axe finds, and how far it scrolls sideways at each width."""

    borders: list[str]
    findings: list[str]
    sideways: dict[int, int]


@pytest.fixture(scope="module")
def tour(chromium, site, address):
    """Every page but the embeds, visited once, light and wide or dark and narrow; nothing goes wrong and no request leaves the host."""
    light = chromium.new_context(color_scheme="light", viewport={"width": 1280, "height": 900}).new_page()
    dark = chromium.new_context(color_scheme="dark", viewport={"width": 375, "height": 900}).new_page()
    trouble = [watched(light, address), watched(dark, address)]
    seen = {}
    for number, name in enumerate(own_pages(site)):
        page = (light, dark)[number % 2]
        page.goto(f"{address}/{name}")
        alive(page)
        seen[name] = look_around(page, name)
    for page in (light, dark):
        page.context.close()
    assert trouble == [[], []]
    return seen


def look_around(page, name):
    sampled = name not in HUGE and (not name.startswith("notebooks/") or name == NOTEBOOK)
    borders = [card.evaluate("e => getComputedStyle(e).borderTopStyle") for card in page.locator("section.card").all()]
    findings = [f"{name}: {each}" for each in browser.violations(page)] if sampled else []
    size, sideways = page.viewport_size, {}
    for width in (320, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        sideways[width] = browser.sideways(page)
    page.set_viewport_size(size)
    return Seen(borders, findings, sideways)


def alive(page):
    """Wait until every widget of the page is alive; a strict page lets Playwright's own waiting evaluate nothing."""
    for _ in range(300):
        if page.locator("[class^=course-][id]:not([data-alive])").count() == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"widgets of {page.url} stay dead")


@cache
def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def ids_of(path):
    return {node["id"] for node in soup(path).find_all(id=True)}


def pages_of(site):
    return {str(path.relative_to(site).as_posix()): soup(path) for path in sorted(site.rglob("*.html"))}


def own_pages(site):
    """Return the names of all pages but those made for somebody else's frame: they are looked at there, in tests/test_embeds.py."""
    return [name for name in pages_of(site) if not name.startswith("embeds/")]


class TestEveryNotebookIsThere:
    def test_each_has_its_page_its_minutes_and_its_aims(self, site):
        index = soup(site / "notebooks.html").get_text(" ", strip=True)
        for stem in STEMS:
            glance = site_facts.glance(stem, nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4))
            assert glance.title in soup(site / "notebooks" / f"{stem}.html").h1.get_text()
            assert f"about {glance.minutes} minutes" in index
            assert glance.aims.split(";")[0] in index

    def test_the_front_page_says_where_to_turn_to_with_links(self, site):
        page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
        assert [each.text for each in page.select("ul.help-lines > li > strong")] == [f"{row}:" for row in load("help_lines")["place"]]
        assert [each["href"] for each in page.select("ul.help-lines > li > a")] == list(load("help_lines")["address"])

    def test_they_stand_in_teaching_order_on_the_front_page(self, site):
        links = [link["href"] for link in soup(site / "index.html").select("ol.cards a")]
        assert links == [f"notebooks/{stem}.html" for stem in STEMS]

    def test_a_new_notebook_appears_without_any_other_change(self, tmp_path, monkeypatch):
        monkeypatch.setattr(site_facts, "gallery", list)  # the pictures take seconds and say nothing about notebooks
        path = ROOT / "notebooks" / f"{NAME}.ipynb"
        first = nbformat.read(path, as_version=4)
        second = nbformat.read(path, as_version=4)
        second.cells[0].source = second.cells[0].source.replace("# 01 The mechanism cascade", "# 09 A new one")
        site_sources.write(tmp_path / "source", {path: first, path.with_name("09_new.ipynb"): second})
        for page in ("index.md", "notebooks.md", "teachers.md"):
            assert "09 A new one" in (tmp_path / "source" / page).read_text(encoding="utf-8").replace("\\", "")
        assert "\nnotebooks/09_new\n" in (tmp_path / "source" / "index.md").read_text(encoding="utf-8")
        assert (tmp_path / "source" / "notebooks" / "09_new.ipynb").is_file()

    def test_a_notebook_without_minutes_is_named(self):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 09 A new one\n\nText.")])
        with pytest.raises(site_facts.NotebookFormError, match="09_new: its minutes cannot be read"):
            site_facts.glance("09_new", notebook)


class TestLinks:
    def test_every_internal_link_resolves(self, site):
        pages = pages_of(site)
        broken = []
        for name, page in pages.items():
            for tag, attribute in (("a", "href"), ("img", "src"), ("script", "src"), ("link", "href")):
                for node in page.find_all(tag, attrs={attribute: True}):
                    place, fragment = urldefrag(node[attribute])
                    if urlsplit(place).scheme:
                        continue
                    target = (site / name).parent / unquote(urlsplit(place).path) if place else site / name
                    target = target.resolve()
                    if not target.is_file() or (fragment and target.suffix == ".html" and unquote(fragment) not in ids_of(target)):
                        broken.append(f"{name}: {node[attribute]}")
        assert broken == []
        assert len(pages) >= 11 + len(STEMS)

    def test_ids_are_unique_in_a_page(self, site):
        for name, page in pages_of(site).items():
            ids = [node["id"] for node in page.find_all(id=True)]
            assert len(ids) == len(set(ids)), (name, sorted({each for each in ids if ids.count(each) > 1}))

    def test_machines_read_what_each_page_teaches(self, site):
        for path in sorted(site.rglob("*.html")):
            found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
            assert len(found) == (path.name != "search.html"), path.name
            assert all(json.loads(each)["name"] for each in found)

    def test_nothing_is_loaded_from_elsewhere(self, site):
        for name, page in pages_of(site).items():
            loaded = [
                node.get("src") or node.get("href") for node in page.select("script[src], img[src], link[rel=stylesheet], iframe[src]")
            ]
            assert [url for url in loaded if urlsplit(url).scheme not in ("", "data") or url.startswith("//")] == [], name
            assert not page.find_all("math")
        for path in site.rglob("*.css"):
            assert re.findall(r"(?:url\(|@import )['\"]?(?:https?:)?//[^)]*", path.read_text(encoding="utf-8")) == [], path.name

    @pytest.mark.parametrize("stem", STEMS)
    def test_terms_are_linked_where_a_notebook_uses_them_first_and_only_there(self, site, stem):
        links = [link["href"] for link in soup(site / "notebooks" / f"{stem}.html").select("a.reference[href*='glossary.html#term']")]
        assert links
        assert len(links) == len(set(links))

    def test_a_term_is_not_linked_inside_a_longer_one(self, site):
        link = soup(site / NOTEBOOK).select_one("a[href$='#term-NMDA-receptor']")
        assert link.get_text() in ("NMDA receptor", "NMDA receptors")

    def test_works_link_back_to_notebooks_and_tables(self, site):
        text = soup(site / "references.html")
        work = text.find(id="work-gerhard2020")
        uses = work.find_next(class_="uses")
        assert {link["href"] for link in uses.find_all("a")} >= {f"{NOTEBOOK}#ref-gerhard2020", "data.html#table-edge-evidence"}
        assert {f"work-{each.key}" for each in all_works()} <= ids_of(site / "references.html")

    def test_pages_to_look_things_up_say_at_their_top_which_answers_they_give_away(self, site):
        for name, notebooks in {
            "atlas": "notebooks 05 and 06",
            "gallery": "a notebook",
            "codebook": "notebook 06",
            "data": "all notebooks",
        }.items():
            top = soup(site / f"{name}.html").find("article").get_text(" ", strip=True)[:1600]
            told = re.search(r"gives? (?:answers )?away[^.]*\.", top)
            assert told, name
            assert notebooks in told[0], name

    def test_the_glossary_the_atlas_and_the_gallery_hold_every_row(self, site):
        assert len(soup(site / "atlas.html").select("ul.claims > li")) == len(load("claims"))
        assert len(soup(site / "glossary.html").select("dl.glossary > dt")) == len(load("glossary"))
        pictures = soup(site / "gallery.html").select("figure.gallery")
        assert len(pictures) == len(drawings())
        assert all("Status of this figure" in each.figcaption.get_text() for each in pictures)


class TestPolicy:
    def test_every_page_works_under_the_policy_that_it_asks_for(self, visit, tour):
        visit("search.html?q=rapamycin").wait_for_load_state("networkidle")
        for name, seen in tour.items():  # what a refused style would leave bare: each card is drawn with a rounded border
            assert set(seen.borders) <= {"solid"}, name
        assert len(tour[NOTEBOOK].borders) >= 5

    def test_the_policy_keeps_out_what_is_not_ours(self, chromium, address):
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/index.html")
        page.evaluate(
            """() => {
                const script = document.createElement("script");
                script.textContent = "globalThis.foreign = 1";
                document.body.append(script);
                const style = document.createElement("style");
                style.textContent = "body { border-left: 77px solid }";
                document.body.append(style);
            }"""
        )
        assert page.evaluate("globalThis.foreign") is None
        assert page.evaluate("getComputedStyle(document.body).borderLeftWidth") != "77px"
        assert page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')") == "refused"
        context.close()

    def test_scripts_need_a_hash_and_nothing_may_be_evaluated(self, site):
        rules = dict(rule.split(" ", 1) for rule in dict(site_server.headers_of(site))["Content-Security-Policy"].split("; "))
        assert rules["default-src"] == "'none'"
        for rule in ("script-src", "style-src-elem"):
            assert "unsafe" not in rules[rule]
            assert "http" not in rules[rule]
        assert dict(site_server.headers_of(site))["Content-Security-Policy"] in (site / "csp.txt").read_text(encoding="utf-8")


class TestFromAFile:
    def test_the_front_page_is_alive(self, visit, site):
        page = visit("index.html", base=site.as_uri())
        card = browser.explorable(page, WALK)
        card.get_by_role("slider").fill("4")
        expect(card.locator(".step")).to_contain_text("Step 4 of")

    def test_nothing_on_the_front_page_jumps_while_it_loads(self, chromium, address):
        with chromium.new_context(viewport={"width": 412, "height": 823}) as context:
            page = context.new_page()
            page.goto(f"{address}/index.html")
            alive(page)
            # https://web.dev/articles/cls: a tenth is the limit of a good page
            assert page.evaluate(SHIFTED) < 0.02

    def test_the_colours_of_code_are_loaded_where_there_is_code(self, site):
        loading = {page.stem for page in site.rglob("*.html") if "pygments." in page.read_text(encoding="utf-8")}
        assert "index" not in loading
        assert "01_mechanism_cascade" in loading
        sheet = (site / "_static" / "pygments.css").read_text(encoding="utf-8")
        code = BeautifulSoup((site / "notebooks" / "01_mechanism_cascade.html").read_text(encoding="utf-8"), "lxml").select(
            ".highlight span"
        )
        names = {str(name) for span in code for name in span.get_attribute_list("class")}
        assert all(f".highlight .{name} " in sheet for name in names - {"None", "w", "p"})

    def test_search_finds_titles_and_says_what_is_missing(self, visit, site):
        page = visit("search.html?q=rapamycin", base=site.as_uri())
        page.get_by_role("link", name="01 The mechanism cascade").nth(1).wait_for()
        assert page.get_by_text("results come as titles, without excerpts").is_visible()


class TestSearch:
    def test_a_word_of_a_notebook_is_found_with_an_excerpt(self, visit):
        page = visit("index.html")
        page.get_by_role("textbox", name="Search").fill("rapamycin")
        page.keyboard.press("Enter")
        page.locator("#search-results p.context").first.wait_for()
        page.locator(".sidebar-search").focus()
        assert "solid 3px" in page.locator(".sidebar-search").evaluate("e => getComputedStyle(e).outline")
        assert "apamycin" in page.locator("#search-results").inner_text()
        assert page.evaluate("Object.keys(localStorage)") == []  # what was searched for is kept nowhere


class TestAtlas:
    def test_claims_are_chosen_by_words_and_by_list_and_counted(self, visit):
        page = visit("atlas.html")
        page.get_by_role("searchbox", name="Words in a claim").press_sequentially("glutamate")
        some = page.locator("ul.claims > li:visible").count()
        assert 0 < some < len(load("claims"))
        assert page.locator(".atlas-count").text_content() == f"{some} of {len(load('claims'))} claims"
        page.get_by_label("Text", exact=True).select_option("S4")
        ids = page.locator("ul.claims > li:visible .claim-id").all_text_contents()
        assert ids
        assert all(each.startswith("S4-") for each in ids)
        page.get_by_role("searchbox").fill("no such words")
        assert page.locator(".atlas-count").text_content().startswith("0 of")
        page.get_by_role("button", name="Show all").click()
        page.locator("ul.claims > li:visible").nth(len(load("claims")) - 1).wait_for(timeout=5000)

    def test_a_verdict_is_not_seen_before_its_claim_is_opened(self, visit):
        page = visit("atlas.html")
        claim = page.locator("#claim-S4-001")
        assert not claim.locator(".verdict").is_visible()
        claim.locator("summary").focus()
        page.keyboard.press("Enter")
        assert claim.locator(".verdict").is_visible()

    def test_a_claim_that_readers_judge_themselves_keeps_its_verdict_until_asked(self, visit):
        page = visit("atlas.html#claim-S4-012")
        claim = page.locator("#claim-S4-012")
        assert "You judge this claim in notebook 06" in claim.inner_text()
        assert not claim.locator(".verdict").is_visible()
        number = len({*judged_later(), *lesson.after_telling("claims")})
        page.get_by_label("Verdict", exact=True).select_option(SEALED)
        assert page.locator(".atlas-count").text_content() == f"{number} of {len(load('claims'))} claims"
        page.get_by_role("searchbox").fill("human scans found no overall change")
        assert page.locator(".atlas-count").text_content().startswith("0 of")
        page.get_by_role("button", name="Show all").click()
        claim.locator("details.key > summary").focus()
        page.keyboard.press("Enter")
        assert claim.locator(".verdict").inner_text() == "overstated"
        page.get_by_label("Verdict", exact=True).select_option("overstated")
        assert claim.is_visible()

    def test_a_claim_that_was_rated_is_open(self, visit):
        page = visit("atlas.html")
        asked = page.locator("#claim-S4-012").get_attribute("data-asked")
        assert asked == lesson.question("rate-2").prompt
        record = {"kind": "rating", "page": "06_appraise_a_source", "prompt": asked, "given": [3], "text": "Overstated", "right": True}
        record |= {"confidence": 60, "first": "Overstated", "first_right": True, "first_confidence": 60, "rounds": 2, "reason": ""}
        page.evaluate(KEEP, record)
        browser.reload(page)
        page.locator("#claim-S4-012 > details > summary").click()
        assert page.locator("#claim-S4-012 .verdict").is_visible()
        page.evaluate("localStorage.clear()")

    def test_a_claim_whose_reason_answers_a_question_is_open_once_that_is_answered(self, visit):
        page = visit("atlas.html#claim-S4-015")
        claim = page.locator("#claim-S4-015")
        assert "Shown after the prediction in notebook 05" in claim.inner_text()
        assert not claim.locator(".verdict").is_visible()
        record = {"kind": "single", "page": "05_claim_quality", "prompt": "x", "given": [2], "text": "A nasal spray", "right": True}
        page.evaluate(KEEP.replace("rated:", '"predict-approved":'), record | {"rounds": 1})
        browser.reload(page)
        assert claim.locator(".verdict").is_visible()
        page.evaluate("localStorage.clear()")

    def test_a_link_to_a_claim_opens_it(self, visit):
        assert visit("atlas.html#claim-S4-001").locator("#claim-S4-001 .verdict").is_visible()


def looks(page, name, scheme, width):
    """Axe's findings in up to three states of a page: as opened; everything opened and answered; controls moved."""
    found = [f"{name}, {scheme}, {width} px, as opened: {each}" for each in browser.violations(page)]
    for summary in page.locator("details:not([open]) > summary:visible").element_handles()[:12]:  # opening one must not renumber the rest
        summary.click()
    for card in page.locator("section.card").all():
        browser.open_anyway(card)
    for button in page.locator("form button[type=submit]:visible").all():
        button.click()
    if page.locator("section.card, details[open], form").count():
        found += [f"{name}, {scheme}, {width} px, opened: {each}" for each in browser.violations(page)]
    sliders = page.locator("section.card input[type=range]")
    for slider in sliders.all():
        slider.fill("1")
    if sliders.count():
        found += [f"{name}, {scheme}, {width} px, moved: {each}" for each in browser.violations(page)]
    return found


class TestForEverybody:
    def test_axe_finds_nothing_on_a_sample(self, visit, tour):
        """Each page in one look, the front page in all its states; the sweep below goes through everything."""
        front = visit("index.html", color_scheme="light", viewport={"width": 1280, "height": 900})
        found = looks(front, "index.html", "light", 1280)
        assert found + [each for seen in tour.values() for each in seen.findings] == []

    @pytest.mark.sweep
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [375, 1280])
    def test_axe_finds_nothing_on_any_page(self, visit, site, address, scheme, width):
        page = visit("index.html", color_scheme=scheme, viewport={"width": width, "height": 900})
        found = []
        for name in own_pages(site):
            page.goto(f"{address}/{name}")
            alive(page)
            found += looks(page, name, scheme, width)
        assert found == []

    def test_nothing_floats_over_the_text_when_one_scrolls_back(self, visit):
        page = visit(NOTEBOOK, viewport={"width": 390, "height": 700})
        page.mouse.wheel(0, 3000)
        page.wait_for_timeout(300)
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(300)
        link = page.get_by_role("link", name="Back to top")
        assert link.bounding_box()["y"] > 700
        link.click()
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()

    def test_no_page_scrolls_sideways_from_phone_to_projector(self, tour):
        assert {name: seen.sideways for name, seen in tour.items() if any(seen.sideways.values())} == {}

    def test_the_reader_chooses_dark_and_the_picture_follows(self, visit):
        page = visit("index.html", color_scheme="light", viewport={"width": 1280, "height": 900})
        card = browser.explorable(page, WALK)
        ground = "e => getComputedStyle(e).backgroundColor"
        assert card.evaluate(ground) == "rgb(254, 254, 254)"
        toggle = page.locator(".theme-toggle-content .theme-toggle")
        for _ in range(3):  # auto, dark, light, in an order that depends on the system's choice
            toggle.click()
            if page.evaluate("document.body.dataset.theme") == "dark":
                break
        page.wait_for_timeout(500)
        assert card.evaluate(ground) == "rgb(21, 25, 30)" == page.locator("body").evaluate(ground)

    def test_a_fresh_start_is_offered_on_every_page_with_or_without_widgets(self, visit, site):
        pages = [path for path in site.rglob("*.html") if "embeds" not in path.parts]
        assert [path.name for path in pages if path.read_text(encoding="utf-8").count("course.startAfresh(base)") != 1] == []
        page = visit("glossary.html")
        page.evaluate("localStorage.setItem('course-answers/elsewhere', '{}')")
        page.get_by_role("button", name="Start afresh", exact=True).click()
        page.get_by_role("button", name="Erase everything and start afresh").click()
        page.get_by_text("Everything has been erased").wait_for()
        assert page.evaluate("Object.keys(localStorage).filter((place) => place.startsWith('course-'))") == []

    def test_nothing_moves_for_who_asked_for_stillness(self, visit):
        page = visit("index.html", reduced_motion="reduce")
        card = browser.explorable(page, WALK)
        assert card.locator("figure").evaluate("e => getComputedStyle(e).transitionDuration") == "0s"
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        moving = (
            "[...document.querySelectorAll('*')].filter((e) => getComputedStyle(e).transitionDuration.split(', ').some((t) => t !== '0s'))"
        )
        assert page.evaluate(f"{moving}.length") == 0

    def test_print_leaves_out_navigation_and_code(self, visit):
        page = visit(NOTEBOOK)
        page.emulate_media(media="print")
        for place in (".skip-to-content", ".sidebar-drawer", "p.launch", "details.hide summary", ".theme-toggle"):
            assert not page.locator(place).first.is_visible(), place
        assert page.get_by_role("heading", level=1).is_visible()


FOCUS = """() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const shown = (part) => part && getComputedStyle(part).stroke !== "none";  // a step in a scene shows it as a circle of its own
    const name = at.getAttribute("aria-label") ?? at.labels?.[0]?.innerText ?? at.innerText ?? "";
    return { tag: at.localName, type: at.type ?? "", name: name.trim(), seen: box.width > 0 && style.visibility === "visible",
             ring: style.outlineStyle !== "none" || style.boxShadow !== "none" || !!shown(at.querySelector(".ring")) };
}"""


class TestKeyboardOnly:
    def test_a_walk_through_notebook_01(self, visit):
        """From the top to the end with Tab, arrows, Space, Enter and one typed number: no mouse, no trap, always a visible focus."""
        page = visit(NOTEBOOK, viewport={"width": 1280, "height": 900})
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["name"] == "Skip to content"
        page.keyboard.press("Enter")
        walked, moved = [], set()
        for _ in range(400):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus["tag"] == "body":
                break
            walked.append(focus)
            if focus["type"] in ("radio", "checkbox"):
                page.keyboard.press("Space")
            elif focus["type"] == "text":
                page.keyboard.type("3")
            elif focus["type"] == "textarea":
                page.keyboard.type("words")
            elif focus["type"] == "submit":
                page.keyboard.press("Enter")
            elif focus["type"] == "range":
                page.keyboard.press("ArrowRight")
                moved.add(focus["name"])
            elif focus["name"].endswith(": later"):
                page.keyboard.press("Enter")
        assert walked[-1]["tag"] != "body"
        assert page.evaluate(FOCUS)["tag"] == "body", "focus never left the page"
        assert [each for each in walked if not each["seen"] or not each["ring"]] == []
        asked = lesson.questions_of(NAME)
        assert page.evaluate("coursePage.answers.size") == len(asked)
        assert page.get_by_role("button", name="Show me anyway").count() == 0, "a prediction stayed locked"
        assert len(moved) >= 2
        assert {"summary", "select", "a", "button"} <= {each["tag"] for each in walked}

    def test_on_a_phone_the_keyboard_opens_and_closes_the_navigation(self, visit):
        page = visit("about.html", viewport={"width": 375, "height": 800})
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["name"] == "Toggle site navigation sidebar"
        link = page.locator(".sidebar-tree a", has_text="Glossary")
        assert not link.is_visible()
        page.keyboard.press("Space")
        link.wait_for(state="visible")
        page.keyboard.press("Escape")
        link.wait_for(state="hidden")

    def test_the_bar_of_a_phone_hides_nothing_that_the_page_scrolls_to(self, visit):
        page = visit("notebooks/00_start_here.html", viewport={"width": 375, "height": 800}, reduced_motion="reduce")
        bar = page.locator(".mobile-header").evaluate("bar => bar.getBoundingClientRect().height")
        assert bar > 0
        card = page.locator("section.card", has=page.get_by_role("button", name="Hand in and show my result")).first
        for claim in card.locator("fieldset").all():
            claim.locator("[type=radio]").first.check()
        card.get_by_role("button", name="Hand in and show my result").press("Enter")
        assert page.locator(".feedback:focus").evaluate("result => result.getBoundingClientRect().top") >= bar
        page.goto(f"{page.url.split('#')[0]}#key-points")
        assert page.locator(":target").evaluate("head => head.getBoundingClientRect().top") >= bar


class TestComplete:
    def test_every_page_carries_the_code_of_every_widget_on_it(self, site):
        for name, page in pages_of(site).items():
            code = "".join(node.get_text() for node in page.select("script"))
            for kind in {str(node["data-course-widget"]) for node in page.select("[data-course-widget]")}:
                assert f'course.offer("{kind}"' in code, (name, kind)


class TestWeight:
    def test_a_page_with_all_it_loads_fits_its_budget(self, site):
        for name, page in pages_of(site).items():
            loaded = {
                (site / name).parent / urlsplit(node.get("src") or node["href"]).path
                for node in page.select("script[src], link[rel=stylesheet]")
            }
            size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in {each.resolve() for each in loaded} | {site / name})
            widths: dict[str, set[Path]] = {"": set()}
            for node in page.select("script[data-source]"):
                widths.setdefault(str(node["data-course-pack"]), set()).add(((site / name).parent / str(node["data-source"])).resolve())
            for units, scripts in widths.items():  # a screen loads those of one width
                assert size + sum(len(gzip.compress(path.read_bytes(), 9)) for path in scripts) < PAGE_BUDGET, (name, units, size)


class TestFreshness:
    def test_nothing_changed_nothing_built(self, site):
        before = (site / "index.html").stat().st_mtime_ns
        assert build_site.main([]) == 0
        assert (site / "index.html").stat().st_mtime_ns == before

    def test_a_setting_is_part_of_what_the_site_is_made_from(self, monkeypatch):
        before = build_site.wanted()
        monkeypatch.setenv("COURSE_HUB", "https://hub.example.edu")
        assert build_site.wanted() != before


UNSET = {"COURSE_REPOSITORY": "", "COURSE_BINDER": "", "COURSE_HUB": ""}


class TestSettings:
    def test_none_where_nothing_is_configured(self):
        assert site_settings.launch_links(site_settings.settings(UNSET), "notebooks/x.ipynb") == []

    def test_binder_and_hub_where_they_are(self):
        chosen = site_settings.settings(
            {
                "COURSE_REPOSITORY": "https://github.com/owner/name.git",
                "COURSE_BINDER": "https://binder.example.org/",
                "COURSE_HUB": "https://hub.example.edu",
            }
        )
        links = dict(site_settings.launch_links(chosen, "notebooks/x.ipynb"))
        assert links["Run in Binder"] == "https://binder.example.org/v2/gh/owner/name/main?labpath=notebooks/x.ipynb"
        hub = links["Run on our JupyterHub"]
        assert hub.startswith("https://hub.example.edu/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fowner%2Fname&branch=main")
        assert hub.endswith("urlpath=lab%2Ftree%2Fname%2Fnotebooks%2Fx.ipynb")

    def test_an_address_without_a_scheme_is_refused_by_name(self):
        with pytest.raises(site_settings.SettingsError, match="'hub' must be a whole address"):
            site_settings.settings({**UNSET, "COURSE_HUB": "hub.example.edu"})

    @pytest.mark.parametrize("given", ["yes", "True", "1"])
    def test_pages_for_shared_computers_say_so_and_keep_things_for_the_tab(self, chromium, tmp_path, given):
        chosen = site_settings.settings({**UNSET, "COURSE_SHARED": given})
        page = with_afresh("<html lang='en'><body><main></main></body></html>", shared=site_settings.SHARED[chosen["shared"].lower()])
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        shown = chromium.new_context().new_page()
        shown.goto((tmp_path / "page.html").as_uri())
        shown.get_by_text("Shared computer: answers and notes are kept for this tab only").wait_for()
        shown.context.close()

    def test_what_is_neither_yes_nor_no_is_refused(self):
        with pytest.raises(site_settings.SettingsError, match="'shared' is true or false, not 'perhaps'"):
            site_settings.settings({**UNSET, "COURSE_SHARED": "perhaps"})


def test_the_teachers_bundle_is_no_part_of_the_site(site):
    names = {path.name for path in site.rglob("*")}
    assert not names & {"key.html", "plan.html", "sheet.html", "slides.html", "quiz.zip", "rubric.html", "teacher"}
    for path in site.rglob("*.html"):
        assert "for teachers only" not in path.read_text(encoding="utf-8"), path.name


def test_the_bundle_for_teachers_is_one_file_to_download_and_no_page_shows_it(site):
    page = (site / "teachers.html").read_text(encoding="utf-8")
    for name in ("teacher", "students", "sample"):
        assert f'href="teaching/{name}.zip"' in page
    assert not re.search(r"\byours?\b|\byou\b", page[page.index("Students will be able to") : page.index("</table>")])
    assert 'class="help-lines"' in page
    held = zipfile.ZipFile(site / "teaching" / "teacher.zip").namelist()
    assert {"index.html", "platforms/moodle.xml", f"{NAME}/plan.html", f"students/{NAME}.html"} <= set(held)
    assert not list((site / "teaching").glob("*.html"))
