"""Hold the numbers in prose against the tables: notebooks, README, guide for contributors, and codebook.

usage: python -m checks.counts [--write]

With --write each named number and each written part, such as the tables of agreement, is set to what the tables give, and the files
that changed are named; numbers without a name are only told.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat

from ketamine_course.models.counts import CountError
from ketamine_course.places import ROOT
from ketamine_course.publish import shipped
from ketamine_course.publish.counted_prose import counted_again, wrong_numbers

PAGES = ("README.md", "CONTRIBUTING.md", "docs/checking.md", "data/README.md", "data/codebook.md")


def files() -> list[Path]:
    """Return every file whose prose is held against the tables."""
    return [*(ROOT / name for name in PAGES), *sorted(shipped.NOTEBOOKS.glob("*.ipynb"))]


def pieces(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the prose of a file with the place where it stands."""
    if path.suffix != ".ipynb":
        yield path.name, path.read_text(encoding="utf-8")
        return
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            yield f"{path.name}, cell {cell.id}", cell.source


def faults(path: Path) -> list[str]:
    """Return every number of a file that is not counted, or not as the tables count it."""
    found = []
    for place, text in pieces(path):
        try:
            found += [f"{place}: {fault}" for fault in wrong_numbers(text)]
        except CountError as error:
            found.append(f"{place}: {error}")
    return found


def rewritten() -> list[Path]:
    """Count the named numbers of every file again and return the files that changed. A notebook keeps everything else byte for byte.

    Raises
    ------
    ValueError
        A table has faults, or a number has no such name; nothing was written then.
    """
    before = {path: path.read_text(encoding="utf-8") for path in files()}
    after = {path: counted_again(text) for path, text in before.items()}
    changed = [path for path in before if after[path] != before[path]]
    for path in changed:
        path.write_text(after[path], encoding="utf-8", newline="\n")
    return changed


def write() -> None:
    changed = rewritten()
    shipped.write()
    print("\n".join(f"Written: {path.relative_to(ROOT).as_posix()}" for path in changed) or "Nothing had to be written.")
    if any(path.suffix == ".ipynb" for path in changed):
        print("The outputs of these notebooks may differ, too: run `make notebooks`.")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    if parser.parse_args(arguments).write:
        try:
            write()
        except ValueError as error:
            print(f"Stopped, and nothing was written. {error}")
            return 1
    found = [fault for path in files() for fault in faults(path)]
    print("\n".join(found) if found else "Every number in prose is what the tables give.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
