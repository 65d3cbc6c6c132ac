"""The catalogue as a reader meets it: filters, search, count, details; in words, by keyboard, and with hostile text inside."""

from __future__ import annotations

from dataclasses import replace

import browser
import little_page
import pytest
from playwright.sync_api import expect

from ketamine_course.lesson import questions
from ketamine_course.pictures.claim_quality._atlas import claim_catalogue
from ketamine_course.widgets.catalogue import SEALED, WHOLE_FALLBACK, Catalogue, CatalogueError
from ketamine_course.widgets.catalogue_parts import Entry, Facet, Seal, Verdicts
from ketamine_course.widgets.controls import ChoiceError
from ketamine_course.widgets.question import Option, Question

HOSTILE = "<img src=x onerror=\"document.title='broken'\"></script><script>document.title='broken'</script>"


def things():
    colours = {"red": "Red", "blue": "Blue", HOSTILE: HOSTILE}
    facets = {"colour": Facet("Colour", colours, badge=True), "size": Facet("Size", {"s": "Small", "l": "Large"})}
    entries = [
        Entry(
            f"E-{n:02}",
            f"Entry {n}",
            {"colour": "red" if n % 3 else "blue", "size": "s" if n < 20 else "l"},
            [("Reason", f"Because of {n}."), ("Place", "Rock\u2019s end" if n == 7 else "Hill")],
            [("A work", "https://example.org/")],
        )
        for n in range(1, 41)
    ]
    entries.append(Entry(HOSTILE, HOSTILE, {"colour": HOSTILE, "size": "l"}, [(HOSTILE, HOSTILE)], [(HOSTILE, "")]))
    return Catalogue("things", "A list of things", ("thing", "things"), facets, entries)()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return little_page.plain(tmp_path_factory.mktemp("catalogue") / "page.html", things, title="fine", head="")


@pytest.fixture(scope="module")
def contexts(chromium):
    """Two readers, opened once: one whose browser runs scripts, one whose browser does not."""
    opened = {
        scripts: chromium.new_context(java_script_enabled=scripts, viewport={"width": 375, "height": 700}) for scripts in (True, False)
    }
    yield opened
    for each in opened.values():
        each.close()


@pytest.fixture
def visit(contexts, address):
    pages, errors = [], []

    def go(scripts=True):
        page = contexts[scripts].new_page()
        pages.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        if scripts:
            page.locator("[data-alive]").wait_for(state="attached")
        return page

    yield go
    for page in pages:
        page.close()
    assert errors == []


def count(page):
    return page.locator("p.count").text_content()


def small(**changes):
    parts = {"name": "a", "heading": "An entry", "facets": {"colour": "red"}, "parts": [("Why", "so")], "links": []} | changes
    facets = {"colour": Facet("Colour", {"red": "Red", "blue": "Blue"})}
    return Catalogue("few", "A few", ("thing", "things"), facets, [Entry(**parts), Entry("b", "Another", {"colour": "blue"}, [])])


class TestFilters:
    def test_a_filter_leaves_what_fits_and_counts_it(self, visit):
        page = visit()
        assert count(page) == "All 41 things"
        page.get_by_label("Colour", exact=True).select_option("blue")
        assert count(page) == "13 of 41 things"
        page.get_by_label("Size", exact=True).select_option("s")
        assert count(page) == "6 of 41 things"
        assert page.locator(".entries > li").count() == 6

    def test_the_number_behind_an_option_is_what_choosing_it_leaves(self, visit):
        page = visit()
        page.get_by_label("Colour", exact=True).select_option("blue")
        size = page.get_by_label("Size", exact=True)
        assert size.locator("option").all_text_contents() == ["any (13)", "Small (6)", "Large (7)"]
        size.select_option("l")
        assert count(page) == "7 of 41 things"

    def test_the_search_looks_into_closed_entries_and_forgives_case_and_curly_quotes(self, visit):
        page = visit()
        page.get_by_label("Words", exact=True).fill("ROCK's end")
        assert count(page) == "1 of 41 things"
        assert "E-07" in page.locator(".entries").text_content()

    def test_nothing_found_says_what_to_do_and_clearing_brings_all_back(self, visit):
        page = visit()
        page.get_by_label("Words", exact=True).fill("no such word")
        assert count(page) == "0 of 41 things. No entry fits all filters: loosen one."
        page.get_by_role("button", name="Clear all filters").click()
        assert count(page) == "All 41 things"
        assert page.get_by_label("Words", exact=True).input_value() == ""

    def test_the_count_is_announced_once_it_rests(self, visit):
        page = visit()
        spoken = page.locator("p[role=status]")
        assert not spoken.text_content()
        page.get_by_label("Words", exact=True).press_sequentially("hill", delay=20)
        page.wait_for_timeout(700)
        assert spoken.text_content() == count(page) == "39 of 41 things"
        assert page.locator("body").aria_snapshot().count("39 of 41 things") == 1, "who reads on hears it once"


