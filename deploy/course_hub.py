"""What every hub for this course has in common: limits from limits.yaml, first page, idle servers stopped."""

import sys
from pathlib import Path
from typing import Any

import yaml

LIMITS = Path(__file__).resolve().parent / "limits.yaml"
FIRST_PAGE = "/lab"
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""One thread for each kernel: a class shares the cores, and every further thread of a library costs memory."""


def limits() -> dict[str, float]:
    """Return the numbers of limits.yaml by name."""
    numbers: dict[str, float] = yaml.safe_load(LIMITS.read_text(encoding="utf-8"))
    return numbers


def apply(config: Any) -> None:
    """Set limits, environment and first page of every student's server.

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
    spawner.environment = ENVIRONMENT
    spawner.args = [
        f"--MappingKernelManager.cull_idle_timeout={chosen['kernel_idle_minutes'] * 60:.0f}",
        "--MappingKernelManager.cull_interval=120",
        "--LabApp.news_url=None",
    ]


def stop_idle_servers(config: Any) -> None:
    """Add the service that stops servers nobody uses (TLJH and Zero to JupyterHub bring their own)."""
    command = [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={limits()['idle_minutes'] * 60:.0f}"]
    config.JupyterHub.load_roles = [
        *(config.JupyterHub.get("load_roles") or []),
        {
            "name": "idle-culler",
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
            "services": ["idle-culler"],
        },
    ]
    config.JupyterHub.services = [*(config.JupyterHub.get("services") or []), {"name": "idle-culler", "command": command}]
