"""A clinic's page that the course wrote in the manner of the web texts: to mark what one trusts, and to repair."""

from __future__ import annotations

from ketamine_course.lesson.asking import COLLECTION, basis
from ketamine_course.tables import load
from ketamine_course.widgets.rewording import LiveRewording, Rewording, Sentence, StaticRewording, Wording

TITLE = "A clinic's page"
NOTE = "The course wrote this page in the manner of the web texts. The clinic is invented, and nothing in it is advice."
HOLDS = "supported"
PAGES = ("00_start_here", "05_claim_quality")
"""The notebooks that show it."""


def sentences(page: str) -> tuple[Sentence, ...]:
    """Return the sentences of a page in order, each with all its wordings, the original one first."""
    wordings, texts = load("page_wordings"), load("page_sentences")
    wordings = wordings[wordings["page"] == page].sort_values("original", ascending=False, kind="stable")
    by_place = {position: tuple(map(_wording, rows.to_dict("records"))) for position, rows in wordings.groupby("position")}
    rows = texts[texts["page"] == page].sort_values("position")
    return tuple(Sentence(row.paragraph, row.sentence, by_place[row.position]) for row in rows.itertuples())


def _wording(row: dict[str, object]) -> Wording:
    words, refs, verdict = row["words"], row["refs"], str(row["verdict"])
    works = basis(refs, str(row["mark"])) if isinstance(refs, tuple) and refs else ""
    given = words if isinstance(words, tuple) else ()
    return Wording(given, verdict.replace("_", " ").capitalize(), verdict == HOLDS, str(row["reason"]), works, str(row["lost"]))


def clinic_page(page: str, *, repair: bool = False) -> LiveRewording | StaticRewording:
    """Return what a cell shows: the page to mark, or to repair.

    Parameters
    ----------
    page : str
        The notebook, such as ``"00_start_here"``, under which the browser keeps what was done.
    repair : bool
        Whether its words can be switched.
    """
    name = "clinic-page-repair" if repair else "clinic-page"
    return Rewording(name, TITLE, COLLECTION, page, sentences("clinic"), repair, NOTE)()


def works() -> set[str]:
    """Return the keys of the works behind the verdicts."""
    return {ref for refs in load("page_wordings")["refs"] for ref in refs}
