"""Sentences that something does not exist: each rests on a dated search, a row of the table `absences`, and shows its day.

A sentence counts if it has one of the `PHRASES`. Where code composes it, the day comes from the table (`ketamine_course.absences`);
everywhere else the sentence is typed, and `absence_sentences` says on which search it rests.
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ketamine_course import absences, tables
from ketamine_course.publish.counted_prose import plain
from ketamine_course.tables import DATA_FOLDER, QUESTIONS, Fault, rows_of
from ketamine_course.yaml_files import read

ROOT = Path(__file__).resolve().parent.parent
LOGS = ("ratings", "doubts", "absences", "absence_sentences")
"""Tables that hold what was said or looked up at a time; they are records and stay as they are."""
KINDS = r"(?:trial|study|test|comparison|experiment|figure|ratio)"
DAY = r"\d{1,2} [A-Z][a-z]+ 20\d\d"
PHRASES = (
    r"\bknown to us\b(?! as)",
    r"\b[Ww]e know of (?:no|none|nobody)\b",
    r"\b[Nn]obody has (?:ever )?(?:tested|tried|measured|compared|repeated|shown|evaluated)\b",
    rf"\b(?:found|looked for) (?:on|by) {DAY}\b",
    rf"\bsearch of {DAY}\b|\({DAY}\)",
    r"\b[Ww]e found (?:no|none|nothing)\b|\bthat we found\b",
    r"\b(?:not|never) (?:been )?(?:searched|looked (?:for|up))\b|\bnot (?:search|look) (?:for|up)\b|\bNot searched\b",
    r"\b[Nn]earest (?:\w+ ){0,2}(?:trial|test|stud(?:y|ies)|one)s?\b",
    rf"\b[Tt]he only (?:\w+ ){{0,3}}{KINDS}\b|\b[Oo]ne of (?:the )?two (?:[\w-]+ ){{0,3}}(?:trial|test|stud)",
    rf"\b[Nn]o (?:\w+ ){{0,3}}{KINDS} (?:exists|is known|shows|has (?:compared|tested|shown|tried|measured))\b",
)
"""How absences are put. A list, so that it can grow: whoever meets another wording adds it here."""
PATTERN = re.compile("|".join(PHRASES))
BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"\u201c(\[*])")


class Place(NamedTuple):
    """A text that readers see: the file, the place in it, and the text."""

    file: str
    place: str
    text: str


def faults(folder: Path) -> Iterator[Fault]:
    """Yield every absence without a row, every row whose sentence is gone, and every sentence without the day of its search."""
    rows = rows_of("absence_sentences", folder)
    files = {each.file for each in texts(folder)}
    known = {(row["file"], row["sentence"]) for row in rows}
    told: dict[tuple[str, str], list[str]] = {}
    for each in texts(folder):
        for sentence in absent(each.text):
            told.setdefault((each.file, sentence), []).append(each.text)
            if (each.file, sentence) not in known:
                yield Fault(each.file, None, each.place, f"tells an absence without a row of absence_sentences: {sentence!r}")
    searches = {row["absence"]: row for row in rows_of("absences", folder)}
    for number, row in enumerate(rows, start=2):
        if row["file"] in files or (folder / row["file"]).exists():
            yield from _row_faults(number, row, searches[row["absence"]], told.get((row["file"], row["sentence"]), []))


def _row_faults(number: int, row: dict[str, Any], search: dict[str, Any], told: list[str]) -> Iterator[Fault]:
    file = "appendix/absence_sentences.csv"
    if not told:
        yield Fault(file, number, "sentence", f"no longer stands in {row['file']}: {row['sentence']!r}")
    elif search["outcome"] == "none found" and not any(absences.in_words(search["searched_on"]) in text for text in told):
        yield Fault(file, number, "sentence", f"stands without its day, {absences.in_words(search['searched_on'])}: {row['sentence']!r}")


def absent(text: str) -> list[str]:
    """Return the sentences of a text that tell an absence."""
    return [each.strip() for each in BREAK.split(text.replace("\n", " ")) if PATTERN.search(each)]


@cache
def texts(folder: Path) -> tuple[Place, ...]:
    """Return all texts that readers see; of a copied data folder only what stands in it."""
    found = [*_of_tables(folder), *_of_questions(folder)]
    if folder == DATA_FOLDER:
        found += [*_of_notebooks(), *_of_plans(), *_of_pictures()]
    return tuple(found)


def _of_tables(folder: Path) -> Iterator[Place]:
    for name, resource in tables.package(folder).items():
        fields = resource["schema"]["fields"]
        columns = [each["name"] for each in fields if each["type"] == "string" and not each.get("bibliography") and not each.get("list")]
        unique = [each["name"] for each in fields if each.get("constraints", {}).get("unique")]
        key = resource["schema"].get("primaryKey", unique[:1] or columns[:1])
        for row in () if name in LOGS else rows_of(name, folder):
            at = " ".join(str(row[each]) for each in key)
            yield from (Place(resource["path"], f"{at} [{each}]", row[each]) for each in columns if " " in row[each])


def _of_questions(folder: Path) -> Iterator[Place]:
    for path in sorted((folder / QUESTIONS).glob("*.yaml")):
        for question in read(path):
            yield from (Place(f"{QUESTIONS.as_posix()}/{path.name}", *each) for each in _strings(question, question["name"]))


def _of_notebooks() -> Iterator[Place]:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield Place(f"notebooks/{path.name}", cell["id"], plain("".join(cell["source"])))


def _of_plans() -> Iterator[Place]:
    for path in sorted((ROOT / "src/ketamine_course/publish/teacher/plans").glob("*.yaml")):
        plan = read(path)
        yield from (Place(path.relative_to(ROOT).as_posix(), *each) for each in _strings(plan, ""))


def _of_pictures() -> Iterator[Place]:
    for path in sorted((ROOT / "src/ketamine_course/pictures").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                yield Place(path.relative_to(ROOT).as_posix(), f"line {node.lineno}", node.value)


def _strings(part: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name not in ("refs", "name"):
                yield from _strings(value, f"{at}/{name}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _strings(value, f"{at}/{number}")
    elif isinstance(part, str):
        yield at, part


def due(day: date, folder: Path = DATA_FOLDER) -> list[dict[str, Any]]:
    """Return the absences whose time to be searched again has come, the oldest first."""
    rows = rows_of("absences", folder)
    return sorted((row for row in rows if row["recheck_after"] <= day), key=lambda row: row["recheck_after"])
