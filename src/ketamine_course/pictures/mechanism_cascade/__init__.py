"""Pictures of notebook 01: who names which step, the stage, the clock, and glutamate by dose."""

from ketamine_course.pictures._scene import stage
from ketamine_course.pictures.mechanism_cascade._clock import clock
from ketamine_course.pictures.mechanism_cascade._common import works
from ketamine_course.pictures.mechanism_cascade._doses import glutamate_by_dose
from ketamine_course.pictures.mechanism_cascade._who import who_says_what

__all__ = ["clock", "glutamate_by_dose", "stage", "who_says_what", "works"]
