"""The pictures of notebook 05 and its atlas, against the tables they come from; and the page as a reader opens it."""

from __future__ import annotations

import json
from itertools import pairwise

import browser
import pytest

from ketamine_course import lesson
from ketamine_course.models.counts import count, in_words
from ketamine_course.names import listed
from ketamine_course.pictures import claim_quality
from ketamine_course.pictures.claim_quality import _contradictions as contradictions
from ketamine_course.pictures.claim_quality._common import spread
from ketamine_course.publish.figures import explorables
from ketamine_course.references import MARKS, work
from ketamine_course.tables import load, rows_of
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.touch import zones

NAME = "05_claim_quality"
CLAIMS = load("claims")
BACKED = CLAIMS["verdict"].isin(["supported", "supported_but_imprecise"])


def contradictory():
    return [row for row in rows_of("issues") if row["kind"] in contradictions.KINDS]


def picture(name, **choice):
    return explorables()[f"claim_quality-{name}"].picture(**choice)


class TestCounted:
    def test_every_claim_is_counted_once_whatever_a_row_is(self):
        for rows in ("support_given", "topic", "type"):
            *groups, total = picture("claims_counted", rows=rows).table.rows
            assert total[7] == str(len(CLAIMS))
            assert sum(int(group[7]) for group in groups) == len(CLAIMS)

    def test_one_text_is_counted_alone(self):
        assert picture("claims_counted", text="S4").table.rows[-1][7] == str((CLAIMS["source"] == "S4").sum())

    def test_the_share_whose_core_holds_is_that_of_the_table(self):
        total = picture("claims_counted").table.rows[-1]
        assert total[8] == f"{100 * BACKED.mean():.0f}%"


class TestWording:
    def test_shares_by_wording_agree_with_the_table_and_with_the_prediction(self):
        description = picture("wording_against_support").description
        for wording in ("hedged", "plain", "boosted"):
            these = CLAIMS["wording"] == wording
            share = f"the core holds in {(BACKED & these).sum()} ({100 * BACKED[these].mean():.0f}%)"
            assert f"Among {these.sum()} {wording} claims, {share}" in description
            share = f"{(BACKED & these).sum()} of {these.sum()} {wording}"
            assert share in lesson.question("predict-hedge").result
        shares = {wording: BACKED[CLAIMS["wording"] == wording].mean() for wording in ("hedged", "plain")}
        assert shares["hedged"] < shares["plain"] - 0.05  # what the question's key says: less often

    def test_few_claims_are_not_compared(self):
        assert "There are too few hedged claims to compare." in picture("wording_against_support", text="S2").description


class TestContraindications:
    """S3's list beside others: every item is shown once, and what is shared is counted from the tables."""

    ROWS = load("contraindications")

    def topics(self, which):
        return set(self.ROWS.loc[which, "topic"])

    @pytest.mark.parametrize("beside", ["US label of esketamine", "exclusions of an oral esketamine trial", "consensus statements"])
    def test_every_item_of_both_lists_stands_in_the_table_with_its_status(self, beside):
        shown = picture("contraindications", beside=beside).table.rows
        these = self.ROWS[(self.ROWS["source"] == "S3") | (self.ROWS["list_name"] == beside)]
        assert [row[2] for row in shown] == list(these["item"])
        assert [row[4] for row in shown] == [MARKS[mark] for mark in these["mark"]]

    def test_topics_on_both_lists_are_named(self):
        ours = self.topics(self.ROWS["source"] == "S3")
        theirs = self.topics(self.ROWS["list_name"] == "exclusions of an oral esketamine trial")
        description = picture("contraindications", beside="exclusions of an oral esketamine trial").description
        told = description.split("Topics on both lists: ")[1].split(".")[0].replace(" and ", ", ").split(", ")
        assert set(told) == ours & theirs
        assert len(ours & theirs) == 4, "the notebook says that four topics are shared"

    def test_the_prediction_rests_on_the_tables(self):
        label = self.ROWS["list_name"] == "US label of esketamine"
        assert label.sum() == 4
        assert (self.ROWS.loc[label, "topic"] == "blood vessels").sum() == 3
        assert not self.topics(label) & self.topics(self.ROWS["source"] == "S3")
        assert [option.text for option in lesson.question("predict-lists").options if option.right] == ["None"]

    def test_what_was_not_read_says_so_in_words(self):
        shown = picture("contraindications", beside="consensus statements")
        assert "from memory, not read in full" in shown.description
        assert {row[4] for row in shown.table.rows if row[1] == "consensus statements"} == {"from memory, not yet checked"}


