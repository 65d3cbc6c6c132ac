"""The bibliography: citation text, link and sighting for a key, and the list of works at the end of a notebook."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from urllib.parse import quote

from pybtex.database import Entry, Person, parse_string
from pybtex.exceptions import PybtexError

from ketamine_course import addresses
from ketamine_course.names import UnknownName, lookup, nearest
from ketamine_course.tables import DATA_FOLDER, Fault, TableError

FILE = "references.bib"
KEY = re.compile(r"[a-z][a-z0-9_-]*")
DOI = re.compile(r"10\.\d{4,9}/[^\s\"'`\\]+")
PMID = re.compile(r"\d{1,9}")

SIGHTINGS = {
    "own_text": "read in the work itself",
    "second_hand": "known as reported by others",
    "record_only": "exists, result not read",
    "recalled": "from memory, not yet checked",
}
MARKS = {
    "seen": "read in the cited work",
    "second_hand": "as reported by others",
    "record_only": "not read",
    "recalled": "from memory, not yet checked",
    "derived": "our calculation",
    "assumption": "assumed",
}
"""Status of a fact, and the words a reader sees for it."""


class UnknownReference(UnknownName):
    """A key that the bibliography does not have."""


@dataclass(frozen=True)
class Work:
    """One work of the bibliography.

    Parameters
    ----------
    key : str
        Its key, such as ``moghaddam1997``.
    short : str
        Citation for running text, such as ``Moghaddam et al. 1997``; a work whose authors are not known goes by its journal. Works that
        would have the same one are told apart by letters after the year, over the whole bibliography.
    full : str
        Citation for a list.
    link : str
        Address of the work: DOI, else PubMed, else the page it was read on; may be empty.
    sighting : str
        How far we have read it: a key of `SIGHTINGS`.
    signed : bool
        Whether we know authors of it.
    """

    key: str
    short: str
    full: str
    link: str
    sighting: str
    signed: bool = True

    @property
    def introduced(self) -> str:
        """Citation for where a work stands alone: a journal is not taken for an author."""
        return self.short if self.signed else f"{self.short}, authors not known to us"


def work(key: str, folder: Path = DATA_FOLDER) -> Work:
    """Return one work.

    Raises
    ------
    UnknownReference
        There is no such key.
    """
    return lookup(_bibliography(folder), key, "reference", UnknownReference)


def all_works(folder: Path = DATA_FOLDER) -> list[Work]:
    """Return the whole bibliography in the order of the file."""
    return list(_bibliography(folder).values())


@cache
def _bibliography(folder: Path) -> dict[str, Work]:
    found = {key: _work(key, entry) for key, entry in entries(folder).items()}
    same: dict[str, list[str]] = defaultdict(list)
    for key in sorted(found):
        same[found[key].short].append(key)
    letters = {key: letter for keys in same.values() if len(keys) > 1 for key, letter in zip(keys, ascii_lowercase, strict=False)}
    return {key: _lettered(each, letters[key]) if key in letters else each for key, each in found.items()}


def _lettered(each: Work, letter: str) -> Work:
    """Return a work with a letter after its year, in both citations: another work has the same names and the same year."""
    year = each.short.rpartition(" ")[2]
    full = each.full.replace(f"({year})", f"({year}{letter})", 1)
    return replace(each, short=f"{each.short}{letter}", full=full)


@cache
def entries(folder: Path = DATA_FOLDER) -> dict[str, Entry]:
    """Return the entries of the bibliography by key, as they stand in the file.

    Raises
    ------
    TableError
        The file cannot be read, or says of a work what no page could show; all faults are listed.
    """
    path = folder / FILE
    try:
        found = _parsed(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise TableError([Fault(FILE, None, None, f"cannot be read: {error}")]) from error
    except PybtexError as error:
        raise TableError([_unreadable(error)]) from error
    faults = [fault for key, entry in found.items() for fault in _faults(key, entry)]
    if faults:
        raise TableError(faults)
    return found


@cache
def _parsed(text: str) -> dict[str, Entry]:
    """Return the entries of a file by key; the same file in several folders is read once."""
    return dict(parse_string(text, bib_format="bibtex").entries)


def _unreadable(error: PybtexError) -> Fault:
    line = getattr(error, "lineno", None)
    told = " ".join(str(error).split()).removeprefix(f"syntax error in line {line}: ")
    return Fault(f"{FILE}, line {line}" if line else FILE, None, None, f"is not readable as BibTeX: {told}")


def _faults(key: str, entry: Entry) -> Iterator[Fault]:
    if not KEY.fullmatch(key):
        yield Fault(FILE, None, key, "a key is made of small letters, digits, '_' and '-', and begins with a letter")
    sighting = entry.fields.get("sighting", "")
    if sighting not in SIGHTINGS:
        yield Fault(FILE, None, key, f"sighting: {nearest(sighting, SIGHTINGS)}")
    problem = addresses.problem(entry.fields["url"]) if "url" in entry.fields else None
    if problem:
        yield Fault(FILE, None, key, f"url: {problem}")
    for field, form, what in (("doi", DOI, "a DOI"), ("pmid", PMID, "a PubMed number")):
        found = entry.fields.get(field)
        if found is not None and not form.fullmatch(found):
            yield Fault(FILE, None, key, f"{found!r} is not {what}")


def _plain(text: str) -> str:
    return re.sub(r"\\([&%#_])", r"\1", text).replace("{", "").replace("}", "").replace("--", "\u2013")


def _field(entry: Entry, name: str) -> str:
    return _plain(entry.fields.get(name, ""))


def _family(person: Person) -> str:
    return _plain(" ".join([*person.prelast_names, *person.last_names]))


def _work(key: str, entry: Entry) -> Work:
    people = [person for person in entry.persons.get("author", []) if _family(person) != "others"]
    shortened = len(people) < len(entry.persons.get("author", []))
    year = _field(entry, "year")
    return Work(
        key=key,
        short=f"{_short_names(people, shortened) or _field(entry, 'journal') or 'Unnamed authors'} {year}",
        full=_full(entry, people, shortened),
        link=_link(entry),
        sighting=_field(entry, "sighting"),
        signed=bool(people),
    )


def _short_names(people: list[Person], shortened: bool) -> str:
    if people and (shortened or len(people) > 2):
        return f"{_family(people[0])} et al."
    return " and ".join(_family(person) for person in people)


def _full(entry: Entry, people: list[Person], shortened: bool) -> str:
    some = shortened or len(people) > 6  # then the first three are named, as the AMA Manual of Style has it
    named = people[:3] if some else people
    names = [f"{_family(p)} {_plain(' '.join([*p.first_names, *p.middle_names, *p.lineage_names]))}".strip() for p in named]
    authors = ", ".join(names) + (", et al." if some else ".") if names else "Authors not known to us."
    title = _field(entry, "title") or f"[Exact title not known to us: {_field(entry, 'known_as')}]"
    ended = title if title.endswith(("?", "!")) else f"{title.rstrip('.')}."
    full = f"{authors} ({_field(entry, 'year')}). {ended} {_journal(entry, title)}".rstrip(" .")
    full += "" if full.endswith(("?", "!")) else "."
    return f"{full} [Details of this reference from memory, not yet checked: {unsure}.]" if (unsure := _field(entry, "unsure")) else full


def _journal(entry: Entry, title: str) -> str:
    """Return where a work is printed, with its numbers; a kind of document that its title names is not said again."""
    name, volume, number, pages = (_field(entry, each) for each in ("journal", "volume", "number", "pages"))
    if _field(entry, "work_type") == "label":
        return "" if name in title else f"{name[:1].upper()}{name[1:]}"
    if volume:
        return f"{name} {volume}{number and f'({number})'}{pages and f':{pages}'}"
    return ", ".join(part for part in (name, number and f"no. {number}", pages and f"pp. {pages}") if part)


def _link(entry: Entry) -> str:
    if "doi" in entry.fields:
        return f"https://doi.org/{quote(entry.fields['doi'], safe='/:;()')}"
    if "pmid" in entry.fields:
        return f"https://pubmed.ncbi.nlm.nih.gov/{entry.fields['pmid']}/"
    return str(entry.fields.get("url", ""))


class ReferenceList:
    """The works behind a notebook, as a list with links and sightings.

    Raises
    ------
    UnknownReference
        One of the keys is not in the bibliography.
    """

    def __init__(self, keys: Iterable[str], folder: Path = DATA_FOLDER) -> None:
        self.works = sorted((work(key, folder) for key in set(keys)), key=lambda each: (each.full.lower(), each.key))

    def _repr_mimebundle_(self, **_: object) -> Mapping[str, str]:
        return {"text/plain": "\n".join(self._line(each) for each in self.works), "text/html": self._html()}

    @staticmethod
    def _line(each: Work) -> str:
        return f"- {each.full} {each.link} ({SIGHTINGS[each.sighting]})"

    def _html(self) -> str:
        items = []
        for each in self.works:
            link = f' <a href="{html.escape(each.link)}">{html.escape(addresses.shown(each.link))}</a>' if each.link else ""
            items.append(f'<li id="ref-{html.escape(each.key)}">{html.escape(each.full)}{link} <em>({SIGHTINGS[each.sighting]})</em></li>')
        return f'<ul class="references">{"".join(items)}</ul>'
