"""What a screen reader says, and where the keyboard is: nothing opens silently, nothing is lost, nothing is said twice."""

from __future__ import annotations

from itertools import pairwise

import browser
import little_page
import pytest

from ketamine_course import lesson
from ketamine_course.pictures._charts import chart
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.question_items import Item

CHAIN, ALL = "01_mechanism_cascade", "02_rival_hypotheses"
LISTEN = """() => {
  window.heard = [];
  const roots = [document, ...[...document.querySelectorAll('*')].map((each) => each.shadowRoot).filter(Boolean)];
  const live = '[role=status], [role=alert], [aria-live], output';
  const hear = (changes) => {
    const nodes = changes.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(live));
    for (const node of new Set(nodes))
      if (node?.textContent.trim() && node.getAttribute('aria-live') !== 'off') heard.push(node.textContent.trim());
  };
  for (const root of roots) new MutationObserver(hear).observe(root, { subtree: true, childList: true, characterData: true });
}"""
FOCUS = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const card = at.closest('section, form');
  return [at.tagName, at.className, card?.getAttribute('aria-label') ?? '', at.getAttribute('aria-label') ?? ''];
}"""
PAUSE = 800
"""Milliseconds until a change has been spoken."""


@pytest.fixture
def context(chromium):
    context = chromium.new_context(viewport={"width": 1000, "height": 900})
    yield context
    context.close()


@pytest.fixture
def course_page(context, export):
    """Open a notebook's page and listen to it."""

    def go(name):
        page = little_page.opened(context, export(name).as_uri())
        page.evaluate(LISTEN)
        return page

    return go


def pressed(page, target, key="Enter"):
    """Press a key where the keyboard is; return what was spoken."""
    target.focus()
    page.evaluate("heard.length = 0")
    page.keyboard.press(key)
    page.wait_for_timeout(PAUSE)
    return page.evaluate("heard")


@pytest.mark.parametrize("name", [CHAIN, ALL])
def test_show_me_anyway_leads_to_what_has_opened(course_page, name):
    page = course_page(name)
    skips = page.get_by_role("button", name="Show me anyway")
    assert skips.count() > 3
    while skips.count():
        title = skips.first.evaluate("button => button.closest('section').getAttribute('aria-label')")
        skips.first.press("Enter")
        # Where the figure opens on another case than the one that was asked about, what was predicted is folded.
        assert page.evaluate(FOCUS)[:3] in (["DL", "pair", title], ["SUMMARY", "", title])


def test_a_prediction_says_that_its_figure_is_open(course_page):
    page = course_page(CHAIN)
    form = browser.question(page, lesson.question("predict-sign").prompt)
    form.get_by_label("Fall", exact=True).check()
    form.get_by_role("button", name="Submit my prediction").press("Enter")
    assert page.evaluate(FOCUS)[1::2] == ["feedback", "Kept. Now look."]
    assert "The figure is open now." in form.inner_text()
    form.get_by_role("button", name="Tell me").press("Enter")
    assert page.evaluate(FOCUS)[1::2] == ["feedback", "Your prediction fits what was found."]


def test_every_card_has_a_heading(course_page):
    page = course_page(CHAIN)
    cards = page.locator("section.card, form.card")
    assert cards.count() > 20
    assert [
        card.get_attribute("aria-label") or card.inner_text()[:40] for card in cards.all() if not card.get_by_role("heading").count()
    ] == []


LEVELS = "(heads) => heads.map((each) => [Number(each.getAttribute('aria-level') ?? each.tagName[1]), each.textContent.trim()])"


@pytest.mark.parametrize("name", [CHAIN, ALL, "06_appraise_a_source"])
def test_no_level_of_headings_is_left_out(course_page, name):
    levels = course_page(name).locator("h1, h2, h3, h4, h5, h6").filter(visible=True).evaluate_all(LEVELS)
    assert len(levels) > 20
    assert [words for (before, _), (level, words) in pairwise(levels) if level > before + 1] == []


@explorable(
    title="Tea",
    cups=Slider({str(cups): f"{cups} cups" for cups in range(3)}, label="How much"),
    pot=Choice({"a": "A", "b": "B"}, label="Pot"),
)
def tea(cups, pot):
    figure, axes = chart(220, f"{cups} from pot {pot}", "Cups")
    axes.set(xlim=(0, 4), ylim=(0, 4))
    return Picture(figure, f"There are {cups} cups from pot {pot}.", "conceptual", None)


STEPS = tuple(Item(text, answer, at=answer) for answer, text in [(2, "pour"), (3, "drink"), (1, "boil")])
GUESS = {"options": (), "confidence": False, "axis": "time x"}
TO_ORDER = little_page.rating("steps", kind="order", prompt="Put tea in order.", result="Boil first.", items=STEPS, **GUESS)


