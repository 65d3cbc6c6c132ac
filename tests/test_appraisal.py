"""Agreement between raters, against published worked examples and rules that always hold."""

from __future__ import annotations

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_course.appraisal import RATED, agreement, published_agreement
from ketamine_course.tables import load

WORDS = st.sampled_from(["supported", "overstated", "contested"])
PAIRS = st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=40).filter(lambda pairs: len({word for pair in pairs for word in pair}) > 1)


def table(both_yes, first_only, second_only, both_no):
    first = ["yes"] * (both_yes + first_only) + ["no"] * (second_only + both_no)
    second = ["yes"] * both_yes + ["no"] * first_only + ["yes"] * second_only + ["no"] * both_no
    return first, second


def test_kappa_matches_a_textbook_example():
    # 50 proposals, two readers: 20 both yes, 5 first only, 10 second only, 15 both no. Agreement 0.7, by chance 0.5, kappa 0.4.
    result = agreement(*table(20, 5, 10, 15))
    assert result.n == 50
    assert result.share == pytest.approx(0.70)
    assert result.kappa == pytest.approx(0.40)
    assert result.low < 0.40 < result.high


def test_the_same_share_can_mean_another_kappa():
    # Same agreement of 0.6, other habits: kappa 0.1304 and 0.2593 (the classic pair of 100 cases).
    assert agreement(*table(45, 15, 25, 15)).kappa == pytest.approx(0.1304, abs=1e-4)
    assert agreement(*table(25, 35, 5, 35)).kappa == pytest.approx(0.2593, abs=1e-4)


def test_full_agreement_is_one():
    assert agreement(["a", "b", "a"], ["a", "b", "a"]).kappa == pytest.approx(1)


@settings(deadline=None)  # the first call loads statsmodels
@given(PAIRS)
def test_it_does_not_matter_who_is_first_nor_in_which_order(pairs):
    first, second = map(list, zip(*pairs, strict=True))
    assert agreement(first, second).kappa == pytest.approx(agreement(second, first).kappa)
    assert agreement(first[::-1], second[::-1]).kappa == pytest.approx(agreement(first, second).kappa)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (["a"], ["a", "b"], "1 and 2 claims"),
        (["a"], ["b"], "at least two claims"),
        (["a", "a"], ["a", "a"], "only ever said 'a'"),
    ],
)
def test_what_cannot_be_compared_is_told(first, second, words):
    with pytest.raises(ValueError, match=words):
        agreement(first, second)


@pytest.mark.parametrize("field", RATED)
def test_the_collection_publishes_its_own_agreement(field):
    result = published_agreement(field)
    assert result.n == load("claims").shape[0] >= 60
    assert 0 < result.low < result.kappa < result.high < 1


def test_the_codebook_prints_the_agreement_that_the_ratings_give():
    printed = (ROOT / "data" / "codebook.md").read_text(encoding="utf-8")
    for field in RATED:
        result = published_agreement(field)
        row = f"| {field} | {result.share:.1%} | {result.kappa:.2f} | {result.low:.2f} to {result.high:.2f} |"
        assert row in printed
