"""A page with a few questions and summaries on it, as an export would write it, for tests of the widgets alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import browser

from ketamine_course.publish.executions import exporting
from ketamine_course.widgets import attended, embed
from ketamine_course.widgets.question import Option, Question

HOME: dict[str, Any] = {"collection": "test-course", "page": "first"}
VERDICTS = (Option("Supported", "Too kind.", right=False), Option("Overstated", "It goes too far.", right=True), Option("Contested", "No."))


def rating(name="claim-1", **more):
    text = {"kind": "rating", "prompt": f"Tea cures everything ({name}).", "options": VERDICTS, "explanation": "Nobody tested it."}
    return Question(**{"name": name, **text, **HOME, "confidence": True, **more})


def write(monkeypatch, path: Path, *shown: Callable[[], Any]) -> str:
    """Write the page; return its address."""
    monkeypatch.setenv(attended.EXPORT_VARIABLE, "1")
    embed.new_page()
    body = "".join(each()._repr_mimebundle_()["text/html"] for each in shown)
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Test</title><main><h1>Test</h1>{body}</main></html>'
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


DARK = "@media (prefers-color-scheme: dark) { body { background: #15191e; color: #eaeef3 } }"
VIEWPORT = '<meta name="viewport" content="width=device-width">'


def plain(path: Path, *shown: Callable[[], Any], title: str = "x", head: str = f"<style>{DARK}</style>") -> str:
    """Write a page with nothing on it but widgets, for the tests of a whole module; return its address."""
    with exporting():
        embed.new_page()
        body = "".join(each()._repr_mimebundle_()["text/html"] for each in shown)
    embed.new_page()
    page = f"<!doctype html><html lang='en'><title>{title}</title><meta charset='utf-8'>{head}<main>{body}</main>"
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


def opened(context, address):
    """Open the page and wait until all its widgets are alive."""
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(address)
    browser.alive(page)
    return page
