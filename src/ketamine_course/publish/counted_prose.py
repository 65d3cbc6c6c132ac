"""Numbers in prose that nothing computes: each carries the name of what it counts in a comment that no page shows.

``Five<!--texts--> web texts`` is read as *Five web texts*. The number keeps its form, in words or digits, when it is counted again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ketamine_course.models.counts import count, in_words

MARKED = re.compile(r"([\w-]+)<!--(\w+)-->")
COUNTED = ("texts", "accounts", "experiments", "factors", "claims")
"""Nouns after which the number of all of them must carry its name, which is the noun."""


def plain(text: str) -> str:
    """Return prose without the names of its numbers."""
    return MARKED.sub(r"\1", text)


def counted_again(text: str) -> str:
    """Return prose with each named number as the tables give it now.

    Raises
    ------
    CountError
        Nobody counts what a number names.
    """
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
    for noun in COUNTED:
        number = count(noun)
        written = rf"\b({in_words(number)}|{number})\b(?: (?:web|published|rival))? {noun}\b"
        for unnamed in re.finditer(written, text, re.IGNORECASE):
            yield f"counts {unnamed[0]!r} by hand: write {unnamed[1]}<!--{noun}-->"
