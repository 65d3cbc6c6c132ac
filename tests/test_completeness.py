"""What must stand beside a new row is asked for: once, at the row that needs it, with the names of what is missing."""

from __future__ import annotations

import csv

import additions
import pytest

from checks import completeness
from ketamine_course import tables
from ketamine_course.tables import load


def keep(folder, table, wanted):
    """Leave only some rows of a table."""
    path = folder / tables.package(folder)[table]["path"]
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    with path.open("w", newline="", encoding="utf-8") as file:
        kept = [row for row in rows if wanted(dict(zip(header, row, strict=True)))]
        csv.writer(file, lineterminator="\n").writerows([header, *kept])


def replace(folder, table, old, new):
    """Change the text of a table."""
    path = folder / tables.package(folder)[table]["path"]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def without(folder, table, **cells):
    """Take out the rows that have all of some cells."""
    keep(folder, table, lambda row: any(row[name] != value for name, value in cells.items()))


def faults(folder):
    """Return what the rules find; whether the tables themselves are sound is tested with the additions."""
    return [str(fault) for rule in completeness.RULES for fault in rule(folder)]


def told(folder, words):
    """Return the one fault that holds some words; there must be no other."""
    (fault,) = faults(folder)
    assert words in fault
    return fault


class TestTexts:
    @pytest.fixture
    def with_text(self, data_copy):
        additions.text(data_copy)
        return data_copy

    def test_a_text_without_scores_is_told_once_with_what_is_missing(self, with_text):
        without(with_text, "appraisals", source="S99", instrument="discern")
        fault = told(with_text, "'S99' has no row in appraisal/appraisals.csv for discern 1, discern 2, discern 3")
        assert fault.startswith(f"claims/sources.csv, row {len(load('sources')) + 2}, column source: ")
        assert fault.endswith("and 10 more")

    def test_a_text_without_a_topic_is_told(self, with_text):
        without(with_text, "topic_matrix", source="S99", topic="nmda_main")
        told(with_text, "'S99' has no row in claims/topic_matrix.csv for nmda_main")

    def test_a_score_off_its_scale_is_told(self, with_text):
        replace(
            with_text,
            "appraisals",
            "S99,jama,currency,dates of writing and updating,1,",
            "S99,jama,currency,dates of writing and updating,3,",
        )
        told(with_text, "column score: is 3; jama is scored from 0 to 1")

    def test_a_claim_that_was_rated_once_is_told(self, with_text):
        without(with_text, "ratings", claim="S99-002", rater="second")
        fault = told(with_text, "'S99-002' has no row in claims/ratings.csv for second")
        assert fault.startswith(f"claims/claims.csv, row {len(load('claims')) + 3}, column id: ")

    def test_marks_measured_over_other_claims_are_told(self, with_text):
        additions.claim(with_text, "S99", 4, "safety", "fact", "none", "plain", "supported", "More.", "more")
        found = faults(with_text)
        assert len(found) == 3
        assert all("add up to 3, but it has 4 claims" in fault for fault in found)


class TestExperimentsAndAccounts:
    def test_an_experiment_without_predictions_is_told_once(self, data_copy):
        additions.experiment(data_copy)
        without(data_copy, "experiment_predictions", experiment="new_block")
        fault = told(data_copy, "'new_block' has no row in appendix/experiment_predictions.csv for disinhibition, rest_eef2k")
        assert fault.startswith("experiments/experiments.csv, row 42, column experiment: ")

    def test_an_account_without_predictions_is_told_once(self, data_copy):
        additions.account(data_copy)
        without(data_copy, "experiment_predictions", hypothesis="orexin")
        fault = told(data_copy, "'orexin' has no row in appendix/experiment_predictions.csv for nbqx")
        assert fault.startswith(f"cascade/hypotheses.csv, row {len(load('hypotheses')) + 2}, column hypothesis: ")

    def test_a_result_that_does_not_answer_what_was_asked_is_told(self, data_copy):
        additions.experiment(data_copy)
        replace(data_copy, "experiments", ",reduced,24,", ",mimicked,24,")
        told(data_copy, "for an experiment that asks keeps_working, 'mimicked' is unknown; valid: 'abolished'")

    def test_an_account_that_says_nothing_off_its_path_is_told(self, data_copy):
        additions.account(data_copy)
        without(data_copy, "account_claims", hypothesis="orexin")
        told(data_copy, "'orexin' has no row in cascade/account_claims.csv")

    def test_a_path_without_an_arrow_is_told(self, data_copy):
        additions.account(data_copy)
        without(data_copy, "edge_evidence", edge="orexin__orexin_receptors")
        without(data_copy, "cascade_edges", edge="orexin__orexin_receptors")
        fault = told(data_copy, "no arrow leads from 'orexin' to 'orexin_receptors': add it to cascade/cascade_edges.csv")
        assert f"hypothesis_steps.csv, row {len(load('hypothesis_steps')) + 4}, column node" in fault

    def test_an_arrow_without_a_finding_is_told(self, data_copy):
        additions.account(data_copy)
        without(data_copy, "edge_evidence", edge="orexin__orexin_receptors")
        told(data_copy, "'orexin__orexin_receptors' has no row in cascade/edge_evidence.csv")

    def test_a_drug_of_which_nothing_says_how_it_acts_on_the_new_start_is_told(self, data_copy):
        additions.account(data_copy)
        without(data_copy, "drug_profiles", drug="memantine", step="orexin")
        told(data_copy, "'memantine' has no row for orexin, where an account starts")

    def test_two_steps_on_one_place_of_the_stage_are_told(self, data_copy):
        replace(data_copy, "stage_places", "wide,hnk,300,16", "wide,hnk,206,16")
        told(data_copy, "wide at 206, 16 holds 'ketamine' already")


class TestFactorsAndTrials:
    def test_a_graded_factor_without_a_finding_is_told(self, data_copy):
        additions.factor(data_copy)
        without(data_copy, "factor_evidence", factor="season")
        told(data_copy, "'season' has no row in factors/factor_evidence.csv")

    def test_a_trial_without_results_is_told(self, data_copy):
        additions.trial(data_copy)
        without(data_copy, "trial_results", trial="new2026")
        told(data_copy, "'new2026' has no row in trials/trial_results.csv")


class TestDoses:
    def test_a_drug_arm_without_a_dose_is_told(self, data_copy):
        replace(data_copy, "trial_arms", "ketamine,drug,,0.5,within 72 h", "ketamine,drug,,,within 72 h")
        fault = told(data_copy, "is empty, and so is dose_mg_per_kg")
        assert fault.startswith("trials/trial_arms.csv, row 2, column dose_mg: ")

    def test_a_trial_with_a_flexible_dose_needs_none(self, data_copy):
        replace(data_copy, "trial_arms", "ketamine,drug,,0.5,within 72 h", "ketamine,drug,,,within 72 h")
        first = load("trials").set_index("trial")["dose"]["berman2000"]
        replace(data_copy, "trials", f",{first},", ",flexible,")
        assert faults(data_copy) == []


class TestReasons:
    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (",murrough2013; zarate2006,seen,", "S6-002|,murrough2013; zarate2006,assumption,|column reason_mark: is 'assumption'"),
            (",murrough2013; zarate2006,seen,", "S6-002|,,seen,|column refs: is empty, but the reason counts as 'seen'"),
        ],
    )
    def test_a_mark_that_does_not_go_with_the_works_is_told(self, data_copy, change, words):
        _, new, told_words = words.split("|")
        replace(data_copy, "claims", change, new)
        told(data_copy, told_words)
