"""Where the frames of our pictures are kept on disk, and what they are made from."""

import time
from importlib.metadata import version

from ketamine_course.freshness import INGREDIENTS, files_under, fingerprint
from ketamine_course.places import frames_folder
from ketamine_course.widgets import frame_store

IMPORTED = time.time()
DRAWN_WITH = ("matplotlib", "numpy", "pandas", "scipy", "fonttools")


def made_from() -> str | None:
    """Return a hash of the code, tables and versions that frames follow from; nothing where a file changed since this was imported.

    The process may then hold modules and tables that are no longer those on disk.
    """
    try:
        if any(path.stat().st_mtime > IMPORTED for path in files_under(INGREDIENTS)):
            return None
        return "-".join([fingerprint(INGREDIENTS), *(version(name) for name in DRAWN_WITH)])
    except OSError:
        return None


folder = frames_folder()
STORE = frame_store.FrameStore("ketamine_course.pictures", folder, made_from) if folder else None
if STORE:
    frame_store.use(STORE)
