"""A guess that is drawn in a figure of the course finds room: its rings, lines and name leave the figure's own words readable."""

from __future__ import annotations

import json

import little_page
import pytest
from samples import some
from test_question_items import drawn_questions

from ketamine_course.publish.figures import drawings

MARKS = r"""() => {
  const found = [];
  const deep = (root) => [...root.querySelectorAll("*")].flatMap((each) => (each.shadowRoot ? [each, ...deep(each.shadowRoot)] : [each]));
  for (const svg of deep(document).filter((each) => each.matches("svg") && each.querySelector(".guess"))) {
    const words = [...svg.querySelectorAll("text")].filter((each) => !each.closest(".guess"));
    const box = (each) => each.getBoundingClientRect();
    const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
      && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
    const title = svg.closest("section").getAttribute("aria-label");
    const marks = [...svg.querySelectorAll(".guess > :not(rect):not(line)")];
    const units = svg.getScreenCTM();
    for (const line of svg.querySelectorAll(".guess > line")) {
      const value = (name) => line[name].baseVal.value;
      const [from, to] = ["1", "2"].map((end) => new DOMPoint(value(`x${end}`), value(`y${end}`)).matrixTransform(units));
      const between = (one, other, at) => one + ((other - one) * at) / 200;
      const along = Array.from({ length: 201 }, (_, at) => ({ x: between(from.x, to.x, at), y: between(from.y, to.y, at) }));
      for (const word of words) {
        const { left, right, top, bottom } = box(word);
        if (along.some(({ x, y }) => x > left + 1 && x < right - 1 && y > top + 1 && y < bottom - 1))
          found.push(`${title}: line over “${word.textContent}”`);
      }
    }
    const small = ({ tagName, r }) => tagName === "circle" && r.baseVal.value < 5;
    for (const mark of marks) {
      const name = mark.tagName === "text" ? mark.textContent : mark.tagName;
      for (const word of small(mark) ? [] : words) if (meet(box(mark), box(word)))
        found.push(`${title}: ${name} over “${word.textContent}”`);
      if (mark.tagName === "text" && !/^\d+$/.test(name))
        for (const other of marks) if (other !== mark && meet(box(mark), box(other)))
          found.push(`${title}: ${name} over its own ${other.tagName}`);
      const [{ left, right, top, bottom }, sheet] = [box(mark), box(svg)];
      if (left < sheet.left - 1 || right > sheet.right + 1 || top < sheet.top - 1 || bottom > sheet.bottom + 1)
        found.push(`${title}: ${name} leaves the figure`);
    }
  }
  return found;
}"""


def guesses(asked):
    """Return some answers as a reader may give them: all low, all high, the middle, mixed, and the key."""
    number = len(asked.items) or 1
    if asked.kind == "order":
        return [list(range(1, number + 1)), list(range(number, 0, -1)), [item.answer for item in asked.items]]
    low, high = asked.lowest or 0, asked.highest if asked.highest is not None else len(asked.values) - 1
    key = [item.answer for item in asked.items] or [asked.answer]
    shares: list[list[float]] = [[0], [1], [0.5], [0.25, 0.75], [0.75, 0.5, 0.25, 0.1], [0.35, 0.9], [0.12, 0.3], [0.6, 0.65], [0.95, 0.05]]
    step = asked.step or 1
    found = [key, *([low + round((high - low) * one[at % len(one)] / step) * step for at in range(number)] for one in shares)]
    return found if asked.items else [one[0] for one in found]


def record(asked, given):
    told = {"prompt": asked.prompt, "text": "x", "right": None, "confidence": None, "first": "x", "first_right": None}
    return {"kind": asked.kind, "page": asked.page, "edition": asked.edition, "given": given, "first_confidence": None, "rounds": 1, **told}


ELSEWHERE = """([key, newValue]) => {
  localStorage.setItem(key, newValue);
  dispatchEvent(new StorageEvent("storage", { key, newValue }));
}"""
"""As if the answer were given in another tab: the page draws it without being loaded again."""


