"""A made-up class: how invented students judged some claims, before and after they talked."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ketamine_course.models.appraisal import ClassResults, Spread, read_ratings
from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._charts import MARGIN, NOTE, chart, label
from ketamine_course.pictures._marks import mark
from ketamine_course.tables import DATA_FOLDER, QUESTIONS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.question_files import load_questions
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

VERDICT_MARKS = {
    "Supported": ("read", "holds"),
    "Supported but imprecise": ("half", "holds_in_part"),
    "Contested": ("disputed", "ink"),
    "Overstated": ("overstated", "orange"),
    "Contradicted": ("against", "contradicted"),
    "Not checkable": ("unchecked", "ink"),
}
"""The mark of each verdict."""
LEFT, RIGHT = 44.0, 36.0
"""Room for the names of the claims, and for the share of pairs that differ."""
BROAD, HIGH = {False: 34.0, True: 13.0}, {False: 15.0, True: 17.0}
"""How broad the bars are, and how high that of the whole class, on a phone (true) and elsewhere."""


@cache
def results() -> ClassResults:
    """Return the ratings of the made-up class, held against the key."""
    asked = load_questions(DATA_FOLDER / QUESTIONS / "06_appraise_a_source.yaml", fill=filled)
    key = {name: next(o.text for o in each.options if o.right) for name, each in asked.items() if name.startswith("rate-")}
    return ClassResults(
        read_ratings(DATA_FOLDER / "lessons" / "example_class", list(key), list(VERDICT_MARKS)).ratings, key, list(VERDICT_MARKS)
    )


@explorable(
    title="A made-up class: spread per claim",
    narrow=True,
    sample={"shown": "last", "order": "apart", "key": "shown"},
    shown=Choice({"first": "First answers", "last": "Last answers"}, label="Round", default="last"),
    order=Choice({"asked": "As asked", "apart": "Most disagreement first"}, label="Order", default="apart"),
    key=Choice({"hidden": "Hidden", "shown": "Shown"}, label="Answer key"),
)
def example_class(shown: str, order: str, key: str) -> Picture:
    """How many made-up students gave each verdict to each claim; blue, where it is asked for, is the key's."""
    with_key = key == "shown"
    spreads = results().spread(first_round=shown == "first")
    numbers = {each.claim: str(at) for at, each in enumerate(spreads, start=1)}
    if order == "apart":
        spreads = sorted(spreads, key=lambda each: -each.disagreement)
    alpha = results().agreement(first_round=shown == "first")
    if alpha is None:
        raise ValueError("the made-up class has no agreement: write its files again")
    found = f"{alpha.value:.2f} ({alpha.low:.2f} to {alpha.high:.2f})"
    figure, axes = chart(
        330,
        f"{_share(shown)} of the {shown} answers agree with the key"
        if with_key
        else f"Students differ most on claim {_most(spreads, numbers)}",
        f"{len(results().raters)} invented students{'; blue: as the key' if with_key else f', {shown} answers'}. Alpha {found}",
        left=MARGIN,
        right=MARGIN,
        top=50,
        bottom=28,
        narrow={"height": 430, "top": 84},
    )
    axes.axis("off")
    wide, high, most = axes.bbox.width, axes.bbox.height, _most(spreads, numbers)
    axes.set(xlim=(0, wide), ylim=(high, 0))
    top, row = _heads(axes), (high - _heads_high()) / len(spreads)
    for at, each in enumerate(spreads):
        _row(axes, top + row * (at + 0.5), numbers[each.claim], each, with_key=with_key, most=numbers[each.claim] == most)
    for colour, as_key in (("line", False), ("blue" if with_key else "line", True)):
        _answers(axes, [(top + row * (at + 0.5), each) for at, each in enumerate(spreads)], colour, as_key=as_key)
    touch(axes, x=("order", {"asked": LEFT / 2, "apart": wide - RIGHT / 2}), down=(0, top))
    words = _words(spreads, numbers, shown, order, with_key=with_key)
    return Picture(figure, words, "simulated", _table(spreads, numbers, with_key=with_key))


def _share(shown: str) -> str:
    return f"{results().share_with_key(first_round=shown == 'first'):.0%}"


def _most(spreads: list[Spread], numbers: dict[str, str]) -> str:
    return numbers[max(spreads, key=lambda each: each.disagreement).claim]


def _heads_high() -> float:
    return 78.0 if is_narrow() else 46.0


def _column(axes: Axes) -> float:
    """Return how wide the column of a verdict is."""
    return float((axes.bbox.width - LEFT - RIGHT) / len(VERDICT_MARKS))


