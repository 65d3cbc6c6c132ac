"""The arms behind the picture of dose and response: gains over the control with intervals, from the tables."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import NamedTuple

from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures.route_dose_rate._common import NORMAL_95, holm, present, two_sided_p, wilson


class Arm(NamedTuple):
    """One dose against its control: gain (positive favours the drug), its interval, and whether it is ahead; None: not known."""

    label: str
    gain: float | None
    low: float | None
    high: float | None
    p_value: float | None
    ahead_corrected: bool | None


class Reading(NamedTuple):
    """The arms of one trial at one time, and how to show them."""

    ref: str
    title: str
    unit: str
    x_range: tuple[float, float]
    arms: tuple[Arm, ...]
    note: str


POINTS = ("MADRS points: extra fall over the control", (-6.0, 18.0))


def _with_holm(arms: list[Arm]) -> tuple[Arm, ...]:
    """Fill in whether each arm stays ahead when its p-value is corrected for the number of doses."""
    corrected = holm([arm.p_value or 0.0 for arm in arms])
    return tuple(arm._replace(ahead_corrected=p < 0.05) for arm, p in zip(arms, corrected, strict=True))


def _results(trial: str, hours: int) -> list[Row]:
    wanted = [row for row in rows_of("trial_results") if row["trial"] == trial and row["time_h"] == hours and row["mark"] == "seen"]
    return [row for row in wanted if row["estimate_kind"] == "mean difference" and present(row["estimate"])]


def _daly(hours: int, when: str) -> Reading:
    arms = []
    for row in _results("daly2018", hours):
        gain, error = -row["estimate"], row["estimate_se"]
        arms.append(Arm(row["arm"], gain, gain - NORMAL_95 * error, gain + NORMAL_95 * error, two_sided_p(gain, error), None))
    note = (
        "Intervals and two-sided tests: our calculation from the printed differences and standard errors. "
        "The p-values in the paper fit one-sided tests."
    )
    return Reading("daly2018", f"Esketamine spray, after {when}: 11 or 12 people a dose", *POINTS, _with_holm(arms), note)


def _janik(hours: int, when: str) -> Reading:
    arms = []
    for row in _results("janik2025", hours):
        gain, low, high = -row["estimate"], -row["interval_high"], -row["interval_low"]
        arms.append(Arm(row["arm"], gain, low, high, two_sided_p(gain, (high - low) / (2 * NORMAL_95)), None))
    arms.sort(key=lambda arm: arm.label)
    return Reading(
        "janik2025",
        f"Esketamine spray alone, after {when}: 378 people",
        *POINTS,
        _with_holm(arms),
        "Intervals as printed; tests are our calculation from them.",
    )


def _takahashi() -> Reading:
    rows = [row for row in rows_of("trial_arms") if row["trial"] == "takahashi2021" and row["time"] == "day 28" and row["mark"] == "seen"]
    control = next(row for row in rows if row["arm_role"] == "control")
    arms = tuple(
        Arm(row["arm"], control["mean_change_points"] - row["mean_change_points"], None, None, 1.0, False)
        for row in rows
        if row["arm_role"] == "drug"
    )
    note = (
        "Gains: our calculation from printed changes. No dose differed from placebo, the paper says. "
        "We have not read the spread in the work."
    )
    return Reading("takahashi2021", "Esketamine spray in Japan, after 4 weeks: 202 people", *POINTS, arms, note)


def _fava() -> Reading:
    size = next(row for row in rows_of("trial_results") if row["result"] == "fava2020_low_dose")
    people = {row["group"]: row["n"] for row in rows_of("trial_counts") if row["trial"] == "fava2020"}
    arms = []
    for row in rows_of("low_dose_evidence"):
        if row["ref"] == "fava2020" and row["ahead_corrected"]:
            label = f"ketamine {row['dose_mg_per_kg']:.1f} mg/kg"
            gain = -size["effect_size"] if label == size["arm"] else None
            error = _effect_size_error(gain, people[label], people["midazolam"]) if gain is not None else 0.0
            low, high = (gain - NORMAL_95 * error, gain + NORMAL_95 * error) if gain is not None else (None, None)
            alone = {"yes": 0.0, "no": 1.0}.get(row["ahead_alone"])
            arms.append(Arm(label, gain, low, high, alone, row["ahead_corrected"] == "yes"))
    note = (
        "Who was ahead: as printed, mostly because of day 1. At 0.1 mg/kg: size of day 1, interval our calculation from d = 0.82. "
        "The interval is not corrected for several tests; the p-value is 0.02 alone and 0.14 corrected. "
        "Sizes at other doses: not read."
    )
    return Reading(
        "fava2020",
        "Ketamine by vein against midazolam: about 20 people a dose",
        "Gain in standard deviations",
        (-0.6, 1.8),
        tuple(arms),
        note,
    )


def _effect_size_error(d: float, n1: float, n2: float) -> float:
    """Return the usual large-sample standard error of a standardised mean difference (Hedges and Olkin 1985)."""
    return math.sqrt(1 / n1 + 1 / n2 + d**2 / (2 * (n1 + n2 - 2)))


def fitting_counts(percentages: list[float], total: int) -> list[tuple[int, int]]:
    """Return the counts and group sizes that give printed percentages (one decimal) and add up to a total.

    Raises
    ------
    ValueError
        None or several sets of numbers fit.
    """
    options = [[(round(p * n / 100), n) for n in range(1, total) if round(100 * round(p * n / 100) / n, 1) == p] for p in percentages]
    fits = [list(groups) for groups in itertools.product(*options) if sum(n for _, n in groups) == total]
    if len(fits) != 1:
        raise ValueError(f"{len(fits)} sets of counts fit {percentages} among {total} people")
    return fits[0]


def _su() -> Reading:
    rows = [row for row in rows_of("trial_results") if row["result"] in ("su2017_response_low", "su2017_response_high")]
    rows.sort(key=lambda row: row["dose_mg_per_kg"])
    total = next(row["n"] for row in rows_of("trial_counts") if row["trial"] == "su2017" and row["main"])
    saline, *drugs = fitting_counts([rows[0]["comparator_value"], *(row["arm_value"] for row in rows)], int(total))
    arms = [_share_arm(row["arm"], group, saline) for row, group in zip(rows, drugs, strict=True)]
    counts = listed([f"{count} of {n}" for count, n in (*drugs, saline)])
    note = (
        f"Our calculation. The printed percentages and 71 people fit {counts} on saline, and no other counts. Nobody had an active control."
    )
    return Reading(
        "su2017",
        "Ketamine by vein against saline, responders: 71 people",
        "Percentage points more responders",
        (-15, 70),
        _with_holm(arms),
        note,
    )


def _share_arm(label: str, group: tuple[int, int], control: tuple[int, int]) -> Arm:
    """Compare two shares: Newcombe's interval (Statistics in Medicine, 1998), and the usual test with a pooled share."""
    first, second = group[0] / group[1], control[0] / control[1]
    (low1, high1), (low2, high2) = wilson(*group), wilson(*control)
    gain = first - second
    low, high = gain - math.hypot(first - low1, high2 - second), gain + math.hypot(high1 - first, second - low2)
    pooled = (group[0] + control[0]) / (group[1] + control[1])
    error = math.sqrt(pooled * (1 - pooled) * (1 / group[1] + 1 / control[1]))
    return Arm(label, 100 * gain, 100 * low, 100 * high, two_sided_p(gain, error), None)


