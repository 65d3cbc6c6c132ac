"""Rewording: a text whose sentences are marked as trusted, or whose words are switched; alive with a kernel and without one.

Marking comes first and tells nothing until it is handed in. Switching shows, for each sentence, verdict and reason as the words turn, and
whether something true is lost. It knows no subject: sentences, words, verdicts and reasons are given.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any, NamedTuple

from ketamine_course.widgets.question import edition_of
from ketamine_course.widgets.shown import Shown


class Wording(NamedTuple):
    """One choice of words for a sentence, with the verdict on it.

    Parameters
    ----------
    words : tuple of str
        What fills the sentence's gaps, in order.
    verdict : str
        In words.
    holds : bool
        Whether the evidence supports it as worded.
    reason, basis, lost : str
        Why, the works behind it, and what is true and no longer said (empty: nothing).
    """

    words: tuple[str, ...]
    verdict: str
    holds: bool
    reason: str
    basis: str
    lost: str


class Sentence(NamedTuple):
    """A sentence: its paragraph, its text with ``{}`` for each gap, and all wordings; the first is what the page says."""

    paragraph: int
    text: str
    wordings: tuple[Wording, ...]

    def said(self) -> str:
        """Return the sentence as the page says it."""
        return self.text.format(*self.wordings[0].words)


@dataclass(frozen=True)
class Rewording(Shown):
    """A text to mark or to repair.

    Parameters
    ----------
    name, title, collection, page : str
        A stable name, what is shown above, and where the browser keeps what was marked or switched.
    sentences : tuple of Sentence
        In order.
    repair : bool
        Whether words are switched; otherwise sentences are marked.
    note : str
        Who wrote the text.
    """

    kind = "rewording"

    name: str
    title: str
    collection: str
    page: str
    sentences: tuple[Sentence, ...]
    repair: bool
    note: str

    def __post_init__(self) -> None:
        for each in self.sentences:
            gaps, given = each.text.count("{}"), {wording.words for wording in each.wordings}
            choices = [dict.fromkeys(words[at] for words in given) for at in range(gaps)]
            wanted = 1
            for choice in choices:
                wanted *= len(choice)
            if {len(words) for words in given} != {gaps} or len(given) != wanted or len(given) != len(each.wordings):
                raise ValueError(f"{self.name!r}: not every combination of words has one wording: {each.text!r}")

    def definition(self) -> dict[str, Any]:
        """Return what the page must know; works behind several wordings stand in it once."""
        bases = list(dict.fromkeys(wording.basis for each in self._shown() for wording in each.wordings))
        sentences = [
            [
                each.paragraph,
                each.text,
                [[list(w.words), w.verdict, w.holds, w.reason, bases.index(w.basis), w.lost] for w in each.wordings],
            ]
            for each in self._shown()
        ]
        plain = {name: getattr(self, name) for name in ("name", "title", "collection", "page", "repair", "note")}
        return {**plain, "edition": edition_of([each.said() for each in self.sentences]), "bases": bases, "sentences": sentences}

    def _shown(self) -> list[Sentence]:
        """Return the sentences; one that is only marked needs no other wordings than the page's."""
        return [
            each if self.repair else Sentence(each.paragraph, each.said(), (each.wordings[0]._replace(words=()),))
            for each in self.sentences
        ]

    def plain_text(self) -> str:
        """Return what shows where the page is not alive."""
        paragraphs: dict[int, list[str]] = {}
        for number, each in enumerate(self.sentences, start=1):
            paragraphs.setdefault(each.paragraph, []).append(f"({number}) {each.said()}")
        return "\n\n".join([self.title, self.note, *(" ".join(said) for said in paragraphs.values())])

    def fallback(self) -> str:
        """Return the text itself."""
        return "".join(f"<p>{html.escape(part)}</p>" for part in self.plain_text().split("\n\n"))
