"""Read a bibliography in BibTeX: what is written as in `references.bib` at once, and anything else with pybtex.

pybtex takes a tenth of a second for a few hundred works, and every notebook waits for it; so it is asked only where a file holds more than
entries of one field a line, each in braces that close in it. `tests/test_references.py` holds both readers together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

ENTRY = re.compile(r"@(\w+)\{([^\s,{}]+),\n((?:  \w+ = \{.*\},\n|\n)*)\}")
FIELD = re.compile(r"^  (\w+) = \{(.*)\},$", re.MULTILINE)
AND = re.compile(r"\s+and\s+(?![^{]*\})")
PLAIN_NAME = re.compile(r"([^\W\d_][^\\{}~,]*), ([^\\{}~,]+)")
"""A person as ``Family, Given`` or ``von Family, Given``."""
ONE_NAME = re.compile(r"others|\{[^\\{}]+\}")
"""A name that has no parts: an organisation in braces, or people who are left out."""


class Person(NamedTuple):
    """The parts of a person's name."""

    prelast_names: tuple[str, ...]
    last_names: tuple[str, ...]
    lineage_names: tuple[str, ...]
    first_names: tuple[str, ...]
    middle_names: tuple[str, ...]


class Entry(NamedTuple):
    """A work as it stands in the file: its fields, and the people in their roles."""

    type: str
    fields: Mapping[str, str]
    persons: Mapping[str, tuple[Person, ...]]


def parsed(text: str) -> dict[str, Entry]:
    """Return the entries of a file by key, in its order.

    Raises
    ------
    pybtex.exceptions.PybtexError
        It is not BibTeX.
    """
    found: dict[str, Entry] = {}
    end = 0
    for match in ENTRY.finditer(text):
        fields = dict(FIELD.findall(match[3]))
        sound = len(fields) == match[3].count("\n  ") + match[3].startswith("  ") and all(map(_closed, fields.values()))
        if not sound or match[2].lower() in found or not _idle(text[end : match.start()]):
            return _by_pybtex(text)
        people = {role: tuple(_people(fields.pop(role))) for role in ("author", "editor") if role in fields}
        found[match[2]] = Entry(match[1].lower(), {name.lower(): " ".join(value.split()) for name, value in fields.items()}, people)
        end = match.end()
    return found if _idle(text[end:]) and len({key.lower() for key in found}) == len(found) else _by_pybtex(text)


def _idle(between: str) -> bool:
    """Whether nothing but comments stands between two entries."""
    return "@" not in between


def _closed(value: str) -> bool:
    """Whether all braces of a value open and close within it."""
    depth = 0
    for brace in re.findall("[{}]", value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _people(names: str) -> Iterator[Person]:
    for name in AND.split(names.strip()):
        plain = PLAIN_NAME.fullmatch(name)
        if ONE_NAME.fullmatch(name):
            yield Person((), (name,), (), (), ())
        elif plain and all(word[0].isalpha() for word in plain[1].split()):
            words, (first, *middle) = plain[1].split(), plain[2].split()
            small = max((at for at, word in enumerate(words[:-1], start=1) if word[0].islower()), default=0)
            yield Person(tuple(words[:small]), tuple(words[small:]), (), (first,), tuple(middle))
        else:
            yield from _unusual(name)


def _unusual(names: str) -> Iterator[Person]:
    """Read names in which there is more than a family's and given names, such as ``Given Family`` or ``Family, Jr, Given``."""
    from pybtex.bibtex.utils import split_name_list  # noqa: PLC0415 - no file of ours needs it
    from pybtex.database import Person as Read  # noqa: PLC0415 - likewise

    return (_person(Read(name)) for name in split_name_list(names))


def _person(each: Any) -> Person:
    parts = each.prelast_names, each.last_names, each.lineage_names, each.first_names, each.middle_names
    return Person(*(tuple(map(str, part)) for part in parts))


def _by_pybtex(text: str) -> dict[str, Entry]:
    from pybtex.database import parse_string  # noqa: PLC0415 - no file of ours needs it

    found = {}
    for key, entry in parse_string(text, bib_format="bibtex").entries.items():
        people = {role: tuple(map(_person, those)) for role, those in entry.persons.items()}
        found[key] = Entry(entry.type, {name.lower(): value for name, value in entry.fields.items()}, people)
    return found
