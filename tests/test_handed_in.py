"""Folders and zips as learning platforms make them, and as somebody with bad intentions would."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketamine_course.models.appraisal import handed_in
from ketamine_course.models.appraisal.handed_in import Hand
from ketamine_course.models.appraisal.problems import Problem

TABLE = b"question,answer\nrate-1,Supported\n"


def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def read(folder, **options):
    problems: list[Problem] = []
    files = list(Hand(problems, **options).folder(str(folder)))
    return [each.label for each in files], [str(each) for each in problems]


def test_folders_and_zips_are_read_and_the_systems_own_files_passed_over(tmp_path):
    (tmp_path / "Anna" / "deeper").mkdir(parents=True)
    (tmp_path / "Anna" / "deeper" / "a.csv").write_bytes(TABLE)
    (tmp_path / "Anna" / ".DS_Store").write_bytes(b"x")
    inner = zipped([("c.csv", TABLE)])
    (tmp_path / "all.zip").write_bytes(zipped([("Ben\\\\b.csv", TABLE), ("__MACOSX/._b.csv", b"x"), ("Cleo.zip", inner), ("d.pdf", b"x")]))
    labels, told = read(tmp_path)
    assert labels == ["Anna/deeper/a.csv", "all.zip/Ben/b.csv", "all.zip/Cleo.zip/c.csv"]
    assert told == ["all.zip/d.pdf: is not a .csv file: left aside"]


def test_a_zip_in_a_zip_in_a_zip_is_not_read(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped([("b.zip", zipped([("c.zip", zipped([("d.csv", TABLE)]))]))]))
    assert read(tmp_path) == ([], ["a.zip/b.zip/c.zip: is a zip within a zip within a zip: not read"])


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("../out.csv", TABLE, "a.zip/../out.csv: its path leads out of the zip: not read"),
        ("x/../../out.csv", TABLE, "its path leads out of the zip"),
        ("/etc/out.csv", TABLE, "its path leads out of the zip"),
        ("C:\\out.csv", TABLE, "its path leads out of the zip"),
        ("bomb.csv", b"0" * 9_000_000, "a.zip/bomb.csv: unpacks to more than 200 times its size: not read"),
        ("1/2/3/4/5/6.csv", TABLE, "lies more than 5 folders deep"),
        ("sheet.csv", zipped([("x", b"")]), "is a zip or a spreadsheet with another name"),
    ],
)
def test_what_a_zip_must_not_hold_is_named_and_left_aside(tmp_path, name, content, problem):
    (tmp_path / "a.zip").write_bytes(zipped([(name, content), ("good.csv", TABLE)]))
    labels, told = read(tmp_path)
    assert labels == ["a.zip/good.csv"]
    assert [problem in line for line in told] == [True]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_links_in_zips_and_folders_are_not_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("/etc", target_is_directory=True)
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (tmp_path / "real" / "a.zip").write_bytes(zipped([(link, "/etc/passwd")]))
    assert read(tmp_path) == (
        [],
        ["linked: is a link to another place: not followed", "real/a.zip/link.csv: is a link to another place: not followed"],
    )


def test_numbers_and_sizes_are_bounded_over_all_zips_together(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / f"{name}.zip").write_bytes(zipped([(f"{number}.csv", TABLE) for number in range(4)]))
    labels, told = read(tmp_path, max_files=4)
    assert labels == ["a.zip/0.csv", "a.zip/1.csv", "a.zip/2.csv"]
    assert "a.zip/3.csv: not read: the folder holds more than 4 files" in told
    monkeypatch.setattr(handed_in, "MAX_ENTRIES", 3)
    assert read(tmp_path)[1] == ["a.zip: holds more than 3 files: not read", "b.zip: holds more than 3 files: not read"]
    monkeypatch.undo()
    monkeypatch.setattr(handed_in, "MAX_TOTAL_BYTES", 500)
    assert any("not read: the files before it hold more than" in line for line in read(tmp_path)[1])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 300), noise=st.binary(max_size=6), cut=st.booleans())
def test_a_damaged_zip_breaks_nothing(tmp_path, at, noise, cut):
    whole = zipped([("Anna/a.csv", TABLE), ("b.zip", zipped([("c.csv", TABLE)]))])
    (tmp_path / "a.zip").write_bytes(whole[:at] + noise + (b"" if cut else whole[at + len(noise) :]))
    labels, told = read(tmp_path)
    assert labels or told
