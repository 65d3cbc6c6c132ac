"""The one-page appraisal: everything typed stands in it, as text."""

from __future__ import annotations

import html
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html

from ketamine_course.models.appraisal import as_html, as_markdown

SCALE = [[str(score), str(score)] for score in range(1, 6)]
FORM = {
    "columns": [
        {"name": "paraphrase", "label": "Paraphrase", "options": []},
        {"name": "verdict", "label": "Verdict", "options": [["not_checkable", "not checkable"], ["overstated", "overstated"]]},
    ],
    "items": [{"name": "discern-1", "label": "1. Does it say what it is for?", "options": SCALE}],
    "scored_with": "DISCERN, from 1 (no) to 5 (yes)",
}
RECORD = {
    "title": "A page",
    "overall": "It promises more than it shows.",
    "claims": [{"paraphrase": "Tea cures.", "verdict": "overstated"}],
    "scores": {"discern-1": "4"},
}
EVIL = "<img src=x onerror=alert(1)> | [click](javascript:alert(1)) `x`\n# head <script>"


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def evil():
    claims = [{"paraphrase": EVIL, "verdict": EVIL}]
    return {"title": EVIL, "overall": EVIL, "claims": claims, "scores": {"discern-1": EVIL}}


def test_both_forms_hold_what_was_filled_in():
    for sheet in (as_html(RECORD, FORM), as_markdown(RECORD, FORM)):
        for words in (
            "A page",
            "It promises more than it shows",
            "Tea cures",
            "overstated",
            "Does it say what it is for?",
            "4 of 5",
            "DISCERN, from 1",
        ):
            assert words in sheet


def test_an_empty_sheet_says_what_is_missing():
    sheet = as_html({}, FORM)
    for words in ("untitled text", "Not written yet.", "not scored", "Claims (0)"):
        assert words in sheet


def test_markup_never_becomes_markup_in_the_page():
    page = Tags(as_html(evil(), FORM))
    assert not {"img", "script", "a"} & {tag for tag, _ in page.found}
    assert "<img src=x onerror=alert(1)>" in page.text


def test_markup_never_becomes_markup_in_rendered_markdown():
    page = Tags(markdown2html(as_markdown(evil(), FORM)))
    assert not {"img", "script", "code"} & {tag for tag, _ in page.found}
    assert {attrs.get("class") for tag, attrs in page.found if tag == "a"} == {"anchor-link"}  # those are nbconvert's own
    assert [tag for tag, _ in page.found].count("td") == 4


@given(st.text(max_size=80))
def test_any_text_can_be_read_back_from_the_page(text):
    page = as_html({**RECORD, "overall": text or "x"}, FORM)
    assert f'<p dir="auto">{html.escape(text or "x")}</p>' in page
