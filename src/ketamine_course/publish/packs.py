"""Gather what the widgets of a finished page carry into packs of the page: what its figures have in common is compressed once.

A notebook's outputs each carry their own traits, because other tools may show any of them alone. Where we write the whole page, its
widgets name a line of a pack instead (`widgets.packing`): one pack in a page that is a single file; on a site, where a screen should load
one width only, one for each width, in scripts beside the page.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from ketamine_course.widgets import embed, layouts, packing

# The data of a widget, and its frames for other widths, which follow it.
WIDGET = re.compile(
    r'(?P<tag><script(?=[^>]* type="application/json")(?![^>]* data-course)[^>]*>)(?P<data>\{"state":[^<]*)</script>'
    rf"(?P<others>(?:{embed.LAYOUT_BLOCKS})*)"
)
PAGE = "page"
"""The pack of what is needed on every screen."""
LEAST = 200
"""Characters from which traits are worth a line of a pack."""
END = "</body>"


class _Packs:
    """The packs of one page, by name, each with its lines so far."""

    def __init__(self) -> None:
        self.lines: dict[str, list[Any]] = {}

    def add(self, name: str, value: Any) -> str:
        """Add a line to a pack; return the text that stands for it beside the widget."""
        lines = self.lines.setdefault(name, [])
        lines.append(value)
        return f"{packing.SHARED_PACK}{name}.{len(lines) - 1}"

    def traits(self, data: dict[str, Any], traits: dict[str, Any]) -> dict[str, Any]:
        """Return the data of a widget with its large traits in the pack of the page."""
        return data | {"packed": self.add(PAGE, traits)}

    def packed(self, page: str, of_widget: Callable[[re.Match[str]], str], keep: Callable[[str], str] | None = None) -> str:
        """Return a page with what `of_widget` returns for its widgets, and its packs: those of a width beside it if `keep` is given."""
        page = WIDGET.sub(of_widget, page)
        for name in self.lines:
            page = self._short_first(name, page)

        def block(name: str) -> str:
            text = packing.pack(self.lines[name])
            return packing.pack_block(name, "", keep(text)) if keep and name != PAGE else packing.pack_block(name, text)

        return _with_blocks(page, [block(name) for name in sorted(self.lines, key=lambda name: name != PAGE)])

    def _short_first(self, name: str, page: str) -> str:
        """Put the short lines of a pack before those with frames, and name them anew in the page: what is alike takes less side by side."""
        lines = self.lines[name]
        order = sorted(range(len(lines)), key=lambda at: len(packing.in_script(lines[at])) > packing.SHORT)
        self.lines[name] = [lines[at] for at in order]
        mark = f'"{packing.SHARED_PACK}{name}.'
        return re.sub(f'{re.escape(mark)}(\\d+)"', lambda found: f'{mark}{order.index(int(found[1]))}"', page)


def within(page: str) -> str:
    """Return a page that needs no file beside it, with all traits in one pack."""
    packs = _Packs()

    def of_widget(found: re.Match[str]) -> str:
        data = json.loads(found["data"])
        if len(data["packed"]) > LEAST:
            data = packs.traits(data, packing.unpacked(data["packed"]))
        blocks = [embed.layout_block(units, packs.add(PAGE, frames)) for units, frames in _other_widths(found["others"])]
        return _put(found["tag"], data, blocks)

    return packs.packed(page, of_widget)


def beside(page: str, keep: Callable[[str], str]) -> str:
    """Return a page whose frames stand in scripts beside it, one for each width.

    Parameters
    ----------
    page : str
        HTML.
    keep : callable
        Stores a packed text in such a script, and returns its address as the page names it.
    """
    packs = _Packs()

    def of_widget(found: re.Match[str]) -> str:
        data = json.loads(found["data"])
        if len(data["packed"]) <= LEAST and not found["others"]:
            return found[0]
        traits = packing.unpacked(data["packed"])
        blocks = []
        if found["others"]:
            usual = traits.pop("_frames")
            widths = [(data["state"]["_definition"]["widths"][0], usual)]
            widths += [(units, layouts.whole(frames, usual)) for units, frames in _other_widths(found["others"])]
            blocks = [embed.layout_block(units, packs.add(f"{units:g}", frames)) for units, frames in widths]
        return _put(found["tag"], packs.traits(data, traits), blocks)

    return packs.packed(page, of_widget, keep)


def _other_widths(blocks: str) -> Iterator[tuple[float, dict[str, Any]]]:
    for block in embed.LAYOUT_BLOCK.finditer(blocks):
        yield float(block["units"]), packing.unpacked(json.loads(block["text"]))


def _put(tag: str, data: dict[str, Any], blocks: list[str]) -> str:
    return f"{tag}{packing.in_script(data)}</script>{''.join(blocks)}"


def _with_blocks(page: str, blocks: list[str]) -> str:
    before, end, after = page.rpartition(END)
    return f"{before}{''.join(blocks)}{end}{after}"
