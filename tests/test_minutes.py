"""The minutes on the covers are those that reading, answering and looking take, and they stand in one place."""

from __future__ import annotations

import re

import nbformat
import pytest
from conftest import ROOT

from ketamine_course.lesson.asking import questions_of
from ketamine_course.publish import counted_prose, reading_minutes

AT_MOST = 1.8
"""Writing answers and reading the words of the figures took half as long again as the rest, or up to 1.8 times as long, in those walks."""
MUST_ONLY = re.compile(r"the parts marked \*Must\* \(([^)]+)\) alone take about (\d+)")
STEMS = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))


def notebook(stem):
    return nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4)


def measured(stem):
    return reading_minutes.measured(notebook(stem), questions_of(stem))


def walked(stem):
    """Minutes that a reader needs at least: the prose, each question with all that it says, and a minute for each figure."""
    return sum(part.minutes for part in measured(stem))


@pytest.mark.parametrize("stem", STEMS)
def test_the_cover_gives_the_time_that_a_walk_takes(stem):
    cover = counted_prose.count(f"minutes_{stem[:2]}")
    assert walked(stem) <= cover <= AT_MOST * walked(stem), (
        f"{stem}: {cover} minutes on the cover, {walked(stem):.0f} at least by the measure"
    )


def parts_left_out(stem):
    """The numbers of the parts marked Must, and the minutes that the other parts take at least."""
    parts = measured(stem)
    must = [part.name.partition(".")[0] for part in parts if part.mark == "Must"]
    return must, sum(part.minutes for part in parts if part.mark in ("Should", "Could"))


@pytest.mark.parametrize("stem", STEMS)
def test_every_question_is_counted_in_the_part_that_asks_it(stem):
    cells = [cell.source for cell in notebook(stem).cells if cell.cell_type == "code"]
    assert sorted(name for source in cells for name in reading_minutes.ASKED.findall(source)) == sorted(questions_of(stem))


@pytest.mark.parametrize("stem", STEMS)
def test_the_minutes_of_the_parts_come_to_those_of_the_cover(stem):
    parts = reading_minutes.parts(notebook(stem), questions_of(stem))
    cover = counted_prose.count(f"minutes_{stem[:2]}")
    assert all(part.minutes >= 1 and part.minutes == int(part.minutes) for part in parts)
    assert abs(sum(part.minutes for part in parts) - cover) <= len(parts) / 2
    assert not {part.name for part in parts} & {"Go deeper", "References", ""}


def test_a_part_with_more_to_do_takes_longer():
    def minutes(*cells):
        cover = nbformat.v4.new_markdown_cell("**Time:** about 20 minutes")
        return [part.minutes for part in reading_minutes.parts(nbformat.v4.new_notebook(cells=[cover, *cells]), {})]

    part = [nbformat.v4.new_markdown_cell(f"## {number}. Part\n*Must: x.*\n" + "word " * 200) for number in (1, 2)]
    figure = nbformat.v4.new_code_cell("show.sixty_outcomes()")
    assert minutes(*part) == [10, 10]
    assert minutes(part[0], figure, figure, part[1]) == [15, 5]


def test_a_cover_that_gives_the_time_of_what_must_be_read_names_those_parts_and_measures_them():
    found = 0
    for stem in STEMS:
        cover = nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4)
        told = [said for cell in cover.cells for said in MUST_ONLY.findall(cell.source)]
        must, others = parts_left_out(stem)
        for parts, minutes in told:
            assert re.findall(r"\d+", parts) == must
            assert walked(stem) - others <= int(minutes) <= AT_MOST * (walked(stem) - others)
            found += 1
    assert found


@pytest.mark.parametrize("path", ["README.md", "notebooks/00_start_here.ipynb"])
def test_lists_of_notebooks_take_their_minutes_from_the_covers(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    numbers = {stem[:2] for stem in STEMS} - ({path[10:12]} if path.startswith("notebooks") else set())
    assert set(re.findall(r"\d+<!--minutes_(\d\d)-->", text)) == numbers
    assert [name for shown, name in re.findall(r"(\d+)<!--(minutes_\w+)-->", text) if int(shown) != counted_prose.count(name)] == []


def test_the_shortest_and_the_longest_are_found():
    minutes = [counted_prose.count(f"minutes_{stem[:2]}") for stem in STEMS]
    assert (counted_prose.count("minutes_least"), counted_prose.count("minutes_most")) == (min(minutes), max(minutes))
    assert counted_prose.count("notebook_hours") == round(sum(minutes) / 60)
