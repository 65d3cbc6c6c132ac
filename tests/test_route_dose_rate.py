"""Notebook 03: what its pictures say, and its page as a reader meets it."""

from __future__ import annotations

import math
import re
from statistics import NormalDist

import browser
import pytest
from matplotlib.text import Text
from test_pictures import ALL

from ketamine_course import lesson
from ketamine_course.absences import found_on
from ketamine_course.models import pharmacokinetics as pk
from ketamine_course.models.dose_response import reading
from ketamine_course.pictures import route_dose_rate
from ketamine_course.pictures.route_dose_rate import _ahead, _checks, _common, _crowd, _estimates, _peaks, _rate, _shares, _tanks
from ketamine_course.references import MARKS, work
from ketamine_course.tables import load, rows_of

NAME = "03_route_dose_rate"
RATE = "The same amount, faster or slower"
MICRO = "What does micro mean?"


def draw(name, **choice):
    return ALL[f"route_dose_rate-{name}"].picture(**choice)


class TestAvailability:
    def test_a_range_holds_what_was_measured_and_read_and_nothing_else(self):
        rows = load("routes").query("route == 'nose_racemic' and quantity == 'bioavailability' and mark == 'seen' and n != ''")
        assert _shares.read_range("nose_racemic") == (rows["value"].min(), rows["value"].max())
        assert _shares.read_range("muscle") is None  # from memory
        assert _shares.read_range("under_skin") is None  # not known

    def test_every_estimate_stands_in_the_table_with_people_and_status(self):
        rows = load("routes").query("quantity == 'bioavailability'")
        known = rows[rows["value"].notna() | rows["low"].notna()]
        table = draw("bioavailability").table
        assert len(table.rows) == len(known)
        marks = {MARKS[mark] for mark in known["mark"]} - {MARKS["assumption"]}
        assert {row[5] for row in table.rows} == {*marks, "by definition"}

    def test_shares_and_their_spreads_are_all_in_per_cent(self):
        shares = [row[1] for row in draw("bioavailability").table.rows]
        assert "29% (90% confidence interval 27% to 31%)" in shares
        assert "26% (standard error 1.2%)" in shares
        assert not any(re.search(r"[\d.]+(?![\d.]*%)", share) for share in shares)

    def test_no_mark_hides_another(self):
        for route in _shares.routes():
            drawn: set[tuple[float, float]] = set()
            for row, up in _estimates.swarm(_shares.estimates(route), unit=200):
                low, high = _common.ends(row) or (0.0, 0.0)
                assert (low + high, up) not in drawn, route
                drawn.add((low + high, up))

    def test_what_was_not_read_is_told_and_what_is_unknown_is_not_drawn(self):
        assert "from memory" in draw("bioavailability").description
        assert found_on("share_under_skin") in draw("bioavailability", route="under_skin").description
        assert "We have not read any study that measured the share" in draw("bioavailability", route="muscle").description


class TestTrialList:
    """The catalogue of trials holds every row of the tables behind it."""

    ENTRIES = route_dose_rate.trial_catalogue().entries

    def test_every_trial_pooled_analysis_and_lesson_has_an_entry(self):
        notes = load("trial_notes")
        assert len(self.ENTRIES) == len(load("trials")) + len(load("meta_analyses")) + (notes["kind"] == "lesson").sum()

    def test_every_trap_stands_with_its_trial(self):
        told = " ".join(dict(entry.parts).get("Watch out", "") for entry in self.ENTRIES)
        traps = load("trial_notes").query("kind == 'trap'")["text"]
        assert all(text in told for text in traps)

    def test_a_number_of_people_from_memory_says_so(self):
        entry = next(entry for entry in self.ENTRIES if entry.name == work("zarate2006").short)
        assert dict(entry.parts)["Randomised"] == "18 people (from memory, not yet checked)"


def test_the_list_of_kinetics_holds_every_finding_model_and_verdict_with_its_status():
    entries = route_dose_rate.kinetics_catalogue().entries
    rows = [row for table in ("pk_findings", "pk_models", "microdose_verdicts") for row in load(table).to_dict("records")]
    verdicts = set(load("microdose_verdicts")["id"])
    own = "our judgement or search"
    expected = [own if row.get("id") in verdicts and row["mark"] == "assumption" else MARKS[row["mark"]] for row in rows]
    assert [entry.facets["status"] for entry in entries] == expected
    assert not any(value in MARKS.values() for entry in entries for term, value in entry.parts if term == "How far checked")
    unsupported = next(entry.heading for entry in entries if entry.heading.startswith("Unsupported: "))
    assert unsupported.endswith("relief is a potential benefit of microdoses, and that first results of microdosing are positive.")


