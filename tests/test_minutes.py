"""The minutes on the covers are those that reading, answering and looking take, and they stand in one place."""

from __future__ import annotations

import re

import nbformat
import pytest
from conftest import ROOT

from ketamine_course.lesson.asking import questions_of
from ketamine_course.publish import counted_prose

WORDS_A_MINUTE, A_QUESTION, A_FIGURE = 200, 40 / 60, 1.0
"""What sessions that walked the notebooks took as a reader's pace, in minutes."""
LONGER = {"ten_claims(": 4.0, "clinic_page(": 2.0}
"""Minutes more than a figure's for what has many sentences to judge."""
SECOND_RATINGS = 2.0
"""Minutes to talk a rating over and to answer it again."""
AT_MOST = 1.8
"""Writing answers and reading the words of the figures took half as long again as the rest, or up to 1.8 times as long, in those walks."""
LOOKS = re.compile(r"(show\.\w+|clinic_page|exhibit|time_course|example_class|my_predictions|own_text|calibration|ten_claims)\(")
HEADING = re.compile(r"^## (.+)", re.MULTILINE)
LEFT_OUT = {"Go deeper", "References"}
PART = re.compile(r"^\*(Must|Should|Could):", re.MULTILINE)
MUST_ONLY = re.compile(r"the parts marked \*Must\* \(([^)]+)\) alone take about (\d+)")
STEMS = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))


def words(*texts):
    return sum(len(re.findall(r"\w[\w\u2019'.,%-]*", re.sub(r"<[^>]+>|\]\([^)]*\)", "", text))) for text in texts)


def walked(stem):
    """Minutes that a reader needs at least: the prose, each question with all that it says, and a minute for each figure."""
    read, looks, section = 0, 0.0, ""
    for cell in nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown":
            section = HEADING.findall(cell.source)[-1] if HEADING.search(cell.source) else section
            read += 0 if section in LEFT_OUT else words(cell.source)
        elif section not in LEFT_OUT:
            looks += bool(LOOKS.search(cell.source)) + sum(more for name, more in LONGER.items() if name in cell.source)
    asked = questions_of(stem).values()
    for each in asked:
        options = [text for option in each.options for text in (option.text, option.feedback)]
        items = [text for item in each.items for text in (item.text, item.feedback)]
        read += words(each.prompt, each.explanation, each.result, *each.checklist, *options, *items)
    again = sum(each.discuss for each in asked)
    return read / WORDS_A_MINUTE + len(asked) * A_QUESTION + looks * A_FIGURE + again * SECOND_RATINGS


@pytest.mark.parametrize("stem", STEMS)
def test_the_cover_gives_the_time_that_a_walk_takes(stem):
    cover = counted_prose.count(f"minutes_{stem[:2]}")
    assert walked(stem) <= cover <= AT_MOST * walked(stem), (
        f"{stem}: {cover} minutes on the cover, {walked(stem):.0f} at least by the measure"
    )


def parts_left_out(stem):
    """The numbers of the parts marked Must, and the minutes that the other parts take at least."""
    must, minutes, section, asked = [], 0.0, "Must", questions_of(stem)
    for cell in nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4).cells:
        if cell.cell_type == "markdown" and (heading := HEADING.findall(cell.source)):
            (section,) = PART.findall(cell.source) or ["Must"]
            must += [heading[-1].partition(".")[0]] if PART.search(cell.source) and section == "Must" else []
        if section == "Must":
            continue
        if cell.cell_type == "markdown":
            minutes += words(cell.source) / WORDS_A_MINUTE
        else:
            minutes += bool(LOOKS.search(cell.source)) * A_FIGURE
            for name in re.findall(r'ask\("([\w-]+)"\)', cell.source):
                texts = [text for option in asked[name].options for text in (option.text, option.feedback)]
                minutes += words(asked[name].prompt, asked[name].explanation, asked[name].result, *texts) / WORDS_A_MINUTE + A_QUESTION
    return must, minutes


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
