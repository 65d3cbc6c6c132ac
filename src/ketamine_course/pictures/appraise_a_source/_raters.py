"""Raters: published agreement on DISCERN, with intervals, beside that of the collection's own raters."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ketamine_course.models.appraisal import RATED, bootstrap_interval, krippendorff_alpha, krippendorff_alphas, published_counts
from ketamine_course.pictures._charts import chart, key, note, number_at, rows_of_labels, span, x_ticks
from ketamine_course.pictures._facts import cited, rows_of
from ketamine_course.pictures._marks import mark
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

PERSON = "Krippendorff's "


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
    return Row(f"{field} of {len(counts)} claims", "Krippendorff's alpha", alpha.value, alpha.low, alpha.high, ours=True)


@explorable(
    title="How far do raters agree?",
    narrow=True,
    sample={"shown": "both"},
    shown=Choice({"published": "Published figures", "both": "With our own raters"}, label="Show"),
)
def raters_compared(shown: str) -> Picture:
    """Published agreement on DISCERN, and that of our raters, two for each claim, on the claim atlas."""
    rows = [*published(), *(our_own() if shown == "both" else [])]
    low, high = min(row.value for row in published()), max(row.value for row in published())
    figure, axes = chart(
        330,
        f"Published agreement runs from {low:.2f} to {high:.2f}",
        "Agreement beyond chance, with 95% intervals",
        left=190,
        right=56,
        top=80,
        bottom=66,
        narrow={"height": 440, "left": 16, "right": 42, "top": 112, "bottom": 92},
    )
    touch(axes, y=("shown", {"published": 1, "both": 4}))
    entries = [("read", "blue", "DISCERN, overall question"), ("ours", "ours", "claim atlas, two ratings of each claim")]
    key(figure, 58, entries if shown == "both" else entries[:1])
    everything = [*published(), *our_own()]
    if is_narrow():
        rows_of_labels(axes, [f"{row.who}, {row.statistic.removeprefix(PERSON)}" for row in everything], over=True)
    else:
        rows_of_labels(axes, [row.who for row in everything])
        axes.set_yticks(range(len(everything)), [f"{row.who}\n{row.statistic}" for row in everything])
    axes.set(xlim=(0, 1))
    axes.set_label("agreement")
    x_ticks(axes, {0: "0", 0.5: "0.5", 1: "1"} if is_narrow() else {0: "0", 0.25: "0.25", 0.5: "0.5", 0.75: "0.75", 1: "1"})
    for y in range(len(rows), len(everything)):  # what is to come
        axes.plot([0, 1], [y, y], color=light("line"), linewidth=1.4, linestyle=(0, (2, 4)))
        number_at(axes, 1, y, "?", "ours")
    for y, row in enumerate(rows):
        colour = "ours" if row.ours else "blue"
        span(axes, y, row.low, row.high, colour)
        mark(axes, row.value, y, "ours" if row.ours else "read", colour)
        number_at(axes, 1, y, f"{row.value:.2f}", colour)
    ours = "Atlas: our calculation. All raters were sessions of an AI model, not people. " if shown == "both" else ""
    note(figure, f"{ours}DISCERN: {_source()}.")
    return Picture(figure, _words(rows), "redrawn from reported numbers", _table(rows))


def _source() -> str:
    return cited((rows_of("agreement_published")[0]["ref"],))


def _words(rows: list[Row]) -> str:
    told = [f"{row.who} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows if not row.ours]
    mine = [f"{row.who} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" for row in rows if row.ours]
    text = f"On DISCERN's overall question, weighted kappa with its 95% interval was: {'; '.join(told)}."
    if not mine:
        return text
    return (
        f"{text} On the claim atlas two ratings of each claim, by sessions of an AI model, gave these alphas: {'; '.join(mine)}. "
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
