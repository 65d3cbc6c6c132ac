"""Make one archive for a download page: site, single pages, teachers' bundle, wheel, data package, with checksums.

usage: python -m ketamine_course.publish.release [--without-answers]

Everything is built as the single commands build it, and packed in one order with one date: the same sources give the same bytes.
With --without-answers the teachers' bundle stays out.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import ketamine_course
from ketamine_course.places import DATA, ROOT
from ketamine_course.publish import pages
from ketamine_course.publish.site import build as site
from ketamine_course.publish.teacher import build as teacher

RELEASES = ROOT / "_build" / "release"
WORKBOOK = ROOT / "_build" / "workbook"
NAME = f"ketamine-course-{ketamine_course.__version__}"
SUMS = "SHA256SUMS"
PAPERS = ("LICENSE", "CITATION.cff", "README.md", "CHANGELOG.md")
WHAT = {
    "site": "site/              the course site: open site/index.html, or copy the folder to any web server",
    "pages": "pages/             each notebook as one page that works without a network",
    "workbook": "workbook/          each notebook to print and write on",
    "for-teachers": "for-teachers/      lesson plans, keys, slides, quizzes; HOLDS THE ANSWERS: do not put it on a public server",
    "data-package": "data-package/      the tables as a Frictionless data package",
    "wheel": "*.whl              the Python package with tables and questions: pip install it beside JupyterLab",
}


def wheel(folder: Path) -> Path:
    """Build the package into a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def under(folder: Path, name: str) -> dict[str, bytes]:
    """Return the files under a folder by the names that they get in the archive."""
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}


def contents(*, answers: bool) -> dict[str, bytes]:
    """Build everything and return each file of the archive by name.

    Raises
    ------
    RuntimeError
        A part could not be built; it has said why.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        steps = {"site": site.main([]), "pages": pages.main(["--out", str(folder / "pages")])}
        if answers:
            steps["for-teachers"] = teacher.main(["--out", str(folder / "teacher")])
        failed = [name for name, status in steps.items() if status]
        if failed:
            raise RuntimeError(f"not built: {', '.join(failed)}")
        built = wheel(folder)
        places = {
            "site": site.SITE,
            "pages": folder / "pages",
            "workbook": WORKBOOK,
            "for-teachers": folder / "teacher",
            "data-package": DATA,
        }
        files = {built.name: built.read_bytes(), **{name: (ROOT / name).read_bytes() for name in PAPERS}}
        for name, place in places.items():
            files |= under(place, name)
    if not answers:  # the site offers the bundle as a download
        files.pop("site/teaching/teacher.zip", None)
    told = [words for name, words in WHAT.items() if name == "wheel" or any(each.startswith(f"{name}/") for each in files)]
    return files | {"CONTENTS.txt": ("\n".join(told) + "\n").encode()}


def sums(files: Mapping[str, bytes]) -> str:
    """Return the checksums of files in the form of `sha256sum`."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))


def packed(files: Mapping[str, bytes], path: Path) -> None:
    """Write files, and their checksums, into an archive that is the same whenever and wherever it is written."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sorted({**files, SUMS: sums(files).encode()}.items()):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--without-answers", action="store_true")
    options = parser.parse_args(arguments)
    try:
        files = contents(answers=not options.without_answers)
    except (RuntimeError, subprocess.CalledProcessError) as error:
        print(f"No archive was made: {error}")
        return 1
    RELEASES.mkdir(parents=True, exist_ok=True)
    path = RELEASES / f"{NAME}.zip"
    packed(files, path)
    path.with_name(f"{path.name}.sha256").write_text(sums({path.name: path.read_bytes()}), encoding="utf-8", newline="\n")
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, {len(files)} files and their checksums")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
