"""The pictures of notebook 06 say what the tables and the files say."""

from __future__ import annotations

import pytest

from ketamine_course.models.appraisal import RATED, published_agreement
from ketamine_course.pictures import appraise_a_source
from ketamine_course.pictures.appraise_a_source._class import VERDICT_MARKS
from ketamine_course.pictures.claim_quality._common import VERDICTS
from ketamine_course.publish.figures import explorables
from ketamine_course.references import work
from ketamine_course.tables import load


def words(name, **choice):
    return explorables()[f"appraise_a_source-{name}"].picture(**choice)


@pytest.mark.parametrize(
    ("frequent", "agreed", "kappa"), [("90", "82", "0.00"), ("90", "90", "0.44"), ("50", "90", "0.80"), ("70", "100", "1.00")]
)
def test_kappa_follows_from_both_shares(frequent, agreed, kappa):
    assert f"kappa is {kappa}" in words("beyond_chance", frequent=frequent, agreed=agreed).description


def test_published_figures_stand_with_their_intervals_and_ours_beside_them():
    picture = words("raters_compared", shown="both")
    for row in load("agreement_published").itertuples():
        assert f"{row.raters} {row.value:.2f} ({row.low:.2f} to {row.high:.2f})" in picture.description
    assert "sessions of an AI model" in picture.description
    assert {row[-1] for row in picture.table.rows} == {"Charnock et al. 1999", "our calculation"}
    for field, row in zip(RATED, picture.table.rows[3:], strict=True):
        assert float(row[3]) == pytest.approx(published_agreement(field).kappa, abs=0.02)  # two raters: alpha lies next to Cohen's kappa


def test_the_invented_class_says_that_it_is_invented_and_counts_every_student():
    picture = words("example_class", shown="last", order="apart", key="shown")
    assert picture.status == "simulated"
    assert "invented students" in picture.description.lower()
    assert all(sum(int(cell) for cell in row[2:8]) == 16 for row in picture.table.rows)
    shares = [int(row[-1].rstrip("%")) for row in picture.table.rows]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("shown", ["first", "last"])
def test_the_key_shows_only_where_it_is_asked_for(shown):
    hidden = words("example_class", shown=shown, order="asked", key="hidden")
    told = words("example_class", shown=shown, order="asked", key="shown")
    assert [(row[0], *row[2:]) for row in told.table.rows] == [tuple(row) for row in hidden.table.rows]
    assert "Key" not in hidden.table.columns
    assert "agree with the answer key" in told.description
    assert "agree with the answer key" not in hidden.description


def test_verdicts_have_the_marks_and_colours_of_notebook_05():
    assert {name.lower(): mark for name, mark in VERDICT_MARKS.items()} == {
        each.name: (each.symbol, each.colour) for each in VERDICTS.values()
    }


def test_the_class_opens_on_the_answers_that_the_table_below_it_counts():
    assert explorables()["appraise_a_source-example_class"].complete({})["shown"] == "last"


def test_all_works_behind_the_pictures_are_in_the_bibliography():
    assert all(work(key).full for key in appraise_a_source.works())


TOOLBOX = {entry.name: dict(entry.parts) | {"heading": entry.heading} for entry in appraise_a_source.toolbox_catalogue().entries}


class TestToolbox:
    def test_every_note_scale_and_finding_of_a_tool_stands_in_its_entry(self):
        names = dict(load("instruments")[["instrument", "name"]].itertuples(index=False, name=None))
        told = {instrument: " ".join(TOOLBOX[name].values()) for instrument, name in names.items()}
        for table, column in (("instrument_notes", "text"), ("instrument_scales", "meaning"), ("instrument_findings", "measure")):
            for row in load(table).to_dict("records"):
                if row["instrument"]:
                    assert row[column] in told[row["instrument"]], (table, row["instrument"])

    def test_concepts_statistics_and_numbers_that_disagree_have_an_entry_each(self):
        headings = {entry["heading"] for entry in TOOLBOX.values()}
        assert set(load("ihc_concepts")["statement"]) <= headings
        assert set(load("agreement_statistics")["when"]) <= headings
        assert sum(name.startswith("P") and name[1:].isdigit() for name in TOOLBOX) == len(load("print_disagreements"))

    def test_the_answer_to_a_disagreement_is_not_on_the_line(self):
        for entry in appraise_a_source.toolbox_catalogue().entries:
            answer = dict(entry.parts).get("What fits", "")
            assert not answer or answer.split(" (")[0] not in entry.heading

    def test_words_for_kappa_keep_their_ends(self):
        assert "moderate: 0.41 to 0.6" in TOOLBOX["Bands of kappa"]["Bands"]
        assert "poor: up to 0" in TOOLBOX["Bands of kappa"]["Bands"]
