"""A hub for a class: the configurations load, one place gives their numbers, and students are apart. The load test is `make load-test`."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import random
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
import types
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
import yaml
from conftest import ROOT
from jupyter_client.blocking.client import BlockingKernelClient
from traitlets.config import Config

import course_hub
import pull_link
import trial
from ketamine_course.publish.figures import explorables

DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
LIMITS = course_hub.limits()
KERNEL_BUDGET_MB = 160
VALUES = yaml.safe_load((DEPLOY / "values.yaml").read_text(encoding="utf-8"))


def executed(text, config, file):
    """Run a configuration as JupyterHub and TLJH do."""

    def load_subconfig(path):
        executed(Path(path).read_text(encoding="utf-8"), config, path)

    names = {"c": config, "get_config": lambda: config, "load_subconfig": load_subconfig, "__file__": str(file)}
    exec(compile(text, str(file), "exec"), names)
    return config


@pytest.fixture
def folder():
    """A folder with a short path: those of pytest are longer than a socket's path may be."""
    with tempfile.TemporaryDirectory(prefix="hub-") as name:
        yield Path(name).resolve()


@pytest.fixture
def loaded(monkeypatch, folder):
    """Return a function that gives what a hub reads from a configuration file, in an environment."""
    monkeypatch.setattr(course_hub, "precompile", lambda: None)

    def load(name, *, config=None, **environment):
        for key, value in {"STATE": str(folder / "s"), **environment}.items():
            monkeypatch.setenv(f"COURSE_HUB_{key}", value)
        return executed((DEPLOY / name).read_text(encoding="utf-8"), config or Config(), DEPLOY / name)

    return load


def student(number=7, name="student07"):
    """A spawner, as far as the configuration looks at it."""
    return SimpleNamespace(user=SimpleNamespace(id=number, name=name), pending="spawn")


def flat(config):
    """The settings of a configuration by section and name; functions by what they are called."""
    return {
        (section, name): value if not callable(value) else value.__qualname__
        for section, settings in config.items()
        for name, value in settings.items()
        if name != "environment"
    }


# One place for the numbers.


@pytest.mark.parametrize("name", ["jupyterhub_config.py", "tljh_config.py"])
def test_a_hub_takes_its_limits_from_the_one_place(name, loaded):
    config = loaded(name)
    spawner, hub = config.Spawner, config.JupyterHub
    assert spawner.mem_limit == f"{LIMITS['memory_limit_mb']}M"
    assert spawner.mem_guarantee == f"{LIMITS['memory_guarantee_mb']}M"
    assert (spawner.cpu_limit, spawner.cpu_guarantee) == (LIMITS["cpu_limit"], LIMITS["cpu_guarantee"])
    assert f"--MappingKernelManager.cull_idle_timeout={60 * LIMITS['kernel_idle_minutes']}" in spawner.args
    assert spawner.start_timeout == spawner.http_timeout == LIMITS["start_seconds"]
    assert hub.active_server_limit == LIMITS["places"]


def test_the_values_for_kubernetes_are_the_same():
    place = VALUES["singleuser"]
    assert place["memory"] == {"limit": f"{LIMITS['memory_limit_mb']}M", "guarantee": f"{LIMITS['memory_guarantee_mb']}M"}
    assert place["cpu"] == {"limit": LIMITS["cpu_limit"], "guarantee": LIMITS["cpu_guarantee"]}
    assert place["extraEnv"] == course_hub.ENVIRONMENT
    assert place["defaultUrl"] == course_hub.FIRST_PAGE
    assert place["cmd"] == ["jupyterhub-singleuser", *course_hub.arguments()]
    assert place["startTimeout"] == VALUES["hub"]["config"]["Spawner"]["http_timeout"] == LIMITS["start_seconds"]
    assert VALUES["hub"]["activeServerLimit"] == LIMITS["places"]
    assert VALUES["cull"]["timeout"] == 60 * LIMITS["idle_minutes"]


def test_the_readme_gives_the_same_numbers():
    for name, value in LIMITS.items():
        row = re.search(rf"^\| `{name}` \| ([\d.]+) \|", README, re.MULTILINE)
        assert row, f"the README does not give {name}"
        assert float(row[1]) == value, name


def test_the_limits_hold_what_was_measured():
    def measured(what):
        (cells,) = re.findall(rf"^\| {what}[^|]*\|(.+)\|$", README, re.MULTILINE)
        return max(float(number) for number in re.findall(r"[\d.]+", cells))

    server, kernel, heaviest = (measured(what) for what in ("a student's server", "a student's kernel", "the heaviest kernel"))
    assert kernel <= KERNEL_BUDGET_MB
    assert server + heaviest <= LIMITS["memory_guarantee_mb"] * 2**20 / 1e6
    assert server + 3 * heaviest <= LIMITS["memory_limit_mb"] * 2**20 / 1e6
    assert 2 * measured("server ready") <= LIMITS["start_seconds"]


