"""The ground of the bench: who was studied, a place for each outcome, and the accounts that wait to be placed."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models import cascade
from ketamine_course.pictures._charts import LABEL, MARGIN, NOTE, label, x_ticks
from ketamine_course.pictures._drawing import write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._icons import colour_of, icons, over
from ketamine_course.pictures._marks import discs, mark
from ketamine_course.pictures.rival_hypotheses._common import species_words
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import is_narrow

SILENT, HALF = 2.0, 0.19
"""Where those who say nothing stand, as the predictions of readers count them, and how far a place reaches to both sides."""
WAITS = -0.36
"""Where an account waits as long as its prediction is covered."""
PEG = 4.0
"""How large the place for an account is as long as its prediction is covered, in units of the SVG."""
TRACKS = {
    "keeps_working": {0.0: "effect\ngone", 0.5: "smaller", 1.0: "as\nbefore"},
    "works_alone": {0.0: "not like\nketamine", 1.0: "like\nketamine"},
    "direction": {0.0: "down", 0.5: "no\nchange", 1.0: "up"},
    "association": {0.0: "with less\nimprovement", 1.0: "with more\nimprovement"},
}
"""The places of a track by what an experiment asks; who says nothing stands beside it."""
DRAWN = {"human": "people", "cell": "cells"} | dict.fromkeys(("mouse", "rat", "rodent", "monkey"), "animals")
"""The word for which there is a drawing, by who or what was studied."""
BRIEF = {False: 14, True: 8}
"""Letters up to which there is room for who was studied, and on a phone."""


def studied(figure: Figure, axes: Axes, row: Row) -> None:
    """Draw over the names of the accounts who or what was studied, with its name."""
    who, y = species_words(row), 72 * figure.get_figheight() * (1 - axes.get_position().y1) - 14
    kinds = [DRAWN[each] for each in row["species"]]
    drawn = over(figure)
    reach = icons(drawn, MARGIN + 15 * len(set(kinds)), y, " ".join(kinds))
    if len(who) < BRIEF[is_narrow()]:
        write(drawn, MARGIN + 2 * reach, y + 4, who, LABEL, colour_of(kinds[0]), fontweight="bold")


def places(axes: Axes, experiment: str, *, open_: bool) -> None:
    """Draw a ground for each outcome and one for those who say nothing, and a line for each account through them.

    As long as predictions are covered, each account waits before its line, which has a peg in each place.
    """
    ticks = TRACKS[cascade.design(experiment).asks]
    count = len(cascade.account_names())
    axes.grid(visible=False)
    axes.xaxis.tick_top()
    for side in ("bottom", "top"):
        axes.spines[side].set_visible(False)
    x_ticks(axes, {x: _brief(words) if is_narrow() else words for x, words in ticks.items()} | {SILENT: "says\nnothing"})
    for x in (*ticks, SILENT):
        axes.axvspan(x - HALF, x + HALF, facecolor=light("panel"), edgecolor="none", zorder=0)
    axes.hlines(range(count), -HALF, SILENT + HALF, color=light("faint"), linewidth=0.8, zorder=0.6)
    if open_:
        pegs = np.array([(x, row) for row in range(count) for x in (*ticks, SILENT)])
        discs(axes, pegs[:, 0], pegs[:, 1], "line", PEG)
        mark(axes, [WAITS] * count, range(count), "memory", "line", 13)
        for row in range(count):
            label(axes, WAITS, row, "?", "quiet", ha="center", fontsize=NOTE, fontweight="bold", zorder=4)


def _brief(words: str) -> str:
    """Return the name of a place as short as a phone needs it."""
    return words.replace("with ", "").replace("improvement", "gain").replace("smaller", "less").replace("no\nchange", "same")
