"""Animals and people side by side."""

from __future__ import annotations

from ketamine_course.pictures._drawing import box, end_at, lines_high, sheet, titled, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

SHOWN = {"animals": "Animals only", "people": "Animals and people"}
PARTS = {"animals": ("In animals", "green"), "people": ("In people", "blue"), "why": ("Why might they differ?", "quiet")}


def contrasts() -> dict[str, str]:
    """Return the ideas by name."""
    return {row["contrast"]: row["label"] for row in rows_of("species_contrasts")}


@explorable(
    title="The same idea in animals and in people",
    narrow=True,
    sample={"upto": "people"},
    contrast=Choice(contrasts, label="Idea"),
    upto=Choice(SHOWN, label="Show"),
)
def two_species(contrast: str, upto: str) -> Picture:
    """One idea as it was tested in animals, and then in people."""
    rows = [row for row in rows_of("species_contrasts") if row["contrast"] == contrast and (upto == "people" or row["part"] == "animals")]
    figure, axes = sheet(286)
    top, across = 34 + titled(axes, contrasts()[contrast], 11, 17), width() - 46
    for row in rows:
        heading, colour = PARTS[row["part"]]
        height = 71.0 if not is_narrow() else 34 + lines_high(row["finding"], across, 9.5) + lines_high(_basis(row), across, 8.5)
        fill, edge = ("panel", "line") if row["part"] == "why" else (f"{colour}_ground", colour)
        box(axes, 14, top, width() - 28, height, fill, edge)
        write(axes, 24, top + 12, heading, 9.5, colour, fontweight="bold")
        y = write_lines(axes, 24, top + 25.5, row["finding"], across, 9.5)
        write_lines(axes, 24, y, _basis(row), across, 8.5, "quiet")
        top += height + 8
    if upto == "animals":
        top = write_lines(axes, 24, top + 17, "What would you expect in people? Decide before you look.", across, 10)
    if is_narrow():
        end_at(figure, axes, top + 24)
    parts = " ".join(f"{PARTS[row['part']][0].rstrip('?')}: {row['finding']}{_told(row)}" for row in rows)
    covered = " The result in people is still covered." if upto == "animals" else ""
    table = Table(
        contrasts()[contrast],
        ("Where", "What was found", "Works and status"),
        tuple((PARTS[r["part"]][0], r["finding"], _basis(r)) for r in rows),
    )
    return Picture(figure, f"{contrasts()[contrast]}. {parts}{covered}", "conceptual", table)


def _basis(row: Row) -> str:
    works = cited(row["refs"])
    return f"{works} ({MARKS[row['mark']]})" if works else f"({MARKS[row['mark']]})"


def _told(row: Row) -> str:
    return "" if row["part"] == "why" else f" ({cited(row['refs'])}.)" if row["mark"] == "seen" else status_note(row["mark"])
