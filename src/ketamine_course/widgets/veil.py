"""What stands for a picture before its prediction is made: its name, what can be set, and a veil that gives nothing away.

It is made from the definition alone. A drawing is not asked for, so that nothing of it can show through.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import FONTS, described, wrapped

FIRST = "Make your prediction first"
OPENS = "The interactive picture opens when the question above has been answered."
WHERE = "Run the notebook in JupyterLab, or open its page on the course site."
WIDTH = 460
_MARGIN, _LINE, _VEIL, _STRIPE = 16, 18, 96, 14


def words(title: str, controls: Sequence[str]) -> str:
    """Return in words what a veiled picture shows: its title, that it is locked, and which controls it will have."""
    return "\n".join([title, f"{FIRST}. {OPENS} {WHERE}", *([f"You can then set: {'; '.join(controls)}."] if controls else [])])


def veiled(title: str, controls: Sequence[str]) -> str:
    """Return a locked picture's stand-in as SVG text, the same bytes everywhere.

    Parameters
    ----------
    title : str
        What the picture is called.
    controls : sequence of str
        Labels of what a reader will be able to set.
    """
    body: list[str] = []
    y = _MARGIN + 14
    for line in wrapped(title, 52):
        body.append(_text(_MARGIN, y, line, size=14, weight="bold"))
        y += _LINE
    body += _veil(y)
    y += _VEIL + _LINE
    settable = f"You can then set: {'; '.join(controls)}." if controls else ""
    for line in [*wrapped(settable, 68), *wrapped(WHERE, 68)]:
        body.append(_text(_MARGIN, y, line, size=11, colour="quiet"))
        y += _LINE - 2
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" data-veil="" style="font-family:{FONTS}">'
    paper = f'<rect width="{WIDTH}" height="{y}" fill="{light("paper")}"/>'
    return described(f"{opening}{paper}{''.join(body)}</svg>", title, f"{FIRST}. {OPENS}")


def _veil(top: int) -> Iterator[str]:
    """Yield a striped sheet over the place of the picture, with its one line."""
    width, bottom = WIDTH - 2 * _MARGIN, top + _VEIL
    yield f'<rect x="{_MARGIN}" y="{top}" width="{width}" height="{_VEIL}" fill="{light("panel")}" stroke="{light("line")}"/>'
    right = WIDTH - _MARGIN
    starts = range(_MARGIN - _VEIL + _STRIPE, right, _STRIPE)
    stripes = (
        f"M{max(start, _MARGIN)} {top + max(_MARGIN - start, 0)}L{min(start + _VEIL, right)} {bottom - max(start + _VEIL - right, 0)}"
        for start in starts
    )
    yield f'<path d="{"".join(stripes)}" stroke="{light("faint")}" fill="none"/>'
    label, middle = 230, top + _VEIL // 2
    yield f'<rect x="{(WIDTH - label) // 2}" y="{middle - 18}" width="{label}" height="36" rx="4" fill="{light("paper")}"/>'
    yield _text(WIDTH // 2, middle + 5, FIRST, size=14, weight="bold", anchor="middle")


def _text(x: int, y: int, line: str, *, size: int, weight: str = "normal", colour: str = "ink", anchor: str = "start") -> str:
    look = f'font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{light(colour)}"'
    return f'<text x="{x}" y="{y}" {look}>{html.escape(line, quote=False)}</text>'
