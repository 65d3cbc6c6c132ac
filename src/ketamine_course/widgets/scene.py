"""A scene for the page: drawn figures as one small SVG whose parts can be switched by class.

A figure's artists are named ``PANEL|KIND=NAME:...`` (`Key`). What one drawing holds for all layouts are its panels; grounds and what lies
over the panels are drawn once for each layout. Colours become classes of the palette, so one drawing serves light and dark pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

from matplotlib.figure import Figure

from ketamine_course.widgets import palette
from ketamine_course.widgets.picture import to_svg
from ketamine_course.widgets.svg_paths import shape, short

_SVG = "{http://www.w3.org/2000/svg}"
_COLOURS = {colour.light: name for name, colour in palette.COLOURS.items()}
_RULES = Path(__file__).resolve().parent / "js" / "css" / "scene.css"
_HEAD = re.compile(r'<path [^>]*class="[^"]*\b(?:raises|lowers)\b[^>]*/>')
LETTERS = {"part": "p", "place": "l", "badge": "b", "arrow": "a"}
"""The letter under which a page finds the parts, places, badges and arrows of a scene."""
Matrix = tuple[float, float, float]
"""A scale and a move: ``scale, x, y``."""


@dataclass(frozen=True)
class Sheet:
    """One layout of a scene.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn with named artists.
    size : (float, float)
        Width and height, in units of the SVG.
    panels : mapping of str to (scale, x, y)
        Where each panel stands, from one common set of coordinates.
    """

    figure: Figure
    size: tuple[float, float]
    panels: Mapping[str, Matrix]


@dataclass(frozen=True)
class _Piece:
    panel: str
    kind: str
    name: str
    rest: tuple[str, ...]
    mark: str


@cache
def scene_of(sheets: Callable[[], Mapping[str, Sheet]], name: str, look: str = "") -> str:
    """Return the scene of a function that draws layouts, drawn once: several stages may show the same one."""
    return scene_svg(sheets(), name, look)


def scene_svg(sheets: Mapping[str, Sheet], name: str, look: str = "") -> str:
    """Return one SVG for several layouts; the first holds the panels, and shows where no script runs.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        Layouts by name.
    name : str
        What a listener is told that it is.
    look : str
        A further class of the SVG.
    """
    first, *_ = sheets
    pieces = {layout: [each for each in _pieces(sheet.figure) if layout == first or not _head(each)] for layout, sheet in sheets.items()}
    panels = "".join(
        f'<g class="panel" {_moves(sheets, panel)}>{_joined(piece for piece in pieces[first] if piece.panel == panel)}</g>'
        for panel in sheets[first].panels
    )
    layers = [
        f'<g class="lay {layout}" data-size="{_size(sheets[layout])}">{_gathered(p for p in each if p.panel == level)}</g>'
        for level in ("ground", "over")
        for layout, each in pieces.items()
    ]
    middle = len(pieces)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{f"scene {look}".strip()}" viewBox="0 0 {_size(sheets[first])}" '
        f'role="img" aria-label="{escape(name)}">'
        f"<style>{scene_style()}</style>{''.join(layers[:middle])}{panels}{''.join(layers[middle:])}</svg>"
    )


def _head(piece: _Piece) -> bool:
    """Whether a piece is the head of an arrow: only a script shows the other layouts, and it draws heads from the lines."""
    return piece.kind == "arrow" and piece.rest[0] in ("raises", "lowers")


def _size(sheet: Sheet) -> str:
    return f"{sheet.size[0]:g} {sheet.size[1]:g}"


def painted(svg: str, shown: Mapping[str, Mapping[str, object]]) -> str:
    """Return a scene with what is shown of a state painted in: for pages before, or without, their script."""

    def word(match: re.Match[str]) -> str:
        kind, name = match[1], match[2]
        said = shown[{"p": "parts", "l": "parts", "b": "badges", "a": "arrows"}[kind]].get(name, "off")
        look = said if isinstance(said, str) else f"{said[0]} {said[-1]}" if kind == "a" else str(said[-1])  # type: ignore[index]
        return f'class="{kind} {look}" data-{kind}="{name}"'

    svg = re.sub(r'class="([plba])" data-[plba]="([^"]*)"', word, svg)
    svg = re.sub(r'<g class="a [^"]*\boff\b.*?</g>', lambda group: _HEAD.sub("", group[0]), svg)  # a script draws those from the lines
    numbers = {name: said[0] for name, said in shown["badges"].items()}  # type: ignore[index]
    return re.sub(r'(data-b="([^"]*)".*?class="number[^>]*>)0<', lambda m: f"{m[1]}{numbers.get(m[2], '')}<", svg)


def scene_style() -> str:
    """Return the style that every scene carries."""
    return palette.classes() + rules()


@cache
def rules() -> str:
    """Return the rules by which the words of a reading look."""
    return " ".join(_RULES.read_text(encoding="utf-8").split())


def _moves(sheets: Mapping[str, Sheet], panel: str) -> str:
    """Return for each layout but the first how a panel moves there from where the first draws it."""
    first, *others = sheets
    k, x, y = sheets[first].panels[panel]
    found = []
    for layout in others:
        n, u, v = sheets[layout].panels[panel]
        found.append(f'data-{layout}="translate({u - x * n / k:.4g} {v - y * n / k:.4g}) scale({n / k:.4g})"')
    return " ".join(found)


def _pieces(figure: Figure) -> Iterator[_Piece]:
    """Yield every named artist of a figure, in the order in which it is drawn, as one small element."""
    for group in ET.fromstring(to_svg(figure, "conceptual")).iter(f"{_SVG}g"):  # noqa: S314 (written here, a line before)
        key = group.get("data-pick")
        if key is None:
            continue
        panel, _, rest = key.partition("|")
        kind, _, text = rest.partition("=")
        name, *more = text.split(":")
        if "spare" in more:
            continue
        mark = "".join(_element(node, kind, more) for node in group.iter() if node.tag in (f"{_SVG}path", f"{_SVG}text"))
        yield _Piece(panel, kind, name, tuple(more), mark)


def _joined(pieces: Iterable[_Piece]) -> str:
    """Return pieces one after another; neighbours of one name share a group."""
    return "".join(_grouped(key, [piece.mark for piece in some]) for key, some in groupby(pieces, lambda piece: (piece.kind, piece.name)))


def _gathered(pieces: Iterable[_Piece]) -> str:
    """Return pieces with all of one name in one group, in the order of their first."""
    found: dict[tuple[str, str], list[str]] = {}
    for piece in pieces:
        found.setdefault((piece.kind, piece.name), []).append(piece.mark)
    return "".join(_grouped(key, marks) for key, marks in found.items())


def _grouped(key: tuple[str, str], marks: Iterable[str]) -> str:
    kind, name = key
    if not kind:
        return "".join(marks)
    letter = LETTERS[kind]
    return f'<g class="{letter}" data-{letter}="{name}">{"".join(marks)}</g>'


def _element(node: ET.Element, kind: str, more: list[str]) -> str:
    style = dict(part.split(":", 1) for part in node.get("style", "").split(";") if ":" in part)
    words = [f"f-{_COLOURS[style['fill']]}"] if style.get("fill") in _COLOURS else []
    words += [f"s-{_COLOURS[style['stroke']]}"] if style.get("stroke") in _COLOURS else []
    words += [f"{word}" for word in (more[0].split(",") if more else ())]
    words += [f"m-{more[1]}"] if kind == "part" and len(more) > 1 else []
    if kind == "badge":
        words = more
    classes = f' class="{" ".join(words)}"' if words else ""
    if node.tag == f"{_SVG}text":
        return _text(node, style, classes, plain=kind in ("badge", "arrow"))
    kept = {"stroke-width": style.get("stroke-width"), "stroke-dasharray": style.get("stroke-dasharray")}
    kept |= {"fill": "none" if style.get("fill") == "none" else None, "stroke-linecap": style.get("stroke-linecap")}
    kept = {name: value for name, value in kept.items() if value and (name, value) != ("stroke-width", "0")}
    if "stroke" not in style or style["stroke"] == "none":
        kept = {name: value for name, value in kept.items() if not name.startswith("stroke")}
    if kind == "badge":
        kept = {}
    looks = "".join(f' {name}="{value}"' for name, value in kept.items())
    return f"{shape(node.get('d', ''), line=kind == 'arrow')}{classes}{looks}/>"


def _text(node: ET.Element, style: dict[str, str], classes: str, *, plain: bool) -> str:
    """Return a text; what is the same for all badges stands in the rules."""
    x, y = node.get("x", "0"), node.get("y", "0")
    moved = re.search(r"translate\(([\d.-]+) ([\d.-]+)\)", node.get("transform", ""))
    if moved:
        x, y = moved[1], moved[2]
    size = re.search(r"[\d.]+(?=px)", style.get("font", "") + style.get("font-size", ""))
    looks = {"font-size": size[0] if size else "8.5", "text-anchor": style.get("text-anchor", "start")}
    looks |= {"font-weight": "700"} if style.get("font", "").startswith("700") or style.get("font-weight") in ("700", "bold") else {}
    written = "" if plain else "".join(f' {name}="{value}"' for name, value in looks.items() if value != "start")
    return f'<text{classes} x="{short(float(x))}" y="{short(float(y))}"{written}>{escape(node.text or "")}</text>'
