"""Write data/dictionary.md, the list of tables and columns, and before it data/datapackage.json, from the schemas.

usage: python -m ketamine_course.publish.dictionary [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ketamine_course.publish import datapackage
from ketamine_course.tables import DATA_FOLDER, TableError, forget

HEAD = """# Dictionary of the tables

<!-- Written by `make dictionary` from schema.yaml here and in each folder. -->
"""


def column(field: dict[str, Any]) -> str:
    """Return the line of one column."""
    rules = field.get("constraints", {})
    kind = f"list of {field['type']}s" if field.get("list") else field["type"]
    notes = ["required"] * bool(rules.get("required")) + ["unique"] * bool(rules.get("unique"))
    notes += ["key of references.bib"] * bool(field.get("bibliography"))
    allowed = rules.get("enum") or field.get("itemConstraints", {}).get("enum")
    notes += [f"one of: {', '.join(allowed)}"] if allowed else []
    return f"| `{field['name']}` | {kind} | {field['description']} | {'; '.join(notes)} |"


def table(resource: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of one table."""
    schema = resource["schema"]
    keys = [
        f"`{key['fields'][0]}` must be in {key['reference']['resource'] or resource['name']}"
        for key in schema.get("foreignKeys", []) + schema.get("itemForeignKeys", [])
    ]
    yield from ("", f"### {resource['title']}: `{resource['path']}`", "")
    yield resource["description"] + (f" {'; '.join(keys)}." if keys else "")
    yield from ("", "| column | type | meaning | rules |", "| --- | --- | --- | --- |", *map(column, schema["fields"]))


def dictionary(built: dict[str, Any]) -> str:
    """Return the dictionary of a data package: its tables, subject by subject."""
    lines = [HEAD.rstrip()]
    for subject, told in built["subjects"].items():
        lines += ["", f"## {told['title']}", "", told["about"], *(["", told["notes"]] if "notes" in told else [])]
        for resource in built["resources"]:
            if resource["path"].startswith(f"{subject}/"):
                lines += table(resource)
    return "\n".join(lines) + "\n"


def files(folder: Path = DATA_FOLDER) -> dict[str, str]:
    """Return the two files that are built from the schemas, by name."""
    built = datapackage.build(folder)
    return {"datapackage.json": datapackage.as_text(built), "dictionary.md": dictionary(built)}


def write(folder: Path = DATA_FOLDER) -> None:
    """Write both files into a data folder."""
    for name, text in files(folder).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    forget()


def main(arguments: list[str]) -> int:
    try:
        if "--check" not in arguments:
            write()
            return 0
        stale = [name for name, text in files().items() if (DATA_FOLDER / name).read_text(encoding="utf-8") != text]
    except TableError as error:
        print(error)
        return 1
    print(f"Not what the schemas say: {', '.join(stale)}. Run `make dictionary`." if stale else "Both files are fresh.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
