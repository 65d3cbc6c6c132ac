"""Agreement between raters, against published worked examples and rules that always hold."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame
from scipy.stats import norm

from ketamine_course.models.appraisal import (
    RATED,
    agreement,
    bootstrap_interval,
    counts_per_unit,
    fleiss_kappa,
    krippendorff_alpha,
    krippendorff_alphas,
    published_agreement,
    published_counts,
    rating_days,
    ratings_of,
)
from ketamine_course.models.counts import count
from ketamine_course.publish.counted_prose import plain
from ketamine_course.tables import load, rows_of

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
    assert result.n == (load("claims")["settled"] != "once").sum() >= 60
    assert 0 < result.low < result.kappa < result.high < 1


def test_the_codebook_and_the_page_on_checking_print_the_agreement_that_the_ratings_give():
    printed = (ROOT / "data" / "codebook.md").read_text(encoding="utf-8")
    for field in RATED:
        result = published_agreement(field)
        row = f"| {field} | {result.share:.1%} | {result.kappa:.2f} | {result.low:.2f} to {result.high:.2f} |"
        assert row in printed
    for day in rating_days()[:2]:  # the days that the text tells of; a new text is rated on days of its own
        result = published_agreement("verdict", day)
        row = f"| {day} | {result.n} | {result.share:.1%} | {result.kappa:.2f} | {result.low:.2f} to {result.high:.2f} |"
        assert row in printed
    told = published_agreement("verdict")
    checking = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    assert f"{told.share:.1%} of the claims; corrected for chance, Cohen's kappa is {told.kappa:.2f}" in checking


def agreement_on(claims, field, day=None):
    ratings = DataFrame(ratings_of(field, day))
    wide = ratings[ratings["claim"].isin(claims)].pivot_table(index="claim", columns="rater", values=field, aggfunc="first")
    return agreement(list(wide["first"]), list(wide["second"]))


def claims_of_s6():
    claims = load("claims")
    return set(claims["id"][claims["source"] == "S6"])


def rated_before(day):
    ratings = load("ratings")
    return set(ratings["claim"][ratings["rated_on"] < day])


def test_the_codebook_prints_how_far_raters_agreed_on_the_answer_of_a_language_model():
    printed = " ".join(plain((ROOT / "data" / "codebook.md").read_text(encoding="utf-8")).split())
    alone = printed.split("S6 alone")[1]
    for field in RATED:
        result = agreement_on(claims_of_s6(), field)
        assert result.n == 29
        assert f"| {field} | {result.share:.1%} | {result.kappa:.2f} | {result.low:.2f} to {result.high:.2f} |" in alone
    again = agreement_on(rated_before(rating_days()[1]), "verdict", rating_days()[1])
    numbers = f"({again.share:.1%} the same, kappa {again.kappa:.2f}, {again.low:.2f} to {again.high:.2f})"
    assert f"the {again.n} claims that were rated again {numbers}" in printed


@pytest.mark.parametrize("field", RATED)
def test_a_claim_with_one_rating_is_not_among_those_that_alpha_is_worked_out_from(field, monkeypatch):
    cut = [row for row in rows_of("ratings") if (row["claim"], row["rater"]) != ("S6-006", "second")]
    monkeypatch.setattr("ketamine_course.models.appraisal.published.rows_of", lambda _: cut)
    assert len(published_counts(field)) == load("claims").shape[0] - 1
    assert set(published_counts(field).sum(axis=1)) == {2}


def test_the_numbers_beside_the_agreement_are_those_that_it_rests_on():
    printed = " ".join(plain((ROOT / "data" / "codebook.md").read_text(encoding="utf-8")).split())
    section = printed.split("## 4. ")[1].split("## 5. ")[0]
    assert f"All {published_agreement('verdict', rating_days()[0]).n} claims" in section
    assert f"judged, whenever it was given ({count('claims_rated_twice')} claims)" in section
    assert {published_agreement(field).n for field in RATED} == {count("claims_rated_twice")}
    again = agreement_on(rated_before(rating_days()[1]), "verdict", rating_days()[1]).n
    for words in (f"On 28 November {again} of them were rated twice again", f"The {again + 29} are", f"the {again} claims were chosen"):
        assert words in section
    chosen = re.search(r"the (\d+) that had been called not checkable.*? and (\d+) on which an audit", section)
    assert chosen is not None
    assert int(chosen[1]) + int(chosen[2]) == again


def test_a_claim_that_was_rated_again_counts_once_with_the_last_ratings():
    ratings = DataFrame(ratings_of("verdict"))
    once = (load("claims")["settled"] == "once").sum()
    assert len(ratings) == 2 * load("claims").shape[0] - once
    assert ratings.set_index(["claim", "rater"])["rated_on"]["S3-058", "second"] == rating_days()[1]
    first_day = ratings_of("verdict", rating_days()[0])
    assert {row["rated_on"] for row in first_day} == {rating_days()[0]}
    assert len(first_day) == 440


def test_a_day_without_ratings_is_told_with_the_nearest():
    with pytest.raises(ValueError, match="nearest: '2026-11-28'"):
        ratings_of("verdict", date(2025, 11, 28))


def test_every_verdict_that_a_rater_of_28_november_disagreed_with_gives_a_reason():
    claims = load("claims").set_index("id")
    for claim, rows in DataFrame(ratings_of("verdict", rating_days()[1])).groupby("claim"):
        assert claims["checked_on"][claim] == rating_days()[1]
        differ = len(set(rows["verdict"])) > 1
        assert bool(claims["settled_why"][claim]) == differ, claim
        if differ:
            kept = rows.set_index("rater")["verdict"][claims["settled"][claim]]
            assert claims["verdict"][claim] == kept, claim
    rated = {row["claim"] for row in ratings_of("verdict", rating_days()[1])}
    of_the_day = claims.loc[sorted(rated)]
    kept_of = of_the_day.loc[of_the_day["settled_why"] != "", "settled"].value_counts()
    printed = " ".join(plain((ROOT / "data" / "codebook.md").read_text(encoding="utf-8")).split())
    times = ", ".join(
        f"{kept_of[rater]} times the {rater} one's" + (" verdict was taken" if rater == "first" else "") for rater in kept_of.index
    )
    assert f"({kept_of.sum()} of {len(rated)}: {times};" in printed


# Fleiss (1971): 30 patients, 6 psychiatrists, 5 diagnoses; the paper gives kappa 0.430. Ratings as statsmodels tests them.
DIAGNOSES = [
    "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555",
    "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555",
    "555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555",
]  # fmt: skip


def test_fleiss_kappa_matches_the_example_of_its_paper():
    table = counts_per_unit(DIAGNOSES, list("12345"))
    assert fleiss_kappa(table) == pytest.approx(0.430, abs=5e-4)
    interval = bootstrap_interval(table, fleiss_kappa)
    assert interval.low < 0.430 < interval.high
    assert interval == bootstrap_interval(table, fleiss_kappa)


# Krippendorff (2011), example D: four observers, twelve units, gaps. Alpha 0.743 nominal, 0.815 ordinal, 0.849 interval.
OBSERVERS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
UNITS = [[each for each in unit if each != "."] for unit in zip(*OBSERVERS, strict=True)]


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_matches_krippendorffs_example(level, alpha):
    assert krippendorff_alpha(counts_per_unit(UNITS, list("12345")), level) == pytest.approx(alpha, abs=5e-4)


@given(
    st.lists(st.lists(st.sampled_from("123"), max_size=4), min_size=1, max_size=6),
    st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=1, max_size=4),
    st.sampled_from(["nominal", "ordinal", "interval"]),
)
def test_alpha_of_many_resamples_at_once_is_that_of_each(units, times, level):
    table = counts_per_unit(units, list("123"))
    every = np.array([each[: len(units)] for each in times])
    for found, each in zip(krippendorff_alphas(table, every, level), every, strict=True):
        try:
            expected = krippendorff_alpha(np.repeat(table, each, axis=0), level)
        except ValueError:
            expected = float("nan")
        assert found == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("units", [UNITS, [list("12"), list("12"), list("12")], [list("11"), list("12"), list("22"), list("23")]])
def test_the_interval_is_the_same_whether_resamples_are_taken_at_once_or_one_by_one(units):
    table = counts_per_unit(units, list("12345"))
    one_by_one, at_once = (
        bootstrap_interval(table, krippendorff_alpha),
        bootstrap_interval(table, krippendorff_alpha, of_many=krippendorff_alphas),
    )
    assert at_once.draws == one_by_one.draws
    assert at_once == pytest.approx(one_by_one, abs=1e-9)


@given(st.permutations(range(12)), st.permutations("12345"))
def test_nominal_alpha_does_not_depend_on_the_order_of_units_or_values(units, values):
    first = krippendorff_alpha(counts_per_unit(UNITS, list("12345")))
    assert krippendorff_alpha(counts_per_unit([UNITS[at] for at in units], values)) == pytest.approx(first)


def test_two_raters_get_the_same_from_alpha_as_nearly_from_kappa():
    first, second = table(20, 5, 10, 15)
    alpha = krippendorff_alpha(counts_per_unit(list(zip(first, second, strict=True)), ["yes", "no"]))
    # By hand: 15 of 50 pairs differ; yes 55, no 45 of 100 values. 1 - 99 * 0.3 * 100 / (2 * 55 * 45) = 0.4.
    assert alpha == pytest.approx(1 - 99 * 30 / (2 * 55 * 45))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: counts_per_unit([["maybe"]], ["yes", "no"]), "unit 1: 'maybe' is unknown"),
        (lambda: fleiss_kappa(counts_per_unit([["yes"], ["yes", "no"]], ["yes", "no"])), "same number of raters"),
        (lambda: fleiss_kappa(counts_per_unit([["yes"], ["no"]], ["yes", "no"])), "two or more"),
        (lambda: fleiss_kappa(counts_per_unit([["yes", "no"], ["yes", "no", "no"]], ["yes", "no"])), "same number of raters"),
        (lambda: fleiss_kappa(counts_per_unit([["yes"] * 2] * 2, ["yes", "no"])), "only ever used one value"),
        (lambda: krippendorff_alpha(counts_per_unit([["yes"], ["no"]], ["yes", "no"])), "one claim with two ratings"),
        (lambda: krippendorff_alpha(counts_per_unit([["yes"] * 2] * 2, ["yes", "no"])), "only ever used one value"),
        (lambda: krippendorff_alpha(counts_per_unit([["yes", "no"]], ["yes", "no"]), "nominl"), "nearest: 'nominal'"),
    ],
)
def test_what_has_no_agreement_beyond_chance_is_told(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_two_raters_are_enough_for_fleiss():
    # By hand: 1 of 2 claims agreed; yes 3 of 4, so chance is 0.75 ** 2 + 0.25 ** 2.
    assert fleiss_kappa(counts_per_unit([["yes", "yes"], ["yes", "no"]], ["yes", "no"])) == pytest.approx((0.5 - 0.625) / (1 - 0.625))


class TestBiasCorrection:
    """Claims are numbered; a resample's statistic is whatever the test makes of the claims it holds."""

    CLAIMS = np.arange(40)[:, None]

    @staticmethod
    def draws(statistic, count=99):
        found = []

        def kept(table):
            found.append(statistic(table))
            return found[-1]

        return bootstrap_interval(TestBiasCorrection.CLAIMS, kept, draws=count), np.array(found[1:])

    def test_ties_with_the_value_count_half(self):
        interval, found = self.draws(lambda table: float(table[0, 0] // 14))
        below, level = np.count_nonzero(found < interval.value), np.count_nonzero(found == interval.value)
        assert below == 0
        assert 0 < level < len(found)
        ends = norm.cdf(2 * norm.ppf(level / 2 / len(found)) + norm.ppf([0.025, 0.975]))
        assert (interval.low, interval.high) == pytest.approx(np.quantile(found, ends))

    @pytest.mark.parametrize("side", [1, -1])
    def test_a_value_beyond_all_resamples_shifts_as_if_one_more_had_lain_on_its_other_side(self, side):
        different = 1 - 1e-9  # no resample holds all claims, so every one of them lies on one side of the value

        def spread(table):
            return side * (len(np.unique(table)) + different * table.mean() / 40)

        interval, found = self.draws(spread)
        assert np.all(side * found < side * interval.value)
        shift = side * 2 * norm.ppf(99 / 100)  # of 100 with the one more, 99 lie below
        assert (interval.low, interval.high) == pytest.approx(np.quantile(found, norm.cdf(shift + norm.ppf([0.025, 0.975]))), rel=1e-12)


def test_an_interval_of_one_claim_is_not_made_up():
    interval = bootstrap_interval(counts_per_unit([["yes", "no"]], ["yes", "no"]), krippendorff_alpha)
    assert interval.low != interval.low  # NaN


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=3, max_size=12).filter(lambda units: len({w for u in units for w in u}) > 1)
)
def test_the_interval_lies_within_what_alpha_can_be(units):
    values = ["supported", "overstated", "contested"]
    interval = bootstrap_interval(counts_per_unit(units, values), krippendorff_alpha, draws=60)
    assert interval.low <= interval.high <= 1
    assert interval.value <= 1
