"""What is drawn can be touched: by mouse and by finger, in a page and with a kernel; the native control moves, and the page scrolls."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import browser
import little_page
import practice
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course import lesson
from ketamine_course.pictures._drawing import box, sheet, write
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.touch import touch, zones

PAGE = {"width": 800, "height": 900}
PHONE = {"width": 600, "height": 700}


@explorable(
    title="A grid", up=Slider({"a": "Low", "b": "High"}, label="Up"), side=Slider({v: v for v in "012345"}, label="Side", plays=True)
)
def grid(up: str, side: str) -> Picture:
    """A point on a grid, and a threshold."""
    figure, axes = sheet(300)
    at = {value: 60.0 + 60 * number for number, value in enumerate("012345")}
    touch(axes, x=("side", at), y=("up", {"b": 100, "a": 150}))
    touch(axes, x=("side", at), down=(250, 280))
    box(axes, at[side] - 20, 90 if up == "b" else 140, 40, 20)
    write(axes, at[side], 260, side)
    return Picture(figure, f"The point is at {side}, {up}.", "conceptual")


@explorable(title="One or two", shown=Choice({"one": "One", "both": "Both"}, label="Show"))
def in_two(shown: str) -> Picture:
    """One part, or two; each part is left alone when it is touched."""
    figure, axes = sheet(300)
    touch(axes, y=("shown", {"one": 50}))
    box(axes, 40, 40, 40, 20)
    if shown == "both":
        touch(axes, y=("shown", {"both": 250}))
        box(axes, 40, 240, 40, 20)
    return Picture(figure, f"Shown: {shown}.", "conceptual")


@pytest.fixture
def opened(chromium, monkeypatch, tmp_path):
    """Return a function that opens a page with the grid and the walk."""
    address = little_page.write(monkeypatch, tmp_path / "page.html", grid, practice.walk)
    contexts = []

    def visit(**options):
        contexts.append(chromium.new_context(**{"viewport": PAGE, **options}))
        page = little_page.opened(contexts[-1], address)
        page.card = browser.explorable(page, "A grid")
        return page

    yield visit
    for context in contexts:
        context.close()


def place(card, x, y):
    """Return where a place of the picture is on screen, in pixels."""
    at = card.locator(".frame svg").bounding_box()
    scale = at["width"] / 460
    return at["x"] + x * scale, at["y"] + y * scale


def point(page):
    return re.findall(r"at (\d), (\w)", browser.description(page.card))[0]


class TestZones:
    def test_rows_reach_over_the_whole_picture_and_are_cut_half_way(self):
        figure, axes = sheet(200)
        touch(axes, y=("text", {"first": 50, "second": 70, "third": 110}))
        assert json.loads(zones(figure)) == [[[[0, 460]], [[39, 60, 90, 130], "text", ["first", "second", "third"]]]]

    def test_nothing_to_set_is_refused(self):
        _, axes = sheet(200)
        with pytest.raises(ValueError, match="places of some values"):
            touch(axes)
        with pytest.raises(ValueError, match="places of some values"):
            touch(axes, x=("text", {}))

    @given(st.lists(st.floats(20, 440), min_size=1, max_size=12, unique_by=round))
    def test_every_place_lies_in_the_cell_of_its_own_value(self, places):
        figure, axes = sheet(100)
        touch(axes, x=("side", {str(number): at for number, at in enumerate(places)}))
        (((edges, _, values), _),) = json.loads(zones(figure))
        assert edges == sorted(edges)
        for (low, high), value in zip(pairwise(edges), values, strict=True):
            assert low - 1 <= places[int(value)] <= high + 1

    def test_an_attribute_holds_any_value(self):
        figure, axes = sheet(100)
        touch(axes, y=("drug", {'5\' <DFUR> & "x"': 50}))
        svg = Picture(figure, "Words.", "conceptual").svg()
        assert "data-sets='" in svg
        assert "5&#39; &lt;DFUR&gt; &amp; " in svg


class TestByMouse:
    def test_a_press_on_a_cell_moves_both_native_controls(self, opened):
        page = opened()
        page.mouse.click(*place(page.card, 182, 98))
        assert point(page) == ("2", "b")
        assert page.card.get_by_role("slider", name="Side").input_value() == "2"
        assert page.card.get_by_role("slider", name="Up").get_attribute("aria-valuetext") == "High"
        assert page.errors == []

    def test_a_drag_goes_on_over_all_drawings_and_beyond_the_end(self, opened):
        page = opened()
        page.mouse.move(*place(page.card, 60, 265))
        page.mouse.down()
        seen = []
        for x in range(60, 460, 20):
            page.mouse.move(*place(page.card, x, 150))  # it has left the zone, and goes on
            seen.append(point(page)[0])
        page.mouse.up()
        page.mouse.move(*place(page.card, 60, 265))
        assert sorted(set(seen)) == list("012345") == list(dict.fromkeys(seen))
        assert point(page) == ("5", "a")

    def test_what_is_aimed_at_has_an_outline_and_a_name(self, opened):
        page = opened()
        line, aim = page.card.locator("p.touch"), page.card.locator(".aim")
        assert line.text_content() == "Click or tap the figure to change \u201cSide\u201d or \u201cUp\u201d"
        page.mouse.move(*place(page.card, 121, 152))
        assert line.text_content() == "Side: 1; Up: Low"
        assert aim.evaluate("e => getComputedStyle(e).outlineStyle") == "dashed"
        assert min(aim.bounding_box().values()) >= 24
        page.mouse.move(5, 5)
        assert not aim.is_visible()
        assert line.text_content() == "Click or tap the figure to change \u201cSide\u201d or \u201cUp\u201d"

    def test_a_place_that_sets_only_what_is_set_already_is_none(self, chromium, monkeypatch, tmp_path):
        page = little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", in_two))
        card = browser.explorable(page, "One or two")
        line = card.locator("p.touch")
        assert not line.is_visible(), "the picture promises what no place of it does"
        assert card.locator(".layer > :not(.aim)").count() == 0
        card.get_by_role("radio", name="Both").check()
        assert line.text_content() == "Click or tap the figure to change \u201cShow\u201d"
        page.mouse.click(*place(card, 100, 250))
        assert card.get_by_role("radio", name="Both").is_checked()
        page.mouse.click(*place(card, 100, 50))
        assert card.get_by_role("radio", name="One").is_checked()
        assert not line.is_visible()
        assert page.errors == []

    def test_nothing_in_the_picture_is_a_stop_or_has_a_role(self, opened):
        page = opened()
        assert page.card.locator(".frame [tabindex]").count() == 0
        assert "the picture to choose" not in page.card.aria_snapshot()
        assert page.card.aria_snapshot().count("img") == 1
        assert browser.violations(page) == []


class TestByFinger:
    def finger(self, page, *way):
        """Drag a finger along some places, as the browser hears it from a screen."""
        session = page.context.new_cdp_session(page)
        for number, (x, y) in enumerate(way):
            kind = "touchMove" if number else "touchStart"
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
            page.wait_for_timeout(30)
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(300)

    @pytest.fixture
    def phone(self, opened):
        return opened(has_touch=True, viewport=PHONE, is_mobile=True)

    def test_a_tap_sets_a_row(self, phone):
        walk = browser.explorable(phone, practice.walk.title)
        walk.locator(".frame").scroll_into_view_if_needed()
        phone.touchscreen.tap(*place(walk, 60, 20.5 + 21 * 5))
        assert browser.description(walk).startswith("Step 6 of 14")

    def test_a_finger_sideways_drags_and_the_page_stays(self, phone):
        self.finger(phone, *(place(phone.card, x, 265) for x in range(60, 330, 30)))
        assert point(phone) == ("4", "a")
        assert phone.evaluate("scrollY") == 0

    def test_a_finger_upwards_scrolls_the_page_and_sets_nothing(self, phone):
        x, y = place(phone.card, 240, 100)
        self.finger(phone, *((x, y - 25 * step) for step in range(8)))
        assert phone.evaluate("scrollY") > 50
        assert point(phone) == ("0", "a")


class TestLocked:
    def test_a_locked_picture_cannot_be_touched_until_it_opens(self, chromium, monkeypatch, tmp_path):
        asked = lesson.question("predict-sign")
        context = chromium.new_context(viewport=PAGE)
        page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", asked, lambda: grid(after=asked)))
        card = browser.explorable(page, "A grid")
        assert card.locator(".layer").count() == 0
        browser.open_anyway(card)
        page.mouse.click(*place(card, 121, 98))
        assert "at 1, b" in browser.description(card)
        context.close()


class TestPlay:
    def test_it_plays_to_the_end_names_each_step_and_then_speaks_the_picture(self, opened):
        page = opened()
        page.clock.install()
        play = page.card.get_by_role("button", name="Play: Side")
        play.press("Enter")
        assert point(page)[0] == "1"
        assert page.card.get_by_role("button", name="Pause: Side").is_visible()
        page.clock.run_for(1400 * 2 + 100)
        assert point(page)[0] == "3"
        spoken = page.card.locator("p.hidden-text[role=status]")
        assert spoken.text_content() == "Side: 3"
        page.clock.run_for(1400 * 8)
        assert point(page)[0] == "5"
        assert spoken.text_content() == browser.description(page.card)
        play.press("Enter")
        assert point(page)[0] == "0", "from the beginning again"

    def test_it_can_be_paused_and_whoever_takes_over_stops_it(self, opened):
        page = opened()
        page.clock.install()
        page.card.get_by_role("button", name="Play: Side").press("Enter")
        page.card.get_by_role("button", name="Pause: Side").press("Enter")
        page.clock.run_for(5000)
        assert point(page)[0] == "1"
        page.card.get_by_role("button", name="Play: Side").press("Enter")
        page.mouse.click(*place(page.card, 360, 265))
        page.clock.run_for(5000)
        assert point(page)[0] == "5"
        assert page.card.get_by_role("button", name="Play: Side").is_visible()

    def test_only_sliders_that_say_so_play(self, opened):
        page = opened()
        assert page.card.get_by_role("button", name="Play: Up").count() == 0
        with pytest.raises(TypeError):
            Choice({"a": "A", "b": "B"}, label="C", plays=True)  # type: ignore[call-arg]
