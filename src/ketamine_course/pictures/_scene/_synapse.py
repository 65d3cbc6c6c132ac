"""One synapse: the sending end of one cell, the gap, and a spine on the dendrite of another."""

from __future__ import annotations

import random

from ketamine_course.pictures._scene._pen import NOT_KNOWN, Pen, Point

X = 384.0


def synapse(pen: Pen) -> None:
    """Draw the synapse from top to bottom."""
    _sender(pen)
    _spine(pen)
    _dendrite(pen)
    _at_rest(pen)
    _growth_factor(pen)


def _sender(pen: Pen) -> None:
    bulb = (
        f"M{X - 8} 33 L{X - 8} 46 C{X - 12} 60 {X - 46} 60 {X - 46} 88 C{X - 46} 106 {X - 34} 110 {X} 110 "
        f"C{X + 34} 110 {X + 46} 106 {X + 46} 88 C{X + 46} 60 {X + 12} 60 {X + 8} 46 L{X + 8} 33"
    )
    pen.path(bulb, "place=glutamate_pfc", "blue_ground", "ink", 1.4, 3)
    packets = [(-26, 80), (-9, 76), (9, 78), (26, 82), (-18, 93), (0, 91), (18, 95)]
    spots = [(X + a, b) for a, b in packets]
    pen.dots(spots, 5.0, "place=glutamate_pfc", "blue", 4)
    pen.dots(spots, 4.1, "place=glutamate_pfc", "paper", 4.2)
    pen.dots(spots, 1.9, "part=glutamate_pfc:rest,lowers,unknown", "blue")
    pen.dots(spots[:4], 1.9, "part=glutamate_pfc:raises", "blue")
    rng = random.Random(4)  # noqa: S311 (where dots lie)
    crossing: list[Point] = [(X + rng.uniform(-33, 33), rng.uniform(114, 123)) for _ in range(26)]
    pen.dots(crossing[:5], 1.35, "part=glutamate_pfc:rest,unknown", "blue")
    pen.dots(crossing, 1.35, "part=glutamate_pfc:raises:cross", "blue")
    pen.dots(crossing[:1], 1.35, "part=glutamate_pfc:lowers:cross", "blue")


def _spine(pen: Pen) -> None:
    spine = (
        f"M306 252 L{X - 14} 252 C{X - 8} 252 {X - 8} 246 {X - 8} 240 C{X - 8} 222 {X - 50} 214 {X - 52} 170 "
        f"C{X - 53} 142 {X - 40} 128 {X} 128 "
        f"C{X + 40} 128 {X + 53} 142 {X + 52} 170 C{X + 50} 214 {X + 8} 222 {X + 8} 240 "
        f"C{X + 8} 246 {X + 8} 252 {X + 14} 252 L470 252 L470 322 L306 322 Z"
    )
    pen.path(spine, "", "paper", "", 0, 1.8)
    edge = spine[: spine.index(" L470 322")]
    pen.path(edge, "", "", "ink", 1.4, 2)
    pen.path("M306 322 L470 322", "", "", "ink", 1.4, 2)
    density = f"M{X - 36} 136 C{X - 20} 131 {X + 20} 131 {X + 36} 136"
    pen.path(density, "place=synaptic_potentiation", "", "green", 1.4, 3)
    here = [(X - 27, 130), (X - 9, 128)]
    pen.receptors(here, "part=ampar:rest,lowers,unknown", "green_ground", "green", 12, 5)
    pen.receptors(here, "part=ampar:raises:pop", "green", "green", 12, 5)
    more = [(X + 9, 128), (X - 18, 129), (X + 18, 129)]
    pen.receptors(more, "part=synaptic_potentiation:raises:rise", "green", "green", 12, 5)


