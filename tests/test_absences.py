"""Sentences about absence: each has a dated search, shows its day, and is found when it has none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_check_data import set_cell

from checks import absences as check
from checks import stale
from ketamine_course import absences
from ketamine_course.tables import DATA_FOLDER, load


def test_every_absence_in_the_collection_rests_on_a_search_and_shows_its_day():
    assert list(check.faults(DATA_FOLDER)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "No such trial is known to us.",
        "We know of none.",
        "Nobody has ever compared speeds.",
        "None was found on 28 November 2026.",
        "No trial has compared speeds.",
        "The nearest trial gave more.",
        "It is the only small trial of its kind.",
        "One of two placebo-controlled trials.",
        "We did not search for it.",
        "Its terms were not looked up.",
    ],
)
def test_these_wordings_are_seen(sentence):
    assert check.absent(f"First another sentence. {sentence} Then one more.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The trial found no difference.",
        "No difference was found between the groups.",
        "The spreads are known to us as reported by others.",
        "Only half of the people answered.",
        "None of the five texts names a source.",
    ],
)
def test_these_are_findings_and_no_absences(sentence):
    assert check.absent(sentence) == []


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs")), max_size=80))
def test_sentences_that_are_seen_stand_in_the_text(text):
    assert all(each in text for each in check.absent(text))


def test_an_absence_without_a_row_is_told_with_its_place(data_copy):
    set_cell("claims", 2, "reason", "The label depends on the definition. No trial is known to us.", data_copy)
    told = [str(fault) for fault in check.faults(data_copy)]
    assert told == [
        "claims/claims.csv, column S1-001 [reason]: tells an absence without a row of absence_sentences: 'No trial is known to us.'"
    ]


def test_a_row_whose_sentence_is_gone_is_told(data_copy):
    row = 2 + list(load("absence_sentences")["file"]).index("claims/claims.csv")
    set_cell("absence_sentences", row, "sentence", "Another sentence.", data_copy)
    told = [str(fault) for fault in check.faults(data_copy)]
    assert any("no longer stands in claims/claims.csv: 'Another sentence.'" in fault for fault in told)


def test_a_search_that_is_run_again_asks_for_the_new_day_in_every_sentence(data_copy):
    names = list(load("absences")["absence"])
    set_cell("absences", 2 + names.index("infusion_speed"), "searched_on", "2027-06-01", data_copy)
    told = [str(fault) for fault in check.faults(data_copy)]
    sentences = load("absence_sentences")
    inside = sentences[(sentences["absence"] == "infusion_speed") & ~sentences["file"].str.contains("notebooks|src")]
    assert len(told) == len(inside) > 3
    assert all("without its day, 1 June 2027" in fault for fault in told)


def test_code_takes_the_day_from_the_table():
    assert absences.told("share_under_skin") == "none found on 28 November 2026"
    assert absences.found_on("share_under_skin") == "was found in our search of 28 November 2026"
    assert absences.told("not_looked_up") == "not searched"
    with pytest.raises(ValueError, match="was found"):
        absences.told("hnk_trial")
    with pytest.raises(KeyError, match="nearest: 'infusion_speed'"):
        absences.told("infusion_sped")


def test_what_is_oldest_comes_first_and_brings_the_search_to_run_again():
    lines = list(stale.lines(date(2027, 3, 1)))
    due = [line for line in lines if line.startswith("DUE")]
    assert due
    assert lines.index(due[0]) == 1
    assert "93 days ago" in due[0]
    assert lines[lines.index(due[0]) + 1].strip().startswith("search again: ")
    assert len([line for line in lines if "search again" in line]) == len(load("absences"))
    assert sum(int(line.split()[1]) for line in lines if " claims, on " in line) == len(load("claims"))


def test_the_command_of_the_makefile_lists_it():
    done = subprocess.run([sys.executable, "-m", "checks.stale", "2026-11-28"], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "never searched" in done.stdout


def test_no_notebook_tells_an_absence_in_its_outputs_without_a_day():
    """Outputs come from tables and pictures, which are held above; this holds that nothing else composes one."""
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                plain = (
                    "".join(output.get("data", {}).get("text/plain", ""))
                    .replace("Authors not known to us", "")
                    .replace("Exact title not known to us", "")
                )
                assert not re.search(r"known to us(?! as)|[Ww]e know of no", plain), (path.name, cell["id"])
