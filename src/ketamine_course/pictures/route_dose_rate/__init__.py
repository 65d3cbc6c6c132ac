"""Pictures of notebook 03: how much arrives and when, speed, people, doses and responses, and what *micro* means."""

from ketamine_course.pictures.route_dose_rate._arms import dose_response
from ketamine_course.pictures.route_dose_rate._availability import bioavailability
from ketamine_course.pictures.route_dose_rate._checks import check_points
from ketamine_course.pictures.route_dose_rate._crowd import crowd
from ketamine_course.pictures.route_dose_rate._kinetics import kinetics, kinetics_catalogue
from ketamine_course.pictures.route_dose_rate._opening import many_routes
from ketamine_course.pictures.route_dose_rate._overlap import overlap
from ketamine_course.pictures.route_dose_rate._rate import rate_of_delivery
from ketamine_course.pictures.route_dose_rate._tanks import two_tanks
from ketamine_course.pictures.route_dose_rate._timing import routes_in_time
from ketamine_course.pictures.route_dose_rate._trials import trial_catalogue, trial_list
from ketamine_course.pictures.route_dose_rate._word import what_micro_means
from ketamine_course.pictures.route_dose_rate._works import works

__all__ = [
    "bioavailability",
    "check_points",
    "crowd",
    "dose_response",
    "kinetics",
    "kinetics_catalogue",
    "many_routes",
    "overlap",
    "rate_of_delivery",
    "routes_in_time",
    "trial_catalogue",
    "trial_list",
    "two_tanks",
    "what_micro_means",
    "works",
]
