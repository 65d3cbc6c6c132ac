"""The scene of the cascade and the stage on which it is played with."""

from ketamine_course.pictures.scene._drawn import draw, paint
from ketamine_course.pictures.scene._layout import LAYOUTS, NARROW, WIDE, Layout, homeless, places, ways
from ketamine_course.pictures.scene._stage import stage

__all__ = ["LAYOUTS", "NARROW", "WIDE", "Layout", "draw", "homeless", "paint", "places", "stage", "ways"]
