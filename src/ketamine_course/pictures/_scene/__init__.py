"""The scene of the cascade and the stage on which it is played with."""

from ketamine_course.pictures._scene._drawn import draw, paint
from ketamine_course.pictures._scene._layout import LAYOUTS, MAPS, NARROW, WIDE, Layout, homeless, places, ways
from ketamine_course.pictures._scene._notes import stage_works
from ketamine_course.pictures._scene._stage import account_stage, line_map, stage, stage_with

__all__ = [
    "LAYOUTS",
    "MAPS",
    "NARROW",
    "WIDE",
    "Layout",
    "account_stage",
    "draw",
    "homeless",
    "line_map",
    "paint",
    "places",
    "stage",
    "stage_with",
    "stage_works",
    "ways",
]
