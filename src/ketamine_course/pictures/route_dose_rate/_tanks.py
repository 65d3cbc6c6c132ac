"""Two tanks: the teaching model as a drawing, with every number, its source and its status."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.pictures._drawing import arrow, box, sheet, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._common import present
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

IDEAS = {
    "V1": "Central tank (volume)",
    "V2": "Outer tank (volume)",
    "Q": "Exchange",
    "CL": "Clearance",
}

COMES_IN = "Drug enters by pump or slow uptake"


def _parameters() -> list[Row]:
    return [row for row in rows_of("pk_parameters") if row["model"] == "teaching"]


@explorable(
    title="The teaching model: two tanks",
    narrow=True,
    show=Choice({"idea": "The idea", "numbers": "The numbers"}, label="Show"),
)
def two_tanks(show: str) -> Picture:
    """The two-compartment model, as an idea or with its numbers and where they come from."""
    values = {row["parameter"]: row for row in _parameters()}
    figure, axes = sheet(392 if is_narrow() else 238)
    titled(axes, "A model of drug in the body, not a picture of the body", 10, 16)
    (_column if is_narrow() else _row)(axes, values, show)
    text = (
        "We follow the level in the central tank. What is cleared is gone."
        if show == "idea"
        else "Clearance and total volume: read. How the volume is split, and the exchange: assumed."
    )
    write_lines(axes, 14, 344 if is_narrow() else 208, text, width() - 30, 9, "quiet")
    return Picture(figure, _words(show, values), "conceptual", _table())


def _row(axes: Axes, values: dict[str, Row], show: str) -> None:
    """Draw the tanks side by side."""
    for left, name in ((150.0, "V1"), (322.0, "V2")):
        _tank(axes, left, 64, name, values[name], show)
    _arrow(axes, (60, 103), (148, 103))
    arrow(axes, (278, 97), (320, 97))
    arrow(axes, (320, 110), (278, 110))
    _arrow(axes, (210, 144), (210, 186))
    write_lines(axes, 62, 58, COMES_IN, 96, 9, ha="center")
    _label(axes, 299, 38, "Q", values["Q"], show)
    _label(axes, 262, 160, "CL", values["CL"], show)


def _column(axes: Axes, values: dict[str, Row], show: str) -> None:
    """Draw one tank under the other, as a phone has room for them."""
    write_lines(axes, 12, 58, COMES_IN, 200, 9)
    _arrow(axes, (78, 74), (78, 98))
    for top, name in ((100.0, "V1"), (250.0, "V2")):
        _tank(axes, 15, top, name, values[name], show)
    arrow(axes, (52, 180), (52, 248))
    arrow(axes, (66, 248), (66, 180))
    _arrow(axes, (143, 139), (180, 139))
    _label(axes, 128, 208, "Q", values["Q"], show)
    _label(axes, 190, 168, "CL", values["CL"], show)


def _tank(axes: Axes, left: float, top: float, name: str, row: Row, show: str) -> None:
    box(axes, left, top, 126, 78, "blue_ground" if name == "V1" else "panel", "blue" if name == "V1" else "line", linewidth=1.6)
    _label(axes, left + 63, top + 31, name, row, show)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    arrow(axes, start, end, linewidth=2.2)


def _label(axes: Axes, x: float, y: float, name: str, row: Row, show: str) -> None:
    write(axes, x, y, IDEAS[name], 9.5, fontweight="bold", ha="center")
    if show == "numbers":
        write(
            axes, x, y + 15, f"{row['value']:g} {row['unit']}, {'read' if row['mark'] == 'seen' else 'assumed'}", 8.8, "quiet", ha="center"
        )


def _words(show: str, values: dict[str, Row]) -> str:
    text = "Drug enters a central tank, moves to and from an outer tank, and is cleared from the central one."
    if show == "idea":
        return f"{text} The level in the central tank is what the curves show."
    parts = [f"{IDEAS[name].lower()} {values[name]['value']:g} {values[name]['unit']} ({MARKS[values[name]['mark']]})" for name in IDEAS]
    return f"{text} For a person of {pk.reference_weight_kg():g} kg, the numbers are: {'; '.join(parts)}."


def _table() -> Table:
    cells = []
    for row in _parameters():
        basis = work(row["ref"]).short if row["ref"] else "no work"
        between = next((f"{label} {row[column]:g}" for column, label in _SPREADS.items() if present(row[column])), "none")
        number = f"{row['value']:g} {row['unit']}"
        cells.append((f"{row['meaning']}{_of(row)}", number, f"{basis} ({MARKS[row['mark']]})", row["mark_note"], between))
    columns = ("Part", "Value", "From", "How it was chosen", "Spread between people")
    return Table("Every number of the teaching model", columns, tuple(cells))


_SPREADS = {"between_people_omega2": "variance of the logarithm", "between_people_cv": "coefficient of variation"}


def _of(row: Row) -> str:
    """Return the case that a parameter belongs to, from its name: ``F_nose_high`` is for the hopeful case of the nose."""
    case = row["parameter"].partition("_")[2].replace("_", " ")
    return f", {case}" if row["route"] else ""
