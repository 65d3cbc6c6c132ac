"""Frames for further widths leave out what the usual ones say, and are filled up again without loss."""

from hypothesis import given
from hypothesis import strategies as st

from ketamine_course.widgets.layouts import lean, whole

WORDS = st.fixed_dictionaries(
    {"svg": st.sampled_from(["<svg/>", "<svg wide/>"]), "description": st.sampled_from(["One cup.", "Two cups."])},
    optional={"notes": st.sampled_from([[], [["Why", "It is hot."]]]), "table": st.none()},
)
FRAMES = st.fixed_dictionaries({}, optional={"0": WORDS, "1": WORDS, "0-1": WORDS})


@given(usual=FRAMES, others=FRAMES)
def test_nothing_is_lost_whatever_two_widths_say(usual, others):
    frames = {f"{key}/240": frame for key, frame in others.items()}
    assert whole(lean(frames, usual), usual) == frames


def test_the_same_words_are_carried_once():
    usual = {"0": {"svg": "<svg wide/>", "description": "One cup.", "status": "conceptual"}}
    frames = {"0/240": {**usual["0"], "svg": "<svg narrow/>"}, "1/240": {**usual["0"], "svg": "<svg other/>"}}
    assert lean(frames, usual) == {"0/240": {"svg": "<svg narrow/>"}, "1/240": frames["1/240"]}
