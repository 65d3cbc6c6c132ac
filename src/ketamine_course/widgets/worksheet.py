"""Worksheet: a form on which a reader appraises a text of their own. It knows no subject and no instrument.

What it needs to know comes as functions and words: how to split and mark a text, which columns a claim has, which questions are
scored, and how the finished sheet is written.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import traitlets

from ketamine_course.widgets import embed
from ketamine_course.widgets.attended import exporting
from ketamine_course.widgets.live import LiveWidget

log = logging.getLogger(__name__)
Choices = tuple[tuple[str, str], ...]
"""Values with their labels."""


@dataclass(frozen=True)
class Line:
    """One field: its name, its label, and what can be chosen (nothing: free text)."""

    name: str
    label: str
    options: Choices = ()

    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""
        return {"name": self.name, "label": self.label, "options": [list(option) for option in self.options]}


@dataclass(frozen=True)
class Worksheet:
    """The sheet.

    Parameters
    ----------
    name, title, collection : str
        Stable name, what stands above it, and where the browser keeps it.
    split : callable
        Takes a text; returns mappings with ``locator``, ``text`` and ``marks`` (start, end, kind).
    kinds : mapping of str to str
        Kinds of marks and their labels.
    notes : tuple of str
        What to say about the marks.
    columns, items : tuple of Line
        Fields of a claim, and the scored questions.
    locator, text : str
        The columns that a recorded sentence and its place go into.
    scored_with : str
        Heading of the scored questions.
    words : mapping of str to str
        The words that are marked, in small letters, with their kinds: the page marks them where no kernel splits the text.
    """

    name: str
    title: str
    collection: str
    split: Callable[[str], list[dict[str, Any]]]
    kinds: Mapping[str, str]
    notes: tuple[str, ...]
    columns: tuple[Line, ...]
    items: tuple[Line, ...]
    locator: str
    text: str
    scored_with: str
    words: Mapping[str, str]

    def __call__(self) -> LiveWorksheet | StaticWorksheet:
        """Return what a notebook cell shows."""
        return StaticWorksheet(self) if exporting() else LiveWorksheet(self)

    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""
        plain = {name: getattr(self, name) for name in ("name", "title", "collection", "scored_with")}
        fields = {"columns": [each.definition() for each in self.columns], "items": [each.definition() for each in self.items]}
        return {
            **plain,
            **fields,
            "kinds": dict(self.kinds),
            "words": dict(self.words),
            "notes": list(self.notes),
            "from": {"locator": self.locator, "text": self.text},
        }

    def plain_text(self) -> str:
        """Return what shows where the page is not alive."""
        return f"{self.title}\nThis sheet works in JupyterLab, once the notebook has been run there, and on the course site."


class LiveWorksheet(LiveWidget):
    """The sheet in JupyterLab; `record` holds what was filled in."""

    _kind = traitlets.Unicode("worksheet").tag(sync=True)
    record = traitlets.Dict().tag(sync=True)

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__()
        self.sheet = sheet
        self._definition = sheet.definition()
        self.on_msg(self._answer)

    def _answer(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        try:
            if "split" in message:
                self.send({"sentences": self.sheet.split(str(message["split"]))})
        except Exception as error:
            log.exception("%s could not answer", self.sheet.name)
            self.send({"problem": f"This did not work: {error}"})

    def _plain(self) -> dict[str, str]:
        return {"text/plain": self.sheet.plain_text()}


class StaticWorksheet:
    """The sheet in a page without a kernel: self-contained HTML, which splits and writes by itself."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.record: dict[str, Any] = {}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        fallback = f"<p><strong>{html.escape(self.sheet.title)}</strong></p><p>This sheet needs JavaScript.</p>"
        page = embed.page_html("worksheet", self.sheet.name, {"record": {}}, {"_definition": self.sheet.definition()}, fallback)
        return {"text/html": page, "text/plain": self.sheet.plain_text()}