class TestTiming:
    def test_shapes_are_shares_of_their_own_peak(self):
        for curves in _peaks.CURVES.values():
            for name in curves:
                assert _peaks.shape(name)[0].max() == pytest.approx(1, abs=0.01)

    def test_swallowed_stays_longest_above_half_of_its_peak_as_the_question_says(self):
        lengths = {name: end - start for name in ("vein", "muscle", "nose_high", "mouth") for start, end in [_peaks._half_span(name)]}
        assert max(lengths, key=lambda name: lengths[name]) == "mouth"
        assert _peaks._half_span("mouth")[1] == pytest.approx(4, abs=0.2)
        assert _peaks._half_span("vein")[1] * 60 == pytest.approx(70, abs=5)

    def test_no_picture_of_routes_prints_an_amount_or_a_level(self):
        for choice in ALL["route_dose_rate-routes_in_time"].states():
            picture = draw("routes_in_time", **choice)
            text = picture.description + str(picture.table) + picture.svg()
            for unit in ("mg", "ng/mL", "equivalent"):
                assert unit not in text, choice

    def test_where_nothing_is_known_no_exposure_is_drawn(self):
        assert found_on("share_under_skin") in draw("routes_in_time", route="under_skin").description
        assert "from memory, not yet checked" in draw("routes_in_time", route="muscle").description


class TestRate:
    def test_speed_moves_the_peak_and_leaves_the_total(self):
        peaks = [_rate.course(minutes).peak for minutes in _rate.all_minutes()]
        assert peaks == sorted(peaks, reverse=True)
        assert {round(_rate.course(minutes).area, 9) for minutes in _rate.all_minutes()} == {1.0}
        assert _rate.course(40).peak == 1.0

    def test_peaks_agree_with_the_table_of_outputs(self):
        rows = load("pk_outputs").query("kind == 'speed, peak'")
        for minutes, printed in zip(rows["infusion_min"], rows["relative_to_standard"], strict=True):
            if int(minutes) in _rate.all_minutes():
                assert _rate.course(int(minutes)).peak == pytest.approx(printed, abs=0.01)

    def test_the_first_minutes_carry_a_warning(self):
        warned = [
            m for m in _rate.all_minutes() if "the model's levels are too low" in draw("rate_of_delivery", minutes=str(m)).description
        ]
        assert warned == [2, 5, 10]

    def test_what_the_text_says_of_the_time_above_a_level_holds(self):
        above = {limit: [_rate.minutes_above(minutes, limit) for minutes in _rate.all_minutes()] for limit in (0.25, 0.5, 0.75)}
        assert (round(min(above[0.5])), round(max(above[0.5]))) == (51, 61)
        assert above[0.25] == sorted(above[0.25])
        assert above[0.75][-2:] == [0, 0]

    def test_the_standard_infusion_lies_above_half_its_peak_for_as_long_in_both_figures(self):
        start, end = _peaks._half_span("vein")
        assert (end - start) * 60 == pytest.approx(_rate.minutes_above(40, 0.5), abs=0.1)
        assert round(end * 60) - round(start * 60) == round(_rate.minutes_above(40, 0.5))

    def test_a_peak_below_the_limit_is_above_it_for_no_time(self):
        assert "time above 75% of the standard peak is 0 minutes" in draw("rate_of_delivery", minutes="100", limit="75").description


class TestCrowd:
    def test_spans_agree_with_the_table_of_outputs(self):
        rows = load("pk_outputs").query("kind == 'exposure between people'").set_index("output")
        for way in _crowd.ways():
            wanted = rows.loc[f"spread_{way}", ["low", "high"]].astype(float)
            assert _crowd.span(way, 1.0) == pytest.approx(tuple(wanted), rel=0.06)

    def test_wider_people_give_a_wider_fan(self):
        for way in _crowd.ways():
            widths = [high / low for low, high in (_crowd.span(way, float(spread)) for spread in _crowd.SPREADS)]
            assert widths == sorted(widths)

    def test_equal_amounts_turn_round_in_half_of_the_pairs(self):
        for way in _crowd.ways():
            assert "in 50% of pairs" in draw("overlap", way=way, ratio="1").description

    def test_the_prediction_of_overlap_is_what_the_picture_says(self):
        question = lesson.question("predict-overlap")
        assert f"in {question.answer:g}% of pairs" in draw("overlap", way="under_tongue", ratio="2").description
        assert "in 11% of pairs" in draw("overlap", way="mouth", ratio="2").description
        assert "fewer than 1 pair in 200" in draw("overlap", way="vein", ratio="2").description

    def test_the_closed_form_agrees(self):
        # Log-normal exposures: the chance that the lesser amount wins is Phi(-ln 2 / (sd sqrt 2)).
        rows = {row["parameter"]: row for row in rows_of("pk_parameters") if row["model"] == "teaching"}
        spread = math.sqrt(rows["CL"]["between_people_omega2"] + math.log1p(rows["F_mouth"]["between_people_cv"] ** 2))
        wanted = NormalDist().cdf(-math.log(2) / (spread * math.sqrt(2)))
        first, second = _crowd.exposures("mouth", 1.0), 2 * _crowd.exposures("mouth", 1.0, seed=2)
        assert (first[:, None] > second).mean() == pytest.approx(wanted, abs=0.015)


