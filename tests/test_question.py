"""Questions: bad data is told at once, every option explains itself, nothing is given away too early."""

from __future__ import annotations

import csv
import io
import json
import re
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import browser
import little_page
import pytest
import yaml
from little_page import VERDICTS
from playwright.sync_api import expect

from ketamine_course.models import appraisal
from ketamine_course.pictures._charts import chart
from ketamine_course.widgets import attended
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.question import Option, Question, QuestionError
from ketamine_course.widgets.question_files import load_questions

GOOD = {
    "name": "sign",
    "kind": "single",
    "prompt": "Plus or minus?",
    "options": [{"text": "Plus", "feedback": "No."}, {"text": "Minus", "feedback": "Yes.", "right": True}],
}

MARK = {
    "name": "sign",
    "kind": "mark",
    "prompt": "How warm is tea?",
    "options": [],
    "answer": 60,
    "tolerance": 5,
    "lowest": 0,
    "highest": 100,
    "step": 10,
    "unit": "degrees",
    "axis": "warmth x",
    "explanation": "It has stood for a while.",
    "result": "60 degrees.",
}


def written(tmp_path, *records):
    path = tmp_path / "quiz.yaml"
    path.write_text(yaml.safe_dump(list(records)), encoding="utf-8")
    return path


def told(tmp_path, **changes):
    with pytest.raises(QuestionError) as caught:
        load_questions(written(tmp_path, {name: value for name, value in (GOOD | changes).items() if value is not None}))
    return str(caught.value)


def test_a_question_is_read_with_its_options(tmp_path):
    question = load_questions(written(tmp_path, GOOD))["sign"]
    assert question.options[1] == Option("Minus", "Yes.", right=True)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "guess"}, "'guess' is unknown; valid: 'single'"),
        ({"prompt": ""}, "the prompt is empty"),
        ({"options": []}, "needs at least two options"),
        ({"options": [{"text": "a", "feedback": "f"}, {"text": "b", "feedback": "f"}]}, "exactly one right option, has 0"),
        ({"options": [{"text": "a", "feedback": ""}, {"text": "b", "feedback": "f", "right": True}]}, "every option needs feedback"),
        ({"options": [{"txt": "a", "feedback": "f"}]}, "options, 1, txt: 'txt' is unknown; nearest: 'text'"),
        ({"kind": "number", "options": [], "explanation": "Because."}, "needs an answer"),
        ({"kind": "number", "options": [], "answer": 3, "tolerance": -1, "explanation": "Because."}, "the tolerance is negative"),
        ({"kind": "text", "options": []}, "needs an explanation"),
        (MARK | {"lowest": None, "highest": None}, "a question of kind 'mark' needs the ends of its axis"),
        (MARK | {"axis": "warmth"}, "field axis: needs the label of the axes and x or y, such as 'gap x'"),
        (MARK | {"result": ""}, "a question of kind 'mark' is a prediction: it needs a result"),
        (MARK | {"step": 0}, "the step must be above 0"),
        ({"axis": "warmth x"}, "field axis: only a guess that is drawn has an axis"),
        ({"checklist": ["A point."]}, "field checklist: only a text has a checklist"),
        ({"about": "tea"}, "field about: only a rating says what its claim is about"),
        ({"kind": "text", "options": [], "explanation": "E.", "checklist": [" "]}, "field checklist: a point has no text"),
        ({"kind": "text", "options": [], "explanation": "E.", "checklist": ["A\x07point."]}, "checklist, 1: holds a control character"),
        ({"promt": "typo"}, "question 1 (sign), field promt: 'promt' is unknown; nearest: 'prompt'"),
    ],
)
def test_bad_data_is_told_with_file_and_question(tmp_path, changes, problem):
    message = told(tmp_path, **changes)
    assert problem in message
    assert message.startswith("quiz.yaml, ")
    assert "question 1 (sign), field " in message
    assert len(message.splitlines()) == 1


