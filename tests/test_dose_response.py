"""The doses of any trial are read from the tables, whatever form its results have."""

from __future__ import annotations

import math

import pytest

from ketamine_course import tables
from ketamine_course.models import dose_response
from ketamine_course.models.dose_response import _printed, _readings
from ketamine_course.models.statistics import Share, Span
from ketamine_course.models.trials import _published
from ketamine_course.names import UnknownName
from ketamine_course.references import work

NOTHING = float("nan")
RESULT = {
    "trial": "new2030",
    "time": "day 1",
    "outcome_kind": "depression score",
    "mark": "seen",
    "arm": "drug 10 mg",
    "dose_mg": 10.0,
    "dose_mg_per_kg": NOTHING,
    "comparator": "placebo",
    "sign_convention": "negative favours the drug",
    "estimate_unit": "points",
    "p_printed": "",
    "p_adjusted_printed": "",
    **dict.fromkeys(("estimate", "estimate_se", "interval_low", "interval_high", "effect_size", "arm_value", "comparator_value"), NOTHING),
    **dict.fromkeys(("arm_count", "arm_total", "comparator_count", "comparator_total"), NOTHING),
}


@pytest.fixture
def trial(monkeypatch):
    """Add a trial to the tables: its results, its mean changes, and what it says of its doses."""

    def add(results=(), changes=(), verdicts=(), counts=()):
        reading = {"reading": "new", "label": "New", "trial": "new2030", "meta": "", "time": "day 1", "outcome_kind": "depression score",
                   "title": "New: {people} people", "note": "None."}  # fmt: skip
        groups = [{"trial": "new2030", "group": name, "n": float(n), "main": name == "everyone"} for name, n in counts]
        found = {
            "trials": [{"trial": "new2030", "ref": "daly2018"}],
            "dose_readings": [reading],
            "trial_results": list(results),
            "trial_arms": list(changes),
            "trial_counts": [{"trial": "new2030", "group": "everyone", "n": 60.0, "main": True}, *groups],
            "low_dose_evidence": list(verdicts),
        }
        for module in (_readings, _printed, _published):
            monkeypatch.setattr(module, "rows_of", lambda name: tuple(found[name]))
        for cached in (_readings._rows, dose_response.reading, _printed.people):
            cached.cache_clear()
        return dose_response.reading("new")

    yield add
    monkeypatch.undo()
    for cached in (_readings._rows, dose_response.reading, _printed.people):
        cached.cache_clear()


class TestForms:
    def test_a_difference_with_an_error_gets_an_interval_and_a_test(self, trial):
        (arm,) = trial([RESULT | {"estimate": -5.0, "estimate_se": 2.0}]).arms
        assert (arm.gain, arm.interval) == (5.0, pytest.approx((1.08, 8.92), abs=0.01))
        assert arm.p_value == pytest.approx(0.0124, abs=1e-4)

    def test_a_printed_interval_goes_before_one_of_ours_and_is_turned_with_its_estimate(self, trial):
        printed = {"estimate": -5.0, "estimate_se": 2.0, "interval_low": -9.5, "interval_high": -0.5}
        (arm,) = trial([RESULT | printed]).arms
        assert arm.interval == Span(0.5, 9.5)
        (other,) = trial(
            [RESULT | {name: -value for name, value in printed.items()} | {"sign_convention": "positive favours the drug"}]
        ).arms
        assert other == arm

    def test_a_bare_difference_has_neither_interval_nor_test(self, trial):
        (arm,) = trial([RESULT | {"estimate": -5.0}]).arms
        assert (arm.gain, arm.interval, arm.p_value, arm.ahead, arm.ahead_corrected) == (5.0, None, None, None, None)

    def test_a_standardised_difference_takes_its_error_from_the_groups(self, trial):
        found = trial([RESULT | {"effect_size": -0.82}], counts=[("drug 10 mg", 18), ("placebo", 19)])
        assert found.unit == dose_response.STANDARD_DEVIATIONS
        assert found.arms[0].interval == pytest.approx((0.147, 1.493), abs=1e-3)

    def test_shares_use_printed_counts(self, trial):
        counts = {"arm_count": 9.0, "arm_total": 23.0, "comparator_count": 3.0, "comparator_total": 24.0}
        found = trial([RESULT | {"arm_value": 39.0, "comparator_value": 12.0} | counts])
        assert found.unit == dose_response.PERCENTAGE_POINTS
        assert found.arms[0].shares == (Share(9, 23), Share(3, 24))
        assert found.arms[0].gain == pytest.approx(100 * (9 / 23 - 3 / 24))

    def test_mean_changes_are_subtracted_and_get_an_interval_where_both_errors_are_printed(self, trial):
        row = {"trial": "new2030", "time": "day 1", "mark": "seen", "dose_mg_per_kg": NOTHING}
        control = row | {"arm": "placebo", "arm_role": "control", "dose_mg": NOTHING, "mean_change_points": -10.0, "se_points": 3.0}
        drug = row | {"arm": "drug 10 mg", "arm_role": "drug", "dose_mg": 10.0, "mean_change_points": -16.0, "se_points": 4.0}
        (arm,) = trial(changes=[drug, control]).arms
        assert (arm.gain, arm.interval) == (6.0, pytest.approx((6 - 9.8, 6 + 9.8), abs=0.01))
        (bare,) = trial(changes=[drug | {"se_points": NOTHING}, control]).arms
        assert (bare.gain, bare.interval) == (6.0, None)

    def test_a_sign_convention_that_is_not_known_is_told(self, trial):
        with pytest.raises(ValueError, match="sign convention 'negative favours the dru' is unknown; nearest: 'negative favours the drug'"):
            trial([RESULT | {"estimate": 1.0, "sign_convention": "negative favours the dru"}])


