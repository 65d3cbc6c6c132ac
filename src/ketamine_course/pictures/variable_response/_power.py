"""Can you see it? How many people a variance ratio takes, what hides a real spread, and what repetition would show."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models import trials
from ketamine_course.pictures._drawing import sheet, write, write_lines
from ketamine_course.pictures.variable_response._common import histogram, linear, logarithmic, signed, ticks, upright
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table

STUDIES = 300
SPREADS = {"0": "0 points: the same for all", "4": "4 points", "6": "6 points", "8": "8 points"}
SIZES = {"20": "20", "100": "100", "400": "400", "1100": "1,100", "5100": "5,100"}
ROUNDS = {"1": "once each", "2": "twice each", "4": "four times each"}
CROSSOVER_PEOPLE = 60
CORRELATIONS = {
    "-0.6": "\u22120.6: those who would improve anyway gain much less",
    "-0.3": "\u22120.3",
    "0": "0: unrelated",
    "0.3": "0.3",
    "0.6": "0.6: those who would improve anyway gain much more",
    "hides": "the one that hides the spread",
}


@cache
def control_sd() -> float:
    """Return the SD of the control arm that all three pictures assume, in points."""
    return trials.worked_inputs("people_per_arm_sd_4")["control SD"]


def _free(sd_effect: float) -> trials.Setting:
    """Return a setting without ends of the scale: nothing but the effects moves the spread."""
    return trials.Setting.usual(course_sd=control_sd(), scale_lowest=-1000, scale_highest=1000, sd_effect=sd_effect)


@cache
def _ratios(sd_effect: float, people: int) -> trials.Estimate:
    """Return the variance ratios of many simulated trials."""
    rng = np.random.default_rng(11)
    batch = max(1, 200_000 // people)  # keeps the memory of a kernel small
    spreads: list[list[np.ndarray]] = [[], []]
    for start in range(0, STUDIES, batch):
        trial = trials.two_arm(_free(sd_effect), people, rng, min(batch, STUDIES - start))
        for found, arm in zip(spreads, (trial.drug, trial.control), strict=True):
            found.append(arm.improvement.std(axis=1, ddof=1))
    drug, control = (np.concatenate(found) for found in spreads)
    return trials.variance_ratio(drug, people, control, people)


@explorable(
    title="Can you see it?",
    sample={"sd_effect": "4", "people": "400"},
    sd_effect=Choice(SPREADS, label="How much people differ in their own effect (SD)", default="4"),
    people=Slider(SIZES, label="People per arm"),
)
def can_you_see_it(sd_effect: str, people: str) -> Picture:
    """Variance ratios of many simulated trials, and how often their interval lies above 1."""
    found = _ratios(float(sd_effect), int(people))
    values = np.asarray(found.value)
    seen = float(np.mean(np.asarray(found.low) > 1))
    low, high = np.quantile(values, [0.025, 0.975])
    true = trials.spread_ratio(float(sd_effect), control_sd())
    figure, axes = sheet(290)
    title = f"{STUDIES} simulated trials, {SIZES[people]} people per arm, SD of own effects {sd_effect}"
    write(axes, 14, 18, title, 10.5, fontweight="bold")
    to_x = logarithmic(0.55, 1.8, 24, 436)
    edges = np.geomspace(0.55, 1.8, 60)
    histogram(axes, values, edges, to_x, 196, 126, 0, "violet", fill="violet_ground")
    upright(axes, to_x(1), 62, 196)
    if sd_effect != "0":
        upright(axes, to_x(true), 62, 196, "orange", dashed=True, width=1.8)
    labels = {0.6: "0.6", 0.8: "0.8", 1: "1", 1.25: "1.25", 1.6: "1.6"}
    ticks(axes, 196, labels, to_x, "Variance ratio found: SD drug / SD control")
    write(axes, 14, 40, f"Interval above 1 in {seen:.0%} of the trials", 10, "violet", fontweight="bold")
    named = "True ratio" if sd_effect == "0" else "True ratio (dashed)"
    write(axes, 14, 242, f"Middle 95% of the ratios: {low:.2f} to {high:.2f}. {named}: {true:.3f}.", 9)
    write(axes, 14, 260, f"Assumed: control SD {control_sd():g} points, effects unrelated to the untreated course.", 8.2, "quiet")
    words = (
        f"Own effects differ by an SD of {SPREADS[sd_effect].split(':')[0]}. In {STUDIES} simulated trials with {SIZES[people]} people per "
        f"arm, the middle 95% of the variance ratios lie between {low:.2f} and {high:.2f}; the true ratio is {true:.3f}. "
        f"The interval lies above 1 in {seen:.0%} of the trials."
    )
    return Picture(figure, words, "simulated", _seen_table(float(sd_effect)))


def _seen_table(sd_effect: float) -> Table:
    rows = []
    for size, words in SIZES.items():
        found = _ratios(sd_effect, int(size))
        low, high = np.quantile(np.asarray(found.value), [0.025, 0.975])
        rows.append((words, f"{low:.2f} to {high:.2f}", f"{np.mean(np.asarray(found.low) > 1):.0%}"))
    columns = ("People per arm", "Middle 95% of the ratios", "Interval above 1")
    return Table(f"Simulated trials, SD of own effects {sd_effect:g} points", columns, tuple(rows))


@explorable(
    title="Own effects, and the spread of the arms",
    sample={"correlation": "hides"},
    sd_effect=Choice({"4": "4 points", "8": "8 points"}, label="SD of own effects"),
    correlation=Choice(CORRELATIONS, label="Own effect and untreated improvement: correlation", default="0"),
)
def spread_of_arms(sd_effect: str, correlation: str) -> Picture:
    """Some people with their own effects, and what the spread of the two arms shows of it."""
    spread = float(sd_effect)
    rho = trials.hiding_correlation(spread, control_sd()) if correlation == "hides" else float(correlation)
    ratio = trials.spread_ratio(spread, control_sd(), rho)
    need = trials.people_per_arm(spread, control_sd(), rho)
    words_need = "no number of people shows it" if math.isinf(need) else f"about {_rounded(need):,} people per arm to see it (80% power)"
    figure, axes = sheet(330)
    write(axes, 14, 18, f"Own effects differ: SD {sd_effect} points. Correlation {signed(rho, 2)}", 10.5, fontweight="bold")
    _cloud(axes, spread, rho)
    _bells(axes, ratio)
    write(axes, 14, 272, f"Variance ratio {ratio:.3f}: {words_need}.", 9.8, fontweight="bold")
    assumed = f"control SD {control_sd():g} points, mean effect {trials.default('own_effect_mean'):g} points"
    write(axes, 14, 290, f"Assumed: {assumed}, no ends of the scale.", 8.2, "quiet")
    side = "wider than" if ratio > 1.0005 else "narrower than" if ratio < 0.9995 else "exactly as wide as"
    words = (
        f"Own effects have an SD of {sd_effect} points and a correlation of {signed(rho, 2)} with the improvement that people would have "
        f"had anyway. The drug arm spreads {side} the control arm: variance ratio {ratio:.3f}, {words_need}."
    )
    return Picture(figure, words, "simulated", _hiding_table(spread))


def _rounded(number: float) -> int:
    """Return a number of people to two figures."""
    digits = max(0, int(math.log10(number)) - 1)
    return int(round(number / 10**digits) * 10**digits)


def _cloud(axes: Axes, spread: float, rho: float) -> None:
    z, effects = own_effects(spread, rho)
    to_x, to_y = linear(-2.6, 2.6, 40, 220), linear(-24, 34, 226, 60)
    axes.plot([40, 220], [to_y(0), to_y(0)], color=light("line"), linewidth=1)
    axes.plot([to_x(v) for v in z], [to_y(v) for v in effects], "o", color=light("violet"), markersize=3.6)
    write(axes, 40, 46, "Own effect, points", 8.4, "quiet")
    write(axes, 30, to_y(0), "0", 8.2, "quiet", ha="center")
    write(axes, 28, to_y(20), "20", 8.2, "quiet", ha="center")
    write(axes, 130, 240, "untreated improvement, less to more", 8.4, "quiet", ha="center")


def own_effects(spread: float, rho: float, people: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """Return untreated courses (mean 0, SD 1) and own effects whose SD and correlation are exactly those named.

    Sixty free draws would miss a correlation of 0.14 by as much again, and show the opposite of what the title says.
    """
    z, fresh = np.random.default_rng(8).standard_normal((2, people))
    z = (z - z.mean()) / z.std()
    fresh -= fresh.mean()
    fresh -= z * (z @ fresh) / (z @ z)
    return z, trials.default("own_effect_mean") + spread * (rho * z + math.sqrt(1 - rho**2) * fresh / fresh.std())


def _bells(axes: Axes, ratio: float) -> None:
    xs = np.linspace(-45, 45, 46)
    to_x = linear(-45, 45, 250, 446)
    for sd, colour, dashed, base in ((control_sd(), "orange", True, 226.0), (control_sd() * ratio, "blue", False, 226.0)):
        ys = base - 1480 * np.exp(-((xs / sd) ** 2) / 2) / sd
        axes.plot([to_x(x) for x in xs], ys, color=light(colour), linewidth=1.8, linestyle=(0, (4, 2)) if dashed else "solid")
    axes.plot([250, 446], [226, 226], color=light("line"), linewidth=1)
    write(axes, 250, 46, f"Drug (solid), SD {control_sd() * ratio:.1f}", 8.6, "blue")
    write(axes, 250, 60, f"Control (dashed), SD {control_sd():.1f}", 8.6, "orange")
    if math.isclose(ratio, 1, abs_tol=5e-4):
        write(axes, 348, 256, "Both curves lie on each other.", 8.4, "quiet", ha="center")
    write(axes, 348, 240, "improvement around the arm's mean", 8.4, "quiet", ha="center")


def _hiding_table(spread: float) -> Table:
    rows = []
    for name in CORRELATIONS:
        rho = trials.hiding_correlation(spread, control_sd()) if name == "hides" else float(name)
        need = trials.people_per_arm(spread, control_sd(), rho)
        ratio = f"{trials.spread_ratio(spread, control_sd(), rho):.3f}"
        rows.append((signed(rho, 2), ratio, "never" if math.isinf(need) else f"{_rounded(need):,}"))
    return Table(f"SD of own effects {spread:g} points", ("Correlation", "Variance ratio", "People per arm for 80% power"), tuple(rows))


@explorable(
    title="What repetition would show",
    sample={"rounds": "4", "sd_effect": "8"},
    sd_effect=Choice({"0": "0 points: the same for all", "4": "4 points", "8": "8 points"}, label="True SD of own effects"),
    rounds=Slider(ROUNDS, label="Drug and control, each person"),
)
def repeated_rounds(sd_effect: str, rounds: str) -> Picture:
    """Simulated crossovers: what each of them would say about the spread of own effects."""
    differences = trials.crossover(trials.Setting.usual(sd_effect=float(sd_effect)), CROSSOVER_PEOPLE, int(rounds),
                                   np.random.default_rng(6), STUDIES)  # fmt: skip
    once = rounds == "1"
    variances = differences[:, :, 0].var(axis=1, ddof=1) if once else trials.effect_variance(differences)
    found = np.sqrt(np.clip(variances, 0, None))
    low, middle, high = np.quantile(found, [0.025, 0.5, 0.975])
    figure, axes = sheet(284)
    write(axes, 14, 18, f"{STUDIES} simulated crossovers, {CROSSOVER_PEOPLE} people, {ROUNDS[rounds]}", 10.5, fontweight="bold")
    to_x = linear(0, 18, 24, 436)
    histogram(axes, found, np.arange(0, 18.5, 0.5), to_x, 190, 112, 0, "violet", fill="violet_ground")
    upright(axes, to_x(float(sd_effect)), 60, 190, "orange", dashed=True, width=1.8)
    ticks(axes, 190, {value: f"{value}" for value in (0, 4, 8, 12, 16)}, to_x, "SD found, points (truth: dashed line)")
    what = "One round: SD of the differences. Own effects and noise are one lump." if once else "Noise within a person taken out."
    write(axes, 14, 40, what, 9.4, "violet", fontweight="bold")
    write_lines(axes, 14, 236, f"Middle 95% of the crossovers: {low:.1f} to {high:.1f} points.", 430, 9)
    stays = f"{trials.default('retest_r_two_weeks'):.0%} of the untreated variance stays with a person"
    write(axes, 14, 254, f"Assumed: {stays}; nothing carries over.", 8.2, "quiet")
    words = (
        f"True SD of own effects {sd_effect} points; {CROSSOVER_PEOPLE} people get drug and control {ROUNDS[rounds]}. {what} "
        f"The SD found is {middle:.1f} points in the middle of {STUDIES} simulated crossovers, {low:.1f} to {high:.1f} in 95% of them. "
        f"Assumed: {stays}, and nothing carries over."
    )
    rows = (
        ("True SD of own effects", f"{sd_effect} points"),
        ("SD found, median", f"{middle:.1f}"),
        ("SD found, middle 95%", f"{low:.1f} to {high:.1f}"),
    )
    return Picture(figure, words, "simulated", Table("Simulated crossovers", ("What", "Value"), rows))
