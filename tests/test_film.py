"""Key states on paper: a few steps that tell the story, named by what is set, the same in Python and on a printed page."""

from __future__ import annotations

import browser
import little_page
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.widgets import film
from ketamine_course.widgets.controls import Choice, ChoiceError, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, blank
from ketamine_course.widgets.question import Option, Question

STEPS = {str(number): f"{number} cups" for number in range(7)}


def drawn(title, story="", *, plays=False, sample=None):
    @explorable(
        title=title, story=story, sample=sample, size=Choice({"s": "small", "l": "large"}, "Size"), cups=Slider(STEPS, "Tea", plays=plays)
    )
    def tea(size: str, cups: str) -> Picture:
        return Picture(blank(3, 2), f"{cups} cups of {size} tea.", "conceptual")

    return tea


@given(st.lists(st.integers(), min_size=2, max_size=60, unique=True), st.data())
def test_steps_are_spread_from_the_first_to_the_last_and_the_one_that_shows_the_point_is_among_them(steps, data):
    kept = data.draw(st.sampled_from(steps))
    chosen = film.spread(steps, kept)
    assert len(chosen) == min(film.FRAMES, len(steps))
    assert chosen == sorted(chosen, key=steps.index)
    assert {steps[0], steps[-1], kept} <= set(chosen)


def test_what_plays_is_a_sequence_and_the_rest_is_as_in_the_sample():
    assert film.strip(drawn("Tea", plays=True, sample={"size": "l", "cups": "2"})) == [
        ["Tea: 0 cups", "1-0"],
        ["Tea: 2 cups", "1-2"],
        ["Tea: 6 cups", "1-6"],
    ]
    assert film.strip(drawn("Tea")) == []
    assert [key for _, key in film.strip(drawn("Tea", "size"))] == ["0-0", "1-0"]


def test_a_story_about_a_control_that_is_not_there_is_told_with_the_nearest():
    with pytest.raises(ChoiceError, match=r"cup.*cups"):
        film.strip(drawn("Tea", "cup"))


GUESS = Question(
    "guess", "single", "More?", (Option("Yes", "Right.", right=True), Option("No", "Wrong.")), result="More.", **little_page.HOME
)
PRINTED = """async (card) => {
    const before = card.querySelectorAll(".film figure").length;
    dispatchEvent(new Event("beforeprint"));
    const shown = [...card.querySelectorAll(".film figcaption")].map((each) => each.innerText.replaceAll(/\\s+/g, " ").trim());
    const drawings = card.querySelectorAll(".film svg").length;
    dispatchEvent(new Event("afterprint"));
    return [before, shown, drawings, card.querySelectorAll(".film figure").length];
}"""


def test_a_printed_page_shows_the_key_states_only_while_it_is_printed_and_not_behind_a_lock(chromium, monkeypatch, tmp_path):
    tea = drawn("Open tea", plays=True)
    locked = drawn("Locked tea", plays=True)
    address = little_page.write(monkeypatch, tmp_path / "page.html", tea, lambda: locked(after=GUESS))
    context = chromium.new_context()
    page = little_page.opened(context, address)
    card = browser.explorable(page, "Open tea")
    card.locator("svg").first.wait_for()
    before, shown, drawings, after = card.evaluate(PRINTED)
    assert (before, drawings, after) == (0, 3, 0)
    assert shown == [f"Tea: {cups} cups {cups} cups of s tea." for cups in (0, 3, 6)]
    assert browser.explorable(page, "Locked tea").evaluate(PRINTED) == [0, [], 0, 0]
    context.close()
