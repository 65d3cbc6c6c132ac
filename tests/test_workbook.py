"""A workbook on paper: boxes and lines to write on, nothing given away before the end, and readable for screen readers."""

from __future__ import annotations

import io
import re
from functools import cache
from html.parser import HTMLParser

import nbformat
import pikepdf
import pytest
from conftest import ROOT

from ketamine_course.publish.chromium import find_browser
from ketamine_course.publish.workbook import build
from ketamine_course.publish.workbook.printing import BrowserMissingError, printed

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIRST = ROOT / "notebooks" / "01_mechanism_cascade.ipynb"


page_of = cache(build.page)


@pytest.fixture(scope="module")
def page():
    return page_of(FIRST)


@pytest.fixture(scope="module")
def pdf(page):
    if find_browser(bare=True) is None:
        pytest.skip("no Chromium to print with")
    first, second = printed([page, page])
    assert first == second
    with pikepdf.open(io.BytesIO(first)) as opened:
        yield opened


class Ids(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, _tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if found.get("id") else []
        self.links += [found["href"]] if found.get("href") else []


def test_every_question_has_a_place_to_answer_and_its_answer_stands_at_the_end(page):
    asked = [cell.source for cell in nbformat.read(FIRST, as_version=4).cells if cell.source.startswith("ask(")]
    before, after = page.split('id="answers"')
    assert before.count('class="question"') == len(asked) == after.count("<h3>") - after.count('id="note-')
    assert "Right:" not in before
    assert 'class="rule"' in before
    assert 'class="boxes"' in before


def test_guesses_that_are_drawn_have_a_line_to_mark(page):
    (dose,) = [each for each in re.findall(r'<section class="question".*?</section>', page, re.DOTALL) if 'class="axis values"' in each]
    axes = re.findall(r'<div class="axis values">(.*?)</div>', dose)
    assert [re.findall(r"<span>(.*?)</span>", each) for each in axes] == [["fell", "stayed level", "rose"]] * 5


def test_a_locked_picture_and_what_is_read_after_it_stand_at_the_end(page):
    before, after = page.split('id="figures-after"')
    locked = re.findall(r'class="veil".*?href="#(figure-\d+)"', before)
    assert locked
    for figure in locked:
        assert f'<div class="figure" id="{figure}"' not in before
        assert f'<div class="figure" id="{figure}"' in after
    assert "<details><summary>" not in before


def test_key_states_stand_side_by_side_and_those_behind_a_prediction_or_of_a_stage_at_the_end(page):
    before, after = page.split('id="figures-after"')
    strip = re.search(r'Figure 5, state by state.*?<ol class="film"[^>]*>(.*?)</ol>', after, re.DOTALL)
    assert strip
    assert re.findall(r"<strong>(.*?)</strong>", strip[1]) == [
        "Doses shown up to: no dose yet.",
        "Doses shown up to: 20 mg/kg.",
        "Doses shown up to: 200 mg/kg.",
    ]
    stages = re.findall(r"<h3>(.*?), state by state</h3>", after)
    assert stages == ["The cascade, from drug to mood"]  # once, however often it is shown
    assert "state by state" not in before  # this notebook locks all its sequences
    assert "Rapamycin: block mTORC1." not in before


def test_what_key_states_have_in_common_is_not_said_under_each():
    texts = ["One cup. It is hot. All cups are blue.", "Two cups. It is cold. All cups are blue."]
    assert build.own_sentences(texts) == ["One cup. It is hot.", "Two cups. It is cold."]
    assert build.own_sentences([]) == []
    assert build.own_sentences(["One cup."]) == ["One cup."]


def test_an_open_sequence_stands_under_its_figure():
    before, after = page_of(ROOT / "notebooks" / "06_appraise_a_source.ipynb").split('id="figures-after"')
    assert 'class="film"' in before
    assert 'class="film"' not in after


def test_without_a_browser_it_says_so_before_anything_is_drawn(monkeypatch, capsys):
    def missing():
        raise BrowserMissingError("no browser found")

    monkeypatch.setattr(build, "browser", missing)
    monkeypatch.setattr(build, "page", lambda _: pytest.fail("drawn in vain"))
    assert build.main(["--out", "/nowhere/to/write", str(FIRST)]) == 1
    assert "no browser found" in capsys.readouterr().out


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_links_within_the_page_lead_somewhere_and_no_others_but_to_the_web(path):
    read = Ids(page_of(path))
    assert len(read.ids) == len(set(read.ids))
    for link in read.links:
        assert link.startswith(("https://", "http://")) or link.removeprefix("#") in read.ids, link


def test_an_own_chain_opens_empty_on_paper_too(page):
    first = page[: page.index('class="caption"')]
    assert "mTORC1 is blocked" not in first


def elements(node):
    """The elements of a PDF's structure tree, from the top."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def test_the_pdf_is_tagged_titled_and_has_bookmarks_and_page_numbers(pdf):
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == "01 The mechanism cascade: workbook"
    with pdf.open_outline() as outline:
        top = [str(item.title) for item in outline.root]
        inside = [str(item.title) for item in outline.root[0].children]
    assert top == ["01 The mechanism cascade"]
    assert inside[0] == "At a glance"
    assert "Answers" in inside
    assert len(pdf.pages) > 10


def test_every_figure_of_the_pdf_has_an_alternative_text(pdf):
    found = [each for each in elements(pdf.Root.StructTreeRoot) if each.S == "/Figure"]
    assert len(found) > 5
    assert all(len(str(each.get("/Alt", ""))) > 20 for each in found)
