"""Axes of ours draw what matplotlib's own axes draw, byte for byte, and make no ticks that nobody sees."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes
from matplotlib.axis import Tick
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from samples import every

from ketamine_course.pictures import _charts, _drawing
from ketamine_course.pictures._planes import Plane
from ketamine_course.publish.figures import explorables
from ketamine_course.widgets.own_settings import own_settings
from ketamine_course.widgets.picture import Picture


def svg_of(source):
    with own_settings():
        return source.draw(**source.sample).svg()


@pytest.mark.parametrize("name", every(6, explorables()))
def test_a_picture_is_the_same_on_matplotlibs_own_axes(name, monkeypatch):
    ours = svg_of(explorables()[name])
    monkeypatch.setattr(_charts, "Plane", Axes)
    monkeypatch.setattr(_drawing, "Sheet", Axes)
    assert svg_of(explorables()[name]) == ours


def busy(axes):
    """Use what an author might: ticks added after some were styled, minor ticks, a title, and limits left to matplotlib."""
    axes.set_yticks([0, 1], ["a", "b"], fontsize=8.5, color="#0a5c9e")
    axes.set_yticks([0, 1, 2, 3], list("abcd"))
    axes.set_xscale("log")
    axes.minorticks_on()
    axes.tick_params(which="minor", size=3)
    axes.set_ylabel("score")
    axes.add_patch(Rectangle((1, 1), 90, 2))
    axes.add_line(Line2D([2, 300], [0, 5]))
    axes.plot([3, 40], [1, 2])


def test_so_is_what_no_picture_of_ours_does_yet(monkeypatch):
    drawn = []
    for kind in (Plane, Axes):
        monkeypatch.setattr(_charts, "Plane", kind)
        with own_settings():
            figure, axes = _charts.chart(200, "Title")
            busy(axes)
        drawn.append(Picture(figure, "One axis.", "conceptual").svg())
    assert drawn[0] == drawn[1]


def ticks_made(monkeypatch, draw):
    made = []
    usual = Tick.__init__

    def counted(tick, *args, **options):
        made.append(tick)
        usual(tick, *args, **options)

    monkeypatch.setattr(Tick, "__init__", counted)
    with own_settings():
        figure, axes = draw()
    Picture(figure, "Nothing.", "conceptual").svg()
    axes.findobj(Text)
    return len(made)


def test_a_sheet_makes_no_ticks_and_a_chart_only_those_that_are_seen(monkeypatch):
    def chart():
        figure, axes = _charts.chart(200, "Title")
        _charts.x_ticks(axes, {0: "0", 1: "1", 2: "2"})
        _charts.y_ticks(axes, {0: "0", 1: "1"})
        return figure, axes

    assert ticks_made(monkeypatch, lambda: _drawing.sheet(100)) == 0
    assert ticks_made(monkeypatch, chart) == 2  # one for each axis; the others are like it


def test_ticks_that_are_alike_are_changed_one_by_one():
    with own_settings():
        _, axes = _charts.chart(200, "Title")
        _charts.x_ticks(axes, {0: "none", 1: "one", 2: "two"})
        ticks = axes.xaxis.get_major_ticks()
        ticks[1].label1.set(fontsize=20, color="#0a5c9e", fontweight="bold")
        ticks[1].gridline.set(visible=True, color="#0a5c9e")
        ticks[1].tick1line.set_markersize(9)
        others = (ticks[0], ticks[2], axes.xaxis._get_tick(major=True))
    for other in others:
        assert other.label1.get_fontsize() == 8.5
        assert other.label1.get_fontweight() != "bold"
        assert other.label1.get_color() != "#0a5c9e"
        assert other.gridline.get_color() != "#0a5c9e"
        assert other.tick1line.get_markersize() != 9
    assert [tick.label1.get_text() for tick in ticks] == ["none", "one", "two"]
    assert [tick.get_loc() for tick in ticks] == [0, 1, 2]
