"""Write data/lessons/example_class: ratings files of a class that does not exist, for trying the class mode. Always the same bytes.

Each made-up student has a skill, each claim a difficulty. The first answer is the key's with a chance that follows from both, else a
verdict that the atlas calls defensible (or one beside it in the list), else any other. In the second round some move towards what
most of their class said.
All of these numbers are assumed.

usage: python tools/example_class.py
"""

import csv
from collections import Counter
from pathlib import Path

import numpy as np

from ketamine_course import lesson
from ketamine_course.widgets.summary import starting_with

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lessons" / "example_class"
STUDENTS = 16
LEVELS = (20, 40, 60, 80, 95)
COLUMNS = [
    "page",
    "question",
    "kind",
    "prompt",
    "answer",
    "first_answer",
    "right",
    "first_right",
    "confidence",
    "first_confidence",
    "rounds",
]


def _neighbours(row: list[str], value: str) -> list[str]:
    return [row[at] for at in (row.index(value) - 1, row.index(value) + 1) if 0 <= at < len(row)]


def main() -> None:
    random = np.random.default_rng(6)
    questions = starting_with("rate-", lesson.questions().values())
    texts = [[option.text for option in question.options] for question in questions]
    keys = [next(option.text for option in question.options if option.right) for question in questions]
    near = [[option.text for option in question.options if option.feedback.startswith("Defensible")] for question in questions]
    beside = [_neighbours(row, key) for row, key in zip(texts, keys, strict=True)]
    ease = random.uniform(-0.25, 0.3, len(questions))
    skill = random.uniform(0.35, 0.75, STUDENTS)

    def first(student: int, claim: int) -> str:
        if random.random() < skill[student] + ease[claim]:
            return keys[claim]
        return str(random.choice((near[claim] or beside[claim]) if random.random() < 0.75 else texts[claim]))

    said = [[first(student, claim) for claim in range(len(questions))] for student in range(STUDENTS)]
    most = [Counter(row[claim] for row in said).most_common(1)[0][0] for claim in range(len(questions))]
    FOLDER.mkdir(exist_ok=True)
    for student, row in enumerate(said):
        with (FOLDER / f"made_up_student_{student + 1:02}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for claim, question in enumerate(questions):
                answer = most[claim] if random.random() < 0.25 else row[claim]
                sure = [int(LEVELS[min(4, max(0, round(random.normal(2.4 + 2 * (skill[student] - 0.45), 1))))]) for _ in range(2)]
                right = ["yes" if each == keys[claim] else "no" for each in (answer, row[claim])]
                cells = [question.page, question.name, question.kind, question.prompt, answer, row[claim], *right, sure[1], sure[0], 2]
                writer.writerow(cells)


if __name__ == "__main__":
    main()
