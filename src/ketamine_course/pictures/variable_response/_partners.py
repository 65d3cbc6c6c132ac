"""Partners of the drug: what was randomised, what was shown, what was not."""

from __future__ import annotations

from ketamine_course.absences import told
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import end_at, legend, listed, rule, sheet, symbol, symbols, titled, write, write_lines
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import width

KEYS = [("read", "blue", "randomised"), ("read_small", "quiet", "not"), ("reported", "blue", "as reported by others")]

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


@explorable(
    title="What do partners add?",
    narrow=True,
    partner=Choice({"all": f"All {in_words(len(PARTNERS))}", **PARTNERS}, label="Beside the drug"),
)
def partners(partner: str) -> Picture:
    """Studies of therapy, training, mindfulness, music and setting beside ketamine: design, people, finding."""
    return _all_partners() if partner == "all" else _one_partner(partner)


def _sign(row: Row) -> tuple[str, str]:
    """Return mark and colour of a study: randomised or not, and whether it was read."""
    if row["mark"] != "seen":
        return "reported", "blue"
    return ("read", "blue") if _randomised(row) else ("read_small", "quiet")


def _size(sign: tuple[str, str]) -> float:
    """Return the size of a mark: matplotlib draws the small disc at half of what is asked for."""
    return 11 if sign[0] == "read_small" else 7


def _all_partners() -> Picture:
    figure, axes = sheet(200)
    y, cells, heads = 44.0 + titled(axes, "Beside the drug: each mark one study"), [], {}
    for partner, name in PARTNERS.items():
        info = next(row for row in rows_of("factors") if row["factor"] == partner)
        signs = sorted(map(_sign, _studies(partner)), key=[key[:2] for key in KEYS].index)
        lots = sum(_randomised(row) for row in _studies(partner))
        write(axes, 14, y, name, 9.5, fontweight="bold")
        heads[partner] = y + 10
        for sign in dict.fromkeys(signs):
            symbols(
                axes, [(20 + 14 * at, y + 17) for at, each in enumerate(signs) if each == sign], *sign, 11 if sign[0] == "read_small" else 7
            )
        write(axes, width() - 14, y + 17, f"{lots} of {len(signs)} randomised", 9.5, "quiet", ha="right")
        rule(axes, y + 30)
        y += 44
        cells.append((name, f"{lots} of {len(signs)}", info["grade"], named(info["short_answer"])))
    touch(axes, y=("partner", heads))
    end_at(figure, axes, legend(axes, y, KEYS) + 28)
    counts = listed([f"{row[0]} {row[1]}" for row in cells])
    words = (
        f"The figure shows {in_words(len(PARTNERS))} partners of the drug. The studies on our list that were randomised, whatever they "
        f"randomised, are: {counts}. Evidence that one of the partners raises the effect on depression: {told('psychotherapy')}, although "
        "computer training after a single infusion is promising."
    )
    return Picture(
        figure,
        words,
        "conceptual",
        Table("Partners (answers are our judgement)", ("Partner", "Randomised", "Grade", "In short"), tuple(cells)),
        tuple((name, answer) for name, _, _, answer in cells),
    )


def _one_partner(partner: str) -> Picture:
    rows = _studies(partner)
    figure, axes = sheet(200)
    y = 44.0 + titled(axes, PARTNERS[partner])
    for row in rows:
        sign = _sign(row)
        symbol(axes, 20, y, *sign, _size(sign))
        y = write_lines(axes, 32, y, work(row["ref"]).short, width() - 60, 9.5, fontweight="bold")
        y = write_lines(axes, 32, y, f"{row['population']}; people: {row['n_as_printed'] or 'not noted'}", width() - 48, 8.6, "quiet")
        rule(axes, y - 2)
        y += 12
    end_at(figure, axes, legend(axes, y, KEYS) + 28)
    info = next(row for row in rows_of("factors") if row["factor"] == partner)
    lots = [f"{work(row['ref']).short} ({row['population']})" for row in rows if _randomised(row)]
    found = f"the randomised studies on our list are {listed(lots)}" if lots else "no study on our list is randomised"
    words = f"{PARTNERS[partner]}: {found}. {info['short_answer']}"
    cells = tuple(_cells(row) for row in rows)
    columns = ("Work", "Design", "Whom", "People", "Size as printed", "Finding", "Status")
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table(f"Studies: {PARTNERS[partner]}", columns, cells),
        tuple((f"{work(row['ref']).short}: {row['design']}", named(row["finding"]) + status_note(row["mark"])) for row in rows),
    )


def _cells(row: Row) -> tuple[str, ...]:
    people, size = (row[name] or "not noted" for name in ("n_as_printed", "size_as_printed"))
    return work(row["ref"]).short, row["design"], row["population"], people, size, row["finding"], MARKS[row["mark"]]