def test_a_name_that_is_taken_is_told(tmp_path):
    with pytest.raises(QuestionError, match="question 2 \\(sign\\), field name: the name 'sign' is taken"):
        load_questions(written(tmp_path, GOOD, deepcopy(GOOD)))


@pytest.mark.parametrize("text", ["- [", "just text", "a: 1"])
def test_a_file_that_is_no_list_of_questions_is_told(tmp_path, text):
    path = tmp_path / "quiz.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"quiz\.yaml"):
        load_questions(path)


def test_the_basis_is_made_from_references_and_mark(tmp_path):
    path = written(tmp_path, GOOD | {"refs": ["li2010"], "mark": "seen"})
    question = load_questions(path, lambda refs, mark: f"{refs[0]} ({mark})")["sign"]
    assert question.basis == "li2010 (seen)"
    assert question.refs == ("li2010",)


def test_the_live_question_starts_without_an_answer_and_gives_none_away():
    question = Question("sign", "single", "Plus?", (Option("Yes", "Because.", right=True), Option("No", "Wrong.")))
    view = question()
    assert view.answer is None
    assert view._repr_mimebundle_()["text/plain"] == "Question: Plus?\n- Yes\n- No"


def test_the_page_question_shows_and_folds_its_answer_without_javascript(monkeypatch):
    monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
    question = Question("sign", "single", "Plus & more?", (Option("<Yes>", "Because.", right=True), Option("No", "Wrong.")))
    page = question()._repr_mimebundle_()["text/html"]
    fallback = page[: page.index("<script")]
    assert "Plus &amp; more?" in fallback
    assert "&lt;Yes&gt;" in fallback
    assert fallback.index("<details>") < fallback.index("Because.")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"explanation": ""}, "needs an explanation"),
        ({"wordings": ("plain", "hedged"), "wording": "loud"}, "wording 'loud' is not offered"),
        ({"wording": "plain"}, "wording 'plain' is not offered"),
        ({"kind": "single", "reason": True}, "only a rating has a wording and a reason"),
        ({"discuss": True, "result": "It was so."}, "a prediction is answered once"),
        ({"options": VERDICTS[:1]}, "needs at least two options"),
    ],
)
def test_a_rating_that_cannot_be_used_is_told(changes, problem):
    with pytest.raises(QuestionError, match=problem):
        little_page.rating(**changes)


def test_answers_are_kept_under_the_name_of_collection_and_file(tmp_path):
    question = load_questions(written(tmp_path, GOOD), collection="course")["sign"]
    assert (question.definition()["collection"], question.definition()["page"]) == ("course", "quiz")


def test_an_edition_changes_with_the_wording_and_with_nothing_else():
    claim = little_page.rating()
    same = replace(claim, name="other", page="second", explanation="Else.", options=tuple(replace(o, feedback="F.") for o in VERDICTS))
    assert claim.edition == same.edition
    reworded = replace(claim, options=(replace(VERDICTS[0], text="Sound"), *VERDICTS[1:]))
    assert len({claim.edition, reworded.edition, replace(claim, prompt="Tea cures.").edition}) == 3
    assert claim.edition.isalpha()


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport={"width": 900, "height": 900})
    yield context
    context.close()


def rate(form, verdict, sure="60%"):
    form.get_by_label(verdict, exact=True).check()
    form.get_by_label(sure, exact=True).check()
    form.locator("button[type=submit]").click()


PLACE = "`course-answers${location.pathname.replace(/[^/]*$/, '')}test-course/first`"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


