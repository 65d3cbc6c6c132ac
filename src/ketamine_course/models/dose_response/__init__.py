"""Dose and response: what each dose of a published trial gained over its control, read from the tables."""

from ketamine_course.models.dose_response._printed import PERCENTAGE_POINTS, POINTS, STANDARD_DEVIATIONS, Arm
from ketamine_course.models.dose_response._readings import Reading, reading, reading_labels

__all__ = ["PERCENTAGE_POINTS", "POINTS", "STANDARD_DEVIATIONS", "Arm", "Reading", "reading", "reading_labels"]
