"""A made-up class: how invented students judged some claims, before and after they talked."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from ketamine_course.models.appraisal import ClassResults, Spread, read_ratings
from ketamine_course.models.counts import filled, in_words
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import CHARACTER, MARGIN, NOTE, chart
from ketamine_course.pictures._drawing import symbol, write
from ketamine_course.pictures._marks import outlined
from ketamine_course.tables import DATA_FOLDER, QUESTIONS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.question import Question
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
FILLS = {
    "Supported": ("holds", "paper"),
    "Supported but imprecise": ("blue_ground", "holds_in_part"),
    "Contested": ("panel", "ink"),
    "Overstated": ("faint", "ink"),
    "Contradicted": ("contradicted", "paper"),
    "Not checkable": ("paper", "ink"),
}
"""What fills the part of each verdict, and the colour of its mark and number on it: the same as in notebook 05."""
EDGED = "Contested", "Overstated", "Not checkable"
"""Verdicts whose parts are so pale that they have an edge."""
LEFT, RIGHT, SCALE = {False: 122.0, True: 0.0}, {False: 92.0, True: 0.0}, 46.0
"""Room for the names of the claims and for the pairs that differ, beside the bars; on a phone (true) over them; the scale of the pairs."""
GAP = 1.0
"""Between two parts of a bar."""
Box = tuple[float, float, float, float]
"""Left, right, upper and lower edge of a part of a bar."""


@cache
def _asked() -> dict[str, Question]:
    """Return the claims that notebook 06 asks its readers to judge, by name."""
    asked = load_questions(DATA_FOLDER / QUESTIONS / "06_appraise_a_source.yaml", fill=filled)
    return {name: each for name, each in asked.items() if name.startswith("rate-")}


@cache
def results() -> ClassResults:
    """Return the ratings of the made-up class, held against the key."""
    key = {name: next(o.text for o in each.options if o.right) for name, each in _asked().items()}
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
    """How many made-up students gave each verdict to each claim; a frame, where it is asked for, is around the key's."""
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
        f"{len(results().raters)} invented students{'; framed: the key' if with_key else f', {shown} answers'}. Alpha {found}",
        left=MARGIN,
        right=MARGIN,
        top=46,
        bottom=24,
        narrow={"height": 498, "top": 80, "bottom": 12},
    )
    axes.axis("off")
    wide, high = axes.bbox.width, axes.bbox.height
    axes.set(xlim=(0, wide), ylim=(high, 0))
    top = _heads(axes)
    row = (high - top) // len(spreads)
    places = {each.claim: top + row * (at + 0.5) for at, each in enumerate(spreads)}
    asked = sorted(spreads, key=lambda each: int(numbers[each.claim]))  # as parts are matched in this order, each moves with its claim
    _rows(axes, [(places[each.claim], numbers[each.claim], each) for each in asked], row, _most(spreads, numbers))
    down, high = (6, row - 16) if is_narrow() else (0, row - 4)
    _answers(axes, [(places[each.claim] + down, each) for each in asked], high, with_key=with_key)
    touch(axes, x=("order", {"asked": wide / 4, "apart": wide * 3 / 4}), down=(0, top))
    words = _words(spreads, numbers, shown, order, with_key=with_key)
    return Picture(figure, words, "simulated", _table(spreads, numbers, with_key=with_key))


def _share(shown: str) -> str:
    return percent(results().share_with_key(first_round=shown == "first"))


def _most(spreads: list[Spread], numbers: dict[str, str]) -> str:
    return numbers[max(spreads, key=lambda each: each.disagreement).claim]


def _heads(axes: Axes) -> float:
    """Write what the parts of bars mean, and the head of the shares at the right; return where the rows begin."""
    x, y = 0.0, 8.0
    for name, (kind, _) in VERDICT_MARKS.items():
        words = name.lower().replace("supported but ", "")
        needed = 16 + len(words) * NOTE * CHARACTER
        if is_narrow() and x > axes.bbox.width - needed:
            x, y = 0.0, y + 16
        _boxes(axes, [(x, x + 12, y - 6, y + 6)], name)
        symbol(axes, x + 6, y, kind, FILLS[name][1], 6)
        write(axes, x + 16, y, words, NOTE, "quiet")
        x += needed + (8 if is_narrow() else 5)
    right = axes.bbox.width
    write(axes, right, y + 17, "pairs that differ", NOTE, "quiet", ha="right")
    for share in (0, 1):
        write(axes, right - 26 - SCALE * (1 - share), y + 28, percent(share), NOTE, "quiet", ha="center")
    return y + 34


