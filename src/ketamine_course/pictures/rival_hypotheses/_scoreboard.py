"""The scoreboard: for each account what fits and what counts against it to both sides of a line, filled year by year, and its silence."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import counted, legend, listed, sheet, symbol, symbols, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures._marks import discs, strokes
from ketamine_course.pictures.rival_hypotheses._common import FITS, Fit, experiments, species_words, verdicts
from ketamine_course.references import work
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

DEEP = 2
"""How many marks stand under each other: the same for hits, misses and silence, so that areas compare."""
ORDER = ("no", "yes", "partly", "silent")
"""How the marks of an account follow each other: misses begin at one edge, silence ends at the other."""
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
    """Where the marks of an account begin, how far they stand apart, where its counts stand, and where rows are."""

    left: float
    step: float
    numbers: dict[str, float]
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
    names = [each for each in in_order() if _counts(experiments()[each], group, sighting) and (run == "all" or year(each) <= int(run))]
    tallies = {account: _tally(names, account) for account in cascade.account_names()}
    unread = [str(experiments()[name]["label"]) for name in names if experiments()[name]["mark"] != "seen"]
    notes = (("Not read in the work itself", f"{'; '.join(unread)}."),) if unread else ()
    words = _description(names, run, group, sighting, tallies)
    return Picture(_board(names, tallies), words, "our counts and judgement", _table(names, tallies), notes)


def _board(names: list[str], tallies: dict[str, cascade.Tally]) -> Figure:
    figure, axes = sheet(490 if is_narrow() else 340)
    subtitle = f"A row has all {counted(len(names), 'experiment')}; rows by fits less misses of all results"
    lower = title_lines(figure, _title(tallies), subtitle)
    place = _place(lower, 72 * figure.get_figheight() - (42 if is_narrow() else 34))
    _heads(axes, place)
    for number, account in enumerate(ranked()):
        _account(axes, place, number, account, tallies[account])
    _silence(axes, place, tallies)
    for fit, look in FITS.items():
        _verdicts(axes, _rows(tallies, fit, place), look, place.step)
    write_lines(axes, 12, 72 * figure.get_figheight() - (36 if is_narrow() else 24), NO_PROOF, width() - 28, 8.5, "quiet")
    return figure


def _title(tallies: dict[str, cascade.Tally]) -> str:
    """Say who has no experiment against it, and that silence is why."""
    free = {account: tally.silent for account, tally in tallies.items() if not tally.no}
    many = sum(next(iter(tallies.values())))
    if not free:
        return f"All {in_words(len(tallies))} accounts have experiments against them"
    if len(free) == 1:
        ((account, silent),) = free.items()
        return f"{heads()[account]} misses nothing and is silent on {silent} of {many}"
    mostly = ", mostly by silence" if 2 * sum(free.values()) > many * len(free) else ""
    return f"{in_words(len(free)).capitalize()} of {in_words(len(tallies))} accounts miss nothing{mostly}"


def _place(lower: float, bottom: float) -> Place:
    """Return where marks stand, so that all experiments would have room."""
    left, above = (12.0, 16.0) if is_narrow() else (98.0, 0.0)
    first, apart = (98 if is_narrow() else 78) + lower, 22.0 if is_narrow() else 27.0
    row = (bottom - first) // len(ranked())  # whole numbers, which states share: pages are lighter for them
    numbers = {fit: width() - 20 - apart * nth for nth, fit in enumerate(reversed(ORDER))}
    room = width() - 12 - left if is_narrow() else width() - 20 - 3.6 * apart - left
    step = min((row - above - 3) / DEEP, room / -(-len(in_order()) // DEEP))
    return Place(left, step // 1, numbers, first // 1, row)


def _heads(axes: Axes, place: Place) -> None:
    """Write over the marks what they mean, and over the counts what is counted."""
    y = place.first - 12
    legend(axes, y - 29 * is_narrow(), [FITS[fit] for fit in ORDER], place.left + 4)
    for fit in ORDER:
        symbol(axes, place.numbers[fit], y, FITS[fit].symbol, FITS[fit].colour, 6)


def _account(axes: Axes, place: Place, number: int, account: str, tally: cascade.Tally) -> None:
    """Write the name of an account and its counts: beside its marks, or over them on a phone."""
    y = place.first + place.row * number + (8 if is_narrow() else place.row / 2)
    write(axes, 12, y, heads()[account], 9.5, fontweight="bold")
    for fit, x in place.numbers.items():
        write(axes, x, y, str(getattr(tally, fit)), 9.5, FITS[fit].colour, ha="center", fontweight="bold")


def _top(place: Place, number: int) -> float:
    """Return where the marks of an account begin."""
    free = place.row - DEEP * place.step
    return place.first + place.row * number + (free - 3 if is_narrow() else free / 2) // 1


def _silence(axes: Axes, place: Place, tallies: dict[str, cascade.Tally]) -> None:
    """Lay a ground under the silent experiments of each account: silence is as large as hits and misses are."""
    corners, codes = [], []
    for number, tally in enumerate(tallies[account] for account in ranked()):
        top, step = _top(place, number), place.step
        (first, over), (last, under) = divmod(sum(tally) - tally.silent, DEEP), divmod(sum(tally), DEEP)
        low, end = top + DEEP * step, last + (under > 0)
        begin = [(first, top + over * step), (first + (over > 0), top + over * step), (first + (over > 0), top)]
        outline = [*begin, (end, top), (end, top + (under or DEEP) * step), (last, top + (under or DEEP) * step), (last, low), (first, low)]
        corners += [(place.left + step * column, y) for column, y in (*outline, outline[0])]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(outline) - 1), Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(corners, codes), facecolor=light("faint"), edgecolor="none", zorder=0.5))


def _verdicts(axes: Axes, found: list[tuple[float, float, int]], look: Fit, step: float) -> None:
    """Draw all verdicts of one kind; as one outline where the mark allows it."""
    size = 0.8 * step
    places = np.array([(x + step * nth, y) for x, y, count in found for nth in range(count)]).reshape(-1, 2)
    if look.symbol == "read":
        discs(axes, places[:, 0], places[:, 1], look.colour, size + 0.6)
    elif look.symbol == "nothing":
        ends = [(x + step * (at - 0.2 if at == 0 else at - 0.8), y) for x, y, count in found for at in (0, count)]
        style: dict[str, Any] = {"linewidth": 1.4, "linestyle": (0, (0.4 * step / 1.4, 0.6 * step / 1.4))}
        axes.add_patch(PathPatch(Path(ends, [Path.MOVETO, Path.LINETO] * len(found)), fill=False, edgecolor=light(look.colour), **style))
    elif look.symbol == "against":
        strokes(axes, places[:, 0], places[:, 1], look.symbol, look.colour, size - 1)
    else:
        symbols(axes, list(map(tuple, places)), look.symbol, look.colour, size)


def _rows(tallies: dict[str, cascade.Tally], fit: str, place: Place) -> list[tuple[float, float, int]]:
    """Return where the verdicts of one kind begin in each row of marks, and how many stand there: column by column after those before."""
    found = []
    for number, tally in enumerate(tallies[account] for account in ranked()):
        before = sum(getattr(tally, each) for each in ORDER[: ORDER.index(fit)])
        for level in range(DEEP):
            first, last = (-(-(end - level) // DEEP) for end in (before, before + getattr(tally, fit)))
            if last > first:
                x, y = place.left + place.step * (first + 0.5), _top(place, number) + place.step * (level + 0.5)
                found.append((x, y, last - first))
    return found


def _counts(row: Row, group: str, sighting: str) -> bool:
    in_people = "human" in row["species"]
    return group in ("all", "people" if in_people else "others") and (sighting == "all" or row["mark"] == "seen")


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
    return Table("Experiments against accounts", ("Experiment", "In", *heads().values()), (*rows, *counts), tuple(names))
