"""Discernment: two parallel forms of claims to accept or not, taken in turn in several rounds; alive with a kernel and without one.

Which form comes first is drawn for each reader. Nothing is marked while a form is open; what was told apart, and why each claim is
supported or not, comes when all of it is answered. It knows no subject: claims, keys and words are given.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ketamine_course.widgets.question import edition_of
from ketamine_course.widgets.shown import Shown

PREFIX = "claims"
"""How the names start under which answers are kept."""


@dataclass(frozen=True)
class Judged:
    """One claim of a form.

    Parameters
    ----------
    text : str
        The claim.
    sound : bool
        Whether the evidence supports it.
    key, reason, basis : str
        Shown at the end: the verdict of the key, why, and the works behind it.
    """

    text: str
    sound: bool
    key: str
    reason: str
    basis: str


@dataclass(frozen=True)
class Round:
    """One time a form is taken.

    Parameters
    ----------
    name, label : str
        A stable name, and what the reader sees.
    page : str
        Where the browser keeps the answers.
    days : int
        How many days after the round before it is due, if it is to wait at all.
    """

    name: str
    label: str
    page: str
    days: int = 0


@dataclass(frozen=True)
class DiscernmentTest(Shown):
    """Two forms, and the rounds in which they are taken in turn.

    Parameters
    ----------
    name, title, collection : str
        A stable id, what is shown above, and where the browser keeps the answers.
    forms : dict of str to tuple of Judged
        The two forms by name.
    rounds : tuple of Round
        All rounds, in order.
    here : tuple of str
        Names of the rounds that can be taken in this place.
    answers : tuple of str
        Words for accepting a claim, not accepting it, and not being able to tell.
    notes : tuple of str
        What is said beside the result.

    Raises
    ------
    ValueError
        There are not two forms of equal length, or a round does not exist.
    """

    kind = "discernment"
    needs_scripts = "These forms need JavaScript."

    name: str
    title: str
    collection: str
    forms: dict[str, tuple[Judged, ...]]
    rounds: tuple[Round, ...]
    here: tuple[str, ...]
    answers: tuple[str, str, str]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.forms) != 2 or len({len(form) for form in self.forms.values()}) != 1:
            raise ValueError(f"{self.name!r} needs two forms of equal length")
        if not self.here or not set(self.here) <= {each.name for each in self.rounds}:
            raise ValueError(f"{self.name!r} has the rounds {', '.join(each.name for each in self.rounds)}, not {', '.join(self.here)}")

    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""
        forms = {
            name: [{**asdict(claim), "edition": edition_of([claim.text, *self.answers])} for claim in form]
            for name, form in self.forms.items()
        }
        rounds = [{**asdict(each), "here": each.name in self.here} for each in self.rounds]
        plain = {"title": self.title, "collection": self.collection, "answers": list(self.answers), "notes": list(self.notes)}
        return {**plain, "forms": forms, "rounds": rounds}

    def plain_text(self) -> str:
        """Return what shows where the page is not alive."""
        length = len(next(iter(self.forms.values())))
        return f"{self.title}\n{length} claims to accept or not; they appear when the notebook runs."


def name_of(round_: str, form: str, number: int) -> str:
    """Return the name under which the answer to a claim is kept; numbers begin with 1."""
    return f"{PREFIX}-{round_}-{form}-{number}"
