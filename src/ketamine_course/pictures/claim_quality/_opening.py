"""What opens the notebook: all claims of all texts, and how sure each of them sounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ketamine_course.models.counts import filled, in_words
from ketamine_course.models.statistics import percent
from ketamine_course.pictures._drawing import end_at, legend, lowered, sheet, titled, write_lines
from ketamine_course.pictures._facts import Row
from ketamine_course.pictures._tiles import by_text, tiles
from ketamine_course.pictures.claim_quality._common import WORDINGS, claims
from ketamine_course.widgets.controls import Choice
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.touch import touch
from ketamine_course.widgets.width import width

LOOKS = {"hedged": ("ours_reported", "blue"), "plain": ("ours", "faint"), "boosted": ("ours", "ink")}
MEANINGS = {"hedged": "hedged: may, could, some", "plain": "plain", "boosted": "boosted: proven, only, crucial"}


ORDERS = {"reading": "In reading order", "gathered": "Grouped by wording"}


@explorable(title="Every claim, and how sure it sounds", narrow=True, order=Choice(ORDERS, label="Squares", default="gathered"))
def how_sure_it_sounds(order: str) -> Picture:
    """Every claim of every text as a square by how it is worded, with the shares of those that are hedged and boosted."""
    texts = by_text(claims().values())
    hedged = _count(texts, "hedged")
    figure, axes = sheet(300)
    lower = titled(axes, f"{_most(texts, 'hedged')} hedges most often, {_most(texts, 'boosted')} boosts most often", 13, 20)
    subtitle = f"{len(claims())} claims, one square each, {lowered(ORDERS[order])} (wording: our judgement)"
    y = write_lines(axes, 14, 38 + lower, subtitle, width() - 28, 9.5, "quiet")
    y = legend(axes, y + 4, [(*LOOKS[wording], words) for wording, words in MEANINGS.items()], gap=20)
    ends = {text: [(*LOOKS[each], percent(_share(rows, each))) for each in ("hedged", "boosted")] for text, rows in texts.items()}
    gathered = [LOOKS[each] for each in ("boosted", "hedged", "plain")] if order == "gathered" else []
    low = tiles(axes, y + 20, texts, lambda row: LOOKS[row["wording"]], ends, gathered)
    touch(axes, x=("order", {"reading": width() / 4, "gathered": width() * 3 / 4}), down=(low, y + 10))
    end_at(figure, axes, low + 26)
    return Picture(figure, _words(texts, hedged, order), "our counts and judgement", _table(texts))


def _most(texts: Mapping[str, Sequence[Row]], wording: str) -> str:
    """Return the text with the largest share of claims that are worded so."""
    return max(texts, key=lambda text: _share(texts[text], wording))


def _share(rows: Sequence[Row], wording: str) -> float:
    return sum(1 for row in rows if row["wording"] == wording) / len(rows)


def _count(texts: Mapping[str, Sequence[Row]], wording: str) -> int:
    return sum(row["wording"] == wording for rows in texts.values() for row in rows)


def _words(texts: Mapping[str, Sequence[Row]], hedged: int, order: str) -> str:
    return (
        f"Each of the {len(claims())} claims that the {in_words(len(texts))} texts make is drawn as a square, text by text and "
        f"{lowered(ORDERS[order])}. In {hedged} "
        f"of them a word such as \u201cmay\u201d or \u201csome\u201d makes the claim less certain, {_count(texts, 'plain')} are plain, and "
        f"{_count(texts, 'boosted')} are boosted by a word such as \u201cproven\u201d or \u201conly\u201d. "
        f"Relative to the number of its claims, {_most(texts, 'hedged')} hedges most often and {_most(texts, 'boosted')} boosts "
        "most often. The figure does not show what evidence there is for them."
    )


def _table(texts: Mapping[str, Sequence[Row]]) -> Table:
    rows = [
        (text, *(str(sum(row["wording"] == each for row in found)) for each in WORDINGS), str(len(found))) for text, found in texts.items()
    ]
    return Table(
        str(filled("Claims of the {texts} texts by wording")), ("Text", *(each.capitalize() for each in WORDINGS), "All"), tuple(rows)
    )
