"""List what was checked longest ago: absences with the search to run again, and claims with the day of their verdict.

usage: python -m checks.stale [DAY]

DAY (such as 2027-03-01) is the day to look from; without it, today.
"""

import sys
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from ketamine_course.absences import in_words
from ketamine_course.tables import load, rows_of


def lines(day: date) -> Iterator[str]:
    """Yield one line for each absence and each day on which claims were checked, the oldest first."""
    rows = sorted(rows_of("absences"), key=itemgetter("recheck_after", "absence"))
    yield f"Absences, by the day after which they should be searched again (today {day}):"
    for row in rows:
        when = f"searched {_age(row['searched_on'], day)}" if row["searched_on"] else "never searched"
        mark = "DUE " if row["recheck_after"] <= day else "    "
        yield f"{mark}{row['recheck_after']}  {row['absence']}: {row['outcome']}, {when}. {row['question']}"
        yield f"        search again: {row['query'] or 'no query yet'}"
    claims = load("claims")
    yield "Claims, by the day of their verdict:"
    for checked in sorted(set(claims["checked_on"])):
        ids = claims.loc[claims["checked_on"] == checked, "id"]
        yield f"    {checked}  {len(ids)} claims, {_age(checked, day)}: {ids.iloc[0]} to {ids.iloc[-1]}"


def _age(then: date, now: date) -> str:
    days = (now - then).days
    return f"on {in_words(then)}, {days} day{'' if days == 1 else 's'} ago"


def main(arguments: list[str]) -> int:
    day = date.fromisoformat(arguments[0]) if arguments else date.today()  # noqa: DTZ011 - the reader's own day
    print("\n".join(lines(day)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
