"""Variance ratios: published ones, and our own calculations from published tables, told apart by symbol and words."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from ketamine_course.models import trials
from ketamine_course.pictures._drawing import legend, listed, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures.variable_response._common import interval, logarithmic, ticks, upright
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

TO_X = logarithmic(0.7, 2.0, 216, 446)
OTHER = ("ratio of coefficients of variation", "printed ratio, perhaps of variances")
"""Ratios of another kind than SD to SD: they have their own symbol and their own words."""
SHOWN = {"published": "Published ratios", "own": "Our calculations", "both": "Both"}
ROW = 25.0


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


def _symbol(row: Row) -> tuple[str, str]:
    plain = {"published": ("full", "blue"), "published, another kind of ratio": ("triangle", "ink")}
    return (plain | {"our calculation": ("diamond", "orange")}).get(_basis(row), ("open_cross", "magenta"))


@explorable(title="Does the drug arm spread wider?", show=Choice(SHOWN, label="Show", default="both"))
def variance_ratios(show: str) -> Picture:
    """Spread of the drug arm relative to the control arm, published and worked out by us."""
    groups = [own for name, own in (("published", False), ("own", True)) if show in (name, "both")]
    rows = [row for row in rows_of("variance_ratios") if show == "both" or _own(row) == (show == "own")]
    height = 40 + ROW * len(rows) + 18 * len(groups)
    figure, axes = sheet(height + 119)
    upright(axes, TO_X(1), 26, height, "line")
    y = 34.0
    for own in groups:
        heading = "Our calculations from published tables: (es)ketamine" if own else "Published: none of them on ketamine"
        write(axes, 14, y, heading, 9, "quiet", fontweight="bold")
        y += 18
        for row in rows:
            if _own(row) == own:
                _ratio_row(axes, y + 4, row)
                y += ROW
    at = {0.7: "0.7", 0.85: "0.85", 1: "1", 1.25: "1.25", 1.5: "1.5", 2: "2"}
    ticks(axes, height, at, TO_X, "SD of the drug arm / SD of the control arm")
    legend(axes, height + 46, [("full", "blue", "published"), ("diamond", "orange", "our calculation")])
    legend(axes, height + 61, [("open_cross", "magenta", "our calculation from spreads as reported by others")])
    legend(axes, height + 76, [("triangle", "ink", "published, but another ratio: of spread to mean, or perhaps of squared SDs")])
    write(axes, 14, height + 93, "Lines: intervals (as printed; ours 95%). Some rows share trials: see the table.", 8.2, "quiet")
    return Picture(figure, _words(rows, show), "redrawn from reported numbers", _table(rows))


def _ratio_row(axes: Axes, y: float, row: Row) -> None:
    label = row["label"] + (" (other ratio)" if row["statistic"] in OTHER else "")
    write_lines(axes, 16, y - 5 if len(label) > 42 else y, label, 200, 8.2)
    value, low, high = _values(row)
    if math.isnan(low):
        write(axes, TO_X(1) + 6, y, "nothing known to us" if not row["refs"] else "number not read", 8.2, "quiet", style="italic")
        return
    kind, colour = _symbol(row)
    interval(axes, y, low, high, TO_X, colour, dashed=_own(row))
    if not math.isnan(value):
        symbol(axes, TO_X(value), y, kind, colour, 6.5)


def _words(rows: list[Row], show: str) -> str:
    parts = [f"{SHOWN[show]}: spread of the drug arm relative to the control arm."]
    if show != "own":
        printed = [row["value"] for row in rows if _basis(row) == "published" and not math.isnan(row["value"])]
        others = [f"{row['value']:.2f}" for row in rows if row["statistic"] in OTHER]
        parts.append(
            f"The published ratios of SDs, all on antidepressants, lie between {min(printed):.2f} and {max(printed):.2f}. "
            f"Ratios of another kind: {listed(others)}. None on ketamine is known to us."
        )
    if show != "published":
        near: list[str] = []
        far: list[str] = []
        for row in rows:
            if _own(row):
                value, low, high = _values(row)
                (far if low > 1 else near).append(f"{row['label']} {value:.2f} ({low:.2f} to {high:.2f})")
        parts.append(f"Our calculations: the interval holds 1 in {len(near)} of {len(near) + len(far)} rows.")
        parts.append(f"It lies above 1 for {listed(far)}, which is one and the same trial.")
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
