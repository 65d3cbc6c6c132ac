"""Bioavailability: what share of a dose reached the blood, estimate by estimate, route by route."""

from __future__ import annotations

import re

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.absences import found_on, told
from ketamine_course.pictures._charts import chart, key, label, note, percent, rows_of_labels, span, x_ticks
from ketamine_course.pictures._drawing import counted, listed, lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._common import ends, labels, present
from ketamine_course.pictures.route_dose_rate._estimates import (
    MIDDLE,
    SMALL,
    STATED,
    draw_estimate,
    draw_tube,
    kind_and_colour,
    lane,
    measured,
    people,
    size,
)
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow

HEIGHT = 340
PHONE = {"height": 470, "right": 14, "top": 146}
SHORT = {"under_tongue": "Under the tongue", "mouth_slow_release": "Slow-release tablet"}
"""Names of routes for a title, where the whole name is too long."""
FEW = 4
"""Rows for which there is room at least where one route is shown: fewer are no higher."""
TICKS = {0.0: "0%", 0.25: "25%", 0.5: "50%", 0.75: "75%", 1.0: "100%"}


def routes() -> list[str]:
    """Return the routes whose bioavailability is a question."""
    return [route for route in labels() if route != "vein"]


def estimates(route: str) -> list[Row]:
    """Return the stated bioavailabilities of a route."""
    return [row for row in rows_of("routes") if (row["route"], row["quantity"]) == (route, "bioavailability") and ends(row)]


def read_range(route: str) -> tuple[float, float] | None:
    """Return the lowest and the highest estimate that was measured and read in the work; None where there is none."""
    found = [end for row in estimates(route) if row["mark"] == "seen" and measured(row) for end in ends(row) or ()]
    return (min(found), max(found)) if found else None


@explorable(
    title="How much reaches the blood?",
    narrow=True,
    route=Choice(lambda: {"all": "All routes", **{route: labels()[route] for route in routes()}}, label="Show"),
)
def bioavailability(route: str) -> Picture:
    """Published bioavailability by route: a range, with the number of people behind each estimate."""
    return _all_routes() if route == "all" else _one_route(route)


def _keys(figure: Figure) -> None:
    key(figure, 55, [("read", "blue", "measured, read"), ("reported", "blue", MARKS["second_hand"]), (*STATED, "stated, not measured")])
    key(figure, 69, [("memory", "blue", MARKS["recalled"]), ("ours", "green", MARKS["derived"]), ("model", "green", "by definition")])


def _all_routes() -> Picture:
    spans = {route: read_range(route) for route in labels()}
    lows, highs = zip(*(found for found in spans.values() if found), strict=True)
    title = f"Measured shares run from {percent(min(lows))} to {percent(max(highs))}"
    figure, axes = chart(
        HEIGHT,
        title,
        "Share of the dose that reaches the blood unchanged",
        left=172,
        top=82,
        bottom=64,
        narrow=PHONE | {"left": 94, "bottom": 90},
    )
    _keys(figure)
    order = _most_first()
    rows_of_labels(axes, [labels()[route].replace(" (R-107)", "") for route in order])
    touch(axes, y=("route", {route: at for at, route in enumerate(order) if route in routes()}))
    _scale(axes)
    for y, route in enumerate(order):
        _route(axes, y, route, spans[route])
    most = max(people(row) for route in routes() for row in estimates(route))
    note(
        figure,
        f"Tube: the dose. Blue: what was measured, darker from lowest to highest. Mark: up to {SMALL}, up to {MIDDLE}, or {most} people.",
    )
    told_spans = [f"{lowered(labels()[route])} {_span(route)}" for route in routes() if spans[route]]
    unknown = [lowered(labels()[route]) for route in routes() if not estimates(route)]
    description = (
        "Bioavailability is the share of a dose that reaches the blood. As measured in people and read in the work, it is, by route: "
        f"{'; '.join(told_spans)}. {_from_memory()}No figure {found_on('share_under_skin')} for this route: {listed(unknown)}. "
        f"Into a vein it is {_stated(estimates('vein')[0])} by definition."
    )
    cells = tuple(_cells(row, labels()[route]) for route in labels() for row in estimates(route))
    columns = ("Route", "Share", "People", "Who and what", "Work", "Status")
    return Picture(figure, description, "redrawn from reported numbers", Table("Every estimate of bioavailability", columns, cells))


def _most_first() -> list[str]:
    """Return all routes by the largest share that anybody states; those without any come last."""
    return sorted(labels(), key=lambda route: -max((end for row in estimates(route) for end in ends(row) or ()), default=0.0))


def _scale(axes: Axes) -> None:
    axes.set(xlim=(0, 1.03))
    axes.set_label("share")
    axes.grid(visible=False, axis="y")
    x_ticks(axes, {at: words for at, words in TICKS.items() if not is_narrow() or at in (0, 0.5, 1)})


