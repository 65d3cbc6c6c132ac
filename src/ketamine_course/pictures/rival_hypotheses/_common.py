"""What the pictures of notebook 02 share: accounts, experiments, and the words and symbols for predictions and fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._scene import stage_works
from ketamine_course.references import MARKS, work


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
    "partly": Fit("half", "holds_in_part", "partly fits"),
    "no": Fit("against", "contradicted", "counts against"),
    "silent": Fit("nothing", "quiet", "silent"),
}
PREDICTIONS = {
    "abolish": "ketamine no longer works",
    "reduce": "ketamine has a smaller effect",
    "share": "some of ketamine's effect may be lost",
    "no_change": "ketamine works as before",
    "mimic": "the intervention acts like ketamine",
    "no_mimic": "the intervention does not act like ketamine",
    "rise": "{} increases",
    "fall": "{} decreases",
    "silent": "no prediction",
}
RESULTS = {
    "abolished": "ketamine no longer had an effect",
    "reduced": "ketamine had a smaller effect",
    "unchanged": "ketamine worked as before",
    "prolonged": "the effect lasted longer",
    "mimicked": "the intervention acted like ketamine",
    "not_mimicked": "the intervention did not act like ketamine",
    "mimicked_and_occluded": "the intervention acted like ketamine, and ketamine then had no further effect",
    "rise": "{} increased",
    "fall_then_rise": "interneurons fired less, and then pyramidal cells fired more",
    "inverse_association": "more HNK was associated with less improvement",
    "no_clear_difference": "no clear difference was seen",
}
QUANTITIES = {"pyramidal": "pyramidal cell firing", "glutamate_pfc": "the measure of glutamate", "nmdar_rest": "the NMDA current"}
"""What rises or falls in an experiment that asks for a direction, by the step that is read."""
SPECIES = {"human": "people", "mouse": "mice", "rat": "rats", "rodent": "rodents", "monkey": "monkeys", "cell": "cells in a dish"}

PUBLISHED_GAPS = {
    "lii2023_difference": "Hidden by anaesthesia",
    "jelovac2025_difference": "Midazolam, up to 8 infusions",
    "murrough2013_difference": "Midazolam, one infusion",
}
"""Results of trials beside which the gap from belief is shown, with their short names."""


def species_words(row: Row) -> str:
    """Return who or what was studied."""
    return listed([SPECIES[each] for each in sorted(row["species"], key="cell".__eq__)])


def predicted(experiment: str, outcome: str) -> str:
    """Return what an account predicts, with the name of what is measured."""
    done = cascade.design(experiment)
    if done.asks == "association" and outcome == "rise":
        return "people with more HNK improve more"
    if done.asks == "direction" and outcome == "no_change":
        return f"{QUANTITIES[done.readout]} does not change"
    return PREDICTIONS[outcome].format(QUANTITIES.get(done.readout, ""))


def result(experiment: str) -> str:
    """Return the result in words, with the name of what was measured."""
    done, name = cascade.design(experiment), str(experiments()[experiment]["result"])
    if done.asks == "direction" and name in {"unchanged", "reduced"}:
        return f"{QUANTITIES[done.readout]} {'did not change' if name == 'unchanged' else 'became smaller'}"
    return RESULTS[name].format(QUANTITIES.get(done.readout, ""))


def inner(finding: str) -> str:
    """Return a finding for the end of a sentence; a weak result says more or less than its code, so it is told in its own words."""
    text = finding.rstrip(".")
    return text if text[1].isupper() else f"{text[0].lower()}{text[1:]}"


def accounts_named(keys: Sequence[str]) -> str:
    """Return accounts for the middle of a sentence: ``the opioid account``, ``the opioid and adenosine accounts``."""
    said = [cascade.course_board().routes[key].inline for key in keys]
    if len(said) == 1:
        return said[0]
    return f"the {listed([each.removeprefix('the ').removeprefix('account ').removesuffix(' account') for each in said])} accounts"


def foretold(names: list[str], said: str, experiment: str) -> str:
    """Say which accounts make a prediction, as part of a sentence."""
    one = len(names) == 1
    if said == "silent":
        return f"{accounts_named(names)} {'makes' if one else 'make'} no prediction"
    return f"{accounts_named(names)} {'predicts' if one else 'predict'} that {predicted(experiment, said)}"


@cache
def heads() -> dict[str, str]:
    """Return the accounts with names short enough for the head of a column."""
    return {row["hypothesis"]: row["heading"] for row in rows_of("hypotheses")}


def year(name: str) -> int:
    """Return the year in which an experiment was published."""
    found = re.search(r"\d{4}", work(experiments()[name]["refs"][0]).short)
    if found is None:
        raise ValueError(f"experiment {name!r}: its first work has no year")
    return int(found[0])


def most(moved: list[str]) -> str:
    """Return some of the accounts, by those that are missing where these are fewer to hear."""
    others = [head for head in heads().values() if head not in moved]
    if len(others) >= len(moved):
        return listed(moved)
    return f"all accounts but {listed(others)}" if others else "all accounts"


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
