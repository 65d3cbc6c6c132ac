"""Links that the notebooks do not carry themselves: to the works in their own reference list, and to the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from ketamine_course.tables import load

NOTEBOOKS = "notebooks/"
QUIET_PLACES = (
    nodes.reference,
    nodes.title,
    nodes.literal,
    nodes.raw,
    nodes.emphasis,
    nodes.literal_block,
    addnodes.pending_xref,
    nodes.table,
)


class CitationsStayInTheNotebook(SphinxTransform):
    """Let `[Short 2020](#ref-key)` lead to the list at the notebook's end, whose ids MyST cannot see: an output made them."""

    default_priority = 870  # just before MyST resolves what it calls anchors

    def apply(self, **_: Any) -> None:
        for reference in list(self.document.findall(nodes.reference)):
            if reference.get("id_link") and reference["refuri"].startswith("#ref-"):
                del reference["id_link"]
                reference["internal"] = True


class FirstUseOfTerms(SphinxTransform):
    """Link the first use of each glossary term in the prose of a notebook."""

    default_priority = 875

    def apply(self, **_: Any) -> None:
        if not self.env.current_document.docname.startswith(NOTEBOOKS):
            return
        # Longer terms first: "NMDA receptor" before "NMDA", "standard infusion" before "infusion".
        left = sorted(self.config.course_terms, key=lambda term: (-len(term), term))
        for text in list(self.document.findall(nodes.Text)):
            if not _is_quiet(text):
                text.parent.replace(text, list(_linked(text.astext(), left)))


def _is_quiet(text: nodes.Text) -> bool:
    place: nodes.Node | None = text.parent
    while place is not None:
        if isinstance(place, QUIET_PLACES) or "cell_output" in getattr(place, "get", lambda *_: ())("classes", ()):
            return True
        place = place.parent
    return False


def _pattern(term: str) -> re.Pattern[str]:
    """Match a term as a whole word, in the plural and at the start of a sentence, too."""
    first = term[0] if term[1:2].isupper() else f"[{term[0].lower()}{term[0].upper()}]"
    return re.compile(rf"(?<![\w-]){first}{re.escape(term[1:])}s?(?![\w-])")


def _linked(text: str, left: list[str]) -> Iterator[nodes.Node]:
    """Yield a text with links to the terms that are met for the first time; they leave the list."""
    for term in left:
        found = _pattern(term).search(text)
        if found:
            left.remove(term)
            yield from _linked(text[: found.start()], left)
            link = addnodes.pending_xref(refdomain="std", reftype="term", reftarget=term, refexplicit=True, refwarn=True)
            link += nodes.inline(found[0], found[0], classes=["term"])
            yield link
            yield from _linked(text[found.end() :], left)
            return
    if text:
        yield nodes.Text(text)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("course_terms", lambda _: list(load("glossary")["term"]), "env", types=[list])
    app.add_transform(CitationsStayInTheNotebook)
    app.add_transform(FirstUseOfTerms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
