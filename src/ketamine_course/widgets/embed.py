"""What the widgets share: their code, their styles, and the self-contained HTML that carries a widget without a kernel.

The code is one bundle of all kinds, built from the modules in ``js/`` and committed, so nobody needs npm to use it; a page carries it
once. `live` is the other half: widgets with a kernel.
"""

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
SESSION_VARIABLE = "JPY_SESSION_NAME"
PLACE = "data-course-widget"
"""The attribute by which a page finds its widgets."""
KINDS = ("explorable", "question", "summary", "catalogue", "worksheet", "stage")
_JS = Path(__file__).resolve().parent / "js"
_times_shown: Counter[str] = Counter()
_code_given: set[str] = set()
_shared_given: set[str] = set()


def exporting() -> bool:
    """Whether outputs are self-contained, for pages without a kernel, rather than widgets that a kernel attends.

    Kernels that a Jupyter server started for a session (JupyterLab, Notebook, a hub) carry `SESSION_VARIABLE`; those of nbconvert,
    papermill, Jupyter Book, Quarto and the like do not. `EXPORT_VARIABLE` overrides this: 1 for pages, 0 for widgets.
    """
    chosen = os.environ.get(EXPORT_VARIABLE, "")
    return chosen != "0" if chosen else SESSION_VARIABLE not in os.environ


def new_page() -> None:
    """Begin another page: its first widget carries the code again, and names are counted anew."""
    _times_shown.clear()
    _code_given.clear()
    _shared_given.clear()


@cache
def bundle(name: str) -> str:
    """Return a committed bundle: ``widgets`` or ``loader``."""
    return (_JS / "dist" / f"{name}.js").read_text(encoding="utf-8")


@cache
def _style(name: str) -> str:
    return _squeezed_css((_JS / "css" / f"{name}.css").read_text(encoding="utf-8"))


def _squeezed_css(text: str) -> str:
    return " ".join(text.split()).replace("; ", ";").replace("{ ", "{").replace(" }", "}").replace(": ", ":")


@cache
def styles() -> dict[str, Any]:
    """Return the style of all widgets and what each kind adds, as the code takes them."""
    kinds = {kind: _style(kind) for kind in KINDS}
    kinds["stage"] = palette.classes() + _style("scene") + kinds["stage"]
    return {"base": _squeezed_css(palette.css()) + _style("base"), "kinds": kinds}


def shadow_styles() -> set[str]:
    """Return the whole style that each kind of widget puts into its shadow root."""
    return {styles()["base"] + style for style in styles()["kinds"].values()}


def styles_in_script() -> str:
    """Return the styles as they stand in a script."""
    return json.dumps(styles(), separators=(",", ":")).replace("<", "\\u003c")


def packed(value: Any) -> str:
    """Return a value as JSON, gzipped (no time stamp inside) and in base64."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode("ascii")


def first_of(kind: str, name: str) -> bool:
    """Whether nothing of this name has been put on the page yet: then the next output carries what all of that name share."""
    return f"{kind}-{name}" not in _shared_given


def page_html(
    kind: str, name: str, state: dict[str, Any], large: dict[str, Any], fallback: str, *, shares: tuple[str, str] | None = None
) -> str:
    """Return HTML for one widget; together, the outputs of one kernel make a page that needs nothing else.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    name : str
        The widget's own name; an id that is stable and unique in the page is made from it.
    state : dict
        Traits that the widget reads.
    large : dict
        Further traits, embedded compressed.
    fallback : str
        HTML that shows until the code runs, and stays where it cannot.
    shares : (str, str), optional
        Under which names the picture in the fallback and the further traits are shared with other widgets of the page: only the first
        of each name carries them (`first_of`).
    """
    _times_shown[name] += 1
    count = _times_shown[name]
    place = f"{kind}-{name}" + (f"-{count}" if count > 1 else "")
    picture, traits = (f"{kind}-{each}" for each in shares or ("", ""))
    carried = {} if shares and traits in _shared_given else large
    names = f' data-course-picture="{html.escape(picture)}" data-course-traits="{html.escape(traits)}"' if shares else ""
    _shared_given.update((picture, traits) if shares else ())
    data = json.dumps({"state": state, "packed": packed(carried)}, ensure_ascii=False, separators=(",", ":"))
    return (
        f'<div class="course-{kind}" id="{html.escape(place)}" {PLACE}="{kind}"{names}>{fallback}'
        f'<script type="application/json">{data.replace("<", chr(92) + "u003c")}</script></div>{_code_once()}'
    )


def _code_once() -> str:
    """Return the code that brings all widgets of the page alive; only the first output carries it."""
    if _code_given:
        return ""
    _code_given.add("widgets")
    return f'<script type="module">\n{bundle("widgets")}\ncourse.mountAll({styles_in_script()});\n</script>'
