"""Draw every state of every figure once and keep it on disk, so that kernels and exports read what they would have to draw.

usage: python -m ketamine_course.publish.frames

`make lab` runs this in the background; whoever builds an image for a class or for Binder runs it there. It takes about a minute of
processor time at low priority, and does nothing where all is kept already. `KETAMINE_COURSE_FRAMES` names another folder, or ``off``.
"""

import os
import sys

from ketamine_course.freshness import one_at_a_time
from ketamine_course.pictures import STORE
from ketamine_course.publish.figures import explorables
from ketamine_course.widgets.frame_store import FrameStore

ALL = "all"
"""The file on a shelf that says that nothing is missing there."""


def fill(store: FrameStore) -> bool:
    """Draw and keep what is missing; return whether all is kept in the end.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    if store.shelf is None:
        return False
    done = store.shelf / ALL
    if not done.is_file():
        for each in explorables().values():
            wanted = {each.key(choice, units): (choice, units) for units in each.widths for choice in each.states()}
            frames = {key: each.frame(*state) for key, state in wanted.items() if store.read(each, key) is None}
            if not store.write(each, frames):
                return False
        if not store.settle():
            return False
        store.clear_others()
        done.touch()
    return True


def main() -> int:
    if STORE is None:
        print("No frames are kept: KETAMINE_COURSE_FRAMES is off.")
        return 0
    if hasattr(os, "nice"):
        os.nice(19)  # whoever works in JupyterLab meanwhile comes first
    try:
        STORE.folder.mkdir(parents=True, exist_ok=True)
        with one_at_a_time(STORE.folder / "filling.lock"):
            whole = fill(STORE)
    except OSError as error:
        print(f"Frames could not be kept in {STORE.folder}: {error}. Figures are drawn when they are looked at, as without it.")
        return 1
    count = sum(1 for _ in STORE.folder.rglob("*.zst"))
    print(f"{STORE.folder}: {count} frames" if whole else "Code or tables changed meanwhile: run this again.")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
