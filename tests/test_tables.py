"""The tables load typed, and every fault is told with its place and the nearest right value."""

from __future__ import annotations

from datetime import date

import pytest

from ketamine_course import tables
from ketamine_course.tables import TableError, load


def damage(folder, name, change):
    path = folder / tables.package(folder)[name]["path"]
    path.write_bytes(change(path.read_bytes()))
    return folder


def messages(folder, name="cascade_edges"):
    with pytest.raises(TableError) as caught:
        load(name, folder)
    return [str(fault) for fault in caught.value.faults]


def test_all_tables_of_the_collection_are_valid():
    assert tables.check_all() == []


def test_cells_have_the_types_of_their_schema():
    sources = load("sources")
    assert list(sources["source"]) == ["S1", "S2", "S3", "S4", "S5"]
    assert sources["words"].dtype.kind == "i"
    assert isinstance(sources["checked_on"][0], date)
    assert isinstance(sources["lacks"][0], tuple)
    assert {type(each) for each in load("cascade_edges")["shortcut"]} == {bool}
    assert load("timings")["from_h"].dtype.kind == "f"


def test_a_changed_copy_does_not_change_the_next_one():
    mine = load("sources")
    mine.loc[0, "kind"] = "spoilt"
    assert load("sources")["kind"][0] != "spoilt"


def test_an_unknown_table_is_told_with_the_nearest_name():
    with pytest.raises(KeyError, match="nearest: 'cascade_edges'"):
        load("cascade_edge")


def test_a_missing_column_is_named(data_copy):
    damage(data_copy, "cascade_edges", lambda b: b.replace(b",sign,", b",sine,", 1))
    told = messages(data_copy)
    assert "cascade/cascade_edges.csv, row 1, column sign: is missing" in told
    assert "cascade/cascade_edges.csv, row 1, column sine: 'sine' is unknown; nearest: 'sign'" in told


def test_columns_in_another_order_are_told(data_copy):
    damage(data_copy, "sources", lambda b: b.replace(b"source,kind", b"kind,source", 1))
    assert "another order" in messages(data_copy, "sources")[0]


def test_an_unknown_step_is_told_with_row_column_and_nearest(data_copy):
    damage(data_copy, "cascade_edges", lambda b: b.replace(b"ketamine__nmdar,ketamine,nmdar,", b"ketamine__nmdar,ketamine,nmdarr,", 1))
    assert messages(data_copy)[0] == "cascade/cascade_edges.csv, row 2, column target_node: 'nmdarr' is unknown; nearest: 'nmdar'"


def test_an_unknown_reference_is_told_with_the_nearest(data_copy):
    damage(data_copy, "timings", lambda b: b.replace(b"milak2016", b"milak2017", 1))
    assert messages(data_copy, "timings") == ["cascade/timings.csv, row 2, column ref: 'milak2017' is unknown; nearest: 'milak2016'"]


def test_a_wrong_type_is_told_with_its_value(data_copy):
    damage(data_copy, "timings", lambda b: b.replace(b",0.43,0.43,", b",soon,0.43,", 1))
    assert messages(data_copy, "timings") == ["cascade/timings.csv, row 2, column from_h: 'soon' is not a number with a decimal point"]


def test_a_value_outside_the_list_is_told(data_copy):
    damage(data_copy, "cascade_edges", lambda b: b.replace(b",lowers,", b",lower,", 1))
    assert "'lower' is unknown; nearest: 'lowers'" in messages(data_copy)[0]


def test_a_duplicated_id_is_told_with_both_rows(data_copy):
    damage(data_copy, "sources", lambda b: b + b.splitlines(keepends=True)[1])
    assert "claims/sources.csv, row 7, column source: 'S1' stands already in row 2" in messages(data_copy, "sources")


def test_text_that_is_not_utf8_is_told_with_its_line(data_copy):
    damage(data_copy, "sources", lambda b: b.replace(b"Summary", b"Summ\xe4ry"))
    assert messages(data_copy, "sources") == ["claims/sources.csv, row 5: is not UTF-8 text here; save the file as UTF-8"]


def test_an_empty_file_is_told(data_copy):
    damage(data_copy, "sources", lambda _: b"")
    assert "is empty" in messages(data_copy, "sources")[0]


def test_a_missing_file_is_told(data_copy):
    (data_copy / "claims" / "sources.csv").unlink()
    assert "claims/sources.csv: cannot be read" in messages(data_copy, "sources")[0]


def test_windows_line_ends_and_byte_order_marks_are_told(data_copy):
    damage(data_copy, "sources", lambda b: b"\xef\xbb\xbf" + b.replace(b"\n", b"\r\n"))
    told = " ".join(messages(data_copy, "sources"))
    assert "CRLF" in told
    assert "byte order mark" in told


def test_a_cell_that_looks_like_a_formula_is_told(data_copy):
    damage(data_copy, "sources", lambda b: b.replace(b"Association web page", b"=1+1"))
    assert "'=1+1' starts like a spreadsheet formula" in messages(data_copy, "sources")[0]


def test_a_row_with_too_many_cells_is_told(data_copy):
    damage(data_copy, "sources", lambda b: b.rstrip(b"\n") + b",more\n")
    assert "has 9 cells; the header has 8" in messages(data_copy, "sources")[0]


def test_an_open_quotation_mark_is_told(data_copy):
    damage(data_copy, "sources", lambda b: b + b'S6,"open')
    assert "not readable as CSV" in messages(data_copy, "sources")[0]


def test_all_faults_are_told_together(data_copy):
    damage(data_copy, "timings", lambda b: b.replace(b",true,", b",maybe,").replace(b"people", b"peeple"))
    assert len(messages(data_copy, "timings")) > 10
