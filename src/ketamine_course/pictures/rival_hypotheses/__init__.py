"""Pictures of notebook 02: the accounts on the common map, blocks, the bench of experiments, and what they add up to."""

from ketamine_course.pictures.rival_hypotheses._belief import belief_gap
from ketamine_course.pictures.rival_hypotheses._block import block_a_step
from ketamine_course.pictures.rival_hypotheses._common import works
from ketamine_course.pictures.rival_hypotheses._drugs import same_target
from ketamine_course.pictures.rival_hypotheses._experiment import experiment_bench
from ketamine_course.pictures.rival_hypotheses._map import account_map
from ketamine_course.pictures.rival_hypotheses._mixture import mixture
from ketamine_course.pictures.rival_hypotheses._scoreboard import scoreboard
from ketamine_course.pictures.rival_hypotheses._species import two_species

__all__ = [
    "account_map",
    "belief_gap",
    "block_a_step",
    "experiment_bench",
    "mixture",
    "same_target",
    "scoreboard",
    "two_species",
    "works",
]
