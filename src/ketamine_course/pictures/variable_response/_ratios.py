"""Variance ratios: published ones, and our own calculations from published numbers, told apart by symbol and words."""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.absences import found_on, told
from ketamine_course.models import trials
from ketamine_course.pictures._charts import NOTE, chart, key, label, rows_of_labels, span, x_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

OTHER = ("ratio of coefficients of variation", "printed ratio of variances")
"""Ratios of another kind than SD to SD: they have their own symbol and their own words."""
SHOWN = {"published": "Published ratios", "own": "Our calculations", "both": "Both"}
HEIGHT = 340
PHONE = {"height": 510, "left": 136, "right": 14, "top": 148, "bottom": 38}


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


@explorable(title="Does the drug arm spread wider?", narrow=True, show=Choice(SHOWN, label="Show", default="both"))
def variance_ratios(show: str) -> Picture:
    """Spread of the drug arm relative to the control arm, published and worked out by us."""
    groups = [own for name, own in (("published", False), ("own", True)) if show in (name, "both")]
    rows = [row for row in rows_of("variance_ratios") if show == "both" or _own(row) == (show == "own")]
    figure, axes = chart(
        HEIGHT, _finding(rows), "SD of the drug group / SD of the control group, with intervals", left=212, top=96, bottom=34, narrow=PHONE
    )
    _keys(figure)
    axes.set(xscale="log", xlim=(0.68, 2.05))
    axes.set_label("ratio")
    x_ticks(axes, {at: f"{at:g}" for at in ((0.7, 1, 1.5, 2) if is_narrow() else (0.7, 0.85, 1, 1.25, 1.5, 2))})
    axes.axvline(1, color=light("ink"), linewidth=1.4, zorder=0.9)
    ordered = [row for own in groups for row in rows if _own(row) == own]
    rows_of_labels(axes, [_label(row) for row in ordered], most=60, end=0.7, size=NOTE)
    for y, row in enumerate(ordered):
        _ratio_row(axes, y, row)
    return Picture(figure, _words(rows, show), "redrawn from reported numbers", _table(rows))


def _keys(figure: Figure) -> None:
    published = [("read", "blue", "published: none on ketamine"), ("read", "quiet", "another kind of ratio")]
    ours = "our calculation from published numbers, 95% interval: (es)ketamine"
    if is_narrow():
        key(
            figure,
            53,
            [*published, ("ours", "blue", "ours, from published numbers, 95%"), ("ours_reported", "blue", "ours, spreads as reported")],
        )
        return
    key(figure, 55, published)
    key(figure, 69, [("ours", "blue", ours)])
    key(figure, 83, [("ours_reported", "blue", "our calculation from spreads as reported by others")])


def _label(row: Row) -> str:
    """Return the name of a row, short enough for a line of a dense list, or for two on a phone."""
    name = str(row["label"])
    if is_narrow():
        name = name.replace(" trials)", ")").replace("Ketamine or esketamine", "(Es)ketamine").replace(", people of 65", ", 65")
    return (
        name.replace(", spread relative to mean", "")
        .replace("Bayesian regression model", "Bayes model")
        .replace("Bayesian", "Bayes")
        .replace(" trials), Bayes", "), Bayes")
    )


def _finding(rows: list[Row]) -> str:
    """Return in how many rows with an interval the drug arm spreads wider."""
    lows = [(row, _values(row)[1]) for row in rows if not math.isnan(_values(row)[1])]
    wider = [row for row, low in lows if low > 1]
    same = len(wider) == 2 and wider[0]["variance_ratio"] in wider[1]["overlaps_with"]
    return f"Wider in {len(wider)} of {len(lows)} rows, {'both of one trial' if same else 'by their intervals'}"


def _ratio_row(axes: Axes, y: float, row: Row) -> None:
    value, low, high = _values(row)
    if math.isnan(low):
        words = told("variance_ratio") if not row["refs"] else "number not read"
        words = "none found" if is_narrow() and not row["refs"] else words
        label(axes, 2.05, y, words, shift=(12, 0), ha="right", fontsize=NOTE, style="italic")
        return
    kind, colour = _mark(row)
    span(axes, y, low, high, colour, dashed=_own(row), width=1.6)
    if not math.isnan(value):
        mark(axes, value, y, kind, colour, 6)


def _words(rows: list[Row], show: str) -> str:
    whose = {"published": "published ratios", "own": "our calculations", "both": "published ratios and our calculations"}[show]
    parts = [f"The figure shows {whose} of the spread of the drug group relative to the control group."]
    if show != "own":
        printed = [row["value"] for row in rows if _basis(row) == "published" and not math.isnan(row["value"])]
        others = [f"{row['value']:.2f}" for row in rows if row["statistic"] in OTHER]
        parts.append(
            f"The published ratios of SDs, all on antidepressants, lie between {min(printed):.2f} and {max(printed):.2f}; "
            f"ratios of another kind are {listed(others)}. None on ketamine {found_on('variance_ratio')}."
        )
    if show != "published":
        near: list[str] = []
        far: list[str] = []
        for row in rows:
            if _own(row):
                value, low, high = _values(row)
                (far if low > 1 else near).append(f"{row['label']} {value:.2f} ({low:.2f} to {high:.2f})")
        parts.append(f"In our calculations, the interval includes 1 in {len(near)} of {len(near) + len(far)} rows.")
        parts.append(f"It lies above 1 for {listed(far)}, which are one and the same trial.")
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
    return Table("Variance ratios: SD to SD unless a row says otherwise", columns, tuple(cells))
