"""Catalogue: a long list to filter and search, each entry opening to its details; alive with a kernel and without one.

An explorable draws one picture for each state, so it cannot filter: five filters over hundreds of entries have millions of
states. A catalogue carries its entries once and filters them in the page. It knows nothing of what it lists.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any

import traitlets

from ketamine_course.names import listed, nearest
from ketamine_course.texts import true_minus, with_true_minus
from ketamine_course.widgets import embed
from ketamine_course.widgets.attended import exporting
from ketamine_course.widgets.catalogue_parts import Entry, Facet, Seal, Verdicts
from ketamine_course.widgets.controls import ChoiceError
from ketamine_course.widgets.later import Later, opens_after, told_after, waits_for
from ketamine_course.widgets.live import LiveWidget

ANY = ""
WHOLE_FALLBACK = 60_000
"""Characters of all entries up to which a page gives them whole where scripts do not run."""
SEALED = "not_opened_yet"
"""The value, in a facet that gives answers away, of an entry that is still closed."""
WORDS = "words"
"""Name of the search field in a catalogue's choice."""


class CatalogueError(ValueError):
    """Entries or facets that do not fit together; the message says which and why."""


class Catalogue:
    """A list of entries with filters.

    Parameters
    ----------
    name : str
        Stable id, such as ``"claim-atlas"``.
    title : str
        What the whole is called.
    noun : tuple of str
        What one and several entries are called.
    facets : mapping of str to Facet
        In the order shown; the first one groups the list where scripts do not run.
    entries : sequence of Entry
        In the order shown.
    verdicts : Verdicts, optional
        Beside whose verdicts a reader's own is shown.
    seal : Seal, optional
        What stays closed of entries that readers judge themselves.

    Raises
    ------
    CatalogueError
        A name comes twice, a value does not belong to its facet, an address is no web address, or an entry is judged by readers and
        nothing says what stays closed.
    """

    def __init__(
        self,
        name: str,
        title: str,
        noun: tuple[str, str],
        facets: Mapping[str, Facet],
        entries: Sequence[Entry],
        verdicts: Verdicts | None = None,
        seal: Seal | None = None,
    ) -> None:
        self.name, self.title, self.noun, self.verdicts, self.seal = name, title, noun, verdicts, seal
        self.facets, self.entries = dict(facets), tuple(entries)
        for sealed in seal.facets if seal else ():
            facet = self.facets[sealed]
            self.facets[sealed] = replace(facet, options={**facet.options, SEALED: seal.label if seal else ""})
        self._check()

    def _check(self) -> None:
        names: set[str] = set()
        for entry in self.entries:
            if entry.name in names:
                raise CatalogueError(f"{self.title!r}: the name {entry.name!r} comes twice")
            names.add(entry.name)
            if entry.later and not self.seal:
                raise CatalogueError(f"{self.title!r}, entry {entry.name!r}: readers judge it, and nothing says what stays closed")
            for facet, each in self.facets.items():
                value = entry.facets.get(facet)
                if value not in each.options:
                    told = nearest(value, each.options, listing=True)
                    raise CatalogueError(f"{self.title!r}, entry {entry.name!r}, {each.label!r}: {told}")
            for _, address in entry.links:
                if address and not address.startswith(("https://", "http://")):
                    raise CatalogueError(f"{self.title!r}, entry {entry.name!r}: {address!r} is not a web address")

    def __call__(self, *, later: Later | None = None, **choice: str) -> LiveCatalogue | StaticCatalogue:
        """Return what a notebook cell shows; keywords set filters, `words` the search, and `later` says which rows and filters wait.

        Raises
        ------
        CatalogueError
            No entry shows a row that waits, and no filter has that name.
        """
        rows = {*self.facets, *(entry.key for entry in self.entries)}
        for row in later or {}:
            if row not in rows:
                raise CatalogueError(f"{self.title!r}, later: row {nearest(row, rows, listing=True)}")
        view = StaticCatalogue if exporting() else LiveCatalogue
        return view(self, self.complete(choice), later or {})

    def complete(self, choice: Mapping[str, Any]) -> dict[str, str]:
        """Return a value for every filter: those given, checked, and "any" for the rest.

        Raises
        ------
        ChoiceError
            There is no such filter or value; the message gives the nearest.
        """
        for name, value in choice.items():
            if name == WORDS and isinstance(value, str):
                continue
            if name not in self.facets:
                raise ChoiceError(f"{self.title!r}, filter {nearest(name, [*self.facets, WORDS], listing=True)}")
            facet = self.facets[name]
            if value != ANY and value not in facet.options:
                raise ChoiceError(f"filter {facet.label!r}, value {nearest(value, facet.options, listing=True)}")
        return {name: choice.get(name, ANY) for name in (*self.facets, WORDS)}

    def definition(self, later: Later | None = None) -> dict[str, Any]:
        """Return what the page must know beside the entries, with what filters wait for."""
        later = later or {}
        facets = [
            {"name": name, "label": f.label, "values": list(f.options), "labels": list(f.options.values()), "badge": f.badge}
            | ({"later": waits_for(later[name], opens_after(later[name]))} if name in later else {})
            for name, f in self.facets.items()
        ]
        known = {"title": self.title, "noun": list(self.noun), "facets": facets}
        return known | {name: asdict(part) for name, part in (("verdicts", self.verdicts), ("seal", self.seal)) if part}

    def rows(self, later: Later | None = None) -> list[dict[str, Any]]:
        """Return the entries as they are sent to the page, with what they wait for."""
        later = later or {}
        return [
            {
                "name": entry.name,
                "heading": true_minus(entry.heading),
                "facets": [entry.facets[name] for name in self.facets],
                "parts": with_true_minus(entry.parts),
                "links": [list(link) for link in entry.links],
            }
            | ({"marks": list(entry.marks)} if entry.marks else {})
            | ({"later": entry.later} if entry.later else {})
            | ({"asked": dict(entry.asked)} if entry.asked else {})
            | ({"waits": waits_for(later[entry.key], told_after(later[entry.key]))} if entry.key in later else {})
            for entry in self.entries
        ]

    def badges(self, entry: Entry, waits: str = "") -> list[str]:
        """Return the values that stand on an entry's closed line, in words; for one that readers judge or that waits, that too."""
        closed = waits or entry.later
        sealed = self.seal.facets if self.seal and closed else ()
        shown = [facet.options[entry.facets[name]] for name, facet in self.facets.items() if facet.badge and name not in sealed]
        return [*shown, closed] if self.seal and closed else shown

    def plain_text(self) -> str:
        """Return what shows where neither widget nor HTML can."""
        labels = listed([f"\u201c{facet.label.lower()}\u201d" for facet in self.facets.values()])
        return f"{self.title}\n{len(self.entries)} {self.noun[1]}, which can be filtered by {labels}."

    def list_page(self, later: Later | None = None) -> str:
        """Return the whole list without filters, grouped by the first facet: what stays where scripts do not run.

        A very long list gives headings and badges only: its entries stand in the page a second time, for the scripts.
        """
        name, facet = next(iter(self.facets.items()))
        whole = sum(len(text) for entry in self.entries for _, text in entry.parts) <= WHOLE_FALLBACK
        order = list(facet.options)
        entries = sorted(self.entries, key=lambda entry: order.index(entry.facets[name]))
        groups = []
        for value, found in groupby(entries, key=lambda entry: entry.facets[name]):
            lines = [
                self._line(entry, told_after(later[entry.key]) if later and entry.key in later else "", whole=whole) for entry in found
            ]
            summary = f"{facet.options[value]}: {len(lines)} {self.noun[len(lines) != 1]}"
            groups.append(f"<details><summary>{html.escape(summary)}</summary><ul>{''.join(lines)}</ul></details>")
        rest = "" if whole else "<p>To open an entry, switch on JavaScript.</p>"
        return f"<p><strong>{html.escape(self.title)}</strong></p>{rest}{''.join(groups)}"

    def _line(self, entry: Entry, waits: str, *, whole: bool) -> str:
        sealed = self.seal.terms if self.seal and (entry.later or waits) else ()
        everything = bool(waits) and (not self.seal or entry.name in self.seal.headings)
        said, closed = (
            "".join(f" {term}: {text}" for term, text in entry.parts if whole and (everything or term in sealed) == shut)
            for shut in (False, True)
        )
        heading = "" if everything else f" {entry.heading}"
        closed = f"{entry.heading}{closed}" if everything else closed
        opens = waits or (self.seal.opens if self.seal else "")
        folded = f" <details><summary>{html.escape(opens)}</summary>{html.escape(closed)}</details>" if opens and closed else ""
        badges = [badge for badge in self.badges(entry, waits) if not (everything and folded and badge == opens)]  # said once
        shown = f" [{', '.join(badges)}]" if badges else ""
        words = f"{entry.name}.{heading}{shown}{said}"
        return true_minus(f"<li>{html.escape(words)}{folded}</li>")


