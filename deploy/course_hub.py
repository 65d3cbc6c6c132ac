"""What every hub for this course has in common: limits from limits.yaml, students kept apart, servers that start in turn."""

import asyncio
import compileall
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
LIMITS = HERE / "limits.yaml"
FIRST_PAGE = "/lab"
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""One thread for each kernel: a class shares the cores, and every further thread of a library costs memory."""

SOCKET_PATH = 107
"""Characters that Linux allows in the path of a socket (``sun_path`` in unix(7), without the closing zero)."""
SOCKET_NAME = "/kernel-00000000-0000-0000-0000-000000000000-ipc-00"
"""The longest name that Jupyter gives to a kernel's socket, below the runtime directory."""


def limits() -> dict[str, float]:
    """Return the numbers of limits.yaml by name."""
    numbers: dict[str, float] = yaml.safe_load(LIMITS.read_text(encoding="utf-8"))
    return numbers


def arguments() -> list[str]:
    """Return what every student's server is started with."""
    return [
        # Over TCP, any account of the machine could connect to a kernel's port and read code and output: only what goes in is
        # signed. Over ipc a kernel listens on files in JUPYTER_RUNTIME_DIR, a folder that only its owner may enter.
        "--KernelManager.transport=ipc",
        f"--MappingKernelManager.cull_idle_timeout={limits()['kernel_idle_minutes'] * 60:.0f}",
        "--MappingKernelManager.cull_interval=120",
        "--LabApp.news_url=None",
    ]


def apply(config: Any) -> None:
    """Set limits, environment and first page of every student's server, and how many may start and run.

    Parameters
    ----------
    config : traitlets.config.Config
        What JupyterHub calls ``c``.
    """
    chosen = limits()
    spawner = config.Spawner
    spawner.mem_limit = f"{chosen['memory_limit_mb']:.0f}M"
    spawner.mem_guarantee = f"{chosen['memory_guarantee_mb']:.0f}M"
    spawner.cpu_limit = chosen["cpu_limit"]
    spawner.cpu_guarantee = chosen["cpu_guarantee"]
    spawner.default_url = FIRST_PAGE
    spawner.environment = dict(ENVIRONMENT)
    spawner.args = arguments()
    # JupyterHub gives up on a server that does not answer within 30 seconds. A class that logs in together needs longer on a
    # small machine, and giving up makes it worse: the work is lost, and the student tries again.
    spawner.start_timeout = spawner.http_timeout = int(chosen["start_seconds"])
    spawner.pre_spawn_hook = in_turn(int(chosen["starts_at_once"]))
    # When every place is taken, whoever comes next is refused in words. Without this, the machine runs out of memory, and
    # students who are already at work lose their kernels.
    config.JupyterHub.active_server_limit = int(chosen["places"])
    config.JupyterHub.template_paths = [str(HERE / "templates")]  # the words
    config.JupyterHub.template_vars = {"places": int(chosen["places"])}
    # JupyterHub's limit for servers that are starting refuses with "try again", so half a class would see an error. It would
    # also come before the line above and hide the true reason. Here servers wait for their turn instead.
    config.JupyterHub.concurrent_spawn_limit = 0


def in_turn(at_once: int) -> Callable[[Any], Awaitable[None]]:
    """Return a hook for ``Spawner.pre_spawn_hook`` that makes servers start a few at a time, first come, first served.

    Starting takes processor time only. When all start together, each is ready as late as the last one; in turn, the first are
    ready after seconds, and how long one start takes no longer depends on the size of the class. Waiting does not count
    towards ``start_timeout``.

    Parameters
    ----------
    at_once : int
        How many servers may be starting at the same time.
    """
    turns = asyncio.Semaphore(at_once)
    watchers: set[asyncio.Task[None]] = set()  # the loop itself keeps weak references only

    async def until_started(spawner: Any) -> None:
        try:
            # Ends when the server is ready, and also when it failed.
            while spawner.pending == "spawn":  # noqa: ASYNC110 (JupyterHub has no event for it)
                await asyncio.sleep(0.2)
        finally:
            turns.release()

    async def wait(spawner: Any) -> None:
        await turns.acquire()
        watcher = asyncio.ensure_future(until_started(spawner))
        watchers.add(watcher)
        watcher.add_done_callback(watchers.discard)

    return wait


