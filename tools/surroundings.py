"""What a computer brings along that would reach into .venv: other packages, other kernels, a home that cannot be written."""

import os
import tempfile
from collections.abc import Iterator, MutableMapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = ("PYTHONPATH", "PYTHONHOME", "JUPYTER_PATH")
"""Variables that put other packages, or kernels of another Python, before those of .venv."""
KEPT_AT_HOME = {
    "JUPYTER_CONFIG_DIR": "jupyter-config",
    "JUPYTER_DATA_DIR": "jupyter-data",
    "JUPYTER_RUNTIME_DIR": "jupyter-runtime",
    "IPYTHONDIR": "ipython",
    "MPLCONFIGDIR": "matplotlib",
}


def is_writable(folder: Path) -> bool:
    """Whether a file can be made in a folder: rights alone do not tell, as on a disk that is mounted for reading only."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def home() -> Path:
    """Return the user's home folder, or one that does not exist where the system knows none."""
    try:
        return Path.home()
    except RuntimeError:
        return ROOT / "no-home"


def keep_bytecode(variables: MutableMapping[str, str] = os.environ) -> None:
    """Keep compiled modules in _build where the surroundings, such as many containers, forbid to keep them beside the modules.

    Without them each kernel and each start of Python compiles numpy, pandas and matplotlib anew, which takes several times as long as
    what is then done with them.
    """
    if variables.pop("PYTHONDONTWRITEBYTECODE", ""):
        variables.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "_build" / "bytecode"))


def settle(variables: MutableMapping[str, str] = os.environ) -> Iterator[str]:
    """Change variables so that only .venv counts, and yield a sentence for each change that a user should know of."""
    for name in FOREIGN:
        if variables.pop(name, ""):
            yield f"{name} is set on this computer; it is left aside here, so that only the packages in .venv are used."
    variables["JUPYTER_PREFER_ENV_PATH"] = "1"  # a kernel `python3` in the user's home may belong to another Python
    keep_bytecode(variables)
    if not is_writable(home()):
        place = ROOT / "_build" / "home"
        for name, folder in KEPT_AT_HOME.items():
            variables.setdefault(name, str(place / folder))
        yield "Your home folder cannot be written; Jupyter keeps its settings in _build/home instead."
