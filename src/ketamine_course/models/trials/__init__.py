"""Simulated trials on the MADRS scale, and the statistics that tell variation in outcome from variation in effect."""

from ketamine_course.models.trials._chance import Cut, Fished, best_cut, chance_of_any, fish, interaction_p
from ketamine_course.models.trials._measures import (
    Estimate,
    Gap,
    gap,
    hiding_correlation,
    largest_hidden_sd,
    people_per_arm,
    pooled_sd,
    remitted,
    responded,
    sd_from_t,
    smallest_change,
    spread_ratio,
    standard_error_of_measurement,
    variance_ratio,
)
from ketamine_course.models.trials._published import Spread, arm_spread, own_ratio, own_ratios, people_in
from ketamine_course.models.trials._selection import Attendance, Retest, expected_retest, retest, who_stays
from ketamine_course.models.trials._setting import Setting, default, worked_inputs
from ketamine_course.models.trials._simulate import Arm, Trial, crossover, effect_variance, two_arm

__all__ = [
    "Arm",
    "Attendance",
    "Cut",
    "Estimate",
    "Fished",
    "Gap",
    "Retest",
    "Setting",
    "Spread",
    "Trial",
    "arm_spread",
    "best_cut",
    "chance_of_any",
    "crossover",
    "default",
    "effect_variance",
    "expected_retest",
    "fish",
    "gap",
    "hiding_correlation",
    "interaction_p",
    "largest_hidden_sd",
    "own_ratio",
    "own_ratios",
    "people_in",
    "people_per_arm",
    "pooled_sd",
    "remitted",
    "responded",
    "retest",
    "sd_from_t",
    "smallest_change",
    "spread_ratio",
    "standard_error_of_measurement",
    "two_arm",
    "variance_ratio",
    "who_stays",
    "worked_inputs",
]
