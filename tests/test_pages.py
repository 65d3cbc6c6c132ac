"""The exported pages as a reader meets them: opened from a file, alive, private, readable by everybody."""

from __future__ import annotations

import csv
import gzip
import io
import os
import subprocess
import sys

import browser
import little_page
import practice
import pytest
from conftest import ROOT
from test_pictures import ALL

from ketamine_course import lesson
from ketamine_course.widgets import attended, embed

NAME = "01_mechanism_cascade"
WALK = practice.walk.title
LOCKED = practice.strength.title
CLOCK = "What happens when"
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
PAGE_BUDGET = 250_000


@pytest.fixture(scope="module")
def address(export):
    return export(NAME).as_uri()


class Practice:
    """Tests on a small page of explorables, which any page's would pass."""

    @pytest.fixture
    def address(self, monkeypatch, tmp_path):
        monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
        embed.new_page()
        asked = lesson.question("predict-sign")
        (tmp_path / "practice.html").write_text(
            practice.page_of(practice.walk(), asked(), practice.strength(after=asked)), encoding="utf-8"
        )
        return (tmp_path / "practice.html").as_uri()


def open_everything(page):
    for card in page.locator("section.card").all():
        browser.open_anyway(card)


def open_tables(page):
    for summary in page.locator("summary:visible", has_text="table").all():
        summary.click()


def answer_and_open_tables(page):
    browser.answer(browser.question(page, lesson.question("warm-up-block").prompt), "It goes up.")
    browser.question(page, lesson.question("kinder-reading").prompt).locator("button[type=submit]").click()
    open_tables(page)


def move_sliders(page):
    for card in page.locator("section.card").all():
        if card.get_by_role("slider").count():
            card.get_by_role("slider").fill("3")


LOOKS_AND_STEPS = [
    pytest.param("dark", 375, {3}, id="dark, 375, in the end"),
    *(
        pytest.param(scheme, width, {0, 1, 2, 3}, id=f"{scheme}, {width}, after each step", marks=pytest.mark.sweep)
        for scheme in ("light", "dark")
        for width in (375, 1280)
    ),
]
"""Axe looks at the page at the end of all steps in every run; as opened and after each of them in the sweep, in every look."""


class TestAlive(Practice):
    def test_the_keyboard_moves_the_slider_and_the_picture_follows(self, visit):
        page = visit()
        card = browser.explorable(page, WALK)
        before = browser.picture(card)
        slider = card.get_by_role("slider", name="Step")
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert slider.get_attribute("aria-valuetext") == "Kettle"
        assert browser.picture(card) != before
        assert browser.description(card).startswith("Step 2 of 14: Kettle.")

    def test_the_page_shows_the_frame_that_python_draws(self, visit):
        card = browser.explorable(visit(), WALK)
        card.get_by_role("slider").fill("4")
        frame = practice.walk.frame({"step": "pot"})
        assert browser.description(card) == frame["description"]
        assert browser.paths(card) == browser.drawn_paths(frame["svg"])

    def test_a_change_is_announced_once_it_rests(self, visit):
        page = visit()
        card = browser.explorable(page, WALK)
        spoken = card.locator("p.hidden-text[role=status]")
        assert not spoken.text_content()
        card.get_by_role("slider").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(800)
        assert spoken.text_content() == browser.description(card)

    def test_the_table_opens_under_the_picture(self, visit):
        card = browser.explorable(visit(), WALK)
        card.get_by_role("slider").fill("3")
        card.get_by_text("The same facts as a table").click()
        table = card.get_by_role("table")
        assert table.get_by_role("columnheader").first.text_content() == "Step"
        assert table.get_by_role("row").count() > 1


class TestPictures:
    def test_every_explorable_is_there_and_every_picture_shows_its_status(self, visit):
        page = visit()
        open_everything(page)
        for explorable in [each for name, each in ALL.items() if name.startswith(f"{NAME[3:]}-")]:
            card = browser.explorable(page, explorable.title)
            assert "Status of this figure:" in card.locator("p.status").text_content()


