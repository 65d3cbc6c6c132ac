"""The packs of a whole page: what its widgets carry, compressed together, with the frames inside the page or beside it."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from ketamine_course.publish import packs
from ketamine_course.widgets import embed, packing

WIDE, NARROW = 460.0, 240.0
DRAWING = " ".join(str(number * 7919 % 100_003) for number in range(9000))


def frames(units, count=3):
    end = "" if units == WIDE else f"/{units:g}"
    return {f"{number}{end}": {"svg": f"{DRAWING} {number} {units}", "description": f"Cup {number}."} for number in range(count)}


def lean(units):
    return {key: {"svg": frame["svg"]} for key, frame in frames(units).items()}


@pytest.fixture
def page():
    """A page with two figures of two widths, a question, and a widget that shares the traits of the first figure."""
    embed.new_page()
    state = {"_definition": {"widths": [WIDE, NARROW]}}
    figure = [embed.page_html("explorable", name, state, {"_frames": frames(WIDE)}, "", layouts={NARROW: lean(NARROW)}) for name in "ab"]
    question = embed.page_html("question", "q", {"name": "q"}, {"_definition": {"right": "Zanzibar", "prompt": "Why? " * 60}}, "")
    short = embed.page_html("question", "s", {"name": "s"}, {"right": "Key"}, "")
    return f"<html><body>{''.join(figure)}{question}{short}<p>After</p></body></html>"


def lines_of(text):
    return [json.loads(line) for line in packing.decompressed(text).split("\n")]


def packed_in(page):
    return {name: json.loads(text) for name, text in re.findall(r'data-course-pack="([^"]+)">("[^"]*")</script>', page)}


def named(page):
    """What the widgets of a page name: the packs and the lines."""
    return re.findall(r'"#([\w.]+)\.(\d+)"', page)


def test_a_single_page_names_every_line_of_its_one_pack_once_short_ones_first(page):
    whole = packs.within(page)
    found = packed_in(whole)
    assert list(found) == [packs.PAGE]
    lines = lines_of(found[packs.PAGE])
    assert sorted(int(line) for _, line in named(whole)) == list(range(len(lines)))
    question = {"_definition": {"right": "Zanzibar", "prompt": "Why? " * 60}}
    assert lines[:3] == [question, {"_frames": frames(WIDE)}, lean(NARROW)]
    assert [lines[int(line)] for _, line in named(whole)] == [{"_frames": frames(WIDE)}, lean(NARROW)] * 2 + [question]


def test_what_figures_have_in_common_is_carried_once(page):
    before, after = (len(gzip.compress(each.encode(), 9)) for each in (page, packs.within(page)))
    assert after < 0.5 * before


def test_beside_a_page_stand_the_frames_of_each_width_complete_and_nothing_else(page):
    kept = []

    def keep(text):
        kept.append(text)
        return f"layouts/{len(kept)}.js"

    apart = packs.beside(page, keep)
    assert dict(re.findall(r'data-course-pack="(\d+)" data-source="([^"]+)"', apart)) == {"460": "layouts/1.js", "240": "layouts/2.js"}
    assert [lines_of(text) for text in kept] == [[frames(WIDE)] * 2, [frames(NARROW)] * 2]
    assert list(packed_in(apart)) == [packs.PAGE]


@pytest.mark.parametrize("change", [packs.within, lambda page: packs.beside(page, lambda _: "a.js")], ids=["within", "beside"])
def test_all_else_stays_as_it_was_and_no_key_can_be_read(page, change):
    text = change(page)
    assert "Zanzibar" not in text
    assert '"packed":"~' in text  # what is short is not worth a line
    bare = [re.sub(r'<script type="application/json".*?</script>', "", each) for each in (page, text)]
    assert bare[0] == bare[1]


def test_a_page_without_widgets_is_left_alone():
    assert packs.within("<html><body><p>Tea</p></body></html>") == "<html><body><p>Tea</p></body></html>"
