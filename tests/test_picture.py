"""A picture has a status and words, and its SVG is small, stable and free of what belongs elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from ketamine_course.pictures._charts import chart
from ketamine_course.pictures._marks import MARKS, mark
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, blank, to_svg, wrapped


def drawn(text: str = "AMPA & <more>", **options) -> Picture:
    figure = blank(4, 2)
    figure.text(0.5, 0.5, text, color=light("ink"), gid="pick:step=ampar")
    return Picture(figure, options.get("description", "One label."), options.get("status", "conceptual"), options.get("table"))


@pytest.mark.parametrize("status", ["", "conceptul", None])
def test_a_picture_without_a_known_status_is_refused(status):
    with pytest.raises(ValueError, match="'conceptual', 'our counts and judgement', 'redrawn from reported numbers', 'simulated'"):
        drawn(status=status)


@pytest.mark.parametrize("description", ["", "no full stop"])
def test_a_picture_without_sentences_is_refused(description):
    with pytest.raises(ValueError, match="full sentences"):
        drawn(description=description)


def test_a_table_with_a_short_row_is_refused():
    with pytest.raises(ValueError, match="row 2 has 1 cells for 2 columns"):
        Table("Facts", ("a", "b"), (("1", "2"), ("3",)))


def test_the_status_is_printed_in_the_picture():
    assert "Status: simulated" in drawn(status="simulated").svg()


def test_the_svg_scales_and_carries_neither_fonts_nor_metadata():
    svg = drawn().svg()
    opening = svg[: svg.index(">")]
    assert "viewBox" in opening
    assert "width=" not in opening
    for foreign in ("<metadata", "<?xml", "<!DOCTYPE", "DejaVu Sans'; ", "<style"):
        assert foreign not in svg


def test_named_parts_carry_their_name():
    assert 'data-pick="step=ampar"' in drawn().svg()


def test_text_is_escaped():
    assert "AMPA &amp; &lt;more&gt;" in drawn().svg()


def test_drawing_twice_gives_the_same_bytes():
    picture = drawn()
    assert picture.svg() == picture.svg() == drawn().svg()


@pytest.mark.sweep
def test_bytes_do_not_depend_on_the_hash_seed():
    code = "from ketamine_course.pictures.mechanism_cascade import clock; print(clock.picture().svg())"
    seeds = [os.environ | {"PYTHONHASHSEED": seed} for seed in "123"]
    outputs = {subprocess.run([sys.executable, "-c", code], env=seed, capture_output=True, check=True).stdout for seed in seeds}
    assert len(outputs) == 1


def test_wrapping_keeps_every_word_and_the_width():
    lines = wrapped("one two three four five", 9)
    assert " ".join(lines) == "one two three four five"
    assert max(map(len, lines)) <= 9
    assert wrapped("", 9) == []


def test_outlines_lose_long_digits_and_written_numbers_keep_them():
    figure = blank(2, 1)
    figure.text(0.123456, 0.5, "p = 0.0012")
    svg = Picture(figure, "A number.", "conceptual").svg()
    assert "p = 0.0012" in svg
    assert not re.search(r'[xyd]="[^"]*\d\.\d{3}', svg)


def test_marks_are_plain_shapes_where_they_stand_and_text_that_is_not_turned_does_not_say_so():
    figure = blank(3, 1)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.plot([0, 1, 2], [0, 1, 2], "o", color="#0a5c9e")
    axes.plot([0, 1], [1, 0], "s", color="#d55e00")
    axes.text(0.5, 0.5, "level")
    axes.text(0.5, 0.5, "turned", rotation=90)
    svg = to_svg(figure, "conceptual")
    assert len(re.findall('<circle cx="[^"]*" cy="[^"]*" r="3" style="fill:#0a5c9e', svg)) == 3
    assert len(re.findall('<path d="[^"]*" style="fill:#d55e00', svg)) == 2
    assert not re.findall("<use |<defs>|clip-path|<g>", svg)
    assert len(re.findall(r"<text[^>]*rotate\(-90[^>]*>turned", svg)) == 1
    assert "rotate(-0" not in svg


def test_only_what_reaches_beyond_its_axes_is_clipped():
    figure = blank(3, 1)
    axes = figure.add_axes((0.2, 0.2, 0.6, 0.6), xlim=(0, 1), ylim=(0, 1))
    axes.axis("off")
    axes.plot([0.2, 0.8], [0.5, 0.5], color="#0a5c9e", linewidth=3)
    axes.plot([0.2, 1.8], [0.7, 0.7], color="#d55e00", linewidth=3)
    axes.plot([0.5, 1], [0.2, 0.2], "o", color="#5638b0")
    svg = to_svg(figure, "conceptual")
    clipped = re.findall(r'<(?:path|g)[^>]* clip-path="[^>]*>(?:<circle[^>]*>)?', svg)
    assert len(clipped) == 2
    assert "#d55e00" in clipped[0]
    assert "<circle" in clipped[1], "a mark on the edge keeps its clip"
    assert svg.count("<clipPath") == 1


@pytest.mark.parametrize("places", [1, 3])
@pytest.mark.parametrize("kind", MARKS)
def test_a_mark_keeps_its_fill_edge_and_dashes_however_often_it_is_drawn(kind, places):
    figure, axes = chart(120, "Marks")
    mark(axes, [0.5] * places, [0.1 * at for at in range(places)], kind, "quiet", 9)
    svg = Picture(figure, "Marks.", "conceptual").svg()
    drawn = re.findall(r'<(?:circle|path)[^>]* style="([^"]*)"', svg)
    used = [style for style in drawn if light("quiet") in style]
    assert len(used) >= places
    for style in used:
        assert "stroke:" in style or "fill:" in style, "a browser would fill it with black"
        if MARKS[kind].dashed:
            assert "stroke-dasharray" in style
