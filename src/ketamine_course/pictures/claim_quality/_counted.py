"""The atlas counted: how many claims of each kind got which verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ketamine_course.codes import column, in_words
from ketamine_course.pictures._charts import BOLD
from ketamine_course.pictures._drawing import band, counted, sheet, titled, write, write_lines
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._who_is_who import named
from ketamine_course.pictures.claim_quality._bars import LOWEST, split_bars, verdict_key
from ketamine_course.pictures.claim_quality._common import VERDICTS, all_texts, backed, claims, counts, holding, sources
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

ENOUGH = 8
"""Claims from which on rows are compared."""
CLEAR = 0.1
"""Difference of two shares from which on a title speaks of it."""
GROUPINGS = {name: column(name) for name in ("support_given", "topic", "type")}
GROUPED_BY = {"support_given": "the support that the text gives", "topic": "topic", "type": "type of claim"}


@explorable(
    title="The claim atlas, counted",
    narrow=True,
    rows=Choice(GROUPINGS, label="Rows show"),
    text=Choice(lambda: {"all": all_texts(), **{source: source for source in sources()}}, label="Claims from", cases=True),
)
def claims_counted(rows: str, text: str) -> Picture:
    """The claims of all texts or of one, by group and verdict."""
    chosen = [row for row in claims().values() if text in ("all", row["source"])]
    groups = {name: [row for row in chosen if row[rows] == name] for name in _group_names(rows)}
    groups = {name: found for name, found in groups.items() if found}
    figure, axes = sheet(508 if is_narrow() else 340)
    lower = titled(axes, _title(text, groups, chosen), 13, 20)
    whose = "" if text == "all" else f"{named(text)}. "
    subtitle = f"{whose}Our verdicts. Raised: claims whose core holds"
    y = write_lines(axes, 14, 38 + lower, subtitle, width() - 28, 9.5, "quiet")
    y = verdict_key(axes, y + 3)
    _rows(axes, y + (17 if is_narrow() else 20), {"All": chosen, **_by_share(groups)}, _named(groups))
    return Picture(figure, _words(rows, text, groups, chosen), "our counts and judgement", _table(rows, groups, chosen))


def _title(text: str, groups: Mapping[str, list[Row]], chosen: list[Row]) -> str:
    """Return which row holds least often, where it is large enough and clearly below the best; else how many claims hold."""
    if name := _named(groups):
        words = in_words(name)
        return f"{words[0].upper()}{words[1:]}: core holds in {backed(groups[name])} of {len(groups[name])}"
    return f"{'The' if text == 'all' else f'{text}: the'} core holds in {backed(chosen)} of {len(chosen)} claims"


def _named(groups: Mapping[str, list[Row]]) -> str:
    """Return the row that holds least often, where it is large enough and clearly below the best; else nothing."""
    large, shares = _large(groups), {name: backed(found) / len(found) for name, found in groups.items()}
    name = list(_by_share(groups))[-1]
    return name if name in large and max(shares[each] for each in large) - shares[name] >= CLEAR else ""


def _large(groups: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the groups that are large enough for their shares to be compared."""
    return {name: found for name, found in groups.items() if len(found) >= ENOUGH}


def _group_names(field: str) -> list[str]:
    """Return the groups in a fixed order, large ones first."""
    found = [row[field] for row in claims().values()]
    return sorted(set(found), key=lambda name: (-found.count(name), name))


