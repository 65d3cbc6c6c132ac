"""Times of the simulated trials: a redraw of 10,000 people against a plain loop, and many subgroup tests against statsmodels."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from statsmodels.api import OLS

from bench.rows import Row, spread
from ketamine_course.models import trials

PEOPLE = 10_000
BUDGET_MS = 50


def _times(work: Callable[[], object], repeats: int) -> list[float]:
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - start))
    return found


def _redraw() -> float:
    setting = trials.Setting.usual(sd_effect=4, effect_correlation=-0.1, expectation_effect=3, belief_drug=0.9, belief_control=0.4)
    trial = trials.two_arm(setting, PEOPLE // 2, np.random.default_rng(1))
    return float(trials.responded(trial.drug).mean() - trials.responded(trial.control).mean())


def _redraw_in_a_loop() -> float:
    setting = trials.Setting.usual(sd_effect=4)
    chance = random.Random(1)  # noqa: S311 (a simulation, not a secret)
    responders = [0, 0]
    for arm in (0, 1):
        for _ in range(PEOPLE // 2):
            baseline = 0.0
            while not setting.baseline_lowest <= baseline <= setting.baseline_highest:
                baseline = chance.gauss(setting.baseline_mean, setting.baseline_sd)
            z = chance.gauss(0, 1)
            own = setting.mean_effect + setting.sd_effect * (-0.1 * z + 0.995 * chance.gauss(0, 1)) if arm else 0.0
            believes = 3.0 if chance.random() < (0.9 if arm else 0.4) else 0.0
            final = min(60.0, max(0.0, baseline - setting.course_mean - setting.course_sd * z - own - believes))
            responders[arm] += baseline - final >= baseline / 2
    return (responders[1] - responders[0]) / (PEOPLE // 2)


def _tests_with_statsmodels(outcome: np.ndarray, drug: np.ndarray, traits: np.ndarray) -> list[float]:
    columns = [np.column_stack([np.ones(len(drug)), drug, trait, drug & trait]).astype(float) for trait in traits]
    return [float(OLS(outcome, design).fit().pvalues[3]) for design in columns]


def simulated_trials(_: Path) -> Iterator[Row]:
    mine, loop = spread(_times(_redraw, 40)), spread(_times(_redraw_in_a_loop, 5))
    ratio = f"{loop.p50 / mine.p50:.0f} times faster"
    yield Row("simulated trial, 10,000 people drawn anew", str(mine), f"plain loop {loop}", ratio, f"{BUDGET_MS} ms", mine.p95 < BUDGET_MS)
    chance = np.random.default_rng(2)
    outcome, traits, drug = chance.standard_normal(71), chance.random((330, 71)) < 0.5, np.arange(71) % 2 == 0
    fast = _times(lambda: trials.interaction_p(outcome, drug, traits), 20)
    slow = _times(lambda: _tests_with_statsmodels(outcome, drug, traits), 3)
    ratio = f"{statistics.median(slow) / statistics.median(fast):.0f} times faster"
    yield Row("330 subgroup tests in 71 people", str(spread(fast)), f"statsmodels {spread(slow)}", ratio)
