"""Pictures of notebook 01: who names which step, the walk, the signs, the clock, and what each arrow rests on."""

from ketamine_course.pictures.mechanism_cascade._clock import clock
from ketamine_course.pictures.mechanism_cascade._common import works
from ketamine_course.pictures.mechanism_cascade._doses import glutamate_by_dose
from ketamine_course.pictures.mechanism_cascade._evidence import arrow_evidence, arrows_in_people
from ketamine_course.pictures.mechanism_cascade._signs import signs
from ketamine_course.pictures.mechanism_cascade._walk import walk
from ketamine_course.pictures.mechanism_cascade._who import who_says_what

__all__ = ["arrow_evidence", "arrows_in_people", "clock", "glutamate_by_dose", "signs", "walk", "who_says_what", "works"]