def _dendrite(pen: Pen) -> None:
    _capsule(pen, "mtorc1", 382, 273, "violet")
    for key, fill, edge, inset in (
        ("place=synaptic_proteins", "paper", "green", 0.0),
        ("part=synaptic_proteins:raises:pop", "green", "", 0.9),
    ):
        bars = " ".join(_box(x + inset, 267 + inset, x + 4 - inset, 278 - inset) for x in (344, 351, 358))
        pen.path(bars, key, fill, edge, 0.9, 5, linestyle=NOT_KNOWN)
    pen.receptors([(412, 252)], "place=vdcc", "orange_ground", "orange", 12, 5, linestyle=NOT_KNOWN)
    pen.dots([(408, 261), (414, 263), (410, 268), (415, 269), (405, 266)], 1.4, "part=vdcc:raises:cross", "orange")
    pen.receptors([(456, 322)], "place=nmdar_extrasyn", "magenta_ground", "magenta", 12, 5, linestyle=NOT_KNOWN)
    pen.hexes([(456, 328)], "part=nmdar_extrasyn:lowers:rise", 3.6)
    bud = "M339 252 C339 247 340 244 336 241 C328 236 330 222 343 222 C356 222 358 236 350 241 C346 244 347 247 347 252"
    pen.path(bud, "part=spines:rest,lowers,unknown", "", "line", 1.0, 3, linestyle=(0, (2, 2)))
    pen.path(bud, "part=spines:raises:grow", "green_ground", "ink", 1.5, 3.5)


def _box(left: float, top: float, right: float, bottom: float) -> str:
    return f"M{left} {top} L{right} {top} {right} {bottom} {left} {bottom} Z"


def _capsule(pen: Pen, step: str, x: float, y: float, colour: str) -> None:
    for key, fill, edge, inset in ((f"place={step}", f"{colour}_ground", colour, 0.0), (f"part={step}:raises:pop", colour, "", 1.6)):
        a, b, c = 5.0, 10.0 - inset, 5.5 - inset
        shape = (
            f"M{x - a} {y - c} L{x + a} {y - c} Q{x + b} {y - c} {x + b} {y} Q{x + b} {y + c} {x + a} {y + c} "
            f"L{x - a} {y + c} Q{x - b} {y + c} {x - b} {y} Q{x - b} {y - c} {x - a} {y - c} Z"
        )
        pen.path(shape, key, fill, edge, 1.0, 5 + inset, linestyle=NOT_KNOWN)


def _at_rest(pen: Pen) -> None:
    pen.receptors([(X + 33, 135)], "place=nmdar_rest", "magenta_ground", "magenta", 12, 5)
    pen.hexes([(X + 33, 131)], "part=nmdar_rest:lowers:drop", 3.6)
    for key, fill, edge, size in (("place=eef2k", "paper", "orange", 8.0), ("part=eef2k:rest,raises:pop", "orange", "", 5.5)):
        x, y, up = X + 30, 162, size * 0.75
        pen.path(f"M{x - size} {y} L{x} {y - up} L{x + size} {y} L{x} {y + up} Z", key, fill, edge, 1.0, 5, linestyle=NOT_KNOWN)
    tags = [(X - 20, 171), (X - 12, 167), (X - 5, 172)]
    rings = " ".join(f"M{x - 3.5} {y} L{x} {y - 3.5} L{x + 3.5} {y} L{x} {y + 3.5} Z" for x, y in tags)
    pen.path(rings, "place=eef2_p", "paper", "orange", 0.8, 5, linestyle=NOT_KNOWN)
    pen.dots(tags, 1.9, "part=eef2_p:rest,raises:pop", "orange")
    pen.dots(tags[:1], 1.9, "part=eef2_p:lowers,unknown", "orange")


def _growth_factor(pen: Pen) -> None:
    pairs = [(440, 120), (446, 128), (444, 154), (450, 162), (443, 170), (439, 112)]
    both = [(x + d, y) for x, y in pairs for d in (-1.5, 1.5)]
    pen.dots([*both[:2], *both[6:8]], 2.0, "part=bdnf:rest,lowers,unknown", "violet")
    pen.dots(both, 2.0, "part=bdnf:raises:spread", "violet")
    arms = "M439 238 L444 244 M449 238 L444 244 M444 244 L444 256"
    pen.path(arms, "place=trkb", "", "line", 2.2, 5)
    pen.path(arms, "part=trkb:raises:pop", "", "violet", 2.8, 6)
