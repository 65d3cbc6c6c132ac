"""`make new-source`: the rows that must exist are written, marked, and asked for until they are filled in."""

from __future__ import annotations

import csv

import new_source
import pytest

from checks import completeness
from checks.data import found, places
from ketamine_course import tables
from ketamine_course.table_form import TO_FILL

FILLED = {"integer": "1", "date": "2026-11-28", "string": "Some words"}


def fill(folder):
    """Fill in every marked cell with something that is allowed there; marks are measured over all three claims."""
    for resource in tables.package(folder).values():
        path = folder / resource["path"]
        rows = new_source.read(resource["name"], folder)
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        for row in rows:
            row.update({name: _allowed(resource["name"], fields[name]) for name, cell in row.items() if cell == TO_FILL})
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(fields), lineterminator="\n")
            table.writeheader()
            table.writerows(rows)


def _allowed(table, field):
    if table == "wording_marks_measured" and field["name"] != "mark":
        return str(len(CLAIMS)) if field["name"] == "rest" else "0"
    if field["name"] == "wording":
        return "plain"  # as the marks above count: no claim is hedged or boosted
    if field["name"] == "sha256":
        return "0" * 64
    if (table, field["name"]) == ("claims", "reason_mark"):
        return "assumption"
    rules = {**field.get("constraints", {}), **field.get("itemConstraints", {})}
    if "assumption" in rules.get("enum", []):
        return "assumption"
    return rules.get("enum", [FILLED[field["type"]]])[0]


CLAIMS = ("S99-001", "S99-002", "S99-003")


@pytest.fixture
def begun(data_copy):
    new_source.main(["S99", str(data_copy)])
    return data_copy


class TestRows:
    def test_each_item_topic_and_rating_has_its_row(self, begun):
        wanted = {"sources": 1, "claims": 1, "appraisals": 20, "topic_matrix": 23, "wording_marks_measured": 3}
        for table, number in wanted.items():
            assert len([row for row in new_source.read(table, begun) if row["source"] == "S99"]) == number
        assert [row["rater"] for row in new_source.read("ratings", begun) if row["claim"] == "S99-001"] == ["first", "second"]

    def test_type_and_wording_of_a_rating_are_to_be_filled_in_though_older_rows_leave_them_empty(self, begun):
        rows = [row for row in new_source.read("ratings", begun) if row["claim"] == "S99-001"]
        assert {row[column] for row in rows for column in ("verdict", "type", "wording")} == {TO_FILL}

    def test_what_is_the_same_for_every_text_is_filled_in(self, begun):
        row = next(row for row in new_source.read("topic_matrix", begun) if row["source"] == "S99")
        assert (row["topic_label"], row["stance"], row["note"]) == ("Ketamine's main action is to block NMDA receptors", TO_FILL, "")

    def test_rows_that_are_there_stay_and_new_claims_get_their_ratings(self, begun, capsys):
        before = new_source.read("appraisals", begun)
        new_source.append("claims", [{"id": "S99-002", "source": "S99"}], begun)
        new_source.main(["S99", str(begun)])
        assert new_source.read("appraisals", begun) == before
        assert "Added to data/claims/ratings.csv: 2 rows.\nStill missing" in capsys.readouterr().out

    def test_a_name_that_is_none_is_told(self, capsys):
        assert new_source.main(["six"]) == 1
        assert "make new-source ID=S7" in capsys.readouterr().out


class TestMissing:
    def test_the_file_of_a_text_made_for_the_course_is_asked_for_until_it_is_clear_that_there_is_none(self, begun):
        asked = "exhibits/S99.md: is not there: write it if the text was made for the course (origin is course)"
        assert asked in new_source.report("S99", {}, begun)
        path = begun / "claims" / "sources.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("\nS99,TO FILL,TO FILL", "\nS99,TO FILL,web"), encoding="utf-8")
        tables.forget()
        assert not any("exhibits" in line for line in new_source.report("S99", {}, begun))

    def test_each_place_is_told_once_with_what_is_allowed(self, begun):
        told, _ = found(begun)
        faults = list(map(str, told))
        assert len(faults) == len(set(faults))
        last = len(new_source.read("sources", begun)) + 1
        assert f"claims/sources.csv, row {last}, column origin: is still to be filled in: web or course" in faults
        marked = sum(list(row.values()).count(TO_FILL) for table in tables.package(begun) for row in new_source.read(table, begun))
        assert places(told) == marked

    def test_nothing_is_missing_once_all_is_filled_in(self, begun, capsys):
        new_source.append("claims", [{"id": name, "source": "S99"} for name in CLAIMS[1:]], begun)
        new_source.main(["S99", str(begun)])
        fill(begun)
        tables.forget()
        assert tables.check_all(begun) == []
        assert [str(fault) for rule in completeness.RULES for fault in rule(begun)] == []
        capsys.readouterr()
        new_source.main(["S99", str(begun)])
        assert "Nothing is missing: S99 is complete." in capsys.readouterr().out
