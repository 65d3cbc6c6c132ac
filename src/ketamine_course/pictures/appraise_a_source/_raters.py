"""Raters: published agreement on DISCERN, with intervals, beside that of the collection's own two raters."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.appraisal import RATED, bootstrap_interval, counts_per_unit, krippendorff_alpha, published_agreement
from ketamine_course.controls import Choice
from ketamine_course.explorable import explorable
from ketamine_course.palette import light
from ketamine_course.picture import Picture, Table
from ketamine_course.pictures._drawing import listed, mark, sheet, write
from ketamine_course.pictures._facts import cited, rows_of
from ketamine_course.tables import load

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
    """Return the keys of all works that the pictures of this notebook rest on."""
    notes = {key for row in rows_of("agreement_notes") for key in row["refs"]}
    return {row["ref"] for row in rows_of("agreement_published")} | notes


def published() -> list[Row]:
    """Return the published figures."""
    return [
        Row(row["raters"], row["statistic"], row["value"], row["low"], row["high"], ours=False) for row in rows_of("agreement_published")
    ]


def our_own(field: str) -> list[Row]:
    """Return kappa and alpha of our two raters on one field."""
    pair = published_agreement(field)
    ratings = load("ratings")
    values = sorted(set(ratings[field]))
    alpha = bootstrap_interval(counts_per_unit([list(given) for _, given in ratings.groupby("claim")[field]], values), krippendorff_alpha)
    return [
        Row("our two raters", "Cohen's kappa", pair.kappa, pair.low, pair.high, ours=True),
        Row("our two raters", "Krippendorff's alpha", alpha.value, alpha.low, alpha.high, ours=True),
    ]


@explorable(
    title="How far do raters agree?",
    field=Choice({field: field for field in RATED}, label="Our two raters on"),
)
def raters_compared(field: str) -> Picture:
    """Published agreement on DISCERN, and that of our two raters on one field of the atlas."""
    rows = [*published(), *our_own(field)]
    figure, axes = sheet(300)
    write(axes, 14, 18, "Agreement beyond chance, with 95% intervals", 10.5, fontweight="bold")
    _scale(axes, 48, 236)
    write(axes, 14, 46, "DISCERN, overall question", 9, "blue", fontweight="bold")
    for number, row in enumerate(rows):
        y = 70 + number * 30 + (30 if row.ours else 0)
        write(axes, 14, y - 5, row.who, 9)
        write(axes, 14, y + 7, row.statistic, 8.2, "quiet")
        _interval(axes, y, row)
    write(axes, 14, 160, f"Claim atlas: {field} of 220 claims", 9, "green", fontweight="bold")
    write(axes, 14, 262, f"DISCERN: {cited((rows_of('agreement_published')[0]['ref'],))}. Atlas: our calculation.", 8.2, "quiet")
    write(axes, 14, 276, "Our two raters were sessions of an AI model, not people: expect less of a class.", 8.2, "quiet")
    return Picture(figure, _words(rows, field), "redrawn from reported numbers", _table(rows, field))


def _x(value: float) -> float:
    return LEFT + value * WIDTH


def _scale(axes: Axes, top: float, bottom: float) -> None:
    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        axes.plot([_x(value)] * 2, [top, bottom], color=light("faint"), linewidth=0.8, zorder=0)
        write(axes, _x(value), bottom + 9, f"{value:g}", 8.2, "quiet", ha="center")


def _interval(axes: Axes, y: float, row: Row) -> None:
    colour = "green" if row.ours else "blue"
    axes.plot([_x(row.low), _x(row.high)], [y, y], color=light(colour), linewidth=2.2, solid_capstyle="butt")
    mark(axes, _x(row.value), y, "half" if row.ours else "full", colour, 8)
    write(axes, 424, y, f"{row.value:.2f}", 9)


def _words(rows: list[Row], field: str) -> str:
    told = [f"{row.who} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows if not row.ours]
    mine = [f"{row.statistic} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows if row.ours]
    return (
        f"On DISCERN's overall question, weighted kappa with its 95% interval was: {'; '.join(told)}. "
        f"On the {field} of 220 claims our two raters, both sessions of an AI model, reached {listed(mine)}. "
        "Task and statistic differ, so the groups can be held beside each other only loosely."
    )


def _table(rows: list[Row], field: str) -> Table:
    cells = tuple(
        (
            f"Atlas, {field}" if row.ours else "DISCERN, overall question",
            row.who,
            row.statistic,
            f"{row.value:.2f}",
            f"{row.low:.2f} to {row.high:.2f}",
            "our calculation" if row.ours else cited((rows_of("agreement_published")[0]["ref"],)),
        )
        for row in rows
    )
    return Table("Agreement between raters", ("What was rated", "Raters", "Statistic", "Value", "95% interval", "Source"), cells)
