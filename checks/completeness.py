"""What must stand beside a new row: each source its scores and topics, each account its predictions, each factor its findings.

Every rule goes from one table (where the row stands that needs others) to another (where they are missing). A fault is told once, at
the row that needs them, and names what is missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import Any, NamedTuple

from checks.wording_marks import CODED
from ketamine_course import tables
from ketamine_course.names import nearest
from ketamine_course.tables import Fault, rows_of

Row = dict[str, Any]
Step = tuple[int, int, str]
"""Position on a path, row of the table, step."""
SHOWN = 6
"""Missing things that a fault names; of more it gives the number."""


class Needs(NamedTuple):
    """Each row of a table needs rows of another one.

    Parameters
    ----------
    table, column : str
        Where the rows stand that need others, and the column with their name.
    other, other_column : str
        Where the others stand, and the column that names who they belong to.
    of_each : tuple of str
        Columns of the other table: one row is needed for every combination that any name has. None: one row is enough.
    unless : callable
        Says of a row that it needs nothing.
    to_fill : tuple of str
        Columns of the other table that a new row fills in, although older rows may leave them empty.
    """

    table: str
    column: str
    other: str
    other_column: str
    of_each: tuple[str, ...] = ()
    unless: Callable[[Row], bool] = lambda _row: False
    to_fill: tuple[str, ...] = ()


NEEDS = (
    Needs("sources", "source", "claims", "source"),
    Needs("sources", "source", "appraisals", "source", ("instrument", "item")),
    Needs("sources", "source", "topic_matrix", "source", ("topic",)),
    Needs("sources", "source", "wording_marks_measured", "source", ("kind",)),
    Needs("claims", "id", "ratings", "claim", ("rater",), unless=lambda row: row["settled"] == "once", to_fill=("type", "wording")),
    Needs("hypotheses", "hypothesis", "hypothesis_steps", "hypothesis"),
    Needs("hypotheses", "hypothesis", "account_claims", "hypothesis"),
    Needs("cascade_edges", "edge", "edge_evidence", "edge"),
    Needs("factors", "factor", "factor_evidence", "factor", unless=lambda row: row["grade"] == "no evidence known to us"),
    Needs("trials", "trial", "trial_counts", "trial"),
    Needs("trials", "trial", "trial_results", "trial"),
)
SCALES = {"discern": (1, 5), "jama": (0, 1)}
PREDICTED = (("hypotheses", "hypothesis"), ("experiments", "experiment"))


def missing_rows(folder: Path) -> Iterator[Fault]:
    """Yield the rows that need others which are not there."""
    for need in NEEDS:
        wanted, found = _combinations(need, folder)
        for number, row in enumerate(_rows(need.table, folder), start=2):
            name = row[need.column]
            absent = [each for each in wanted if (name, *each) not in found]
            if absent and not need.unless(row):
                yield _fault(need.table, number, need.column, f"{name!r} has no row in {_file(need.other, folder)}{_for(absent)}", folder)


def _combinations(need: Needs, folder: Path) -> tuple[list[tuple[str, ...]], set[tuple[str, ...]]]:
    """Return what is wanted of each name, and what there is: name first."""
    rows = _rows(need.other, folder)
    wanted: list[tuple[str, ...]] = [tuple(row[column] for column in need.of_each) for row in rows] if need.of_each else [()]
    return list(dict.fromkeys(wanted)), {(row[need.other_column], *(row[column] for column in need.of_each)) for row in rows}


def _for(absent: list[tuple[str, ...]]) -> str:
    names = [" ".join(map(str, each)) for each in absent if each]
    if not names:
        return ""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f" for {', '.join(names[:SHOWN])}{more}"


def missing_predictions(folder: Path) -> Iterator[Fault]:
    """Yield accounts and experiments without predictions by hand; a gap is told once, at the one of the two that lacks a larger share."""
    accounts, experiments = ([row[column] for row in _rows(table, folder)] for table, column in PREDICTED)
    known = {(row["hypothesis"], row["experiment"]) for row in _rows("experiment_predictions", folder)}
    gaps = [pair for pair in product(accounts, experiments) if pair not in known]
    absent: dict[str, list[tuple[str, ...]]] = {}
    for account, experiment in gaps:
        of_account = sum(account == each for each, _ in gaps) * len(accounts)
        of_experiment = sum(experiment == each for _, each in gaps) * len(experiments)
        name, missing = (account, experiment) if of_account >= of_experiment else (experiment, account)
        absent.setdefault(name, []).append((missing,))
    for table, column in PREDICTED:
        for number, row in enumerate(_rows(table, folder), start=2):
            if row[column] in absent:
                message = f"{row[column]!r} has no row in {_file('experiment_predictions', folder)}{_for(absent[row[column]])}"
                yield _fault(table, number, column, message, folder)


def broken_paths(folder: Path) -> Iterator[Fault]:
    """Yield steps of accounts that no arrow joins, and paths that do not lead from the drug to mood."""
    arrows = {(row["source_node"], row["target_node"]) for row in _rows("cascade_edges", folder)}
    paths: dict[tuple[str, int], list[Step]] = {}
    for number, row in enumerate(_rows("hypothesis_steps", folder), start=2):
        paths.setdefault((row["hypothesis"], row["branch"]), []).append((row["position"], number, row["node"]))
    for (account, branch), steps in paths.items():
        yield from _path_faults(account, branch, sorted(steps), arrows, folder)


def _path_faults(account: str, branch: int, steps: list[Step], arrows: set[tuple[str, str]], folder: Path) -> Iterator[Fault]:
    for (_, _, source), (_, number, target) in pairwise(steps):
        if (source, target) not in arrows:
            message = f"no arrow leads from {source!r} to {target!r}: add it to {_file('cascade_edges', folder)}"
            yield _fault("hypothesis_steps", number, "node", message, folder)
    (_, first, start), (_, last, end) = steps[0], steps[-1]
    if branch == 0 and start != "ketamine":
        yield _fault("hypothesis_steps", first, "node", f"the path of {account!r} starts at {start!r}, not at 'ketamine'", folder)
    if branch == 0 and not end.startswith("mood_"):
        yield _fault("hypothesis_steps", last, "node", f"the path of {account!r} ends at {end!r}, not at a step of mood", folder)


def shared_places(folder: Path) -> Iterator[Fault]:
    """Yield steps that stand on each other in a layout of the stage."""
    taken: dict[tuple[str, float, float], str] = {}
    for number, row in enumerate(_rows("stage_places", folder), start=2):
        place = row["layout"], row["x"], row["y"]
        if place in taken:
            message = f"{row['layout']} at {row['x']:g}, {row['y']:g} holds {taken[place]!r} already"
            yield _fault("stage_places", number, "x", message, folder)
        taken.setdefault(place, row["step"])


def unprofiled_drugs(folder: Path) -> Iterator[Fault]:
    """Yield drugs of which nothing says how they act on the first step of an account."""
    steps = [row for row in _rows("hypothesis_steps", folder) if row["branch"] == 0 and row["position"] == 2]
    rows = _rows("drug_profiles", folder)
    known, numbers = {(row["drug"], row["step"]) for row in rows}, {row["drug"]: number for number, row in enumerate(rows, start=2)}
    absent: dict[str, list[tuple[str, ...]]] = {}
    for drug, step in product(numbers, dict.fromkeys(row["node"] for row in steps)):
        if (drug, step) not in known:
            absent.setdefault(drug, []).append((step,))
    for drug, missing in absent.items():
        yield _fault("drug_profiles", numbers[drug], "step", f"{drug!r} has no row{_for(missing)}, where an account starts", folder)


def unjudged_results(folder: Path) -> Iterator[Fault]:
    """Yield experiments whose result no row of the fits speaks of."""
    known: dict[str, set[str]] = {}
    for row in _rows("prediction_fits", folder):
        known.setdefault(row["asks"], set()).add(row["result"])
    for number, row in enumerate(_rows("experiments", folder), start=2):
        asks = row["asks"].replace("association", "direction")
        if row["result"] not in known[asks]:
            message = f"for an experiment that asks {asks}, {nearest(row['result'], known[asks])}"
            yield _fault("experiments", number, "result", message, folder)


def miscounted_marks(folder: Path) -> Iterator[Fault]:
    """Yield measured rates that were not taken over all claims of their text."""
    parts = ("hits", "misses", "false_alarms", "rest")
    claims = _rows("claims", folder)
    for number, row in enumerate(_rows("wording_marks_measured", folder), start=2):
        total, wanted = sum(int(row[part]) for part in parts), sum(each["source"] == row["source"] for each in claims)
        column, code = CODED[row["kind"]]
        coded = sum(each["source"] == row["source"] and each[column] == code for each in claims)
        if total != wanted:
            message = f"the four counts of {row['source']} add up to {total}, but it has {wanted} claims: measure the marks again"
            yield _fault("wording_marks_measured", number, "rest", message, folder)
        elif row["hits"] + row["misses"] != coded:
            message = f"hits and misses of {row['kind']} in {row['source']} are not its {coded} claims coded so: measure the marks again"
            yield _fault("wording_marks_measured", number, "misses", message, folder)


def drug_arms_without_a_dose(folder: Path) -> Iterator[Fault]:
    """Yield arms that got the drug with no dose beside them; a trial that fitted the dose to each person says so in its row."""
    flexible = {row["trial"] for row in _rows("trials", folder) if "flexible" in row["dose"]}
    for number, row in enumerate(_rows("trial_arms", folder), start=2):
        doses = [row[column] for column in ("dose_mg", "dose_mg_per_kg")]
        if row["arm_role"] == "drug" and all(map(math.isnan, doses)) and row["trial"] not in flexible:
            message = (
                f"is empty, and so is dose_mg_per_kg: say what this arm got, or in {_file('trials', folder)} that its dose was flexible"
            )
            yield _fault("trial_arms", number, "dose_mg", message, folder)
        if row["arm_role"] == "drug" and any(dose <= 0 for dose in doses):
            yield _fault("trial_arms", number, "dose_mg" if doses[0] <= 0 else "dose_mg_per_kg", "is no dose: it is not above 0", folder)


def reasons_without_their_works(folder: Path) -> Iterator[Fault]:
    """Yield reasons that rest on works and count as our judgement from the text alone, and the reverse."""
    for number, row in enumerate(_rows("claims", folder), start=2):
        judged = row["reason_mark"] == "assumption"
        if judged and row["refs"]:
            message = f"is 'assumption', a judgement from the text alone, but {', '.join(row['refs'])} stand in refs; nearest: 'derived'"
            yield _fault("claims", number, "reason_mark", message, folder)
        if not judged and not row["refs"]:
            yield _fault("claims", number, "refs", f"is empty, but the reason counts as {row['reason_mark']!r}: name its works", folder)


def scores_off_scale(folder: Path) -> Iterator[Fault]:
    """Yield scores that the scale of their instrument does not have."""
    for number, row in enumerate(_rows("appraisals", folder), start=2):
        lowest, highest = SCALES[row["instrument"]]
        if not lowest <= row["score"] <= highest:
            message = f"is {row['score']}; {row['instrument']} is scored from {lowest} to {highest}"
            yield _fault("appraisals", number, "score", message, folder)


def _rows(table: str, folder: Path) -> tuple[Row, ...]:
    return rows_of(table, folder)


def _file(table: str, folder: Path) -> str:
    return str(tables.package(folder)[table]["path"])


def _fault(table: str, row: int, column: str, message: str, folder: Path) -> Fault:
    return Fault(_file(table, folder), row, column, message)


RULES: list[Callable[[Path], Iterator[Fault]]] = [
    missing_rows,
    missing_predictions,
    broken_paths,
    shared_places,
    unprofiled_drugs,
    unjudged_results,
    miscounted_marks,
    scores_off_scale,
    reasons_without_their_works,
    drug_arms_without_a_dose,
]