def _by_share(groups: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the groups in the order of the share that holds, large ones first where it is the same."""
    return dict(sorted(groups.items(), key=lambda item: (-backed(item[1]) / len(item[1]), -len(item[1]))))


def _rows(axes: Axes, top: float, lines: Mapping[str, Sequence[Row]], named_one: str) -> None:
    """Draw a bar for each group with the share that holds, all claims first, and a line through all bars where the share of all ends."""
    left, wide = (14.0, width() - 28) if is_narrow() else (150.0, 196.0)
    most, under = (96.0, 9.0) if is_narrow() else (66.0, 0.0)
    top = round(top)
    step = min(most, int(2 * (axes.get_ylim()[0] - 34 - top) / len(lines)) / 2)  # few digits: what neighbouring states share weighs nothing
    high = min(34.0, int(0.8 * (step - 1.7 * under)))
    size = 13 if step > 20 + under else 9.5
    beside = max(53 if is_narrow() else 58, 18 + 0.8 * size * max(len(holding(found)) for found in lines.values()))
    bars = {}
    for number, (name, found) in enumerate(lines.items()):
        y = top + step * (number + 0.5) - (under + high / 2 if under else 0)
        own = name == named_one and len(in_words(name)) * 9.5 * BOLD < (left if not is_narrow() else width() - 100) - 18  # has room in bold
        weight = "normal" if number and not own else "bold"
        if name == named_one:  # the row of which the title speaks
            band(axes, 8, top + step * number + 1, width() - 16, step - 2, "violet_ground")
        bars[y + (under + high / 2 if under else 0), high] = found
        write(axes, 14, y, in_words(name), 9.5, fontweight=weight)
        write(axes, width() - beside, y, f"{backed(found)} of {len(found)}", 8.5, "quiet", ha="right")
        write(axes, width() - 14, y, holding(found), size, "holds", ha="right", fontweight="bold")
    split_bars(axes, bars, left, wide)
    everything = next(iter(lines.values()))
    x = round(left + wide * backed(everything) / len(everything))
    within = is_narrow() and high < LOWEST  # nothing stands in such bars; elsewhere the line passes behind them
    ends = [(x, y + side * (high / 2 + (0 if within else 3 - is_narrow()))) for y, _ in bars for side in (-1, 1)]
    ends = [*ends[:-1], (x, ends[-1][1] + 4)] if is_narrow() else [ends[0], (x, ends[-1][1] + 4)]  # on a phone names stand between the bars
    path = Path(ends, [Path.MOVETO, Path.LINETO] * (len(ends) // 2))
    axes.add_patch(PathPatch(path, fill=False, edgecolor=light("ink"), linewidth=1.2, zorder=0.6 if within else 0.4))
    if not is_narrow():
        write(axes, width() - 14, top - 5, "core holds", 8.5, "quiet", ha="right")
    side = 1 if x < width() / 2 else -1
    write(axes, x + 4 * side, ends[-1][1] + 6, "share in “All”", 8.5, "quiet", ha="left" if side > 0 else "right")


def _words(rows: str, text: str, groups: dict[str, list[Row]], chosen: list[Row]) -> str:
    total = ", ".join(f"{count} {VERDICTS[verdict].name}" for verdict, count in counts(chosen).items())
    whose = all_texts() if text == "all" else text
    said = f"{whose}: {counted(len(chosen), 'claim')}, grouped by {GROUPED_BY[rows]}. Overall, the verdicts are {total}."
    large = _large(groups)
    ranked = sorted(large, key=lambda name: (-backed(large[name]) / len(large[name]), name))
    if len(ranked) < 2:
        one = f"Only the row \u201c{in_words(ranked[0])}\u201d has" if ranked else "No row has"
        return f"{said} {one} eight claims or more."
    best, worst = (f"\u201c{in_words(name)}\u201d ({backed(large[name])} of {len(large[name])})" for name in (ranked[0], ranked[-1]))
    if len({backed(found) / len(found) for found in large.values()}) == 1:
        return f"{said} Among rows with at least eight claims, the core of a claim holds equally often in the rows {best} and {worst}."
    return (
        f"{said} Among rows with at least eight claims, the core of a claim holds most often in the row {best} and least often in the "
        f"row {worst}."
    )


def _table(rows: str, groups: dict[str, list[Row]], chosen: list[Row]) -> Table:
    lines = [*groups.items(), ("All", chosen)]
    cells = tuple((in_words(name), *map(str, counts(found).values()), str(len(found)), holding(found)) for name, found in lines)
    heads = (GROUPINGS[rows], *(verdict.name for verdict in VERDICTS.values()), "All", "Core holds")
    return Table("Claims by verdict (verdicts are our judgement)", heads, cells)
