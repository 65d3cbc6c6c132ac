"""Two forms compared: what the raters' data say of their difficulty, and what simulated classes make of that.

Nobody has filled in the forms yet, so how hard a claim is for students is not known. What is known is how far careful raters agreed on it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from ketamine_course.models.appraisal.discernment import Tally, discernment

SEED, READERS, CLASS = 20261128, 20_000, 25
SENSITIVITY, SPREAD, LEAN = 1.0, 0.5, 0.4
"""Made-up readers: mean and standard deviation of their d', and standard deviation of their criterion."""
OPEN_WITHIN = 0.1
"""How near to their criterion readers say that they cannot tell."""


class Claim(NamedTuple):
    """A claim of a form: whether the evidence supports it, and how many of its ratings gave the key's verdict."""

    sound: bool
    agreed: int
    ratings: int

    @property
    def clarity(self) -> float:
        """Share of ratings that gave the key, shrunk towards one half by Laplace's rule of succession."""
        return (self.agreed + 1) / (self.ratings + 2)


Form = tuple[Claim, ...]


class Equated(NamedTuple):
    """What simulated readers make of two forms, in units of d'.

    Parameters
    ----------
    difference : float
        Mean of the second form minus the first, for the same readers.
    error : float
        Standard error of that mean.
    noise : float
        Standard deviation of one reader's difference between the forms: what chance alone does.
    """

    difference: float
    error: float
    noise: float

    @property
    def class_noise(self) -> float:
        """The same of the mean of a class of `CLASS` readers."""
        return float(self.noise / np.sqrt(CLASS))


@cache
def equated(first: Form, second: Form) -> Equated:
    """Let the same made-up readers take both forms.

    Parameters
    ----------
    first, second : tuple of Claim
        The forms.

    Notes
    -----
    A reader with sensitivity d and criterion c perceives a claim as plus or minus d / 2, times the claim's clarity over the mean clarity of
    both forms, plus a standard normal error, and accepts what lies above c. All of this is assumed; only the clarity is data.
    """
    rng = np.random.default_rng(SEED)
    sensitivity = rng.normal(SENSITIVITY, SPREAD, READERS).clip(0)
    criterion = rng.normal(0, LEAN, READERS)
    usual = float(np.mean([claim.clarity for claim in (*first, *second)]))
    measured = [_measured(form, usual, sensitivity, criterion, rng) for form in (first, second)]
    apart = measured[1] - measured[0]
    return Equated(float(apart.mean()), float(apart.std(ddof=1) / np.sqrt(READERS)), float(apart.std(ddof=1)))


def _measured(form: Form, usual: float, sensitivity: np.ndarray, criterion: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return what each reader's d' comes out as on one form."""
    pull = np.array([(1 if claim.sound else -1) * claim.clarity / usual / 2 for claim in form])
    seen = sensitivity[:, None] * pull + rng.normal(size=(len(sensitivity), len(form))) - criterion[:, None]
    sound = np.array([claim.sound for claim in form])
    opened = np.abs(seen) < OPEN_WITHIN
    accepted, caught = (seen >= 0) & ~opened, (seen < 0) & ~opened
    columns = [accepted[:, sound], opened[:, sound], caught[:, ~sound], opened[:, ~sound]]
    counted, place = np.unique(np.stack([each.sum(axis=1) for each in columns], axis=1), axis=0, return_inverse=True)
    supported = int(sound.sum())
    tallies = [Tally(hits, unsure, supported, caught, left, len(form) - supported) for hits, unsure, caught, left in counted.tolist()]
    return np.array([discernment(each).sensitivity.value for each in tallies])[place.reshape(-1)]