class TestHarms:
    """The list of harms: every row of four tables, each with its status, no key of a work left in a text."""

    ENTRIES = claim_quality.harm_catalogue().entries

    def test_every_row_has_an_entry(self):
        tables = ("safety", "regulation_status", "statements", "regulation_safety_notes")
        assert len(self.ENTRIES) == sum(len(load(table)) for table in tables)

    def test_numbers_stand_on_the_line_with_their_unit(self):
        headings = [entry.heading for entry in self.ENTRIES]
        rise = "Blood pressure, rise of at least 40 mmHg (systolic, the higher value) or 25 mmHg (diastolic), or both"
        assert f"{rise}: 8 to 19% of people treated" in headings
        assert any("correlation: \u22120.41 to \u22120.35" in heading for heading in headings)

    def test_a_finding_told_by_others_says_so(self):
        entry = next(entry for entry in self.ENTRIES if "change on a rating scale" in entry.heading)
        assert entry.facets["status"] == "as reported by others"
        assert dict(entry.parts)["How far checked"].startswith("As reported by others. From a web page of the company")
        assert dict(entry.parts)["How far checked"].endswith("A copy of the first label (2019) has 61 to 75%")


class TestContradictions:
    def test_both_sides_are_told_without_verdicts_as_some_are_rated_later(self):
        shown = picture("contradictions", issue="I-01")
        assert [row[0] for row in shown.table.rows] == ["S4-018", "S4-021"]
        assert "within S4" in shown.description
        heads = picture("contradictions").table.columns
        assert "Our verdict" not in heads

    def test_the_title_is_that_of_the_contradiction(self):
        for issue in contradictory():
            title = picture("contradictions", issue=issue["id"]).figure.axes[0].texts[0].get_text()
            assert title == issue["title"]

    def test_both_sides_and_what_is_wrong_stand_under_the_picture(self):
        for issue in contradictory():
            headings = [heading for heading, _ in picture("contradictions", issue=issue["id"]).notes]
            assert headings == [*issue["claims"], "What is wrong, or missing"]

    def test_each_contradiction_can_be_touched_at_its_knot(self):
        found = [across for across, _ in json.loads(zones(picture("contradictions").figure))]
        assert {control for _, control, _ in found} == {"issue"}
        assert sorted(name for *_, names in found for name in names) == sorted(row["id"] for row in contradictory())

    def test_claims_lie_in_reading_order_and_knots_apart(self):
        places = [contradictions.place(name) for name in CLAIMS["id"]]
        assert places == sorted(set(places))
        for kind in contradictions.KINDS:
            places = sorted(contradictions.knots(kind).values())
            assert min(b - a for a, b in pairwise(places)) >= contradictions.APART - 0.001

    def test_the_words_of_each_claim_stand_in_the_picture(self):
        for issue in contradictory():
            shown = " ".join(text.get_text() for text in picture("contradictions", issue=issue["id"]).figure.axes[0].texts)
            for phrase in CLAIMS.set_index("id").loc[list(issue["claims"]), "key_phrase"]:
                assert f"\u201c{phrase}\u201d" in shown


class TestSpread:
    def test_what_is_far_apart_stays_and_neighbours_move_both_ways(self):
        assert spread({"a": 10, "b": 50}, 8, 0, 100) == {"a": 10, "b": 50}
        assert spread({"a": 30, "b": 31, "c": 80}, 9, 0, 100) == {"a": 26, "b": 35, "c": 80}

    def test_nothing_leaves_its_room(self):
        assert spread({"a": 1, "b": 2}, 8, 5, 100) == {"a": 5, "b": 13}
        assert spread({"a": 99, "b": 99}, 8, 0, 100) == {"a": 92, "b": 100}


