"""A hub for a moment: the shipped configuration on loopback, with addresses of its own, in a folder that vanishes."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PROGRAMS = ROOT / "_build" / "hub" / "node_modules" / ".bin"
TRIAL = """
load_subconfig({config!r})
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
"""
"""All that is overridden: two addresses. What is measured is what is shipped; a test holds that."""


@dataclass
class TrialHub:
    """A running hub: its address, what a student types, and its process."""

    address: str
    password: str
    process: "subprocess.Popen[bytes]"
    log: Path


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def trial_config() -> str:
    """Return the configuration of a trial: the shipped one and free ports."""
    return TRIAL.format(config=str(HERE / "jupyterhub_config.py"), hub_port=free_port(), api_port=free_port())


def pss_mb(process: int) -> float:
    """Return the proportional set size of a process in MB (of 10**6 bytes); 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:"))


def family(process: int) -> list[int]:
    """Return a process and everything that it started."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [process, *(each for child in children for each in family(int(child)))]


def servers(hub: int) -> dict[str, int]:
    """Return the process of each student's server by the student's name."""
    found = {}
    for process in family(hub)[1:]:
        try:
            words = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
            program = Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            continue
        name = next((word.removeprefix(b"JUPYTERHUB_USER=").decode() for word in words if word.startswith(b"JUPYTERHUB_USER=")), "")
        if name and b"jupyterhub-singleuser" in program:
            found[name] = process
    return found


@contextmanager
def running_hub(folder: Path) -> Iterator[TrialHub]:
    """Run the class's own configuration on loopback, with the simple spawner."""
    path = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", os.defpath)])
    if shutil.which("configurable-http-proxy", path=path) is None:
        sys.exit("Stopped: configurable-http-proxy is missing. Run `make load-test`, or npm install configurable-http-proxy.")
    (folder / "trial.py").write_text(trial_config(), encoding="utf-8")
    address, password = f"http://127.0.0.1:{free_port()}", secrets.token_hex(8)
    settings = {
        "COURSE_HUB_ADDRESS": address, "COURSE_HUB_SPAWNER": "simple", "COURSE_HUB_STATE": str(folder / "s"),
        "COURSE_HUB_PASSWORD": password, "COURSE_HUB_ADMIN_PASSWORD": secrets.token_hex(24),
        "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(24), "PATH": path,
    }  # fmt: skip
    with (folder / "hub.log").open("wb") as log:
        command = [sys.executable, "-m", "jupyterhub", "-f", str(folder / "trial.py")]
        process = subprocess.Popen(command, cwd=folder, env={**os.environ, **settings}, stdout=log, stderr=log, start_new_session=True)
        try:
            yield TrialHub(address, password, process, folder / "hub.log")
        finally:
            stop(process)


def stop(hub: "subprocess.Popen[bytes]") -> None:
    """Ask the hub to stop everything that it started; end whatever is left of that."""
    started = family(hub.pid)
    hub.send_signal(signal.SIGTERM)
    try:
        hub.wait(60)
    except subprocess.TimeoutExpired:
        hub.kill()
        hub.wait()
    for sign in (signal.SIGTERM, signal.SIGKILL):
        left = [process for process in started if process != hub.pid and Path(f"/proc/{process}").exists()]
        for process in left:
            try:
                os.kill(process, sign)
            except ProcessLookupError:
                continue
        time.sleep(2 if left else 0)
