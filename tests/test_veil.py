"""A veil stands for a locked picture: it reads as one, fits its frame, and knows nothing of the drawing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.widgets.veil import FIRST, WIDTH, veiled, words

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=90)


@given(NAMES, st.lists(NAMES, max_size=4))
def test_any_names_make_a_drawing_with_title_description_and_everything_inside(title, labels):
    root = ElementTree.fromstring(veiled(title, labels))
    parts = {part.tag.rpartition("}")[2]: part for part in root.iter()}
    assert root.get("role") == "img"
    assert parts["title"].text == title
    assert FIRST in str(parts["desc"].text)
    _, _, width, height = map(float, str(root.get("viewBox")).split())
    assert width == WIDTH
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < float(text.get("y", "-1")) < height


def test_stripes_stay_on_their_sheet():
    (path,) = re.findall(r'<path d="([^"]+)"', veiled("A walk", ["Step"]))
    (left, top, width, height) = map(
        float, re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', veiled("A walk", ["Step"]))[0]
    )
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path):
        assert left <= float(x) <= left + width
        assert top <= float(y) <= top + height


def test_words_say_the_same_and_name_no_controls_where_there_are_none():
    assert words("A walk", ["Step"]).endswith("You can then set: Step.")
    assert "set:" not in words("A walk", [])
    assert "set:" not in veiled("A walk", [])
