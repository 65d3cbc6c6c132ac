"""Slides that no cell of a notebook makes: the six verdicts, claims to vote on and their key, gentler pairs, a lesson's key points."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ketamine_course.names import nearest
from ketamine_course.publish.teacher.handouts import KEY, handout, without_codes
from ketamine_course.publish.teacher.plan_form import PlanError, Step

ITEM = re.compile(r"<li>(.*?)</li>\s*", re.DOTALL)
OPENING = re.compile(r"(</h2>\s*)(?:<p>(?:(?!</p>).)*</p>\s*)+", re.DOTALL)
BASIS = " Basis: "
"""How that part of a reason begins which is read in the key and not from a slide."""
JUDGED_ON_A_SLIDE = 3
"""How many claims with verdict and reason are read from the back row at once."""


@dataclass(frozen=True)
class Slide:
    """One slide: what it shows, its section, its questions, whether it has a picture, its routes, and the handout to vote on or its row."""

    content: str
    section: str = ""
    asks: tuple[str, ...] = ()
    picture: bool = False
    opens: bool = False
    routes: tuple[str, ...] = ()
    votes: str = ""

    def belongs_to(self, steps: Sequence[Step]) -> bool:
        """Return whether a lesson with these steps shows it: a question of theirs is on it, or it opens or pictures one of the sections.

        What a step names under `leaves` is left out.
        """
        if any(step.leaves and step.section == self.section and said(self.content).startswith(step.leaves) for step in steps):
            return False
        sections_shown = {step.section for step in steps}
        asked = {name for step in steps for name in step.questions}
        return bool(asked & set(self.asks)) or (self.section in sections_shown and (self.opens or self.picture))


def said(content: str) -> str:
    """Return what some HTML says."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", content)).split())


def instead(step: Step, routes_of_it: tuple[str, ...]) -> list[Slide]:
    """Return what a school class sees in place of the slides that are left out: a handout, with a slide for each row and what it asks."""
    table = handout(step.school, ())
    titles = [f"<strong>{html.escape(name)}:</strong> " if name else "" for name in table.header]
    opening = f"<h2>{html.escape(step.section)}</h2>"
    rows = [[f"{title}{html.escape(without_codes(cell))}" for title, cell in zip(titles, row, strict=True)] for row in table.rows]
    shown = [
        (f"<h3>{first}</h3>" + "".join(f"<p>{each}</p>" for each in (*others, f"<strong>{html.escape(table.about)}</strong>")))
        for first, *others in rows
    ]
    shown[0] = opening + shown[0]
    return [Slide(each, step.section, routes=routes_of_it, votes=f"{step.school}/{row}") for row, each in enumerate(shown, start=1)]


def voted(step: Step, common: Mapping[str, Any], routes_of_it: tuple[str, ...]) -> list[Slide]:
    """Return the slides on which a class votes: the rows of a handout with the numbers to show, and then its key, a few rows at a time."""
    asked, key = handout(step.vote, ()), handout(f"{step.vote}{KEY}", ())
    claims = "".join(f"<li>{html.escape(without_codes(row[1]))}</li>" for row in asked.rows)
    names = "; ".join(f"<strong>{number}</strong> {each['name'].lower()}" for number, each in enumerate(common["verdicts"], start=1))
    shown = [f"<h2>{html.escape(step.section)}</h2><p>{html.escape(asked.about)}</p><ol>{claims}</ol><p>{names}</p>"]
    for first in range(0, len(key.rows), JUDGED_ON_A_SLIDE):
        rows = key.rows[first : first + JUDGED_ON_A_SLIDE]
        judged = [[html.escape(without_codes(cell)) for cell in row[1:]] for row in rows]
        answers = "".join(f"<li>{claim} <strong>{verdict}.</strong> {why.partition(BASIS)[0]}</li>" for claim, verdict, why in judged)
        title = f"{key.title}: {first + 1} to {first + len(rows)}"
        shown.append(f'<h3>{html.escape(title)}</h3><ol start="{first + 1}">{answers}</ol>')
    return [Slide(each, step.section, routes=routes_of_it, votes="" if at else step.vote) for at, each in enumerate(shown)]


def verdicts_slide(common: Mapping[str, Any], section: str, routes_of_it: tuple[str, ...]) -> Slide:
    """Return the slide that says what the six verdicts mean, with the number by which a class shows each."""
    rows = "".join(f"<li><strong>{html.escape(each['name'])}.</strong> {html.escape(each['means'])}</li>" for each in common["verdicts"])
    return Slide(f"<h2>The six verdicts</h2><ol>{rows}</ol><p>{html.escape(common['core'])}</p>", section, routes=routes_of_it)


def with_points(slide: Slide, lessons: Mapping[str, tuple[Sequence[Step], tuple[str, ...]]]) -> Iterator[Slide]:
    """Yield the slide for every route that shows all of it, and for each lesson that names its points or its opening one of its own.

    Parameters
    ----------
    slide : Slide
    lessons : mapping of str to (steps, routes)
        The steps of each lesson, and its routes.

    Raises
    ------
    PlanError
        No point begins like that.
    """
    left = slide.routes
    for length, (steps, own) in lessons.items():
        for step in steps:
            shown = tuple(route for route in own if route in left)
            opening = step.opening if slide.opens else ""
            if (step.points or opening) and step.section == slide.section and shown:
                left = tuple(route for route in left if route not in own)
                content = _chosen(slide.content, step.points, length) if step.points else slide.content
                yield replace(slide, content=_opened(content, opening), routes=shown)
    if left:
        yield replace(slide, routes=left)


def _opened(content: str, opening: str) -> str:
    """Return a slide that says something else under its heading."""
    return OPENING.sub(lambda found: f"{found[1]}<p>{html.escape(opening)}</p>", content, count=1) if opening else content


def _chosen(content: str, points: Sequence[str], length: str) -> str:
    """Return a list without the items that begin like none of the points."""
    found = [said(item) for item in ITEM.findall(content)]
    for point in points:
        if not any(item.startswith(point) for item in found):
            raise PlanError(f"{length}, point {nearest(point, [item[: len(point)] for item in found])}")
    return ITEM.sub(lambda item: item[0] if said(item[1]).startswith(tuple(points)) else "", content)
