"""Individual effects and the spread of the arms: what sixty people's effects do to what a trial sees, and how many people it takes."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.models import trials
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import MARGIN, NOTE, chart, label, number_at, signed, x_ticks
from ketamine_course.pictures._drawing import listed, plane_over, write
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures._marks import discs, rows_of_discs
from ketamine_course.pictures.variable_response._common import TRIALS
from ketamine_course.pictures.variable_response._power import control_sd
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

ENDS = -44.0, 52.0
"""Ends of the scale of improvement, in points: nobody lies beyond them in any state."""
JOINED, BAR = 58.0, 6.0
"""How high the lines between the two rows are, and how thick the bar of an SD, in units of the SVG."""
DOT = {False: 6.0, True: 4.5}
"""How large a person is, and on a phone."""
LINED = slice(2, None, 6)
"""Who has a line, of the sixty in the order of their scores without the drug."""
GRID, PER_DOT = 8.0, 50
"""How far dots of people stand apart, and how many people each is."""
EACH = f"One dot: {PER_DOT} people"
CORRELATIONS = {
    "-0.6": "\u22120.6: natural improvers gain less",
    "-0.3": "\u22120.3",
    "0": "0: unrelated",
    "0.3": "0.3",
    "0.6": "0.6: natural improvers gain more",
    "hides": "the one that hides the spread",
}
NEEDED = "With this many people, 80% of trials would show the difference in spread (80% power)."
NONE_ENOUGH = "The two groups have the same spread here, so no trial, however large, would show that individual effects vary."


@explorable(
    title="Individual effects and the spread of the groups",
    narrow=True,
    sample={"correlation": "hides"},
    sd_effect=Choice({"4": "4 points", "8": "8 points"}, label="SD of individual effects"),
    correlation=Choice(CORRELATIONS, label="Correlation of individual effect and untreated improvement", default="0"),
)
def spread_of_arms(sd_effect: str, correlation: str) -> Picture:
    """Some people with their own effects, and what the spread of the two arms shows of it."""
    spread = float(sd_effect)
    rho = trials.hiding_correlation(spread, control_sd()) if correlation == "hides" else float(correlation)
    ratio = trials.spread_ratio(spread, control_sd(), rho)
    need = trials.people_per_arm(spread, control_sd(), rho)
    words_need = (
        "so no number of people would be enough to show a difference"
        if math.isinf(need)
        else f"and it takes about {_rounded(need):,} people per arm to see this (80% power)"
    )
    figure, axes = chart(
        338,
        _title(need),
        "Sixty people without and with the drug; no real trial could draw the lines",
        left=18,
        right=18,
        top=50,
        bottom=132,
        narrow={"height": 440, "top": 96, "bottom": 170},
    )
    _pairs(axes, spread, rho)
    _people(figure, need)
    mean = trials.default("own_effect_mean")
    assumed = f"The control SD is {control_sd():g} points and the mean effect {mean:g} points; the scale has no limits."
    trials_shown = f"The numbers are those of the people randomised in {listed(sorted(work(ref).short for ref in _sizes()))}."
    notes = ("Assumed", assumed), ("Needed", NONE_ENOUGH if math.isinf(need) else NEEDED), ("Trials shown", trials_shown)
    side = "larger than" if ratio > 1.0005 else "smaller than" if ratio < 0.9995 else "exactly as large as"
    words = (
        f"Individual effects have an SD of {sd_effect} points and a correlation of {signed(rho, 2)} with the improvement that people would "
        f"have had anyway. The spread of the drug group is {side} that of the control group, with a ratio of SDs of "
        f"{ratio:.3f}, {words_need}."
    )
    return Picture(figure, words, "simulated", _hiding_table(spread), notes)


def _rounded(number: float) -> int:
    """Return a number of people to two figures."""
    digits = max(0, int(math.log10(number)) - 1)
    return int(round(number / 10**digits) * 10**digits)


def _title(need: float) -> str:
    """Return how many people it would take: a number that is computed, not one of people who were studied."""
    if math.isinf(need):
        return "No number of people would show that effects vary"
    return f"Seeing this takes about {_rounded(need):,} people per arm"


def own_effects(spread: float, rho: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the untreated courses of the sixty and individual effects whose SD and correlation with them are exactly those named."""
    people = trials.sixty()
    return people.course, trials.default("own_effect_mean") + spread * (rho * people.course + math.sqrt(1 - rho**2) * people.effect)


