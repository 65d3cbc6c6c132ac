"""Parts of prose that are more than a number and that `make counts` writes: how far the collection's own raters agreed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ketamine_course.models.appraisal import RATED, Agreement, agreement, published_agreement, rated_again, rating_days, side_by_side
from ketamine_course.models.counts import CountError
from ketamine_course.names import nearest

INTERVAL = "95% interval"
UNDEFINED = "undefined"


def written(name: str) -> str:
    """Return a part by its name.

    Raises
    ------
    CountError
        Nobody writes a part of this name; the message gives the nearest.
    """
    if name not in PARTS:
        raise CountError(f"part {nearest(name, PARTS)}")
    return PARTS[name]()


def _shown(found: Agreement) -> tuple[str, str, str]:
    return f"{found.share:.1%}", f"{found.kappa:.2f}", f"{found.low:.2f} to {found.high:.2f}"


def _table(*rows: tuple[str, ...]) -> str:
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join(["", head, f"|{' --- |' * len(rows[0])}", *others, ""])


def _by_field(source: str = "") -> str:
    """Return how far raters agreed in each field, on all claims or on those of one text."""
    rows = [(field, *_shown(published_agreement(field, source=source))) for field in RATED]
    return _table(("field", "same", "Cohen's kappa", INTERVAL), *rows)


def _by_day() -> str:
    days = {day: side_by_side("verdict", day) for day in rating_days()}
    rows = [(day.isoformat(), str(len(both)), *_of_a_day(both)) for day, both in days.items() if len(both)]
    return _table(("day", "claims", "same", "Cohen's kappa", INTERVAL), *rows)


def _of_a_day(both: dict[str, tuple[str, str]]) -> tuple[str, str, str]:
    """Return how far two raters agreed on the claims of a day, which may be few: one new text has days of its own."""
    first, second = [said for said, _ in both.values()], [said for _, said in both.values()]
    share = f"{sum(one == other for one, other in both.values()) / len(both):.1%}"
    if len(both) < 2 or len({*first, *second}) < 2:
        return share, UNDEFINED, UNDEFINED
    _, kappa, interval = _shown(agreement(first, second))
    return share, kappa, UNDEFINED if first == second else interval


def _when_rated_again() -> str:
    """Return how far raters agreed on the claims that were rated again, on the last day when any were: new texts are rated later."""
    day = max(day for day in rating_days() if rated_again(day))
    same, kappa, interval = _shown(published_agreement("verdict", day, claims=rated_again(day)))
    return f"{same} the same, kappa {kappa}, {interval}"


def _in_a_sentence() -> str:
    same, kappa, interval = _shown(published_agreement("verdict"))
    return f"{same} of the claims; corrected for chance, Cohen's kappa is {kappa} ({INTERVAL} {interval})"


PARTS: dict[str, Callable[[], str]] = {
    "agreement_by_field": _by_field,
    "agreement_on_s6": partial(_by_field, "S6"),
    "agreement_by_day": _by_day,
    "agreement_when_rated_again": _when_rated_again,
    "agreement_in_words": _in_a_sentence,
}
