"""Slides of a notebook that was run in export mode: reveal.js around the notebook's own cells, with the widgets alive.

Sections lie side by side, the slides of a section below one another. A slide holds the sentence that says what to look for, and
what it speaks of: a question, a picture, or code. A picture or a question after a longer text gets a slide of its own. One file
holds the whole notebook and, as routes through it, the lessons of its plan: the slides of the sections, questions and pictures that
the plan names. A lesson with something that a school class should not meet unprepared has a second route without it.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jinja2
import nbformat
import sphinx_revealjs
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from ketamine_course.publish import packs
from ketamine_course.publish.counted_prose import plain
from ketamine_course.publish.html_mends import with_own_ids
from ketamine_course.publish.teacher.plan_form import SCHOOL, Plan, PlanError, Step
from ketamine_course.publish.teacher.slide_parts import Slide, instead, said, verdicts_slide, voted, with_points
from ketamine_course.publish.teacher.unprepared import is_hard
from ketamine_course.widgets.question import Question

REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs" / "dist"
REVEAL_FILES = ("reveal.js", "reveal.css")
PICTURE = re.compile("course-(explorable|stage)")
ASKED = re.compile(r"^ask\(\"([\w-]+)\"\)", re.MULTILINE)
ASKED_HERE = re.compile(r'id="(?:question|mark)-([\w-]+)"')
OWN_SLIDE = re.compile(r"(#{1,3} |<details>)")
FOR_READERS = re.compile(r"^\*(Must|Should|Could): .*\*$", re.MULTILINE)
"""What the notebook says under a heading to readers who are short of time."""
FROM_MEMORY = re.compile(r" \([^()]*\bfrom memory, not yet checked\.?\)")
"""How well a sentence is known, which stands in the notebook and is not read from the back row."""
TO_COMPARE = "<details open>\n<summary>Compare with"
"""An answer to one's own work, which stays closed until the class has done it."""
ALONE = ": from memory"
"""What a heading adds for those who read without a class, which needs no word for it."""
BESIDE_A_PICTURE, BESIDE_A_QUESTION = 170, 500
"""Letters that leave room for a picture or a question; after more of them, it gets a slide of its own."""
FIGURE = "/figure"
"""How a row calls the slide with the first figure of a section, after the section's name."""
WHOLE = "all"
"""The route through the whole notebook."""


@dataclass(frozen=True)
class Place:
    """Where the slides of a step are: the address in the deck, and the numbers of the first and the last."""

    address: str
    first: int
    last: int


def words(source: str) -> str:
    """Return Markdown as HTML, without the signs beside headings and what these say to readers alone."""
    made = re.sub(r'<a class="anchor-link"[^>]*>.*?</a>', "", str(markdown2html_mistune(FROM_MEMORY.sub("", FOR_READERS.sub("", source)))))
    made = made.replace(f"{ALONE}</h2>", "</h2>").replace("<details>", "<details open>")
    return made.replace(TO_COMPARE, TO_COMPARE.replace(" open", ""))


def length(content: str) -> int:
    """Return how many letters some HTML shows."""
    return len(re.sub(r"<[^>]+>", "", content))


def code(cell: nbformat.NotebookNode) -> str:
    """Return what a slide shows of a code cell: its outputs, and the code where students change it."""
    shown = ""
    if "show-code" in cell.metadata.get("tags", []):
        shown = f'<pre tabindex="0"><code>{html.escape(cell.source)}</code></pre>'
    for output in cell.outputs:
        data = output.get("data", {})
        text = output.get("text", data.get("text/plain", ""))
        shown += data["text/html"] if "text/html" in data else f'<pre tabindex="0">{html.escape(text)}</pre>'
    return shown


def _heading(source: str) -> str:
    return re.sub(r"[*_`]", "", plain(source).split("\n", 1)[0].removeprefix("## ")).strip()


def sections(notebook: nbformat.NotebookNode) -> list[list[Slide]]:
    """Return every slide, section by section."""
    found: list[list[Slide]] = [[]]
    open_slide, section = False, ""
    for cell in notebook.cells:
        markdown = cell.cell_type == "markdown"
        content = words(cell.source) if markdown else code(cell)
        if not content:
            continue
        opens = markdown and cell.source.startswith("## ")
        if opens:
            found.append([])
            open_slide, section = False, _heading(cell.source)
        asks = () if markdown else tuple(ASKED.findall(cell.source))
        picture = bool(PICTURE.search(content))
        before = length(found[-1][-1].content) if found[-1] else 0
        room = before <= (BESIDE_A_PICTURE if picture else BESIDE_A_QUESTION if asks else before)
        if open_slide and asks and not room:  # what leads to a question is shown where the question is
            found[-1][-1] = replace(found[-1][-1], asks=(*found[-1][-1].asks, *asks))
        if open_slide and room and not (markdown and OWN_SLIDE.match(cell.source)):
            last = found[-1][-1]
            found[-1][-1] = replace(last, content=last.content + content, asks=(*last.asks, *asks), picture=last.picture or picture)
        else:
            found[-1].append(Slide(content, section, asks, picture, opens))
        open_slide = markdown and not cell.source.startswith("<details>")
    return [slides for slides in found if slides]


def needs_verdicts(asked: Question, common: Mapping[str, Any]) -> bool:
    """Return whether a question can only be answered by those who know the verdicts."""
    names = {each["name"] for each in common["verdicts"]}
    return len(names & {option.text for option in asked.options}) > 2