class TestReading:
    def test_an_entry_opens_with_the_keyboard_to_its_parts_and_works(self, visit):
        page = visit()
        page.locator(".entries summary").first.focus()
        page.keyboard.press("Enter")
        opened = page.locator(".entries > li").first
        opened.get_by_text("Because of 1.").wait_for(timeout=5000)
        assert opened.get_by_role("link", name="A work").get_attribute("href") == "https://example.org/"

    def test_a_long_list_comes_in_portions_and_the_focus_goes_to_the_first_new_one(self, visit):
        page = visit()
        assert page.locator(".entries > li").count() == 15
        page.get_by_role("button", name="Show 15 more of 26").focus()
        page.keyboard.press("Enter")
        assert page.locator(".entries > li").count() == 30
        focused = page.evaluate(
            "() => { let e = document.activeElement; while (e.shadowRoot) e = e.shadowRoot.activeElement; return e.textContent; }"
        )
        assert focused.startswith("E-16")
        page.get_by_role("button", name="Show 11 more of 11").click()
        assert page.locator(".entries > li").count() == 41

    def test_paper_gets_every_line_that_the_filters_leave(self, visit):
        page = visit()
        page.get_by_label("Colour", exact=True).select_option("red")
        lines = page.locator(".entries > li")
        assert lines.count() < 27
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert lines.count() == 27
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert lines.count() == 15

    def test_the_search_field_shows_that_it_has_the_focus(self, visit):
        page = visit()
        page.get_by_label("Size", exact=True).focus()
        page.keyboard.press("Tab")
        outline = page.get_by_label("Words", exact=True).evaluate("e => getComputedStyle(e).outline")
        assert "solid 3px" in outline

    def test_axe_finds_nothing_in_light_and_dark(self, visit):
        page = visit()
        page.locator(".entries summary").first.click()
        for colour, ground in (("#111", "#fff"), ("#eee", "#111")):
            page.evaluate(f"document.body.style = 'color: {colour}; background: {ground}'")
            page.wait_for_timeout(600)
            assert browser.violations(page) == []
        assert browser.sideways(page) == 0

    def test_without_scripts_the_whole_list_stands_there_by_group(self, visit):
        page = visit(scripts=False)
        page.get_by_text("Blue: 13 things").click()
        assert page.get_by_text("E-03. Entry 3 [Blue] Reason: Because of 3.").is_visible()


def test_markup_in_an_entry_is_shown_and_never_runs(visit):
    page = visit()
    page.get_by_label("Words", exact=True).fill("onerror")
    assert count(page) == "1 of 41 things"
    page.locator(".entries summary").click()
    page.locator(".entries dl").wait_for()
    shown = page.locator(".entries").text_content()
    assert shown.count(HOSTILE) >= 4
    page.wait_for_timeout(200)
    assert page.title() == "fine"
    assert page.locator(".entries img").count() == 0
    assert visit(scripts=False).title() == "fine"


