"""Questions give nothing away: a reader who reads no text scores no better than chance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from math import comb

import nbformat
import pytest

from ketamine_course.publish.shipped import NOTEBOOKS
from ketamine_course.publish.teacher.build import questions_of
from ketamine_course.widgets.question import Question

ABSOLUTE = re.compile(
    r"\b(all|always|any|cannot|certain|every\w*|everything|impossible|must|never|no|nobody|none|nothing|only|proven|wrong)\b", re.IGNORECASE
)
HEDGED = re.compile(
    r"\b(about|can|could|fair\w*|likely|may|might|partly|perhaps|possibl\w*|probabl\w*|seen|some|somewhere)\b", re.IGNORECASE
)

Score = Callable[[Question, int], float]
"""How much an option appeals to a reader who sees shapes and signal words, and takes in no meaning."""


def hits(pattern: re.Pattern[str], question: Question, at: int) -> int:
    return len(pattern.findall(question.options[at].text))


def length(question: Question, at: int) -> int:
    return len(question.options[at].text)


def from_the_middle(question: Question, at: int) -> float:
    return abs(at - (len(question.options) - 1) / 2)


def rank_from_the_middle(question: Question, at: int) -> float:
    lengths = sorted(length(question, each) for each in range(len(question.options)))
    return abs(lengths.index(length(question, at)) - (len(lengths) - 1) / 2)


SOLVERS: dict[str, Score] = {
    "longest": length,
    "shortest": lambda question, at: -length(question, at),
    "of middle length": lambda question, at: -rank_from_the_middle(question, at),
    "in the middle": lambda question, at: -from_the_middle(question, at),
    "first": lambda _question, at: -at,
    "last": lambda _question, at: at,
    "most hedged": lambda question, at: hits(HEDGED, question, at),
    "fewest absolute words": lambda question, at: -hits(ABSOLUTE, question, at),
    "boldest": lambda question, at: hits(ABSOLUTE, question, at) - hits(HEDGED, question, at),
    "most cautious": lambda question, at: hits(HEDGED, question, at) - hits(ABSOLUTE, question, at),
}


@cache
def asked(kind: str) -> list[Question]:
    names = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    return [question for name in names for question in questions_of(name).values() if question.kind == kind]


def singles() -> list[Question]:
    return asked("single")


def expected(question: Question, score: Score) -> float:
    """Return the chance that a solver with this taste is right; it guesses among options that it likes equally."""
    scores = [score(question, at) for at in range(len(question.options))]
    liked = [at for at, each in enumerate(scores) if each == max(scores)]
    return sum(question.options[at].right for at in liked) / len(liked)


def upper_bound(questions: list[Question]) -> int:
    """Return the smallest score that a pure guesser exceeds in at most 2.5% of sittings."""
    number = len(questions)
    chance = sum(1 / len(question.options) for question in questions) / number
    within = 0.0
    for score in range(number + 1):
        within += comb(number, score) * chance**score * (1 - chance) ** (number - score)
        if within >= 0.975:
            return score
    return number


@pytest.mark.parametrize("taste", SOLVERS)
def test_a_solver_that_cannot_read_stays_within_chance(taste: str) -> None:
    score = sum(expected(question, SOLVERS[taste]) for question in singles())
    assert score <= upper_bound(singles()), f"the option that is {taste} is right in {score:.1f} of {len(singles())} questions"


def test_a_reader_who_knows_everything_is_noticed() -> None:
    assert sum(expected(question, lambda each, at: each.options[at].right) for question in singles()) > upper_bound(singles())


def test_the_right_option_is_the_longest_in_at_most_two_of_five() -> None:
    longest = [question.name for question in singles() if longest_option(question) == key(question)]
    assert len(longest) <= 0.4 * len(singles()), longest


def longest_option(question: Question) -> int:
    return max(range(len(question.options)), key=lambda at: (length(question, at), question.options[at].right))


def key(question: Question) -> int:
    return next(at for at, option in enumerate(question.options) if option.right)


def test_no_position_holds_the_key_in_more_than_two_of_five() -> None:
    places = Counter(key(question) for question in singles())
    assert max(places.values()) <= 0.4 * len(singles()), places


def test_some_bold_options_are_right_and_some_careful_ones_are_not() -> None:
    bold = [hits(ABSOLUTE, question, key(question)) > 0 for question in singles()]
    careful = [any(hits(HEDGED, q, at) > 0 and not q.options[at].right for at in range(len(q.options))) for q in singles()]
    assert sum(bold) >= 0.1 * len(singles())
    assert sum(careful) >= 0.2 * len(singles())


def test_choose_all_has_no_pattern() -> None:
    several = asked("several")
    patterns = [tuple(option.right for option in question.options) for question in several]
    assert max(Counter(patterns).values()) <= len(several) / 3, patterns
    for place in range(4):
        right = sum(pattern[place] for pattern in patterns)
        assert 0.2 * len(several) <= right <= 0.8 * len(several), f"option {place + 1} is right in {right} of {len(several)}"
    assert 0 < sum(pattern[-1] for pattern in patterns) < len(several)
    assert len({sum(pattern) for pattern in patterns}) > 2


LOOKS = re.compile(r"(show\.\w+|clinic_page|exhibit|time_course|example_class|my_predictions|own_text|calibration|own)\(")
"""What gives readers something to look at or to do between questions."""


def test_at_most_four_questions_in_a_row_without_a_picture() -> None:
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        found = questions_of(path.stem)
        row: list[str] = []
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            asked_here = re.match(r'ask\("([\w-]+)"\)', cell.source)
            # The twelve ratings of notebook 06 are one exercise, which class mode takes as a whole.
            if asked_here and found[asked_here[1]].kind != "rating":
                row.append(asked_here[1])
            elif LOOKS.search(cell.source):
                row = []
            assert len(row) <= 4, f"{path.stem}: {row}"


def test_every_question_of_a_file_is_asked_once() -> None:
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
        assert sorted(re.findall(r'^ask\("([\w-]+)"\)', cells, re.MULTILINE)) == sorted(questions_of(path.stem)), path.stem
