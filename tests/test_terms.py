"""Wordings that readers stumble over are found wherever readers meet them, and nowhere else."""

from __future__ import annotations

import pytest

from checks import terms

KNOWN = terms.terms()


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("People were drawn by lot.", "randomised"),
        ("The interval holds 1.", "includes 0"),
        ("Given by vein, it acts fast.", "intravenous"),
        ("On a web page, everything is alive already.", "works already"),
        ("Only what was read in the work named counts.", "the cited work"),
    ],
)
def test_each_fault_says_where_it_is_and_what_to_write(text, write):
    (fault,) = terms.faults(f"A first line.\n{text}", "README.md", KNOWN)
    assert fault.startswith("README.md, line 2: ")
    assert fault.endswith(f"write: {write}")


@pytest.mark.parametrize(
    "text", ["An amendment was published.", "The hold was released.", "We recommend the cited work.", "It is also too small."]
)
def test_ordinary_english_passes(text):
    assert list(terms.faults(text, "README.md", KNOWN)) == []


def test_texts_that_code_writes_are_read_and_docstrings_are_not():
    source = '"""Drawn by lot."""\nNOTE = f"Drawn by lot: {people} people."\n'
    assert [(line, text) for line, text in terms.literals(source) if "lot" in text] == [(2, "Drawn by lot: ")]


def test_no_wording_of_the_list_reaches_a_reader():
    assert terms.all_faults() == []