class TestLittle:
    @pytest.fixture
    def page(self, context, tmp_path, monkeypatch):
        page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", tea, TO_ORDER))
        page.evaluate(LISTEN)
        return page

    def test_a_slider_says_its_value_once_and_the_description_follows(self, page):
        assert pressed(page, page.get_by_role("slider"), "ArrowRight") == ["There are 1 cups from pot a."]
        assert page.get_by_role("slider").get_attribute("aria-valuetext") == "1 cups"

    def test_whoever_presses_on_to_the_end_stays_at_the_slider(self, page):
        on = page.get_by_role("button", name="How much: next")
        for _ in range(2):
            on.press("Enter")
        assert on.is_disabled()
        assert page.evaluate(FOCUS)[0] == "INPUT"

    def test_a_step_that_moves_keeps_the_keyboard_and_is_told_once(self, page):
        assert pressed(page, page.get_by_role("button", name="boil: earlier")) == ["boil: now 2 of 3"]
        assert page.evaluate(FOCUS)[3] == "boil: earlier"
        assert pressed(page, page.get_by_role("button", name="boil: earlier")) == ["boil: now 1 of 3"]
        assert page.evaluate(FOCUS)[3] == "boil: earlier", "one more press does not undo the move"
        assert page.locator("ol.steps li").all_inner_texts()[0].startswith("boil")


def test_a_finger_on_the_middle_of_a_slider_places_it(chromium, tmp_path, monkeypatch):
    asked = little_page.rating(name="warm", kind="mark", prompt="How warm?", options=(), confidence=False, result="Warm.", answer=60,
        tolerance=5, lowest=-100, highest=100, step=10, unit="degrees", axis="warmth x")  # fmt: skip
    context = chromium.new_context(viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True)
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", asked))
    page.get_by_role("slider").tap()
    assert page.get_by_text("Your mark: 0 degrees").is_visible()
    context.close()


def test_tools_stand_once_under_what_was_answered_last(context, tmp_path, monkeypatch):
    asked = [little_page.rating(name) for name in ("claim-1", "claim-2")]
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", *asked))
    wipe = page.get_by_role("button", name="Erase my answers on this page")
    for name in ("claim-2", "claim-1"):
        form = browser.question(page, f"({name})")
        form.get_by_label("Contested", exact=True).check()
        form.get_by_label("60%", exact=True).check()
        form.locator("button[type=submit]").press("Enter")
        assert wipe.count() == form.get_by_role("button", name="Erase my answers on this page").count() == 1
    browser.reload(page)
    wipe.wait_for()
    assert wipe.count() == 1


def test_a_chain_is_spoken_once_although_two_stages_show_it(course_page):
    page = course_page(CHAIN)
    boxes = browser.explorable(page, "Your own chain")
    add, steps = boxes.get_by_role("button", name="Add", exact=True), boxes.get_by_label("Next step")
    assert pressed(page, add) == ["Choose a step first."]
    assert page.evaluate(FOCUS)[0] == "SELECT", "where no step is chosen, the list of steps is next"
    steps.select_option(index=1)
    spoken = pressed(page, add)
    assert len(spoken) == 1
    assert "Your own chain: Ketamine" in spoken[0]


def test_what_is_erased_leaves_the_keyboard_on_its_card_and_the_guess_in_no_figure(course_page):
    page = course_page("00_start_here")
    first = browser.question(page, lesson.question("start-friend").prompt)
    first.get_by_label("Further ahead").check()
    first.locator("button[type=submit]").press("Enter")
    claims = browser.explorable(page, "Ten claims to accept or not")
    for number in range(10):
        claims.locator(f"input[name=claim-{number}]").first.check()
    claims.get_by_role("button", name="Hand in and show my result").press("Enter")
    assert page.evaluate(FOCUS)[1:] == ["feedback", "Ten claims to accept or not", "Your result"]
    for _ in range(2):
        claims.get_by_role("button", name="Erase my answers on this page").press("Enter")
    assert page.evaluate(FOCUS)[::2] == ["INPUT", "Ten claims to accept or not"]
    assert page.locator(".pair").count() == 0
    assert browser.explorable(page, "Scores over time").get_by_text("Predict first.").is_visible()
    clinic = browser.explorable(page, "A clinic's page")
    for _ in range(2):  # nothing is ticked, so it asks once
        clinic.get_by_role("button", name="Show which sentences hold up").press("Enter")
    for _ in range(2):
        clinic.get_by_role("button", name="Erase my answers on this page").press("Enter")
    assert page.evaluate(FOCUS)[::2] == ["H3", "A clinic's page"]