class TestRating:
    """A claim is judged on a page opened from a file."""

    @pytest.fixture
    def page(self, context, tmp_path, monkeypatch):
        claim = little_page.rating(wordings=("hedged", "plain", "boosted"), wording="boosted", wording_why="Everything.", reason=True)
        return little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", claim))

    def test_key_explanation_and_own_answer_stand_side_by_side(self, page):
        form = browser.question(page, "Tea cures")
        form.get_by_label("hedged", exact=True).check()
        form.get_by_label("Your reason").fill("My <b>aunt</b> says so.")
        rate(form, "Supported")
        text = form.inner_text()
        for words in (
            "Not right.",
            "✗ Not right, your answer: Supported",
            "✓ Right: Overstated",
            "Nobody tested it.",
            "You were 60% sure.",
        ):
            assert words in text
        assert "you said hedged, the key says boosted" in text
        assert "Your reason: My <b>aunt</b> says so." in text
        assert form.locator("b").count() == 0
        assert not form.get_by_text("Contested", exact=False).last.is_visible()
        form.get_by_text("Why not the others?").click()
        assert form.get_by_text("✗ Not right: ").is_visible()

    def test_it_asks_how_sure_one_is_and_all_of_it_works_with_the_keyboard(self, page):
        form = browser.question(page, "Tea cures")
        for _ in range(2):  # the two buttons at the top of the page
            page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert form.get_by_role("alert").text_content() == "Say how sure you are."
        expect(form.get_by_role("radio", name="20% (a guess)")).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        assert "Right." in form.inner_text()
        assert "You were 40% sure." in form.inner_text()

    def test_axe_finds_nothing_before_and_after_the_answer(self, page):
        assert browser.violations(page) == []
        rate(browser.question(page, "Tea cures"), "Supported")
        page.get_by_text("Why not the others?").click()
        assert browser.violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert browser.violations(page) == []


def kept_file(page, form, place=None):
    """The only row of the file that a question lets one download."""
    with page.expect_download() as download:
        form.get_by_role("button", name="Download my answers").click()
    if place:
        download.value.save_as(place)
    (row,) = csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig")))
    return row


def test_a_file_of_first_answers_is_read_back_and_counts_in_class_mode(chromium, tmp_path, monkeypatch):
    asked = little_page.rating(discuss=True)
    address = little_page.write(monkeypatch, tmp_path / "page.html", asked)
    page = little_page.opened(chromium, address)
    rate(browser.question(page, "Tea cures"), "Overstated")
    (tmp_path / "class").mkdir()
    kept_file(page, browser.question(page, "Tea cures"), tmp_path / "class" / "code7.csv")
    read = appraisal.read_ratings(tmp_path / "class", [asked.name], [each.text for each in asked.options])
    assert [(each.claim, each.first, each.final) for each in read.ratings] == [(asked.name, "Overstated", "Overstated")]
    page.get_by_role("button", name="Start afresh", exact=True).click()
    page.get_by_role("button", name="Erase everything and start afresh").click()
    page.get_by_role("button", name="Load my answers (CSV)").click()
    page.locator(".course-afresh input[type=file]").set_input_files(tmp_path / "class" / "code7.csv")
    form = browser.question(page, "Tea cures")
    form.get_by_text("Kept as your first answer.").wait_for()
    browser.reload(page)
    form.get_by_text("Kept as your first answer.").wait_for()
    rate(form, "Supported", "80%")
    row = kept_file(page, form)
    assert [row[name] for name in ("right", "first_right", "first_answer", "not_told_yet")] == ["no", "yes", "Overstated", "no"]
    assert page.errors == []


def test_a_claim_to_discuss_hides_its_key_until_the_second_answer(context, tmp_path, monkeypatch):
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", little_page.rating(discuss=True)))
    form = browser.question(page, "Tea cures")
    rate(form, "Supported")
    assert "Kept as your first answer." in form.inner_text()
    assert "Nobody tested it." not in form.inner_text()
    first = kept_file(page, form)
    assert [first[name] for name in ("answer", "right", "first_right", "not_told_yet")] == ["Supported", "", "", "yes"]
    rate(form, "Overstated", "80%")
    assert "Your first answer was: Supported." in form.inner_text()
    assert "You were 80% sure, at first 60%." in form.inner_text()
    assert form.get_by_label("Contested", exact=True).is_disabled()
    row = kept_file(page, form)
    assert (row["answer"], row["first_answer"], row["rounds"], row["not_told_yet"]) == ("Overstated", "Supported", "2", "no")
    assert (row["confidence"], row["first_confidence"], row["right"], row["first_right"]) == ("80", "60", "yes", "no")
    assert re.fullmatch("[a-p]{24}", row["id"])
    assert abs(datetime.fromisoformat(row["time"]) - datetime.now(UTC)) < timedelta(hours=1)


