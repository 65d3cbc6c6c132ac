"""No garbage is collected in the middle of a drawing, and all of it afterwards, as the reader set it."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import Any

import pytest

from ketamine_course.widgets.collector import collector_waits
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, blank
from ketamine_course.widgets.touch import touch


@pytest.fixture(autouse=True)
def _as_before():
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


def source(seen):
    @explorable(title="One", shown=Choice({"a": "A", "b": "B"}, label="Show"))
    def one(shown: str) -> Picture:
        """One."""
        seen.append(gc.isenabled())
        figure = blank(2, 1)
        touch(figure.add_subplot(), x=("shown", {"a": 0.2, "b": 0.8}))
        seen.append(weakref.ref(figure))
        return Picture(figure, f"State {shown}.", "conceptual")

    return one


@pytest.mark.parametrize("draw", [lambda each: each.frame({"shown": "a"}), lambda each: each.picture(shown="a")], ids=["frame", "picture"])
def test_a_drawing_is_not_interrupted(draw):
    gc.enable()
    seen: list[Any] = []
    draw(source(seen))
    assert seen[0] is False
    assert gc.isenabled()


def test_figures_do_not_stay():
    gc.enable()
    seen: list[Any] = []
    each = source(seen)
    for shown in ("a", "b"):
        each.frame({"shown": shown})
    gc.collect()
    assert [figure() for figure in seen[1::2]] == [None, None]


def test_a_collector_that_a_reader_turned_off_stays_off():
    gc.disable()
    with collector_waits():
        pass
    assert not gc.isenabled()


def test_a_failure_turns_it_on_again():
    gc.enable()
    with pytest.raises(ZeroDivisionError), collector_waits():
        1 / 0  # noqa: B018
    assert gc.isenabled()


@pytest.mark.parametrize("first_out", [0, 1])
def test_it_is_on_again_when_all_of_two_threads_have_drawn(first_out):
    gc.enable()
    inside, leave = [threading.Event(), threading.Event()], [threading.Event(), threading.Event()]

    def drawing(number):
        with collector_waits():
            inside[number].set()
            leave[number].wait(10)

    threads = [threading.Thread(target=drawing, args=(number,)) for number in (0, 1)]
    for number, thread in enumerate(threads):
        thread.start()
        assert inside[number].wait(10)
    for number in (first_out, 1 - first_out):
        leave[number].set()
        threads[number].join(10)
    assert gc.isenabled()
