"""A pen for the scene: outlines written as SVG paths, dots, receptors, traces, each named by what it shows and when.

A part is named ``part=STEP:STATES:MOTION``: it shows while its step is in one of these states, and comes in with that motion. A place
is named ``place=STEP``: always drawn, and fainter while its step is on no lit route. All coordinates are those of the wide layout;
`Pen.panel` moves and scales what follows, for other layouts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import PICK_PREFIX

Point = tuple[float, float]
NOT_KNOWN = (0, (1.6, 1.4))
"""Line style of what is drawn at a spot of a cell that no work states."""
_CODES = {"M": (Path.MOVETO, 1), "L": (Path.LINETO, 1), "Q": (Path.CURVE3, 2), "C": (Path.CURVE4, 3)}


def outline(text: str) -> Path:
    """Read an outline from SVG path text with absolute ``M``, ``L``, ``Q``, ``C`` and ``Z``."""
    points: list[Point] = []
    codes: list[int] = []
    for command, numbers in re.findall(r"([MLQCZ])([^MLQCZ]*)", text):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "Z":
            points.append(points[0])
            codes.append(int(Path.CLOSEPOLY))
            continue
        code, size = _CODES[command]
        pairs = list(zip(values[::2], values[1::2], strict=True))
        points += pairs
        kinds = [int(code)] * len(pairs)
        codes += [int(Path.MOVETO), *[int(Path.LINETO)] * (len(pairs) - 1)] if command == "M" else kinds
        if len(pairs) % size:
            raise ValueError(f"{command} takes {size} points at a time: {text!r}")
    return Path(points, codes)


class Pen:
    """Draws on one plane; everything drawn inside `panel` carries that panel's name and place."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self._panel = ""
        self._move = Affine2D()
        self.scale = 1.0

    @contextmanager
    def panel(self, name: str, scale: float = 1.0, x: float = 0.0, y: float = 0.0) -> Iterator[None]:
        """Draw into a panel: scaled, then moved."""
        self._panel, self.scale = name, scale
        self._move = Affine2D().scale(scale).translate(x, y)
        yield
        self._panel, self.scale, self._move = "", 1.0, Affine2D()

    def named(self, artist: Artist, key: str) -> None:
        """Give an artist its panel and key; a key is needed only where something about it changes."""
        artist.set_gid(f"{PICK_PREFIX}{self._panel}|{key}")

    def path(
        self, text: str | Path, key: str = "", fill: str = "", edge: str = "ink", width: float = 1.3, z: float = 2, **options: Any
    ) -> None:
        """Draw an outline; `fill` and `edge` are names of the palette, empty for none."""
        shape = outline(text) if isinstance(text, str) else text
        options.setdefault("joinstyle", "round")
        options.setdefault("capstyle", "round" if "linestyle" not in options else "butt")
        patch = PathPatch(
            shape.transformed(self._move),
            facecolor=light(fill) if fill else "none",
            edgecolor=light(edge) if edge else "none",
            linewidth=width * self.scale**0.5,
            zorder=z,
            clip_on=False,
            snap=False,
            **options,
        )
        self.named(self.axes.add_patch(patch), key)

    def dots(self, points: Sequence[Point], radius: float, key: str = "", colour: str = "ink", z: float = 6) -> None:
        """Draw dots: very short lines with round ends, all in one path."""
        text = " ".join(f"M{x} {y} L{x + 0.05} {y}" for x, y in points)
        self.path(text, key, "", colour, 2 * radius * self.scale**0.5, z)

    def disc(
        self, x: float, y: float, radius: float, key: str = "", fill: str = "paper", edge: str = "ink", width: float = 1.2, z: float = 5
    ) -> None:
        """Draw a circle."""
        k = 0.5523 * radius
        r = radius
        text = (
            f"M{x - r} {y} C{x - r} {y - k} {x - k} {y - r} {x} {y - r} C{x + k} {y - r} {x + r} {y - k} {x + r} {y} "
            f"C{x + r} {y + k} {x + k} {y + r} {x} {y + r} C{x - k} {y + r} {x - r} {y + k} {x - r} {y} Z"
        )
        self.path(text, key, fill, edge, width, z)

    def hexes(self, points: Sequence[Point], key: str = "", radius: float = 3.6, fill: str = "orange", z: float = 8) -> None:
        """Draw molecules of the drug: hexagons, all in one path."""
        corners = ((0, -1), (0.87, -0.5), (0.87, 0.5), (0, 1), (-0.87, 0.5), (-0.87, -0.5))
        text = " ".join("M" + " L".join(f"{x + radius * a} {y + radius * b}" for a, b in corners) + " Z" for x, y in points)
        self.path(_closed(text), key, fill, "paper", 0.7, z)

    def receptors(self, points: Sequence[Point], key: str, fill: str, edge: str, height: float = 12, z: float = 6, **options: Any) -> None:
        """Draw receptors that sit in a membrane: two bars each, all in one path."""
        bars = []
        for x, y in points:
            for left in (-4.0, 1.2):
                a, b, t, u = x + left, x + left + 2.8, y - height / 2, y + height / 2
                bars.append(f"M{a} {t} L{b} {t} {b} {u} {a} {u} Z")
        self.path(_closed(" ".join(bars)), key, fill, edge, 1, z, **options)

    def trace(self, x: float, y: float, spikes: int, key: str, colour: str, width: float = 28, height: float = 11) -> None:
        """Draw the trace of a firing cell: a line with a number of spikes."""
        step = width / max(spikes, 1)
        points = [(x, y)]
        for number in range(spikes):
            a = x + (number + 0.5) * step
            points += [(a - 1.8, y), (a, y - height), (a + 1.4, y + 2.2), (a + 2.4, y)]
        points.append((x + width, y))
        self.path("M" + " L".join(f"{a:.2f} {b:.2f}" for a, b in points), key, "", colour, 1.2, 8)

    def text(self, x: float, y: float, words: str, key: str = "", size: float = 8.5, colour: str = "ink", **options: Any) -> None:
        """Write one line; `y` is its middle."""
        options.setdefault("va", "center_baseline")
        (px, py) = self._move.transform((x, y))
        self.named(self.axes.text(px, py, words, fontsize=size, color=light(colour), **options), key)


def _closed(text: str) -> Path:
    """Read an outline of several closed pieces, each closed at its own start."""
    pieces = [outline(piece + "Z") for piece in text.split("Z") if piece.strip()]
    return Path.make_compound_path(*pieces)
