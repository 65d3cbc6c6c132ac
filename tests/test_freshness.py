"""What was made is compared by hash, and made by one process at a time."""

from __future__ import annotations

import runpy
import sys
import types

from ketamine_course import freshness
from ketamine_course.places import PACKAGE


def test_a_changed_renamed_or_new_file_is_noticed_and_a_cache_is_not(tmp_path):
    (tmp_path / "one.csv").write_text("a")
    first = freshness.fingerprint([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_text("x")
    assert freshness.fingerprint([tmp_path]) == first
    (tmp_path / "one.csv").write_text("b")
    second = freshness.fingerprint([tmp_path])
    (tmp_path / "one.csv").rename(tmp_path / "two.csv")
    third = freshness.fingerprint([tmp_path])
    (tmp_path / "three.csv").write_text("")
    assert len({first, second, third, freshness.fingerprint([tmp_path])}) == 4


def test_every_module_that_a_notebook_may_use_counts():
    files = set(freshness.files_under(freshness.INGREDIENTS))
    assert {PACKAGE / name for name in ("texts.py", "judged_later.py", "tables.py", "models/counts.py")} <= files
    assert {each for room in ("widgets", "models", "pictures", "lesson") for each in (PACKAGE / room).rglob("*.py")} <= files


class TestLock:
    def test_it_waits_for_who_holds_it_and_not_for_a_file_system_without_locks(self, monkeypatch, tmp_path, capsys):
        answers: list[OSError | None] = [BlockingIOError(), PermissionError(), None]

        def lock(_):
            if answer := answers.pop(0):
                raise answer

        monkeypatch.setattr(freshness, "_lock", lock)
        with freshness.one_at_a_time(tmp_path / "lock", "Waiting."):
            assert answers == []
        assert capsys.readouterr().out == "Waiting.\n"
        answers = [OSError("no locks available")]
        with freshness.one_at_a_time(tmp_path / "lock", "Waiting."):
            assert answers == []

    def test_windows_has_it_too(self, monkeypatch, tmp_path):
        taken = []
        fake = types.SimpleNamespace(LK_NBLCK=2, locking=lambda *told: taken.append(told[1:]))
        monkeypatch.setitem(sys.modules, "msvcrt", fake)
        monkeypatch.setattr(sys, "platform", "win32")
        there = runpy.run_path(freshness.__file__)
        with there["one_at_a_time"](tmp_path / "lock"):
            assert taken == [(2, 1)]
