"""Build the course site into _build/site, unless nothing that it is made from has changed.

usage: python -m ketamine_course.publish.site.build [--fresh]

What the site is made from is hashed (notebooks, package, data, figures, publish, versions, settings): an equal hash means a
fresh site, and nothing is done. Otherwise everything is built anew beside the old site, which gives way only to a whole new one.
With --fresh the notebooks are run and the site is built whatever the hash says.
"""

import argparse
import os
import shutil
import subprocess
import sys

from ketamine_course.freshness import INGREDIENTS, fingerprint, one_at_a_time
from ketamine_course.places import PACKAGE, ROOT
from ketamine_course.publish.site.settings import PREFIX

BUILD = ROOT / "_build"
SITE = BUILD / "site"
STAMP = BUILD / "site.stamp"
MADE_FROM = (*INGREDIENTS, "notebooks", "figures", PACKAGE / "publish", "docs/checking.md", "docs/tables.md", "CITATION.cff")
SPHINX = ["-b", "html", "-E", "-a", "-W", "--keep-going", "-q", "-c", str(PACKAGE / "publish" / "site")]


def wanted() -> str:
    """Return the hash of all that the site is made from."""
    chosen = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(PREFIX))
    return " ".join([fingerprint(MADE_FROM), *chosen])


def is_fresh() -> bool:
    return STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted() and (SITE / "index.html").is_file()


def build(*, fresh: bool = False) -> None:
    """Run the notebooks, write the sources, let Sphinx make the pages, finish them, and put the whole in its place.

    Raises
    ------
    subprocess.CalledProcessError
        Sphinx met a warning or an error.
    """
    # Heavy, and not needed where nothing changed.
    from ketamine_course.publish import executions  # noqa: PLC0415
    from ketamine_course.publish.site import embeds, finish, sources  # noqa: PLC0415
    from ketamine_course.publish.teacher.build import write_downloads  # noqa: PLC0415

    source, target = BUILD / "site-source", BUILD / "site.new"
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
    stamp = wanted()
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    notebooks = dict(zip(paths, executions.all_exported(paths, fresh=fresh), strict=True))
    embeds.keep_drawn(notebooks)
    glances = sources.write(source, notebooks)
    subprocess.run([sys.executable, "-m", "sphinx", *SPHINX, "-d", source / ".doctrees", source, target], check=True)
    embeds.write(target, glances)
    finish.finish(target)
    write_downloads(target / "teaching", paths)
    shutil.rmtree(SITE, ignore_errors=True)
    target.rename(SITE)
    STAMP.write_text(stamp, encoding="utf-8")


def what_a_user_mends() -> tuple[type[Exception], ...]:
    """Return the errors that name a place in tables, questions, settings, notebooks or pages; asked for only where one was raised."""
    from ketamine_course.models.counts import CountError  # noqa: PLC0415
    from ketamine_course.publish.gate import PageError  # noqa: PLC0415
    from ketamine_course.publish.site.facts import NotebookFormError  # noqa: PLC0415
    from ketamine_course.publish.site.settings import SettingsError  # noqa: PLC0415
    from ketamine_course.tables import TableError  # noqa: PLC0415
    from ketamine_course.widgets.question import QuestionError  # noqa: PLC0415

    return SettingsError, TableError, QuestionError, CountError, NotebookFormError, PageError


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args(arguments)
    with one_at_a_time(BUILD / "site.lock"):
        if options.fresh or not is_fresh():
            try:
                build(fresh=options.fresh)
            except subprocess.CalledProcessError:
                print("The site was not built: Sphinx told above what is wrong. What stands in _build/site is older, if anything.")
                return 1
            except what_a_user_mends() as error:
                print(f"{error}\nThe site was not built: what is wrong stands above. What stands in _build/site is older, if anything.")
                return 1
    print(f"{SITE / 'index.html'}: {sum(1 for _ in SITE.rglob('*.html'))} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
