"""Write the teachers' bundle into _build/teacher: plans, handouts, answer keys, slides, quizzes, a rubric.

usage: python -m ketamine_course.publish.teacher.build [--out FOLDER] [NOTEBOOK ...]

The bundle holds answers: no page of the site shows it. The site offers it as one file to download.
"""

import argparse
import csv
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import jinja2
import nbformat

from ketamine_course.lesson import COLLECTION as KEPT_UNDER
from ketamine_course.lesson import help_lines
from ketamine_course.models.counts import filled
from ketamine_course.places import ROOT
from ketamine_course.publish import gate
from ketamine_course.publish.executions import all_exported
from ketamine_course.publish.figures import drawings
from ketamine_course.publish.notebooks import NOTEBOOKS
from ketamine_course.publish.pages import COLLECTION, FOOTER, TEMPLATES, title_and_summary
from ketamine_course.publish.teacher import slides
from ketamine_course.publish.teacher.lesson_plans import PLANS, plan
from ketamine_course.publish.teacher.notebook_pages import SOURCES, questions_of, quizzes_of_forms, templates, write_notebook
from ketamine_course.publish.teacher.plan_checks import check, headings, in_code, musts, timings
from ketamine_course.publish.teacher.plan_form import Plan, PlanError
from ketamine_course.publish.teacher.platforms import pack
from ketamine_course.publish.teacher.platforms.xml_parts import zipped
from ketamine_course.publish.teacher.singles import SINGLES, write_single
from ketamine_course.widgets.question import QuestionError
from ketamine_course.yaml_files import YamlError, read

BUNDLE = ROOT / "_build" / "teacher"
ZIPS = {"teacher": (), "students": ("students", "assets"), "sample": ("sample", "assets")}
"""The zip files, and the folders of the bundle that each holds (all, where none is named)."""
README = """\
For teachers. Open index.html.

This bundle holds the answers to every question. Keep it among teachers; do not put its pages on a public site.
The same answers are public in the repository of the collection: use items of your own for graded work.
It works from your own computer or a USB stick, without a network. Text and figures: CC BY 4.0. Code: BSD-3-Clause. reveal.js: MIT.
"""


def checked_plan(path: Path, notebook: nbformat.NotebookNode) -> Plan:
    """Return the plan of a notebook, held against headings, questions and pictures.

    Raises
    ------
    PlanError
        There is no plan, or something that it names does not exist.
    """
    source = PLANS / f"{path.stem}.yaml"
    if not source.is_file():
        raise PlanError(f"notebook {path.stem} has no plan: write src/ketamine_course/publish/teacher/plans/{path.stem}.yaml")
    made = plan(source)
    check(made, headings(notebook), questions_of(path.stem), drawings(), kept=musts(notebook), shown=in_code(notebook))
    return made


def assets(folder: Path) -> None:
    """Write styles and scripts that the pages share."""
    folder.mkdir(parents=True)
    style = "".join(path.read_text(encoding="utf-8") for path in (TEMPLATES / "page" / "page.css", SOURCES / "teacher.css"))
    (folder / "style.css").write_text(style, encoding="utf-8", newline="\n")
    for name in ("slides.css", "deck_large.js", "deck_focus.js", "deck.js"):
        shutil.copy(SOURCES / name, folder / name)
    for name in slides.REVEAL_FILES:
        shutil.copy(slides.REVEAL / name, folder / name)


