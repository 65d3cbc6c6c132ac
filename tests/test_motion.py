"""A change is seen: what moves goes along. The drawing itself is the new one at once, whatever comes in between."""

from __future__ import annotations

import random

import browser
import little_page
import pytest
from playwright.sync_api import expect
from test_touch import grid

from ketamine_course.widgets import packing

MOVING = "(card) => card.getRootNode().getAnimations().map(({ effect }) => Object.keys(effect.getKeyframes()[0]).sort().join()).sort()"
EQUAL = """([card, frames, key]) => {
    const [shown] = card.querySelectorAll(".frame svg");
    const place = document.createElement("div");
    place.innerHTML = frames[key];
    const [wanted] = place.children;
    wanted.setAttribute("role", "img");
    wanted.setAttribute("aria-label", "A grid");
    return shown.outerHTML === wanted.outerHTML && card.querySelectorAll("svg").length === 1;
}"""


@pytest.fixture
def opened(chromium, monkeypatch, tmp_path):
    """Return a function that opens a page with the grid, its clock at rest where asked for."""
    address = little_page.write(monkeypatch, tmp_path / "page.html", grid)
    contexts = []

    def visit(**options):
        contexts.append(chromium.new_context(viewport={"width": 800, "height": 900}, **options))
        page = little_page.opened(contexts[-1], address)
        page.card = browser.explorable(page, "A grid")
        page.wait_for_timeout(400)
        return page

    yield visit
    for context in contexts:
        context.close()


def is_equal(page, side, up):
    frames = {grid.key(choice): frame["svg"] for choice in grid.states() for frame in [grid.frame(choice)]}
    script = f"(card) => ({EQUAL})([card, {packing.in_script(frames)}, '{grid.key({'side': side, 'up': up})}'])"
    return page.card.evaluate(script)


def properties(page):
    """What moves now: the animated properties of each animation."""
    return [set(each.split(",")) - {"composite", "computedOffset", "easing", "offset"} for each in page.card.evaluate(MOVING)]


def test_what_moves_goes_along_and_the_drawing_is_the_new_one_from_the_first_moment(opened):
    page = opened()
    page.card.get_by_role("slider", name="Side").press("ArrowRight")
    assert {"d"} in properties(page)
    assert is_equal(page, "1", "a")
    page.wait_for_timeout(700)
    assert properties(page) == []
    assert is_equal(page, "1", "a")


FIRST_AND_LAST = """(card) => card.getRootNode().getAnimations().map((each) => {
    const { target } = each.effect;
    const look = () => getComputedStyle(target).d + getComputedStyle(target).opacity;
    const at = (time) => { each.currentTime = time; return look(); };
    each.pause();
    const [first, last] = [at(0), at(449.9)];
    each.finish();
    return [first, last, look()];
})"""


def test_it_moves_from_the_old_drawing_to_the_new_one(opened):
    page = opened()
    old = page.card.locator(".frame svg path").evaluate_all("(parts) => parts.map((part) => getComputedStyle(part).d)")
    page.card.get_by_role("slider", name="Side").press("ArrowRight")
    moved = page.card.evaluate(FIRST_AND_LAST)
    assert moved
    for first, last, now in moved:
        assert first != now
        assert any(first.startswith(each) for each in old) or first.endswith("0")
        assert last[:9] == now[:9]


def test_nothing_moves_for_who_does_not_want_it(opened):
    page = opened(reduced_motion="reduce")
    page.card.get_by_role("slider", name="Side").press("ArrowRight")
    assert properties(page) == []
    assert is_equal(page, "1", "a")


def test_changes_that_follow_fast_move_at_once_and_leave_nothing_half_way(opened):
    page = opened()
    chance = random.Random(7)
    states = list(grid.states())
    for _ in range(40):
        choice = chance.choice(states)
        # both sliders are set in one task, as by a fast hand
        page.card.evaluate(
            """(card, values) => [...card.querySelectorAll("input[type=range]")].forEach((input, at) => {
                input.value = values[at];
                input.dispatchEvent(new Event("input"));
            })""",
            ["ab".index(choice["up"]), int(choice["side"])],
        )
        assert is_equal(page, choice["side"], choice["up"])
        page.wait_for_timeout(chance.choice([0, 20, 120, 350]))
    page.wait_for_timeout(700)
    assert properties(page) == []
    assert is_equal(page, choice["side"], choice["up"])
    assert page.errors == []


def test_the_layer_of_what_goes_is_no_part_of_what_is_read(opened):
    page = opened()
    before, value = page.card.aria_snapshot(), page.card.locator("output").nth(1)
    expect(value).to_have_text("0")
    page.card.get_by_role("slider", name="Side").press("ArrowRight")
    page.card.get_by_role("slider", name="Side").press("ArrowLeft")
    expect(value).to_have_text("0")  # a slow machine swaps the figure a frame later
    assert page.card.aria_snapshot() == before
    assert browser.violations(page) == []
