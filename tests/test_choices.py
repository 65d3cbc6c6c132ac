"""What a reader chose in a figure comes back when the page is loaded again, as far as it is still open, and in silence."""

from __future__ import annotations

import json

import browser
import little_page
import practice
import pytest
from playwright.sync_api import expect

from ketamine_course.widgets.question import Option, Question

WARM = Question("warm", "single", "Is it warm?", (Option("Yes", "Because.", right=True), Option("No", "It is.")), **little_page.HOME)
WHEN = Question(
    "when",
    "single",
    "Strong when?",
    (Option("Soon", "No.", right=False), Option("Late", "Yes.", right=True)),
    result="Late.",
    **little_page.HOME,
)
LIST = "Make tea, one step at a time"


@pytest.fixture
def address(tmp_path, monkeypatch):
    pictures = (
        lambda: practice.strength(later={"many": WARM}),
        practice.walk,
        lambda: practice.walk(step="pot"),
        lambda: practice.strength(after=WHEN),
    )
    return little_page.write(monkeypatch, tmp_path / "page.html", WARM, WHEN, *pictures)


@pytest.fixture
def page(chromium, address):
    context = chromium.new_context()
    yield little_page.opened(context, address)
    context.close()


def step(page, number):
    return browser.description(browser.explorable(page, LIST).nth(number))


def strength(page, number=0):
    return browser.explorable(page, "Strong or weak").nth(number)


def press(page, number, key):
    slider = browser.explorable(page, LIST).nth(number).get_by_role("slider")
    slider.focus()
    page.keyboard.press(key)


def erase(page):
    for _ in range(2):
        page.get_by_role("button", name="Erase my answers on this page").click()


def test_each_figure_is_as_it_was_left_and_says_nothing(page):
    browser.answer(browser.question(page, WARM.prompt), "No")
    strength(page).get_by_label("Many leaves", exact=True).check()
    press(page, 0, "ArrowRight")
    for _ in range(2):
        browser.reload(page)
        assert (step(page, 0), step(page, 1)) == ("Step 2 of 14: Kettle.", "Step 5 of 14: Pot.")
        assert "the tea is strong" in browser.description(strength(page))
        page.wait_for_timeout(800)  # longer than a change waits before it is spoken
        spoken = page.locator("section.card [role=status], section.card [aria-live]").all_text_contents()
        assert not any("Step" in words or "tea is" in words for words in spoken)
    assert page.errors == []


def test_a_figure_that_waits_for_a_prediction_still_waits_and_opens_as_it_was_left(page):
    browser.open_anyway(strength(page, 1))
    strength(page, 1).get_by_label("Many leaves", exact=True).check()
    page.evaluate("localStorage.clear()")
    browser.reload(page)
    assert strength(page, 1).locator("svg").count() == 0
    browser.open_anyway(strength(page, 1))
    assert "the tea is strong" in browser.description(strength(page, 1))
    assert strength(page, 1).get_by_label("Many leaves", exact=True).is_checked()


def test_a_value_that_waits_again_does_not_come_back(page):
    browser.answer(browser.question(page, WARM.prompt), "No")
    strength(page).get_by_label("Many leaves", exact=True).check()
    page.evaluate("localStorage.clear()")
    browser.reload(page)
    assert "the tea is weak" in browser.description(strength(page))
    expect(strength(page).get_by_label("Many leaves (")).to_be_disabled()


def test_what_is_erased_does_not_come_back(page):
    browser.answer(browser.question(page, WARM.prompt), "No")
    strength(page).get_by_label("Many leaves", exact=True).check()
    press(page, 0, "ArrowRight")
    erase(page)
    assert step(page, 0) == "Step 1 of 14: Water.", "a figure opens anew without a reload"
    browser.reload(page)
    assert step(page, 0) == "Step 1 of 14: Water."
    assert "the tea is weak" in browser.description(strength(page))
    press(page, 0, "End")
    browser.reload(page)
    assert step(page, 0) == "Step 14 of 14: Rest.", "what is chosen afterwards is kept again"


def test_a_new_visit_and_another_tab_begin_as_the_page_does(page, address):
    press(page, 0, "End")
    page.goto("about:blank")
    page.goto(address)
    browser.alive(page)
    assert step(page, 0) == "Step 1 of 14: Water."
    other = little_page.opened(page.context, address)
    browser.reload(other)
    assert step(other, 0) == "Step 1 of 14: Water."


@pytest.mark.parametrize(
    "kept", ["no JSON", "[]", "null", '{"chosen": 3}', json.dumps({"chosen": {at: {"step": "coffee", "leaves": 3} for at in range(9)}})]
)
def test_what_is_damaged_or_out_of_date_is_left_aside(kept, page):
    press(page, 0, "End")
    page.evaluate(
        "kept => addEventListener('pagehide', () => sessionStorage.setItem(`course-place/${location.pathname}`, kept))",
        kept,
    )
    browser.reload(page)
    assert step(page, 0) == "Step 1 of 14: Water."
    assert "the tea is weak" in browser.description(strength(page))
    assert page.errors == []
