"""Bioavailability: what share of a dose reached the blood, estimate by estimate, route by route."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matplotlib.axes import Axes

from ketamine_course.absences import found_on, told
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import CHARACTER, LABEL, MARGIN, NOTE, chart, heading, label, span
from ketamine_course.pictures._drawing import counted, listed, lowered
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._common import ends, labels, present
from ketamine_course.pictures.route_dose_rate._estimates import (
    SIZE,
    TUBE,
    deep,
    draw_estimate,
    draw_tube,
    drawn,
    keys,
    kind_and_colour,
    marks_in_words,
    measured,
    span_words,
    swarm,
)
from ketamine_course.pictures.route_dose_rate._shares import (
    HEIGHT,
    PHONE,
    SHORT,
    cells_of,
    estimates,
    from_memory,
    given,
    most_first,
    read_range,
    routes,
    rows_at,
    scale,
    span_of,
    stated,
)
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import is_narrow, width

CLOSED, LINE = 10.0, 12.0
"""How high the tube of a route is that is not opened, and on a phone the line over an estimate."""


@explorable(
    title="How much reaches the blood?",
    narrow=True,
    route=Choice(lambda: {"all": "All routes", **{route: labels()[route] for route in routes()}}, label="Route", cases=True),
)
def bioavailability(route: str) -> Picture:
    """Published bioavailability by route: a range, with the number of people behind each estimate."""
    return _all_routes() if route == "all" else _one_route(route)


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
        bottom=48,
        narrow=PHONE,
    )
    shown = [row for route in labels() if route != "vein" for row in drawn(estimates(route))]
    keys(figure, shown, shaded=True)
    scale(axes)
    order = most_first()
    placed = {route: swarm(drawn(estimates(route)), axes.get_position().width * width()) for route in order}
    places = rows_at(axes, [deep(placed[route]) for route in order], 14.0 if is_narrow() else 0.0)
    touch(axes, y=("route", {route: y for route, y in zip(order, places, strict=True) if route in routes()}))
    names = [labels()[route].replace(" (R-107)", "") for route in order]
    axes.set_yticks(places, [""] * len(order) if is_narrow() else names, fontsize=LABEL, color=light("ink"))
    for y, name, route in zip(places, names, order, strict=True):
        _route(axes, y, name, placed[route], spans[route])
    cells = tuple(cells_of(row, labels()[route]) for route in labels() for row in estimates(route))
    columns = ("Route", "Share", "People", "Who and what", "Work", "Status")
    return Picture(
        figure,
        _every_range(spans),
        "redrawn from reported numbers",
        Table("Every estimate of bioavailability", columns, cells),
        (
            marks_in_words(shown),
            (
                "Not drawn here",
                "For routes with a measured share, shares that we calculated or cite from memory appear only when you open the row.",
            ),
        ),
    )


def _every_range(spans: Mapping[str, tuple[float, float] | None]) -> str:
    """Say for each route between which shares the measurements lie, and where there are none."""
    told_spans = [f"{lowered(labels()[route])} {span_of(route)}" for route in routes() if spans[route]]
    unknown = [given(route) for route in routes() if not estimates(route)]
    return (
        "Bioavailability is the share of a dose that reaches the blood. By route, the measurements in people that we have read are: "
        f"{'; '.join(told_spans)}. {from_memory()}For {listed(unknown)}, no figure {found_on('share_under_skin')}. "
        f"By the intravenous route, it is {stated(estimates('vein')[0])} by definition."
    )


def _route(axes: Axes, y: float, name: str, placed: list[tuple[Row, float]], span: tuple[float, float] | None) -> None:
    """Draw a tube with the range of what was measured, and every estimate; on a phone the name stands over it."""
    high, certain = deep(placed), name == labels()["vein"]
    draw_tube(axes, y, high, span)
    for row, up in placed:
        draw_estimate(axes, y + up, row)
        if row["mark"] == "recalled":
            label(axes, (ends(row) or (0.0,))[0], y + up, MARKS["recalled"].partition(",")[0], "quiet", (-8, 0), ha="right", fontsize=NOTE)
    line = y - high / 2 - 6.5 if is_narrow() else y
    if is_narrow():
        heading(axes, line, name, fontweight="normal")
    if span or certain:
        words = span_words(span) if span else "all, by definition"
        label(axes, 1, line, words, "blue", (-4, 0), ha="right", fontweight="bold")
    elif not placed:
        label(axes, 0.5, y, told("share_under_skin"), "quiet", ha="center", fontstyle="italic")


def _one_route(route: str) -> Picture:
    """Open the row of one route, estimate by estimate, among those of all the others."""
    info = next(row for row in rows_of("route_descriptions") if row["route"] == route)
    rows, found = estimates(route), read_range(route)
    told_share = f"{span_of(route)} measured" if found else "we have read no measurement" if rows else "no figure was found"
    title = f"{SHORT.get(route, labels()[route])}: {told_share}"
    subtitle = "Share of the dose that reaches the blood unchanged"
    figure, axes = chart(HEIGHT, title, subtitle, left=192, top=70, bottom=48, narrow=PHONE)
    keys(figure, rows)
    scale(axes)
    axes.set_yticks([])
    order, lines = most_first(), max(1, len(rows))
    above = LINE if is_narrow() else 3.0
    opened = 17.0 + lines * (TUBE + above)
    places = dict(zip(order, rows_at(axes, [opened if each == route else CLOSED for each in order], 4.0), strict=True))
    for each in order:
        if each != route:
            _closed(axes, places[each], each)
    _opened(axes, places[route] - opened / 2, route, above)
    _touched(axes, places, route)
    words = f"{labels()[route]}: our list has {counted(len(rows), 'estimate') if rows else 'no estimate'}. {info['description']} "
    words += (
        f"In the works that we have read, the measured share is {span_of(route)}."
        if found
        else "We have not read any study that measured the share."
    )
    cells = tuple(cells_of(row, row["note"] or "no remark") for row in rows)
    columns = ("Remark", "Share", "People", "Who and what", "Work", "Status")
    table = Table(f"Estimates: {labels()[route]}", columns, cells) if rows else None
    return Picture(figure, words, "redrawn from reported numbers", table, (marks_in_words(rows),) if rows else ())


def _touched(axes: Axes, places: dict[str, float], route: str) -> None:
    """Let other rows open their route, and the open one close again."""
    for side in (-1, 1):
        rows = {each: y for each, y in places.items() if each in routes() and side * (y - places[route]) > 0}
        if rows:
            touch(axes, y=("route", rows))
    touch(axes, y=("route", {"all": places[route]}))


def _closed(axes: Axes, y: float, route: str) -> None:
    """Draw the row of a route that is not opened: pale, with the range of what was measured."""
    found = read_range(route)
    draw_tube(axes, y, CLOSED, None if is_narrow() else found)  # on a phone the name stands in the tube
    name = labels()[route].replace(" (R-107)", "")
    label(axes, 0, y, name, "quiet", (4, 0) if is_narrow() else (-6, 0), ha="left" if is_narrow() else "right", fontsize=NOTE)
    otherwise = "by definition" if route == "vein" else MARKS["recalled"].partition(",")[0] if estimates(route) else "none found"
    words = span_words(found) if found else otherwise
    label(axes, 1, y, words, "quiet", (-4, 0), ha="right", fontsize=NOTE)


def _opened(axes: Axes, top: float, route: str, above: float) -> None:
    """Draw the row of a route that is opened: its name, and under it a tube for each estimate."""
    rows, found = estimates(route), read_range(route)
    heading(axes, top + 9, SHORT.get(route, labels()[route]) if is_narrow() else labels()[route], color=light("violet"))
    if found:
        label(axes, 1, top + 9, span_words(found), "violet", (-4, 0), ha="right", fontweight="bold")
    for number, row in enumerate(rows):
        y = top + 17 + number * (TUBE + above) + above + TUBE / 2
        _whose(axes, y, row)
        _estimate(axes, y, row)
    if not rows:
        y = top + 17 + above + TUBE / 2
        draw_tube(axes, y, TUBE, None)
        words = told("share_under_skin") if is_narrow() else f"in people: {told('share_under_skin')}"
        label(axes, 0.5, y, words, "quiet", ha="center", fontstyle="italic")


def _whose(axes: Axes, y: float, row: Row) -> None:
    """Write beside an estimate whose it is and from how many people; on a phone over it, of a long name only the beginning."""
    name = re.sub(r" \([^)]*\)", "", work(row["ref"]).short) if row["ref"] else "no source cited"
    words = f"{name}, {row['n']} people" if row["n"] else name
    if is_narrow():
        heading(axes, y - TUBE / 2 - 6, wrapped(words, int((width() - 2 * MARGIN) / (NOTE * CHARACTER)))[0], NOTE, fontweight="normal")
    else:
        label(axes, 0, y, words, "ink", (-6, 0), ha="right", fontsize=NOTE)


def _estimate(axes: Axes, y: float, row: Row) -> None:
    """Draw one estimate with its interval and its share, in a tube of its own."""
    draw_tube(axes, y, TUBE, ends(row) if row["mark"] == "seen" and measured(row) else None)
    stated_ends = ends(row) or (0.0, 0.0)
    last, colour = stated_ends[1], kind_and_colour(row)[1]
    if present(row["value"]) and present(row["low"]):
        span(axes, y, row["low"], row["high"], colour)
        last = row["high"]
    draw_estimate(axes, y, row)
    left = last > 0.85
    shift = (-1 if left else 1) * (SIZE / 2 + 5)
    label(axes, last, y, span_words(stated_ends), colour, (shift, 0), ha="right" if left else "left", fontweight="bold")
