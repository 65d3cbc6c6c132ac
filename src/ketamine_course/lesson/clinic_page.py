"""Two pages that the course wrote in the manner of the web texts: to mark what one trusts, and to repair."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from ketamine_course.codes import in_words
from ketamine_course.lesson.asking import basis
from ketamine_course.names import COLLECTION, UnknownName, lookup
from ketamine_course.tables import rows_where
from ketamine_course.widgets.rewording import Rewording, Sentence, Wording
from ketamine_course.widgets.shown import LiveShown, StaticShown

TITLES = {"clinic": "A clinic's page", "membership": "A page that you have not seen"}
NOTE = (
    "We wrote this page for the course, in the style of the web texts. The people who speak in it are invented, and nothing in it "
    "is advice."
)
HOLDS = "supported"
SHOWN = {"00_start_here": ("clinic",), "05_claim_quality": ("clinic",), "06_appraise_a_source": ("membership",)}
"""Which pages each notebook shows."""


def sentences(page: str) -> tuple[Sentence, ...]:
    """Return the sentences of a page in order, each with all its wordings, the original one first."""
    by_place: dict[int, list[Wording]] = {}
    for row in sorted(rows_where("page_wordings", page=page), key=itemgetter("original"), reverse=True):
        by_place.setdefault(row["position"], []).append(_wording(row))
    texts = sorted(rows_where("page_sentences", page=page), key=itemgetter("position"))
    return tuple(Sentence(row["paragraph"], row["sentence"], tuple(by_place[row["position"]])) for row in texts)


def _wording(row: Mapping[str, Any]) -> Wording:
    words, refs, verdict = row["words"], row["refs"], str(row["verdict"])
    works = basis(refs, str(row["mark"])) if isinstance(refs, tuple) and refs else ""
    given = words if isinstance(words, tuple) else ()
    return Wording(given, in_words(verdict).capitalize(), verdict == HOLDS, str(row["reason"]), works, str(row["lost"]))


def clinic_page(page: str, notebook: str, *, repair: bool = False) -> LiveShown | StaticShown:
    """Return what a cell shows: a page to mark, or to repair.

    Parameters
    ----------
    page : str
        One of `TITLES`.
    notebook : str
        Such as ``"00_start_here"``; under this name the browser keeps what was done.
    repair : bool
        Whether the page's words can be switched.

    Raises
    ------
    UnknownName
        There is no such page; the message gives the nearest.
    """
    title = lookup(TITLES, page, "page", UnknownName)
    name = f"{page}-page-repair" if repair else f"{page}-page"
    return Rewording(name, title, COLLECTION, notebook, sentences(page), repair, NOTE)()


def works(notebook: str) -> set[str]:
    """Return the keys of the works behind the verdicts of the pages that a notebook shows."""
    return {ref for page in SHOWN.get(notebook, ()) for row in rows_where("page_wordings", page=page) for ref in row["refs"]}
