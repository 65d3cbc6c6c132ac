"""The atlas counted: how many claims of each kind got which verdict."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import band, counted, rule, sheet, symbol, write
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures.claim_quality._common import VERDICTS, all_texts, backed, claims, counts, in_words, percent, sources
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table

GROUPINGS = {"support_given": "Support the text gives", "topic": "Topic", "type": "Type of claim"}
FIRST, STEP, ROW = 186.0, 40.0, 18.0


@explorable(
    title="The claim atlas, counted",
    rows=Choice(GROUPINGS, label="One row is one"),
    text=Choice(lambda: {"all": all_texts(), **{source: source for source in sources()}}, label="Claims of"),
)
def claims_counted(rows: str, text: str) -> Picture:
    """The claims of all texts or of one, by group and verdict."""
    chosen = [row for row in claims().values() if text in ("all", row["source"])]
    names = _group_names(rows)
    groups = {name: [row for row in chosen if row[rows] == name] for name in names}
    groups = {name: found for name, found in groups.items() if found}
    figure, axes = sheet(96 + ROW * len(groups) + 58)
    write(axes, 14, 18, f"{_text_words(text)}, {counted(len(chosen), 'claim')}: how many got which verdict", 10, fontweight="bold")
    _head(axes)
    y = 88.0
    for name, found in groups.items():
        _group_row(axes, y, name, found)
        y += ROW
    rule(axes, y - 7)
    _group_row(axes, y + 4, "All", chosen)
    write(axes, 14, y + 27, "Verdicts: our judgement. The wider the ground, the larger its share of the row.", 8.5, "quiet")
    return Picture(figure, _words(rows, text, groups, chosen), "conceptual", _table(rows, groups, chosen))


def _group_names(field: str) -> list[str]:
    """Return the groups in a fixed order, large ones first."""
    found = [row[field] for row in claims().values()]
    return sorted(set(found), key=lambda name: (-found.count(name), name))


def _text_words(text: str) -> str:
    return all_texts() if text == "all" else text


def _head(axes: Axes) -> None:
    heads = {"supported": ("sup-", "ported"), "supported_but_imprecise": ("sup., but", "imprecise"), "contested": ("con-", "tested")}
    heads |= {"overstated": ("over-", "stated"), "contradicted": ("contra-", "dicted"), "not_checkable": ("not", "checkable")}
    for number, (code, verdict) in enumerate(VERDICTS.items()):
        x = FIRST + STEP * number
        symbol(axes, x, 40, verdict.symbol, verdict.colour, 6.5)
        for line, text in enumerate(heads[code]):
            write(axes, x, 53 + 11 * line, text, 7.8, "quiet", ha="center")
    write(axes, FIRST + STEP * 6 - 4, 64, "all", 8.5, "quiet", ha="center", fontweight="bold")


def _group_row(axes: Axes, y: float, name: str, found: list[Row]) -> None:
    """Write one group: a ground whose height tells the share of the row, and the count on it."""
    write(axes, 14, y, in_words(name) if name != "All" else name, 9, fontweight="bold" if name == "All" else "normal")
    for number, (verdict, count) in enumerate(counts(found).items()):
        x = FIRST + STEP * number
        width = 36 * count / len(found)
        ground = VERDICTS[verdict].colour.replace("ink", "faint")
        if count:
            band(axes, x - width / 2, y - 8, width, 16, ground if ground == "faint" else f"{ground}_ground")
        write(axes, x, y, str(count) if count else "\u00b7", 9, "ink" if count else "quiet", ha="center")
    write(axes, FIRST + STEP * 6 - 4, y, str(len(found)), 9, fontweight="bold", ha="center")


def _words(rows: str, text: str, groups: dict[str, list[Row]], chosen: list[Row]) -> str:
    total = ", ".join(f"{count} {VERDICTS[verdict].name}" for verdict, count in counts(chosen).items())
    said = f"{_text_words(text)}: {counted(len(chosen), 'claim')}, by {GROUPINGS[rows].lower()}. In all {total}."
    large = {name: found for name, found in groups.items() if len(found) >= 8}
    ranked = sorted(large, key=lambda name: (-backed(large[name]) / len(large[name]), name))
    if len(ranked) < 2:
        return f"{said} Only one row ({in_words(ranked[0])}) has eight claims or more." if ranked else f"{said} All rows are small."
    best, worst = (f"{in_words(name)} ({backed(large[name])} of {len(large[name])})" for name in (ranked[0], ranked[-1]))
    return f"{said} Of rows with at least eight claims, the core holds most often for {best} and least often for {worst}."


def _table(rows: str, groups: dict[str, list[Row]], chosen: list[Row]) -> Table:
    lines = [*groups.items(), ("All", chosen)]
    cells = tuple(
        (in_words(name), *map(str, counts(found).values()), str(len(found)), f"{percent(backed(found), len(found))}%")
        for name, found in lines
    )
    heads = (GROUPINGS[rows], *(verdict.name for verdict in VERDICTS.values()), "All", "Core holds")
    return Table("Claims by verdict (verdicts are our judgement)", heads, cells)
