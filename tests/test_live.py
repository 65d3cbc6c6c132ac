"""Widgets with a kernel: what a page sends that cannot be is refused, and changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from test_explorable import make

from ketamine_course import lesson
from ketamine_course.pictures import rival_hypotheses
from ketamine_course.pictures.claim_quality import atlas

REFUSED = [{"step": "z"}, {"stp": "a"}, {"step": 3}, {"step": ["a"]}, [], None, "a", 7]


def replies(view, monkeypatch):
    sent: list[Any] = []
    monkeypatch.setattr(view, "send", sent.append)
    return sent


@pytest.mark.parametrize("value", REFUSED)
def test_a_refused_choice_leaves_the_kernels_choice_and_the_page_hears_it(value, monkeypatch):
    view = make()(step="b")
    told: list[Any] = []
    heard: list[Any] = []
    monkeypatch.setattr(view, "send_state", told.append)
    view.observe(lambda change: heard.append(change["new"]), "choice")
    view.set_state({"choice": value})
    assert view.choice == {"step": "b", "mode": "x"}
    assert told == [["choice"]]
    view.set_state({"choice": {"step": "c", "mode": "x"}})
    assert view.choice["step"] == "c"


def test_a_refused_filter_and_a_refused_state_change_nothing():
    views: list[Any] = [atlas(), rival_hypotheses.stage()]
    for view, name, value in zip(views, ("choice", "state"), ({"text": "S99"}, {"at": "nowhere"}), strict=True):
        before = getattr(view, name)
        view.set_state({name: value})
        assert getattr(view, name) == before


@pytest.mark.parametrize("choice", [{"step": "z"}, {}, None, [], {"step": ["a"]}])
def test_a_state_that_does_not_exist_is_answered_in_words(choice, monkeypatch):
    view = make()()
    sent = replies(view, monkeypatch)
    view._answer(view, {"ask": "9", "choice": choice}, [])
    (reply,) = sent
    assert reply["frame"] == "9"
    assert "problem" in reply or choice == {}


def test_a_page_that_knocks_is_answered(monkeypatch):
    view: Any = lesson.ask("predict-sign")
    sent = replies(view, monkeypatch)
    view._handle_custom_msg({"knock": True}, [])
    assert sent == [{"here": True}]
