"""Drugs tried in people that share ketamine's target, and what an account makes of them."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import NOTE, chart, key, label, note, rows_of_labels, x_ticks
from ketamine_course.pictures._drawing import listed, lowered
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.pictures._marks import mark
from ketamine_course.pictures.rival_hypotheses._common import FITS, PREDICTIONS, experiments, status_words
from ketamine_course.pictures.rival_hypotheses._largest import counted, largest, largest_words
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

ALSO_TRIED = ("x_arketamine", "x_nonketamine")
ACTION = {"opposite": "helps NMDA receptors", "same": "blocks NMDA receptors", "none": "", "unknown": ""}
SILENT = 1.9
ENDS = {"mimic": 1.0, "no_mimic": 0.0}
"""Where a prediction lies between no clear benefit and better than placebo; where nothing is predicted it lies apart."""
GAPS: dict[str, Any] = {"no": "solid", "partly": (0, (3, 2))}
"""How the line between a prediction and another result is drawn, by the verdict."""


@cache
def trials() -> tuple[str, ...]:
    """Return the experiments in which a drug was tried in people in place of ketamine."""
    people = [name for name, row in experiments().items() if "human" in row["species"]]
    return tuple(name for name in people if cascade.design(name).asks == "works_alone" and cascade.design(name).agent)


def asked() -> dict[str, str]:
    """Return who can be asked for a prediction."""
    return {"nobody": "Nobody yet", "receptor": "\u201cNMDA block is the mechanism\u201d", **cascade.account_names()}


@cache
def drugs() -> dict[str, str]:
    """Return the names of the drugs."""
    return {row["drug"]: row["label"] for row in rows_of("drug_profiles")}


@explorable(
    title="Same target, other drugs: trials in people",
    narrow=True,
    account=Choice(asked, label="Ask"),
)
def same_target(account: str) -> Picture:
    """Trials in people of drugs that act on NMDA receptors by what was found, beside what one account predicts for them."""
    said = {name: _said(account, name) for name in trials()}
    figure, axes = chart(
        340,
        _title(account, said),
        f"{'Drugs that act on NMDA receptors' if account == 'nobody' else asked()[account]}: trials in people, area by their number",
        left=150,
        top=98,
        bottom=52,
        narrow={"height": 460, "left": 14, "right": 14, "top": 152, "bottom": 58},
    )
    rows_of_labels(axes, [_name(name) for name in trials()], most=22, over=True)
    axes.set(xlim=(-0.5, SILENT + 0.35))
    axes.grid(visible=False, axis="x")
    axes.xaxis.tick_top()
    axes.spines["bottom"].set_visible(False)
    x_ticks(axes, {0: "no clear\nbenefit", 1: "better than\nplacebo", SILENT: "nothing\npredicted"})
    ring = [("unchecked", "violet", "predicted")] if account != "nobody" else []
    grey = [("read", "line", "larger trial")] if any(map(_ended_otherwise, trials())) else []
    key(figure, 58, [("read", "blue", "found"), ("reported", "blue", "as reported"), *grey, *ring, *_gaps(said)], gap=10)
    for row, name in enumerate(trials()):
        _trial(axes, row, name)
        if account != "nobody":
            _predicted(axes, row, name, said[name])
    note(figure, "Predictions are computed from our reading (assumed)." if ring else "Choose an account to see what it predicts.")
    notes = (("Also tried", _others_tried()),)
    return Picture(figure, _description(account, said), "conceptual", _table(account, said), notes)


def _gaps(said: dict[str, tuple[str, str]]) -> list[Line2D]:
    """Return the lines between a prediction and a result that lie apart, as they stand in the key."""
    fits = {fit for name, (told, fit) in said.items() if told in ENDS and ENDS[told] != _better(name)}
    words = {"no": "counts against", "partly": "in part"}
    return [Line2D([], [], color=light("magenta"), linewidth=2.2, linestyle=GAPS[fit], label=words[fit]) for fit in words if fit in fits]


def _name(trial: str) -> str:
    """Return the drug of a trial and, unless it blocks NMDA receptors, what it does."""
    name = drugs()[cascade.design(trial).agent]
    return name if _action(trial) == ACTION["same"] else f"{name} ({_action(trial)})"


def _title(account: str, said: dict[str, tuple[str, str]]) -> str:
    if account == "nobody":
        blockers = [name for name in trials() if _action(name) == ACTION["same"]]
        ahead = sum(map(_better, blockers))
        return f"Of {in_words(len(blockers))} blockers, {in_words(ahead) if ahead else 'none'} did better than placebo"
    fits = Counter(fit for _, fit in said.values())
    words = {"yes": ("fits", "fit"), "partly": ("fits in part", "fit in part"), "no": ("does not", "do not")}
    told = [f"{in_words(fits[fit])} {one if fits[fit] == 1 else more}" for fit, (one, more) in words.items() if fits[fit]]
    return listed(told, "It predicts nothing").capitalize()


def _size(people: float) -> float:
    """Return the diameter of a disc whose area stands for a number of people."""
    return 5.0 if math.isnan(people) else max(5.0, (0.26 if is_narrow() else 0.52) * math.sqrt(people))


def _trial(axes: Axes, row: int, name: str) -> None:
    """Draw a trial where its result lies and, where the largest trial of the drug ended otherwise, that one too."""
    experiment, trial = experiments()[name], largest().get(cascade.design(name).agent)
    x = float(_better(name))
    if trial and _ended_otherwise(name):
        axes.plot([0, 1], [row, row], color=light("line"), linewidth=1.4, zorder=1.5)
        kind = "read" if trial["mark"] == "seen" else "reported"
        _disc(axes, 1 - x, row, kind, "line", trial["people"])
    _disc(axes, x, row, "read" if experiment["mark"] == "seen" else "reported", "blue", experiment["sample_size"])


def _disc(axes: Axes, x: float, row: int, kind: str, colour: str, people: float) -> None:
    """Draw a trial as a disc by its number of people, which stands under it."""
    mark(axes, x, row, kind, colour, _size(people))
    label(axes, x, row, f"{people:g}", "quiet", (_size(people) / 2 + 3, -7), fontsize=NOTE)


def _predicted(axes: Axes, row: int, name: str, said: tuple[str, str]) -> None:
    """Draw a ring where an account expects the result, joined to the result where it lies elsewhere."""
    if said[0] not in ENDS:
        mark(axes, SILENT, row, "nothing", "quiet", 8)
        return
    x = ENDS[said[0]]
    found, size = float(_better(name)), _size(experiments()[name]["sample_size"])
    if x != found:
        axes.plot(
            [x, found],
            [row, row],
            color=light("magenta"),
            linewidth=2.2,
            linestyle=GAPS[said[1]],
            zorder=1.8,
        )
    mark(axes, x, row, "unchecked", "violet", size + (5 if is_narrow() else 7) if x == found else 11, zorder=2.5, markeredgewidth=2)


def _said(account: str, name: str) -> tuple[str, str]:
    if account == "nobody":
        return "silent", "silent"
    asked = cascade.receptor_alone() if account == "receptor" else cascade.account(account)
    said = cascade.predict(asked, cascade.design(name))
    return said, cascade.fit(said, name)


def _ended_otherwise(name: str) -> bool:
    """Whether the largest trial of this drug is another one, with another result."""
    trial = largest().get(cascade.design(name).agent)
    return trial is not None and trial["ref"] not in experiments()[name]["refs"] and trial["ahead"] != _better(name)


def _better(name: str) -> bool:
    return str(experiments()[name]["result"]).startswith("mimicked")


def _action(name: str) -> str:
    acts = cascade.acts_on(cascade.design(name).agent, "nmdar_interneuron")
    return ACTION[acts] or "acts elsewhere"


def _people(row: Row) -> str:
    return f"{row['sample_size']:g} people" if row["sample_size"] == row["sample_size"] else "number of people not known"


def _description(account: str, said: dict[str, tuple[str, str]]) -> str:
    groups = {
        better: [
            lowered(drugs()[cascade.design(n).agent]) + status_note(experiments()[n]["mark"]) for n in trials() if _better(n) == better
        ]
        for better in (True, False)
    }
    found = (
        f"In people, {listed(groups[True])} did better than placebo, whereas {listed(groups[False])} showed no clear benefit. "
        f"{largest_words()}"
    )
    if account == "nobody":
        return f"{found} No account has been asked yet."
    fits = {fit: [lowered(drugs()[cascade.design(n).agent]) for n in trials() if said[n][1] == fit] for fit in FITS}
    verdicts = {"yes": "fits for", "partly": "fits in part for", "no": "counts against it for", "silent": "finds it silent on"}
    parts = [f"{verdicts[fit]} {listed(names)}" for fit, names in fits.items() if names]
    return f"{found} Compared with what {asked()[account]} predicts, the result {'; '.join(parts)}."


def _others_tried() -> str:
    """Say how the largest trials of drugs ended that were not put to the accounts."""
    agents = {cascade.design(name).agent for name in trials()}
    told = [_ended(row) for drug, row in largest().items() if drug not in agents]
    return f"Not put to the accounts: {listed(told)}." if told else ""


def _ended(row: Row) -> str:
    return f"{counted(row)} {'better' if row['ahead'] else 'not ahead'}"


def _table(account: str, said: dict[str, tuple[str, str]]) -> Table:
    rows = [
        (
            drugs()[cascade.design(name).agent],
            _people(experiments()[name]),
            experiments()[name]["finding"],
            "not asked" if account == "nobody" else PREDICTIONS[said[name][0]],
            "" if account == "nobody" else FITS[said[name][1]].name,
            f"{cited(experiments()[name]['refs'])} ({status_words(experiments()[name])})",
        )
        for name in trials()
    ]
    others = [
        (
            row["label"],
            _people(row | {"sample_size": row["people"]}),
            _outcome(row),
            "not asked",
            "",
            cited((row["ref"],)) + status_note(row["mark"]),
        )
        for row in rows_of("drug_trials")
        if row["ref"] not in {ref for name in trials() for ref in experiments()[name]["refs"]}
    ]
    others += [
        (row["topic"], "", row["finding"], "not asked", "", cited(row["refs"]) + status_note(row["mark"]))
        for row in rows_of("observations")
        if row["observation"] in ALSO_TRIED
    ]
    caption = "Trials in people; below, further ones that were not put to the accounts"
    return Table(caption, ("Drug", "People", "Found", "Predicted", "Verdict", "Work"), (*rows, *others))


def _outcome(row: Row) -> str:
    note = f" ({row['note']})" if row["note"] else ""
    return f"{'better than' if row['ahead'] else 'no clear benefit over'} {row['compared_with']}{note}"
