"""`make check-data`: the whole ledger is sound, and each of our own rules bites."""

from __future__ import annotations

import csv
import re
import subprocess
import sys

import pytest

from checks import data as check_data
from checks.works import NAMES_NOT_READ
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
    assert check_data.all_faults(data_copy) == [f"references.bib: {keys[0]} is out of order: it belongs before {keys[1]}"]


def test_a_malformed_pubmed_number_is_told(data_copy):
    bib = data_copy / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8").replace("pmid = {20724638}", "pmid = {2072463x}"), encoding="utf-8")
    assert check_data.all_faults(data_copy) == ["references.bib, column li2010: '2072463x' is not a PubMed number"]


def without(field, key, bib):
    head, entry = re.split(rf"(?m)^(?=@\w+\{{{key},)", bib, maxsplit=1)
    return head + re.sub(rf"(?m)^  {field} = .*\n", "", entry, count=1)


@pytest.mark.parametrize("field", ["author", "title", "year"])
def test_a_work_behind_a_picture_must_have_a_name(data_copy, field):
    bib = data_copy / "references.bib"
    bib.write_text(without(field, "li2010", bib.read_text(encoding="utf-8")), encoding="utf-8")
    told = [fault for fault in check_data.all_faults(data_copy) if "li2010" in fault]
    assert len(told) == 1
    assert told[0].endswith(f"and has no {field}")


def test_a_link_to_an_aggregator_is_told(data_copy):
    bib = data_copy / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8").replace("https://www.nice.org.uk", "https://en.wikipedia.org"), encoding="utf-8")
    assert any("links to en.wikipedia.org" in fault for fault in check_data.all_faults(data_copy))


def test_names_that_could_not_be_read_are_few_and_given_up_when_found():
    keys = {each.key: each for each in references.all_works()}
    assert len(NAMES_NOT_READ) <= 3
    assert all("Authors not known to us" in keys[key].full for key in NAMES_NOT_READ)


def test_a_status_beside_another_reference_is_held_to_it_too(data_copy):
    row = 2 + list(load("cascade_nodes")["onset_mark"]).index("seen")
    set_cell("cascade_nodes", row, "onset_refs", "zhou2021", data_copy)
    told = check_data.all_faults(data_copy)
    assert f"cascade/cascade_nodes.csv, row {row}, column onset_mark: is 'seen', but zhou2021 was not read in the work itself" in told


def test_faults_in_two_linked_tables_are_told_together(data_copy):
    set_cell("sources", 2, "checked_on", "soon", data_copy)
    set_cell("claims", 2, "verdict", "suported", data_copy)
    told = [str(fault) for fault in tables.check_all(data_copy)]
    assert "claims/sources.csv, row 2, column checked_on: 'soon' is not a date as YYYY-MM-DD" in told
    assert "claims/claims.csv, row 2, column verdict: 'suported' is unknown; nearest: 'supported'" in told


def test_a_date_that_is_no_iso_date_is_told_once(data_copy):
    set_cell("sources", 2, "checked_on", "21.11.2026", data_copy)
    told = "\n".join(check_data.all_faults(data_copy))
    assert "claims/sources.csv, row 2, column checked_on: '21.11.2026' is not a date as YYYY-MM-DD" in told
    assert told.count("21.11.2026") == 1


def test_a_lost_row_is_told_with_both_numbers(data_copy):
    change(data_copy, "timings", lambda rows: rows[:-1])
    rows = len(load("timings"))
    assert f"cascade/timings.csv: has {rows - 1} rows; datapackage.json says {rows}" in check_data.all_faults(data_copy)[0]


def test_a_value_that_is_wrong_in_many_rows_is_told_once(data_copy):
    change(data_copy, "sources", lambda rows: [row for row in rows if row[0] != "S2"])
    told = [fault for fault in check_data.all_faults(data_copy) if fault.startswith("claims/claims.csv")]
    assert len(told) == 1
    number = (load("claims")["source"] == "S2").sum() - 1
    first = 2 + list(load("claims")["source"]).index("S2")
    assert told[0].startswith(f"claims/claims.csv, row {first}, column source: 'S2' is unknown; ")
    assert f"(so in {number} more rows: {first + 1}, {first + 2}, " in told[0]


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
