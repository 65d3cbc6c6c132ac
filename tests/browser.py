"""What a user does with widgets on a page, in the words of the tests; works in the static page and in JupyterLab."""

from __future__ import annotations

import re
from pathlib import Path

import axe_playwright_python
import pytest

AXE_PROPER = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE = f"""(() => {{
  class Own {{
    #place = Symbol("axe");
    get(owner) {{ return owner[this.#place]; }}
    has(owner) {{ return this.#place in owner; }}
    set(owner, value) {{ owner[this.#place] = value; return this; }}
    add(owner) {{ return this.set(owner, true); }}
    delete(owner) {{ return delete owner[this.#place]; }}
  }}
  ((WeakMap, WeakSet) => {{ {AXE_PROPER} }})(Own, Own);
  const known = new Map(), colour = axe.commons.color.Color.prototype, {{ parseString }} = colour;
  colour.parseString = function (text) {{
    if (known.has(text)) [this.r, this.g, this.b, this.alpha] = known.get(text);
    else known.set(text, [parseString.call(this, text), this.r, this.g, this.b, this.alpha].slice(1));
    return this;
  }};
}})()"""
"""axe-core at half of its processor time, with the same findings (tests/test_axe.py holds them side by side).

Nine tenths of that time go into contrast, where it makes a colour of each background behind each piece of text. A colour's seven fields
lie in seven weak maps, because the file is written for old browsers: here each is a property of the colour. And a text such as
"rgb(21, 25, 30)" is read as a colour once a page, not thousands of times.
"""
LOOKS = [
    ("dark", 375),
    pytest.param("light", 1280, marks=pytest.mark.sweep),
    pytest.param("light", 375, marks=pytest.mark.sweep),
    pytest.param("dark", 1280, marks=pytest.mark.sweep),
]
"""Colour scheme and width: one look in every run, all four in the sweep."""
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def alive(page):
    """Wait until all widgets of the page are alive: they come alive in turns, so the first one alone tells little."""
    page.wait_for_function("document.querySelectorAll('[data-course-widget]:not([data-alive])').length === 0")


def reload(page):
    """Load the page again and wait until all its widgets are alive."""
    page.reload()
    alive(page)


def explorable(page, title):
    """The card of one explorable; cards live in open shadow roots, which Playwright sees through."""
    return page.get_by_role("region", name=title, exact=True)


def description(card):
    """What is said below a picture: the page writes it once the picture is painted."""
    card.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))")
    return card.locator("p.description").text_content()


def picture(card):
    return card.locator(".frame svg").inner_html()


def open_anyway(card):
    button = card.get_by_role("button", name="Show me anyway")
    if button.count():
        button.click()


def question(page, prompt):
    return page.locator("form", has_text=prompt)


def answer(form, option):
    form.get_by_label(option, exact=True).check()
    form.locator("button[type=submit]").click()
    tell_me(form)


def tell_me(form):
    """Ask for the key of a prediction that was just made; other questions tell it at once."""
    button = form.get_by_role("button", name="Tell me", exact=True)
    if button.count():
        button.click()


def violations(page, within="html"):
    """What axe-core finds under the WCAG 2.2 AA tags, as readable lines."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")  # further down, the bar at the top lies over what scrolls past
    # Only violations are looked at: of everything else axe need not describe each place, which takes a fifth of its time. Of style sheets
    # it makes copies for one rule, which is not among these (`css-orientation-lock`, an experiment of theirs): another fifth.
    options = "{ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: { assets: ['media'] } }"
    script = f"([within, tags]) => axe.run({{ include: [[within]] }}, {options})"
    found = page.evaluate(script, [within, WCAG_22_AA])
    return [
        f"{each['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})" for each in found["violations"] for node in each["nodes"]
    ]


def sideways(page):
    """How far the page itself scrolls sideways, in pixels."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def paths(card):
    """The outlines of the picture on screen, for comparison with what Python drew."""
    script = "svg => [...svg.querySelectorAll('path')].map((path) => path.getAttribute('d').trim().split(/\\s+/).join(' '))"
    return card.locator(".frame svg").evaluate(script)


def drawn_paths(svg):
    """The outlines in an SVG text."""
    return [" ".join(outline.split()) for outline in re.findall(r' d="([^"]*)"', svg)]
