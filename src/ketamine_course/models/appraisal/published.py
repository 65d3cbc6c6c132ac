"""The collection's own two raters: what each said of every claim, on which day, and how far they agreed before they reconciled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np

from ketamine_course.models.appraisal.raters import Agreement, agreement, counts_per_unit
from ketamine_course.names import nearest
from ketamine_course.tables import rows_of

RATED = ("verdict", "type", "wording")
"""What both raters recorded for every claim."""


def rating_days() -> list[date]:
    """Return the days on which claims were rated, the first one first."""
    return sorted({row["rated_on"] for row in rows_of("ratings")})


def rated_again(day: date) -> set[str]:
    """Return the claims rated on a day that had been rated on an earlier day."""
    ratings = rows_of("ratings")
    return {row["claim"] for row in ratings if row["rated_on"] == day} & {row["claim"] for row in ratings if row["rated_on"] < day}


def ratings_of(field: str, day: date | None = None) -> list[dict[str, Any]]:
    """Return one rating for each claim and rater.

    Parameters
    ----------
    field : str
        ``verdict``, ``type`` or ``wording``; a day on which raters were shown a field has nothing in it.
    day : datetime.date, optional
        Only what was rated on this day; by default what each rater said last, so that claims which were rated again count once.

    Returns
    -------
    list of dict
        Rows of the table ``ratings``, in its order.

    Raises
    ------
    ValueError
        Nothing was rated on that day; the message gives the nearest day.
    """
    ratings = [row for row in rows_of("ratings") if row[field]]
    if day is None:
        last = {(row["claim"], row["rater"]): row for row in sorted(ratings, key=itemgetter("rated_on"))}
        return [row for row in ratings if row is last[row["claim"], row["rater"]]]
    if day not in rating_days():
        raise ValueError(f"day {nearest(day.isoformat(), [each.isoformat() for each in rating_days()])}")
    return [row for row in ratings if row["rated_on"] == day]


def side_by_side(field: str, day: date | None = None) -> dict[str, tuple[str, str]]:
    """Return what the first and the second rater said of each claim, sorted by claim; claims that only one of them rated are left out.

    Parameters
    ----------
    field : str
        ``verdict``, ``type`` or ``wording``.
    day : datetime.date, optional
        See `ratings_of`. A second rater may come on another day than the first, so a day may have no rows.
    """
    said: dict[str, dict[str, str]] = {}
    for row in ratings_of(field, day):
        said.setdefault(row["claim"], {}).setdefault(row["rater"], row[field])
    return {claim: (given["first"], given["second"]) for claim, given in sorted(said.items()) if given.keys() >= {"first", "second"}}


def published_agreement(field: str, day: date | None = None, source: str = "", claims: Collection[str] | None = None) -> Agreement:
    """Return how far the collection's own two raters agreed before they reconciled.

    Parameters
    ----------
    field : str
        ``verdict``, ``type`` or ``wording``.
    day : datetime.date, optional
        See `ratings_of`.
    source : str, optional
        Only claims of this text.
    claims : collection of str, optional
        Only these claims.
    """
    said = [
        both
        for claim, both in side_by_side(field, day).items()
        if claim.startswith(f"{source}-" if source else "") and (claims is None or claim in claims)
    ]
    return agreement([first for first, _ in said], [second for _, second in said])


def published_counts(field: str, day: date | None = None) -> np.ndarray:
    """Return what two raters of the collection said of each claim before they reconciled, counted for `krippendorff_alpha`.

    Parameters
    ----------
    field : str
        ``verdict``, ``type`` or ``wording``.
    day : datetime.date, optional
        See `ratings_of`.

    Returns
    -------
    numpy.ndarray
        Claims by values, whole numbers; a claim that has one rating so far has no row.
    """
    given: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in ratings_of(field, day):
        given[row["claim"]][row["rater"]].append(row[field])
    twice = [list(chain(*raters.values())) for _, raters in sorted(given.items()) if len(raters) > 1]
    return counts_per_unit(twice, sorted(set(chain(*twice))))