class TestPrediction(Practice):
    def test_a_locked_picture_opens_with_the_prediction_beside_the_result(self, visit):
        page = visit()
        card = browser.explorable(page, LOCKED)
        assert card.locator("svg").count() == 0
        question = lesson.question("predict-sign")
        browser.answer(browser.question(page, question.prompt), "Rise")
        assert card.locator(".frame svg").count() == 1
        pair = card.locator(".pair").inner_text()
        assert "You predicted\nRise" in pair
        assert question.result in pair

    def test_the_key_waits_until_the_reader_asks_and_the_focus_is_never_lost(self, visit):
        page = visit()
        question = lesson.question("predict-sign")
        reasons = [option.feedback for option in question.options]
        form, card = browser.question(page, question.prompt), browser.explorable(page, LOCKED)
        form.get_by_label("Rise", exact=True).check()
        form.locator("button[type=submit]").click()
        assert "Kept. Now look." in form.inner_text()
        assert not any(reason in form.inner_text() for reason in reasons)
        assert card.locator(".frame svg").count() == 1
        assert question.result not in card.inner_text()
        asking = card.get_by_role("button", name="Tell me what was found")
        asking.focus()
        page.keyboard.press("Enter")
        assert question.result in card.locator(".pair").inner_text()
        assert asking.count() == 0
        assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "pair"
        assert all(reason in form.inner_text() for reason in reasons)

    def test_a_prediction_cannot_be_changed_afterwards(self, visit):
        page = visit()
        form = browser.question(page, lesson.question("predict-sign").prompt)
        browser.answer(form, "Fall")
        assert form.get_by_label("Rise", exact=True).is_disabled()
        assert form.locator("button[type=submit]").is_hidden()

    def test_show_me_anyway_opens_and_says_so(self, visit):
        page = visit()
        card = browser.explorable(page, LOCKED)
        browser.open_anyway(card)
        assert "you looked first" in card.locator(".pair").inner_text()

    def test_who_looks_first_sees_the_figure_and_is_told_the_key_only_on_asking(self, visit):
        page = visit()
        question = lesson.question("predict-sign")
        card, form = browser.explorable(page, LOCKED), browser.question(page, question.prompt)
        browser.open_anyway(card)
        card.locator(".frame svg").wait_for()
        assert question.result not in card.inner_text()
        form.get_by_label("Fall", exact=True).check()
        form.get_by_role("button", name="Keep my answer, given after looking").click()
        assert "Kept" not in form.locator(".verdict").inner_text()
        assert "does not count as a prediction" in form.locator(".verdict").inner_text()
        reasons = [option.feedback for option in question.options]
        assert not any(told in page.locator("main").inner_text() for told in (question.result, *reasons))
        card.get_by_role("button", name="Tell me what was found").click()
        assert question.result in card.locator(".pair").inner_text()
        assert "nothing: you looked first" in card.locator(".pair").inner_text()
        assert all(reason in form.inner_text() for reason in reasons)
        assert "does not count as a prediction" in form.locator(".verdict").inner_text()

    def test_who_was_told_before_answering_need_not_ask_again(self, visit):
        page = visit()
        question = lesson.question("predict-sign")
        card, form = browser.explorable(page, LOCKED), browser.question(page, question.prompt)
        browser.open_anyway(card)
        card.get_by_role("button", name="Tell me what was found").click()
        browser.answer(form, "Rise")
        assert "Your answer differs from what was found" in form.locator(".verdict").inner_text()


