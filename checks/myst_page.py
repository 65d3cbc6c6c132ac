"""Write what Jupyter Book 2 made of a notebook as a plain HTML page: its outputs in their order, in the stead of a theme.

usage: python myst_page.py NAME

It is run in a project that ``jupyter-book build --site`` has built. The theme that would show the outputs is only on a public server.
What is long stands in a file of its own, as in the site.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SITE = Path("_build/site")


def outputs(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the outputs below a node of the page's tree."""
    if "jupyter_data" in node:
        yield node["jupyter_data"]
    for child in node.get("children", []):
        yield from outputs(child)


def markup(output: dict[str, Any]) -> str:
    """Return an output's HTML, or nothing where it has none."""
    found = output.get("data", {}).get("text/html")
    if not found:
        return ""
    return str(found["content"]) if "content" in found else (SITE / "public" / found["path"].lstrip("/")).read_text(encoding="utf-8")


def content(name: str) -> Path:
    """Return where a page's tree is: the first page of a book is called ``index``."""
    path = SITE / "content" / f"{name}.json"
    return path if path.is_file() else path.with_name("index.json")


def main(name: str) -> None:
    tree = json.loads(content(name).read_text(encoding="utf-8"))["mdast"]
    body = "\n".join(f"<section>{markup(each)}</section>" for each in outputs(tree))
    page = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{name}</title><body>{body}</body></html>'
    Path(f"{name}.html").write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
