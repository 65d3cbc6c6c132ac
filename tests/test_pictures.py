"""Every state of every explorable: it draws, fits its frame, uses the palette, says its facts, and marks their status."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text

from ketamine_course.pictures import mechanism_cascade
from ketamine_course.publish.figures import explorables
from ketamine_course.references import MARKS, work
from ketamine_course.tables import load
from ketamine_course.texts import FEWEST_WORDS, sentences, true_minus
from ketamine_course.widgets import palette
from ketamine_course.widgets.packing import packed
from ketamine_course.widgets.palette import COLOURS
from ketamine_course.widgets.picture import Picture
from ketamine_course.widgets.svg_writer import UNITS_PER_INCH
from ketamine_course.widgets.touch import zones
from ketamine_course.widgets.width import NARROW, WIDE

PALETTE = {colour.light for colour in COLOURS.values()}


ALL = explorables()


class Drawn(NamedTuple):
    choice: dict[str, Any]
    picture: Picture
    svg: str
    words: list[Text]
    texts: list[Any]
    marks: np.ndarray
    size: tuple[float, float]


SMALLEST, TALLEST, TITLE_WORDS = 8.5, 340, 10
TALLEST_ON_A_PHONE = 510
SOME = 2
SIZES = {name: sum(1 for _ in source.states()) for name, source in ALL.items()}


def some_and_every(names):
    """In every run, two states of each explorable, chosen by a seed; all of them in the sweep.

    What pages say of all states, and what these weigh, is looked at in every run: in the pages that were built, where nothing need be
    drawn for it (tests/test_embeds.py).
    """
    some = [pytest.param(name, SOME, id=name, marks=[pytest.mark.sample] * (SIZES[name] > SOME)) for name in names]
    large = [name for name in names if SIZES[name] > SOME]
    return some + [pytest.param(name, SIZES[name], id=f"{name}, every state", marks=pytest.mark.sweep) for name in large]


def chosen(name, most):
    """States of an explorable: all of them, or some by a seed where there are more than wanted; the same for each width."""
    states = list(ALL[name].states())
    return states if len(states) <= most else [states[at] for at in sorted(random.Random(name).sample(range(len(states)), most))]


@cache
def drawn(name, most, units=WIDE):
    """States of an explorable for a width with their frames, drawn and laid out once."""
    source = ALL[name]
    pictures = [(choice, source.picture(units, **choice)) for choice in chosen(name, most)]
    source.keep({source.key(choice, units): source.framed(picture) for choice, picture in pictures})
    return [_measured(choice, picture, palette.plain(source.frame(choice, units)["svg"])) for choice, picture in pictures]


def on_a_phone(name, most):
    return drawn(name, most, NARROW)


def words_of(figure):
    """All words that are drawn: those of pictures, titles and notes, axes and ticks; ticks beyond the ends of an axis are not."""
    idle = {id(axis) for axes in figure.axes for axis in (axes.xaxis, axes.yaxis) if not axes.axison}
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                if id(axis) in idle or not low <= tick.get_loc() <= high:
                    idle |= {id(tick.label1), id(tick.label2)}
            if id(axis) in idle:
                idle |= {id(axis.label), id(axis.offsetText)}
    return [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible() and id(text) not in idle]


MEASURING: Any = RendererAgg(NARROW, NARROW, UNITS_PER_INCH)
"""One for all figures: it remembers how large a text is, and most texts stand in many pictures. It draws nothing, so its size is idle."""


def _measured(choice, picture, svg):
    assert picture.figure.dpi == UNITS_PER_INCH
    with MEASURING._draw_disabled():  # axes place their words only when they are drawn, and a frame may have been kept from before
        picture.figure.draw(MEASURING)
    words = words_of(picture.figure)
    boxes = [(text.get_text(), text.get_window_extent(MEASURING)) for text in words]
    return Drawn(choice, picture, svg, words, boxes, marks_of(picture.figure), picture.figure.bbox.size)


def marks_of(figure):
    """Return where marks are drawn: the middle of each, and half of its size; signs on marks are parts of them."""
    found = [np.empty((0, 3))]
    for line in figure.findobj(Line2D):
        shape, half = line.get_marker(), line.get_markersize() / 2
        if not isinstance(shape, str) or shape in ("None", "") or shape.startswith("$") or not half or not line.get_visible():
            continue
        half = half / 2 if shape == "." else half
        places = line.get_transform().transform(line.get_xydata())
        found.append(np.column_stack([places, np.full(len(places), half)]))
    for dots in figure.findobj(PathCollection):
        places = dots.get_offset_transform().transform(dots.get_offsets())
        found.append(np.column_stack([places, np.full(len(places), dots.get_sizes()[0] ** 0.5 / 2)]))
    return np.concatenate(found)


def lines_of(text):
    """Return the boxes of the lines of a text, as high as their small letters: lowest and highest corner."""
    around, lines, _ = text._get_layout(MEASURING)
    moved = text.get_window_extent(MEASURING).min - around.min
    return [(moved + at, moved + at + (wide[0], 0.55 * text.get_fontsize())) for _, wide, at in lines if not text.get_rotation()]


def test_every_picture_has_a_layout_for_phones():
    assert [name for name, source in ALL.items() if NARROW not in source.widths] == []


def test_there_are_explorables_to_test():
    assert len([name for name in ALL if name.startswith("mechanism_cascade-")]) >= 3


def texts_stay_inside(states):
    for state in states:
        width, height = state.size
        for text, box in state.texts:
            assert 0 <= box.x0 <= box.x1 <= width, (state.choice, text)
            assert 0 <= box.y0 <= box.y1 <= height, (state.choice, text)


def texts_do_not_lie_on_each_other(states):
    for state in states:
        low = np.array([[box.x0 + 1.5, box.y0 + 1.5] for _, box in state.texts])
        high = np.array([[box.x1 - 1.5, box.y1 - 1.5] for _, box in state.texts])
        apart = (low[:, None] > high[None]) | (low[None] > high[:, None])
        both = np.argwhere(~apart.any(axis=-1))
        assert not [(state.texts[a][0], state.texts[b][0]) for a, b in both if a < b], state.choice


def marks_do_not_lie_on_words(states):
    """A mark may hold a sign or a number in its middle; elsewhere no mark lies on letters."""
    for state in states:
        for text in state.words if len(state.marks) else ():
            for low, high in lines_of(text):
                nearest = np.clip(state.marks[:, :2], low, high)
                within = np.abs(state.marks[:, :2] - (low + high) / 2).max(axis=1) < 2.5
                on = (np.hypot(*(nearest - state.marks[:, :2]).T) < state.marks[:, 2] - 0.8) & ~within
                assert not on.any(), (state.choice, text.get_text(), state.marks[on])


@pytest.mark.parametrize(("name", "most"), some_and_every(ALL))
class TestEveryState:
    def test_descriptions_differ_and_are_short_enough_to_hear(self, name, most):
        states = drawn(name, most)
        if len(states) == SIZES[name]:
            ALL[name].all_frames()  # tells states that share a description
        for state in states:
            assert len(state.picture.description.split()) <= 110, state.choice

    def test_frames_fit_the_page_budget_of_the_explorable(self, name, most):
        frames = {ALL[name].key(state.choice): ALL[name].frame(state.choice) for state in drawn(name, most)}
        assert len(packed(frames)) <= ALL[name].page_budget

    def test_text_stays_inside_the_frame(self, name, most):
        texts_stay_inside(drawn(name, most))

    def test_lines_of_text_do_not_lie_on_each_other(self, name, most):
        texts_do_not_lie_on_each_other(drawn(name, most))

    def test_marks_do_not_lie_on_words(self, name, most):
        marks_do_not_lie_on_words(drawn(name, most))

    def test_sizes_of_type_and_height_are_those_of_the_house_style(self, name, most):
        states = drawn(name, most)
        assert len({tuple(state.size) for state in states}) == 1, "the height changes with the state"
        assert states[0].size[1] <= TALLEST
        for state in states:
            for text in state.words:
                assert text.get_fontsize() >= SMALLEST, (state.choice, text.get_text())
            title = max(state.words, key=lambda text: text.get_fontsize()).get_text()
            assert len(title.split()) <= TITLE_WORDS, (state.choice, title)

    def test_only_palette_colours_are_drawn(self, name, most):
        for state in drawn(name, most):
            assert set(re.findall(r"#[0-9a-f]{6}\b", state.svg)) <= PALETTE, state.choice

    def test_the_status_is_printed_and_the_table_is_filled(self, name, most):
        for state in drawn(name, most):
            table = state.picture.table
            assert f"Status: {state.picture.status}" in state.svg, state.choice
            assert table is None or all(cell for row in table.rows for cell in row[:1]), state.choice

    def test_numbers_have_minus_signs_and_no_sentence_is_said_twice(self, name, most):
        for state in drawn(name, most):
            picture = state.picture
            cells = [cell for row in picture.table.rows for cell in row] if picture.table else []
            for text in (picture.description, picture.caption, *cells, *(each.get_text() for each in state.words)):
                assert true_minus(text) == text, state.choice
            notes = " ".join(text for _, text in picture.notes)
            beside = [each for each in sentences(picture.beyond_notes) if len(each.split()) >= FEWEST_WORDS]
            assert len(set(beside)) == len(beside), state.choice
            assert not [each for each in beside if each in notes], state.choice

    def test_a_touch_sets_values_that_controls_have(self, name, most):
        controls = ALL[name].controls
        for state in drawn(name, most):
            for zone in json.loads(zones(state.picture.figure) or "[]"):
                assert any(named for _, *named in zone)
                for edges, *named in zone:
                    assert edges == sorted(edges), state.choice
                    if named:
                        assert controls[named[0]].kind != "toggles"
                        assert set(named[1]) <= set(controls[named[0]].options), state.choice


@pytest.mark.parametrize(("name", "most"), some_and_every([name for name, source in ALL.items() if NARROW in source.widths]))
class TestEveryStateOnAPhone:
    def test_text_stays_inside_the_frame(self, name, most):
        texts_stay_inside(on_a_phone(name, most))

    def test_lines_of_text_do_not_lie_on_each_other(self, name, most):
        texts_do_not_lie_on_each_other(on_a_phone(name, most))

    def test_marks_do_not_lie_on_words(self, name, most):
        marks_do_not_lie_on_words(on_a_phone(name, most))

    def test_size_and_type_are_those_of_the_house_style(self, name, most):
        states = on_a_phone(name, most)
        assert {state.size[0] for state in states} == {NARROW}
        assert len({state.size[1] for state in states}) == 1, "the height changes with the state"
        assert max(state.size[1] for state in states) <= TALLEST_ON_A_PHONE
        for state in states:
            assert min(text.get_fontsize() for text in state.words) >= SMALLEST, state.choice

    def test_it_says_what_the_wide_one_says(self, name, most):
        for state in on_a_phone(name, most):
            wide = ALL[name].frame(state.choice)
            assert (state.picture.description, state.picture.status) == (wide["description"], wide["status"])
            assert f"Status: {wide['status']}" in state.svg
            assert set(re.findall(r"#[0-9a-f]{6}\b", state.svg)) <= PALETTE

    def test_both_widths_fit_the_page_budget(self, name, most):
        for units in ALL[name].widths:
            frames = {ALL[name].key(choice, units): ALL[name].frame(choice, units) for choice in chosen(name, most)}
            assert len(packed(frames)) <= ALL[name].page_budget


def words(name, **choice):
    return ALL[f"mechanism_cascade-{name}"].picture(**choice)


class TestMechanismCascade:
    def test_the_map_of_texts_names_the_steps_that_nobody_names(self):
        assert "inhibitory interneuron activity" in words("who_says_what").description

    def test_the_step_that_s4_tells_the_wrong_way_round_is_quoted_and_left_for_the_prediction(self):
        picture = words("who_says_what", text="S4")
        assert "excitatory (pyramidal) cell firing is for you to judge in part 3" in picture.description
        assert "\u201cblocks excitatory cells\u201d" in picture.svg()
        for shown in (picture, words("who_says_what")):
            said = " ".join([shown.caption, shown.svg(), *(cell for row in shown.table.rows for cell in row)])
            assert not re.search("wrong way|set free", said)
        assert "wrong way" not in " ".join(text for notes in mechanism_cascade.stage.notes().values() for _, text in notes)

    def test_once_the_prediction_on_s4_is_answered_our_own_reading_is_shown(self):
        picture = words("who_says_what", text="S4", asked="answered")
        assert "excitatory (pyramidal) cell firing is the wrong way round" in picture.description
        told = " ".join(cell for row in picture.table.rows for cell in row)
        assert "inhibitory cells are blocked and excitatory cells are set free" in told
        assert "yours to judge" not in words("who_says_what", asked="answered").svg() + picture.svg()

    def test_the_doses_appear_one_after_another(self):
        assert "200" not in words("glutamate_by_dose", upto="50").description
        assert "falls at 200 mg/kg" in words("glutamate_by_dose", upto="200").description

    def test_facts_not_read_in_the_work_say_so_on_the_clock(self):
        assert f"behaviour after stress ({MARKS['second_hand']})" in words("clock", until="4", group="animals").description

    def test_counts_of_findings_on_the_stage_agree_with_the_table(self):
        rows = load("edge_evidence").query("edge == 'pyramidal__glutamate_pfc'")
        people = rows[rows["system"].map(lambda systems: "people" in systems)]
        counts = mechanism_cascade.stage.board()["support"]["pyramidal__glutamate_pfc"]["people"]
        assert counts == [people["supports"].sum(), (~people["supports"].astype(bool)).sum()]

    def test_a_finding_that_was_not_read_says_so_beside_its_arrow(self):
        note = mechanism_cascade.stage.arrow_notes()["pyramidal__glutamate_pfc"]
        assert f"Milak et al. 2020, {MARKS['recalled']}" in note

    def test_an_arrow_says_where_each_finding_was_made_and_what_it_could_show_how_directly(self):
        note = mechanism_cascade.stage.arrow_notes()["mtorc1__synaptic_proteins"]
        rows = load("edge_evidence").query("edge == 'mtorc1__synaptic_proteins'")
        (row,) = rows[rows["ref"] == "li2010"].to_dict("records")
        assert (row["species"], row["region"], row["kind"], row["directness"]) == ("rat", "prefrontal cortex", "necessary", "indirect")
        assert "rats, prefrontal cortex (Li et al. 2010, indirect evidence: a test of necessity" in note
        assert "in our reading" in mechanism_cascade.stage.caption

    def test_all_works_behind_the_pictures_are_in_the_bibliography(self):
        assert all(work(key).full for key in mechanism_cascade.works())
