"""A picture with a layout for phones is shown in the layout that fits, in every state, and nothing scrolls sideways from 320 px on."""

from __future__ import annotations

import json
from typing import Any

import little_page
import pytest

from ketamine_course.pictures._drawing import sheet, write
from ketamine_course.publish.site.finish import layouts_apart, stills_apart
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import LiveExplorable, explorable
from ketamine_course.widgets.packing import decompressed
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.width import NARROW, WIDE, drawn_at, is_narrow, width

CUPS = {"one": "One cup", "two": "Two cups", "three": "Three cups"}


def tea(**options):
    @explorable(title="Tea", cups=Slider(CUPS, label="Cups"), **options)
    def cups_of_tea(cups: str) -> Picture:
        """Cups of tea."""
        figure, axes = sheet(100, width())
        write(axes, 12, 30, CUPS[cups], 8.5)
        return Picture(figure, f"{CUPS[cups]} of tea.", "conceptual")

    return cups_of_tea


def test_a_function_is_told_how_wide_to_draw():
    assert (width(), is_narrow()) == (WIDE, False)
    with drawn_at(NARROW):
        assert (width(), is_narrow()) == (NARROW, True)
    assert width() == WIDE
    assert [tea(narrow=True).picture(units, cups="two").figure.get_figwidth() * 72 for units in (WIDE, NARROW)] == [WIDE, NARROW]


def test_a_page_carries_every_state_in_both_widths_and_the_rest_in_one():
    assert {units: list(frames) for units, frames in tea(narrow=True).all_frames().items()} == {
        WIDE: ["0", "1", "2"],
        NARROW: ["0/240", "1/240", "2/240"],
    }
    assert {units: list(frames) for units, frames in tea().all_frames().items()} == {WIDE: ["0", "1", "2"]}


def test_a_kernel_draws_the_width_that_a_page_asks_for(monkeypatch):
    view = LiveExplorable(tea(narrow=True), {"cups": "one"}, None)
    sent: list[Any] = []
    monkeypatch.setattr(view, "send", sent.append)
    for key in ("1/240", "1", "1/17"):
        view._answer(None, {"ask": key, "choice": {"cups": "two"}}, None)
    assert [message["frame"] for message in sent] == ["1/240", "1", "1/17"]
    assert ['viewBox="0 0 240 ' in message["svg"] for message in sent] == [True, False, False]


@pytest.fixture
def page(chromium, tmp_path, monkeypatch):
    context = chromium.new_context(viewport={"width": 360, "height": 700})
    address = little_page.write(monkeypatch, tmp_path / "page.html", tea(narrow=True))
    yield little_page.opened(context, address)
    context.close()


def shown(page):
    """Return units of the picture, its words, pixels of its smallest type, and whether anything scrolls sideways."""
    return page.locator(".frame").evaluate(
        """(frame) => {
            const svg = frame.querySelector("svg"), pixels = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            const type = Math.min(...[...svg.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize)));
            const wide = frame.scrollWidth > frame.clientWidth || document.documentElement.scrollWidth > innerWidth;
            return [svg.viewBox.baseVal.width, svg.querySelector("text").textContent, type * pixels, wide];
        }"""
    )


@pytest.mark.parametrize(("pixels", "units"), [(320, NARROW), (360, NARROW), (480, NARROW), (900, WIDE), (1920, WIDE)])
def test_the_layout_fits_the_place_and_type_can_be_read(page, pixels, units):
    page.set_viewport_size({"width": pixels, "height": 700})
    page.locator(f'.frame svg[viewBox^="0 0 {units:g} "]').wait_for()
    assert shown(page)[:2] == [units, "One cup"]
    assert shown(page)[2] >= 9
    assert not shown(page)[3]


def test_a_control_moves_the_layout_that_is_shown_and_turning_the_phone_keeps_the_state(page):
    page.get_by_role("slider").press("ArrowRight")
    assert shown(page)[:2] == [NARROW, "Two cups"]
    page.set_viewport_size({"width": 800, "height": 360})
    page.locator('.frame svg[viewBox^="0 0 460 "]').wait_for()
    assert shown(page)[:2] == [WIDE, "Two cups"]
    page.get_by_role("slider").press("ArrowRight")
    assert shown(page)[:2] == [WIDE, "Three cups"]
    assert page.errors == []


