"""Frames on disk: equal to what would be drawn, never those of other code or tables, and never needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from conftest import ROOT

from ketamine_course import places
from ketamine_course.pictures import _store
from ketamine_course.pictures.mechanism_cascade import clock, glutamate_by_dose
from ketamine_course.publish import frames
from ketamine_course.widgets import frame_store
from ketamine_course.widgets.definition import Definition
from ketamine_course.widgets.frame_store import FrameStore

PACKAGE = "ketamine_course.pictures"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store of our pictures in a folder of its own, as a kernel has one."""
    monkeypatch.setattr(frame_store, "_stores", [])
    return frame_store.use(FrameStore(PACKAGE, tmp_path, lambda: "now"))


def fresh(explorable):
    """The same explorable as another kernel has it: nothing drawn yet, and nothing that can be drawn."""
    other = Definition(explorable.draw, explorable._controls, explorable.title, narrow=len(explorable.widths) > 1)
    vars(other)["_drawn"] = lambda *_: pytest.fail("it was drawn")
    return other


def test_what_one_kernel_keeps_another_reads_and_it_is_what_would_be_drawn(store):
    states = [(choice, units) for choice in glutamate_by_dose.states() for units in glutamate_by_dose.widths]
    drawn = {glutamate_by_dose.key(*state): glutamate_by_dose.frame(*state) for state in states}
    assert store.write(glutamate_by_dose, drawn)
    other = fresh(glutamate_by_dose)
    assert {other.key(*state): other.frame(*state) for state in states} == json.loads(json.dumps(drawn))


def test_of_two_figures_with_one_function_and_other_controls_each_has_its_own(store):
    choice = next(glutamate_by_dose.states())
    store.write(glutamate_by_dose, {glutamate_by_dose.key(choice): {"svg": "the first"}})
    name, control = next(iter(glutamate_by_dose.controls.items()))
    fewer = type(control)(dict(list(control.options.items())[1:]), label=control.label)
    other = Definition(glutamate_by_dose.draw, glutamate_by_dose._controls | {name: fewer}, "Another")
    assert store.read(other, glutamate_by_dose.key(choice)) is None


def test_a_figure_that_somebody_else_defines_is_neither_kept_nor_read(store):
    def clock_of_my_own(until, group):
        return clock.draw(until, group)

    mine = Definition(clock_of_my_own, clock._controls, "Mine")
    mine.draw.__module__ = f"{PACKAGE}.mechanism_cascade"  # even where it says so itself
    assert not store.write(mine, {"0-0": {"svg": ""}})
    assert store.read(mine, "0-0") is None


@pytest.mark.parametrize("damage", [b"", b"no frame", b"\x28\xb5\x2f\xfd\x00"])
def test_a_damaged_file_is_drawn_again(store, damage):
    key = clock.key(clock.sample)
    store.write(clock, {key: {"svg": "kept"}})
    assert store.read(clock, key) == {"svg": "kept"}
    (path,) = store.folder.rglob("*.zst")
    path.write_bytes(damage)
    assert store.read(clock, key) is None


def test_what_changed_meanwhile_is_not_kept_and_the_frames_of_before_are_removed(tmp_path):
    made_from = ["before"]
    store = FrameStore(PACKAGE, tmp_path, lambda: made_from[0], lambda: made_from[0] == "before")
    assert store.write(clock, {"0-0": {"svg": "before"}})
    assert store.settle()
    made_from[0] = "after"
    assert not store.write(clock, {"0-0": {"svg": "neither"}})
    later = FrameStore(PACKAGE, tmp_path, lambda: made_from[0])
    assert later.read(clock, "0-0") is None
    later.write(clock, {"0-0": {"svg": "after"}})
    later.clear_others()
    assert [path.name for path in tmp_path.iterdir()] == ["after"]
    assert later.read(clock, "0-0") == {"svg": "after"}


def test_a_change_that_only_shows_when_all_is_drawn_leaves_no_frame(store, monkeypatch):
    monkeypatch.setattr(frames, "explorables", lambda: {"clock": clock})
    names = iter(["now", "another"])
    store.made_from = lambda: next(names)
    assert not frames.fill(store)
    assert not store.shelf.exists()


def test_filling_makes_the_hash_twice_however_many_figures_there_are(store, monkeypatch):
    asked = []

    def made_from():
        asked.append(1)
        return "now"

    store.made_from = made_from
    monkeypatch.setattr(frames, "explorables", lambda: {"glutamate": glutamate_by_dose, "clock": clock})
    assert frames.fill(store)
    assert len(asked) == 2


def test_our_shelf_is_named_after_files_that_are_older_than_the_process(monkeypatch):
    assert _store.made_from() == _store.made_from() != ""
    path = places.DATA / "cascade" / "cascade_edges.csv"
    monkeypatch.setattr(_store, "IMPORTED", path.stat().st_mtime - 1)
    assert _store.made_from() is None  # the table may have been read before somebody changed it


def test_a_file_that_is_gone_is_a_change(monkeypatch):
    monkeypatch.setattr(_store, "FILES", _store.FILES | {places.DATA / "a_table_that_was_deleted.csv"})
    assert not _store.unchanged()
    assert _store.made_from() is None


def test_filling_draws_what_is_missing_and_then_nothing(store, monkeypatch):
    monkeypatch.setattr(frames, "explorables", lambda: {"glutamate": glutamate_by_dose})
    assert frames.fill(store)
    count = len(list(store.folder.rglob("*.zst")))
    assert count == len(list(glutamate_by_dose.states())) * len(glutamate_by_dose.widths)
    monkeypatch.setattr(frames, "explorables", lambda: pytest.fail("all is there"))
    assert frames.fill(store)


class TestWhere:
    def test_a_checkout_has_its_own_folder_and_a_wheel_that_of_its_environment(self, monkeypatch, tmp_path):
        monkeypatch.delenv("KETAMINE_COURSE_FRAMES")
        assert places.frames_folder() == ROOT / "_build" / "frames"
        installed = tmp_path / "site-packages" / "ketamine_course"
        assert str(places.frames_folder(installed)).startswith(sys.prefix)

    def test_it_can_be_named_or_turned_off(self, monkeypatch, tmp_path):
        monkeypatch.setenv("KETAMINE_COURSE_FRAMES", str(tmp_path))
        assert places.frames_folder() == tmp_path
        monkeypatch.setenv("KETAMINE_COURSE_FRAMES", "off")
        assert places.frames_folder() is None

    def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(self, tmp_path):
        (tmp_path / "file").write_text("")
        command = [sys.executable, "-m", "ketamine_course.publish.frames"]
        inside = os.environ | {"KETAMINE_COURSE_FRAMES": str(tmp_path / "file" / "frames")}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=inside)
        assert done.returncode == 1
        assert "could not be kept" in done.stdout
        assert "Traceback" not in done.stderr
