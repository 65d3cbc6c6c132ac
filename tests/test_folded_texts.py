"""Texts that are folded because they tell what a prediction asks: they wait for it, in the page and in every notebook."""

from __future__ import annotations

import itertools
import re

import browser
import little_page
import nbformat
import pytest
from conftest import ROOT

from ketamine_course.lesson import questions
from ketamine_course.widgets.question import Option, Question

YES_NO = (Option("Yes", "Because.", right=True), Option("No", "It is."))
WARM = Question("warm", "single", "Is it warm?", YES_NO, result="It is warm.", **little_page.HOME)
SWEET = Question("sweet", "single", "Is it sweet?", YES_NO, result="It is sweet.", **little_page.HOME)
PLAIN = Question("plain", "single", "Is it plain?", YES_NO, **little_page.HOME)
FOLD = "<details><summary>Read on when you have looked</summary><p>The {} text tells.</p></details>"
READ_ON = re.compile(r"<summary>(Read on[^<]*)</summary>")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture
def page(chromium, tmp_path, monkeypatch):
    """Two parts, each with a prediction and a text that tells; the third asks no prediction."""
    path = tmp_path / "page.html"
    little_page.write(monkeypatch, path, WARM, SWEET, PLAIN)
    html = path.read_text(encoding="utf-8")
    parts = re.split(r'(?=<div[^>]*class="[^"]*course-question)', html)
    head, *asked = parts
    assert len(asked) == 3
    asked = [f"<h2>{name}</h2>{part}{FOLD.format(name)}" for name, part in zip(("first", "second", "third"), asked, strict=True)]
    path.write_text(head + "".join(asked), encoding="utf-8")
    context = chromium.new_context(viewport={"width": 375, "height": 800}, color_scheme="dark")
    shown = little_page.opened(context, path.as_uri())
    yield shown
    assert shown.errors == []
    context.close()


def fold(page, number):
    return page.locator("details", has=page.locator("summary", has_text="Read on")).nth(number)


def test_it_opens_with_the_prediction_of_its_own_part_and_no_other(page):
    first, second, third = (fold(page, number) for number in range(3))
    for each in (first, second, third):
        each.locator("summary").press("Enter")
    first.get_by_text("This text opens when you have made your prediction.").wait_for()
    second.get_by_text("Is it sweet?").wait_for()
    assert not first.get_by_text("The first text tells.").is_visible()
    assert third.get_by_text("The third text tells.").is_visible()
    assert browser.violations(page, "details") == []
    form = browser.question(page, "Is it warm?")
    form.get_by_label("No", exact=True).check()
    form.locator("button[type=submit]").click()
    assert first.get_by_text("The first text tells.").is_visible()
    assert first.get_by_text("Predict first.").count() == 0
    assert not second.get_by_text("The second text tells.").is_visible()


def test_who_opens_it_anyway_has_looked_and_what_is_answered_then_is_no_prediction(page):
    first = fold(page, 0)
    first.locator("summary").click()
    first.get_by_role("button", name="Show me anyway").press("Enter")
    assert first.get_by_text("The first text tells.").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    browser.question(page, "Is it warm?").get_by_role("button", name="Keep my answer, given after looking").wait_for()
    browser.reload(page)
    first.locator("summary").click()
    assert first.get_by_text("The first text tells.").is_visible()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_text_to_read_on_stands_in_the_part_of_the_prediction_that_it_tells(path):
    """A figure that waits for a prediction stands between the same heading and the text: so the page finds the prediction."""
    part: list[str] = []
    figures: list[str] = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            part += [name for name in re.findall(r'ask\("([^"]+)"\)', cell.source) if questions()[name].result]
            figures += re.findall(r'after=question\("([^"]+)"\)', cell.source)
            continue
        if re.search(r"^#{2,3} ", cell.source, re.MULTILINE):
            part, figures = [], []
        if READ_ON.search(cell.source):
            assert set(figures) <= set(part), cell.source[:80]


def test_most_texts_to_read_on_have_a_prediction_to_wait_for():
    cells = itertools.chain.from_iterable(nbformat.read(path, as_version=4).cells for path in NOTEBOOKS)
    assert sum(bool(READ_ON.search(cell.source)) for cell in cells) > 25