def with_verdicts(told: list[list[Slide]], made: Plan, questions: Mapping[str, Question], common: Mapping[str, Any]) -> list[list[Slide]]:
    """Return the slides with one more in each lesson: what the verdicts mean, before the first section that asks for one."""
    if common["verdicts_told_in"] in {step.section for steps in made.lessons.values() for step in steps}:
        return told
    first: dict[str, list[str]] = {}
    for length, steps in made.lessons.items():
        for step in steps:
            if any(needs_verdicts(questions[name], common) for name in step.questions):
                first.setdefault(step.section, []).extend(_routes_of(made, length))
                break
    sections_found = [part[0].section for part in told]
    return [
        [verdicts_slide(common, part[0].section, tuple(first[part[0].section])), *part]
        if part[0].section in first and sections_found.index(part[0].section) == place
        else part
        for place, part in enumerate(told)
    ]


def _gentle(made: Plan, section: str) -> dict[str, Step]:
    """Return the step of each lesson in which a school class sees something else in a section."""
    return {str(each): step for each, steps in made.lessons.items() for step in steps if step.school and step.section == section}


def _routes_of(made: Plan, length: int) -> tuple[str, ...]:
    """Return the routes of a lesson: its own, and that of a school class where it has one."""
    return (str(length), *([f"{length}{SCHOOL}"] if made.has_school_route(str(length)) else []))


def routed(found: list[list[Slide]], made: Plan, common: Mapping[str, Any]) -> list[list[Slide]]:
    """Return the slides with the routes to which each belongs: the lessons of a plan, those of a school class, and the whole notebook.

    What a school class sees instead is a part of its own, so that a key that skips its rest comes to what is asked afterwards. Where
    every class sees it, the question of the section comes after the first row, to which it belongs.
    """
    told = []
    lessons = {str(length): (steps, _routes_of(made, length)) for length, steps in made.lessons.items()}
    for part in found:
        section = part[0].section
        gentle = _gentle(made, section)
        beside = [instead(step, (route if step.for_all else f"{route}{SCHOOL}",)) for route, step in gentle.items()]
        told += [rows[:1] if step.for_all else rows for rows, step in zip(beside, gentle.values(), strict=True)]
        slides: list[Slide] = []
        for steps, own in lessons.values():
            slides += [slide for step in steps if step.vote and step.section == section for slide in voted(step, common, own)]
        for slide in part:
            asked = {each for each, step in gentle.items() if set(slide.asks) & set(step.questions)}
            opened = [each for each, step in gentle.items() if step.for_all and each not in asked and (slide.picture or slide.opens)]
            shown = [each for each, (steps, _) in lessons.items() if slide.belongs_to(steps) and each not in opened]
            left = [each for each in shown if made.has_school_route(each) and not (slide.opens and each in gentle)]
            gentler = [] if is_hard(html.unescape(slide.content)) else [f"{each}{SCHOOL}" for each in left]
            slides += with_points(replace(slide, routes=(*shown, *gentler, WHOLE)), lessons)
        told.append(slides)
        told += [rows[1:] for rows, step in zip(beside, gentle.values(), strict=True) if step.for_all]
    return told


def all_slides(
    notebook: nbformat.NotebookNode, made: Plan, questions: Mapping[str, Question], common: Mapping[str, Any]
) -> list[list[Slide]]:
    """Return the slides of all routes through a notebook."""
    found = sections(notebook)
    begun = {
        step.section: [said(slide.content) for part in found for slide in part if slide.section == step.section] for step in made.steps
    }
    for step in made.steps:
        for left in step.leaves:
            if not any(words.startswith(left) for words in begun[step.section]):
                raise PlanError(f"{made.name}.yaml, {step.name!r}: no slide begins with what it leaves out, {left!r}")
    return with_verdicts(routed(found, made, common), made, questions, common)


def routes(made: Plan) -> dict[str, str]:
    """Return the routes through a deck by what the address calls them, with what people call them."""
    told = {}
    for each in made.lessons:
        told[str(each)] = f"{each} minutes"
        if made.has_school_route(str(each)):
            told[f"{each}{SCHOOL}"] = f"{each} minutes, school class"
    return told | {WHOLE: "whole notebook"}


def places(found: list[list[Slide]], route: str) -> dict[str, Place]:
    """Return where the slides of each section are in the deck of a route, whose first slide is the one that opens the deck."""
    told: dict[str, Place] = {}
    across, number = 1, 1
    for slides in found:
        kept = [slide for slide in slides if route in slide.routes]
        if kept:
            here = Place(f"slides.html?minutes={route}#/{across}", number + 1, number + len(kept))
            before = told.get(kept[0].section)
            told[kept[0].section] = replace(before, last=here.last) if before else here
            across, number = across + 1, number + len(kept)
    return told


def with_numbers(content: str, numbers: Mapping[str, str]) -> str:
    """Return the HTML of a slide whose questions show their numbers, by which plan, handout and key call them."""

    def told(found: re.Match[str]) -> str:
        return f"{found[0]} style=\"--number: '{numbers[found[1]]}'\"" if found[1] in numbers else found[0]

    return ASKED_HERE.sub(told, content)


def asked_on(found: list[list[Slide]], route: str) -> dict[str, int]:
    """Return the number of the slide on which a route asks each question, on which a class votes, and of each section's first figure."""
    kept = [slide for slides in found for slide in slides if route in slide.routes]
    figures = {f"{slide.section}{FIGURE}": number for number, slide in reversed([*enumerate(kept, start=2)]) if slide.picture}
    return figures | {name: number for number, slide in enumerate(kept, start=2) for name in (*slide.asks, slide.votes) if name}


def deck(found: list[list[Slide]], template: jinja2.Template, context: dict[str, Any]) -> str:
    """Return the page with a notebook's slides: the whole notebook, and the lessons of its plan."""
    numbered = [[replace(slide, content=with_numbers(slide.content, context["numbers"])) for slide in part] for part in found]
    return packs.within(with_own_ids(template.render(sections=numbered, **context)))
