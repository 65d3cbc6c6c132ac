"""Folders and zips as learning platforms make them, and as somebody with bad intentions would."""

from __future__ import annotations

import base64
import io
import json
import random
import shutil
import stat
import subprocess
import warnings
import zipfile

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, Phase, given, settings
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
    assert told == ["all.zip/d.pdf: is not a .csv file, so it was skipped"]


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


def test_an_entry_without_a_name_is_named_and_left_aside(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped([("./.", TABLE), ("good.csv", TABLE)]))
    labels, told = read(tmp_path)
    assert labels == ["a.zip/good.csv"]
    assert told == ["a.zip: its path leads out of the zip: not read"]


PARTS = st.sampled_from(["Anna", "Ben_1001_assignsubmission_file_", "..", ".", "", "C:", "__MACOSX", "Zoë", "Łódź", "a\tb", "x\\y"])
ENDS = st.sampled_from(["a.csv", "b.CSV", "c.tsv", ".DS_Store", "d.pdf", "e.xlsx", "f.zip", "g.csv", "ü.txt", "/"])
CONTENTS = st.one_of(
    st.just(TABLE),
    st.binary(max_size=40),
    st.sampled_from([b"", b"0" * 99_000, b"0" * 300_000, b"PK\x03\x04 no table", bytes(range(256)) * 4000]),
)


@st.composite
def zips(draw, depth=0):
    """A zip with any paths and contents, zips among them, links, stored or packed, and perhaps damaged or cut."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for _ in range(draw(st.integers(0, 5))):
            name = "/".join([*draw(st.lists(PARTS, max_size=6)), draw(ENDS)])
            info = zipfile.ZipInfo(name)
            info.compress_type = draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
            info.external_attr = draw(st.sampled_from([0, 0o100644 << 16, (stat.S_IFLNK | 0o777) << 16]))
            content = draw(zips(depth + 1)) if name.endswith(".zip") and depth < 2 else draw(CONTENTS)
            with warnings.catch_warnings(action="ignore", category=UserWarning):
                archive.writestr(info, content)
    whole = out.getvalue()
    kind = draw(st.sampled_from(["whole", "whole", "whole", "prefixed", "cut", "noisy"]))
    at = draw(st.integers(0, len(whole)))
    return {"whole": whole, "prefixed": b"#! " + whole, "cut": whole[:at], "noisy": whole[:at] + b"\xff" + whole[at + 1 :]}[kind]


def by_page(tmp_path, folders):
    """What the page makes of the same files."""
    place = tmp_path / "folders.json"
    place.write_text(json.dumps([[[name, base64.b64encode(held).decode()] for name, held in each] for each in folders]), encoding="utf-8")
    script = ROOT / "tests" / "js" / "read_handed.mjs"
    done = subprocess.run(["node", script, place], capture_output=True, check=True, encoding="utf-8")
    return json.loads(done.stdout)


def as_python_reads(folder):
    problems: list[Problem] = []
    files = list(Hand(problems).folder(str(folder)))
    return {
        "files": [[list(each.path), base64.b64encode(each.content).decode()] for each in files],
        "told": [str(each) for each in problems],
    }


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_page_reads_any_zip_as_python_does_with_the_same_words(tmp_path):
    found = []

    @settings(
        max_examples=300, database=None, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(zips(), min_size=1, max_size=2))
    def collect(some):
        found.append([(f"{number}.zip", held) for number, held in enumerate(some)])

    collect()
    told = set()
    for number, (files, page) in enumerate(zip(found, by_page(tmp_path, found), strict=True)):
        folder = tmp_path / f"folder-{number}"
        folder.mkdir()
        for name, held in files:
            (folder / name).write_bytes(held)
        ours = as_python_reads(folder)
        assert page == ours, (number, [held[:200] for _, held in files])
        told |= {line.split(": ", 1)[1] for line in ours["told"]}
    assert len(told) > 8  # every kind of trouble but those of size and number, which have tests of their own
    assert any(page["files"] for page in by_page(tmp_path, found))


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_page_keeps_the_same_bounds(tmp_path):
    many = zipped([(f"{number}.csv", TABLE) for number in range(5002)])
    large = zipped([("large.csv", random.Random(1).randbytes(1_000_001))])
    entries = b"PK\x01\x02" * 20_001
    locked = bytearray(zipped([("a.csv", TABLE)]))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    files = [("a.zip", large), ("b.zip", entries), ("c.zip", bytes(locked)), ("d.zip", many)]
    (tmp_path / "class").mkdir()
    for name, held in files:
        (tmp_path / "class" / name).write_bytes(held)
    ours = as_python_reads(tmp_path / "class")
    assert by_page(tmp_path, [files]) == [ours]
    words = ("larger than 1 MB", "more than 20,000 files", "locked with a password", "more than 5000 files")
    assert all(any(each in line for line in ours["told"]) for each in words)


MAKERS = {"zip": ["zip", "-qr"], "7z": ["7z", "a", "-bd", "-tzip"], "7zz": ["7zz", "a", "-bd", "-tzip"], "bsdtar": ["bsdtar", "-a", "-cf"]}


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
@pytest.mark.parametrize("maker", MAKERS)
def test_zips_of_other_programs_are_read_alike(tmp_path, maker):
    if not shutil.which(maker):
        pytest.skip(f"{maker} is not here")
    source, folder = tmp_path / "source", tmp_path / "class"
    (source / "Zoë Müller_7_assignsubmission_file_").mkdir(parents=True)
    folder.mkdir()
    (source / "Zoë Müller_7_assignsubmission_file_" / "answers.csv").write_bytes(TABLE * 50)
    (source / "empty.csv").write_bytes(b"")
    subprocess.run([*MAKERS[maker], folder / "all.zip", "."], cwd=source, check=True, capture_output=True)
    ours = as_python_reads(folder)
    assert sorted(path[-1] for path, _ in ours["files"]) == ["answers.csv", "empty.csv"]
    assert by_page(tmp_path, [[("all.zip", (folder / "all.zip").read_bytes())]]) == [ours]
