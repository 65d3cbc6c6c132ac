"""Doses of published trials as amounts: which arms have one, and which amount fills a vial."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ketamine_course.models.dose_response import Reading, reading, reading_labels

DOSE = re.compile(r"(.+) ([\d.]+) (mg(?:/kg)?)")
"""The name of an arm whose dose has a place on a scale: drug, number and unit."""


def doses_of(shown: Reading) -> list[re.Match[str]]:
    """Return the doses of the arms where all are amounts of one drug in one unit; nothing where they are bands or several drugs."""
    found = [match for arm in shown.arms if (match := DOSE.fullmatch(arm.label))]
    alike = len({(match[1], match[3]) for match in found}) == 1 and len(found) == len(shown.arms)
    return found if alike else []


def fullest(shown: Reading, amounts: Sequence[float]) -> float:
    """Return the amount that fills a vial: the largest of that drug in any trial, so that the same amount looks the same in all."""
    kinds = {(dose[1], dose[3]) for dose in doses_of(shown)}
    found = [dose for trial in reading_labels() for dose in doses_of(reading(trial)) if (dose[1], dose[3]) in kinds]
    return max([*amounts, *(float(dose[2]) for dose in found)])
