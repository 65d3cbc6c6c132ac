"""The dictionary lists every table and column; it and the package are fresh; pages about the data name only files that exist."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from ketamine_course.publish import dictionary
from ketamine_course.tables import load, package, table_names

DATA = ROOT / "data"


def test_what_is_built_from_the_schemas_is_fresh():
    assert dictionary.main(["--check"]) == 0


def test_it_lists_every_table_with_its_columns():
    text = (DATA / "dictionary.md").read_text(encoding="utf-8")
    for name, resource in package().items():
        section = text.split(f"`{resource['path']}`\n", 1)[1].split("\n### ", 1)[0]
        assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == list(load(name).columns)


def test_a_changed_schema_is_told_until_the_files_are_written_again(data_copy, monkeypatch, capsys):
    monkeypatch.setattr(dictionary, "DATA_FOLDER", data_copy)
    monkeypatch.setattr(dictionary.files, "__defaults__", (data_copy,))
    monkeypatch.setattr(dictionary.write, "__defaults__", (data_copy,))
    path = data_copy / "cascade" / "schema.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Steps of the cascade", "Steps on the way"), encoding="utf-8")
    assert dictionary.main(["--check"]) == 1
    assert "datapackage.json, dictionary.md. Run `make dictionary`" in capsys.readouterr().out
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0


@pytest.mark.parametrize("page", ["README.md", "codebook.md", "dictionary.md"])
def test_pages_about_the_data_name_only_files_that_exist(page):
    known = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*")} | {path.name for path in DATA.rglob("*")}
    known |= {path.relative_to(ROOT).as_posix() for folder in ("tools", "checks", "tests") for path in (ROOT / folder).rglob("*.py")}
    text = (DATA / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/]+\.(?:csv|ya?ml|bib|json|md|py))`", text)) | set(re.findall(r"`(\w+/(?:\w+/)?)`", text))
    named |= set(re.findall(r"(?<![\w/`])((?:tools|checks)/\w+\.py)", text)) | set(re.findall(r"\]\(([\w/]+\.md)\)", text))
    assert named, "the page names no file at all"
    assert {each.rstrip("/") for each in named} <= known


def test_the_readme_names_every_folder():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert {f"| `{resource['path'].split('/')[0]}/` |" in text for resource in package().values()} == {True}
    assert len(table_names()) == len(list(DATA.glob("*/*.csv")))
