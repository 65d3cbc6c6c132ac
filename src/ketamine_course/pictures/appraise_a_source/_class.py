"""A made-up class: how invented students judged some claims, before and after they talked."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes

from ketamine_course.models.appraisal import ClassResults, Spread, read_ratings
from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._drawing import box, sheet, symbol, titled, write, write_lines
from ketamine_course.tables import DATA_FOLDER, QUESTIONS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.question_files import load_questions
from ketamine_course.widgets.width import is_narrow, width

SHORT = {
    "Supported": ("S", "blue"),
    "Supported but imprecise": ("I", "green"),
    "Contested": ("C", "ink"),
    "Overstated": ("O", "orange"),
    "Contradicted": ("X", "magenta"),
    "Not checkable": ("N", "ink"),
}


def _left() -> float:
    """Return where the first verdict's column begins."""
    return 62.0 if is_narrow() else 108.0


def _cell() -> float:
    """Return the width of a verdict's column."""
    return 24.0 if is_narrow() else 42.0


def _apart() -> float:
    """Return where the share of pairs that differ stands."""
    return 222.0 if is_narrow() else 412.0


@cache
def results() -> ClassResults:
    """Return the ratings of the made-up class, held against the key."""
    asked = load_questions(DATA_FOLDER / QUESTIONS / "06_appraise_a_source.yaml", fill=filled)
    key = {name: next(o.text for o in each.options if o.right) for name, each in asked.items() if name.startswith("rate-")}
    return ClassResults(read_ratings(DATA_FOLDER / "lessons" / "example_class", list(key), list(SHORT)).ratings, key, list(SHORT))


@explorable(
    title="A made-up class: spread per claim",
    narrow=True,
    sample={"shown": "last", "order": "apart"},
    shown=Choice({"first": "First answers", "last": "Last answers"}, label="Round", default="last"),
    order=Choice({"asked": "As asked", "apart": "Most disagreement first"}, label="Order"),
)
def example_class(shown: str, order: str) -> Picture:
    """How many made-up students gave each verdict to each claim; a frame marks the key's."""
    spreads = results().spread(first_round=shown == "first")
    numbers = {each.claim: str(at) for at, each in enumerate(spreads, start=1)}
    if order == "apart":
        spreads = sorted(spreads, key=lambda each: -each.disagreement)
    lower = 14.0 if is_narrow() else 0.0
    figure, axes = sheet(66 + len(spreads) * 21 + 62 + 3 * lower)
    titled(axes, f"{len(results().raters)} invented students, {'first' if shown == 'first' else 'last'} answers")
    for at, (letter, colour) in enumerate(SHORT.values()):
        write(axes, _left() + (at + 0.5) * _cell(), 42 + lower, letter, 10, colour, fontweight="bold", ha="center")
    write(axes, _apart(), 42 + lower, "apart" if is_narrow() else "pairs apart", 8.5, "quiet", ha="center")
    for at, each in enumerate(spreads):
        _row(axes, 62 + lower + at * 21, numbers[each.claim], each)
    y = 68 + lower + len(spreads) * 21
    letters = (
        "S supported; I supported but imprecise; C contested; O overstated; X contradicted; N not checkable. Framed, with a dot: the key."
    )
    y = write_lines(axes, 14, y, letters, width() - (28 if is_narrow() else 60), 8.5, "quiet") - 25
    alpha = results().agreement(first_round=shown == "first")
    if alpha is None:
        raise ValueError("the made-up class has no agreement: write its files again")
    write(axes, 14, y + 30, f"Alpha {alpha.value:.2f} ({alpha.low:.2f} to {alpha.high:.2f})", 9.5, fontweight="bold")
    return Picture(figure, _words(spreads, numbers, shown, order), "simulated", _table(spreads, numbers))


def _row(axes: Axes, y: float, number: str, each: Spread) -> None:
    write(axes, 14, y, f"Claim {number}", 9)
    key = results().key[each.claim]
    for at, (verdict, count) in enumerate(each.counts.items()):
        left = _left() + at * _cell()
        if verdict == key:
            box(axes, left + 1.5, y - 9, _cell() - 3, 18, "panel", "ink", linewidth=1.3)
            symbol(axes, left + (4.5 if is_narrow() else 8), y, "read", "ink", 3.5)
        if count:
            write(
                axes,
                left + _cell() / 2 + (1.5 if is_narrow() else 0),
                y,
                str(count),
                9,
                SHORT[verdict][1],
                ha="center",
                fontweight="bold" if verdict == key else "normal",
            )
    write(axes, _apart(), y, f"{each.disagreement:.0%}", 9, "quiet", ha="center")


def _words(spreads: list[Spread], numbers: dict[str, str], shown: str, order: str) -> str:
    most = sorted(spreads, key=lambda each: -each.disagreement)[:2]
    told = " and ".join(f"claim {numbers[each.claim]} ({each.disagreement:.0%} of pairs differ)" for each in most)
    alpha = results().agreement(first_round=shown == "first")
    agreed = f"{alpha.value:.2f} ({alpha.low:.2f} to {alpha.high:.2f})" if alpha else "undefined"
    share = results().share_with_key(first_round=shown == "first")
    how = "in the order asked" if order == "asked" else "with most disagreement first"
    return (
        f"The figure shows the {shown} answers of invented students to {in_words(len(spreads))} claims, {how}. Of these answers, "
        f"{share:.0%} agree with the answer key, and alpha between students is {agreed}. They differ most on {told}."
    )


def _table(spreads: list[Spread], numbers: dict[str, str]) -> Table:
    cells = tuple(
        (
            f"Claim {numbers[each.claim]}",
            results().key[each.claim],
            *(str(count) for count in each.counts.values()),
            f"{each.disagreement:.0%}",
        )
        for each in spreads
    )
    return Table("A made-up class: answers per claim", ("Claim", "Key", *SHORT, "Pairs that differ"), cells)