def _heads(axes: Axes) -> float:
    """Draw the mark of each verdict over its column, with its name, which on a phone stands in a key; return where the rows begin."""
    begin = _heads_high()
    for at, (name, (kind, colour)) in enumerate(VERDICT_MARKS.items()):
        x = LEFT + (at + 0.5) * _column(axes)
        mark(axes, x, begin - 10, kind, colour)
        words = name.lower().replace("supported but ", "")
        if is_narrow():
            across, down = 8 + at % 2 * 110, 6 + at // 2 * 14
            mark(axes, across, down, kind, colour, 6)
            label(axes, across, down, words, shift=(8, 0), fontsize=NOTE)
        else:
            label(axes, x, begin - 27, words.replace(" ", "\n"), fontsize=NOTE, ha="center", va="center")
    label(axes, axes.bbox.width, begin - 16, "pairs\ndiffer", fontsize=NOTE, ha="right", va="center")
    return begin


def _row(axes: Axes, y: float, number: str, each: Spread, *, with_key: bool, most: bool) -> None:
    """Write the number of a claim and how far its answers are apart; mark the row of the `most`, and the key's verdict if it shows."""
    left, column = LEFT + list(VERDICT_MARKS).index(results().key[each.claim]) * _column(axes), _column(axes)
    if with_key:
        axes.add_patch(Rectangle((left + 1, y - 9), column - 2, 18, facecolor=light("blue_ground"), edgecolor="none", zorder=0))
    weight = "bold" if most else "normal"
    label(axes, 0, y, f"Claim {number}", "ink", fontsize=NOTE, fontweight=weight)
    label(axes, axes.bbox.width, y, f"{each.disagreement:.0%}", "ink", fontweight=weight, ha="right")
    if most:
        wide, high = axes.bbox.width + 8, HIGH[is_narrow()] + 4
        axes.add_patch(Rectangle((-4, y - high / 2), wide, high, facecolor=light("panel"), edgecolor="none", zorder=-1, clip_on=False))


def _answers(axes: Axes, claims: list[tuple[float, Spread]], colour: str, *, as_key: bool) -> None:
    """Draw the answers that are those of the key, or all others, under the verdict given: a bar as high as the students are many."""
    column, foot, found = _column(axes), HIGH[is_narrow()] / 2, []
    for y, each in claims:
        for at, (verdict, count) in enumerate(each.counts.items()):
            if count and (verdict == results().key[each.claim]) == as_key:
                found.append((LEFT + (at + 0.5) * column, y + foot, count))
    if not as_key:
        _strokes(axes, [((LEFT, y + foot + 0.4), (axes.bbox.width - RIGHT, y + foot + 0.4)) for y, _ in claims], "line", 0.8)
    unit = 2 * foot / len(results().raters)
    _strokes(axes, [((x, y), (x, y - unit * count)) for x, y, count in found], colour, BROAD[is_narrow()])


def _strokes(axes: Axes, ends: list[tuple[tuple[float, float], tuple[float, float]]], colour: str, thick: float) -> None:
    path = Path(np.round([corner for pair in ends for corner in pair], 1), [Path.MOVETO, Path.LINETO] * len(ends))
    axes.add_patch(PathPatch(path, fill=False, edgecolor=light(colour), linewidth=thick, capstyle="butt", snap=False))


def _words(spreads: list[Spread], numbers: dict[str, str], shown: str, order: str, *, with_key: bool) -> str:
    most = sorted(spreads, key=lambda each: -each.disagreement)[:2]
    told = " and ".join(f"claim {numbers[each.claim]} ({each.disagreement:.0%} of pairs differ)" for each in most)
    alpha = results().agreement(first_round=shown == "first")
    agreed = f"{alpha.value:.2f} ({alpha.low:.2f} to {alpha.high:.2f})" if alpha else "undefined"
    share = f"{_share(shown)} agree with the answer key, and alpha" if with_key else "those that agree with the key are not marked. Alpha"
    how = "in the order asked" if order == "asked" else "with most disagreement first"
    return (
        f"The figure shows the {shown} answers of invented students to {in_words(len(spreads))} claims, {how}. Of these answers, "
        f"{share} between students is {agreed}. They differ most on {told}."
    )


def _table(spreads: list[Spread], numbers: dict[str, str], *, with_key: bool) -> Table:
    cells = tuple(
        (
            f"Claim {numbers[each.claim]}",
            *([results().key[each.claim]] if with_key else []),
            *(str(count) for count in each.counts.values()),
            f"{each.disagreement:.0%}",
        )
        for each in spreads
    )
    return Table(
        "A made-up class: answers per claim", ("Claim", *(["Key"] if with_key else []), *VERDICT_MARKS, "Pairs that differ"), cells
    )
