"""Two tanks: the teaching model as vessels whose levels move, with every number, its source and its status."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._drawing import arrow, band, sheet, titled, write, write_lines
from ketamine_course.pictures._facts import Row, named, rows_of
from ketamine_course.pictures.route_dose_rate._common import present
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

IDEAS = {
    "V1": "Central tank (volume)",
    "V2": "Outer tank (volume)",
    "Q": "Exchange",
    "CL": "Clearance",
}
MINUTES = (0, 10, 20, 40, 60, 120, 240, 480)
TOP, DEEP = 104.0, 140.0
"""Where the tanks begin, and how deep they are at the highest level."""
LEFT, GONE, PIPE = 14.0, {True: 26.0, False: 46.0}, 14.0
"""Where it is told what is cleared, how wide that place is on a phone and elsewhere, and how high over the ground pipes lie."""


def times() -> dict[str, str]:
    """Return the minutes to choose from, the end of the standard infusion among them."""
    at = sorted({*MINUTES, pk.standard_minutes()})
    return {str(minutes): f"{minutes} minutes" if minutes < 60 else f"{minutes // 60} hour{'s' if minutes > 60 else ''}" for minutes in at}


class Levels(NamedTuple):
    """Levels of both tanks as shares of the highest one in the central tank, and the share of the drug that is cleared."""

    central: float
    outer: float
    cleared: float


@cache
def levels(minutes: int) -> Levels:
    """Return what the teaching model says some minutes after the standard infusion has begun."""
    person, dose = pk.typical(), pk.standard_infusion()
    found = [
        [float(level) for level in draw(person, [dose], [minutes / 60, dose.infusion_h])[0]]
        for draw in (pk.levels_ng_per_ml, pk.outer_levels_ng_per_ml)
    ]
    inside = (found[0][0] * person.central_volume_l[0] + found[1][0] * person.outer_volume_l[0]) / 1000
    given = dose.amount_mg * min(1.0, minutes / 60 / dose.infusion_h)
    return Levels(found[0][0] / found[0][1], found[1][0] / found[0][1], float(given - inside) / dose.amount_mg)


def _parameters() -> list[Row]:
    return [row for row in rows_of("pk_parameters") if row["model"] == "teaching"]


@explorable(
    title="The teaching model: two tanks",
    narrow=True,
    sample={"time": "40"},
    time=Slider(times, label="After the infusion has begun", default="20", plays=True),
    show=Choice({"idea": "The idea", "numbers": "The numbers"}, label="Show"),
)
def two_tanks(time: str, show: str) -> Picture:
    """The two-compartment model as vessels that fill and empty, as an idea or with its numbers and where they come from."""
    values = {row["parameter"]: row for row in _parameters()}
    now = levels(int(time))
    figure, axes = sheet(364 if is_narrow() else 330)
    lower = titled(axes, _title(int(time), now), 13, 20)
    write_lines(axes, 14, 38 + lower, "Level as a share of its highest value; widths show volumes", width() - 28, 9.5, "quiet")
    top = TOP + (22 if is_narrow() else 0)
    first, second = _places(values)
    _pump(axes, first, top, int(time))
    for (left, wide), name, level in ((first, "V1", now.central), (second, "V2", now.outer)):
        _tank(axes, (left, top, wide), level, "blue_ground", "blue")
        _label(axes, left + wide / 2, top + DEEP + 15, name, values[name], show)
    _gone(axes, top + DEEP, now.cleared)
    write(axes, LEFT + GONE[is_narrow()] / 2, top + DEEP + 15, "Cleared", 9.5, ha="center", fontweight="bold")
    _flows(axes, first, second, top, now)
    for x, name in (((LEFT + GONE[is_narrow()] + first[0]) / 2, "CL"), ((sum(first) + second[0]) / 2, "Q")):
        _pipe_label(axes, x, top + DEEP - PIPE, name, values[name], show)
    text = "A model of a drug in the body, not a picture of the body."
    write_lines(axes, 14, top + DEEP + (60 if is_narrow() else 56), text, width() - 28, 8.5, "quiet")
    return Picture(figure, _words(time, show, values, now), "conceptual", _table())


def _places(values: dict[str, Row]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return left edge and width of both tanks, as wide as their volumes ask."""
    start, gap = (94.0, 50.0) if is_narrow() else (124.0, 66.0)
    unit = (width() - 14 - start - gap) / (values["V1"]["value"] + values["V2"]["value"])
    first = unit * values["V1"]["value"]
    return (start, first), (start + first + gap, unit * values["V2"]["value"])


