"""All predictions of a notebook on one closing card."""

from __future__ import annotations

import csv
import io
import re

import browser
import little_page
import nbformat
import practice
import pytest
from conftest import ROOT
from playwright.sync_api import expect

from ketamine_course import lesson
from ketamine_course.widgets.predictions import Predictions
from ketamine_course.widgets.question import Option, Question

YES_NO = (Option("Yes", "Because.", right=True), Option("Perhaps", "So-so.", defensible=True), Option("No", "It is."))
NUMBER = Question("cups", "number", "How many cups?", answer=50, tolerance=2, lowest=0, highest=100, explanation="E.", result="Fifty cups.",
                  **little_page.HOME)  # fmt: skip
CHOICE = Question("warm", "single", "Is it warm?", YES_NO, result="It is warm.", **little_page.HOME)
OTHER = Question("sweet", "single", "Is it sweet?", YES_NO, **little_page.HOME)


def test_without_a_prediction_there_is_no_card():
    with pytest.raises(ValueError, match="need questions with a result"):
        Predictions("p", "Mine", (OTHER,))


def test_guesses_are_shown_beside_what_was_found_only_once_it_is_told(chromium, tmp_path, monkeypatch):
    mine = Predictions("p", "Mine", (NUMBER, CHOICE, OTHER))
    page = little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", NUMBER, CHOICE, OTHER, mine))
    card = page.get_by_role("region", name="Mine", exact=True)
    assert "You have not made any of the 2 predictions yet." in card.inner_text()
    form = browser.question(page, "How many cups?")
    form.get_by_label("Your answer").fill("45")
    form.locator("button[type=submit]").click()
    assert "45" in card.inner_text()
    assert "Fifty cups." not in card.inner_text(), "the card tells what the question keeps back"
    assert "1 prediction has not yet been compared with what was found." in card.inner_text()
    assert "Press \u201cTell me what was found\u201d next to the figure" in card.inner_text()
    form.get_by_role("button", name="Tell me").click()
    assert "Near. How many cups?" in card.inner_text()
    assert "Fifty cups." in card.inner_text()
    assert "1 prediction: 0 right, 1 near, 0 off." in card.inner_text()
    assert "You have not made 1 of the predictions yet." in card.inner_text()
    found, guess = (float(card.locator(f"circle.{name}").get_attribute("cx")) for name in ("found", "own"))
    assert guess < found
    browser.answer(browser.question(page, "Is it warm?"), "No")
    assert "2 predictions: 0 right, 1 near, 1 off." in card.inner_text()
    browser.reload(page)
    card.get_by_text("2 predictions: 0 right, 1 near, 1 off.").wait_for()
    assert browser.violations(page) == []
    assert page.errors == []


def test_an_answer_given_after_looking_is_no_prediction_also_after_a_reload_and_in_the_file(chromium, tmp_path, monkeypatch):
    mine = Predictions("p", "Mine", (NUMBER, CHOICE))
    shown = (NUMBER, CHOICE, lambda: practice.strength(after=NUMBER), lambda: practice.walk(after=CHOICE), mine)
    page = little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", *shown))
    browser.open_anyway(browser.explorable(page, "Strong or weak"))
    browser.reload(page)
    form = browser.question(page, "How many cups?")
    form.get_by_label("Your answer").fill("50")
    form.get_by_role("button", name="Keep my answer, given after looking").click()
    browser.tell_me(form)
    browser.answer(browser.question(page, "Is it warm?"), "Yes")
    card = page.get_by_role("region", name="Mine", exact=True)
    assert "1 prediction: 1 right, 0 near, 0 off." in card.inner_text()
    assert "1 answer was given after looking and does not count." in card.inner_text()
    assert "After looking. How many cups?" in card.inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers on this page (CSV)").click()
    rows = csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig")))
    assert {row["question"]: row["after_looking"] for row in rows} == {"cups": "yes", "warm": ""}


WATCH = """(each) => {
  each.written = 0;
  new MutationObserver((found) => { each.written += found.length; }).observe(each, { childList: true, characterData: true, subtree: true });
}"""


