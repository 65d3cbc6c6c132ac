"""The scoreboard: for each account what fits and what counts against it to both sides of a line, filled year by year, and its silence."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.models import cascade
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import title_lines
from ketamine_course.pictures._drawing import band, counted, legend, listed, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, status_note
from ketamine_course.pictures.rival_hypotheses._common import FITS, experiments, heads, most, species_words, verdicts, year
from ketamine_course.widgets.controls import Choice, Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

ORDER = ("no", "yes", "partly", "silent")
"""How the pieces of an account follow each other: misses to the left of the line, then what fits, and silence at the end."""
NO_PROOF = "A tally is not proof: experiments differ in weight, and some come from the same laboratory."
GROUPS = {"all": "All", "people": "People", "others": "Animals and cells"}
SIGHTED = {"all": "All results", "seen": "Only those that we read in the cited work"}


@cache
def in_order() -> list[str]:
    """Return the experiments as they were published."""
    return sorted(experiments(), key=lambda name: (year(name), experiments()[name]["label"]))


def until() -> dict[str, str]:
    """Return the years to stop at, after about each quarter of the experiments, and all of them."""
    years = [year(name) for name in in_order()]
    stops = sorted({years[len(years) * part // 4] for part in (1, 2, 3)})
    return {**{str(stop): f"Up to {stop}" for stop in stops if stop < years[-1]}, "all": "All"}


NUMBERS = {
    "yes": "Number that fit",
    "partly": "Number that partly fit",
    "no": "Number that count against the account",
    "silent": "Number without a prediction",
}
"""What the last rows of the table count."""
BRIEFLY = {"yes": "fits", "partly": "partly", "silent": "silent"}
"""What is counted at the right of a row, under its mark."""


@cache
def ranked() -> list[str]:
    """Return the accounts by how far fits are ahead of misfits when all experiments count."""
    balance = {account: _tally(in_order(), account) for account in cascade.account_names()}
    return sorted(balance, key=lambda account: balance[account].no - balance[account].yes)


class Place(NamedTuple):
    """Where the line between misses and fits stands, how broad a piece is, where counts stand, where rows are, and pieces in them."""

    zero: float
    step: float
    numbers: dict[str, float]
    first: float
    row: float
    middle: float


class Piece(NamedTuple):
    """How an experiment is drawn: how high, and in which colour."""

    tall: float
    colour: str


TALL = 12.0
"""How high a miss and a fit are, so that areas compare; what fits in part is half as high, and silence thin."""
PIECES = {"no": Piece(TALL, "magenta"), "yes": Piece(TALL, "blue"), "partly": Piece(TALL / 2, "blue"), "silent": Piece(2.0, "line")}


@explorable(
    title="Scoreboard: experiments against accounts",
    narrow=True,
    page_budget=60_000,
    frame_bytes=1500,
    group=Choice(GROUPS, label="Studied in", cases=True),
    sighting=Choice(SIGHTED, label="Count", cases=True),
    run=Slider(until, label="Experiments published", default="all", plays=True),
)
def scoreboard(group: str, sighting: str, run: str) -> Picture:
    """Every experiment as a piece at every account, to the left against it, to the right for it, or silent; most fits ahead first."""
    names = [each for each in in_order() if _counts(experiments()[each], group, sighting) and (run == "all" or year(each) <= int(run))]
    tallies = {account: _tally(names, account) for account in cascade.account_names()}
    unread = [str(experiments()[name]["label"]) for name in names if experiments()[name]["mark"] != "seen"]
    notes = (("Not read in the cited works", f"{'; '.join(unread)}."),) if unread else ()
    words = _description(names, run, group, sighting, tallies)
    return Picture(_board(names, tallies), words, "our counts and judgement", _table(names, tallies), notes)


def _board(names: list[str], tallies: dict[str, cascade.Tally]) -> Figure:
    figure, axes = sheet(470 if is_narrow() else 340)
    subtitle = f"All {counted(len(names), 'experiment')}, one piece each; rows sorted by fits minus misses"
    lower = title_lines(figure, _title(tallies), subtitle)
    place = _place(lower, 72 * figure.get_figheight() - (50 if is_narrow() else 34))
    _heads(axes, place)
    for number, account in enumerate(ranked()):
        if list(_unrefuted(tallies)) == [account]:  # the one that the title names
            band(axes, 6, place.first + place.row * number, width() - 12, place.row, "panel")
        _account(axes, place, number, account, tallies[account])
    for fit, piece in PIECES.items():
        _pieces(axes, place, fit, piece, [tallies[account] for account in ranked()])
    middles = [place.first + place.row * number + place.middle for number in range(len(ranked()))]
    for top, end in [(y + 2.5, y - 2.5) for y in middles] if is_narrow() else [(middles[0], middles[-1])]:
        axes.add_line(Line2D([place.zero] * 2, [top - 9, end + 9], color=light("ink"), linewidth=1, zorder=3))
    write_lines(axes, 12, 72 * figure.get_figheight() - (46 if is_narrow() else 24), NO_PROOF, width() - 28, 8.5, "quiet")
    return figure


def _unrefuted(tallies: dict[str, cascade.Tally]) -> dict[str, int]:
    """Return the accounts that no experiment speaks against, with the number of those on which they are silent."""
    return {account: tally.silent for account, tally in tallies.items() if not tally.no}


def _title(tallies: dict[str, cascade.Tally]) -> str:
    """Say who has no experiment against it, and that silence is why."""
    free = _unrefuted(tallies)
    many = sum(next(iter(tallies.values())))
    if not free:
        return f"All {in_words(len(tallies))} accounts have experiments against them"
    if len(free) == 1:
        ((account, silent),) = free.items()
        return f"{heads()[account]}: no failed prediction, but {silent} of {many} left open"
    mostly = ", mostly silent," if 2 * sum(free.values()) > many * len(free) else ""
    return f"{in_words(len(free)).capitalize()} of {in_words(len(tallies))} accounts{mostly} have no misses"


def _place(lower: float, bottom: float) -> Place:
    """Return where rows stand and their pieces begin, so that all experiments would have room to both sides of the line."""
    first = (98 if is_narrow() else 78) + lower
    row = (bottom - first) // len(ranked())  # whole numbers, which states share: pages are lighter for them
    ends = [_tally(in_order(), account).no for account in ranked()]
    left, right = (12.0, width() - 12) if is_narrow() else (116.0, width() - 112)
    step = (right - left) * 4 // (max(ends) + len(in_order()) - min(ends)) / 4
    counts = (
        (width() - 20 - 25.0 * nth for nth in reversed(range(4)))
        if is_narrow()
        else (104.0, *(width() - 24 - 33.0 * nth for nth in (2, 1, 0)))
    )
    return Place(
        left + step * max(ends), step, dict(zip(ORDER, counts, strict=True)), first // 1, row, row - 10 if is_narrow() else row / 2
    )


def _heads(axes: Axes, place: Place) -> None:
    """Write over the pieces what they mean, and over the counts what is counted."""
    y = place.first - 12
    if is_narrow():
        legend(axes, y - 29, [FITS[fit] for fit in ORDER], 16)
    else:
        symbol(axes, place.zero - 94, y, FITS["no"].symbol, FITS["no"].colour, 6)
        write(axes, place.zero - 8, y, "counts against", 8.5, FITS["no"].colour, ha="right")
        write(axes, place.zero + 8, y, "fits (half: partly; thin: silent)", 8.5, "quiet")
    for fit in ORDER if is_narrow() else ORDER[1:]:
        symbol(axes, place.numbers[fit], y - (0 if is_narrow() else 11), FITS[fit].symbol, FITS[fit].colour, 6)
        if not is_narrow():
            write(axes, place.numbers[fit], y, BRIEFLY[fit], 8.5, FITS[fit].colour, ha="center")


def _account(axes: Axes, place: Place, number: int, account: str, tally: cascade.Tally) -> None:
    """Write the name of an account and its counts: beside its pieces, or over them on a phone."""
    y = place.first + place.row * number + (7 if is_narrow() else place.row / 2)
    write(axes, 12, y, heads()[account], 9.5, fontweight="bold")
    for fit, x in place.numbers.items():
        at = place.zero - place.step * tally.no - 10 if fit == "no" and not is_narrow() else x
        write(axes, at, y, str(getattr(tally, fit)), 9.5, FITS[fit].colour, ha="center", fontweight="bold")


def _pieces(axes: Axes, place: Place, fit: str, piece: Piece, tallies: list[cascade.Tally]) -> None:
    """Draw all pieces of one kind as one dashed outline: misses to the left of the line, what fits and then silence to its right."""
    corners = []
    for number, tally in enumerate(tallies):
        before = -tally.no if fit == "no" else sum(getattr(tally, each) for each in ORDER[1 : ORDER.index(fit)])
        y = place.first + place.row * number + place.middle + (TALL - piece.tall) / 2
        ends = (before, before + getattr(tally, fit))
        corners += [(place.zero + place.step * end + (0.4 if end == ends[0] else 0), y) for end in ends if ends[0] != ends[1]]
    if corners:
        path = Path(corners, [Path.MOVETO, Path.LINETO] * (len(corners) // 2))
        dashes: Any = (0, ((place.step - 0.8) / piece.tall, 0.8 / piece.tall))
        style: dict[str, Any] = {"linewidth": piece.tall, "linestyle": dashes, "capstyle": "butt", "snap": False, "zorder": 2}
        axes.add_patch(PathPatch(path, fill=False, edgecolor=light(piece.colour), **style))


def _counts(row: Row, group: str, sighting: str) -> bool:
    return group in ("all", "people" if "human" in row["species"] else "others") and (sighting == "all" or row["mark"] == "seen")


def _tally(names: list[str], account: str) -> cascade.Tally:
    return cascade.tally(verdicts()[name, account][1] for name in names)


def _balance(tally: cascade.Tally) -> int:
    return (tally.yes > tally.no) - (tally.yes < tally.no)


def _description(names: list[str], run: str, group: str, sighting: str, tallies: dict[str, cascade.Tally]) -> str:
    words = "; ".join(f"{heads()[a]} {t.yes}, {t.partly}, {t.no}, {t.silent}" for a, t in tallies.items())
    where = {"all": "", "people": " in people", "others": " in animals and cells"}[group]
    published = "" if run == "all" else f" published up to {run}"
    head = f"The scoreboard counts {len(names)} experiments{where}{published} ({'those read' if sighting == 'seen' else 'all results'})"
    text = f"{head} by whether they fit, partly fit, count against or lie outside each account's predictions: {words}."
    return f"{text} {_what_changes(run, group, sighting, tallies)}"


def _what_changes(run: str, group: str, sighting: str, tallies: dict[str, cascade.Tally]) -> str:
    """Name the conclusions that change when rows that were not read in the work are left out."""
    everything = [name for name, row in experiments().items() if _counts(row, group, "all") and (run == "all" or year(name) <= int(run))]
    many = sum(experiments()[name]["mark"] != "seen" for name in everything)
    if sighting == "all":
        told = f"{in_words(many).capitalize()} of these results {'was' if many == 1 else 'were'} not read in the cited work."
        return told if many else "We have read all these results in the cited works."
    before = {a: _tally(everything, a) for a in cascade.account_names()}
    turned = [heads()[a] for a in cascade.account_names() if _balance(before[a]) != _balance(tallies[a])]
    moved = [heads()[a] for a in cascade.account_names() if (before[a].yes, before[a].no) != (tallies[a].yes, tallies[a].no)]
    if not many:
        return "We have read all results of this kind in the cited works, so none is left out."
    what = "whether fits or misses are more numerous"
    changes = f"For {listed(turned)}, it changes {what}" if turned else f"For no account does it change {what}"
    told = f"the counts for {most(moved)}. {changes}" if moved else "no counts"
    return f"Leaving out {counted(many, 'unread result')} changes {told}."


def _table(names: list[str], tallies: dict[str, cascade.Tally]) -> Table:
    rows = [
        (
            experiments()[name]["label"] + status_note(experiments()[name]["mark"]),
            species_words(experiments()[name]),
            *(FITS[verdicts()[name, account][1]].name for account in cascade.account_names()),
        )
        for name in names
    ]
    counts = ((NUMBERS[fit], "", *(str(getattr(tallies[a], fit)) for a in cascade.account_names())) for fit in FITS)
    return Table("Experiments against accounts", ("Experiment", "In", *heads().values()), (*rows, *counts), tuple(names))
