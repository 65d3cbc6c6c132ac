"""Responders without a responder type: everybody gains the same, and yet some are called responders, and not the same ones again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ketamine_course.models import trials
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._charts import NOTE, chart, label, note, x_ticks
from ketamine_course.pictures._facts import rows_of
from ketamine_course.pictures.variable_response._crowd import (
    FOLLOWED,
    SIDES,
    SIDES_ON_A_PHONE,
    Places,
    bins,
    crowd,
    levels,
    named,
    piled,
    ringed,
)
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

PEOPLE = 40_000
IN_A_TRIAL = 100
FALLS = (-60, 106)
"""Ends of a scale of falls, in percent of the score at the start."""
RULES = {"response": "Response: the score falls by half", "remission": "Remission: 10 points or fewer"}
JUDGES = {"response": trials.responded, "remission": trials.remitted}
RUNS = {"1": "The first time", "2": "The same people again"}


def published_gain() -> str:
    """Return the gain over midazolam in published trials after a day, in points."""
    return next(f"{row['value']:g}" for row in rows_of("worked_numbers") if row["worked_number"] == "shared_gain_24h")


def gains() -> dict[str, str]:
    """Return the gains to choose from, the published one among them."""
    return {gain: f"{gain} points" for gain in sorted(("0", published_gain(), "12"), key=float)}


@cache
def untreated() -> trials.Setting:
    """Return the setting of the worked numbers, in which the drug adds nothing."""
    given = trials.worked_inputs("responders_added_0")
    return trials.Setting.usual(
        course_mean=given["improvement without the drug, mean"], course_sd=given["improvement without the drug, SD"], mean_effect=0.0
    )


@dataclass(frozen=True)
class _Found:
    """What becomes of the sixty in one run, and of many such people: who meets the criterion, and how many would not the next time."""

    scores: trials.Arm
    bare: trials.Arm
    meets: NDArray[np.bool_]
    changed: NDArray[np.bool_]
    without: NDArray[np.bool_]
    many: tuple[float, float]
    others: float


@cache
def _found(gain: str, rule: str, run: str) -> _Found:
    judge = JUDGES[rule]
    treated = replace(untreated(), mean_effect=float(gain))
    at, scores, bare = int(run) - 1, trials.same_people(treated), trials.same_people(untreated())
    meets = judge(scores)
    return _Found(_one(scores, at), _one(bare, at), meets[at], meets[at] != meets[0], judge(bare)[at], *_of_many(treated, rule))


@cache
def _of_many(treated: trials.Setting, rule: str) -> tuple[tuple[float, float], float]:
    """Return the shares of two large arms that meet the criterion, and the share of those who meet it that would not the next time."""
    judge = JUDGES[rule]
    trial = trials.two_arm(treated, PEOPLE, np.random.default_rng(4))
    twice = judge(trials.many_people(treated, PEOPLE, np.random.default_rng(4)))
    shares = float(judge(trial.drug).mean()), float(judge(trial.control).mean())
    return shares, float((twice[0] & ~twice[1]).sum() / twice[0].sum())


def _one(arm: trials.Arm, run: int) -> trials.Arm:
    return trials.Arm(arm.baseline[run], arm.final[run])


@explorable(
    title="Responders without a responder type",
    narrow=True,
    story="gain",
    sample=lambda: {"gain": published_gain(), "run": "2"},
    gain=Slider(gains, label="Gain from the drug, the same for everyone"),
    run=Choice(RUNS, label="Treat them"),
    rule=Choice(RULES, label="Criterion"),
)
def shared_gain(gain: str, run: str, rule: str) -> Picture:
    """Sixty people to whom the drug adds exactly the same, cut by a criterion; and the same people once more."""
    found = _found(gain, rule, run)
    figure, pile = chart(
        296,
        _title(found, gain, run),
        f"{'No one gains anything' if gain == '0' else f'All gain {gain} points'} from the drug. {RUNS[run]}",
        **SIDES,
        top=74,
        bottom=62,
        narrow={**SIDES_ON_A_PHONE, "height": 360, "top": 104, "bottom": 96},
    )
    cut, places = _pile(pile, found, rule, before=run == "1")
    crowd(pile, *places, "blue", strong=found.meets, numbers=False, disc=_disc())
    _sides(pile, cut, found)
    if run == "1":
        _shift(pile, found, rule, gain)
        note(figure, f"Dashed: the same people without the drug, {found.without.sum()} of them right of the line.")
    else:
        ringed(pile, *places, found.changed & ~found.meets, _disc())
    return Picture(figure, _words(gain, rule, run, found), "simulated", _table(gain, rule, found))


def _sides(axes: Axes, cut: float, found: _Found) -> None:
    """Draw the line of the criterion, how many stand right of it and, treated again, how many came over to its left."""
    top, (left, right) = axes.get_ylim()[1], axes.get_xlim()
    unit = (right - left) / axes.bbox.width
    axes.axvline(cut, color=light("ink"), linewidth=1.4)
    beside: dict[str, Any] = {"x": cut, "shift": (6, 7)} if (right - cut) / unit > 66 else {"x": right, "shift": (0, 8), "ha": "right"}
    label(axes, y=top, text=f"{found.meets.sum()} meet it", colour="ink", fontweight="bold", **beside)
    if lost := _lost(found):
        way = {"arrowstyle": "-|>", "color": light("magenta"), "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
        y = top * (1 - 8 / axes.bbox.height)
        axes.annotate("", (cut - 24 * unit, y), (cut + 20 * unit, y), arrowprops=way)
        label(axes, cut, y, f"{lost} met it the first time", "magenta", (-29, 0), ha="right", fontweight="bold")


def fall_in_percent(arm: trials.Arm) -> Places:
    """Return by how much the score of each person fell, in percent of the score at the start."""
    return 100 * arm.improvement / arm.baseline


def _title(found: _Found, gain: str, run: str) -> str:
    first = int((found.meets ^ found.changed).sum())
    if run == "1":
        return f"{first} of {trials.SIXTY} meet the criterion; {'no one gains' if gain == '0' else 'all gain the same'}"
    if not first:
        return f"{_new(found)} meet the criterion who did not before"
    return f"{_lost(found)} of {first} \u201cresponders\u201d do not respond the second time"


def falls_ticks(axes: Axes) -> None:
    """Write what the ends of a scale of falls in percent mean."""
    ends = {-50: "half\nworse", 0: "no\nchange", 50: "fell\nby half", 100: "fell\nto zero"}
    usual = {-50: "50% worse", 0: "no change", 50: "fell by half", 100: "fell to zero"}
    x_ticks(axes, ends if is_narrow() else usual, "Fall in the MADRS score")


def _pile(axes: Axes, found: _Found, rule: str, *, before: bool) -> tuple[float, tuple[Places, Places]]:
    """Pile the sixty up on the scale of the criterion, or their outline without the drug; return where the cut is, and their places."""
    cut = 50.0 if rule == "response" else 10.0
    edges = bins(axes, *(FALLS if rule == "response" else (0, 61)), cut, _disc())
    if rule == "response":
        falls_ticks(axes)
    else:
        axes.invert_xaxis()
        x_ticks(axes, {60: "60", 40: "40", 20: "20", 10: "10", 0: "0"}, "Final MADRS score, lower is better")
    levels(axes, _disc())
    axes.grid(visible=False)
    axes.set_label("score")
    drug, bare = _both(found, rule)
    if before:
        counts = np.histogram(np.clip(bare, edges[0], edges[-1]), edges)[0]
        axes.stairs(counts, edges, color=light("orange"), linewidth=1.6, linestyle=(0, (4, 2)), zorder=4.5)
        peak = int(counts.argmax())
        label(axes, edges[peak + 1], counts[peak], "without the drug", "orange", (0, 7), ha="right", fontsize=NOTE)
    return cut, piled(drug, edges)


def _disc() -> float:
    """Return the diameter of a person: smaller on a phone, where fewer stand side by side."""
    return 11 if is_narrow() else 13


def _both(found: _Found, rule: str) -> tuple[Places, Places]:
    """Return what the criterion judges of the sixty, with the drug and without it."""
    drug, bare = (fall_in_percent(arm) if rule == "response" else arm.final for arm in (found.scores, found.bare))
    return drug, bare


def _shift(axes: Axes, found: _Found, rule: str, gain: str) -> None:
    """Draw over the piles how far the drug moves the mean of the sixty, as an arrow from where it would be without it."""
    if gain == "0":
        return
    end, start = (float(values.mean()) for values in _both(found, rule))
    y = axes.get_ylim()[1] - 8 / _disc()
    way = {"arrowstyle": "-|>", "color": light("ink"), "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (end, y), (start, y), arrowprops=way)
    label(axes, start, y, f"all gain {gain}" if is_narrow() else f"all gain {gain} points", "ink", (-6, 0), ha="right")


def _words(gain: str, rule: str, run: str, found: _Found) -> str:
    count, without = int(found.meets.sum()), int(found.without.sum())
    adds = "nothing for anyone" if gain == "0" else f"exactly {gain} points for everyone"
    again = (
        ""
        if run == "1"
        else f"When the same people are treated again, {_lost(found)} who met the criterion the first time do not, and {_new(found)} "
        "others do. "
    )
    failures = "" if gain == "0" else f"The other {trials.SIXTY - count} are called failures, although they gained the same {gain} points. "
    mine = "meets it" if found.meets[FOLLOWED - 1] else "does not meet it"
    return (
        f"{RULES[rule]}. The drug adds {adds}. {again}In this run, {count} of the sixty people meet the criterion with the drug and "
        f"{without} without it. {failures}Person {FOLLOWED} {mine}. Of {PEOPLE:,} such people, {percent(found.many[0])} meet it with the "
        f"drug and {percent(found.many[1])} without."
    )


def _lost(found: _Found) -> int:
    return int((found.changed & ~found.meets).sum())


def _new(found: _Found) -> int:
    return int((found.changed & found.meets).sum())


def _table(gain: str, rule: str, found: _Found) -> Table:
    drug, control = found.many
    needed = trials.gap(round(drug * IN_A_TRIAL), IN_A_TRIAL, round(control * IN_A_TRIAL), IN_A_TRIAL)
    rows = (
        ("Gain from the drug, everyone", f"{gain} points"),
        ("Of the sixty, with the drug", f"{found.meets.sum()}: {named(found.meets)}"),
        ("Of the sixty, without the drug", f"{found.without.sum()}: {named(found.without)}"),
        ("Different verdict from the first time", f"{found.changed.sum()}: {named(found.changed)}"),
        ("Drug group meets the criterion", f"{drug:.1%}"),
        ("Control group meets the criterion", f"{control:.1%}"),
        ("Drug group: of those who meet it once, share that does not meet it again", percent(found.others)),
        (f"NNT with 95% interval, {IN_A_TRIAL} per arm", needed.in_words()),
    )
    return Table(f"{RULES[rule]} (simulated: the sixty, and arms of {PEOPLE:,} people)", ("What", "Value"), rows)