class TestFeedback:
    def test_a_number_out_of_form_is_asked_for_again(self, visit):
        page = visit()
        form = browser.question(page, lesson.question("predict-arrows").prompt)
        form.get_by_label("Your answer").fill("99")
        form.locator("button[type=submit]").click()
        assert form.get_by_role("alert").text_content() == "Type a whole number from 0 to 13."
        form.get_by_label("Your answer").fill("3,0")
        form.locator("button[type=submit]").click()
        browser.tell_me(form)
        assert "fits what was found" in form.inner_text()

    def test_every_option_is_explained_whatever_was_chosen(self, visit):
        page = visit()
        question = lesson.question("warm-up-block")
        form = browser.question(page, question.prompt)
        browser.answer(form, "It goes up.")
        text = form.inner_text()
        assert "Not right." in text
        assert all(option.feedback in text for option in question.options)

    def test_an_answer_can_be_improved_and_the_first_one_is_kept(self, visit):
        page = visit()
        form = browser.question(page, lesson.question("warm-up-block").prompt)
        browser.answer(form, "It goes up.")
        browser.answer(form, "It goes down.")
        assert "Right." in form.inner_text()
        assert page.evaluate("coursePage.answers.get('warm-up-block').first") == "It goes up."

    def test_sending_nothing_asks_for_an_answer(self, visit):
        form = browser.question(visit(), lesson.question("warm-up-block").prompt)
        form.locator("button[type=submit]").click()
        assert form.get_by_role("alert").text_content() == "Choose one answer first."

    def test_answers_are_downloaded_as_a_safe_csv_file(self, visit):
        page = visit()
        notes = browser.question(page, lesson.question("warm-up-chain").prompt)
        notes.locator("textarea").fill('=HYPERLINK("x")\nblock, "pulse"')
        notes.locator("button[type=submit]").click()
        browser.answer(browser.question(page, lesson.question("warm-up-block").prompt), "It goes down.")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my answers on this page").click()
        assert download.value.suggested_filename == "answers-01_mechanism_cascade.csv"
        text = download.value.path().read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [row["question"] for row in rows] == ["warm-up-chain", "warm-up-block"]
        assert rows[0]["answer"] == '\'=HYPERLINK("x")\nblock, "pulse"'
        assert rows[1]["right"] == "yes"


class TestAppraiseASource:
    """Notebook 06 as a page: ratings are kept, summed up, and held beside the answers of notebook 00."""

    @pytest.fixture
    def page(self, chromium, export):
        context = chromium.new_context(color_scheme="dark", viewport={"width": 375, "height": 800})
        yield little_page.opened(context, export("06_appraise_a_source").as_uri())
        context.close()

    def rate(self, page, name, verdict):
        form = browser.question(page, lesson.question(name).prompt).first
        form.get_by_label(verdict, exact=True).check()
        form.get_by_label("80%", exact=True).check()
        form.locator("button[type=submit]").click()
        return form

    @pytest.mark.sweep
    def test_axe_finds_nothing_as_it_is_opened(self, page):
        assert browser.violations(page) == []

    def test_two_rounds_and_their_summary_survive_a_reload_and_axe_finds_nothing(self, page):
        self.rate(page, "rate-1", "Overstated")
        form = self.rate(page, "rate-1", "Supported")
        assert "Your first answer was: Overstated." in form.inner_text()
        summary = page.get_by_role("region", name="My confidence and how often I was right")
        assert "You answered 1 of 12. Your first answer was right in 0 (0%)." in summary.inner_text()
        browser.reload(page)
        summary.get_by_text("You answered 1 of 12.").wait_for()
        for details in page.locator("summary").all():
            details.click()
        assert browser.violations(page) == []
        assert browser.sideways(page) == 0
        assert page.errors == []

    def test_class_mode_says_where_it_works_and_own_text_works_here(self, page):
        assert "Made-up example" in page.locator(".class-results").inner_text()
        assert page.get_by_role("button", name="Split into sentences").is_visible()


