"""What chance alone turns up: many subgroup tests, and the best of many cut-offs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ketamine_course.models.trials._simulate import Points

AT_ONCE = 1000
"""Studies whose cut-offs are sought at once: more of them are no faster, and a kernel keeps the memory."""


def chance_of_any(tests: int, error_rate: float = 0.05) -> float:
    """Return the chance that one or more of some independent tests fall below the error rate with nothing to find."""
    return float(1 - (1 - error_rate) ** tests)


def interaction_p(outcome: Points, drug: NDArray[np.bool_], trait: NDArray[np.bool_]) -> Points:
    """Test whether the effect differs between people with a trait and people without it.

    Parameters
    ----------
    outcome : ndarray
        Shape (..., people).
    drug : ndarray of bool
        Who got the drug; shape (people,).
    trait : ndarray of bool
        Who has the trait; shape (..., people), broadcast against the outcome.

    Returns
    -------
    ndarray
        Two-sided p-values of the interaction in a linear model with both main effects; NaN where a cell holds fewer than 2 people.

    Notes
    -----
    With two traits of two values the model is saturated: the estimate is a difference of differences of four cell means, with the
    pooled variance within cells and people minus 4 degrees of freedom.
    """
    estimate, weights, squares = 0.0, 0.0, 0.0
    smallest = np.inf
    for on_drug, with_trait, sign in ((True, True, 1), (True, False, -1), (False, True, -1), (False, False, 1)):
        cell = (drug == on_drug) & (trait == with_trait)
        size = cell.sum(axis=-1)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = (outcome * cell).sum(axis=-1) / size
            squares = squares + (outcome**2 * cell).sum(axis=-1) - size * mean**2
            estimate, weights = estimate + sign * mean, weights + 1 / size
        smallest = np.minimum(smallest, size)
    freedom = outcome.shape[-1] - 4
    with np.errstate(invalid="ignore", divide="ignore"):
        t = estimate / np.sqrt(squares / freedom * weights)
    from scipy import special  # noqa: PLC0415 - heavy: only where trials are drawn

    return np.where(smallest < 2, np.nan, 2 * special.stdtr(freedom, -np.abs(t)))


@dataclass(frozen=True)
class Fished:
    """Tests of many traits, none of which matters: p-values in the first people and in as many new people, shape (studies, tests)."""

    first: Points
    again: Points


def fish(
    tests: int, people: int, rng: np.random.Generator, studies: int = 1, *, mean_effect: float = 0.5, known: Points | None = None
) -> Fished:
    """Test many traits that matter to nobody, twice.

    Parameters
    ----------
    tests, people, studies : int
        Traits tested in each study, people in it (two arms, as equal as can be), and studies drawn at once.
    rng : numpy.random.Generator
        Source of chance.
    mean_effect : float
        Effect of the drug in SDs, the same for everybody.
    known : ndarray, optional
        How the first people of the first study fare without the drug, in SDs, where they are people met before; shape (people or fewer,).

    Raises
    ------
    ValueError
        There is no test, or there are fewer than 8 people.
    """
    if tests < 1 or people < 8 or studies < 1:
        raise ValueError(f"fishing needs at least 1 test, 8 people and 1 study: got {tests}, {people} and {studies}")
    drug = np.arange(people) % 2 == 0
    found = []
    for met in (known, None):
        outcome = rng.standard_normal((studies, 1, people))
        if met is not None:
            outcome[0, 0, : len(met)] = met
        outcome += mean_effect * drug
        trait = rng.random((studies, tests, people)) < 0.5
        found.append(interaction_p(outcome, drug, trait))
    return Fished(*found)


@dataclass(frozen=True)
class Cut:
    """Youden index (sensitivity + specificity - 1) of the best cut-off in the people it was chosen from, and in new people."""

    chosen: Points
    new: Points


def best_cut(people: int, hits: int, rng: np.random.Generator, studies: int = 1) -> Cut:
    """Choose the best cut-off of a predictor that predicts nothing, then try it on as many new people.

    Parameters
    ----------
    people, hits, studies : int
        People in each study, those of them who count as hits, and studies drawn at once.
    rng : numpy.random.Generator
        Source of chance.

    Returns
    -------
    Cut
        Shape (studies,) each.

    Raises
    ------
    ValueError
        Everybody or nobody is a hit.
    """
    if not 0 < hits < people:
        raise ValueError(f"hits cannot be {hits} of {people}; the nearest valid count is {min(max(hits, 1), people - 1)}")
    hit = np.arange(people) < hits
    steps = np.where(hit, 1 / hits, -1 / (people - hits))
    parts = [min(AT_ONCE, studies - begin) for begin in range(0, studies, AT_ONCE)]
    found = [_best_cut(rng.standard_normal((part, people)), steps) for part in parts]
    new = [np.where(rng.standard_normal((len(at), people)) <= at[:, None], steps, 0.0).sum(axis=1) for _, at in found]
    return Cut(np.concatenate([best for best, _ in found]), np.concatenate(new))


def _best_cut(values: Points, steps: Points) -> tuple[Points, Points]:
    """Return for each study the best index, and the cut-off at which it is reached."""
    order = np.argsort(values, axis=1)
    index = np.cumsum(steps[order], axis=1)
    at = np.take_along_axis(order, index.argmax(axis=1)[:, None], axis=1)
    return index.max(axis=1), np.take_along_axis(values, at, axis=1)[:, 0]
