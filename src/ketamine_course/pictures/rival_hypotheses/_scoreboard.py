"""The scoreboard: all experiments against all accounts in one matrix that fills year by year, with what each account leaves unsaid."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import end_at, legend, listed, rule, sheet, symbol, symbols, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures._marks import discs, strokes
from ketamine_course.pictures.rival_hypotheses._common import FITS, Fit, experiments, species_words, verdicts
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow, width

LEFT, ROW, FIRST = 200.0, 12.0, 132.0
NO_PROOF = "A tally is no proof: experiments differ in weight, and some share a laboratory."
GROUPS = {"all": "All", "people": "People", "others": "Animals and cells"}
SIGHTED = {"all": "All results", "seen": "Only those read in the work"}


@cache
def heads() -> dict[str, str]:
    """Return the accounts with names short enough for the head of a column."""
    return {row["hypothesis"]: row["heading"] for row in rows_of("hypotheses")}


def step() -> float:
    """Return the way from one account's column to the next; the last one stays on the sheet."""
    return min(32.4, 228 / (len(cascade.account_names()) - 1))


def year(name: str) -> int:
    """Return the year in which an experiment was published."""
    found = re.search(r"\d{4}", work(experiments()[name]["refs"][0]).short)
    if found is None:
        raise ValueError(f"experiment {name!r}: its first work has no year")
    return int(found[0])


@cache
def in_order() -> list[str]:
    """Return the experiments as they were published."""
    return sorted(experiments(), key=lambda name: (year(name), experiments()[name]["label"]))


