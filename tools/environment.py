"""The folder .venv: made, filled from a lock, looked over at every start, and repaired where a part of it is gone.

Packages are installed by uv, which takes a tenth of pip's processor time: the one on the PATH, or else the one that the lock pins,
fetched as a wheel. Where neither runs, pip installs the same lock. Hashes are required in every case. Standard library only.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
from integrity import described, is_whole, locked_packages  # noqa: E402

from ketamine_course.freshness import one_at_a_time  # noqa: E402

VENV = ROOT / ".venv"
LOCKS = {kind: ROOT / "requirements" / f"{kind}.lock" for kind in ("lab", "test")}
NEEDED_MB = {"lab": 1200, "test": 1800}
OLDEST_UV = (0, 4)
WAITING = "Another set-up of this folder is running; waiting for it to finish ..."
OURS = "ketamine_course"


def stop(sentence: str) -> NoReturn:
    sys.exit("Stopped: " + sentence)


def run(command: list[str | Path], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], check=False, text=True, **options)  # type: ignore[call-overload, no-any-return]


def output_of(command: list[str | Path]) -> str:
    """Return what a program prints, or nothing where it does not run or fails."""
    try:
        done = run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def venv_program(name: str) -> Path:
    folder, ending = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return VENV / folder / (name + ending)


def site_packages() -> Path:
    return VENV / "Lib" / "site-packages" if os.name == "nt" else VENV / "lib" / "python{}.{}".format(*sys.version_info) / "site-packages"


def python_works() -> bool:
    """Whether the environment's Python runs, is of our version, and knows that it belongs to this folder."""
    told = output_of([venv_program("python"), "-c", "import sys; print(*sys.version_info[:2], sys.prefix)"]).strip()
    major, minor, prefix = [*told.split(" ", 2), "", "", ""][:3]
    return (major, minor) == tuple(map(str, sys.version_info[:2])) and Path(prefix).is_dir() and Path(prefix).samefile(VENV)


# What is installed, and whether all of it is still there.