def _title(minutes: int, now: Levels) -> str:
    stops = pk.standard_minutes()
    if minutes == 0:
        return "Two tanks, still empty"
    if minutes < stops:
        return "The central tank fills, and the outer one follows"
    if minutes == stops:
        return "The pump stops: the central level is highest"
    if now.outer < now.central:
        return "The outer tank is still filling, the central one emptying"
    return "Now drug flows back from the outer tank"


def _pump(axes: Axes, first: tuple[float, float], top: float, minutes: int) -> None:
    middle = first[0] + first[1] / 2
    running = minutes < pk.standard_minutes()
    at: dict[str, Any] = {"x": middle + 8, "y": top - 18} if is_narrow() else {"x": middle, "y": top - 40, "ha": "center"}
    write(axes, text="Pump runs" if running else "Pump is off", colour="ink" if running else "quiet", **at)
    if running:
        arrow(axes, (middle, top - 30), (middle, top - 4), linewidth=2.6)


def _tank(axes: Axes, place: tuple[float, float, float], level: float, fill: str, colour: str) -> None:
    """Draw a vessel with its level, and the level in percent on it; its rim stands over the highest level, which is dashed."""
    left, top, wide = place
    surface = top + DEEP * (1 - level)
    band(axes, left, surface, wide, DEEP * level + 0.01, fill)
    axes.plot([left, left + wide], [top, top], color=light("line"), linewidth=0.8, linestyle="dashed", zorder=0.5)
    axes.plot([left, left + wide], [surface, surface], color=light(colour), linewidth=2)
    rim = [left, left, left + wide, left + wide], [top - 8, top + DEEP, top + DEEP, top - 8]
    axes.plot(*rim, color=light("ink"), linewidth=1.6)
    number = surface - 9 if level < 0.85 else surface + 12
    write(axes, left + wide / 2, number, percent(level), 9.5, colour, ha="center", fontweight="bold")


def _gone(axes: Axes, ground: float, cleared: float) -> None:
    """Draw where the pipe of clearance ends as a vessel that would hold the whole dose, with how much of it has left."""
    wide, high = GONE[is_narrow()], 0.6 * DEEP
    band(axes, LEFT, ground - high * cleared, wide, high * cleared + 0.01, "faint")
    rim = [LEFT, LEFT, LEFT + wide, LEFT + wide], [ground - high, ground, ground, ground - high]
    axes.plot(*rim, color=light("line"), linewidth=1.4)
    write(axes, LEFT + wide / 2, ground - high - 23, percent(cleared), 13, ha="center", fontweight="bold")
    write(axes, LEFT + wide / 2, ground - high - 9, "of dose", 8.5, "quiet", ha="center")


def _flows(axes: Axes, first: tuple[float, float], second: tuple[float, float], top: float, now: Levels) -> None:
    """Draw pipes, and in them exchange and clearance as arrows, the thicker the more flows: between the tanks the stronger way."""
    y, half = top + DEEP - PIPE, 6.0
    pipes = ((LEFT + GONE[is_narrow()], first[0]), (sum(first), second[0]))
    for left, right in pipes:
        place, fill = ((left - 1, y - half), right - left + 2, 2 * half), light("blue_ground" if now.central else "paper")
        axes.add_patch(Rectangle(*place, facecolor=fill, edgecolor="none", zorder=2.1))
        for side in (-half, half):
            axes.plot([left, right], [y + side, y + side], color=light("ink"), linewidth=1.2, zorder=2.2)
    if now.central:
        start, end = pipes[1] if now.central >= now.outer else pipes[1][::-1]
        arrow(axes, (start, y), (end, y), linewidth=1.2 + 4 * abs(now.central - now.outer), zorder=3)
        arrow(axes, (first[0], y), (pipes[0][0], y), linewidth=1.2 + 2 * now.central, zorder=3)