# A class that logs in together.


def test_the_load_test_changes_nothing_but_addresses(loaded):
    shipped = flat(loaded("jupyterhub_config.py", SPAWNER="simple"))
    tried = flat(executed(trial.trial_config(), Config(), "trial.py"))
    changed = {"-".join(key) for key in {*shipped, *tried} if shipped.get(key) != tried.get(key)}
    assert changed == {"JupyterHub-hub_port", "ConfigurableHTTPProxy-api_url"}


@pytest.mark.sweep
@pytest.mark.skipif(not (shutil.which("npm") and sys.platform == "linux"), reason="the load test needs Linux and npm")
def test_a_small_class_learns_on_the_shipped_hub():
    ran = subprocess.run(
        ["make", "--no-print-directory", "load-test", "STUDENTS=3", f"PYTHON={sys.executable}"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "| held to the end | 3 |" in ran.stdout


def test_nobody_with_a_place_is_asked_to_try_again(loaded):
    hub = loaded("jupyterhub_config.py").JupyterHub
    assert not 0 < hub.concurrent_spawn_limit <= hub.active_server_limit


def test_whoever_finds_every_place_taken_is_told_what_helps(loaded):
    hub = loaded("jupyterhub_config.py").JupyterHub
    own = "<h1>{% block h1_error %}429{% endblock %}</h1>{% block error_detail %}limit exceeded{% endblock %}"
    pages = jinja2.ChoiceLoader([jinja2.FileSystemLoader(hub.template_paths), jinja2.DictLoader({"templates/error.html": own})])
    page = jinja2.Environment(loader=pages, autoescape=True).get_template("error.html")
    refused = page.render(status_code=429, **hub.template_vars)
    assert f"{LIMITS['places']} places" in refused
    assert "course site" in refused
    assert "limit exceeded" in page.render(status_code=500, **hub.template_vars)


def finished(coroutine):
    """What a coroutine returns, from a thread of its own: a browser that another test has opened keeps a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_servers_start_in_turn_and_in_the_order_of_their_login():
    async def all_at_once():
        hook, spawners, started = course_hub.in_turn(2), [student(number) for number in range(5)], []

        async def start(spawner):
            await hook(spawner)
            started.append(spawner.user.id)

        tasks = [asyncio.create_task(start(spawner)) for spawner in spawners]
        seen = []
        for done in range(5):
            while len(started) < min(done + 2, 5):  # noqa: ASYNC110 (what is tested keeps no event)
                await asyncio.sleep(0.01)
            seen.append(list(started))
            spawners[done].pending = None  # ready, or failed: either frees the turn
        await asyncio.gather(*tasks)
        return seen

    assert finished(all_at_once()) == [[0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]


# Students are apart.


def test_without_a_word_limits_are_kept_and_students_are_apart(loaded):
    config = loaded("jupyterhub_config.py")
    assert config.JupyterHub.spawner_class == "systemd"
    assert config.SystemdSpawner.dynamic_users is True
    assert config.JupyterHub.bind_url.startswith("http://127.0.0.1:")
    assert config.SharedPasswordAuthenticator.user_password == ""  # nobody gets in before a password is chosen


def test_only_the_hub_reads_its_own_folder(loaded, folder):
    (folder / "s").mkdir(mode=0o755)
    loaded("jupyterhub_config.py")
    assert stat.S_IMODE((folder / "s").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["jupyterhub_config.py", "tljh_config.py"])
def test_systemd_closes_homes_and_sockets_to_everybody_else(name, loaded):
    config = loaded(name)
    properties = config.SystemdSpawner.unit_extra_properties
    assert (properties["RuntimeDirectoryMode"], properties["StateDirectoryMode"], properties["UMask"]) == ("0700", "0700", "0077")
    told = config.Spawner.environment["JUPYTER_RUNTIME_DIR"](student(999_999))
    assert told == "/run/" + properties["RuntimeDirectory"].format(USERID=999_999)
    course_hub.check_runtime_path(Path(told))


def test_the_simple_spawner_makes_closed_folders(loaded, folder):
    config = loaded("jupyterhub_config.py", SPAWNER="simple")
    finished(config.Spawner.pre_spawn_hook(student()))
    for made in (folder / "s" / "home" / "student07", Path(config.Spawner.environment["JUPYTER_RUNTIME_DIR"](student()))):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert config.LocalProcessSpawner.popen_kwargs["umask"] == 0o077


def test_a_folder_too_deep_for_sockets_is_refused_with_the_length_that_fits(loaded, folder):
    with pytest.raises(SystemExit, match=r"at most 56 fit"):
        loaded("jupyterhub_config.py", SPAWNER="simple", STATE=str(folder / ("x" * 60)))


def test_names_that_are_folders_of_the_system_are_refused(loaded):
    pattern = loaded("jupyterhub_config.py").Authenticator.username_pattern
    for name in ("student01", "student-ada", "teacher"):
        assert re.fullmatch(pattern, name), name
    for name in ("apt", "../etc", "student/../apt", "student"):
        assert not re.fullmatch(pattern, name), name


def call(method, address, body=None):
    """Make one request to a student's server."""
    request = urllib.request.Request(address, method=method, data=body, headers={"Authorization": "token t"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        text = answer.read()
    return json.loads(text) if text else None


@pytest.fixture
def kernel(loaded, folder):
    """A real kernel in a real server with the arguments of a student's server: its id, its connection file, the server's address."""
    config = loaded("jupyterhub_config.py", SPAWNER="simple")
    finished(config.Spawner.pre_spawn_hook(student()))
    home = folder / "s" / "home" / "student07"
    runtime = config.Spawner.environment["JUPYTER_RUNTIME_DIR"](student())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter_server", f"--port={port}", "--no-browser", "--ServerApp.token=t", "--allow-root"]
    environment = {**os.environ, "HOME": str(home), "JUPYTER_RUNTIME_DIR": runtime}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, *config.Spawner.args], cwd=home, env=environment, stdout=log, stderr=log, **config.LocalProcessSpawner.popen_kwargs
        )
    address = f"http://127.0.0.1:{port}/api"
    try:
        for _ in range(300):
            try:
                call("GET", f"{address}/status")
                break
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None, (folder / "log").read_text()
                time.sleep(0.1)
        number = call("POST", f"{address}/kernels", b"{}")["id"]
        yield number, Path(runtime) / f"kernel-{number}.json", address
        call("DELETE", f"{address}/kernels/{number}")
    finally:
        server.terminate()
        server.wait(20)


def answers(client, patience_s=90.0):
    """Wait until a kernel answers: on a busy machine its heart pauses while it starts, and the client then takes it for dead."""
    end = time.monotonic() + patience_s
    while True:
        try:
            client.wait_for_ready(timeout=30)
        except RuntimeError:
            if time.monotonic() > end:
                raise
        else:
            return


def talk(connection_file, code):
    """What a kernel prints for a cell, over its own sockets."""
    client = BlockingKernelClient(connection_file=str(connection_file))
    client.load_connection_file()
    client.start_channels()
    try:
        answers(client)
        said = []
        client.execute_interactive(code, timeout=30, output_hook=lambda message: said.append(message["content"].get("text", "")))
        return "".join(said)
    finally:
        client.stop_channels()


NOBODY = 65534
CONNECT = """
import os, socket, sys
path, user = sys.argv[1], int(sys.argv[2])
if user != os.geteuid():
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
socket.socket(socket.AF_UNIX).connect(path)
"""


def connects(path, user):
    """Whether a process of a user can connect to a socket's file."""
    ran = subprocess.run([sys.executable, "-S", "-c", CONNECT, path, str(user)], check=False, capture_output=True, text=True)
    assert ran.returncode == 0 or "PermissionError" in ran.stderr, ran.stderr
    return ran.returncode == 0


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX") or sys.platform == "win32", reason="a hub runs on Linux")
def test_another_user_of_the_machine_cannot_listen_to_a_kernel(kernel, folder):
    number, file, address = kernel
    folder.chmod(0o755)  # what keeps others out is the hub's own doing
    assert talk(file, "print('mine')") == "mine\n"
    told = json.loads(file.read_text())
    sockets = [f"{told['ip']}-{value}" for name, value in told.items() if name.endswith("_port")]
    assert (told["transport"], len(sockets)) == ("ipc", 5)
    for path in sockets:
        assert stat.S_ISSOCK(Path(path).stat().st_mode)
        assert len(path) <= course_hub.SOCKET_PATH
        assert connects(path, os.geteuid())
        if os.geteuid() == 0:
            assert not connects(path, NOBODY)
    assert file.parent.stat().st_mode & 0o077 == 0

    call("POST", f"{address}/kernels/{number}/restart", b"")  # binds the same files again
    assert talk(file, "print('mine again')") == "mine again\n"


# The rest of the shipped files.


def test_idle_servers_are_stopped_by_a_service_that_may_do_so(loaded):
    hub = loaded("jupyterhub_config.py").JupyterHub
    (service,) = hub.services
    (role,) = hub.load_roles
    assert service["name"] in role["services"]
    assert f"--timeout={60 * LIMITS['idle_minutes']}" in service["command"]


def test_tljh_stops_idle_servers_after_the_same_time(loaded):
    config = Config()
    config.JupyterHub.services = [{"name": "cull-idle", "command": ["python", "--timeout=600", "--cull-every=60"]}, {"name": "other"}]
    services = loaded("tljh_config.py", config=config).JupyterHub.services
    assert services[0]["command"] == ["python", "--cull-every=60", f"--timeout={60 * LIMITS['idle_minutes']}"]
    assert services[1] == {"name": "other"}


def test_students_servers_do_not_ask_node_for_settings(loaded):
    path = loaded("jupyterhub_config.py").Spawner.environment["PATH"]
    first = Path(path.split(os.pathsep)[0]) / "node"
    assert os.access(first, os.X_OK)
    assert subprocess.run([first, "yarn.js", "config", "--json"], check=True, capture_output=True).stdout == b""
    assert path.endswith(os.environ["PATH"])


def test_students_read_the_compiled_course(monkeypatch, tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "one.py").write_text("ONE = 1\n", encoding="utf-8")
    monkeypatch.setattr(course_hub, "HERE", tmp_path / "deploy")
    monkeypatch.setattr(sys, "pycache_prefix", None)  # the checks keep compiled modules elsewhere, a hub does not
    before = os.umask(0o077)
    try:
        course_hub.precompile()
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    (compiled,) = (tmp_path / "src" / "__pycache__").glob("one.*.pyc")
    assert compiled.stat().st_mode & 0o044 == 0o044


def test_no_server_builds_a_parser_that_nothing_uses():
    for lock in (ROOT / "requirements").glob("*.lock"):
        assert not re.search(r"^rfc3987-syntax==", lock.read_text(encoding="utf-8"), re.MULTILINE), lock.name


def test_on_kubernetes_passwords_do_not_travel_in_the_clear():
    https = VALUES["proxy"]["https"]
    assert https["enabled"] is True
    assert https["hosts"]
    assert "contactEmail" in https["letsencrypt"]


@pytest.fixture
def authenticator(monkeypatch):
    """The authenticator of values.yaml, over one that takes every sign-up."""

    class Native:
        def __init__(self):
            self.admin_users = set(VALUES["hub"]["config"]["Authenticator"]["admin_users"])

        def normalize_username(self, name):
            return name.lower()

        def create_user(self, name, _password, **more):
            return name, more

    module = types.ModuleType("nativeauthenticator")
    module.__file__ = "/packages/nativeauthenticator/__init__.py"
    vars(module)["NativeAuthenticator"] = Native
    monkeypatch.setitem(sys.modules, "nativeauthenticator", module)
    (text,) = VALUES["hub"]["extraConfig"].values()
    return executed(text, Config(), "values.yaml").JupyterHub.authenticator_class


@pytest.mark.parametrize("name", ["teacher", "Teacher"])
def test_on_kubernetes_only_who_knows_the_secret_becomes_the_administrator(name, authenticator, monkeypatch):
    assert VALUES["hub"]["extraEnv"]["COURSE_ADMIN_PASSWORD"]["valueFrom"]["secretKeyRef"]  # without the secret the hub does not start
    monkeypatch.setenv("COURSE_ADMIN_PASSWORD", "secret")
    assert authenticator().create_user("ada", "her own", email="a@example.edu") == ("ada", {"email": "a@example.edu"})
    assert authenticator().create_user(name, "guessed") is None
    assert authenticator().create_user(name, "secret") == (name, {})
    monkeypatch.setenv("COURSE_ADMIN_PASSWORD", "")
    assert authenticator().create_user(name, "") is None


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


# The scripted students.


def part_of_students(*names):
    """Functions of the scripted students, without the packages that only a hub has."""
    tree = ast.parse((DEPLOY / "students.py").read_text(encoding="utf-8"))
    parts = [node for node in tree.body if getattr(node, "name", "") in names]
    space = {"random": random, "re": re, "html": __import__("html"), "Message": dict, "Any": object}
    exec(compile(ast.Module(parts, []), "students.py", "exec"), space)
    return space


@pytest.mark.parametrize("name", ["mechanism_cascade-clock", "variable_response-can_you_see_it"])
def test_scripted_students_ask_for_frames_that_exist(name):
    each = explorables()[name]
    widgets = {"w": {"_definition": each.definition(None), "choice": each.complete({})}, "q": {"_definition": {"prompt": "?"}}}
    wishes = part_of_students("Trouble", "place", "wishes")["wishes"]
    for widget, key, choice in wishes(json.loads(json.dumps(widgets)), 30, random.Random(1)):
        assert widget == "w"
        assert each.key(each.complete(choice)) == key


def test_a_scripted_student_reads_what_the_hub_says():
    page = '<head><title>x</title></head><div class="error"><h1>429 : Too Many Requests</h1>\n<p>No place &amp; no seat.</p></div>more'
    assert part_of_students("words_of")["words_of"](page) == "429 : Too Many Requests No place & no seat."
