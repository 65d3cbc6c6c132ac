"""Approvals in time, with what each text says of them placed beside the events it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import CHARACTER_WIDTH, band, legend, listed, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures.claim_quality._common import sources
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped

LANES = {"racemic ketamine": 60.0, "esketamine": 82.0, "compounded ketamine": 104.0}
LANE_NAMES = {"racemic ketamine": "R", "esketamine": "E", "compounded ketamine": "C"}
ROW = 15.6
TOP = 66.0


@cache
def statements() -> dict[str, Row]:
    """Return what the texts say of approvals; some may say nothing."""
    return {row["source"]: row for row in rows_of("statements") if row["topic"] == "approval"}


def _lane(product: str) -> str:
    """Return which of the three sorts of ketamine an event is about."""
    return next(lane for lane in LANES if product.startswith(lane))


@explorable(
    title="Approvals in time, and where each text stands",
    sample={"text": "S4"},
    text=Choice(
        lambda: {"none": "Events alone", **{source: source for source in sources() if source in statements()}}, label="Place the words of"
    ),
)
def approval_timeline(text: str) -> Picture:
    """Dated events for racemic, esketamine and compounded ketamine; the events behind one text's statement are marked."""
    events = rows_of("regulation")
    said = statements().get(text)
    touched = _touched(said)
    bottom = TOP + ROW * len(events)
    figure, axes = sheet(bottom + (52 if said is None else 64 + 12.2 * sum(len(_broken(text)) for text in _parts(said))))
    _lanes(axes, bottom)
    for number, event in enumerate(events):
        _event(axes, TOP + ROW * number, event, event["event"] in touched)
    legend(axes, bottom + 10, [("full", "ink", "read in a work"), ("open", "ink", "as reported by others, or from memory")], size=8.3)
    if said is None:
        write(axes, 14, bottom + 28, "One row is one event, in order; the gaps between rows are not to scale.", 8.5, "quiet")
    else:
        _statement(axes, bottom + 30, said)
    return Picture(figure, _words(said, events, touched), "redrawn from reported numbers", _table(events))


def _touched(said: Row | None) -> set[str]:
    """Return the events that a statement rests on or passes over."""
    return set(said["events"]) if said else set()


def _lanes(axes: Axes, bottom: float) -> None:
    write(axes, 14, 18, "R racemic ketamine   E esketamine (mostly the spray)   C compounded", 9.2, fontweight="bold")
    for lane, x in LANES.items():
        write(axes, x, 44, LANE_NAMES[lane], 9.5, fontweight="bold", ha="center")
        axes.plot([x, x], [TOP - 8, bottom - 8], color=light("faint"), linewidth=1.0, zorder=0)


def _event(axes: Axes, y: float, event: Row, touched: bool) -> None:
    if touched:
        band(axes, 8, y - 7.6, 444, 15.2, "violet_ground")
    write(axes, 14, y, str(event["year"]), 8.8, "violet" if touched else "quiet", fontweight="bold" if touched else "normal")
    lane = _lane(event["product"])
    symbol(axes, LANES[lane], y, "full" if event["mark"] == "seen" else "open", "violet" if touched else "ink", 6.5)
    write(axes, 120, y, _event_words(event), 8.6, "violet" if touched else "ink", fontweight="bold" if touched else "normal")


def _event_words(event: Row) -> str:
    places = {"none": "", "world": "", "United States": "US", "European Commission": ""}
    parts = [event["status"], *(places.get(event[part], event[part]) for part in ("region", "agency"))]
    return ", ".join(part for part in parts if part)


def _parts(said: Row) -> list[str]:
    """Return what a text says, and our reading of it."""
    return [said["says"], f"Our reading: {said['fits']}. {said['correction']}"]


def _broken(text: str) -> Sequence[str]:
    return wrapped(text, int(430 / (9.2 * CHARACTER_WIDTH)))


def _statement(axes: Axes, y: float, said: Row) -> None:
    write(axes, 14, y, f"{said['source']}: \u201c{said['key_phrase']}\u201d", 9.6, "violet", fontweight="bold")
    y += 15
    for text in _parts(said):
        y = write_lines(axes, 14, y, text, 430, 9.2) + 2


def _words(said: Row | None, events: tuple[Row, ...], touched: set[str]) -> str:
    if said is None:
        approved = [f"{e['product']} {e['year']} ({e['region']})" for e in events if e["status"] == "approved"]
        return f"{len(events)} events from {events[0]['year']} to {events[-1]['year']}. Approvals: {listed(approved)}."
    named = [f"{e['year']} {e['product']} {e['status']}" for e in events if e["event"] in touched]
    return f"{said['source']}. {said['says']} Our reading: {said['fits']}. {said['correction']} Events behind this: {listed(named)}."


def _table(events: tuple[Row, ...]) -> Table:
    cells = tuple(
        (e["date"], e["product"], e["status"], e["text"], f"{e['agency']}, {e['region']}", cited(e["refs"]), MARKS[e["mark"]])
        for e in events
    )
    return Table("Events (not legal advice)", ("Date", "Product", "Event", "What happened", "Who, where", "Works", "Status"), cells)
