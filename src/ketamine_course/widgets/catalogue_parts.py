"""What a catalogue is made of: facets, entries, the verdicts beside which a reader's own is shown, and what stays closed until then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Facet:
    """One thing to filter by.

    Parameters
    ----------
    label : str
        Its visible name.
    options : mapping of str to str
        Value to label, in the order shown.
    badge : bool
        Whether an entry's value stands on its closed line.
    """

    label: str
    options: Mapping[str, str]
    badge: bool = False


@dataclass(frozen=True)
class Entry:
    """One entry.

    Parameters
    ----------
    name : str
        Unique; shown first on the line.
    heading : str
        The line itself.
    facets : mapping of str to str
        A value for every facet.
    parts : sequence of (term, text)
        What shows when the entry is opened.
    links : sequence of (text, address)
        Shown last; an address is a web address or empty.
    marks : sequence of int
        What each of the `Verdicts.judges` said, as a position on its scale.
    later : str
        Where readers judge the entry themselves, in a few words: what gives the answer away stays closed until they have. Empty where
        they do not.
    row : str
        The row of a table that it shows, by which it is told what waits for a later question; its name where it is the same.
    asked : mapping of str to str
        The question that asks readers to rate it, by collection, page and name; empty where none does.
    """

    name: str
    heading: str
    facets: Mapping[str, str]
    parts: Sequence[tuple[str, str]]
    links: Sequence[tuple[str, str]] = ()
    marks: Sequence[int] = ()
    later: str = ""
    row: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The row of a table that it shows."""
        return self.row or self.name


@dataclass(frozen=True)
class Verdicts:
    """Beside whose verdicts a reader's own is shown; nothing is shown where the browser keeps none.

    Parameters
    ----------
    scale : sequence of str
        The verdicts, as the options of the question are worded.
    judges : sequence of str
        Who gave the marks of each entry.
    place : str
        The term of the part that stands before an entry's heading in the prompt of a question on it: ``S1, para 5: It helps.``
    rounds : int
        How many answers to such a question open its key.
    """

    scale: Sequence[str]
    judges: Sequence[str]
    place: str
    rounds: int = 1


@dataclass(frozen=True)
class Seal:
    """What stays closed of an entry that readers judge themselves, until they have judged it or ask for it.

    The same stays closed of an entry that would tell the answer to a later question; in a list without a seal, all of it but its name.

    Parameters
    ----------
    facets : sequence of str
        Names of the facets whose values give the answer away.
    terms : sequence of str
        Terms of the parts that do; an entry's links stay closed with them.
    told : str
        What stands in their place.
    opens : str
        What the button says that opens them all the same.
    label : str
        What these facets say of an entry that is still closed.
    asked : mapping of str to str
        The prediction about how many entries have which value of a facet, by facet: until it is told, no filter gives these numbers.
    headings : sequence of str
        Names of entries whose heading alone tells what they wait for: until then nothing but the name of these is shown.
    """

    facets: Sequence[str]
    terms: Sequence[str]
    told: str
    opens: str
    label: str
    asked: Mapping[str, str] = field(default_factory=dict)
    headings: Sequence[str] = ()
