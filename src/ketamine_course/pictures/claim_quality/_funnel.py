"""A funnel of dots: how many voices are left on each layer, each a dot; from left to right, or down a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from ketamine_course.pictures._drawing import write, write_lines
from ketamine_course.pictures._marks import discs, strokes
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

DEEP = {True: 4, False: 10}
"""How many dots the largest layer has across the way of the funnel, on a phone and elsewhere."""
STEPS = {True: 10.4, False: 15.0}
"""How far dots stand apart."""
DOT = 0.78
"""How large they are, as a share of that."""
APART = 62.0
"""How far the layers stand apart, down a phone."""
BEGIN = 70.0
"""Where they begin on a phone, beside their words."""
WAY = 114.0
"""How far the layers stand apart elsewhere."""
ASIDE = 356.0
"""Where the last layer stands, which is no part of the funnel."""


def step() -> float:
    """Return how far dots stand apart at the width that is drawn."""
    return STEPS[is_narrow()]


def high() -> float:
    """Return the height of a funnel with the words of its layers."""
    return 4 * APART if is_narrow() else STEPS[False] * DEEP[False] + 34


WIDEST = {True: 56.0, False: 84.0}
"""How wide the place of a layer is that is still to come, on a phone and elsewhere."""


class Block(NamedTuple):
    """The dots of a layer: upper left corner, and how many stand beside and under each other."""

    left: float
    top: float
    across: int
    down: int

    @property
    def ends(self) -> tuple[float, float]:
        """Where the block ends at the right and below."""
        return self.left + step() * self.across, self.top + step() * self.down


def funnel(axes: Axes, top: float, totals: Mapping[str, int], words: Mapping[str, str], show: str) -> float:
    """Draw the layers up to the one that is shown, the others as outlines; the last one stands apart. Return where all of it ends."""
    layers = list(totals)
    blocks = {layer: _block(number, top, totals) for number, layer in enumerate(layers)}
    for number, layer in enumerate(layers):
        block, reached = blocks[layer], number <= layers.index(show)
        if reached and 0 < number < len(layers) - 1:
            _flow(axes, blocks[layers[number - 1]], block)
        if reached:
            _dots(axes, block, totals[layer], aside=number == len(layers) - 1)
        else:
            _to_come(axes, block, top)
        _named(axes, block, top, f"{totals[layer]} " if reached else "", words[layer], chosen=layer == show)
    middles = {layer: (block.left + block.ends[0]) / 2 for layer, block in blocks.items()}
    if is_narrow():
        touch(axes, y=("show", {layer: block.top for layer, block in blocks.items()}))
    else:
        touch(axes, x=("show", middles), down=(top, top + high()))
    return top + high()


def _block(number: int, top: float, totals: Mapping[str, int]) -> Block:
    """Return where the dots of a layer stand: as many in the way of the funnel everywhere, so that its mouth and its end compare."""
    count, most = list(totals.values())[number], max(totals.values())
    if is_narrow():
        across = -(-count // DEEP[True])
        return Block(BEGIN, top + APART * number, across, DEEP[True])
    along = -(-most // DEEP[False])
    down = max(2, -(-count // along))
    left = ASIDE if number == len(totals) - 1 else 14 + number * WAY
    return Block(left, top + step() * (DEEP[False] - down) / 2, -(-count // down), down)


def _to_come(axes: Axes, block: Block, top: float) -> None:
    """Draw the place of a layer that is still to come, with a question mark: all are as large, so that none tells how many are left."""
    wide, deep = WIDEST[is_narrow()], step() * DEEP[is_narrow()]
    left, high = block.left, block.top if is_narrow() else top
    axes.add_patch(Rectangle((left, high), wide, deep, facecolor=light("panel"), edgecolor="none"))
    write(axes, left + wide / 2, high + deep / 2, "?", 13, "quiet", ha="center", fontweight="bold")


def _flow(axes: Axes, before: Block, after: Block) -> None:
    """Draw the funnel between two layers."""
    if is_narrow():
        (right, low), (end, _) = before.ends, after.ends
        corners = [(before.left, low + 1), (right, low + 1), (end, after.top - 1), (after.left, after.top - 1)]
    else:
        (right, low), (_, last) = before.ends, after.ends
        corners = [(right, before.top), (after.left, after.top), (after.left, last), (right, low)]
    axes.add_patch(Polygon(corners, facecolor=light("blue_ground"), edgecolor="none", zorder=0.3))


def _dots(axes: Axes, block: Block, count: int, *, aside: bool) -> None:
    """Draw the voices of a layer: discs, or crosses for those that say otherwise."""
    down = block.down
    places = np.array([(block.left + step() * (at // down + 0.5), block.top + step() * (at % down + 0.5)) for at in range(count)])
    if aside:
        strokes(axes, places[:, 0], places[:, 1], "against", "contradicted", DOT * step() - 0.8)
    else:
        discs(axes, places[:, 0], places[:, 1], "blue", DOT * step())


def _named(axes: Axes, block: Block, top: float, number: str, words: str, *, chosen: bool) -> None:
    """Write under a layer, or beside it on a phone, how many voices it has and what they do."""
    look: dict[str, Any] = {"colour": "chosen" if chosen else "quiet", "fontweight": "bold" if chosen else "normal"}
    if is_narrow():
        y = block.top + 10
        if number:
            write(axes, 14, y, number.strip(), 12.5, look["colour"], fontweight="bold")
            y += 14
        write_lines(axes, 14, y, words, BEGIN - 18, 8.5, **look)
    else:
        y = top + step() * DEEP[False] + 13
        write(axes, block.left, y, number.strip(), 13, look["colour"], fontweight="bold")
        write(axes, block.left, y + 16, words, 9.5, **look)
