"""Resolve the versions that pyproject.toml asks for, and write them down for pip and for conda.

usage: python tools/lock.py [--environment-only]

Writes requirements/lab.lock, test.lock, hub.lock and node.lock (with hashes, naming no host), and environment.yml (the versions
of the first).
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
HEAD = """\
# For conda, mamba and Binder. Written by `make lock`: the versions are those of requirements/lab.lock.
name: ketamine-course
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.11
  - pip=26
  - pip:
"""


def resolve() -> None:
    """Write the lock files; the tests get the lab's versions, what builds site and slides, and more; the hub what serves a class."""
    compiled = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS]
    subprocess.run([*compiled, "--group", "node", "-o", LOCKS / "node.lock"], check=True, cwd=ROOT)
    uv = [*compiled, "pyproject.toml"]
    subprocess.run([*uv, "--group", "build", "-o", LOCKS / "lab.lock"], check=True, cwd=ROOT)
    for name, groups in (("test", ("build", "site", "teacher", "test")), ("hub", ("build", "hub"))):
        chosen = [word for group in groups for word in ("--group", group)]
        subprocess.run([*uv, *chosen, "-c", LOCKS / "lab.lock", "-o", LOCKS / f"{name}.lock"], check=True, cwd=ROOT)


def pinned(lock: str) -> list[str]:
    """Return the requirements of a lock file without their hashes."""
    return [line.removesuffix("\\").strip() for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]


def environment() -> str:
    """Return environment.yml: Python and pip from conda-forge, the rest by pip, this project last."""
    pins = pinned((LOCKS / "lab.lock").read_text(encoding="utf-8"))
    lines = [f'      - "{pin}"' for pin in pins]
    return HEAD + "\n".join([*lines, "      - --editable .", ""])


if __name__ == "__main__":
    if "--environment-only" not in sys.argv[1:]:
        resolve()
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8", newline="\n")
