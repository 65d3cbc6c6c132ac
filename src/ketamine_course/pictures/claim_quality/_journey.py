"""From study to sentence: how one finding changes on its way to a page."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from ketamine_course.models.counts import filled
from ketamine_course.pictures._charts import BOLD, CHARACTER, LABEL, MARGIN, title_lines
from ketamine_course.pictures._drawing import box, sheet, write
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._icons import colour_of, icons, nobody
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow, width

FACTS = {"sureness": "It sounds", "studied_in": "Studied in"}
"""What is followed from stop to stop."""
UNSAID = "not said"
"""How the table begins to tell that a stop is silent on something."""
LINE_HIGH = 12.0
TEXT = 82.0
"""Where words begin on a phone, beside the drawings."""
STAGES = {"paper": "paper", "agency": "agency", "press": "news", "popular": "popular piece", "page": "one of the {texts} texts"}
LINKS = {
    "retells": "goes back to it",
    "own_study": "This is a separate study, not a retelling of the one above.",
    "not_known": "Whether it goes back to the stop above is not known.",
}
"""How a stop is tied to the one above; whatever does not retell it has a dashed way down and says so."""


def chains() -> dict[str, str]:
    """Return the findings by name."""
    return {row["chain"]: row["chain_label"] for row in rows_of("sentence_steps")}


@explorable(title="From study to sentence", narrow=True, chain=Choice(chains, label="Finding", cases=True))
def study_to_sentence(chain: str) -> Picture:
    """The stops of one finding, with whom it was studied in, drawn, and how sure each sounds; a thread is cut where nobody is named."""
    steps = [row for row in rows_of("sentence_steps") if row["chain"] == chain]
    figure, axes = sheet(446 if is_narrow() else 280)
    faint = any(_same(steps, number, name) for number in range(len(steps)) for name in FACTS)
    dashed = f"Dashed: not said{', or connection not known' * _loose(steps)}{'; faint: as before' * faint}."
    lower = title_lines(figure, _title(steps), f"{f'{chains()[chain]}. ' * is_narrow()}Bubble: how sure it sounds. {dashed}")
    (_down if is_narrow() else _along)(axes, steps, lower)
    notes = tuple((f"{step['position']}. {step['who']}", _noted(step)) for step in steps)
    return Picture(figure, _words(steps), "our counts and judgement", _table(steps), notes)


def _title(steps: list[Row]) -> str:
    """Tell where in the chain it is lost in whom the finding was made; where it never is, how long the chain is."""
    for number, step in enumerate(steps, start=1):
        if str(step["studied_in"]).startswith(UNSAID):
            return f"Stop {number} of {len(steps)} {'no longer says' if number > 1 else 'omits'} who was studied"
    first, last = (filled(STAGES[step["stage"]]) for step in (steps[0], steps[-1]))
    return f"{len(steps)} stops from {first} to {last}"


def _loose(steps: list[Row]) -> bool:
    return any(not _tied(step) and step["link"] for step in steps)


def _same(steps: list[Row], number: int, name: str) -> bool:
    """Whether a stop says the same as the one before it."""
    return bool(number and steps[number][name] == steps[number - 1][name])


def _silent(step: Row) -> bool:
    return str(step["studied_in"]).startswith(UNSAID)


def _along(axes: Axes, steps: list[Row], lower: float) -> None:
    """Draw the stops beside each other: what they sound like in bubbles over a thread of whom they name, and under it who says it."""
    column = (width() - 2 * MARGIN) / len(steps)
    deep = max(len(wrapped(step["sureness"], _across(column - 10))) for step in steps)
    who = 62 + lower + deep * LINE_HIGH + 44
    places = [MARGIN + column * (number + 0.5) for number in range(len(steps))]
    for number, (x, step) in enumerate(zip(places, steps, strict=True)):
        _speech(axes, (x, who - 30), step["sureness"], column - 10, _ink(steps, number, "sureness"))
        look: dict[str, Any] = {"ha": "center"}
        y = _lines(axes, (x, who + 34), _who(step), column - 8, BOLD, "ink", fontweight="bold", **look)
        _lines(axes, (x, y + 4), step["studied_in"], column - 6, CHARACTER, _ink(steps, number, "studied_in"), **look)
    _thread(axes, steps, [(x, who) for x in places])


def _across(room: float) -> int:
    """Return how many characters of a label have room."""
    return int((room - 12) / (LABEL * CHARACTER))


def _speech(axes: Axes, foot: tuple[float, float], words: str, room: float, colour: str) -> None:
    """Draw a speech bubble over its foot, to which its tail points."""
    (x, low), lines = foot, wrapped(words, _across(room))
    long, high = max(map(len, lines)) * LABEL * CHARACTER + 12, len(lines) * LINE_HIGH + 8
    box(axes, x - long / 2, low - high, long, high, "panel", "line")
    axes.add_patch(Polygon([(x - 5, low - 1), (x, low + 9), (x + 5, low - 1)], facecolor=light("panel"), edgecolor=light("line")))
    axes.add_line(Line2D([x - 4.2, x + 4.2], [low - 1] * 2, color=light("panel"), linewidth=2.4))
    _lines(axes, (x, low - high + 10), words, room - 12, CHARACTER, colour, ha="center")


def _down(axes: Axes, steps: list[Row], lower: float) -> None:
    """Draw the stops one under the other, on a phone: whom they name on a thread at the left, and what they sound like in a bubble."""
    top, room = 62 + lower, width() - TEXT - MARGIN
    high = (axes.get_ylim()[0] - 84 - top) / max(1, len(steps) - 1)
    for number, step in enumerate(steps):
        y = _lines(axes, (TEXT, top + high * number), _who(step), room, BOLD, "ink", fontweight="bold")
        y = _bubble(axes, y + 1, step["sureness"], _ink(steps, number, "sureness"))
        _lines(axes, (TEXT, y), step["studied_in"], room, CHARACTER, _ink(steps, number, "studied_in"))
    _thread(axes, steps, [(TEXT / 2 + 2, top + high * number + 22) for number in range(len(steps))])


def _bubble(axes: Axes, y: float, words: str, colour: str) -> float:
    """Draw a speech bubble with words, whose tail points to the drawing at its left; return where the next line would stand."""
    room = width() - TEXT - MARGIN - 14
    lines = wrapped(words, int(room / (LABEL * CHARACTER)))
    long, high = max(map(len, lines)) * LABEL * CHARACTER + 14, len(lines) * LINE_HIGH + 6
    tail = [(TEXT + 1, y + 1), (TEXT - 9, y + 5), (TEXT + 1, y + 8)]
    box(axes, TEXT, y - 6, long, high, "panel", "line")
    axes.add_patch(Polygon(tail, facecolor=light("panel"), edgecolor=light("line"), linewidth=1))
    axes.add_line(Line2D([TEXT + 1.2] * 2, [y + 1.4, y + 7.6], color=light("panel"), linewidth=2))
    _lines(axes, (TEXT + 7, y + 3), words, room, CHARACTER, colour)
    return y + high + 4


def _ink(steps: list[Row], number: int, name: str) -> str:
    """Return the colour of what a stop says: pale where it is as before, orange where it says nothing of whom was studied."""
    lost = name == "studied_in" and _silent(steps[number])
    return "orange" if lost else "quiet" if _same(steps, number, name) else "ink"


def _thread(axes: Axes, steps: list[Row], places: list[tuple[float, float]]) -> None:
    """Draw whom each stop names, on a thread that ends with a bar on the way to a stop that names nobody."""
    down = int(is_narrow())
    drawn = [
        nobody(axes, *place) if _silent(step) else icons(axes, *place, step["studied_in"])
        for step, place in zip(steps, places, strict=True)
    ]
    reach = [17.0] * len(steps) if down else drawn
    for number in range(1, len(steps)):
        before, step = steps[number - 1], steps[number]
        if _silent(before):
            _untold(axes, places[number - 1], places[number])
            continue
        start, end = places[number - 1][down] + reach[number - 1], places[number][down] - reach[number]
        stop = (start + end) / 2 if _silent(step) else end
        ends = [(along, places[number][1 - down]) for along in (start, stop)]
        line = [(across, along) if down else (along, across) for along, across in ends]
        style: dict[str, Any] = {"solid_capstyle": "butt", "zorder": 1}
        axes.add_line(Line2D(*zip(*line, strict=True), color=light(colour_of(before["studied_in"])), linewidth=6, **style))
        if _silent(step):
            x, y = line[1]
            bar = ([x - 9, x + 9], [y, y]) if down else ([x, x], [y - 9, y + 9])
            axes.add_line(Line2D(*bar, color=light("orange"), linewidth=3.5, **style))
            write(axes, x, y + (10 if down else 18), "lost here", LABEL, "orange", ha="center", fontweight="bold")


def _untold(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw the way between two stops of which the first names nobody, dashed."""
    down = int(is_narrow())
    ends = [start[down] + 16, end[down] - 20]
    across = [start[1 - down]] * 2
    style: dict[str, Any] = {"color": light("line"), "linewidth": 1.4, "linestyle": (0, (4, 3)), "zorder": 1}
    axes.add_line(Line2D(*((across, ends) if down else (ends, across)), **style))