def _route(axes: Axes, y: float, route: str, span: tuple[float, float] | None) -> None:
    """Draw the range of what was measured, and every estimate, at the height of a route."""
    draw_tube(axes, y, span)
    for row in sorted(estimates(route), key=size, reverse=True):
        draw_estimate(axes, y + lane(row), row)
    if not estimates(route):
        label(axes, 0.5, y, "none found" if is_narrow() else told("share_under_skin"), "quiet", ha="center", fontstyle="italic")


def _from_memory() -> str:
    """Return what is stated of routes of which nothing measured was read in a work."""
    told = [(route, row) for route in routes() if not read_range(route) for row in estimates(route)]
    return "".join(f"{labels()[route]}, one study gives {_stated(row)}, {MARKS[row['mark']].split(',')[0]}. " for route, row in told)


def _span(route: str) -> str:
    low, high = read_range(route) or (0.0, 0.0)
    return percent(low) if low == high else f"{percent(low)} to {percent(high)}"


def _stated(row: Row) -> str:
    low, high = ends(row) or (0.0, 0.0)
    spread = (
        f" ({row['spread_kind']} {row['low']:g} to {row['high']:g})"
        if row["spread_kind"] and present(row["value"]) and present(row["low"])
        else ""
    )
    spread = spread or (f" ({row['spread_kind']} {row['spread']:g})" if present(row["spread"]) else "")
    return (percent(low) if low == high else f"{percent(low)} to {percent(high)}") + spread


def _estimate(axes: Axes, y: float, row: Row) -> None:
    """Draw one estimate with its interval, in a tube of its own."""
    draw_tube(axes, y, ends(row) if row["mark"] == "seen" and measured(row) else None)
    if present(row["value"]) and present(row["low"]):
        span(axes, y, row["low"], row["high"], kind_and_colour(row)[1])
    draw_estimate(axes, y, row)


def drug(row: Row) -> str:
    """Return the form of the drug; S-ketamine is another name of esketamine."""
    return "esketamine (S-ketamine)" if row["drug"] == "S-ketamine" else str(row["drug"])


def _who(row: Row) -> str:
    return ", ".join(part for part in (drug(row), row["population"]) if part)


def _cells(row: Row, first: str) -> tuple[str, ...]:
    source = work(row["ref"]).short if row["ref"] else "none"
    return first, _stated(row), row["n"] or "not given", _who(row), source, MARKS[row["mark"]]


def _three_lines(name: str, people: str, form: str) -> str:
    """Return what stands beside an estimate on a phone; of an organisation's name only the beginning, which the table has whole."""
    begin = re.sub(r" \([^)]*\)", "", name)
    return "\n".join([*wrapped(begin, 24)[:1], people, form])


def _one_route(route: str) -> Picture:
    info = next(row for row in rows_of("route_descriptions") if row["route"] == route)
    rows = estimates(route)
    told_share = f"{_span(route)} measured" if read_range(route) else "no measured share was read" if rows else "no figure was found"
    figure, axes = chart(
        HEIGHT,
        f"{SHORT.get(route, labels()[route])}: {told_share}",
        "Share of the dose that reaches the blood unchanged",
        left=188,
        top=82,
        bottom=48,
        narrow=PHONE | {"left": 150, "bottom": 52},
    )
    _keys(figure)
    _scale(axes)
    if rows:
        names = [work(row["ref"]).short if row["ref"] else "no work cited" for row in rows]
        people = [f"{row['n']} people" if row["n"] else "people not given" for row in rows]
        rows_of_labels(axes, [""] * len(rows))
        spare = max(0, FEW - len(rows)) / 2
        axes.set_ylim(len(rows) - 0.4 + spare, -0.6 - spare)
        lines = [[name, f"{who};", drug(row)] for name, who, row in zip(names, people, rows, strict=True)]
        axes.set_yticks(range(len(rows)), [_three_lines(*line) if is_narrow() else f"{line[0]}\n{line[1]} {line[2]}" for line in lines])
    else:
        axes.set(yticks=[], ylim=(1, -1))
        label(
            axes,
            0.5,
            0,
            "none found in people" if is_narrow() else f"Share in people: {told('share_under_skin')}.",
            ha="center",
            fontstyle="italic",
        )
    for y, row in enumerate(rows):
        _estimate(axes, y, row)
    found = read_range(route)
    words = f"{labels()[route]}: {counted(len(rows), 'stated share')}. {info['description']} "
    words += f"As measured and read in the work, the share is {_span(route)}." if found else "No measured share has been read in a work."
    cells = tuple(_cells(row, row["note"] or "no remark") for row in rows)
    columns = ("Remark", "Share", "People", "Who and what", "Work", "Status")
    return Picture(figure, words, "redrawn from reported numbers", Table(f"Estimates: {labels()[route]}", columns, cells) if rows else None)
