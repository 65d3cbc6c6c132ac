"""Notebook 02 as a student meets it: eight accounts, blocks, the bench and the mixtures, in Python and on the page."""

from __future__ import annotations

import browser
import pytest
from test_pictures import ALL

from ketamine_course import lesson
from ketamine_course.models import cascade
from ketamine_course.models.counts import count
from ketamine_course.pictures import rival_hypotheses
from ketamine_course.references import MARKS, work
from ketamine_course.tables import load, rows_of

NAME = "02_rival_hypotheses"
MAP = "Eight accounts on one map"
BLOCK = "Block a step"
BENCH = "The experiment bench"
MIX = "Build a mixed account"


def picture(name, **choice):
    return ALL[f"rival_hypotheses-{name}"].picture(**choice)


def counts(picture, column):
    at = picture.table.columns.index(column)
    return [int(row[at]) for row in picture.table.rows if row[0].startswith("How many")]


class TestPictures:
    def test_every_account_gets_the_same_words(self):
        for account in cascade.account_names():
            assert {row[0] for row in picture("account_map", account=account).table.rows[:3]} == {
                "Strongest support",
                "Strongest challenge",
                "What would refute it",
            }

    def test_a_block_on_the_path_stops_the_signal_there(self):
        blocked = picture("block_a_step", account="disinhibition", blocked="mtorc1")
        assert "The signal reaches 8 of 13 steps. Mood: no lift is left." in blocked.description
        rows = dict(blocked.table.rows)
        assert rows["TrkB (the BDNF receptor)"] == "raised"
        assert rows["mTORC1 signalling"] == "blocked"
        assert rows["New synaptic proteins"] == "nothing arrives"

    def test_a_step_that_an_account_is_silent_about_is_told_apart_from_one_it_does_not_need(self):
        silent = picture("block_a_step", account="opioid", blocked="bdnf").description
        free = picture("block_a_step", account="lhb_burst", blocked="bdnf").description
        assert "says nothing of it. Mood: this account does not say." in silent
        assert "does not need it. Mood: the lift is as before." in free

    def test_each_step_that_can_be_blocked_can_be_picked_on_the_map(self):
        svg = picture("block_a_step").svg()
        for step in set(ALL["rival_hypotheses-block_a_step"].controls["blocked"].options) - {"nothing"}:
            assert f'data-pick="blocked={step}"' in svg

    def test_the_bench_gives_nothing_away_before_its_stage(self):
        done, predicted, found = (
            picture("experiment_bench", experiment="li_rapamycin_rat", stage=stage) for stage in ("done", "predicted", "found")
        )
        assert "the effect is gone" not in done.svg() + done.description
        assert "the effect is gone: Disinhibition, GluN2B on pyramidal cells and HNK metabolite" in predicted.description
        assert "Found" not in predicted.svg() + predicted.description
        assert "Fits: Disinhibition, GluN2B on pyramidal cells and HNK metabolite." in found.description

    def test_a_result_that_was_not_read_says_so_on_the_bench_and_on_the_scoreboard(self):
        for row in rows_of("experiments"):
            if row["mark"] != "seen":
                assert MARKS[row["mark"]] in picture("experiment_bench", experiment=row["experiment"], stage="found").description
                assert row["label"] + " \u00b0" in picture("scoreboard").svg()
                assert row["label"] not in picture("scoreboard", sighting="seen").svg()

    def test_the_scoreboard_counts_what_the_bench_computes_silence_included(self):
        for account, head in zip(cascade.account_names(), picture("scoreboard").table.columns[2:], strict=True):
            assert counts(picture("scoreboard"), head) == list(cascade.tally(cascade.evaluate(cascade.account(account))["fit"]))

    def test_the_conclusions_that_turn_without_unread_rows_are_named(self):
        assert "turns for: At rest and TrkB." in picture("scoreboard", sighting="seen").description

    def test_asking_nobody_shows_the_trials_without_a_verdict(self):
        asked, nobody = picture("same_target", account="receptor"), picture("same_target")
        assert "speaks against" not in nobody.svg()
        assert "Speaks against: Memantine, Lanicemine and Esmethadone." in asked.description
        assert f"Rapastinel ({MARKS['second_hand']})" in nobody.description

    def test_people_are_covered_until_they_are_asked_for(self):
        covered = picture("two_species", contrast="lithium")
        assert "34 patients" not in covered.svg() + covered.description
        assert "34 patients" in picture("two_species", contrast="lithium", upto="people").description

    def test_belief_makes_no_gap_where_nobody_can_tell(self):
        assert "makes a gap of 0.0 points" in picture("belief_gap", points="10", blinding="held").description
        assert "makes a gap of 6.8 points" in picture("belief_gap", points="8", blinding="broken").description

    def test_a_mixture_is_worth_what_it_still_forbids(self):
        alone = picture("mixture", parts=["disinhibition"]).description
        mixed = picture("mixture", parts=["disinhibition", "expectancy"]).description
        assert f"Results forbidden: {count('disinhibition_forbids')} of" in alone
        assert f"Results forbidden: {count('main_and_hope_forbids')} of" in mixed
        assert count("main_and_hope_forbids") < count("disinhibition_forbids")

    def test_all_works_behind_the_pictures_are_in_the_bibliography(self):
        assert all(work(key).full for key in rival_hypotheses.works())


