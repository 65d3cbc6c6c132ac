"""The works that the pictures of notebook 03 rest on."""

from __future__ import annotations

from ketamine_course.models import dose_response
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures.route_dose_rate._word_trials import trial_refs


def works() -> set[str]:
    """Return the keys of all works that the pictures of this notebook rest on, and of those met in the search that its text reports."""
    keys = {row["ref"] for row in rows_of("routes") if row["quantity"] in ("bioavailability", "time to peak")}
    keys |= {row[column] for row in rows_of("pk_parameters") if row["model"] == "teaching" for column in ("ref", "between_people_ref")}
    for table in ("route_descriptions", "pk_check_points", "microdose_uses"):
        keys |= {key for row in rows_of(table) for key in row["refs"]}
    keys |= {key for row in rows_of("absences") if row["absence"] == "infusion_speed" for key in row["refs"]}
    keys |= {row["ref"] for row in rows_of("microdose_uses")} | trial_refs()
    return (keys | {dose_response.reading(name).ref for name in dose_response.reading_labels()}) - {""}
