"""What Python says to the page, held against the schema that the page is held against, too (tests/js/contract.test.js)."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from conftest import ROOT
from jsonschema import Draft7Validator
from samples import every
from test_pictures import ALL

from ketamine_course import lesson
from ketamine_course.lesson.class_mode import class_on_page
from ketamine_course.lesson.clinic_page import clinic_page
from ketamine_course.lesson.own_text import own_text
from ketamine_course.models import cascade
from ketamine_course.pictures import claim_quality, mechanism_cascade, rival_hypotheses
from ketamine_course.widgets import attended, embed, packing
from ketamine_course.widgets.controls import Choice, Slider, Toggles
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, blank
from ketamine_course.widgets.question import Option, Question
from ketamine_course.widgets.summary import Summary

SCHEMA = json.loads((ROOT / "src" / "ketamine_course" / "widgets" / "contract.schema.json").read_text(encoding="utf-8"))
PREDICTION = Question(
    "guess", "single", "Up or down?", (Option("Up", "No.", right=False), Option("Down", "Yes.", right=True)), result="Down."
)


@cache
def validator(name):
    return Draft7Validator({**SCHEMA, "$ref": f"#/definitions/{name}"})


def as_sent(value):
    """As it arrives in the page: tuples become lists."""
    return json.loads(json.dumps(value))


def holds(name, value):
    errors = [f"{name} at {list(error.path)}: {error.message[:200]}" for error in validator(name).iter_errors(as_sent(value))]
    assert errors == []


def small(*, table=True):
    parts = {"x": "X", "y": "Y"}

    @explorable(
        title="A walk",
        step=Slider({"a": "First", "b": "Second"}, label="Step"),
        mode=Choice({"p": "Plain", "f": "Full"}, label="Mode"),
        parts=Toggles(parts, label="Parts"),
    )
    def a_walk(step, mode, parts):
        if step == "b":
            raise ZeroDivisionError("no such number")
        facts = Table("Facts", ("Step", "Mode"), ((step, mode),)) if table else None
        return Picture(blank(4, 2), f"Step {step} in mode {mode} with {len(parts)} parts.", "conceptual", facts)

    return a_walk


def live(view: Any) -> Any:
    """A view that is known to have a kernel."""
    return view


def messages(view, monkeypatch, *requests):
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(view, "send", sent.append)
    for request in requests:
        view._answer(view, request, [])
    return sent


def test_the_schema_is_one():
    Draft7Validator.check_schema(SCHEMA)
    for name in SCHEMA["definitions"]:
        validator(name).is_valid({})  # every reference resolves


class TestExplorable:
    def test_its_definition_says_all_that_the_page_must_know(self):
        assert as_sent(small().definition(None)) == {
            "title": "A walk",
            "controls": [
                {"name": "step", "kind": "slider", "label": "Step", "values": ["a", "b"], "labels": ["First", "Second"]},
                {"name": "mode", "kind": "choice", "label": "Mode", "values": ["p", "f"], "labels": ["Plain", "Full"]},
                {"name": "parts", "kind": "toggles", "label": "Parts", "values": ["x", "y"], "labels": ["X", "Y"]},
            ],
            "lock": None,
            "widths": [460],
        }

    def test_its_lock_names_the_question_and_what_was_found(self):
        definition = small().definition(PREDICTION)
        home = {"collection": PREDICTION.collection, "page": PREDICTION.page}
        told = {"question": "guess", "edition": PREDICTION.edition, "prompt": "Up or down?", "result": "Down."}
        assert definition["lock"] == home | told
        holds("ExplorableDefinition", definition)

    @pytest.mark.parametrize("name", every(6, sorted(ALL)))
    def test_every_picture_of_the_course_holds(self, name):
        source = ALL[name]
        holds("ExplorableDefinition", source.definition(None))
        holds("Choice", source.complete({}))
        holds("Frame", source.frame(source.complete({})))

    @pytest.mark.parametrize("table", [True, False])
    def test_a_frame_carries_picture_words_status_and_table(self, table):
        frame = as_sent(small(table=table).frame({"step": "a", "mode": "p", "parts": ("x",)}))
        assert frame.pop("svg").startswith("<svg")
        facts = {"caption": "Facts", "columns": ["Step", "Mode"], "rows": [["a", "p"]]} if table else None
        assert frame == {"description": "Step a in mode p with 1 parts.", "status": "conceptual", "table": facts}

    def test_a_live_one_answers_what_the_page_asks(self, monkeypatch):
        view = live(small()())
        asked = {"ask": "0-1-3", "choice": {"step": "a", "mode": "f", "parts": ["x", "y"]}}
        holds("FrameRequest", asked)
        drawn, failed = messages(view, monkeypatch, asked, {"ask": "1-0-0", "choice": {"step": "b"}})
        for reply in (drawn, failed):
            holds("FrameReply", reply)
        assert drawn["frame"] == "0-1-3"
        assert drawn["description"] == "Step a in mode f with 2 parts."
        assert as_sent(failed)["frame"] == "1-0-0"
        assert "no such number" in failed["problem"]
        assert set(view._frames) == {"0-0-0"}


def test_every_question_of_the_course_holds():
    assert lesson.questions()
    for each in lesson.questions().values():
        holds("QuestionDefinition", each.definition())
        assert live(each()).get_state(["_definition", "answer", "_kind"]) == {
            "_definition": each.definition(),
            "answer": None,
            "_kind": each.widget,
        }


def test_a_question_hears_what_the_page_answers():
    record = {
        "kind": "single",
        "page": "p",
        "prompt": "Up or down?",
        "given": [1],
        "text": "Down",
        "right": True,
        "confidence": None,
        "first": "Up",
        "first_right": False,
        "first_confidence": None,
        "rounds": 2,
    }
    answer = {"given": "Down", "right": True, "first": "Up", "confidence": None, "record": record}
    holds("Answer", answer)
    view = live(PREDICTION())
    view.set_state({"answer": answer})
    assert view.answer["given"] == "Down"


def test_a_summary_holds():
    summary = Summary("s", "Mine", tuple(lesson.questions().values())[:3])
    holds("SummaryDefinition", summary.definition())
    assert live(summary()).get_state(["_kind", "_definition"]) == {"_kind": "summary", "_definition": summary.definition()}


def test_predictions_hold():
    view = live(lesson.my_predictions("01_mechanism_cascade"))
    holds("PredictionsDefinition", view._definition)
    assert view._kind == "predictions"


def test_the_forms_hold():
    view = live(lesson.ten_claims("after", "week-1"))
    holds("DiscernmentDefinition", view._definition)
    assert view._kind == "discernment"
    assert [each["here"] for each in view._definition["rounds"]] == [False, True, True, False]


@pytest.mark.parametrize("repair", [False, True])
def test_the_page_to_mark_or_repair_holds(repair):
    view = live(clinic_page("clinic", "06_appraise_a_source", repair=repair))
    holds("RewordingDefinition", view._definition)
    assert view._kind == "rewording"


def test_the_class_mode_holds():
    view = live(class_on_page())
    holds("ClassroomDefinition", view._definition)
    assert view._kind == "classroom"
    assert {len(draw) for draw in view._definition["draws"]} == {len(view._definition["key"])}


def test_the_atlas_holds():
    listed = live(claim_quality.atlas(text="S4"))
    holds("CatalogueDefinition", listed._definition)
    assert listed._entries
    for entry in listed._entries:
        holds("CatalogueEntry", entry)
    assert listed.choice.keys() == {facet["name"] for facet in listed._definition["facets"]} | {"words"}
    assert listed._kind == "catalogue"


def test_the_worksheet_holds_and_answers(monkeypatch):
    view = live(own_text())
    holds("WorksheetDefinition", view._definition)
    assert view._kind == "worksheet"
    record = {"title": "T", "text": "It may help.", "overall": "", "claims": [{"verdict": "contested"}], "scores": {}}
    asked = [{"split": record["text"]}]
    replies = messages(view, monkeypatch, *asked, {"split": "x" * 10_000_000})
    for request in asked:
        holds("SheetRequest", request)
    for reply in replies:
        holds("SheetReply", reply)
    assert [set(reply) for reply in replies] == [{"sentences"}, {"problem"}]
    assert replies[0]["sentences"][0]["marks"]


def test_a_page_carries_the_same(monkeypatch):
    monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
    embed.new_page()
    asked = tuple(lesson.questions().values())[:1]
    shown: dict[str, Any] = {
        "explorable": ALL["mechanism_cascade-clock"](),
        "question": asked[0](),
        "summary": Summary("s", "Mine", asked)(),
        "discernment": lesson.ten_claims("before"),
        "rewording": clinic_page("clinic", "00_start_here"),
    }
    shown["catalogue"] = claim_quality.atlas()
    for kind, view in shown.items():
        page = view._repr_mimebundle_()["text/html"]
        assert f'data-course-widget="{kind}"' in page
        (found,) = re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
        data = json.loads(found)
        holds("PageData", data)
        state = {**data["state"], **packing.unpacked(data["packed"])}
        holds(f"{kind.capitalize()}Definition", state["_definition"])
        for frame in state.get("_frames", {}).values():
            holds("Frame", frame)
        for entry in state.get("_entries", []):
            holds("CatalogueEntry", entry)


class TestStage:
    @pytest.mark.parametrize("source", [mechanism_cascade.stage, rival_hypotheses.line_map], ids=lambda source: source.name)
    def test_what_it_says_to_the_page_holds(self, source):
        guess = Question("g", "single", "Which?", (Option("One", "No.", right=False), Option("Two", "Yes.", right=True)), result="Two.")
        holds("StageDefinition", source.definition())
        holds("StageKnowledge", source.knowledge())
        holds("StageOptions", source.options(guess, ["mtorc1", None], lesson.own_chain("01_mechanism_cascade")))
        holds("StageState", source().state)

    def test_a_graph_of_ones_own_adds_its_routes(self):
        mine = cascade.with_edge(cascade.account("opioid"), "mu_opioid", "mood_sustained")
        definition = rival_hypotheses.stage_with(mine, "Mine").definition()
        holds("StageDefinition", definition)
        assert definition["more"]["undrawn"] == ["mu_opioid__mood_sustained"]
