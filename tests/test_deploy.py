"""A hub for a class: the configurations load, and one place gives their numbers. The load test itself is `make load-test`."""

from __future__ import annotations

import ast
import json
import random
import re

import pytest
import yaml
from conftest import ROOT
from traitlets.config import Config

import course_hub
import pull_link
from ketamine_course.publish.figures import explorables

DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
LIMITS = course_hub.limits()
KERNEL_BUDGET_MB = 160


def loaded(name, monkeypatch, **environment):
    """What a hub reads from a configuration file."""
    for key, value in environment.items():
        monkeypatch.setenv(f"COURSE_HUB_{key}", value)
    config = Config()
    names = {"c": config, "get_config": lambda: config, "__file__": str(DEPLOY / name)}
    exec(compile((DEPLOY / name).read_text(encoding="utf-8"), name, "exec"), names)
    return config


@pytest.mark.parametrize("name", ["jupyterhub_config.py", "tljh_config.py"])
def test_a_hub_takes_its_limits_from_the_one_place(name, monkeypatch):
    spawner = loaded(name, monkeypatch).Spawner
    assert spawner.mem_limit == f"{LIMITS['memory_limit_mb']}M"
    assert spawner.mem_guarantee == f"{LIMITS['memory_guarantee_mb']}M"
    assert (spawner.cpu_limit, spawner.cpu_guarantee) == (LIMITS["cpu_limit"], LIMITS["cpu_guarantee"])
    assert f"--MappingKernelManager.cull_idle_timeout={60 * LIMITS['kernel_idle_minutes']}" in spawner.args


def test_the_values_for_kubernetes_are_the_same():
    values = yaml.safe_load((DEPLOY / "values.yaml").read_text(encoding="utf-8"))
    student = values["singleuser"]
    assert student["memory"] == {"limit": f"{LIMITS['memory_limit_mb']}M", "guarantee": f"{LIMITS['memory_guarantee_mb']}M"}
    assert student["cpu"] == {"limit": LIMITS["cpu_limit"], "guarantee": LIMITS["cpu_guarantee"]}
    assert student["extraEnv"] == course_hub.ENVIRONMENT
    assert student["defaultUrl"] == course_hub.FIRST_PAGE
    assert values["cull"]["timeout"] == 60 * LIMITS["idle_minutes"]


def test_the_readme_tells_the_same_numbers():
    for name, value in LIMITS.items():
        row = re.search(rf"^\| `{name}` \| ([\d.]+) \|", README, re.MULTILINE)
        assert row, f"the README does not tell {name}"
        assert float(row[1]) == value, name


def test_the_limits_hold_what_was_measured():
    def measured(what):
        (cells,) = re.findall(rf"^\| {what}[^|]*\|(.+)\|$", README, re.MULTILINE)
        return max(float(number) for number in re.findall(r"[\d.]+", cells))

    server, kernel, heaviest = (measured(what) for what in ("a student's server", "a student's kernel", "the heaviest kernel"))
    assert kernel <= KERNEL_BUDGET_MB
    assert server + heaviest <= LIMITS["memory_guarantee_mb"] * 2**20 / 1e6
    assert server + 3 * heaviest <= LIMITS["memory_limit_mb"] * 2**20 / 1e6


def test_without_a_word_limits_are_kept_and_students_are_apart(monkeypatch):
    config = loaded("jupyterhub_config.py", monkeypatch)
    assert config.JupyterHub.spawner_class == "systemd"
    assert config.SystemdSpawner.dynamic_users is True
    assert config.JupyterHub.bind_url.startswith("http://127.0.0.1:")
    assert config.SharedPasswordAuthenticator.user_password == ""  # nobody gets in before a password is chosen


def test_names_that_are_folders_of_the_system_are_refused(monkeypatch):
    pattern = loaded("jupyterhub_config.py", monkeypatch).Authenticator.username_pattern
    for name in ("student01", "student-ada", "teacher"):
        assert re.fullmatch(pattern, name), name
    for name in ("apt", "../etc", "student/../apt", "student"):
        assert not re.fullmatch(pattern, name), name


def test_idle_servers_are_stopped_by_a_service_that_may_do_so(monkeypatch):
    hub = loaded("jupyterhub_config.py", monkeypatch).JupyterHub
    (service,) = hub.services
    (role,) = hub.load_roles
    assert service["name"] in role["services"]
    assert f"--timeout={60 * LIMITS['idle_minutes']}" in service["command"]


def test_links_for_nbgitpuller_come_from_the_configuration(monkeypatch):
    assert pull_link.links() == {}
    monkeypatch.setenv("COURSE_HUB", "https://hub.example.edu")
    monkeypatch.setenv("COURSE_REPOSITORY", "https://example.org/OWNER/NAME")
    found = pull_link.links()
    assert set(found) == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert found["01_mechanism_cascade.ipynb"] == (
        "https://hub.example.edu/hub/user-redirect/git-pull?repo=https%3A%2F%2Fexample.org%2FOWNER%2FNAME&branch=main"
        "&urlpath=lab%2Ftree%2FNAME%2Fnotebooks%2F01_mechanism_cascade.ipynb"
    )


def wishes():
    """The function of the scripted students, without the packages that only a hub has."""
    tree = ast.parse((DEPLOY / "students.py").read_text(encoding="utf-8"))
    parts = [node for node in tree.body if getattr(node, "name", "") in ("Trouble", "place", "wishes")]
    space = {"random": random, "Message": dict, "Any": object}
    exec(compile(ast.Module(parts, []), "students.py", "exec"), space)
    return space["wishes"]


@pytest.mark.parametrize("name", ["mechanism_cascade-signs", "rival_hypotheses-mixture"])
def test_scripted_students_ask_for_frames_that_exist(name):
    each = explorables()[name]
    widgets = {"w": {"_definition": each.definition(None), "choice": each.complete({})}, "q": {"_definition": {"prompt": "?"}}}
    for widget, key, choice in wishes()(json.loads(json.dumps(widgets)), 30, random.Random(1)):
        assert widget == "w"
        assert each.key(each.complete(choice)) == key