class TestKept:
    """Answers stay in the browser, and go when the reader says so."""

    @pytest.fixture
    def address(self, tmp_path, monkeypatch):
        other = little_page.rating("other", page="second")
        return little_page.write(monkeypatch, tmp_path / "page.html", little_page.rating(), little_page.rating("claim-2"), other)

    def test_answers_survive_a_reload(self, context, address):
        page = little_page.opened(context, address)
        rate(browser.question(page, "(claim-1)"), "Supported")
        assert page.get_by_text("kept in this browser, even if you reload the page").is_visible()
        browser.reload(page)
        form = browser.question(page, "(claim-1)")
        form.get_by_text("Not right.").wait_for()
        assert form.get_by_label("Supported", exact=True).is_checked()
        assert form.get_by_label("60%", exact=True).is_checked()
        assert page.errors == []

    def test_erasing_asks_once_more_then_empties_this_page_and_no_other(self, context, address):
        page = little_page.opened(context, address)
        for name in ("claim-1", "claim-2", "other"):
            rate(browser.question(page, f"({name})"), "Supported")
        wipe = browser.question(page, "(claim-2)").get_by_role("button", name="Erase my answers on this page")
        wipe.click()
        assert "Press the button again" in browser.question(page, "(claim-2)").inner_text()
        wipe.click()
        for name in ("claim-1", "claim-2"):
            form = browser.question(page, f"({name})")
            assert "have been erased" in form.inner_text()
            assert not form.get_by_label("Supported", exact=True).is_checked()
        browser.reload(page)
        browser.question(page, "(other)").get_by_text("Not right.").wait_for()
        assert "Not right." not in browser.question(page, "(claim-1)").inner_text()

    def test_a_second_tab_keeps_its_answers_and_learns_of_erasing(self, context, address):
        first, second = little_page.opened(context, address), little_page.opened(context, address)
        rate(browser.question(first, "(claim-1)"), "Supported")
        rate(browser.question(second, "(claim-2)"), "Overstated")
        assert set(second.evaluate(f"Object.keys(JSON.parse(localStorage[{PLACE}]))")) == {"claim-1", "claim-2"}
        wipe = browser.question(second, "(claim-2)").get_by_role("button", name="Erase my answers on this page")
        wipe.click()
        wipe.click()
        browser.question(first, "(claim-1)").get_by_text("have been erased").wait_for()

    @pytest.mark.parametrize("trouble", [BLOCKED, FULL])
    def test_a_browser_that_keeps_nothing_breaks_nothing_and_says_so(self, context, address, trouble):
        context.add_init_script(trouble)
        page = little_page.opened(context, address)
        rate(browser.question(page, "(claim-1)"), "Overstated")
        text = browser.question(page, "(claim-1)").inner_text()
        assert "Right." in text
        assert "This browser keeps nothing: your answers may be lost when you reload the page." in text
        assert page.errors == []

    @pytest.mark.parametrize(
        "kept",
        [
            "no json",
            "[]",
            '{"claim-1": 3}',
            '{"claim-1": {"text": "Supported", "kind": "rating", "given": [9]}}',
            '{"claim-1": {"text": "x"}}',
        ],
    )
    def test_damaged_or_outdated_answers_are_left_aside(self, context, address, kept):
        page = little_page.opened(context, address)
        page.evaluate(
            "kept => localStorage.setItem(`course-answers${location.pathname.replace(/[^/]*$/, '')}test-course/first`, kept)", kept
        )
        browser.reload(page)
        rate(browser.question(page, "(claim-1)"), "Overstated")
        assert "Right." in browser.question(page, "(claim-1)").inner_text()
        assert page.errors == []