class TestApprovals:
    def test_a_text_marks_the_events_that_its_statement_touches(self):
        assert "Related events: esketamine nasal spray (approved 2020)." in picture("approval_timeline", text="S2").description

    def test_only_the_events_that_a_statement_is_about_are_marked(self):
        described = picture("approval_timeline", text="S4").description
        assert described.endswith("Related events: esketamine nasal spray (approved 2019).")
        assert "As reported by others" in described

    def test_events_not_read_in_a_work_say_so(self):
        statuses = {row[0]: row[6] for row in picture("approval_timeline").table.rows}
        assert statuses["2013"] == "from memory, not yet checked"
        assert statuses["2019-03-05"] == "as reported by others"

    def test_every_text_is_read_in_the_title_and_its_words_stand_on_the_flag(self):
        for said in load("statements").query("topic == 'approval'").to_dict("records"):
            words = " ".join(text.get_text() for text in picture("approval_timeline", text=said["source"]).figure.texts)
            assert words.startswith(f"{said['source']} ")
            assert said["key_phrase"] in words

    def test_each_product_says_what_it_was_approved_for(self):
        approved = load("regulation").query("status == 'approved'")
        assert set(approved["approved_for"]) == {"anaesthesia", "depression", "surgical pain"}
        words = {text.get_text() for axes in picture("approval_timeline").figure.axes for text in axes.texts}
        assert {"Racemic ketamine: approved for anaesthesia and surgical pain", "Compounded: not approved"} <= words


class TestRepetition:
    def test_each_step_takes_marks_away(self):
        said = [picture("repetition", show=show).description for show in ("voices", "reasons", "sources")]
        assert f"statements {count('voices')} times" in said[0]
        assert f"{count('voices_reasoned')} times they give a reason" in said[1]
        assert f"{count('voices_sourced')} times they offer something that could be looked up" in said[2]
        assert lesson.question("predict-voices").answer == count("voices_sourced")

    def test_what_no_web_text_says_has_no_mark_in_their_columns(self):
        rows = {row[0]: row[1:] for row in picture("repetition").table.rows}
        web = list(load("sources")["origin"] == "web")
        silent = [label for label, cells in rows.items() if {cell for cell, shown in zip(cells, web, strict=True) if shown} == {"silent"}]
        assert silent == ["Much of the mechanism story comes from animals", "The benefit of one dose fades within about two weeks"]


class TestAppraisals:
    def test_the_overall_scores_are_those_of_the_table(self):
        overall = load("appraisals").query("instrument == 'discern' and item == '16'")["score"]
        best = next(option.text for option in lesson.question("predict-overall").options if option.right)
        assert str(overall[list(load("sources")["origin"] == "web")].max()) == best
        told = listed([f"{score} for {source}" for source, score in zip(load("sources")["source"], overall, strict=True)])
        assert picture("appraisal_scores").description.startswith(
            f"On DISCERN's overall question, with a scale from 1 to 5, the scores are {told}."
        )

    def test_an_item_gives_the_reason_for_each_text(self):
        shown = picture("appraisal_scores", item="jama-attribution")
        scores = {row[0]: row[1] for row in shown.table.rows}
        assert (scores["S2"], scores["S3"]) == ("not met", "partly met")
        assert "the safety list has no source" in shown.description


class TestJourneys:
    def test_what_is_not_known_about_a_link_is_said_in_the_picture_and_under_it(self):
        shown = picture("study_to_sentence", chain="binding")
        assert "S3, connection not known" in " ".join(text.get_text() for text in shown.figure.axes[0].texts)
        assert "magazine article that we have not read" in shown.caption

    def test_words_that_changed_are_dark_and_others_are_not(self):
        texts = picture("study_to_sentence", chain="approval").figure.axes[0].texts
        sounds = [text.get_color() for text in texts if text.get_text() == "approved"]
        assert sounds == [light("ink"), light("quiet")]

    def test_a_step_that_is_not_known_is_told_in_picture_table_and_words(self):
        shown = picture("study_to_sentence", chain="binding")
        unknown = "Whether it goes back to the stop above is not known."
        assert [row[4] for row in shown.table.rows] == ["start", "goes back to it", unknown, unknown]
        assert shown.description.count("connection not known") == 2
        assert "stroke-dasharray" in shown.svg()

    def test_a_stop_known_from_others_says_so(self):
        assert "The agency (as reported by others)" in picture("study_to_sentence", chain="approval").description


