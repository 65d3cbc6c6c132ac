"""Somebody's own text: split into sentences, with hedges, boosters and vague authorities as markers, and how often such markers err.

Sentences come from `sentencex`: MIT licence, kept by the Wikimedia Foundation, 4 MB, no dependencies, no download of models. Of the
others we looked at, pysbd and blingfire had their last release in 2021, and nltk's splitter needs a download.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ketamine_course.tables import rows_of

KINDS = {"hedge": "hedge", "booster": "booster", "vague_authority": "vague authority"}
"""Kinds of markers, and the words a reader sees for them."""
MAX_LETTERS = 200_000
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
"""Soft hyphen, zero-width letters, marks of direction."""


class Marker(NamedTuple):
    """A word or phrase worth a look: where it stands in its sentence (`start` up to `end`), and its kind, a key of `KINDS`."""

    start: int
    end: int
    kind: str


class Sentence(NamedTuple):
    """One sentence with its place, as in the atlas (``para 5, sentence 2``), and its markers in order."""

    locator: str
    text: str
    markers: tuple[Marker, ...]


class ErrorRate(NamedTuple):
    """How a kind of marker did on texts whose claims were coded by hand.

    Parameters
    ----------
    kind : str
        A key of `KINDS`.
    hits, misses : int
        Claims coded so, with and without a marker in their sentence.
    false_alarms, rest : int
        Other claims, with and without one.
    """

    kind: str
    hits: int
    misses: int
    false_alarms: int
    rest: int

    @property
    def missed(self) -> float:
        """Share of what was coded so that the markers overlook, 0 to 1."""
        return self.misses / (self.hits + self.misses)

    @property
    def mistaken(self) -> float:
        """Share of claims with a marker that were coded otherwise, 0 to 1."""
        return self.false_alarms / (self.hits + self.false_alarms)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences and find their markers.

    Parameters
    ----------
    text : str
        Each line that is not empty counts as a paragraph, as in the codebook.

    Raises
    ------
    ValueError
        The text is longer than `MAX_LETTERS`.
    """
    from sentencex import segment  # noqa: PLC0415  # only where a text is split

    if len(text) > MAX_LETTERS:
        raise ValueError(f"the text has {len(text):,} letters; at most {MAX_LETTERS:,} can be split. Take a part of it")
    found = []
    paragraphs = [line.strip() for line in re.split(r"[\r\n\v\f\x85\u2028\u2029]", text) if line.strip()]
    for number, paragraph in enumerate(paragraphs, start=1):
        parts = [part.strip() for part in segment("en", paragraph) if part.strip()]
        for place, part in enumerate(parts, start=1):
            locator = f"para {number}" + (f", sentence {place}" if len(parts) > 1 else "")
            found.append(Sentence(locator, part, markers(part)))
    return tuple(found)


def markers(sentence: str) -> tuple[Marker, ...]:
    """Return the markers of one sentence; where phrases overlap, the longer one that starts first.

    Soft hyphens and other letters that nobody sees are looked through: a marker that holds some reaches over them.
    """
    places = [at for at, letter in enumerate(sentence) if letter not in UNSEEN]
    seen = "".join(sentence[at] for at in places)
    found = _pattern().finditer(seen)
    return tuple(Marker(places[each.start()], places[each.end() - 1] + 1, marked_words()[_plain(each[0])]) for each in found)


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


@cache
def marked_words() -> dict[str, str]:
    """Return the words that count as markers, with their kinds."""
    return {row["word"]: row["kind"] for row in rows_of("wording_marks")}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(marked_words(), key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def measured(kind: str) -> ErrorRate:
    """Return how a kind of marker did on the collection's texts together."""
    rows = [row for row in rows_of("wording_marks_measured") if row["kind"] == kind]
    return ErrorRate(kind, *(sum(row[column] for row in rows) for column in ("hits", "misses", "false_alarms", "rest")))


def measure(kind: str, coded: Sequence[bool], held: Iterable[str]) -> ErrorRate:
    """Hold markers against codes.

    Parameters
    ----------
    kind : str
        A key of `KINDS`.
    coded : sequence of bool
        For each claim, whether it was coded as this kind by hand.
    held : iterable of str
        For each claim, the sentence that holds it.
    """
    marked = [any(marker.kind == kind for marker in markers(sentence)) for sentence in held]
    cells = [sum(1 for pair in zip(coded, marked, strict=True) if pair == wanted) for wanted in _CELLS]
    return ErrorRate(kind, *cells)


_CELLS = ((True, True), (True, False), (False, True), (False, False))
