"""Simulated trials and their statistics: against closed forms, other libraries, and the worked numbers of the tables."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.proportion import confint_proportions_2indep

from ketamine_course.models import trials
from ketamine_course.tables import load, rows_of

WORKED = load("worked_numbers").set_index("worked_number")
PEOPLE = 400_000


def rng(seed=1):
    return np.random.default_rng(seed)


def close(name, value, standard_error=0.0):
    """Hold a value against a worked number: within its tolerance and four Monte Carlo standard errors."""
    row = WORKED.loc[name]
    assert abs(value - row["value"]) <= row["tolerance"] + 4 * standard_error, (name, value)


class TestSetting:
    def test_defaults_come_from_the_table(self):
        usual = trials.Setting.usual()
        assert (usual.baseline_mean, usual.course_mean, usual.course_sd) == (37, 15.9, 14.5)
        assert usual.mean_effect == pytest.approx(19.7 - 15.9)
        assert trials.Setting.usual("24h").mean_effect == pytest.approx(7.7)
        assert trials.Setting.usual("day28_older").baseline_mean == 35.1

    def test_a_wrong_value_is_told_with_the_nearest_valid_one(self):
        with pytest.raises(ValueError, match=r"effect_correlation cannot be -1\.2; the nearest valid value is -1"):
            trials.Setting.usual(effect_correlation=-1.2)
        with pytest.raises(ValueError, match="sd_effect cannot be -3; the nearest valid value is 0"):
            trials.Setting.usual(sd_effect=-3)
        with pytest.raises(ValueError, match="must lie below"):
            trials.Setting.usual(baseline_lowest=70)

    def test_wrong_names_are_told_with_the_nearest(self):
        with pytest.raises(TypeError, match="nearest: 'mean_effect'"):
            trials.Setting.usual(mean_efect=3)
        with pytest.raises(KeyError, match="nearest: 'day28'"):
            trials.Setting.usual("day 28")
        with pytest.raises(KeyError, match="nearest: 'baseline_sd'"):
            trials.default("baseline_ds")
        with pytest.raises(KeyError, match="nearest: 'fall_r_75'"):
            trials.worked_inputs("fall_r75")


class TestTwoArms:
    def test_the_same_seed_gives_the_same_trials(self):
        first, second = (trials.two_arm(trials.Setting.usual(), 50, rng(7), 3) for _ in range(2))
        assert np.array_equal(first.drug.final, second.drug.final)
        assert first.drug.final.shape == (3, 50)

    def test_baselines_are_cut_and_have_the_mean_of_a_truncated_normal(self):
        arm = trials.two_arm(trials.Setting.usual(), PEOPLE, rng()).control
        assert arm.baseline.min() >= 28
        assert arm.baseline.max() <= 60
        expected = stats.truncnorm((28 - 37) / 5.5, (60 - 37) / 5.5, 37, 5.5)
        assert arm.baseline.mean() == pytest.approx(expected.mean(), abs=4 * expected.std() / math.sqrt(PEOPLE))
        assert arm.baseline.std() == pytest.approx(expected.std(), rel=0.01)

    def test_scores_stay_on_the_scale_and_the_floor_squeezes_the_spread(self):
        wide = trials.Setting.usual(mean_effect=25)
        arm = trials.two_arm(wide, PEOPLE, rng()).drug
        assert arm.final.min() == 0
        assert arm.final.max() <= 60
        assert arm.improvement.std() < wide.course_sd

    @pytest.mark.parametrize(("sd_effect", "correlation"), [(0, 0), (4, 0), (8, -0.3), (6, 0.6)])
    def test_spread_with_the_drug_follows_the_sum_of_variances(self, sd_effect, correlation):
        free = trials.Setting.usual(sd_effect=sd_effect, effect_correlation=correlation, scale_lowest=-1000, scale_highest=1000)
        trial = trials.two_arm(free, PEOPLE, rng())
        ratio = trial.drug.improvement.std() / trial.control.improvement.std()
        assert ratio == pytest.approx(trials.spread_ratio(sd_effect, free.course_sd, correlation), abs=4 / math.sqrt(PEOPLE))
        gain = trial.drug.improvement.mean() - trial.control.improvement.mean()
        assert gain == pytest.approx(free.mean_effect, abs=4 * 20 * math.sqrt(2 / PEOPLE))

    def test_beliefs_add_their_effect_times_the_gap_between_the_arms(self):
        free = trials.Setting.usual(
            mean_effect=0, expectation_effect=10, belief_drug=0.95, belief_control=0.05, scale_lowest=-1000, scale_highest=1000
        )
        trial = trials.two_arm(free, PEOPLE, rng())
        gain = trial.drug.improvement.mean() - trial.control.improvement.mean()
        assert gain == pytest.approx(9, abs=4 * 15 * math.sqrt(2 / PEOPLE))

    def test_arms_may_differ_in_size_and_must_hold_people(self):
        trial = trials.two_arm(trials.Setting.usual(), 30, rng(), people_control=10)
        assert (trial.drug.final.shape, trial.control.final.shape) == ((1, 30), (1, 10))
        with pytest.raises(ValueError, match="at least 2 people"):
            trials.two_arm(trials.Setting.usual(), 1, rng())


class TestCrossover:
    def test_repeated_rounds_recover_the_spread_of_own_effects(self):
        differences = trials.crossover(trials.Setting.usual(sd_effect=6), 200, 4, rng(), 500)
        estimates = trials.effect_variance(differences)
        assert estimates.mean() == pytest.approx(36, abs=4 * estimates.std() / math.sqrt(500))

    def test_one_round_mixes_own_effects_with_noise(self):
        setting = trials.Setting.usual(sd_effect=6)
        single = trials.crossover(setting, 100_000, 1, rng())
        noise = 2 * setting.course_sd**2 * (1 - setting.retest_r)
        assert single.var() == pytest.approx(36 + noise, rel=0.03)
        with pytest.raises(ValueError, match="one round cannot tell"):
            trials.effect_variance(single)


class TestShares:
    def test_the_interval_of_a_gap_is_that_of_statsmodels(self):
        for counts in ((45, 100, 18, 100), (7, 20, 0, 19), (3, 12, 6, 11)):
            mine = trials.gap(*counts)
            low, high = confint_proportions_2indep(*counts, method="newcomb")
            assert (mine.low, mine.high) == pytest.approx((low, high), abs=1e-9)

    def test_a_fair_nnt_never_hides_that_harm_is_possible(self):
        assert trials.gap(45, 100, 18, 100).in_words() == "3.7 (2.6 to 7.0)"
        assert trials.gap(10, 20, 9, 20).in_words().endswith("no effect and harm")
        assert trials.gap(5, 20, 5, 20).nnt == math.inf
        with pytest.raises(ValueError, match="nearest valid count is 20"):
            trials.gap(21, 20, 1, 20)

    @given(st.integers(1, 60), st.integers(1, 60), st.data())
    def test_the_value_lies_in_its_interval(self, n_drug, n_control, data):
        hits = data.draw(st.integers(0, n_drug)), data.draw(st.integers(0, n_control))
        found = trials.gap(hits[0], n_drug, hits[1], n_control)
        assert found.low - 1e-12 <= found.value <= found.high + 1e-12
        assert found.low >= -1 - 1e-12
        assert found.high <= 1 + 1e-12

    def test_response_and_remission_are_cut_where_the_table_says(self):
        arm = trials.Arm(np.array([[30.0, 30.0, 20.0]]), np.array([[15.0, 15.1, 10.0]]))
        assert trials.responded(arm).tolist() == [[True, False, True]]
        assert trials.remitted(arm).tolist() == [[False, False, True]]


class TestSpread:
    def test_ratios_and_intervals_are_those_of_the_table(self):
        for row in rows_of("variance_ratios"):
            if row["statistic"] == "ratio of SDs":
                found = trials.variability_ratio(row["sd_drug_points"], row["n_drug"], row["sd_control_points"], row["n_control"])
                assert tuple(found) == pytest.approx((row["value"], row["low"], row["high"]), abs=0.003), row["variance_ratio"]

    def test_our_ratios_come_out_of_the_published_values(self):
        rows = load("variance_ratios").query("statistic == 'ratio of SDs'").set_index("variance_ratio")
        assert set(rows.index) == set(trials.own_ratios())
        for name in trials.own_ratios():
            row, drug, control = rows.loc[name], trials.arm_spread(name, "drug"), trials.arm_spread(name, "control")
            assert tuple(trials.own_ratio(name)) == pytest.approx((row["value"], row["low"], row["high"]), abs=0.0011), name
            assert (drug.n, control.n) == (row["n_drug"], row["n_control"])
            assert (drug.sd, control.sd) == pytest.approx((row["sd_drug_points"], row["sd_control_points"]), abs=0.006)
        assert trials.arm_spread("own_chen_2023", "drug").mark == "second_hand"
        with pytest.raises(KeyError, match="nearest: 'own_transform_3'"):
            trials.own_ratio("own_transform3")
        with pytest.raises(KeyError, match="nearest: 'control'"):
            trials.arm_spread("own_transform_3", "controls")

    def test_the_interval_covers_the_truth_as_often_as_it_says(self):
        trial = trials.two_arm(trials.Setting.usual(scale_lowest=-1000, scale_highest=1000), 50, rng(), 4000)
        sds = [arm.improvement.std(axis=1, ddof=1) for arm in (trial.drug, trial.control)]
        found = trials.variability_ratio(sds[0], 50, sds[1], 50)
        covered = np.mean((np.asarray(found.low) <= 1) & (np.asarray(found.high) >= 1))
        assert covered == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / 4000))

    def test_the_power_formula_holds_in_simulated_trials(self):
        people = round(trials.people_per_arm(8, 14))
        setting = trials.Setting.usual(course_sd=14, sd_effect=8, scale_lowest=-1000, scale_highest=1000)
        trial = trials.two_arm(setting, people, rng(), 2000)
        sds = [arm.improvement.std(axis=1, ddof=1) for arm in (trial.drug, trial.control)]
        seen = np.mean(np.asarray(trials.variability_ratio(sds[0], people, sds[1], people).low) > 1)
        assert seen == pytest.approx(0.8, abs=4 * math.sqrt(0.8 * 0.2 / 2000))

    @given(st.floats(0.1, 20), st.floats(5, 20))
    def test_at_the_hiding_correlation_the_ratio_is_one_and_no_trial_can_see(self, sd_effect, sd_control):
        rho = trials.hiding_correlation(sd_effect, sd_control)
        assert trials.spread_ratio(sd_effect, sd_control, rho) == pytest.approx(1)
        assert trials.people_per_arm(sd_effect, sd_control, rho) > 1e12

    @pytest.mark.parametrize(
        "spreads", [(0, 20, 3, 20), (3, 20, 0, 20), (-1, 20, 3, 20), (3, 1, 3, 20), (3, 20, 3, 1), ([3, 0], 20, 3, 20)]
    )
    def test_impossible_spreads_are_refused(self, spreads):
        with pytest.raises(ValueError, match="SDs above 0 and at least 2 people"):
            trials.variability_ratio(*spreads)

    def test_two_people_in_each_arm_are_enough_for_a_ratio_if_a_wide_one(self):
        value, low, high = trials.variability_ratio(4, 2, 2, 2)
        assert (value, low, high) == pytest.approx((2, 2 * math.exp(-1.96), 2 * math.exp(1.96)), rel=1e-4)

    def test_a_ratio_does_not_depend_on_the_unit_of_its_spreads(self):
        assert tuple(trials.variability_ratio(0.4, 20, 0.2, 30)) == pytest.approx(tuple(trials.variability_ratio(400, 20, 200, 30)))

    def test_pooling_one_group_changes_nothing(self):
        assert trials.pooled_sd([3.0], [10]) == pytest.approx(3)


class TestChance:
    def test_the_interaction_test_is_that_of_a_linear_model(self):
        chance = rng()
        outcome, trait = chance.standard_normal(40), chance.random(40) < 0.4
        drug = np.arange(40) % 2 == 0
        model = OLS(outcome, np.column_stack([np.ones(40), drug, trait, drug & trait]).astype(float)).fit()
        assert float(trials.interaction_p(outcome, drug, trait)) == pytest.approx(model.pvalues[3])

    def test_a_cell_too_small_to_test_gives_no_p_value(self):
        drug = np.arange(10) % 2 == 0
        assert np.isnan(trials.interaction_p(rng().standard_normal(10), drug, np.arange(10) < 2))

    def test_with_nothing_to_find_five_in_a_hundred_tests_are_below_the_line(self):
        fished = trials.fish(33, 71, rng(), 400)
        assert (fished.first < 0.05).mean() == pytest.approx(0.05, abs=0.01)
        hit_again = (fished.again < 0.05)[fished.first < 0.05].mean()
        assert hit_again == pytest.approx(0.05, abs=0.035)

    def test_impossible_fishing_is_refused(self):
        with pytest.raises(ValueError, match="8 people"):
            trials.fish(3, 4, rng())
        with pytest.raises(ValueError, match="nearest valid count is 46"):
            trials.best_cut(47, 47, rng())


class TestSelection:
    def test_expectations_agree_with_scipy_and_with_drawn_scores(self):
        expected = trials.expected_retest(25, 8, 28, 0.75)
        reference = stats.truncnorm((28 - 25) / 8, np.inf, 25, 8)
        assert (expected.first, expected.sd) == pytest.approx((reference.mean(), reference.std()))
        first, second = trials.retest(25, 8, 0.75, PEOPLE, rng())
        taken = first >= 28
        error = 4 * 8 / math.sqrt(taken.sum())
        assert (first[taken].mean(), second[taken].mean()) == pytest.approx((expected.first, expected.second), abs=error)
        assert np.corrcoef(first, second)[0, 1] == pytest.approx(0.75, abs=0.01)

    def test_rates_among_those_who_stay_are_rosy_only_when_the_unimproved_leave(self):
        course = {"baseline": 37, "course_mean": 6, "course_sd": 11, "r": 0.9}
        selective = trials.who_stays(50_000, 10, rng(), leave_unimproved=0.2, leave_improved=0.02, **course)
        even = trials.who_stays(50_000, 10, rng(), leave_unimproved=0.1, leave_improved=0.1, **course)
        assert selective.responders_of_here[-1] > 1.5 * selective.responders_true[-1]
        assert even.responders_of_here[-1] == pytest.approx(even.responders_true[-1], abs=0.02)
        assert (np.diff(selective.here) <= 0).all()

    def test_an_impossible_chance_is_refused(self):
        with pytest.raises(ValueError, match="nearest valid value is 1"):
            trials.who_stays(10, 2, rng(), leave_unimproved=1.5, leave_improved=0, baseline=37, course_mean=0, course_sd=1, r=0)


class TestWorkedNumbers:
    @pytest.mark.parametrize("name", ["responders_added_0", "responders_added_7_7", "responders_added_12"])
    def test_responders_without_a_responder_type(self, name):
        given = trials.worked_inputs(name)
        people = int(given["simulated people"])
        setting = trials.Setting.usual(
            course_mean=given["improvement without the drug, mean"],
            course_sd=given["improvement without the drug, SD"],
            mean_effect=given["added by the drug, same for all"],
        )
        share = trials.responded(trials.two_arm(setting, people, rng()).drug).mean()
        close(name, 100 * share, 100 * math.sqrt(share * (1 - share) / people))

    @pytest.mark.parametrize("sd", [4, 6, 8])
    def test_spread(self, sd):
        given = trials.worked_inputs(f"people_per_arm_sd_{sd}")
        close(f"people_per_arm_sd_{sd}", trials.people_per_arm(given["SD of own effects"], given["control SD"]))
        if sd != 6:
            close(f"hiding_correlation_sd_{sd}", trials.hiding_correlation(sd, given["control SD"]))

    def test_arithmetic_from_printed_numbers(self):
        for arm in ("ketamine", "midazolam"):
            given = trials.worked_inputs(f"murrough_sd_{arm}")
            close(f"murrough_sd_{arm}", trials.sd_from_t(given["mean change"], int(given["people"]), given["t"]))
        given = trials.worked_inputs("largest_hidden_sd_transform")
        close("largest_hidden_sd_transform", trials.largest_hidden_sd(given["upper end of the interval"], given["control SD"]))
        close("nnt_midazolam", trials.gap(45, 100, 18, 100).nnt)
        close("nnt_saline", trials.gap(46, 100, 1, 100).nnt)
        close("sem_madrs", trials.standard_error_of_measurement(6, 0.85))
        close("smallest_change_madrs", trials.smallest_change(6, 0.85))

    def test_regression_to_the_mean(self):
        for name, r in (("fall_r_75", 0.75), ("fall_r_90", 0.9)):
            close(name, trials.expected_retest(25, 8, 28, r).fall)
        close("fall_harder_selection", trials.expected_retest(22, 9, 28, 0.75).fall)
        close("selected_mean", trials.expected_retest(25, 8, 28, 0.75).first)
        close("retest_mean", trials.expected_retest(25, 8, 28, 0.75).second)
        close("selected_sd", trials.expected_retest(25, 8, 28, 0.75).sd)

    def test_fishing(self):
        close("null_tests_33_any", 100 * trials.chance_of_any(33))
        fished = trials.fish(33, 71, rng(), 1000)
        hits = (fished.first < 0.05).sum(axis=1)
        close("null_tests_33_expected", hits.mean(), hits.std() / math.sqrt(1000))
        cut = trials.best_cut(47, 13, rng(), 20_000)
        close("best_cut_same_people", cut.chosen.mean(), cut.chosen.std() / math.sqrt(20_000))
        close("best_cut_new_people", cut.new.mean(), cut.new.std() / math.sqrt(20_000))


class TestTheSixty:
    """The people who come back in every part are the same each time."""

    def test_what_stays_with_them_is_spread_evenly_and_unrelated(self):
        people = trials.sixty()
        kept = np.array([people.level, people.course, people.effect])
        assert list(people.numbers) == list(range(1, 61))
        assert kept.mean(axis=1) == pytest.approx([0, 0, 0], abs=1e-12)
        assert np.cov(kept, ddof=0) == pytest.approx(np.eye(3), abs=1e-12)

    @pytest.mark.parametrize("gain", [4.0, 7.7, 12.0])
    def test_the_drug_adds_the_same_for_each_of_them_whoever_is_called_a_responder(self, gain):
        setting = trials.Setting.usual("24h", mean_effect=0.0, scale_lowest=-1000)
        without, treated = trials.same_people(setting), trials.same_people(replace(setting, mean_effect=gain))
        assert treated.improvement - without.improvement == pytest.approx(gain)
        assert (treated.baseline == without.baseline).all()

    def test_they_enter_a_trial_with_scores_that_let_them_in_in_the_order_of_their_levels(self):
        scores = trials.starting_scores(trials.Setting.usual())
        assert (scores.min() >= 28, scores.max() <= 60) == (True, True)
        assert (np.argsort(scores) == np.argsort(trials.sixty().level)).all()

    def test_treated_again_they_fare_alike_as_far_as_the_setting_says(self):
        arm = trials.many_people(trials.Setting.usual(retest_r=0.75, baseline_sd=0, scale_lowest=-1000), 40_000, np.random.default_rng(1))
        assert np.atleast_2d(np.corrcoef(arm.improvement))[0, 1] == pytest.approx(0.75, abs=0.01)

    def test_further_rounds_leave_the_first_ones_as_they_were(self):
        setting = trials.Setting.usual(sd_effect=8)
        assert (trials.sixty_differences(setting, 4)[:, :2] == trials.sixty_differences(setting, 2)).all()

    def test_without_noise_a_crossover_finds_each_own_effect(self):
        found = trials.sixty_differences(trials.Setting.usual(mean_effect=4, sd_effect=8, retest_r=1), 1)[:, 0]
        assert found == pytest.approx(4 + 8 * trials.sixty().effect)

    def test_steady_tests_order_them_by_level_and_scores_are_of_the_size_asked_for(self):
        first, second = trials.two_tests(25, 8, 1.0)
        assert first == pytest.approx(25 + 8 * trials.sixty().level)
        assert second == pytest.approx(first)

    def test_who_left_never_comes_back_and_counts_are_those_of_the_simulation_of_many(self):
        chances = {"leave_unimproved": 0.2, "leave_improved": 0.02, "course_mean": 6, "course_sd": 10, "r": 0.95}
        there = trials.sixty_present(10, **chances).there
        assert (np.diff(there.astype(int), axis=0) <= 0).all()
        assert there[0].all()
        nobody = trials.sixty_present(10, **{**chances, "leave_unimproved": 0, "leave_improved": 0})
        assert nobody.there.all()

    def test_fishing_in_the_sixty_leaves_the_new_people_as_they_were(self):
        known, others = (draw(41, 71, np.random.default_rng(1)) for draw in (trials.fish_in_the_sixty, trials.fish))
        assert (known.again == others.again).all()
        assert (known.first != others.first).all()


class TestSpreadsOfArms:
    @pytest.mark.parametrize("rho", [-0.5, 0.0, 0.5])
    def test_drawn_at_once_they_are_distributed_as_those_of_trials_drawn_person_by_person(self, rho):
        setting = trials.Setting.usual(course_sd=14, sd_effect=8, effect_correlation=rho, scale_lowest=-1000, scale_highest=1000)
        trial = trials.two_arm(setting, 20, rng(1), 4000)
        for at_once, arm in zip(trials.arm_spreads(setting, 20, rng(2), 4000), (trial.drug, trial.control), strict=True):
            assert stats.ks_2samp(at_once, arm.improvement.std(axis=1, ddof=1)).pvalue > 0.01

    def test_belief_and_single_people_are_refused(self):
        for setting, people in ((trials.Setting.usual(expectation_effect=2), 20), (trials.Setting.usual(), 1)):
            with pytest.raises(ValueError, match="at least 2 people"):
                trials.arm_spreads(setting, people, rng(), 10)
