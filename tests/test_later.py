"""Values of a control that would tell the answer to a later question open when it is answered, and no sooner."""

from __future__ import annotations

import ast
import re
from dataclasses import replace

import browser
import little_page
import nbformat
import practice
import pytest
from conftest import ROOT
from playwright.sync_api import expect

from ketamine_course import lesson
from ketamine_course.judged_later import judged_later, rated
from ketamine_course.pictures._drawing import sheet, write
from ketamine_course.pictures.appraise_a_source._toolbox import toolbox_catalogue
from ketamine_course.pictures.claim_quality import claim_catalogue, claims_at_odds
from ketamine_course.pictures.claim_quality._harms import harm_catalogue
from ketamine_course.pictures.rival_hypotheses import scoreboard
from ketamine_course.pictures.route_dose_rate._kinetics import kinetics_catalogue
from ketamine_course.pictures.route_dose_rate._trials import trial_catalogue
from ketamine_course.pictures.variable_response import factor_map
from ketamine_course.pictures.variable_response._factor_rows import OF_DIRECTIONS, untold
from ketamine_course.pictures.variable_response._partners import PARTNERS
from ketamine_course.publish.teacher.handouts import GENTLE_PAIRS, SIX_CLAIMS
from ketamine_course.tables import load, rows_of
from ketamine_course.widgets.controls import Opens
from ketamine_course.widgets.explorable import explorable
from ketamine_course.widgets.later import opens_after, told_after, withheld
from ketamine_course.widgets.picture import Picture, Table
from ketamine_course.widgets.question import Option, Question

HARMS = ["safety", "statements", "regulation_status", "regulation_safety_notes"]
WARM = Question("warm", "single", "Is it warm?", (Option("Yes", "Because.", right=True), Option("No", "It is.")), **little_page.HOME)


@pytest.fixture
def shown(chromium, tmp_path, monkeypatch):
    """A page with a question, a choice of which one value waits for it, and a slider that passes over one of its steps."""
    pictures = (lambda: practice.strength(later={"many": WARM}), lambda: practice.walk(later={"kettle": WARM}))
    return little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", WARM, *pictures))


def test_a_value_that_waits_says_for_what_and_opens_with_the_answer(shown):
    card = browser.explorable(shown, "Strong or weak")
    waiting = card.get_by_label("Many leaves (opens after its question in notebook first)")
    expect(waiting).to_be_disabled()
    browser.answer(browser.question(shown, WARM.prompt), "No")
    card.get_by_label("Many leaves", exact=True).check()
    assert "the tea is strong" in browser.description(card)
    for _ in range(2):
        shown.get_by_role("button", name="Erase my answers on this page").click()
    expect(waiting).to_be_disabled()
    expect(waiting).not_to_be_checked()
    assert "the tea is strong" not in browser.description(card)
    assert "the tea is strong" not in card.text_content(), "nor in what was said to a screen reader"


def test_a_slider_passes_over_a_step_that_waits_and_a_touch_does_not_reach_it(shown):
    card = browser.explorable(shown, "Make tea, one step at a time")
    assert card.get_by_text("1 of the 14 is still hidden. It opens after its question in notebook first.").is_visible()
    slider = card.get_by_role("slider")
    slider.focus()
    shown.keyboard.press("ArrowRight")
    assert browser.description(card) == "Step 3 of 14: Heat."
    shown.keyboard.press("ArrowLeft")
    assert browser.description(card) == "Step 1 of 14: Water."
    browser.answer(browser.question(shown, WARM.prompt), "No")
    assert card.get_by_text("still hidden").is_hidden()
    slider.focus()
    shown.keyboard.press("ArrowRight")
    assert browser.description(card) == "Step 2 of 14: Kettle."


@explorable(title="What tea does", tea=Opens({"asked": "Asked", "told": "Told"}, label="Tea"))
def tea(tea):
    """A picture that leaves out what a question asks, in its words and in a row of its table."""
    figure, axes = sheet(80)
    write(axes, 20, 40, tea)
    table = Table("Drinks", ("Drink", "Warm", "Sweet"), (("Tea", "yes", "no"), ("Ice", "no", "yes")), ("tea",))
    return Picture(figure, f"It is {tea}.", "conceptual", table)