def fingerprint(kind: str) -> str:
    """Return a hash of what the installed state depends on: change any of it and set-up runs again."""
    settings = sorted((ROOT / "src" / "ketamine_course" / "publish" / "jupyter").rglob("*.json"))  # copied into .venv
    files = (LOCKS[kind], ROOT / "pyproject.toml", Path(__file__), *settings)
    parts = [sys.version, str(ROOT), *(path.read_text(encoding="utf-8") for path in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def stamp(kind: str) -> Path:
    return VENV / f"ready-{kind}"


def serving(kind: str) -> str:
    """Return the kind of finished set-up that serves; a test environment also serves the lab. Empty where there is none."""
    for candidate in dict.fromkeys((kind, "test")):
        if stamp(candidate).is_file() and stamp(candidate).read_text(encoding="utf-8").split("\n")[0] == fingerprint(candidate):
            return candidate if python_works() else ""
    return ""


def installed() -> list[str]:
    """Return the folders that describe installed packages of ours; what a user added is the user's own."""
    locks = "\n".join(path.read_text(encoding="utf-8") for path in LOCKS.values())
    return described(site_packages(), {OURS} | locked_packages(locks))


def damaged(kind: str) -> list[str]:
    """Return the descriptions of packages that are not whole, or that were there when a set-up of this kind finished and are gone."""
    finished = stamp(kind).read_text(encoding="utf-8").split("\n")[1:] if kind else []
    return [name for name in sorted({*installed(), *filter(None, finished)}) if not is_whole(site_packages() / name)]


# Making and filling it.


def is_usable() -> bool:
    """Whether .venv can be filled: programs inside know the folder by its full name, so a moved folder needs new ones."""
    made_for = VENV / "made-for"
    is_ours = made_for.is_file() and made_for.read_text(encoding="utf-8") == str(ROOT)
    return is_ours and python_works() and bool(output_of([venv_program("python"), "-m", "pip", "--version"]))


def make_venv() -> None:
    if is_usable():
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    if run([sys.executable, "-m", "venv", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).returncode:
        stop(
            "Python could not make its own folder .venv (on Debian and Ubuntu, install the package python3-venv; otherwise check "
            "the disk space and your rights to this folder). Fix that, then run the same command again."
        )
    (VENV / "made-for").write_text(str(ROOT), encoding="utf-8")


PIP: list[str | Path] = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile"]


def uv_on_path() -> Path | None:
    """Return the user's own uv, unless it is too old, which is said."""
    found = shutil.which("uv")
    told = re.match(r"uv (\d+)\.(\d+)", output_of([found, "--version"])) if found else None
    if found is None or told is None:
        return None
    if (int(told[1]), int(told[2])) >= OLDEST_UV:
        return Path(found)
    print(f"The uv on this computer is version {told[1]}.{told[2]}, which is too old for this set-up; it is left alone.", flush=True)
    return None


def pinned_uv() -> Path | None:
    """Install the uv that the lock pins, with its hashes, into .venv; return nothing where there is no wheel or no network for it."""
    program = venv_program("uv")
    if output_of([program, "--version"]):
        return program
    entry = re.search(r"^uv==.*(?:\n +--hash=.*)+", LOCKS["test"].read_text(encoding="utf-8"), re.MULTILINE)
    if entry is None:
        return None
    alone = VENV / "uv.lock"
    alone.write_text(entry[0] + "\n", encoding="utf-8")
    options: list[str | Path] = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement", alone]
    output_of([venv_program("python"), *PIP, *options])
    return program if output_of([program, "--version"]) else None


def installers(*, repair: bool) -> Iterator[tuple[str, list[str | Path]]]:
    """Yield the ways to install, best first: a name, and the command that requirements are added to.

    The pinned uv keeps what it fetched in .venv, not in the user's home, which may be small or on another disk. A repair uses no
    cache of a user's own uv: its files may be the damaged ones, by another name. Like pip, uv is to trust what this computer trusts:
    a university's or a firm's network may show a certificate of its own.
    """
    os.environ.setdefault("UV_SYSTEM_CERTS", "1")
    own = uv_on_path()
    uv = own or pinned_uv()
    if uv:
        cache: list[str | Path] = ["--no-cache"] if repair else [] if own else ["--cache-dir", VENV / "uv-cache"]
        yield "uv", [uv, "pip", "install", "--quiet", "--python", venv_program("python"), *cache]
    yield "pip", [venv_program("python"), *PIP]


def install(kind: str, *, repair: bool = False) -> None:
    """Install a lock and then this project, by the first way that works."""
    log = VENV / "setup.log"
    steps: list[list[str | Path]] = [["--require-hashes", "--requirement", LOCKS[kind]], ["--no-build-isolation", "--editable", ROOT]]
    for name, command in installers(repair=repair):
        with log.open("w", encoding="utf-8") as output:
            if all(run([*command, "--no-deps", *step], stdout=output, stderr=output).returncode == 0 for step in steps):
                shutil.rmtree(VENV / "uv-cache", ignore_errors=True)
                return
        said = log.read_text(encoding="utf-8", errors="replace")
        if shutil.disk_usage(ROOT).free < 50 * 2**20 or "No space left" in said:
            stop(f"the disk is full; details are in {log.relative_to(ROOT)}. Free some space, then run the same command again.")
        if name == "uv":
            print("uv could not install everything; trying pip, which takes longer ...", flush=True)
    stop(
        "a package could not be downloaded or installed (is the network up?); details are in "
        f"{log.relative_to(ROOT)}. Fix that, then run the same command again."
    )


def quiet_first_start() -> None:
    """Keep JupyterLab from asking every student whether it may fetch news."""
    folder = VENV / "etc" / "jupyter" / "labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    off = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (folder / "page_config.json").write_text(json.dumps(off, indent=2) + "\n", encoding="utf-8")


def set_up(kind: str, gone: list[str]) -> None:
    """Bring .venv from whatever state it is in to a finished one; packages whose parts are gone are installed anew."""
    free_mb = shutil.disk_usage(ROOT).free // 2**20
    if not gone and free_mb < NEEDED_MB[kind]:
        stop(
            f"the disk has {free_mb} MB free, and set-up needs about {NEEDED_MB[kind]} MB. "
            "Free some space, then run the same command again."
        )
    make_venv()
    for name in gone:  # without its description a package counts as not installed
        shutil.rmtree(site_packages() / name, ignore_errors=True)
    install(kind, repair=bool(gone))
    quiet_first_start()
    stamp(kind).write_text("\n".join([fingerprint(kind), *installed()]), encoding="utf-8")


def prepare(kind: str) -> None:
    """Make .venv ready for the notebooks (`lab`) or for all checks (`test`); where it is ready, this takes a moment."""
    try:
        with one_at_a_time(ROOT / "_build" / "setup.lock", WAITING):
            ready_for = serving(kind)
            gone = damaged(ready_for)
            if ready_for and not gone:
                return
            if ready_for:
                names = ", ".join(name.removesuffix(".dist-info").replace("-", " ") for name in gone)
                print(f"Files of installed packages are missing or damaged; installing these again: {names} ...", flush=True)
            else:
                print("Setting up .venv with Python {}.{} (up to a minute the first time) ...".format(*sys.version_info), flush=True)
            set_up(ready_for or kind, gone)
    except PermissionError as error:
        stop(f"this folder cannot be written ({error.filename}). Copy it to a place of your own, then run the same command there.")
    except OSError as error:
        stop(f"{error}. Fix that, then run the same command again.")
    print("Ready.", flush=True)
