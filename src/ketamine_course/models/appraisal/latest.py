"""Of several answers of one person to one claim, the latest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple


class Vote(NamedTuple):
    """One row: a claim, what was said of it, when (None where the file does not say), and in which attempt."""

    claim: str
    first: str
    final: str
    first_confidence: int | None
    confidence: int | None
    reason: str
    time: datetime | None = None
    attempt: tuple[bool, str, int] = (False, "", 0)


EARLIEST = datetime.min.replace(tzinfo=UTC)


def time_of(text: str) -> datetime | None:
    """Return a time in ISO 8601 (UTC where it names no zone), or None where the text is none."""
    try:
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def is_later(vote: Vote, other: Vote) -> bool:
    """Whether a vote was given after another, or as far as is known at the same time, but in a later attempt.

    A download that has times is later than one from before there were any.
    """
    return (vote.time or EARLIEST, vote.attempt) > (other.time or EARLIEST, other.attempt)


def latest_votes(files: Sequence[Sequence[Vote]]) -> tuple[list[Vote], int]:
    """Return the latest vote on each claim, in the order of the first that were read, and how many others there were.

    Parameters
    ----------
    files : sequence of sequence of Vote
        Of one person; of equally late votes that of the last file counts.
    """
    latest: dict[str, Vote] = {}
    count = 0
    for votes in files:
        for vote in votes:
            count += 1
            if vote.claim not in latest or not is_later(latest[vote.claim], vote):
                latest[vote.claim] = vote
    return list(latest.values()), count - len(latest)