def test_what_a_picture_leaves_out_is_filled_in_and_a_row_opens_with_the_answer_and_after_a_reload(chromium, tmp_path, monkeypatch):
    address = little_page.write(monkeypatch, tmp_path / "page.html", WARM, lambda: tea(later={"told": WARM, "tea": WARM}))
    page = little_page.opened(chromium, address)
    card = browser.explorable(page, "What tea does")
    card.get_by_text("The same facts as a table").click()
    row = card.get_by_role("row").nth(1)
    assert row.inner_text().split("\t") == ["Tea", "Shown after the question in notebook first."]
    assert card.get_by_role("row").nth(2).inner_text().split("\t") == ["Ice", "no", "yes"]
    assert browser.description(card) == "It is asked."
    browser.answer(browser.question(page, WARM.prompt), "No")
    expect(row).to_have_text("Teayesno")
    expect(card.locator("p.description")).to_have_text("It is told.")
    browser.reload(page)
    expect(card.locator("p.description")).to_have_text("It is told.")
    for _ in range(2):
        page.get_by_role("button", name="Erase my answers on this page").click()
    expect(card.locator("p.description")).to_have_text("It is asked.")
    assert page.errors == []


def test_a_figure_that_waits_for_several_answers_says_so_and_opens_with_the_last(chromium, tmp_path, monkeypatch):
    claims = [little_page.rating(name, confidence=False) for name in ("one", "two")]
    address = little_page.write(monkeypatch, tmp_path / "page.html", *claims, lambda: practice.strength(once=claims))
    page = little_page.opened(chromium, address)
    card = browser.explorable(page, "Strong or weak")
    assert card.get_by_text("Shown after 2 ratings in notebook first.").is_visible()
    browser.answer(browser.question(page, "(one)"), "Contested")
    assert card.locator("svg").count() == 0
    browser.answer(browser.question(page, "(two)"), "Contested")
    expect(card.locator("p.description")).to_have_text("With few leaves, the tea is weak.")
    page.evaluate("localStorage.clear()")
    browser.reload(page)
    card.get_by_role("button", name="Show me anyway").press("Enter")
    expect(card.get_by_role("heading", name="Strong or weak")).to_be_focused()


def test_steps_that_wait_for_different_questions_are_told_in_whole_sentences(chromium, tmp_path, monkeypatch):
    cold = Question("cold", "single", "Is it cold?", WARM.options, **{**little_page.HOME, "page": "second"})
    later = {"kettle": WARM, "leaf": cold, "pot": cold}
    page = little_page.opened(chromium, little_page.write(monkeypatch, tmp_path / "page.html", WARM, lambda: practice.walk(later=later)))
    said = browser.explorable(page, "Make tea, one step at a time").locator("p.quiet", has_text="still hidden")
    told = "One opens after its question in notebook first. Others open after their question in notebook second."
    expect(said).to_have_text(f"3 of the 14 are still hidden. {told}")
    browser.answer(browser.question(page, WARM.prompt), "No")
    expect(said).to_have_text("2 of the 14 are still hidden. Each opens after its question in notebook second.")


def test_what_waits_for_a_question_of_the_same_notebook_does_not_send_readers_elsewhere():
    other = replace(WARM, name="other", page="06_other")
    assert opens_after(WARM, WARM.page) == "opens after its question in this notebook"
    assert opens_after([WARM, other], WARM.page) == "opens after the 2 questions in this notebook or in notebook 06"
    assert told_after([WARM, other], WARM.page) == "Shown after 2 questions in this notebook and in notebook 06"
    assert told_after(other, WARM.page) == "Shown after the question in notebook 06"
    assert "in this notebook" in str(practice.strength(after=WARM, later={"many": WARM})._definition)


def test_a_picture_cannot_open_with_what_waits_and_a_value_must_exist():
    with pytest.raises(ValueError, match="opens with 'few', which waits"):
        practice.strength(later={"few": WARM})
    with pytest.raises(ValueError, match=r"'manny'.*many"):
        practice.strength(later={"manny": WARM})


def test_states_that_wait_are_on_no_film_strip():
    told = {
        "title": "T",
        "controls": [{"name": "at", "values": ["a", "b", "c"]}],
        "film": [["A", "0"], ["B", "1"], ["C", "2"]],
    }
    assert withheld(told, {"b": WARM}, {"at": "a"})["film"] == [["A", "0"], ["C", "2"]]


