"""Raters: published agreement on DISCERN, with intervals, beside that of the collection's own raters."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.models.appraisal import RATED, bootstrap_interval, krippendorff_alpha, published_counts
from ketamine_course.pictures._drawing import sheet, symbol, write
from ketamine_course.pictures._facts import cited, rows_of
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

LEFT, WIDTH = 190.0, 226.0


class Row(NamedTuple):
    """One figure of agreement with its 95% interval."""

    who: str
    statistic: str
    value: float
    low: float
    high: float
    ours: bool


def works() -> set[str]:
    """Return the keys of all works that the pictures of this notebook rest on, and of the study on leaving the page that its text cites."""
    notes = {key for row in rows_of("agreement_notes") for key in row["refs"]}
    return {row["ref"] for row in rows_of("agreement_published")} | notes | {"wineburg2019"}


def published() -> list[Row]:
    """Return the published figures."""
    return [
        Row(row["raters"], row["statistic"], row["value"], row["low"], row["high"], ours=False) for row in rows_of("agreement_published")
    ]


@cache
def our_own() -> list[Row]:
    """Return alpha of our raters on each field, over the claims that two of them rated."""
    return [_alpha_row(field) for field in RATED]


def _alpha_row(field: str) -> Row:
    counts = published_counts(field)
    alpha = bootstrap_interval(counts, krippendorff_alpha)
    return Row(f"{field} of {len(counts)} claims", "Krippendorff's alpha", alpha.value, alpha.low, alpha.high, ours=True)


@explorable(
    title="How far do raters agree?",
    sample={"shown": "both"},
    shown=Choice({"published": "Published figures", "both": "With our own raters"}, label="Show"),
)
def raters_compared(shown: str) -> Picture:
    """Published agreement on DISCERN, and that of our raters, two for each claim, on the claim atlas."""
    rows = [*published(), *(our_own() if shown == "both" else [])]
    figure, axes = sheet(318 if shown == "both" else 214)
    write(axes, 14, 18, "Agreement beyond chance, with 95% intervals", 10.5, fontweight="bold")
    _scale(axes, 52, 264 if shown == "both" else 160)
    write(axes, 14, 46, "DISCERN, overall question", 9, "blue", fontweight="bold")
    for number, row in enumerate(rows):
        y = 70 + number * 30 + (24 if row.ours else 0)
        write(axes, 14, y - 5, row.who, 9)
        write(axes, 14, y + 7, row.statistic, 8.2, "quiet")
        _interval(axes, y, row)
    if shown == "both":
        write(axes, 14, 158, "Claim atlas, two ratings of each claim", 9, "green", fontweight="bold")
        write(axes, 14, 304 - 14, "Atlas: our calculation. All raters were sessions of an AI model, not people.", 8.2, "quiet")
    write(axes, 14, 304 if shown == "both" else 188, f"DISCERN: {_source()}.", 8.2, "quiet")
    return Picture(figure, _words(rows), "redrawn from reported numbers", _table(rows))


def _source() -> str:
    return cited((rows_of("agreement_published")[0]["ref"],))


def _x(value: float) -> float:
    return LEFT + value * WIDTH


def _scale(axes: Axes, top: float, bottom: float) -> None:
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        axes.plot([_x(value)] * 2, [top, bottom], color=light("faint"), linewidth=0.8, zorder=0)
        write(axes, _x(value), bottom + 9, f"{value:g}", 8.2, "quiet", ha="center")


def _interval(axes: Axes, y: float, row: Row) -> None:
    colour = "green" if row.ours else "blue"
    axes.plot([_x(row.low), _x(row.high)], [y, y], color=light(colour), linewidth=2.2, solid_capstyle="butt")
    symbol(axes, _x(row.value), y, "half" if row.ours else "full", colour, 8)
    write(axes, 424, y, f"{row.value:.2f}", 9)


def _words(rows: list[Row]) -> str:
    told = [f"{row.who} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows if not row.ours]
    mine = [f"{row.who} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows if row.ours]
    text = f"On DISCERN's overall question, weighted kappa with its 95% interval was: {'; '.join(told)}."
    if not mine:
        return text
    return (
        f"{text} On the claim atlas two ratings of each claim, by sessions of an AI model, gave these alphas: {'; '.join(mine)}. "
        "Task and statistic differ, so the groups can be held beside each other only loosely."
    )


def _table(rows: list[Row]) -> Table:
    cells = tuple(
        (
            "Claim atlas, two ratings of each claim" if row.ours else "DISCERN, overall question",
            row.who,
            row.statistic,
            f"{row.value:.2f}",
            f"{row.low:.2f} to {row.high:.2f}",
            "our calculation" if row.ours else _source(),
        )
        for row in rows
    )
    return Table("Agreement between raters", ("What was rated", "Raters or field", "Statistic", "Value", "95% interval", "Source"), cells)
