"""How sure a claim sounds against how well it is supported."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import band, counted, sheet, symbol, titled, write, write_lines
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures.claim_quality._common import (
    VERDICTS,
    WORDINGS,
    all_texts,
    backed,
    claims,
    counts,
    percent,
    sources,
    verdict_legend,
)
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

LEFT = 14.0


@explorable(
    title="How sure it sounds, how well it is supported",
    narrow=True,
    text=Choice(lambda: {"all": all_texts(), **{source: source for source in sources()}}, label="Claims of"),
)
def wording_against_support(text: str) -> Picture:
    """Hedged, plain and boosted claims, each split by verdict."""
    rows = [row for row in claims().values() if text in ("all", row["source"])]
    figure, axes = sheet(304 if is_narrow() else 274)
    titled(axes, f"{all_texts() if text == 'all' else text}: {counted(len(rows), 'claim')}")
    groups = {wording: [row for row in rows if row["wording"] == wording] for wording in WORDINGS}
    for number, (wording, found) in enumerate(groups.items()):
        _bar(axes, 46 + 56 * number, wording, found)
    verdict_legend(axes, 218)
    note = "A verdict is on the claim as worded, hedge included. Verdicts: our judgement."
    write_lines(axes, 14, 264 if is_narrow() else 249, note, width() - 28, 8.5, "quiet")
    return Picture(figure, _words(text, groups), "conceptual", _table(groups))


def _bar(axes: Axes, y: float, wording: str, found: list[Row]) -> None:
    """Draw one wording as a bar of its claims, split by verdict; narrow parts show their symbol alone."""
    share = f"core holds in {backed(found)} of {len(found)}: {percent(backed(found), len(found))}%" if found else "none"
    write(axes, LEFT, y, wording, 9.8, fontweight="bold")
    write(axes, LEFT + 56, y, share, 9.2, "quiet")
    x = LEFT
    for verdict, count in counts(found).items():
        if not count:
            continue
        shown, across = VERDICTS[verdict], (width() - 2 * LEFT) * count / len(found)
        ground = "faint" if shown.colour == "ink" else f"{shown.colour}_ground"
        band(axes, x + 0.6, y + 10, across - 1.2, 24, ground)
        wide = across > 34
        symbol(axes, x + (10 if wide else across / 2), y + 22, shown.symbol, shown.colour, 6)
        if wide:
            write(axes, x + 19, y + 22.5, str(count), 9.2)
        x += across


def _words(text: str, groups: dict[str, list[Row]]) -> str:
    parts = [f"{all_texts() if text == 'all' else text}, with the claims grouped by wording."]
    for wording, found in groups.items():
        if not found:
            parts.append(f"None of its claims is {wording}.")
            continue
        over = sum(row["verdict"] == "overstated" for row in found)
        share = percent(backed(found), len(found))
        parts.append(
            f"Of {counted(len(found), f'{wording} claim')}, the core holds in {backed(found)} ({share}%), and {over} are overstated."
        )
    small = [wording for wording, found in groups.items() if 0 < len(found) < 8]
    if small:
        parts.append(f"There are too few {' and '.join(small)} claims to compare.")
    return " ".join(parts)


def _table(groups: dict[str, list[Row]]) -> Table:
    cells = tuple((wording, *map(str, counts(found).values()), str(len(found))) for wording, found in groups.items())
    heads = ("Wording", *(verdict.name for verdict in VERDICTS.values()), "All")
    return Table("Claims by wording and verdict (verdicts are our judgement)", heads, cells)