def keep_apart(config: Any) -> None:
    """Let systemd close each student's folders to everybody else (one machine and TLJH).

    Kernels listen on sockets in the runtime directory. It is named by the number of the account, because a long name would
    make the path of a socket longer than Linux allows; systemd removes it when the server stops.
    """
    config.SystemdSpawner.unit_extra_properties = {
        "RuntimeDirectory": "course-{USERID}",
        "RuntimeDirectoryMode": "0700",
        "StateDirectoryMode": "0700",  # the home of a dynamic user; systemd's default is 0755
        "UMask": "0077",
    }
    config.Spawner.environment["JUPYTER_RUNTIME_DIR"] = lambda spawner: f"/run/course-{spawner.user.id}"


def keep_private(config: Any, state: Path) -> None:
    """Do the same for the simple spawner, where all servers run under the hub's account: homes and sockets lie in its closed folder.

    Parameters
    ----------
    config : traitlets.config.Config
        What JupyterHub calls ``c``; `apply` has been called with it.
    state : Path
        The hub's own folder.
    """
    check_runtime_path(state / "run" / "000000")
    wait = config.Spawner.pre_spawn_hook

    def sockets(spawner: Any) -> Path:
        return state / "run" / str(spawner.user.id)

    async def prepare(spawner: Any) -> None:
        for folder in (state / "home" / spawner.user.name, sockets(spawner)):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        await wait(spawner)

    config.Spawner.pre_spawn_hook = prepare
    config.Spawner.environment["JUPYTER_RUNTIME_DIR"] = lambda spawner: str(sockets(spawner))
    config.SimpleLocalProcessSpawner.home_dir_template = str(state / "home" / "{username}")
    config.LocalProcessSpawner.popen_kwargs = {"umask": 0o077}


def check_runtime_path(folder: Path) -> None:
    """Stop unless a kernel's sockets fit below a folder.

    Raises
    ------
    SystemExit
        When the path of a socket would be longer than Linux allows; kernels would not start, with an error that nobody understands.
    """
    longest = SOCKET_PATH - len(SOCKET_NAME)
    if len(str(folder)) > longest:
        sys.exit(f"Stopped: {folder} has {len(str(folder))} characters. Kernels listen on sockets below it, so at most {longest} fit.")


def precompile() -> None:
    """Compile the course to bytecode next to its source.

    Students may not write there: without this, each of their kernels would compile all modules again. They must be able to read
    the result, whatever the hub makes of its own files.
    """
    before = os.umask(0o022)
    try:
        compileall.compile_dir(HERE.parent / "src", quiet=2)
    finally:
        os.umask(before)


def idle_timeout() -> str:
    """Return the argument of jupyterhub-idle-culler that says how long a server may be idle."""
    return f"--timeout={limits()['idle_minutes'] * 60:.0f}"


def stop_idle_servers(config: Any) -> None:
    """Add the service that stops servers nobody uses (TLJH and Zero to JupyterHub bring their own)."""
    command = [sys.executable, "-m", "jupyterhub_idle_culler", idle_timeout()]
    config.JupyterHub.load_roles = [
        *(config.JupyterHub.get("load_roles") or []),
        {
            "name": "idle-culler",
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
            "services": ["idle-culler"],
        },
    ]
    config.JupyterHub.services = [*(config.JupyterHub.get("services") or []), {"name": "idle-culler", "command": command}]


def stop_idle_servers_later(config: Any) -> None:
    """Give TLJH's own service our time: its ten minutes are less than a discussion in class."""
    for service in config.JupyterHub.get("services") or []:
        if service["name"] == "cull-idle":
            others = [word for word in service["command"] if not word.startswith("--timeout=")]
            service["command"] = [*others, idle_timeout()]
