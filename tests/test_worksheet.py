"""The worksheet: it asks Python to split and to write, tells what went wrong, and says where it needs a kernel."""

from __future__ import annotations

import pytest

from ketamine_course.widgets import embed
from ketamine_course.widgets.worksheet import Line, Worksheet


def split(text):
    if text == "bad":
        raise ValueError("too long")
    return [{"locator": "para 1", "text": text, "marks": [[0, 3, "hedge"]]}]


def sheet():
    return Worksheet(
        name="mine",
        title="My <sheet>",
        collection="test-course",
        split=split,
        kinds={"hedge": "hedge"},
        notes=("Look twice.",),
        columns=(Line("where", "Where"), Line("verdict", "Verdict", (("yes", "Yes"), ("no", "No")))),
        items=(Line("q1", "1. Clear?", (("1", "no"), ("5", "yes"))),),
        locator="where",
        text="where",
        scored_with="A tool",
        write={"html": lambda record: f"<p>{record['title']}</p>", "markdown": lambda record: record["title"]},
    )


@pytest.fixture
def live():
    view = sheet()()
    view.sent = []
    view.send = lambda content, buffers=None: view.sent.append(content)  # noqa: ARG005
    return view


def test_a_text_is_split_on_request(live):
    live._answer(live, {"split": "may be"}, [])
    assert live.sent == [{"sentences": [{"locator": "para 1", "text": "may be", "marks": [[0, 3, "hedge"]]}]}]


@pytest.mark.parametrize(("kind", "name", "text"), [("html", "my-appraisal.html", "<p>T</p>"), ("markdown", "my-appraisal.md", "T")])
def test_the_sheet_is_written_on_request(live, kind, name, text):
    live._answer(live, {"sheet": kind, "record": {"title": "T"}}, [])
    assert (live.sent[0]["name"], live.sent[0]["sheet"]) == (name, text)


@pytest.mark.parametrize("message", [{"split": "bad"}, {"sheet": "html"}, {"sheet": "html", "record": {}}])
def test_what_goes_wrong_is_told_and_the_sheet_stays_alive(live, message):
    live._answer(live, message, [])
    assert live.sent[0]["problem"].startswith("This did not work:")
    live._answer(live, {"split": "fine"}, [])
    assert "sentences" in live.sent[1]


@pytest.mark.parametrize("message", [{}, {"sheet": "exe", "record": {}}])
def test_unknown_messages_do_nothing(live, message):
    live._answer(live, message, [])
    assert live.sent == []


def test_a_page_without_a_kernel_says_where_the_sheet_works(monkeypatch):
    monkeypatch.setenv(embed.EXPORT_VARIABLE, "1")
    bundle = sheet()()._repr_mimebundle_()
    assert "My &lt;sheet&gt;" in bundle["text/html"]
    assert "needs JupyterLab" in bundle["text/html"]
    assert bundle["text/plain"].startswith("My <sheet>\n")


def test_the_live_sheet_shows_plain_words_where_widgets_cannot_run(live):
    assert live._repr_mimebundle_()["text/plain"].startswith("My <sheet>\n")
