"""Drugs tried in people that share ketamine's target, and what an account makes of them."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes

from ketamine_course.models import cascade
from ketamine_course.models.counts import largest_trials
from ketamine_course.pictures._drawing import end_at, legend, listed, lowered, rule, sheet, symbol, titled, write, write_lines
from ketamine_course.pictures._facts import Row, cited, rows_of, status_note
from ketamine_course.pictures.rival_hypotheses._common import FITS, PREDICTIONS, experiments, status_words
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

ALSO_TRIED = ("x_arketamine", "x_nonketamine")
ACTION = {"opposite": "helps NMDA receptors", "same": "blocks NMDA receptors", "none": "", "unknown": ""}
FOUND = {True: ("better than placebo", "up", "green"), False: ("no clear benefit", "same", "ink")}
ROW = 31.0
TITLE = "Drugs that act on NMDA receptors, tried in people with depression"
NOTE = "\u00b0 as reported by others. Predictions are computed from our reading (assumed)."


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


@cache
def largest() -> dict[str, Row]:
    """Return the largest trial against placebo of each drug, which need not be the one put to the accounts."""
    return {row["drug"]: {str(name): value for name, value in row.items()} for row in largest_trials().to_dict("records")}


@explorable(
    title="Same target, other drugs: trials in people",
    narrow=True,
    account=Choice(asked, label="Ask"),
)
def same_target(account: str) -> Picture:
    """Trials in people of drugs that act on NMDA receptors, beside what one account predicts for them."""
    said = {name: _said(account, name) for name in trials()}
    if is_narrow():
        return _on_a_phone(account, said)
    figure, axes = sheet(62 + len(trials()) * ROW + 66)
    write(axes, 14, 17, TITLE, 10, fontweight="bold")
    for x, words in ((14, "Drug and trial"), (218, "Was found"), (346, "Predicted")):
        write(axes, x, 38, words, 8.8, "quiet", fontweight="bold")
    for number, name in enumerate(trials()):
        y, row = 62 + number * ROW, experiments()[name]
        words, shape, colour = FOUND[_better(name)]
        rule(axes, y + ROW / 2)
        write(axes, 14, y - 6, drugs()[cascade.design(name).agent], 9, fontweight="bold")
        write(axes, 14, y + 6, f"{_action(name)}; {_people(row)}", 8, "quiet")
        unread = row["mark"] != "seen"
        symbol(axes, 224, y, "reported" if unread else shape, colour, 6.5)
        larger = _larger(name)
        colour, style = ("quiet", "italic") if unread else ("ink", "normal")
        write(axes, 234, y - (5 if larger else 0), words + (" \u00b0" if unread else ""), 9, colour, fontstyle=style)
        write(axes, 234, y + 7, larger, 7.6, "quiet")
        if account != "nobody":
            _verdict(axes, y, said[name])
    y = 62 + len(trials()) * ROW
    if account != "nobody":
        legend(axes, y + 2, [(shown.symbol, shown.colour, shown.name) for shown in FITS.values()])
    write(axes, 14, y + 19, NOTE, 8.4, "quiet")
    write_lines(axes, 14, y + 35, _others_tried(), 430, 8.4, "quiet")
    return Picture(figure, _description(account, said), "conceptual", _table(account, said))


def _on_a_phone(account: str, said: dict[str, tuple[str, str]]) -> Picture:
    """Draw each drug as a block: its trial, what was found, and what was predicted."""
    figure, axes = sheet(200)
    y = 46 + titled(axes, TITLE, 10, 17)
    for name in trials():
        row, larger = experiments()[name], _larger(name)
        words, shape, colour = FOUND[_better(name)]
        unread = row["mark"] != "seen"
        write(axes, 14, y, drugs()[cascade.design(name).agent], 9, fontweight="bold")
        y = write_lines(axes, 14, y + 12, f"{_action(name)}; {_people(row)}", width() - 28, 8.5, "quiet")
        symbol(axes, 20, y + 2, "reported" if unread else shape, colour, 6.5)
        write(axes, 30, y + 2, "found: " + words + (" \u00b0" if unread else ""), 9, "quiet" if unread else "ink")
        if larger:
            y += 12
            write(axes, 30, y + 2, larger, 8.5, "quiet")
        if account != "nobody":
            y += 14
            _verdict(axes, y + 2, said[name], 20)
        rule(axes, y + 12)
        y += 24
    y = legend(axes, y + 2, [(shown.symbol, shown.colour, shown.name) for shown in FITS.values()]) if account != "nobody" else y - 10
    end_at(figure, axes, write_lines(axes, 14, y + 18, NOTE, width() - 28, 8.5, "quiet") + 16)
    notes = (("Also tried", _others_tried()),)
    return Picture(figure, _description(account, said), "conceptual", _table(account, said), notes)


def _verdict(axes: Axes, y: float, said: tuple[str, str], left: float = 336) -> None:
    shown = FITS[said[1]]
    symbol(axes, left, y, shown.symbol, shown.colour)
    words = {"mimic": "should work", "no_mimic": "should not work", "silent": "says nothing"}
    write(axes, left + 10, y, ("predicted: " if is_narrow() else "") + words[said[0]], 9)


def _said(account: str, name: str) -> tuple[str, str]:
    if account == "nobody":
        return "silent", "silent"
    asked = cascade.receptor_alone() if account == "receptor" else cascade.account(account)
    said = cascade.predict(asked, cascade.design(name))
    return said, cascade.fit(said, name)


def _larger(name: str) -> str:
    """Say how the largest trial of this drug ended, where that is another one."""
    trial = largest().get(cascade.design(name).agent)
    if trial is None or trial["ref"] in experiments()[name]["refs"]:
        return ""
    mark_ = "" if trial["mark"] == "seen" else " \u00b0"
    return f"largest ({trial['people']:g}): {'better' if trial['ahead'] else 'not ahead'}{mark_}"


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
        for better in FOUND
    }
    found = (
        f"In people, {listed(groups[True])} did better than placebo, whereas {listed(groups[False])} showed no clear benefit. "
        f"{_largest_words()}"
    )
    if account == "nobody":
        return f"{found} No account has been asked yet."
    fits = {fit: [lowered(drugs()[cascade.design(n).agent]) for n in trials() if said[n][1] == fit] for fit in FITS}
    verdicts = {"yes": "fits for", "partly": "fits in part for", "no": "speaks against it for", "silent": "finds it silent on"}
    parts = [f"{verdicts[fit]} {listed(names)}" for fit, names in fits.items() if names]
    return f"{found} Compared with what {asked()[account]} predicts, the result {'; '.join(parts)}."


def _others_tried() -> str:
    """Say how the largest trials of drugs ended that were not put to the accounts."""
    agents = {cascade.design(name).agent for name in trials()}
    told = [_ended(row) for drug, row in largest().items() if drug not in agents]
    return f"Not put to the accounts: {listed(told)}." if told else ""


def _ended(row: Row) -> str:
    note = status_note(row["mark"]).replace(" (", "; ").rstrip(")")
    return f"{lowered(row['label'])} {'better' if row['ahead'] else 'not ahead'} ({row['people']:g}{note})"


def _largest_words() -> str:
    """Say how the largest trial against placebo of each drug ended, the smallest of them last."""
    told = [_ended(row) for row in largest().values()]
    return f"In the largest placebo-controlled trial of each drug, the results were {listed(told)}."


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