class TestDoses:
    def test_only_the_two_higher_doses_by_vein_stay_ahead_after_correction(self):
        alone, corrected = (draw("dose_response", trial="fava", tests=tests) for tests in ("alone", "corrected"))
        assert [row[3] for row in alone.table.rows] == ["ahead", "not known", "ahead", "ahead"]
        assert [row[4] for row in corrected.table.rows] == ["not ahead", "not ahead", "ahead", "ahead"]
        assert alone.description.count("size not read") == 2
        assert "we have seen neither the size of the effect nor whether this dose was ahead" in alone.description

    def test_correction_takes_the_lowest_spray_dose_out_at_two_hours_and_a_two_sided_test_at_a_week(self):
        assert next(row[3:] for row in draw("dose_response", trial="daly_2h").table.rows) == ("ahead", "not ahead")
        assert next(row[3:] for row in draw("dose_response", trial="daly_week").table.rows) == ("not ahead", "not ahead")

    def test_one_dose_stays_and_two_stay(self):
        titles = {"daly_2h": "1 of 3 doses stays ahead when corrected", "fava": "2 of 4 doses stay ahead when corrected"}
        for trial, title in titles.items():
            said = {text.get_text() for text in draw("dose_response", trial=trial, tests="corrected").figure.findobj(Text)}
            assert any(title in words for words in said), said

    @pytest.mark.parametrize("tests", ["alone", "corrected"])
    def test_gains_rise_with_dose_only_where_the_highest_stands_out_from_the_lowest(self, tests):
        titles = {trial: _ahead.finding(reading(trial), tests == "corrected") for trial in ("daly_day", "daly_week")}
        verb = "stay" if tests == "corrected" else "are"
        assert titles["daly_day"] == f"3 of 3 doses {verb} ahead; gains lie close together"
        assert titles["daly_week"].startswith("Gains rise with dose; ")

    def test_whose_correction_it_is_stands_under_the_figure(self):
        assert "Holm's method" in dict(draw("dose_response", trial="su").notes)["Corrected for several doses"]
        assert dict(draw("dose_response", trial="fava").notes)["Corrected for several doses"] == "As reported in the work itself."

    def test_printed_intervals_are_shown_with_one_decimal_throughout(self):
        assert "6.8 (4.1 to 9.5) with esketamine 84 mg, ahead" in draw("dose_response", trial="janik_month").description

    def test_a_trial_without_a_known_spread_has_no_interval(self):
        assert {row[2] for row in draw("dose_response", trial="takahashi").table.rows} == {"not read"}


class TestWord:
    def test_s5_gives_no_amount_as_the_question_says(self):
        rows = load("microdose_uses").query("source == 'S5'")
        assert len(rows) == 9
        assert not any(character.isdigit() for phrase in rows["key_phrase"] for character in phrase)

    def test_places_on_the_scale_follow_the_table(self):
        rows = load("microdose_uses").set_index("use")
        assert (rows.loc[rows["relation"] == "at", ["relative_low", "relative_high"]] == 1).all(axis=None)
        assert rows.loc[rows["relation"].isin(["not stated", "other route or product"]), "relative_low"].isna().all()
        below = rows.loc[rows["relation"] == "below", "relative_high"]
        assert (below.isna() | (below < 1)).all()  # without an amount, or with one under the standard infusion
        assert "0.02 to 1" in draw("what_micro_means", step="3").description
        assert "no amount is given" in draw("what_micro_means", step="4").description

    def test_uses_appear_one_after_another(self):
        assert len(draw("what_micro_means", step="1").table.rows) == 1
        assert len(draw("what_micro_means", step="15").table.rows) == 15


TIMES = list(_tanks.times())


