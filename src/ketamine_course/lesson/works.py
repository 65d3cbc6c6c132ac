"""The works behind a notebook."""

from __future__ import annotations

from importlib import import_module

from ketamine_course.lesson import clinic_page, discernment
from ketamine_course.lesson.asking import questions_of
from ketamine_course.references import ReferenceList


def reference_list(notebook: str) -> ReferenceList:
    """Return the works behind a notebook: those of its pictures, of its questions, and of forms and a clinic's page where it has them.

    Parameters
    ----------
    notebook : str
        Its name without ending, such as ``"01_mechanism_cascade"``; pictures and questions go by the same name.
    """
    pictures = import_module(f"ketamine_course.pictures.{notebook[3:]}")
    asked = {key for each in questions_of(notebook).values() for key in each.refs}
    judged = discernment.works() if notebook in {each.page for each in discernment.ROUNDS} else set()
    return ReferenceList(set(pictures.works()) | asked | judged | clinic_page.works(notebook))
