"""Notebook 02 as a student meets it: accounts, blocks, the bench and the mixtures, in Python and on the page."""

from __future__ import annotations

import json
from itertools import combinations

import browser
import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from test_pictures import ALL

from ketamine_course import lesson
from ketamine_course.models import cascade
from ketamine_course.models import counts as numbers
from ketamine_course.pictures import rival_hypotheses
from ketamine_course.pictures._drawing import listed
from ketamine_course.pictures.rival_hypotheses import _common as common
from ketamine_course.pictures.rival_hypotheses import _scoreboard as scoreboard
from ketamine_course.pictures.rival_hypotheses import _species as species
from ketamine_course.references import MARKS, work
from ketamine_course.tables import load, rows_of
from ketamine_course.widgets.palette import light

NAME = "02_rival_hypotheses"
STAGE = "The accounts on the stage"
BENCH = "The experiment bench"


def fits_of(account):
    return [verdict.fit for verdict in cascade.evaluate(cascade.account(account))]


def picture(name, **choice):
    return ALL[f"rival_hypotheses-{name}"].picture(**choice)


def counts(picture, column):
    at = picture.table.columns.index(column)
    return [int(row[at]) for row in picture.table.rows if row[0].startswith("Number ")]


class TestBench:
    def drawn(self, experiment):
        return {text.get_text() for text in picture("experiment_bench", experiment=experiment, stage="done").figure.findobj(Text)}

    def test_the_chain_names_nothing_that_was_not_given_and_no_more_than_was_read(self):
        for experiment in ("autry_eef2k", "yang_lhb_local", "miller_principal"):
            assert "No ketamine" in self.drawn(experiment)
        assert "Lateral habenula" in self.drawn("zhou_lhb_sustained")
        assert "NMDA in habenula" not in self.drawn("zhou_lhb_sustained") - self.drawn("nbqx")

    @pytest.mark.parametrize("experiment", [row["experiment"] for row in rows_of("experiments") if row["weight"] == "weak"])
    def test_a_weak_result_is_never_called_a_fit(self, experiment):
        shown = picture("experiment_bench", experiment=experiment, stage="found")
        said = {text.get_text() for text in shown.figure.findobj(Text)} | {shown.description}
        assert any(", but counts only partly" in words for words in said)
        assert not any("partly fits" in words or "fits in part" in words for words in said)
        assert "fits in part" not in {cell for row in shown.table.rows for cell in row}


