"""Which claims readers judge for themselves, and where: wherever claims are listed, their verdicts stay closed until then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from ketamine_course.tables import DATA_FOLDER, QUESTIONS, rows_of
from ketamine_course.yaml_files import read

FORM_PAGES = ("00_start_here", "06_appraise_a_source")
"""The notebooks in which readers take the two forms of ten claims; a test compares them with the rounds."""


@cache
def judged_later() -> dict[str, str]:
    """Return, for each claim that a notebook asks readers to judge, words that say where: ``You judge this claim in notebook 06``."""
    pages: dict[str, set[str]] = defaultdict(set)
    for claim, page in (*((claim, page) for claim, (_, page) in rated().items()), *_in_forms()):
        pages[claim].add(page[:2])
    return {claim: f"You judge this claim in notebook {' or '.join(sorted(found))}" for claim, found in pages.items()}


@cache
def rated() -> dict[str, tuple[str, str]]:
    """Return, for each claim that a question asks to rate, the question and the notebook that asks it."""
    claims = {f"{row['source']}, {row['locator']}: {row['paraphrase']}": row["id"] for row in rows_of("claims")}
    return {
        claims[question["prompt"]]: (question["name"], path.stem)
        for path in sorted((DATA_FOLDER / QUESTIONS).glob("*.yaml"))
        for question in read(path)
        if question["kind"] == "rating" and question["prompt"] in claims
    }


@cache
def waiting() -> dict[str, int]:
    """Return how many factors and contradictions stay closed until a question is answered, and how many of these until a claim is rated."""
    told = {table: {row["row"] for row in rows_of("told_later") if row["table"] == table} for table in ("factors", "issues")}
    odds = {row["id"]: row["claims"] for row in rows_of("issues") if row["kind"].endswith("_contradiction")}
    rated_later = {name for name, claims in odds.items() if not rated().keys().isdisjoint(claims)}
    told_later = odds.keys() & told["issues"] - rated_later
    return {
        "factors_waiting": len(told["factors"]),
        "contradictions_told_later": len(told_later),
        "contradictions_rated_later": len(rated_later),
        "contradictions_waiting": len(told_later | rated_later),
    }


def _in_forms() -> Iterator[tuple[str, str]]:
    return ((row["claim"], page) for row in rows_of("discernment_forms") for page in FORM_PAGES)
