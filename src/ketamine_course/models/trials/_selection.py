"""Who gets in and who stays: regression to the mean, and rates among those who are still there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ketamine_course.models.trials._simulate import Points


@dataclass(frozen=True)
class Retest:
    """Means of the people taken in, on the first and on the second day, and their SD on the first, in points."""

    first: float
    second: float
    sd: float

    @property
    def fall(self) -> float:
        """How far the mean fell with nothing done."""
        return self.first - self.second


def expected_retest(mean: float, sd: float, lowest: float, r: float) -> Retest:
    """Return what to expect when people with a score of `lowest` or more are met again untreated.

    Parameters
    ----------
    mean, sd : float
        Of everybody, in points.
    lowest : float
        Lowest score taken in.
    r : float
        Correlation of two tests.

    Notes
    -----
    Truncated normal distribution: with a = (lowest - mean) / sd and h = density(a) / (1 - distribution(a)), the mean is mean + sd h and
    the variance sd^2 (1 + a h - h^2). The second score follows the row `regression_to_the_mean` of `measures` (Barnett et al. 2005).
    """
    normal = NormalDist()
    a = (lowest - mean) / sd
    hazard = normal.pdf(a) / (1 - normal.cdf(a))
    return Retest(mean + sd * hazard, mean + r * sd * hazard, sd * math.sqrt(1 + a * hazard - hazard**2))


def retest(mean: float, sd: float, r: float, people: int, rng: np.random.Generator) -> tuple[Points, Points]:
    """Draw two scores of the same untreated people.

    Returns
    -------
    tuple of ndarray
        First and second scores in points, each of shape (people,), with correlation `r`; the ends of the scale play no part.
    """
    first, fresh = rng.standard_normal((2, people))
    return mean + sd * first, mean + sd * (r * first + math.sqrt(1 - r**2) * fresh)


@dataclass(frozen=True)
class Attendance:
    """A course of sessions in which nobody is helped by the drug; each array has one entry per session.

    Parameters
    ----------
    here : ndarray of int
        People still attending.
    responders_of_here : ndarray of float
        People still attending who meet the response criterion, as a share of those still attending.
    responders_true : ndarray of float
        People who meet the criterion, whether they still attend or not, as a share of all who began: what nobody gets to see.
    """

    here: NDArray[np.int64]
    responders_of_here: Points
    responders_true: Points


def who_stays(
    people: int,
    sessions: int,
    rng: np.random.Generator,
    *,
    leave_unimproved: float,
    leave_improved: float,
    baseline: float,
    course_mean: float,
    course_sd: float,
    r: float,
) -> Attendance:
    """Simulate a course from which people drop out, more of them when they do not feel better.

    Parameters
    ----------
    people, sessions : int
        People who begin, and sessions in the course.
    rng : numpy.random.Generator
        Source of chance.
    leave_unimproved, leave_improved : float
        Chance of not coming back after a session, for people who have not responded and for those who have.
    baseline, course_mean, course_sd : float
        Everybody's first score; mean and SD of the improvement without any drug effect that is reached at the last session, in points.
        The mean grows evenly from session to session.
    r : float
        Correlation of a person's scores from one session to the next.

    Raises
    ------
    ValueError
        A chance lies outside 0 to 1.
    """
    z = rng.standard_normal(people)
    leave, course = (leave_unimproved, leave_improved), (course_mean, course_sd)
    found = presence(z, sessions, rng, leave=leave, needed=baseline / 2, course=course, r=r)
    here = found.there.sum(axis=1)
    hits = (found.there & found.responds).sum(axis=1)
    return Attendance(here, hits / np.maximum(here, 1), found.responds.sum(axis=1) / people)


@dataclass(frozen=True)
class Presence:
    """Who still attends each session and who meets the response criterion there, seen or unseen; arrays of shape (sessions, people)."""

    there: NDArray[np.bool_]
    responds: NDArray[np.bool_]


def presence(
    z: Points,
    sessions: int,
    rng: np.random.Generator,
    *,
    leave: tuple[float, float],
    needed: Points | float,
    course: tuple[float, float],
    r: float,
) -> Presence:
    """Follow people through a course of sessions, one by one.

    Parameters
    ----------
    z : ndarray
        How each person fares at the first session, as a z score; shape (people,).
    sessions, rng, r
        As for `who_stays`.
    leave : (float, float)
        Chance of not coming back after a session, for people who have not responded and for those who have.
    needed : ndarray or float
        Improvement that counts as response, in points, for everybody or for each person.
    course : (float, float)
        Mean and SD of the improvement reached at the last session, in points.
    """
    _check_chances(*leave)
    there = np.ones(len(z), dtype=bool)
    found = []
    for session in range(1, sessions + 1):
        responds = course[0] * session / sessions + course[1] * z >= needed
        found.append((there.copy(), responds))
        there &= rng.random(len(z)) >= np.where(responds, leave[1], leave[0])
        z = r * z + math.sqrt(1 - r**2) * rng.standard_normal(len(z))
    return Presence(*(np.array(each) for each in zip(*found, strict=True)))


def _check_chances(*chances: float) -> None:
    for chance in chances:
        if not 0 <= chance <= 1:
            raise ValueError(f"a chance of leaving cannot be {chance:g}; the nearest valid value is {min(max(chance, 0), 1):g}")
