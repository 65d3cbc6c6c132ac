"""Tables damaged in one place, by seed: what a slip of the hand or of a program does, with the place where it must be told."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from ketamine_course import tables
from ketamine_course.table_form import LIST_SEPARATOR

MISSED = object()


class Damage(NamedTuple):
    """One damaged file: the kind of fault, what was done, the bytes, and the row and column that must be told (None: the file)."""

    kind: str
    name: str
    content: bytes
    row: int | None
    column: str | None


class Sheet:
    """One table as rows of text, to be damaged."""

    def __init__(self, name, folder, chance):
        self.resource = tables.package(folder)[name]
        self.fields = {field["name"]: field for field in self.resource["schema"]["fields"]}
        text = (folder / self.resource["path"]).read_text(encoding="utf-8")
        self.header, *self.rows = list(csv.reader(io.StringIO(text)))
        self.chance = chance

    def row(self):
        return self.chance.randrange(len(self.rows))

    def column(self, wanted=lambda _field: True, filled=True):
        """Return a row and a column that fit, or MISSED."""
        fitting = [place for place, name in enumerate(self.header) if wanted(self.fields[name])]
        places = [(row, place) for place in fitting for row in range(len(self.rows)) if self.rows[row][place] or not filled]
        return self.chance.choice(places) if places else MISSED

    def bytes(self):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([self.header, *self.rows])
        return out.getvalue().encode()

    def cell(self, kind, name, wanted, change):
        """Change one cell of some columns."""
        place = self.column(wanted)
        if place is MISSED:
            return None
        row, at = place
        self.rows[row][at] = change(self.rows[row][at], self.fields[self.header[at]])
        return Damage(kind, name, self.bytes(), row + 2, self.header[at])


def _typo(chance):
    """Return a function that damages a word so that it is another one."""

    def change(cell, field):
        parts = cell.split(LIST_SEPARATOR) if field.get("list") else [cell]
        at = chance.randrange(len(parts))
        parts[at] = chance.choice([f"{parts[at]}x", f"q{parts[at]}", parts[at][:-1] + "~", f"{parts[at]}-{parts[at]}"])
        return LIST_SEPARATOR.join(parts)

    return change


def _structure(sheet) -> Iterator[Callable[[], Damage | None]]:
    chance, at = sheet.chance, sheet.chance.randrange(len(sheet.header))
    name, row = sheet.header[at], sheet.row()

    def ragged(change, column):
        change(sheet.rows[row])
        return Damage("structure", "a cell lost or won", sheet.bytes(), row + 2, column)

    def renamed():
        sheet.header[at] = f"{name}_2"
        return Damage("structure", "a column renamed", sheet.bytes(), 1, f"{name}_2")

    def dropped():
        for cells in [sheet.header, *sheet.rows]:
            del cells[at]
        return Damage("structure", "a column lost", sheet.bytes(), 1, name if sheet.header else None)

    def doubled():
        for cells in [sheet.header, *sheet.rows]:
            cells.insert(at, cells[at])
        return Damage("structure", "a column twice", sheet.bytes(), 1, name)

    def raw(change, told_row, what, column=None):
        return Damage("structure", what, change(sheet.bytes()), told_row, column)

    def broken_line():
        return sheet.cell("structure", "a line break in a cell", lambda _: True, lambda cell, _: f"{cell[:1]}\n{cell[1:]}x")

    yield lambda: ragged(lambda cells: cells.pop(), sheet.header[-1])
    yield lambda: ragged(lambda cells: cells.append("more"), sheet.header[-1])
    yield renamed
    yield dropped if len(sheet.header) > 1 else renamed
    yield doubled
    yield broken_line
    yield lambda: raw(lambda data: b"\xef\xbb\xbf" + data, 1, "a byte order mark")
    yield lambda: raw(lambda data: data.replace(b"\n", b"\r\n"), None, "Windows line ends")
    yield lambda: raw(lambda data: data + b'"never closed', len(sheet.rows) + 2, "an open quotation mark")
    yield lambda: raw(lambda data: data + b"Caf\xe9" + b"," * (len(sheet.header) - 1) + b"\n", data_line(sheet), "other encoding")
    if chance.random() < 0.5:
        yield lambda: raw(lambda data: data.replace(b"\n", b"\n\n", 1), 2, "an empty line", sheet.header[0])


def data_line(sheet):
    """Return the line below the last one: no cell of the collection holds a line break."""
    return len(sheet.rows) + 2


def _types(sheet) -> Iterator[Callable[[], Damage | None]]:
    numbers = lambda field: field["type"] in ("integer", "number", "year")  # noqa: E731 - beside its only uses
    for wanted, name, change in (
        (numbers, "a word for a number", lambda cell, _: f"about {cell}"),
        (numbers, "a unit in a number", lambda cell, _: f"{cell} mg"),
        (lambda field: field["type"] == "number", "a decimal comma", lambda cell, _: f"{cell.split('.')[0]},5"),
        (lambda field: field["type"] == "boolean", "yes for true", lambda _cell, _: "yes"),
        (lambda field: field["type"] == "date", "a date of another country", lambda cell, _: ".".join(reversed(cell.split("-")))),
        (lambda field: field["type"] == "date", "a day that does not exist", lambda cell, _: f"{cell[:8]}32"),
        (lambda _: True, "white space", lambda cell, _: f"{cell} "),
        (lambda field: field["type"] == "string" and not field.get("list"), "a formula", lambda cell, _: f"=1+1&{cell}"),
    ):
        yield partial(sheet.cell, "type", name, wanted, change)


def _keys(sheet) -> Iterator[Callable[[], Damage | None]]:
    schema = sheet.resource["schema"]
    pointing = {key["fields"][0] for key in [*schema.get("foreignKeys", []), *schema.get("itemForeignKeys", [])]}
    change = _typo(sheet.chance)
    yield lambda: sheet.cell("key", "a name that no table has", lambda field: field["name"] in pointing, change)
    yield lambda: sheet.cell("key", "a work that does not exist", lambda field: bool(field.get("bibliography")), change)

    def twice():
        unique = [name for name, field in sheet.fields.items() if field.get("constraints", {}).get("unique")]
        names = sheet.chance.choice([[name] for name in unique] + ([schema["primaryKey"]] if "primaryKey" in schema else []))
        first, second = sorted(sheet.chance.sample(range(len(sheet.rows)), 2))
        for name in names:
            sheet.rows[second][sheet.header.index(name)] = sheet.rows[first][sheet.header.index(name)]
        if not all(sheet.rows[first][sheet.header.index(name)] for name in names):
            return None
        return Damage("key", "a key twice", sheet.bytes(), second + 2, " + ".join(names))

    has_key = "primaryKey" in schema or any(field.get("constraints", {}).get("unique") for field in sheet.fields.values())
    if has_key and len(sheet.rows) > 1:
        yield twice


def _values(sheet) -> Iterator[Callable[[], Damage | None]]:
    def rules(field):
        return {**field.get("constraints", {}), **field.get("itemConstraints", {})}

    yield lambda: sheet.cell("allowed value", "a value that is not allowed", lambda field: "enum" in rules(field), _typo(sheet.chance))
    yield lambda: sheet.cell(
        "allowed value", "too small", lambda field: "minimum" in rules(field), lambda _, field: str(rules(field)["minimum"] - 1)
    )
    yield lambda: sheet.cell(
        "allowed value", "too large", lambda field: "maximum" in rules(field), lambda _, field: str(rules(field)["maximum"] + 1)
    )
    yield lambda: sheet.cell("allowed value", "another form", lambda field: "pattern" in rules(field), lambda cell, _: f"{cell}!" * 14)
    yield lambda: sheet.cell(
        "allowed value",
        "an address without a scheme",
        lambda field: field.get("format") == "uri",
        lambda cell, _: cell.split("://")[-1] + " x",
    )


def _completeness(sheet) -> Iterator[Callable[[], Damage | None]]:
    yield lambda: sheet.cell(
        "completeness", "a required cell empty", lambda field: field.get("constraints", {}).get("required"), lambda *_: ""
    )


def _count(sheet) -> Iterator[Callable[[], Damage | None]]:
    def lost():
        del sheet.rows[sheet.row()]
        return Damage("count", "a row lost", sheet.bytes(), None, None)

    def cut():
        del sheet.rows[sheet.row() :]
        return Damage("count", "a file cut at a row end", sheet.bytes(), None, None)

    yield lost
    yield cut


KINDS = {
    "structure": _structure, "type": _types, "key": _keys, "allowed value": _values, "completeness": _completeness, "count": _count,
}  # fmt: skip


def damages(folder, number, seed):
    """Yield damaged tables with their names: each kind equally often, each table as often as chance has it."""
    chance = random.Random(seed)
    names, kinds, made = tables.table_names(folder), list(KINDS), 0
    while made < number:
        name = chance.choice(names)
        makers = list(KINDS[kinds[made % len(kinds)]](Sheet(name, folder, chance)))
        damage = chance.choice(makers)() if makers else None
        if damage:
            made += 1
            yield name, damage


def corner(folder, name, home):
    """Copy one table with all that it points to into a folder of its own, so that it can be checked in a moment; return that folder."""
    made = home / name
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    schema = tables.package(folder)[name]["schema"]
    targets = {key["reference"]["resource"] for key in [*schema.get("foreignKeys", []), *schema.get("itemForeignKeys", [])]} | {name}
    kept = [each for each in package["resources"] if each["name"] in targets]
    for each in kept:
        if each["name"] != name:  # their own faults are not looked for here
            each["schema"] = {"fields": each["schema"]["fields"]}
        (made / each["path"]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / each["path"], made / each["path"])
    shutil.copy(folder / "references.bib", made / "references.bib")
    (made / "datapackage.json").write_text(json.dumps({**package, "resources": kept}), encoding="utf-8")
    return made
