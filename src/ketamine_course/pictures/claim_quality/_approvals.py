"""Approvals in time, with what each text says of them placed beside the events it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_course.pictures._charts import CHARACTER, LABEL, LINE, MARGIN, NOTE, chart, heading, key, label, say, x_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.pictures.claim_quality._common import sources
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow, width

LANES = {
    "racemic ketamine": "racemic ketamine",
    "esketamine": "esketamine spray",
    "compounded ketamine": "compounded",
    "dextromethorphan with bupropion": "another blocker",
}
"""How the products begin in the tables, with the names of their lanes."""
ERAS = ((1960, 2012, (1960, 1970, 1980, 1990, 2000)), (2012, 2026.4, (2013, 2015, 2017, 2019, 2021, 2023, 2025)))
PHONE_TICKS = (1970, 2000, 2013, 2019, 2025)
NAMED = {
    "approval_1970": ("anaesthesia", -1),
    "who_list_1985": ("WHO list", 1),
    "schedule_1999": ("controlled", -1),
    "nimh_trial_2006": ("trials", 1),
    "breakthrough_2013": ("breakthrough", 1),
    "apa_2017": ("consensus", 1),
    "esketamine_2019": ("US", 1),
    "europe_2019": ("EU", -1),
    "esketamine_2020": ("US", 1),
    "europe_2021": ("EU", -1),
    "nasal_alert_2022": ("warning", 1),
    "nice_2022": ("UK: no", 1),
    "compounded_2023": ("warning", -1),
    "monotherapy_2025": ("US", 1),
    "ketarx_2025": ("pain", -1),
    "auvelity_2022": ("US", 1),
}
"""Words at events, over them (1) or under them (-1)."""
ON_A_PHONE = {
    "approval_1970": ("anaesthesia", -1, "left"),
    "apa_2017": ("consensus", 1, "center"),
    "esketamine_2019": ("US", -1, "center"),
    "europe_2019": ("EU", 1, "right"),
    "esketamine_2020": ("US", -1, "center"),
    "europe_2021": ("EU", 1, "left"),
    "nasal_alert_2022": ("warning", 1, "right"),
    "nice_2022": ("UK: no", -1, "left"),
    "compounded_2023": ("warning", -1, "left"),
    "monotherapy_2025": ("US", 1, "center"),
    "ketarx_2025": ("pain", -1, "right"),
    "auvelity_2022": ("US", 1, "center"),
}
"""The same on a phone, where fewer have room, and to which side they grow."""
READINGS = {
    "blurred": "blurs what is approved",
    "omits": "leaves out what is approved",
    "mostly right but muddled and dated": "is mostly right, but muddled and dated",
    "wrong on two counts": "is wrong on two counts",
}
"""Our readings of what texts say of approvals, as they continue the name of a text."""
RISE = {True: 0.14, False: 0.2}
"""How much higher an event stands than one close to it, in lanes, on a phone and elsewhere."""
OVERLINE = 0.48
"""How far over its events the name of a lane stands, in lanes."""


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
        f"{'Our reading. ' if said else ''}Large marks are approvals; the scale changes in 2012",
        ncols=2,
        left=18,
        right=14,
        top=104,
        bottom=44,
        wspace=0.03,
        width_ratios=(1, 1.9),
        narrow={"height": 496, "top": 162, "bottom": 50, "wspace": 0.05, "width_ratios": (1, 3)},
    )
    short = {"seen": "read", "second_hand": "reported", "recalled": "from memory"}
    key(figure, 55, [(BASIS[status], "ink", words if is_narrow() else MARKS[status]) for status, words in short.items()])
    for axes, (first, last, ticks) in zip(sides, ERAS, strict=True):
        _era(axes, first, last, ticks)
        _events(axes, [event for event in events if first <= event["year"] < last], touched)
    for lane, name in enumerate(LANES):
        heading(sides[-1], lane - OVERLINE, _lane_words(name, events), bbox=_ground())
    _flag(figure, said)
    shown = [event for event in events if (event["event"] in touched if said else event["status"] == "approved")]
    notes = tuple((f"{event['year']}, {_name(event['product'])}", event["text"]) for event in shown)
    return Picture(figure, _words(said, events, touched), "redrawn from reported numbers", _table(events), notes)


def _name(product: str) -> str:
    return LANES[_lane(product)]


def _lane_words(lane: str, events: Sequence[Row]) -> str:
    """Return a product with what it was approved for."""
    uses = dict.fromkeys(event["approved_for"] for event in events if _lane(event["product"]) == lane and event["approved_for"])
    name = "racemic" if is_narrow() and lane.startswith("racemic") else LANES[lane]
    told = ("" if is_narrow() else "approved for ") + listed(list(uses)) if uses else "not approved"
    return f"{name[0].upper()}{name[1:]}: {told}"


def _ground() -> dict[str, Any]:
    """Return a ground for words, behind which lines pass."""
    return {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.8}


def _touched(said: Row | None) -> set[str]:
    """Return the events that a statement rests on or passes over."""
    return set(said["events"]) if said else set()


def _title(said: Row | None) -> str:
    """Return our reading of what a text says."""
    return f"{said['source']} {READINGS.get(said['fits'], 'is ' + said['fits'])}" if said else "What is approved depends on the product"


def _when(event: Row) -> float:
    """Return a date as a year with its part; the middle of the year where only that is known."""
    year, *rest = (int(part) for part in event["date"].split("-"))
    month, day = (*rest, 15, 15)[:2] if rest else (6, 30)
    return year + (month - 1) / 12 + (day - 1) / 365


def _era(axes: Axes, first: float, last: float, ticks: tuple[int, ...]) -> None:
    axes.set(xlim=(first, last), ylim=(len(LANES) - 0.6, -0.75), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.grid(visible=False)
    axes.set_label(f"years before {last:g}")
    x_ticks(axes, {year: str(year) for year in ticks if not is_narrow() or year in PHONE_TICKS})
    for lane in range(len(LANES)):
        axes.axhline(lane, color=light("faint"), linewidth=1.0, zorder=0)


def _events(axes: Axes, events: Sequence[Row], touched: set[str]) -> None:
    """Draw the events of an era in the lanes of their products, in words where there is room; close ones stand a little higher."""
    before: dict[int, tuple[float, float]] = {}
    for event in events:
        lane = list(LANES).index(_lane(event["product"]))
        x, (last, rise) = _when(event), before.get(lane, (0.0, 0.0))
        near = (x - last) * axes.get_position().width * width() / (axes.get_xlim()[1] - axes.get_xlim()[0]) < (9.5 if is_narrow() else 4)
        before[lane] = x, (RISE[is_narrow()] - rise if near else 0.0)
        y = lane - before[lane][1]
        large, chosen = event["status"] == "approved", event["event"] in touched
        colour = "violet" if chosen else "ink"
        if chosen:
            axes.plot([x, x], [y, -1.2], color=light("violet"), linewidth=1.4, clip_on=False, zorder=1)
        mark(axes, x, y, BASIS[event["mark"]], colour, 8.0 if large else 5.0, clip_on=False)
        named: dict[str, tuple[Any, ...]] = ON_A_PHONE if is_narrow() else NAMED
        words, side, *grows = named.get(event["event"], ("", 0))
        if words:
            weight, ha = "bold" if large else "normal", grows[0] if grows else "center"
            shift = {"left": -5, "right": 5}.get(ha, 0), 10 * side
            label(
                axes,
                x,
                y if side > 0 and grows else lane,
                words,
                colour,
                shift,
                fontsize=NOTE,
                ha=ha,
                fontweight=weight,
                bbox=_ground(),
                zorder=2,
            )


def _flag(figure: Figure, said: Row | None) -> None:
    """Write the words of a text on a flag, whose poles `_events` draws; before one is chosen, an empty place for them."""
    words = f"{said['source']}: \u201c{said['key_phrase']}\u201d" if said else "The words of a text are pinned here to its events"
    lines = wrapped(words, int((width() - 2 * MARGIN - 12) / (LABEL * CHARACTER)))
    top = 104.0 if is_narrow() else 67.0
    high = 12 + len(lines) * LABEL * LINE
    end = 72 * figure.get_figheight()
    edge: dict[str, Any] = {"edgecolor": light("violet" if said else "line"), "linestyle": "-" if said else (0, (3, 3)), "linewidth": 1.0}
    place = (MARGIN / width(), 1 - (top + high) / end), 1 - 2 * MARGIN / width(), high / end
    figure.add_artist(Rectangle(*place, facecolor=light("violet_ground" if said else "paper"), zorder=0.5, **edge))
    for number, line in enumerate(lines):
        say(figure, MARGIN + 7, top + 6 + LABEL * LINE * (number + 0.5), line, LABEL, "violet" if said else "quiet")


def _words(said: Row | None, events: tuple[Row, ...], touched: set[str]) -> str:
    if said is None:
        approved = [f"{e['product']} {e['year']} ({e['region']})" for e in events if e["status"] == "approved"]
        return (
            f"The figure shows {len(events)} events from {events[0]['year']} to {events[-1]['year']}. The approvals are {listed(approved)}."
        )
    years: dict[str, list[str]] = {}
    for event in (each for each in events if each["event"] in touched):
        years.setdefault(event["product"], []).append(f"{event['status']} {event['year']}")
    named = [f"{product} ({', '.join(when)})" for product, when in years.items()]
    reading = f"Our reading is \u201c{said['fits']}\u201d."
    return f"{said['source']}: {said['says']} {reading} {said['correction']} Events behind this: {listed(named)}."


def _table(events: tuple[Row, ...]) -> Table:
    cells = tuple(
        (e["date"], e["product"], e["status"], e["text"], f"{e['agency']}, {e['region']}", cited(e["refs"]), MARKS[e["mark"]])
        for e in events
    )
    return Table("Events (not legal advice)", ("Date", "Product", "Event", "What happened", "Who, where", "Works", "Status"), cells)
