"""Partners of the drug: what was found beside it, in how many people, and whether that was randomised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from matplotlib.figure import Figure

from ketamine_course.absences import found_on
from ketamine_course.models.counts import in_words
from ketamine_course.pictures._charts import key, note, title_lines
from ketamine_course.pictures._drawing import listed, lowered, sheet
from ketamine_course.pictures._facts import Row, rows_of, status_note
from ketamine_course.pictures.variable_response._bubbles import Band, Bubble, area_words, cited, draw_bands
from ketamine_course.pictures.variable_response._common import named
from ketamine_course.pictures.variable_response._factors import was_read
from ketamine_course.references import MARKS, work
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow

PARTNERS = {
    "cbt_training": "CBT and computer training",
    "mindfulness": "Mindfulness",
    "setting_music": "Setting and music",
    "kap": "Psychotherapy around the sessions",
}
BRIEFLY = {"cbt_training": "CBT or tasks", "mindfulness": "mindfulness", "setting_music": "setting", "kap": "psychotherapy"}
"""What partners are called under a disc."""
GROUNDS = {"more": "blue_ground", "no clear difference": "panel", "less": "orange_ground"}
"""The ground of each direction of a finding; others have no direction, and stand in one band."""


def _studies(partner: str) -> list[Row]:
    return [row for row in rows_of("factor_evidence") if row["factor"] == partner]


def _read(partner: str) -> list[Row]:
    """Return the findings that count: those read in the work. What only the register of a trial says is drawn and not counted."""
    return [row for row in _studies(partner) if was_read(row)]


def _randomised(row: Row) -> bool:
    return bool(row["design_kind"] == "randomised")


def _uncounted(rows: Iterable[Row]) -> str:
    """Say which works are drawn and not counted; nothing where there are none."""
    left = list(dict.fromkeys(work(row["ref"]).short for row in rows if not was_read(row)))
    are = "is" if len(left) == 1 else "are"
    return f" {listed(left)}, known only from a trial register, {are} drawn but not counted." if left else ""


@explorable(
    title="What do added treatments contribute?",
    narrow=True,
    partner=Choice({"all": f"All {in_words(len(PARTNERS))}", **PARTNERS}, label="Added to the drug", cases=True),
)
def partners(partner: str) -> Picture:
    """Studies of therapy, training, mindfulness, music and setting beside ketamine: design, people, finding."""
    return _all_partners() if partner == "all" else _one_partner(partner)


def _drawn(title: str, rows: Sequence[tuple[Row, str]]) -> Figure:
    """Return a figure with the findings in bands by their direction, each with a name."""
    high, under = (500.0, 46.0) if is_narrow() else (338.0, 34.0)  # under the bands: the note and the status
    figure, axes = sheet(high)
    lower = title_lines(figure, title, "Did people benefit more with the added treatment than without it?")
    rings = [("reported", "quiet", "register: not counted")] if any(not was_read(row) for row, _ in rows) else []
    key(figure, 56, [("read", "blue", "randomised"), ("read", "quiet", "not randomised"), *rings])
    note(figure, area_words(draw_bands(axes, 70 + lower + 14 * is_narrow(), high - under, _bands(rows))))
    return figure


def _bands(rows: Sequence[tuple[Row, str]]) -> list[Band]:
    """Return a band for each direction, that of less only where there is one, and one for findings without a direction."""
    order = sorted(rows, key=lambda each: (not was_read(each[0]), not _randomised(each[0])))
    own = {name: [each for each in order if each[0]["direction"] == name] for name in GROUNDS}
    rest = [each for each in order if each[0]["direction"] not in GROUNDS]
    names = sorted({row["direction"] for row, _ in rest}, reverse=True)
    bands = [Band(name, ground, [_bubble(*each) for each in own[name]]) for name, ground in GROUNDS.items() if own[name] or name != "less"]
    return [*bands, Band(" or ".join(names), "panel", [_bubble(*each) for each in rest])] if rest else bands


def _bubble(row: Row, name: str) -> Bubble:
    return Bubble(name, _people(row), "blue" if _randomised(row) else "quiet", "read" if was_read(row) else "reported")


def _people(row: Row) -> float:
    """Return how many people a study had; of one that is planned, how many it shall have."""
    found = re.search(r"\d+", row["n_as_printed"])
    return float(row["people"]) if row["people"] > 0 else float(found[0]) if found else 0.0


def _together(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return findings by their work: one work may be counted for several partners, with the same people."""
    works: dict[str, list[Row]] = {}
    for row in rows:
        works.setdefault(row["ref"], []).append(row)
    return works


