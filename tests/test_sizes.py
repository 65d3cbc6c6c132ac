"""Modules and functions stay small enough to be read at one go."""

from __future__ import annotations

import ast

import pytest
from conftest import ROOT

FOLDERS = ("src", "checks", "bench", "tools", "deploy")
MODULE_LINES, FUNCTION_LINES = 250, 45
MODULES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def test_all_folders_are_looked_at():
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(FOLDERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_and_no_function_is_too_long(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MODULE_LINES
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert {each.name: lines(each) for each in functions if lines(each) > FUNCTION_LINES} == {}


def lines(function):
    return function.end_lineno - function.lineno + 1
