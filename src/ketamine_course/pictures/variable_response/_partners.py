"""Partners of the drug: what was randomised, what was shown, what was not."""

from __future__ import annotations

from ketamine_course.absences import told
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import counted, legend, listed, rule, sheet, symbol, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch

PARTNERS = {
    "cbt_training": "CBT and computer training",
    "mindfulness": "Mindfulness",
    "setting_music": "Setting and music",
    "kap": "Psychotherapy around the sessions",
}


def _studies(partner: str) -> list[Row]:
    return [row for row in rows_of("factor_evidence") if row["factor"] == partner]


def _randomised(row: Row) -> bool:
    return bool(row["design_kind"] == "randomised")


@explorable(title="What do partners add?", partner=Choice({"all": f"All {in_words(len(PARTNERS))}", **PARTNERS}, label="Beside the drug"))
def partners(partner: str) -> Picture:
    """Studies of therapy, training, mindfulness, music and setting beside ketamine: design, people, finding."""
    return _all_partners() if partner == "all" else _one_partner(partner)


def _all_partners() -> Picture:
    figure, axes = sheet(290)
    write(axes, 14, 18, "Beside the drug: what is known?", 10.5, fontweight="bold")
    y, cells, heads = 44.0, [], {}
    for partner, name in PARTNERS.items():
        info = next(row for row in rows_of("factors") if row["factor"] == partner)
        lots = sum(_randomised(row) for row in _studies(partner))
        head = f"{name}: {lots} of {counted(len(_studies(partner)), 'study').replace('studys', 'studies')} randomised"
        write(axes, 14, y, head, 9.2, fontweight="bold")
        heads[partner] = y + 14.0
        y = write_lines(axes, 14, y + 14, named(info["short_answer"]), 430, 9) + 9
        cells.append((name, f"{lots} of {len(_studies(partner))}", info["grade"], named(info["short_answer"])))
    touch(axes, y=("partner", heads))
    counts = listed([f"{row[0]} {row[1]}" for row in cells])
    words = (
        f"{in_words(len(PARTNERS)).capitalize()} partners of the drug. Randomised studies on our list, whatever they randomised: "
        f"{counts}. That one of them raises the effect on depression: {told('psychotherapy')}; "
        "computer training after a single infusion is promising."
    )
    return Picture(
        figure,
        words,
        "conceptual",
        Table("Partners (answers are our judgement)", ("Partner", "Randomised", "Grade", "In short"), tuple(cells)),
    )


def _one_partner(partner: str) -> Picture:
    rows = _studies(partner)
    figure, axes = sheet(200)
    write(axes, 14, 18, PARTNERS[partner], 10.5, fontweight="bold")
    y = 44.0
    for row in rows:
        known = row["mark"] == "seen"
        symbol(
            axes,
            20,
            y,
            ("read" if _randomised(row) else "read_small") if known else "reported",
            ("blue" if _randomised(row) else "quiet") if known else "blue",
        )
        y = write_lines(axes, 32, y, f"{work(row['ref']).short}: {row['design']}", 372, 9, fontweight="bold")
        y = write_lines(axes, 32, y, f"{row['population']}; people: {row['n_as_printed'] or 'not noted'}", 412, 8.6, "quiet")
        y = write_lines(axes, 32, y, named(row["finding"]) + status_note(row["mark"]), 412, 9) + 7
        rule(axes, y - 10)
        y += 3
    legend(axes, y, [("read", "blue", "drawn by lot"), ("read_small", "quiet", "not"), ("reported", "blue", "as reported by others")])
    figure.set_size_inches(figure.get_figwidth(), (y + 28) / 72)
    axes.set_ylim(y + 28, 0)
    info = next(row for row in rows_of("factors") if row["factor"] == partner)
    lots = [f"{work(row['ref']).short} ({row['population']})" for row in rows if _randomised(row)]
    words = f"{PARTNERS[partner]}. Randomised: {listed(lots)}. {info['short_answer']}"
    cells = tuple(_cells(row) for row in rows)
    columns = ("Work", "Design", "Whom", "People", "Size as printed", "Finding", "Status")
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table(f"Studies: {PARTNERS[partner]}", columns, cells),
    )


def _cells(row: Row) -> tuple[str, ...]:
    people, size = (row[name] or "not noted" for name in ("n_as_printed", "size_as_printed"))
    return work(row["ref"]).short, row["design"], row["population"], people, size, row["finding"], MARKS[row["mark"]]
