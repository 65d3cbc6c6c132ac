"""Texts as a reader meets them: numbers with a true minus sign, and nothing said twice in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

MINUS = "\u2212"
_NEGATIVE = re.compile(r"(\b[A-Z]\w*-\d+(?:(?:, | and | or )-\d+)+)|(?<![\w\u2013])-(?=\.?\d)")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?)])\s+(?=[A-Z\u201c])")
_WORKS = re.compile(r"\s*\([^()]*\)\.?$")
FEWEST_WORDS = 3
"""Shorter sentences, such as "1." or "Yes.", may come again."""


def true_minus(text: str) -> str:
    """Return a text with minus signs for the hyphens before its numbers; those of names stay, as in "TRANSFORM-1 and -2"."""
    return _NEGATIVE.sub(lambda found: found[1] or MINUS, text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; works in brackets belong to the sentence before them."""
    return [each for each in _BETWEEN_SENTENCES.split(text) if each]


def not_said_in(text: str, others: Iterable[str]) -> str:
    """Return what a text says beyond others: sentences that they hold word for word, after a label or with their works, are left out."""
    told = " ".join(others)
    return " ".join(each for each in sentences(text) if not any(_long(part) and part.rstrip(".") in told for part in _readings(each)))


def _readings(sentence: str) -> tuple[str, ...]:
    bare = _WORKS.sub("", sentence)
    return sentence, bare, bare.partition(": ")[2]


def _long(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS


def with_true_minus(value: Any) -> Any:
    """Return what is sent to a page with `true_minus` in each of its texts; names of fields stay."""
    if isinstance(value, str):
        return true_minus(value)
    if isinstance(value, Mapping):
        return {name: with_true_minus(each) for name, each in value.items()}
    return [with_true_minus(each) for each in value] if isinstance(value, list | tuple) else value
