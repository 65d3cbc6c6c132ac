"""Set-up: one set of versions everywhere, clear words when something is missing, commands that are what the README says."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import ClassVar

import environment
import lock
import pytest
import setup
import yaml
from conftest import ROOT

MANIFEST = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAB, TEST = ((ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8") for name in ("lab", "test"))


def versions(requirements):
    return dict(re.findall(r"^([\w.-]+)==([^ ;]+)", each)[0] for each in requirements)


class TestVersions:
    def test_the_lock_holds_what_the_project_asks_for(self):
        asked = versions(MANIFEST["project"]["dependencies"])
        assert asked.items() <= versions(lock.pinned(LAB)).items()

    def test_the_tests_run_on_the_versions_of_the_lab(self):
        assert set(lock.pinned(LAB)) <= set(lock.pinned(TEST))

    def test_conda_and_binder_get_the_same_versions(self):
        assert (ROOT / "environment.yml").read_text(encoding="utf-8") == lock.environment()
        environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
        *conda, by_pip = environment["dependencies"]
        assert [each.split("=")[0] for each in conda] == ["python", "pip"]
        assert by_pip["pip"] == [*lock.pinned(LAB), "--editable ."]

    def test_conda_gets_a_python_that_the_project_allows(self):
        environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
        python = tuple(int(part) for part in environment["dependencies"][0].removeprefix("python=").split("."))
        lowest = tuple(int(part) for part in MANIFEST["project"]["requires-python"].removeprefix(">=").split("."))
        assert python >= lowest == setup.NEEDED

    @pytest.mark.parametrize("text", [LAB, TEST], ids=["lab", "test"])
    def test_every_package_is_locked_with_hashes_and_no_host_is_named(self, text):
        entries = re.split(r"\n(?=[a-z0-9])", text.strip())
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "://" not in text
        assert "--index" not in text

    def test_what_is_installed_here_is_what_the_lock_says(self):
        from importlib.metadata import version

        for name, locked in versions(MANIFEST["project"]["dependencies"]).items():
            assert version(name) == locked


def run_setup(*arguments, python=sys.executable, **environment):
    command = [python, ROOT / "tools" / "setup.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


def answering(told, status):
    """Return a stand-in for `subprocess.call` that notes each command and answers with a status."""

    def call(command, **_):
        told.append(command[1:])
        return status

    return call


class Drawing:
    """A stand-in for a program in the background that notes its command and its end."""

    seen: ClassVar[list[object]] = []

    def __init__(self, command, **_):
        self.seen.append(command[1:])

    def terminate(self):
        self.seen.append("ended")


class TestCommands:
    def test_without_a_known_command_it_says_how_it_is_used(self):
        done = run_setup("dance")
        assert done.returncode == 2
        assert "usage:" in done.stdout
        assert all(f"\n  {name} " in done.stdout for name in setup.COMMANDS)

    def test_each_command_prepares_what_it_needs_and_runs_all_its_steps(self, monkeypatch):
        told: list[object] = []
        monkeypatch.setattr(environment, "prepare", told.append)
        monkeypatch.setattr(subprocess, "call", answering(told, 0))
        assert setup.main(["test", "-x"]) == 0
        assert told == ["test", *(setup.COMMANDS["test"][1] or [])[:-1], ["-m", "pytest", "-x"]]

    def test_a_failed_step_stops_the_rest_and_its_status_is_passed_on(self, monkeypatch):
        ran: list[object] = []
        monkeypatch.setattr(environment, "prepare", lambda _: None)
        monkeypatch.setattr(subprocess, "call", answering(ran, 3))
        assert setup.main(["test"]) == 3
        assert len(ran) == 1

    def test_root_is_told_how_to_open_the_notebooks_all_the_same(self, monkeypatch, capsys):
        monkeypatch.setattr(environment, "prepare", lambda _: None)
        monkeypatch.setattr(subprocess, "call", answering([], 1))
        monkeypatch.setattr(subprocess, "Popen", Drawing)
        monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
        assert setup.main(["lab", "--no-browser"]) == 1
        assert 'make lab LAB_ARGS="--allow-root --no-browser"' in capsys.readouterr().out
        assert setup.main(["lab", "--allow-root"]) == 1  # it fails for another reason
        assert "root" not in capsys.readouterr().out

    def test_while_jupyterlab_is_open_the_figures_are_drawn_in_the_background(self, monkeypatch):
        monkeypatch.setattr(environment, "prepare", lambda _: None)
        monkeypatch.setattr(subprocess, "Popen", Drawing)
        Drawing.seen = []
        monkeypatch.setattr(subprocess, "call", answering(Drawing.seen, 0))
        assert setup.main(["lab"]) == 0
        told = [each[:2] if isinstance(each, list) else each for each in Drawing.seen]
        assert told[-3:] == [["-m", "ketamine_course.publish.frames"], ["-m", "jupyterlab"], "ended"]

    def test_every_command_has_its_target_in_the_makefile(self):
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        for name in set(setup.COMMANDS) - {"prepare-lab", "prepare-test"}:
            assert re.search(rf"^{name}:.*\n\t@\$\(SETUP\) {name}\b", makefile, re.MULTILINE), name


class TestWordsWhenSomethingIsMissing:
    def test_an_old_python_is_told_in_one_sentence(self, monkeypatch):
        monkeypatch.setattr(sys, "version_info", (3, 9, 1, "final", 0))
        monkeypatch.setattr(shutil, "which", lambda _: None)
        with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed, and this is 3\.9\. .* run the same command again"):
            setup.use_new_enough_python()

    def test_an_old_python_hands_over_to_a_newer_one(self, monkeypatch):
        monkeypatch.setattr(sys, "version_info", (3, 9, 1, "final", 0))
        monkeypatch.setattr(setup, "CANDIDATES", [sys.executable])
        monkeypatch.setattr(sys, "argv", ["-c", "print('newer')"])
        with pytest.raises(SystemExit) as left:
            setup.use_new_enough_python()
        assert left.value.code == 0

    def test_the_part_that_old_pythons_read_has_nothing_that_they_cannot_read(self):
        ast.parse((ROOT / "tools" / "setup.py").read_text(encoding="utf-8"), feature_version=(3, 5))

    def test_an_old_uv_is_told_and_left_alone(self, monkeypatch, capsys):
        monkeypatch.setattr(shutil, "which", lambda _: "somewhere")
        for version, taken in (("0.1.45", None), ("0.13.9", Path("somewhere"))):
            monkeypatch.setattr(environment, "output_of", lambda _, version=version: f"uv {version} (2026-01-01)\n")
            assert environment.uv_on_path() == taken
        assert capsys.readouterr().out == "The uv on this computer is version 0.1, which is too old for this set-up; it is left alone.\n"

    def test_a_full_disk_is_told_before_anything_is_installed(self, monkeypatch, tmp_path):
        monkeypatch.setattr(environment, "ROOT", tmp_path)
        monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
        monkeypatch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5 * 2**20}))
        with pytest.raises(SystemExit, match=r"the disk has 5 MB free, and set-up needs about \d+ MB"):
            environment.prepare("lab")
        assert not (tmp_path / "venv").exists()

    def test_a_missing_python_is_told_by_make(self):
        done = subprocess.run(["make", "lab", "PYTHON=no-such-python"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode != 0
        assert "no no-such-python found. Install Python 3.11 or newer" in done.stdout


class TestReadme:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    def test_every_make_command_exists(self):
        targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        named = {first or second for first, second in re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+) +#", self.text, re.MULTILINE)}
        assert {"lab", "test", "check-data"} <= named <= targets

    def test_every_local_link_leads_somewhere(self):
        for target in re.findall(r"\]\(([^)#:]+)\)", self.text):
            assert (ROOT / target).exists(), target

    def test_ci_runs_the_test_command_of_the_readme(self):
        assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)

    def test_help_lists_the_targets(self):
        done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
        assert "make lab" in done.stdout
        assert "make test" in done.stdout


@pytest.mark.sweep
def test_figures_are_fresh_and_described():
    from ketamine_course.publish import figures

    assert figures.main(["--check"]) == 0
    for path in Path(figures.FIGURES).glob("*.svg"):
        svg = path.read_text(encoding="utf-8")
        assert 'role="img"><title>' in svg
        assert "<desc>" in svg
