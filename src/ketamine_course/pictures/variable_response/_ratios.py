"""Variability ratios: published ones, and our own calculations from published numbers, told apart by symbol and words."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.absences import found_on, told
from ketamine_course.models import trials
from ketamine_course.pictures._charts import LABEL, NOTE, chart, heading, key, label, rows_of_labels, span, x_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow

OTHER = ("ratio of coefficients of variation", "printed ratio of variances")
"""Ratios of another kind than SD to SD: they have their own symbol and their own words."""
SHOWN = {"published": "Published ratios", "own": "Our calculations", "both": "Both"}
HEIGHT = 340
TICKS = (0.75, 1, 1.25, 1.5, 1.75)
PHONE_TICKS = (0.75, 1, 1.25, 1.75)
PHONE = {"height": 500, "left": 110, "right": 18, "top": 116, "bottom": 38}
PARTS = {"published": "Published: none on ketamine", "own": "Our calculations: (es)ketamine", "other": "Published, not a ratio of SDs"}
PHONE_PARTS = {PARTS["published"]: "Published", PARTS["own"]: "Our calculations", PARTS["other"]: "Not a ratio of SDs"}
"""Headings that end before the marks begin."""
OVERLAP = 0.28
"""How far apart, in rows, a row and what overlaps with it are drawn, around the row's own height."""


def _own(row: Row) -> bool:
    return row["variance_ratio"] in trials.own_ratios()


def _values(row: Row) -> tuple[float, float, float]:
    """Return value and interval: as printed, or worked out here from the published spreads."""
    if _own(row):
        value, low, high = trials.own_ratio(row["variance_ratio"])
        return float(value), float(low), float(high)
    return row["value"], row["low"], row["high"]


def _basis(row: Row) -> str:
    if not _own(row):
        return "published, another kind of ratio" if row["statistic"] in OTHER else "published"
    mark_of_spreads = trials.arm_spread(row["variance_ratio"], "drug").mark
    return "our calculation" if mark_of_spreads == "seen" else f"our calculation from spreads {MARKS[mark_of_spreads]}"


def _mark(row: Row) -> tuple[str, str]:
    marks = {"published": ("read", "blue"), "published, another kind of ratio": ("read", "quiet"), "our calculation": ("ours", "blue")}
    return marks.get(_basis(row), ("ours_reported", "blue"))


@explorable(
    title="Is the spread wider in the drug group?", narrow=True, sample={"show": "both"}, show=Choice(SHOWN, label="Show", default="own")
)
def variance_ratios(show: str) -> Picture:
    """Spread of the drug arm relative to the control arm, published and worked out by us."""
    rows = [row for row in rows_of("variance_ratios") if show == "both" or _own(row) == (show == "own")]
    again = show != "both"
    kind = {"published": "intervals as printed", "own": "95% intervals", "both": "our intervals: 95%"}[show]
    subtitle = f"SD of the drug group / SD of the control group; {kind}"
    figure, axes = chart(HEIGHT, _finding(rows), subtitle, left=196, right=66, top=74, bottom=34, narrow=PHONE)
    _keys(figure, rows, again=again)
    axes.set(xscale="log", xlim=(0.7, 1.95))
    axes.set_label("ratio")
    axes.grid(visible=False, axis="y")
    x_ticks(axes, {at: f"{at:g}" for at in (PHONE_TICKS if is_narrow() else TICKS)})
    listed_rows = _listed(rows)
    names = ["" if isinstance(each, str) else _label(each[0]) for each in listed_rows]
    rows_of_labels(axes, names, most=60, end=0.7, size=NOTE)
    if again and _names_fit(axes):  # each name stands beside its bar, and under it those of the same people again
        at = [y - OVERLAP * (len(each) - 1) / 2 * (not isinstance(each, str)) for y, each in enumerate(listed_rows)]
        axes.set_yticks(at, ["\n".join(wrapped(name, 19 if is_narrow() else 60)) for name in names])
    axes.axvline(1, color=light("ink"), linewidth=1.4, zorder=0.9)
    for y, each in enumerate(listed_rows):
        if isinstance(each, str):
            heading(axes, y, PHONE_PARTS[each] if is_narrow() else each, NOTE)
            if each == PARTS["other"] and not is_narrow():
                axes.axhspan(y - 0.5, y + 2.5, facecolor=light("panel"), edgecolor="none", zorder=0)
            continue
        drawn = each if again else each[:1]
        _told_apart(axes, y, y - OVERLAP * (len(drawn) - 1) / 2, each[0])
        for number, row in enumerate(drawn):
            _ratio_row(axes, y + OVERLAP * (number - (len(drawn) - 1) / 2), row, pale=number > 0)
    status = "our counts and judgement" if show == "own" else "redrawn from reported numbers"
    return Picture(figure, _words(rows, show), status, _table(rows), _overlaps(listed_rows, again=again))


