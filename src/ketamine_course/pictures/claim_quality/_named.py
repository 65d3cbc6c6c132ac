"""The references that a text prints: whether there is such a work, and whether it carries the sentence beside it."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import end_at, legend, lines_high, listed, rule, sheet, symbol, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

QUESTIONS = {"printed": "What is printed", "exists": "Is there such a work?", "carries": "Does it support the sentence?"}
SIGNS = {
    "exists": {"as printed": ("read", "blue"), "other details": ("half", "green"), "not found": ("nothing", "magenta")},
    "carries": {"yes": ("read", "blue"), "partly": ("half", "green"), "no": ("against", "magenta")},
}
ROW = 15.4
SIZE = 8.5
"""Height of a reference, and size of the reason below it."""


@explorable(
    title="The references of a text, looked up",
    narrow=True,
    story="ask",
    sample={"ask": "carries"},
    ask=Slider(QUESTIONS, label="Ask"),
)
def named_works(ask: str) -> Picture:
    """Every reference that was looked up, then whether there is such a work, then whether it carries the sentence beside it."""
    rows = rows_of("named_works")
    if is_narrow():
        return _on_a_phone(rows, ask)
    tops = [40.0]
    for row in rows:
        tops.append(tops[-1] + ROW + (lines_high(row["why"], 412, SIZE) if ask == "carries" else 0))
    figure, axes = sheet(tops[-1] + (34 if ask in SIGNS else 12))
    write(axes, 14, 20, f"{len(rows)} references of {listed(_texts(rows))}. {QUESTIONS[ask]}", 10.5, fontweight="bold")
    for top, row in zip(tops, rows, strict=False):
        _reference(axes, top, row, ask)
    if ask in SIGNS:
        legend(axes, tops[-1] + 6, [(*sign, answer) for answer, sign in SIGNS[ask].items()])
    return Picture(figure, _words(rows, ask), "redrawn from reported numbers", _table(rows))


def _on_a_phone(rows: tuple[Row, ...], ask: str) -> Picture:
    """Draw the references as a column; why one does or does not carry its sentence stands under the drawing."""
    figure, axes = sheet(200)
    y = 40 + titled(axes, f"{len(rows)} references of {listed(_texts(rows))}. {QUESTIONS[ask]}", y=20)
    for row in rows:
        rule(axes, y - 8)
        if ask in SIGNS:
            symbol(axes, 20, y, *SIGNS[ask][row[ask]], 6.8)
        y = write_lines(axes, 34, y, _printed_as(row), width() - 48, 9.2) + 4
    if ask in SIGNS:
        y = legend(axes, y + 6, [(*sign, answer) for answer, sign in SIGNS[ask].items()]) + 12
    end_at(figure, axes, y + 14)
    notes = tuple((_printed_as(row), str(row["why"])) for row in rows) if ask == "carries" else ()
    return Picture(figure, _words(rows, ask), "redrawn from reported numbers", _table(rows), notes)


def _printed_as(row: Row) -> str:
    return f"{row['source']}: {row['key_phrase']}"


def _texts(rows: tuple[Row, ...]) -> list[str]:
    return list(dict.fromkeys(row["source"] for row in rows))


def _reference(axes: Axes, y: float, row: Row, ask: str) -> None:
    rule(axes, y - 7.7)
    write(axes, 34, y, _printed_as(row), 9.2)
    if ask in SIGNS:
        symbol(axes, 20, y, *SIGNS[ask][row[ask]], 6.8)
    if ask == "carries":
        write_lines(axes, 34, y + 13, row["why"], 412, SIZE, "quiet")


def _words(rows: tuple[Row, ...], ask: str) -> str:
    printed = f"{len(rows)} references of {listed(_texts(rows))}"
    if ask == "printed":
        return f"{printed}: {'; '.join(row['key_phrase'] for row in rows)}."
    counted = listed([f"{answer} for {sum(row[ask] == answer for row in rows)}" for answer in SIGNS[ask]])
    others = list(SIGNS[ask])[1:]
    told = "".join(f" {answer.capitalize()}: {listed(_printed(rows, ask, answer))}." for answer in others if _printed(rows, ask, answer))
    return f"{printed}. {QUESTIONS[ask]} The answer is {counted}.{told}"


def _printed(rows: tuple[Row, ...], ask: str, answer: str) -> list[str]:
    return [row["key_phrase"] for row in rows if row[ask] == answer]


def _table(rows: tuple[Row, ...]) -> Table:
    printed = ("source", "key_phrase", "exists", "carries", "why")
    cells = tuple((*(row[each] for each in printed), "; ".join(row["claims"]), _work(row), MARKS[row["mark"]]) for row in rows)
    columns = ("Text", "As printed", "Is there such a work?", "Does it support the claims?", "Why", "Claims", "Work", "Status")
    return Table("The references, looked up", columns, cells)


def _work(row: Row) -> str:
    return work(row["ref"]).short if row["ref"] else "none found"
