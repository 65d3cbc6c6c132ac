"""What the pictures of notebook 04 share: names for people in texts of the tables, and the works that the pictures rest on."""

from __future__ import annotations

import re

from ketamine_course.pictures import _facts
from ketamine_course.pictures._facts import rows_of

STUDIES = 300
"""Simulated trials behind each picture of many trials."""
TRIALS = ("lii2023", "popova2019", "daly2019", "anand2023", "glue2024")


def named(text: str) -> str:
    """Return a text of the tables with names for people in place of the keys of works and factors."""
    labels = {row["factor"]: f"see {row['label']}" for row in rows_of("factors") if "_" in row["factor"]}
    return re.sub(r"\b[a-z]+_[a-z_]+\b", lambda key: labels.get(key[0], key[0]), _facts.named(text))


def works() -> set[str]:
    """Return the keys of all works that the pictures of this notebook rest on."""
    keys = {row["ref"] for table in ("factor_evidence", "blinding_numbers", "published_arm_values") for row in rows_of(table)}
    keys |= {row["ref"] for table in ("trial_results", "trial_arms", "trial_counts") for row in rows_of(table) if row["trial"] in TRIALS}
    keys |= {row["ref"] for row in rows_of("meta_results") if row["meta"] in ("an2021", "kishimoto2016", "price2022ipd")}
    lists = ("variance_ratios", "simulation_defaults", "simulation_ideas", "spread")
    return {key for key in keys if key} | {key for table in lists for row in rows_of(table) for key in row["refs"]}
