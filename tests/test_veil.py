"""A veil stands for a locked picture: it reads as one, fits its frame, shows its axes, and nothing of the data."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import little_page
import practice
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import every
from test_pictures import ALL

from ketamine_course.pictures._charts import chart, note, number_at, rows_of_labels
from ketamine_course.widgets.attended import EXPORT_VARIABLE
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import Explorable, LiveExplorable, explorable
from ketamine_course.widgets.own_settings import own_settings
from ketamine_course.widgets.picture import Picture, blank
from ketamine_course.widgets.question import Option, Question
from ketamine_course.widgets.veil import FIRST, WIDTH, veiled, words
from ketamine_course.widgets.veil_axes import ROWS, Scale, scale_of

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=90)
TICKS = st.lists(st.tuples(st.floats(0, 1), NAMES), max_size=8, unique_by=lambda tick: tick[0]).map(lambda ticks: tuple(sorted(ticks)))
SCALES = st.builds(Scale, NAMES, TICKS, NAMES, TICKS, st.lists(NAMES, max_size=ROWS).map(tuple))


@given(NAMES, st.lists(NAMES, max_size=4), st.none() | SCALES)
def test_any_names_make_a_drawing_with_title_description_and_everything_inside(title, labels, scale):
    root = ElementTree.fromstring(veiled(title, labels, scale))
    parts = {part.tag.rpartition("}")[2]: part for part in root.iter()}
    assert root.get("role") == "img"
    assert parts["title"].text == title
    assert FIRST in str(parts["desc"].text)
    _, _, width, height = map(float, str(root.get("viewBox")).split())
    assert width == WIDTH
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 < float(text.get("y", "-1")) < height


@given(st.none() | SCALES)
def test_stripes_stay_on_their_sheet(scale):
    svg = veiled("A walk", ["Step"], scale)
    (path,) = re.findall(r'<path d="([^"]+)"', svg)
    (left, top, width, height) = map(float, re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', svg)[0])
    for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path):
        assert left <= float(x) <= left + width
        assert top <= float(y) <= top + height


def test_words_say_the_same_and_name_no_controls_where_there_are_none():
    assert words("A walk", ["Step"]).endswith("You can then use the control \u201cStep\u201d.")
    assert "set:" not in words("A walk", [])
    assert "set:" not in veiled("A walk", [])


def harvest(values: dict[str, float]) -> Picture:
    """Rows sorted by what was found, with the finding in the title and a number at each mark."""
    best = max(values, key=lambda name: values[name])
    figure, axes = chart(200, f"{best} wins", left=120)
    for row, (name, value) in enumerate(sorted(values.items(), key=lambda each: -each[1])):
        axes.plot([value], [row], "o")
        number_at(axes, value, row, f"{value:g}")
        assert name
    rows_of_labels(axes, sorted(values, key=lambda name: -values[name]))
    axes.set_xlim(0, 100)
    axes.set_xticks([0, 50, 100])
    axes.set_xlabel("apples a tree")
    note(figure, f"{best} is ahead.")
    return Picture(figure, f"{best} wins.", "simulated")


@given(st.lists(st.floats(1, 99), min_size=3, max_size=3, unique=True))
def test_whatever_was_found_the_veil_is_the_same_and_shows_the_axes(found):
    with own_settings():
        one = scale_of(harvest(dict(zip(("Ash", "Birch", "Cedar"), found, strict=True))).figure)
        other = scale_of(harvest({"Cedar": 3.5, "Ash": 2.5, "Birch": 1.5}).figure)
    assert one == other
    assert one is not None
    assert one.rows == ("Ash", "Birch", "Cedar")
    assert one.x_ticks == ((0.0, "0"), (0.5, "50"), (1.0, "100"))
    assert "Horizontal axis: apples a tree, 0 to 100. Rows, in alphabetical order: Ash; Birch; Cedar." in words("Trees", [], one)
    svg = veiled("Trees", [], one)
    assert all(f">{text}</text>" in svg for text in ("0", "50", "100", "Ash", "Birch", "Cedar", "apples a tree"))
    assert "wins" not in svg
    assert "ahead" not in svg


def test_a_picture_without_axes_has_a_veil_without_them():
    assert scale_of(blank(3, 2)) is None


@pytest.mark.parametrize("name", every(6, [name for name, each in ALL.items() if isinstance(each, Explorable)]))
def test_the_veil_of_every_picture_has_no_mark_no_title_and_no_number_of_its_data(name):
    """Its only shapes are paper, sheet, label and stripes; its only texts those at the axes and its own."""
    source = ALL[name]
    lock = Question("guess", "single", "Guess.", (Option("A", "Yes.", right=True), Option("B", "No.")), result="A.")
    figure = source.picture(**source.complete({})).figure
    scale = scale_of(figure)
    root = ElementTree.fromstring(LiveExplorable(source, source.complete({}), lock)._plain()["image/svg+xml"])
    shapes = [part.tag.rpartition("}")[2] for part in root.iter()]
    assert {tag: shapes.count(tag) for tag in set(shapes) - {"text"}} == {"svg": 1, "title": 1, "desc": 1, "rect": 3, "path": 1}
    at_axes = "" if scale is None else " ".join([scale.x_label, scale.y_label, *scale.rows, *(t for _, t in scale.x_ticks + scale.y_ticks)])
    written = [str(text.text) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    own = " ".join([source.title, FIRST, *(control.label for control in source.controls.values())])
    allowed = set(
        re.findall(
            r"\w+",
            f"{at_axes} {own} You can then use the control controls and Run the notebook in JupyterLab or open its page on the course site",
        )
    )
    assert {word for text in written for word in re.findall(r"\w+", text)} <= allowed


def test_a_picture_that_cannot_be_drawn_still_has_a_veil(caplog):
    @explorable(title="Broken", step=Choice({"a": "A", "b": "B"}, "Step"))
    def broken(step: str) -> Picture:
        raise ValueError(step)

    lock = Question("guess", "single", "Guess.", (Option("A", "Yes.", right=True), Option("B", "No.")), result="A.")
    assert FIRST in LiveExplorable(broken, broken.complete({}), lock)._plain()["image/svg+xml"]
    assert "no axes to show" in caplog.text


def test_a_picture_that_waits_for_several_questions_has_a_veil_that_says_for_which(monkeypatch):
    monkeypatch.setenv(EXPORT_VARIABLE, "1")
    claims = [little_page.rating(name, confidence=False) for name in ("one", "two")]
    plain = practice.strength(once=claims)._repr_mimebundle_()
    assert plain["text/plain"].startswith("Strong or weak\nNot shown yet. Shown after 2 ratings in notebook first.")
    assert "<details><summary>Shown after 2 ratings in notebook first; then open this figure" in plain["text/html"]
    svg = veiled("Strong or weak", [], None, "Shown after 2 ratings in notebook first")
    assert "Not shown yet" in svg
    assert "Make your prediction" not in svg
