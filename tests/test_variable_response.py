"""Notebook 04: its pictures say what the tables and models say, and its page is alive."""

from __future__ import annotations

import json
import re

import browser
import nbformat
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text
from test_pictures import ALL

from ketamine_course import lesson
from ketamine_course.models import trials
from ketamine_course.models.counts import in_words
from ketamine_course.pictures import variable_response
from ketamine_course.pictures.variable_response._factor_card import _bubble
from ketamine_course.pictures.variable_response._factor_rows import untold
from ketamine_course.pictures.variable_response._factors import GROUPS, is_controlled, was_read
from ketamine_course.pictures.variable_response._spread import own_effects
from ketamine_course.places import ROOT
from ketamine_course.references import MARKS, work
from ketamine_course.tables import load, rows_of
from ketamine_course.widgets.palette import light

NAME = "04_variable_response"
GAIN = "Responders without a responder type"
MAP = "The map of factors"
CARD = "One factor, opened"


def picture(name, **choice):
    return ALL[f"variable_response-{name}"].picture(**choice)


def cells(name, **choice):
    return {row[0]: row[1:] for row in picture(name, **choice).table.rows}


def texts(name, **choice):
    return [text.get_text() for text in picture(name, **choice).figure.findobj(Text)]


def titled(name, **choice):
    return picture(name, **choice).figure.texts[0].get_text()


def load_findings(factor):
    return [row for row in rows_of("factor_evidence") if row["factor"] == factor]


def numbers(listing):
    """The people that a table lists after how many they are."""
    return [int(number) for number in re.findall(r"\d+", listing.partition(":")[2])]


def notebook_cells(name):
    return json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


class TestFactors:
    def test_all_thirty_factors_stand_on_the_map_in_their_groups(self):
        assert set(cells("factor_map")) == set(load("factors")["label"])
        counts = [len(cells("factor_map", group=group)) for group in ("delivery", "person", "context", "measurement")]
        assert counts == list(load("factors")["group"].value_counts()[["delivery", "person", "context", "measurement"]])

    def test_only_findings_read_in_the_work_are_counted(self):
        rows = load("factor_evidence").query("factor == 'sessions'")
        read = rows.query("mark == 'seen' and direction_mark == 'seen'")
        assert len(read) < len(rows)
        counted = sum(map(int, re.findall(r"\d+", cells("factor_map")["Number of sessions"][1])))
        assert counted == len(read)
        said = picture("factor_card", factor="sessions").description
        assert "1 finding reported by others and 1 finding for which at least the direction is given from memory" in said

    def test_the_table_of_a_card_gives_every_finding_with_size_direction_and_status(self):
        rows = picture("factor_card", factor="bdnf").table.rows
        assert len(rows) == (load("factor_evidence")["factor"] == "bdnf").sum()
        laje = next(row for row in rows if row[0] == work("laje2012").short)
        assert MARKS["recalled"] in laje[-1]

    def test_a_ring_agrees_with_the_status_in_the_table_and_its_colour_with_the_design(self):
        laje = next(row for row in load_findings("bdnf") if row["ref"] == "laje2012")
        assert (_bubble(laje).basis, _bubble(laje).colour) == ("memory", "quiet")
        assert "from memory" in texts("factor_card", factor="bdnf")
        assert "reported by others" not in texts("factor_card", factor="bdnf")
        for row in rows_of("factor_evidence"):
            assert (_bubble(row).basis == "read") == was_read(row)
            assert (_bubble(row).colour == "blue") == is_controlled(row)

    def test_a_title_does_not_contradict_the_grade_or_generalise_from_few_people(self):
        for row in rows_of("factors"):
            title = titled("factor_card", factor=row["factor"])
            tests = [each for each in load_findings(row["factor"]) if was_read(each) and is_controlled(each)]
            assert not (row["grade"] == "consistent" and ("tests disagree" in title or "mixed" in title)), title
            if tests and all(each["people"] <= 100 for each in tests):
                assert "small" in title, title
            if len(tests) == 1:
                assert "controlled," not in title, title
            assert len(title) <= 52, title
        assert titled("factor_card", factor="blinding_control") == "Blinding: more against saline than against midazolam"

    def test_where_small_studies_are_drawn_alike_the_card_says_so(self):
        assert "Area: number of people; all below about 110 look alike." in texts("factor_card", factor="dose")
        assert "Area: number of people." in texts("factor_card", factor="past_trauma")

    def test_no_card_shows_the_key_of_a_work(self):
        for factor in load("factors")["factor"]:
            assert not re.search(r"\b[a-z]+\d{4}|\b[a-z]+_[a-z]+\b", picture("factor_card", factor=factor).description), factor

    def test_what_does_not_test_the_factor_is_no_controlled_finding(self):
        said = picture("factor_card", factor="past_trauma").description
        assert "no clear difference in 2 (2 controlled)" in said
        assert "a result that leaves the question open in 2 (none controlled)" in said  # drug against control in people who all had PTSD
        assert "more benefit in 2 cases (none controlled)" in picture("factor_card", factor="bmi").description
        assert "Route" in cells("factor_map", show="controlled")  # one pooled comparison by route is left
        assert "Mirror-image form" in cells("factor_map", show="controlled")
        assert "Drug metabolism" not in cells("factor_map", show="controlled")  # links among treated people only

    def test_filters_leave_out_what_they_say(self):
        claimed = cells("factor_map", show="claimed")
        assert "Past trauma" in claimed
        assert "Age" not in claimed
        assert "Speed of the infusion" not in cells("factor_map", show="controlled")


