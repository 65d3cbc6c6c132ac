"""The collection's own two raters: what each said of every claim, on which day, and how far they agreed before they reconciled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import chain

import numpy as np
import pandas as pd

from ketamine_course.models.appraisal.raters import Agreement, agreement, counts_per_unit
from ketamine_course.names import nearest
from ketamine_course.tables import load

RATED = ("verdict", "type", "wording")
"""What both raters recorded for every claim."""


def rating_days() -> list[date]:
    """Return the days on which claims were rated, the first one first."""
    return sorted(set(load("ratings")["rated_on"]))


def rated_again(day: date) -> set[str]:
    """Return the claims rated on a day that had been rated on an earlier day."""
    ratings = load("ratings")
    return set(ratings["claim"][ratings["rated_on"] == day]) & set(ratings["claim"][ratings["rated_on"] < day])


def ratings_of(field: str, day: date | None = None) -> pd.DataFrame:
    """Return one rating for each claim and rater.

    Parameters
    ----------
    field : str
        ``verdict``, ``type`` or ``wording``; a day on which raters were shown a field has nothing in it.
    day : datetime.date, optional
        Only what was rated on this day; by default what each rater said last, so that claims which were rated again count once.

    Returns
    -------
    pandas.DataFrame
        Rows of the table ``ratings``.

    Raises
    ------
    ValueError
        Nothing was rated on that day; the message gives the nearest day.
    """
    ratings = load("ratings")
    ratings = ratings[ratings[field] != ""]
    if day is None:
        return ratings.sort_values("rated_on", kind="stable").groupby(["claim", "rater"], sort=False).tail(1)
    if day not in rating_days():
        raise ValueError(f"day {nearest(day.isoformat(), [each.isoformat() for each in rating_days()])}")
    return ratings[ratings["rated_on"] == day]


def side_by_side(field: str, day: date | None = None) -> pd.DataFrame:
    """Return what the first and the second rater said, as two columns; claims that only one of them rated have no row.

    Parameters
    ----------
    field : str
        ``verdict``, ``type`` or ``wording``.
    day : datetime.date, optional
        See `ratings_of`. A second rater may come on another day than the first, so a day may have no rows.
    """
    wide = ratings_of(field, day).pivot_table(index="claim", columns="rater", values=field, aggfunc="first")
    return wide.reindex(columns=["first", "second"]).dropna()


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
    wide = side_by_side(field, day)
    if source:
        wide = wide[wide.index.str.startswith(f"{source}-")]
    if claims is not None:
        wide = wide[wide.index.isin(claims)]
    return agreement(list(wide["first"]), list(wide["second"]))


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
    ratings = ratings_of(field, day)
    given: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim, rater, value in zip(ratings["claim"], ratings["rater"], ratings[field], strict=True):
        given[claim][rater].append(value)
    twice = [list(chain(*raters.values())) for _, raters in sorted(given.items()) if len(raters) > 1]
    return counts_per_unit(twice, sorted(set(chain(*twice))))
