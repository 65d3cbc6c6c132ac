"""A clinic's page that the course wrote: marked sentence by sentence, and repaired until nothing true is lost."""

from __future__ import annotations

import re
from itertools import product

import browser
import little_page
import pytest
from playwright.sync_api import expect

from ketamine_course.lesson import clinic_page as lesson_page
from ketamine_course.lesson import questions
from ketamine_course.references import work
from ketamine_course.tables import rows_where
from ketamine_course.widgets.rewording import Rewording, Sentence, Wording

SENTENCES = lesson_page.sentences("clinic")
UNSEEN = lesson_page.sentences("membership")
SWITCHED = [(number, each) for number, each in enumerate(SENTENCES, start=1) if "{}" in each.text]


def good(sentence):
    return [wording for wording in sentence.wordings if wording.holds and not wording.lost]


class TestThePage:
    @pytest.mark.parametrize("page", [SENTENCES, UNSEEN])
    def test_it_is_a_whole_page_with_faults_and_virtues(self, page):
        words = sum(len(each.said().split()) for each in page)
        assert 200 <= words <= 280
        verdicts = [each.wordings[0].verdict for each in page]
        assert {"Supported", "Overstated", "Contradicted", "Not checkable"} <= set(verdicts)
        assert 4 <= verdicts.count("Supported") <= len(verdicts) / 2

    def test_the_second_page_is_unseen_until_the_last_notebook(self):
        assert not {each.said() for each in SENTENCES} & {each.said() for each in UNSEEN}
        assert [name for name, pages in lesson_page.SHOWN.items() if "membership" in pages] == ["06_appraise_a_source"]
        with pytest.raises(KeyError, match="nearest: 'clinic'"):
            lesson_page.clinic_page("clinik", "00_start_here")

    def test_it_gives_no_amount_and_no_name(self):
        text = " ".join(each.text + " ".join(word for w in each.wordings for word in w.words) for each in (*SENTENCES, *UNSEEN))
        assert not re.search(r"\bmg\b|\bmcg\b|\bml\b|\d+ ?%|dose", text)
        assert "Dr" not in text

    @pytest.mark.parametrize(("number", "sentence"), SWITCHED)
    def test_each_switch_has_a_fault_at_first_and_one_repair_only(self, number, sentence):
        assert not sentence.wordings[0].holds, number
        assert len(good(sentence)) == 1, number

    def test_some_repairs_lose_something_true_or_doubt_too_much(self):
        every = [wording for _, each in SWITCHED for wording in each.wordings]
        assert sum(bool(wording.lost) for wording in every) >= 2
        assert all(wording.holds for wording in every if wording.lost)

    def test_every_verdict_on_facts_is_based_on_works_that_were_read(self):
        for notebook in lesson_page.SHOWN:
            for key in lesson_page.works(notebook):
                assert work(key).sighting == "own_text", key
        for each in (*SENTENCES, *UNSEEN):
            for wording in each.wordings:
                assert wording.basis or wording.verdict == "Not checkable", wording

    def test_a_missing_combination_of_words_is_told(self):
        first = Wording(("can", "all"), "Overstated", False, "Because.", "", "")
        parts = ("x", "X", "c", "p")
        with pytest.raises(ValueError, match=r"not every combination of words has one wording: 'It \{\} help \{\}\.'"):
            Rewording(*parts, (Sentence(1, "It {} help {}.", (first, first._replace(words=("may", "some")))),), repair=True, note="")
        both = tuple(first._replace(words=words) for words in product(("can", "may"), ("all", "some")))
        assert Rewording(*parts, (Sentence(1, "It {} help {}.", both),), repair=True, note="").plain_text().endswith("It can help all.")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return little_page.plain(
        tmp_path_factory.mktemp("rewording") / "page.html",
        lambda: lesson_page.clinic_page("clinic", "00_start_here"),
        lambda: lesson_page.clinic_page("clinic", "05_claim_quality", repair=True),
        head=f"{little_page.VIEWPORT}<style>{little_page.DARK}</style>",
    )


@pytest.fixture
def page(chromium, place):
    context = chromium.new_context(color_scheme="dark", viewport={"width": 320, "height": 800})
    page = context.new_page()
    trouble = []
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else trouble.append(request.url))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(place)
    browser.alive(page)
    yield page
    assert browser.violations(page) == []
    assert browser.sideways(page) == 0
    context.close()
    assert trouble == []


EVERYDAY = {"ketami", "depres", "that", "resist", "have", "from", "with", "this", "they", "what"}
SHARED = {11, 16}
"""Sentences that share words with a rated claim and say something else: on expectation and on how safe something is."""


def test_no_sentence_of_the_page_answers_a_claim_that_notebook_06_asks_to_rate():
    def words(text):
        return {word[:6] for word in re.findall(r"[a-z]{4,}", text.lower())} - EVERYDAY

    rated = [words(each.prompt.partition(": ")[2]) for each in questions().values() if each.kind == "rating"]
    assert len(rated) >= 12
    for number, sentence in enumerate(SENTENCES, start=1):
        said = words(" ".join([sentence.text, *(word for each in sentence.wordings for word in each.words)]))
        assert any(len(said & claim) > 1 for claim in rated) == (number in SHARED), sentence.text


@pytest.mark.parametrize("name", lesson_page.TITLES)
def test_no_sentence_to_mark_belongs_to_something_that_only_the_one_before_it_names(name):
    assert not [row["sentence"] for row in rows_where("page_sentences", page=name) if row["sentence"].startswith("Its ")]


