"""Expectancy as a rival: how wide a gap between two groups belief alone could make."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.models import trials
from ketamine_course.pictures._drawing import listed, sheet, symbol, write
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.rival_hypotheses._common import PUBLISHED_GAPS
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

POINTS = {str(points): f"{points} points" for points in (0, 2, 4, 6, 8, 10)}
LEFT, RIGHT, LOW, HIGH = 176.0, 446.0, -4.0, 14.0


class Blinding(NamedTuple):
    """Shares of each group that believe they got ketamine."""

    label: str
    ketamine: float
    control: float


BLINDING = {"held": "Nobody can tell", "leaks": "Many can tell", "broken": "Nearly all can tell"}


def blinding_of(name: str) -> Blinding:
    """Return how many believe they got ketamine where blinding held, leaks or is broken: shares that are assumed."""
    return Blinding(BLINDING[name], trials.default(f"belief_{name}_ketamine"), trials.default(f"belief_{name}_control"))


def gap_from_belief(points: float, blinding: Blinding) -> float:
    """Return the gap between two groups, in scale points, if belief were all: points times the difference in shares that believe."""
    return points * (blinding.ketamine - blinding.control)


@explorable(
    title="Could belief alone make the gap?",
    sample={"points": "8", "blinding": "broken"},
    points=Slider(POINTS, label="What believing is worth (assumed)"),
    blinding=Choice(BLINDING, label="Blinding"),
)
def belief_gap(points: str, blinding: str) -> Picture:
    """The gap that belief alone would make, beside gaps that trials published."""
    chosen = blinding_of(blinding)
    gap = gap_from_belief(float(points), chosen)
    figure, axes = sheet(262)
    write(axes, 14, 17, "Gap between ketamine and control group, MADRS points", 10.5, fontweight="bold")
    _scale(axes)
    write(axes, 14, 50, "If belief were all", 9.2, fontweight="bold")
    write(axes, 14, 63, "(our calculation)", 8.4, "quiet")
    axes.plot([_x(0), _x(gap)], [54, 54], color=light("orange"), linewidth=7, solid_capstyle="butt")
    symbol(axes, _x(gap), 54, "triangle", "orange", 8)
    write(axes, _x(gap) + 9, 54, f"{gap:.1f}", 9.5, "orange", fontweight="bold")
    rows = [next(row for row in rows_of("trial_results") if row["result"] == name) for name in PUBLISHED_GAPS]
    for number, row in enumerate(rows):
        _published(axes, 98 + number * 32, row)
    write(axes, 14, 208, f"Believe they got ketamine: {chosen.ketamine:.0%} of the ketamine group, {chosen.control:.0%} of the others.", 9)
    write(axes, 14, 224, "These shares and the worth of belief are assumed. Lines: published gap with 95% interval.", 8.6, "quiet")
    return Picture(figure, _description(float(points), chosen, gap, rows), "simulated", _table(float(points), chosen, gap, rows))


def _x(value: float) -> float:
    return LEFT + (value - LOW) / (HIGH - LOW) * (RIGHT - LEFT)


def _scale(axes: Axes) -> None:
    for value in (0, 4, 8, 12):
        axes.plot([_x(value)] * 2, [34, 182], color=light("line" if not value else "faint"), linewidth=0.9, zorder=0)
        write(axes, _x(value), 190, str(value), 8.6, "quiet", ha="center")


def _published(axes: Axes, y: float, row: Row) -> None:
    write(axes, 14, y - 6, PUBLISHED_GAPS[row["result"]], 9)
    write(axes, 14, y + 6, work(row["ref"]).short, 8.2, "quiet")
    axes.plot([_x(-row["interval_high"]), _x(min(-row["interval_low"], HIGH))], [y, y], color=light("blue"), linewidth=1.8)
    symbol(axes, _x(-row["estimate"]), y, "full", "blue", 7)


def _reached(gap: float, rows: list[Row]) -> list[str]:
    return [work(row["ref"]).short for row in rows if -row["interval_high"] <= gap <= -row["interval_low"]]


def _description(points: float, chosen: Blinding, gap: float, rows: list[Row]) -> str:
    published = "; ".join(
        f"{work(r['ref']).short} {-r['estimate']:.2f} ({-r['interval_high']:.2f} to {-r['interval_low']:.2f})" for r in rows
    )
    return (
        f"{chosen.label}; believing is worth {points:g} points (assumed). Belief alone then makes a gap of {gap:.1f} points. "
        f"Published gaps with 95% intervals: {published}. The gap from belief lies inside the interval of {listed(_reached(gap, rows))}."
    )


def _table(points: float, chosen: Blinding, gap: float, rows: list[Row]) -> Table:
    cells = [(f"If belief were all: {points:g} points, {chosen.label.lower()}", f"{gap:.1f}", "", "our calculation from assumed numbers")]
    cells += [
        (
            PUBLISHED_GAPS[r["result"]],
            f"{-r['estimate']:.2f}",
            f"{-r['interval_high']:.2f} to {-r['interval_low']:.2f}",
            f"{work(r['ref']).short} ({MARKS[r['mark']]})",
        )
        for r in rows
    ]
    return Table("Gaps in MADRS points; more favours ketamine", ("What", "Gap", "95% interval", "Basis"), tuple(cells))
