"""`make check-data`: the whole ledger is sound, each of our own rules bites, and a sixth text needs rows only."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys

import pytest

from checks import data as check_data
from ketamine_course import references, tables
from ketamine_course.publish import dictionary
from ketamine_course.tables import load


def change(folder, name, edit):
    """Rewrite a table's rows by a function of the list of rows (the first is the header)."""
    path = folder / tables.package(folder)[name]["path"]
    with path.open(newline="", encoding="utf-8") as file:
        rows = edit(list(csv.reader(file)))
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def set_cell(name, row, column, value, folder):
    def edit(rows):
        rows[row - 1][rows[0].index(column)] = value
        return rows

    change(folder, name, edit)


def test_the_ledger_of_the_collection_is_sound():
    done = subprocess.run([sys.executable, "-m", "checks.data"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "tables are valid" in done.stdout


def test_a_work_that_nothing_uses_is_told(data_copy):
    bib = data_copy / "references.bib"
    bib.write_text(
        bib.read_text(encoding="utf-8") + "\n@article{zzz2020,\n  year = {2020},\n  sighting = {own_text},\n}\n", encoding="utf-8"
    )
    assert check_data.all_faults(data_copy) == ["references.bib: zzz2020 is used by no table and no question"]


def test_a_fact_cannot_be_seen_in_a_work_that_was_not_read(data_copy):
    assert load("timings")["mark"][0] == "seen"
    set_cell("timings", 2, "ref", "zhou2021", data_copy)
    assert "cascade/timings.csv, row 2, column mark: is 'seen', but zhou2021 was not read in the work itself" in check_data.all_faults(
        data_copy
    )


def test_a_long_quotation_is_told(data_copy):
    set_cell("node_mentions", 2, "key_phrase", "one two three four five six seven eight nine", data_copy)
    assert "cascade/node_mentions.csv, row 2, column key_phrase: has 9 words; at most 8 may be quoted" in check_data.all_faults(data_copy)


def test_a_malformed_doi_is_told(data_copy):
    bib = data_copy / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8").replace("10.1126/science.1190287", "10.11/science 1190287"), encoding="utf-8")
    assert any("is not a DOI" in fault for fault in check_data.all_faults(data_copy))


def test_a_work_out_of_order_is_told(data_copy):
    bib = data_copy / "references.bib"
    head, first, second, *rest = re.split(r"(?m)^(?=@)", bib.read_text(encoding="utf-8"))
    bib.write_text("".join([head, second, first, *rest]), encoding="utf-8")
    keys = [each.key for each in references.all_works()]
    assert check_data.all_faults(data_copy) == [f"references.bib: {keys[1]} stands where {keys[0]} belongs"]


def test_a_malformed_pubmed_number_is_told(data_copy):
    bib = data_copy / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8").replace("pmid = {20724638}", "pmid = {2072463x}"), encoding="utf-8")
    assert check_data.all_faults(data_copy) == ["references.bib, column li2010: '2072463x' is not a PubMed number"]


def test_a_status_beside_another_reference_is_held_to_it_too(data_copy):
    set_cell("cascade_nodes", 2, "onset_refs", "zhou2021", data_copy)
    told = check_data.all_faults(data_copy)
    assert "cascade/cascade_nodes.csv, row 2, column onset_mark: is 'seen', but zhou2021 was not read in the work itself" in told


def test_faults_in_two_linked_tables_are_told_together(data_copy):
    set_cell("sources", 2, "checked_on", "soon", data_copy)
    set_cell("claims", 2, "verdict", "suported", data_copy)
    told = [str(fault) for fault in tables.check_all(data_copy)]
    assert "claims/sources.csv, row 2, column checked_on: 'soon' is not a date as YYYY-MM-DD" in told
    assert "claims/claims.csv, row 2, column verdict: 'suported' is unknown; nearest: 'supported'" in told


def test_a_date_that_is_no_iso_date_is_told_by_both_checks(data_copy):
    set_cell("sources", 2, "checked_on", "21.11.2026", data_copy)
    told = "\n".join(check_data.all_faults(data_copy))
    assert "claims/sources.csv, row 2, column checked_on: '21.11.2026' is not a date as YYYY-MM-DD" in told
    assert told.count("21.11.2026") >= 2


def test_a_lost_row_is_told_with_both_numbers(data_copy):
    change(data_copy, "timings", lambda rows: rows[:-1])
    rows = len(load("timings"))
    assert f"cascade/timings.csv: has {rows - 1} rows; datapackage.json says {rows}" in check_data.all_faults(data_copy)[0]


def test_an_added_row_is_told_until_the_count_is_noted(data_copy):
    change(data_copy, "glossary", lambda rows: [*rows, ["Invented term", "A term.", "glutamate", "assumption"]])
    assert "run `make dictionary`" in check_data.all_faults(data_copy)[0]
    dictionary.write(data_copy)
    assert check_data.all_faults(data_copy) == []


def test_a_table_that_no_schema_describes_is_told(data_copy):
    (data_copy / "cascade" / "new.csv").write_text("a\n1\n", encoding="utf-8")
    assert check_data.all_faults(data_copy) == ["cascade/new.csv: is described by no schema: add it to cascade/schema.yaml"]


def test_a_schema_that_was_changed_alone_is_told(data_copy):
    path = data_copy / "lessons" / "schema.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Glossary", "title: Words"), encoding="utf-8")
    assert check_data.all_faults(data_copy) == ["datapackage.json: is not what the schemas say: run `make dictionary`"]


class TestSixthText:
    """A new source is rows, no code."""

    @pytest.fixture
    def with_s6(self, data_copy):
        source = ["S6", "Invented page", "", "120", "0" * 64, "author; date", "2026-11-21"]
        claim = dict(zip(load("claims").columns, [""] * 99, strict=False)) | {
            "id": "S6-001", "source": "S6", "locator": "para 1, sentence 1", "paraphrase": "Ketamine blocks a receptor.",
            "key_phrase": "blocks a receptor", "topic": "mechanism", "type": "fact", "support_given": "none", "wording": "plain",
            "verdict": "supported", "settled": "agreed", "reason": "It does.", "refs": "gould2017",
            "reason_mark": "seen", "checked_on": "2026-11-21",
        }  # fmt: skip
        change(data_copy, "sources", lambda rows: [*rows, source])
        change(data_copy, "claims", lambda rows: [*rows, [claim[column] for column in rows[0]]])
        mention = ["S6", "nmdar", "blocks a receptor", "loose", "It does not say where.", ""]
        change(data_copy, "node_mentions", lambda rows: [*rows, mention])
        dictionary.write(data_copy)
        return data_copy

    def test_it_is_valid(self, with_s6):
        assert check_data.all_faults(with_s6) == []

    def test_its_claims_load(self, with_s6):
        assert list(load("claims", with_s6).query("source == 'S6'")["id"]) == ["S6-001"]

    def test_pictures_show_it(self, with_s6):
        code = (
            "from ketamine_course.pictures import mechanism_cascade as m;"
            "print(m.who_says_what.controls['text'].states[-1], m.who_says_what.picture(text='S6').description);"
            "m.who_says_what.picture().svg()"
        )
        environment = os.environ | {"KETAMINE_COURSE_DATA": str(with_s6)}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
        assert done.stdout.startswith("S6 S6 names 1 step"), done.stderr
