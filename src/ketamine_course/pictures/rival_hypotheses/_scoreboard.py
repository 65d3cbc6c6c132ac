"""The scoreboard: all experiments against all accounts, with what each account leaves unsaid."""

from __future__ import annotations

from functools import cache

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import end_at, legend, listed, rule, sheet, symbol, symbols, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures.rival_hypotheses._common import FITS, experiments, species_words, verdicts
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table, wrapped
from ketamine_course.widgets.width import is_narrow, width

LEFT, ROW = 200.0, 11.6
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


@explorable(
    title="Scoreboard: experiments against accounts",
    narrow=True,
    group=Choice(GROUPS, label="Studied in"),
    sighting=Choice(SIGHTED, label="Count"),
)
def scoreboard(group: str, sighting: str) -> Picture:
    """Every experiment against every account, with tallies, the silent ones among them."""
    names = [name for name, row in experiments().items() if _counts(row, group, sighting)]
    tallies = {account: _tally(names, account) for account in cascade.account_names()}
    if is_narrow():
        unread = [str(experiments()[name]["label"]) for name in names if experiments()[name]["mark"] != "seen"]
        notes = (("Not read in the work itself", f"{'; '.join(unread)}."),) if unread else ()
        return Picture(_stacks(names), _description(names, group, sighting, tallies), "conceptual", _table(names, tallies), notes)
    bottom = 62 + len(names) * ROW
    figure, axes = sheet(bottom + 104)
    _heads(axes)
    for number, name in enumerate(names):
        _row(axes, 62 + number * ROW, name)
    for fit, shown in FITS.items():
        symbols(axes, _places(names, fit), shown.symbol, shown.colour, 5.2)
    for number, fit in enumerate(FITS):
        y = bottom + 8 + number * 13
        symbol(axes, 20, y, FITS[fit].symbol, FITS[fit].colour, 6)
        write(axes, 32, y, f"{FITS[fit].name}: how many", 8.8, fontweight="bold")
        for place, account in enumerate(cascade.account_names()):
            write(axes, LEFT + place * step(), y, str(getattr(tallies[account], fit)), 9.5, fontweight="bold", ha="center")
    write(axes, 14, bottom + 62, "\u00b0 The result was not read in the work itself.", 8.5, "quiet")
    write(axes, 14, bottom + 75, NO_PROOF, 8.5, "quiet")
    return Picture(figure, _description(names, group, sighting, tallies), "conceptual", _table(names, tallies))


def _stacks(names: list[str]) -> Figure:
    """Draw each account as rows of marks, one mark an experiment: on a phone there is no room for a matrix, and the table names them."""
    figure, axes = sheet(200)
    y, gap, most = 46 + titled(axes, f"{len(names)} experiments: each mark is one of them"), 9.4, 20
    for account, words in cascade.account_names().items():
        write(axes, 14, y, words, 9, fontweight="bold")
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
    for place, account in enumerate(cascade.account_names()):
        write(axes, LEFT + place * step(), 34 + 12 * (place % 2), heads()[account], 7.8, fontweight="bold", ha="center")


def _row(axes: Axes, y: float, name: str) -> None:
    row = experiments()[name]
    rule(axes, y + ROW / 2)
    unread = row["mark"] != "seen"
    label = wrapped(row["label"], 42)[0] + (" \u00b0" if unread else "")
    write(axes, 14, y, label, 7.8, "quiet" if unread else "ink", fontstyle="italic" if unread else "normal")


def _places(names: list[str], fit: str) -> list[tuple[float, float]]:
    """Return where a verdict stands in the grid."""
    return [
        (LEFT + place * step(), 62 + number * ROW)
        for number, name in enumerate(names)
        for place, account in enumerate(cascade.account_names())
        if verdicts()[name, account][1] == fit
    ]


def _tally(names: list[str], account: str) -> cascade.Tally:
    return cascade.tally(verdicts()[name, account][1] for name in names)


def _balance(tally: cascade.Tally) -> int:
    return (tally.yes > tally.no) - (tally.yes < tally.no)


def _description(names: list[str], group: str, sighting: str, tallies: dict[str, cascade.Tally]) -> str:
    words = "; ".join(f"{heads()[a]} {t.yes}, {t.partly}, {t.no}, {t.silent}" for a, t in tallies.items())
    where = {"all": "in people, animals and cells", "people": "in people", "others": "in animals and cells"}[group]
    head = f"The scoreboard counts {len(names)} experiments {where} ({SIGHTED[sighting].lower()})."
    text = f"{head} For each account, how many fit, fit in part, speak against it or find it silent: {words}."
    return f"{text} {_what_changes(group, sighting, tallies)}"


def _what_changes(group: str, sighting: str, tallies: dict[str, cascade.Tally]) -> str:
    """Name the conclusions that change when rows that were not read in the work are left out."""
    everything = [name for name, row in experiments().items() if _counts(row, group, "all")]
    unread = [name for name in everything if experiments()[name]["mark"] != "seen"]
    if sighting == "all":
        return f"The number of results that were not read in the work itself is {len(unread)}."
    before = {account: _tally(everything, account) for account in cascade.account_names()}
    turned = [heads()[a] for a in cascade.account_names() if _balance(before[a]) != _balance(tallies[a])]
    moved = [heads()[a] for a in cascade.account_names() if (before[a].yes, before[a].no) != (tallies[a].yes, tallies[a].no)]
    changed = f"Leaving out {len(unread)} changes the counts for {listed(moved, 'no account')}."
    return f"{changed} The balance of fits and misfits changes for {listed(turned, 'no account')}."


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
