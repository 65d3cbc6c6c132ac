"""Ids of drawings are their own in a page."""

from __future__ import annotations

from ketamine_course.publish.html_mends import with_own_ids

DRAWING = '<svg xmlns="x"><defs><path id="m1"/></defs><use xlink:href="#m1"/><g clip-path="url(#m1)"/></svg>'


def test_the_first_drawing_stays_and_the_second_gets_ids_of_its_own():
    first, second, rest = with_own_ids(DRAWING + DRAWING).split("</svg>")
    assert first + "</svg>" == DRAWING
    assert second.count("m1-2") == 3
    assert "m1" not in second.replace("m1-2", "")
    assert rest == ""


def test_an_id_that_begins_like_another_is_left_alone():
    longer = DRAWING.replace("m1", "m12")
    assert with_own_ids(DRAWING + longer) == DRAWING + longer