def _number(row: Row) -> tuple[str, str]:
    """Return a number of the model with its unit, and whether it was read or assumed."""
    return f"{row['value']:g} {row['unit']}", "read" if row["mark"] == "seen" else "assumed"


def _label(axes: Axes, x: float, y: float, name: str, row: Row, show: str) -> None:
    """Write under a tank what it is and, where numbers are shown, its volume."""
    write(axes, x, y, IDEAS[name].replace(" (volume)", "") if is_narrow() else IDEAS[name], 9.5, ha="center", fontweight="bold")
    if show == "numbers":
        for at, text in enumerate(_number(row) if is_narrow() else (", ".join(_number(row)),)):
            write(axes, x, y + 13 + 12 * at, text, 8.5, "quiet", ha="center")


def _pipe_label(axes: Axes, x: float, y: float, name: str, row: Row, show: str) -> None:
    """Write over a pipe what flows in it and, where numbers are shown, how much."""
    lines = [IDEAS[name], *(_number(row) if show == "numbers" else ())]
    place = y - 15 - 12 * (len(lines) - 1)
    for at, text in enumerate(lines):
        bold = {"fontweight": "bold"} if not at else {}
        write(axes, x, place + 12 * at, text, 8.5 if at or is_narrow() else 9.5, "quiet" if at else "ink", ha="center", **bold)


def _words(time: str, show: str, values: dict[str, Row], now: Levels) -> str:
    way = "from the central to the outer tank" if now.central >= now.outer else "back from the outer tank"
    state = (
        "both tanks are empty, and the pump begins to run"
        if time == "0"
        else f"the level in the central tank is {percent(now.central)} of its highest value, and that in the outer tank is "
        f"{percent(now.outer)}. "
        f"Drug flows {way}, and {percent(now.cleared)} of the dose has been cleared"
    )
    when = "At the start" if time == "0" else f"After {times()[time]}"
    text = f"The standard infusion runs into a model of two tanks. {when}, {state}."
    if show == "idea":
        return f"{text} Drug enters the central tank, moves to and from the outer one, and is cleared from the central one."
    parts = [f"{IDEAS[name].lower()} {values[name]['value']:g} {values[name]['unit']} ({MARKS[values[name]['mark']]})" for name in IDEAS]
    return f"{text} For a person weighing {pk.reference_weight_kg():g} kg, the numbers are: {'; '.join(parts)}."


def _table() -> Table:
    cells = []
    for row in _parameters():
        basis = work(row["ref"]).short if row["ref"] else "no source"
        between = next((f"{label} {row[column]:g}" for column, label in _SPREADS.items() if present(row[column])), "none")
        number = f"{row['value']:g} {row['unit']}"
        cells.append((f"{row['meaning']}{_of(row)}", number, f"{basis} ({MARKS[row['mark']]})", named(row["mark_note"]), between))
    columns = ("Part", "Value", "From", "How it was chosen", "Spread between people")
    return Table("Every number of the teaching model", columns, tuple(cells))


_SPREADS = {"between_people_omega2": "variance of the logarithm", "between_people_cv": "coefficient of variation"}


def _of(row: Row) -> str:
    """Return the case that a parameter belongs to, from its name: ``F_nose_high`` is for the optimistic case of the nose."""
    case = row["parameter"].partition("_")[2].replace("_high", ", optimistic case").replace("_low", ", pessimistic case").replace("_", " ")
    return f", {case}" if row["route"] else ""
