"""What the pictures of notebook 02 share: accounts, experiments, and the words and symbols for predictions and fits."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._scene import stage_works
from ketamine_course.references import MARKS


@cache
def experiments() -> dict[str, Row]:
    """Return the experiments by name."""
    return {row["experiment"]: row for row in rows_of("experiments")}


class Fit(NamedTuple):
    """How a verdict is shown: symbol, colour, and its name."""

    symbol: str
    colour: str
    name: str


FITS = {
    "yes": Fit("read", "holds", "fits"),
    "partly": Fit("half", "holds_in_part", "fits in part"),
    "no": Fit("against", "contradicted", "counts against"),
    "silent": Fit("nothing", "quiet", "silent"),
}
PREDICTIONS = {
    "abolish": "the effect is gone",
    "reduce": "the effect is smaller",
    "share": "some of the effect may be lost",
    "no_change": "nothing changes",
    "mimic": "it acts like ketamine",
    "no_mimic": "it does not act like ketamine",
    "rise": "it goes up",
    "fall": "it goes down",
    "silent": "says nothing",
}
RESULTS = {
    "abolished": "the effect was gone",
    "reduced": "the effect was smaller than before",
    "unchanged": "no change was seen",
    "prolonged": "the effect lasted longer",
    "mimicked": "it acted like ketamine",
    "not_mimicked": "no action like ketamine's was seen",
    "mimicked_and_occluded": "it acted like ketamine, and ketamine added nothing",
    "rise": "it went up",
    "fall_then_rise": "one fell, then the other rose",
    "inverse_association": "more of it went with less improvement",
    "no_clear_difference": "no clear difference was seen",
}
SPECIES = {"human": "people", "mouse": "mice", "rat": "rats", "rodent": "rodents", "monkey": "monkeys", "cell": "cells in a dish"}

PUBLISHED_GAPS = {
    "lii2023_difference": "Hidden by anaesthesia",
    "jelovac2025_difference": "Midazolam, up to 8 infusions",
    "murrough2013_difference": "Midazolam, one infusion",
}
"""Results of trials beside which the gap from belief is shown, with their short names."""


def species_words(row: Row) -> str:
    """Return who or what was studied."""
    return listed([SPECIES[each] for each in row["species"]])


def clauses(parts: list[str]) -> str:
    """Join parts of a sentence that have lists in them."""
    if len(parts) < 3:
        return ", and ".join(parts)
    return "; and ".join(["; ".join(parts[:-1]), parts[-1]])


def status_words(row: Row) -> str:
    """Return a status for the middle of a picture, with who told it where it is second-hand."""
    return MARKS[row["mark"]]


@cache
def verdicts() -> dict[tuple[str, str], tuple[str, str]]:
    """Return prediction and fit for every experiment and account."""
    found = cascade.evaluate(*(cascade.account(name) for name in cascade.account_names()))
    return {(each.experiment, each.account): (each.predicts, each.fit) for each in found}


def works() -> set[str]:
    """Return the keys of all works that the pictures of this notebook rest on."""
    keys = {key for row in rows_of("hypotheses") for column in ("support_refs", "challenge_refs") for key in row[column]}
    keys |= {key for row in rows_of("experiments") for column in ("refs", "told_by") for key in row[column]}
    keys |= {key for row in rows_of("species_contrasts") for column in ("refs", "told_by") for key in row[column]}
    keys |= {row["ref"] for row in rows_of("trial_results") if row["result"] in PUBLISHED_GAPS}
    return keys | stage_works() | {key for row in rows_of("drug_profiles") for key in row["refs"]}