def _pairs(axes: Axes, spread: float, rho: float) -> None:
    """Draw the sixty twice on one scale, piled up without the drug and hanging down with it, and a line for every sixth between the two."""
    course, effects = own_effects(spread, rho)
    without = control_sd() * course
    with_drug = without + effects
    high, dot = axes.bbox.height, DOT[is_narrow()]
    axes.set(xlim=ENDS, ylim=(high, 0), yticks=[])
    axes.set_label("improvement")
    axes.grid(visible=False)
    x_ticks(axes, {at: signed(at, 0) for at in (-40, -20, 0, 20, 40)}, "improvement, points")
    unit = axes.bbox.width / (ENDS[1] - ENDS[0])
    upper, lower = high / 2 - JOINED / 2, high / 2 + JOINED / 2
    names = ("without the drug", without, upper, -1, "orange"), ("with the drug", with_drug, lower, 1, "blue")
    for name, values, ground, side, colour in names:
        at = np.round(values * unit / dot)
        below = np.array([np.count_nonzero(at[:person] == each) for person, each in enumerate(at)])
        discs(axes, at * dot / unit, ground + side * (BAR + 4 + dot * (below + 0.5)), colour, dot - 0.8)
        middle, sd = float(values.mean()), float(values.std())
        y = ground + side * BAR / 2
        axes.plot([middle - sd, middle + sd], [y, y], color=light(colour), linewidth=BAR - 1, solid_capstyle="butt")
        row = (2.0 if is_narrow() else 7.0) if side < 0 else high - 10
        label(axes, ENDS[0], row, name, colour, fontweight="bold")
        number_at(axes, ENDS[1], row, f"SD {sd:.1f}", colour, (0, 0), ha="right")
    ten = np.argsort(without)[LINED]
    ends = np.round(np.column_stack([without, with_drug])[ten] * unit) / unit
    foot = np.full(len(ten), upper + 1.0), np.full(len(ten), lower - 1.0)
    corners = np.column_stack([ends[:, 0], foot[0], ends[:, 1], foot[1]]).reshape(-1, 2)
    lines = Path(corners, [Path.MOVETO, Path.LINETO] * len(ends))
    lines.should_simplify = False
    axes.add_patch(PathPatch(lines, fill=False, edgecolor=light("quiet"), linewidth=1.2, snap=False, zorder=1))


def _sizes() -> dict[str, float]:
    """Return how many people were randomised in trials of this notebook, by work."""
    rows = (row for row in rows_of("trial_counts") if row["trial"] in TRIALS and row["stage"] == "randomised")
    return {row["ref"]: float(row["n"]) for row in rows if row["main"] and row["mark"] == "seen" and row["n"] > 0}


def _people(figure: Figure, need: float) -> None:
    """Draw as dots of so many people each the trials that there are and, as one block, how many it takes."""
    over, high = plane_over(figure), 72 * figure.get_figheight()
    y, x = high - (128 if is_narrow() else 90), MARGIN
    write(over, x, y, f"{in_words(len(_sizes())).capitalize()} trials listed", NOTE, "blue", fontweight="bold")
    if is_narrow():
        write(over, width() - MARGIN, y, EACH, NOTE, "quiet", ha="right")
        y += 13
    else:
        write(over, width() - MARGIN, y + 15, EACH, NOTE, "quiet", ha="right")
        x += 92
    rows = []
    for people in sorted(_sizes().values()):
        rows.append((x + GRID / 2, y, max(1, round(people / PER_DOT))))
        x += GRID * (rows[-1][2] + 1)
    rows_of_discs(over, rows, GRID, "blue", GRID - 2)
    across, deep = (27, 8) if is_narrow() else (54, 4)
    fits = across * deep
    dots = math.inf if math.isinf(need) else max(1, round(2 * _rounded(need) / PER_DOT))
    words = "Needed: no number is enough" if math.isinf(need) else f"Needed: 2 \u00d7 {_rounded(need):,}"
    write(over, MARGIN, y + 15, words + (f", or {dots / fits:.0f} such blocks" if fits < dots < math.inf else ""), 9.5, fontweight="bold")
    shown = fits if dots > fits else int(dots)
    full, rest = divmod(shown, across)
    lines = [across] * full + [rest] * bool(rest)
    places = [(MARGIN + GRID / 2, y + 31 + GRID * row, count) for row, count in enumerate(lines)]
    rows_of_discs(over, places, GRID, "line" if math.isinf(need) else "ink", GRID - 2)
    if math.isinf(need):
        rows_of_discs(over, places, GRID, "paper", GRID - 3.6)


def _hiding_table(spread: float) -> Table:
    rows = []
    for name in CORRELATIONS:
        rho = trials.hiding_correlation(spread, control_sd()) if name == "hides" else float(name)
        need = trials.people_per_arm(spread, control_sd(), rho)
        ratio = f"{trials.spread_ratio(spread, control_sd(), rho):.3f}"
        rows.append((signed(rho, 2), ratio, "never" if math.isinf(need) else f"{_rounded(need):,}"))
    return Table(
        f"SD of individual effects {spread:g} points", ("Correlation", "Ratio of SDs", "People per arm for 80% power"), tuple(rows)
    )
