"""What stands for a picture before its prediction is made: its name, what can be set, its axes, and a veil that gives nothing away.

It is made from the definition and from what stands at the ticks of the picture's axes (`veil_axes`). Nothing of the drawing itself is
used, so that none of it can show through.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from ketamine_course.names import listed
from ketamine_course.widgets.palette import light
from ketamine_course.widgets.picture import FONTS, described, wrapped
from ketamine_course.widgets.veil_axes import Scale

FIRST = "Make your prediction first"
LATER = "Not shown yet"
OPENS = "The interactive figure opens when you have answered the question above."
WHERE = "Run the notebook in JupyterLab, or open its page on the course site."
WIDTH = 460
_MARGIN, _LINE, _VEIL, _STRIPE = 16, 18, 96, 14
_SMALL, _CHARACTER = 10, 5.8
"""Size of what stands at an axis, and the width of one of its characters."""
_NAMES, _NUMBERS, _NAME_LENGTH, _PITCH = 180, 56, 28, 12
"""Room at the left for names of rows and for numbers; the longest line of a name; the height of one."""


def _why(once: str) -> str:
    return f"{LATER}. {once}." if once else f"{FIRST}. {OPENS}"


def _settable(controls: Sequence[str]) -> str:
    names = [f"\u201c{name}\u201d" for name in controls]
    return f"You can then use the control{'s' if len(names) > 1 else ''} {listed(names)}." if names else ""


def words(title: str, controls: Sequence[str], scale: Scale | None = None, once: str = "") -> str:
    """Return in words what a veiled picture shows: its title, that it is locked, its axes, and which controls it will have."""
    axes = scale.in_words() if scale else ""
    settable = _settable(controls)
    return "\n".join([title, f"{_why(once)} {WHERE}", *filter(None, (axes, settable))])


def veiled(title: str, controls: Sequence[str], scale: Scale | None = None, once: str = "") -> str:
    """Return a locked picture's stand-in as SVG text, the same bytes everywhere.

    Parameters
    ----------
    title : str
        What the picture is called.
    controls : sequence of str
        Labels of what a reader will be able to set.
    scale : Scale, optional
        What stands at its axes, where it has some.
    once : str
        When it opens, where it waits for no single prediction.
    """
    body: list[str] = []
    y = _MARGIN + 14
    for line in wrapped(title, 52):
        body.append(_text(_MARGIN, y, line, size=14, weight="bold"))
        y += _LINE
    left = _MARGIN if scale is None else _MARGIN + (_NAMES if scale.rows else _NUMBERS if scale.y_ticks or scale.y_label else 0)
    rows = [wrapped(name, _NAME_LENGTH) for name in scale.rows] if scale else []
    high = max(_VEIL, sum(len(lines) * _PITCH + 4 for lines in rows))
    body += _veil(left, y, high, LATER if once else FIRST)
    if scale:
        below, marks = _axes(scale, rows, left, y, high)
        body += marks
        y += below
    y += high + _LINE
    settable = _settable(controls)
    for line in [*wrapped(once and f"{once}.", 68), *wrapped(settable, 68), *wrapped(WHERE, 68)]:
        body.append(_text(_MARGIN, y, line, size=11, colour="quiet"))
        y += _LINE - 2
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" data-veil="" style="font-family:{FONTS}">'
    paper = f'<rect width="{WIDTH}" height="{y}" fill="{light("paper")}"/>'
    told = " ".join(filter(None, (_why(once), scale.in_words() if scale else "")))
    return described(f"{opening}{paper}{''.join(body)}</svg>", title, told)


def _axes(scale: Scale, rows: Sequence[Sequence[str]], left: int, top: int, high: int) -> tuple[int, list[str]]:
    """Return how much room what stands under the veil takes, and all that stands at its axes."""
    wide, found, end = WIDTH - _MARGIN - left, [], 0.0
    y = top + (high - sum(len(lines) * _PITCH + 4 for lines in rows)) // 2 + _PITCH
    for lines in rows:
        for line in lines:
            found.append(_text(left - 6, y, line, size=_SMALL, anchor="end"))
            y += _PITCH
        y += 4
    for share, text in scale.y_ticks:
        found.append(_text(left - 6, round(top + high * (1 - share)) + 3, text, size=_SMALL, anchor="end"))
    if scale.y_label:
        found.append(_text(_MARGIN, top - 4, scale.y_label, size=_SMALL, colour="quiet"))
    for share, text in scale.x_ticks:
        half = len(text) * _CHARACTER / 2
        middle = min(max(left + wide * share, half), WIDTH - half)
        if middle - half >= end:  # what would run into its neighbour is left out
            found.append(_text(round(middle), top + high + 14, text, size=_SMALL, anchor="middle"))
            end = middle + half + _CHARACTER
    below = 14 if end else 0
    centre = left + wide // 2
    for line in wrapped(scale.x_label, int(2 * (WIDTH - centre) / _CHARACTER)):
        below += _PITCH + 2
        found.append(_text(centre, top + high + below, line, size=_SMALL, colour="quiet", anchor="middle"))
    return below, found


def _veil(left: int, top: int, high: int, first: str) -> Iterator[str]:
    """Yield a striped sheet over the place of the picture, with its one line."""
    right, bottom = WIDTH - _MARGIN, top + high
    yield f'<rect x="{left}" y="{top}" width="{right - left}" height="{high}" fill="{light("panel")}" stroke="{light("line")}"/>'
    stripes = (
        f"M{max(start, left)} {top + max(left - start, 0)}L{min(start + high, right)} {bottom - max(start + high - right, 0)}"
        for start in range(left - high + _STRIPE, right, _STRIPE)
    )
    yield f'<path d="{"".join(stripes)}" stroke="{light("faint")}" fill="none"/>'
    label, across, middle = 220, (left + right) // 2, top + high // 2
    yield f'<rect x="{across - label // 2}" y="{middle - 18}" width="{label}" height="36" rx="4" fill="{light("paper")}"/>'
    yield _text(across, middle + 5, first, size=14, weight="bold", anchor="middle")


def _text(x: int, y: int, line: str, *, size: int, weight: str = "normal", colour: str = "ink", anchor: str = "start") -> str:
    look = f'font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{light(colour)}"'
    return f'<text x="{x}" y="{y}" {look}>{html.escape(line, quote=False)}</text>'
