"""The questions of a data folder: what cannot be used is told once, with file, question and field, and what rests on nothing, too."""

from __future__ import annotations

import pytest

from checks.questions import question_faults

FILE = "lessons/questions/05_claim_quality.yaml"


def change(folder, old, new):
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "refs: [gastaldon2019]",
            "refs: [gastaldon2091]",
            "question predict-approved, field refs: 'gastaldon2091' is unknown; nearest: 'gastaldon2019'",
        ),
        (
            "  refs: [gastaldon2019]\n",
            "",
            "question predict-approved, field refs: is empty, but the answer counts as seen in a work",
        ),
        (
            """
    - "I use a word such as “may”, or I name what decides whether it helps."
""",
            "\n",
            "question claims-bridge, field checklist: number of points 1; a free text needs 2 to 5 of them",
        ),
        (
            "I use a word such as “may”, or I name what decides whether it helps.",
            "My sentence keeps both halves: the brain may change more easily, and that alone is not a benefit.",
            "question claims-bridge, field checklist: has the same point twice",
        ),
        (
            '  explanation: "One possible answer: After ketamine',
            '  explained: "One possible answer: After ketamine',
            "line {line}, question 4 (claims-bridge), field explained: 'explained' is unknown; nearest: 'explanation'",
        ),
    ],
)
def test_a_fault_is_told_once_with_its_place(data_copy, old, new, fault):
    change(data_copy, old, new)
    line = 1 + (data_copy / FILE).read_text(encoding="utf-8").partition(new or "\n")[0].count("\n")
    (told,) = question_faults(data_copy)
    assert str(told) == f"{FILE}, {fault.format(line=line)}"


def test_a_name_in_two_files_is_told(data_copy):
    path = data_copy / FILE
    path.with_name("09_copy.yaml").write_text("- name:" + path.read_text(encoding="utf-8").split("- name:")[1], encoding="utf-8")
    (told,) = question_faults(data_copy)
    assert str(told).endswith("stands already in 05_claim_quality.yaml")