def test_a_factor_that_is_hardly_tested_has_at_most_two_small_trials_in_depression():
    """What the grade says, of every factor that carries it: trials that the card counts, of people with depression."""
    factors = [row["factor"] for row in rows_of("factors") if row["grade"] == "hardly tested"]
    assert len(factors) > 3
    for factor in factors:
        tests = [row for row in load_findings(factor) if was_read(row) and is_controlled(row) and "depression" in row["population"]]
        assert len(tests) <= 2, factor
        assert all(row["people"] < 100 for row in tests), factor


def test_a_factor_without_a_comparison_has_only_findings_that_cannot_tell():
    factors = [row["factor"] for row in rows_of("factors") if row["grade"] == "no comparison found"]
    assert factors
    assert {row["direction"] for factor in factors for row in load_findings(factor)} == {"cannot tell"}


def test_the_notebook_defines_every_grade_and_names_the_group_whose_rows_show_nothing_yet():
    path = ROOT / "notebooks" / "04_variable_response.ipynb"
    prose = " ".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    for grade in set(load("factors")["grade"]):
        assert re.search(rf"\*{grade}\*(?: means|,) that", prose, re.IGNORECASE), grade
    (group,) = {row["group"] for row in rows_of("factors") if row["factor"] in untold()}
    assert f"In the group *{GROUPS[group]}*, {in_words(len(untold()))} rows show no marks yet" in prose


def test_the_absence_of_trials_with_psychotherapy_names_the_one_that_came_after_the_sessions():
    said = picture("partners", partner="all").description
    assert "For depression, no randomised trial of psychotherapy around the sessions was found" in said
    assert "CBT after the last session was compared with usual care in 28 people." in said


def test_the_map_tells_in_short_of_no_factor_whose_card_waits():
    waiting = {row["row"] for row in rows_of("told_later") if row["table"] == "factors"}
    factors = rows_of("factors")
    open_ones = {row["direction_summary"] for row in factors if row["factor"] not in waiting}  # some say the same
    in_short = {row["direction_summary"] for row in factors if row["factor"] in waiting} - open_ones
    assert len(in_short) > 5
    for choice in variable_response.factor_map.states():
        frame = json.dumps(variable_response.factor_map.frame(choice), ensure_ascii=False)
        told = {words for words in in_short if words in frame}
        assert told <= {row["direction_summary"] for row in rows_of("factors") if row["factor"] in untold() and choice["asked"] == "told"}


class TestMeasures:
    """The catalogue of measures holds every row of the tables behind it."""

    ENTRIES = variable_response.measure_catalogue().entries

    def test_every_measure_design_and_scale_has_an_entry_and_every_caution_a_place(self):
        tables = ("measures", "spread", "reliability", "important_differences")
        assert len(self.ENTRIES) == sum(len(load(table)) for table in tables)
        told = " ".join(dict(entry.parts).get("How it misleads", "") for entry in self.ENTRIES)
        assert all(text in told for text in load("measure_cautions")["point"])


