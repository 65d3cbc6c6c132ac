"""A state as a still picture: the words that a reading gives for each part, badge and arrow, painted on the drawn artists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from ketamine_course.models.cascade import course_board
from ketamine_course.pictures._scene._layout import MAPS, Layout, Place, places
from ketamine_course.pictures._scene._overlay import LINES, TAIL, middle_of, tail_end, way_between
from ketamine_course.pictures._scene._pen import Pen
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import PICK_PREFIX

FAINT, FREE = 0.25, 0.6
"""Strength of what is on no lit route, and of what a reader who builds a chain could put into it."""
Track = tuple[str, str | tuple[float, tuple[float, float]], float, float]
TRACKS: dict[str, Track] = {
    "t1": ("violet", "-", 0.5, 0.75),
    "t2": ("orange", (0, (0.93, 0.4)), 0.75, 1.0),
    "t3": ("quiet", (0, (0.27, 0.4)), 0.75, 1.0),
}
"""Colour, dashes and strength of the light under the first, the second and further routes that are lit together."""


def paint(figure: Figure, layout: Layout, shown: Mapping[str, Any]) -> None:
    """Paint what is shown of a state on a drawn scene."""
    (axes,) = figure.axes
    for artist, kind, name, rest in list(_keyed(axes)):
        if kind == "arrow":
            _arrow(artist, name, rest, shown, axes)
        else:
            {"part": _part, "place": _place, "badge": _badge}[kind](artist, name, rest, shown)
        if kind == "badge" and rest[0] == "label" and layout.name in MAPS and "lone" not in rest:
            artist.set_visible(True)
    pen = Pen(axes)
    for step, (_, mark, look) in shown["badges"].items():
        if step in places(layout.name):
            _marks(pen, layout, step, mark, look.split())
    if layout.name not in MAPS:
        _track_names(pen, layout, shown["tracks"])
    if shown["tail"]:
        _tail(pen, layout, *shown["tail"])
    for name, (_, look) in shown["arrows"].items():
        source, target = name.split("__")
        words = look.split()
        if "extra" in words and {source, target} <= set(places(layout.name)):
            colour, width, dashes = _extra(words)
            alpha = 1.0 if "run" in words else 0.35
            pen.path(way_between(layout, source, target), "", "", colour, width, 6, linestyle=dashes, alpha=alpha)


def _extra(words: Sequence[str]) -> tuple[str, float, Any]:
    """Return colour, width and dashes of an arrow that the drawing does not hold."""
    *looks, system = words
    colour, width, dashes = LINES["none" if "bare" in looks and system != "unlisted" else system]
    return "magenta" if "turned" in looks else colour, width, (0, (2, 3.6)) if "cut" in looks else dashes


def _keyed(axes: Axes) -> Iterator[tuple[Artist, str, str, list[str]]]:
    for artist in axes.get_children():
        key = str(artist.get_gid() or "").removeprefix(PICK_PREFIX).partition("|")[2]
        if key:
            kind, _, text = key.partition("=")
            name, *rest = text.split(":")
            yield artist, kind, name, rest


def _part(artist: Artist, step: str, rest: list[str], shown: Mapping[str, Any]) -> None:
    words = shown["parts"][step].split()
    states = rest[0].split(",")
    if "off" in words:
        artist.set_visible("rest" in states)
        artist.set_alpha(FREE if "free" in words else FAINT)
        return
    artist.set_visible(any(word in states for word in words))
    if "ghost" in words and "rest" not in states:
        artist.set_alpha(0.4)


def _place(artist: Artist, step: str, _: list[str], shown: Mapping[str, Any]) -> None:
    if shown["parts"][step].startswith("off"):
        artist.set_alpha(FREE if "free" in shown["parts"][step] else FAINT)
    elif "now" in shown["badges"][step][2].split() and isinstance(artist, PathPatch) and to_rgba(artist.get_edgecolor())[3]:
        artist.set_edgecolor(light("violet"))


def _badge(artist: Artist, step: str, rest: list[str], shown: Mapping[str, Any]) -> None:
    number, _, text = shown["badges"][step]
    look = text.split()
    fill = "magenta" if "held" in look else "violet" if "now" in look else "ink" if "done" in look and "bare" not in look else "paper"
    if isinstance(artist, Text):
        wanted = {"now", "held"} & {*look} or "off" not in look or (rest[0] == "label" and "free" in look)
        artist.set_visible(bool(wanted) and (rest[0] == "label" or "held" not in look))
        if rest[0] == "number":
            artist.set_text(number)
            artist.set_color(light("ink" if fill == "paper" else "paper"))
        else:
            artist.set_color(light("violet" if "now" in look else "ink" if {"done", "held", "free"} & {*look} else "quiet"))
            artist.set_fontweight("bold" if "now" in look else "normal")
    elif isinstance(artist, PathPatch):
        artist.set_visible("off" not in look or bool({"now", "held", "free"} & {*look}))
        if rest[0] == "lead":
            return
        artist.set_facecolor(light(fill))
        artist.set_edgecolor(light("violet" if "free" in look and fill == "paper" else "line" if fill == "paper" else fill))
        if "bare" in look:
            artist.set_linestyle((0, (2, 1.5)))


def _arrow(artist: Artist, name: str, rest: list[str], shown: Mapping[str, Any], axes: Axes) -> None:
    sign, text = shown["arrows"][name]
    look = text.split()
    artist.set_visible(rest[0] in ("line", "ask", sign) and ("off" not in look or "cut" in look))
    artist.set_alpha(1.0 if "run" in look else 0.55 if "cut" in look else 0.45 if "later" in look else 0.3)
    if not isinstance(artist, PathPatch):
        return
    if "cut" in look and rest[0] == "line":
        artist.set_linestyle((0, (2, 3.4)))
    if "bare" in look and rest[0] != "ask":
        artist.set_edgecolor(light("line"))
        artist.set_linewidth(1.1)
        artist.set_linestyle("-")
        artist.set_facecolor(light("paper") if rest[0] == "raises" else "none")
        artist.set_alpha(0.8 if "run" in look else 0.5)
    if "turned" in look:
        artist.set_edgecolor(light("magenta"))
    if rest[0] == "line" and "run" in look and "bare" not in look:
        _lights(artist, look, axes)


def _lights(line: PathPatch, look: Sequence[str], axes: Axes) -> None:
    """Lay light under an arrow along which a signal passes; under several routes the line itself steps back."""
    tracks = [word for word in look if word in TRACKS]
    if not tracks:
        _light(axes, line, ("magenta" if "clash" in look else "violet", "-", 0.2, 0.45), 6, now="now" in look)
    elif "turned" not in look:
        line.set_edgecolor(light("paper"))
        line.set_linewidth(1.4)
    for track in sorted({tracks[0], tracks[-1]} if "t1" in tracks else tracks[:1]):
        _light(axes, line, TRACKS[track], 7.5, now="now" in look)


def _light(axes: Axes, artist: PathPatch, track: Track, width: float, *, now: bool) -> None:
    """Lay a broad light under an arrow along which a signal passes: one for each of two routes that share it."""
    colour, dashes, faint, strong = track
    glow = PathPatch(
        artist.get_path(),
        facecolor="none",
        edgecolor=light(colour),
        linewidth=width,
        linestyle=dashes,
        alpha=strong if now else faint,
        zorder=5.5,
        capstyle="round" if dashes == "-" else "butt",
    )
    glow.set_clip_on(False)
    axes.add_patch(glow)


def _track_names(pen: Pen, layout: Layout, tracks: Sequence[Sequence[str]]) -> None:
    """Write the name of each of several lit routes on a tag beside the middle of an arrow that is its own."""
    for at, (name, arrow) in enumerate(tracks, 1):
        if arrow in course_board().arrows:
            x, y = middle_of(layout, arrow)
            half = 2.4 * len(name) + 3
            side = 1 if at == 1 and layout.name == "wide" else -1
            x = min(max(x + side * (half + 5), half), layout.size[0] - half)
            colour = TRACKS[f"t{min(at, 3)}"][0]
            box = {"boxstyle": "round,pad=0.2", "facecolor": light(colour), "edgecolor": "none"}
            pen.text(x, y, name, "", 8.5, "paper", ha="center", fontweight="bold", zorder=12, bbox=box)


def _marks(pen: Pen, layout: Layout, step: str, mark: str, look: list[str]) -> None:
    place = places(layout.name)[step]
    if mark and "bare" not in look:
        colour = {"\u25b2": "blue", "\u25bc": "orange"}.get(mark, "magenta")
        x, y, align = _mark_at(layout, place, clash=len(mark) > 1)
        size, weight = (9, "bold") if len(mark) > 1 else (6.5, "normal")
        pen.text(x, y, mark, "", size, colour, ha=align, fontweight=weight, zorder=11)
    if "held" in look:
        shape = "M" + " L".join(f"{place.x + x} {place.y + y}" for x, y in ((-5.2, -7), (5.2, -7), (3.2, 6.4), (-3.2, 6.4))) + " Z"
        pen.path(shape, "", "magenta", "paper", 0.9, 12)


def _mark_at(layout: Layout, place: Place, *, clash: bool) -> tuple[float, float, str]:
    """Return where a mark stands, clear of the name: a small one at the rim of its badge, one that says both beyond the name."""
    size, named = layout.badge, place.label_x - place.x
    if not clash:
        shift = 2 if named > size else 0
        return place.x + size + 0.5 - shift, place.y - size + 0.5 - shift, "center"
    if named > size:
        return place.x + size + 3, place.y - size - 3, "left"
    if named < -size:
        return place.label_x, place.y + size + 3, "right"
    return (place.label_x, place.label_y - size - 3, "center") if place.label_y < place.y else (place.x + size + 3, place.y, "left")


def _tail(pen: Pen, layout: Layout, last: str, number: str, source: str = "") -> None:
    """Draw a dotted way out of the last step of a chain, with the number of the next at its end."""
    place, (x, y), size = places(layout.name)[last], tail_end(layout, last, source), layout.badge
    start = (place.x + (x - place.x) * size / TAIL, place.y + (y - place.y) * size / TAIL)
    bend = ((place.x + x) / 2 + (y - place.y) * 0.12, (place.y + y) / 2 - (x - place.x) * 0.12)
    way = f"M{start[0]} {start[1]} Q{bend[0]} {bend[1]} {x} {y}"
    pen.path(way, "", "", "violet", 2, 12, linestyle=(0, (0.05, 2)), capstyle="round")
    pen.text(x, y + 0.2, number, "", size * 1.15, "violet", ha="center", fontweight="bold", zorder=13)
