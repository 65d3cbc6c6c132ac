"""Classroom: what a class handed in, read and added up in the page; nothing reaches a kernel or a server.

The same code shows it in JupyterLab and on pages without a kernel. It knows nothing of the claims: key, verdicts and wordings are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ketamine_course.widgets.shown import Shown

FIRST_LETTER, LAST_LETTER = ord("0"), ord("~")
"""Resamples are written as letters, one for each claim."""


@dataclass(frozen=True)
class Classroom(Shown):
    """The claims that a class rates, and a place to read its files.

    Parameters
    ----------
    name, title : str
        A stable id, and what stands above.
    key : mapping of str to str
        Claim to the verdict of the key, in the order shown.
    verdicts : sequence of str
        All verdicts, in the order shown.
    prompts : mapping of str to str
        Claim to its present wording.
    draws : sequence of sequence of int
        Which claims each resample takes, by their place in the key: from these comes the interval of agreement.
    discernment : mapping, optional
        Forms that a class may have taken before and after: answers, rounds, items and prompts, as in the contract.

    Raises
    ------
    ValueError
        There are more claims than letters to write resamples with.
    """

    kind = "classroom"
    needs_scripts = "To read the files of a class, the page needs JavaScript."

    name: str
    title: str
    key: Mapping[str, str]
    verdicts: Sequence[str]
    prompts: Mapping[str, str]
    draws: Sequence[Sequence[int]]
    discernment: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        if FIRST_LETTER + len(self.key) - 1 > LAST_LETTER:
            raise ValueError(f"classroom {self.name!r} has {len(self.key)} claims; there are letters for {LAST_LETTER - FIRST_LETTER + 1}")

    def definition(self) -> dict[str, Any]:
        """Return what the page must know."""
        letters = ["".join(chr(FIRST_LETTER + at) for at in draw) for draw in self.draws]
        texts = {"key": dict(self.key), "verdicts": list(self.verdicts), "prompts": dict(self.prompts)}
        return {"title": self.title, **texts, "draws": letters, "discernment": self.discernment}

    def plain_text(self) -> str:
        """Return what shows where the page is not alive."""
        return f"{self.title}\nThe files of a class can be read here when the notebook runs."