WORDS = [f"Colour {number}" for number in range(6)]


class TestOrder:
    """Where an option stands differs among readers, and never changes for one."""

    @pytest.fixture
    def address(self, tmp_path, monkeypatch):
        options = tuple(Option(word, f"About {word}.", right=at == 2) for at, word in enumerate(WORDS))
        mixed = Question("mixed", "single", "Which colour?", options, **little_page.HOME)
        fixed = Question("fixed", "single", "Which of the ladder?", options, order="fixed", **little_page.HOME)
        return little_page.write(monkeypatch, tmp_path / "page.html", mixed, fixed)

    @staticmethod
    def seen(page, prompt):
        return browser.question(page, prompt).locator("label.option").all_inner_texts()

    def test_it_is_kept_over_a_reload_and_differs_among_readers(self, chromium, address):
        orders = set()
        for _ in range(3):
            context = chromium.new_context()
            page = little_page.opened(context, address)
            first = self.seen(page, "Which colour?")
            browser.reload(page)
            browser.question(page, "Which colour?").wait_for()
            assert self.seen(page, "Which colour?") == first
            assert sorted(first) == WORDS
            assert self.seen(page, "Which of the ladder?") == WORDS
            orders.add(tuple(first))
            context.close()
        assert len(orders) > 1

    def test_the_answer_comes_back_with_its_words_and_reasons_follow_the_readers_order(self, context, address):
        page = little_page.opened(context, address)
        browser.answer(browser.question(page, "Which colour?"), "Colour 2")
        browser.reload(page)
        form = browser.question(page, "Which colour?")
        form.get_by_text("Right.", exact=True).wait_for()
        assert form.get_by_label("Colour 2", exact=True).is_checked()
        reasons = [next(word for word in WORDS if word in line) for line in form.locator(".why li").all_inner_texts()]
        assert reasons == self.seen(page, "Which colour?")


def test_a_defensible_answer_is_not_called_wrong_and_what_is_rightly_left_empty_is_said(context, tmp_path, monkeypatch):
    options = (
        Option("Supported", "The key.", right=True),
        Option("Overstated", "Can be defended.", defensible=True),
        Option("Vague", "No."),
    )
    claim = Question("claim", "rating", "Tea warms.", options, explanation="It does.", **little_page.HOME)
    several = Question("all", "several", "Which warm?", (Option("Tea", "Yes.", right=True), Option("Ice", "Cold.")), **little_page.HOME)
    number = Question("cups", "number", "How many cups?", answer=10, tolerance=1, explanation="Ten.", **little_page.HOME)
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", claim, several, number))
    form = browser.question(page, "Tea warms.")
    browser.answer(form, "Overstated")
    assert "Defensible: a careful reader could argue for it. Our key gives a different verdict." in form.inner_text()
    assert "Defensible, your answer: Overstated" in form.inner_text()
    assert "Not right" not in form.inner_text()
    form = browser.question(page, "Which warm?")
    browser.answer(form, "Tea")
    assert "✓ Rightly left empty: Ice" in form.inner_text()
    form = browser.question(page, "How many cups?")
    for given, verdict in (("12", "Not quite."), ("20", "Not right."), ("9", "Right.")):
        form.get_by_label("Your answer").fill(given)
        form.locator("button[type=submit]").click()
        assert form.locator(".verdict").inner_text() == verdict
    assert browser.violations(page) == []


def test_a_key_that_is_also_defensible_and_an_unknown_order_are_told(tmp_path):
    both = [{"text": "a", "feedback": "f", "right": True, "defensible": True}, {"text": "b", "feedback": "f"}]
    assert "the key or defensible, not both" in told(tmp_path, options=both)
    assert "order 'random' is not one of mixed, fixed" in told(tmp_path, order="random")