class TestAtlas:
    def test_every_claim_is_in_it_once_with_reason_and_place(self):
        entries = claim_quality.claim_catalogue().entries
        assert [entry.name for entry in entries] == list(CLAIMS["id"])
        for entry, row in zip(entries, rows_of("claims"), strict=True):
            parts = dict(entry.parts)
            assert parts["Reason"].startswith(row["reason"])
            assert row["locator"] in parts["Place"]

    def test_a_reason_that_was_not_read_in_the_works_says_so(self):
        reasons = {entry.name: dict(entry.parts)["Reason"] for entry in claim_quality.claim_catalogue().entries}
        assert reasons["S4-014"].endswith("(as reported by others)")
        assert reasons["S2-029"].endswith("(our judgement, from the text alone)")

    def test_the_support_that_could_be_looked_up_is_what_the_prediction_says(self):
        assert CLAIMS["support_given"].isin(["named_source", "link_only", "quotation"]).sum() == lesson.question("predict-support").answer


def test_all_works_behind_the_pictures_are_in_the_bibliography():
    assert all(work(key).full for key in claim_quality.works())


@pytest.fixture(scope="module")
def page_file(export):
    return export(NAME)


@pytest.fixture(scope="module")
def page(chromium, page_file):
    """The page, opened once from its file; nothing may go wrong on it and nothing may be fetched."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    shown = context.new_page()
    requests, errors = [], []
    shown.on("request", lambda request: requests.append(request.url))
    shown.on("pageerror", lambda error: errors.append(str(error)))
    shown.goto(page_file.as_uri())
    places = "document.querySelectorAll('[data-course-widget]')"
    shown.wait_for_function(f"[...{places}].every((place) => place.dataset.alive)")
    yield shown
    context.close()
    assert requests == [page_file.as_uri()]
    assert errors == []


class TestPage:
    def test_the_atlas_finds_a_claim_and_opens_it(self, page):
        atlas = page.get_by_role("region", name="The claim atlas", exact=True)
        atlas.get_by_label("Text", exact=True).select_option("S4")
        atlas.get_by_label("Our verdict", exact=True).select_option("contradicted")
        assert atlas.locator("p.count").text_content() == f"1 of {len(CLAIMS)} claims"
        atlas.locator("summary").first.focus()
        page.keyboard.press("Enter")
        atlas.get_by_text("S4, para 1").first.wait_for(timeout=5000)
        atlas.get_by_role("link", name="Gerhard et al. 2020").first.wait_for(timeout=5000)

    def test_the_contradictions_are_walked_with_the_keyboard(self, page):
        card = browser.explorable(page, "Contradictions, one by one")
        card.get_by_role("slider").focus()
        page.keyboard.press("End")
        number = count("contradictions")
        assert browser.description(card).startswith(f"Contradiction {number} of {number}, between ")

    def test_a_prediction_opens_the_approvals(self, page):
        card = browser.explorable(page, "Approvals over time, and what each text says")
        assert card.get_by_text("Predict first.").is_visible()
        form = browser.question(page, "What was approved that year?")
        browser.answer(form, "A nasal spray of esketamine")
        card.get_by_label("Show the statements of").select_option("S4")
        assert "The spray approved in 2019 was esketamine." in browser.description(card)

    def test_every_picture_shows_its_status_and_axe_finds_nothing_with_everything_open(self, page):
        for card in page.locator("section.card").all():
            browser.open_anyway(card)
        for name, each in explorables().items():
            if name.startswith("claim_quality-"):
                assert "Status of this figure:" in browser.explorable(page, each.title).locator("p.status").text_content()
        assert browser.violations(page) == []


class TestNamedWorks:
    """The references of a text, looked up: real, and do they carry the sentence?"""

    ROWS = load("named_works")

    def test_the_first_step_gives_nothing_away(self):
        description = picture("named_works", ask="printed").description
        assert all(phrase in description for phrase in self.ROWS["key_phrase"])
        assert "as printed" not in description

    def test_counts_agree_with_the_table_and_with_the_prediction(self):
        result = lesson.question("predict-references").result
        real = (self.ROWS["exists"] == "as printed").sum()
        assert f"\u201cas printed\u201d for {real}, " in picture("named_works", ask="exists").description
        assert result.startswith(f"{in_words(real).capitalize()} of the ")
        carried = picture("named_works", ask="carries").description
        for answer in ("yes", "partly"):
            number = (self.ROWS["carries"] == answer).sum()
            assert f"\u201c{answer}\u201d for {number}" in carried
            assert in_words(number) in result

    def test_every_reason_can_be_read(self):
        drawn = picture("named_works", ask="carries")
        partly = self.ROWS.query("carries == 'partly'")["key_phrase"]
        assert all(phrase in drawn.description for phrase in partly)
        assert [row[4] for row in drawn.table.rows] == list(self.ROWS["why"])
