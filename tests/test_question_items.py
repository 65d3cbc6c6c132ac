"""Questions that are answered item by item, and drawn on the axis of the figure that they open."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import browser
import little_page
import nbformat
import pytest
from conftest import ROOT
from playwright.sync_api import expect
from samples import some

from ketamine_course.lesson import question
from ketamine_course.models import cascade
from ketamine_course.pictures._charts import chart
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures.rival_hypotheses._common import verdicts
from ketamine_course.publish.figures import drawings
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.question import Question, QuestionError
from ketamine_course.widgets.question_items import DRAWN, PARTS, Item

COMMON = {"name": "tea", "prompt": "How does tea do?", "explanation": "It stood.", "result": "So it was.", **little_page.HOME}
CUPS = (Item("small", 1, at=1), Item("middle", 0, at=2), Item("large", -1, at=3, feedback="Too much."))
DOTS = Question(kind="dots", axis="warmth y", lowest=-1, highest=1, values=("cooler", "same", "warmer"), items=CUPS, **COMMON)
CURVE = Question(kind="curve", axis="warmth y", lowest=-1, highest=1, step=0.5, tolerance=0.2, unit="K", items=CUPS, **COMMON)
RANGE = Question(kind="range", axis="warmth x", lowest=0, highest=40, unit="%", axis_unit=0.1, tolerance=2,
                 items=(Item("Lowest", 5), Item("Highest", 30)), **COMMON)  # fmt: skip
ORDER = Question(kind="order", axis="warmth x", items=(Item("drink", 3, at=3), Item("boil", 1, at=1), Item("pour", 2, at=2)), **COMMON)
CELLS = Question(kind="cells", axis="warmth y", values=("yes", "no"), items=(Item("milk", 1, at=0), Item("sugar", 0, at=1)), **COMMON)
EACH = {each.kind: each for each in (DOTS, CURVE, RANGE, ORDER, CELLS)}


@pytest.mark.parametrize(
    ("kind", "changes", "problem"),
    [
        ("dots", {"items": ()}, "field items: a question of kind 'dots' needs 2 items or more"),
        ("dots", {"values": ("cooler", "warmer")}, "field values: dots need one value for each step"),
        ("dots", {"items": (*CUPS, Item("huge", 2, at=4))}, "field items: an answer cannot be given"),
        ("dots", {"items": (*CUPS, Item("small", 0, at=4))}, "field items: two items have the same text"),
        ("dots", {"items": (*CUPS, Item("huge", 0))}, "an item needs 'at', its place on the figure"),
        ("dots", {"axis": "warmth"}, "field axis: needs the label of the axes"),
        ("dots", {"result": ""}, "field result: a question of kind 'dots' is a prediction"),
        ("dots", {"axis_unit": 0}, "field axis_unit: must be above 0"),
        ("curve", {"items": CUPS[:2]}, "a question of kind 'curve' needs 3 items or more"),
        ("curve", {"lowest": None, "highest": None}, "field lowest: a question of kind 'curve' needs the ends of its axis"),
        ("curve", {"values": ("a", "b")}, "field values: dots and cells need two values or more, and nothing else has values"),
        ("range", {"items": (*RANGE.items, Item("Middle", 9))}, "a range has two items, its ends"),
        ("range", {"items": (Item("Lowest", 5, at=1), Item("Highest", 30))}, "the ends of a range have no place of their own"),
        ("order", {"items": (Item("a", 1, at=1), Item("b", 2, at=2), Item("c", 3, at=3))}, "must not list steps in the right order"),
        ("order", {"items": (Item("a", 4, at=1), Item("b", 2, at=2), Item("c", 3, at=3))}, "an order has places from 1"),
        ("cells", {"items": (Item("a", 2, at=1), Item("b", 1, at=2))}, "an answer cannot be given"),
        ("cells", {"values": ("one",)}, "dots and cells need two values or more"),
    ],
)
def test_what_cannot_be_asked_is_told(kind, changes, problem):
    with pytest.raises(QuestionError, match=re.escape(problem)):
        replace(EACH[kind], **changes)


@pytest.mark.parametrize("kind", PARTS)
def test_the_key_is_told_without_a_script_and_only_there(kind, monkeypatch):
    monkeypatch.setenv("KETAMINE_COURSE_EXPORT", "1")
    page = EACH[kind]()._repr_mimebundle_()
    fallback = page["text/html"].split("<script")[0]
    assert all(item.text in fallback.split("<details>")[0] for item in EACH[kind].items)
    assert all(told in fallback.split("<details>")[1] for told in EACH[kind].key)
    assert not any(told in page["text/plain"] for told in EACH[kind].key)


def test_the_key_is_in_words():
    assert DOTS.key == ["small: warmer", "middle: same", "large: cooler"]
    assert RANGE.key == ["Lowest: 5%", "Highest: 30%"]
    assert ORDER.key == ["1. boil", "2. pour", "3. drink"]
    assert CELLS.key == ["milk: no", "sugar: yes"]


def test_an_edition_changes_with_items_and_values():
    reworded = replace(CUPS[0], text="tiny")
    others = [DOTS, replace(DOTS, items=(reworded, *CUPS[1:])), replace(DOTS, values=("down", "same", "up"))]
    assert len({each.edition for each in others}) == 3
    assert replace(DOTS, items=tuple(replace(cup, feedback="F.") for cup in CUPS)).edition == DOTS.edition


@explorable(title="Tea", cup=Choice({"a": "Cup", "b": "Mug"}, label="In a"))
def tea(cup):
    figure, axes = chart(220, f"Tea in {cup}", "Degrees")
    axes.set(xlim=(0, 4), ylim=(-2, 2))
    axes.set_label("warmth")
    return Picture(figure, f"Tea in {cup}.", "conceptual", None)


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport={"width": 900, "height": 900})
    yield context
    context.close()


@pytest.fixture
def shown(context, tmp_path, monkeypatch):
    """Return a page with a question and the figure that it opens."""

    def show(asked):
        return little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", asked, lambda: tea(after=asked)))

    return show


def commit(form):
    form.get_by_role("button", name="Submit my prediction").press("Enter")


def spots(card, way="y"):
    """Return where rings lie on an axis of the figure, in its units, from left to right."""
    _, low, high, start, end = json.loads(card.locator("svg[data-scales]").get_attribute("data-scales"))["warmth"][way]
    rings = sorted((float(ring.get_attribute("cx")), float(ring.get_attribute(f"c{way}"))) for ring in card.locator(".guess circle").all())
    return [low + (place - start) / (end - start) * (high - low) for _, place in rings]


def kept(page, form):
    with page.expect_download() as download:
        form.get_by_role("button", name="Download my answers").click()
    (row,) = csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig")))
    return row["kind"], row["answer"], row["right"]


class TestByKeyboard:
    """Each kind is answered with keys alone, told in words, drawn in every state of the figure, compared, and kept."""

    def test_dots(self, shown):
        page = shown(DOTS)
        form, card = browser.question(page, COMMON["prompt"]), browser.explorable(page, "Tea")
        small, middle, large = (form.get_by_role("slider", name=cup.text) for cup in CUPS)
        small.press("ArrowUp")
        middle.press("Space")
        commit(form)
        assert "Place all 3 marks first." in form.inner_text()
        expect(large).to_be_focused()
        large.press("ArrowUp")
        told = [each.get_attribute("aria-valuetext") for each in (small, middle, large)]
        assert told == ["warmer", "same", "warmer"]
        commit(form)
        for state in ("Mug", "Cup"):
            card.get_by_label(state).press("Space")
            card.get_by_text(f"Tea in {'b' if state == 'Mug' else 'a'}.").first.wait_for()
            assert spots(card) == pytest.approx([1, 0, 1], abs=0.02)
        form.get_by_role("button", name="Tell me").press("Enter")
        assert "2 of 3 right." in form.inner_text()
        assert "large: cooler; you said warmer." in form.inner_text()
        assert "Too much." in form.inner_text()
        browser.reload(page)
        form.get_by_text("Your prediction is close").wait_for()  # two of three
        assert spots(card) == pytest.approx([1, 0, 1], abs=0.02)
        assert kept(page, form) == ("dots", "small: warmer; middle: same; large: warmer", "no")
        assert browser.violations(page) == []
        assert page.errors == []

    def test_curve(self, shown):
        page = shown(CURVE)
        form, card = browser.question(page, COMMON["prompt"]), browser.explorable(page, "Tea")
        for name, keys in (("small", ["ArrowUp"] * 2), ("middle", ["Space"]), ("large", ["ArrowDown"] * 2)):
            for key in keys:
                form.get_by_role("slider", name=name).press(key)
        commit(form)
        assert spots(card) == pytest.approx([1, 0, -1], abs=0.02)
        assert card.locator(".guess line").count() == 2
        browser.tell_me(form)
        assert "3 of 3 right. Within 0.2 K counts as right." in form.inner_text()
        assert kept(page, form) == ("curve", "small: 1 K; middle: 0 K; large: \u22121 K", "yes")

    def test_range_whichever_end_is_named_first(self, shown):
        page = shown(RANGE)
        form, card = browser.question(page, COMMON["prompt"]), browser.explorable(page, "Tea")
        form.get_by_role("slider", name="Lowest").press("End")
        form.get_by_role("slider", name="Highest").press("Home")
        commit(form)
        _, low, high, start, end = json.loads(card.locator("svg[data-scales]").get_attribute("data-scales"))["warmth"]["x"]
        lines = [float(line.get_attribute("x1")) for line in card.locator(".guess line").all()]
        assert [low + (place - start) / (end - start) * (high - low) for place in lines] == pytest.approx([0, 4], abs=0.02)
        assert card.locator(".guess rect").count() == 1
        browser.tell_me(form)
        assert kept(page, form) == ("range", "Lowest: 0%; Highest: 40%", "no")

    def test_order_says_where_a_step_went_and_keeps_the_focus(self, shown):
        page = shown(ORDER)
        form, card = browser.question(page, COMMON["prompt"]), browser.explorable(page, "Tea")
        commit(form)
        assert "Put the steps in order first" in form.inner_text()
        later = form.get_by_role("button", name="drink: later")
        later.press("Enter")
        assert form.get_by_role("status").filter(has_text="drink: now 2 of 3").count() == 1
        later.press("Enter")
        focused = later.evaluate("button => button.getRootNode().activeElement.getAttribute('aria-label')")
        assert focused == "drink: later", "at its end a button keeps the focus"
        assert later.get_attribute("aria-disabled") == "true"
        later.press("Enter")
        assert form.get_by_role("status").filter(has_text="drink: now 3 of 3").count() == 1, "and does nothing"
        assert form.locator("ol li span").all_inner_texts() == ["boil", "pour", "drink"]
        commit(form)
        assert card.locator(".guess").count() == 0, "the times at which an order is drawn are its key"
        browser.tell_me(form)
        assert card.locator(".guess text").all_text_contents() == ["your order", "1", "2", "3"]
        assert "3 of 3 right." in form.inner_text()
        assert kept(page, form) == ("order", "1. boil; 2. pour; 3. drink", "yes")
        browser.reload(page)
        form.get_by_text("Your prediction fits").wait_for()
        assert form.locator("ol li span").all_inner_texts() == ["boil", "pour", "drink"]

    def test_cells(self, shown):
        page = shown(CELLS)
        form, card = browser.question(page, COMMON["prompt"]), browser.explorable(page, "Tea")
        form.get_by_label("milk").press("n")
        commit(form)
        assert "Fill all 2 cells first." in form.inner_text()
        form.get_by_label("sugar").press("n")
        commit(form)
        assert card.locator(".guess text").all_text_contents() == ["you: no", "you: no"]
        browser.tell_me(form)
        assert "1 of 2 right." in form.inner_text()
        assert "sugar: yes; you said no." in form.inner_text()
        assert kept(page, form) == ("cells", "milk: no; sugar: no", "no")
        assert browser.violations(page) == []


def test_a_prediction_that_was_kept_is_not_told_by_a_reload(shown):
    page = shown(EACH["dots"])
    form = browser.question(page, COMMON["prompt"])
    for each in form.get_by_role("slider").all():
        each.press("Space")
    commit(form)
    card = browser.explorable(page, "Tea")
    for _ in range(2):
        form.get_by_text("Kept. Now look.").wait_for()
        assert "small: warmer" not in form.inner_text()
        assert COMMON["result"] not in card.inner_text()
        browser.reload(page)
    card.get_by_role("button", name="Tell me what was found").press("Enter")
    assert COMMON["result"] in card.inner_text()
    browser.reload(page)
    form.get_by_text("small: warmer").wait_for()
    assert COMMON["result"] in card.inner_text()


@pytest.mark.parametrize("width", [375, 1366])
def test_no_button_that_tells_touches_what_follows_it(width, shown):
    """Between it and the next label or button there are at least eight pixels."""
    page = shown(CELLS)
    page.set_viewport_size({"width": width, "height": 800})
    form, card = browser.question(page, COMMON["prompt"]), browser.explorable(page, "Tea")
    for name in ("milk", "sugar"):
        form.get_by_label(name).press("n")
    commit(form)
    pairs = [
        (card.get_by_role("button", name="Tell me what was found"), card.get_by_text("In a", exact=True)),
        (form.get_by_role("button", name="Tell me", exact=True), form.get_by_role("button", name="Download my answers")),
    ]
    for button, after in pairs:
        box = button.bounding_box()
        assert after.bounding_box()["y"] - (box["y"] + box["height"]) >= 8


@pytest.mark.parametrize(("kind", "placed"), [("dots", 1), ("curve", 1), ("range", 1), ("cells", 1), ("order", 3)])
def test_what_is_half_placed_comes_back_as_a_draft(kind, placed, shown):
    """The slider, cell or step that was moved is as it was left; nothing else counts as placed, and no figure opens."""
    page = shown(EACH[kind])
    form = browser.question(page, COMMON["prompt"])
    if kind == "order":
        form.get_by_role("button", name="drink: later").press("Enter")
    else:
        form.locator("select, input[type=range]").first.press("n" if kind == "cells" else "End")
    state = "(all) => all.map((each) => each.selectedOptions?.[0].text ?? (each.innerText || each.getAttribute('aria-valuetext')))"
    fields = form.locator("ol li" if kind == "order" else "select, input[type=range]")
    before = fields.evaluate_all(state)
    for _ in range(2):
        assert fields.evaluate_all(state) == before
        form.get_by_text("Draft, kept in this browser.").wait_for()
        browser.reload(page)
        form.wait_for()
    assert len([each for each in before if each not in ("not placed yet", "choose")]) == placed
    assert page.get_by_role("button", name="Show me anyway").count() == 1
    assert page.errors == []


def test_a_guess_is_in_its_figure_when_the_page_is_opened_again(context, tmp_path, monkeypatch):
    """Another question may bring the answers back, and open the figure, before the one that was drawn is there."""
    other = little_page.rating("other", prompt="And coffee?", confidence=False)
    shown = (lambda: tea(after=CURVE), other, CURVE)
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", *shown))
    form, card = browser.question(page, COMMON["prompt"]), browser.explorable(page, "Tea")
    for cup in CUPS:
        form.get_by_role("slider", name=cup.text).press("Space")
    commit(form)
    for _ in range(2):
        expect(card.locator(".guess line")).to_have_count(2)
        browser.reload(page)
    assert page.errors == []


@pytest.mark.parametrize("kind", ["range", "dots", "curve", "cells"])
def test_paper_has_an_axis_to_mark_where_a_slider_cannot_be_moved(kind, shown):
    asked = EACH[kind]
    page = shown(asked)
    page.emulate_media(media="print")
    axes = browser.question(page, COMMON["prompt"]).locator(".on-paper")
    assert axes.count() == len(asked.items)
    for axis in axes.all():
        assert axis.is_visible()
        words = axis.locator("span").all_text_contents()
        ends = [float(word.split()[0].replace("\u2212", "-")) for word in words] if not asked.values else []
        assert words == list(asked.values) or ends == [asked.lowest, asked.highest]
    page.emulate_media(media="screen")
    assert not axes.first.is_visible()


@pytest.mark.parametrize("kind", some(EACH, ["curve", "cells"]))
def test_on_a_phone_everything_has_room_and_a_pointer_is_enough(kind, shown):
    page = shown(EACH[kind])
    page.set_viewport_size({"width": 320, "height": 800})
    form = browser.question(page, COMMON["prompt"])
    for each in form.get_by_role("slider").all():
        each.click()
    for each in form.locator("select").all():
        each.select_option(index=1)
    for each in form.get_by_role("button", name="drink: later").all():
        each.click()
    form.get_by_role("button", name="Submit my prediction").click()
    form.get_by_text("Kept. Now look.").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert browser.violations(page) == []


def drawn_questions():
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        source = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
        for shown, given in re.findall(r"show\.(\w+)\((.*)\)$", source, re.MULTILINE):
            for name in re.findall(r'after=question\("([\w-]+)"\)', given):
                if question(name).kind in DRAWN:
                    yield question(name), f"{path.stem[3:]}-{shown}", dict(re.findall(r'(\w+)="(\w+)"', given))


def scales_of(drawing, state):
    (told,) = re.findall(r"data-scales='(.*?)'", drawings()[drawing].picture(**state).svg())
    return json.loads(told)


class TestOfTheCourse:
    def test_every_kind_is_used_and_opens_a_figure(self):
        assert {asked.kind for asked, *_ in drawn_questions()} == set(DRAWN)

    def test_every_guess_finds_its_axis_and_place(self):
        for asked, drawing, state in drawn_questions():
            label, way = asked.axis.rsplit(" ", 1)
            scales = scales_of(drawing, state)
            rows = [row for each in scales.values() for row in each.get("rows", ())]
            assert {item.row for item in asked.items if item.row} <= set(rows), asked.name
            both = scales[label]
            across = both["y" if way == "x" else "x"]
            places = [item.at for item in asked.items if item.at is not None]
            axis = both[way] if asked.kind in ("order", "cells") else across
            assert all(min(axis[1:3]) <= place <= max(axis[1:3]) for place in places), asked.name
            if asked.kind == "mark":
                assert both[way][:3] == ["linear", asked.lowest, asked.highest], asked.name
            numbers = [value * asked.axis_unit for value in (asked.answer, *(item.answer for item in asked.items)) if value is not None]
            if asked.kind in ("mark", "range", "dots", "curve"):
                assert all(min(both[way][1:3]) <= value <= max(both[way][1:3]) for value in numbers), asked.name

    def test_to_leave_everything_in_the_middle_is_never_right(self):
        for asked, *_ in drawn_questions():
            if asked.lowest is not None and asked.highest is not None:
                middle = (asked.lowest + asked.highest) / 2
                answers = [value for value in (asked.answer, *(item.answer for item in asked.items)) if value is not None]
                assert any(abs(middle - answer) > asked.tolerance + asked.step / 2 for answer in answers), asked.name

    def test_doses_are_those_of_the_table(self):
        moves = {"rises": 1, "no change": 0, "falls": -1}
        asked = [(item.at, item.answer) for item in question("predict-doses").items]
        assert asked == [(row["dose_mg_per_kg"], moves[row["change"]]) for row in rows_of("glutamate_doses")]

    def test_cells_of_the_bench_are_what_the_model_predicts(self):
        asked, said = question("predict-rapamycin-accounts"), {"abolish": 0, "no_change": 1, "silent": 2}
        names = cascade.account_names()
        assert [(item.text, item.at) for item in asked.items] == [(words, at) for at, words in enumerate(names.values())]
        assert [item.answer for item in asked.items] == [said[verdicts()["li_rapamycin_rat", name][0]] for name in names]

    def test_steps_of_the_clock_are_in_the_order_of_the_table_and_were_read(self):
        names = {"spines_72h", "mood_people", "young_neurons", "glutamate_peak"}
        rows = sorted((row for row in rows_of("timings") if row["timing"] in names), key=lambda row: row["from_h"])
        steps = sorted(question("order-clock").items, key=lambda item: item.answer)
        assert [step.at for step in steps] == [row["from_h"] for row in rows]
        assert all(row["mark"] == "seen" and row["observed"] for row in rows)

    def test_points_of_the_curve_are_those_of_the_trial(self):
        means = {
            row["time_h"] / 24: row["mean_score_points"]
            for row in rows_of("trial_arms")
            if (row["trial"], row["arm"]) == ("lii2023", "saline")
        }
        asked = question("saline-course")
        assert [(item.at, item.answer) for item in asked.items] == [(item.at, means[item.at]) for item in asked.items]
        assert f"{means[0]} points" in asked.prompt
