"""A table as HTML, for an output that brings no style sheet: it scrolls by itself, can be reached by keyboard, and has a name."""

import html
from collections.abc import Iterable, Sequence

CELL = "text-align:left;padding:.15em 1em .15em 0"


def html_table(caption: str, header: Iterable[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table with its caption, or a line that says that it has no rows."""
    if not rows:
        return f"<p><strong>{html.escape(caption)}:</strong> none.</p>"
    heads = "".join(f'<th scope="col" style="{CELL}">{html.escape(each)}</th>' for each in header)
    cells = "".join("<tr>" + "".join(f'<td style="{CELL}">{html.escape(cell)}</td>' for cell in row) + "</tr>" for row in rows)
    label = html.escape(caption, quote=True)
    name = f"<caption style='text-align:left'><strong>{label}</strong></caption>"
    return (
        f'<div style="overflow-x:auto" tabindex="0" role="group" aria-label="{label}">'
        f"<table>{name}<thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table></div>"
    )
