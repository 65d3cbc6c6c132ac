"""Of several answers of one person, the latest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.models.appraisal.latest import Vote, latest_votes, time_of

VOTES = st.lists(
    st.lists(
        st.builds(
            Vote,
            claim=st.sampled_from(["a", "b"]),
            first=st.just("x"),
            final=st.sampled_from("xyz"),
            first_confidence=st.none(),
            confidence=st.none(),
            reason=st.just(""),
            time=st.none() | st.datetimes(timezones=st.just(UTC)),
            attempt=st.tuples(st.booleans(), st.just(""), st.integers(0, 3)),
        ),
        max_size=4,
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-05-01T09:00:00.000Z", datetime(2026, 5, 1, 9, tzinfo=UTC)),
        ("2026-05-01T11:00:00+02:00", datetime(2026, 5, 1, 9, tzinfo=UTC)),
        ("2026-05-01 09:00", datetime(2026, 5, 1, 9, tzinfo=UTC)),
        ("01.05.2026 09:00", None),
        ("0001-01-01T00:00:00+09:00", None),
        ("", None),
    ],
)
def test_times_are_read_in_utc_and_what_is_none_is_none(text, time):
    assert time_of(text) == time


@given(VOTES)
def test_one_vote_for_each_claim_is_left_and_none_is_later(files):
    latest, dropped = latest_votes(files)
    every = [vote for votes in files for vote in votes]
    assert len(latest) + dropped == len(every)
    assert {vote.claim for vote in latest} == {vote.claim for vote in every}
    for kept in latest:
        others = [vote for vote in every if vote.claim == kept.claim]
        assert kept in others
        assert all(kept.time is not None for vote in others if vote.time is not None)
        assert all(kept.time >= vote.time for vote in others if vote.time is not None)