def _rows(axes: Axes, claims: list[tuple[float, str, Spread]], high: float, most: str) -> None:
    """Write what each claim is about, and how many pairs of answers differ, also as marks on a scale; on a phone over its bar."""
    right = axes.bbox.width
    begin, up = right - 26 - SCALE, 7 if is_narrow() else 0
    for y, number, each in claims:
        weight = "bold" if number == most else "normal"
        write(axes, 0, y - up, f"{number} {_asked()[each.claim].about}".strip(), NOTE, fontweight=weight)
        write(axes, right, y - up, each.apart, fontweight=weight, ha="right")
        if number == most:
            ground = Rectangle((-5, y - high / 2), right + 10, high, facecolor=light("panel"), edgecolor="none", zorder=-1, clip_on=False)
            axes.add_patch(ground)
    scales = Path([(begin + end, y - up) for y, *_ in claims for end in (0, SCALE)], [Path.MOVETO, Path.LINETO] * len(claims))
    axes.add_patch(PathPatch(scales, fill=False, edgecolor=light("faint"), linewidth=1.2))
    outlined(axes, [(begin + SCALE * each.disagreement, y - up) for y, _, each in claims], "model", "quiet", 6)


def _answers(axes: Axes, claims: list[tuple[float, Spread]], high: float, *, with_key: bool) -> None:
    """Draw the answers to each claim as one bar, cut by verdict; a frame is around the part of the key's."""
    begin, unit = LEFT[is_narrow()], (axes.bbox.width - LEFT[is_narrow()] - RIGHT[is_narrow()]) / len(results().raters)
    found: dict[str, list[Box]] = {}
    marks: dict[str, list[tuple[float, float]]] = {}
    for y, each in claims:
        x = begin
        for verdict, count in each.counts.items():
            end = x + unit * count
            half = high / 2 if count else 0.0  # what nobody chose keeps a place without a size, so that parts are matched
            found.setdefault(verdict, []).append((x, max(x, end - GAP), y - half, y + half))
            if count:
                several, middle = count > 1 + is_narrow(), (x + end - GAP) / 2
                marks.setdefault(verdict, []).append((round(middle - several * (1 + 2.7 * len(str(count)))), y))
                if several:
                    write(axes, round(middle + 5.5), y, str(count), NOTE, FILLS[verdict][1], fontweight="bold", ha="center")
            x = end
    for verdict, boxes in found.items():
        _boxes(axes, boxes, verdict)
        outlined(axes, marks.get(verdict, []), VERDICT_MARKS[verdict][0], FILLS[verdict][1], 6)
    if with_key:
        keys = [found[results().key[each.claim]][at] for at, (_, each) in enumerate(claims)]
        axes.add_patch(PathPatch(_outline(keys), fill=False, edgecolor=light("ink"), linewidth=2, zorder=2))


def _boxes(axes: Axes, boxes: list[Box], verdict: str) -> None:
    """Draw the parts of one verdict as one outline."""
    boxes = [box for box in boxes if box[0] < box[1]] if verdict == "Not checkable" else boxes
    colour = light("line") if verdict in EDGED else "none"
    axes.add_patch(PathPatch(_outline(boxes), facecolor=light(FILLS[verdict][0]), edgecolor=colour, linewidth=0.7, zorder=1))


def _outline(boxes: list[Box]) -> Path:
    corners = [at for left, right, top, low in boxes for at in ((left, top), (right, top), (right, low), (left, low), (left, top))]
    return Path(np.round(corners, 1), [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * len(boxes))


def _words(spreads: list[Spread], numbers: dict[str, str], shown: str, order: str, *, with_key: bool) -> str:
    most = sorted(spreads, key=lambda each: -each.disagreement)[:2]
    told = " and ".join(f"claim {numbers[each.claim]} ({each.apart} of pairs differ)" for each in most)
    alpha = results().agreement(first_round=shown == "first")
    agreed = f"{alpha.value:.2f} ({alpha.low:.2f} to {alpha.high:.2f})" if alpha else "undefined"
    share = f"Of these answers, {_share(shown)} agree with the answer key." if with_key else "It does not mark which agree with the key."
    how = "in the order in which they were asked" if order == "asked" else "starting with the claim on which they disagree most"
    return (
        f"The figure shows the {shown} answers of invented students to {in_words(len(spreads))} claims, {how}. "
        f"{share} Alpha between students is {agreed}. They differ most on {told}."
    )


def _table(spreads: list[Spread], numbers: dict[str, str], *, with_key: bool) -> Table:
    cells = tuple(
        (
            f"Claim {numbers[each.claim]}",
            *([results().key[each.claim]] if with_key else []),
            *(str(count) for count in each.counts.values()),
            each.apart,
        )
        for each in spreads
    )
    return Table(
        "A made-up class: answers per claim", ("Claim", *(["Key"] if with_key else []), *VERDICT_MARKS, "Pairs that differ"), cells
    )
