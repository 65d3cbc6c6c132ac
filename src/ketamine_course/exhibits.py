"""Texts that were written for the course and so stand in it whole, each with the prompt that asked for it and how it was made."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ketamine_course.absences import in_words
from ketamine_course.forms import misfits
from ketamine_course.tables import DATA_FOLDER, rows_of
from ketamine_course.yaml_files import YamlError, parse

FOLDER = "exhibits"
"""Where the texts stand in the data folder: one file a text, named after it, its making above it."""


class ExhibitError(ValueError):
    """A file cannot be used; the message names it."""


@dataclass(frozen=True)
class Exhibit:
    """One text, complete.

    Parameters
    ----------
    source : str
        Its name among the texts, such as ``"S6"``.
    title : str
        What it is.
    made_on : date
        Day on which it was made.
    prompt, how : str
        What was asked, whole, and how the text was made.
    text : str
        The text as it came.
    """

    source: str
    title: str
    made_on: date
    prompt: str
    how: str
    text: str

    def paragraphs(self) -> list[str]:
        """Return the lines that are not empty: the paragraphs of locators."""
        return [line for line in self.text.splitlines() if line.strip()]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        heading = f"{self.source}. {self.title}, {in_words(self.made_on)}"
        parts = {"Prompt": self.prompt.strip(), "How it was made": self.how.strip()}
        plain = "\n\n".join([heading, *self.paragraphs(), *(f"{name}: {text}" for name, text in parts.items())])
        told = "".join(f"<p>{html.escape(text)}</p>" for text in self.paragraphs())
        made = "".join(f"<dt>{name}</dt><dd>{html.escape(text)}</dd>" for name, text in parts.items())
        page = f"<details><summary>Prompt, and how it was made</summary><dl>{made}</dl></details>"
        return {"text/plain": plain, "text/html": f"<blockquote><p><b>{html.escape(heading)}</b></p>{told}</blockquote>{page}"}


@cache
def exhibit(source: str, folder: Path = DATA_FOLDER) -> Exhibit:
    """Return a text that stands in the collection whole.

    Raises
    ------
    ExhibitError
        There is no such file, or what stands above the text cannot be read.
    """
    file = f"{FOLDER}/{source}.md"
    try:
        _, front, text = (folder / file).read_text(encoding="utf-8").split("---\n", 2)
    except (OSError, ValueError) as error:
        raise ExhibitError(f"{file}: cannot be read: its making stands between two lines '---' above the text ({error})") from error
    try:
        made: dict[str, Any] = parse(front, file, first_line=2)
    except YamlError as error:
        raise ExhibitError(str(error)) from error
    for field, line, problem in misfits(made, Exhibit, hidden=("text",)):
        place = f"{file}, line {line + 1}" if line else file
        raise ExhibitError(f"{place}, field {field}: {problem}" if field else f"{place}: {problem}")
    return Exhibit(text=text, **made)


def ours(folder: Path = DATA_FOLDER) -> list[str]:
    """Return the texts that were written for the course."""
    return [row["source"] for row in rows_of("sources", folder) if row["origin"] == "course"]
