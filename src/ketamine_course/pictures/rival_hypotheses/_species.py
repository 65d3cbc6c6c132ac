"""Animals and people side by side."""

from __future__ import annotations

from ketamine_course.pictures._drawing import box, sheet, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.references import MARKS
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

SHOWN = {"animals": "Animals only", "people": "Animals and people"}
PARTS = {"animals": ("In animals", "green"), "people": ("In people", "blue"), "why": ("Why might they differ?", "quiet")}


def contrasts() -> dict[str, str]:
    """Return the ideas by name."""
    return {row["contrast"]: row["label"] for row in rows_of("species_contrasts")}


@explorable(
    title="The same idea in animals and in people",
    sample={"upto": "people"},
    contrast=Choice(contrasts, label="Idea"),
    upto=Choice(SHOWN, label="Show"),
)
def two_species(contrast: str, upto: str) -> Picture:
    """One idea as it was tested in animals, and then in people."""
    rows = [row for row in rows_of("species_contrasts") if row["contrast"] == contrast and (upto == "people" or row["part"] == "animals")]
    figure, axes = sheet(286)
    write(axes, 14, 17, contrasts()[contrast], 11, fontweight="bold")
    for number, row in enumerate(rows):
        top = 34 + number * 79
        heading, colour = PARTS[row["part"]]
        box(axes, 14, top, 432, 71, "panel" if row["part"] == "why" else f"{colour}_ground", "line" if row["part"] == "why" else colour)
        write(axes, 24, top + 12, heading, 9.5, colour, fontweight="bold")
        y = write_lines(axes, 24, top + 25.5, row["finding"], 414, 9.5)
        write(axes, 24, y, _basis(row), 8.2, "quiet")
    if upto == "animals":
        write(axes, 24, 130, "What would you expect in people? Decide before you look.", 10)
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