def until() -> dict[str, str]:
    """Return the years to stop at, after about each quarter of the experiments, and all of them."""
    years = [year(name) for name in in_order()]
    stops = sorted({years[len(years) * part // 4] for part in (1, 2, 3)})
    return {**{str(stop): f"Until {stop}" for stop in stops if stop < years[-1]}, "all": "All"}


@cache
def ranked() -> list[str]:
    """Return the accounts by how far fits are ahead of misfits when all experiments count."""
    balance = {account: _tally(in_order(), account) for account in cascade.account_names()}
    return sorted(balance, key=lambda account: balance[account].no - balance[account].yes)


@explorable(
    title="Scoreboard: experiments against accounts",
    narrow=True,
    page_budget=60_000,
    frame_bytes=1500,
    group=Choice(GROUPS, label="Studied in"),
    sighting=Choice(SIGHTED, label="Count"),
    run=Slider(until, label="Experiments published", default="all", plays=True),
)
def scoreboard(group: str, sighting: str, run: str) -> Picture:
    """Every experiment against every account in a sorted matrix that fills, with tallies on top, the silent ones among them."""
    shown = [name for name in in_order() if _counts(experiments()[name], group, sighting)]
    names = [name for name in shown if run == "all" or year(name) <= int(run)]
    tallies = {account: _tally(names, account) for account in cascade.account_names()}
    words = _description(names, run, group, sighting, tallies)
    if is_narrow():
        unread = [str(experiments()[name]["label"]) for name in names if experiments()[name]["mark"] != "seen"]
        notes = (("Not read in the work itself", f"{'; '.join(unread)}."),) if unread else ()
        return Picture(_stacks(names), words, "conceptual", _table(names, tallies), notes)
    figure, axes = sheet(FIRST + len(in_order()) * ROW + 46)
    write(axes, 14, 20, _title(tallies), 13, fontweight="bold")
    _heads(axes)
    for number, (fit, look) in enumerate(FITS.items()):
        y: float = 70 + number * 13
        symbol(axes, 20, y, look.symbol, look.colour, 6)
        write(axes, 32, y, f"{look.name}: how many", 8.8, fontweight="bold")
        for place, account in enumerate(ranked()):
            write(axes, LEFT + place * step(), y, str(getattr(tallies[account], fit)), 9.5, fontweight="bold", ha="center")
    for number, name in enumerate(shown):
        _row(axes, FIRST + number * ROW, name)
    for fit, look in FITS.items():
        _verdicts(axes, names, fit, look)
    y = FIRST + len(in_order()) * ROW + 6
    write(axes, 14, y, "\u00b0 The result was not read in the work itself.", 8.5, "quiet")
    write(axes, 14, y + 13, NO_PROOF, 8.5, "quiet")
    return Picture(figure, words, "conceptual", _table(names, tallies))


def _title(tallies: dict[str, cascade.Tally]) -> str:
    free = sum(tally.no == 0 for tally in tallies.values())
    return f"Nothing counts against {in_words(free) if free else 'none'} of {in_words(len(tallies))} accounts"


def _verdicts(axes: Axes, names: list[str], fit: str, look: Fit) -> None:
    """Draw all verdicts of one kind, as one outline where the mark allows it."""
    places = np.array(_places(names, fit)).reshape(-1, 2)
    if look.symbol == "read":
        discs(axes, places[:, 0], places[:, 1], look.colour, 6.4)
    elif look.symbol in ("against", "nothing"):
        strokes(axes, places[:, 0], places[:, 1], look.symbol, look.colour, 5.2)
    else:
        symbols(axes, [(x, y) for x, y in places], look.symbol, look.colour, 5.2)


def _stacks(names: list[str]) -> Figure:
    """Draw each account as rows of marks, one mark an experiment: on a phone there is no room for a matrix, and the table names them."""
    figure, axes = sheet(200)
    y, gap, most = 46 + titled(axes, f"{len(names)} experiments: each mark is one"), 9.4, 20
    for account in ranked():
        write(axes, 14, y, cascade.account_names()[account], 9, fontweight="bold")
        y += 13
        for fit, shown in FITS.items():
            count = getattr(_tally(names, account), fit)
            places = [(50 + gap * (at % most), y + 9 * (at // most)) for at in range(count)]
            write(axes, 38, y, str(count), 9, shown.colour, ha="right", fontweight="bold")
            if places:
                symbols(axes, places, shown.symbol, shown.colour, 5.2)
            y += 12 + 9 * (max(count - 1, 0) // most)
        rule(axes, y - 5)
        y += 6
    y = legend(axes, y, [(shown.symbol, shown.colour, shown.name) for shown in FITS.values()]) + 18
    end_at(figure, axes, write_lines(axes, 14, y, NO_PROOF, width() - 28, 8.5, "quiet") + 16)
    return figure


def _counts(row: Row, group: str, sighting: str) -> bool:
    in_people = "human" in row["species"]
    return group in ("all", "people" if in_people else "others") and (sighting == "all" or row["mark"] == "seen")


def _heads(axes: Axes) -> None:
    for place, account in enumerate(ranked()):
        write(axes, LEFT + place * step(), 42 + 12 * (place % 2), heads()[account], 7.8, fontweight="bold", ha="center")


def _row(axes: Axes, y: float, name: str) -> None:
    row = experiments()[name]
    rule(axes, y + ROW / 2)
    unread = row["mark"] != "seen"
    label = wrapped(row["label"], 42)[0] + (" \u00b0" if unread else "")
    write(axes, 14, y, label, 7.8, "quiet" if unread else "ink", fontstyle="italic" if unread else "normal")


def _places(names: list[str], fit: str) -> list[tuple[float, float]]:
    """Return where a verdict stands in the grid."""
    return [
        (LEFT + place * step(), FIRST + number * ROW)
        for number, name in enumerate(names)
        for place, account in enumerate(ranked())
        if verdicts()[name, account][1] == fit
    ]


def _tally(names: list[str], account: str) -> cascade.Tally:
    return cascade.tally(verdicts()[name, account][1] for name in names)


def _balance(tally: cascade.Tally) -> int:
    return (tally.yes > tally.no) - (tally.yes < tally.no)


def _description(names: list[str], run: str, group: str, sighting: str, tallies: dict[str, cascade.Tally]) -> str:
    words = "; ".join(f"{heads()[a]} {t.yes}, {t.partly}, {t.no}, {t.silent}" for a, t in tallies.items())
    where = {"all": "", "people": " in people", "others": " in animals and cells"}[group]
    published = "" if run == "all" else f" published until {run}"
    head = f"The scoreboard counts {len(names)} experiments{where}{published} ({SIGHTED[sighting].lower()})."
    text = f"{head} For each account, how many fit, fit in part, count against it or are silent: {words}."
    return f"{text} {_what_changes(run, group, sighting, tallies)}"


def _what_changes(run: str, group: str, sighting: str, tallies: dict[str, cascade.Tally]) -> str:
    """Name the conclusions that change when rows that were not read in the work are left out."""
    everything = [name for name, row in experiments().items() if _counts(row, group, "all") and (run == "all" or year(name) <= int(run))]
    unread = [name for name in everything if experiments()[name]["mark"] != "seen"]
    if sighting == "all":
        return f"The number of results that were not read in the work itself is {len(unread)}."
    before = {account: _tally(everything, account) for account in cascade.account_names()}
    turned = [heads()[a] for a in cascade.account_names() if _balance(before[a]) != _balance(tallies[a])]
    moved = [heads()[a] for a in cascade.account_names() if (before[a].yes, before[a].no) != (tallies[a].yes, tallies[a].no)]
    changed = f"Leaving out {len(unread)} changes the counts for {listed(moved, 'no account')}."
    return f"{changed} The balance changes for {listed(turned, 'no account')}."


def _table(names: list[str], tallies: dict[str, cascade.Tally]) -> Table:
    rows = [
        (
            experiments()[name]["label"] + status_note(experiments()[name]["mark"]),
            species_words(experiments()[name]),
            *(FITS[verdicts()[name, account][1]].name for account in cascade.account_names()),
        )
        for name in names
    ]
    counts = [(f"How many: {FITS[fit].name}", "", *(str(getattr(tallies[a], fit)) for a in cascade.account_names())) for fit in FITS]
    return Table("Experiments against accounts", ("Experiment", "In", *heads().values()), (*rows, *counts))