class TestResponders:
    def test_one_gain_for_all_gives_the_shares_of_the_worked_numbers(self):
        shares = cells("shared_gain", gain="7.7")
        worked = load("worked_numbers").set_index("worked_number")["value"]
        assert float(shares["Drug group meets the criterion"][0].rstrip("%")) == pytest.approx(worked["responders_added_7_7"], abs=1.5)
        assert float(shares["Control group meets the criterion"][0].rstrip("%")) == pytest.approx(worked["responders_added_0"], abs=1.5)

    def test_treated_again_many_of_the_responders_are_others(self):
        first, again = ({name: row[0] for name, row in cells("shared_gain", gain="7.7", run=run).items()} for run in ("1", "2"))
        met = [set(numbers(each["Of the sixty, with the drug"])) for each in (first, again)]
        assert set(numbers(again["Different verdict from the first time"])) == met[0] ^ met[1]
        assert first["Different verdict from the first time"] == "0: nobody"
        assert f"{len(met[0] - met[1])} of 26" in " ".join(texts("shared_gain", gain="7.7", run="2"))
        assert again["Drug group: of those who meet it once, share that does not meet it again"] == "25%"

    def test_the_text_between_the_figures_counts_as_the_figure_does(self):
        rows = cells("shared_gain", gain="7.7")
        counts = [int(rows[f"Of the sixty, {which} the drug"][0].partition(":")[0]) for which in ("with", "without")]
        prose = " ".join("".join(cell["source"]) for cell in notebook_cells(NAME))
        assert "{} of the sixty respond with the drug and {} without it".format(*counts) in prose

    @pytest.mark.parametrize("rule", ["response", "remission"])
    @pytest.mark.parametrize("units", [460.0, 240.0])
    def test_as_many_discs_are_beyond_the_line_as_meet_the_criterion(self, rule, units):
        for gain in ("0", "7.7", "12"):
            drawn = ALL["variable_response-shared_gain"].picture(units, gain=gain, rule=rule)
            axes = drawn.figure.axes[0]
            blue = [patch for patch in axes.patches if to_hex(patch.get_edgecolor()) == light("blue")]
            every, strong = ([float(x) for x, _ in np.array(patch.get_path().vertices)[::2]] for patch in (blue[0], blue[-1]))
            beyond = [x for x in every if (x > 50 if rule == "response" else x < 10)]
            assert drawn.table is not None
            table = {str(row[0]): str(row[1]) for row in drawn.table.rows}
            assert len(every) == 60
            assert sorted(beyond) == sorted(strong if len(blue) > 1 else [])
            assert len(beyond) == len(numbers(table["Of the sixty, with the drug"]))

    def test_without_a_gain_the_nnt_does_not_pretend(self):
        needed = cells("shared_gain", gain="0")["NNT with 95% interval, 100 per arm"][0]
        assert needed.startswith("none;")
        assert needed.endswith("no effect and harm")

    def test_the_sealed_prediction_agrees_with_the_picture(self):
        answer = lesson.question("predict-failures")
        share = float(cells("shared_gain", gain="7.7")["Drug group meets the criterion"][0].rstrip("%"))
        assert answer.answer == pytest.approx(100 - share, abs=1)


class TestSpread:
    def test_published_ratios_and_our_calculations_are_told_apart_in_words_and_by_symbol(self):
        whose = {row[0]: row[3] for row in picture("variance_ratios", show="both").table.rows}
        assert whose["Antidepressants (163 trials)"] == "published"
        assert whose["TRANSFORM-1 and -2 together"] == "our calculation"
        assert whose["Chen 2023 (China and US)"] == f"our calculation from spreads {MARKS['second_hand']}"
        ours = {row["label"] for row in trials.own_ratios().values()}
        assert {row[0] for row in picture("variance_ratios", show="own").table.rows} == ours
        assert not ours & {row[0] for row in picture("variance_ratios", show="published").table.rows}

    def test_ratios_of_another_kind_have_their_own_words(self):
        whose = {row[0]: row[3] for row in picture("variance_ratios", show="published").table.rows}
        assert (
            whose["Antidepressants, spread relative to mean"] == whose["Many treatments (208 trials)"] == "published, another kind of ratio"
        )
        said = picture("variance_ratios", show="published").description
        assert "between 0.98 and 1.04" in said
        assert "another kind are 0.82 and 0.89" in said

    @pytest.mark.parametrize("rho", [-0.6, -0.3, trials.hiding_correlation(4, 14), 0.0, 0.6])
    def test_the_dots_have_the_correlation_and_the_spread_that_the_title_names(self, rho):
        course, effects = own_effects(4, rho)
        assert np.corrcoef(course, effects)[0, 1] == pytest.approx(rho, abs=1e-9)
        assert (effects.mean(), effects.std()) == pytest.approx((4, 4))

    def test_a_number_from_memory_is_neither_plotted_nor_written(self):
        published = picture("variance_ratios", show="published")
        assert cells("variance_ratios", show="published")["Antipsychotics (52 trials)"][:2] == ("not noted", "not noted")
        assert "number not read" in published.svg()
        assert "0.97" not in published.svg()

    def test_more_people_see_more(self):
        shares = [int(row[2].rstrip("%")) for row in picture("can_you_see_it", sd_effect="8").table.rows]
        assert shares == sorted(shares)
        assert shares[2] == pytest.approx(80, abs=8)  # 400 people, close to the 390 of the formula

    def test_the_hiding_correlation_hides_everything(self):
        hidden = picture("spread_of_arms", sd_effect="8", correlation="hides").description
        assert "exactly as large as" in hidden
        assert "no number of people would be enough to show a difference" in hidden

    def test_one_round_shows_a_spread_where_there_is_none(self):
        found = float(cells("repeated_rounds", sd_effect="0", rounds="1")["SD found, median"][0])
        assert found > 8
        assert float(cells("repeated_rounds", sd_effect="0", rounds="4")["SD found, median"][0]) < 3


