"""Explorables in Python: state, frames, budgets, and what they show without a browser."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import ipywidgets
import pytest

from ketamine_course.widgets import attended, embed, packing
from ketamine_course.widgets.controls import Choice, ChoiceError, Slider, Toggles
from ketamine_course.widgets.definition import BudgetError
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, blank
from ketamine_course.widgets.question import Option, Question

STEPS = {"a": "First", "b": "Second", "c": "Third"}
PREDICTION = Question(
    "guess", "single", "Up or down?", (Option("Up", "No.", right=False), Option("Down", "Yes.", right=True)), result="Down."
)


def make(draws: list[tuple[str, str]] | None = None, *, same_words: bool = False):
    @explorable(title="A walk", step=Slider(STEPS, label="Step"), mode=Choice({"x": "Plain", "y": "Full"}, label="Mode"))
    def a_walk(step: str, mode: str) -> Picture:
        """Walk."""
        if draws is not None:
            draws.append((step, mode))
        figure = blank(4, 2)
        figure.text(0.5, 0.5, f"{step} {mode}", color=light("ink"))
        words = "Always the same." if same_words else f"Step {step} in mode {mode}."
        return Picture(figure, words, "conceptual", Table("Facts", ("Step", "Mode"), ((step, mode),)))

    return a_walk


def broken():
    @explorable(title="Fragile", step=Slider(STEPS, label="Step"))
    def fragile(step: str) -> Picture:
        if step == "b":
            raise ZeroDivisionError("no such number")
        picture: Picture = make().picture(step=step)
        return picture

    return fragile


def no_picture(step: str) -> Any:  # noqa: ARG001
    """Return what is not a picture."""
    return blank(1, 1)


def no_picture_of_many(step: str, many: tuple[str, ...]) -> Any:  # noqa: ARG001
    """Return what is not a picture."""
    return blank(1, 1)


@pytest.fixture
def export(monkeypatch):
    monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
    embed.new_page()


def embedded(page: str) -> dict[str, Any]:
    data = json.loads(re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)[0])
    large: dict[str, Any] = packing.unpacked(data["packed"])
    return {**data["state"], **large}


def sent_by(widget, monkeypatch):
    sent: list[Any] = []
    monkeypatch.setattr(widget, "send", sent.append)
    return sent


class TestState:
    def test_choices_start_at_the_defaults_and_can_be_given(self):
        assert make()().choice == {"step": "a", "mode": "x"}
        assert make()(step="c").choice == {"step": "c", "mode": "x"}

    def test_setting_part_of_a_choice_keeps_the_rest(self):
        view = make()(step="c")
        view.choice = {"mode": "y"}
        assert view.choice == {"step": "c", "mode": "y"}

    def test_changes_can_be_observed(self):
        view, seen = make()(), []
        view.observe(lambda change: seen.append(change["new"]["step"]), "choice")
        view.choice = {"step": "b"}
        assert seen == ["b"]

    def test_an_unknown_value_is_refused_and_the_state_stays(self):
        view = make()()
        with pytest.raises(ChoiceError, match="valid: 'a', 'b', 'c'"):
            view.choice = {"step": "z"}
        assert view.choice["step"] == "a"

    def test_an_unknown_control_is_told_with_the_nearest(self):
        with pytest.raises(ChoiceError, match="'A walk', control 'stp' is unknown; nearest: 'step'"):
            make()(stp="a")

    def test_it_goes_into_boxes_and_links_with_other_widgets(self):
        first, second = make()(), make()()
        assert ipywidgets.VBox([first, second]).children == (first, second)
        ipywidgets.link((first, "choice"), (second, "choice"))
        first.choice = {"step": "b"}
        assert second.choice["step"] == "b"


class TestFrames:
    def test_only_the_first_frame_is_drawn_and_each_frame_once(self, monkeypatch):
        draws: list[tuple[str, str]] = []
        view = make(draws)()
        sent = sent_by(view, monkeypatch)
        for _ in range(3):
            view._answer(view, {"ask": "1-0", "choice": {"step": "b", "mode": "x"}}, [])
        assert draws == [("a", "x"), ("b", "x")]
        assert [message["frame"] for message in sent] == ["1-0"] * 3

    def test_a_frame_carries_picture_words_status_and_table(self, monkeypatch):
        view = make()()
        sent = sent_by(view, monkeypatch)
        view._answer(view, {"ask": "2-1", "choice": {"step": "c", "mode": "y"}}, [])
        frame = sent[0]
        assert frame["svg"].startswith("<svg")
        assert "var(--c-ink)" in frame["svg"]
        assert frame["description"] == "Step c in mode y."
        assert frame["status"] == "conceptual"
        assert frame["table"]["rows"] == (("c", "y"),)

    def test_messages_of_other_kinds_are_left_alone(self, monkeypatch):
        view = make()()
        sent = sent_by(view, monkeypatch)
        view._answer(view, {"hello": 1}, [])
        assert sent == []

    def test_an_exception_becomes_a_message_and_a_traceback_in_the_log(self, monkeypatch, caplog):
        view = broken()()
        sent = sent_by(view, monkeypatch)
        with caplog.at_level(logging.ERROR):
            view._answer(view, {"ask": "1", "choice": {"step": "b"}}, [])
        assert sent[0]["problem"] == "This figure could not be drawn (Step: Second): ZeroDivisionError: no such number"
        assert "Traceback" in caplog.text
        view._answer(view, {"ask": "2", "choice": {"step": "c"}}, [])
        assert "svg" in sent[1]

    def test_an_exception_in_the_first_state_still_gives_a_widget(self):
        @explorable(title="Broken", step=Slider(STEPS, label="Step"))
        def broken_at_once(step):
            raise ZeroDivisionError(step)

        bundle = broken_at_once()._repr_mimebundle_()
        assert "could not be drawn (Step: First)" in bundle["text/plain"]
        assert "application/vnd.jupyter.widget-view+json" in bundle

    def test_a_control_that_is_no_parameter_is_told_at_once(self):
        with pytest.raises(TypeError, match="draws from step, but its controls are stp"):
            explorable(title="Typo", stp=Slider(STEPS, label="Step"))(no_picture)

    def test_a_function_that_returns_no_picture_is_told(self):
        with pytest.raises(TypeError, match="must return a Picture, not a Figure"):
            explorable(title="Bare", step=Slider(STEPS, label="Step"))(no_picture).frame({"step": "a"})

    def test_two_states_with_the_same_words_are_refused(self):
        with pytest.raises(ValueError, match=r"share the description 'Always the same.'"):
            make(same_words=True).all_frames()

    def test_too_many_states_are_told_with_count_bytes_and_what_to_cut(self):
        many = Toggles({str(n): str(n) for n in range(9)}, label="Many")
        with pytest.raises(BudgetError, match=r"1536 states, about 921 kB .* 40 kB \(66 states\).*'many': .* by 512"):
            explorable(title="Too much", step=Slider(STEPS, label="Step"), many=many)(no_picture_of_many)


class TestLazy:
    """What comes from tables is fetched where a picture is wanted, not where a module is imported."""

    @staticmethod
    def made(fetched, size=3, **options):
        def steps():
            fetched.append("steps")
            return {str(number): f"Step {number}" for number in range(size)}

        def title():
            fetched.append("title")
            return f"{size} steps"

        def sample():
            fetched.append("sample")
            return {"step": str(size - 1)}

        @explorable(title=title, sample=sample, step=Slider(steps, label="Step"), **options)
        def late(step):
            return make().picture(step="ab"[int(step) % 2])

        return late

    def test_nothing_is_fetched_by_a_definition(self):
        fetched: list[str] = []
        late = self.made(fetched)
        assert fetched == []
        assert late.definition(None)["title"] == "3 steps"
        assert late.sample == {"step": "2"}
        assert [state["step"] for state in late.states()] == ["0", "1", "2"]
        assert late(step="1").choice == {"step": "1"}
        assert sorted(fetched) == ["sample", "steps", "title"], "each is fetched once"

    def test_too_many_states_are_told_on_first_use(self):
        late = self.made([], size=100)
        with pytest.raises(BudgetError, match="explorable 'late' has 100 states"):
            late()

    def test_a_sample_that_does_not_exist_is_told(self):
        @explorable(title="Late", sample={"step": "z"}, step=Slider(lambda: STEPS, label="Step"))
        def late(step):
            """Walk."""

        with pytest.raises(ChoiceError, match="control 'Step', value 'z' is unknown"):
            late.sample  # noqa: B018


class TestWithoutWidget:
    def test_plain_text_is_the_description_and_the_picture_an_svg(self):
        bundle = make()()._repr_mimebundle_()
        assert bundle["text/plain"] == "A walk\nStep a in mode x.\nStatus of this figure: conceptual."
        assert bundle["image/svg+xml"].startswith("<svg")
        assert "application/vnd.jupyter.widget-view+json" in bundle

    def test_a_locked_picture_gives_nothing_away(self):
        bundle = make()(after=PREDICTION)._repr_mimebundle_()
        for told in (bundle["text/plain"], bundle["image/svg+xml"]):
            assert "Make your prediction first" in told
            assert "A walk" in told
            assert "\u201cStep\u201d and \u201cMode\u201d" in told
            for secret in ("Step a", "a x", "Second", "Down"):
                assert secret not in told


@pytest.mark.usefixtures("export")
class TestExport:
    def test_no_widget_is_made(self):
        view = make()()
        assert not isinstance(view, ipywidgets.Widget)
        assert list(view._repr_mimebundle_()) == ["text/html", "text/plain"]

    def test_every_frame_is_inside(self):
        state = embedded(make()()._repr_mimebundle_()["text/html"])
        assert list(state["_frames"]) == ["0-0", "0-1", "1-0", "1-1", "2-0", "2-1"]
        assert state["choice"] == {"step": "a", "mode": "x"}

    def test_the_default_frame_and_its_words_show_without_javascript(self):
        page = make()(step="b")._repr_mimebundle_()["text/html"]
        before_scripts = page[: page.index("<script")]
        assert "data:image/svg+xml," in before_scripts
        assert "Step b in mode x." in before_scripts

    def test_without_javascript_a_locked_picture_stays_folded(self):
        page = make()(after=PREDICTION)._repr_mimebundle_()["text/html"]
        assert "<details><summary>Predict first" in page

    def test_two_builds_give_the_same_bytes(self):
        first = make()()._repr_mimebundle_()["text/html"]
        embed.new_page()
        assert make()()._repr_mimebundle_()["text/html"] == first

    def test_only_the_first_output_carries_the_code_and_ids_differ(self):
        first, second = (make()()._repr_mimebundle_()["text/html"] for _ in range(2))
        assert "mountAll" in first
        assert "mountAll" not in second
        assert 'id="explorable-a-walk"' in first
        assert 'id="explorable-a-walk-2"' in second

    def test_nothing_is_fetched(self):
        page = make()()._repr_mimebundle_()["text/html"]
        assert re.findall(r'(?:src|href|import|from)\s*=?\s*["\'(]+https?:', page) == []

    def test_words_cannot_close_the_script(self):
        page = embed.page_html("question", "x", {"text": "</script><b>"}, {}, "")
        assert "</script><b>" not in page

    def test_observing_is_accepted(self):
        make()().observe(print, "choice")