class TestPictures:
    def test_every_account_gets_the_same_words(self):
        notes = rival_hypotheses.stage.knowledge()["routes"]
        for account in cascade.account_names():
            assert [term for term, _ in notes[account]] == [
                "What it says",
                "Strongest support",
                "Strongest challenge",
                "What would refute it",
            ]

    def test_silence_is_told_apart_from_what_an_account_does_not_need(self):
        silent = cascade.reading({"routes": ["opioid"], "blocked": ["bdnf"]})["sentences"]
        free = cascade.reading({"routes": ["lhb_burst"], "blocked": ["bdnf"]})["sentences"]
        assert (silent["verdict"], silent["claims"]) == (
            "Mood: no prediction is made",
            "The opioid account says nothing about BDNF production and release.",
        )
        assert (free["verdict"], free["claims"]) == (
            "Mood: the lift is predicted to be unchanged",
            "The lateral habenula account does not need BDNF production and release.",
        )

    def test_the_line_map_counts_the_accounts_at_each_station(self):
        drawing = rival_hypotheses.line_map.scene
        for count, step in ((4, "TrkB"), (8, "Fast mood lift")):
            assert f">\u00d7{count}</text>" in drawing, step
        assert "8 of 9 accounts" in drawing
        assert "end here" in drawing

    def test_a_graph_of_ones_own_plays_on_the_same_stage(self):
        mine = cascade.with_edge(cascade.account("disinhibition"), "ampar", "mood_rapid")
        own = rival_hypotheses.stage_with(mine, "Mine")
        assert own.read({"routes": [mine.name], "blocked": ["mtorc1"]})["verdict"] == "reduce"
        assert own.read({"routes": [mine.name]})["shown"]["arrows"]["ampar__mood_rapid"] == ["raises", "later extra unlisted"]

    @pytest.mark.parametrize("other", ["expectancy", "disinhibition", "hnk"])
    def test_a_mixture_with_a_graph_of_ones_own_rules_out_what_its_accounts_do(self, other):
        mine = cascade.with_edge(cascade.account("disinhibition"), "ampar", "mood_rapid")
        both = cascade.combined(mine, cascade.account(other))
        found = rival_hypotheses.stage_with(mine, "Mine").read({"routes": [other, mine.name]})["mixture"]
        ruled_out = [sum(each.forbids for each in cascade.evaluate(of)) for of in (cascade.account(other), mine, both)]
        assert [*found["alone"], found["together"]] == ruled_out
        assert found["fits"] == cascade.tally(each.fit for each in cascade.evaluate(both))._asdict()
        assert ruled_out[1] > 0

    def test_the_bench_gives_nothing_away_before_its_stage(self):
        done, predicted, found = (
            picture("experiment_bench", experiment="li_rapamycin_rat", stage=stage) for stage in ("done", "predicted", "found")
        )
        assert "ketamine no longer works" not in done.svg() + done.description
        told = "The disinhibition, \u201cGluN2B on pyramidal cells\u201d and HNK metabolite accounts predict that ketamine no longer works"
        assert told in predicted.description
        assert "Found" not in predicted.svg()
        assert "The result" not in predicted.description
        fits = "The result fits the disinhibition, \u201cGluN2B on pyramidal cells\u201d and HNK metabolite accounts, and counts against"
        assert fits in found.description

    def test_a_result_that_was_not_read_says_so_on_the_bench_and_on_the_scoreboard(self):
        for row in rows_of("experiments"):
            if row["mark"] != "seen":
                assert MARKS[row["mark"]] in picture("experiment_bench", experiment=row["experiment"], stage="found").description
                assert row["label"] in picture("scoreboard").caption
                assert row["label"] not in picture("scoreboard", sighting="seen").caption

    def test_the_scoreboard_counts_what_the_bench_computes_silence_included(self):
        for account, head in zip(cascade.account_names(), picture("scoreboard").table.columns[2:], strict=True):
            assert counts(picture("scoreboard"), head) == list(cascade.tally(fits_of(account)))

    def test_the_board_fills_year_by_year_and_draws_every_verdict_that_it_counts(self):
        before = 0
        for run in scoreboard.until():
            shown = picture("scoreboard", run=run)
            names = [row[0] for row in shown.table.rows if not row[0].startswith("Number ")]
            assert all(run == "all" or common.year(name) <= int(run) for name in scoreboard.in_order()[: len(names)])
            assert len(names) > before
            before = len(names)
            drawn = {each.get_edgecolor(): each for each in shown.figure.findobj(PathPatch) if each.get_linewidth() == scoreboard.TALL}
            steps = set()
            for fit, at in (("yes", 0), ("no", 2)):
                ends = drawn[to_rgba(light(scoreboard.PIECES[fit].colour))].get_path().vertices[:, 0]
                heads = {common.heads()[account]: account for account in scoreboard.ranked()}
                found = {heads[head]: counts(shown, head)[at] for head in shown.table.columns[2:]}
                many = [found[account] for account in scoreboard.ranked() if found[account]]
                steps |= {round((end - start + 0.4) / each, 6) for start, end, each in zip(ends[::2], ends[1::2], many, strict=True)}
            assert len(steps) == 1, "pieces of one width, as many as the table counts"

    def test_the_conclusions_that_turn_without_unread_rows_are_named(self):
        every, read = picture("scoreboard"), picture("scoreboard", sighting="seen")

        def balance(board, head):
            yes, _, no, _ = counts(board, head)
            return (yes > no) - (yes < no)

        turned = [head for head in every.table.columns[2:] if balance(every, head) != balance(read, head)]
        assert f"For {listed(turned)}, it changes whether" in read.description

    def test_asking_nobody_shows_the_trials_without_a_verdict(self):
        asked, nobody = picture("same_target", account="receptor"), picture("same_target")
        assert "counts against" not in nobody.svg()
        assert "counts against it for memantine, lanicemine and esmethadone" in asked.description
        assert f"Rapastinel ({MARKS['second_hand']})" in nobody.description
        found = numbers.count("blockers_better"), numbers.count("blockers")
        words = " ".join(text.get_text() for text in nobody.figure.findobj(Text))
        assert f"of {numbers.in_words(found[0])} successes had smaller trials than any failure" in words
        assert f"{numbers.in_words(found[1]).capitalize()} blockers" in words

    def test_people_are_covered_until_they_are_asked_for(self):
        covered = picture("two_species", contrast="lithium")
        assert "34 patients" not in covered.svg() + covered.caption + str(covered.table)
        assert "34 patients" in picture("two_species", contrast="lithium", upto="people").caption

    def test_an_idea_goes_down_from_animals_to_people_as_the_table_says(self):
        rows = load("species_contrasts").query("part != 'why'").set_index(["contrast", "part"])["outcome"]
        for name in species.contrasts():
            ends = [species.LEVELS[round(species.heights(part)[name])] for part in ("animals", "people")]
            assert ends == [rows[name, "animals"], rows[name, "people"]]
        every = picture("two_species", upto="all")
        assert "None of the five ideas gave the same result in people as in animals." in every.description
        assert all(rows[name, "animals"] != rows[name, "people"] for name in species.contrasts())

    def test_belief_makes_no_gap_where_nobody_can_tell(self):
        assert "produces a gap of 0.0 points" in picture("belief_gap", points="10", blinding="held").description
        assert "produces a gap of 6.8 points" in picture("belief_gap", points="8", blinding="broken").description

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
        fits = {name: cascade.tally(fits_of(name)) for name in cascade.account_names()}
        assert [name for name, tally in fits.items() if not tally.no] == ["expectancy"]
        asked = lesson.question("predict-unbeaten")
        (key,) = [option for option in asked.options if option.right]
        assert key.text == "On 30 or more"
        assert fits["expectancy"].silent >= 30
        assert f"{fits['disinhibition'].no} experiments count against it" in key.feedback

    def test_whose_lead_turns_without_the_rows_that_were_not_read(self):
        read = {row["experiment"] for row in rows_of("experiments") if row["mark"] == "seen"}
        turned = set()
        for name in cascade.account_names():
            said = cascade.evaluate(cascade.account(name))
            before, after = cascade.tally(fits_of(name)), cascade.tally(each.fit for each in said if each.experiment in read)
            if before.yes > before.no and after.yes <= after.no:
                turned.add(name)
        assert turned == {"rest_eef2k", "trkb_direct"}

    def test_what_the_key_points_say_of_pairs(self):
        def risk(*names):
            said = cascade.evaluate(cascade.combined(*(cascade.account(name) for name in names)))
            return sum(each.forbids for each in said), sum(each.fit != "silent" for each in said)

        alone = {name: risk(name) for name in cascade.account_names()}
        more = 0
        for first, second in combinations(alone, 2):
            forbidden, spoken = risk(first, second)
            assert forbidden < max(alone[first][0], alone[second][0]), (first, second)
            more += spoken > max(alone[first][1], alone[second][1])
        assert 0 < more <= len(alone) * (len(alone) - 1) / 2 / 5

    def test_how_many_full_fits_a_second_road_makes_partial(self):
        old = cascade.account("disinhibition")
        new = cascade.with_edge(old, "ampar", "mood_rapid", "raises")
        fits = [[said.fit for said in cascade.evaluate(each)] for each in (old, new)]
        assert [pair for pair in zip(*fits, strict=True) if pair[0] != pair[1]] == [("yes", "partly")] * 5

    def test_which_blockers_did_better_than_placebo_in_their_largest_trial(self):
        trials = load("drug_trials")
        trials = trials[(trials["against"] == "placebo") & (trials["acts"] == "blocks")]
        largest = trials.sort_values("people").drop_duplicates("drug", keep="last").to_dict("records")
        question = lesson.question("predict-drugs")
        assert (sum(row["ahead"] for row in largest), len(largest)) == (question.answer, question.highest)
        for row in largest:  # a key rests on what was read: where the largest was not, one that was says the same
            read = trials[(trials["drug"] == row["drug"]) & (trials["mark"] == "seen")]
            assert (read["ahead"] == row["ahead"]).any(), row["drug"]

    def test_every_blocker_that_is_put_to_the_accounts_is_among_the_trials(self):
        blockers = [
            cascade.design(name).agent
            for name in cascade.experiment_names()
            if cascade.design(name).asks == "works_alone"
            and cascade.design(name).in_people
            and cascade.acts_on(cascade.design(name).agent, "nmdar_interneuron") == "same"
        ]
        assert set(blockers) <= set(load("drug_trials")["drug"])


