"""Expectancy as a rival: how wide a gap between two groups belief alone could make."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.figure import Figure

from ketamine_course.models import trials
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import LABEL, MARGIN, NOTE, chart, label, note, number_at, rows_of_labels, x_ticks
from ketamine_course.pictures._drawing import listed, lowered, plane_over, write
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._marks import BASIS, mark, rows_of_discs
from ketamine_course.pictures.rival_hypotheses._common import PUBLISHED_GAPS
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

POINTS = {str(points): f"{points} points" for points in (0, 2, 4, 6, 8, 10)}
LOW, HIGH = -4.0, 14.0
TWENTY = 20
"""How many people are drawn of each group: the shares are multiples of one in twenty."""


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
    title="Could belief alone produce the gap?",
    narrow=True,
    story="blinding",
    sample={"points": "8", "blinding": "broken"},
    points=Slider(POINTS, label="What believing is worth (assumed)", default="4"),
    blinding=Choice(BLINDING, label="Blinding", default="leaks"),
)
def belief_gap(points: str, blinding: str) -> Picture:
    """The gap that belief alone would make, beside gaps that trials published."""
    chosen = blinding_of(blinding)
    gap = gap_from_belief(float(points), chosen)
    rows = [next(row for row in rows_of("trial_results") if row["result"] == name) for name in PUBLISHED_GAPS]
    reached = _reached(gap, rows)
    share = f"{len(reached)} of {len(rows)}"
    title = f"Belief alone would fit {share} published intervals" if gap else f"A gap of zero fits {share} published intervals"
    figure, axes = chart(
        330,
        title,
        "Gap between ketamine and control group, MADRS points, 95% intervals",
        left=184,
        right=58,
        top=100,
        bottom=70,
        narrow={"height": 414, "left": 16, "right": 48, "top": 126, "bottom": 86},
    )
    rows_of_labels(axes, ["If belief were the only cause", *map(_named, rows)], most=30, over=True, size=NOTE if is_narrow() else LABEL)
    axes.set(xlim=(LOW, HIGH))
    axes.set_label("gap")
    x_ticks(axes, {0: "0", 4: "4", 8: "8", 12: "12"})
    if chosen.ketamine > chosen.control:
        touch(axes, x=("points", {worth: gap_from_belief(float(worth), chosen) for worth in POINTS}))
    ends = [(at - 0.22, at + 0.3) for at in range(len(rows) + 1)] if is_narrow() else [axes.get_ylim()]  # clear of names over rows
    axes.vlines([0] * len(ends), *zip(*ends, strict=True), color=light("line"), linewidth=1)
    axes.vlines([gap] * len(ends), *zip(*ends, strict=True), color=light("orange"), linewidth=1.4, linestyle="dashed", zorder=2.5)
    axes.barh(0, gap, 0.3, color=light("orange"))
    mark(axes, gap, 0, "ours", "ink", 7)
    number_at(axes, gap, 0, f"{gap:.1f}", "orange", (9, 0))
    for y, row in enumerate(rows, start=1):
        low, high = -row["interval_high"], min(-row["interval_low"], HIGH)
        fits = work(row["ref"]).short in reached
        axes.barh(y, high - low, 0.13, low, color=light("blue" if fits else "line"))
        mark(axes, -row["estimate"], y, BASIS[row["mark"]], "ink", 8)
        words, look, weight = ("fits", "blue", "bold") if fits else ("does not\nfit", "quiet", "normal")
        label(axes, HIGH, y, words, look, (4, 0), va="center", linespacing=1.05, fontweight=weight)
    _believers(figure, chosen)
    note(
        figure,
        "Filled: people who believe that they got ketamine. Their shares, and the number of points that belief is worth, are assumed. "
        "Square: our calculation.",
    )
    return Picture(figure, _description(float(points), chosen, gap, rows), "simulated", _table(float(points), chosen, gap, rows))


def _believers(figure: Figure, chosen: Blinding) -> None:
    """Draw twenty people of each group, those who believe that they got ketamine filled."""
    over, step = plane_over(figure), 6.6 if is_narrow() else 9.0
    left, top = (64, 92) if is_narrow() else (184, 62)
    for y, name, share, colour in ((top, "ketamine", chosen.ketamine, "blue"), (top + 16, "control", chosen.control, "orange")):
        count = round(TWENTY * share)
        write(over, MARGIN if is_narrow() else left - 12, y, name, LABEL, colour, ha="left" if is_narrow() else "right", fontweight="bold")
        rows_of_discs(over, [(left + step / 2, y, count)], step, colour, step - 1)
        without = [(left + step * (count + 0.5), y, TWENTY - count)]
        rows_of_discs(over, without, step, "line", step - 1.4)
        rows_of_discs(over, without, step, "paper", step - 3.2)
        write(over, left + step * TWENTY + 6, y, percent(share) + ("" if is_narrow() else " believe"), LABEL, colour)


def _named(row: Row) -> str:
    """Return what a trial is called, on a phone in one line; elsewhere in two."""
    told_by = work(row["ref"]).short
    return f"{PUBLISHED_GAPS[row['result']]}" + (f" ({told_by.replace(' et al.', '')})" if is_narrow() else f"\n({told_by})")


def _reached(gap: float, rows: list[Row]) -> list[str]:
    return [work(row["ref"]).short for row in rows if -row["interval_high"] <= gap <= -row["interval_low"]]


def _description(points: float, chosen: Blinding, gap: float, rows: list[Row]) -> str:
    published = "; ".join(
        f"{work(r['ref']).short}, {-r['estimate']:.2f} ({-r['interval_high']:.2f} to {-r['interval_low']:.2f})" for r in rows
    )
    inside = _reached(gap, rows)
    where = f"inside the interval{'' if len(inside) == 1 else 's'} of {listed(inside)}" if inside else "outside all three intervals"
    return (
        f"If {lowered(chosen.label)} which drug they got and believing that it was ketamine is worth {points:g} points (both assumed), "
        f"belief alone produces a gap of {gap:.1f} points. The published gaps, with 95% intervals, are {published}. The gap from belief "
        f"lies {where}."
    )


def _table(points: float, chosen: Blinding, gap: float, rows: list[Row]) -> Table:
    cells = [
        (
            f"If belief were the only cause: {points:g} points, {chosen.label.lower()}",
            f"{gap:.1f}",
            "",
            "our calculation from assumed numbers",
        )
    ]
    cells += [
        (
            PUBLISHED_GAPS[r["result"]],
            f"{-r['estimate']:.2f}",
            f"{-r['interval_high']:.2f} to {-r['interval_low']:.2f}",
            f"{work(r['ref']).short} ({MARKS[r['mark']]})",
        )
        for r in rows
    ]
    return Table("Gaps in MADRS points; higher values favour ketamine", ("What", "Gap", "95% interval", "Basis"), tuple(cells))