class TestChecklist:
    """A free text is compared with a list of points, once it is kept."""

    POINTS = ("It names a plant.", "It names a person.")

    @pytest.fixture
    def notes(self):
        return Question("notes", "text", "What is tea?", explanation="A drink.", checklist=self.POINTS, **little_page.HOME)

    def test_kept_answers_stay_valid_when_the_list_changes(self, notes):
        assert replace(notes, checklist=()).edition == notes.edition

    def test_a_page_without_a_list_carries_none(self, notes):
        assert "checklist" not in replace(notes, checklist=()).definition()
        assert "names a plant" not in notes.plain_text()

    def test_points_open_with_the_answer_are_ticked_by_keyboard_and_kept(self, notes, context, tmp_path, monkeypatch):
        page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", notes))
        form = browser.question(page, "What is tea?")
        assert form.get_by_role("checkbox").count() == 0
        form.get_by_label("Your notes").fill("A bush.")
        form.get_by_role("button", name="Keep my notes").press("Enter")
        point = form.get_by_role("group", name="Tick what your answer contains").get_by_label(self.POINTS[0])
        point.press("Space")
        assert point.evaluate("box => box.getRootNode().activeElement === box"), "the focus is lost"
        form.get_by_label("Your notes").fill("A bush from Assam.")
        form.get_by_role("button", name="Check again").press("Enter")
        assert point.is_checked()
        browser.reload(page)
        form.get_by_text("Noted.").wait_for()
        assert [form.get_by_label(each).is_checked() for each in self.POINTS] == [True, False]
        with page.expect_download() as download:
            form.get_by_role("button", name="Download my answers").click()
        (row,) = csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig")))
        assert (row["answer"], row["ticked"]) == ("A bush from Assam.", self.POINTS[0])
        assert page.errors == []


