"""Rows as entries of a catalogue: amounts read well, keys of works become citations, and what was not read says so."""

from __future__ import annotations

import math

import pytest

from ketamine_course.pictures import _entries as entries

NONE = float("nan")


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (8, 19, "% of people", "8 to 19% of people"),
        (1.5, NONE, "h", "1.5 h"),
        (-0.9, NONE, "points", "\u22120.9 points"),
        (NONE, NONE, "points", ""),
        (2.0, NONE, "", "2"),
        (1, NONE, "pages", "1 page"),
        (1, 4, "cases", "1 to 4 cases"),
    ],
)
def test_amounts_read_as_in_a_sentence(low, high, unit, words):
    assert entries.amount(low, high, unit) == words


def test_an_empty_cell_makes_no_part():
    parts = entries.filled(("a", ""), ("b", math.nan), ("c", ()), ("d", None), ("e", 12.0), ("f", ("x", "y")))
    assert parts == [("e", "12"), ("f", "x; y")]


def test_keys_of_works_become_citations_and_other_words_stay():
    assert entries.named("as in gastaldon2019, not s2021") == "as in Gastaldon et al. 2019, not s2021"


def test_a_work_that_was_not_read_says_so_in_its_link():
    words, address = entries.link("fda2023compounded")
    assert words.endswith("(known as reported by others)")
    assert address.startswith("https://")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"mark": "seen"}, []),
        ({"mark": "second_hand"}, ["As reported by others"]),
        ({"mark": "recalled", "recalled_parts": "Both numbers"}, ["From memory, not yet checked: both numbers"]),
        ({"mark": "seen", "recalled_parts": ("dose", "funding")}, ["From memory, not yet checked: dose; funding"]),
        ({"mark": "assumption", "mark_note": "our reasoning."}, ["Assumed. Our reasoning"]),
    ],
)
def test_what_was_not_read_as_a_whole_says_so(row, said):
    assert [text for _, text in entries.checked(row)] == said
