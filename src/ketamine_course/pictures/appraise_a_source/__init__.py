"""Pictures of notebook 06: what chance agreement is, how far raters agree elsewhere and here, and a made-up class."""

from ketamine_course.pictures.appraise_a_source._chance import beyond_chance
from ketamine_course.pictures.appraise_a_source._class import example_class
from ketamine_course.pictures.appraise_a_source._opening import two_raters
from ketamine_course.pictures.appraise_a_source._raters import raters_compared
from ketamine_course.pictures.appraise_a_source._raters import works as works
from ketamine_course.pictures.appraise_a_source._toolbox import toolbox, toolbox_catalogue

__all__ = [
    "beyond_chance",
    "example_class",
    "raters_compared",
    "toolbox",
    "toolbox_catalogue",
    "two_raters",
    "works",
]
