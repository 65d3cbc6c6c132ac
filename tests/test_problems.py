"""Many problems of a file in few lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.models.appraisal.problems import LINES_A_FILE, Problem, grouped


def test_the_first_of_each_kind_are_shown_and_the_rest_counted():
    many = [Problem("a.csv", row, "no answer", "answer") for row in range(2, 42)] + [Problem("a.csv", None, "is odd", "odd")]
    assert [str(each) for each in grouped(many)] == [
        "a.csv, row 2: no answer",
        "a.csv, row 3: no answer; and 38 more of this kind",
        "a.csv: is odd",
    ]
    assert grouped(many[:5]) == many[:5]


@given(st.lists(st.sampled_from("abcdefg"), max_size=60))
def test_a_file_never_has_more_lines_than_fit(kinds):
    lines = grouped([Problem("a.csv", row, kind, kind) for row, kind in enumerate(kinds)])
    assert len(lines) <= LINES_A_FILE
    assert {line.kind for line in lines} <= set(kinds)
    assert bool(lines) == bool(kinds)
