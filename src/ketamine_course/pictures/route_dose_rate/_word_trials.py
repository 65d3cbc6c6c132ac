"""The controlled trials whose amounts stand under the uses of the word micro."""

from __future__ import annotations

from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._common import present
from ketamine_course.references import work


def trials() -> list[Row]:
    """Return the controlled arms with one amount by vein."""
    return [
        row for row in rows_of("low_dose_evidence") if row["route"] == "vein" and present(row["dose_mg_per_kg"]) and row["mark"] == "seen"
    ]


def relative(row: Row) -> float:
    """Return the amount of an arm, that of the standard infusion being 1."""
    standard = next(row for row in rows_of("pk_outputs") if row["output"] == "dose_0_5")["dose_mg_per_kg"]
    return float(row["dose_mg_per_kg"] / standard)


def trial_names() -> dict[str, str]:
    """Return the trials whose amounts stand under the scale, by work."""
    other = {row["ref"] for row in trials() if "PTSD" in row["population"]}
    return {name: work(name).short + (" (PTSD)" if name in other else "") for name in dict.fromkeys(row["ref"] for row in trials())}


def trial_refs() -> set[str]:
    """Return the trials whose groups stand under the scale."""
    return {row["ref"] for row in trials()}
