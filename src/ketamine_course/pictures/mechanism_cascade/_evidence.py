"""Evidence: what the arrows of each account rest on, and how many were looked at in people."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from matplotlib.axes import Axes

from ketamine_course.models import cascade
from ketamine_course.pictures._drawing import SIGNS, box, counted, legend, listed, rule, sheet, symbol, write
from ketamine_course.pictures.mechanism_cascade._common import inline
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

Pair = tuple[str, str]
Counts = dict[Pair, dict[str, cascade.Support]]

SYSTEM_COLOURS = {"people": "blue", "animals": "green", "cells": "violet"}


@explorable(
    title="What each arrow rests on",
    account=Choice(cascade.account_names, label="Account"),
    findings=Choice({"all": "All findings", "seen": "Only those read in the work"}, label="Count"),
)
def arrow_evidence(account: str, findings: str) -> Picture:
    """The arrows of one account with the findings for and against each, in people, animals and cells."""
    nodes = cascade.path(account)
    pairs = list(pairwise(nodes))
    counts = {pair: cascade.support(*pair, only_seen=findings == "seen") for pair in pairs}
    looked = cascade.looked_at_in_people(nodes)
    figure, axes = sheet(58 + len(pairs) * 25 + 58, 360)
    write(axes, 14, 16, f"{cascade.account_names()[account]}: {counted(len(pairs), 'arrow')}", 10.5, fontweight="bold")
    columns = dict(zip(SYSTEM_COLOURS, (212, 268, 324), strict=True))
    for system, x in columns.items():
        write(axes, x, 36, system, 9.5, SYSTEM_COLOURS[system], fontweight="bold", ha="center")
    for number, pair in enumerate(pairs):
        _evidence_row(axes, 58 + number * 25, pair, counts[pair], columns)
    y = 58 + len(pairs) * 25
    legend(axes, y, [("full", "ink", "only for"), ("half", "ink", "for and against"), ("open_cross", "magenta", "only against")], size=8.2)
    write(axes, 14, y + 15, "Numbers: findings for and against. No mark: nothing listed.", 8.5, "quiet")
    write(axes, 14, y + 34, f"Study in people listed: {sum(looked)} of {len(pairs)} arrows.", 10, fontweight="bold")
    return Picture(
        figure,
        _evidence_words(account, findings, pairs, counts, looked),
        "conceptual",
        _evidence_table(account, pairs, counts, looked),
    )


def _evidence_row(axes: Axes, y: float, pair: Pair, counts: dict[str, cascade.Support], columns: Mapping[str, float]) -> None:
    rule(axes, y + 12.5, right=348)
    sign = cascade.signs(list(pair))[0]
    write(axes, 14, y - 5, cascade.label(pair[0]), 8.4)
    write(axes, 22, y + 6, f"{SIGNS[sign]}  {cascade.label(pair[1])}", 8.4)
    for system, x in columns.items():
        speaks, against = counts[system]
        if speaks or against:
            kind = "full" if not against else "half" if speaks else "open_cross"
            symbol(axes, x - 9, y, kind, SYSTEM_COLOURS[system] if speaks else "magenta")
            write(axes, x + 1, y, f"{speaks}\u202f:\u202f{against}", 8.8)


def _evidence_words(account: str, findings: str, pairs: list[Pair], counts: Counts, looked: list[bool]) -> str:
    bare = [f"{inline(a)} to {inline(b)}" for (a, b), seen in zip(pairs, looked, strict=True) if not seen]
    which = "all findings" if findings == "all" else "only findings read in the work"
    only_animals = sum(not any(counts[pair]["people"]) for pair in pairs)
    text = f"{cascade.account_names()[account]}, counting {which}: {counted(len(pairs), 'arrow')}, "
    text += f"of which {sum(looked)} have a study in people on our list, whatever came out."
    text += f" On {only_animals} no finding in people is counted."
    return text + (f" No study in people is listed for {listed(bare)}." if 0 < len(bare) <= 4 else "")


def _evidence_table(account: str, pairs: list[Pair], counts: Counts, looked: list[bool]) -> Table:
    cells = tuple(
        (
            cascade.label(a),
            cascade.label(b),
            cascade.signs([a, b])[0],
            *(f"{counts[a, b][s][0]} for, {counts[a, b][s][1]} against" for s in SYSTEM_COLOURS),
            "yes" if seen else "no",
        )
        for (a, b), seen in zip(pairs, looked, strict=True)
    )
    return Table(
        f"Findings behind the arrows of: {cascade.account_names()[account]}",
        ("From", "To", "Sign", "People", "Animals", "Cells", "Study in people"),
        cells,
    )


@explorable(
    title="How many arrows have a study in people?",
    order=Choice({"listed": "As listed", "length": "Longest path first", "share": "Smallest share first"}, label="Order"),
)
def arrows_in_people(order: str) -> Picture:
    """All accounts: arrows on the main path, and those looked at in people."""
    counts = {account: cascade.looked_at_in_people(cascade.path(account)) for account in cascade.account_names()}
    keys = {"listed": lambda _: 0, "length": lambda a: -len(counts[a]), "share": lambda a: sum(counts[a]) / len(counts[a])}
    accounts = sorted(cascade.account_names(), key=keys[order])
    figure, axes = sheet(42 + len(accounts) * 27 + 32)
    step = min(18.0, 236 / max(map(len, counts.values())))
    write(axes, 14, 16, "Arrows on the main path of each account", 10.5, fontweight="bold")
    for number, account in enumerate(accounts):
        y = 42 + number * 27
        write(axes, 14, y, cascade.account_names()[account], 9)
        for place, seen in enumerate(sorted(counts[account], reverse=True)):
            box(axes, 168 + place * step, y - 8, step - 3, 16, "blue" if seen else "paper", "blue" if seen else "line")
        write(axes, 408, y, f"{sum(counts[account])} of {len(counts[account])}", 9.5, fontweight="bold")
    y = 42 + len(accounts) * 27
    box(axes, 14, y - 6, 12, 12, "blue", "blue")
    write(axes, 31, y, "a study in people is listed", 8.5, "quiet")
    box(axes, 236, y - 6, 12, 12, "paper", "line")
    write(axes, 253, y, "none is listed", 8.5, "quiet")
    words = {"listed": "in the order of the list", "length": "longest path first", "share": "smallest share first"}[order]
    parts = [f"{cascade.account_names()[a]}, {sum(counts[a])} of {len(counts[a])}" for a in accounts]
    description = f"Arrows with a study in people on our list, {words}: {'; '.join(parts)}. The main paths share some arrows."
    rows = tuple((cascade.account_names()[a], str(len(counts[a])), str(sum(counts[a]))) for a in accounts)
    return Picture(
        figure, description, "conceptual", Table("Arrows with a study in people", ("Account", "Arrows", "Study in people"), rows)
    )
