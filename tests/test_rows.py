"""A new source is rows, no code: what is added to a copy of the tables passes the checks, is drawn everywhere, and can be published."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import additions
import pytest
from conftest import ROOT

from checks import completeness
from checks import data as check_data
from ketamine_course import tables

TESTS = ROOT / "tests"
OF_TEXTS = (
    "start_here-five_texts", "mechanism_cascade-who_says_what", "claim_quality-claims_counted", "claim_quality-wording_against_support",
    "claim_quality-appraisal_scores", "claim_quality-approval_timeline", "claim_quality-contradictions",
)  # fmt: skip
OF_ACCOUNTS = ("rival_hypotheses-experiment_bench", "rival_hypotheses-scoreboard", "rival_hypotheses-same_target")


def draw(folder, most, *names):
    """Return what explorables say with the tables of a folder, in at most so many states, or the fault that stopped one of them."""
    command = [sys.executable, str(TESTS / "draw_all.py"), str(most), *names]
    done = subprocess.run(
        command, env=os.environ | {"KETAMINE_COURSE_DATA": str(folder)}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("kind", additions.ADDITIONS)
def test_rows_alone_are_a_sound_addition(data_copy, kind):
    additions.grow(data_copy, kind)
    assert tables.check_all(data_copy) == []
    assert [fault for rule in completeness.RULES for fault in rule(data_copy)] == []


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """The tables with a text, an experiment, a trial, a factor and an account more."""
    folder = shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("grown") / "data")
    return additions.grow(folder)


@pytest.fixture(scope="module")
def told(grown):
    return draw(grown, 1, *OF_TEXTS, *OF_ACCOUNTS, "claim_quality-repetition", "variable_response-factor_card")


class TestDrawn:
    def test_all_of_it_together_is_sound(self, grown):
        assert check_data.all_faults(grown) == []

    def test_pictures_of_texts_show_the_new_one(self, told):
        for name in OF_TEXTS:
            assert any("S99" in words for words in told[name]), name

    def test_numbers_of_texts_and_accounts_are_counted(self, told):
        assert any("The seven texts are" in words for words in told["start_here-five_texts"])
        assert any("The seven texts make" in words for words in told["claim_quality-repetition"])

    def test_pictures_of_accounts_show_the_new_one(self, told):
        for name in OF_ACCOUNTS:
            assert any("rexin" in words for words in told[name]), name

    def test_the_stage_plays_the_new_one_before_anybody_has_drawn_its_place(self, grown):
        script = (
            "from ketamine_course.pictures._scene import homeless, line_map, stage\n"
            "print(stage.read({'routes': ['orexin'], 'blocked': ['orexin']})['sentences']['result'])\n"
            "print(homeless('wide'), all(f'data-b=\"orexin\"' in each.scene for each in (stage, line_map)))"
        )
        environment = {**os.environ, "KETAMINE_COURSE_DATA": str(grown)}
        done = subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True)
        assert done.stdout.splitlines() == [
            "Mood: no lift is predicted; with orexin release blocked, the signal reaches 1 of 4 steps in the orexin account.",
            "['orexin', 'orexin_receptors'] True",
        ]

    def test_the_bench_shows_the_experiment_and_the_cards_the_factor(self, told):
        assert any(words.startswith("TrkB blocked in people first") for words in told["rival_hypotheses-experiment_bench"])
        assert any(words.startswith("The factor \u201cSeason of the year") for words in told["variable_response-factor_card"])


NOT_CLONED = shutil.ignore_patterns(".git", ".venv", "_build", "node_modules", "__pycache__", ".*_cache", ".hypothesis")


@pytest.mark.sweep
def test_a_clone_with_all_additions_is_published(tmp_path):
    clone = shutil.copytree(ROOT, tmp_path / "clone", ignore=NOT_CLONED)
    additions.grow(clone / "data")
    additions.explain_predictions(clone / "data")
    environment = {name: value for name, value in os.environ.items() if name != "KETAMINE_COURSE_DATA"} | {"PYTHONPATH": str(clone / "src")}
    for command in ("checks.counts --write", "checks.data", "ketamine_course.publish.site.build", "ketamine_course.publish.teacher.build"):
        done = subprocess.run(
            [sys.executable, "-m", *command.split()], cwd=clone, env=environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stdout[-3000:], done.stderr[-3000:])
    site = clone / "_build" / "site"
    assert "claims from seven texts" in (site / "index.html").read_text(encoding="utf-8")
    assert "Compare the predictions of ten accounts" in (clone / "README.md").read_text(encoding="utf-8").replace("<!--accounts-->", "")
    assert "Orexin" in (site / "notebooks" / "02_rival_hypotheses.html").read_text(encoding="utf-8")
    assert "Ten accounts, one map" in (clone / "_build" / "teacher" / "02_rival_hypotheses" / "plan.html").read_text(encoding="utf-8")


@pytest.mark.sweep
@pytest.mark.parametrize("kind", additions.ADDITIONS)
def test_each_addition_alone_is_drawn_in_every_state(data_copy, kind):
    additions.grow(data_copy, kind)
    draw(data_copy, 10_000)


@pytest.mark.sweep
def test_layout_holds_with_all_additions(grown):
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-k", "TestEveryState", "-m", "not sample", str(TESTS / "test_pictures.py")]
    done = subprocess.run(
        command, env=os.environ | {"KETAMINE_COURSE_DATA": str(grown)}, cwd=ROOT, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
