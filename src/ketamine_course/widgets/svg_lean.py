"""Say what a drawing shows with as few elements as a browser has to look at: same picture, half the work at each change of state.

matplotlib draws a marker as a reference to an outline, for which a browser builds a tree of its own each time, and clips whatever lies on
axes, also where nothing reaches beyond them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_DEFINED = re.compile(r'<path id="([^"]*)" d="([^"]*)"(?: style="([^"]*)")?/>')
_USE = re.compile(r'<use href="#([^"]*)" x="([^"]*)" y="([^"]*)"(?: style="([^"]*)")?/>')
_CLIP = re.compile(r'<clipPath id="([^"]*)"><rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/></clipPath>')
_CLIPPED = re.compile(r'<(path|circle)([^>]*?) clip-path="url\(#([^)]*)\)"([^>]*)/>')
_CLIPPED_GROUP = re.compile(r'<g clip-path="url\(#([^)]*)\)">((?:<(?:path|circle)[^>]*/>)*)</g>')
_NUMBER = re.compile(r"-?[\d.]+")
_UNSEEN = re.compile(r'<path d="[^"]*" style="fill:none"/>')
_STROKE = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_THIN = 0.5
"""Half the width of strokes that may reach beyond the edge of a clip: nobody sees that."""
_SLACK = 0.011
"""How far rounded numbers may lie beyond an edge, in units of the SVG."""


def lean(svg: str) -> str:
    """Return a drawing with plain shapes for marks, without clips that cut nothing and without what nobody sees."""
    return _without_idle_definitions(_UNSEEN.sub("", _unclipped(_unreferred(svg))))


def _unreferred(svg: str) -> str:
    """Write marks where they stand: as circles where they are, as outlines otherwise."""
    marks = {name: (outline, style) for name, outline, style in _DEFINED.findall(svg)}

    def written(found: re.Match[str]) -> str:
        name, x, y, own = found.groups(default="")
        outline, style = marks.get(name, ("", ""))
        shape = _circle(outline, float(x), float(y)) or _moved(outline, float(x), float(y))
        return f"<{shape}{_styled(own, style)}/>" if shape else found[0]

    return _USE.sub(written, svg)


def _styled(own: str, mark: str) -> str:
    """Return the style of a mark where it is used; what the mark itself says counts more."""
    said = dict(each.split(":", 1) for each in f"{own};{mark}".split(";") if each)
    return f' style="{";".join(map(":".join, said.items()))}"' if said else ""


def _kinds(outline: str) -> str:
    return re.sub(r"[^A-Za-z]", "", outline)


def _points(outline: str) -> list[Point]:
    """Return the points of an outline; those that are given from where the last stroke ended are added up."""
    points: list[Point] = []
    at = start = (0.0, 0.0)
    for kind, text in _STROKE.findall(outline):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        base = at if kind.islower() else (0.0, 0.0)
        here = [(base[0] + x, base[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        at = here[-1] if here else start
        start = at if kind in "Mm" else start
        points += here
    return points


def _circle(outline: str, x: float, y: float) -> str:
    """Return a mark as a circle, or nothing if it is none."""
    round_one = _round(outline)
    if round_one is None:
        return ""
    across, up, radius = round_one
    return f'circle cx="{_short(x + across)}" cy="{_short(y + up)}" r="{_short(radius)}"'


@lru_cache(maxsize=1000)
def _round(outline: str) -> tuple[float, float, float] | None:
    """Return centre and radius of an outline, or nothing if it is no circle: pictures of one kind share their marks."""
    if not re.fullmatch(r"M(C{4}|C{8})[zZ]", _kinds(outline)):
        return None
    on_curve = _points(outline)[::3]
    across, up = (sorted(each) for each in zip(*on_curve, strict=True))
    centre, radius = ((across[0] + across[-1]) / 2, (up[0] + up[-1]) / 2), (across[-1] - across[0]) / 2
    if any(abs(math.dist(point, centre) - radius) > 2 * _SLACK for point in on_curve):
        return None
    return *centre, radius


def _moved(outline: str, x: float, y: float) -> str:
    """Return an outline of straight lines and curves where it stands: its first point there, and all others from the one before."""
    if not outline or set(_kinds(outline)) - set("MLQCzZ"):
        return ""
    at = start = (-x, -y)
    strokes: list[str] = []
    for kind, text in _STROKE.findall(outline):
        here = _points(f"M{text}")
        moved = [f"{_short(a - at[0])} {_short(b - at[1])}" for a, b in here]
        strokes.append(("M" if not strokes else kind.lower()) + " ".join(moved))
        at = here[-1] if here else start
        start = at if kind == "M" else start
    return f'path d="{"".join(strokes)}"'


def _short(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _unclipped(svg: str) -> str:
    """Take away clips from what lies within them."""
    clips: dict[str, Box] = {}
    sheet = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    for name, *numbers in _CLIP.findall(svg):
        x, y, width, height = map(float, numbers)
        whole = sheet is not None and x <= 0 and y <= 0 and x + width >= float(sheet[1]) and y + height >= float(sheet[2])
        clips[name] = (-math.inf, -math.inf, math.inf, math.inf) if whole else (x, y, x + width, y + height)

    def alone(found: re.Match[str]) -> str:
        tag, before, name, after = found.groups()
        bare = f"<{tag}{before}{after}/>"
        return bare if _within([bare], clips.get(name)) else found[0]

    def grouped(found: re.Match[str]) -> str:
        marks = re.findall(r"<[^>]*/>", found[2])
        return f"<g>{found[2]}</g>" if _within(marks, clips.get(found[1])) else found[0]

    return _CLIPPED_GROUP.sub(grouped, _CLIPPED.sub(alone, svg))


def _within(marks: Iterable[str], clip: Box | None) -> bool:
    if clip is None:
        return False
    left, top, right, bottom = clip
    return all(
        box is not None and box[0] >= left - _SLACK and box[1] >= top - _SLACK and box[2] <= right + _SLACK and box[3] <= bottom + _SLACK
        for box in map(_box, marks)
    )


def _box(mark: str) -> Box | None:
    """Return how far a shape reaches, with what of its stroke would be missed; None if that is not easily said."""
    said = dict(re.findall(r' ([\w-]+)="([^"]*)"', mark))
    style = dict(each.split(":", 1) for each in said.get("style", "").split(";") if each)
    half = float(style.get("stroke-width", 1)) / 2 if style.get("stroke", "none") != "none" else 0.0
    edge = half if half > _THIN else 0.0
    if "cx" in said:
        x, y, edge = float(said["cx"]), float(said["cy"]), float(said["r"]) + edge
        return x - edge, y - edge, x + edge, y + edge
    outline = said.get("d", "").replace("h0", "")  # dots are written as lines of no length
    if not outline or set(_kinds(outline)) - set("MLQCzZlqcm") or "transform" in said:
        return None
    across, up = zip(*_points(outline), strict=True)
    return min(across) - edge, min(up) - edge, max(across) + edge, max(up) + edge


def _without_idle_definitions(svg: str) -> str:
    """Take away what is defined and referred to no more."""
    referred = set(re.findall(r"#([\w.-]+)", svg))
    svg = _DEFINED.sub(lambda found: found[0] if found[1] in referred else "", svg)
    svg = _CLIP.sub(lambda found: found[0] if found[1] in referred else "", svg)
    return svg.replace("<defs></defs>", "")
