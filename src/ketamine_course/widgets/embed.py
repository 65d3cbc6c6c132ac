"""What the widgets share: their code, their styles, and the self-contained HTML that carries a widget without a kernel.

The code is bundled from the modules in ``js/`` and committed, so nobody needs npm to use it. A page carries each bundle once: the one for
every page with its first widget, and a part for a rarer kind with the first widget of that kind. `live` is the other half: widgets with
a kernel.
"""

from __future__ import annotations

import base64
import html
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ketamine_course.widgets import palette
from ketamine_course.widgets.attended import in_marimo
from ketamine_course.widgets.packing import in_script, packed
from ketamine_course.widgets.scene import scene_style

SHARED_VARIABLE = "KETAMINE_COURSE_SHARED"
SHARED = "data-course-shared"
"""The attribute, anywhere in a page, that says that students share the computer."""
PLACE = "data-course-widget"
"""The attribute by which a page finds its widgets."""
LAYOUT_BLOCK = re.compile(
    r'<script(?=[^>]* type="application/json")(?=[^>]* data-course-width="(?P<units>[\d.]+)")'
    r"[^>]*>(?P<text>[^<]*)</script>"
)
"""An element that holds packed frames for a width (`layout_block`), with its attributes in any order: tools that write pages sort them."""
LAYOUT_BLOCKS = LAYOUT_BLOCK.pattern.replace("?P<units>", "?:").replace("?P<text>", "?:")
"""The same for a pattern that holds several of them: without names."""
BUNDLES = {
    "widgets": ("explorable", "question"),
    "summary": ("summary",),
    "discernment": ("discernment",),
    "rewording": ("rewording",),
    "classroom": ("classroom",),
    "catalogue": ("catalogue",),
    "worksheet": ("worksheet",),
    "stage": ("stage",),
    "mark": ("mark",),
    "predictions": ("predictions",),
}
"""The kinds of widget in each bundle, the one for every page first."""
BASE = next(iter(BUNDLES))
_JS = Path(__file__).resolve().parent / "js"
_times_shown: Counter[str] = Counter()
_code_given: set[str] = set()
_shared_given: set[str] = set()


def new_page() -> None:
    """Begin another page: its first widget carries the code again, and names are counted anew."""
    _times_shown.clear()
    _code_given.clear()
    _shared_given.clear()


@cache
def bundle(name: str) -> str:
    """Return a committed bundle: one of `BUNDLES`, ``loader`` or ``frame``.

    Its first line tells whoever opens the file not to change it, and goes on no page.
    """
    first, _, code = (_JS / "dist" / f"{name}.js").read_text(encoding="utf-8").partition("\n")
    assert first.startswith("/* Built by")
    return code


@cache
def _style(name: str) -> str:
    return squeezed_css((_JS / "css" / f"{name}.css").read_text(encoding="utf-8"))


def squeezed_css(text: str) -> str:
    """Return a style sheet without what only its writers need: comments and most of its spaces."""
    text = " ".join(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split())
    lean = text.replace("; ", ";").replace("{ ", "{").replace(" }", "}").replace(": ", ":")
    return lean.replace(";}", "}").replace("} ", "}").replace(" {", "{")


@cache
def base_style() -> str:
    """Return the style of all widgets; each kind adds its own."""
    return squeezed_css(palette.css()) + _style("base")


def style_of(kind: str) -> str:
    """Return what a kind of widget adds to the style of all."""
    if kind == "mark":
        return _style("question") + _style("mark")
    return _style(kind)


def shadow_styles() -> set[str]:
    """Return the styles that widgets put into their shadow roots, a stage with that of its scene, and the bar at the top of a page."""
    return {base_style(), scene_style()} | {base_style() + style_of(kind) for kinds in BUNDLES.values() for kind in kinds}


def offers(name: str) -> str:
    """Return the lines of a script that make the kinds of a bundle known."""
    owner = "course" if name == BASE else "part"
    return "\n".join(f"course.offer({in_script(kind)},{owner}.{kind},{in_script(style_of(kind))});" for kind in BUNDLES[name])


