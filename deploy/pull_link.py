"""Print the links that open each notebook on a class's JupyterHub: nbgitpuller fetches the course into the student's folder.

usage: python deploy/pull_link.py

Addresses come from src/ketamine_course/publish/site/settings.yaml or the environment: COURSE_HUB=https://hub.example.edu COURSE_REPOSITORY=https://...
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ketamine_course.publish.site.settings import launch_links, settings  # noqa: E402 (the site builds the same links)

MISSING = (
    "Stopped: name the hub and the repository in src/ketamine_course/publish/site/settings.yaml, or set COURSE_HUB and COURSE_REPOSITORY."
)


def links() -> dict[str, str]:
    """Return the address for each notebook by its name; nothing where no hub or no repository is configured."""
    chosen = {**settings(), "binder": ""}
    names = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    return {name: address for name in names for _, address in launch_links(chosen, f"notebooks/{name}")}


if __name__ == "__main__":
    found = links()
    for name, address in found.items():
        print(f"{name}\n  {address}")
    sys.exit(None if found else MISSING)
