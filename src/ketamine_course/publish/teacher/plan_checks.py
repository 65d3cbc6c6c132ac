"""Plans held against their notebooks: sections, questions, options and pictures that they name; and the table of their minutes."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import nbformat

from ketamine_course.names import nearest
from ketamine_course.publish.counted_prose import plain
from ketamine_course.publish.teacher.handouts import HANDOUTS
from ketamine_course.publish.teacher.plan_form import KEY_POINTS, Plan, PlanError, Step
from ketamine_course.publish.teacher.row_words import named
from ketamine_course.widgets.question import Question

ON_PAPER = re.compile(r"\b(hand(ed)? out|handouts?|sheets? of|strips?|cards?|from the sheet)\b", re.IGNORECASE)
"""Words by which a step asks for something on paper."""
MUST = re.compile(r"^## (.+)\n\n\*Must: ", re.MULTILINE)
CALL = re.compile(r"\b(\w+)\(")
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def headings(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the section headings of a notebook as plain text."""
    cells = (plain(cell.source) for cell in notebook.cells if cell.cell_type == "markdown")
    return [re.sub(r"[*_`]", "", found).strip() for source in cells for found in HEADING.findall(source)]


def musts(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the sections of a notebook that say under their heading that it depends on them."""
    cells = [plain(cell.source) for cell in notebook.cells if cell.cell_type == "markdown"]
    return [re.sub(r"[*_`]", "", found).strip() for source in cells for found in MUST.findall(source)]


def in_code(notebook: nbformat.NotebookNode, pattern: re.Pattern[str] = CALL) -> dict[str, set[str]]:
    """Return the names that the code of a notebook holds, those of what it calls by default, each with the sections in which it stands."""
    found: dict[str, set[str]] = {}
    section = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            section = [section, *headings(nbformat.v4.new_notebook(cells=[cell]))][-1]
        else:
            for name in pattern.findall(cell.source):
                found.setdefault(name, set()).add(section)
    return found


def check(
    made: Plan,
    sections: Collection[str],
    questions: Mapping[str, Question],
    pictures: Collection[str],
    *,
    kept: Collection[str] = (),
    shown: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> None:
    """Hold a plan against its notebook. The sections in `kept` are left in every route for a late beginning.

    `shown` are the sections in which the notebook shows a picture, by the picture's own name: a step that hands it out belongs to one.

    Raises
    ------
    PlanError
        A section, a question, an option or a picture does not exist, with the nearest; or a route leaves out what must be kept.
    """
    told = list(_unknown(made, sections, questions, pictures))
    told += [
        f"{made.name}.yaml, late, {length}: leaves out {section!r}, on which the notebook depends: shorten it instead"
        for length in made.late
        for section in made.left_out(length)
        if section in kept
    ]
    told += _unshown(made, questions)
    told += [
        f"{made.name}.yaml, {each}"
        for each in (*unsaid({**made.lessons, "paper": made.paper}), *_paper_faults(made), *_unprinted(made), *_strays(made, shown))
    ]
    if told:
        raise PlanError("\n".join(told))


def _unknown(made: Plan, sections: Collection[str], questions: Mapping[str, Question], pictures: Collection[str]) -> Iterable[str]:
    """Yield what a plan names and its notebook does not have, with the nearest."""
    groups: list[tuple[str, Iterable[str], Collection[str]]] = [
        ("section", [step.section for step in made.steps], sections),
        ("question", made.asked, questions),
        ("picture", made.pictures, pictures),
    ]
    for kind, wanted, known in groups:
        yield from (f"{made.name}.yaml, {kind} {nearest(name, known)}" for name in dict.fromkeys(wanted) if name not in known)


def _unshown(made: Plan, questions: Mapping[str, Question]) -> Iterable[str]:
    """Yield the misconceptions that none of the options they name would show."""
    for each in made.misconceptions:
        try:
            if each.question in questions:
                each.shown_by(questions[each.question])
        except PlanError as error:
            yield f"{made.name}.yaml, misconception {each.thought!r}: {error}"


def unsaid(lessons: Mapping[Any, Sequence[Step]]) -> Iterable[str]:
    """Yield where a row does not say what to do with each of its questions, or which key points it has taught."""
    for lesson, steps in lessons.items():
        for step in steps:
            found = named(step.do, step.questions)
            for name in found:
                if name not in step.questions:
                    yield f"{lesson}, row {step.name!r} names question {nearest(name, step.questions)}"
            left = [name for name in step.questions if name not in found]
            if len(step.questions) > 1 and left:
                yield f"{lesson}, row {step.name!r} does not say what to do with {', '.join(f'[{name}]' for name in left)}"
            if step.section == KEY_POINTS and not step.points:
                yield f"{lesson}, row {step.name!r}: name under points the key points that the lesson has taught, by how they begin"


def _paper_faults(made: Plan) -> Iterable[str]:
    """Yield where the lesson on paper asks for what is on no sheet, or prints what no step uses."""
    printed = (*made.pictures, *made.handouts)
    for name in made.handouts:
        if name not in HANDOUTS:
            yield f"handout {nearest(name, HANDOUTS)}"
    for step in made.paper:
        for name in step.uses:
            if name not in printed:
                yield f"paper, section {step.section!r}, handout {nearest(name, printed)}"
        if ON_PAPER.search(step.do) and not step.uses:
            yield f"paper, section {step.section!r} asks for a handout: name it under uses"
    used = {name for step in made.paper for name in step.uses}
    for name in printed:
        if name not in used:
            yield f"paper, handout {name!r} is used in no step"


def _unprinted(made: Plan) -> Iterable[str]:
    """Yield where a lesson with a screen needs what is on no sheet."""
    printed = (*made.pictures, *made.handouts)
    for length, steps in made.lessons.items():
        for step in steps:
            for name in step.on_handout:
                if name not in printed:
                    yield f"{length}, section {step.section!r}, handout {nearest(name, printed)}"


def _strays(made: Plan, shown: Mapping[str, Collection[str]]) -> Iterable[str]:
    """Yield where a step hands out a picture that the notebook shows in other sections, so that nothing in the step speaks of it."""
    for step in made.paper:
        for name in step.uses:
            places = shown.get(name.partition("-")[2], ())
            if places and step.section not in places:
                yield f"paper, section {step.section!r} hands out {name!r}, which belongs to {', '.join(sorted(places))}"


def timings(plans: Iterable[Plan]) -> list[list[str]]:
    """Return the table of the planned minutes, with room for the minutes that it took."""
    rows = [["notebook", "lesson", "section", "planned minutes", "minutes it took", "class (age, size, room)"]]
    for made in plans:
        lessons = {**{f"{length} minutes": steps for length, steps in made.lessons.items()}, "paper": made.paper}
        rows += [[made.name, lesson, step.name, str(step.minutes), "", ""] for lesson, steps in lessons.items() for step in steps]
    return rows
