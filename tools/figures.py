"""Write one picture of every explorable into figures/: SVG with title and description inside, and a list with captions.

usage: python tools/figures.py [--check]

With --check nothing is written; the files that differ are named, and the status is 1.
"""

import html
import importlib
import pkgutil
import sys
from pathlib import Path

from ketamine_course import pictures
from ketamine_course.explorable import Explorable

FIGURES = Path(__file__).resolve().parent.parent / "figures"


def explorables() -> dict[str, Explorable]:
    """Return every explorable by the name of its file."""
    found = {}
    for module in pkgutil.iter_modules(pictures.__path__):
        if not module.name.startswith("_"):
            members = vars(importlib.import_module(f"ketamine_course.pictures.{module.name}"))
            found |= {f"{module.name}-{name}": each for name, each in members.items() if isinstance(each, Explorable)}
    return dict(sorted(found.items()))


def files() -> dict[str, str]:
    """Return the text of every file that belongs into the folder."""
    lines = ["# Figures", "", "One picture of every explorable. Written by `make figures`. Licence: CC BY 4.0.", ""]
    result = {}
    for name, each in explorables().items():
        picture = each.picture(**each.sample)
        words = f"<title>{html.escape(each.title)}</title><desc>{html.escape(picture.description)}</desc>"
        opening, rest = picture.svg().split(">", 1)
        result[f"{name}.svg"] = f'{opening} role="img">{words}{rest}\n'
        lines += [f"## {each.title}", "", f"![{each.title}]({name}.svg)", "", f"{picture.description} *Status: {picture.status}.*", ""]
    return result | {"README.md": "\n".join(lines)}


def main(arguments: list[str]) -> int:
    wanted = files()
    stale = [
        name for name, text in wanted.items() if not (FIGURES / name).is_file() or (FIGURES / name).read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        print("Figures differ: " + ", ".join(stale) if stale else "All figures are fresh.")
        return 1 if stale else 0
    for name, text in wanted.items():
        (FIGURES / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