class TestMark:
    """A guess is placed on the axis of the figure that it opens."""

    @pytest.fixture
    def page(self, context, tmp_path, monkeypatch):
        asked = Question(**{**MARK, "options": (), **little_page.HOME})

        @explorable(title="Tea", cup=Choice({"a": "Cup", "b": "Mug"}, label="In a"))
        def tea(cup):
            figure, axes = chart(200, f"Tea in {cup}", "Degrees")
            axes.set(xlim=(0, 100))
            axes.set_label("warmth")
            return Picture(figure, f"Tea in {cup}.", "conceptual", None)

        return little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", asked, lambda: tea(after=asked)))

    @staticmethod
    def place(card):
        """Return where the mark lies on the figure's axis, as a share of its length."""
        scale = json.loads(card.locator("svg[data-scales]").get_attribute("data-scales"))["warmth"]["x"]
        return (float(card.locator(".guess line").get_attribute("x1")) - scale[3]) / (scale[4] - scale[3])

    def test_by_keyboard_it_is_told_in_words_kept_and_drawn_in_every_state(self, page):
        form, card = browser.question(page, "How warm is tea?"), browser.explorable(page, "Tea")
        form.get_by_role("button", name="Submit my prediction").press("Enter")
        assert "Place your mark first." in form.inner_text()
        mark = form.get_by_role("slider", name="Place your mark")
        assert mark.get_attribute("aria-valuetext") == "not placed yet"
        for _ in range(3):
            mark.press("ArrowRight")
        assert mark.get_attribute("aria-valuetext") == "80 degrees"
        form.get_by_role("button", name="Submit my prediction").press("Enter")
        assert self.place(card) == pytest.approx(0.8)
        card.get_by_label("Mug").press("Space")
        card.get_by_text("Tea in b.").first.wait_for()
        assert self.place(card) == pytest.approx(0.8)
        form.get_by_role("button", name="Tell me").click()
        assert "You answered 80. The answer is 60 degrees (55 to 65 accepted)." in form.inner_text()
        browser.reload(page)
        form.get_by_text("Your prediction differs").wait_for()
        assert mark.get_attribute("aria-valuetext") == "80 degrees"
        assert self.place(card) == pytest.approx(0.8)
        with page.expect_download() as download:
            form.get_by_role("button", name="Download my answers").click()
        (row,) = csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig")))
        assert (row["kind"], row["answer"], row["right"]) == ("mark", "80 degrees", "no")
        assert page.errors == []

    def test_by_pointer_a_click_on_the_middle_places_it_too(self, page):
        form, card = browser.question(page, "How warm is tea?"), browser.explorable(page, "Tea")
        form.get_by_role("slider", name="Place your mark").click()
        form.get_by_role("button", name="Submit my prediction").click()
        assert self.place(card) == pytest.approx(0.5)

    def test_the_thumb_waits_in_the_middle_whatever_the_ends(self, context, tmp_path, monkeypatch):
        asked = Question(**{**MARK, "options": (), **little_page.HOME, "highest": 2.25, "step": 0.05, "answer": 1.6, "tolerance": 0.1})
        page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", asked))
        thumb = browser.question(page, "How warm is tea?").get_by_role("slider", name="Place your mark")
        assert float(thumb.input_value()) == pytest.approx(1.125, abs=0.03)

    def test_only_a_page_with_a_mark_carries_its_code(self, tmp_path, monkeypatch):
        little_page.write(monkeypatch, tmp_path / "page.html", little_page.rating())
        assert "Place your mark" not in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_of_several_choices_a_part_that_is_right_is_called_so_and_ticking_everything_is_not(context, tmp_path, monkeypatch):
    options = [
        *(Option(text, "Yes.", right=True) for text in ("Tea", "Soup", "Milk")),
        *(Option(t, "Cold.") for t in ("Ice", "Snow", "Hail")),
    ]
    several = Question("all", "several", "Which are warm?", tuple(options), **little_page.HOME)
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", several))
    form = browser.question(page, "Which are warm?")
    for chosen, said in [
        (("Tea", "Soup"), "Partly right: you chose 2 of 3 right answers. Only the whole set counts as right."),
        (("Tea", "Soup", "Ice"), "Partly right: you chose 2 of 3 right answers, but also 1 wrong one. Only the whole set counts as right."),
        (("Tea", "Ice"), "Not right."),
        (tuple(option.text for option in options), "Not right."),
        (("Tea", "Soup", "Milk"), "Right."),
    ]:
        for option in options:
            form.get_by_label(option.text, exact=True).set_checked(option.text in chosen)
        form.locator("button[type=submit]").click()
        assert form.locator(".verdict").inner_text() == said


def test_an_empty_form_leads_to_what_is_missing_and_claims_are_numbered(context, tmp_path, monkeypatch):
    file = tmp_path / "quiz.yaml"
    options = "options: [{text: A, feedback: F., right: true}, {text: B, feedback: F.}]"
    asked = [f"- {{name: {name}, kind: rating, prompt: Claim {name}., explanation: E., {options}}}" for name in ("one", "two")]
    file.write_text("\n".join(asked), encoding="utf-8")
    claims = [replace(each, confidence=True, reason=True, **little_page.HOME) for each in load_questions(file).values()]
    note = little_page.rating("notes", kind="text", options=(), prompt="What did you notice?", confidence=False)
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", *claims, note))
    form = browser.question(page, "Claim two.")
    assert form.get_by_text("Claim 2 of 2", exact=True).is_visible()
    send = form.locator("button[type=submit]")
    send.press("Enter")
    assert form.get_by_role("alert").text_content() == "Choose a verdict first."
    expect(form.get_by_label("A", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    send.press("Enter")
    expect(form.get_by_role("radio", name="20% (a guess)")).to_be_focused()
    words = browser.question(page, "What did you notice?")
    words.locator("button[type=submit]").press("Enter")
    expect(words.get_by_label("Your notes")).to_be_focused()
    assert page.errors == []