@pytest.fixture(scope="module")
def context(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


DRAWN = {asked.name: (asked, drawing, state) for asked, drawing, state in drawn_questions()}


@pytest.mark.parametrize("name", some(DRAWN, ["order-clock", "predict-nose"]))
def test_no_mark_of_a_guess_lies_over_words_of_its_figure_or_over_its_own_name(name, context, tmp_path):
    asked, drawing, state = DRAWN[name]
    shown = drawings()[drawing]
    page = little_page.opened(context, little_page.plain(tmp_path / "page.html", asked, lambda: shown(after=asked, **state)))
    place = f"course-answers{tmp_path}/ketamine-course/{asked.page}"
    met = {}
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        for given in guesses(asked):
            page.evaluate(ELSEWHERE, [place, json.dumps({asked.name: record(asked, given)})])
            page.locator(f"svg[viewBox^='0 0 {240 if width == 375 else 460}'] .guess").wait_for()
            met[width, str(given)] = page.evaluate(MARKS)
    page.close()
    assert {which: found for which, found in met.items() if found} == {}


@pytest.fixture
def asked_of(context, tmp_path):
    """Open a page with one drawn question and its figure, in a state of that figure, with an answer."""
    pages = []

    def opened(name, given, width=1280, **choice):
        asked, drawing, state = DRAWN[name]
        page = little_page.opened(
            context, little_page.plain(tmp_path / "page.html", asked, lambda: drawings()[drawing](after=asked, **state | choice))
        )
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        place = f"course-answers{tmp_path}/ketamine-course/{asked.page}"
        page.evaluate(ELSEWHERE, [place, json.dumps({asked.name: record(asked, given)})])
        page.locator(f"svg[viewBox^='0 0 {240 if width == 375 else 460}'] .guess").wait_for()
        return page

    yield opened
    for page in pages:
        page.close()


@pytest.mark.parametrize(("group", "shown"), [("people", ["1", "2"]), ("animals", ["3", "4"])])
def test_only_steps_that_a_figure_shows_are_numbered_in_it(group, shown, asked_of):
    page = asked_of("order-clock", [4, 2, 3, 1], group=group)
    numbers = page.locator(".guess text").all_text_contents()
    assert sorted(numbers) == [*shown, "your order"]
    assert page.evaluate(MARKS) == []


@pytest.mark.parametrize("width", [1280, 375])
def test_each_step_is_numbered_on_its_row(width, asked_of):
    page = asked_of("order-clock", [4, 2, 3, 1], width)
    scales = json.loads(page.locator(f"svg[viewBox^='0 0 {240 if width == 375 else 460}']").get_attribute("data-scales"))
    rows = [y for axes in scales.values() for y in axes["rows"].values()]
    rings = [float(ring.get_attribute("cy")) for ring in page.locator(".guess circle").all()]
    wanted = [
        y for axes in scales.values() for name, y in axes["rows"].items() if name in {item.row for item in DRAWN["order-clock"][0].items}
    ]
    assert sorted(rings) == sorted(wanted)
    assert set(rings) <= set(rows)
    assert page.evaluate(MARKS) == []


BARS = r"""() => {
  const deep = (root) => [...root.querySelectorAll("*")].flatMap((each) => (each.shadowRoot ? [each, ...deep(each.shadowRoot)] : [each]));
  const name = deep(document).find((each) => each.matches(".guess text") && each.textContent.startsWith("your"));
  const { left, right, top, bottom } = name.getBoundingClientRect();
  return [...name.ownerSVGElement.querySelectorAll("path")].filter((each) => {
    const { stroke, strokeWidth } = each.style;
    const box = each.getBoundingClientRect();
    const half = (parseFloat(strokeWidth || "1") * each.getScreenCTM().a) / 2;
    if (!stroke || /faint|paper|none/.test(stroke)) return false;
    // The small dots of empty cells, one path together, stand everywhere.
    if (each.getAttribute("d").lastIndexOf("M") > 0 || Math.max(box.width, box.height, 2 * half) < 8) return false;
    return box.left - half < right - 1 && box.right + half > left + 1 && box.top - half < bottom - 2 && box.bottom + half > top + 2;
  }).length;
}"""
"""How many bars and straight lines of a figure the name of a guess lies on."""


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize(
    ("name", "given", "choice"),
    [
        ("predict-rapamycin-accounts", [0, 1, 2] * 3, {}),
        ("predict-rapamycin-accounts", [0] * 9, {}),
        ("predict-rate", 0, {}),
        ("predict-rate", 0.3, {}),
        ("order-clock", [4, 2, 3, 1], {"until": "504"}),
    ],
)
def test_the_name_of_a_guess_lies_on_no_bar_and_no_line_that_is_drawn_to_be_seen(name, given, choice, width, asked_of):
    assert asked_of(name, given, width, **choice).evaluate(BARS) == 0


def test_a_value_beyond_the_axis_is_not_drawn_as_if_it_lay_on_it(asked_of):
    page = asked_of("saline-course", [60, 60, 12, 10])
    assert page.locator(".guess polygon").count() == 2
    assert "60" in page.locator(".guess text").all_text_contents()
    assert page.evaluate(MARKS) == []
