"""The control arm sets the size of the effect."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from matplotlib.axes import Axes

from ketamine_course.models import trials
from ketamine_course.pictures._charts import chart, heading, label, note, number_at, rows_of_labels, signed, span, x_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

CONTROLS = {
    "saline": ("Saline", "wilkinson_response_ketamine_saline", "wilkinson_response_saline", "wilkinson_d_saline"),
    "midazolam": ("Midazolam", "wilkinson_response_ketamine_midazolam", "wilkinson_response_midazolam", "wilkinson_d_midazolam"),
}
SHOWN = {"response": "Share that responds", "effect": "Size of the effect", "nnt": "Number needed to treat"}
HEIGHT = 310
PHONE = {"height": 380, "top": 104}


@cache
def numbers() -> dict[str, Row]:
    """Return what is printed on control arms and blinding, by name."""
    return {row["blinding_number"]: row for row in rows_of("blinding_numbers")}


@cache
def lii() -> Row:
    """Return the response under anaesthesia."""
    return next(row for row in rows_of("trial_results") if row["result"] == "lii2023_response")


@explorable(title="Compared with what?", narrow=True, story="show", sample={"show": "effect"}, show=Choice(SHOWN, label="Show"))
def control_arm(show: str) -> Picture:
    """One drug against three controls: who responds, how large the effect looks, and the number needed to treat."""
    draw = {"response": _responses, "effect": _effects, "nnt": _needed}[show]
    return draw()


def _responses() -> Picture:
    rows, values = [], []
    for title, drug, control, _ in CONTROLS.values():
        for name, key_ in (("ketamine", drug), (title.lower(), control)):
            row = numbers()[key_]
            values.append((row["value"], row["low"], row["high"]))
            rows.append((f"Trials against {title.lower()}", name, f"{row['value']:g}%", f"{row['low']:g} to {row['high']:g}%"))
    for name, side in (("ketamine", "arm"), ("saline", "comparator")):
        values.append((lii()[f"{side}_value"], None, None))
        counts = f"{lii()[f'{side}_count']:g} of {lii()[f'{side}_total']:g}"
        rows.append(("Under general anaesthesia", name, f"{lii()[f'{side}_value']:g}% ({counts})", "not printed"))
    controls = listed([row[2].partition(" ")[0] for row in rows if row[1] != "ketamine"])
    title = f"In the control groups, {controls} responded"
    figure, axes = chart(
        HEIGHT,
        title,
        "Share that responds on day 1: one drug against three controls",
        left=170,
        right=60,
        bottom=64,
        narrow=PHONE | {"left": 80, "right": 50, "bottom": 82},
    )
    _shares(axes, rows, values)
    note(
        figure,
        "Under anaesthesia, no interval is printed. Grey: the gap, our calculation. Trials and people differ.",
    )
    saline, midazolam, hidden = (f"{rows[at][2]} with ketamine and {rows[at + 1][2]} with {rows[at + 1][1]}" for at in (0, 2, 4))
    words = (
        f"On day 1, {saline} responded in trials against saline, compared with {midazolam} in trials against midazolam. Under general "
        f"anaesthesia, where no one could feel the drug, the share was {hidden}. These are different trials with different people, so no "
        "one was randomised to one kind of control rather than another."
    )
    columns = ("Trials", "Arm", "Responded", "Interval as printed")
    table = Table(f"Response on day 1: {_sources()}", columns, tuple(rows))
    return Picture(figure, words, "redrawn from reported numbers", table)


def _shares(axes: Axes, rows: Sequence[tuple[str, ...]], values: list[tuple[float, Any, Any]]) -> None:
    """Draw two rows for each kind of trial, the drug arm and its control, and between them the gap."""
    places = [4.5 * (at // 2) + 1 + 2 * (at % 2) for at in range(len(rows))]
    rows_of_labels(axes, [row[1] for row in rows], places, end=0.7)
    axes.set(xlim=(0, 80), ylim=(places[-1] + 0.8, -0.6))
    axes.set_label("responds")
    axes.grid(visible=False, axis="y")
    x_ticks(axes, {at: f"{at}%" for at in range(0, 81, 40 if is_narrow() else 20)})
    for y, row, (value, low, high) in zip(places, rows, values, strict=True):
        colour = "blue" if row[1] == "ketamine" else "orange"
        if row[1] == "ketamine":
            heading(axes, y - 1, row[0], bbox={"facecolor": light("paper"), "edgecolor": "none", "pad": 0.8})
        if low is not None:
            span(axes, y, low, high, colour)
        mark(axes, value, y, "read", colour, clip_on=False)
        number_at(axes, 80, y, row[2].partition(" ")[0], colour)
    for y, (drug, *_), (control, *_) in zip(places[::2], values[::2], values[1::2], strict=True):
        _ahead(axes, y, drug, control)


def _ahead(axes: Axes, y: float, drug: float, control: float) -> None:
    """Draw between two arms how far the drug is ahead: a bar from where the control ends to where the drug does."""
    for x, start in ((drug, y), (control, y + 2)):
        axes.plot([x, x], [start, y + 1], color=light("line"), linewidth=1.2, zorder=0.8)
    axes.plot([control, drug], [y + 1] * 2, color=light("line"), linewidth=6, zorder=0.9)
    number_at(axes, drug, y + 1, f"{drug - control:g}{'' if is_narrow() else ' points'}", "ink")


def _sources() -> str:
    """Return the works behind the trials against salt water and midazolam, and behind the one under anaesthesia."""
    return cited(tuple(dict.fromkeys([numbers()[CONTROLS["saline"][1]]["ref"], lii()["ref"]])))


def _effects() -> Picture:
    figure, (first, second) = chart(
        HEIGHT,
        "Against midazolam, the effect is less than half as large" if _halved() else "The effect depends on the control",
        "Size of ketamine\u2019s effect, with intervals as printed",
        2,
        left=140,
        bottom=60,
        hspace=0.72,
        height_ratios=(2, 1.1),
        narrow=PHONE | {"left": 84, "right": 16, "bottom": 58, "hspace": 1.1},
    )
    rows = []
    for y, (title, _, _, name) in enumerate(CONTROLS.values()):
        row = numbers()[name]
        _effect(first, y, row["value"], row["low"], row["high"])
        rows.append((f"Against {title.lower()}, day 1", f"d {row['value']:g}", f"{row['low']:g} to {row['high']:g}"))
    rows_of_labels(first, [f"against {title.lower()}" for title, *_ in CONTROLS.values()])
    first.set(xlim=(0, 2.5))
    first.set_label("effect")
    x_ticks(
        first,
        {0: "0", 0.5: "0.5", 1: "1", 1.5: "1.5", 2: "2", 2.5: "2.5"},
        "standard deviations (d), day 1" if is_narrow() else "d: difference in standard deviations, day 1",
    )
    row = numbers()["lii_difference"]
    ahead, low, high = -row["value"], -row["high"], -row["low"]  # printed as a difference in scores: minus favours ketamine
    _effect(second, 0, ahead, low, high)
    rows_of_labels(second, ["under anaesthesia"])
    second.set(xlim=(-5, 15))
    second.axvline(0, color=light("ink"), linewidth=1.4, zorder=0.9)
    points = "MADRS points ahead, days 1 to 3" if is_narrow() else "MADRS points by which ketamine is ahead, days 1 to 3"
    x_ticks(second, {-5: signed(-5, 0), 0: "0", 5: "5", 10: "10", 15: "15"}, points)
    rows.append(("Under anaesthesia, days 1 to 3", f"{ahead:.2f} points ahead", f"{signed(low, 2)} to {high:.1f}"))
    parts = [f"{control.lower()}, {effect} ({span})" for control, effect, span in rows]
    words = f"The size of ketamine's effect depended on what it was compared with: {'; '.join(parts)}."
    table = Table(f"Effects: {_sources()}", ("Control", "Effect", "Interval"), tuple(rows))
    return Picture(figure, words, "redrawn from reported numbers", table)


def _halved() -> bool:
    return bool(2 * published("midazolam")["value"] < published("saline")["value"])


def _effect(axes: Axes, y: float, value: float, low: float, high: float) -> None:
    axes.barh(y, value, 0.32, color=light("blue_ground"), zorder=0.5)
    span(axes, y, low, high, "blue")
    mark(axes, value, y, "read", "blue")
    number_at(axes, value, y, f"{value:.3g}", "blue", (0, 13), ha="center")


def _needed() -> Picture:
    figure, axes = chart(
        HEIGHT,
        "One drug, three controls, three NNTs",
        "NNT = 1 / gap in shares that respond",
        left=140,
        right=84,
        bottom=78,
        narrow=PHONE | {"left": 86, "right": 64, "bottom": 106},
    )
    shares, rows, parts = [], [], []
    for title, drug, control, _ in CONTROLS.values():
        pair = numbers()[drug]["value"], numbers()[control]["value"]
        needed = 100 / (pair[0] - pair[1])
        shares.append((*pair, f"{needed:.1f}"))
        rows.append((f"Against {title.lower()}", f"{pair[0]:g}% and {pair[1]:g}%", f"{needed:.1f}", "not known: shares come from a model"))
        parts.append(f"{needed:.1f} against {title.lower()}")
    counts = [int(lii()[name]) for name in ("arm_count", "arm_total", "comparator_count", "comparator_total")]
    found = trials.gap(*counts).in_words()
    shares.append((lii()["arm_value"], lii()["comparator_value"], found.partition(";")[0]))
    rows.append(("Under anaesthesia", f"{counts[0]} of {counts[1]} and {counts[2]} of {counts[3]}", found, "Newcombe's interval, ours"))
    _gaps(axes, [row[0].lower() for row in rows], shares)
    note(figure, f"NNTs are our calculation. Under anaesthesia: {found}.")
    words = (
        f"The number needed to treat, which is our calculation from the printed shares, is {' and '.join(parts)}. "
        f"Under anaesthesia it is {found}."
    )
    columns = ("Control", "Responded: ketamine and control", "NNT (our calculation)", "Interval")
    return Picture(figure, words, "redrawn from reported numbers", Table("Number needed to treat on day 1", columns, tuple(rows)))


def _gaps(axes: Axes, names: list[str], shares: list[tuple[float, float, str]]) -> None:
    """Draw the two shares of each comparison as the ends of a gap, and the number needed to treat beside it."""
    rows_of_labels(axes, names)
    axes.set(xlim=(0, 80))
    axes.set_label("responds")
    x_ticks(axes, {at: f"{at}%" for at in range(0, 81, 40 if is_narrow() else 20)}, "share that responds")
    for y, (drug, control, needed) in enumerate(shares):
        axes.plot([control, drug], [y, y], color=light("line"), linewidth=6)
        mark(axes, drug, y, "read", "blue", clip_on=False)
        mark(axes, control, y, "read", "orange", clip_on=False)
        place: dict[str, Any] = {"shift": (-4, 14), "ha": "left"} if control < 5 else {"shift": (0, 14), "ha": "center"}
        label(axes, control, y, f"{'' if y else 'control '}{control:g}%", "orange", **place)
        label(axes, drug, y, f"{'' if y else 'ketamine '}{drug:g}%", "blue", (0, -14), ha="center")
        number_at(axes, 80, y, f"NNT {needed}", "ink")


def published(control: str) -> Row:
    return numbers()[CONTROLS[control][3]]
