"""Approvals in time, with what each text says of them placed beside the events it touches."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ketamine_course.pictures._charts import CHARACTER, LABEL, LINE, MARGIN, chart, key, label, say
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, cited, rows_of
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.pictures.claim_quality._common import sources
from ketamine_course.pictures.claim_quality._lanes import DEPRESSION, LANES, draw_lanes, lane, when
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow, width

READINGS = {
    "blurred": "blurs what is approved",
    "omits": "leaves out what is approved",
    "mostly right but muddled and dated": "is mostly right, but muddled and dated",
    "wrong on two counts": "is wrong on two counts",
}
"""Our readings of what texts say of approvals, as they continue the name of a text."""
PINS = {
    "S1": ("half", ("approved: the spray",)),
    "S2": ("nothing", ("nothing on what is allowed",)),
    "S3": ("half", ("esketamine approvals missing",)),
    "S4": ("against", ("esketamine, not ketamine", "trials, not restored synapses")),
    "S5": ("nothing", ("nothing on what is allowed",)),
}
"""What is pinned to the pole of a text: a mark, and in a few words each fault that our correction explains."""

PINNED = {"half": "holds in part", "against": "contradicted", "nothing": "not said"}
"""What the marks of pins mean."""


def _ink(kind: str) -> str:
    return "contradicted" if kind == "against" else "ink"


@cache
def statements() -> dict[str, Row]:
    """Return what the texts say of approvals; some may say nothing."""
    return {row["source"]: row for row in rows_of("statements") if row["topic"] == "approval"}


@explorable(
    title="Approvals over time, and what each text says",
    narrow=True,
    sample={"text": "S4"},
    text=Choice(
        lambda: {"none": "Events alone", **{source: source for source in sources() if source in statements()}},
        label="Show the statements of",
        cases=True,
    ),
)
def approval_timeline(text: str) -> Picture:
    """Dated events for three sorts of ketamine and dextromethorphan with bupropion; the events behind one text's statement are marked."""
    events = rows_of("regulation")
    said = statements().get(text)
    touched = _touched(said)
    high, begins, flags, bottom = (456.0, 124.0, 110.0, 40.0) if is_narrow() else (340.0, 66.0, 70.0, 40.0)
    top = begins + (flags if said else 0.0)
    figure, sides = chart(
        high,
        _title(said),
        f"{'Our reading. ' if said else ''}Each bar begins with an approval{'' if said or is_narrow() else ' (works: in the table)'}",
        ncols=2,
        left=18,
        right=14,
        wspace=0.05,
        width_ratios=(1, 6),
        top=top,
        bottom=bottom,
        narrow={"wspace": 0.1, "width_ratios": (1.4, 4)},
    )
    short = {"seen": "read", "second_hand": "reported"}
    bars = (("blue", "approved for depression"), ("line", "for other uses"))
    lines = [Line2D([], [], color=light(colour), linewidth=5, label=words) for colour, words in bars]
    pinned = [(kind, _ink(kind), PINNED[kind]) for kind, _ in [PINS.get(text, ("", ()))] if kind]
    key(figure, 55, [*((BASIS[status], "ink", words) for status, words in short.items()), *lines, *pinned], gap=12)
    flag = _flag(figure, said, begins) if said else top
    draw_lanes(sides, events, touched, top, high - bottom, flag)
    _pins(sides[1], said, [when(event) for event in events if event["event"] in touched], flag)
    shown = [event for event in events if event["event"] in touched]
    notes = tuple((f"{event['year']}, {_name(event['product'])}", f"{event['text']} ({cited(event['refs'])})") for event in shown)
    return Picture(figure, _words(said, events, touched), "redrawn from reported numbers", _table(events), notes)


def _name(product: str) -> str:
    return LANES[lane(product)]


def _touched(said: Row | None) -> set[str]:
    """Return the events that a statement rests on or passes over."""
    return set(said["events"]) if said else set()


def _title(said: Row | None) -> str:
    """Return our reading of what a text says; before one is chosen, what is approved for depression."""
    if said:
        return f"{said['source']} {READINGS.get(said['fits'], 'is ' + said['fits'])}"
    treats = {lane(event["product"]) for event in rows_of("regulation") if event["approved_for"] == DEPRESSION}
    if "racemic ketamine" not in treats:
        return "No approval of racemic ketamine for depression is listed"
    return "What is approved depends on the product"


def _flag(figure: Figure, said: Row, top: float) -> float:
    """Write the words of a text on a flag; return where its lower edge is."""
    lines = wrapped(f"{said['source']}: \u201c{said['key_phrase']}\u201d", int((width() - 2 * MARGIN - 12) / (LABEL * CHARACTER)))
    high = 12 + len(lines) * LABEL * LINE
    end = 72 * figure.get_figheight()
    place = (MARGIN / width(), 1 - (top + high) / end), 1 - 2 * MARGIN / width(), high / end
    figure.add_artist(Rectangle(*place, facecolor=light("violet_ground"), zorder=0.5, edgecolor=light("violet"), linewidth=1.0))
    for number, line in enumerate(lines):
        say(figure, MARGIN + 7, top + 6 + LABEL * LINE * (number + 0.5), line, LABEL, "violet")
    return top + high


def _pins(axes: Axes, said: Row | None, times: list[float], flag: float) -> None:
    """Pin the faults of a text to its first pole, with their words at the left, where no other pole is."""
    later = [at for at in times if at > axes.get_xlim()[0]]
    if said is None or said["source"] not in PINS or not later:
        return
    (kind, faults), y = PINS[said["source"]], flag + 13
    room = axes.transData.transform((later[0], flag))[0] - MARGIN - 10
    for words in faults:
        lines = wrapped(words, int(room / (LABEL * CHARACTER)))
        mark(axes, later[0], y, kind, _ink(kind), 11, clip_on=False)
        for line in lines:
            label(axes, later[0], y, line, "ink", (-9, 0), ha="right")
            y += LABEL * LINE
        y += 5


def _words(said: Row | None, events: tuple[Row, ...], touched: set[str]) -> str:
    if said is None:
        events = tuple(event for event in events if event["status"] == "approved")
        approved = [f"{e['product']} {e['year']} ({e['region']})" for e in events]
        return f"The figure shows {len(approved)} approvals from {events[0]['year']} to {events[-1]['year']}: {listed(approved)}."
    years: dict[str, list[str]] = {}
    for event in (each for each in events if each["event"] in touched):
        years.setdefault(event["product"], []).append(f"{event['status']} {event['year']}")
    named = [f"{product} ({', '.join(when)})" for product, when in years.items()]
    reading = f"In our reading, it {READINGS.get(said['fits'], 'is ' + said['fits'])}."
    return f"{said['source']} {said['says'][0].lower()}{said['says'][1:]} {reading} {said['correction']} Related events: {listed(named)}."


def _who(event: Row) -> str:
    """Return which agency decided or spoke, and where."""
    agency = "no agency named" if event["agency"] == "none" else event["agency"]
    return ", ".join(filter(None, (agency, event["region"])))


def _table(events: tuple[Row, ...]) -> Table:
    cells = tuple((e["date"], e["product"], e["status"], e["text"], _who(e), cited(e["refs"]), MARKS[e["mark"]]) for e in events)
    return Table("Events (not legal advice)", ("Date", "Product", "Event", "What happened", "Who, where", "Works", "Status"), cells)