class TestReading:
    def test_a_trial_with_two_doses_needs_rows_only(self, trial):
        high = RESULT | {"arm": "drug 20 mg", "dose_mg": 20.0, "estimate": -5.0, "estimate_se": 2.0}
        low = RESULT | {"estimate": -4.0, "estimate_se": 2.0}
        found = trial([high, low], counts=[("drug 10 mg", 20), ("drug 20 mg", 21)])
        assert [arm.label for arm in found.arms] == ["drug 10 mg", "drug 20 mg"]
        assert [arm.ahead for arm in found.arms] == [True, True]
        assert [arm.ahead_corrected for arm in found.arms] == [True, True]  # 0.046 is the larger of two, and so stays as it is
        assert found.numbers == {"people": 60, "people_per_dose": [20, 21]}

    def test_correction_can_take_a_dose_out(self, trial):
        doses = [RESULT | {"arm": f"drug {mg} mg", "dose_mg": float(mg), "estimate": -4.0, "estimate_se": 2.0} for mg in (10, 20)]
        found = trial([*doses, RESULT | {"arm": "drug 30 mg", "dose_mg": 30.0, "estimate": -1.0, "estimate_se": 2.0}])
        assert [(arm.ahead, arm.ahead_corrected) for arm in found.arms] == [(True, False), (True, False), (False, False)]

    def test_what_the_work_says_goes_before_our_test(self, trial):
        verdict = {"ref": "daly2018", "mark": "seen", "arms": ("drug 10 mg",), "ahead_alone": "yes", "ahead_corrected": "no"}
        (arm,) = trial([RESULT | {"estimate": -4.0, "estimate_se": 0.1}], verdicts=[verdict]).arms
        assert (arm.ahead, arm.ahead_corrected) == (True, False)

    def test_results_of_another_time_outcome_or_status_stay_out(self, trial):
        good = RESULT | {"estimate": -4.0, "estimate_se": 2.0}
        others = [good | {"time": "day 2"}, good | {"outcome_kind": "harm"}, good | {"mark": "recalled"}, good | {"dose_mg": NOTHING}]
        assert len(trial([good, *others]).arms) == 1

    def test_two_units_in_one_reading_are_told(self, trial):
        doses = [RESULT | {"estimate": -4.0}, RESULT | {"estimate": -0.4, "dose_mg": 20.0, "estimate_unit": "SD units"}]
        with pytest.raises(ValueError, match="dose_readings, 'new': the tables give its results in SD units, points"):
            trial(doses)

    def test_a_reading_without_any_number_is_told(self, trial):
        with pytest.raises(ValueError, match="dose_readings, 'new': the tables give its results without numbers"):
            trial()

    def test_an_unknown_reading_is_told_with_the_nearest(self):
        with pytest.raises(UnknownName, match="reading of a trial 'daly_wek' is unknown; nearest: 'daly_week'"):
            dose_response.reading("daly_wek")


class TestTables:
    @pytest.mark.parametrize("name", dose_response.reading_labels())
    def test_every_reading_comes_from_a_work_that_was_read_and_its_words_name_only_known_numbers(self, name):
        found = dose_response.reading(name)
        assert work(found.ref).sighting == "own_text"
        assert len(found.arms) >= 2
        numbers = found.numbers | {"counts": ""}
        assert (found.title + found.note).format_map(numbers)

    def test_every_verdict_is_about_an_arm_that_the_trial_has(self):
        names = {row[column] for table, column in (("trial_counts", "group"), ("trial_arms", "arm"), ("trial_results", "arm"))
                 for row in tables.rows_of(table)}  # fmt: skip
        assert {arm for row in tables.rows_of("low_dose_evidence") for arm in row["arms"]} <= names

    def test_where_one_of_several_sizes_is_missing_nothing_is_corrected_by_us(self):
        fava = dose_response.reading("fava").arms
        assert [arm.gain for arm in fava] == [0.82, None, None, None]
        assert [(arm.ahead, arm.ahead_corrected) for arm in fava] == [(True, False), (None, False), (True, True), (True, True)]

    def test_mean_changes_without_a_spread_have_no_interval(self):
        assert [arm.interval for arm in dose_response.reading("takahashi").arms] == [None] * 3
        assert all(arm.gain is not None and not math.isnan(arm.gain) for arm in dose_response.reading("takahashi").arms)