def _nikolin() -> Reading:
    arms = []
    for row in rows_of("meta_results"):
        if row["meta"] == "nikolin2023" and row["time"] == "after the first or only dose":
            gain, low, high = -row["estimate"], -row["interval_high"], -row["interval_low"]
            arms.append(Arm(row["group"], gain, low, high, two_sided_p(gain, (high - low) / (2 * NORMAL_95)), None))
    arms.sort(key=lambda arm: arm.label, reverse=True)
    note = "Where low ends and high begins was not read."
    return Reading(
        "nikolin2023", "49 trials pooled, by drug and dose band", "Gain in standard deviations", (-0.6, 1.8), _with_holm(arms), note
    )


READINGS: dict[str, tuple[str, Callable[[], Reading]]] = {
    "fava": ("Fava: ketamine by vein", _fava),
    "su": ("Su: ketamine by vein, responders", _su),
    "daly_2h": ("Daly: spray, 2 hours", lambda: _daly(2, "2 hours")),
    "daly_day": ("Daly: spray, 1 day", lambda: _daly(24, "1 day")),
    "daly_week": ("Daly: spray, 1 week", lambda: _daly(168, "1 week")),
    "janik_day": ("Janik: spray, 1 day", lambda: _janik(24, "1 day")),
    "janik_month": ("Janik: spray, 4 weeks", lambda: _janik(672, "4 weeks")),
    "takahashi": ("Takahashi: spray, 4 weeks", _takahashi),
    "nikolin": ("Nikolin: 49 trials pooled", _nikolin),
}