class TestInPython:
    def test_a_name_that_comes_twice_is_refused(self):
        with pytest.raises(CatalogueError, match="'b' comes twice"):
            small(name="b")

    def test_a_wrong_value_is_answered_with_the_nearest(self):
        with pytest.raises(CatalogueError, match="entry 'a', 'Colour': 'rad' is unknown; nearest: 'red'"):
            small(facets={"colour": "rad"})

    def test_an_address_that_is_no_web_address_is_refused(self):
        with pytest.raises(CatalogueError, match="is not a web address"):
            small(links=[("Click", "javascript:alert(1)")])

    def test_filters_can_be_set_and_wrong_ones_are_answered_with_the_nearest(self):
        assert small().complete({"colour": "red", "words": "so"}) == {"colour": "red", "words": "so"}
        with pytest.raises(ChoiceError, match="nearest: 'colour'"):
            small()(color="red")
        with pytest.raises(ChoiceError, match="nearest: 'red'"):
            small()(colour="reed")

    def test_a_live_one_keeps_its_choice_checked(self):
        view = small()(colour="red")
        view.choice = {"colour": "blue"}
        assert view.choice == {"colour": "blue", "words": ""}
        with pytest.raises(ChoiceError):
            view.choice = {"colour": "green"}

    def test_it_says_what_it_is_where_nothing_can_be_drawn(self):
        assert small()()._repr_mimebundle_()["text/plain"] == "A few\n2 things, which can be filtered by \u201ccolour\u201d."

    def test_without_scripts_a_very_long_list_gives_headings_and_says_so(self, monkeypatch):
        monkeypatch.setenv("KETAMINE_COURSE_EXPORT", "1")
        facets = {"colour": Facet("Colour", {"red": "Red"}, badge=True)}
        for length, whole in ((100, True), (WHOLE_FALLBACK + 1, False)):
            entry = Entry("E-1", "Heading", {"colour": "red"}, [("Reason", "x" * length)])
            page = Catalogue("few", "A few", ("thing", "things"), facets, [entry])()._repr_mimebundle_()["text/html"]
            fallback = page.split("<script")[0]
            assert "E-1. Heading [Red]" in fallback
            assert ("Reason: xxx" in fallback) == whole
            assert ("To open an entry, switch on JavaScript." in fallback) != whole


class TestOwnVerdicts:
    """A reader's own verdict stands beside those of the judges; where the browser keeps none, nothing shows."""

    @pytest.fixture
    def shown(self, tmp_path, monkeypatch):
        facets = {"colour": Facet("Colour", {"red": "Red"}, badge=True)}
        parts = [("Place", "Cup")]
        entries = [
            Entry("E-1", "Tea cures everything (claim-1).", {"colour": "red"}, parts, marks=[0, 1, 1]),
            Entry("E-2", "Tea is hot.", {"colour": "red"}, parts, marks=[0, 0, 0]),
        ]
        verdicts = Verdicts(["Supported", "Overstated", "Contested"], ["First rater", "Second rater", "Key"], "Place")
        listed = Catalogue("claims", "Claims", ("claim", "claims"), facets, entries, verdicts)
        asked = little_page.rating(prompt="Cup: Tea cures everything (claim-1).")
        return little_page.write(monkeypatch, tmp_path / "page.html", asked, listed)

    def test_they_appear_with_the_answer_and_leave_with_it(self, chromium, shown):
        page = little_page.opened(chromium, shown)
        card = page.get_by_role("region", name="Claims")
        line = card.locator("summary", has_text="E-1")
        line.click()
        assert "Second rater" not in card.inner_text()
        form = page.locator("form")
        form.get_by_label("Contested").check()
        form.get_by_label("60%", exact=True).check()
        form.locator("button[type=submit]").click()
        assert "You: Contested" in line.inner_text()
        assert "First rater: Supported. Second rater: Overstated. Key: Overstated. You: Contested." in card.inner_text()
        rows = [row.inner_text().split("\t") for row in card.get_by_role("row").all()]
        assert rows[1:] == [["Supported", "●", "", "", ""], ["Overstated", "", "●", "●", ""], ["Contested", "", "", "", "●"]]
        assert "You:" not in card.locator("summary", has_text="E-2").inner_text()
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert browser.violations(page) == []
        wipe = form.get_by_role("button", name="Erase my answers")
        wipe.click()
        wipe.click()
        assert "You:" not in card.inner_text()
        assert page.errors == []

    def test_each_rated_claim_of_the_course_finds_its_line(self):
        listed = claim_catalogue()
        assert listed.verdicts is not None
        places = {f"{dict(entry.parts)['Place']}: {entry.heading}": entry for entry in listed.entries}
        asked = [each for each in questions().values() if each.name.startswith("rate-")]
        assert len(asked) == 12
        for claim in asked:
            entry = places[claim.prompt]
            assert listed.verdicts.scale == [option.text for option in claim.options]
            assert claim.options[entry.marks[-1]].right
            assert len(entry.marks) == len(listed.verdicts.judges)


