"""Charts stand on matplotlib's own axes, in one style sheet and one grammar of marks, and export their scales."""

from __future__ import annotations

import itertools
import json
import math
import re

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D

from ketamine_course.pictures import _charts, _marks
from ketamine_course.publish.figures import explorables
from ketamine_course.references import MARKS as STATUSES
from ketamine_course.widgets.own_settings import STYLE, own_settings
from ketamine_course.widgets.palette import COLOURS, light
from ketamine_course.widgets.picture import Picture


@pytest.fixture(autouse=True)
def _ours():
    with own_settings():
        yield


def scales_of(svg):
    return json.loads(svg.partition("data-scales='")[2].partition("'")[0])


def test_the_style_sheet_uses_only_colours_of_the_palette():
    used = set(re.findall(r"\b[0-9a-f]{6}\b", STYLE.read_text(encoding="utf-8")))
    assert used
    assert used <= {colour.light.removeprefix("#") for colour in COLOURS.values()}


@pytest.mark.parametrize(("scale", "ends", "value"), [("linear", (0, 60), 28), ("linear", (60, 0), 10), ("log", (0.1, 16), 2)])
def test_a_value_placed_by_the_exported_scale_lies_where_matplotlib_draws_it(scale, ends, value):
    figure, axes = _charts.chart(200, "Title")
    axes.set(xscale=scale, xlim=ends, ylim=(0, 5))
    axes.set_label("score")
    svg = Picture(figure, "One axis.", "conceptual").svg()
    kind, low, high, left, right = scales_of(svg)["score"]["x"]
    place = {"linear": lambda v: v, "log": math.log}[kind]
    across = left + (right - left) * (place(value) - place(low)) / (place(high) - place(low))
    assert across == pytest.approx(axes.transData.transform((value, 1))[0], abs=0.1)
    kind, low, high, bottom, top = scales_of(svg)["score"]["y"]
    up = bottom + (top - bottom) * (1 - low) / (high - low)
    assert 200 - up == pytest.approx(axes.transData.transform((value, 1))[1], abs=0.1)


def test_axes_without_a_label_export_nothing():
    figure, _ = _charts.chart(200, "Title")
    assert "data-scales" not in Picture(figure, "No axis.", "conceptual").svg()


def test_pictures_export_the_axes_that_a_guess_is_placed_on():
    frame = explorables()["variable_response-picked_by_score"].frame({"lowest": "28", "r": "0.75"})
    first = scales_of(frame["svg"])["first test"]["x"]
    assert (first[1] < 10, first[2] > 40) == (True, True)


def test_every_status_has_a_mark_and_no_two_look_alike():
    assert set(_marks.BASIS) == set(STATUSES)
    shown = [_marks.MARKS[kind] for kind in set(_marks.BASIS.values())]
    assert len(set(shown)) == len(shown)
    assert _marks.MARKS["read"].fill == "full"
    assert all(_marks.MARKS[kind].fill == "none" for kind in ("reported", "memory"))


def test_notes_stand_one_above_the_other():
    figure, _ = _charts.chart(200, "Title")
    above = _charts.note(figure, "word " * 60)
    _charts.note(figure, "word " * 30, above=above)
    renderer = FigureCanvasAgg(figure).get_renderer()
    heights = sorted(text.get_window_extent(renderer).y0 for text in figure.texts)
    assert all(second - first > 10 for first, second in itertools.pairwise(heights))


@pytest.mark.parametrize(("value", "written"), [(-0.04, "0.0"), (-0.06, "\u22120.1"), (0.0, "0.0"), (7.25, "7.2")])
def test_zero_has_no_sign(value, written):
    assert _charts.signed(value) == written


def test_what_lies_beyond_the_edges_is_in_no_bin():
    assert list(_charts.shares([-1, 0.5, 0.6, 9], np.array([0, 1, 2]))) == [0.5, 0]


def test_a_key_draws_the_mark_that_the_picture_uses():
    figure, axes = _charts.chart(200, "Title")
    _marks.mark(axes, 1, 1, "ours", "blue")
    _charts.key(figure, 55, [("ours", "blue", "our calculation")])
    drawn = axes.lines[0]
    explained = next(artist for artist in figure.get_children() if isinstance(artist, Line2D))
    assert drawn.get_marker() == explained.get_marker()
    assert drawn.get_markerfacecolor() == explained.get_markerfacecolor() == light("blue")
