"""Write the list of tables and columns in data/README.md from data/datapackage.json.

usage: python -m ketamine_course.publish.dictionary [--check]
"""

import json
import sys
from typing import Any

from ketamine_course.publish.freshness import ROOT

DATA = ROOT / "data"
MARKER = "<!-- Below this line: written by `make dictionary` from datapackage.json. -->"


def column(field: dict[str, Any]) -> str:
    """Return the line of one column."""
    rules = field.get("constraints", {})
    kind = f"list of {field['type']}s" if field.get("list") else field["type"]
    notes = ["required"] * bool(rules.get("required")) + ["unique"] * bool(rules.get("unique"))
    notes += ["key of references.bib"] * bool(field.get("bibliography"))
    allowed = rules.get("enum") or field.get("itemConstraints", {}).get("enum")
    notes += [f"one of: {', '.join(allowed)}"] if allowed else []
    return f"| `{field['name']}` | {kind} | {field['description']} | {'; '.join(notes)} |"


def section(resource: dict[str, Any]) -> list[str]:
    """Return the lines of one table."""
    keys = [
        f"`{key['fields'][0]}` must be in {key['reference']['resource'] or resource['name']}"
        for key in resource["schema"].get("foreignKeys", [])
    ]
    lines = ["", f"### {resource['title']}: `{resource['path']}`", "", resource["description"] + (f" {'; '.join(keys)}." if keys else "")]
    return [*lines, "", "| column | type | meaning | rules |", "| --- | --- | --- | --- |", *map(column, resource["schema"]["fields"])]


def dictionary() -> str:
    """Return the whole file: the words above the marker as they are, the list below it fresh."""
    words = (DATA / "README.md").read_text(encoding="utf-8").split(MARKER)[0]
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    lines = [line for resource in package["resources"] for line in section(resource)]
    return words + MARKER + "\n" + "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    path = DATA / "README.md"
    if "--check" in arguments:
        fresh = path.read_text(encoding="utf-8") == dictionary()
        print("data/README.md is fresh." if fresh else "data/README.md differs: run `make dictionary`.")
        return 0 if fresh else 1
    path.write_text(dictionary(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
