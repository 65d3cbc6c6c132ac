"""A text of one's own in the worksheet, in a real browser: lines that a PDF cut are joined on offer, and texts keep their direction."""

from __future__ import annotations

import json

import pytest
from browser import violations
from conftest import ROOT

from ketamine_course.lesson.own_text import own_text

MODULES = ROOT / "src" / "ketamine_course" / "widgets" / "js"
FILES = ROOT / "tests" / "class_files"
ADDRESS = "http://course.test/"
PAGE = """<!doctype html><html lang="en"><title>Sheet</title><main id="here"></main><script type="module">
import { worksheet } from "./widgets/worksheet/worksheet.js";
const state = { _definition: DEFINITION, record: {} };
const nothing = () => {};
const model = {
  get: (name) => state[name], set: (name, value) => { state[name] = value; },
  save_changes: nothing, send: nothing, on: nothing, off: nothing,
};
worksheet({ model, root: document.querySelector("#here").attachShadow({ mode: "open" }) });
window.record = () => state.record;
</script>"""


@pytest.fixture
def page(chromium):
    """A page with the sheet, made of the modules as they lie in the repository."""
    context = chromium.new_context()
    shown = context.new_page()
    errors = []
    shown.on("pageerror", lambda error: errors.append(str(error)))
    definition = json.dumps(own_text().sheet.definition()).replace("<", "\\u003c")

    def serve(route):
        path = route.request.url.removeprefix(ADDRESS)
        if path:
            route.fulfill(body=(MODULES / path).read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body=PAGE.replace("DEFINITION", definition), content_type="text/html; charset=utf-8")

    context.route(f"{ADDRESS}**", serve)
    shown.goto(ADDRESS)
    shown.get_by_label("Paste the text").wait_for()
    yield shown
    context.close()
    assert errors == []


def test_lines_that_a_pdf_cut_are_joined_on_offer_and_cut_again(page):
    field, cut = page.get_by_label("Paste the text"), (FILES / "pdf_text.txt").read_text(encoding="utf-8").strip()
    join, undo = (page.get_by_role("button", name=name) for name in ("Join the lines", "Undo joining"))
    assert not join.is_visible()
    field.fill(cut)
    assert page.get_by_text("This text looks as if it was copied from a PDF").is_visible()
    assert field.input_value() == cut  # only on offer
    join.click()
    whole = "The spray may relieve symptoms within hours. Studies show that it is proven in most patients."
    assert field.input_value() == whole
    assert page.get_by_text("4 lines were joined to the line before. 1 word that was split by a hyphen is whole again.").is_visible()
    undo.click()
    assert field.input_value() == cut
    join.click()
    field.press_sequentially(" Mine.")
    assert not undo.is_visible()  # undoing would take back what was typed
    assert field.input_value() == f"{whole} Mine."
    assert violations(page) == []


def test_a_text_from_right_to_left_is_laid_out_so_and_the_marks_language_is_said(page):
    assert page.get_by_text("Only English words").is_visible()
    field = page.get_by_label("Paste the text")
    field.fill((FILES / "rtl_text.txt").read_text(encoding="utf-8"))
    assert field.evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert page.get_by_text("Most of this text is not in the Latin alphabet").is_visible()
    field.fill("An English text.")
    assert field.evaluate("each => getComputedStyle(each).direction") == "ltr"
    assert not page.get_by_text("Most of this text is not in the Latin alphabet").is_visible()
