"""Numbers in prose that nothing computes: each carries the name of what it counts in a comment that no page shows.

``Five<!--texts--> web texts`` is read as *Five web texts*. The number keeps its form, in words or digits, when it is counted again.
What is more than a number, such as a table, stands between two comments, ``<!--name-->`` and ``<!--/name-->``, and is written as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ketamine_course.models.counts import count as count_rows
from ketamine_course.models.counts import in_words
from ketamine_course.publish import shipped
from ketamine_course.publish.written_prose import written

MARKED = re.compile(r"([\w-]+)<!--(\w+)-->")
WRITTEN = re.compile(r"<!--(\w+)-->(.*?)<!--/\1-->", re.DOTALL)
ENDS = re.compile(r"^<!--/?\w+-->\n|<!--/?\w+-->", re.MULTILINE)
MINUTES = re.compile(r"\*\*Time:\*\*[^\n]*?(\d+) minutes")
COUNTED = ("texts", "accounts", "experiments", "factors", "claims", "notebooks")
"""Nouns after which the number of all of them must carry its name, which is the noun."""


def count(name: str) -> int:
    """Return one number, of the tables or of the notebooks; errors as for `ketamine_course.models.counts.count`."""
    minutes = _minutes()
    found = {
        "notebooks": len(minutes),
        "notebook_hours": round(sum(minutes.values()) / 60),
        "minutes_least": min(minutes.values(), default=0),
        "minutes_most": max(minutes.values(), default=0),
        **{f"minutes_{number}": each for number, each in minutes.items()},
    }
    return found[name] if name in found else count_rows(name)


def _minutes() -> dict[str, int]:
    """Return the minutes on each notebook's cover by its number: the one place where they are written by hand."""
    paths = sorted(shipped.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    covers = {path.name[:2]: MINUTES.search(path.read_text(encoding="utf-8")) for path in paths}
    return {number: int(cover[1]) if cover else 0 for number, cover in covers.items()}


def plain(text: str) -> str:
    """Return prose without the names of its numbers and of its written parts."""
    return ENDS.sub("", MARKED.sub(r"\1", text))


def counted_again(text: str) -> str:
    """Return prose with each named number as the tables give it now.

    Raises
    ------
    CountError
        Nobody counts what a number names.
    """
    text = WRITTEN.sub(lambda found: f"<!--{found[1]}-->{written(found[1])}<!--/{found[1]}-->", text)
    return MARKED.sub(lambda found: f"{_like(found[1], count(found[2]))}<!--{found[2]}-->", text)


def _like(before: str, number: int) -> str:
    """Return a number in the form that it had: digits, words, or words with a capital."""
    if before.isdigit():
        return str(number)
    return in_words(number).capitalize() if before[0].isupper() else in_words(number)


def wrong_numbers(text: str) -> Iterator[str]:
    """Yield what each number should be that is not what the tables give, and numbers that count all of something without saying so."""
    for found in MARKED.finditer(text):
        right = _like(found[1], count(found[2]))
        if right != found[1]:
            yield f"says {found[1]!r} for {found[2]!r}; the tables give {right!r}"
    for part in WRITTEN.finditer(text):
        if part[2] != written(part[1]):
            yield f"the part {part[1]!r} is not what the tables give"
    for noun in COUNTED:
        number = count(noun)
        by_hand = rf"\b({in_words(number)}|{number})\b(?: (?:web|published|rival))? {noun}\b"
        for unnamed in re.finditer(by_hand, text, re.IGNORECASE):
            yield f"counts {unnamed[0]!r} by hand: write {unnamed[1]}<!--{noun}-->"
