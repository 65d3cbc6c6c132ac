"""Every picture on a phone, in a browser: nothing scrolls sideways, type can be read, and what was drawn for a phone is what shows."""

from __future__ import annotations

from typing import NamedTuple

import little_page
import pytest
from playwright.sync_api import expect
from test_pictures import ALL

from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, blank
from ketamine_course.widgets.width import NARROW, width

SMALLEST_PIXELS = 11
"""Height of the smallest type on a phone 360 pixels wide."""


class Shown(NamedTuple):
    """How one picture stands on the page: units across, pixels that do not fit, and pixels of its smallest type."""

    units: float
    beyond: int
    smallest: float


@pytest.fixture(scope="module")
def phone(chromium, tmp_path_factory):
    """One page with all explorables, each in the state that shows its point alone: it must be small enough to draw for every run."""
    with pytest.MonkeyPatch.context() as patch:
        for source in ALL.values():
            frames = {units: {source.key(source.sample, units): source.frame(source.sample, units)} for units in source.widths}
            patch.setattr(source, "all_frames", lambda frames=frames: frames)
        views = [lambda source=source: source(**source.sample) for source in ALL.values()]
        address = little_page.write(patch, tmp_path_factory.mktemp("phone") / "page.html", *views)
    context = chromium.new_context(viewport={"width": 360, "height": 700})
    yield little_page.opened(context, address)
    context.close()


def measured(page, pixels, *, narrow=True):
    """Return how each picture is shown at a width of the page, by its title."""
    page.set_viewport_size({"width": pixels, "height": 700})
    shown = page.locator(f'.frame svg[viewBox^="0 0 {NARROW:g} "]')
    expect(shown).to_have_count(len(ALL) if narrow else 0)
    found = page.locator(".card:has(.frame)").evaluate_all(
        """(cards) => cards.map((card) => {
            const frame = card.querySelector(".frame"), svg = frame.querySelector("svg"), across = svg.viewBox.baseVal.width;
            const sizes = [...svg.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize));
            const beyond = Math.max(frame.scrollWidth - frame.clientWidth, card.scrollWidth - card.clientWidth);
            return [card.ariaLabel, [across, beyond, Math.min(...sizes) * svg.getBoundingClientRect().width / across]];
        })"""
    )
    return {title: Shown(*facts) for title, facts in found}


@pytest.mark.parametrize("pixels", [320, 360, 480])
def test_nothing_scrolls_sideways(phone, pixels):
    shown = measured(phone, pixels)
    assert len(shown) == len(ALL)
    assert [title for title, each in shown.items() if each.units != NARROW or each.beyond > 0] == []
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert phone.errors == []


def test_type_can_be_read(phone):
    assert {title: each.smallest for title, each in measured(phone, 360).items() if each.smallest < SMALLEST_PIXELS} == {}


def test_turning_the_phone_shows_the_wide_layout(phone):
    assert all(each.units > NARROW and each.beyond <= 0 for each in measured(phone, 800, narrow=False).values())


class TestNotes:
    """What belongs to a picture and is text stands under it, wherever the picture is shown."""

    @pytest.fixture
    def pot(self):
        @explorable(title="A pot of tea")
        def pot() -> Picture:
            """A pot."""
            return Picture(blank(width() / 72, 1), "A pot of tea.", "conceptual", notes=(("Why <hot>?", "Leaves open in hot water."),))

        return pot

    def test_the_card_shows_them_with_their_headings(self, chromium, tmp_path, monkeypatch, pot):
        context = chromium.new_context()
        page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", pot))
        assert page.locator("figcaption dt").all_inner_texts() == ["Why <hot>?"]
        assert page.locator("figcaption dd").all_inner_texts() == ["Leaves open in hot water."]
        context.close()

    def test_they_stand_where_no_script_runs_and_where_only_text_shows(self, monkeypatch, pot):
        monkeypatch.setenv("KETAMINE_COURSE_EXPORT", "1")
        shown = pot()._repr_mimebundle_()
        assert "<dt>Why &lt;hot&gt;?</dt><dd>Leaves open in hot water.</dd>" in shown["text/html"]
        assert "Why <hot>?: Leaves open in hot water." in shown["text/plain"]

    def test_a_caption_tells_them_after_the_description(self, pot):
        assert pot.picture().caption == "A pot of tea. Why <hot>?: Leaves open in hot water."
