"""The texts: what they are, and what a reader would need and does not find."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.models.counts import filled, in_words
from ketamine_course.pictures._drawing import box, listed, rule, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch

TOP, ROW = 62.0, 24.0
NEEDS = {
    "author": "Who wrote it?",
    "date": "When?",
    "funding": "Who paid?",
    "references": "On what does it rest?",
}
"""What a reader needs of any page, and the question behind it; a reference list is a kind of references."""


def texts() -> dict[str, Row]:
    """Return the texts by name."""
    return {row["source"]: row for row in rows_of("sources")}


def bottom() -> float:
    """Return where the last text stands."""
    return TOP + ROW * (len(texts()) - 1)


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
    text=Choice(lambda: {"all": filled("All {texts}"), **{name: name for name in texts()}}, label="Show"),
)
def five_texts(text: str) -> Picture:
    """What each text is and what it lacks, all of them or one opened."""
    figure, axes = sheet(bottom() + (78 if text == "all" else 142))
    write(axes, 14, 18, "What would you need to trust a page?", 10.5, fontweight="bold")
    for number, need in enumerate(NEEDS):
        write(axes, 262 + 52 * number, 40, need, 8.8, "quiet", ha="center")
    touch(axes, y=("text", {name: TOP + ROW * number for number, name in enumerate(texts())}))
    for number, row in enumerate(texts().values()):
        _text_row(axes, TOP + ROW * number, row, row["source"] == text)
    symbol(axes, 20, bottom() + 28, "nothing", "quiet", 6.5)
    write(axes, 30, bottom() + 28, "not found in the text as we read it", 8.8, "quiet")
    symbol(axes, 236, bottom() + 28, "half", "green", 6.5)
    write(axes, 246, bottom() + 28, "in part: some sources, no list", 8.8, "quiet")
    if text == "all":
        write(axes, 14, bottom() + 50, "We read the saved text of each page, not the rest of its site.", 8.8, "quiet")
        description, table = _all_words(), _table()
    else:
        _opened(axes, texts()[text])
        description, table = _words(texts()[text]), None
    return Picture(figure, description, "conceptual", table)


def _text_row(axes: Axes, y: float, row: Row, chosen: bool) -> None:
    if chosen:
        box(axes, 10, y - 11, 440, 22, "violet_ground", "violet", linewidth=1.6)
    rule(axes, y + 12)
    write(axes, 18, y, row["source"], 10, fontweight="bold")
    write(axes, 44, y, row["kind"], 9.2)
    for number, need in enumerate(NEEDS):
        kind, colour = _sign(row, need)
        symbol(axes, 262 + 52 * number, y, kind, colour, 7)


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
    write_lines(axes, 14, y, "We read the saved text, not the rest of its site.", 430, 8.8, "quiet")


def _published(row: Row) -> str:
    return f"Publisher as stated: {row['publisher_as_stated']}." if row["publisher_as_stated"] else "No publisher is named."


def _words(row: Row) -> str:
    missing = [f"{need} (some, no list)" if in_part(row, need) else need for need in NEEDS if lacks(row, need)]
    also = f" Also missing: {listed(others(row))}." if others(row) else ""
    return f"{row['source']}: {row['kind'].lower()}, {row['words']} words. {_published(row)} It lacks: {listed(missing)}.{also}"


def _all_words() -> str:
    counts = [f"{need} in {sum(lacks(row, need) and not in_part(row, need) for row in texts().values())}" for need in NEEDS]
    kinds = [f"{row['source']} {row['kind'].lower()}" for row in texts().values()]
    partly = [row["source"] for row in texts().values() if in_part(row, "references")]
    what = f"{in_words(len(texts())).capitalize()} texts: {listed(kinds)}."
    return f"{what} Missing, of {len(texts())}: {listed(counts)}. Some sources, but no list: {listed(partly)}."


def _table() -> Table:
    cells = tuple((row["source"], row["kind"], str(row["words"]), "; ".join(row["lacks"])) for row in texts().values())
    return Table(the_texts(), ("Text", "Kind", "Words", "What it lacks"), cells)