def _lines(axes: Axes, place: tuple[float, float], words: str, room: float, share: float, colour: str, **options: Any) -> float:
    """Write words broken to a width; return where the next line would stand."""
    x, y = place
    for line in wrapped(words, int(room / (LABEL * share))):
        write(axes, x, y, line, LABEL, colour, **options)
        y += LINE_HIGH
    return y


def _who(step: Row) -> str:
    link = {"own_study": ", a separate study", "not_known": ", connection not known"}.get(step["link"], "")
    return f"{step['who']}{_status(step)}{link}"


def _said(step: Row) -> str:
    return str(step["says"]) + (f" \u201c{step['key_phrase']}\u201d" if step["key_phrase"] else "")


def _status(step: Row) -> str:
    return "" if step["mark"] == "seen" else f" ({MARKS[step['mark']]})"


def _noted(step: Row) -> str:
    """Return what stands under the picture for a stop: what it says, what changed on the way to it, and remarks."""
    return " ".join(filter(None, (f"{_said(step)}{_status(step)}", step["changed"] and f"Changed: {step['changed']}", _remark(step))))


def _heads(step: Row) -> str:
    of_whom = "applies to" if step["sureness"] == "approved" else "studied in"
    return f"Wording: {step['sureness']}; {of_whom}: {step['studied_in']}."