class TestSelectionAndControls:
    def test_people_picked_by_score_fall_by_the_worked_number_and_by_the_formula(self):
        sixty, drawn, formula = cells("picked_by_score", lowest="28", r="0.75")["Fall"]
        assert (sixty, drawn, formula) == ("2.2", "2.1", "2.1")  # of the sixty: 33.2 and 31.0, as the figure gives them
        assert cells("picked_by_score", lowest="0", r="0.75")["Fall"][:2] == ("0.0", "0.0")

    def test_the_largest_falls_are_those_that_the_notebook_names(self):
        sixty, _, formula = cells("picked_by_score", lowest="34", r="0.65")["Fall"]
        prose = (ROOT / "notebooks" / "04_variable_response.ipynb").read_text(encoding="utf-8")
        assert f"falls by {sixty} points" in prose
        assert prose.count(f"at most about {formula} points") == 2

    def test_nnts_are_marked_as_ours_and_the_uncertain_one_says_so(self):
        shown = picture("control_arm", show="nnt")
        assert "our calculation" in shown.description
        assert cells("control_arm", show="nnt")["Under anaesthesia"][1].endswith("no effect and harm")

    def test_hope_alone_fits_both_effects_and_so_does_a_mix(self):
        for drug, hope in (("0", "2"), ("0.2", "1.6"), ("0.4", "1.2")):
            assert "fits both" in picture("unblinding", drug=drug, hope=hope).description
        assert "fits one of two published effects" in picture("unblinding", drug="0.8", hope="0").description

    def test_discoveries_are_counted_and_rarely_come_back(self):
        gone = found = 0
        for study in "123456":
            shown = picture("fishing", tests="41", study=study, people="new")
            hits = [row for row in shown.table.rows if row[3] == "yes"]
            found, gone = found + len(hits), gone + sum(float(row[2]) >= 0.05 for row in hits)
            many = in_words(len(hits)).capitalize() if hits else "No"
            assert f"{many} p-value{'s are' if len(hits) > 1 else ' is'} below 0.05" in shown.description
            if found > 1:
                assert f", {found - gone or 'none'} {'was' if found - gone < 2 else 'were'} found again" in shown.description
            assert all((float(row[1]) < 0.05) == (row[3] == "yes") for row in shown.table.rows)
        assert gone > 0.8 * found

    def test_a_headline_is_printed_before_anybody_knows_of_the_new_people(self):
        for study in "123456":
            first, new = (picture("fishing", tests="41", study=study, people=people) for people in ("first", "new"))
            best = min(first.table.rows, key=lambda row: float(row[1]))
            assert f"\u201c{best[0]} respond differently (p = {best[1]})\u201d" in [text.get_text() for text in first.figure.texts]
            assert {row[2] for row in first.table.rows} == {"not yet tested"}
            assert [row[:2] for row in first.table.rows] == [row[:2] for row in new.table.rows]

    def test_the_trial_under_anaesthesia_is_asked_about_before_a_figure_shows_how_its_control_group_did(self):
        cells_ = [cell.source for cell in nbformat.read(ROOT / "notebooks" / "04_variable_response.ipynb", as_version=4).cells]
        asked = cells_.index('ask("saline-course")')
        calls = {at: re.match(r"show\.(\w+)\(", source) for at, source in enumerate(cells_)}
        figures = {at: ALL.get(f"variable_response-{call[1]}") for at, call in calls.items() if call}
        tables = ((at, str([each.frame(state)["table"] for state in each.states()])) for at, each in figures.items() if each)
        assert asked < next(at for at, told in tables if "60% (12 of 20)" in told)

    def test_only_the_selective_leaving_flatters_the_clinic(self):
        last = {leaving: cells("who_stays", leaving=leaving)["10"] for leaving in ("nobody", "evenly", "unimproved")}
        assert last["nobody"][1] == last["nobody"][2]
        assert int(last["unimproved"][1].rstrip("%")) > 1.5 * int(last["unimproved"][2].rstrip("%"))

    def test_the_sixty_leave_the_clinic_one_by_one_and_the_picture_counts_them(self):
        for session, row in cells("who_stays", leaving="unimproved").items():
            here, hits, true, who = row[3:]
            if session in ALL["variable_response-who_stays"].controls["session"].options:
                said = picture("who_stays", leaving="unimproved", session=session).description
                coming = "all" if here == "60" else f"{here} of the"
                assert f"{coming} sixty people still attend, and {hits} of these" in said
                assert f"Had all sixty been asked, {true} would have met it" in said
            assert len(re.findall(r"\d+", who)) == int(hits)

    def test_two_rates_of_one_trial_come_from_two_denominators(self):
        said = picture("denominators", case="transform2").description
        assert "69.3% is printed, which fits 70 of 101" in said
        assert "63.4% is printed, which fits 71 of 112" in said

    def test_partners_say_what_was_randomised_and_in_whom(self):
        said = picture("partners", partner="mindfulness").description
        assert f"{work('dakwar2019').short} (cocaine dependence)" in said
        assert f"{work('regmindful2024').short}, known only from a trial register, is drawn but not counted" in said
        assert "no other in depression was found" in said  # the trial in alcohol use disorder is another one
        therapy = picture("partners", partner="kap").description
        assert "no finished study in this row is randomised" in therapy
        assert "counted under CBT" in therapy

    def test_partners_count_no_finding_that_only_a_register_gives(self):
        shown = picture("partners")
        assert "Of the nine studies that we read, one favours the added treatment" in shown.description
        assert "mindfulness, 3 of 3" in shown.description
        assert dict(shown.notes)[work("kheirkhah2025").short].startswith("This study is drawn once but counted for two added treatments")

    def test_all_works_behind_the_pictures_are_in_the_bibliography(self):
        assert all(work(key).full for key in variable_response.works())


