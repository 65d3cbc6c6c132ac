"""The worksheet: Python splits where it can, the page splits and writes by itself, and two places fill in one sheet."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess

import browser
import little_page
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_course.models.appraisal import as_html, as_markdown
from ketamine_course.widgets.worksheet import Line, Worksheet

MODULE = ROOT / "src/ketamine_course/widgets/js/logic/sheet_file.js"


def split(text):
    if text == "bad":
        raise ValueError("too long")
    return [{"locator": "para 1", "text": text, "marks": [[0, 3, "hedge"]]}]


def sheet():
    return Worksheet(
        name="mine",
        title="My <sheet>",
        collection="test-course",
        split=split,
        kinds={"hedge": "hedge"},
        notes=("Look twice.",),
        columns=(Line("where", "Where"), Line("verdict", "Verdict", (("yes", "Yes"), ("no", "No")))),
        items=(Line("q1", "1. Clear?", (("1", "no"), ("5", "yes"))),),
        locator="where",
        text="where",
        scored_with="A tool",
        words={"may": "hedge"},
    )


@pytest.fixture
def live():
    view = sheet()()
    view.sent = []
    view.send = lambda content, buffers=None: view.sent.append(content)  # noqa: ARG005
    return view


def test_a_text_is_split_on_request(live):
    live._answer(live, {"split": "may be"}, [])
    assert live.sent == [{"sentences": [{"locator": "para 1", "text": "may be", "marks": [[0, 3, "hedge"]]}]}]


@pytest.mark.parametrize("message", [{"split": "bad"}])
def test_what_goes_wrong_is_told_and_the_sheet_stays_alive(live, message):
    live._answer(live, message, [])
    assert live.sent[0]["problem"].startswith("This did not work:")
    live._answer(live, {"split": "fine"}, [])
    assert "sentences" in live.sent[1]


@pytest.mark.parametrize("message", [{}, {"sheet": "exe", "record": {}}])
def test_unknown_messages_do_nothing(live, message):
    live._answer(live, message, [])
    assert live.sent == []


def test_the_live_sheet_shows_plain_words_where_widgets_cannot_run(live):
    assert live._repr_mimebundle_()["text/plain"].startswith("My <sheet>\n")


class TestOnAPage:
    """Without a kernel, in two tabs."""

    @pytest.fixture
    def tabs(self, chromium, tmp_path, monkeypatch):
        address = little_page.write(monkeypatch, tmp_path / "page.html", sheet())
        context = chromium.new_context(viewport={"width": 900, "height": 900})
        yield lambda: little_page.opened(context, address)
        context.close()

    def test_a_text_is_split_and_the_sheet_is_saved(self, tabs):
        page = tabs()
        page.get_by_label("Title or address").fill("A <b>page")
        page.get_by_label("Paste the text").fill("It may help. So said Dr. Lee.\nIt is a dismay.")
        page.get_by_role("button", name="Split into sentences").click()
        page.get_by_text("3 sentences, 1 place to look.").wait_for()
        assert page.locator("mark").inner_text() == "may (hedge)"
        page.get_by_role("button", name="Record sentence 2 as a claim").click()
        for button, wanted in (("a page (HTML)", "A &lt;b&gt;page"), ("Markdown", "So said Dr. Lee.")):
            with page.expect_download() as download:
                page.get_by_role("button", name=f"Save the sheet as {button}").click()
            assert wanted in download.value.path().read_text(encoding="utf-8")
        assert browser.violations(page) == []
        assert page.errors == []

    def test_claims_of_an_earlier_text_are_named_when_another_is_split(self, tabs):
        page = tabs()
        text, split = page.get_by_label("Paste the text"), page.get_by_role("button", name="Split into sentences")
        said, rest = page.locator("p.said"), "claim that you recorded before is still in part 2: remove what belongs to another text"
        text.fill("It may help.")
        split.click()
        page.get_by_text("1 sentence, 1 place to look.").wait_for()
        page.get_by_role("button", name="Record sentence 1 as a claim").click()
        split.click()
        assert said.inner_text() == "1 sentence, 1 place to look."
        text.fill("Tea is hot. It is wet.")
        split.click()
        page.get_by_text("2 sentences").wait_for()
        assert f"1 {rest}" in said.inner_text()
        page.get_by_role("button", name="Remove claim 1").click()
        text.fill("Tea is cold.")
        split.click()
        page.get_by_text("1 sentence, 0 places to look.").wait_for()
        assert said.inner_text() == "1 sentence, 0 places to look."
        assert page.errors == []

    def test_nothing_of_the_sheet_is_left_when_the_bar_erases_everything(self, chromium, tmp_path, monkeypatch):
        address = little_page.write(monkeypatch, tmp_path / "page.html", little_page.rating(), sheet())
        context = chromium.new_context(viewport={"width": 900, "height": 900})
        page = little_page.opened(context, address)
        page.get_by_label("Title or address").fill("Mine")
        page.get_by_label("Paste the text").fill("My secret may help.\nIt is out.")
        page.get_by_role("button", name="Split into sentences").click()
        page.get_by_role("button", name="Record sentence 1 as a claim").click()
        page.get_by_role("button", name="Start afresh", exact=True).click()
        page.get_by_role("button", name="Erase everything and start afresh").click()
        page.get_by_text("None yet. Record one").wait_for()
        assert page.get_by_role("button", name="Record sentence").count() == 0
        card = page.locator("section[aria-label='My <sheet>']").inner_text()
        for gone in ("secret", "sentences, ", "Claim 1", "is saved in this browser"):
            assert gone not in card, gone
        assert "secret" not in page.evaluate("JSON.stringify({...localStorage})")
        assert page.errors == []
        context.close()

    def test_what_is_typed_and_pasted_comes_back_after_a_reload(self, tabs):
        page = tabs()
        page.get_by_label("Paste the text").fill("Not yet split.")
        page.get_by_label("The text in one sentence").fill("Half a sen")
        browser.reload(page)
        page.get_by_text("1 sentence,").wait_for()
        assert page.get_by_label("Paste the text").input_value() == "Not yet split."
        assert page.get_by_label("The text in one sentence").input_value() == "Half a sen"

    def test_two_tabs_fill_in_one_sheet_and_neither_loses_what_is_typed(self, tabs):
        first, second = tabs(), tabs()
        for page, words in ((first, "One"), (second, "Two")):
            page.get_by_role("button", name="Add an empty claim").click()
            page.locator("textarea[id$=-where]").last.fill(words)
        first.get_by_label("1. Clear?").select_option("5")
        second.get_by_label("The text in one sentence").fill("Mine")
        first.get_by_text("Claim 2", exact=True).wait_for()
        assert [field.input_value() for field in first.locator("textarea[id$=-where]").all()] == ["One", "Two"]
        browser.reload(second)
        second.get_by_text("Claim 2", exact=True).wait_for()
        assert second.get_by_label("1. Clear?").input_value() == "5"
        assert first.get_by_label("The text in one sentence").input_value() == "Mine"
        first.locator("textarea[id$=-where]").first.fill("Still typing")
        wipe = second.get_by_role("button", name="Erase this sheet")
        wipe.click()
        asked = second.get_by_text("Press the button again to erase them.")
        assert asked.bounding_box()["y"] < wipe.bounding_box()["y"] + 60
        wipe.click()
        assert asked.count() == 0
        first.wait_for_timeout(300)
        assert first.locator("textarea[id$=-where]").first.input_value() == "Still typing"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["[a](javascript:x) http://a.b", "<i>&amp; \"'", "| a\n# b", "  "]
)
RECORDS = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "overall": TEXTS,
        "claims": st.lists(st.fixed_dictionaries({"where": TEXTS, "verdict": st.sampled_from(["yes", ""])}), max_size=3),
        "scores": st.dictionaries(st.just("q1"), st.sampled_from(["1", "5", ""])),
    }
)


def test_the_page_writes_the_same_sheet_as_python():
    if shutil.which("node") is None:
        assert not os.environ.get("CI"), "CI must install Node.js before the tests"
        pytest.skip("no node found")
    records = [{}, *_examples()]
    form = sheet().definition()
    script = (
        f"import {{ sheetAsHtml, sheetAsMarkdown }} from {json.dumps(MODULE.as_uri())};"
        "import { readFileSync } from 'node:fs';"
        "const { form, records } = JSON.parse(readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(records.map((each) => [sheetAsHtml(each, form), sheetAsMarkdown(each, form)])));"
    )
    said = json.dumps({"form": form, "records": records})
    done = subprocess.run(["node", "--input-type=module", "--eval", script], input=said, capture_output=True, text=True, check=True)
    for record, written in zip(records, json.loads(done.stdout), strict=True):
        assert written == [write(record, form) for write in (as_html, as_markdown)]


def test_what_is_saved_says_choices_in_the_words_of_the_form_and_scores_with_their_scale():
    record = {"claims": [{"where": "no", "verdict": "no"}], "scores": {"q1": "1"}}
    for written in (as_html(record, sheet().definition()), as_markdown(record, sheet().definition())):
        cells = [each.strip() for each in re.split(r"</?td[^>]*>|\|", written) if each.strip()]
        assert cells[cells.index("no") + 1] == "No", "what was chosen has its words, what was typed stays"
        assert "1 of 5" in cells


def _examples():
    found = []

    @settings(max_examples=60, derandomize=True, database=None)
    @given(RECORDS)
    def collect(record):
        found.append(record)

    collect()
    return found
