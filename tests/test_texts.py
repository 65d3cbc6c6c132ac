"""Texts as a reader meets them: minus signs, and no sentence twice in one place."""

from __future__ import annotations

import json

import nbformat
import pytest
from conftest import ROOT

from ketamine_course.lesson import questions
from ketamine_course.pictures import mechanism_cascade
from ketamine_course.pictures.claim_quality._atlas import claim_catalogue
from ketamine_course.pictures.route_dose_rate._trials import trial_catalogue
from ketamine_course.texts import not_said_in, true_minus, with_true_minus
from ketamine_course.widgets.picture import Picture, Table, blank


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("from -26% to 91%", "from \u221226% to 91%"),
        ("d=-0.82 (-1.2 to -.4)", "d=\u22120.82 (\u22121.2 to \u2212.4)"),
        ("TRANSFORM-1, -2 and -3 gave -4.0", "TRANSFORM-1, -2 and -3 gave \u22124.0"),
        ("S1-015, 2-6 days, 0\u2013-1", "S1-015, 2-6 days, 0\u2013-1"),
    ],
)
def test_hyphens_before_numbers_become_minus_signs_and_those_of_names_stay(typed: str, read: str) -> None:
    assert true_minus(typed) == read


def test_what_is_said_beside_is_left_out_with_its_label_and_its_works() -> None:
    notes = ["S4-018: It is important for the benefit.", "In rats: It stopped the change. Li et al. 2010 (read)"]
    text = "Number 1 of 15. S4-018: It is important for the benefit. In animals: It stopped the change. (Li et al. 2010.) Nothing more."
    assert not_said_in(text, notes) == "Number 1 of 15. Nothing more."
    assert not_said_in(text, []) == text


def test_a_picture_says_its_numbers_with_minus_signs_and_its_notes_once() -> None:
    table = Table("Falls", ("Who", "Points"), (("All", "-3.2 (-6 to 0.1)"),))
    picture = Picture(blank(10, 10), "One view. Scores fell by -3 points.", "simulated", table, (("Why", "Scores fell by -3 points."),))
    assert picture.caption == "One view. Why: Scores fell by \u22123 points."
    assert picture.description == "One view. Scores fell by \u22123 points."
    assert picture.table is not None
    assert picture.table.rows == (("All", "\u22123.2 (\u22126 to 0.1)"),)


def test_questions_prose_and_lists_have_minus_signs() -> None:
    asked = [each.definition() for each in questions().values()]
    prose = [
        cell.source
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
    ]
    lists = [rows for each in (claim_catalogue(), trial_catalogue()) for rows in each.rows()]
    stage = mechanism_cascade.stage.knowledge()
    for said in (asked, prose, lists, stage["steps"], stage["arrows"], stage["routes"]):
        plain = json.loads(json.dumps(said))
        assert with_true_minus(plain) == plain
