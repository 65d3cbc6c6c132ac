"""What the widgets share: their ES modules, and the self-contained HTML that carries one without a kernel."""

from __future__ import annotations

import base64
import gzip
import html
import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from ketamine_course.widgets import palette

EXPORT_VARIABLE = "KETAMINE_COURSE_EXPORT"
MODULE_PARTS = {
    "explorable": ("widget.js", "controls.js", "frames.js", "explorable.js"),
    "question": ("widget.js", "answers.js", "kinds.js", "question.js"),
    "calibration": ("widget.js", "answers.js", "earlier.js", "calibration.js"),
    "worksheet": ("widget.js", "answers.js", "worksheet.js"),
    "catalogue": ("widget.js", "catalogue.js"),
}
_HERE = Path(__file__).resolve().parent / "js"
_times_shown: Counter[str] = Counter()
_modules_given: set[str] = set()


def exporting() -> bool:
    """Whether outputs are made for pages without a kernel: kernels inherit the variable from the exporting command."""
    return os.environ.get(EXPORT_VARIABLE, "") not in ("", "0")


@cache
def module(name: str) -> str:
    """Return the ES module of a widget: its style as text, then its parts one after another."""
    style = palette.css() + _read("widget.css") + _read(f"{name}.css")
    parts = [f"const CSS = {json.dumps(_squeezed_css(style))};", *(_read(part) for part in MODULE_PARTS[name])]
    return "\n".join(parts)


def _read(file: str) -> str:
    return (_HERE / file).read_text(encoding="utf-8")


def _squeezed_css(text: str) -> str:
    return " ".join(text.split()).replace("; ", ";").replace("{ ", "{").replace(" }", "}").replace(": ", ":")


def packed(value: Any) -> str:
    """Return a value as JSON, gzipped (no time stamp inside) and in base64."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode("ascii")


def page_html(widget: str, name: str, state: dict[str, Any], large: dict[str, Any], fallback: str) -> str:
    """Return HTML for one widget; together, the outputs of one kernel make a page that needs nothing else.

    Parameters
    ----------
    widget : str
        Which ES module: a key of `MODULE_PARTS`.
    name : str
        The widget's own name; an id that is stable and unique in the page is made from it.
    state : dict
        Traits that the module reads.
    large : dict
        Further traits, embedded compressed.
    fallback : str
        HTML that shows until the module runs, and stays where it cannot.
    """
    _times_shown[name] += 1
    count = _times_shown[name]
    place = f"{widget}-{name}" + (f"-{count}" if count > 1 else "")
    data = json.dumps({"state": state, "packed": packed(large)}, ensure_ascii=False, separators=(",", ":"))
    return (
        f'<div class="course-{widget}" id="{html.escape(place)}">{fallback}'
        f'<script type="application/json">{data.replace("<", chr(92) + "u003c")}</script></div>{_module_once(widget)}'
    )


def _module_once(widget: str) -> str:
    """Return the module that brings all widgets of a kind in the page alive; only the first output carries it."""
    if widget in _modules_given:
        return ""
    _modules_given.add(widget)
    return f'<script type="module">\n{module(widget)}\n{_read("page.js")}\nmountAll({json.dumps(f".course-{widget}")});\n</script>'