class LiveCatalogue(LiveWidget):
    """A catalogue in JupyterLab; its `choice` can be read, set and observed."""

    _kind = traitlets.Unicode("catalogue").tag(sync=True)
    _entries: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    choice = traitlets.Dict().tag(sync=True)

    def __init__(self, source: Catalogue, choice: dict[str, str], later: Later) -> None:
        self._source, self._later = source, later
        super().__init__(choice=choice)
        self._definition = source.definition(later)
        self._entries = source.rows(later)

    @traitlets.validate("choice")
    def _complete(self, proposal: traitlets.Bunch) -> dict[str, str]:
        return self._source.complete({**self.choice, **proposal["value"]})

    def _plain(self) -> dict[str, str]:
        return {"text/plain": self._source.plain_text(), "text/html": self._source.list_page(self._later)}


class StaticCatalogue:
    """A catalogue in a page without a kernel: self-contained HTML."""

    def __init__(self, source: Catalogue, choice: dict[str, str], later: Later) -> None:
        self._source, self._later = source, later
        self.choice = choice

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        state = {"_definition": self._source.definition(self._later), "choice": self.choice}
        rows, listed = self._source.rows(self._later), self._source.list_page(self._later)
        page = embed.page_html("catalogue", self._source.name, state, {"_entries": rows}, listed)
        return {"text/html": page, "text/plain": self._source.plain_text()}
