"""Prepare this folder and run a part of the course: the one set-up for every system.

usage: python tools/setup.py {lab,prepare-lab,prepare-test} [arguments for JupyterLab]

`lab` prepares `.venv` and opens JupyterLab; the other two only prepare it, for the notebooks or for the tests.
Only the standard library is used, and the file parses under every Python 3, so that an old Python is told so.
Run again after any failure: it goes on from where it stopped.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
NEEDED = (3, 11)
NEEDED_MB = {"lab": 1200, "test": 1800}
CANDIDATES = ["python3.14", "python3.13", "python3.12", "python3.11", "python3", "python"]
LOCKS = {"lab": ROOT / "requirements" / "lab.lock", "test": ROOT / "requirements" / "test.lock"}


def stop(sentence):
    sys.exit("Stopped: " + sentence)


def run(command, **options):
    return subprocess.run([str(word) for word in command], **options)


def venv_program(name):
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return VENV / folder / (name + ending)


def version_of(program):
    """The (major, minor) of a Python program, or None where it does not run."""
    code = "import sys; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = run([program, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return tuple(int(part) for part in answer.stdout.split()) if answer.returncode == 0 else None
    except (OSError, ValueError):
        return None


def use_new_enough_python():
    """Go on under a Python that is new enough, or say that there is none."""
    if sys.version_info >= NEEDED:
        return
    for name in CANDIDATES:
        found = shutil.which(name)
        version = version_of(found) if found else None
        if version and version >= NEEDED:
            sys.exit(run([found, *sys.argv]).returncode)
    stop(
        "Python %d.%d or newer is needed, and this is %d.%d. Install a newer Python from your system or from python.org, "
        "then run the same command again." % (NEEDED + sys.version_info[:2])
    )


def fingerprint(kind):
    """What the installed state depends on: change any of it and set-up runs again."""
    parts = [sys.version, str(ROOT)] + [p.read_text(encoding="utf-8") for p in (LOCKS[kind], ROOT / "pyproject.toml", Path(__file__))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def is_ready(kind):
    """Whether set-up finished for this kind; a test environment also serves the lab."""
    for candidate in (kind, "test"):
        stamp = VENV / ("ready-" + candidate)
        if stamp.is_file() and stamp.read_text() == fingerprint(candidate):
            return version_of(venv_program("python")) is not None
    return False


def make_venv():
    made_for = VENV / "made-for"  # programs inside know the folder by its full name: a moved folder needs new ones
    if (
        made_for.is_file()
        and made_for.read_text(encoding="utf-8") == str(ROOT)
        and version_of(venv_program("python")) == sys.version_info[:2]
        and run([venv_program("python"), "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    ):
        return
    if VENV.exists():
        shutil.rmtree(str(VENV))
    made = run([sys.executable, "-m", "venv", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode:
        stop(
            "Python could not make its own folder .venv (on Debian and Ubuntu, install the package python3-venv; "
            "otherwise look at the disk space and the rights of this folder), then run the same command again."
        )
    made_for.write_text(str(ROOT), encoding="utf-8")


def install(kind):
    log = VENV / "setup.log"
    pip = [venv_program("python"), "-m", "pip", "--disable-pip-version-check"]
    steps = [
        [*pip, "install", "--quiet", "--require-hashes", "--requirement", LOCKS[kind]],
        [*pip, "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT],
    ]
    with log.open("w", encoding="utf-8") as output:
        for step in steps:
            if run(step, stdout=output, stderr=output).returncode:
                output.flush()
                full = shutil.disk_usage(str(ROOT)).free < 50 * 2**20 or "No space left" in log.read_text(
                    encoding="utf-8", errors="replace"
                )
                reason = "the disk is full" if full else "a package could not be fetched or installed (is the network up?)"
                stop("%s; details are in %s. Mend that, then run the same command again." % (reason, log.relative_to(ROOT)))


def quiet_first_start():
    """Keep JupyterLab from asking every student whether it may fetch news."""
    folder = VENV / "etc" / "jupyter" / "labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    off = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (folder / "page_config.json").write_text(json.dumps(off, indent=2) + "\n", encoding="utf-8")


def prepare(kind):
    if is_ready(kind):
        return
    free_mb = shutil.disk_usage(str(ROOT)).free // 2**20
    if free_mb < NEEDED_MB[kind]:
        stop(
            "the disk has %d MB free, and set-up needs about %d MB. Free some space, then run the same command again."
            % (free_mb, NEEDED_MB[kind])
        )
    print("Setting up .venv for %s with Python %d.%d: about a minute the first time ..." % (kind, *sys.version_info[:2]), flush=True)
    try:
        make_venv()
        install(kind)
        quiet_first_start()
        (VENV / ("ready-" + kind)).write_text(fingerprint(kind))
    except OSError as error:
        stop("%s. Mend that, then run the same command again." % error)
    print("Ready.", flush=True)


def open_lab(arguments):
    notebooks = ROOT / "notebooks"
    first = min(notebooks.glob("[0-9][0-9]_*.ipynb"))
    # A notebook that this folder shipped may show its stored pictures before it is run.
    run(
        [venv_program("python"), "-m", "jupyter", "trust", *sorted(notebooks.glob("*.ipynb"))],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    print("Opening JupyterLab on notebooks/%s. Stop it with Ctrl+C." % first.name, flush=True)
    try:
        return run([venv_program("python"), "-m", "jupyterlab", first, *arguments], cwd=str(notebooks)).returncode
    except KeyboardInterrupt:
        return 0


def main(arguments):
    if not arguments or arguments[0] not in ("lab", "prepare-lab", "prepare-test"):
        print(__doc__)
        return 2
    use_new_enough_python()
    prepare("test" if arguments[0] == "prepare-test" else "lab")
    return open_lab(arguments[1:]) if arguments[0] == "lab" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
