"""Approvals in the lanes of their products: bars for what is approved, marks for when, on a time axis in two parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from ketamine_course.pictures._charts import NOTE, heading, label, x_ticks
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._marks import BASIS, mark
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.width import is_narrow

LANES = {
    "esketamine": "esketamine spray",
    "compounded ketamine": "compounded",
    "dextromethorphan with bupropion": "dextromethorphan with bupropion",
    "racemic ketamine": "racemic ketamine",
}
"""How the products begin in the tables, with the names of their lanes."""
SHORT = {"esketamine": "spray", "racemic ketamine": "racemic"}
"""Names of lanes on a phone."""
MOST_ON_A_PHONE = 38
"""Letters for which a phone has room over a lane."""
ERAS = ((1966, 2000, (1970,)), (2012, 2026.4, (2013, 2015, 2017, 2019, 2021, 2023, 2025)))
PHONE_TICKS = (1970, 2015, 2019, 2025)
"""Years for which a phone has room, none of them at the break."""
DEPRESSION = "depression"
PLACES: dict[str, tuple[tuple[float, float], str]] = {
    "above": ((0, 11), "center"),
    "below": ((0, -11), "center"),
    "left": ((-8, 0), "right"),
    "right": ((7, 0), "left"),
    "ending": ((5, -11), "right"),
    "beginning": ((-5, -11), "left"),
    "above from": ((-24, 11), "left"),
    "above to": ((13, 11), "right"),
    "over to": ((16, 16), "right"),
    "over end": ((6, 16), "right"),
}
"""Where words stand at a mark: how far from it, and to which side they grow."""
NAMED = {
    "approval_1970": ("since 1970", "beginning"),
    "ketarx_2025": ("2025: surgical pain", "ending"),
    "esketamine_2020": ("2020: suicidality", "above from"),
    "monotherapy_2025": ("2025: alone", "above to"),
    "europe_2021": ("2021: emergency", "below"),
    "esketamine_2019": ("US 2019", "left"),
    "europe_2019": ("EU 2019", "left"),
    "nasal_alert_2022": ("warnings", "left"),
    "auvelity_2022": ("US 2022", "left"),
}
"""Words at events: what an approval that is not the first one added."""
ON_A_PHONE = {"esketamine_2020": ("2020\nsuicidality", "over to"), "monotherapy_2025": ("2025\nalone", "over end")}
"""Words at events that take two lines on a phone."""
HEAD, OVER = 13.0, 9.0
"""How high the name of a lane is, and how far over its first line."""


ZIGZAG = 5.0
"""How high the sign for left-out years is, over the axis and under it."""


class Track(NamedTuple):
    """A row of a lane: where its line is, and its events."""

    lane: str
    y: float
    events: list[Row]


def lane(product: str) -> str:
    """Return which product an event is about."""
    return next(name for name in LANES if product.startswith(name))


def when(event: Row) -> float:
    """Return a date as a year with its part; the middle of the year where only that is known."""
    year, *rest = (int(part) for part in event["date"].split("-"))
    month, day = (*rest, 15, 15)[:2] if rest else (6, 30)
    return year + (month - 1) / 12 + (day - 1) / 365


def lane_words(name: str, events: Sequence[Row]) -> str:
    """Return a product with what it was approved for."""
    uses = dict.fromkeys(event["approved_for"] for event in events if lane(event["product"]) == name and event["approved_for"])
    short = SHORT.get(name, LANES[name]) if is_narrow() else LANES[name]
    told = ("" if is_narrow() else "approved for ") + listed(list(uses)) if uses else "not approved"
    words = f"{short[0].upper()}{short[1:]}: {told}"
    return words.partition(":")[0] if len(words) > MOST_ON_A_PHONE and is_narrow() else words  # its bars tell by their colour


def draw_lanes(sides: Sequence[Axes], events: Sequence[Row], touched: set[str], top: float, bottom: float, flag: float) -> None:
    """Draw all lanes between two heights of the picture, with a pole up to the flag from each event that a text touches."""
    tracks = _tracks(events, top, bottom)
    for axes, (first, last, ticks) in zip(sides, ERAS, strict=True):
        axes.set(xlim=(first, last), ylim=(bottom, top), yticks=[])
        axes.spines["left"].set_visible(False)
        axes.grid(visible=False)
        axes.set_label(f"years before {last:g}")
        x_ticks(axes, {year: str(year) for year in ticks if not is_narrow() or year in PHONE_TICKS})
        for track in tracks:
            _bars(axes, track)
            _marks(axes, [each for each in track.events if first <= each["year"] < last], track.y, touched, flag)
    _break(*sides)
    heads = {track.lane: track.y for track in reversed(tracks)}
    for name, y in heads.items():
        heading(sides[-1], y - OVER - HEAD / 2, lane_words(name, events), bbox=_ground())


def _break(before: Axes, after: Axes) -> None:
    """Draw a zigzag where the time axis leaves out years."""
    start, end, foot = before.get_position().x1, after.get_position().x0, before.get_position().y0
    figure = before.figure
    high = ZIGZAG / figure.bbox.height
    x = start + (end - start) * np.array([0, 0.25, 0.75, 1])
    y = foot + high * np.array([0, 1, -1, 0])
    figure.add_artist(Line2D(x, y, color=light("ink"), linewidth=1.2, transform=figure.transFigure))


def _tracks(events: Sequence[Row], top: float, bottom: float) -> list[Track]:
    """Return the rows of all lanes: one each or, where approvals hold in several regions, one a region."""
    rows: list[tuple[str, list[Row]]] = []
    for name in LANES:
        own = [event for event in events if lane(event["product"]) == name]
        regions = list(dict.fromkeys(event["region"] for event in own if event["status"] == "approved"))
        several = len(regions) > 1
        rows += [(name, [each for each in own if each["region"] == region]) for region in regions] if several else [(name, own)]
    new = [number == 0 or rows[number - 1][0] != name for number, (name, _) in enumerate(rows)]
    below = [16.0 if name.startswith("racemic") else 8.0 for name, _ in rows]
    over = [HEAD + OVER if first else 6.0 for first in new]
    shares = [0.4, *(1.0 if first else 0.4 for first in new[1:])]
    spare = (bottom - top - sum(below) - sum(over)) / (sum(shares) + 0.4)
    y, tracks = top, []
    for above, share, under, (name, own) in zip(over, shares, below, rows, strict=True):
        y += above + share * spare
        tracks.append(Track(name, y, own))
        y += under
    return tracks


def _ground() -> dict[str, Any]:
    """Return a ground for words, behind which lines pass."""
    return {"facecolor": light("paper"), "edgecolor": "none", "pad": 0.8}


def _bars(axes: Axes, track: Track) -> None:
    """Draw from when on something is approved: in blue for depression, grey for anything else; a faint line where nothing ever is."""
    first, last = axes.get_xlim()
    approved = [event for event in track.events if event["status"] == "approved"]
    if not approved:
        axes.plot([first, last], [track.y] * 2, color=light("line"), linewidth=1.2, linestyle=(0, (3, 3)), zorder=0.5)
    starts = [(when(each), each["approved_for"] == DEPRESSION) for each in approved]
    for for_depression in (False, True):
        start = min((at for at, same in starts if same == for_depression), default=last)
        if start < last:
            colour = light("blue" if for_depression else "line")
            axes.plot([max(first, start), last], [track.y] * 2, color=colour, linewidth=6.5, zorder=0.8)


def _marks(axes: Axes, events: Sequence[Row], y: float, touched: set[str], flag: float) -> None:
    """Draw the approvals of a row, and other events that a text touches, which have a pole up to its flag."""
    for event in events:
        x, large, chosen = when(event), event["status"] == "approved", event["event"] in touched
        if not large and not chosen:
            continue
        if chosen and x > ERAS[1][0]:
            axes.plot([x, x], [y, flag], color=light("violet"), linewidth=2, clip_on=False, zorder=1)
        mark(axes, x, y, BASIS[event["mark"]], "violet" if chosen else "ink", 8.0 if large else 6.0, clip_on=False)
        year, place = (str(event["year"]), "below" if event["region"] != "United States" else "above") if large else ("", "above")
        named = NAMED | ON_A_PHONE if is_narrow() else NAMED
        words, side = named.get(event["event"], (year, place))
        if words:
            shift, ha = PLACES[side]
            weight = "bold" if large else "normal"
            label(
                axes, x, y, words, "violet" if chosen else "ink", shift, fontsize=NOTE, ha=ha, fontweight=weight, bbox=_ground(), zorder=2
            )
