"""Words of the glossary with their meaning."""

from __future__ import annotations

import html

from ketamine_course.names import lookup
from ketamine_course.tables import rows_of


class WordList:
    """Terms with their meaning, as a list for people."""

    def __init__(self, meanings: dict[str, str]) -> None:
        self.meanings = meanings

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        lines = [f"- {term}: {meaning}" for term, meaning in self.meanings.items()]
        items = "".join(f"<dt>{html.escape(term)}</dt><dd>{html.escape(meaning)}</dd>" for term, meaning in self.meanings.items())
        page = f'<details><summary>{len(lines)} words</summary><dl class="words">{items}</dl></details>'
        return {"text/plain": "\n".join(lines), "text/html": page}


def words(*terms: str) -> WordList:
    """Return some terms of the glossary with their meaning; all of them when none is named.

    Raises
    ------
    KeyError
        A term is not in the glossary; the message gives the nearest.
    """
    glossary = {row["term"]: row["definition"] for row in rows_of("glossary")}
    return WordList({term: lookup(glossary, term, "term") for term in terms or sorted(glossary, key=str.lower)})
