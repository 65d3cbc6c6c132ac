"""Raters: published agreement on DISCERN, with intervals, beside that of the collection's own raters."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from matplotlib.axes import Axes

from ketamine_course.models.appraisal import RATED, bootstrap_interval, krippendorff_alpha, krippendorff_alphas, published_counts
from ketamine_course.pictures._charts import NOTE, chart, heading, label, note, number_at, rows_of_labels, span, x_ticks
from ketamine_course.pictures._facts import cited, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow


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
    alpha = bootstrap_interval(counts, krippendorff_alpha, of_many=krippendorff_alphas)
    named = f"{field} {'on' if field == 'verdict' else 'of'} {len(counts)} claims"
    return Row(named, "Krippendorff's alpha", alpha.value, alpha.low, alpha.high, ours=True)


@explorable(
    title="How far do raters agree?",
    narrow=True,
    sample={"shown": "both"},
    shown=Choice({"published": "Published figures", "both": "With our own raters"}, label="Show"),
)
def raters_compared(shown: str) -> Picture:
    """Published agreement on DISCERN, and that of our raters, two for each claim, on the claim atlas; each group on a scale of its own."""
    both = shown == "both"
    figure, groups = chart(
        330,
        _title(both=both),
        f"Agreement beyond chance ({'95% interval); compare the groups only loosely' if both else 'with its 95% interval)'}",
        rows=1 + both,
        left=150,
        right=56,
        top=76,
        bottom=58,
        hspace=0.85,
        narrow={"height": 400, "left": 94, "right": 40, "top": 106, "bottom": 62, "hspace": 0.75},
    )
    people = groups[0] if both else groups
    _group(people, "People: DISCERN, overall question", published(), "weighted kappa")
    touch(people, y=("shown", {"published": 1}))
    if both:
        where = "AI sessions: claim atlas" if is_narrow() else "AI sessions: claim atlas, two ratings of each claim"
        _group(groups[1], where, our_own(), "Krippendorff\u2019s alpha")
        touch(groups[1], y=("shown", {"both": 1}))
    source = _source()
    note(figure, f"People: {source}. AI sessions: our calculation." if both else f"People: {source}.")
    rows = [*published(), *(our_own() if both else [])]
    return Picture(figure, _words(rows), "redrawn from reported numbers", _table(rows))


def _title(*, both: bool) -> str:
    """Return the finding: the best of the published figures; with our own, how far each of both groups reaches."""
    people, ours = [row.value for row in published()], [row.value for row in our_own()]
    if not both:
        return f"Even the group that agrees best reaches only {max(people):.2f}"
    return f"People {min(people):.2f} to {max(people):.2f}; AI sessions {min(ours):.2f} to {max(ours):.2f}"


def _group(axes: Axes, name: str, rows: list[Row], statistic: str) -> None:
    """Draw one group under its heading."""
    colour = "ours" if rows[0].ours else "blue"
    rows_of_labels(axes, [row.who for row in rows])
    unit = (len(rows) + 0.2) / axes.bbox.height
    heading(axes, -0.6 - 13 * unit, name, color=light(colour))
    axes.set(xlim=(0, 1))
    axes.set_label(f"agreement, {'sessions' if rows[0].ours else 'people'}")
    x_ticks(axes, {0: "0", 0.5: "0.5", 1: "1"} if is_narrow() else {0: "0", 0.25: "0.25", 0.5: "0.5", 0.75: "0.75", 1: "1"})
    label(
        axes,
        0,
        len(rows) - 0.4,
        statistic.rsplit(maxsplit=1)[-1] if is_narrow() else statistic,
        shift=(-8, -9.5),
        ha="right",
        fontsize=NOTE,
    )
    for y, row in enumerate(rows):
        axes.barh(y, row.value, 0.4, color=light("panel" if row.ours else "blue_ground"), zorder=0.5)
        span(axes, y, row.low, row.high, colour)
        mark(axes, row.value, y, "ours" if row.ours else "read", colour)
        number_at(axes, 1, y, f"{row.value:.2f}", colour)


def _source() -> str:
    return cited((rows_of("agreement_published")[0]["ref"],))


def _words(rows: list[Row]) -> str:
    told = [f"{row.who} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows if not row.ours]
    mine = [f"{row.who} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows if row.ours]
    text = f"On DISCERN's overall question, the weighted kappa, with its 95% interval, was as follows: {'; '.join(told)}."
    if not mine:
        return text
    return (
        f"{text} For the claim atlas, two ratings of each claim, by sessions of an AI model, gave these alphas: {'; '.join(mine)}. "
        "Because task and statistic differ, the groups can be compared only loosely."
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
