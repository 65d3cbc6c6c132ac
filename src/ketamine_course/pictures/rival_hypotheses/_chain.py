"""What was done in an experiment, drawn over its tracks: the drug, the step that was blocked, and what is asked of the effect."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes

from ketamine_course.models import cascade
from ketamine_course.pictures._charts import CHARACTER, LABEL, MARGIN
from ketamine_course.pictures._drawing import arrow, box, lowered, write
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures.rival_hypotheses._common import experiments
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import wrapped
from ketamine_course.widgets.width import is_narrow, width

ENDS = {"keeps_working": "effect left?", "works_alone": "like ketamine?", "association": "effect?"}
"""What is asked of the last thing in a chain; of a step, which way it goes."""
AGENTS = {
    "ketamine": "Ketamine",
    "": "No ketamine",
    "nmda_blocker": "NMDA blocker",
    "hnk": "HNK",
    "dextromethorphan_bupropion": "DXM, bupropion",
}
"""Brief names of what was given, where the tables have a long one or none."""
HIGH, LINE, MOST, FOLD = 19.0, 11.0, 21, 37.0
"""How high a link of one line is, how much a further line adds, how many letters a line has, and how much lower a phone has the last."""


@cache
def _steps() -> dict[str, str]:
    return {row["node"]: row["short_label"] for row in rows_of("cascade_nodes")}


def _given(agent: str) -> str:
    labels = {row["drug"]: row["label"] for row in rows_of("drug_profiles")}
    return AGENTS.get(agent) or str(labels[agent])


def _links(experiment: str) -> list[tuple[str, bool]]:
    """Return the links of a chain, each with whether it was taken away."""
    done = cascade.design(experiment)
    taken = [_steps()[step] for step in done.steps] + [" to ".join(_steps()[end] for end in cut.split("__")) for cut in done.arrows_cut]
    if experiments()[experiment]["steps_named"]:
        taken = [experiments()[experiment]["steps_named"]]
    read = f"{lowered(_steps()[done.readout])}: up or down?" if done.asks == "direction" else ENDS[done.asks]
    middle = f"{' or '.join(taken)}{': high, low' if done.asks == 'association' else ''}"
    return [(_given(done.agent), False), *([(middle, done.asks != "association")] if taken else []), (read, False)]


def chain(axes: Axes, y: float, experiment: str) -> None:
    """Draw on a sheet what was done as a chain: an arrow from link to link, and a bar before what was taken away."""
    links = _links(experiment)
    lines = [wrapped(words, MOST) for words, _ in links]
    wide = [max(map(len, each)) * LABEL * CHARACTER + 14 for each in lines]
    gap = min(112.0, (width() - 2 * MARGIN - sum(wide)) / (len(links) - 1))
    folded = is_narrow() and len(links) > 2
    if folded:
        gap = min(40.0, width() - 2 * MARGIN - wide[0] - wide[1])
    x = MARGIN
    for number, ((_, taken), texts, across) in enumerate(zip(links, lines, wide, strict=True)):
        last = number == len(links) - 1
        if folded and last:
            x, y = MARGIN + wide[0] + gap, y + FOLD
            ends = (x + 24, y - FOLD + HIGH / 2 + LINE / 2 * (len(lines[1]) - 1) + 1), (x + 24, y - HIGH / 2 - 2)
            arrow(axes, *ends, "unknown" if links[1][1] else "raises", "line")
        high = HIGH + LINE * (len(texts) - 1)
        edge = "orange" if taken else "quiet" if last else "ink"
        style = {"linestyle": (0, (3, 2))} if taken or last else {}
        box(axes, x, y - high / 2, across, high, "orange_ground" if taken else "paper", edge, **style)
        for row, text in enumerate(texts):
            place = y + LINE * (row - (len(texts) - 1) / 2)
            write(
                axes, x + across / 2, place, text, LABEL, "orange" if taken else "ink", ha="center", fontweight="bold" if last else "normal"
            )
        if taken:
            axes.plot([x - 4, x - 4], [y - 11, y + 11], color=light("orange"), linewidth=3.4, solid_capstyle="butt")
        if not last and not (folded and number):
            stopped = 8 if links[number + 1][1] else 3
            arrow(axes, (x + across + 3, y), (x + across + gap - stopped, y), "unknown" if taken else "raises", "line" if taken else "ink")
        x += across + gap