class TestQuestionsAgreeWithTheModel:
    def test_who_predicts_what_when_bdnf_is_blocked(self):
        said = [cascade.predict(cascade.account(name), cascade.block("bdnf")) for name in cascade.account_names()]
        assert said.count("abolish") == lesson.question("predict-bdnf-block").answer

    def test_how_many_accounts_start_at_an_nmda_receptor(self):
        starts = [cascade.account(name).starts()[0] for name in cascade.account_names()]
        assert sum(step.startswith("nmdar") for step in starts) == lesson.question("predict-starts").answer

    def test_who_stands_without_a_misfit(self):
        fits = {name: cascade.tally(cascade.evaluate(cascade.account(name))["fit"]) for name in cascade.account_names()}
        assert [name for name, tally in fits.items() if not tally.no] == ["expectancy"]
        assert f"it says nothing about {fits['expectancy'].silent} of them" in lesson.question("predict-unbeaten").result
        assert f"{fits['disinhibition'].no} experiments speak against it" in lesson.question("predict-unbeaten").options[0].feedback

    def test_which_blockers_did_better_than_placebo(self):
        rows = load("experiments").set_index("experiment")
        blockers = [
            name
            for name in cascade.experiment_names()
            if cascade.design(name).asks == "works_alone"
            and cascade.design(name).in_people
            and cascade.acts_on(cascade.design(name).agent, "nmdar_interneuron") == "same"
        ]
        better = [name for name in blockers if rows.loc[name, "result"] == "mimicked"]
        question = lesson.question("predict-drugs")
        assert (len(better), len(blockers)) == (question.answer, question.highest)
        assert set(rows.loc[blockers, "mark"]) == {"seen"}


@pytest.fixture(scope="module")
def address(export):
    return export(NAME).as_uri()


class TestPage:
    def test_a_prediction_opens_the_map_and_the_map_can_be_blocked_by_keyboard(self, visit):
        page = visit()
        card = browser.explorable(page, BLOCK)
        assert card.locator("svg").count() == 0
        form = browser.question(page, lesson.question("predict-bdnf-block").prompt)
        form.get_by_label("Your answer").fill("2")
        form.locator("button[type=submit]").click()
        assert lesson.question("predict-bdnf-block").result in card.locator(".pair").inner_text()
        card.get_by_role("combobox", name="Block").select_option("mtorc1")
        assert "Mood: no lift is left." in browser.description(card)
        card.get_by_role("radiogroup", name="Block, in the picture").get_by_role("radio", name="mTORC1 signalling").focus()
        page.keyboard.press("Home")
        assert "NMDA receptors on interneurons blocked" in browser.description(card)
        frame = ALL["rival_hypotheses-block_a_step"].frame({"account": "disinhibition", "blocked": "nmdar_interneuron"})
        assert browser.paths(card) == browser.drawn_paths(frame["svg"])

    def test_boxes_build_a_mixture(self, visit):
        card = browser.explorable(visit(), MIX)
        browser.open_anyway(card)
        card.get_by_label("Disinhibition", exact=True).check()
        card.get_by_label("Expectancy", exact=True).check()
        frame = ALL["rival_hypotheses-mixture"].frame({"parts": ("disinhibition", "expectancy")})
        assert browser.description(card) == frame["description"]

    @pytest.mark.parametrize(("scheme", "width"), browser.LOOKS)
    def test_axe_finds_nothing_with_all_pictures_open(self, visit, scheme, width):
        page = visit(color_scheme=scheme, viewport={"width": width, "height": 800})
        for card in page.locator("section.card").all():
            browser.open_anyway(card)
        bench = browser.explorable(page, BENCH)
        bench.get_by_role("slider").fill("2")
        bench.get_by_text("The same facts as a table").click()
        assert browser.violations(page) == []
        assert browser.sideways(page) == 0
