"""JupyterHub for one class on one Linux machine.

usage: jupyterhub -f deploy/jupyterhub_config.py

Environment:
COURSE_HUB_PASSWORD        what students type (8 characters or more), each with a name such as student01 or student-ada
COURSE_HUB_ADMIN_PASSWORD  what the teacher types (32 characters or more), with the name of COURSE_HUB_TEACHER (default: teacher)
COURSE_HUB_ADDRESS         where to listen (default: http://127.0.0.1:8000; put a web server with https in front of it)
COURSE_HUB_SPAWNER         systemd (default: limits are kept, each student apart) or simple (for trying out: one account, no limits)
COURSE_HUB_STATE           folder for the hub's database and secrets, closed to everybody else (default: hub-state)
"""

import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import course_hub

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (JupyterHub provides it)
course_hub.precompile()
course_hub.apply(c)
course_hub.stop_idle_servers(c)

state = Path(os.environ.get("COURSE_HUB_STATE", "hub-state")).resolve()
state.mkdir(parents=True, exist_ok=True)
state.chmod(0o700)  # it holds the database and the secret that signs cookies
c.JupyterHub.bind_url = os.environ.get("COURSE_HUB_ADDRESS", "http://127.0.0.1:8000")
c.JupyterHub.db_url = f"sqlite:///{state / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.Spawner.cmd = [str(Path(sys.executable).with_name("jupyterhub-singleuser"))]
# The proxy needs Node.js, so it is installed here. JupyterLab then asks it for settings at every start of a server, which costs
# a third of the start and matters only for building extensions: the first `node` that a server finds does nothing.
c.Spawner.environment["PATH"] = os.pathsep.join([str(course_hub.HERE / "without_node"), os.environ.get("PATH", os.defpath)])

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ.get("COURSE_HUB_PASSWORD", "")
c.SharedPasswordAuthenticator.admin_password = os.environ.get("COURSE_HUB_ADMIN_PASSWORD", "")
teacher = os.environ.get("COURSE_HUB_TEACHER", "teacher")
c.Authenticator.admin_users = {teacher}
c.Authenticator.username_pattern = rf"(student[-a-z0-9]{{1,20}}|{re.escape(teacher)})"  # a folder in /var/lib is named by it
c.Authenticator.allow_all = True  # whoever knows the password

if os.environ.get("COURSE_HUB_SPAWNER", "systemd") == "systemd":
    c.JupyterHub.spawner_class = "systemd"
    c.JupyterHub.cleanup_servers = False  # they are units of systemd: restarting the hub throws nobody out
    c.SystemdSpawner.dynamic_users = True  # an account for each name, made when its server starts
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.disable_user_sudo = True
    course_hub.keep_apart(c)
else:
    c.JupyterHub.spawner_class = "simple"
    c.JupyterHub.cleanup_servers = True  # they are children of the hub: none may be left behind
    course_hub.keep_private(c, state)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        c.Spawner.args = [*c.Spawner.args, "--allow-root"]
