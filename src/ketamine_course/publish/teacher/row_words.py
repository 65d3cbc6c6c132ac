"""What a row of a plan says to do: a question in square brackets, such as ``[claims-bridge]``, stands for its number."""

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ketamine_course.names import nearest
from ketamine_course.publish.teacher.plan_form import PlanError

NAMED = re.compile(r"\[([\w-]+)\]")
SLIDE = re.compile(r"@\[([^\]]+)\]")
RANGE = re.compile(r"\[([\w-]+)\] to \[([\w-]+)\]")


def named(do: str, asked: Sequence[str]) -> list[str]:
    """Return the questions that a row names, one by one or as the first and the last of a range of what it asks."""
    found = NAMED.findall(do)
    for first, last in RANGE.findall(do):
        if first in asked and last in asked:
            found += asked[asked.index(first) : asked.index(last) + 1]
    return list(dict.fromkeys(found))


def with_slides(do: str, asked_on: Mapping[str, int]) -> str:
    """Return what a row says with the numbers of the slides that it names, each with @ before its bracket.

    Raises
    ------
    PlanError
        No slide of the lesson asks or shows that.
    """

    def number(found: re.Match[str]) -> str:
        if found[1] not in asked_on:
            raise PlanError(f"slide {nearest(found[1], asked_on)}")
        return f"slide {asked_on[found[1]]}"

    return SLIDE.sub(number, do)


def linked(do: str, numbers: Mapping[str, str], key: bool = True) -> Markup:
    """Return what a row says as HTML, with numbers in place of names; where there is a `key`, they lead to it."""
    parts = []
    for place, part in enumerate(NAMED.split(do)):
        link = Markup('<a href="key.html#{}">{}</a>') if key else Markup("{1}")
        parts.append(link.format(part, numbers[part]) if place % 2 else Markup.escape(part))
    return Markup("").join(parts)
