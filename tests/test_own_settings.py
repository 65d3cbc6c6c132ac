"""Our pictures and a reader's own plots in one process: neither sees the other's settings, whichever threads draw at once."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import matplotlib
import pytest
from matplotlib.figure import Figure
from test_pictures import ALL

from ketamine_course.widgets import palette
from ketamine_course.widgets.own_settings import own_settings

NAMES = sorted(ALL)[:12]


def frame(name):
    each = ALL[name]
    return palette.themed(each.picture(**each.sample).svg())


@pytest.fixture(scope="module")
def alone():
    """What each draws when nothing else does."""
    return {name: frame(name) for name in NAMES}


@pytest.fixture
def settings():
    """The reader's settings, which must be theirs afterwards, too."""
    before = dict(matplotlib.rcParams)
    yield matplotlib.rcParams
    matplotlib.rcParams.update(before)


def test_threads_that_draw_at_once_draw_what_each_draws_alone(alone):
    before = dict(matplotlib.rcParams)
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(frame, NAMES * 3))
    assert [name for name, svg in zip(NAMES * 3, drawn, strict=True) if svg != alone[name]] == []
    assert dict(matplotlib.rcParams) == before


def test_one_picture_saved_by_two_threads_has_one_stamp_each():
    each = ALL[NAMES[0]]
    picture = each.picture(**each.sample)
    with ThreadPoolExecutor(4) as threads:
        drawn = set(threads.map(lambda _: picture.svg(), range(8)))
    (svg,) = drawn
    assert svg.count("Status: ") == 1


def test_what_a_reader_sets_for_plots_of_their_own_leaves_ours_alone(alone, settings):
    settings.update({"font.size": 30, "font.family": "serif", "lines.linewidth": 9, "axes.facecolor": "black", "svg.fonttype": "path"})
    assert frame(NAMES[0]) == alone[NAMES[0]]


def plot():
    figure = Figure()
    figure.subplots().plot([1, 2, 4])
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def test_a_plot_that_a_reader_makes_while_we_draw_has_the_readers_settings(settings):
    settings.update({"font.size": 17, "svg.fonttype": "path", "svg.hashsalt": "mine"})
    wanted = plot()
    drawing, done = threading.Event(), threading.Event()

    def draw():
        with own_settings():
            drawing.set()
            done.wait(30)

    ours = threading.Thread(target=draw)
    ours.start()
    drawing.wait(30)
    assert matplotlib.rcParams["font.size"] == 17
    assert plot() == wanted
    settings["font.size"] = 11
    done.set()
    ours.join()
    assert matplotlib.rcParams["font.size"] == 11


def test_settings_are_a_readers_again_after_a_drawing_that_failed(settings):
    settings["font.size"] = 17
    with pytest.raises(ZeroDivisionError), own_settings():
        raise ZeroDivisionError
    assert matplotlib.rcParams["font.size"] == 17


def test_copies_and_contexts_of_a_readers_own_work_as_ever(settings):
    with matplotlib.rc_context({"font.size": 5}):
        assert matplotlib.rcParams.copy()["font.size"] == 5
        with own_settings():
            assert matplotlib.rcParams.copy() == matplotlib.rcParams
    assert settings["font.size"] == matplotlib.rcParams["font.size"] != 5
