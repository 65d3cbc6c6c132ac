"""Approvals in time, with what each text says of them placed beside the events it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from matplotlib.axes import Axes

from ketamine_course.pictures._charts import LABEL, MARGIN, NOTE, chart, key, rows_of_labels, say, x_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.pictures.claim_quality._common import sources
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow

LANES = {
    "racemic ketamine": "racemic ketamine",
    "esketamine": "esketamine spray",
    "compounded ketamine": "compounded",
    "dextromethorphan with bupropion": "another blocker",
}
"""How the products begin in the tables, with the names of their lanes."""
ERAS = ((1960, 2000, (1970, 1990)), (2000, 2027, (2000, 2005, 2010, 2015, 2020, 2025)))
PHONE_TICKS = (1970, 2000, 2010, 2020)


@cache
def statements() -> dict[str, Row]:
    """Return what the texts say of approvals; some may say nothing."""
    return {row["source"]: row for row in rows_of("statements") if row["topic"] == "approval"}


def _lane(product: str) -> str:
    """Return which product an event is about."""
    return next(lane for lane in LANES if product.startswith(lane))


@explorable(
    title="Approvals in time, and where each text stands",
    narrow=True,
    sample={"text": "S4"},
    text=Choice(
        lambda: {"none": "Events alone", **{source: source for source in sources() if source in statements()}}, label="Place the words of"
    ),
)
def approval_timeline(text: str) -> Picture:
    """Dated events for three sorts of ketamine and one other blocker; the events behind one text's statement are marked."""
    events = rows_of("regulation")
    said = statements().get(text)
    touched = _touched(said)
    figure, sides = chart(
        340,
        _title(said),
        "Events by product; large: an approval. The axis breaks in 2000",
        ncols=2,
        left=116,
        top=72,
        bottom=152,
        wspace=0.06,
        width_ratios=(1, 2.6),
        narrow={"height": 440, "left": 76, "right": 12, "top": 124, "bottom": 196, "wspace": 0.08},
    )
    key(figure, 55, [(BASIS[status], "ink", MARKS[status]) for status in ("seen", "second_hand", "recalled")])
    for axes, (first, last, ticks) in zip(sides, ERAS, strict=True):
        _era(axes, first, last, ticks)
        _events(axes, [event for event in events if first <= event["year"] < last], touched)
    sides[1].set_yticklabels([])
    shown = [event for event in events if (event["event"] in touched if said else event["status"] == "approved")]
    say(
        figure,
        MARGIN,
        270 if is_narrow() else 206,
        "The events behind these words" if said else "The approvals",
        LABEL,
        "violet" if said else "ink",
        fontweight="bold",
    )
    for number, event in enumerate(shown):
        y = (286 if is_narrow() else 222) + 13 * number
        say(figure, MARGIN, y, str(event["year"]), NOTE, "quiet")
        say(figure, 46, y, f"{_name(event['product'])}: {_event_words(event)}", NOTE)
    return Picture(figure, _words(said, events, touched), "redrawn from reported numbers", _table(events))


def _name(product: str) -> str:
    """Return a product's name, as short as the screen needs it."""
    return LANES[_lane(product)] if is_narrow() else _lane(product)


def _touched(said: Row | None) -> set[str]:
    """Return the events that a statement rests on or passes over."""
    return set(said["events"]) if said else set()


def _title(said: Row | None) -> str:
    """Return the words of a text, as many as a title holds."""
    if said is None:
        return "What is approved depends on the product"
    quote = f"{said['source']}: \u201c{said['key_phrase']}\u201d"
    return quote if len(quote) <= 46 else f"{wrapped(quote, 44)[0]}\u2026"


def _era(axes: Axes, first: float, last: float, ticks: tuple[int, ...]) -> None:
    rows_of_labels(axes, list(LANES.values()), most=18)
    axes.set(xlim=(first, last))
    axes.set_label(f"years before {last:g}")
    x_ticks(axes, {year: str(year) for year in ticks if not is_narrow() or year in PHONE_TICKS})


def _events(axes: Axes, events: Sequence[Row], touched: set[str]) -> None:
    """Draw the events of an era in the lanes of their products; those of one year stand one above the other."""
    beside: dict[tuple[str, int], int] = {}
    for event in events:
        lane = _lane(event["product"])
        nth = beside[lane, event["year"]] = beside.get((lane, event["year"]), -1) + 1
        y = list(LANES).index(lane) - 0.28 * nth
        size = 8.0 if event["status"] == "approved" else 5.0
        mark(axes, event["year"] + 0.5, y, BASIS[event["mark"]], "violet" if event["event"] in touched else "ink", size)


def _event_words(event: Row) -> str:
    places = {"none": "", "world": "", "United States": "US", "European Commission": ""}
    places |= {"European Union": "EU"} if is_narrow() else {}
    parts = [event["status"], *(places.get(event[part], event[part]) for part in ("region", "agency"))]
    return ", ".join(part for part in parts if part)


def _words(said: Row | None, events: tuple[Row, ...], touched: set[str]) -> str:
    if said is None:
        approved = [f"{e['product']} {e['year']} ({e['region']})" for e in events if e["status"] == "approved"]
        return (
            f"The figure shows {len(events)} events from {events[0]['year']} to {events[-1]['year']}. The approvals are {listed(approved)}."
        )
    named = [f"{e['year']} {e['product']} {e['status']}" for e in events if e["event"] in touched]
    reading = f"Our reading is \u201c{said['fits']}\u201d."
    return f"{said['source']}: {said['says']} {reading} {said['correction']} Events behind this: {listed(named)}."


def _table(events: tuple[Row, ...]) -> Table:
    cells = tuple(
        (e["date"], e["product"], e["status"], e["text"], f"{e['agency']}, {e['region']}", cited(e["refs"]), MARKS[e["mark"]])
        for e in events
    )
    return Table("Events (not legal advice)", ("Date", "Product", "Event", "What happened", "Who, where", "Works", "Status"), cells)
