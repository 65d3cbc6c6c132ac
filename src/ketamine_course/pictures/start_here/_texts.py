"""The texts: what they are, and what a reader would need and does not find."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._drawing import box, end_at, legend, listed, rule, sheet, symbol, titled, write, write_label, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

ROW = 24.0
NEEDS = {
    "author": "Who wrote it?",
    "date": "When?",
    "funding": "Who paid?",
    "references": "Based on what?",
}
"""What a reader needs of any page, and the question behind it; a reference list is a kind of references."""

SAVED = "We read the saved text of each page, not the rest of its site."


def texts() -> dict[str, Row]:
    """Return the texts by name."""
    return {row["source"]: row for row in rows_of("sources")}


def top() -> float:
    """Return where the first text stands: lower on a phone, whose title takes two lines."""
    return 78.0 if is_narrow() else 62.0


def bottom() -> float:
    """Return where the last text stands."""
    return top() + ROW * (len(texts()) - 1)


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
    """What each text is and what it lacks, all of them or one opened."""
    figure, axes = sheet(bottom() + (78 if text == "all" else 142))
    titled(axes, "What would you need to trust a page?")
    for number, need in enumerate(NEEDS):
        write(axes, _column(number), (48 + 11 * (number % 2)) if is_narrow() else 40, need, 8.8, "quiet", ha="center")
    touch(axes, y=("text", {name: top() + ROW * number for number, name in enumerate(texts())}))
    for number, row in enumerate(texts().values()):
        _text_row(axes, top() + ROW * number, row, row["source"] == text)
    keys = [("nothing", "quiet", "not found in the text as we read it"), ("half", "green", "in part: some sources, no list")]
    y = legend(axes, bottom() + 28, keys, 20, size=8.8)
    description, table = (_all_words(), _table()) if text == "all" else (_words(texts()[text]), None)
    if is_narrow():
        end_at(figure, axes, write_lines(axes, 14, y + 20, SAVED, width() - 28, 8.8, "quiet") + 16)
        return Picture(figure, description, "conceptual", table)
    if text == "all":
        write(axes, 14, bottom() + 50, SAVED, 8.8, "quiet")
    else:
        _opened(axes, texts()[text])
    return Picture(figure, description, "conceptual", table)


def _column(number: int) -> float:
    """Return where the column of a need stands."""
    return (124 if is_narrow() else 262) + (28 if is_narrow() else 52) * number


def _text_row(axes: Axes, y: float, row: Row, chosen: bool) -> None:
    if chosen:
        box(axes, 10, y - 11, width() - 20, 22, "violet_ground", "violet", linewidth=1.6)
    rule(axes, y + 12)
    write(axes, 18, y, row["source"], 10, fontweight="bold")
    write_label(axes, 38 if is_narrow() else 44, y, row["kind"], 74, 8.5 if is_narrow() else 9.2)
    for number, need in enumerate(NEEDS):
        kind, colour = _sign(row, need)
        symbol(axes, _column(number), y, kind, colour, 7)


def _sign(row: Row, need: str) -> tuple[str, str]:
    if in_part(row, need):
        return "half", "green"
    return ("nothing", "quiet") if lacks(row, need) else ("read", "blue")


def _opened(axes: Axes, row: Row) -> None:
    y = (
        write_lines(axes, 14, bottom() + 54, f"{row['source']}, {row['kind'].lower()}, {row['words']} words. {_published(row)}", 430, 9.6)
        + 4
    )
    if others(row):
        y = write_lines(axes, 14, y, f"Also missing: {listed(others(row))}.", 430, 9.6) + 4
    write_lines(axes, 14, y, SAVED, 430, 8.8, "quiet")


def _published(row: Row) -> str:
    return f"Publisher as stated: {row['publisher_as_stated']}." if row["publisher_as_stated"] else "No publisher is named."


def _words(row: Row) -> str:
    missing = [f"{need} (some, no list)" if in_part(row, need) else need for need in NEEDS if lacks(row, need)]
    also = f" Also missing: {listed(others(row))}." if others(row) else ""
    return f"{row['source']} ({row['kind'].lower()}, {row['words']} words). {_published(row)} It lacks {listed(missing)}.{also}"


def _all_words() -> str:
    counts = [f"{need} in {sum(lacks(row, need) and not in_part(row, need) for row in texts().values())}" for need in NEEDS]
    kinds = [f"{row['source']} ({row['kind'].lower()})" for row in texts().values()]
    partly = [row["source"] for row in texts().values() if in_part(row, "references")]
    what = f"The {in_words(len(texts()))} texts are {listed(kinds)}."
    some = f"Some sources, but no list, are given by {listed(partly, 'none')}."
    return f"{what} What is missing, of {len(texts())} texts: {listed(counts)}. {some}"


def _table() -> Table:
    cells = tuple((row["source"], row["kind"], str(row["words"]), "; ".join(row["lacks"])) for row in texts().values())
    return Table(the_texts(), ("Text", "Kind", "Words", "What it lacks"), cells)
