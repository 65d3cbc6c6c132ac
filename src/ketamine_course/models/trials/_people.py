"""Sixty simulated people who come back in every part of a lesson: person 17 is the same person each time.

A person is three numbers: how high their scores usually are, how they would fare without the drug, and how far the drug's effect in them
lies from its mean. Each is a z score; a setting turns them into points. All else is drawn anew for every test and every course, from seeds
of its own, so that what is drawn for one part never moves another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ketamine_course.models.trials._chance import Fished, fish
from ketamine_course.models.trials._selection import Presence, presence
from ketamine_course.models.trials._setting import Setting
from ketamine_course.models.trials._simulate import Arm, Points, baseline_at

SIXTY = 60
RUNS = 2
"""How often the sixty are treated, with all else drawn anew."""
_LASTING, _LEVEL, _AGAIN, _TESTS, _SESSIONS, _ROUNDS = 8, 3112, 3112, 14359, 662, 714
"""Seeds. Those of the level and of what follows were chosen so that the sixty fare as thousands of such people do on average."""


@dataclass(frozen=True)
class People:
    """What stays with the sixty; each array has one z score per person, with mean 0, SD 1 and no correlation with the others.

    Parameters
    ----------
    level : ndarray
        How high a person's scores usually are.
    course : ndarray
        How much a person would improve without the drug.
    effect : ndarray
        How far the person's own effect lies from the mean effect, where effects differ.
    """

    level: Points
    course: Points
    effect: Points

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The names of the sixty: 1 to 60."""
        return np.arange(1, len(self.level) + 1)


def _apart(drawn: Points, *others: Points) -> Points:
    """Return draws with mean 0 and SD 1 that have no correlation with any of the others: sixty free draws would have some."""
    drawn = drawn - drawn.mean()
    for other in others:
        drawn = drawn - other * (other @ drawn) / (other @ other)
    return np.asarray(drawn / drawn.std())


@cache
def sixty() -> People:
    """Return the sixty people."""
    course, effect = np.random.default_rng(_LASTING).standard_normal((2, SIXTY))
    course = _apart(course)
    effect = _apart(effect, course)
    return People(_apart(np.random.default_rng(_LEVEL).standard_normal(SIXTY), course, effect), course, effect)


def starting_scores(setting: Setting) -> Points:
    """Return the scores with which the sixty enter a trial, in points: ordered as their levels, and spread as the setting says."""
    from scipy import special  # noqa: PLC0415 - heavy: only where trials are drawn

    return baseline_at(setting, special.ndtr(sixty().level))


def same_people(setting: Setting) -> Arm:
    """Treat the sixty, several times over.

    The share `retest_r` of the spread in the improvement belongs to the person; the rest is drawn anew each time.

    Parameters
    ----------
    setting : Setting
        What everybody improves by without the drug, and what the drug adds for everybody (`mean_effect`).

    Returns
    -------
    Arm
        Scores of shape (`RUNS`, 60), in points.
    """
    generator = np.random.default_rng(_AGAIN)
    generator.standard_normal(SIXTY)
    return _treated(setting, sixty().course, generator.standard_normal((RUNS, SIXTY)), starting_scores(setting))


def _treated(setting: Setting, course: Points, swings: Points, baseline: Points) -> Arm:
    z = math.sqrt(setting.retest_r) * course + math.sqrt(1 - setting.retest_r) * swings
    final = baseline - (setting.course_mean + setting.mean_effect + setting.course_sd * z)
    return Arm(np.broadcast_to(baseline, final.shape), np.clip(final, setting.scale_lowest, setting.scale_highest))


def many_people(setting: Setting, people: int, rng: np.random.Generator) -> Arm:
    """Treat many people as `same_people` treats the sixty, twice: what to expect of them."""
    baseline, course = baseline_at(setting, rng.random(people)), rng.standard_normal(people)
    return _treated(setting, course, rng.standard_normal((2, people)), baseline)


def two_tests(mean: float, sd: float, r: float) -> tuple[Points, Points]:
    """Test the sixty twice, untreated.

    Parameters
    ----------
    mean, sd : float
        Of everybody's scores, in points.
    r : float
        Correlation of two tests: the share of the spread that belongs to the person.
    """
    swings = np.random.default_rng(_TESTS).standard_normal((2, SIXTY))
    first, second = mean + sd * (math.sqrt(r) * sixty().level + math.sqrt(1 - r) * swings)
    return first, second


def sixty_differences(setting: Setting, rounds: int) -> Points:
    """Give the sixty drug and control in turn, several times: improvement with the drug minus improvement without it.

    Returns
    -------
    ndarray
        Points, shape (60, rounds). Further rounds leave the first ones as they were.
    """
    effect = setting.mean_effect + setting.sd_effect * sixty().effect
    swings = np.random.default_rng(_ROUNDS).standard_normal((rounds, 2, SIXTY))
    noise = setting.course_sd * math.sqrt(1 - setting.retest_r) * (swings[:, 0] - swings[:, 1])
    return np.asarray((effect + noise).T)


def sixty_present(
    sessions: int, *, leave_unimproved: float, leave_improved: float, course_mean: float, course_sd: float, r: float
) -> Presence:
    """Send the sixty through a course of sessions that helps nobody; parameters as for `who_stays`, which says what they mean."""
    return presence(
        sixty().course,
        sessions,
        np.random.default_rng(_SESSIONS),
        leave=(leave_unimproved, leave_improved),
        needed=starting_scores(Setting.usual()) / 2,
        course=(course_mean, course_sd),
        r=r,
    )


def fish_in_the_sixty(tests: int, people: int, rng: np.random.Generator) -> Fished:
    """Fish as `fish` does, with the sixty among the first people: their outcome is their course without the drug."""
    return fish(tests, people, rng, known=sixty().course)
