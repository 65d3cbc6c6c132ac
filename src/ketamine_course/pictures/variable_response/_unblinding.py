"""What believing could add: mixes of a drug effect and an effect of believing, held against two published effects."""

from __future__ import annotations

from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.models import trials
from ketamine_course.pictures._charts import MARGIN, NOTE, chart, key, label, note, rows_of_labels, x_ticks, y_ticks
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.variable_response._control import CONTROLS
from ketamine_course.pictures.variable_response._control import published as published_effect
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

DRUG = ("0", "0.2", "0.4", "0.6", "0.8")
PARTS = {"from the drug": "blue", "from believing": "orange"}
FITTING = {1: "half", 2: "read"}
"""The mark of a mix by how many published effects it fits."""
HOPE = ("0", "0.4", "0.8", "1.2", "1.6", "2", "2.4")


@cache
def gaps() -> dict[str, float]:
    """Return by how much belief in having got the drug is assumed to differ between the arms, for each control."""
    given = trials.worked_inputs("expectation_only_midazolam")
    return {"saline": given["gap in belief, saline trials"], "midazolam": given["gap in belief, midazolam trials"]}


def _seen(drug: float, hope: float, control: str) -> float:
    """Return the observed effect (d): row `observed_effect` of the table `measures`."""
    return drug + hope * gaps()[control]


def _fitting(drug: float, hope: float) -> int:
    """Return how many of the published effects a mix fits."""
    return sum(_inside(control, _seen(drug, hope, control)) for control in CONTROLS)


def _inside(control: str, value: float) -> bool:
    """Say whether an effect lies within a published interval."""
    return bool(published_effect(control)["low"] - 1e-9 <= value <= published_effect(control)["high"] + 1e-9)


@explorable(
    title="What belief could add",
    narrow=True,
    story="hope",
    sample={"drug": "0.2", "hope": "1.6"},
    drug=Slider({value: f"d = {value}" for value in DRUG}, label="Effect of the drug itself", default="0.4"),
    hope=Slider({value: f"d = {value}" for value in HOPE}, label="Effect of believing that one got it"),
)
def unblinding(drug: str, hope: str) -> Picture:
    """A mix of drug effect and effect of believing, held against two published effects."""
    pair = float(drug), float(hope)
    figure, (published, mixes) = chart(
        338,
        f"Drug {drug} plus believing {hope} {_fits(pair)}",
        "Drug effect + effect of believing, beside two published effects",
        2,
        left=112,
        right=66,
        top=76,
        bottom=62,
        hspace=0.42,
        height_ratios=(1, 1.75),
        narrow={"height": 420, "left": 16, "right": 58, "top": 112, "bottom": 82, "hspace": 0.36, "height_ratios": (1, 1.3)},
    )
    parts = [Line2D([], [], color=light(colour), linewidth=5, label=words) for words, colour in PARTS.items()]
    ground = Line2D([], [], color=light("blue_ground"), linewidth=9, label="published interval")
    key(figure, 56, [*parts, ground], x=MARGIN)
    rows = [_held_against(published, y, control, pair) for y, control in enumerate(CONTROLS)]
    rows_of_labels(published, [title for title, *_ in CONTROLS.values()], over=True)
    published.set(xlim=(0, 3.15))
    published.set_label("effect")
    published.grid(visible=False, axis="y")
    published.tick_params(axis="y", pad=10)
    x_ticks(published, {0: "0", 1: "1", 2: "2", 3: "3"}, "effect (d)")
    _mix_map(mixes, pair)
    cells = "Disc: fits both. Half: one. Frame: yours. " if is_narrow() else ""
    note(figure, f"{cells}Gaps in belief between arms are assumed.")
    which = "published" if _fitting(*pair) == len(CONTROLS) else "of the two published"
    words = (
        f"With a drug effect of {drug} and an effect of believing of {hope}, the predicted d is {rows[0][2]} against saline, where "
        f"{rows[0][3]} was published, and {rows[1][2]} against midazolam, where {rows[1][3]} was published. This combination "
        f"{_fits(pair)} {which} effects. We assume that belief differs between the groups by {gaps()['saline']:g} with saline "
        f"and by {gaps()['midazolam']:g} with midazolam."
    )
    columns = ("Control", "Gap in belief (assumed)", "d predicted", "d published", "Verdict")
    return Picture(figure, words, "simulated", Table("One mix against two published effects", columns, tuple(rows)))


