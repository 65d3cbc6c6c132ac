"""Places to turn to, which a host sets for the place of the course."""

from __future__ import annotations

import html

from ketamine_course import addresses
from ketamine_course.references import MARKS
from ketamine_course.tables import rows_of


class HelpLines:
    """Places to turn to, as a list for people; a host edits `data/lessons/help_lines.csv`."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = rows

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        lines = [" ".join(["-", f"{row['place']}:", *self._said(row)]) for row in self.rows]
        return {"text/plain": "\n".join(lines), "text/html": self.as_html()}

    def as_html(self) -> str:
        """Return them as a list, each with a link."""
        return f'<ul class="help-lines">{"".join(f"<li>{self._item(row)}</li>" for row in self.rows)}</ul>'

    @staticmethod
    def _said(row: dict[str, str]) -> list[str]:
        """Return the parts of a line; how far it was checked stands last."""
        contact = [f"{row['contact']}."] if row["contact"] else []
        return [f"{row['name']}.", *contact, row["for_whom"], row["address"], f"({MARKS[row['mark']]}, {row['checked_on']})"]

    def _item(self, row: dict[str, str]) -> str:
        *said, address, remark = self._said(row)
        words = html.escape(addresses.shown(address))
        link = f'<a href="{html.escape(address)}">{words}</a>' if addresses.linkable(address) else words
        return f"<strong>{html.escape(row['place'])}:</strong> {html.escape(' '.join(said))} {link} <em>{html.escape(remark)}</em>"


def help_lines() -> HelpLines:
    """Return the helplines that the host of the course has set."""
    return HelpLines([{name: str(value) for name, value in row.items()} for row in rows_of("help_lines")])
