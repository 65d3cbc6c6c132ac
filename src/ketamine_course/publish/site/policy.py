"""The Content-Security-Policy of the site: only its own files, and its few inline scripts and styles by their hashes."""

import base64
import hashlib
import re
from pathlib import Path

from ketamine_course.publish.gate import is_known
from ketamine_course.publish.site.settings import ITSELF, settings
from ketamine_course.widgets import embed

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
# What the policy calls a script: data blocks such as application/json are never run.
DATA = re.compile(r'type="application/(ld\+)?json"')
FIGURE_MODULE = "_static/figure.mjs"
"""What other tools import to show a figure: a browser loads it from another site only with leave."""


def hashed(text: str) -> str:
    """Return a text as a source expression: ``'sha256-...'``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def inline_scripts(page: str) -> set[str]:
    """Return the texts of the scripts that stand in a page itself."""
    found = [match for match in SCRIPT.finditer(page) if "src=" not in match["attributes"]]
    return {match["text"] for match in found if not DATA.search(match["attributes"])}


def policy(pages: list[str], ancestors: str = ITSELF) -> str:
    """Return the one policy under which all pages work: of the scripts in them it lists only ours and the theme's.

    Parameters
    ----------
    pages : list of str
        Their HTML.
    ancestors : str
        Who may show them in a frame: the setting `frame_ancestors`.

    Pictures are SVG with style attributes, so `style-src-attr` has to allow what stands in attributes; style elements need a hash.
    Browsers that do not know the two parts of `style-src` fall back to allowing inline styles.
    """
    scripts = sorted({hashed(text) for page in pages for text in inline_scripts(page) if is_known(text)})
    styles = sorted({hashed(text) for page in pages for text in STYLE.findall(page)} | {hashed(text) for text in embed.shadow_styles()})
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", "'unsafe-inline'"],
        "style-src-elem": ["'self'", *styles],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ancestors.split(),
        "object-src": ["'none'"],
    }
    return "; ".join(" ".join([rule, *sources]) for rule, sources in rules.items())


def write_policy(site: Path, ancestors: str | None = None) -> None:
    """Write the policy beside the pages: as text for any server, and as the file that several hosts read."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))]
    text = policy(pages, settings()["frame_ancestors"] if ancestors is None else ancestors)
    (site / "csp.txt").write_text(f"Content-Security-Policy: {text}\n", encoding="utf-8", newline="\n")
    headers = [f"Content-Security-Policy: {text}", "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer"]
    blocks = [["/*", *headers], [f"/{FIGURE_MODULE}", "Access-Control-Allow-Origin: *"]]
    lines = "".join("\n  ".join(block) + "\n" for block in blocks)
    (site / "_headers").write_text(lines, encoding="utf-8", newline="\n")