def test_a_figure_in_use_says_nothing_again_when_another_is_opened_or_told(chromium, tmp_path, monkeypatch):
    shown = (NUMBER, CHOICE, lambda: practice.strength(after=NUMBER), lambda: practice.walk(after=CHOICE))
    page = little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", *shown))
    used = browser.explorable(page, "Strong or weak")
    browser.open_anyway(used)
    used.locator("input[type=radio]:not(:checked)").first.check()
    used.get_by_role("status").filter(has_text="the tea is").wait_for(state="attached")
    statuses = used.get_by_role("status").all()
    for status in statuses:
        status.evaluate(WATCH)
    browser.answer(browser.question(page, "Is it warm?"), "Yes")
    page.wait_for_timeout(900)  # longer than the rest before a picture is spoken
    assert [status.evaluate("(each) => each.written") for status in statuses] == [0] * len(statuses)
    assert page.errors == []


def test_predictions_brought_in_from_a_file_wait_until_their_reader_asks_as_after_a_reload(chromium, tmp_path, monkeypatch):
    mine = Predictions("p", "Mine", (NUMBER, CHOICE))
    shown = (NUMBER, CHOICE, OTHER, lambda: practice.walk(after=CHOICE), mine)
    address = little_page.write(monkeypatch, tmp_path / "page.html", *shown)
    page = little_page.opened(chromium, address)
    for form, told in ((browser.question(page, "How many cups?"), False), (browser.question(page, "Is it warm?"), True)):
        if told:
            browser.answer(form, "No")
        else:
            form.get_by_label("Your answer").fill("45")
            form.locator("button[type=submit]").click()
    browser.answer(browser.question(page, "Is it sweet?"), "Yes")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers on this page (CSV)").first.click()
    file = download.value.path().read_bytes()
    rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    assert {row["question"]: row["not_told_yet"] for row in rows} == {"cups": "yes", "warm": "no", "sweet": "no"}
    assert {row["question"]: bool(row["right"] or row["first_right"]) for row in rows} == {"cups": False, "warm": True, "sweet": True}
    other = little_page.opened(chromium.new_context(), address)
    other.get_by_role("button", name="Load my answers (CSV)").click()
    (tmp_path / "answers.csv").write_bytes(file)
    other.get_by_label("The CSV file that you downloaded").set_input_files(tmp_path / "answers.csv")
    other.get_by_text("3 answers have been loaded from the file.").wait_for()
    for _ in ("brought in", "opened again"):
        form, card = browser.question(other, "How many cups?"), other.get_by_role("region", name="Mine", exact=True)
        form.get_by_text("Kept. Now look.").wait_for()
        card.get_by_text("1 prediction: 0 right, 0 near, 1 off. 1 prediction has not yet been").wait_for()
        assert "Fifty cups." not in form.inner_text() + card.inner_text()
        assert "Because." in browser.question(other, "Is it sweet?").inner_text()
        browser.reload(other)
    browser.tell_me(browser.question(other, "How many cups?"))
    card.get_by_text("2 predictions: 0 right, 1 near, 1 off.").wait_for()
    assert other.errors == []


def test_every_notebook_with_more_than_one_prediction_ends_with_them():
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        made = [each for each in lesson.questions_of(path.stem).values() if each.result]
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells]
        shown = [at for at, source in enumerate(cells) if source == f'my_predictions("{path.stem}")']
        assert len(shown) == (len(made) > 1), path.stem
        if shown:
            asked = [at for at, source in enumerate(cells) if re.search("|".join(f'ask."{each.name}"' for each in made), source)]
            assert len(asked) == len(made)
            assert shown[0] > max(asked), path.stem


def test_who_looked_first_finds_figure_and_text_open_after_a_reload_until_the_answers_are_erased(chromium, tmp_path, monkeypatch):
    figures = (lambda: practice.strength(after=CHOICE), lambda: practice.walk(after=CHOICE))
    page = little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", CHOICE, NUMBER, *figures))
    skips = page.get_by_role("button", name="Show me anyway")
    assert skips.count() == 2
    skips.first.click()
    assert skips.count() == 0, "all that waits for the prediction opens with it"
    browser.reload(page)
    card = browser.explorable(page, "Strong or weak")
    assert browser.description(card) == "With few leaves, the tea is weak."
    assert "nothing: you looked first" in card.inner_text()
    card.get_by_role("button", name="Tell me what was found").click()
    browser.reload(page)
    expect(card.locator(".pair")).to_contain_text(CHOICE.result)
    browser.question(page, NUMBER.prompt).get_by_label("Your answer").fill("45")
    browser.question(page, NUMBER.prompt).locator("button[type=submit]").click()
    for _ in range(2):
        page.get_by_role("button", name="Erase my answers on this page").first.click()
    assert skips.count() == 2, "the figures close with the answers"
    browser.reload(page)
    assert skips.count() == 2
    assert page.errors == []