def write_shared(bundle: Path, told: list[SimpleNamespace], sizes: dict[str, int], environment: jinja2.Environment) -> None:
    """Write the pages that belong to no notebook, and the table of timings as a file."""
    shared: dict[str, Any] = {"home": "./", "plan": None, "collection": COLLECTION, "footer": FOOTER}

    def data(name: str) -> Any:
        return filled(read(SOURCES / name))

    shared |= {"common": data("common.yaml"), "lines": help_lines().as_html()}

    rows = timings(each.plan for each in told)
    rubric, here = data("rubric.yaml"), {each.plan.name for each in told}
    pages: dict[str, dict[str, Any]] = {
        "index": {
            "title": "For teachers",
            "notebooks": told,
            "by_name": {each.plan.name: each for each in told},
            "which": [row for row in data("which.yaml") if row["plan"] in (*here, *SINGLES)],
            "home": "",
        },
        "rubric": {"title": rubric["title"], "rubric": rubric},
        "platforms": {
            "title": "Files for learning platforms",
            "platforms": data("platforms/platforms.yaml"),
            "sizes": sizes,
            "notebooks": told,
        },
        "timings": {"title": "How long it took", "rows": rows},
    }
    for name, context in pages.items():
        text = environment.get_template(f"{name}.html.j2").render({**shared, **context})
        (bundle / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
    with (bundle / "timings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    (bundle / "README.txt").write_text(README, encoding="utf-8", newline="\n")


def write_packages(bundle: Path, paths: list[Path], notebooks: list[nbformat.NotebookNode]) -> dict[str, int]:
    """Write the packages for learning platforms: of each notebook, and of all of them together; return the sizes of these in kB.

    They hold the pages for students, which stand in the bundle by now.
    """
    taught = []
    for path, notebook in zip(paths, notebooks, strict=True):
        whole = (bundle / "students" / f"{path.stem}.html").read_text(encoding="utf-8")
        title, _ = title_and_summary(notebook)
        pictures = pack.pictures_after(notebook, path.stem)
        each = pack.Taught(path.stem, title, whole, tuple(questions_of(path.stem).values()), pictures, quizzes_of_forms(path.stem))
        pack.write(bundle / path.stem / "platforms", pack.packages(each.name, title, [each], KEPT_UNDER))
        taught.append(each)
    course = pack.packages("course", COLLECTION, taught, KEPT_UNDER)
    pack.write(bundle / "platforms", course)
    return {name: len(content) // 1000 for name, content in course.items()}


def write(bundle: Path, paths: list[Path]) -> None:
    """Write the whole bundle into a folder that does not exist yet.

    Raises
    ------
    PlanError
        A plan does not fit its notebook. Nothing is written then.
    PageError
        A page holds what must not be published, such as a script that is not ours.
    """
    notebooks = all_exported(paths)
    plans = [checked_plan(path, notebook) for path, notebook in zip(paths, notebooks, strict=True)]
    environment = templates()
    assets(bundle / "assets")
    told = []
    for made, notebook in zip(plans, notebooks, strict=True):
        told.append(write_notebook(bundle, made, notebook, environment))
    for single in SINGLES:
        write_single(bundle, single, environment)
    sizes = write_packages(bundle, paths, notebooks)
    write_shared(bundle, told, sizes, environment)
    gate.hold(bundle)


def zip_of(bundle: Path, name: str) -> bytes:
    """Return a zip file of the bundle: one of `ZIPS`; only the teachers' own holds a key."""
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    files = [path for path in files if not ZIPS[name] or path.parent.name in ZIPS[name]]
    return zipped({path.relative_to(bundle).as_posix(): path.read_bytes() for path in files})


def write_downloads(folder: Path, paths: list[Path]) -> None:
    """Write the zip files that the site offers, for people without the repository.

    Raises
    ------
    PlanError
        A plan does not fit its notebook.
    """
    folder.mkdir()
    with TemporaryDirectory() as place:
        bundle = Path(place) / "teacher"
        write(bundle, paths)
        for name in ZIPS:
            (folder / f"{name}.zip").write_bytes(zip_of(bundle, name))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=BUNDLE)
    parser.add_argument("notebooks", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    fresh = options.out.with_name(options.out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        write(fresh, [path.resolve() for path in options.notebooks] or sorted(NOTEBOOKS.glob("*.ipynb")))
    except (PlanError, QuestionError, YamlError, gate.PageError) as error:
        print(f"The bundle was not written: {error}")
        return 1
    shutil.rmtree(options.out, ignore_errors=True)
    fresh.rename(options.out)
    for name in ZIPS:
        ending = ".zip" if name == "teacher" else f"-{name}.zip"
        options.out.with_name(f"{options.out.name}{ending}").write_bytes(zip_of(options.out, name))
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    print(f"{options.out / 'index.html'}: {size / 1e6:.1f} MB. It holds answers: not for a public site.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
