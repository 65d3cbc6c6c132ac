"""The tables load typed, and every fault is told with its place and the nearest right value."""

from __future__ import annotations

import re
from datetime import date

import pytest
from additions import add

from ketamine_course import tables
from ketamine_course.tables import TableError, load, rows_of, rows_where


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
    assert list(sources["source"])[:6] == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert sources["words"].dtype.kind == "i"
    assert isinstance(sources["checked_on"][0], date)
    assert isinstance(sources["lacks"][0], tuple)
    assert {type(each) for each in load("cascade_edges")["shortcut"]} == {bool}
    assert load("timings")["from_h"].dtype.kind == "f"


def test_a_changed_copy_does_not_change_the_next_one():
    mine = load("sources")
    mine.loc[0, "kind"] = "spoilt"
    assert load("sources")["kind"][0] != "spoilt"


def test_rows_are_chosen_by_their_cells():
    rows = rows_where("page_sentences", page="clinic", paragraph=2)
    assert rows
    assert rows == [row for row in rows_of("page_sentences") if row["page"] == "clinic" and row["paragraph"] == 2]


def test_an_unknown_table_is_told_with_the_nearest_name():
    with pytest.raises(KeyError, match="nearest: 'cascade_edges'"):
        load("cascade_edge")


def test_a_missing_column_is_named(data_copy):
    damage(data_copy, "cascade_edges", lambda b: b.replace(b",sign,", b",sine,", 1))
    told = messages(data_copy)
    assert told == ["cascade/cascade_edges.csv, row 1, column sine: 'sine' is unknown; nearest: 'sign'"]


def test_columns_in_another_order_are_told(data_copy):
    damage(data_copy, "sources", lambda b: b.replace(b"source,kind", b"kind,source", 1))
    (told,) = messages(data_copy, "sources")
    assert told.startswith("claims/sources.csv, row 1, column kind: stands elsewhere; expected: source, kind, ")


def test_a_column_that_stands_twice_is_told(data_copy):
    damage(data_copy, "sources", lambda b: b"".join(line.replace(b",", b",x,", 1) for line in b.splitlines(keepends=True)))
    damage(data_copy, "sources", lambda b: b.replace(b"source,x,kind", b"source,kind,kind", 1))
    assert messages(data_copy, "sources") == ["claims/sources.csv, row 1, column kind: stands twice"]


def test_rows_after_a_ragged_one_keep_their_numbers(data_copy):
    damage(data_copy, "sources", lambda b: re.sub(rb"(?m)^S2,", b"S2", re.sub(rb"(?m)^S3,", b"=A1,", b)))
    told = messages(data_copy, "sources")
    assert [each.split(":")[0] for each in told] == [
        "claims/sources.csv, row 3, column checked_on", "claims/sources.csv, row 4, column source",
    ]  # fmt: skip


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x00", "\x0b", "\x85", "\u2028"])
def test_a_cell_holds_no_line_breaks(data_copy, sign):
    damage(data_copy, "sources", lambda b: b.replace(b"Association web page", f'"Association{sign}web page"'.encode()))
    (told,) = messages(data_copy, "sources")
    assert ", column kind: " in told
    assert "does not stand on one line" in told


def test_a_phone_number_is_no_formula(data_copy):
    damage(data_copy, "help_lines", lambda b: b.replace(b",116 123,", b",+49 800 1110111,", 1))
    assert "+49 800 1110111" in set(load("help_lines", data_copy)["contact"])


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("www.example.org", "nearest: 'https://www.example.org'"),
        ("help@example.org", "nearest: 'mailto:help@example.org'"),
        ("javascript:alert(1)", "valid: https:..., http:..., tel:..., mailto:..."),
    ],
)
def test_an_address_that_no_link_may_lead_to_is_told(data_copy, address, problem):
    first = load("help_lines")["address"][0]
    damage(data_copy, "help_lines", lambda b: b.replace(first.encode(), address.encode(), 1))
    (told,) = messages(data_copy, "help_lines")
    assert told == f"lessons/help_lines.csv, row 2, column address: {address!r} is not an address that a link may lead to; {problem}"


def test_an_empty_cell_is_told_with_what_it_may_hold(data_copy):
    add(data_copy, "trial_counts", trial="berman2000", group="everyone", stage="analysed", ref="berman2000")
    row = f"trials/trial_counts.csv, row {len(load('trial_counts')) + 2}"
    told = messages(data_copy, "trial_counts")
    assert f"{row}, column main: is empty, but required: true or false" in told
    assert any(message.startswith(f"{row}, column mark: is empty, but required: seen or ") for message in told)


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
    assert f"claims/sources.csv, row {len(load('sources')) + 2}, column source: 'S1' stands already in row 2" in messages(
        data_copy, "sources"
    )


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
