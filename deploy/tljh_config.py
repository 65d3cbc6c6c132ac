"""The Littlest JupyterHub: link this file into /opt/tljh/config/jupyterhub_config.d and run `sudo tljh-config reload`.

TLJH brings accounts, systemd and https; only what belongs to the course is set here.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import course_hub

course_hub.apply(c)  # type: ignore[name-defined]  # noqa: F821 (JupyterHub provides it)
course_hub.keep_apart(c)  # type: ignore[name-defined]  # noqa: F821
course_hub.stop_idle_servers_later(c)  # type: ignore[name-defined]  # noqa: F821
