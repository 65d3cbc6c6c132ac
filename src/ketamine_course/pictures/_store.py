"""Where the frames of our pictures are kept on disk, and what they are made from."""

import time
from importlib.metadata import version

from ketamine_course.freshness import INGREDIENTS, files_under, fingerprint
from ketamine_course.places import frames_folder
from ketamine_course.widgets import frame_store

IMPORTED = time.time()
FILES = frozenset(files_under(INGREDIENTS))
"""The files that there were then: one that is gone tells nobody when it was."""
DRAWN_WITH = ("matplotlib", "numpy", "pandas", "scipy", "fonttools")


def unchanged() -> bool:
    """Whether all files that frames follow from are those that there were when this was imported.

    Where they are not, the process may hold modules and tables that are no longer those on disk.
    """
    try:
        return all(path.stat().st_mtime <= IMPORTED for path in FILES.union(files_under(INGREDIENTS)))
    except OSError:
        return False


def made_from() -> str | None:
    """Return a hash of the code, tables and versions that frames follow from; nothing where a file changed since this was imported."""
    try:
        return "-".join([fingerprint(INGREDIENTS), *(version(name) for name in DRAWN_WITH)]) if unchanged() else None
    except OSError:
        return None


folder = frames_folder()
STORE = frame_store.FrameStore("ketamine_course.pictures", folder, made_from, unchanged) if folder else None
if STORE:
    frame_store.use(STORE)
