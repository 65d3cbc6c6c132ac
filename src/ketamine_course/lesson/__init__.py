"""What a notebook calls beside its pictures: questions by name, words, helplines, and the works it rests on."""

from ketamine_course.lesson.asking import (
    after_rating,
    after_telling,
    ask,
    basis,
    calibration,
    my_predictions,
    own_chain,
    question,
    question_files,
    questions,
    questions_of,
)
from ketamine_course.lesson.discernment import ten_claims
from ketamine_course.lesson.glossary import words
from ketamine_course.lesson.help_lines import HelpLines, help_lines
from ketamine_course.lesson.works import reference_list
from ketamine_course.names import COLLECTION

__all__ = [
    "COLLECTION",
    "HelpLines",
    "after_rating",
    "after_telling",
    "ask",
    "basis",
    "calibration",
    "help_lines",
    "my_predictions",
    "own_chain",
    "question",
    "question_files",
    "questions",
    "questions_of",
    "reference_list",
    "ten_claims",
    "words",
]
