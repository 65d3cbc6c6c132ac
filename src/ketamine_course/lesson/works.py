"""The works behind a notebook."""

from __future__ import annotations

from importlib import import_module

from ketamine_course.lesson.asking import questions, questions_of
from ketamine_course.references import ReferenceList
from ketamine_course.widgets.summary import starting_with


def reference_list(notebook: str, repeated: str = "") -> ReferenceList:
    """Return the works behind a notebook: those of its pictures and of its questions.

    Parameters
    ----------
    notebook : str
        Its name without ending, such as ``"01_mechanism_cascade"``; pictures and questions go by the same name.
    repeated : str
        How the names of questions start that it repeats from another notebook.
    """
    pictures = import_module(f"ketamine_course.pictures.{notebook[3:]}")
    asked = list(questions_of(notebook).values())
    asked += starting_with(repeated, questions().values()) if repeated else ()
    return ReferenceList(set(pictures.works()) | {key for each in asked for key in each.refs})
