"""Whose file is whose: by the random id of the browser's answers, by a learning platform's names, else by the file's own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# How learning platforms name folders and files; `who` stays the same when a student hands in again.
PLATFORM_FOLDERS = (
    re.compile(r"(?P<who>.+_\d+)_assignsubmission_[a-z]+_?", re.IGNORECASE),  # Moodle
    re.compile(r"(?P<who>\d+-\d+ - [^-]+) - .+"),  # Brightspace: one folder for each attempt
    re.compile(r"(?P<who>.+, .+\(.+\))"),  # Sakai
)
PLATFORM_FILES = (
    re.compile(r"(?P<who>.+_\d+)_assignsubmission_[a-z]+_.*", re.IGNORECASE),  # Moodle without folders
    re.compile(r"(?P<who>.+)_attempt_(?P<stamp>\d{4}(?:-\d\d){5})(?:_.*)?"),  # Blackboard
    re.compile(r"(?P<who>[^_]+(?P<late>_LATE)?_\d{3,})_\d{3,}_.+"),  # Canvas: name, account, number of the file
)
STAMPED = re.compile(r"(?P<stamp>\d{14})_.+")  # Ilias: within a folder for each student
SAFE_ENDS = re.compile(
    r"(?P<stem>.+?)(?:\s*\((?P<number>\d{1,3})\)|(?P<late>[\s_-]LATE)| - (?:Copy|Kopie|Copie|Copia)| copy)", re.IGNORECASE
)
COUNTED_END = re.compile(r"(?P<stem>.+)-(?P<number>\d{1,2})")


class Named(NamedTuple):
    """What a file's place says: whose it is, which attempt, and whether a platform says so (in words for people, or empty)."""

    owner: tuple[str, ...]
    attempt: tuple[bool, str, int]
    platform: str


def names(paths: Sequence[tuple[str, ...]]) -> list[Named]:
    """Say of each file whose it is, by its place alone."""
    stems = {(_folders(path), _bare(path[-1])[0].casefold()) for path in paths}
    return [_named(path, stems) for path in paths]


def _named(path: tuple[str, ...], stems: set[tuple[tuple[str, ...], str]]) -> Named:
    bare, (late, number) = _bare(path[-1])
    counted = COUNTED_END.fullmatch(bare)
    platform = _platform(path, bare)
    if platform:
        owner, who, stamp, is_late = platform
        return Named(owner, (late or is_late, stamp, int(counted["number"]) if counted else number), who)
    # "code-1" to "code-9" may be nine people: the number counts as an attempt only beside a file without it.
    if counted and (_folders(path), counted["stem"].casefold()) in stems:
        bare, number = counted["stem"], int(counted["number"])
    return Named(("stem", *_folders(path), bare.casefold()), (late, "", number), "")


def _platform(path: tuple[str, ...], bare: str) -> tuple[tuple[str, ...], str, str, bool] | None:
    """Return owner, words for them, time and lateness where a learning platform's names say so."""
    for folder in reversed(path[:-1]):
        for pattern in PLATFORM_FOLDERS:
            if found := pattern.fullmatch(folder):
                return ("platform", found["who"].casefold()), found["who"], "", False
    for pattern in PLATFORM_FILES:
        if found := pattern.fullmatch(bare):
            parts = found.groupdict()
            who = found["who"].replace(parts.get("late") or "", "")
            return ("platform", who.casefold()), who, parts.get("stamp") or "", bool(parts.get("late"))
    if (found := STAMPED.fullmatch(bare)) and len(path) > 1:
        return ("platform", *_folders(path)), "/".join(path[:-1]), found["stamp"], False
    return None


def _folders(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folders above a file; a zip stands for the folder that it was made of."""
    return tuple(_bare(part)[0].casefold() if part.lower().endswith(".zip") else part.casefold() for part in path[:-1])


def _bare(name: str) -> tuple[str, tuple[bool, int]]:
    """Return a name without its ending and without what browsers and platforms add to a second file; and whether late, which number."""
    bare = re.sub(r"\.[a-z]{3}$", "", name, flags=re.IGNORECASE).strip()
    late, number = False, 0
    while found := SAFE_ENDS.fullmatch(bare):
        bare, late, number = found["stem"], late or bool(found["late"]), max(number, int(found["number"] or 1))
    return bare, (late, number)


def people(named: Sequence[Named], ids: Sequence[str]) -> list[int]:
    """Return a number for each file, the same for files of one person.

    Parameters
    ----------
    named : sequence of Named
    ids : sequence of str
        The id of the answers in each file; empty where the download is from before there were ids.

    Notes
    -----
    An id is a person. A platform's owner is a person, too, and joins ids (two browsers). A file's own name joins only what has no id,
    and that with the one id of files of its name, if there is just one.
    """
    owners: dict[tuple[str, ...], set[str]] = {}
    for each, identity in zip(named, ids, strict=True):
        owners.setdefault(each.owner, set()).update({identity} - {""})
    group: dict[tuple[str, ...], tuple[str, ...]] = {}

    def root(key: tuple[str, ...]) -> tuple[str, ...]:
        while key in group:
            key = group[key]
        return key

    keys: list[tuple[str, ...]] = []
    for each, identity in zip(named, ids, strict=True):
        links: list[tuple[str, ...]] = [("id", identity)] if identity else []
        if each.platform or not identity:
            links.append(each.owner)
        if not each.platform and not identity and len(owners[each.owner]) == 1:
            links += [("id", one) for one in owners[each.owner]]
        top = root(links[0])
        for link in links[1:]:
            if (other := root(link)) != top:
                group[other] = top
        keys.append(links[0])
    order: dict[tuple[str, ...], int] = {}
    return [order.setdefault(root(key), len(order)) for key in keys]
