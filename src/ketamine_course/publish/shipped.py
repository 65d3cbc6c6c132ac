"""Which notebooks in the folder are the ones that this collection shipped, byte for byte: only those may be trusted unseen.

JupyterLab runs the scripts in a notebook's stored outputs once it is trusted. Whoever drops a notebook into the folder must not
gain that trust, so a list of hashes is committed and written by `make notebooks`. Standard library only: set-up reads it, too.
"""

import hashlib
from pathlib import Path

from ketamine_course.places import PACKAGE, ROOT

NOTEBOOKS = ROOT / "notebooks"
LIST = PACKAGE / "publish" / "shipped_notebooks.sha256"


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as it is committed: git on Windows may have written other line ends."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def listing(folder: Path = NOTEBOOKS) -> str:
    """Return what the list should hold, in the form of `sha256sum`."""
    return "".join(f"{digest(path)}  {path.name}\n" for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")))


def write() -> None:
    """Write the list for the notebooks as they are now."""
    LIST.write_text(listing(), encoding="utf-8", newline="\n")


def unchanged(folder: Path = NOTEBOOKS) -> list[Path]:
    """Return the notebooks in a folder that were shipped under this name and have not been changed since."""
    known = set(LIST.read_text(encoding="utf-8").splitlines()) if LIST.is_file() else set()
    return [path for path in sorted(folder.glob("*.ipynb")) if f"{digest(path)}  {path.name}" in known]


if __name__ == "__main__":
    write()