SEAL = Seal(["verdict"], ["Reason"], "It opens once you have judged it.", "Show it now", "not opened yet")


def sealed(seal=None, **more):
    facets = {"verdict": Facet("Verdict", {"supported": "Supported", "overstated": "Overstated"}, badge=True)}
    later = "You judge this in part 2"
    entries = [
        Entry("E-1", "Tea cures everything (claim-1).", {"verdict": "overstated"}, [("Place", "Cup"), ("Reason", "Nobody tested it.")],
              [("A work", "https://example.org/")], [1, 1], later, asked={**little_page.HOME, "name": "claim-1"}),
        Entry("E-2", "Tea is hot.", {"verdict": "supported"}, [("Place", "Cup"), ("Reason", "Measured.")], later=later),
        Entry("E-3", "Tea is brewed.", {"verdict": "supported"}, [("Place", "Cup"), ("Reason", "By definition.")]),
    ]  # fmt: skip
    verdicts = Verdicts(["Supported", "Overstated", "Contested"], ["A rater", "Key"], "Place", 2)
    return Catalogue("claims", "Claims", ("claim", "claims"), facets, entries, verdicts, seal or SEAL, **more)


class TestSealed:
    """What readers judge themselves shows no verdict, by no way, until they have judged it or ask for it."""

    @pytest.fixture
    def shown(self, tmp_path, monkeypatch, chromium):
        asked = little_page.rating(prompt="Cup: Tea cures everything (claim-1).", discuss=True)
        page = little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", asked, sealed()))
        yield page
        assert page.errors == []
        page.close()

    @staticmethod
    def line_of(page, name):
        return page.get_by_role("region", name="Claims").locator("li", has_text=name)

    def test_neither_line_nor_filter_nor_search_gives_it_away(self, shown):
        card = shown.get_by_role("region", name="Claims")
        verdict = card.get_by_label("Verdict", exact=True)
        assert verdict.locator("option").all_text_contents() == ["any (3)", "Supported (1)", "Overstated (0)", "not opened yet (2)"]
        line = self.line_of(shown, "E-1")
        line.locator("summary").click()
        assert "You judge this in part 2" in line.locator("summary").inner_text()
        line.get_by_text("Cup").first.wait_for()  # what is inside is put there when the line opens
        said = line.inner_text()
        assert not any(word in said for word in ("Overstated", "Nobody tested", "A work", "A rater"))
        card.get_by_label("Words", exact=True).fill("nobody tested")
        assert card.locator("p.count").text_content().startswith("0 of 3")
        card.get_by_label("Words", exact=True).fill("")
        verdict.select_option(SEALED)
        assert card.locator("p.count").text_content() == "2 of 3 claims"

    def test_an_answer_elsewhere_announces_the_count_only_where_it_changed(self, shown):
        card = shown.get_by_role("region", name="Claims")
        verdict, spoken = card.get_by_label("Verdict", exact=True), card.get_by_role("status")
        verdict.select_option(SEALED)
        expect(spoken).to_have_text("2 of 3 claims")
        verdict.select_option("")
        expect(spoken).to_have_text("All 3 claims")
        spoken.evaluate(
            "(each) => { each.written = 0; new MutationObserver(() => { each.written++; }).observe(each, { childList: true }); }"
        )
        form = browser.question(shown, "Tea cures")
        for _ in range(2):
            form.get_by_label("60%", exact=True).check()
            browser.answer(form, "Overstated")
            shown.wait_for_timeout(700)  # longer than the rest before a count is spoken
        assert spoken.evaluate("(each) => each.written") == 0
        assert "Overstated" in self.line_of(shown, "E-1").inner_text()
        verdict.select_option(SEALED)
        expect(spoken).to_have_text("1 of 3 claims")

    def test_it_opens_on_request_by_keyboard_and_the_focus_stays_on_its_line(self, shown):
        line = self.line_of(shown, "E-1")
        line.locator("summary").focus()
        shown.keyboard.press("Enter")
        line.get_by_role("button", name="Show it now").focus()
        shown.keyboard.press("Enter")
        assert line.locator("summary").evaluate("e => e === e.getRootNode().activeElement")
        assert "Overstated" in line.locator("summary").inner_text()
        assert "You judge this" not in line.locator("summary").inner_text()
        assert "Nobody tested it." in line.inner_text()
        assert line.get_by_role("link", name="A work").count() == 1
        card = shown.get_by_role("region", name="Claims")
        card.get_by_label("Verdict", exact=True).select_option("overstated")
        assert card.locator("p.count").text_content() == "1 of 3 claims"
        assert browser.violations(shown) == []

    def test_it_opens_with_the_last_answer_and_closes_when_that_is_erased(self, shown):
        line = self.line_of(shown, "E-1")
        form = shown.locator("form")
        for answer, closed in (("Supported", True), ("Overstated", False)):
            form.get_by_label(answer, exact=True).check()
            form.get_by_label("60%", exact=True).check()
            form.locator("button[type=submit]").click()
            assert ("You judge this" in line.locator("summary").inner_text()) == closed
            assert ("You:" in line.locator("summary").inner_text()) != closed
        assert "You: Overstated" in line.locator("summary").inner_text()
        verdict = shown.get_by_role("region", name="Claims").get_by_label("Verdict", exact=True)
        assert verdict.locator("option").all_text_contents()[2:] == ["Overstated (1)", "not opened yet (1)"]
        wipe = form.get_by_role("button", name="Erase my answers")
        wipe.click()
        wipe.click()
        assert "You judge this in part 2" in line.locator("summary").inner_text()

    def test_a_rating_that_is_given_after_its_verdict_was_opened_says_so(self, shown):
        line = self.line_of(shown, "E-1")
        line.locator("summary").click()
        line.get_by_role("button", name="Show it now").click()
        form = shown.locator("form")
        for _ in range(2):
            form.get_by_label("Overstated", exact=True).check()
            form.get_by_label("60%", exact=True).check()
            form.locator("button[type=submit]").click()
        assert "You had opened the key in a list before you answered." in form.inner_text()

    def test_of_an_entry_that_tells_by_its_heading_only_the_name_is_shown(self, tmp_path, monkeypatch, chromium):
        asked = little_page.rating(name="tea", kind="single", prompt="Is tea brewed?", result="It is.", confidence=False)
        seal = replace(SEAL, headings=("E-3",))
        address = little_page.write(monkeypatch, tmp_path / "page.html", asked, lambda: sealed(seal)(later={"E-3": asked}))
        page = little_page.opened(chromium, address)
        summary = page.get_by_role("region", name="Claims").locator("summary", has_text="E-3")
        assert "Shown after the prediction in notebook first" in summary.inner_text()
        assert "brewed" not in summary.inner_text()
        browser.answer(page.locator("form"), "Supported")
        expect(summary).to_contain_text("Tea is brewed.")
        assert page.errors == []
        page.close()

    def test_no_filter_counts_what_a_prediction_asks_before_it_is_told(self, tmp_path, monkeypatch, chromium):
        asked = little_page.rating(name="how-many", kind="single", prompt="How many hold?", result="Two of three.", confidence=False)
        seal = replace(SEAL, asked={"verdict": "how-many"})
        page = little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", asked, sealed(seal)))
        options = page.get_by_role("region", name="Claims").get_by_label("Verdict", exact=True).locator("option")
        uncounted = ["any", "Supported", "Overstated", "not opened yet"]
        assert options.all_text_contents() == uncounted
        form = page.locator("form")
        form.get_by_label("Supported", exact=True).check()
        form.get_by_role("button", name="Submit my prediction").press("Enter")
        browser.reload(page)
        form.get_by_role("button", name="Tell me", exact=True).wait_for()
        assert options.all_text_contents() == uncounted
        form.get_by_role("button", name="Tell me", exact=True).press("Enter")
        assert options.all_text_contents() == ["any (3)", "Supported (1)", "Overstated (0)", "not opened yet (2)"]
        assert page.errors == []
        page.close()

    def test_the_atlas_counts_nothing_that_notebook_05_asks(self):
        seal = claim_catalogue().seal
        assert seal is not None
        assert seal.asked == {"support": "predict-support", "wording": "predict-hedge", "verdict": "predict-hedge"}
        assert {"predict-support", "predict-hedge"} <= set(questions())

    def test_in_print_it_stays_closed(self, shown):
        line = self.line_of(shown, "E-1")
        line.locator("summary").click()
        shown.emulate_media(media="print")
        assert "You judge this in part 2" in line.inner_text()
        assert "Overstated" not in line.inner_text()
        assert not line.get_by_role("button").is_visible()

    def test_without_scripts_the_reason_is_folded_away(self, monkeypatch):
        monkeypatch.setenv("KETAMINE_COURSE_EXPORT", "1")
        told = sealed().list_page()
        assert "E-1. Tea cures everything (claim-1). [You judge this in part 2] Place: Cup <details><summary>Show it now</summary>" in told
        assert "[Overstated]" not in told
        assert "E-3. Tea is brewed. [Supported] Place: Cup Reason: By definition." in told

    def test_an_entry_cannot_be_judged_where_nothing_says_what_stays_closed(self):
        with pytest.raises(CatalogueError, match="'a': readers judge it, and nothing says what stays closed"):
            small(later="Later")


