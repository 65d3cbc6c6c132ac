"""Nothing before a question tells its key, and what was found is not taken for another case than the one that was asked about."""

from __future__ import annotations

import re

import browser
import little_page
import practice
import pytest
from playwright.sync_api import expect

from ketamine_course.names import UnknownName
from ketamine_course.pictures._drawing import sheet, write
from ketamine_course.pictures._scene import line_map, stage
from ketamine_course.widgets.catalogue import Catalogue
from ketamine_course.widgets.catalogue_parts import Entry, Facet
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.later import opens_once
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.question import Option, Question
from ketamine_course.widgets.stage import StaticStage

OPTIONS = (Option("Yes", "Because.", right=True), Option("No", "It is."))
WARM = Question("warm", "single", "Is tea warm?", OPTIONS, result="Tea is warm.", **little_page.HOME)
LATER = Question("later", "single", "Is it later?", OPTIONS, result="It is later.", **little_page.HOME)
AWAY = "Your prediction, made before this figure opened"
SKIPPED = "The question that was asked before this figure opened"


@explorable(title="Drinks", drink=Choice({"tea": "Tea", "ice": "Ice", "rum": "Rum"}, label="Drink", cases=True))
def drinks(drink):
    """One drink of three."""
    figure, axes = sheet(80)
    write(axes, 20, 40, drink)
    return Picture(figure, f"It is {drink}.", "conceptual", None)


@pytest.fixture
def page(chromium, tmp_path, monkeypatch):
    """Return a function that opens a page with some widgets."""
    return lambda *shown: little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", *shown))


class TestWhatWasFound:
    def test_it_folds_beside_another_case_says_what_was_asked_and_comes_back(self, page):
        here = page(WARM, lambda: drinks(after=WARM))
        browser.answer(browser.question(here, WARM.prompt), "No")
        card = browser.explorable(here, "Drinks")
        found = card.get_by_text("Tea is warm.")
        assert found.is_visible()
        assert card.get_by_text(AWAY).is_hidden()
        card.get_by_label("Ice").check()
        expect(found).to_be_hidden()
        expect(card.get_by_label("Ice")).to_be_focused()
        card.get_by_text(AWAY).click()
        assert found.is_visible()
        assert card.get_by_text(f"You were asked: {WARM.prompt}").is_visible()
        card.get_by_label("Rum").check()
        assert found.is_visible(), "what a reader unfolds stays so beside all other cases"
        card.get_by_label("Tea").check()
        expect(card.get_by_text(AWAY)).to_be_hidden()
        assert found.is_visible()
        assert here.errors == []

    def test_a_focus_in_what_folds_is_not_lost_and_what_was_not_told_stays_untold(self, page):
        here = page(WARM, lambda: drinks(after=WARM))
        card = browser.explorable(here, "Drinks")
        card.get_by_role("button", name="Show me anyway").click()
        expect(card.locator(".pair")).to_be_focused()
        card.get_by_label("Ice").evaluate("(input) => input.click()")
        expect(card.get_by_text(SKIPPED)).to_be_focused()
        card.get_by_label("Tea").evaluate("(input) => input.click()")
        expect(card.locator(".pair")).to_be_focused()
        assert card.get_by_text("Tea is warm.").count() == 0
        assert card.get_by_role("button", name="Tell me what was found").is_visible()

    def test_what_opens_elsewhere_on_the_page_is_told_where_the_focus_goes(self, page):
        here = page(WARM, lambda: drinks(after=WARM), lambda: drinks(after=WARM))
        first, second = (here.get_by_role("region", name="Drinks", exact=True).nth(at) for at in (0, 1))
        second.get_by_role("button", name="Show me anyway").click()
        expect(first.get_by_label("Ice")).to_be_visible()
        expect(second.locator(".pair")).to_be_focused()
        expect(second.locator(".pair")).to_have_accessible_description("1 other locked figure is open now as well.")
        assert first.get_by_text("locked figure").count() == 0

    def test_a_prediction_about_none_of_the_cases_is_folded_from_the_start(self, page):
        here = page(WARM, lambda: drinks(after=WARM, about={"drink": []}))
        browser.answer(browser.question(here, WARM.prompt), "No")
        card = browser.explorable(here, "Drinks")
        assert card.get_by_text(AWAY).is_visible()
        assert card.get_by_text("Tea is warm.").is_hidden()
        with pytest.raises(ValueError, match=r"'milk'.*tea"):
            drinks(after=WARM, about={"drink": ["milk"]})

    def test_a_stage_folds_it_while_other_steps_are_blocked(self, page):
        here = page(WARM, lambda: stage(at="bdnf", blocked=["bdnf"], after=WARM, about=["blocked"]))
        browser.answer(browser.question(here, WARM.prompt), "No")
        card = here.locator("section.stage")
        found = card.get_by_text("Tea is warm.")
        assert found.is_visible()
        card.get_by_role("button", name="Unblock: BDNF").click()
        expect(found).to_be_hidden()
        card.get_by_role("button", name="Block: BDNF").click()
        expect(found).to_be_visible()


