"""Bioavailability: what share of a dose reached the blood, estimate by estimate, route by route."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import (
    CHARACTER_WIDTH,
    LINE_HEIGHT,
    counted,
    legend,
    listed,
    lowered,
    rule,
    sheet,
    symbol,
    write,
    write_lines,
)
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._common import STATUS_SYMBOLS, Plot, ends, labels, line, percent, present
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, wrapped

ROW = 34.0
SMALL, MIDDLE = 3, 20
"""Up to so many people an estimate has a small symbol, and a middle one."""
TICKS = {0.0: "0%", 0.25: "25%", 0.5: "50%", 0.75: "75%", 1.0: "100%"}


def routes() -> list[str]:
    """Return the routes whose bioavailability is a question."""
    return [route for route in labels() if route != "vein"]


def estimates(route: str) -> list[Row]:
    """Return the stated bioavailabilities of a route."""
    return [row for row in rows_of("routes") if (row["route"], row["quantity"]) == (route, "bioavailability") and ends(row)]


def measured(row: Row) -> bool:
    """Say whether a row comes from people who were measured; otherwise somebody states it."""
    return bool(row["n"])


def read_range(route: str) -> tuple[float, float] | None:
    """Return the lowest and the highest estimate that was measured and read in the work; None where there is none."""
    found = [end for row in estimates(route) if row["mark"] == "seen" and measured(row) for end in ends(row) or ()]
    return (min(found), max(found)) if found else None


@explorable(
    title="How much reaches the blood?",
    route=Choice(lambda: {"all": "All routes", **{route: labels()[route] for route in routes()}}, label="Show"),
)
def bioavailability(route: str) -> Picture:
    """Published bioavailability by route: a range, with the number of people behind each estimate."""
    return _all_routes() if route == "all" else _one_route(route)


def lane(row: Row) -> float:
    """Return how far from the middle of its route a symbol lies, so that no symbol hides another of a different kind."""
    if row["mark"] == "assumption" or (row["mark"] == "seen" and measured(row)):
        return 0.0
    return -9.0 if row["mark"] in ("seen", "recalled") else 9.0


def _dot(axes: Axes, plot: Plot, y: float, row: Row) -> None:
    kind, colour = STATUS_SYMBOLS[row["mark"]]
    if row["mark"] == "seen" and not measured(row):
        kind = "open"
    low, high = ends(row) or (0.0, 0.0)
    if high > low:
        line(axes, plot.x(low), plot.x(high), y, colour)
    place = plot.x((low + high) / 2)
    if kind == "full":
        symbol(axes, place, y, kind, "paper", _size(row) + 2.5)  # a rim, so that a small symbol shows on a large one
    symbol(axes, place, y, kind, colour, _size(row))


def _size(row: Row) -> float:
    """Return the size of a symbol: small, middle or large, and middle where their number is not given."""
    people = _people(row) or MIDDLE
    return 5.0 if people <= SMALL else 7.5 if people <= MIDDLE else 10.0


def _people(row: Row) -> int:
    """Return the number of people behind an estimate, the larger one of a range; 0 where it is not given."""
    return int(str(row["n"]).rsplit("-", 1)[-1]) if row["n"] else 0


def _legend(axes: Axes, y: float) -> None:
    words = {"seen": "measured, read in the work", "second_hand": MARKS["second_hand"], "recalled": MARKS["recalled"]}
    legend(axes, y, [(*STATUS_SYMBOLS["seen"], words["seen"]), ("open", "blue", "stated there, not measured")])
    legend(axes, y + 15, [(*STATUS_SYMBOLS[status], words[status]) for status in ("second_hand", "recalled")])
    legend(axes, y + 30, [(*STATUS_SYMBOLS["derived"], MARKS["derived"]), (*STATUS_SYMBOLS["assumption"], "by definition")])


def _all_routes() -> Picture:
    figure, axes = sheet(66 + ROW * len(labels()) + 90)
    plot = Plot(200, 440, 36, 40 + ROW * len(labels()), (0, 1))
    plot.x_ticks(axes, TICKS)
    write(axes, 14, 16, "Share of the dose that reaches the blood unchanged", 10, fontweight="bold")
    for number, route in enumerate(labels()):
        y = 38.0 + ROW * (number + 0.5)
        rule(axes, y + ROW / 2)
        write_lines(axes, 14, y, labels()[route].replace(" (R-107)", ""), 172, 8.8)
        rows = estimates(route)
        for row in sorted(rows, key=_size, reverse=True):
            _dot(axes, plot, y + lane(row), row)
        if not rows:
            write(axes, plot.x(0.5), y, "not known to us", 8.8, "quiet", ha="center", fontstyle="italic")
    _legend(axes, plot.bottom + 28)
    most = max(_people(row) for route in routes() for row in estimates(route))
    write(axes, 14, plot.bottom + 73, f"Size of a mark: up to {SMALL}, up to {MIDDLE}, or {most} people.", 8.5, "quiet")
    write(axes, 14, plot.bottom + 87, "In a row: stated or from memory above, measured in the middle, the rest below.", 8.5, "quiet")
    spans = [f"{lowered(labels()[route])} {_span(route)}" for route in routes() if read_range(route)]
    unknown = [lowered(labels()[route]) for route in routes() if not estimates(route)]
    description = (
        f"Bioavailability, the share of a dose that reaches the blood. Measured in people and read in the work: {listed(spans)}. "
        f"{_from_memory()}Not known to us: {listed(unknown)}. Into a vein it is {_stated(estimates('vein')[0])} by definition."
    )
    cells = tuple(_cells(row, labels()[route]) for route in labels() for row in estimates(route))
    columns = ("Route", "Share", "People", "Who and what", "Work", "Status")
    return Picture(figure, description, "redrawn from reported numbers", Table("Every estimate of bioavailability", columns, cells))


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


def drug(row: Row) -> str:
    """Return the form of the drug; S-ketamine is another name of esketamine."""
    return "esketamine (S-ketamine)" if row["drug"] == "S-ketamine" else str(row["drug"])


def _who(row: Row) -> str:
    return ", ".join(part for part in (drug(row), row["population"]) if part)


def _cells(row: Row, first: str) -> tuple[str, ...]:
    source = work(row["ref"]).short if row["ref"] else "none"
    return first, _stated(row), row["n"] or "not given", _who(row), source, MARKS[row["mark"]]


def _one_route(route: str) -> Picture:
    info = next(row for row in rows_of("route_descriptions") if row["route"] == route)
    rows = estimates(route)
    lines = len(wrapped(info["description"], int(425 / (9.2 * CHARACTER_WIDTH))))
    figure, axes = sheet(72 + 9.2 * LINE_HEIGHT * lines + (31 * len(rows) + 68 if rows else 24))
    write(axes, 14, 18, labels()[route], 11, fontweight="bold")
    y = write_lines(axes, 14, 38, info["description"], 425, 9.2) + 14
    plot = Plot(250, 440, y - 8, y + 31 * max(1, len(rows)) - 8, (0, 1))
    if rows:
        plot.x_ticks(axes, TICKS)
    for row in rows:
        people = f"{row['n']} people" if row["n"] else "people not given"
        write(axes, 14, y, work(row["ref"]).short if row["ref"] else "no work named", 9)
        write(axes, 14, y + 12, f"{people}; {drug(row)}", 8.3, "quiet")
        _dot(axes, plot, y + 4, row)
        y += 31
    if not rows:
        write(axes, 14, y, "Share in people: not known to us.", 9.5, fontstyle="italic")
    else:
        _legend(axes, plot.bottom + 28)
    span = read_range(route)
    words = f"{labels()[route]}: {counted(len(rows), 'stated share')}. {info['description']} "
    words += f"Measured and read in the work: {_span(route)}." if span else "No measured share has been read in a work."
    cells = tuple(_cells(row, row["note"] or "no remark") for row in rows)
    columns = ("Remark", "Share", "People", "Who and what", "Work", "Status")
    return Picture(figure, words, "redrawn from reported numbers", Table(f"Estimates: {labels()[route]}", columns, cells) if rows else None)
