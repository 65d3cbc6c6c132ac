"""Outlines in few letters say the same as those that they were written from."""

import random
import re

import pytest

from ketamine_course.widgets.svg_paths import shape


def end_of(outline):
    """Return where an outline of relative lines and curves ends."""
    x = y = 0.0
    for letter, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", outline):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]
        for step in {"h": [[each, 0.0] for each in numbers], "v": [[0.0, each] for each in numbers]}.get(letter, [numbers]):
            along = step if letter in "Mhv" else [sum(step[at::2]) for at in (0, 1)] if letter == "l" else step[-2:]
            x, y = x + along[0], y + along[1]
    return x, y


@pytest.mark.parametrize(
    ("outline", "written"),
    [
        ("M 10 10 L 20 10 L 20 30 L 15.5 31 z", "M10 10h10v20l-4.5 1z"),
        ("M 1 1 Q 2 2 3.04 0.5 L 4 4", "M1 1q1 1 2-.5l1 3.5"),
        ("M 5 5 L 6 7 L 8 8 L 8 9.5", "M5 5l1 2 2 1v1.5"),
    ],
)
def test_points_are_told_from_the_one_before(outline, written):
    assert shape(outline) == f'<path d="{written}"'


def test_a_dot_is_a_very_short_line_of_its_own_and_a_line_to_the_left_is_none():
    assert shape("M 5 5 L 5.1 5 M 9 5 L 9.1 5") == '<path d="M5 5h.01M9 5h.01"'
    assert shape("M 43 270 L 37 270") == '<path d="M43 270h-6"'


def test_a_circle_is_a_circle():
    assert shape("M 5 0 C 7 0 10 2 10 5 C 10 7 7 10 5 10 C 2 10 0 7 0 5 C 0 2 2 0 5 0 z") == '<circle cx="5" cy="5" r="5"'


def test_rounding_does_not_add_up():
    chosen = random.Random(4)
    points = [(chosen.uniform(0, 400), chosen.uniform(0, 400)) for _ in range(2000)]
    outline = "M" + "L".join(f"{x:.4f} {y:.4f}" for x, y in points)
    for line in (True, False):
        assert end_of(shape(outline, line=line)[9:-1]) == pytest.approx(points[-1], abs=0.051)
