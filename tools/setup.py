"""Prepare this folder and run a part of the course: the one entry for every system, with or without make.

usage: python tools/setup.py COMMAND [arguments]

  lab           open the notebooks in JupyterLab (arguments go to JupyterLab)
  test          run the checks (arguments go to pytest)
  site          build the course site into _build/site
  pages         write each notebook as one self-contained HTML page into _build/pages
  teacher       write plans, print-outs, keys, slides and quizzes into _build/teacher (holds answers)
  workbook      print each notebook as a workbook into _build/workbook (answers at the end)
  release       make one archive of all of these in _build/release, with checksums (holds answers)
  prepare-lab   only prepare .venv for the notebooks
  prepare-test  only prepare .venv for the checks

Each command prepares what it needs first. Run it again after any interruption: it continues where it stopped.
"""

# This file parses under every Python from 3.5, so that an old Python can say that it is too old. The rest needs the one named below.

import os
import shutil
import subprocess
import sys

NEEDED = (3, 11)
CANDIDATES = ["python3.14", "python3.13", "python3.12", "python3.11", "python3", "python"]
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMANDS = {
    "lab": ("lab", []),
    "pages": ("lab", [["-m", "ketamine_course.publish.pages"]]),
    "site": ("test", [["-m", "ketamine_course.publish.site.build"]]),
    "teacher": ("test", [["-m", "ketamine_course.publish.teacher.build"]]),
    "workbook": ("test", [["-m", "ketamine_course.publish.workbook.build"]]),
    "release": ("test", [["-m", "ketamine_course.publish.release"]]),
    "test": (
        "test",
        [
            ["-m", "ruff", "check", "--quiet", "."],
            ["-m", "ruff", "format", "--check", "--quiet", "."],
            ["-m", "mypy"],
            ["-m", "pytest"],
        ],
    ),
    "prepare-lab": ("lab", []),
    "prepare-test": ("test", []),
}


def version_of(program):
    """Return the (major, minor) of a Python program, or None where it does not run."""
    code = "import sys; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = subprocess.Popen([program, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE).communicate()[0]
        return tuple(int(part) for part in answer.split()) or None
    except (OSError, ValueError):
        return None


def use_new_enough_python():
    """Go on under a Python that is new enough, or say that there is none."""
    if sys.version_info >= NEEDED:
        return
    for name in CANDIDATES:
        found = shutil.which(name)
        version = version_of(found) if found else None
        if found and version and version >= NEEDED:
            sys.exit(subprocess.call([found, *sys.argv]))
    sys.exit(
        "Stopped: Python %d.%d or newer is needed, and this is %d.%d. Install a newer Python from your system or from python.org, "
        "then run the same command again." % (NEEDED + tuple(sys.version_info[:2]))
    )


def open_lab(python, arguments):
    """Let the shipped notebooks show their stored outputs, and open JupyterLab on the first of them.

    Meanwhile all figures are drawn once in the background, at low priority, so that the first visit to each is as quick as the next.
    """
    from ketamine_course.publish import shipped

    first = min(shipped.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    trusted = [str(path) for path in shipped.unchanged()]
    if trusted:
        subprocess.call([python, "-m", "jupyter", "trust", *trusted], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print("Opening JupyterLab on notebooks/%s. Choose Run > Run All Cells there first. Stop it here with Ctrl+C." % first.name, flush=True)
    drawing = subprocess.Popen(
        [python, "-m", "ketamine_course.publish.frames"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),  # Windows; elsewhere the program itself steps back
    )
    try:
        status = subprocess.call([python, "-m", "jupyterlab", str(first), *arguments], cwd=str(shipped.NOTEBOOKS))
    except KeyboardInterrupt:
        return 0
    finally:
        drawing.terminate()
    if status and hasattr(os, "geteuid") and os.geteuid() == 0 and "--allow-root" not in arguments:
        asked = " ".join(["--allow-root", *arguments])
        print('You are root, and JupyterLab starts for root only if you ask for it, as in a container: make lab LAB_ARGS="%s"' % asked)
    return status


def main(arguments):
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 2
    use_new_enough_python()
    import environment
    import surroundings

    for sentence in surroundings.settle():
        print(sentence, flush=True)
    kind, steps = COMMANDS[arguments[0]]
    environment.prepare(kind)
    python, more = str(environment.venv_program("python")), arguments[1:]
    if arguments[0] == "lab":
        return open_lab(python, more)
    for step in steps:
        status = subprocess.call([python] + step + (more if step is steps[-1] else []), cwd=ROOT)
        if status:
            return status
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped by you. Run the same command again: it continues where it stopped.")