class TestAStage:
    def test_nothing_can_be_blocked_before_the_question_that_counts_what_a_block_does(self, page):
        here = page(WARM, LATER, lambda: line_map(after=WARM, experiments=False, at="bdnf", later={"changes": LATER}))
        card = here.locator("section.stage")
        card.get_by_role("button", name="Show me anyway").click()
        note = card.locator(".acts p")
        expect(note).to_have_text("Steps can be blocked and arrows changed after the prediction in this notebook.")
        assert card.get_by_role("button", name=re.compile("^(Block|Cut|Reverse)")).count() == 0
        verdict = card.locator("p.verdict")
        before = verdict.inner_text()
        badge = card.locator("[data-b=bdnf]").first
        badge.focus()
        here.keyboard.press("Enter")
        expect(card.locator("[role=status]")).to_have_text(note.inner_text())
        badge.click()
        here.evaluate("location.hash = '#lines:at=bdnf&blocked=bdnf'")
        here.wait_for_timeout(200)
        assert verdict.inner_text() == before
        browser.answer(browser.question(here, LATER.prompt), "No")
        expect(note).to_be_hidden()
        card.get_by_role("button", name="Block: BDNF").click()
        expect(verdict).not_to_have_text(before)
        assert here.errors == []

    def test_what_an_experiment_found_and_when_steps_happen_wait_for_their_question(self, page):
        later = {"modasava_erase": LATER, "times": LATER, "synaptic_proteins__spines": LATER}
        here = page(LATER, lambda: stage(at="spines", offers=["disinhibition"], later=later))
        card = here.locator("section.stage")
        card.get_by_role("button", name="Block: New spines").click()
        expect(card.locator("p.found")).to_have_text("Shown after the prediction in notebook first.")
        notes = card.locator("dl.notes").first
        assert notes.get_by_text("Shown after the prediction in notebook first.").count() == 2
        assert "the lasting effect disappeared" not in card.inner_text()
        browser.answer(browser.question(here, LATER.prompt), "No")
        expect(card.locator("p.found")).to_contain_text("the lasting effect disappeared")
        expect(notes).not_to_contain_text("Shown after")
        assert "Disputed" in notes.inner_text()

    def test_one_that_waits_for_several_questions_opens_with_the_last_or_alone(self, page):
        here = page(WARM, LATER, lambda: stage(offers=["disinhibition"], once=[WARM, LATER]), lambda: drinks(after=WARM))
        card = here.locator("section.stage")
        expect(card.get_by_text("Shown after 2 predictions in notebook first.")).to_be_visible()
        assert card.locator(".lock li").all_text_contents() == [WARM.prompt, LATER.prompt]
        assert card.locator("svg").count() == 0
        browser.answer(browser.question(here, WARM.prompt), "No")
        assert card.locator("svg").count() == 0
        browser.answer(browser.question(here, LATER.prompt), "No")
        expect(card.locator("svg").first).to_be_visible()
        for _ in range(2):
            here.get_by_role("button", name="Erase my answers on this page").click()
        card.get_by_role("button", name="Show me anyway").click()
        expect(card.get_by_role("heading")).to_be_focused()
        assert card.locator("svg").first.is_visible()
        assert browser.explorable(here, "Drinks").get_by_role("button", name="Show me anyway").is_visible()
        assert here.errors == []

    def test_one_that_waits_for_several_questions_gives_nothing_away_where_scripts_do_not_run(self):
        shown = StaticStage(stage, stage.check({}), None, {**stage.options(), **opens_once([WARM, LATER])})
        bundle = shown._repr_mimebundle_()
        assert "Not shown yet. Shown after 2 predictions in notebook first." in bundle["text/plain"]
        assert "<details><summary>Shown after 2 predictions in notebook first; then open this figure" in bundle["text/html"]
        assert "Ketamine is given" not in bundle["text/plain"]

    def test_what_waits_must_exist(self):
        with pytest.raises(UnknownName, match="modasava_erase"):
            stage(later={"modasava_erased": LATER})


class TestAList:
    def test_a_filter_that_would_count_what_is_asked_later_waits_and_no_search_finds_its_values(self, page):
        facets = {"kind": Facet("Kind", {"a": "A", "b": "B"}), "warmth": Facet("Warmth", {"hot": "Hot", "cold": "Cold"})}
        parts = [("Warmth", "hot")]
        entries = [
            Entry("one", "Tea", {"kind": "a", "warmth": "hot"}, parts, []),
            Entry("two", "Ice", {"kind": "b", "warmth": "cold"}, [], []),
        ]
        drinks_list = Catalogue("drinks", "Drinks", ("drink", "drinks"), facets, entries)
        here = page(LATER, lambda: drinks_list(later={"warmth": LATER}, warmth="cold"))
        card = browser.explorable(here, "Drinks")
        warmth = card.get_by_label("Warmth")
        expect(warmth).to_be_disabled()
        waits = card.get_by_text("Opens after its question in notebook first.")
        assert waits.is_visible()
        assert "(1)" not in warmth.inner_text()
        assert card.get_by_text("All 2 drinks").count()
        card.get_by_label("Words").fill("hot")
        assert card.locator("p.count").inner_text().startswith("0 of 2")
        browser.answer(browser.question(here, LATER.prompt), "No")
        expect(warmth).to_be_enabled()
        assert waits.is_hidden()
        card.get_by_label("Words").fill("")
        warmth.select_option("hot")
        assert card.locator("p.count").inner_text().startswith("1 of 2")


def test_who_wanted_a_figure_sooner_finds_it_open_again_and_nothing_else_opens_with_it(page):
    claims = [little_page.rating(name, confidence=False) for name in ("one", "two")]
    here = page(*claims, lambda: practice.strength(once=claims, later={"many": claims}))
    card = browser.explorable(here, "Strong or weak")
    card.get_by_role("button", name="Show me anyway").click()
    for again in (False, True):
        if again:
            browser.reload(here)
        expect(card.locator("p.description")).to_have_text("With few leaves, the tea is weak.")
        assert card.get_by_role("button", name="Show me anyway").count() == 0
        expect(card.get_by_label(re.compile("Many leaves"))).to_be_disabled()
    browser.answer(browser.question(here, "(one)"), "Contested")
    for _ in range(2):
        here.get_by_role("button", name="Erase my answers on this page").click()
    expect(card.get_by_role("button", name="Show me anyway")).to_be_visible()