def calls(notebook, name):
    """The keyword arguments of the calls of a figure in a notebook, as source."""
    path = next((ROOT / "notebooks").glob(f"{notebook}*.ipynb"))
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(name):
                    yield {each.arg: ast.unparse(each.value) for each in node.keywords}


class TestTheCourse:
    def test_no_contradiction_shows_a_claim_before_it_is_rated(self):
        waiting = lesson.after_rating(claims_at_odds())
        discussed = {name for name, claims in claims_at_odds().items() if set(claims) & set(judged_later())}
        assert set(waiting) == discussed
        assert [each["later"] for each in calls("05", "contradictions")] == [
            "after_telling('issues') | after_rating(show.claims_at_odds())"
        ]

    def test_no_handout_discusses_a_claim_that_is_rated_later(self):
        assert not {claim for row in rows_of("sentence_steps") for claim in row["claims"] or ()} & set(judged_later())
        assert not set(SIX_CLAIMS) & set(judged_later())
        assert not {claim for pair in GENTLE_PAIRS for claim in claims_at_odds()[pair]} & set(judged_later())

    def test_no_text_before_notebook_06_quotes_a_claim_that_is_rated_there(self):
        phrases = load("claims").set_index("id").loc[list(rated()), "key_phrase"]
        for path in sorted((ROOT / "notebooks").glob("0[0-5]*.ipynb")):
            asked = [f"{each.prompt} {each.explanation}" for each in lesson.questions_of(path.stem).values()]
            words = " ".join([*(cell.source for cell in nbformat.read(path, as_version=4).cells), *asked]).casefold()
            assert not [claim for claim, phrase in phrases.items() if phrase.casefold() in words], path.stem

    def test_the_course_of_scores_that_is_drawn_in_04_waits_in_00(self):
        for notebook in ("00", "04"):
            drawn = calls(notebook, "time_course")
            assert all("'relapse': question('relapse')" in each["later"] for each in drawn)
            open_ones = [each for each in drawn if each.get("after") != "question('saline-course')"]
            assert all("'anaesthesia': question('saline-course')" in each["later"] for each in open_ones)

    def test_a_factor_whose_findings_tell_the_key_of_a_later_prediction_waits_for_it(self):
        waiting = lesson.after_telling("factors")
        for name in ("predict-control", "predict-music", "predict-counted"):
            refs = set(lesson.question(name).refs)
            telling = {row["factor"] for row in rows_of("factor_evidence") if row["ref"] in refs}
            assert telling <= set(waiting), (name, telling - set(waiting))
        assert [each["later"] for each in calls("04", "factor_card")] == ["after_telling('factors')"]

    def test_no_card_of_a_factor_waits_for_a_question_that_part_9_of_04_does_not_wait_for(self):
        (shown,) = calls("04", "partners")
        for partner in PARTNERS:
            for asked in lesson.after_telling("factors").get(partner, []):
                assert asked.name in shown["after"], f"{partner}: its card is closed until {asked.name}, and part 9 shows the same openly"

    def test_a_stage_that_counts_arrows_or_shows_the_signs_of_a_chain_waits_for_the_predictions_of_both(self):
        for call in calls("01", "stage"):
            waits = call.get("after", "") + call.get("once", "")
            if call.get("build") != "True" and call.get("filters") != "False":
                assert "predict-arrows" in waits or "asked" in waits, f"this stage counts arrows openly: {call}"
        closing = list(calls("01", "stage"))[-1]
        assert closing["once"] == "asked"
        cells = [cell.source for cell in nbformat.read(next((ROOT / "notebooks").glob("01*.ipynb")), as_version=4).cells]
        (source,) = [each for each in cells if "once=asked" in each]
        assert 'asked = [question("predict-sign"), question("predict-arrows")]' in source

    def test_the_words_before_a_figure_name_the_question_of_each_view_that_waits(self):
        cells = nbformat.read(next((ROOT / "notebooks").glob("04*.ipynb")), as_version=4).cells
        at = next(at for at, cell in enumerate(cells) if "time_course(later=" in cell.source)
        assert len(re.findall(r'question\("', cells[at].source)) == 2
        asks = "the question on saline in part 5, and the last once you have answered the question below the figure"
        assert f"The third view opens once you have answered {asks}" in cells[at - 1].source

    def test_the_words_of_a_text_wait_for_no_part_that_can_be_left_out(self):
        (call,) = calls("01", "who_says_what")
        assert set(ast.literal_eval(re.sub(r"question\(([^)]*)\)", r"\1", call["later"]))) == {"answered"}

    def test_a_drug_on_the_bench_waits_for_the_prediction_that_counts_the_drugs(self):
        drugs = {row["ref"] for row in rows_of("drug_trials") if row["acts"] == "blocks"}
        telling = {row["experiment"] for row in rows_of("experiments") if drugs & set(row["refs"])}
        waiting = {row for row, asked in lesson.after_telling("experiments").items() if asked == [lesson.question("predict-drugs")]}
        assert telling == waiting

    @pytest.mark.parametrize(
        ("table", "words"),
        [
            ("node_mentions", "plain block would give"),
            ("node_mentions", "trigger named before it."),
            ("node_mentions", "did not need new spines"),
            ("node_mentions", "do not start"),
            ("node_mentions", "in the right order"),
            ("factors", "research is validating"),
            ("node_mentions", "minutes against days"),
            ("node_mentions", "holds for esketamine spray"),
            ("experiments", "step can be enough"),
            ("experiments", "it was turned down, in one area"),
            ("hypotheses", "Animals hold no expectations"),
            ("hypotheses", "did better than placebo"),
            ("hypotheses", "failed in a large trial"),
            ("discernment_forms", "another form has a licence"),
            ("discernment_forms", "shown with standard infusions"),
        ],
    )
    def test_a_reason_a_caution_or_an_account_does_not_say_what_was_found_to_tell_a_later_key(self, table, words):
        assert not [row for row in rows_of(table) if words in " ".join(map(str, row.values()))]

    @pytest.mark.parametrize(
        ("notebook", "asked", "shown"),
        [("01", "wording-trap", "who_says_what"), ("01", "predict-first", "clock"), ("03", "s5-argument", "what_micro_means")],
    )
    def test_a_question_whose_key_a_figure_says_stands_above_it(self, notebook, asked, shown):
        cells = [cell.source for cell in nbformat.read(next((ROOT / "notebooks").glob(f"{notebook}*.ipynb")), as_version=4).cells]
        places = [at for at, source in enumerate(cells) if f'ask("{asked}")' in source or f"show.{shown}(" in source]
        assert [f'ask("{asked}")' in cells[at] for at in places] == [True, False]

    def test_what_waits_is_a_row_and_its_question_comes_later(self):
        order = list(lesson.questions())
        for row in rows_of("told_later"):
            first = next(iter(rows_of(row["table"])[0]))
            assert row["row"] in {each[first] for each in rows_of(row["table"])}, row
            assert row["question"] in order, row

    def test_each_table_with_something_that_waits_is_given_to_what_shows_it(self):
        shown = " ".join(cell.source for path in (ROOT / "notebooks").glob("*.ipynb") for cell in nbformat.read(path, as_version=4).cells)
        for table in {row["table"] for row in rows_of("told_later")}:
            assert re.search(rf'after_telling\([^)]*"{table}"', shown), table

    @pytest.mark.parametrize(
        ("listed", "tables", "words"),
        [
            (claim_catalogue, ["claims"], "spray was licensed in the US in March 2019"),
            (claim_catalogue, ["claims"], "one form, the esketamine nasal spray"),
            (claim_catalogue, ["claims"], "gives no time for the binding of either"),
            (claim_catalogue, ["claims"], "calls for careful judgement rather than exclusion"),
            (claim_catalogue, ["claims"], "no support for the idea that dissociation is needed"),
            (claim_catalogue, ["claims"], "One scan study found a link with relief"),
            (claim_catalogue, ["claims"], "these decide the direction"),
            (claim_catalogue, ["claims"], "the safety of repeated doses has been studied much"),
            (harm_catalogue, HARMS, "comes from supervised treatment"),
            (harm_catalogue, HARMS, "What is approved is the esketamine spray"),
            (harm_catalogue, HARMS, "Only the esketamine spray is licensed"),
            (harm_catalogue, HARMS, "the esketamine approvals (2019"),
            (harm_catalogue, HARMS, "The spray approved in 2019"),
            (harm_catalogue, HARMS, "Apart from the approved esketamine spray"),
            (harm_catalogue, HARMS, "not approved for any psychiatric disorder"),
            (harm_catalogue, HARMS, "with an antidepressant tablet (2019)"),
            (harm_catalogue, HARMS, "approval of March 2019"),
            (harm_catalogue, HARMS, "approved the spray"),
            (harm_catalogue, HARMS, "the spray is not approved for people under 18"),
            (harm_catalogue, HARMS, "None of the four items on the label"),
            (harm_catalogue, HARMS, "Both texts can be right"),
            (harm_catalogue, HARMS, "Treatment studies seldom looked"),
            (trial_catalogue, ["trials", "meta_analyses", "trial_notes"], "On saline 1% respond"),
            (trial_catalogue, ["trials", "meta_analyses", "trial_notes"], "scores fell a good deal in both arms"),
            (trial_catalogue, ["trials", "meta_analyses", "trial_notes"], "Its two lowest doses had no reliable lead"),
            (trial_catalogue, ["trials", "meta_analyses", "trial_notes"], "not significant after correction"),
            (kinetics_catalogue, ["pk_findings", "microdose_verdicts"], "were ahead of midazolam, mainly on day 1"),
            (toolbox_catalogue, ["instruments"], "A class that reaches 0.3 has not failed"),
        ],
    )
    def test_a_list_keeps_back_what_was_found_to_tell_a_key(self, listed, tables, words):
        telling = {entry.key for entry in listed().entries if words in " ".join([entry.heading, *(text for _, text in entry.parts)])}
        assert telling
        assert telling <= set(lesson.after_telling(*tables)) | set(judged_later())

    def test_no_work_that_the_machine_names_is_seen_to_exist_before_its_prediction(self):
        waiting = lesson.after_telling("claims")
        named = {row["id"] for row in rows_of("claims") if row["source"] == "S6" and row["support_given"] == "named_source"}
        assert len(named) == 19
        assert all(lesson.question("predict-references") in waiting[claim] for claim in named)

    def test_a_claim_that_tells_by_its_words_alone_shows_nothing_but_its_name(self):
        listed = claim_catalogue()
        assert listed.seal is not None
        assert set(listed.seal.headings) == {"S3-031", "S3-032"}
        page = listed.list_page(lesson.after_telling("claims"))
        heading = next(entry.heading for entry in listed.entries if entry.name == "S3-031")
        assert page.count(heading) == 1
        assert f"<details><summary>Shown after the prediction in notebook 05</summary>{heading}" in page

    def test_the_map_of_factors_opens_with_the_predictions_of_a_direction(self):
        path = next((ROOT / "notebooks").glob("04*.ipynb"))
        source = next(cell.source for cell in nbformat.read(path, as_version=4).cells if "factor_map(" in cell.source)
        assert re.findall(r'question\("([^"]+)"\)', source.splitlines()[0]) == list(OF_DIRECTIONS)

    def test_the_key_of_the_made_up_class_waits_for_all_ratings(self):
        assert len(rated()) == 12
        cells = nbformat.read(next((ROOT / "notebooks").glob("06*.ipynb")), as_version=4).cells
        source = next(cell.source for cell in cells if "example_class(" in cell.source)
        assert 'rated = [question(f"rate-{number}") for number in range(1, 13)]' in source
        assert list(calls("06", "example_class")) == [{"once": "rated", "later": "{'shown': rated}"}]

    def test_the_map_of_factors_fills_in_what_waited_and_only_then(self):
        shut = {str(row["label"]) for row in rows_of("factors") if row["factor"] in untold()}
        for told in (False, True):
            shown = factor_map.picture(**({"asked": "told"} if told else {}))
            assert shown.table
            cells = {row[0]: row[2:] for row in shown.table.rows}
            assert {name for name, each in cells.items() if "asked later" in each} == (set() if told else shut)
            assert ("until you have predicted them" in shown.description) != told
        (call,) = calls("04", "factor_map")
        assert call["later"] == "later"

    def test_the_scoreboard_names_its_rows_so_that_each_drug_on_the_bench_can_wait(self):
        told = scoreboard._told(scoreboard.complete({}), None, (), lesson.after_telling("experiments"))
        assert set(told["rows"]) == set(lesson.after_telling("experiments"))
        assert [each["later"] for each in calls("02", "scoreboard")] == ["after_telling('experiments')"]