class TestModelShown:
    def test_every_number_of_the_model_is_listed_with_its_status(self):
        parameters = load("pk_parameters").query("model == 'teaching'")
        table = draw("two_tanks").table
        assert len(table.rows) == len(parameters)
        assert sum(MARKS["assumption"] in row[2] for row in table.rows) == (parameters["mark"] == "assumption").sum()

    def test_the_levels_of_both_tanks_move_and_what_is_not_in_them_is_cleared(self):
        shares = [[int(share) for share in re.findall(r"(\d+)%", draw("two_tanks", time=time).description)] for time in TIMES[1:]]
        central, outer, cleared = zip(*shares, strict=True)
        assert max(central) == central[TIMES.index("40") - 1] == 100
        assert max(outer) < 100
        assert outer[0] < central[0]
        assert outer[-1] > central[-1]
        assert list(cleared) == sorted(cleared)

    def test_misses_are_shown_as_misses_and_counted_as_the_question_says(self):
        description = draw("check_points").description
        question = lesson.question("predict-checks")
        assert "matches 4 of 9 check points" in description
        assert "it matches 4 of 9" in question.result
        assert [option.text for option in question.options if option.right] == ["About half"]
        assert "misses 2 " in description
        assert "fails by design for 1 " in description
        read = draw("check_points", basis="seen").description
        assert read.startswith("The teaching model matches 3 of 6 check points")  # so the answer does not depend on what was not read

    def test_outcomes_follow_the_rule_that_stands_above_the_picture(self):
        for row in _checks.compared():
            assert _checks.outcome(row) == row["outcome"], row["check"]

    def test_a_range_and_a_spread_are_told_apart(self):
        around = {row[0]: row[3] for row in draw("check_points").table.rows}
        assert around["Terminal half-life"] == "0.82 to 1.22 (published range)"
        assert around["Peak after 25 mg under the tongue, at 0.76 h"] == "0.77 to 1.23 (SD)"
        assert around["Level 2 minutes after a quick injection of 10 mg"].endswith("(geometric SD)")

    def test_no_level_of_one_route_stands_beside_that_of_another(self):
        # Both together would hand over a factor between an amount into a vein and one by mouth.
        assert not any("ng/mL" in cell for row in draw("check_points").table.rows for cell in row)

    def test_the_end_of_a_range_that_is_from_memory_looks_like_it(self):
        row = next(row for row in draw("check_points", basis="seen").table.rows if row[0] == "Terminal half-life")
        assert "from memory: the upper end" in row[-1]

    def test_all_works_behind_the_pictures_are_in_the_bibliography(self):
        assert all(work(key).full for key in route_dose_rate.works())


def test_the_answer_on_speed_is_what_the_model_gives():
    assert "155%" in lesson.question("predict-rate").result
    person, standard = pk.typical(), pk.standard_infusion()
    fast = pk.Dose(standard.amount_mg, 10 / 60)
    peaks = [pk.levels_ng_per_ml(person, [dose], [dose.infusion_h])[0, 0] for dose in (fast, standard)]
    assert round(100 * peaks[0] / peaks[1]) == 155


@pytest.fixture(scope="module")
def address(export):
    return export(NAME).as_uri()


class TestPage:
    def test_speed_opens_after_the_prediction_and_follows_the_keyboard(self, visit):
        page = visit()
        card = browser.explorable(page, RATE)
        assert card.locator("svg").count() == 0
        form = browser.question(page, lesson.question("predict-rate").prompt)
        form.get_by_role("slider", name="Place your mark").press("ArrowRight")
        form.get_by_role("button", name="Submit my prediction").click()
        assert card.locator("svg .guess line").first.get_attribute("x1"), "the mark is not on the figure's axis"
        slider = card.get_by_role("slider", name="Given over")
        slider.focus()
        page.keyboard.press("End")
        assert slider.get_attribute("aria-valuetext") == "100 minutes"
        assert "the peak is 66%" in browser.description(card)
        frame = ALL["route_dose_rate-rate_of_delivery"].frame({"minutes": "100", "limit": "50"})
        assert browser.paths(card) == browser.drawn_paths(frame["svg"])

    def test_the_word_moves_over_the_scale_and_the_table_keeps_its_trace(self, visit):
        page = visit()
        card = browser.explorable(page, MICRO)
        browser.open_anyway(card)
        card.get_by_role("slider").focus()
        page.keyboard.press("Home")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        assert "no amount is given" in browser.description(card)
        card.get_by_text("The same facts as a table").click()
        card.get_by_role("table").wait_for()
        assert card.get_by_role("table").get_by_role("row").count() == 5

    @pytest.mark.parametrize(("scheme", "width"), browser.LOOKS)
    def test_every_picture_is_there_and_axe_finds_nothing(self, visit, scheme, width):
        page = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
        for card in page.locator("section.card").all():
            browser.open_anyway(card)
        for name, each in ALL.items():
            if name.startswith("route_dose_rate-"):
                assert "Status of this figure:" in browser.explorable(page, each.title).locator("p.status").text_content()
        tables = page.locator("summary:visible", has_text="table").all()
        for summary in tables:
            summary.click()
        page.get_by_role("table").nth(len(tables) - 1).wait_for()
        assert browser.violations(page) == []
        assert browser.sideways(page) == 0
