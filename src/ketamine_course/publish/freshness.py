"""Whether what was made is still what would be made: a hash of all that it is made from. Standard library only: it is quick."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "ketamine_course"
_ROOMS = ("widgets", "models", "pictures", "lesson", "tables.py", "references.py", "publish/notebooks.py")
INGREDIENTS: tuple[str | Path, ...] = (*(PACKAGE / room for room in _ROOMS), "data", "requirements")
"""What the outputs of every notebook depend on, beside the notebook itself."""

NOT_OURS = {"__pycache__", ".ipynb_checkpoints", "node_modules"}


def files_under(places: Iterable[str | Path]) -> list[Path]:
    """Return the files at and under some places of the project, sorted, without what Python and npm put beside its modules."""
    found: set[Path] = set()
    for place in places:
        path = ROOT / place
        found |= {path} if path.is_file() else {each for each in path.rglob("*") if each.is_file()}
    return sorted(each for each in found if not NOT_OURS & set(each.parts) and not each.name.startswith("."))


def fingerprint(places: Iterable[str | Path]) -> str:
    """Return a hash of the names and bytes of all files at some places, and of the Python that reads them."""
    whole = hashlib.sha256(sys.version.encode())
    for path in files_under(places):
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        whole.update(f"\0{name.as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:24]


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Let another process that holds the same lock finish first; where the system has no such locks, both go on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    with path.open("w", encoding="utf-8") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
