"""Names: look one up, or say which was probably meant; several in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from typing import Any, TypeVar

Found = TypeVar("Found")

COLLECTION = "ketamine-course"
"""The name under which a browser keeps the answers of all notebooks."""
OWN_CHAIN = {"name": "own-chain", "prompt": "Your own chain, built on the stage", "collection": COLLECTION}
"""How a browser keeps the chain that a reader builds, beside the answers of a notebook: one for all stages."""
SHOWN = 12
"""Valid names that a message lists at most."""


class UnknownName(KeyError):
    """A name that does not exist; the message gives the nearest."""

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError alone would show the message in quotation marks, its own ones escaped


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as in a sentence, the last one after a word of its own: ``a, b and c``."""
    return "".join(words) if len(words) <= 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def nearest(name: Any, valid: Iterable[str], *, listing: bool = False) -> str:
    """Say which valid name lies nearest to a wrong one.

    Parameters
    ----------
    name : object
        What is not valid.
    valid : iterable of str
        What is.
    listing : bool
        Whether to list the valid names even if one is near.

    Returns
    -------
    str
        ``"'x' is unknown; nearest: 'y'"``, or a list of the first valid names where nothing is near.
    """
    names = sorted(valid) if isinstance(valid, AbstractSet) else list(valid)
    near = get_close_matches(str(name), names, n=1)
    told = [f"nearest: {near[0]!r}"] if near else []
    if listing or not near:
        shown = ", ".join(map(repr, names[:SHOWN])) + (", ..." if len(names) > SHOWN else "")
        told.append(f"valid: {shown or 'none'}")
    return f"{name!r} is unknown; {'; '.join(told)}"


def checked(name: str, valid: Iterable[str], what: str, error: type[Exception] = UnknownName) -> str:
    """Return a name if it is valid.

    Parameters
    ----------
    name : str
        The name.
    valid : iterable of str
        Those that exist.
    what : str
        What it names, such as ``"step"``: how the message begins.
    error : type
        What is raised.

    Raises
    ------
    UnknownName
        It is not valid (or `error`, if another one is given); the message gives the nearest.
    """
    names = list(valid)
    if name not in names:
        raise error(f"{what} {nearest(name, names)}")
    return name


def lookup(found: Mapping[str, Found], name: str, what: str, error: type[Exception] = UnknownName) -> Found:
    """Return what stands under a name; parameters and errors as for `checked`."""
    if not isinstance(name, str) or name not in found:
        raise error(f"{what} {nearest(name, list(found))}")
    return found[name]
