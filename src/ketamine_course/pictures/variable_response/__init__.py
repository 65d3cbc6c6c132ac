"""Pictures of notebook 04: factors, responders, spread, selection, control arms, fishing, who is counted, time, and partners."""

import scipy.special  # noqa: F401 - what simulates trials needs it: no picture should wait for it

from ketamine_course.pictures.variable_response._common import works
from ketamine_course.pictures.variable_response._control import control_arm
from ketamine_course.pictures.variable_response._counted import denominators
from ketamine_course.pictures.variable_response._course import time_course
from ketamine_course.pictures.variable_response._factor_card import factor_card
from ketamine_course.pictures.variable_response._factors import factor_map
from ketamine_course.pictures.variable_response._fishing import fishing
from ketamine_course.pictures.variable_response._measures import measure_catalogue, measure_list
from ketamine_course.pictures.variable_response._opening import sixty_outcomes
from ketamine_course.pictures.variable_response._partners import partners
from ketamine_course.pictures.variable_response._power import can_you_see_it
from ketamine_course.pictures.variable_response._ratios import variance_ratios
from ketamine_course.pictures.variable_response._responders import shared_gain
from ketamine_course.pictures.variable_response._retest import picked_by_score
from ketamine_course.pictures.variable_response._rounds import repeated_rounds
from ketamine_course.pictures.variable_response._spread import spread_of_arms
from ketamine_course.pictures.variable_response._stayers import who_stays
from ketamine_course.pictures.variable_response._unblinding import unblinding

__all__ = [
    "can_you_see_it",
    "control_arm",
    "denominators",
    "factor_card",
    "factor_map",
    "fishing",
    "measure_catalogue",
    "measure_list",
    "partners",
    "picked_by_score",
    "repeated_rounds",
    "shared_gain",
    "sixty_outcomes",
    "spread_of_arms",
    "time_course",
    "unblinding",
    "variance_ratios",
    "who_stays",
    "works",
]
