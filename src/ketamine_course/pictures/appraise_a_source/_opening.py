"""What opens the notebook: every claim that two raters judged, and whether they said the same."""

from __future__ import annotations

from functools import cache

from ketamine_course.models.appraisal import side_by_side
from ketamine_course.pictures._drawing import end_at, legend, sheet, titled, write_lines
from ketamine_course.pictures._facts import Row, rows_of
from ketamine_course.pictures._tiles import by_text, tiles
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import width

ALIKE, DIFFERENT = ("ours", "blue"), ("ours_reported", "ink")


@cache
def alike() -> dict[str, bool]:
    """Return for each claim that two raters judged whether they gave it the same verdict before they talked."""
    return {claim: first == second for claim, (first, second) in side_by_side("verdict").items()}


ORDERS = {"reading": "In reading order", "gathered": "Agreed first"}


@explorable(title="Two raters, one text", narrow=True, order=Choice(ORDERS, label="Squares", default="gathered"))
def two_raters(order: str) -> Picture:
    """Every claim as a square: filled where both raters gave the same verdict."""
    texts = by_text(row for row in rows_of("claims") if row["id"] in alike())
    same = sum(alike().values())
    figure, axes = sheet(300)
    lower = titled(axes, f"Two raters agree on {same} of {len(alike())} claims", 13, 20)
    y = write_lines(
        axes, 14, 38 + lower, "Six verdicts to choose from; both raters were sessions of an AI model", width() - 28, 9.5, "quiet"
    )
    y = legend(axes, y + 4, [(*ALIKE, "one claim, the same verdict"), (*DIFFERENT, "two verdicts")])
    shares = {text: f"{_shared(rows)} of {len(rows)}" for text, rows in texts.items()}
    gathered = [ALIKE, DIFFERENT] if order == "gathered" else []
    low = tiles(axes, y + 20, texts, lambda row: ALIKE if alike()[row["id"]] else DIFFERENT, shares, gathered)
    touch(axes, x=("order", {"reading": width() / 4, "gathered": width() * 3 / 4}), down=(low, y + 10))
    end_at(figure, axes, low + 26)
    return Picture(figure, _words(texts, same, order), "our counts and judgement", _table(texts))


def _shared(rows: list[Row]) -> int:
    return sum(alike()[row["id"]] for row in rows)


def _words(texts: dict[str, list[Row]], same: int, order: str) -> str:
    parts = "; ".join(f"{_shared(rows)} of {len(rows)} in {text}" for text, rows in texts.items())
    return (
        f"Each of {len(alike())} claims was judged by two sessions of an AI model, the second without seeing the first one's "
        f"verdicts (for S6 it was only partly blind to them), and the two gave the same verdict to {same}: {parts}. "
        f"{'The squares are in reading order' if order == 'reading' else 'The squares for the claims on which they agreed come first'}. "
        "The figure does not show what this number should be compared with."
    )


def _table(texts: dict[str, list[Row]]) -> Table:
    rows = [(text, str(_shared(rows)), str(len(rows) - _shared(rows)), str(len(rows))) for text, rows in texts.items()]
    return Table("Verdicts of two raters, before they were reconciled", ("Text", "The same verdict", "Two verdicts", "Claims"), tuple(rows))
