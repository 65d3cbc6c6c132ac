"""Responders without a responder type: everybody gains the same, and yet some are called responders."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes

from ketamine_course.models import trials
from ketamine_course.pictures._charts import LABEL, chart, label, note, outline, shares, x_ticks
from ketamine_course.pictures._facts import rows_of
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

PEOPLE = 40_000
IN_A_TRIAL = 100
RULES = {"response": "Response: the score falls by half", "remission": "Remission: 10 points or fewer"}


def published_gain() -> str:
    """Return the gain over midazolam in published trials after a day, in points."""
    return next(f"{row['value']:g}" for row in rows_of("worked_numbers") if row["worked_number"] == "shared_gain_24h")


def gains() -> dict[str, str]:
    """Return the gains to choose from, the published one among them."""
    return {gain: f"{gain} points" for gain in sorted(("0", "2", "4", "6", published_gain(), "10", "12"), key=float)}


def _setting() -> trials.Setting:
    given = trials.worked_inputs("responders_added_0")
    return trials.Setting.usual(
        course_mean=given["improvement without the drug, mean"], course_sd=given["improvement without the drug, SD"], mean_effect=0.0
    )


@explorable(
    title="Responders without a responder type",
    narrow=True,
    story="gain",
    sample=lambda: {"gain": published_gain()},
    gain=Slider(gains, label="Gain from the drug, the same for everybody"),
    rule=Choice(RULES, label="Rule"),
)
def shared_gain(gain: str, rule: str) -> Picture:
    """Two arms in which the drug adds exactly the same for everybody, cut by a rule."""
    setting = _setting()
    trial = trials.two_arm(replace(setting, mean_effect=float(gain)), PEOPLE, np.random.default_rng(4))
    judge = trials.responded if rule == "response" else trials.remitted
    drug, control = (float(judge(arm).mean()) for arm in (trial.drug, trial.control))
    found = trials.gap(round(drug * IN_A_TRIAL), IN_A_TRIAL, round(control * IN_A_TRIAL), IN_A_TRIAL)
    figure, axes = chart(
        320,
        f"{'Nobody gains' if gain == '0' else 'The same gain for all'}: {drug:.0%} meet the rule",
        f"Everybody gains {gain} points from the drug",
        left=16,
        top=50,
        bottom=94,
        narrow={"height": 372, "top": 112, "bottom": 166},
    )
    cut = _arms(axes, trial, rule)
    axes.axvline(cut, color=light("ink"), linewidth=1.4)
    corner, lift = (axes.get_xlim()[0], axes.get_ylim()[1]), 34 if is_narrow() else 0  # on a phone over the axes
    label(axes, *corner, f"drug: {drug:.0%} meet the rule", "blue", (4, lift - 8), fontweight="bold")
    label(axes, *corner, f"control (dashed): {control:.0%}", "orange", (4, lift - 23), fontweight="bold")
    assumed = f"{setting.course_mean:g} points on average, SD {setting.course_sd:g}. Scores stop at zero."
    above = note(figure, f"Assumed: improvement without the drug {assumed}")
    note(figure, f"A trial with {IN_A_TRIAL} people per arm and these shares: NNT {found.in_words()}.", "ink", size=LABEL, above=above)
    return Picture(figure, _words(gain, rule, drug, control, found), "simulated", _table(gain, rule, drug, control, found))


def _arms(axes: Axes, trial: trials.Trial, rule: str) -> float:
    """Draw both arms as histograms on the scale of the rule, and return where the rule cuts it."""
    arms = (trial.drug, trial.control)
    if rule == "response":
        values, edges, cut = [100 * (arm.improvement / arm.baseline)[0] for arm in arms], np.arange(-60, 121, 6.0), 50.0
        axes.set(xlim=(-60, 120))
        ends = {-50: "half\nworse", 0: "no\nchange", 50: "fell\nby half", 100: "fell\nto zero"}
        usual = {-50: "50% worse", 0: "no change", 50: "fell by half", 100: "fell to zero"}
        x_ticks(axes, ends if is_narrow() else usual, "Fall of the MADRS score")
    else:
        values, edges, cut = [arm.final[0] for arm in arms], np.arange(0, 61, 2.0), 10.0
        axes.set(xlim=(60, 0))
        x_ticks(axes, {60: "60", 40: "40", 20: "20", 10: "10", 0: "0"}, "Final MADRS score, lower is better")
    axes.set(ylim=(0, 0.17), yticks=[])
    axes.set_label("score")
    outline(axes, shares(values[0], edges), edges, "blue", fill="blue_ground")
    outline(axes, shares(values[1], edges), edges, "orange", dashed=True)
    return cut


def _words(gain: str, rule: str, drug: float, control: float, found: trials.Gap) -> str:
    shown = f"{drug:.0%} of the drug group and {control:.0%} of the control group meet the rule"
    if gain == "0":
        return f"{RULES[rule]}. The drug adds nothing for anyone, and {shown}. Apart from chance, the difference is zero."
    return (
        f"{RULES[rule]}. The drug adds exactly {gain} points for everyone, and {shown}. The other {1 - drug:.0%} of the drug group "
        f"are called failures, although they gained the same {gain} points. With {IN_A_TRIAL} people per arm the NNT is {found.in_words()}."
    )


def _table(gain: str, rule: str, drug: float, control: float, found: trials.Gap) -> Table:
    rows = (
        ("Gain from the drug, everybody", f"{gain} points"),
        ("Drug group meets the rule", f"{drug:.1%}"),
        ("Control group meets the rule", f"{control:.1%}"),
        (f"NNT with 95% interval, {IN_A_TRIAL} per arm", found.in_words()),
    )
    return Table(f"{RULES[rule]} (simulated, {PEOPLE} people per arm)", ("What", "Value"), rows)
