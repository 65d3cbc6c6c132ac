"""Pictures of notebook 02: the accounts as lines and on the stage, the bench of experiments, and what they add up to."""

from ketamine_course.pictures._scene import account_stage as stage
from ketamine_course.pictures._scene import line_map, stage_with
from ketamine_course.pictures.rival_hypotheses._belief import belief_gap
from ketamine_course.pictures.rival_hypotheses._common import works
from ketamine_course.pictures.rival_hypotheses._drugs import same_target
from ketamine_course.pictures.rival_hypotheses._experiment import experiment_bench
from ketamine_course.pictures.rival_hypotheses._scoreboard import scoreboard
from ketamine_course.pictures.rival_hypotheses._species import two_species

__all__ = [
    "belief_gap",
    "experiment_bench",
    "line_map",
    "same_target",
    "scoreboard",
    "stage",
    "stage_with",
    "two_species",
    "works",
]
