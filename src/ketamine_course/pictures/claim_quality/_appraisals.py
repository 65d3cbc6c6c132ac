"""DISCERN and the JAMA benchmarks: the texts side by side, one item opened with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from matplotlib.figure import Figure

from ketamine_course.models.counts import in_words
from ketamine_course.pictures._drawing import legend, listed, sheet, titled, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._who_is_who import named, who_is_who
from ketamine_course.pictures.claim_quality import _appraisal_rows
from ketamine_course.pictures.claim_quality._common import sources
from ketamine_course.widgets.controls import Slider
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.width import is_narrow, width

TOOLS = {"discern": "DISCERN", "jama": "JAMA benchmarks"}
ALL = "all"
HEARD = 110
"""Words of a description at most."""
GOOD = 4
"""The score from which on a text is said to answer a question of DISCERN."""
DASH = ("nothing", "quiet", "not met")
SAVED = " Only the saved text was seen, not the rest of the site."
"""A remark that many reasons end with; the picture makes it once."""


@cache
def items() -> dict[str, list[Row]]:
    """Return the rows of each item, one for each text, by a stable name such as ``discern-1``."""
    items: dict[str, list[Row]] = {}
    for row in rows_of("appraisals"):
        items.setdefault(f"{row['instrument']}-{row['item']}", []).append(row)
    return {name: sorted(rows, key=lambda row: sources().index(row["source"])) for name, rows in items.items()}


def _label(name: str) -> str:
    row = items()[name][0]
    return f"{row['item']}: {row['item_text']}"


def _number(tool: str) -> int:
    return sum(row["instrument"] == tool for rows in items().values() for row in rows)


def _full_label(name: str) -> str:
    tool = items()[name][0]["instrument"]
    return f"{TOOLS[tool]}, {'question ' if tool == 'discern' else ''}{_label(name)}"


@explorable(
    title="DISCERN and JAMA, side by side",
    narrow=True,
    item=Slider(lambda: {ALL: "All scores", **{name: _full_label(name) for name in items()}}, label="Item"),
)
def appraisal_scores(item: str) -> Picture:
    """All scores of all texts, or one item with its scores and the reasons for them."""
    return _all_scores() if item == ALL else _one_item(item)


def _drawn(item: str) -> Figure:
    """Draw bars for the questions of DISCERN and marks for the JAMA benchmarks; one item may stand out."""
    figure, axes = sheet(462 if is_narrow() else 340)
    lower = titled(axes, _title(item), 13, 20)
    y = write_lines(axes, 14, 38 + lower, _subtitle(item), width() - 28, 9.5, "quiet")
    legend(axes, y + 4, [("ours", "blue", "4 or 5"), ("ours", "line", "1 to 3"), ("half", "blue", "partly met"), DASH])
    _appraisal_rows.draw(axes, 115 if is_narrow() else 73, items(), _by_points(), item, ALL, GOOD)
    return figure


def _by_points() -> list[str]:
    """Return the texts, the one with most points first."""
    return sorted(sources(), key=lambda source: -sum(_scores(source).values()))


def _subtitle(item: str) -> str:
    """Return what is drawn: all scores, or where the chosen one stands."""
    if item == ALL:
        return "A bar is our score for a question, from 1 (no) to 5 (yes)"
    return f"Violet: {TOOLS[items()[item][0]['instrument']]}, {_code(item)}. Our scores{', 1 (no) to 5 (yes)' * item.startswith('d')}"


def _title(item: str) -> str:
    if item == ALL:
        return f"Best text: 4 or 5 on {in_words(_most())} of {len(_questions())} questions"
    words = _label(item) if item.startswith("jama") else items()[item][0]["item_text"]
    return words[0].upper() + words[1:]


def _most() -> int:
    """Return on how many questions the best text reaches a good score."""
    return max(sum(score >= GOOD for score in _scores(source).values()) for source in sources())


def _questions() -> list[str]:
    return [name for name, rows in items().items() if rows[0]["instrument"] == "discern"]


def _code(name: str) -> str:
    """Return the number of a question of DISCERN, or the name of a benchmark."""
    return name.split("-")[1]


@cache
def _scores(source: str) -> dict[str, int]:
    """Return the scores of a text on the questions of DISCERN."""
    return {name: row["score"] for name in _questions() for row in items()[name] if row["source"] == source}


def _extremes() -> tuple[str, str]:
    """Name the questions with the most and the fewest points."""
    points = {name: sum(row["score"] for row in items()[name]) for name in _questions()}
    most, fewest = ([name for name, found in points.items() if found == pick(points.values())] for pick in (max, min))
    return "Most and fewest points", f"Most points went to {_questions_named(most)}, and fewest to {_questions_named(fewest)}."


def _questions_named(names: Sequence[str]) -> str:
    """Name questions by their numbers and, in brackets, their words."""
    rows = [items()[name][0] for name in names]
    told = listed([f"{row['item']} ({row['item_text']})" for row in rows])
    return f"question{'' if len(rows) == 1 else 's'} {told}"


def _all_scores() -> Picture:
    figure = _drawn(ALL)
    overall = listed([f"{row['score']} for {row['source']}" for row in items()["discern-16"]])
    met = [row for rows in items().values() for row in rows if row["instrument"] == "jama" and row["score"]]
    partly = [row["source"] for row in met if row["qualifier"]]
    fully = len(met) - len(partly)
    high = sum(_good(row) for rows in items().values() for row in rows if row["instrument"] == "discern")
    half = f" and {in_words(len(partly))} (in {listed(partly)}) are \u201cpartly met\u201d" if partly else ""
    description = (
        f"On DISCERN's overall question, with a scale from 1 to 5, the scores are {overall}. Of all {_number('discern')} DISCERN scores, "
        f"{high} are 4 or 5, at most {in_words(_most())} in one text. "
        f"Of the {_number('jama')} ratings on the JAMA benchmarks, {in_words(fully) if fully else 'none'} "
        f"{'is' if fully < 2 else 'are'} \u201cfully met\u201d{half}."
    )
    cells = tuple((_full_label(name), *(_score(row) for row in rows)) for name, rows in items().items())
    return Picture(
        figure,
        description,
        "our counts and judgement",
        Table("All scores (our judgement)", ("Item", *sources()), cells),
        (_extremes(), who_is_who()),
    )


def _one_item(item: str) -> Picture:
    rows = items()[item]
    before, after = ("", "") if item.startswith("discern") else ("\u201c", "\u201d")
    scores = listed([f"{before}{_score(row)}{after} for {row['source']}" for row in rows])
    asked = f"DISCERN question {rows[0]['item']}" if item.startswith("discern") else f"the JAMA benchmark \u201c{rows[0]['item']}\u201d"
    start = f"On {asked} ({rows[0]['item_text']}), our ratings are {scores}."
    reasons = [f"{row['source']}: {row['reason'].removesuffix(SAVED)}" for row in rows]
    description = _as_long_as_heard(start, reasons)
    cells = tuple((row["source"], _score(row), row["reason"]) for row in rows)
    table = Table(f"{_full_label(item)} (our scores)", ("Text", "Score", "What in the text decides it"), cells)
    notes = tuple((f"{named(row['source'])}: {_score(row)}", row["reason"]) for row in rows)
    return Picture(_drawn(item), description, "our counts and judgement", table, notes)


def _as_long_as_heard(start: str, reasons: list[str]) -> str:
    """Join reasons as long as a listener can follow; where there are more, say where they are."""
    whole = " ".join([start, *reasons])
    if len(whole.split()) <= HEARD:
        return whole
    shown = [" ".join([start, *reasons[:number], "The table gives the reasons for the other texts."]) for number in range(len(reasons))]
    return next(text for text in reversed(shown) if len(text.split()) <= HEARD)


def _score(row: Row) -> str:
    if row["instrument"] == "jama":
        return ("partly met" if row["qualifier"] else "met") if row["score"] else "not met"
    return str(row["score"])


def _good(row: Row) -> bool:
    return bool(row["score"] >= (4 if row["instrument"] == "discern" else 1))