def _all_partners() -> Picture:
    drawn = [row for partner in PARTNERS for row in _studies(partner)]
    works = _together(drawn)
    found = [own[0] for own in works.values() if was_read(own[0])]
    better = [row for row in found if row["direction"] == "more"]
    many = in_words(len(found))
    title = f"{in_words(len(better)).capitalize()} of {many} studies favours the added treatment"
    figure = _drawn(title, [(own[0], "; ".join(BRIEFLY[row["factor"]] for row in own)) for own in works.values()])
    cells = []
    for partner, name in PARTNERS.items():
        rows, info = _read(partner), next(row for row in rows_of("factors") if row["factor"] == partner)
        cells.append((name, f"{sum(map(_randomised, rows))} of {len(rows)}", info["grade"], named(info["short_answer"])))
    counts = "; ".join(f"{lowered(name)}, {share}" for name, share, *_ in cells)
    words = (
        f"Of the {many} studies that we read, {in_words(len(better))} favours the added treatment: computer training after a "
        "single infusion. "
        "Studies with randomisation, though not always of the added treatment: "
        f"{counts}.{_uncounted(drawn)} For depression, no randomised trial of psychotherapy around the sessions "
        f"{found_on('psychotherapy')}; "
        f"CBT after the last session was compared with usual care in {_after()} people."
    )
    return Picture(
        figure,
        words,
        "redrawn from reported numbers",
        Table(
            "Added treatments (answers are our judgement)",
            ("Added treatment", "Randomised, of those read", "Grade", "In short"),
            tuple(cells),
        ),
        (*_twice(works), *((name, answer) for name, _, _, answer in cells)),
    )


def _after() -> int:
    """Return how many people were randomised to therapy once their sessions were over."""
    return int(next(row["people"] for row in _studies("cbt_training") if row["ref"] == "wilkinson2021"))


def _twice(works: Mapping[str, Sequence[Row]]) -> list[tuple[str, str]]:
    """Name the works that are counted for more than one partner, and drawn once."""
    return [
        (
            work(ref).short,
            (
                f"This study is drawn once but counted for {in_words(len(own))} added treatments: "
                f"{listed([_quoted(PARTNERS[row['factor']]) for row in own])}."
            ),
        )
        for ref, own in works.items()
        if len(own) > 1
    ]


def _quoted(name: str) -> str:
    return f"\u201c{name}\u201d"


def _one_partner(partner: str) -> Picture:
    rows = _studies(partner)
    read = _read(partner)
    lots = [f"{work(row['ref']).short} ({row['population']})" for row in read if _randomised(row)]
    better = sum(row["direction"] == "more" for row in read)
    favouring = "neither study" if len(read) == 2 and not better else f"{in_words(better) if better else 'none'} of {len(read)} studies"
    title = f"{PARTNERS[partner].partition(' around')[0]}: {favouring} favours it"
    figure = _drawn(title, [(row, f"{cited(row['ref'])}: {row['population']}") for row in rows])
    info = next(row for row in rows_of("factors") if row["factor"] == partner)
    found = f"the randomised studies on our list are {listed(lots)}" if lots else "no finished study in this row is randomised"
    words = f"{PARTNERS[partner]}: {found}.{_uncounted(rows)} {info['short_answer']}"
    cells = tuple(_cells(row) for row in rows)
    columns = ("Work", "Design", "Who took part", "People", "Size as printed", "Finding", "Status")
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
