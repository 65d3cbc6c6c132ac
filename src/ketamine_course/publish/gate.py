"""What a finished page may hold: our own scripts and the theme's, links by four schemes, and nothing that runs or loads anything else.

Whatever comes from tables, settings and the environment is escaped where it enters a page. This is the second lock: it reads the page
as a browser does, and a page that holds anything else is not published.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from ketamine_course.addresses import SCHEMES
from ketamine_course.widgets import embed

THEME_SCRIPTS = {'document.body.dataset.theme = localStorage.getItem("theme") || "auto";'}
"""Inline scripts of the theme, their white space aside: a new version of the theme with another script is looked at first."""
DATA_TYPES = {"application/json", "application/ld+json"}
"""Blocks that a browser never runs."""
FOREIGN = {"iframe", "frame", "object", "embed", "applet", "base", "portal"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "cite", "background", "ping", "manifest", "longdesc"}
PICTURES = {"img", "image", "source", "feimage"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SKIPPED_BY_BROWSERS = re.compile(r"[\x00-\x20]")
SHOWN = 80


class PageError(ValueError):
    """A page must not be published; each fault is one line with the page's file."""


def is_known(script: str) -> bool:
    """Whether an inline script is one of our modules or one of the theme's."""
    return script in embed.scripts() or " ".join(script.split()) in THEME_SCRIPTS


def faults(page: str) -> list[str]:
    """Return everything in a page that must not be there, each with its line."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


def hold(folder: Path) -> None:
    """Hold all pages under a folder against the rules.

    Raises
    ------
    PageError
        One of them breaks them.
    """
    told = [
        f"{path.relative_to(folder).as_posix()}, {fault}"
        for path in sorted(folder.rglob("*.html"))
        for fault in faults(path.read_text(encoding="utf-8"))
    ]
    if told:
        raise PageError("\n".join(told))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in told and told.get("type", "").lower() not in DATA_TYPES:
            self._script = []
        for problem in _problems(tag, told):
            self._tell(problem)

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            text, self._script = "".join(self._script), None
            if not is_known(text):
                self._tell(f"an inline script is neither ours nor the theme's: {' '.join(text.split())[:SHOWN]!r}")

    def close(self) -> None:
        super().close()
        if self._script is not None:
            self._tell("an inline script never ends")

    def _tell(self, problem: str) -> None:
        self.found.append(f"line {self.getpos()[0]}: {problem}")


def _problems(tag: str, told: dict[str, str]) -> Iterator[str]:
    if tag in FOREIGN:
        yield f"<{tag}> has no place in our pages"
    if tag == "meta" and told.get("http-equiv", "").lower() == "refresh":
        yield "<meta http-equiv='refresh'> leads away"
    if tag in {"animate", "set"} and told.get("attributename", "").lower().endswith("href"):
        yield f"<{tag}> changes where a link leads"
    for name, value in told.items():
        if name.startswith("on"):
            yield f"<{tag}> runs a script by its attribute {name!r}: {value[:SHOWN]!r}"
        elif name == "srcdoc":
            yield f"<{tag}> holds a page of its own"
        elif name in ADDRESSES or name == "srcset":
            yield from (f"<{tag}> leads to {each[:SHOWN]!r}" for each in _addresses(name, value) if not _allowed(tag, each))


def _addresses(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [part.split()[0] for part in value.split(",") if part.split()]
    return [value]


def _allowed(tag: str, address: str) -> bool:
    """Whether a page may lead to an address, or take a picture or script from it: inside the site, or by one of our schemes."""
    bare = SKIPPED_BY_BROWSERS.sub("", address).replace("\\", "/")
    scheme = SCHEME.match(bare)
    if tag in PICTURES and bare.lower().startswith("data:image/"):
        return True
    if tag in {"script", "link", *PICTURES} and tag != "a":
        return not scheme and not bare.startswith("//")
    return scheme[1].lower() in SCHEMES if scheme else not bare.startswith("//")
