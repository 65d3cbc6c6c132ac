"""Outlines in few letters: each point told from the one before it, in tenths of a unit, and circles and dots by their short names."""

from __future__ import annotations

import re

_PAIRS = {"L": 2, "Q": 4, "C": 6}
_LONE = re.compile(r"(M\s*\S+ \S+\s*)L\s*\S+ \S+\s*(?=M|$)")
"""A line that is all of its part of an outline: dots are drawn as very short ones."""
_NUMBER = re.compile(r"-?[\d.]+")


def short(number: float) -> str:
    """Return a number in tenths."""
    return f"{number:.1f}".removesuffix(".0") if abs(number) >= 0.05 else "0"


def shape(outline: str, *, line: bool = False) -> str:
    """Return an outline as the start of an element: a circle where it is one, a path otherwise.

    Parameters
    ----------
    outline : str
        The commands M, L, Q, C and z with absolute numbers, as matplotlib writes them.
    line : bool
        The page will ask where it ends (``dress.js``): each of its commands stands alone, and none is a dot.
    """
    numbers = [float(number) for number in _NUMBER.findall(outline)]
    if re.sub(r"[^A-Za-z]", "", outline) == "MCCCCz":
        xs, ys = numbers[::2], numbers[1::2]
        if abs((max(xs) - min(xs)) - (max(ys) - min(ys))) < 0.1:
            centre, radius = [short((max(each) + min(each)) / 2) for each in (xs, ys)], short((max(xs) - min(xs)) / 2)
            return f'<circle cx="{centre[0]}" cy="{centre[1]}" r="{radius}"'
    return f'<path d="{_relative(outline if line else _LONE.sub(_dot, outline), line=line)}"'


def _dot(found: re.Match[str]) -> str:
    x, y, u, v = (float(number) for number in _NUMBER.findall(found[0]))
    return f"{found[1]}h" if short(y) == short(v) and 0 <= u - x < 0.2 else found[0]


def _relative(outline: str, *, line: bool) -> str:
    """Return commands with numbers told from the last point; that is rounded first, so nothing adds up."""
    written = ""
    x = y = 0
    begun, last = (0, 0), ""
    for command, text in re.findall(r"([MLQCzh])([^MLQCzh]*)", outline):
        points = [round(10 * float(number)) for number in _NUMBER.findall(text)]
        if command == "z":
            (x, y), last = begun, "z"
            written += last
        elif command == "M":
            x, y = begun = (points[0], points[1])
            written += f"M{_joined(points)}"
            last = "M"
        elif command == "h":
            written += "h.01"
        for there in _each(points, _PAIRS.get(command, 0)):
            step = [each - (y if at % 2 else x) for at, each in enumerate(there)]
            letter, told = _told(command, step, line=line)
            again = letter == last and not line
            written += f"{'' if told.startswith('-') else ' '}{told}" if again else f"{letter}{told}"
            (x, y), last = there[-2:], letter
    return written


def _each(points: list[int], size: int) -> list[list[int]]:
    """Return the points of each curve or line that a command draws."""
    return [points[at : at + size] for at in range(0, len(points), size)] if size else []


def _told(command: str, step: list[int], *, line: bool) -> tuple[str, str]:
    """Return the letter and the numbers of a step: straight ones have letters of their own."""
    if command == "L" and not line:
        if step[1] == 0:
            return "h", _joined(step[:1])
        if step[0] == 0:
            return "v", _joined(step[1:])
    return command.lower(), _joined(step)


def _joined(tenths: list[int]) -> str:
    """Return numbers one after another: a minus parts them as well as a space does."""
    numbers = [short(each / 10).replace("0.", ".", 1) if abs(each) < 10 else short(each / 10) for each in tenths]
    return "".join(number if not at or number.startswith("-") else f" {number}" for at, number in enumerate(numbers))
