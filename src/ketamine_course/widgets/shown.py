"""Widgets whose state is the page's alone: what a page must know of them never changes, in JupyterLab and on a page without a kernel."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from typing import Any, ClassVar

from ketamine_course.widgets import embed
from ketamine_course.widgets.attended import exporting
from ketamine_course.widgets.live import LiveWidget


class Shown(ABC):
    """What a notebook calls to show such a widget; a subclass has a `name` and a `title` and says what the page must know."""

    kind: ClassVar[str]
    """One of those in `embed.BUNDLES`."""
    needs_scripts: ClassVar[str] = ""
    """What stands under the title where scripts do not run."""
    name: str
    title: str

    def __call__(self) -> LiveShown | StaticShown:
        """Return what a notebook cell shows."""
        return StaticShown(self) if exporting() else LiveShown(self)

    @abstractmethod
    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""

    @abstractmethod
    def plain_text(self) -> str:
        """Return what shows where the page is not alive."""

    def fallback(self) -> str:
        """Return the HTML that shows where scripts do not run."""
        return f"<p><strong>{html.escape(self.title)}</strong></p><p>{self.needs_scripts}</p>"


class LiveShown(LiveWidget):
    """The widget in JupyterLab."""

    def __init__(self, source: Shown) -> None:
        super().__init__(_kind=source.kind)
        self.source = source
        self._definition = source.definition()

    def _plain(self) -> dict[str, str]:
        return {"text/plain": self.source.plain_text()}


class StaticShown:
    """The widget in a page without a kernel: self-contained HTML."""

    def __init__(self, source: Shown) -> None:
        self.source = source

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        source = self.source
        page = embed.page_html(source.kind, source.name, {}, {"_definition": source.definition()}, source.fallback())
        return {"text/html": page, "text/plain": source.plain_text()}
