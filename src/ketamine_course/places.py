"""Where the collection's files are: beside the package in a checkout, inside it where it was installed from a wheel.

Standard library only: set-up asks, too.
"""

import os
import sys
from pathlib import Path

__all__ = ["DATA", "PACKAGE", "ROOT", "data_folder", "frames_folder", "root_folder"]

PACKAGE = Path(__file__).resolve().parent


def root_folder(package: Path = PACKAGE) -> Path:
    """Return the checkout that holds the package, or the working folder where there is none: what is built goes there."""
    above = package.parents[1]
    return above if package == above / "src" / package.name and (above / "pyproject.toml").is_file() else Path.cwd()


def data_folder(package: Path = PACKAGE) -> Path:
    """Return the folder of the tables: the reader's own copy, that of the checkout, or the one that travels in the wheel."""
    own = os.environ.get("KETAMINE_COURSE_DATA")
    if own:
        return Path(own)
    carried = package / "data"
    return carried if carried.is_dir() else root_folder(package) / "data"


def frames_folder(package: Path = PACKAGE) -> Path | None:
    """Return the folder of drawn frames: that of the checkout, or one in the environment in which the package was installed.

    `KETAMINE_COURSE_FRAMES` names another, or says ``off``: then there is none.
    """
    chosen = os.environ.get("KETAMINE_COURSE_FRAMES", "")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    above = package.parents[1]
    if root_folder(package) == above:
        return above / "_build" / "frames"
    return Path(sys.prefix) / "share" / package.name / "frames"


ROOT = root_folder()
DATA = data_folder()
