"""The scoreboard: for each account what fits and what counts against it to both sides of a line, filled year by year, and its silence."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import counted, listed, rule, sheet, symbol, symbols, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures._marks import discs, strokes
from ketamine_course.pictures.rival_hypotheses._common import FITS, Fit, experiments, species_words, verdicts
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

DEEP, SILENT_DEEP = {True: 3, False: 2}, 3
"""How many marks stand under each other, on a phone and elsewhere, and how many silent ones."""
NO_PROOF = "A tally is no proof: experiments differ in weight, and some share a laboratory."
GROUPS = {"all": "All", "people": "People", "others": "Animals and cells"}
SIGHTED = {"all": "All results", "seen": "Only those read in the work"}


@cache
def heads() -> dict[str, str]:
    """Return the accounts with names short enough for the head of a column."""
    return {row["hypothesis"]: row["heading"] for row in rows_of("hypotheses")}


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


class Place(NamedTuple):
    """Where rows of marks stand: the line between against and for, the way to the next mark, where silence begins, and heights."""

    line: float
    step: float
    silent: float
    first: float
    row: float


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
    """Every experiment as a mark at every account, for it or against it or silent, sorted by how far fits are ahead."""
    shown = [name for name in in_order() if _counts(experiments()[name], group, sighting)]
    names = [name for name in shown if run == "all" or year(name) <= int(run)]
    tallies = {account: _tally(names, account) for account in cascade.account_names()}
    unread = [str(experiments()[name]["label"]) for name in names if experiments()[name]["mark"] != "seen"]
    notes = (("Not read in the work itself", f"{'; '.join(unread)}."),) if unread else ()
    words = _description(names, run, group, sighting, tallies)
    return Picture(_board(names, tallies), words, "conceptual", _table(names, tallies), notes)


def _board(names: list[str], tallies: dict[str, cascade.Tally]) -> Figure:
    figure, axes = sheet(470 if is_narrow() else 340)
    lower = title_lines(figure, _title(tallies), f"Each mark is one of {counted(len(names), 'experiment')}")
    place = _place(lower, 72 * figure.get_figheight() - (50 if is_narrow() else 38))
    _heads(axes, place)
    for number, account in enumerate(ranked()):
        _account(axes, place, number, account, tallies[account])
    for fit, look in FITS.items():
        _verdicts(axes, _places(names, fit, place), look)
    write_lines(axes, 14, 72 * figure.get_figheight() - (36 if is_narrow() else 24), NO_PROOF, width() - 28, 8.5, "quiet")
    return figure


def _title(tallies: dict[str, cascade.Tally]) -> str:
    free = sum(tally.no == 0 for tally in tallies.values())
    return f"Nothing counts against {in_words(free) if free else 'none'} of {in_words(len(tallies))} accounts"


def _place(lower: float, bottom: float) -> Place:
    """Return where marks stand, so that all experiments would have room."""
    every = [_tally(in_order(), account) for account in ranked()]
    against = max(_columns(tally.no) for tally in every)
    behind = max(_columns(tally.yes) + _columns(tally.partly) for tally in every)
    silent = max(-(-tally.silent // SILENT_DEEP) for tally in every)
    left = 12.0 if is_narrow() else 96.0
    numbers = (17.0, 44.0 if is_narrow() else 52.0, 18.0)  # beside the marks: against, for, silent
    across = width() - 12 - left - sum(numbers)
    step = min(6.4 if is_narrow() else 9.4, across / (against + behind + 0.55 * silent))
    line = left + numbers[0] + against * step
    first = (96 if is_narrow() else 90) + lower
    row = (bottom - first + (12 if is_narrow() else 14)) / len(every)
    return Place(line, step, line + behind * step + numbers[1], first, min(row, 36.0 if is_narrow() else 25.0))


def _columns(count: int) -> int:
    return -(-count // DEEP[is_narrow()])


def _heads(axes: Axes, place: Place) -> None:
    """Write over the marks what their side means."""
    y = place.first - (34 if is_narrow() else 26)
    against, *others = FITS["no"], FITS["yes"], FITS["partly"]
    symbol(axes, place.line - 8, y, against.symbol, against.colour, 6)
    write(axes, place.line - 15, y, "against" if is_narrow() else against.name, 8.5, "quiet", ha="right")
    x = place.line + 8
    for look in others:
        words = look.name.removeprefix("fits ") if is_narrow() else look.name
        symbol(axes, x, y, look.symbol, look.colour, 6)
        write(axes, x + 7, y, words, 8.5, "quiet")
        x += 16 + 4.9 * len(words)
    silent = FITS["silent"]
    symbol(axes, place.silent + 2, y, silent.symbol, silent.colour, 5)
    write(axes, place.silent + 8, y, silent.name, 8.5, "quiet")


def _account(axes: Axes, place: Place, number: int, account: str, tally: cascade.Tally) -> None:
    """Write the name of an account and its counts, beside where its marks end."""
    y = place.first + place.row * number
    if is_narrow():
        write(axes, 12, y - 17, cascade.account_names()[account], 9.5, fontweight="bold")
    else:
        write(axes, 12, y, heads()[account], 9.5, fontweight="bold")
    rule(axes, y + (place.row / 2 if not is_narrow() else place.row - 26))
    axes.add_line(Line2D([place.line] * 2, [y - 11, y + 11], color=light("ink"), linewidth=1.2, zorder=1))
    behind = place.line + place.step * (_columns(tally.yes) + _columns(tally.partly))
    write(axes, place.line - place.step * _columns(tally.no) - 4, y, str(tally.no), 9.5, FITS["no"].colour, ha="right", fontweight="bold")
    write(axes, behind + 4, y, f"{tally.yes}+{tally.partly}", 9.5, FITS["yes"].colour, fontweight="bold")
    long = 0.55 * place.step * -(-tally.silent // SILENT_DEEP)
    write(axes, place.silent + long + 2, y, str(tally.silent), 9.5, "quiet", fontweight="bold")


def _verdicts(axes: Axes, found: list[tuple[float, float]], look: Fit) -> None:
    """Draw all verdicts of one kind, as one outline where the mark allows it."""
    places = np.array(found).reshape(-1, 2)
    size = 5.2 if is_narrow() else 7.0
    if look.symbol == "read":
        discs(axes, places[:, 0], places[:, 1], look.colour, size + 0.8)
    elif look.symbol in ("against", "nothing"):
        strokes(axes, places[:, 0], places[:, 1], look.symbol, look.colour, size - (3 if look.symbol == "nothing" else 0.8))
    else:
        symbols(axes, found, look.symbol, look.colour, size)


def _counts(row: Row, group: str, sighting: str) -> bool:
    in_people = "human" in row["species"]
    return group in ("all", "people" if in_people else "others") and (sighting == "all" or row["mark"] == "seen")


def _places(names: list[str], fit: str, place: Place) -> list[tuple[float, float]]:
    """Return where the verdicts of one kind stand: from the line to the left or right, or at the silent ones."""
    found = []
    for number, account in enumerate(ranked()):
        tally, y = _tally(names, account), place.first + place.row * number
        before = _columns(tally.yes) if fit == "partly" else 0
        for at in range(getattr(tally, fit)):
            if fit == "silent":
                column, level = divmod(at, SILENT_DEEP)
                found.append((place.silent + 0.55 * place.step * column, y + 4.6 * (level - (SILENT_DEEP - 1) / 2)))
                continue
            column, level = divmod(at, DEEP[is_narrow()])
            x = place.step * (column + 0.5 + before)
            found.append((place.line + (-x if fit == "no" else x), y + place.step * (level - (DEEP[is_narrow()] - 1) / 2)))
    return found


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
