"""A text of one's own: its sentences with markers, claims, scores, and the page to save."""

from __future__ import annotations

from typing import Any

from ketamine_course.codes import column, in_words
from ketamine_course.models import appraisal
from ketamine_course.models.counts import filled
from ketamine_course.models.statistics import percent
from ketamine_course.names import COLLECTION
from ketamine_course.tables import package, rows_where
from ketamine_course.widgets.worksheet import Line, LiveWorksheet, StaticWorksheet, Worksheet

CLAIM_COLUMNS = ("locator", "paraphrase", "key_phrase", "topic", "type", "support_given", "wording", "verdict", "reason")


LANGUAGE_NOTE = (
    "Only English words and phrases are marked, so in a text in another language, marks will be missing or wrong. "
    "You can record claims and scores in any language."
)


def own_text() -> LiveWorksheet | StaticWorksheet:
    """Return the sheet for a text of one's own: marked sentences, claims in the atlas's columns, DISCERN, and the page to save."""
    fields = {field["name"]: field for field in package()["claims"]["schema"]["fields"]}
    columns = tuple(Line(name, column(name), _allowed(fields[name])) for name in CLAIM_COLUMNS)
    rows = rows_where("instrument_items", instrument="discern")
    scale = (("1", "1 no"), ("2", "2"), ("3", "3 partly"), ("4", "4"), ("5", "5 yes"))
    items = tuple(Line(f"discern-{row['item']}", f"{row['item']}. {row['text']}", scale) for row in rows)
    scored_with = "DISCERN (questions in our own words), from 1 (no) to 5 (yes)"
    return Worksheet(
        name="own-text",
        title="Appraise a text of your own",
        collection=COLLECTION,
        split=lambda text: [
            {"locator": each.locator, "text": each.text, "marks": [list(marker) for marker in each.markers]}
            for each in appraisal.sentences(text)
        ],
        kinds=appraisal.KINDS,
        notes=(LANGUAGE_NOTE, error_note()),
        columns=columns,
        items=items,
        locator="locator",
        text="paraphrase",
        scored_with=scored_with,
        words=appraisal.marked_words(),
    )()


def _allowed(field: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((value, in_words(value)) for value in field.get("constraints", {}).get("enum", ()))


def error_note() -> str:
    """Say how often the markers err, as measured."""
    parts: list[str] = []
    for kind, label in appraisal.KINDS.items():
        rate = appraisal.measured(kind)
        mistaken, missed = percent(rate.mistaken), percent(rate.missed)
        if parts:
            parts.append(f"for \u201c{label}\u201d, {mistaken} and {missed}")
            continue
        parts.append(
            f"Of the claims that the sheet marked as \u201c{label}\u201d, {mistaken} were not of this kind according to our coding, "
            f"and it missed {missed} of those that were"
        )
    coded = filled("the {claims:d} coded claims of the {texts} texts")
    return (
        f"Marks are places to look, not findings. We compared them with {coded}. {'; '.join(parts)}. "
        "A claim counts as marked if its sentence contains such a word. The word list follows the codebook of these same texts, "
        "so expect more errors elsewhere (our calculation)."
    )
