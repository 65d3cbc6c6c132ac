"""The draw of facts to be checked: the same for a seed, from all three kinds of text, and made of sentences that state something."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import draw
from checks.absences import Place


def test_the_same_seed_draws_the_same_facts() -> None:
    assert draw.draw(20261129) == draw.draw(20261129)
    assert draw.draw(20261129) != draw.draw(20261130)


@settings(max_examples=5, deadline=None)
@given(size=st.integers(4, 120), seed=st.integers(0, 10**9))
def test_a_draw_has_its_size_and_names_each_fact_once(size: int, seed: int) -> None:
    drawn = draw.draw(seed, size)
    assert len(drawn) == size
    assert len(set(drawn)) == size
    assert sum(each.file.startswith("notebooks/") for each in drawn) == size // 2
    assert sum(each.file.endswith(".yaml") for each in drawn) == size // 4


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("In rats, three doses raised glutamate and two did not change it.", 1),
        ("Choose 75% of the peak and look at which infusions never reach it.", 0),
        ("How many of the 14 steps of this path does any text name at all?", 0),
        ("The model must be able to fail, which is why it is compared.", 0),
        ("Scores fell by 5 points on day 1.", 0),  # shorter than a sentence that can be checked alone
        ("- Relief was fast ([Zarate et al. 2006](#ref-zarate2006)).\n- Levels in blood fall faster than scores do, says S5.", 2),
    ],
)
def test_only_sentences_that_state_something_are_drawn(text: str, facts: int) -> None:
    assert len(list(draw.sentences(Place("notebooks/x.ipynb", "cell", text)))) == facts


def test_rows_without_a_work_are_not_drawn() -> None:
    files = {each.file for each in draw.rows()}
    assert "cascade/edge_evidence.csv" in files
    assert "lessons/help_lines.csv" not in files


def test_the_command_prints_a_table_or_says_how_it_is_used() -> None:
    printed = subprocess.run([sys.executable, "-m", "checks.draw", "7", "8"], capture_output=True, text=True, check=True).stdout
    assert printed.startswith("number,file,place,fact\n1,notebooks/")
    refused = subprocess.run([sys.executable, "-m", "checks.draw", "today"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "usage: python -m checks.draw" in refused.stdout
