"""What a class's ratings add up to."""

from __future__ import annotations

from ketamine_course.models.appraisal import ClassResults, Rating

VERDICTS = ["yes", "no", "open"]
KEY = {"a": "yes", "b": "no", "c": "open"}


def rated(*rows):
    return tuple(Rating(rater, claim, first, final, None, None, "") for rater, claim, first, final in rows)


RESULTS = ClassResults(
    rated(
        ("ann", "a", "yes", "yes"),
        ("bob", "a", "yes", "yes"),
        ("cyd", "a", "no", "yes"),
        ("ann", "b", "no", "yes"),
        ("bob", "b", "yes", "open"),
        ("cyd", "b", "no", "no"),
        ("ann", "c", "open", "open"),
        ("bob", "c", "open", "no"),
    ),
    KEY,
    VERDICTS,
)


def test_spread_counts_every_verdict_and_the_pairs_that_differ():
    a, b, c = RESULTS.spread()
    assert (a.counts, a.disagreement, a.with_key, a.n) == ({"yes": 3, "no": 0, "open": 0}, 0.0, 3, 3)
    assert (b.counts, b.disagreement, b.with_key) == ({"yes": 1, "no": 1, "open": 1}, 1.0, 1)
    assert (c.disagreement, c.n) == (1.0, 2)
    assert RESULTS.spread(first_round=True)[0].with_key == 2


def test_the_two_largest_disagreements_come_first():
    assert [each.claim for each in RESULTS.to_discuss()] == ["b", "c"]


def test_changed_minds_say_where_they_went():
    assert RESULTS.changes() == [("a", 1, 0, 0), ("b", 0, 1, 1), ("c", 0, 1, 0)]
    assert RESULTS.changed_raters() == {"cyd": 1, "ann": 1, "bob": 2}


def test_share_with_the_key_is_told_for_both_rounds():
    assert RESULTS.share_with_key(first_round=True) == 6 / 8
    assert RESULTS.share_with_key() == 5 / 8


def test_a_class_of_nobody_or_of_one_has_no_agreement():
    assert ClassResults((), KEY, VERDICTS).agreement() is None
    assert ClassResults((), KEY, VERDICTS).share_with_key() == 0
    assert ClassResults(rated(("ann", "a", "yes", "yes")), KEY, VERDICTS).agreement() is None
    assert ClassResults((), KEY, VERDICTS).to_discuss() == []


def test_agreement_falls_when_a_class_comes_apart():
    first, last = RESULTS.agreement(first_round=True), RESULTS.agreement()
    assert first is not None
    assert last is not None
    assert first.value > last.value


def test_one_person_alone_makes_no_pair_that_could_differ():
    (alone, nobody, _) = ClassResults(rated(("ann", "a", "yes", "yes")), KEY, VERDICTS).spread()
    assert (alone.apart, nobody.apart) == ("no pairs", "no pairs")
    assert [each.apart for each in RESULTS.spread()] == ["0%", "100%", "100%"]
