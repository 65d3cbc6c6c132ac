"""How sure a claim sounds against how well it is supported."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import counted, sheet, titled, write, write_lines
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._who_is_who import named
from ketamine_course.pictures.claim_quality._bars import split_bars, verdict_key
from ketamine_course.pictures.claim_quality._common import (
    VERDICTS,
    WORDINGS,
    all_texts,
    backed,
    claims,
    counts,
    holding,
    sources,
)
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

ENOUGH = 8
"""Claims of a wording from which its share is compared with others."""


@explorable(
    title="How sure it sounds, how well it is supported",
    narrow=True,
    text=Choice(lambda: {"all": all_texts(), **{source: source for source in sources()}}, label="Claims from", cases=True),
)
def wording_against_support(text: str) -> Picture:
    """Hedged, plain and boosted claims, each split by verdict."""
    rows = [row for row in claims().values() if text in ("all", row["source"])]
    groups = {wording: [row for row in rows if row["wording"] == wording] for wording in WORDINGS}
    figure, axes = sheet(340 if is_narrow() else 304)
    lower = titled(axes, _title(text, groups), 13, 20)
    whose = "" if text == "all" else f"{named(text)}. "
    subtitle = f"{whose}{counted(len(rows), 'claim')}, as worded; verdicts are our judgement"
    y = write_lines(axes, 14, 38 + lower, subtitle, width() - 28, 9.5, "quiet")
    y = verdict_key(axes, y + 4) + 28
    for number, (wording, found) in enumerate(groups.items()):
        _bar(axes, y + 68 * number, wording, found)
    return Picture(figure, _words(text, groups), "our counts and judgement", _table(groups))


def _title(text: str, groups: dict[str, list[Row]]) -> str:
    """Return which wording holds least often, among those with enough claims to be compared."""
    start = "" if text == "all" else f"{text}: "
    shares = {wording: backed(found) / len(found) for wording, found in groups.items() if len(found) >= ENOUGH}
    lowest = sorted(shares, key=lambda wording: shares[wording])[:2]
    if len(lowest) < 2 or shares[lowest[0]] == shares[lowest[1]]:
        if len(lowest) < 2:
            return f"{start}too few claims to compare"
        return f"{start}{lowest[0]} and {lowest[1]} claims: core holds equally often"
    few = any(0 < len(found) < ENOUGH for found in groups.values())
    how = "less often" if few else "least often"
    return f"{start}the core holds {how} in {lowest[0]} claims" if start else f"The core holds {how} in {lowest[0]} claims"


def _bar(axes: Axes, y: float, wording: str, found: list[Row]) -> None:
    """Draw one wording as a bar of its claims, split by verdict; few claims make a short bar."""
    share = f"core holds in {backed(found)} of {len(found)}" if found else "none"
    colour = "holds" if len(found) >= ENOUGH else "quiet"
    write(axes, 14, y, wording, fontweight="bold")
    write(axes, 72, y, share, 9.5, "quiet")
    write(axes, width() - 14, y, holding(found) if found else "", 13, colour, ha="right", fontweight="bold")
    split_bars(axes, {(y + 26, 30): found}, 14, (width() - 28) * min(1.0, len(found) / ENOUGH))


def _words(text: str, groups: dict[str, list[Row]]) -> str:
    parts = [f"{all_texts() if text == 'all' else text}, with the claims grouped by wording."]
    for wording, found in groups.items():
        if not found:
            parts.append(f"None of its claims is {wording}.")
            continue
        over = sum(row["verdict"] == "overstated" for row in found)
        if len(found) == 1:
            core = f"The core of the only {wording} claim {'holds' if backed(found) else 'does not hold'}"
            parts.append(f"{core}{', and the claim is overstated' if over else ''}.")
            continue
        share = holding(found)
        further = f"{over} {'is' if over == 1 else 'are'} overstated"
        parts.append(f"Among {counted(len(found), f'{wording} claim')}, the core holds in {backed(found)} ({share}), and {further}.")
    small = [wording for wording, found in groups.items() if 0 < len(found) < ENOUGH]
    if small:
        parts.append(f"There are too few {' and '.join(small)} claims to compare.")
    return " ".join(parts)


def _table(groups: dict[str, list[Row]]) -> Table:
    cells = tuple((wording, *map(str, counts(found).values()), str(len(found))) for wording, found in groups.items())
    heads = ("Wording", *(verdict.name for verdict in VERDICTS.values()), "All")
    return Table("Claims by wording and verdict (verdicts are our judgement)", heads, cells)
