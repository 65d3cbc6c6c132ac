"""The texts: what they are, and what a reader would need and does not find."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from ketamine_course import names
from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import listed, sheet, write
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

PAGE, SLOT, LINES = 118.0, 15.0, 34.0
"""How high a page, a slot and the name under a page are drawn."""
NEEDS = {
    "author": "Who wrote it?",
    "date": "When?",
    "funding": "Who paid?",
    "references": "Based on what?",
}
"""What a reader needs of any page, and the question behind it; a reference list is a kind of references."""
NAMED = {"author": "an author", "date": "a date", "funding": "a source of funding", "references": "references"}
"""The same in the middle of a sentence."""
SAVED = "We read the saved text of each web page and not the rest of its site."


def texts() -> dict[str, Row]:
    """Return the texts by name."""
    return {row["source"]: row for row in rows_of("sources")}


def the_texts() -> str:
    """Return what all of them are called."""
    return str(filled("The {texts} texts"))


def lacks(row: Row, need: str) -> bool:
    """Whether a text lacks one of `NEEDS`."""
    return need in row["lacks"] or (need == "references" and "reference list" in row["lacks"])


def in_part(row: Row, need: str) -> bool:
    """Whether a text gives some of it: references without a list, where the JAMA benchmark counts as met."""
    met = any(each["source"] == row["source"] and each["item"] == "attribution" and each["score"] for each in rows_of("appraisals"))
    return need == "references" and "reference list" in row["lacks"] and met


def others(row: Row) -> list[str]:
    """Return what else a text lacks."""
    return [each for each in row["lacks"] if each not in (*NEEDS, "reference list")]


@explorable(
    title=the_texts,
    narrow=True,
    text=Choice(lambda: {"all": filled("All {texts}"), **{name: name for name in texts()}}, label="Show"),
)
def five_texts(text: str) -> Picture:
    """The texts as pages with a slot for all that a reader needs, filled or left empty; all of them or one opened."""
    across = 3 if is_narrow() else max(6, len(texts()))
    rows, step = -(-len(texts()) // across), (width() - 24) / across
    named = rows < 3
    pitch = PAGE + (LINES + 12 if named else 4)
    top = 114.0 if is_narrow() else 78.0
    figure, axes = sheet(top + rows * pitch + 12)
    title_lines(figure, _title(), SAVED)
    _key(axes, top - (29 if is_narrow() else 24))
    for row in range(rows):
        names = list(texts())[row * across : (row + 1) * across]
        y, places = top + row * pitch, {name: 12 + step * (at + 0.5) for at, name in enumerate(names)}
        touch(axes, x=("text", places), down=(y + pitch - 12 * named, y))
        for name, x in places.items():
            _page(axes, (x - step / 2 + 4, y, step - 8), texts()[name], chosen=name == text, named=named)
    description, table = (_all_words(), _table()) if text == "all" else (_words(texts()[text]), None)
    return Picture(figure, description, "our counts and judgement", table)


def _title() -> str:
    never = [need for need in NEEDS if all(lacks(row, need) for row in texts().values())]
    number = in_words(len(texts()))
    return f"{listed(never).capitalize()}: in none of the {number} texts" if never else f"Nothing is missing in all {number} texts"


def _key(axes: Axes, y: float) -> None:
    """Write what the looks of a slot mean."""
    x = 14.0
    for state, words in (("empty", "not found"), ("half", "some sources, no list"), ("full", "given")):
        if is_narrow() and state == "full":
            x, y = 14.0, y + 13
        _slot(axes, x, y - 5, 16, 10, state)
        write(axes, x + 21, y, words, 8.5, "quiet")
        x += 36 + len(words) * 4.8


def _page(axes: Axes, place: tuple[float, float, float], row: Row, *, chosen: bool, named: bool) -> None:
    """Draw one page at (x, y, width), with a folded corner, its slots, and, where there is room, what it is under it."""
    (x, y, wide), fold = place, 12.0
    corners = [(x, y), (x + wide - fold, y), (x + wide, y + fold), (x + wide, y + PAGE), (x, y + PAGE)]
    edge, ground = ("violet", "violet_ground") if chosen else ("quiet", "panel")
    axes.add_patch(Polygon(corners, facecolor=light(ground), edgecolor=light(edge), linewidth=2 if chosen else 1.2))
    ear = [(x + wide - fold, y), (x + wide - fold, y + fold), (x + wide, y + fold)]
    axes.add_patch(Polygon(ear, facecolor=light("paper"), edgecolor=light(edge), linewidth=1))
    write(axes, x + 7, y + 16, row["source"], 13, "violet" if chosen else "ink", fontweight="bold")
    for line, share in enumerate((1.0, 0.7)):
        at = y + 29 + 5 * line
        axes.add_line(Line2D([x + 7, x + 7 + share * (wide - 14)], [at, at], color=light("line"), linewidth=1.6))
    for number, need in enumerate(NEEDS):
        state = "half" if in_part(row, need) else "empty" if lacks(row, need) else "full"
        top = y + 41 + number * (SLOT + 3.5)
        _slot(axes, x + 5, top, wide - 10, SLOT, state)
        write(axes, x + wide / 2, top + SLOT / 2, need, 8.5, {"empty": "quiet", "half": "ink", "full": "paper"}[state], ha="center")
    for number, words in enumerate(wrapped(row["kind"], int(wide / 4.9)) if named else ()):
        write(axes, x + 2, y + PAGE + 10 + 11 * number, words, 8.5, "ink" if chosen else "quiet")


def _slot(axes: Axes, x: float, y: float, wide: float, high: float, state: str) -> None:
    """Draw a slot: dashed and empty, half full, or full."""
    share = {"empty": 0.0, "half": 0.5, "full": 1.0}[state]
    if share:
        axes.add_patch(Rectangle((x, y), share * wide, high, facecolor=light("blue" if share == 1 else "blue_ground"), edgecolor="none"))
    look: dict[str, Any] = {"edgecolor": light("blue" if share else "quiet"), "linestyle": "solid" if share else (0, (2.5, 2))}
    axes.add_patch(Rectangle((x, y), wide, high, facecolor="none", linewidth=1.1, **look))


def _published(row: Row) -> str:
    return f"The stated publisher is the {row['publisher_as_stated']}." if row["publisher_as_stated"] else "No publisher is named."


def _words(row: Row) -> str:
    missing = [NAMED[need] for need in NEEDS if lacks(row, need) and not in_part(row, need)]
    partly = ", and it mentions some sources without listing them" if any(in_part(row, need) for need in NEEDS) else ""
    also = "".join(_also(others(row)))
    said = f"It does not give {names.listed(missing, 'or')}{partly}."
    return f"{row['source']} ({row['kind'].lower()}, {row['words']} words). {_published(row)} {said}{also}"


def _also(missing: list[str]) -> list[str]:
    """Return what else a text leaves out, a sentence for each kind of lack: ``any results`` are none at all."""
    left_out = [f"the {each}" for each in missing if not each.startswith("any ")]
    nothing = [each.removeprefix("any ") for each in missing if each.startswith("any ")]
    return [f" It also {verb} {listed(told)}." for verb, told in (("leaves out", left_out), ("has no", nothing)) if told]


def _all_words() -> str:
    without = {need: sum(lacks(row, need) and not in_part(row, need) for row in texts().values()) for need in NEEDS}
    never = [NAMED[need] for need, count in without.items() if count == len(texts())]
    counts = [f"none gives {names.listed(never, 'or')}"] if never else []
    counts += [f"{in_words(count)} give no {need}" for need, count in without.items() if 0 < count < len(texts())]
    kinds = [f"{row['source']} ({row['kind'].lower()})" for row in texts().values()]
    partly = [row["source"] for row in texts().values() if in_part(row, "references")]
    what = f"The {in_words(len(texts()))} texts are {listed(kinds)}."
    verb = ("mentions", "has") if len(partly) == 1 else ("mention", "have")
    some = f" {listed(partly)} {verb[0]} some sources but {verb[1]} no reference list." if partly else ""
    return f"{what} Of these, {', and '.join(counts)}.{some}"


def _lacking(row: Row) -> list[str]:
    """Return what a text lacks, as it is counted: without a list, what it gives in part are references, or none."""
    none = lacks(row, "references") and not in_part(row, "references")
    return ["references" if none and each == "reference list" else each for each in row["lacks"]]


def _table() -> Table:
    cells = tuple((row["source"], row["kind"], str(row["words"]), "; ".join(_lacking(row))) for row in texts().values())
    return Table(the_texts(), ("Text", "Kind", "Words", "What it lacks"), cells)