def first_of(kind: str, name: str) -> bool:
    """Whether nothing of this name has been put on the page yet: then the next output carries what all of that name share."""
    return f"{kind}-{name}" not in _shared_given


def page_html(
    kind: str,
    name: str,
    state: dict[str, Any],
    large: dict[str, Any],
    fallback: str,
    *,
    shares: tuple[str, str] | None = None,
    layouts: Mapping[float, dict[str, Any]] | None = None,
) -> str:
    """Return HTML for one widget; together, the outputs of one kernel make a page that needs nothing else.

    Parameters
    ----------
    kind : str
        One of those in `BUNDLES`.
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
    layouts : mapping of float to dict, optional
        Frames for other widths than the usual one, by width: unpacked only where a screen asks for one.
    """
    _times_shown[name] += 1
    count = _times_shown[name]
    place = f"{kind}-{name}" + (f"-{count}" if count > 1 else "")
    picture, traits = (f"{kind}-{each}" for each in shares or ("", ""))
    carried = {} if shares and traits in _shared_given else large
    names = f' data-course-picture="{html.escape(picture)}" data-course-traits="{html.escape(traits)}"' if shares else ""
    names += f" {SHARED}" if os.environ.get(SHARED_VARIABLE) else ""
    _shared_given.update((picture, traits) if shares else ())
    data = in_script({"state": state, "packed": packed(carried)})
    others = "".join(layout_block(units, packed(frames)) for units, frames in (layouts or {}).items())
    return (
        f'<div class="course-{kind}" id="{html.escape(place)}" {PLACE}="{kind}"{names}>{fallback}'
        f'<script type="application/json">{data}</script>{others}</div>{"".join(_code_once(kind))}'
    )


def layout_block(units: float, text: str) -> str:
    """Return the element that holds packed frames for a width."""
    return f'<script type="application/json" data-course-width="{units:g}">{in_script(text)}</script>'


def _code_once(kind: str) -> Iterator[str]:
    """Yield the code that a widget needs and no output carried so far."""
    (part,) = (name for name, kinds in BUNDLES.items() if kind in kinds)
    for name in dict.fromkeys((BASE, part)):
        if name not in _code_given:
            _code_given.add(name)
            script = f"\n{_base_script() if name == BASE else _part_script(name)}\n"
            yield _addressed(script) if in_marimo() else f'<script type="module">{script}</script>'


def _addressed(script: str) -> str:
    """Return a script as an address that holds it: marimo runs what has an address, as a classic script without top-level ``await``."""
    text = base64.b64encode(f"(async()=>{{{script}}})()".encode()).decode("ascii")
    return f'<script src="data:text/javascript;charset=utf-8;base64,{text}"></script>'


@cache
def scripts() -> frozenset[str]:
    """Return every script that a page may carry for our widgets, as it stands between the tags."""
    return frozenset({*(f"\n{_base_script() if name == BASE else _part_script(name)}\n" for name in BUNDLES), frame_script()})


def frame_script() -> str:
    """Return what a page in somebody else's frame runs first: it ties state and address together, and tells its host its height."""
    return f"\n{bundle('frame')}\n"


def page_script() -> str:
    """Return what a page without widgets carries, so that a fresh start is offered on it too."""
    return f'<script type="module">\n{_base_script()}\n</script>'


def begins() -> str:
    """Return the words by which a page is known that offers a fresh start already."""
    return f"{offers(BASE)}\nconst base="


def _base_script() -> str:
    """Return the script that brings all widgets of the page alive; where outputs of two kernels make one page, the first does."""
    begin = f"{begins()}{in_script(base_style())};\ncourse.startAfresh(base);\ncourse.mountAll(base);"
    return f'{bundle(BASE)}\nif(!globalThis.course){{\n{begin}\nglobalThis.course=course;dispatchEvent(new Event("course"));\n}}'


def _part_script(name: str) -> str:
    """Return the script of a part, which waits for the base where outputs come in another order."""
    course = 'globalThis.course??await new Promise((here)=>addEventListener("course",()=>here(globalThis.course),{once:true}))'
    return f"const course={course};\n{bundle(name)}\n{offers(name)}"