def _listed(rows: list[Row]) -> list[str | list[Row]]:
    """Return headings and rows as they stand in the picture: with each the rows of people whom it has counted already."""
    found: list[str | list[Row]] = []
    alone = len({_part(row) for row in rows}) == 1
    for part, words in PARTS.items():
        members = [row for row in rows if _part(row) == part]
        if members and not alone:
            found.append(words)
        for row in members:
            main = next((each for each in found if not isinstance(each, str) and _same_people(each[0], row)), None)
            if isinstance(main, list):
                main.append(row)
            else:
                found.append([row])
    return found


def _part(row: Row) -> str:
    return "own" if _own(row) else "other" if row["statistic"] in OTHER else "published"


def _same_people(first: Row, row: Row) -> bool:
    """Whether a row counts people of an earlier row again, by the same kind of ratio."""
    shared = first["variance_ratio"] in row["overlaps_with"] or row["variance_ratio"] in first["overlaps_with"]
    return shared and _part(first) == _part(row)


def _quoted(words: str) -> str:
    """Return words in quotation marks."""
    return f"\u201c{words}\u201d"


def _overlaps(listed_rows: list[str | list[Row]], *, again: bool) -> tuple[tuple[str, str], ...]:
    """Name what is faint or, where all rows are shown, left out, for the words beside the picture."""
    groups = [[_quoted(row["label"]) for row in each] for each in listed_rows if not isinstance(each, str) and len(each) > 1]
    pale = "; ".join(f"{listed(rest)} count{'s' * (len(rest) == 1)} some of the same people as {first}" for first, *rest in groups)
    return ((f"{'Faint' if again else 'Left out here'}: rows that count the same people again", f"{pale}."),)


def _keys(figure: Figure, rows: list[Row], *, again: bool) -> None:
    """Write what the marks mean that are drawn."""
    repeated = Line2D([], [], color=light("line"), linewidth=1.4, label="same people again")
    published, ours = ("read", "blue", "published"), ("ours", "blue", "ours")
    others = ("ours_reported", "blue", "ours, spreads as reported")
    marks = {_mark(row) for row in rows}
    key(figure, 55, [*(each for each in (published, ours, others) if each[:2] in marks), *([repeated] if again else [])])


def _label(row: Row) -> str:
    """Return the name of a row, short enough for a line of a dense list, or for two on a phone."""
    name = str(row["label"])
    if is_narrow():
        name = name.replace(" trials)", ")").replace("Ketamine or esketamine", "(Es)ketamine").replace(" (China and US)", "")
        name = name.replace(" and -2 together", ", -2").replace(", people aged 65 and over", "").replace(", final scores", "")
    return (
        name.replace("spread relative to mean", "relative to mean")
        .replace("Bayesian regression model", "Bayes model")
        .replace("Bayesian", "Bayes")
        .replace(" trials), ", "), ")
    )


def _finding(rows: list[Row]) -> str:
    """Return in which trials the drug arm spreads wider, by the interval; rows of the same people count once."""
    mains = [each[0] for each in _listed(rows) if not isinstance(each, str)]
    wider = [str(row["label"]).partition(",")[0] for row in mains if not math.isnan(_values(row)[1]) and _values(row)[1] > 1]
    return f"Clearly wider with the drug only in {listed(wider)}" if wider else "No published interval lies above 1"


