"""Bioavailability: what share of a dose reached the blood, estimate by estimate, route by route."""

from __future__ import annotations

import re
from typing import Any

from matplotlib.axes import Axes

from ketamine_course.absences import found_on, told
from ketamine_course.pictures._charts import LABEL, NOTE, chart, heading, label, note, percent, span, x_ticks
from ketamine_course.pictures._drawing import counted, listed, lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._common import ends, labels, present
from ketamine_course.pictures.route_dose_rate._estimates import (
    TUBE,
    deep,
    draw_estimate,
    draw_tube,
    keys,
    kind_and_colour,
    marks_in_words,
    measured,
    people,
    size,
    span_words,
    swarm,
)
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

HEIGHT = 340
PHONE: dict[str, Any] = {"height": 476, "left": 14, "right": 14, "top": 112, "bottom": 48}
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


def _most() -> int:
    """Return the largest number of people behind an estimate."""
    return max(people(row) for route in routes() for row in estimates(route))


def _all_routes() -> Picture:
    spans = {route: read_range(route) for route in labels()}
    lows, highs = zip(*(found for found in spans.values() if found), strict=True)
    title = f"Measured shares range from {percent(min(lows))} to {percent(max(highs))}"
    figure, axes = chart(
        HEIGHT,
        title,
        "Share of the dose that reaches the blood unchanged",
        left=172,
        top=70,
        bottom=58,
        narrow=PHONE | {"bottom": 58},
    )
    keys(figure)
    _scale(axes)
    order = _most_first()
    placed = {route: swarm(estimates(route), axes.get_position().width * width()) for route in order}
    places = _rows(axes, [deep(placed[route]) for route in order], 14.0 if is_narrow() else 0.0)
    touch(axes, y=("route", {route: y for route, y in zip(order, places, strict=True) if route in routes()}))
    names = [labels()[route].replace(" (R-107)", "") for route in order]
    axes.set_yticks(places, [""] * len(order) if is_narrow() else names, fontsize=LABEL, color=light("ink"))
    for y, name, route in zip(places, names, order, strict=True):
        _route(axes, y, name, placed[route], spans[route])
    note(figure, "Filled: what was measured, darker from lowest to highest.")
    told_spans = [f"{lowered(labels()[route])} {_span(route)}" for route in routes() if spans[route]]
    unknown = [lowered(labels()[route]) for route in routes() if not estimates(route)]
    description = (
        "Bioavailability is the share of a dose that reaches the blood. As measured in people and read in the work, it is, by route: "
        f"{'; '.join(told_spans)}. {_from_memory()}No figure {found_on('share_under_skin')} for this route: {listed(unknown)}. "
        f"Into a vein it is {_stated(estimates('vein')[0])} by definition."
    )
    cells = tuple(_cells(row, labels()[route]) for route in labels() for row in estimates(route))
    columns = ("Route", "Share", "People", "Who and what", "Work", "Status")
    return Picture(
        figure,
        description,
        "redrawn from reported numbers",
        Table("Every estimate of bioavailability", columns, cells),
        (marks_in_words(_most()),),
    )


def _most_first() -> list[str]:
    """Return all routes by the largest share that anybody states; those without any come last."""
    return sorted(labels(), key=lambda route: -max((end for row in estimates(route) for end in ends(row) or ()), default=0.0))


def _scale(axes: Axes) -> None:
    axes.set(xlim=(0, 1))
    axes.set_label("share")
    axes.grid(visible=False, axis="y")
    x_ticks(axes, {at: words for at, words in TICKS.items() if not is_narrow() or at in (0, 0.5, 1)})


def _rows(axes: Axes, high: list[float], above: float, least: int = 0) -> list[float]:
    """Return where the middles of tubes lie that are so high, each with some room above it; let the axes measure in units of the SVG."""
    whole = axes.get_position().height * 72 * axes.figure.get_figheight()  # type: ignore[union-attr]
    axes.set_ylim(whole, 0)
    spare = (whole - sum(high) - above * len(high)) / max(len(high), least)
    y, places = 0.0, []
    for each in high:
        y += above + each
        places.append(y - each / 2 + spare / 2)
        y += spare
    return places


