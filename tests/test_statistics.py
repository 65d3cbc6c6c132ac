"""The statistics agree with statsmodels, and keep to their laws."""

from __future__ import annotations

import math
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from ketamine_course.models import statistics
from ketamine_course.models.statistics import Share

groups = st.integers(2, 400).flatmap(lambda total: st.builds(Share, st.integers(1, total - 1), st.just(total)))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_agrees_with_statsmodels(p_values):
    with mock.patch("gc.collect"):  # multipletests collects garbage in every call: half a second each, beside other tests
        wanted = multipletests(p_values, method="holm")[1]
    assert statistics.holm(p_values) == pytest.approx(list(wanted))


@given(groups, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_of_a_share_agrees_with_statsmodels(share, level):
    wanted = proportion_confint(share.hits, share.total, alpha=1 - level, method="wilson")
    assert statistics.wilson(share, level) == pytest.approx(wanted)


@given(groups, groups)
def test_the_difference_of_two_shares_agrees_with_statsmodels(first, second):
    wanted = confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")
    assert statistics.newcombe(first, second) == pytest.approx(wanted)
    assert statistics.shares_p(first, second) == pytest.approx(proportions_ztest(*zip(first, second, strict=True))[1], abs=1e-9)


@given(st.floats(-20, 20), st.floats(0.01, 10), st.sampled_from([0.8, 0.95]))
def test_an_interval_and_its_standard_error_give_each_other(estimate, error, level):
    interval = statistics.around(estimate, error, level)
    assert interval.low < estimate < interval.high
    assert statistics.error_from(interval, level) == pytest.approx(error)


@given(st.floats(0.01, 10))
def test_an_estimate_at_the_edge_of_its_interval_has_a_p_value_of_one_in_twenty(error):
    assert statistics.two_sided_p(statistics.critical_value() * error, error) == pytest.approx(0.05)
    assert statistics.two_sided_p(0.0, error) == 1


def test_the_error_of_a_standardised_difference_grows_with_the_difference_and_shrinks_with_the_groups():
    assert statistics.standardised_difference_error(0, 8, 8) == pytest.approx(math.sqrt(1 / 4))
    assert statistics.standardised_difference_error(2, 8, 8) == pytest.approx(math.sqrt(1 / 4 + 4 / 28))
    assert statistics.standardised_difference_error(2, 8, 800) < statistics.standardised_difference_error(2, 8, 8)


def test_printed_percentages_fit_one_set_of_counts_only():
    assert statistics.fitting_counts([12.5, 39.1, 45.8], 71) == [Share(3, 24), Share(9, 23), Share(11, 24)]
    with pytest.raises(ValueError, match="2 sets of counts fit"):
        statistics.fitting_counts([50.0, 25.0], 10)
    with pytest.raises(ValueError, match="0 sets of counts fit"):
        statistics.fitting_counts([12.5, 39.1], 10)


@pytest.mark.parametrize(("frequent", "chance"), [(0.5, 0.5), (0.9, 0.82), (1.0, 1.0)])
def test_chance_agreement_grows_with_the_frequent_answer(frequent, chance):
    assert statistics.expected_agreement(frequent) == pytest.approx(chance)


def test_kappa_is_what_was_won_of_what_could_be_won():
    assert statistics.kappa(0.82, 0.82) == 0
    assert statistics.kappa(1.0, 0.82) == 1
    assert statistics.kappa(0.91, 0.82) == pytest.approx(0.5)


@given(st.integers(1, 400), st.data())
def test_a_percentage_is_rounded_as_by_hand(total, data):
    hits = data.draw(st.integers(0, total))
    whole, rest = divmod(100 * hits, total)
    by_hand = f"{whole + (2 * rest >= total)}%"
    assert statistics.percent(hits / total) == ("<1%" if hits and by_hand == "0%" else by_hand)
