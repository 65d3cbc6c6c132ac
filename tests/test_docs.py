"""The door for others: the guides name only what exists, the forms can be filled in, and a public host runs what CI runs."""

from __future__ import annotations

import re
import subprocess

import nbformat
import pytest
import setup
import yaml
from conftest import ROOT

GUIDES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "deploy/README.md", "data/README.md", "data/codebook.md"]
GUIDES += [f"docs/{name}.md" for name in ("architecture", "checking", "publishing", "running", "tables")]
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
TASKS = ["Add a web text", "Add a trial", "Add an experiment", "Add a figure", "Add a notebook"]
TARGETS = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
MADE_BY_COMMANDS = ("_build", ".venv")
EXAMPLES = ("07_your_topic",)


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def tracked():
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines() if done.returncode == 0 else [path.as_posix() for path in ROOT.rglob("*")]


@pytest.fixture(scope="module")
def files():
    return tracked()


@pytest.mark.parametrize("name", GUIDES)
class TestGuide:
    def test_local_links_lead_somewhere(self, name):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text(name)):
            assert (ROOT / name).parent.joinpath(target).exists(), target

    def test_paths_in_code_marks_exist(self, name, files):
        """A path may be given from the top, from the guide's folder, or as the end of a path, such as `models/`; `/hub` is an address."""
        for path in re.findall(r"`([\w.-]*/[\w./-]*|[\w-]+\.(?:csv|py|md|yaml|yml|json|lock))`", text(name)):
            if path.startswith(("/", *MADE_BY_COMMANDS)) or any(each in path for each in EXAMPLES):
                continue
            end = path.rstrip("/")
            assert any(f"/{each}".endswith(f"/{end}") or f"/{end}/" in f"/{each}" for each in files), path

    def test_commands_exist(self, name):
        assert set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)[` ]*(?=[`A-Z#]|  )", text(name))) <= TARGETS
        assert set(re.findall(r"tools/setup\.py ([a-z-]+)", text(name))) <= set(setup.COMMANDS)

    def test_nothing_outside_the_repository_is_needed(self, name):
        assert "../shared" not in text(name)


def test_the_small_figures_of_the_readme_follow_no_prediction():
    cells = [cell.source for path in (ROOT / "notebooks").glob("*.ipynb") for cell in nbformat.read(path, as_version=4).cells]
    shown = re.findall(r'<img src="figures/(\w+)-(\w+)\.png"', text("README.md"))
    assert {notebook for notebook, _ in shown} == {path.stem[3:] for path in (ROOT / "notebooks").glob("*.ipynb")}
    for notebook, name in shown:
        assert (ROOT / "figures" / f"{notebook}-{name}.png").is_file()
        calls = [line for source in cells for line in source.splitlines() if f"show.{name}(" in line]
        assert any("after=" not in line for line in calls), name


def test_each_of_the_five_tasks_names_the_files_to_change():
    parts = re.split(r"^### ", text("CONTRIBUTING.md"), flags=re.MULTILINE)
    for task in TASKS:
        (part,) = [each for each in parts if each.startswith(f"{task}\n")]
        assert re.search(r"`[\w./]+(?:\.csv|\.yaml|/)`", part), task


def test_the_ladder_in_the_guide_is_the_one_that_is_tested():
    from test_architecture import MAY_IMPORT

    rooms = set(re.findall(r"`(\w+)/?`", text("docs/architecture.md").split("## What may import what")[1].split("## ")[0]))
    assert {room for room in MAY_IMPORT if room != "__init__"} <= rooms


def test_the_changelog_has_the_version_of_the_project():
    [version] = re.findall(r'^version = "(.+)"$', text("pyproject.toml"), re.MULTILINE)
    released = re.findall(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)$", text("CHANGELOG.md"), re.MULTILINE)
    citation = yaml.safe_load(text("CITATION.cff"))
    assert released[0] == (version, citation["date-released"])
    assert [day for _, day in released] == sorted((day for _, day in released), reverse=True)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_can_be_filled_in(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= set(form)
    asked = [field for field in form["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in asked]
    assert len(names) == len(set(names))
    assert any(field.get("validations", {}).get("required") for field in asked)
    for field in asked:
        assert field["type"] in ("input", "textarea", "dropdown")
        assert field["attributes"]["label"]
        assert (field["type"] == "dropdown") == ("options" in field["attributes"])


def test_there_is_a_form_for_each_kind_of_report():
    assert [path.stem for path in FORMS] == ["barrier", "classroom_report", "wrong_fact"]


def test_a_public_host_runs_what_ci_runs():
    workflow = yaml.safe_load(text(".github/workflows/ci.yml"))
    assert [step["run"] for step in workflow["jobs"]["checks"]["steps"] if "run" in step] == ["bash .ci/run"]


def test_hooks_use_the_locked_tools_and_run():
    hooks = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    assert [each["repo"] for each in hooks] == ["local"]
    for hook in hooks[0]["hooks"]:
        program, _, what = hook["entry"].split()[:3]
        known = {".venv/bin/python": {"ruff", *(f"checks.{path.stem}" for path in (ROOT / "checks").glob("*.py"))}, "make": TARGETS}
        assert what in known[program]
