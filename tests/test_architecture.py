"""Everything flows one way: which room may import which."""

from __future__ import annotations

import ast
import re

from conftest import ROOT

PACKAGE = ROOT / "src" / "ketamine_course"
GROUND = {
    "names",
    "places",
    "freshness",
    "addresses",
    "yaml_files",
    "forms",
    "table_form",
    "table_file",
    "tables",
    "references",
    "absences",
    "exhibits",
    "judged_later",
    "codes",
    "texts",
}
BELOW_LESSON = GROUND | {"models", "widgets"}
MAY_IMPORT = {
    "names": set(),
    "places": set(),
    "freshness": {"places"},
    "addresses": set(),
    "yaml_files": set(),
    "forms": {"names", "yaml_files"},
    "table_form": {"addresses", "names"},
    "table_file": {"names", "table_form"},
    "tables": {"names", "places", "table_file", "table_form"},
    "references": {"addresses", "names", "tables"},
    "absences": {"names", "tables"},
    "exhibits": {"absences", "forms", "tables", "yaml_files"},
    "judged_later": {"tables", "yaml_files"},
    "codes": {"references"},
    "texts": set(),
    "models": GROUND | {"models"},
    "widgets": {"forms", "names", "texts", "widgets", "yaml_files"},
    "pictures": BELOW_LESSON | {"pictures"},
    "lesson": BELOW_LESSON | {"__version__", "lesson"},
    "publish": BELOW_LESSON | {"__version__", "pictures", "lesson", "publish"},
    "__init__": set(),
}
DRAWING = {"matplotlib", "anywidget", "ipywidgets", "traitlets"}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "ketamine_course":
            yield from (f"ketamine_course.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def room(path):
    inside = path.relative_to(PACKAGE)
    return inside.parts[0].removesuffix(".py")


def test_rooms_import_only_what_stands_below_them():
    for path in PACKAGE.rglob("*.py"):
        for name in imports(path):
            if name.startswith("ketamine_course."):
                assert name.split(".")[1] in MAY_IMPORT[room(path)], f"{path.name} imports {name}"


def test_tables_and_models_draw_nothing():
    for path in PACKAGE.rglob("*.py"):
        if room(path) in GROUND | {"models"}:
            assert not DRAWING & {name.split(".")[0] for name in imports(path)}, path.name


def test_the_widgets_know_nothing_about_ketamine():
    for path in (PACKAGE / "widgets").rglob("*"):
        if path.suffix in {".py", ".js", ".css"} and path.name != "palette.py" and "node_modules" not in path.parts:
            text = re.sub("ketamine[_-]course(_export)?", "", path.read_text(encoding="utf-8").lower())
            assert "ketamine" not in text, path.name