def _route(axes: Axes, y: float, name: str, placed: list[tuple[Row, float]], span: tuple[float, float] | None) -> None:
    """Draw a tube with the range of what was measured, and every estimate; on a phone the name stands over it."""
    high = deep(placed)
    draw_tube(axes, y, high, span)
    for row, up in placed:
        draw_estimate(axes, y + up, row)
    if is_narrow():
        heading(axes, y - high / 2 - 6.5, name, fontweight="normal")
    if span:
        label(axes, 1, y - high / 2 - 6.5 if is_narrow() else y, span_words(span), "blue", (-4, 0), ha="right", fontweight="bold")
    if not placed:
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
    """Draw one estimate with its interval and its share, in a tube of its own."""
    draw_tube(axes, y, TUBE, ends(row) if row["mark"] == "seen" and measured(row) else None)
    found = ends(row) or (0.0, 0.0)
    last, colour = found[1], kind_and_colour(row)[1]
    if present(row["value"]) and present(row["low"]):
        span(axes, y, row["low"], row["high"], colour)
        last = row["high"]
    draw_estimate(axes, y, row)
    left = last > 0.85
    shift = (-1 if left else 1) * (size(row) / 2 + 5)
    label(axes, last, y, span_words(found), colour, (shift, 0), ha="right" if left else "left", fontweight="bold")


def drug(row: Row) -> str:
    """Return the form of the drug; S-ketamine is another name of esketamine."""
    return "esketamine (S-ketamine)" if row["drug"] == "S-ketamine" else str(row["drug"])


def _who(row: Row) -> str:
    return ", ".join(part for part in (drug(row), row["population"]) if part)


def _cells(row: Row, first: str) -> tuple[str, ...]:
    source = work(row["ref"]).short if row["ref"] else "none"
    return first, _stated(row), row["n"] or "not given", _who(row), source, MARKS[row["mark"]]


def _works(axes: Axes, rows: list[Row], places: list[float]) -> None:
    """Write beside each estimate whose it is, with its people and the drug; on a phone over it, of a long name only the beginning."""
    names = [work(row["ref"]).short if row["ref"] else "no work cited" for row in rows]
    who = [f"{row['n']} people; {drug(row)}" if row["n"] else f"people not given; {drug(row)}" for row in rows]
    axes.set_yticks(places[: len(rows)], [""] * len(rows) if is_narrow() else [f"{a}\n{b}" for a, b in zip(names, who, strict=True)])
    for y, name, told_who in zip(places, names, who, strict=False) if is_narrow() else ():
        begin = re.sub(r" \([^)]*\)", "", name)
        heading(axes, y - TUBE / 2 - 19, wrapped(begin, 38)[0], fontweight="normal")
        heading(axes, y - TUBE / 2 - 7, told_who, NOTE, fontweight="normal", color=light("quiet"))


def _one_route(route: str) -> Picture:
    info = next(row for row in rows_of("route_descriptions") if row["route"] == route)
    rows = estimates(route)
    told_share = f"{_span(route)} measured" if read_range(route) else "no measured share was read" if rows else "no figure was found"
    figure, axes = chart(
        HEIGHT,
        f"{SHORT.get(route, labels()[route])}: {told_share}",
        "Share of the dose that reaches the blood unchanged",
        left=188,
        top=70,
        bottom=48,
        narrow=PHONE,
    )
    keys(figure)
    _scale(axes)
    places = _rows(axes, [TUBE] * max(1, len(rows)), 26.0 if is_narrow() else 0.0, FEW)
    _works(axes, rows, places)
    for y, row in zip(places, rows, strict=False):
        _estimate(axes, y, row)
    if not rows:
        draw_tube(axes, places[0], 2 * TUBE, None)
        words = "none found in people" if is_narrow() else f"Share in people: {told('share_under_skin')}."
        label(axes, 0.5, places[0], words, ha="center", fontstyle="italic")
    found = read_range(route)
    words = f"{labels()[route]}: {counted(len(rows), 'stated share')}. {info['description']} "
    words += f"As measured and read in the work, the share is {_span(route)}." if found else "No measured share has been read in a work."
    cells = tuple(_cells(row, row["note"] or "no remark") for row in rows)
    columns = ("Remark", "Share", "People", "Who and what", "Work", "Status")
    table = Table(f"Estimates: {labels()[route]}", columns, cells) if rows else None
    return Picture(figure, words, "redrawn from reported numbers", table, (marks_in_words(_most()),))
