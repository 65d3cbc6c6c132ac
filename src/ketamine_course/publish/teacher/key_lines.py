"""Keys in one line, as a teacher reads them in front of a class: letters, numbers or words, computed from the questions."""

from collections.abc import Mapping
from typing import Any

from ketamine_course.names import listed
from ketamine_course.publish.teacher.handouts import GENTLE_PAIRS, KEY, TEXTS, handout, marked_words
from ketamine_course.widgets.question import Option, Question
from ketamine_course.widgets.question_items import word_of
from ketamine_course.widgets.question_rules import NUMBERS
from ketamine_course.yaml_files import read

VERDICT = 2
"""The column of a key of claims that holds the verdict."""


def key_line(question: Question) -> str:
    """Return the key of a question as the handout shows it: letters, a number with what counts as right, or words; none for free text."""
    if question.kind in NUMBERS:
        return _number(question)
    if question.kind == "order":
        return ", ".join(f"{item.answer:g}" for item in question.items)
    if question.items:
        return _by_answer(question)
    if not question.options:
        return ""
    right = [_letter(question, option) for option in question.options if option.right]
    argued = [_letter(question, option) for option in question.options if option.defensible]
    return listed(right) + (f" ({listed(argued)} defensible)" if argued else "")


def _by_answer(question: Question) -> str:
    """Return each answer of a question with several places, after the names of the places to which it belongs."""
    found: dict[str, list[str]] = {}
    for item in question.items:
        found.setdefault(word_of(question, item.answer), []).append(item.text)
    return "; ".join(f"{', '.join(places)}: {answer}" for answer, places in found.items())


def _letter(question: Question, option: Option) -> str:
    return chr(ord("A") + question.options.index(option))


def _number(question: Question) -> str:
    answer, unit = question.answer or 0, "%" if question.unit == "%" else ""
    if not question.tolerance:
        return f"{answer:g}{unit}"
    least, most = answer - question.tolerance, answer + question.tolerance
    least = least if question.lowest is None else max(least, question.lowest)
    most = most if question.highest is None else min(most, question.highest)
    return f"{answer:g}{unit} ({least:.6g} to {most:.6g})"


def vote_line(name: str, common: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a handout of claims to vote on is called, and the numbers of its verdicts in order."""
    key, names = handout(f"{name}{KEY}", ()), [each["name"] for each in common["verdicts"]]
    return key.title.partition(",")[0], " ".join(str(names.index(row[VERDICT]) + 1) for row in key.rows)


def handout_lines(name: str) -> list[tuple[str, str]]:
    """Return the key of a handout that no question asks about, line by line: what it is called, and the answer. Most have none."""
    if name == "gentle_pairs":
        short = read(TEXTS)[f"{name}{KEY}"]["short"]
        return [(f"Pair {number}", short[each]) for number, each in enumerate(GENTLE_PAIRS, start=1)]
    if name == "page_to_underline":
        return [(title, _by_sentence(kind)) for kind, title in (("careful", "Careful"), ("strong", "Strong"))]
    return []


def _by_sentence(kind: str) -> str:
    """Return the careful or the strong words of the part of the page that a short lesson reads, each with its sentence's number."""
    return "; ".join(f"{number} {words.replace(';', ',')}" for number, words in marked_words()[kind].items())
