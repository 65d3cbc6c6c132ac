"""All ratings in one file: safe in a spreadsheet, and never written over what class mode did not write."""

from __future__ import annotations

import csv

import pytest

from ketamine_course.models.appraisal import Rating, check_writable, read_ratings, write_merged

ONE = [Rating("a.csv", "rate-1", "Supported", "Overstated", None, 80, "Because.")]


def test_the_merged_file_guards_against_formulas(tmp_path):
    write_merged([Rating("=cmd.csv", "rate-1", "Supported", "Overstated", None, 80, "@SUM(1)")], tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:-1] == list(Rating._fields)
    assert rows[1] == ["'=cmd.csv", "rate-1", "Supported", "Overstated", "", "80", "'@SUM(1)", ""]
    assert [path.name for path in tmp_path.iterdir()] == ["all.csv"]


@pytest.mark.parametrize("target", ["no/such/all.csv", "taken"])
def test_a_place_that_cannot_be_written_is_told(tmp_path, target):
    (tmp_path / "taken").mkdir()
    with pytest.raises(PermissionError, match="Nothing was read or changed"):
        write_merged([], tmp_path / target)


def test_what_class_mode_wrote_is_written_anew(tmp_path):
    write_merged(ONE, tmp_path / "all.csv")
    write_merged(ONE * 2, tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_bytes().count(b"Because.") == 2


@pytest.mark.parametrize("change", [lambda _: b"my notes", lambda _: b"", lambda own: own + b"x", lambda own: own.replace(b"80", b"90")])
def test_what_it_did_not_write_or_was_changed_since_stays(tmp_path, change):
    write_merged(ONE, tmp_path / "all.csv")
    kept = change((tmp_path / "all.csv").read_bytes())
    (tmp_path / "all.csv").write_bytes(kept)
    with pytest.raises(FileExistsError, match="Give save_to another name"):
        write_merged(ONE, tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_bytes() == kept


def test_a_link_is_not_replaced(tmp_path):
    write_merged(ONE, tmp_path / "all.csv")
    (tmp_path / "link.csv").symlink_to(tmp_path / "all.csv")
    with pytest.raises(FileExistsError):
        check_writable(tmp_path / "link.csv")


def test_a_merged_file_among_the_files_of_a_class_is_left_aside(tmp_path):
    write_merged(ONE, tmp_path / "all.csv")
    assert [str(each) for each in read_ratings(tmp_path, ["rate-1"], ["Supported"]).problems] == [
        "all.csv: is a file that class mode itself wrote, so it was skipped"
    ]