def _tied(step: Row) -> bool:
    """Whether a stop retells the one above."""
    return bool(step["link"] == "retells")


def _remark(step: Row) -> str:
    """Return what the box says below its facts: a remark on the stop, and what ties it to the one above if it is no retelling."""
    note = f"{step['mark_note']}." if step["mark_note"] else ""
    link = "" if _tied(step) or not step["link"] else LINKS[step["link"]]
    return " ".join(part for part in (note, link) if part)


def _heading(step: Row) -> str:
    work = f" ({cited(step['refs'])})" if step["refs"] else ""
    return f"{step['who']}{work}, {filled(STAGES[step['stage']])}"


def _words(steps: list[Row]) -> str:
    parts = [" ".join(filter(None, (f"{_who(step)}.", _heads(step), step["changed"]))) for step in steps]
    return f"{chains()[steps[0]['chain']]}: " + " ".join(parts)


def _table(steps: list[Row]) -> Table:
    cells = tuple(
        (
            f"{step['position']}. {_heading(step)}",
            _said(step),
            step["sureness"],
            step["studied_in"],
            LINKS.get(step["link"], "start"),
            step["changed"] or "start",
            MARKS[step["mark"]],
        )
        for step in steps
    )
    heads = (
        "Stop",
        "What it says",
        "How it sounds",
        "Studied in, or applies to",
        "Connection to the previous stop",
        "What has changed since (our reading)",
        "Status",
    )
    return Table("The stops", heads, cells)
