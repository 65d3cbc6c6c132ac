"""Everything flows one way: which room may import which."""

from __future__ import annotations

import ast

from conftest import ROOT

PACKAGE = ROOT / "src" / "ketamine_course"
GROUND = {"tables", "references"}
MODELS = {"cascade", "appraisal", "pharmacokinetics", "trials"}
GENERIC = {"palette", "picture", "controls", "_embed", "question", "calibration", "worksheet", "explorable", "catalogue"}
MAY_IMPORT = {
    "tables": set(),
    "references": {"tables"},
    **{model: GROUND | {model} for model in MODELS},  # a model may be a package of its own
    **dict.fromkeys(GENERIC, GENERIC),
    "pictures": GROUND | MODELS | GENERIC | {"pictures"},
    "lesson": GROUND | GENERIC,
    "ready": GROUND | GENERIC | {"lesson"},
    "workshop": GROUND | MODELS | GENERIC | {"lesson"},
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
        if room(path) in GROUND | MODELS:
            assert not DRAWING & {name.split(".")[0] for name in imports(path)}, path.name


def test_the_widgets_know_nothing_about_ketamine():
    for name in GENERIC - {"palette"}:
        text = (PACKAGE / f"{name}.py").read_text(encoding="utf-8").replace("ketamine_course", "").replace("ketamine-course", "")
        assert "ketamine" not in text.lower().replace("ketamine_course_export", ""), name
    for path in PACKAGE.glob("*.js"):
        assert "ketamine" not in path.read_text(encoding="utf-8").lower(), path.name
