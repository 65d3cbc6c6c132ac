"""The references that a text prints: whether there is such a work, and whether it carries the sentence beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import box, legend, listed, sheet, symbol, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._who_is_who import named
from ketamine_course.pictures.claim_quality._common import spread
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

QUESTIONS = {"printed": "What is printed", "exists": "Is there such a work?", "carries": "Does it support the sentence?"}
SIGNS = {
    "exists": {"as printed": ("read", "blue"), "details differ": ("half", "holds_in_part"), "not found": ("nothing", "ink")},
    "carries": {"yes": ("read", "blue"), "partly": ("half", "holds_in_part"), "no": ("against", "contradicted")},
}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


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
    figure, axes = sheet(430 if is_narrow() else 300)
    lower = titled(axes, _title(rows, ask), 13, 20)
    subtitle = f"References of {listed([named(text) for text in _texts(rows)])}, by year"
    write_lines(axes, 14, 38 + lower, subtitle, width() - 28, 9.5, "quiet")
    (_from_a_page if is_narrow() else _over_a_line)(axes, rows, ask)
    not_yet = [("reported", "ink", "printed, not yet looked up")]
    entries = [(*sign, _counted(rows, ask, answer)) for answer, sign in SIGNS[ask].items()] if ask in SIGNS else not_yet
    legend(axes, 72 * figure.get_figheight() - 26, entries)
    notes = tuple((_printed_as(row), str(row["why"])) for row in rows) if ask == "carries" else ()
    return Picture(figure, _words(rows, ask), "redrawn from reported numbers", _table(rows), notes)


def _title(rows: Sequence[Row], ask: str) -> str:
    """Return what is known at a step."""
    number = in_words(len(rows)).capitalize()
    if ask == "printed":
        return f"{number} references are printed: do they exist?"
    if ask == "exists":
        return f"{sum(row['exists'] == 'as printed' for row in rows)} of {len(rows)} references exist as printed"
    return f"{sum(row['carries'] == 'yes' for row in rows)} of {len(rows)} references support their sentence in full"


def _counted(rows: Sequence[Row], ask: str, answer: str) -> str:
    """Return an answer for the key, at the last step with the number of works."""
    return f"{answer}: {sum(row[ask] == answer for row in rows)}" if ask == "carries" else answer


def _year(row: Row) -> int:
    return int(YEAR.findall(row["key_phrase"])[-1])


def _author(row: Row) -> str:
    return re.split(r" et al\.| &|,", row["key_phrase"])[0]


def _sign(row: Row, ask: str) -> tuple[str, str]:
    return SIGNS[ask][row[ask]] if ask in SIGNS else ("reported", "ink")


def _ends(rows: Sequence[Row]) -> tuple[int, int]:
    years = [_year(row) for row in rows]
    return min(years), max(years)


def _over_a_line(axes: Axes, rows: Sequence[Row], ask: str) -> None:
    """Draw the sentences of the text side by side, a thread from each down to its work, and the works on an axis of years."""
    first, last = _ends(rows)
    left, wide, top, axis = 20.0, width() - 40, 66.0, 196.0
    box(axes, 14, top - 2, width() - 28, 38, "panel", "line")
    blue = "; blue: as much as the work supports" if ask == "carries" else ""
    write(axes, 14, top - 9, f"sentences, in the order of the text{blue}", 8.5, "quiet")
    at = spread({row["key_phrase"]: 34 + 390 * (_year(row) - first) / (last - first) for row in rows}, 13, 34, 424)
    axes.add_line(Line2D([14, width() - 14], [axis, axis], color=light("faint"), linewidth=1, zorder=0))
    ordered = sorted(rows, key=lambda row: row["position"])
    for number, row in enumerate(ordered):
        x = left + wide * (number + 0.5) / len(rows)
        _sentence(axes, x - 14, top + 11, row, ask, 28.0)
        axes.add_line(Line2D([x, at[row["key_phrase"]]], [top + 36, axis], zorder=0.8, **_thread(row, ask)))
    by_year = sorted(rows, key=lambda row: (_year(row), row["position"]))
    for deep, some in ((20, by_year[::2]), (34, by_year[1::2])):
        for row, middle in zip(some, _middles(some, at), strict=True):
            x = at[row["key_phrase"]]
            axes.add_line(Line2D([x, middle], [axis, axis + deep - 6], color=light("line"), linewidth=0.7, zorder=0.5))
            symbol(axes, x, axis, *_sign(row, ask), 11)
            write(axes, middle, axis + deep, _author(row), ha="center", bbox={"facecolor": light("paper"), "edgecolor": "none", "pad": 0.4})
    for year in range(first, last + 1, 4):
        write(axes, 34 + 390 * (year - first) / (last - first), axis + 52, str(year), 8.5, "quiet", ha="center")


def _thread(row: Row, ask: str) -> dict[str, Any]:
    """Return how the thread from a sentence to its work is drawn: dotted until the work is known to exist, dashed for partial support."""
    known = ask != "printed" and row["exists"] != "not found"
    half = ask == "carries" and row["carries"] != "yes"
    dashes = (0, (4, 3)) if known and half else "solid" if known else (0, (1.5, 2))
    return {"color": light("blue" if known else "line"), "linewidth": 1.2, "linestyle": dashes}


def _middles(rows: Sequence[Row], at: Mapping[str, float]) -> list[float]:
    """Return where the names of works stand side by side, each as near to its mark as the others allow."""
    half = [len(_author(row)) * 2.9 + 3 for row in rows]
    right, left = [at[row["key_phrase"]] for row in rows], [at[row["key_phrase"]] for row in rows]
    for number in range(1, len(rows)):
        right[number] = max(right[number], right[number - 1] + half[number - 1] + half[number])
        back = len(rows) - 1 - number
        left[back] = min(left[back], left[back + 1] - half[back] - half[back + 1])
    return [(a + b) / 2 for a, b in zip(left, right, strict=True)]


def _from_a_page(axes: Axes, rows: Sequence[Row], ask: str) -> None:
    """Draw on a phone the page of the text, a thread from each sentence to its work, and the works by their years."""
    first, last = _ends(rows)
    top, high, axis = 112.0, 268.0, 130.0
    box(axes, 14, top - 8, 62, high + 16, "panel", "line")
    for x, words in ((14, "sentences"), (axis - 4, "works, by year")):
        write(axes, x, top - 18, words, 8.5, "quiet")
    at = {row["key_phrase"]: top + high * (_year(row) - first) / (last - first) for row in rows}
    down, named_at = (spread(at, apart, top, top + high) for apart in (10.5, 13))
    axes.add_line(Line2D([axis, axis], [top - 6, top + high + 6], color=light("faint"), linewidth=1, zorder=0))
    for year in range(first, last + 1, 4):
        write(axes, width() - 12, top + high * (year - first) / (last - first), str(year), 8.5, "quiet", ha="right")
    for number, row in enumerate(sorted(rows, key=lambda row: row["position"])):
        y, name = top + high * (number + 0.5) / len(rows), row["key_phrase"]
        _sentence(axes, 24, y, row, ask)
        bend, end = axis - 22, axis - 7  # the last of the way lies level, clear of the signs over and under it
        axes.add_line(Line2D([74, bend, end], [y, down[name], down[name]], zorder=0.8, **_thread(row, ask)))
        symbol(axes, axis, down[name], *_sign(row, ask), 11)
        write(axes, axis + 10, named_at[name], _author(row))


def _sentence(axes: Axes, x: float, y: float, row: Row, ask: str, wide: float = 44.0) -> None:
    """Draw a sentence of the page as two strokes: as much of it in blue as its work supports."""
    kept = {"yes": 1.0, "partly": 0.5}.get(row["carries"], 0.0) if ask == "carries" else 0.0
    whole = 2 * wide
    for part, colour in ((whole, "faint" if ask == "carries" else "line"), (whole * kept, "blue")):
        for line in range(2):
            long = min(max(part - wide * line, 0.0), wide)
            if long:
                stroke: dict[str, Any] = {"color": light(colour), "linewidth": 5, "solid_capstyle": "butt"}
                axes.add_line(Line2D([x, x + long], [y + 7 * line - 3.5] * 2, zorder=1 + (colour == "blue"), **stroke))


def _printed_as(row: Row) -> str:
    return f"{row['source']}: {row['key_phrase']}"


def _texts(rows: tuple[Row, ...]) -> list[str]:
    return list(dict.fromkeys(row["source"] for row in rows))


def _words(rows: tuple[Row, ...], ask: str) -> str:
    printed = f"References of {listed(_texts(rows))} ({len(rows)})"
    if ask == "printed":
        return f"{printed}: {'; '.join(row['key_phrase'] for row in rows)}."
    counted = listed([f"\u201c{answer}\u201d for {sum(row[ask] == answer for row in rows)}" for answer in SIGNS[ask]])
    others = list(SIGNS[ask])[1:]
    told = "".join(f" {answer.capitalize()}: {'; '.join(_printed(rows, ask, answer))}." for answer in others if _printed(rows, ask, answer))
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
