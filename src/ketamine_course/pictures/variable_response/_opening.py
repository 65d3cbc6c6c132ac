"""What opens the notebook: sixty people who got the same drug, and how differently they fared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ketamine_course.models import trials
from ketamine_course.pictures._charts import chart, label, note
from ketamine_course.pictures.variable_response._crowd import FOLLOWED, SIDES, SIDES_ON_A_PHONE, bins, crowd, levels, piled
from ketamine_course.pictures.variable_response._responders import FALLS, fall_in_percent, falls_ticks, published_gain, untreated
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table


@explorable(title="Sixty people, one drug", narrow=True)
def sixty_outcomes() -> Picture:
    """The outcomes of sixty simulated people who got the same drug, before anything is said about why they differ."""
    falls = fall_in_percent(trials.same_people(replace(untreated(), mean_effect=float(published_gain()))))[0]
    better, worse = int((falls > 0).sum()), int((falls < 0).sum())
    figure, pile = chart(
        270,
        "Same drug, sixty outcomes: why do they differ?",
        "Sixty simulated people, each a disc",
        **SIDES,
        top=46,
        bottom=62,
        narrow={**SIDES_ON_A_PHONE, "height": 378, "top": 76, "bottom": 90},
    )
    edges = bins(pile, *FALLS, 0)
    levels(pile)
    pile.grid(visible=False)
    falls_ticks(pile)
    pile.axvline(0, color=light("ink"), linewidth=1.4)
    pile.axvspan(edges[0], 0, facecolor=light("orange_ground"), edgecolor="none", zorder=0)
    pile.axvline(50, color=light("line"), linewidth=1.2, linestyle=(0, (4, 3)), zorder=0.5)
    top = pile.get_ylim()[1]
    label(pile, 0, top, f"worse: {worse}", "orange", (-5, -7), ha="right", fontweight="bold")
    label(pile, 0, top, f"better: {better}", "blue", (5, -7), fontweight="bold")
    crowd(pile, *piled(falls, edges), "blue", numbers=False)
    note(figure, f"Person {FOLLOWED} stands out here and in the figures that follow.")
    low, middle, high = np.quantile(falls, [0, 0.5, 1])
    words = (
        f"Sixty simulated people got the same drug. Of these, {better} have a lower score afterwards and {worse} a higher one: the falls "
        f"range from {low:.0f}% to {high:.0f}% of the score at the start, with a median of {middle:.0f}%. Person {FOLLOWED}, who is "
        f"marked in several figures, is at {falls[FOLLOWED - 1]:.0f}%. The figure does not show whether the drug did more for some than "
        "for others."
    )
    rows = tuple((str(number), f"{fall:.0f}%") for number, fall in zip(trials.sixty().numbers, falls, strict=True))
    return Picture(figure, words, "simulated", Table("Fall in each person's score", ("Person", "Fall"), rows))