def _fits(pair: tuple[float, float]) -> str:
    return ("fits neither", "fits only one", "fits both")[_fitting(*pair)]


def _held_against(axes: Axes, y: int, control: str, pair: tuple[float, float]) -> tuple[str, ...]:
    """Draw a published effect with its interval and what a mix predicts; return them in words."""
    row, value = published_effect(control), _seen(*pair, control)
    inside = _inside(control, value)
    verdict, colour = ("fits", "blue") if inside else ("too low" if value < row["value"] else "too high", "magenta")
    half = 0.17 if is_narrow() else 0.26  # on a phone names stand over the rows
    axes.barh(y, row["high"] - row["low"], 2 * half, row["low"], facecolor=light("blue_ground"), edgecolor=light("blue"), linewidth=0.9)
    axes.plot([row["value"]] * 2, [y - half, y + half], color=light("blue"), linewidth=1.4)
    begin = 0.0
    for end, part in zip((pair[0], value), PARTS.values(), strict=True):
        axes.barh(y, end - begin, 0.2, begin, color=light(part))
        begin = end
    mark(axes, value, y, "model" if inside else "against", colour, 8, clip_on=False)
    label(axes, 3.15, y, verdict, colour, (12, 0), fontweight="bold")
    printed = f"{row['value']:g} ({row['low']:g} to {row['high']:g})"
    return CONTROLS[control][0], f"{gaps()[control]:g}", f"{value:.2f}", printed, verdict


def _mix_map(axes: Axes, pair: tuple[float, float]) -> None:
    """Draw all mixes as cells: a disc where both effects fit, half a disc where one does; the chosen one is framed."""
    axes.set(xlim=(-0.5, len(HOPE) - 0.5), ylim=(-0.5, len(DRUG) - 0.5))
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    x_ticks(axes, dict(enumerate(HOPE)), "effect of believing")
    y_ticks(axes, dict(enumerate(DRUG)))
    axes.set_ylabel("drug effect")
    cells: dict[int, list[tuple[int, int]]] = {}
    for across, hope in enumerate(HOPE):
        for up, drug in enumerate(DRUG):
            cells.setdefault(_fitting(float(drug), float(hope)), []).append((across, up))
    path = Path.make_compound_path(*(_cell(*at) for places in cells.values() for at in places))
    axes.add_patch(PathPatch(path, facecolor=light("panel"), edgecolor=light("line"), linewidth=0.6))
    for count, kind in FITTING.items():
        found = cells.get(count, [])
        mark(axes, [x for x, _ in found], [y for _, y in found], kind, "blue", 9)
    at = next((across, up) for across, hope in enumerate(HOPE) for up, drug in enumerate(DRUG) if (float(drug), float(hope)) == pair)
    axes.add_patch(PathPatch(_cell(*at), fill=False, edgecolor=light("violet"), linewidth=3.5))
    touch(axes, x=("hope", {hope: at for at, hope in enumerate(HOPE)}), y=("drug", {drug: at for at, drug in enumerate(DRUG)}))
    if is_narrow():
        now = axes.get_position()
        axes.set_position((48 / width(), now.y0, 1 - 60 / width(), now.height))
        return
    for up, (words, count) in enumerate((("fits both", 2), ("fits one", 1), ("your mix", 0))):
        _entry(axes, len(DRUG) - 1 - 1.25 * up, words, FITTING.get(count, ""))


def _cell(across: float, up: float) -> Path:
    """Return the outline of a cell of the map."""
    left, right, low, high = across - 0.42, across + 0.42, up - 0.38, up + 0.38
    return Path([(left, low), (right, low), (right, high), (left, high), (left, low)], closed=True)


def _entry(axes: Axes, y: float, words: str, kind: str) -> None:
    """Name one kind of cell beside the map: that with a mark, or the frame."""
    place: dict[str, Any] = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "center"}
    if kind:
        mark(axes, len(HOPE) - 0.3, y, kind, "blue", 9, clip_on=False)
    else:
        box = {"facecolor": light("paper"), "edgecolor": light("violet"), "linewidth": 2.5, "boxstyle": "square,pad=0.05"}
        axes.annotate("  ", (1, y), (5, 0), fontsize=NOTE, bbox=box, **place)
    axes.annotate(words, (1, y), (17, 0), fontsize=NOTE, color=light("quiet"), **place)