@pytest.fixture(scope="module")
def address(export):
    return export(NAME).as_uri()


class TestPage:
    def test_a_prediction_opens_the_stage_and_accounts_are_compared_there(self, visit):
        page = visit()
        opening, card = (browser.explorable(page, STAGE).nth(at) for at in (0, 1))
        assert "14 of 14 steps in the disinhibition account" in opening.locator(".verdict").text_content()
        assert "rule out" not in opening.text_content()  # which would answer the question on mixtures
        assert card.locator("svg").count() == 0
        form = browser.question(page, lesson.question("predict-bdnf-block").prompt)
        form.get_by_label("Your answer").fill("2")
        form.locator("button[type=submit]").click()
        browser.tell_me(form)
        assert lesson.question("predict-bdnf-block").result in card.locator(".pair").inner_text()
        assert "no lift is predicted; with BDNF production and release blocked" in card.locator(".verdict").text_content()
        card.get_by_role("button", name="Opioid", exact=True).click()
        assert "no prediction is made" in card.locator(".verdict").text_content()

    def test_a_reader_predicts_on_the_tracks_of_the_accounts(self, visit):
        page, asked = visit(), lesson.question("predict-rapamycin-accounts")
        form, bench = browser.question(page, asked.prompt), browser.explorable(page, BENCH)
        for item in asked.items:
            form.get_by_label(item.text).select_option(label=asked.values[int(item.answer)])
        form.get_by_role("button", name="Submit my prediction").click()
        bench.get_by_role("slider").fill("1")
        rings = [round(float(ring.get_attribute("cx"))) for ring in bench.locator(".guess circle").all()]
        scale = json.loads(bench.locator("svg[data-scales]").get_attribute("data-scales"))["accounts"]["x"]
        _, low, high, start, end = scale
        where = [round(start + (item.answer - low) / (high - low) * (end - start)) for item in asked.items]
        assert rings == where, "a right prediction lies round the mark of the account"

    def test_several_stages_share_one_scene_and_keep_apart(self, visit):
        page = visit()
        cards = [browser.explorable(page, STAGE).nth(at) for at in (1, 2)]
        for card in cards:
            browser.open_anyway(card)
        cards[0].get_by_role("button", name="Expectancy", exact=True).click()
        assert "the expectancy account" in cards[0].locator(".verdict").text_content()
        assert "the disinhibition account and the expectancy account" in cards[1].locator(".verdict").text_content()
        assert "count against them" in cards[1].locator(".mixture").text_content()

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
