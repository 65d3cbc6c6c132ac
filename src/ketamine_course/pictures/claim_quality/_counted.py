"""The atlas counted: how many claims of each kind got which verdict."""

from __future__ import annotations

from matplotlib.axes import Axes

from ketamine_course.pictures._drawing import band, counted, row_high, rule, sheet, symbol, titled, write, write_label, write_lines
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures.claim_quality._common import (
    VERDICTS,
    all_texts,
    backed,
    claims,
    counts,
    in_words,
    percent,
    sources,
    verdict_legend,
)
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

GROUPINGS = {"support_given": "Support the text gives", "topic": "Topic", "type": "Type of claim"}


def _first() -> float:
    """Return where the column of the first verdict stands."""
    return 102.0 if is_narrow() else 186.0


def _step() -> float:
    return 19.0 if is_narrow() else 40.0


def _height(name: str) -> float:
    """Return the height of a row."""
    return row_high(in_words(name), _first() - 24, 9, 18)


@explorable(
    title="The claim atlas, counted",
    narrow=True,
    rows=Choice(GROUPINGS, label="One row is one"),
    text=Choice(lambda: {"all": all_texts(), **{source: source for source in sources()}}, label="Claims of"),
)
def claims_counted(rows: str, text: str) -> Picture:
    """The claims of all texts or of one, by group and verdict."""
    chosen = [row for row in claims().values() if text in ("all", row["source"])]
    names = _group_names(rows)
    groups = {name: [row for row in chosen if row[rows] == name] for name in names}
    groups = {name: found for name, found in groups.items() if found}
    figure, axes = sheet(96 + sum(map(_height, groups)) + (102 if is_narrow() else 58))
    titled(axes, f"{_text_words(text)}, {counted(len(chosen), 'claim')}: how many got which verdict", 10)
    _head(axes)
    y = 66.0 if is_narrow() else 79.0
    for name, found in groups.items():
        _group_row(axes, y + _height(name) / 2, name, found)
        y += _height(name)
    rule(axes, y + 2)
    y += 9
    _group_row(axes, y + 4, "All", chosen)
    if is_narrow():
        verdict_legend(axes, y + 27)
        y += 46
    note = "Verdicts: our judgement. The wider the ground, the larger its share of the row. Blank: none."
    write_lines(axes, 14, y + 27, note, width() - 22, 8.5, "quiet")
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
        x = _first() + _step() * number
        symbol(axes, x, 56 if is_narrow() else 40, verdict.symbol, verdict.colour, 6.5)
        for line, text in enumerate(() if is_narrow() else heads[code]):
            write(axes, x, 53 + 11 * line, text, 7.8, "quiet", ha="center")
    write(axes, _all_x(), 56 if is_narrow() else 64, "all", 8.5, "quiet", ha="center", fontweight="bold")


def _all_x() -> float:
    """Return where the column of all verdicts stands."""
    return _first() + _step() * len(VERDICTS) - (0 if is_narrow() else 4)


def _group_row(axes: Axes, y: float, name: str, found: list[Row]) -> None:
    """Write one group: a ground whose height tells the share of the row, and the count on it."""
    write_label(axes, 14, y, in_words(name), _first() - 24, 9, fontweight="bold" if name == "All" else "normal")
    for number, (verdict, count) in enumerate(counts(found).items()):
        x = _first() + _step() * number
        across = (_step() - 3) * count / len(found)
        ground = VERDICTS[verdict].colour.replace("ink", "faint")
        if count:
            band(axes, x - across / 2, y - 8, across, 16, ground if ground == "faint" else f"{ground}_ground")
            write(axes, x, y, str(count), 9, ha="center")
    write(axes, _all_x(), y, str(len(found)), 9, fontweight="bold", ha="center")


def _words(rows: str, text: str, groups: dict[str, list[Row]], chosen: list[Row]) -> str:
    total = ", ".join(f"{count} {VERDICTS[verdict].name}" for verdict, count in counts(chosen).items())
    said = f"{_text_words(text)}: {counted(len(chosen), 'claim')}, grouped by {GROUPINGS[rows].lower()}. Overall, the verdicts are {total}."
    large = {name: found for name, found in groups.items() if len(found) >= 8}
    ranked = sorted(large, key=lambda name: (-backed(large[name]) / len(large[name]), name))
    if len(ranked) < 2:
        return f"{said} Only one row ({in_words(ranked[0])}) has eight claims or more." if ranked else f"{said} All rows are small."
    best, worst = (f"{in_words(name)} ({backed(large[name])} of {len(large[name])})" for name in (ranked[0], ranked[-1]))
    return f"{said} Among rows with at least eight claims, the core of a claim holds most often for {best} and least often for {worst}."


def _table(rows: str, groups: dict[str, list[Row]], chosen: list[Row]) -> Table:
    lines = [*groups.items(), ("All", chosen)]
    cells = tuple(
        (in_words(name), *map(str, counts(found).values()), str(len(found)), f"{percent(backed(found), len(found))}%")
        for name, found in lines
    )
    heads = (GROUPINGS[rows], *(verdict.name for verdict in VERDICTS.values()), "All", "Core holds")
    return Table("Claims by verdict (verdicts are our judgement)", heads, cells)