def test_on_a_phone_a_box_stands_before_its_own_sentence(page):
    page.set_viewport_size({"width": 375, "height": 800})
    card = page.get_by_role("region", name="A clinic's page").first
    heights = card.locator(".together").evaluate_all("(all) => all.map((each) => each.getClientRects().length)")
    assert len(heights) == len(SENTENCES)
    assert set(heights) == {1}


def test_marks_are_handed_in_and_then_told_with_reasons(page):
    card = page.get_by_role("region", name="A clinic's page").first
    assert SENTENCES[4].wordings[0].reason not in card.inner_text()
    box = card.get_by_role("checkbox", name=SENTENCES[3].said())
    box.focus()
    page.keyboard.press("Space")
    card.get_by_role("checkbox", name=SENTENCES[4].said()).check()
    browser.reload(page)
    expect(box).to_be_checked()
    card.get_by_role("button", name="Show which sentences hold up").click()
    supported = sum(each.wordings[0].holds for each in SENTENCES)
    words = f"You trusted 1 of the {supported} sentences that the evidence supports, and 1 of the {len(SENTENCES) - supported}"
    expect(card.locator(".verdict")).to_contain_text(words)
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "feedback"
    assert f"Overstated, and you trusted it. {SENTENCES[4].wordings[0].reason}" in card.inner_text()
    browser.reload(page)
    expect(card.locator(".verdict")).to_contain_text(words)


@pytest.mark.parametrize("card", [0, 1])
def test_the_number_of_a_sentence_is_that_of_its_verdict(page, card):
    shown = page.get_by_role("region", name="A clinic's page").nth(card)
    assert shown.locator("p .number").all_text_contents() == [f"({number})" for number in range(1, len(SENTENCES) + 1)]
    if card == 0:
        shown.get_by_role("checkbox", name=f"(8) {SENTENCES[7].said()}").check()
        shown.get_by_role("button", name="Show which sentences hold up").click()
    else:
        shown.locator("summary").click()
    assert SENTENCES[7].wordings[0].reason in shown.locator("ol > li").nth(7).inner_text()


def test_the_text_alternative_numbers_the_sentences_too():
    shown = lesson_page.clinic_page("clinic", "00_start_here")
    assert f"(8) {SENTENCES[7].said()}" in shown._repr_mimebundle_()["text/plain"]


def test_what_is_ticked_after_looking_is_no_first_answer(page):
    card = page.get_by_role("region", name="A clinic's page").first
    done = card.get_by_role("button", name="Show which sentences hold up")
    done.click()
    assert "Press again" in card.inner_text()
    assert card.locator("details").count() == 0  # one press too early tells nothing
    done.click()
    assert "nothing is kept" in card.locator(".verdict").inner_text()
    assert SENTENCES[4].wordings[0].reason in card.inner_text()
    browser.reload(page)
    card.get_by_role("checkbox", name=SENTENCES[3].said()).check()
    done.click()
    assert "You ticked these after looking, so this does not count as a first answer." in card.inner_text()
    kept = page.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.startsWith('course-answers')).map(([, text]) => JSON.parse(text))"
    )
    assert [each["clinic-page"]["looked"] for each in kept if "clinic-page" in each] == [True]


def test_ticks_come_back_from_the_file_without_a_reload(page):
    card = page.get_by_role("region", name="A clinic's page").first
    box = card.get_by_role("checkbox", name=f"(4) {SENTENCES[3].said()}")
    box.check()
    card.get_by_role("button", name="Show which sentences hold up").click()
    with page.expect_download() as download:
        card.get_by_role("button", name="Download my answers on this page (CSV)").click()
    for _ in range(2):
        card.get_by_role("button", name="Erase my answers on this page").click()
    expect(box).not_to_be_checked()
    page.get_by_role("button", name="Load my answers (CSV)").click()
    page.get_by_label("The CSV file that you downloaded").set_input_files(download.value.path())
    expect(box).to_be_checked()
    expect(card.locator(".verdict")).to_contain_text("You trusted")


def test_ticks_that_change_after_the_verdicts_leave_the_first_answer_as_it_was(page):
    card = page.get_by_role("region", name="A clinic's page").first
    done = card.get_by_role("button", name="Show which sentences hold up")
    for number in (4, 5):
        card.get_by_role("checkbox", name=SENTENCES[number].said()).check()
        done.click()
    kept = page.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.startsWith('course-answers')).map(([, text]) => JSON.parse(text))"
    )
    (record,) = [each["clinic-page"] for each in kept if "clinic-page" in each]
    assert (record["first"], record["text"]) == ("5", "5, 6")


def test_words_are_switched_by_keyboard_until_nothing_true_is_lost(page):
    card = page.get_by_role("region", name="A clinic's page").nth(1)
    status = card.get_by_role("status").first
    expect(status).to_contain_text(f"0 of {len(SWITCHED)} sentences")
    for number, sentence in SWITCHED:
        for gap, word in enumerate(good(sentence)[0].words, start=1):
            choice = card.get_by_role("combobox", name=f"Sentence {number}, words {gap}")
            choice.focus()
            choice.select_option(word)
    expect(status).to_contain_text(f"Repaired: all {len(SWITCHED)} sentences with switches hold up, and nothing true is lost.")
    number, sentence = next((at, each) for at, each in SWITCHED if any(wording.lost for wording in each.wordings))
    weak = next(wording for wording in sentence.wordings if wording.lost)
    for gap, word in enumerate(weak.words, start=1):
        card.get_by_role("combobox", name=f"Sentence {number}, words {gap}").select_option(word)
    expect(status).to_contain_text(f"{len(SWITCHED) - 1} of {len(SWITCHED)}")
    expect(status).to_contain_text(f"But something true is lost: {weak.lost}")
    browser.reload(page)
    expect(status).to_contain_text(f"{len(SWITCHED) - 1} of {len(SWITCHED)}")