def _ratio_row(axes: Axes, y: float, row: Row, *, pale: bool) -> None:
    value, low, high = _values(row)
    if math.isnan(low):
        words = told("variance_ratio") if not row["refs"] else "number not read"
        words = "none found" if is_narrow() and not row["refs"] else words
        ground = {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.6}
        label(axes, axes.get_xlim()[1], y, words, shift=(2, 0), ha="right", fontsize=NOTE, style="italic", bbox=ground)
        return
    kind, colour = _mark(row)
    if pale:
        if _names_fit(axes):
            name = "\n".join(wrapped(_label(row), 19)) if is_narrow() else _label(row)
            label(axes, axes.get_xlim()[0], y, name, "quiet", (-6, 0), ha="right", va="center", linespacing=1.05, fontsize=NOTE)
        axes.plot([low, high], [y, y], color=light("line"), linewidth=1.2)
        if not math.isnan(value):
            mark(axes, value, y, kind, "line", 3.5)
        return
    colour = colour if low > 1 or not _own(row) else "quiet"
    span(axes, y, low, high, colour, width=2.4 if low > 1 else 1.6)
    if not math.isnan(value):
        mark(axes, value, y, kind, colour, 7)


def _names_fit(axes: Axes) -> bool:
    """Whether the bars of one row stand far enough from each other for a name each."""
    room = OVERLAP * axes.bbox.height / abs(np.diff(axes.get_ylim())[0])
    return bool(room > (2 * LABEL if is_narrow() else LABEL))


OVER_BARS = 34.0
"""From one row to the next at least, where there is room over a bar for what its interval does, on a phone."""


def _told_apart(axes: Axes, y: float, bar: float, row: Row) -> None:
    """Light a row whose interval lies above 1, and say beside its bar, on a phone over it, what its interval does."""
    low, high = _values(row)[1:]
    if math.isnan(low) or _part(row) == "other":
        return
    wider = low > 1
    if wider:
        axes.axhspan(y - 0.46, y + 0.46, -4, 1.5, facecolor=light("blue_ground"), edgecolor="none", zorder=0.1, clip_on=False)
    room = axes.bbox.height / abs(np.diff(axes.get_ylim())[0])
    if is_narrow() and room < OVER_BARS:
        return
    words = "wider" if wider else "narrower" if high < 1 else "includes 1"
    look: dict[str, Any] = {"shift": (0, 11), "ha": "right"} if is_narrow() else {"shift": (6, 0)}
    look |= {"fontsize": NOTE, "fontweight": "bold" if wider else "normal"}
    label(axes, axes.get_xlim()[1], bar, words, "blue" if wider else "quiet", **look)


def _words(rows: list[Row], show: str) -> str:
    whose = {"published": "published ratios", "own": "our calculations of the ratio", "both": "ratios, published and our own,"}[show]
    parts = [f"The figure shows {whose} of the spread in the drug group to that in the control group."]
    if show != "own":
        printed = [row["value"] for row in rows if _basis(row) == "published" and not math.isnan(row["value"])]
        others = [f"{row['value']:.2f}" for row in rows if row["statistic"] in OTHER]
        parts.append(
            f"The published ratios of SDs that are given as numbers here, all on antidepressants, lie between {min(printed):.2f} and "
            f"{max(printed):.2f}; ratios of another kind are {listed(others)}. None on ketamine {found_on('variance_ratio')}."
        )
    if show != "published":
        ours = [row for row in rows if _own(row)]
        far = [row for row in ours if _values(row)[1] > 1]
        ratios = dict.fromkeys("{:.2f} ({:.2f} to {:.2f})".format(*_values(row)) for row in far)
        parts.append(f"In our calculations, the interval includes 1 in {len(ours) - len(far)} of {len(ours)} rows.")
        where = listed([f"\u201c{row['label']}\u201d" for row in far])
        parts.append(f"It lies above 1 only in the rows {where}, which are one and the same trial, with a ratio of {listed(list(ratios))}.")
    return " ".join(parts)


def _table(rows: list[Row]) -> Table:
    cells = []
    for row in rows:
        value, low, high = _values(row)
        number = "not noted" if math.isnan(value) else f"{value:.2f}" if not _own(row) else f"{value:.3f}"
        span = "not noted" if math.isnan(low) else f"{low:.2f} to {high:.2f}"
        shares = listed([each["label"] for each in rows_of("variance_ratios") if each["variance_ratio"] in row["overlaps_with"]])
        cells.append((row["label"], number, span, _basis(row), row["reading"], shares, cited(row["refs"]) or "none"))
    columns = ("Trials", "Ratio", "Interval", "Whose number", "Reading", "Shares people with", "Work")
    return Table("Variability ratios: SD to SD unless a row says otherwise", columns, tuple(cells))
