"""Notebooks run in export mode, kept in _build/executed until anything that they are made from changes.

Pages and site are made from the same runs. What a run depends on is hashed: the notebook, the package, the data, the
versions, Python. Neither Sphinx's own bookkeeping nor a notebook cache is asked: both overlook a changed module.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import nbformat

from notebooks import executed

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "_build" / "executed"
EXPORT = {"KETAMINE_COURSE_EXPORT": "1"}
INGREDIENTS = ("src", "data", "requirements", "tools/notebooks.py")


def files_under(places: Iterable[str | Path]) -> list[Path]:
    """Return the files at and under some places of the project, sorted, without what Python writes beside its modules."""
    found: set[Path] = set()
    for place in places:
        path = ROOT / place
        found |= {path} if path.is_file() else {each for each in path.rglob("*") if each.is_file()}
    return sorted(each for each in found if "__pycache__" not in each.parts and not each.name.startswith("."))


def fingerprint(places: Iterable[str | Path]) -> str:
    """Return a hash of the names and bytes of all files at some places, and of the Python that reads them."""
    whole = hashlib.sha256(sys.version.encode())
    for path in files_under(places):
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        whole.update(f"\0{name.as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:24]


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Let another process that runs the same notebook finish first; where the system has no such locks, both run it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    with path.open("w", encoding="utf-8") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def exported(path: Path, *, fresh: bool = False) -> nbformat.NotebookNode:
    """Return a notebook run from top to bottom in export mode; a kept run serves unless `fresh` is wanted."""
    if fresh:
        return _run(path)
    kept = KEPT / f"{path.stem}-{fingerprint([*INGREDIENTS, path])}.ipynb"
    with one_at_a_time(KEPT / f"{path.stem}.lock"):
        if not kept.is_file():
            text = nbformat.writes(_run(path), version=4)
            for old in KEPT.glob(f"{path.stem}-*.ipynb"):
                old.unlink()
            partial = kept.with_suffix(".partial")
            partial.write_text(text, encoding="utf-8", newline="\n")
            partial.replace(kept)
        return nbformat.read(kept, as_version=4)


def _run(path: Path) -> nbformat.NotebookNode:
    return executed(nbformat.read(path, as_version=4), path.parent, EXPORT)


def all_exported(paths: Sequence[Path], *, fresh: bool = False) -> list[nbformat.NotebookNode]:
    """Run several notebooks, as many at once as there are cores (kernels are processes; two at most: each takes 160 MB)."""
    with ThreadPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        return list(pool.map(lambda path: exported(path, fresh=fresh), paths))
