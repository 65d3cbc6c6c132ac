"""Measure the model of drug levels: one redraw of 10,000 people, and the same work done by SciPy's general solver."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp

from bench.rows import Row, spread
from ketamine_course.models import pharmacokinetics as pk

COUNT, ONE_BY_ONE, ROUNDS, REDRAW_MS = 10_000, 50, 15, 50
TIMES_H = np.linspace(0, 8, 49)
LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95]
STANDARD = pk.standard_infusion()
ACCURACY = {"rtol": 1e-8, "atol": 1e-10}  # what it takes to deliver levels good to about 1e-6


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Return the times of some rounds in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times


def redraw() -> object:
    """Draw people, work out their levels, and sum them up as the fan of a picture."""
    return np.quantile(pk.levels_ng_per_ml(pk.crowd(COUNT), [STANDARD], TIMES_H), LEVELS, axis=0)


def solver(people: pk.People) -> np.ndarray:
    """Solve the two tanks of all given people as one system, first with the pump on, then off; shape (people, times)."""
    n, end = len(people), STANDARD.infusion_h
    out, there = people.clearance_l_per_h / people.central_volume_l, people.exchange_l_per_h / people.central_volume_l
    back = people.exchange_l_per_h / people.outer_volume_l

    def slope(pump_mg_per_h: float) -> Callable[[float, np.ndarray], np.ndarray]:
        def now(_t: float, amounts: np.ndarray) -> np.ndarray:
            inside, outside = amounts[:n], amounts[n:]
            across = there * inside - back * outside
            return np.concatenate([pump_mg_per_h - out * inside - across, across])

        return now

    early, late = TIMES_H[end > TIMES_H], TIMES_H[end <= TIMES_H]
    first = solve_ivp(slope(STANDARD.amount_mg / end), (0, end), np.zeros(2 * n), t_eval=[*early, end], **ACCURACY)
    second = solve_ivp(slope(0.0), (end, TIMES_H[-1]), first.y[:, -1], t_eval=late, **ACCURACY)
    amounts = np.concatenate([first.y[:n, :-1], second.y[:n]], axis=1)
    return amounts / people.central_volume_l[:, np.newaxis] * 1000


def pharmacokinetics(_: Path) -> Iterator[Row]:
    """Yield the redraw against its budget, and the levels alone against the solver."""
    redraw()
    whole = spread(timed(redraw, ROUNDS))
    part = f"p50 {whole.p50 / REDRAW_MS:.0%} of budget"
    yield Row(
        f"Redraw of {COUNT:,} people, n {whole.n}",
        str(whole),
        f"{TIMES_H.size} times",
        part,
        f"p50 {REDRAW_MS} ms",
        whole.p50 <= REDRAW_MS,
    )
    people = pk.crowd(COUNT)
    ours = spread(timed(lambda: pk.levels_ng_per_ml(people, [STANDARD], TIMES_H), ROUNDS))
    singles = [pk.People(*(getattr(people, name)[at : at + 1] for name in people.__dataclass_fields__)) for at in range(ONE_BY_ONE)]
    one_by_one = spread([timed(partial(solver, single), 1)[0] for single in singles]).p50 * COUNT
    what = f"  levels alone, n {ours.n}"
    yield Row(
        what,
        str(ours),
        f"solve_ivp, one by one {one_by_one / 1000:.0f} s (from {ONE_BY_ONE})",
        f"{one_by_one / ours.p50:,.0f} times faster",
    )
    at_once = min(timed(lambda: solver(people), 3))
    yield Row(what, str(ours), f"solve_ivp, all in one system {at_once:.0f} ms", f"{at_once / ours.p50:.0f} times faster")
    gap = np.abs(pk.levels_ng_per_ml(people, [STANDARD], TIMES_H[1:]) / solver(people)[:, 1:] - 1).max()
    yield Row("  largest difference to that solver", f"{gap:.0e}", f"tolerance given to it {ACCURACY['rtol']:.0e}")
