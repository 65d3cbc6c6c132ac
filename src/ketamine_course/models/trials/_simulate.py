"""Draw trials: two arms side by side, and crossovers in which everybody meets both treatments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ketamine_course.models.trials._setting import Setting

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Arm:
    """One arm of simulated trials; each array has the shape (trials, people).

    Parameters
    ----------
    baseline, final : ndarray
        MADRS points before and after.
    """

    baseline: Points
    final: Points

    @property
    def improvement(self) -> Points:
        """How far each score fell, in points."""
        return self.baseline - self.final


@dataclass(frozen=True)
class Trial:
    """Simulated trials with their two arms."""

    drug: Arm
    control: Arm


def baseline_at(setting: Setting, share: Points) -> Points:
    """Return the baseline scores below which these shares (0 to 1) of the people taken in lie: a normal distribution cut at both ends."""
    from scipy import special  # noqa: PLC0415 - heavy: only where trials are drawn

    if setting.baseline_sd == 0:
        return np.full(share.shape, np.clip(setting.baseline_mean, setting.baseline_lowest, setting.baseline_highest))
    ends = (np.array([setting.baseline_lowest, setting.baseline_highest]) - setting.baseline_mean) / setting.baseline_sd
    low, high = special.ndtr(ends)
    return np.asarray(setting.baseline_mean + setting.baseline_sd * special.ndtri(low + (high - low) * share))


def _own_effect(setting: Setting, course_z: Points, rng: np.random.Generator) -> Points:
    """Draw what the drug adds for each person, correlated as asked with the course without the drug (a z score)."""
    rho = setting.effect_correlation
    fresh = rng.standard_normal(course_z.shape)
    return np.asarray(setting.mean_effect + setting.sd_effect * (rho * course_z + np.sqrt(1 - rho**2) * fresh))


def _believing(setting: Setting, belief: float, shape: tuple[int, ...], rng: np.random.Generator) -> Points | float:
    if setting.expectation_effect == 0:
        return 0.0
    return np.where(rng.random(shape) < belief, setting.expectation_effect, 0.0)


def two_arm(
    setting: Setting, people_per_arm: int, rng: np.random.Generator, trials: int = 1, *, people_control: int | None = None
) -> Trial:
    """Simulate randomised trials with parallel arms.

    Parameters
    ----------
    setting : Setting
        What the trials are made of.
    people_per_arm : int
        People in the drug arm, and in the control arm unless `people_control` says otherwise.
    rng : numpy.random.Generator
        Source of chance; the same seed gives the same trials.
    trials : int
        How many trials to draw at once.
    people_control : int, optional
        People in the control arm.

    Returns
    -------
    Trial
        Arrays of shape (trials, people), in MADRS points.

    Raises
    ------
    ValueError
        An arm has fewer than two people, or no trial is asked for.

    Notes
    -----
    Improvement with the drug = improvement without it + own effect + effect of believing (Senn 2016 for the first two parts; the
    last part is the model `observed_effect` of the table `measures`). Scores stop at the ends of the scale.
    """
    sizes = people_per_arm, people_per_arm if people_control is None else people_control
    if min(sizes) < 2 or trials < 1:
        raise ValueError(f"a trial needs at least 2 people per arm, and at least 1 trial: got {min(sizes)} people and {trials} trials")
    return Trial(*(_arm(setting, (trials, size), rng, on_drug) for size, on_drug in zip(sizes, (True, False), strict=True)))


def _arm(setting: Setting, shape: tuple[int, int], rng: np.random.Generator, on_drug: bool) -> Arm:
    course_z = rng.standard_normal(shape)
    improvement = setting.course_mean + setting.course_sd * course_z
    if on_drug:
        improvement = improvement + _own_effect(setting, course_z, rng)
    improvement = improvement + _believing(setting, setting.belief_drug if on_drug else setting.belief_control, shape, rng)
    baseline = baseline_at(setting, rng.random(shape))
    return Arm(baseline, np.clip(baseline - improvement, setting.scale_lowest, setting.scale_highest))


def arm_spreads(setting: Setting, people_per_arm: int, rng: np.random.Generator, trials: int) -> tuple[Points, Points]:
    """Simulate what the SDs of the improvement are in the two arms of many trials, without drawing each person.

    The SD of a sample of n people from a normal distribution is its true SD times chi / sqrt(n - 1), with n - 1 degrees of freedom
    (Cochran's theorem). Improvement is normal as long as scores do not reach the ends of the scale and belief adds nothing.

    Parameters
    ----------
    setting, people_per_arm, rng, trials
        As for `two_arm`.

    Returns
    -------
    tuple of ndarray
        SDs of the drug arm and of the control arm in points, each of shape (trials,).

    Raises
    ------
    ValueError
        Belief adds something, or an arm has fewer than two people.
    """
    if people_per_arm < 2 or setting.expectation_effect:
        raise ValueError("spreads can be drawn at once only for arms of at least 2 people, without an effect of believing")
    spread, shared = setting.sd_effect, 2 * setting.effect_correlation * setting.sd_effect * setting.course_sd
    true = np.sqrt(setting.course_sd**2 + spread**2 + shared), setting.course_sd
    freedom = people_per_arm - 1
    drug, control = (sd * np.sqrt(rng.chisquare(freedom, trials) / freedom) for sd in true)
    return drug, control


def crossover(setting: Setting, people: int, rounds: int, rng: np.random.Generator, trials: int = 1) -> Points:
    """Simulate crossovers: in each round everybody gets the drug once and the control once, with nothing carried over.

    The part `retest_r` of the spread in the course stays with the person; the rest is drawn anew for every period. The own effect
    stays with the person, too; `effect_correlation` ties it to the person's part of the course.

    Parameters
    ----------
    setting : Setting
        What the trials are made of. The ends of the scale and beliefs play no part here.
    people, rounds, trials : int
        People in each trial, rounds for each person, trials drawn at once.
    rng : numpy.random.Generator
        Source of chance.

    Returns
    -------
    ndarray
        Improvement with the drug minus improvement with the control, in points, shape (trials, people, rounds).

    Raises
    ------
    ValueError
        There are fewer than two people or no round.
    """
    if people < 2 or rounds < 1 or trials < 1:
        raise ValueError(f"a crossover needs at least 2 people, 1 round and 1 trial: got {people}, {rounds} and {trials}")
    effect = _own_effect(setting, rng.standard_normal((trials, people)), rng)
    noise_sd = setting.course_sd * np.sqrt(1 - setting.retest_r)
    swings = noise_sd * rng.standard_normal((2, trials, people, rounds))
    return np.asarray(effect[:, :, None] + swings[0] - swings[1])


def effect_variance(differences: Points) -> Points:
    """Estimate how much own effects differ, from repeated crossovers.

    Parameters
    ----------
    differences : ndarray
        Drug minus control, shape (trials, people, rounds), at least two rounds.

    Returns
    -------
    ndarray
        Estimated variance of the own effects in squared points, shape (trials,): variance of the personal means minus the share
        that noise within a person explains (one-way analysis of variance). It may fall below zero by chance.

    Raises
    ------
    ValueError
        There is one round only: own effects and noise cannot be told apart.
    """
    rounds = differences.shape[-1]
    if rounds < 2:
        raise ValueError("one round cannot tell own effects from noise; the nearest valid number is 2 rounds")
    within = differences.var(axis=-1, ddof=1).mean(axis=-1)
    return np.asarray(differences.mean(axis=-1).var(axis=-1, ddof=1) - within / rounds)