def test_a_page_without_the_narrow_frames_shows_the_wide_ones(chromium, tmp_path, monkeypatch):
    source = tea(narrow=True)
    monkeypatch.setattr(source, "all_frames", lambda: {WIDE: {source.key(choice): source.frame(choice) for choice in source.states()}})
    context = chromium.new_context(viewport={"width": 360, "height": 700})
    page = little_page.opened(context, little_page.write(monkeypatch, tmp_path / "page.html", source))
    assert shown(page)[:2] == [WIDE, "One cup"]
    page.get_by_role("slider").press("ArrowRight")
    assert shown(page)[:2] == [WIDE, "Two cups"]
    context.close()


@pytest.fixture
def apart(chromium, tmp_path, monkeypatch):
    """Return what opens a page whose frames stand in scripts beside it, as on the course site; the page tells what it loaded."""
    little_page.write(monkeypatch, tmp_path / "whole.html", tea(narrow=True))
    path = tmp_path / "notebooks" / "page.html"
    path.parent.mkdir()
    (tmp_path / "_static").mkdir()
    whole = (tmp_path / "whole.html").read_text(encoding="utf-8")
    path.write_text(stills_apart(layouts_apart(whole, path, tmp_path), path, tmp_path), encoding="utf-8")
    contexts = []

    def go(pixels, *, alive=True, scripts=True):
        contexts.append(chromium.new_context(viewport={"width": pixels, "height": 700}, java_script_enabled=scripts))
        page = contexts[-1].new_page()
        page.errors, page.loaded = [], []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.loaded.append(request.url.rsplit("/", 1)[1]) if not request.url.endswith(".svg") else None)
        page.goto(path.as_uri())
        if alive:
            page.locator("[data-alive]").wait_for()
        return page

    yield go
    for context in contexts:
        context.close()


def test_a_wide_screen_loads_its_own_layout_only(apart):
    page = apart(900)
    page.get_by_role("slider").press("ArrowRight")
    assert shown(page)[:2] == [WIDE, "Two cups"]
    assert (len(page.loaded), page.errors) == (2, [])


def test_a_phone_loads_its_own_layout_only_and_the_other_when_it_is_turned(apart):
    page = apart(360)
    page.get_by_role("slider").press("ArrowRight")
    assert shown(page)[:2] == [NARROW, "Two cups"]
    assert not shown(page)[3]
    assert len(page.loaded) == 2
    page.set_viewport_size({"width": 900, "height": 360})
    page.locator('.frame svg[viewBox^="0 0 460 "]').wait_for()
    assert shown(page)[:2] == [WIDE, "Two cups"]
    assert (len(page.loaded), page.errors) == (3, [])


@pytest.mark.parametrize("lost", [1, 2])
def test_where_layouts_cannot_be_loaded_another_stays_and_moves_or_the_still_picture_does(apart, tmp_path, lost):
    scripts = sorted((tmp_path / "_static" / "layouts").iterdir(), key=lambda path: "0/240" not in str(unpacked_script(path)))
    for path in scripts[:lost]:
        path.unlink()
    page = apart(360, alive=lost == 1)
    if lost == 1:
        page.get_by_role("slider").press("ArrowRight")
        page.locator(".frame text").get_by_text("Two cups").wait_for()
        page.wait_for_timeout(1200)
        assert shown(page)[:2] == [WIDE, "Two cups"]
        assert page.get_by_role("slider").get_attribute("aria-valuetext") == "Two cups"
    else:
        page.wait_for_timeout(500)
        assert page.get_by_role("img", name="Tea").is_visible()
        assert page.get_by_role("slider").count() == 0
    assert page.errors == []


def test_the_still_picture_stands_in_a_file_and_shows_where_no_script_runs(apart, tmp_path):
    assert "src='data:image/svg+xml" not in (tmp_path / "notebooks" / "page.html").read_text(encoding="utf-8")
    page = apart(900, alive=False, scripts=False)
    page.wait_for_function("document.querySelector('img').naturalWidth > 100")
    assert page.get_by_role("img", name="Tea").is_visible()


def unpacked_script(path):
    return json.loads(decompressed(json.loads(path.read_text(encoding="utf-8").partition("]=")[2].rstrip(";\n"))))