class TestForEverybody:
    @pytest.mark.parametrize(("scheme", "width", "steps"), LOOKS_AND_STEPS)
    def test_axe_finds_nothing_whatever_was_done(self, visit, scheme, width, steps):
        page = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
        assert 0 not in steps or browser.violations(page) == [], "as opened"
        for at, step in enumerate((open_everything, answer_and_open_tables, move_sliders), start=1):
            step(page)
            if at in steps:
                assert browser.violations(page) == [], step.__name__

    def test_paper_is_light_where_the_screen_is_dark(self, visit):
        page = visit(color_scheme="dark")
        titles = page.locator("section.card .title")
        inks = "(titles) => [...new Set(titles.map((each) => getComputedStyle(each).color))]"
        assert titles.evaluate_all(inks) == ["rgb(234, 238, 243)"]
        page.emulate_media(media="print", color_scheme="dark")
        assert titles.evaluate_all(inks) == ["rgb(27, 32, 39)"] == page.locator("body").evaluate_all(inks)

    def test_the_page_never_scrolls_sideways(self, visit):
        page = visit(viewport={"width": 320, "height": 800})
        open_everything(page)
        open_tables(page)
        sideways = {320: browser.sideways(page)}
        for width in (375, 768):
            page.set_viewport_size({"width": width, "height": 800})
            sideways[width] = browser.sideways(page)
        assert set(sideways.values()) == {0}, sideways


class TestAnyDevice(Practice):
    def test_on_a_phone_a_wide_picture_scrolls_in_its_own_frame_and_the_keyboard_reaches_it(self, visit):
        card = browser.explorable(visit(viewport={"width": 375, "height": 800}), WALK)
        frame = card.locator(".frame")
        assert frame.evaluate("e => e.scrollWidth > e.clientWidth")
        assert frame.get_attribute("tabindex") == "0"
        assert card.get_by_text("it scrolls sideways").is_visible()

    def test_dark_pages_get_the_dark_picture(self, visit):
        grounds = {}
        for scheme in ("light", "dark"):
            card = browser.explorable(visit(color_scheme=scheme), WALK)
            grounds[scheme] = card.evaluate("e => getComputedStyle(e).backgroundColor")
        assert grounds == {"light": "rgb(254, 254, 254)", "dark": "rgb(21, 25, 30)"}

    def test_without_javascript_default_picture_and_words_show_and_predictions_stay_folded(self, visit):
        page = visit(scripts=False)
        walk = page.locator("#explorable-walk")
        assert walk.locator("img").is_visible()
        assert "Step 1 of 14: Water." in walk.inner_text()
        locked = page.locator("#explorable-strength details")
        assert not locked.locator("img").is_visible()


class TestPrivateAndLight:
    def test_it_works_offline(self, chromium, address):
        context = chromium.new_context(offline=True)
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("[data-alive]")
        context.close()

    @pytest.mark.parametrize("name", NOTEBOOKS)
    def test_every_page_fits_its_budget(self, export, name):
        page = export(name).read_text(encoding="utf-8")
        assert len(gzip.compress(page.encode(), 9)) < PAGE_BUDGET  # with the frames of both widths

    @pytest.mark.sweep
    def test_two_exports_give_the_same_bytes(self, export, tmp_path):
        notebook = ROOT / "notebooks" / f"{NAME}.ipynb"
        subprocess.run(
            [sys.executable, "-m", "ketamine_course.publish.pages", "--fresh", "--out", tmp_path, notebook], check=True, capture_output=True
        )
        assert (tmp_path / f"{NAME}.html").read_bytes() == export(NAME).read_bytes()

    @pytest.mark.sweep
    def test_plain_nbconvert_gives_a_live_page_too(self, chromium, tmp_path):
        notebook = ROOT / "notebooks" / f"{NAME}.ipynb"
        command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", "--output-dir", tmp_path, notebook]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"KETAMINE_COURSE_EXPORT": "1"})
        context = chromium.new_context(offline=True)
        page = context.new_page()
        page.goto((tmp_path / f"{NAME}.html").as_uri(), wait_until="domcontentloaded")
        browser.alive(page)
        card = browser.explorable(page, CLOCK)
        browser.open_anyway(card)
        before = browser.description(card)
        card.get_by_role("slider").fill("2")
        assert browser.description(card) != before
        context.close()