OPTIONS = (Option("Yes", "Because.", right=True), Option("No", "It is."))
WARM = Question("warm", "single", "Is it warm?", OPTIONS, result="Warm.", **little_page.HOME)
TOLD = "Shown after the prediction in notebook first"


class TestWaiting:
    """What would tell the answer to a later question is kept back, by every way, until that is answered."""

    @pytest.fixture
    def shown(self, tmp_path, monkeypatch, chromium):
        links = [("A work", "https://example.org/")]
        entries = [
            Entry("F-1", "It was warm all along.", {"colour": "red"}, [("Why", "Measured at noon.")], links, row="noon"),
            Entry("F-2", "It is red.", {"colour": "red"}, [("Why", "Seen.")]),
        ]
        plain = Catalogue("few", "A few", ("thing", "things"), {"colour": Facet("Colour", {"red": "Red"}, badge=True)}, entries)
        page = little_page.opened(
            chromium,
            little_page.write(
                monkeypatch, tmp_path / "page.html", WARM, lambda: plain(later={"noon": WARM}), lambda: sealed()(later={"E-3": [WARM]})
            ),
        )
        yield page
        assert page.errors == []
        page.close()

    def test_a_plain_list_keeps_all_but_the_name_back_until_the_answer(self, shown):
        card = shown.get_by_role("region", name="A few")
        line = card.locator("li", has_text="F-1")
        line.locator("summary").click()
        line.get_by_text(f"{TOLD}.").wait_for()
        assert line.locator("summary").inner_text().split() == ["F-1", *TOLD.split(), "Red"]
        assert not any(word in card.inner_text() for word in ("all along", "noon", "A work"))
        card.get_by_label("Words", exact=True).fill("noon")
        assert card.locator("p.count").text_content().startswith("0 of 2")
        card.get_by_label("Words", exact=True).fill("")
        browser.answer(browser.question(shown, WARM.prompt), "No")
        assert "F-1 It was warm all along." in line.locator("summary").inner_text()
        assert "Measured at noon." in line.inner_text()
        for _ in range(2):
            shown.get_by_role("button", name="Erase my answers on this page").first.click()
        assert TOLD in line.locator("summary").inner_text()
        assert browser.violations(shown) == []

    def test_a_sealed_list_keeps_its_seal_and_offers_no_button(self, shown):
        card = shown.get_by_role("region", name="Claims")
        line = card.locator("li", has_text="E-3")
        line.locator("summary").click()
        line.get_by_text(f"{TOLD}.").wait_for()
        assert "Tea is brewed." in line.inner_text()
        assert "Supported" not in line.inner_text()
        assert "definition" not in line.inner_text()
        assert line.get_by_role("button").count() == 0
        browser.answer(browser.question(shown, WARM.prompt), "Yes")
        assert "By definition." in line.inner_text()

    def test_without_scripts_it_stands_folded_under_what_it_waits_for(self):
        told = sealed().list_page({"E-3": WARM})
        assert f"E-3. Tea is brewed. [{TOLD}] Place: Cup <details><summary>{TOLD}</summary> Reason: By definition.</details>" in told
        assert f"a. <details><summary>{TOLD}</summary>An entry Why: so</details>" in small().list_page({"a": WARM})
        whole = sealed(replace(SEAL, headings=("E-3",))).list_page({"E-3": WARM})
        assert f"<li>E-3. <details><summary>{TOLD}</summary>Tea is brewed." in whole, "what a line waits for is said once"

    def test_a_row_that_no_entry_shows_is_refused(self):
        with pytest.raises(CatalogueError, match="A few', later: row 'c' is unknown"):
            small()(later={"c": WARM})
