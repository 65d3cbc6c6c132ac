"""Evaluation: predictions of accounts held against published results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ketamine_course.models.cascade._accounts import Account, Mixture
from ketamine_course.models.cascade._predict import SILENT, design, experiment_names, predict
from ketamine_course.tables import rows_of


class Verdict(NamedTuple):
    """What an account predicts of one experiment, whether the result fits, and how many results would have counted against it."""

    experiment: str
    account: str
    predicts: str
    fit: str
    forbids: int


class Tally(NamedTuple):
    """How an account fared: experiments that fit, fit in part, count against it, and those it says nothing about."""

    yes: int
    partly: int
    no: int
    silent: int


@cache
def _fits() -> Mapping[tuple[str, str], Mapping[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows_of("prediction_fits"):
        found.setdefault((row["asks"], row["predicts"]), {})[row["result"]] = row["fit"]
    return found


def _question(asks: str) -> str:
    return "direction" if asks == "association" else asks


@cache
def _results() -> Mapping[str, str]:
    return {row["experiment"]: row["result"] for row in rows_of("experiments")}


def fit(prediction: str, experiment: str) -> str:
    """Hold a prediction against the published result: ``yes``, ``partly``, ``no`` or ``silent``.

    A result that is ``weak`` speaks only in part, for and against.
    """
    if prediction == SILENT:
        return SILENT
    made = design(experiment)
    found = _fits()[_question(made.asks), prediction][_results()[experiment]]
    return "partly" if made.weight == "weak" else found


def forbids(prediction: str, asks: str) -> list[str]:
    """Return the results that would have counted against a prediction: what it risked."""
    return [result for result, found in _fits().get((_question(asks), prediction), {}).items() if found == "no"]


def _verdicts(accounts: Iterable[Account | Mixture], experiments: Iterable[str]) -> Iterator[Verdict]:
    for name in experiments:
        for each in accounts:
            said = predict(each, design(name))
            yield Verdict(name, each.name, said, fit(said, name), len(forbids(said, design(name).asks)))


def evaluate(*accounts: Account | Mixture, experiments: Iterable[str] | None = None) -> list[Verdict]:
    """Hold accounts against published experiments.

    Parameters
    ----------
    *accounts : Account or Mixture
        Who is asked.
    experiments : iterable of str, optional
        Which experiments; all of them when left out.

    Returns
    -------
    list of Verdict
        One for each experiment and account, experiment by experiment; ``pandas.DataFrame`` makes a table of it.

    Raises
    ------
    KeyError
        There is no such experiment; the message gives the nearest.
    """
    return list(_verdicts(accounts, experiment_names() if experiments is None else experiments))


def tally(fits: Iterable[str]) -> Tally:
    """Count verdicts."""
    counts = Counter(fits)
    return Tally(counts["yes"], counts["partly"], counts["no"], counts[SILENT])