@pytest.fixture(scope="module")
def address(export):
    return export(NAME).as_uri()


class TestPage:
    def test_a_prediction_opens_the_responders_and_the_keyboard_moves_the_gain(self, visit):
        page = visit()
        card = browser.explorable(page, GAIN)
        assert card.locator("svg").count() == 0
        question = lesson.question("predict-failures")
        form = browser.question(page, question.prompt)
        form.get_by_label("Your answer").fill("20")
        form.locator("button[type=submit]").click()
        browser.tell_me(form)
        assert question.result in card.locator(".pair").inner_text()
        slider = card.get_by_role("slider").first
        assert slider.get_attribute("aria-valuetext") == "7.7 points"
        slider.focus()
        page.keyboard.press("Home")
        assert "The drug adds nothing for anyone" in browser.description(card)
        frame = ALL["variable_response-shared_gain"].frame({"gain": "0", "run": "1", "rule": "response"})
        assert browser.paths(card) == browser.drawn_paths(frame["svg"])

    def test_the_map_is_filtered_and_read_as_a_table(self, visit):
        page = visit()
        card = browser.explorable(page, MAP)
        browser.open_anyway(card)
        card.get_by_label("Group", exact=True).select_option("measurement")
        assert "3 factors" in browser.description(card)
        card.get_by_text("The same facts as a table").click()
        card.get_by_role("table").wait_for()
        assert card.get_by_role("table").get_by_role("row").count() == 4

    def test_axe_finds_nothing_with_all_pictures_and_some_tables_open(self, visit):
        page = visit(color_scheme="dark", viewport={"width": 375, "height": 900})
        for each in page.locator("section.card").all():
            browser.open_anyway(each)
        for title in (GAIN, CARD):
            browser.explorable(page, title).get_by_text("The same facts as a table").click()
        assert browser.violations(page) == []
        assert browser.sideways(page) == 0
