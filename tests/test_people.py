"""Whose file is whose, by what browsers and learning platforms make of its name."""

from __future__ import annotations

import pytest

from ketamine_course.models.appraisal.people import names, people


def groups(*paths, ids=None):
    named = names([tuple(path.split("/")) for path in paths])
    numbers = people(named, ids or [""] * len(paths))
    return len(set(numbers)), [each.attempt for each in named]


@pytest.mark.parametrize(
    "paths",
    [
        ("code7.csv", "code7 (1).csv", "code7 (12).csv"),
        ("code7.csv", "code7(1).csv"),
        ("code7.csv", "code7-1.csv", "code7-2.csv"),
        ("Code7.CSV", "code7.csv", "code7_LATE.csv"),
        ("code7.csv", "code7 - Copy.csv", "code7 - Kopie (2).csv"),
        (
            "Anna_1001_assignsubmission_file_/a.csv",
            "Anna_1001_assignsubmission_file_/b.csv",
            "Anna_1001_assignsubmission_file_/c.txt",
        ),
        ("Anna_1001_assignsubmission_file_a.csv", "all.zip/Anna_1001_assignsubmission_file_/b.csv"),
        ("annasmith_12345_777_answers.csv", "annasmith_LATE_12345_888_answers-1.csv"),
        ("Essay_asmith_attempt_2026-05-01-10-00-00_a.csv", "Essay_asmith_attempt_2026-05-02-09-00-00_b.csv"),
        ("Smith_Anna_asmith_123/20260501100000_a.csv", "Smith_Anna_asmith_123/20260502100000_b.csv"),
        ("12-34 - Anna Smith - 1 May, 2026 900 AM/a.csv", "12-34 - Anna Smith - 2 May, 2026 900 AM/b.csv"),
        ("Smith, Anna(asmith)/Submission attachment(s)/a.csv", "Smith, Anna(asmith)/b.csv"),
        ("week.zip/Anna/a.csv", "week/Anna/a.csv"),
    ],
)
def test_who_handed_in_again_is_one_person_and_the_later_file_is_known(paths):
    count, attempts = groups(*paths)
    assert count == 1
    assert attempts == sorted(attempts)


@pytest.mark.parametrize(
    "paths",
    [
        ("code-1.csv", "code-2.csv", "code-3.csv"),
        ("c0.csv", "c1.csv"),
        ("Anna/answers.csv", "Ben/answers.csv"),
        ("Anna.zip/answers.csv", "Ben.zip/answers.csv"),
        ("A_1001_assignsubmission_file_/answers.csv", "B_1002_assignsubmission_file_/answers.csv"),
        ("asmith_12345_777_answers.csv", "bjones_12346_778_answers.csv"),
        ("Essay_a_attempt_2026-05-01-10-00-00_x.csv", "Essay_b_attempt_2026-05-01-10-00-00_x.csv"),
        ("group_1_2_answers.csv", "group_1_3_answers.csv"),
    ],
)
def test_different_people_stay_different(paths):
    assert groups(*paths)[0] == len(paths)


def test_ids_join_and_part_files_whatever_they_are_called():
    assert groups("a.csv", "b.csv", ids=["x", "x"])[0] == 1
    assert groups("a.csv", "a (1).csv", ids=["x", "y"])[0] == 2
    assert groups("a.csv", "a (1).csv", ids=["", "y"])[0] == 1
    assert groups("a.csv", "a (1).csv", "a (2).csv", ids=["", "x", "y"])[0] == 3
