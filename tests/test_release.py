"""The archive for a download page: complete, checked by its own checksums, and the same bytes each time."""

from __future__ import annotations

import hashlib
import zipfile

import pytest

from ketamine_course.publish import pages, release
from ketamine_course.publish.site import build as site_build

FILES = {"site/index.html": b"<html>", "README.md": b"words", "pages/01.html": b"page"}


def test_the_same_files_give_the_same_archive_in_any_order(tmp_path):
    release.packed(FILES, tmp_path / "one.zip")
    release.packed(dict(reversed(FILES.items())), tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_its_own_checksums_hold_when_it_is_unpacked(tmp_path):
    release.packed(FILES, tmp_path / "one.zip")
    zipfile.ZipFile(tmp_path / "one.zip").extractall(tmp_path)
    folder = tmp_path / release.NAME
    told = dict(reversed(line.split("  ", 1)) for line in (folder / release.SUMS).read_text(encoding="utf-8").splitlines())
    assert told == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def test_a_part_that_cannot_be_built_stops_it_and_is_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(release, "RELEASES", tmp_path / "release")
    monkeypatch.setattr(site_build, "main", lambda _: 1)
    monkeypatch.setattr(pages, "main", lambda _: 0)
    assert release.main(["--without-answers"]) == 1
    assert "not built: site" in capsys.readouterr().out
    assert not (tmp_path / "release").exists()


@pytest.mark.sweep
def test_it_holds_every_part_and_answers_only_where_they_are_wanted(monkeypatch, tmp_path):
    monkeypatch.setattr(release, "RELEASES", tmp_path)
    assert release.main([]) == 0
    first = (tmp_path / f"{release.NAME}.zip").read_bytes()
    names = zipfile.ZipFile(tmp_path / f"{release.NAME}.zip").namelist()
    for part in (
        "site/index.html",
        "pages/01_mechanism_cascade.html",
        "for-teachers/index.html",
        "data-package/datapackage.json",
        "LICENSE",
    ):
        assert f"{release.NAME}/{part}" in names
    assert any(name.endswith(".whl") for name in names)
    assert release.main([]) == 0
    assert (tmp_path / f"{release.NAME}.zip").read_bytes() == first
    assert release.main(["--without-answers"]) == 0
    without = zipfile.ZipFile(tmp_path / f"{release.NAME}.zip").namelist()
    assert not [name for name in without if "for-teachers" in name or "teacher.zip" in name]
